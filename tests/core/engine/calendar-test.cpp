#include "core/engine/calendar.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/random.h"
#include "core/engine/arrivals.h"
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

TEST_CASE("Poisson arrivals keep their draws when the rate changes, and 0 stops them") {
  Calendar calendar;
  PoissonArrivals arrivals(3, Random(4));
  std::vector<double> times;
  const auto handle = [&](What what) {
    if (what.kind() == 3 && arrivals.arrive(calendar)) times.push_back(calendar.now());
  };
  arrivals.set_rate(calendar, 100);
  calendar.run_until(50, handle);
  CHECK(times.size() == near(5000, 0.05));
  const std::size_t before = times.size();
  arrivals.set_rate(calendar, 0);
  calendar.run_until(60, handle);
  CHECK(times.size() == before);
  arrivals.set_rate(calendar, 200);
  calendar.run_until(110, handle);
  CHECK(times.size() - before == near(10'000, 0.04));

  // Twice the rate from the start is the same arrivals in half the time.
  Calendar fast;
  PoissonArrivals twice(3, Random(4));
  twice.set_rate(fast, 50);
  twice.set_rate(fast, 200);
  double first = 0;
  fast.run_some(Calendar::never, 2, [&](What) {
    if (twice.arrive(fast) && first == 0) first = fast.now();
  });
  CHECK(first == near(times[0] / 2));
}

TEST_CASE("a rate that holds for no time leaves no trace, not even in the last bit") {
  const auto first = [](std::initializer_list<double> rates) {
    Calendar calendar;
    PoissonArrivals arrivals(3, Random(1));
    for (const double rate : rates) arrivals.set_rate(calendar, rate);
    double came = 0;
    calendar.run_some(Calendar::never, 5, [&](What) {
      if (arrivals.arrive(calendar) && came == 0) came = calendar.now();
    });
    return came;
  };
  for (int i = 1; i < 200; ++i) CHECK(first({3000, 100.0 * i, 836}) == first({836}));
}

TEST_CASE("scheduled arrivals come at their times") {
  Calendar calendar;
  ScheduledArrivals arrivals(calendar, 2, {0.5, 0.5, 3, 7});
  std::vector<double> times;
  calendar.run_until(7, [&](What) {
    CHECK(arrivals.arrive(calendar) == times.size());
    times.push_back(calendar.now());
  });
  CHECK(times == std::vector<double>{0.5, 0.5, 3});
}
