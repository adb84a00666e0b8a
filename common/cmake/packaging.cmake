install(TARGETS dateline-index dateline-search dateline-bench)
install(FILES README.md CHANGELOG.md TYPE DOC)
install(FILES common/dateline-records.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/dateline)
install(FILES LICENSE TYPE DOC RENAME copyright)

set(CPACK_PACKAGE_NAME dateline)
set(CPACK_PACKAGE_VENDOR "The Dateline developers")
set(CPACK_PACKAGE_CONTACT "The Dateline developers <dateline@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
    "Dateline finds the article in every saved web page - not the menus, the cookie
banner and the most-read list - and answers ranked queries from the archive in
milliseconds, with the matching passages. It reads folders of pages, WARC files
and JSON lines; dateline-index makes the database, dateline-search searches it
and dateline-bench measures how long queries take.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/common/cmake/debian_documents.cmake")
include(CPack)
