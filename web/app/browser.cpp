#include "web/app/browser.h"

#include <emscripten.h>

#include <cstdint>
#include <cstring>

#include "web/app/host.h"

namespace {

Host host;

}  // namespace

// clang-format off
EM_JS(void, set_canvas_size, (int width, int height), {
  const canvas = Module['canvas'];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
});
// clang-format on

void browser_resize_canvas(int width, int height) { set_canvas_size(width, height); }

extern "C" {

EMSCRIPTEN_KEEPALIVE int app_start(lesson_sim* sim, const uint8_t* regular, int regular_size,
                                   const uint8_t* semibold, int semibold_size) {
  host.fonts().load(regular, static_cast<std::size_t>(regular_size), semibold,
                    static_cast<std::size_t>(semibold_size));
  return host.start(sim) ? 0 : -1;
}
EMSCRIPTEN_KEEPALIVE void app_stop() { host.stop(); }
EMSCRIPTEN_KEEPALIVE float app_resize(float width, float density) { return host.resize(width, density); }
EMSCRIPTEN_KEEPALIVE void app_theme(const uint8_t* rgba, int roles) {
  host.palette().set(rgba, static_cast<std::size_t>(roles));
}
EMSCRIPTEN_KEEPALIVE void app_pointer(float x, float y, int down) { host.pointer(x, y, down != 0); }
EMSCRIPTEN_KEEPALIVE void app_pointer_left() { host.pointer_left(); }
EMSCRIPTEN_KEEPALIVE int app_key(int key) {
  return key >= 0 && key <= static_cast<int>(Host::Key::end) && host.key(static_cast<Host::Key>(key)) ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE void app_focus(int focused) { host.focus(focused != 0); }
EMSCRIPTEN_KEEPALIVE const char* app_focused() { return host.focused_text().c_str(); }
EMSCRIPTEN_KEEPALIVE int app_pointing() { return host.pointing() ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE void app_context(int alive) {
  alive != 0 ? host.context_restored() : host.context_lost();
}
EMSCRIPTEN_KEEPALIVE void app_pause(int paused) { host.pause(paused != 0); }
EMSCRIPTEN_KEEPALIVE void app_step() { host.step(); }
EMSCRIPTEN_KEEPALIVE void app_still(int still) { host.still(still != 0); }
EMSCRIPTEN_KEEPALIVE void app_working(int working) { host.working(working != 0); }
EMSCRIPTEN_KEEPALIVE int app_frame(double now) { return host.frame(now) ? 1 : 0; }

}  // extern "C"
