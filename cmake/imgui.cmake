# Dear ImGui for the module, built from copies without what one window of invisible buttons never comes to: a
# quarter of the library, which the linker cannot know to be idle. Each text must be there, so that another
# version of the library fails here rather than in the picture.

# Copies ImGui's NAME. UNREACHED: beginnings of statements that are never to run. REPLACED: texts, each followed by
# what takes its place.
function(lesson_imgui_copy NAME)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "UNREACHED;REPLACED")
  file(READ ${IMGUI_SOURCE_DIR}/${NAME} source)
  foreach(statement IN LISTS ARG_UNREACHED)
    # At the beginning of a line, where a declaration has its type.
    string(REGEX REPLACE "([][+.*()^?|])" "\\\\\\1" pattern "${statement}")
    string(REGEX REPLACE "(\n +)(${pattern})" "\\1if (false) \\2" changed "${source}")
    lesson_expect_change("${source}" "${changed}" ${NAME} "${statement}")
    set(source "${changed}")
  endforeach()
  while(ARG_REPLACED)
    list(POP_FRONT ARG_REPLACED text replacement)
    string(REPLACE "${text}" "${replacement}" changed "${source}")
    lesson_expect_change("${source}" "${changed}" ${NAME} "${text}")
    set(source "${changed}")
  endwhile()
  # Only a copy that differs is made anew, and compiled.
  file(WRITE ${CMAKE_BINARY_DIR}/imgui/new/${NAME} "${source}")
  configure_file(${CMAKE_BINARY_DIR}/imgui/new/${NAME} ${CMAKE_BINARY_DIR}/imgui/${NAME} COPYONLY)
endfunction()

function(lesson_expect_change BEFORE AFTER NAME TEXT)
  if(BEFORE STREQUAL AFTER)
    message(FATAL_ERROR "cmake/imgui.cmake leaves out “${TEXT}”, which ${IMGUI_SOURCE_DIR}/${NAME} does not have")
  endif()
endfunction()

# No file of settings, wheel, dialog, table, log, title bar, border or scroll bar.
lesson_imgui_copy(imgui.cpp
  UNREACHED "UpdateSettings()" "AddSettingsHandler(&ini_handler)" "TableSettingsAddSettingsHandler()"
    "SaveIniSettingsToDisk(g.IO.IniFilename)" "NavUpdate()" "NavEndFrame()" "NavProcessItem()"
    "UpdateMouseWheel()" "UpdateMouseMovingWindowNewFrame()" "UpdateMouseMovingWindowEndFrame()"
    "RenderDimmedBackgrounds()" "RenderMouseCursor(g.IO.MousePos" "RenderWindowTitleBarContents(window, ImRect("
    "RenderWindowDecorations(window, title_bar_rect" "TableGcCompactTransientBuffers(g.Tables"
    "TableGcCompactTransientBuffers(&table_temp_data)" "LogFinish()" "DebugLog(\"(Debug Log: Auto"
  REPLACED "UpdateWindowManualResize(window, size_auto_fit" "false && UpdateWindowManualResize(window, size_auto_fit"
    "window->Pos = FindBestWindowPosForPopup(window)" "(void)window")

# The fonts hold their outlines as TrueType, so that the interpreter of the other kind has nothing to do.
lesson_imgui_copy(imstb_truetype.h REPLACED "cff = stbtt__find_table(data, fontstart, \"CFF \")" "cff = 0" "info->cff.size" "0")

# The font that the library carries is 12 KB that no compressor shrinks; this program brings others.
set(default_font "static const char proggy_clean_ttf_compressed_data_base85")
execute_process(COMMAND sed -e "/^${default_font}/,/\";$/c\\\n${default_font}[1] = \"\";" ${IMGUI_SOURCE_DIR}/imgui_draw.cpp
  OUTPUT_FILE ${CMAKE_BINARY_DIR}/imgui/imgui_draw.cpp COMMAND_ERROR_IS_FATAL ANY)

add_library(lesson_imgui STATIC
  ${CMAKE_BINARY_DIR}/imgui/imgui.cpp ${CMAKE_BINARY_DIR}/imgui/imgui_draw.cpp ${IMGUI_SOURCE_DIR}/imgui_tables.cpp
  ${IMGUI_SOURCE_DIR}/imgui_widgets.cpp)
target_include_directories(lesson_imgui SYSTEM PUBLIC ${IMGUI_SOURCE_DIR} ${IMGUI_SOURCE_DIR}/backends)
target_compile_definitions(lesson_imgui PUBLIC IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
  IMGUI_DISABLE_DEFAULT_FONT IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_OBSOLETE_FUNCTIONS
  IMGUI_IMPL_OPENGL_ES3)
target_compile_options(lesson_imgui PRIVATE ${web_small} -w)
target_link_libraries(lesson_imgui PUBLIC lesson_sdl2)
