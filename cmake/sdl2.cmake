# SDL2 for the module: its video and event subsystems alone, with the configuration that SDL ships for
# Emscripten. SDL's own CMake would first try some two hundred checks with emcc, minutes on a small machine,
# and compile what is switched off below.

set(sdl_sources)
foreach(room . atomic cpuinfo dynapi events file stdlib thread thread/generic timer timer/unix video video/emscripten loadso/dummy)
  file(GLOB found ${SDL2_SOURCE_DIR}/src/${room}/*.c)
  list(APPEND sdl_sources ${found})
endforeach()
if(NOT sdl_sources)
  message(FATAL_ERROR "SDL2_SOURCE_DIR, ${SDL2_SOURCE_DIR}, holds no sources of SDL 2")
endif()
# Nothing is ever drawn on SDL's own surfaces; web/app/surfaces.c answers for the files left out here, which are a
# fifth of the module.
list(FILTER sdl_sources EXCLUDE REGEX "video/SDL_(RLEaccel|blit|bmp|pixels|stretch|surface|yuv)")

add_library(lesson_sdl2 STATIC ${sdl_sources})
target_include_directories(lesson_sdl2 SYSTEM PUBLIC ${SDL2_SOURCE_DIR}/include)
target_include_directories(lesson_sdl2 PRIVATE ${SDL2_SOURCE_DIR}/src/video/khronos)
target_compile_definitions(lesson_sdl2 PRIVATE SDL_AUDIO_DISABLED SDL_JOYSTICK_DISABLED SDL_SENSOR_DISABLED SDL_RENDER_DISABLED
  SDL_POWER_DISABLED SDL_FILESYSTEM_DISABLED SDL_LOCALE_DISABLED SDL_MISC_DISABLED SDL_LOADSO_DUMMY
  SDL_TIMERS_DISABLED=0)
target_compile_options(lesson_sdl2 PRIVATE $<$<CONFIG:Release>:-Oz> $<$<CONFIG:Release>:-flto> -fno-strict-aliasing -w)
