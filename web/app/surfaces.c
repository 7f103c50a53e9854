/* SDL's drawing on surfaces of its own, which this program never does: a window here is a WebGL context.
 * These answer for the files that cmake/sdl2.cmake leaves out, and refuse; without them Emscripten's own
 * library for SDL 1 would. */
#include <SDL.h>

SDL_Surface* SDL_CreateRGBSurfaceFrom(void* pixels, int width, int height, int depth, int pitch, Uint32 red,
                                      Uint32 green, Uint32 blue, Uint32 alpha) {
  (void)pixels;
  (void)width;
  (void)height;
  (void)depth;
  (void)pitch;
  (void)red;
  (void)green;
  (void)blue;
  (void)alpha;
  SDL_Unsupported();
  return NULL;
}

void SDL_FreeSurface(SDL_Surface* surface) { (void)surface; }

SDL_Surface* SDL_ConvertSurfaceFormat(SDL_Surface* surface, Uint32 format, Uint32 flags) {
  (void)surface;
  (void)format;
  (void)flags;
  SDL_Unsupported();
  return NULL;
}

SDL_bool SDL_PixelFormatEnumToMasks(Uint32 format, int* bits, Uint32* red, Uint32* green, Uint32* blue,
                                    Uint32* alpha) {
  (void)format;
  (void)bits;
  (void)red;
  (void)green;
  (void)blue;
  (void)alpha;
  SDL_Unsupported();
  return SDL_FALSE;
}

void SDL_CalculateGammaRamp(float gamma, Uint16* ramp) {
  (void)gamma;
  (void)ramp;
}
