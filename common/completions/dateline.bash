# Completion for dateline-index, dateline-search and dateline-bench in bash.

# Offers the words that begin with what has been typed.
_dateline_offer() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_dateline_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

# What the value of an option is; fails for an option without one.
_dateline_search_value() {
  case $1 in
    -d | --db) _dateline_files -d ;;
    --queries | --like) _dateline_files -f ;;
    -s | --sort) _dateline_offer "relevance newest oldest" ;;
    --recency) _dateline_offer "none low medium high" ;;
    --collapse) _dateline_offer "story none" ;;
    --undated) _dateline_offer "include exclude only" ;;
    --facets) _dateline_offer "site author section lang year" ;;
    --timeline) _dateline_offer "year month week day" ;;
    --format) _dateline_offer "text json ndjson csv html trec paths" ;;
    --color | --hyperlink) _dateline_offer "auto always never" ;;
    --pager) _dateline_offer "auto never" ;;
    -C | --fragment-length) _dateline_offer "paragraph" ;;
    --since | --until) _dateline_offer "today yesterday 7d 1M 1y" ;;
    --lang | --now | -n | --limit | --offset | --fragments | --template | --show | --open) ;;
    *) return 1 ;;
  esac
}

_dateline_index_value() {
  case $1 in
    -d | --db) _dateline_files -d ;;
    --report) _dateline_files -f ;;
    --prune) _dateline_offer "force" ;;
    --progress) _dateline_offer "auto never json" ;;
    -g | --glob | --max-size | -j | --threads) ;;
    *) return 1 ;;
  esac
}

_dateline_bench_value() {
  case $1 in
    -d | --db) _dateline_files -d ;;
    -Q | --queries) _dateline_files -f ;;
    --filter)
      _dateline_offer "rare-word common-word two-words three-words or phrase stop-phrase near prefix
        date field no-match deep-page"
      ;;
    --export) _dateline_offer "json" ;;
    --per-class | --seed | -w | --warmup | -r | --runs | --threads | -n | --limit | --fragments) ;;
    --make-corpus) ;;
    *) return 1 ;;
  esac
}

# A word of a query: names of fields, and values of is:. Bash parts words at colons.
_dateline_query_word() {
  if [[ $prev == : || $cur == : ]]; then
    local field=${COMP_WORDS[COMP_CWORD - 2]}
    [[ $cur == : ]] && field=$prev && cur=
    [[ $field == is ]] && _dateline_offer "article stub page dated undated"
    return
  fi
  compopt -o nospace 2>/dev/null
  _dateline_offer "title: lead: author: site: section: tag: lang: wire: is: path: id: url: date:
    words:"
}

_dateline() {
  local program=${1##*/dateline-} options=$2
  program=${program#dateline-}
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} option i
  COMPREPLY=()
  # Bash parts words at the sign of --option=value too.
  option=$prev
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    [[ ${COMP_WORDS[i]} == -- ]] && option= options=
  done
  "_dateline_${program}_value" "$option" && return
  if [[ $cur == -* && -n $options ]]; then
    _dateline_offer "$options"
  elif [[ $program == search ]]; then
    _dateline_query_word
  elif [[ $program == index ]]; then
    _dateline_files -f
  fi
}

_dateline_search() {
  _dateline "$1" "-d --db --all --any --like --queries --analyze --since --until --undated --lang
    --now --utc -n --limit --offset -s --sort --recency --collapse --copies --expand -e --explain
    --fragments -C --fragment-length -c --count --facets --timeline --show --open --format --json
    -l --files --template -0 --null -q --quiet --color --hyperlink --pager --no-config
    -h --help --help-all --help-query --version"
}

_dateline_index() {
  _dateline "$1" "-d --db --wait --extract-only --forget --check --compact --stats -g --glob
    --follow -0 --null --max-size -f --full --prune -j --threads --report --progress -q --quiet
    -v --verbose --no-config -h --help --help-all --version"
}

_dateline_bench() {
  _dateline "$1" "-d --db -Q --queries --builtin --filter --per-class --seed -w --warmup -r --runs
    --threads -n --limit --fragments --export --make-corpus --no-config -h --help --help-all
    --version"
}

complete -F _dateline_search dateline-search
complete -F _dateline_index dateline-index
complete -F _dateline_bench dateline-bench
