#include "core/engine/calendar.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/random.h"
#include "tests/core/near.h"

using namespace lesson;

TEST_CASE("events happen by time, and equal times in the order they were planned") {
  Calendar calendar;
  Random random(1);
  struct Planned {
    double time;
    std::uint32_t who;
  };
  std::vector<Planned> planned;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    planned.push_back({std::floor(random.uniform() * 40), i});
    calendar.at(planned.back().time, What(i % 16, i));
  }
  CHECK(calendar.pending() == 5000);
  std::stable_sort(planned.begin(), planned.end(), [](auto a, auto b) { return a.time < b.time; });
  std::size_t at = 0;
  bool same = true;
  calendar.run_until(40, [&](What what) {
    same = same && planned[at].time == calendar.now() && planned[at].who == what.who() &&
           what.kind() == planned[at].who % 16;
    ++at;
  });
  CHECK(same);
  CHECK(at == 5000);
}

TEST_CASE("what an event plans for its own moment happens after what was planned before") {
  Calendar calendar;
  std::vector<std::uint32_t> order;
  calendar.at(1, What(0, 1));
  calendar.at(1, What(0, 2));
  calendar.run_until(2, [&](What what) {
    order.push_back(what.who());
    if (what.who() == 1) calendar.after(0, What(0, 3));
    if (what.who() == 3) calendar.at(-0.0 + calendar.now(), What(0, 4));
  });
  CHECK(order == std::vector<std::uint32_t>{1, 2, 3, 4});
}

TEST_CASE("a horizon is half open: what falls on it stays for the next run") {
  Calendar calendar;
  int happened = 0;
  calendar.at(5, What(0, 0));
  calendar.run_until(5, [&](What) { ++happened; });
  CHECK(happened == 0);
  CHECK(calendar.now() == 5);
  calendar.run_until(5.5, [&](What) { ++happened; });
  CHECK(happened == 1);
  CHECK(calendar.now() == 5.5);
}

TEST_CASE("an empty calendar only moves its clock, and an event never to come is not planned") {
  Calendar calendar;
  calendar.at(Calendar::never, What(0, 0));
  CHECK(calendar.pending() == 0);
  calendar.run_until(3, [](What) {});
  CHECK(calendar.now() == 3);
  CHECK(calendar.run_some(10, 5, [](What) {}) == 0);
}

TEST_CASE("random planning and taking agree with a sorted list, whatever the size") {
  for (const int size : {1, 2, 3, 4, 5, 6, 7, 20, 21, 22, 85, 300}) {
    Calendar calendar;
    Random random(9, static_cast<std::uint64_t>(size));
    std::vector<double> list;
    const auto plan = [&] {
      const double time = calendar.now() + std::floor(random.uniform() * 8) / 4;
      list.push_back(time);
      calendar.at(time, What(1, 7));
    };
    for (int i = 0; i < size; ++i) plan();
    bool same = true;
    calendar.run_some(Calendar::never, 2000, [&](What) {
      const auto least = std::min_element(list.begin(), list.end());
      same = same && *least == calendar.now();
      list.erase(least);
      // None, one or two follow, around the same number.
      const double drawn = random.uniform();
      if (drawn < 0.8 || static_cast<int>(list.size()) < size) plan();
      if (drawn < 0.15) plan();
    });
    CHECK(same);
    CHECK(calendar.pending() == list.size());
  }
}
