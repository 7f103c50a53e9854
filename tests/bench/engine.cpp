// Customers a second of CPU through M/M/1 at load 0.8: the lesson's engine, a plain C++ program on
// std::priority_queue, and Lindley's recursion, which needs no events and so is the limit; and what an
// event costs among 100 and among 10,000 pending ones. Best of several, interleaved. Prints JSON.
// And half a minute of the system design simulator at 20,000 requests a second. Compiles for WASM too:
// em++ -O3 -std=c++20 -I. tests/bench/engine.cpp core/engine/*.cpp core/simulators/system-design-model.cpp
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <deque>
#include <queue>
#include <vector>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#endif

#include "core/base/random.h"
#include "core/engine/service.h"
#include "core/engine/single-queue.h"
#include "core/simulators/system-design-model.h"

namespace {

using lesson::Random;

constexpr int customers = 1'000'000, rounds = 7;
constexpr double load = 0.8;
double sink = 0;  // Keeps results alive.

#ifdef __EMSCRIPTEN__
// std::clock is wall time there.
double cpu_seconds() {
  return EM_ASM_DOUBLE({
    const used = process.cpuUsage();
    return (used.user + used.system) * 1e-6;
  });
}
#else
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
#endif

/// By pointer, so that each program stays a function: engines optimise functions between calls.
void keep_best(double& best, double (*work)()) {
  double (*volatile program)() = work;
  const double from = cpu_seconds();
  sink += program();
  best = std::min(best, cpu_seconds() - from);
}

double engine() {
  lesson::SingleQueue queue(load, 1, lesson::ExponentialService{1}, 1);
  queue.run(customers);
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
double system_design() {
  lesson::SystemModel model({.traffic = 20'000, .hit = 0.9, .capacity = 2500});
  model.run(30, INT64_MAX);
  return static_cast<double>(model.counts().done);
}

}  // namespace

int main() {
  double ours = 1e9, queue = 1e9, limit = 1e9, hold_100 = 1e9, hold_10000 = 1e9, system = 1e9;
  for (int i = 0; i < rounds; ++i) {
    keep_best(ours, engine);
    keep_best(queue, plain);
    keep_best(limit, lindley);
    keep_best(hold_100, [] { return hold(100); });
    keep_best(hold_10000, [] { return hold(10'000); });
    keep_best(system, system_design);
  }
  std::printf(
      "{\"engine_per_s\": %.0f, \"plain_cpp_per_s\": %.0f, \"lindley_per_s\": %.0f, \"hold_100_ns\": %.1f, "
      "\"hold_10000_ns\": %.1f, \"system_design_30s_ms\": %.1f, \"checksum\": %.6g}\n",
      customers / ours, customers / queue, customers / limit, hold_100 / customers * 1e9,
      hold_10000 / customers * 1e9, system * 1e3, sink);
}
