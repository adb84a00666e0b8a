# Completion for dateline-bench in fish.

complete -c dateline-bench -f
complete -c dateline-bench -s d -l db -x -a '(__fish_complete_directories)' -d 'Directory of the database'
complete -c dateline-bench -s Q -l queries -r -F -d 'Run the queries of a file'
complete -c dateline-bench -l builtin -d 'Run queries made from the words of the database'
complete -c dateline-bench -l filter -x -d 'Only queries of this class' \
    -a 'rare-word common-word two-words three-words or phrase stop-phrase near prefix date field no-match deep-page'
complete -c dateline-bench -l per-class -x -d 'Queries made for each class'
complete -c dateline-bench -l seed -x -d 'Start of the choice of queries, or of the corpus'
complete -c dateline-bench -s w -l warmup -x -d 'Rounds before the measured ones'
complete -c dateline-bench -s r -l runs -x -d 'Measured rounds'
complete -c dateline-bench -l threads -x -d 'Threads that search at once'
complete -c dateline-bench -s n -l limit -x -d 'Hits fetched for each query'
complete -c dateline-bench -l fragments -x -d 'Fragments made for each hit'
complete -c dateline-bench -l export -x -a json -d 'Also write the figures to a file'
complete -c dateline-bench -l make-corpus -x -d 'Make a corpus instead of measuring'
complete -c dateline-bench -l no-config -d 'Read no file of options'
complete -c dateline-bench -s h -l help -d 'Print the most used options'
complete -c dateline-bench -l help-all -d 'Print all options'
complete -c dateline-bench -l version -d 'Print the version'
