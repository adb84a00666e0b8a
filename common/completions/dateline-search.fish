# Completion for dateline-search in fish.

function __dateline_query_words
    set -l word (commandline -ct)
    set -l minus (string match -r '^-?' -- $word)
    if string match -qr '^-?is:' -- $word
        printf "$minus"'is:%s\n' article stub page dated undated
    else if not string match -q '*:*' -- $word
        printf "$minus"'%s:\t%s\n' title headline lead 'headline, standfirst and first paragraph' \
            author 'names in the byline' site 'web site or name of the publication' \
            section 'department of the publication' tag 'tag or keyword' lang 'language code' \
            wire 'news agency' is 'article, stub, page, dated, undated' \
            path 'file, or a folder above it' id 'article id' url 'canonical address' \
            date 'day of publication' words 'length of the body'
    end
end

complete -c dateline-search -f -a '(__dateline_query_words)'
complete -c dateline-search -s d -l db -x -a '(__fish_complete_directories)' -d 'Database to search'
complete -c dateline-search -l all -d 'Only articles with all words'
complete -c dateline-search -l any -d 'Articles with any of the words'
complete -c dateline-search -l like -r -F -d 'Articles about the same as this one'
complete -c dateline-search -l queries -r -F -d 'Answer each line of a file'
complete -c dateline-search -l analyze -d 'Print how the query is understood'
complete -c dateline-search -l since -x -a 'today yesterday 7d 1M 1y' -d 'Published then or later'
complete -c dateline-search -l until -x -a 'today yesterday 7d 1M 1y' -d 'Published then or before'
complete -c dateline-search -l undated -x -a 'include exclude only' -d 'Articles without a date'
complete -c dateline-search -l lang -x -d 'Only this language'
complete -c dateline-search -l now -x -d 'Count relative dates from this time'
complete -c dateline-search -l utc -d 'Times without a zone are those of UTC'
complete -c dateline-search -s n -l limit -x -d 'Hits to show'
complete -c dateline-search -l offset -x -d 'Hits to pass over'
complete -c dateline-search -s s -l sort -x -a 'relevance newest oldest' -d 'What comes first'
complete -c dateline-search -l recency -x -a 'none low medium high' -d 'What a recent date weighs'
complete -c dateline-search -l collapse -x -a 'story none' -d 'Show copies as one hit'
complete -c dateline-search -l copies -d 'List the copies of each hit'
complete -c dateline-search -l expand -d 'Rank also by words that the best hits share'
complete -c dateline-search -s e -l explain -d 'Tell what each score is made of'
complete -c dateline-search -l fragments -x -d 'Passages shown of each hit'
complete -c dateline-search -s C -l fragment-length -x -a paragraph -d 'Length of a passage'
complete -c dateline-search -s c -l count -d 'Print only how many articles match'
complete -c dateline-search -l facets -x -a 'site author section lang year' -d 'Count matches by fields'
complete -c dateline-search -l timeline -x -a 'year month week day' -d 'Count matches by time'
complete -c dateline-search -l show -x -d 'Print a whole article'
complete -c dateline-search -l open -x -d 'Open a hit in the browser'
complete -c dateline-search -l format -x -a 'text json ndjson csv html trec paths' -d 'How to print'
complete -c dateline-search -l json -d 'Same as --format ndjson'
complete -c dateline-search -s l -l files -d 'Same as --format paths'
complete -c dateline-search -l template -x -d 'Print each hit so'
complete -c dateline-search -s 0 -l null -d 'End each path or template with NUL'
complete -c dateline-search -s q -l quiet -d 'Print nothing'
complete -c dateline-search -l color -x -a 'auto always never' -d Colours
complete -c dateline-search -l hyperlink -x -a 'auto always never' -d 'Headlines as links'
complete -c dateline-search -l pager -x -a 'auto never' -d 'Page by page'
complete -c dateline-search -l no-config -d 'Read no file of options'
complete -c dateline-search -s h -l help -d 'Print the most used options'
complete -c dateline-search -l help-all -d 'Print all options'
complete -c dateline-search -l help-query -d 'Explain the query language'
complete -c dateline-search -l version -d 'Print the version'
