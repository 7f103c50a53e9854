#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/random.h"
#include "core/engine/arrivals.h"
#include "core/engine/calendar.h"
#include "core/engine/histogram.h"
#include "core/engine/station.h"
#include "core/theory/load-test.h"

namespace lesson {

/// A server that freezes, and who asks it; times in seconds.
struct Load {
  double rate = 100, run = 200;  ///< Requests due a second, and how long they come.
  std::int64_t clients = 1;      ///< Of the closed loop.
  double service = 0.001;        ///< Mean.
  bool varied = false;           ///< Service is exponential rather than constant.
  bool single = false;           ///< One worker rather than one for everyone.
  std::vector<theory::Freeze> freezes;
  std::uint64_t seed = 1;

  /// Requests on the schedule.
  std::uint32_t due() const;
  /// When the request at position `i` is due.
  double due_at(std::uint32_t i) const { return i / rate; }
  /// How far apart one client of the closed loop expects its requests.
  double expected_interval() const { return static_cast<double>(clients) / rate; }
};

/// What became of one request.
struct Sent {
  double sent = 0, started = 0, answered = 0;

  double response() const { return answered - sent; }
};

/// One load generator against the server, from the first request to the last answer. May be run in
/// slices: they give the same as one go. All generators draw the n-th service time from one stream in
/// order of service, so that a run without the freezes meets the same times request by request.
class LoadRun {
 public:
  enum class Generator {
    open,    ///< Keeps its schedule.
    closed,  ///< Its clients wait for each answer.
    calm,    ///< The open one against a server that never freezes.
  };

  LoadRun(const Load& load, Generator generator);

  const Load& load() const { return load_; }
  Generator generator() const { return generator_; }
  bool over() const { return calendar_.pending() == 0; }
  /// Lets at most so many events happen and returns how many did.
  std::int64_t work(std::int64_t events);
  /// Events so far, and how many it may take: two for each request that is due.
  std::int64_t done() const { return done_; }
  std::int64_t most() const { return 2 * static_cast<std::int64_t>(slots_); }
  /// Every request in the order of sending; whole when it is over.
  std::vector<Sent>& log() { return log_; }

 private:
  struct Service {
    double mean;
    bool varied;
    double operator()(Random& random) const { return varied ? random.exponential(mean) : mean; }
  };

  bool waits() const { return generator_ == Generator::closed; }
  int workers() const { return load_.single ? 1 : Station<Service>::unlimited; }
  void plan_turn(std::uint32_t slot);
  void send(std::uint32_t slot);
  void answered(std::uint32_t who);
  void happens(What what);

  Load load_;
  Generator generator_;
  std::uint32_t slots_;  ///< Requests on the schedule.
  Calendar calendar_;
  Station<Service> server_;
  std::optional<ScheduledArrivals> schedule_;  ///< Of whoever keeps it.
  std::vector<Sent> log_;
  std::vector<std::uint32_t> slot_of_;  ///< By request of the closed loop: its place on the schedule.
  std::int64_t done_ = 0;
};

/// Response times in seconds, 10 microseconds to 10,000 s kept apart to 0.2 %.
Histogram response_histogram();

/// Counts `time`; and, as HdrHistogram does for a tool that waits (Tene, 2012), the requests that
/// should have been sent meanwhile: `time` less one `interval`, less two, down to one.
void record_expected(Histogram& histogram, double time, double interval);

}  // namespace lesson
