# Run by CPack on the tree it is about to pack: in a Debian package manual pages and change logs are compressed, without
# name and time so that a package is the same whenever it is made (Debian Policy 12.1, 12.7).
if(CPACK_GENERATOR STREQUAL "DEB")
  file(GLOB_RECURSE documents "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/man/*.[1-9]"
       "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/doc/dateline/CHANGELOG.md")
  if(NOT documents)
    message(FATAL_ERROR "No manual pages in ${CPACK_TEMPORARY_INSTALL_DIRECTORY}")
  endif()
  foreach(document IN LISTS documents)
    if(document MATCHES "/CHANGELOG.md$")
      # The name that Debian looks for.
      cmake_path(REPLACE_FILENAME document changelog OUTPUT_VARIABLE changelog)
      file(RENAME "${document}" "${changelog}")
      set(document "${changelog}")
    endif()
    execute_process(COMMAND gzip -9n "${document}" COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
endif()
