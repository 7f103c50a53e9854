#pragma once

#include <cstdint>
#include <utility>

#include "core/engine/arrivals.h"
#include "core/engine/calendar.h"
#include "core/engine/station.h"
#include "core/engine/time-series.h"

namespace lesson {

/// Takes no notice of customers.
struct Unseen {
  void operator()(double, double) {}
};

/// One stream of Poisson arrivals into one station: the queue of the textbooks (M/M/c, M/G/1, and
/// with little room Erlang's loss system), measured. `Seen` hears the wait and
/// the service time of each who starts, in seconds.
template <class Service, class Seen = Unseen>
class SingleQueue {
 public:
  /// `rate` in arrivals a second, `service` in seconds.
  SingleQueue(double rate, int servers, Service service, std::uint64_t seed, Seen seen = {})
      : arrivals_(arrival, Random(seed, 1)),
        station_(done, expiry, servers, service, Random(seed, 2)),
        seen_(std::move(seen)) {
    arrivals_.set_rate(calendar_, rate);
  }

  /// Lets `customers` more arrive, and all happen that comes before the last of them.
  void run(std::int64_t customers) {
    const std::int64_t end = arrived() + customers;
    while (arrived() < end) calendar_.run_some(Calendar::never, end - arrived(), handler());
  }
  /// Lets everything before that second happen.
  void run_until(double time) { calendar_.run_until(time, handler()); }

  /// Forgets what was measured so far, as the queue filled up from nothing.
  void forget() {
    waits_ = BatchMeans();
    waiting_ = BatchMeans();
  }

  std::int64_t arrived() const { return station_.flow().joined + station_.flow().refused; }
  /// Seconds in the queue of each who was served, and whether it waited at all (1 or 0).
  const BatchMeans& waits() const { return waits_; }
  const BatchMeans& waiting() const { return waiting_; }
  Station<Service>& station() { return station_; }
  const Station<Service>& station() const { return station_; }
  Calendar& calendar() { return calendar_; }
  const Calendar& calendar() const { return calendar_; }
  Seen& seen() { return seen_; }
  const Seen& seen() const { return seen_; }

 private:
  enum Kind : std::uint32_t { arrival, done, expiry };

  void started(double wait) {
    waits_.record(wait);
    waiting_.record(wait > 0 ? 1 : 0);
    seen_(wait, station_.latest_service());
  }
  void happens(What what) {
    if (what.kind() == arrival) {
      if (!arrivals_.arrive(calendar_)) return;
      if (station_.join(calendar_, 0) == Station<Service>::Joined::served) started(0);
    } else if (what.kind() == done) {
      const auto result = station_.done(calendar_, what.who());
      if (result.started != Station<Service>::nobody) started(result.waited);
    } else {
      station_.expire(calendar_, [](std::uint32_t) {});
    }
  }
  auto handler() {
    return [this](What what) { happens(what); };
  }

  Calendar calendar_;
  PoissonArrivals arrivals_;
  Station<Service> station_;
  BatchMeans waits_, waiting_;
  Seen seen_;
};

}  // namespace lesson
