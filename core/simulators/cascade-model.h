#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/engine/arrivals.h"
#include "core/engine/calendar.h"
#include "core/engine/histogram.h"
#include "core/engine/pool.h"
#include "core/engine/retries.h"
#include "core/engine/service.h"
#include "core/engine/station.h"
#include "core/engine/time-series.h"
#include "core/engine/trace.h"

namespace lesson {

/// App servers with 200 threads and one queue before them; a thread is held while one of three
/// database replicas reads, and the last of these has a disk that can turn slow. Callers give up after
/// a timeout and try again; the servers do not hear of it and work on. Times in seconds, rates a
/// second, shares 0 to 1.
class CascadeModel {
 public:
  struct Setting {
    double load = 12'000, slow_share = 1.0 / 3, timeout = 1;
    int retries = 3;
    bool health_check = false, breaker = false, budget = false, short_timeout = false, shedding = false;
    std::uint64_t seed = 1;

    bool operator==(const Setting&) const = default;
    /// After so long a read is given up and its thread is free.
    double read_limit() const { return short_timeout ? std::min(short_limit, timeout) : timeout; }
    /// Mean time a read holds a thread, with that share on a slow disk (0 when it is repaired).
    double hold(double share) const;
  };

  static constexpr int threads = 200, replicas = 3, sick = 2;
  static constexpr double read_low = 0.004, read_high = 0.006, slowness = 100;
  static constexpr double short_limit = 0.020;
  static constexpr double retry_share = 0.1;  ///< Of first attempts, with a budget.
  /// Attempts that may wait for a thread: long enough for all to be too late, and with shedding. Those
  /// beyond are lost without a word, with shedding refused at once.
  static constexpr std::size_t room = 60'000, short_room = 100;
  static constexpr double check_every = 0.25;  ///< Of the health check.
  static constexpr double check_factor = 3;    ///< So much slower than the fastest is sick.
  static constexpr int breaker_calls = 20;     ///< Half of so many slow ones open a breaker.
  static constexpr double breaker_slow = 0.050, breaker_rest = 1;
  static constexpr double closed_seconds = 2;
  static constexpr std::size_t remembered = 90;  ///< Seconds kept.

  explicit CascadeModel(const Setting& setting);
  CascadeModel(const CascadeModel&) = delete;
  CascadeModel& operator=(const CascadeModel&) = delete;

  /// Takes effect at this moment; the seed only counts at the start.
  void set(const Setting& setting);
  void slow_disk(bool slow);
  /// For two seconds from now all requests and retries are turned away.
  void close_door();

  /// Lets what comes before second `until` happen, at most `limit` events; returns how many did.
  std::int64_t run(double until, std::int64_t limit);
  double now() const { return calendar_.now(); }

  /// One second, as it ended.
  struct Second {
    std::int64_t arrived = 0, done = 0, failed = 0;  ///< Requests.
    std::int64_t attempts = 0, refused = 0, cut = 0, timed_out = 0;
    std::int64_t read = 0, wasted = 0;  ///< Reads finished; of these too late for anyone.
    std::int64_t sick_reads = 0;        ///< Started on the replica with the bad disk.
    double held = 0;                    ///< Mean seconds those reads held a thread.
    double busy = 0;                    ///< Threads in use, on average.
    double p50 = 0, p99 = 0;            ///< Seconds, of `done`; 0 when there are none.
    std::size_t waiting = 0;            ///< At its end.
    bool slow = false, closed = false;  ///< In force at some time of it.
    bool out = false, open = false;     ///< Sick replica out of rotation; its breaker open.
  };
  const Recent<Second>& seconds() const { return seconds_; }
  const Recent<SlowestTraces>& slowest() const { return slowest_; }

  /// Keeps the trace of the request with this number when it ends.
  void watch(std::int64_t number) { watched_ = number; }
  std::int64_t watching() const { return watched_; }
  const Trace& watched() const { return watched_trace_; }

  /// Since the start. in = done + failed + in flight.
  struct Counts {
    std::int64_t in = 0, done = 0, failed = 0, in_flight = 0;
  };
  Counts counts() const;

  const Setting& setting() const { return setting_; }
  bool slow() const { return slow_; }
  bool closed() const { return calendar_.now() < closed_until_; }
  bool out(int replica) const { return out_[static_cast<std::size_t>(replica)]; }
  bool open(int replica) const { return breakers_[static_cast<std::size_t>(replica)].state != Breaker::shut; }
  double changed_at() const { return changed_at_; }
  /// When the disk was repaired last; negative when never.
  double repaired_at() const { return repaired_at_; }
  int busy() const { return threads_.busy(); }
  std::size_t waiting() const { return threads_.waiting(); }

 private:
  enum Kind : std::uint32_t { arrival, read_done, no_expiry, no_done, timeout, tick, check, door };
  static constexpr std::uint32_t most_in_flight = 400'000;

  /// The threads' service: how long depends on the replica that is asked.
  struct Read {
    CascadeModel* model;
    double operator()(Random&) const { return 0; }
    double time_for(std::uint32_t who) const { return model->start_read(who); }
  };
  struct Attempt {
    std::int64_t number = 0;
    std::uint32_t request = 0;
    std::uint8_t serial = 1, replica = 0;
    std::uint8_t holders = 2;  ///< The server and the caller's clock still know of it.
    bool wanted = true, fails = false, asked = false;
    float hold = 0;
  };
  struct Breaker {
    enum State { shut, open, trial } state = shut;
    int calls = 0, bad = 0;
    double until = 0;
  };

  void happens(What what);
  void admit();
  void ask(std::uint32_t request);
  bool try_once(std::uint32_t request, int serial);
  void attempt_failed(std::uint32_t request, Trace::End end);
  void leave(std::uint32_t request, bool answered);
  void let_go(std::uint32_t attempt);
  double start_read(std::uint32_t who);
  int choose_replica(const Attempt& attempt) const;
  bool breaker_refuses(int replica);
  void breaker_hears(int replica, bool bad);
  void read_ended(std::uint32_t server);
  void check_health();
  void plan_tick();
  void close_second();
  void changed() { changed_at_ = calendar_.now(); }
  void apply();
  /// Uniform, the same for the same attempt of the same request whatever else happens.
  double draw(const Attempt& attempt, std::uint64_t purpose) const;

  Setting setting_;
  Calendar calendar_;
  PoissonArrivals arrivals_;
  Station<Read> threads_;
  /// Callers' clocks: nobody is served here, everybody leaves at the timeout.
  Station<ConstantService> clocks_;
  RetryPolicy policy_;
  RetryBudget budget_{retry_share, 50};
  Pool<Attempt> attempts_{most_in_flight};
  Pool<Trace> requests_{most_in_flight};

  bool slow_ = false;
  double closed_until_ = 0, changed_at_ = 0, repaired_at_ = -1;
  std::array<bool, replicas> out_{};
  std::array<Breaker, replicas> breakers_{};
  std::array<double, replicas> read_sum_{};
  std::array<int, replicas> read_count_{};

  std::int64_t watched_ = 0;
  Trace watched_trace_;
  Counts counts_;
  Second open_;
  double busy_before_ = 0;
  Histogram times_{0.001, 32, 7};
  SlowestTraces open_slowest_;
  Recent<Second> seconds_{remembered};
  Recent<SlowestTraces> slowest_{remembered};
};

}  // namespace lesson
