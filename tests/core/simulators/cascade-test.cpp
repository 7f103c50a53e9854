#include "core/simulators/cascade.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "core/base/random.h"
#include "core/scene/chart.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "core/theory/thread-pool.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;
using Second = CascadeModel::Second;
using Setting = CascadeModel::Setting;

namespace {

double mean(const CascadeModel& model, std::int64_t from, std::int64_t to, std::int64_t Second::*member) {
  double total = 0;
  for (std::int64_t i = from; i < to; ++i) total += static_cast<double>(model.seconds().at(i).*member);
  return total / static_cast<double>(to - from);
}

/// Reads a second of a system that is saturated from its start.
double saturated(Setting setting, bool slow, int seconds) {
  setting.shedding = true;
  setting.retries = 0;
  CascadeModel model(setting);
  model.slow_disk(slow);
  model.run(seconds, INT64_MAX);
  return mean(model, 3, seconds, &Second::done);
}

/// Slow at 3, repaired at 10, run until 20.
void episode(CascadeModel& model) {
  model.run(3, INT64_MAX);
  model.slow_disk(true);
  model.run(10, INT64_MAX);
  model.slow_disk(false);
  model.run(20, INT64_MAX);
  const auto counts = model.counts();
  CHECK(counts.in == counts.done + counts.failed + counts.in_flight);
}

Session preset(const char* id) {
  Session session(make_simulator("cascade"));
  CHECK(session.apply_preset(id).ok());
  session.finish();
  return session;
}

}  // namespace

