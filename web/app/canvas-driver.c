/* SDL's video driver for a canvas of the page: one GL context on "#canvas", and nothing more. SDL's own for
 * Emscripten brings an emulation of EGL, fullscreen, pointer lock, cursors, software frames and a listener
 * for every event of the page; here the element listens, and all of that was a tenth of the module. */
#include <SDL_internal.h>
#include <emscripten/html5.h>
#include <video/SDL_sysvideo.h>

static int add_display(SDL_VideoDevice* device) {
  (void)device;
  const SDL_DisplayMode mode = {.format = SDL_PIXELFORMAT_RGB888, .w = 1, .h = 1};
  return SDL_AddBasicVideoDisplay(&mode) < 0 ? -1 : 0;
}

static void nothing(SDL_VideoDevice* device) { (void)device; }

static int load_library(SDL_VideoDevice* device, const char* path) {
  (void)device;
  (void)path;
  return 0;
}

static SDL_GLContext create_context(SDL_VideoDevice* device, SDL_Window* window) {
  (void)window;
  EmscriptenWebGLContextAttributes wanted;
  emscripten_webgl_init_context_attributes(&wanted);
  wanted.alpha = device->gl_config.alpha_size > 0;
  wanted.depth = device->gl_config.depth_size > 0;
  wanted.stencil = device->gl_config.stencil_size > 0;
  wanted.antialias = device->gl_config.multisamplebuffers > 0;
  wanted.majorVersion = device->gl_config.major_version - 1; /* WebGL 2 is OpenGL ES 3. */
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context("#canvas", &wanted);
  if (context <= 0 || emscripten_webgl_make_context_current(context) != EMSCRIPTEN_RESULT_SUCCESS) {
    SDL_SetError("The page gave no WebGL context");
    return NULL;
  }
  return (SDL_GLContext)context;
}

static int make_current(SDL_VideoDevice* device, SDL_Window* window, SDL_GLContext context) {
  (void)device;
  (void)window;
  return emscripten_webgl_make_context_current((EMSCRIPTEN_WEBGL_CONTEXT_HANDLE)context) ==
                 EMSCRIPTEN_RESULT_SUCCESS
             ? 0
             : SDL_SetError("The WebGL context is lost");
}

/* The browser shows what was drawn as soon as the frame's callback returns. */
static int swap(SDL_VideoDevice* device, SDL_Window* window) {
  (void)device;
  (void)window;
  return 0;
}

static void delete_context(SDL_VideoDevice* device, SDL_GLContext context) {
  (void)device;
  emscripten_webgl_destroy_context((EMSCRIPTEN_WEBGL_CONTEXT_HANDLE)context);
}

static void delete_device(SDL_VideoDevice* device) { SDL_free(device); }

static SDL_VideoDevice* create_device(void) {
  SDL_VideoDevice* device = SDL_calloc(1, sizeof *device);
  if (device == NULL) {
    SDL_OutOfMemory();
    return NULL;
  }
  device->VideoInit = add_display;
  device->VideoQuit = nothing;
  /* There is no window to make: the canvas is there already, and Window::resize gives it its size. */
  device->GL_LoadLibrary = load_library;
  device->GL_UnloadLibrary = nothing;
  device->GL_CreateContext = create_context;
  device->GL_MakeCurrent = make_current;
  device->GL_SwapWindow = swap;
  device->GL_DeleteContext = delete_context;
  device->free = delete_device;
  return device;
}

/* The name by which SDL's list of drivers knows the one for Emscripten. */
VideoBootStrap Emscripten_bootstrap = {"canvas", "a canvas of the page", create_device};
