/* SDL's events, keyboard, mouse and touch, which never happen here: the element listens to the page, and
 * tells Dear ImGui. These answer for the files that cmake/sdl2.cmake leaves out; without them Emscripten's
 * own library for SDL 1 would. */
#include <SDL_internal.h>
#include <events/SDL_events_c.h>
#include <events/SDL_keyboard_c.h>
#include <events/SDL_mouse_c.h>
#include <events/SDL_touch_c.h>
#include <video/SDL_sysvideo.h>

int SDL_EventsInit(void) { return 0; }
void SDL_EventsQuit(void) {}
int SDL_KeyboardInit(void) { return 0; }
void SDL_KeyboardQuit(void) {}
int SDL_MouseInit(void) { return 0; }
void SDL_MouseQuit(void) {}
int SDL_TouchInit(void) { return 0; }
void SDL_TouchQuit(void) {}

Uint8 SDL_EventState(Uint32 type, int state) {
  (void)type;
  (void)state;
  return SDL_IGNORE;
}

int SDL_SendAppEvent(SDL_EventType type) {
  (void)type;
  return 0;
}

int SDL_SendDisplayEvent(SDL_VideoDisplay* display, Uint8 event, int data) {
  (void)display;
  (void)event;
  (void)data;
  return 0;
}

int SDL_SendWindowEvent(SDL_Window* window, Uint8 event, int first, int second) {
  (void)window;
  (void)event;
  (void)first;
  (void)second;
  return 0;
}

SDL_Window* SDL_GetKeyboardFocus(void) { return NULL; }
void SDL_SetKeyboardFocus(SDL_Window* window) { (void)window; }
void SDL_ResetKeyboard(void) {}

SDL_Mouse* SDL_GetMouse(void) {
  static SDL_Mouse mouse;
  return &mouse;
}

SDL_Window* SDL_GetMouseFocus(void) { return NULL; }
void SDL_SetMouseFocus(SDL_Window* window) { (void)window; }

Uint32 SDL_GetMouseState(int* x, int* y) {
  if (x != NULL) *x = 0;
  if (y != NULL) *y = 0;
  return 0;
}

int SDL_UpdateMouseCapture(SDL_bool force_release) {
  (void)force_release;
  return 0;
}

SDL_bool SDL_GetRelativeMouseMode(void) { return SDL_FALSE; }

int SDL_SetRelativeMouseMode(SDL_bool enabled) {
  (void)enabled;
  return 0;
}

int SDL_ShowCursor(int toggle) {
  (void)toggle;
  return SDL_ENABLE;
}

void SDL_WarpMouseInWindow(SDL_Window* window, int x, int y) {
  (void)window;
  (void)x;
  (void)y;
}

void SDL_PerformWarpMouseInWindow(SDL_Window* window, int x, int y, SDL_bool ignore_relative_mode) {
  (void)ignore_relative_mode;
  SDL_WarpMouseInWindow(window, x, y);
}
