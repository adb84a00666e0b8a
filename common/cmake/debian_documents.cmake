# Run by CPack on the tree it is about to pack: makes the documents those of a Debian package (Debian Policy 12). Manual
# pages and the change log are compressed, without name and time so that a package is the same whenever it is made.
if(CPACK_GENERATOR STREQUAL "DEB")
  set(share "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share")
  file(RENAME "${share}/doc/dateline/CHANGELOG.md" "${share}/doc/dateline/changelog")
  file(COPY_FILE "${CMAKE_CURRENT_LIST_DIR}/debian_copyright" "${share}/doc/dateline/copyright")
  file(GLOB pages "${share}/man/man[1-9]/*.[1-9]")
  if(NOT pages)
    message(FATAL_ERROR "No manual pages in ${share}")
  endif()
  execute_process(COMMAND gzip -9n ${pages} "${share}/doc/dateline/changelog" COMMAND_ERROR_IS_FATAL ANY)
endif()
