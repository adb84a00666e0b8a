# Every third-party package, found once and named by target. A missing one ends the configure step with the Debian
# package that provides it; nothing is downloaded.

function(dateline_require found package)
  if(NOT ${found})
    message(FATAL_ERROR "Not found; on Debian or Ubuntu: apt install ${package}")
  endif()
endfunction()

find_package(PkgConfig QUIET)
dateline_require(PkgConfig_FOUND pkg-config)

find_package(fmt 9 CONFIG QUIET)
dateline_require(fmt_FOUND libfmt-dev)

find_package(tl-expected CONFIG QUIET)
dateline_require(tl-expected_FOUND libexpected-dev)

find_package(nlohmann_json 3.11 CONFIG QUIET)
dateline_require(nlohmann_json_FOUND nlohmann-json3-dev)

find_package(CLI11 2 CONFIG QUIET)
dateline_require(CLI11_FOUND libcli11-dev)

find_package(Threads REQUIRED)

find_package(ZLIB 1.2.11 QUIET)
dateline_require(ZLIB_FOUND zlib1g-dev)

pkg_check_modules(brotli QUIET IMPORTED_TARGET GLOBAL libbrotlidec>=1.0)
dateline_require(brotli_FOUND libbrotli-dev)
add_library(brotli::decoder ALIAS PkgConfig::brotli)

pkg_check_modules(xapian QUIET IMPORTED_TARGET GLOBAL xapian-core>=1.4.22)
dateline_require(xapian_FOUND "libxapian-dev (1.4.22 or newer)")
add_library(Xapian::Xapian ALIAS PkgConfig::xapian)

pkg_check_modules(gumbo QUIET IMPORTED_TARGET GLOBAL gumbo>=0.10.1)
dateline_require(gumbo_FOUND libgumbo-dev)
add_library(gumbo::gumbo ALIAS PkgConfig::gumbo)

pkg_check_modules(uchardet QUIET IMPORTED_TARGET GLOBAL uchardet)
dateline_require(uchardet_FOUND libuchardet-dev)
add_library(uchardet::uchardet ALIAS PkgConfig::uchardet)

pkg_check_modules(deflate QUIET IMPORTED_TARGET GLOBAL libdeflate>=1.14)
dateline_require(deflate_FOUND libdeflate-dev)
add_library(deflate::deflate ALIAS PkgConfig::deflate)

# utf8proc 2.8.0 calls itself 2.6.0 in its pkg-config file.
pkg_check_modules(utf8proc QUIET IMPORTED_TARGET GLOBAL libutf8proc>=2.6)
dateline_require(utf8proc_FOUND libutf8proc-dev)
add_library(utf8proc::utf8proc ALIAS PkgConfig::utf8proc)

# CLD2 ships neither a pkg-config file nor a CMake package.
find_path(cld2_INCLUDE_DIR cld2/public/compact_lang_det.h)
find_library(cld2_LIBRARY cld2)
mark_as_advanced(cld2_INCLUDE_DIR cld2_LIBRARY)
if(NOT cld2_INCLUDE_DIR OR NOT cld2_LIBRARY)
  dateline_require(cld2_LIBRARY_FOUND libcld2-dev)
endif()
add_library(cld2::cld2 UNKNOWN IMPORTED GLOBAL)
set_target_properties(cld2::cld2 PROPERTIES IMPORTED_LOCATION "${cld2_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES
                                                                                "${cld2_INCLUDE_DIR}")

if(DATELINE_BUILD_TESTS)
  find_package(GTest 1.12 CONFIG QUIET)
  dateline_require(GTest_FOUND "libgtest-dev libgmock-dev")
endif()
if(DATELINE_BUILD_BENCH)
  find_package(benchmark 1.7 CONFIG QUIET)
  dateline_require(benchmark_FOUND libbenchmark-dev)
endif()
