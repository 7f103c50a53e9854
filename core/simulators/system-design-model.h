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

/// A shop's back end, request by request: Poisson arrivals through a balancer and four app servers to
/// a cache and, for what it lacks, to a database of so many connections with one queue; orders go to
/// a message queue that has its own workers. Times in seconds, rates a second, shares 0 to 1.
class SystemModel {
  struct Read;

 public:
  enum class Failure { cache, slow_database, queue, app_server };

  struct Setting {
    double traffic = 1000, hit = 0.9, capacity = 2000, timeout = 1;
    int retries = 0;
    bool budget = false;
    std::uint64_t seed = 1;

    bool operator==(const Setting&) const = default;
    int connections() const;  ///< round(capacity * 0.020), at least 1.
    /// Reads take so many times their 10 to 30 ms that the connections, a whole number, make up the
    /// capacity: 1 at multiples of 50, 0.8 to 1.25 at the smallest.
    double stretch() const;
    int workers() const;  ///< So many that orders keep them two thirds busy.
    /// Reads for the database without retries, of those it can serve: 1 is full.
    double load() const { return traffic * (1 - hit) / capacity; }
    /// About the same with retries, once an overload's queue is as long as it gets.
    double load_with_retries() const;
    /// The hit rate at which the database is exactly full; 0 or less where it carries all traffic.
    double least_hit() const { return 1 - capacity / traffic; }
    /// Whether the queue either never gets long enough for a timeout or is always that long. So near to
    /// full that neither holds, chance decides who gives up, and no closed form says how many.
    bool decided() const;
  };

  static constexpr double cache_low = 0.002, cache_high = 0.007, read_low = 0.010, read_high = 0.030;
  static constexpr double order_share = 0.05, order_low = 0.020, order_high = 0.060;
  static constexpr double spike_factor = 3, spike_seconds = 5, slowness = 5;
  static constexpr double retry_share = 0.1;  ///< Of first attempts, with a budget.
  static constexpr int app_servers = 4;
  static constexpr double health_check = 3;      ///< Seconds until the balancer misses a server.
  static constexpr double working_set = 10'000;  ///< Reads that fill an empty cache to 63 %.
  static constexpr double warm_up = 5;           ///< Seconds after a change that no mean counts.
  static constexpr double usual = 0.99999;       ///< Of the time: what is rarer has a cause.
  static constexpr std::size_t remembered = 90;  ///< Seconds kept.

  explicit SystemModel(const Setting& setting);
  SystemModel(const SystemModel&) = delete;
  SystemModel& operator=(const SystemModel&) = delete;

  /// Takes effect at this moment; the seed only counts at the start.
  void set(const Setting& setting);
  /// One failure at a time: with one in force, this does nothing.
  void inject(Failure failure);
  void heal();
  /// Traffic times three for five seconds from now.
  void spike();

  /// Lets what comes before second `until` happen, at most `limit` events; returns how many did.
  std::int64_t run(double until, std::int64_t limit);
  double now() const { return calendar_.now(); }

  /// One second, as it ended.
  struct Second {
    std::int64_t arrived = 0, done = 0, failed = 0, retries = 0;
    std::int64_t hits = 0;                        ///< Reads that the cache took.
    std::int64_t reads = 0, expired = 0;          ///< Sent to the database; given up in its queue.
    std::int64_t orders = 0, processed = 0;       ///< Put into the queue; finished by its workers.
    double p50 = 0, p99 = 0;                      ///< Seconds, of `done`; 0 when there are none.
    double busy = 0;                              ///< Share of connections in use, on average.
    std::size_t waiting = 0, orders_waiting = 0;  ///< At its end.
    bool failure = false, spike = false;          ///< In force at some time of it.
  };
  const Recent<Second>& seconds() const { return seconds_; }
  /// Response times of the last `kept` seconds and the one that runs, in seconds.
  const Histogram& times(std::int64_t second) const {
    return times_[static_cast<std::size_t>(second) % times_.size()];
  }
  static constexpr std::size_t kept = 10;

  /// Parts that answer, as a trace numbers them.
  enum Part : std::uint8_t { from_cache, from_database };
  const Recent<SlowestTraces>& slowest() const { return slowest_; }
  /// Keeps the trace of the request with this number when it ends.
  void watch(std::int64_t number) { watched_ = number; }
  std::int64_t watching() const { return watched_; }
  const Trace& watched() const { return watched_trace_; }

  /// Since the start. in = done + failed + shed + in flight.
  struct Counts {
    std::int64_t in = 0, done = 0, failed = 0, shed = 0, in_flight = 0;
  };
  Counts counts() const;

