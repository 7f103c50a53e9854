/* SDL's drawing on surfaces of its own, which this program never does: a window here is a WebGL context.
 * These answer for the files that cmake/sdl2.cmake leaves out, and refuse. */
#include <SDL.h>

int SDL_CalculateBlit(SDL_Surface* surface) {
  (void)surface;
  return SDL_Unsupported();
}

int SDL_RLESurface(SDL_Surface* surface) {
  (void)surface;
  return SDL_Unsupported();
}

void SDL_UnRLESurface(SDL_Surface* surface, int recode) {
  (void)surface;
  (void)recode;
}
