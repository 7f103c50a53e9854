#include "core/scene/axis.h"

#include <doctest/doctest.h>

using namespace lesson;
using doctest::Approx;

TEST_CASE("on an axis of nines 90, 99, 99.9 lie at even steps, and the ticks say so") {
  const Axis axis{"", 90, 99.999, Scale::nines};
  CHECK(axis.fraction(90) == Approx(0));
  CHECK(axis.fraction(99.9) == Approx(0.5));
  CHECK(axis.fraction(99.999) == Approx(1));
  CHECK(axis.fraction(100) > 1);
  for (const double at : {0.0, 0.2, 0.7, 1.0}) CHECK(axis.fraction(axis.value(at)) == Approx(at));
  const auto marks = ticks(axis, 5);
  CHECK(marks.size() == 5);
  CHECK(marks.front().text == "90");
  CHECK(marks[2].text == "99.9");
  CHECK(marks.back().text == "99.999");
}