  const Setting& setting() const { return setting_; }
  bool failing() const { return failing_; }
  Failure failure() const { return active_; }
  bool spiking() const { return calendar_.now() < spike_until_; }
  bool balancer_knows() const { return balancer_knows_; }
  /// Share of its usual content that the cache holds.
  double warmth() const { return 1 - cold_; }
  /// When anything was last changed, from outside or by a spike's end.
  double changed_at() const { return changed_at_; }

  /// The database's queue since the warm-up after the last change, and since what that left in the
  /// queue was worked off: seconds waited, and whether.
  const BatchMeans& waits() const { return waits_; }
  const BatchMeans& waiting() const { return waiting_; }
  const Station<Read>& database() const { return database_; }
  const Station<Read>& cache() const { return cache_; }
  const Station<UniformService>& orders() const { return orders_; }
  /// Seconds that orders waited for a worker, since the start.
  const BatchMeans& order_waits() const { return order_waits_; }

  /// A setting as spike, failure and a cold cache leave it at this moment.
  Setting present(Setting setting) const {
    if (spiking()) setting.traffic *= spike_factor;
    if (active(Failure::slow_database)) setting.capacity /= slowness;
    setting.hit *= active(Failure::cache) ? 0 : 1 - cold_;
    return setting;
  }
  double present_traffic() const { return present(setting_).traffic; }
  double present_hit() const { return present(setting_).hit; }
  double present_capacity() const { return present(setting_).capacity; }
  /// First attempts only: what retries add is not in it.
  double present_load() const { return present(setting_).load(); }
  /// Reads that wait at that load, but for one moment in 100,000: more come from something that is over,
  /// such as a spike. Infinite from a load of 1 on.
  double usual_queue() const;
  bool backed_up() const { return static_cast<double>(database_.waiting()) > usual_queue(); }

 private:
  enum Kind : std::uint32_t {
    arrival,
    cache_done,
    read_done,
    read_expiry,
    order_done,
    never_happens,
    tick,
    spike_end,
    health,
    measure,
    staff
  };
  static constexpr std::uint32_t most_in_flight = 1'000'000;

  static constexpr int most_attempts = 4;

  struct Request {
    double born = 0;
    std::int64_t number = 0;  ///< From 1.
    /// Below the hit rate, in parts of 2^32, the cache has it: the same at each attempt, for the same
    /// item.
    std::uint32_t rank = 0;
    std::uint8_t attempts = 0;
    bool order = false, published = false;
    Part part = from_cache;
    /// Of its attempts, in seconds after it was born; of the last one also when its service began.
    std::array<float, most_attempts> asked{};
    float started = 0;
    std::array<Trace::End, most_attempts> ends{};
  };
  /// A read's time, the same for the same attempt of the same request whatever else happens.
  struct Read {
    SystemModel* model;
    Part part;
    double operator()(Random&) const { return 0; }
    double time_for(std::uint32_t who) const { return model->start(who, part); }
  };

  void happens(What what);
  void admit();
  void attempt(std::uint32_t who);
  bool try_once(Request& request, std::uint32_t who);
  double start(std::uint32_t who, Part part);
  void again_or_fail(std::uint32_t who, RetryBudget& budget, Trace::End end);
  void answered(std::uint32_t who);
  void leave(std::uint32_t who);
  Trace trace_of(const Request& request) const;
  void read_ended(std::uint32_t server);
  void waited(double seconds);
  /// As many at work as is set.
  void staff_up();
  void set_workers(int workers);
  void plan_tick();
  void close_second();
  void changed();
  void begin_to_measure();
  void apply_failure(bool on);
  bool active(Failure failure) const { return failing_ && active_ == failure; }

  Setting setting_;
  Calendar calendar_;
  PoissonArrivals arrivals_;
  Random mix_, order_mix_, server_mix_;
  Station<Read> cache_, database_;
  Station<UniformService> orders_;
  RetryPolicy policy_;
  /// Each part its own: retries of reads are a share of reads, not of all that the cache takes.
  RetryBudget call_budget_{retry_share, 50}, read_budget_{retry_share, 50};

  Pool<Request> requests_{most_in_flight};

  bool failing_ = false, balancer_knows_ = false;
  Failure active_ = Failure::cache;
  double cold_ = 0;
  double spike_until_ = 0, check_at_ = 0, changed_at_ = 0, measure_at_ = 0;

  Counts counts_;
  Second open_;
  double busy_before_ = 0;
  Recent<Second> seconds_{remembered};
  std::vector<Histogram> times_;
  SlowestTraces open_slowest_;
  Recent<SlowestTraces> slowest_{remembered};
  std::int64_t watched_ = 0;
  Trace watched_trace_;
  BatchMeans waits_, waiting_, order_waits_;
};

}  // namespace lesson
