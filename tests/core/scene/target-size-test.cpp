// What a finger or a mouse has to hit on every simulator's stage, at its defaults and in each experiment.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "core/scene/stage.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"

using namespace lesson;

namespace {

constexpr float least = 24;  // WCAG 2.2, 2.5.8.
constexpr float rounding = 0.01F;

bool is_large(Rect box) { return box.w >= least - rounding && box.h >= least - rounding; }

/// Whether a click there only sets a parameter: each has a control of full size in the text below the
/// picture.
bool has_control(const Description& description, const std::string& command) {
  if (command.rfind("set ", 0) != 0) return false;
  const std::string name = command.substr(4, command.find(' ', 4) - 4);
  return find_param(description, name) < description.params.size();
}

void check_targets(const Description& description, const Stage& stage) {
  const DisplayList& list = stage.list;
  for (const Slot& slot : list.slots()) CHECK(is_large(slot.box));
  for (const Hit& hit : list.hits()) {
    const std::string command(list.text(hit.first_command, hit.command_size));
    CHECK_MESSAGE((hit.box.w > 0 && hit.box.h > 0), command);
    if (!command.empty() && !is_large(hit.box)) CHECK_MESSAGE(has_control(description, command), command);
  }
}

}  // namespace

TEST_CASE(
    "every widget on a stage is at least 24 px large; a smaller mark sets what a control below sets too") {
  for (const auto& simulator : all_simulators()) {
    const Description& description = simulator->description();
    CAPTURE(description.id);
    for (std::size_t i = 0; i <= description.presets.size(); ++i) {
      Session session(make_simulator(description.id));
      if (i > 0) CHECK(session.apply_preset(description.presets[i - 1].id).ok());
      session.finish();
      for (const float width : {240.0F, 288.0F, 358.0F, 720.0F, 1120.0F}) {
        CAPTURE(width);
        check_targets(description, session.stage(width, Mode::live));
      }
    }
  }
}

TEST_CASE("a small mark grows to 24 px, or takes half of what lies between it and the next") {
  DisplayList list;
  list.hit({100, 100, 10, 10}, "alone", "set a 1");
  list.hit({200, 100, 10, 10}, "left", "set a 2");
  list.hit({214, 100, 10, 10}, "right", "set a 3");
  list.hit({300, 100, 10, 10}, "only explains");
  list.widen_hits(24);
  const auto box = [&](std::size_t i) { return list.hits()[i].box; };
  CHECK(box(0).x == 93);
  CHECK(box(0).w == 24);
  CHECK(box(0).h == 24);
  CHECK(box(1).right() == 212);
  CHECK(box(2).x == 212);
  CHECK(box(1).w == 14);
  CHECK(box(2).h == 24);
  CHECK(box(3).w == 10);
}
