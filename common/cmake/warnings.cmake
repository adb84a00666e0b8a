# Warnings for our own code only; whether they are errors is the preset's choice (CMAKE_COMPILE_WARNING_AS_ERROR).
add_library(dateline_warnings INTERFACE)
add_library(dateline::warnings ALIAS dateline_warnings)
target_compile_options(
  dateline_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wsign-conversion
            -Wnon-virtual-dtor
            -Wold-style-cast
            -Woverloaded-virtual
            -Wcast-qual
            -Wformat=2
            -Wimplicit-fallthrough
            -Wnull-dereference
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond
            -Wlogical-op
            -Wno-missing-field-initializers
            >
            $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-field-initializers>)
