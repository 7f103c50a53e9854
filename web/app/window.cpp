#include "web/app/window.h"

#include <GLES3/gl3.h>
#include <SDL.h>

#include <cmath>

#include "web/app/browser.h"

bool Window::open() {
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_MULTISAMPLEBUFFERS, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  // Without a title: SDL would make it the page's.
  SDL_Window* window = SDL_CreateWindow(nullptr, 0, 0, 16, 16, SDL_WINDOW_OPENGL);
  window_ = window;
  context_ = window == nullptr ? nullptr : SDL_GL_CreateContext(window);
  // Pointer and keys come from the element, which can tell a drag on a slider from a swipe that should
  // scroll the page, and leaves Tab alone: SDL listens to nothing (no-events.c).
  if (context_ == nullptr) close();
  return context_ != nullptr;
}

void Window::close() {
  if (context_ != nullptr) SDL_GL_DeleteContext(context_);
  if (window_ != nullptr) SDL_DestroyWindow(static_cast<SDL_Window*>(window_));
  context_ = window_ = nullptr;
  SDL_Quit();
}

void Window::resize(float width, float height, float density) {
  browser_resize_canvas(static_cast<int>(std::lround(width * density)),
                        static_cast<int>(std::lround(height * density)));
}

void Window::clear(const float (&rgb)[3]) {
  glClearColor(rgb[0], rgb[1], rgb[2], 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

void Window::present() { SDL_GL_SwapWindow(static_cast<SDL_Window*>(window_)); }
