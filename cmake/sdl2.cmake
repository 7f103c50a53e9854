# SDL2 for the module: its video subsystem alone, with the configuration that SDL ships for
# Emscripten. SDL's own CMake would first try some two hundred checks with emcc, minutes on a small machine,
# and compile what is switched off below.

set(sdl_sources)
foreach(room . atomic cpuinfo dynapi stdlib thread thread/generic timer timer/unix video)
  file(GLOB found ${SDL2_SOURCE_DIR}/src/${room}/*.c)
  list(APPEND sdl_sources ${found})
endforeach()
if(NOT sdl_sources)
  message(FATAL_ERROR "SDL2_SOURCE_DIR, ${SDL2_SOURCE_DIR}, holds no sources of SDL 2")
endif()
# Nothing is ever drawn on SDL's own surfaces, and the page's events go to the element; web/app/surfaces.c,
# no-events.c and canvas-driver.c answer for what is left out here, which would be a quarter of the module.
list(FILTER sdl_sources EXCLUDE REGEX "video/SDL_(RLEaccel|blit|bmp|clipboard|egl|fillrect|pixels|shape|stretch|surface|vulkan_utils|yuv)")

add_library(lesson_sdl2 STATIC ${sdl_sources})
target_include_directories(lesson_sdl2 SYSTEM PUBLIC ${SDL2_SOURCE_DIR}/include)
target_include_directories(lesson_sdl2 PRIVATE ${SDL2_SOURCE_DIR}/src/video/khronos)
target_compile_definitions(lesson_sdl2 PRIVATE SDL_AUDIO_DISABLED SDL_JOYSTICK_DISABLED SDL_SENSOR_DISABLED SDL_RENDER_DISABLED
  SDL_POWER_DISABLED SDL_FILESYSTEM_DISABLED SDL_LOCALE_DISABLED SDL_MISC_DISABLED SDL_LOADSO_DUMMY
  SDL_TIMERS_DISABLED=0)
target_compile_options(lesson_sdl2 PRIVATE $<$<CONFIG:Release>:-Oz> $<$<CONFIG:Release>:-flto> -fno-strict-aliasing -w)
