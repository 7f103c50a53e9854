#include "core/simulators/load-test-model.h"

#include <algorithm>
#include <cmath>

#include "core/engine/arrivals.h"
#include "core/engine/station.h"

namespace lesson {
namespace {

enum Kind : std::uint32_t { send, done, expiry, freeze, thaw };

struct DrawnService {
  double mean;
  bool varied;

  double operator()(Random& random) const { return varied ? random.exponential(mean) : mean; }
};

/// The server with its freezes, and a log of every request.
class Bench {
 public:
  explicit Bench(const Load& load)
      : workers_(load.single ? 1 : Station<DrawnService>::unlimited),
        server_(done, expiry, workers_, {load.service, load.varied}, Random(load.seed, 1)) {
    for (const theory::Freeze& one : load.freezes) {
      calendar.at(one.from, What(freeze, 0));
      calendar.at(one.to, What(thaw, 0));
    }
  }

  void join() {
    const double now = calendar.now();
    log.push_back({now, now, now});
    server_.join(calendar, static_cast<std::uint32_t>(log.size() - 1));
  }

  /// Who has been answered; `nobody` at all other events.
  std::uint32_t happens(What what) {
    const auto starts = [&](std::uint32_t who, double) { log[who].started = calendar.now(); };
    if (what.kind() == freeze) server_.set_servers(calendar, 0, starts);
    if (what.kind() == thaw) server_.set_servers(calendar, workers_, starts);
    if (what.kind() != done) return nobody;
    const auto result = server_.done(calendar, what.who());
    if (result.started != nobody) log[result.started].started = calendar.now();
    if (result.who != nobody) log[result.who].answered = calendar.now();
    return result.who;
  }

  static constexpr std::uint32_t nobody = Station<DrawnService>::nobody;
  Calendar calendar;
  std::vector<Sent> log;

 private:
  int workers_;
  Station<DrawnService> server_;
};

}  // namespace

std::uint32_t Load::due() const { return static_cast<std::uint32_t>(theory::due(0, run, rate)); }

std::vector<Sent> open_loop(const Load& load) {
  Bench bench(load);
  std::vector<double> times(load.due());
  for (std::uint32_t i = 0; i < times.size(); ++i) times[i] = load.due_at(i);
  bench.log.reserve(times.size());
  ScheduledArrivals arrivals(bench.calendar, send, std::move(times));
  bench.calendar.run_until(Calendar::never, [&](What what) {
    if (what.kind() != send) return void(bench.happens(what));
    arrivals.arrive(bench.calendar);
    bench.join();
  });
  return std::move(bench.log);
}

std::vector<Sent> closed_loop(const Load& load) {
  Bench bench(load);
  const auto clients = static_cast<std::uint32_t>(load.clients);
  const std::uint32_t slots = load.due();
  std::vector<std::uint32_t> slot_of;  // By request: its place on the schedule, and so its client.
  for (std::uint32_t i = 0; i < std::min(clients, slots); ++i)
    bench.calendar.at(load.due_at(i), What(send, i));
  bench.calendar.run_until(Calendar::never, [&](What what) {
    if (what.kind() == send) {
      slot_of.push_back(what.who());
      return bench.join();
    }
    const std::uint32_t who = bench.happens(what);
    if (who == Bench::nobody) return;
    // The client's next turn that has not passed: those that passed are never sent.
    std::uint32_t next = slot_of[who] + clients;
    while (next < slots && load.due_at(next) < bench.calendar.now()) next += clients;
    if (next < slots) bench.calendar.at(load.due_at(next), What(send, next));
  });
  return std::move(bench.log);
}

Histogram response_histogram() { return {1e-5, 1e4, 9}; }

void record_expected(Histogram& histogram, double time, double interval) {
  histogram.record(time);
  double missed = time - interval;
  while (missed >= interval) {
    histogram.record(missed);
    missed -= interval;
  }
}

}  // namespace lesson
