// Customers a second of CPU through M/M/1 at load 0.8: the lesson's engine, a plain C++ program on
// std::priority_queue, and Lindley's recursion, which needs no events and so is the limit; and what an
// event costs among 100, 1,000 and 10,000 pending ones; and half a minute of the system design simulator at
// 200, 2,000 and 20,000 requests a second. Best of several, interleaved. Prints JSON. Compiles for WASM too.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <queue>
#include <vector>

#include "core/base/random.h"
#include "core/engine/service.h"
#include "core/engine/single-queue.h"
#include "core/simulators/system-design-model.h"
#include "tests/bench/cpu-time.h"

namespace {

using lesson::Random;

constexpr int customers = 1'000'000, rounds = 7;
constexpr double load = 0.8;
double sink = 0;  // Keeps results alive.

/// By pointer, so that each program stays a function: engines optimise functions between calls.
void keep_best(double& best, double (*work)()) {
  double (*volatile program)() = work;
  best = std::min(best, bench::best_of(1, [&] { sink += program(); }));
}

template <int count>
double engine() {
  lesson::SingleQueue queue(load, 1, lesson::ExponentialService{1}, 1);
  queue.run(count);
  return queue.waits().mean();
}

/// What one would write without an engine.
double plain() {
  struct Event {
    double time;
    bool departure;
    bool operator>(const Event& other) const { return time > other.time; }
  };
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
  std::deque<double> waiting;
  Random arrivals(1, 1), service(1, 2);
  bool busy = false;
  int arrived = 0;
  double waited = 0;
  events.push({arrivals.exponential(1 / load), false});
  while (arrived < customers) {
    const Event event = events.top();
    events.pop();
    if (event.departure) {
      busy = !waiting.empty();
      if (!busy) continue;
      waited += event.time - waiting.front();
      waiting.pop_front();
      events.push({event.time + service.exponential(1), true});
      continue;
    }
    ++arrived;
    events.push({event.time + arrivals.exponential(1 / load), false});
    if (busy) {
      waiting.push_back(event.time);
    } else {
      busy = true;
      events.push({event.time + service.exponential(1), true});
    }
  }
  return waited / arrived;
}

/// Wait of the next = max(0, wait + service - gap) (Lindley, 1952).
double lindley() {
  Random arrivals(1, 1), service(1, 2);
  double wait = 0, waited = 0;
  for (int i = 0; i < customers; ++i) {
    waited += wait;
    wait = std::max(0.0, wait + service.exponential(1) - arrivals.exponential(1 / load));
  }
  return waited / customers;
}

/// The hold model (Vaucher and Duval, 1975): each event plans one more, an exponential time later.
double hold(int pending) {
  lesson::Calendar calendar;
  Random random(3, static_cast<std::uint64_t>(pending));
  for (int i = 0; i < pending; ++i) calendar.after(random.exponential(1), lesson::What(0, 0));
  calendar.run_some(lesson::Calendar::never, customers,
                    [&](lesson::What what) { calendar.after(random.exponential(1), what); });
  return calendar.now();
}

/// Nine requests in ten from the cache, the database 80 % busy.
template <int traffic>
double system_design() {
  lesson::SystemModel model({.traffic = traffic, .hit = 0.9, .capacity = traffic / 8.0});
  model.run(30, INT64_MAX);
  return static_cast<double>(model.counts().done);
}

}  // namespace

int main() {
  double queue = 1e9, limit = 1e9;
  std::array<double, 3> ours{1e9, 1e9, 1e9}, pending{1e9, 1e9, 1e9}, system{1e9, 1e9, 1e9};
  for (int i = 0; i < rounds; ++i) {
    keep_best(ours[0], engine<customers / 100>);
    keep_best(ours[1], engine<customers / 10>);
    keep_best(ours[2], engine<customers>);
    keep_best(queue, plain);
    keep_best(limit, lindley);
    keep_best(pending[0], [] { return hold(100); });
    keep_best(pending[1], [] { return hold(1000); });
    keep_best(pending[2], [] { return hold(10'000); });
    keep_best(system[0], system_design<200>);
    keep_best(system[1], system_design<2000>);
    keep_best(system[2], system_design<20'000>);
  }
  std::printf(
      "{\"engine_per_s\": %.0f, \"plain_cpp_per_s\": %.0f, \"lindley_per_s\": %.0f, \"engine_ms\": [%.4f, "
      "%.4f, "
      "%.4f], \"hold_ns\": [%.1f, %.1f, %.1f], \"system_ms\": [%.3f, %.3f, %.3f], \"checksum\": %.6g}\n",
      customers / ours[2], customers / queue, customers / limit, ours[0] * 1e3, ours[1] * 1e3, ours[2] * 1e3,
      pending[0] / customers * 1e9, pending[1] / customers * 1e9, pending[2] / customers * 1e9,
      system[0] * 1e3, system[1] * 1e3, system[2] * 1e3, sink);
}
