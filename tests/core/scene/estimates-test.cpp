#include "core/scene/estimates.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/simulators/registry.h"
#include "core/simulators/session.h"

using namespace lesson;

namespace {

void check_within(const Estimates& figure) {
  const auto within = [&](double value) {
    const double fraction = figure.x.fraction(value);
    return fraction >= 0 && fraction <= 1;
  };
  for (const Estimates::Row& row : figure.rows) {
    CAPTURE(row.label);
    if (row.measured) CHECK(within(*row.measured));
    if (row.exact) CHECK(within(*row.exact));
    if (row.measured && row.interval) CHECK(within(row.interval->high));
  }
}

std::size_t count(const DisplayList& list, ShapeKind kind, Role fill) {
  return static_cast<std::size_t>(
      std::count_if(list.shapes().begin(), list.shapes().end(),
                    [&](const Shape& shape) { return shape.kind == kind && shape.ink.fill == fill; }));
}

}  // namespace

TEST_CASE("in every experiment what is measured, and its interval, lies on the axis it is drawn over") {
  for (const auto& simulator : all_simulators()) {
    const Description& description = simulator->description();
    for (const Preset& preset : description.presets) {
      CAPTURE(description.id);
      CAPTURE(preset.id);
      Session session(make_simulator(description.id));
      CHECK(session.apply_preset(preset.id).ok());
      session.finish();
      for (const auto& figure : session.scene().figures)
        if (figure->id == "estimates") check_within(static_cast<const Estimates&>(*figure));
    }
  }
}

TEST_CASE("what lies beyond the axis is an arrow at its end, and no dot that seems to stand there") {
  Estimates figure("estimates", "Estimates");
  figure.x = {"ms", 0, 10};
  figure.rows = {{"mean", 5, {}, {}, "5 ms", "Mean."}, {"p99", 40, {}, 50, "40 ms", "p99."}};
  DisplayList list;
  figure.draw(list, {0, 0, 300, figure.height(WidthClass::narrow)});
  // One dot beside the key's; the key's diamond, which is hollow, alone.
  CHECK(count(list, ShapeKind::circle, Role::accent) == 2);
  CHECK(count(list, ShapeKind::polygon, Role::surface) == 1);
  CHECK(count(list, ShapeKind::polygon, Role::accent) == 1);
  CHECK(count(list, ShapeKind::polygon, Role::exact) == 1);
}
