#include "core/theory/great-circle.h"

#include <doctest/doctest.h>

#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

namespace {

constexpr Place london{51.5074, -0.1278}, new_york{40.7128, -74.0060}, frankfurt{50.1109, 8.6821},
    sydney{-33.8688, 151.2093}, tokyo{35.6762, 139.6503}, nowhere{0, 0};

}  // namespace

TEST_CASE(
    "great circles are as published: London to New York 5,570 km, Frankfurt to Sydney 16,500, London to "
    "Tokyo 9,560") {
  CHECK(great_circle_km(london, new_york) == near(5570, 0.005));
  CHECK(great_circle_km(frankfurt, sydney) == near(16'500, 0.005));
  CHECK(great_circle_km(london, tokyo) == near(9560, 0.005));
}

TEST_CASE("a quarter of the equator is 10,008 km, the way to the other side 20,015, to itself nothing") {
  CHECK(great_circle_km(nowhere, {0, 90}) == near(10'007.6, 1e-4));
  CHECK(great_circle_km({90, 0}, {-90, 0}) == near(20'015.1, 1e-4));
  CHECK(great_circle_km({0, -90}, {0, 90}) == near(20'015.1, 1e-4));
  CHECK(great_circle_km(sydney, sydney) == 0);
}

TEST_CASE("haversine and the angle between vectors agree, either way round") {
  const Place all[] = {london, new_york, frankfurt, sydney, tokyo, nowhere};
  for (const Place& from : all) {
    for (const Place& to : all) {
      CHECK(great_circle_km(from, to) == near(great_circle_by_vectors_km(from, to), 1e-9));
      CHECK(great_circle_km(from, to) == near(great_circle_km(to, from)));
    }
  }
}

TEST_CASE("no round trip from London to New York is faster than 55.7 ms") {
  CHECK(light_floor(london, new_york) == near(0.0557, 0.002));
}
