# The WASM module: what computes at -O3, everything else at -Oz.

if(NOT SDL2_SOURCE_DIR OR NOT IMGUI_SOURCE_DIR)
  message(FATAL_ERROR "The web presets need -DSDL2_SOURCE_DIR=... and -DIMGUI_SOURCE_DIR=...; "
    "scripts/setup fetches both and scripts/build passes them on.")
endif()

# Emscripten does not look into the system's headers; these two libraries are headers alone.
foreach(header nlohmann/json.hpp doctest/doctest.h)
  get_filename_component(name ${header} DIRECTORY)
  find_path(${name}_headers ${header} PATHS /usr/include /usr/local/include /opt/homebrew/include
    NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/headers)
  file(CREATE_LINK ${${name}_headers}/${name} ${CMAKE_BINARY_DIR}/headers/${name} SYMBOLIC)
endforeach()
target_include_directories(lesson_options SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/headers)

set(web_small $<$<CONFIG:Release>:-Oz> $<$<CONFIG:Release>:-flto> -fno-exceptions -fno-rtti)

include(cmake/sdl2.cmake)
include(cmake/imgui.cmake)

# What computes is fast, what describes, lays out and prints is small: a frame runs it once.
file(GLOB small_sources CONFIGURE_DEPENDS core/api/*.cpp core/scene/*.cpp core/simulators/*.cpp)
list(FILTER small_sources EXCLUDE REGEX "-model\\.cpp$")
# A partition's run and its judges work once a change, on sixty operations.
list(APPEND small_sources core/simulators/partition-model.cpp core/theory/consistency.cpp core/theory/linearizability.cpp)
set_source_files_properties(${small_sources} core/base/literal.cpp core/base/text.cpp PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Release>:-Oz;-flto>")

# Every function of the C ABI is exported, by the header's own word.
file(STRINGS ${CMAKE_SOURCE_DIR}/core/api/lesson.h declarations REGEX "^[a-z].*[ *]lesson_[a-z_]+\\(")
list(TRANSFORM declarations REPLACE "^[a-z].*[ *](lesson_[a-z_]+)\\(.*" "_\\1")
# Cards are the page's: they come as a file of their own, when somebody opens one.
list(REMOVE_ITEM declarations _lesson_card)
list(JOIN declarations "," exports)

file(GLOB app_sources CONFIGURE_DEPENDS web/app/*.cpp web/app/*.c)
if(app_sources)
  add_executable(lesson_web ${app_sources})
  target_compile_options(lesson_web PRIVATE ${web_small})
  target_link_libraries(lesson_web PRIVATE lesson_core lesson_imgui)
  # The driver of its video fits into SDL from the inside.
  target_include_directories(lesson_web SYSTEM PRIVATE ${SDL2_SOURCE_DIR}/src)
  set_target_properties(lesson_web PROPERTIES OUTPUT_NAME lesson SUFFIX .js
    LINK_DEPENDS ${CMAKE_SOURCE_DIR}/web/app/pre.js)
  target_link_options(lesson_web PRIVATE $<$<CONFIG:Release>:-Oz> $<$<CONFIG:Release>:-flto>
    $<$<CONFIG:Debug>:-sASSERTIONS=2> -fno-exceptions -fno-rtti --no-entry
    --pre-js=${CMAKE_SOURCE_DIR}/web/app/pre.js
    -sMODULARIZE -sEXPORT_ES6 -sUSE_ES6_IMPORT_META=0 -sEXPORT_NAME=createLesson -sENVIRONMENT=web
    -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=16777216 -sMALLOC=emmalloc -sFILESYSTEM=0
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sEXIT_RUNTIME=0 -sDYNAMIC_EXECUTION=0
    -sINCOMING_MODULE_JS_API=[canvas,instantiateWasm,preRun] -sTEXTDECODER=2
    -sGL_TRACK_ERRORS=0 -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0 -sGL_SUPPORT_SIMPLE_ENABLE_EXTENSIONS=0
    -sGL_EXTENSIONS_IN_PREFIXED_FORMAT=0 -sGL_POOL_TEMP_BUFFERS=0 -sSUPPORT_ERRNO=0
    -sEXPORTED_FUNCTIONS=${exports} -sEXPORTED_RUNTIME_METHODS=[])
endif()

# The floor that scripts/bench measures against: the same libraries and flags, and next to nothing else.
set(sdl_answers web/app/canvas-driver.c web/app/no-events.c web/app/surfaces.c)
add_executable(lesson_hello EXCLUDE_FROM_ALL tests/bench/hello-world/hello.cpp ${sdl_answers}
  ${IMGUI_SOURCE_DIR}/imgui.cpp ${IMGUI_SOURCE_DIR}/imgui_draw.cpp ${IMGUI_SOURCE_DIR}/imgui_tables.cpp
  ${IMGUI_SOURCE_DIR}/imgui_widgets.cpp ${IMGUI_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp)
set_target_properties(lesson_hello PROPERTIES OUTPUT_NAME hello SUFFIX .js)
target_include_directories(lesson_hello SYSTEM PRIVATE ${IMGUI_SOURCE_DIR} ${SDL2_SOURCE_DIR}/src)
target_compile_definitions(lesson_hello PRIVATE IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS IMGUI_IMPL_OPENGL_ES3)
target_compile_options(lesson_hello PRIVATE ${web_small} -w)
target_link_libraries(lesson_hello PRIVATE lesson_sdl2)
target_link_options(lesson_hello PRIVATE -Oz -flto -fno-exceptions -fno-rtti -sENVIRONMENT=web -sALLOW_MEMORY_GROWTH
  -sMALLOC=emmalloc -sFILESYSTEM=0 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)

foreach(program engine histogram)
  add_executable(lesson_bench_${program} EXCLUDE_FROM_ALL tests/bench/${program}.cpp)
  set_target_properties(lesson_bench_${program} PROPERTIES SUFFIX .cjs)
  target_link_libraries(lesson_bench_${program} PRIVATE lesson_core)
  target_compile_options(lesson_bench_${program} PRIVATE -ffp-contract=off $<$<CONFIG:Release>:-O3>)
  target_link_options(lesson_bench_${program} PRIVATE -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH -sWASM_ASYNC_COMPILATION=0)
endforeach()

if(TARGET lesson_tests)
  set_target_properties(lesson_tests PROPERTIES SUFFIX .cjs)
  target_link_options(lesson_tests PRIVATE -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH
    # Node has a fetch that takes no file names, which the asynchronous way would try.
    -sWASM_ASYNC_COMPILATION=0 -sINITIAL_MEMORY=268435456 -sTOTAL_STACK=8388608 -sEXIT_RUNTIME
    # The drills' cases are read from content/.
    -sNODERAWFS)
endif()
