#include "core/engine/arrivals.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <vector>

#include "core/base/random.h"
#include "core/engine/calendar.h"
#include "tests/core/near.h"

using namespace lesson;

TEST_CASE("Poisson arrivals come at the rate that holds, and 0 stops them") {
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
}

TEST_CASE("another rate from some moment on is the same arrivals, closer together from there") {
  const auto times = [](double from, double rate) {
    Calendar calendar;
    PoissonArrivals arrivals(3, Random(4));
    std::vector<double> came;
    const auto handle = [&](What) {
      if (arrivals.arrive(calendar)) came.push_back(calendar.now());
    };
    arrivals.set_rate(calendar, 100);
    calendar.run_until(from, handle);
    arrivals.set_rate(calendar, rate);
    calendar.run_until(2, handle);
    return came;
  };
  const std::vector<double> plain = times(0, 100);
  for (const double from : {0.0, 0.5, 0.777}) {
    const std::vector<double> faster = times(from, 400);
    REQUIRE(faster.size() >= plain.size());
    for (std::size_t i = 0; i < plain.size(); ++i)
      CHECK(faster[i] == near(plain[i] < from ? plain[i] : from + (plain[i] - from) / 4, 1e-9));
  }
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
