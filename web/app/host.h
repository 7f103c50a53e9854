#pragma once

#include <imgui.h>

#include <cstdint>
#include <string>

#include "core/api/lesson.h"
#include "web/app/controls.h"
#include "web/app/fonts.h"
#include "web/app/glides.h"
#include "web/app/palette.h"
#include "web/app/window.h"

/// One simulator on one canvas. Nothing happens between calls: the page asks for a frame when
/// something may have changed, and stops when `frame` says that all is at rest.
class Host {
 public:
  enum class Key { left, right, up, down, activate, page_up, page_down, home, end };

  /// The simulator stays the caller's; the fonts are there. False without WebGL2.
  bool start(lesson_sim* sim);
  void stop();

  Fonts& fonts() { return fonts_; }
  Palette& palette() { return palette_; }

  /// Returns the stage's height in CSS px at this width.
  float resize(float width, float density);

  /// CSS px from the canvas's top left; `down` while the main button or a finger is.
  void pointer(float x, float y, bool down);
  void pointer_left();

  /// False when the key means nothing here and belongs to the page.
  bool key(Key key);
  void focus(bool focused);

  /// After the browser took the WebGL context away, and gave it back.
  void context_lost();
  void context_restored();

  void pause(bool paused) { paused_ = paused; }
  /// A tenth of a watched second, for a paused picture.
  void step();
  /// Without motion an animation runs to its end unseen.
  void still(bool still) { still_ = still; }
  /// Whether a long computation goes on; any input lets it.
  void working(bool working) { working_ = working; }

  /// Draws one frame. `now`: any clock in ms. True when another frame is wanted.
  bool frame(double now);

  /// What the keyboard is on, in words, for the page to announce.
  const std::string& focused_text() const { return focused_text_; }
  bool pointing() const { return pointing_; }

 private:
  /// What drawing takes, in a context that is new.
  void prepare();
  /// Lets simulated time pass; true while it does.
  bool pass_time(double now);
  /// A slice of a long computation; true while some is left.
  bool compute();
  void build(const lesson_drawing& drawing);
  void marks(const lesson_drawing& drawing);
  void expect_text(const lesson_drawing& drawing);
  void explain(const lesson_drawing& drawing);
  void tooltip(const lesson_drawing& drawing, const lesson_hit& hit);
  void look_up_roles();
  void say_focus(const lesson_drawing& drawing);
  std::uint64_t fingerprint() const;

  lesson_sim* sim_ = nullptr;
  Window window_;
  Fonts fonts_;
  Palette palette_;
  int roles_[Controls::role_count] = {};
  float width_ = 0, height_ = 0, density_ = 1;
  bool alive_ = false, paused_ = false, focused_ = false, pointing_ = false, pressed_ = false, still_ = false,
       working_ = true;
  double last_ = -1;
  int focus_ = 0;  // Slots first, then marks.
  std::string focused_text_, focused_command_;
  Glides glides_;
  std::uint64_t shown_ = 0;
};
