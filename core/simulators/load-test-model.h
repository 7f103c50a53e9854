#pragma once

#include <cstdint>
#include <vector>

#include "core/engine/histogram.h"
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

/// Both generators draw the n-th request's service time from one stream in order of service, so that
/// a run without the freezes meets the same service times request by request.
std::vector<Sent> open_loop(const Load& load);
std::vector<Sent> closed_loop(const Load& load);

/// Response times in seconds, 10 microseconds to 10,000 s kept apart to 0.2 %.
Histogram response_histogram();

/// Counts `time`; and, as HdrHistogram does for a tool that waits (Tene, 2012), the requests that
/// should have been sent meanwhile: `time` less one `interval`, less two, down to one.
void record_expected(Histogram& histogram, double time, double interval);

}  // namespace lesson