TEST_CASE("cascade: 200 threads held 5 ms each carry 40,000 requests a second") {
  CHECK(saturated({.load = 55'000}, false, 6) == near(40'000, 0.01));
  CHECK(theory::pool_throughput(200, 0.005) == near(40'000));
}

TEST_CASE("cascade: all reads on the slow replica leave 400 requests a second") {
  CHECK(saturated({.load = 2000, .slow_share = 1}, true, 43) == near(400, 0.02));
}

TEST_CASE("cascade: round robin over three with one slow leaves 1,176, with five 1,923, with ten 3,670") {
  CHECK(saturated({}, true, 63) == near(1176, 0.02));
  CHECK(saturated({.slow_share = 0.2}, true, 63) == near(1923, 0.02));
  CHECK(saturated({.slow_share = 0.1}, true, 63) == near(3670, 0.02));
  CHECK(Setting{}.hold(1.0 / 3) == near(0.170));
}

TEST_CASE("cascade: a uniform time cut short has the mean that its integral gives") {
  CHECK(theory::cut_uniform_mean(4, 6, 10) == near(5));
  CHECK(theory::cut_uniform_mean(400, 600, 20) == near(20));
  CHECK(theory::cut_uniform_mean(0, 2, 1) == near(0.75));
}

TEST_CASE("cascade: with three retries and no budget the outage outlives the repair by all of 10 s") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    CascadeModel model({.seed = seed});
    episode(model);
    CHECK(mean(model, 0, 3, &Second::done) == near(12'000, 0.02));
    CHECK(mean(model, 6, 10, &Second::done) < 200);
    CHECK(mean(model, 13, 20, &Second::done) < 1200);
    CHECK(mean(model, 15, 20, &Second::attempts) > 40'000);
    // Turning everything away for two seconds ends it.
    model.close_door();
    model.run(26, INT64_MAX);
    CHECK(mean(model, 23, 26, &Second::done) == near(12'000, 0.02));
  }
}

TEST_CASE("cascade: each defence, and no retries, brings it back within 5 s of the repair") {
  const Setting settings[] = {{.health_check = true},  {.breaker = true},  {.budget = true},
                              {.short_timeout = true}, {.shedding = true}, {.retries = 0}};
  for (Setting setting : settings) {
    for (const std::uint64_t seed : {1, 2, 3}) {
      setting.seed = seed;
      CascadeModel model(setting);
      episode(model);
      CAPTURE(setting.health_check);
      CAPTURE(setting.breaker);
      CAPTURE(setting.budget);
      CAPTURE(setting.short_timeout);
      CAPTURE(setting.shedding);
      CHECK(mean(model, 15, 20, &Second::done) == near(12'000, 0.02));
    }
  }
}

TEST_CASE(
    "cascade: health check, breaker and short timeout keep nine of ten answers while the disk is slow") {
  for (const Setting& setting :
       {Setting{.health_check = true}, Setting{.breaker = true}, Setting{.short_timeout = true}}) {
    CascadeModel model(setting);
    episode(model);
    CHECK(mean(model, 6, 10, &Second::done) > 0.9 * 12'000);
  }
}

TEST_CASE("cascade: the 47-minute story is down from 4 to 44 and well again at 47, with a budget at 21") {
  Session session = preset("story");
  for (int i = 0; i < 250; ++i) CHECK(session.advance(0.2).ok());
  session.finish();
  Cascade simulator;
  simulator.configure(session.values());
  CHECK(number_of(session, "goodput") == near(12'000, 0.02));
  CHECK(number_of(session, "down-after") >= 27);
  Session better = preset("story-budget");
  for (int i = 0; i < 250; ++i) CHECK(better.advance(0.2).ok());
  better.finish();
  CHECK(number_of(better, "down-after") <= 7);
}

TEST_CASE(
    "cascade: a request run again without the slow disk has the same number, arrival and a shorter time") {
  Cascade simulator;
  Values values = defaults(simulator.description());
  values[1] = 900;
  simulator.configure(values);
  settle(simulator);
  simulator.act(4, values);
  simulator.configure(values);
  settle(simulator);
  const Trace* other = simulator.rerun();
  CHECK(other != nullptr);
  if (other == nullptr) return;
  CHECK(other->number == simulator.shown().number);
  CHECK(other->born == simulator.shown().born);
  CHECK(simulator.shown().took() > 0.4);
  CHECK(other->took() < 0.010);
}

TEST_CASE("cascade: all threads in use and all reads wasted stand at one height, 100 %") {
  Session session = preset("metastable");
  const auto chart = std::static_pointer_cast<const Chart>(session.scene().figures[2]);
  REQUIRE(chart->id == "threads");
  CHECK(chart->series[0].points.back().y == near(100));
  CHECK(chart->series[1].points.back().y == near(100));
  CHECK(chart->y.max < 120);
  CHECK(chart->alt.find("200 threads, 100") != std::string::npos);
}

TEST_CASE("cascade: choosing a dot of the tail shows that request's waterfall") {
  Session session = preset("metastable");
  const std::string command = command_of(session, "set request ");
  CHECK_FALSE(command.empty());
  CHECK(session.command(command, 0, 0).ok());
  CHECK(session.scene().figures.back()->table().rows.size() >= 2);
}

namespace {

void do_something(CascadeModel& model, Random& random) {
  Setting setting = model.setting();
  switch (random.next() % 8) {
    case 0: return model.slow_disk(true);
    case 1: return model.slow_disk(false);
    case 2: return model.close_door();
    case 3: setting.load = 500 + 9500 * random.uniform(); break;
    case 4: setting.timeout = 0.1 + random.uniform(); break;
    case 5:
      setting.retries = static_cast<int>(random.next() % 4);
      setting.budget = random.chance(0.5);
      break;
    case 6:
      setting.shedding = random.chance(0.5);
      setting.short_timeout = random.chance(0.5);
      break;
    default: setting.breaker = random.chance(0.5); setting.health_check = random.chance(0.5);
  }
  model.set(setting);
}

}  // namespace

TEST_CASE("cascade: at its worst some 340,000 requests are in flight, of 400,000 that find room") {
  CascadeModel model({.load = 60'000, .slow_share = 1, .timeout = 3, .retries = 5});
  model.slow_disk(true);
  for (int i = 0; i < 4; ++i) {
    model.run(model.now() + 5, INT64_MAX);
    const auto counts = model.counts();
    CHECK(counts.in == counts.done + counts.failed + counts.in_flight);
    CHECK(counts.in_flight > 250'000);
    CHECK(counts.in_flight < 380'000);
  }
}

TEST_CASE("cascade: in 200 random runs, whatever is done to it, every request is accounted for") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Random random(seed, 99);
    CascadeModel model({.load = 3000, .slow_share = random.uniform(), .seed = seed});
    const auto check = [&] {
      const auto counts = model.counts();
      CHECK(counts.in == counts.done + counts.failed + counts.in_flight);
      CHECK(model.busy() <= CascadeModel::threads);
    };
    for (int i = 0; i < 12; ++i) {
      model.run(model.now() + random.exponential(0.3), INT64_MAX);
      check();
      do_something(model, random);
      check();
    }
    const auto seconds = static_cast<std::int64_t>(model.now()) + 1;
    model.run(static_cast<double>(seconds), INT64_MAX);
    double arrived = 0, ended = 0;
    for (std::int64_t i = 0; i < seconds; ++i) {
      const Second& second = model.seconds().at(i);
      arrived += static_cast<double>(second.arrived);
      ended += static_cast<double>(second.done + second.failed);
    }
    CHECK(arrived == ended + static_cast<double>(model.counts().in_flight));
  }
}
