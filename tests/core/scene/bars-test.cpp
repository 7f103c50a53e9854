#include "core/scene/bars.h"

#include <doctest/doctest.h>

using namespace lesson;

TEST_CASE("a line at the end of the axis pauses at the words that end there") {
  Bars bars("bars", "Bars");
  bars.x = {"ms", 1, 1000, Scale::logarithmic};
  bars.references = {{1000, "1 s", "A second.", Role::muted}};
  bars.rows = {{"Disk", "39.7 h", {{30, Role::accent}}, "Disk.", false}};
  DisplayList list;
  bars.draw(list, {0, 0, 300, bars.height(WidthClass::narrow)});
  bool paused = false, written = false;
  for (const Shape& shape : list.shapes()) {
    if (shape.kind == ShapeKind::words && list.text(shape.first_byte, shape.byte_count) == "39.7 h") {
      CHECK(paused);
      written = true;
    }
    // The line stands at 292, to which the words reach.
    paused = paused || (shape.kind == ShapeKind::rect && shape.ink.fill == Role::surface &&
                        shape.box.x < 292 && shape.box.right() >= 292 + 2);
  }
  CHECK(written);
}
