# Manual pages and shell completions: made and installed.

# The day of the last change to their text, so that a build of one source is the same whenever it is made.
set(DATELINE_MANUAL_DATE "November 26, 2026")

foreach(page IN ITEMS indexer/man/dateline-index.1 searcher/man/dateline-search.1 bench/man/dateline-bench.1
                      searcher/man/dateline-query.7)
  cmake_path(GET page FILENAME name)
  configure_file("${PROJECT_SOURCE_DIR}/${page}.in" "${PROJECT_BINARY_DIR}/man/${name}" @ONLY)
  string(REGEX MATCH "[0-9]$" section "${name}")
  install(FILES "${PROJECT_BINARY_DIR}/man/${name}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man${section}")
endforeach()

set(completions "${PROJECT_SOURCE_DIR}/common/completions")
foreach(program IN ITEMS dateline-index dateline-search dateline-bench)
  # Looked up by the name of the program.
  install(
    FILES "${completions}/dateline.bash"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
    RENAME ${program})
  install(FILES "${completions}/${program}.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
endforeach()

# Where zsh looks: in vendor-completions below /usr on Debian, else in site-functions.
install(
  CODE [[
  set(dateline_zsh_folder site-functions)
  if(CMAKE_INSTALL_PREFIX STREQUAL "/usr" AND EXISTS /etc/debian_version)
    set(dateline_zsh_folder vendor-completions)
  endif()
]])
install(FILES "${completions}/_dateline" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/\${dateline_zsh_folder}")
