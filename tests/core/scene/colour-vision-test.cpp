// Every figure of every simulator, at its defaults and in each experiment, as eyes with and without all three
// kinds of cones see it, in light and in dark.
#include "tests/core/colour-vision.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"

using namespace lesson;

namespace {

constexpr float width = 900;
constexpr double readable = 4.5, visible = 3;  // WCAG 2.2, 1.4.3 and 1.4.11.
// Twice what can just be told apart side by side, where another eye's colours are known only by a model.
constexpr double apart = 0.04;

/// A colour of the theme as that eye sees it.
Colour seen(Role role, bool dark, Vision vision) {
  const Swatch& swatch = palette()[static_cast<std::size_t>(role)];
  return seen_by(vision, light_of(dark ? swatch.dark : swatch.light));
}

std::string name_of(Role role) { return palette()[static_cast<std::size_t>(role)].name; }

/// Grounds, grids and frames, which only set off what they hold.
bool is_ground(Role role) {
  static const std::set<Role> grounds{Role::none, Role::surface, Role::raised, Role::grid, Role::accent_soft};
  return grounds.count(role) > 0;
}

/// Calls `use(figure, list)` for all figures of a simulator in each of its experiments, ten seconds on.
template <class Use>
void each_figure(const Simulator& simulator, Use use) {
  const Description& description = simulator.description();
  for (std::size_t i = 0; i <= description.presets.size(); ++i) {
    Session session(make_simulator(description.id));
    if (i > 0) CHECK(session.apply_preset(description.presets[i - 1].id).ok());
    session.finish();
    CHECK(session.advance(10).ok());
    session.finish();
    for (const auto& figure : session.scene().figures) {
      DisplayList list;
      figure->draw(list, {0, 0, width, figure->height(WidthClass::wide)});
      use(*figure, list);
    }
  }
}

/// A little above the baseline, within the first or the last letters.
Point inside(const Shape& words) {
  const float shift = words.anchor == Anchor::start ? 0.4F : words.anchor == Anchor::end ? -0.4F : 0;
  return {words.box.x + shift * words.box.h, words.box.y - 0.35F * words.box.h};
}

bool covers(const Shape& shape, Point point) {
  if (shape.ink.fill == Role::none) return false;
  const float dx = point.x - shape.box.x, dy = point.y - shape.box.y;
  if (shape.kind == ShapeKind::circle) return dx * dx + dy * dy <= shape.radius * shape.radius;
  return shape.kind == ShapeKind::rect && dx >= 0 && dx <= shape.box.w && dy >= 0 && dy <= shape.box.h;
}

/// What lies under a text: the surface, and on it the boxes and circles drawn before.
Colour ground_of(const DisplayList& list, const Shape& words, bool dark, Vision vision) {
  Colour ground = seen(Role::surface, dark, vision);
  for (const Shape& shape : list.shapes()) {
    if (&shape == &words) break;
    if (covers(shape, inside(words)))
      ground = over(seen(shape.ink.fill, dark, vision), shape.ink.opacity, ground);
  }
  return ground;
}

double least_contrast(const DisplayList& list, const Shape& words) {
  double least = 21;
  for (const bool dark : {false, true})
    for (const Vision vision : visions)
      least =
          std::min(least, contrast(seen(words.ink.fill, dark, vision), ground_of(list, words, dark, vision)));
  return least;
}

/// How far two roles stay apart in the worst case.
double least_difference(Role a, Role b) {
  double least = 1;
  for (const bool dark : {false, true})
    for (const Vision vision : visions)
      least = std::min(least, difference(seen(a, dark, vision), seen(b, dark, vision)));
  return least;
}

/// What tells marks apart besides colour: the kind of shape, filled or drawn, dashed, how wide, how large.
using Form = std::tuple<ShapeKind, bool, bool, float, float>;

void note(std::map<Form, std::set<Role>>& marks, const Shape& shape) {
  if (shape.kind == ShapeKind::words) return;
  const Ink& ink = shape.ink;
  if (!is_ground(ink.fill)) marks[{shape.kind, true, false, 0, shape.radius}].insert(ink.fill);
  if (!is_ground(ink.stroke))
    marks[{shape.kind, false, ink.dash > 0, ink.width, shape.radius}].insert(ink.stroke);
}

}  // namespace

TEST_CASE(
    "black on white is 21 to 1, and red and green of equal lightness part only for full colour vision") {
  CHECK(contrast(light_of("#000000"), light_of("#ffffff")) == near(21));
  CHECK(contrast(light_of("#777777"), light_of("#ffffff")) == near(4.48, 0.002));
  CHECK(difference(light_of("#000000"), light_of("#ffffff")) == near(1, 0.001));
  const Colour red = light_of("#b3261e"), green = light_of("#5b6f1e");
  CHECK(difference(red, green) > 0.15);
  CHECK(difference(seen_by(Vision::deuteranopia, red), seen_by(Vision::deuteranopia, green)) < 0.08);
  CHECK(difference(over(red, 0, green), green) < 1e-9);
}

TEST_CASE("every colour that marks something stands out from the ground at 3 to 1 or more, for every eye") {
  for (int i = 0; i < static_cast<int>(Role::count); ++i) {
    const auto role = static_cast<Role>(i);
    if (is_ground(role)) continue;
    CAPTURE(name_of(role));
    for (const bool dark : {false, true})
      for (const Vision vision : visions)
        CHECK(contrast(seen(role, dark, vision), seen(Role::surface, dark, vision)) >= visible);
  }
}

TEST_CASE("every text in a picture has a contrast of 4.5 to 1 or more to what lies under it, for every eye") {
  for (const auto& simulator : all_simulators()) {
    each_figure(*simulator, [&](const Figure& figure, const DisplayList& list) {
      for (const Shape& shape : list.shapes()) {
        if (shape.kind != ShapeKind::words || shape.ink.opacity < 1) continue;
        const double least = least_contrast(list, shape);
        if (least >= readable) continue;
        const std::string text(list.text(shape.first_byte, shape.byte_count));
        FAIL_CHECK(simulator->description().id, "/", figure.id, ": “", text, "” has ", least, " to 1");
      }
    });
  }
}

TEST_CASE("two colours on marks of one form in one picture look different to every eye") {
  for (const auto& simulator : all_simulators()) {
    each_figure(*simulator, [&](const Figure& figure, const DisplayList& list) {
      std::map<Form, std::set<Role>> marks;
      for (const Shape& shape : list.shapes()) note(marks, shape);
      for (const auto& entry : marks)
        for (const Role a : entry.second)
          for (const Role b : entry.second) {
            if (a >= b || least_difference(a, b) >= apart) continue;
            FAIL_CHECK(simulator->description().id, "/", figure.id, ": ", name_of(a), " and ", name_of(b),
                       " are ", least_difference(a, b), " apart");
          }
    });
  }
}
