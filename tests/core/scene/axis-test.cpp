#include "core/scene/axis.h"

#include <doctest/doctest.h>

#include "tests/core/near.h"

using namespace lesson;

TEST_CASE("on an axis of nines 90, 99, 99.9 lie at even steps, and the ticks say so") {
  const Axis axis{"", 90, 99.999, Scale::nines};
  CHECK(axis.fraction(90) == 0);
  CHECK(axis.fraction(99.9) == near(0.5));
  CHECK(axis.fraction(99.999) == near(1));
  CHECK(axis.fraction(100) > 1);
  for (const double at : {0.0, 0.2, 0.7, 1.0}) CHECK(std::abs(axis.fraction(axis.value(at)) - at) < 1e-9);
  const auto marks = ticks(axis, 5);
  CHECK(marks.size() == 5);
  CHECK(marks.front().text == "90");
  CHECK(marks[2].text == "99.9");
  CHECK(marks.back().text == "99.999");
}
