#include "core/scene/line-names.h"

#include <doctest/doctest.h>

using namespace lesson;

TEST_CASE("a name stands above its line, and moves inwards at the edge") {
  const auto places = place_names({{100, 40}, {5, 40}}, 0, 200, 2);
  CHECK(places[0].left == 80);
  CHECK(places[0].row == 0);
  CHECK(places[1].left == 0);
  CHECK(places[1].row == 0);
}

TEST_CASE("names of two lines 4 px apart stand in two rows, and no line comes down through a name") {
  const auto places = place_names({{20, 80}, {24, 80}}, 0, 300, 2);
  REQUIRE(places[0].shown);
  REQUIRE(places[1].shown);
  CHECK(places[0].row != places[1].row);
  const auto& low = places[places[0].row > places[1].row ? 0 : 1];
  const float high_line = places[0].row > places[1].row ? 24 : 20;
  CHECK((high_line < low.left || high_line > low.left + 80));
}

TEST_CASE("with one row, the name that has no room beside the others is left out") {
  const auto places = place_names({{50, 60}, {60, 60}, {90, 60}}, 0, 160, 1);
  CHECK(static_cast<int>(places[0].shown) + static_cast<int>(places[1].shown) +
            static_cast<int>(places[2].shown) ==
        2);
}

TEST_CASE("a name wider than the plot is left out") {
  CHECK_FALSE(place_names({{50, 160}}, 0, 140, 3)[0].shown);
}

TEST_CASE("the name of a line beyond the axis stands at the edge") {
  const auto places = place_names({{100, 40, false}}, 0, 100, 1);
  CHECK(places[0].left == 60);
  CHECK(places[0].flag == 0);
}
