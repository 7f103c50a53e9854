#include "core/scene/axis.h"

#include <doctest/doctest.h>

#include <string>

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

TEST_CASE("an axis of whole numbers has no ticks between them") {
  const auto words = [](double max, bool whole) {
    std::string all;
    for (const Tick& tick : ticks({.max = max, .whole = whole}, 5)) all += tick.text + " ";
    return all;
  };
  CHECK(words(2, false) == "0 0.5 1 1.5 2 ");
  CHECK(words(2, true) == "0 1 2 ");
  CHECK(words(1000, true) == words(1000, false));
}
