#pragma once

/// The only door between the host and the browser.
///
/// The module is `createLesson({ canvas, instantiateWasm })`, an ES module. Besides the C ABI of
/// core/api/lesson.h it exports, for one canvas an instance:
///
///   app_start(sim, regular, regular_size, semibold, semibold_size)  0, or -1 without WebGL2
///   app_stop()                       gives the context back; the simulator stays
///   app_resize(css_width, density)   the stage's height in CSS px
///   app_theme(rgba, roles)           four bytes a role, in the order of lesson_roles
///   app_pointer(x, y, down), app_pointer_left()    CSS px
///   app_key(key)                     1 when used; keys are Host::Key's positions
///   app_focus(focused)
///   app_focused()                    words to announce, ends in a zero
///   app_pointing()                   1 when the pointer should be a hand
///   app_context(alive)               0 when the WebGL context was lost, 1 when it came back
///   app_pause(paused), app_step()    a tenth of a watched second
///   app_still(still)                 1 to run animations to their end unseen
///   app_working(working)             0 to leave a long computation where it is
///   app_frame(now_ms)                1 when another frame is wanted
///
/// Nothing runs by itself: after any call that may change the picture the page asks for a frame.

/// Sets the canvas's own size in device pixels, unless it has it: setting clears it.
void browser_resize_canvas(int width, int height);
