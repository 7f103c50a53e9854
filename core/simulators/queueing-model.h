#pragma once

#include <limits>
#include <optional>

#include "core/engine/histogram.h"
#include "core/engine/single-queue.h"
#include "core/theory/order-statistics.h"

namespace lesson {

/// Poisson arrivals at servers whose service times vary in one of four ways. Times are in mean service
/// times, so that a server does one request a unit; utilisation is a share, below 1.
struct QueueChoice {
  enum class Variability { constant, uniform, exponential, log_normal };

  int servers = 1;
  double utilisation = 0.8;
  Variability variability = Variability::exponential;
  double sigma = 0.7;  ///< Of the log-normal: deviation of the logarithm.

  bool operator==(const QueueChoice&) const = default;
  QueueChoice at(double other) const { return {servers, other, variability, sigma}; }
  QueueChoice with_servers(int other) const { return {other, utilisation, variability, sigma}; }

  /// Squared coefficient of variation of the service times.
  double scv() const;
  /// Whether `wait` is exact: with one server or exponential service. Else it is Allen and Cunneen's.
  bool exact() const { return servers == 1 || variability == Variability::exponential; }
  /// Mean wait, and mean time from arrival to departure.
  double wait() const;
  double response() const { return 1 + wait(); }
  /// Response time that a share `p` stays below, and share that has to wait, where a closed form is known.
  std::optional<double> quantile(double p) const;
  std::optional<double> waiting_share() const;
  /// Utilisation from which ten points more at least double the mean response: 0.8 for M/M/1.
  double knee() const;
};

/// Draws service times of mean 1.
class QueueService {
 public:
  explicit QueueService(const QueueChoice& choice);
  double operator()(Random& random) const;

 private:
  QueueChoice::Variability variability_;
  theory::LogNormal time_;
};

/// One queue, run for so many customers after it has filled up, and measured. May be run in slices:
/// they give the same as one go.
class QueueRun {
 public:
  /// `customers` are measured; more pass before, unmeasured.
  QueueRun(const QueueChoice& choice, std::int64_t customers, std::uint64_t seed);

  /// Customers still to come, and all of the run.
  std::int64_t left() const { return all_ - queue_.arrived(); }
  std::int64_t all() const { return all_; }
  void work(std::int64_t customers);

  /// Nothing until there are enough customers for an interval. Waits and responses; the share that waits.
  std::optional<BatchMeans::Estimate> wait() const { return warm(queue_.waits()); }
  std::optional<BatchMeans::Estimate> response() const { return warm(queue_.seen().responses); }
  std::optional<BatchMeans::Estimate> waiting() const { return warm(queue_.waiting()); }
  /// Of the response times; nothing until the run is through. Without an interval: those of sections of one
  /// run are too few and too skewed for an honest one.
  std::optional<double> quantile(double p) const;
  std::int64_t measured() const { return is_warm() ? queue_.waits().count() : 0; }

  /// What Little's law connects, each counted by itself. Rates in customers a service time; numbers are
  /// integrals over time, divided by the time.
  struct Flow {
    double rate = 0, waiting = 0, busy = 0;  ///< busy, waiting: customers on average.
    double wait = 0, service = 0;            ///< Means over those who started.
  };
  Flow flow() const;

 private:
  struct Seen {
    std::int64_t enough = std::numeric_limits<std::int64_t>::max();  ///< Response times to keep.
    BatchMeans responses{64};
    double services = 0;
    Histogram times{1e-3, 1e4, 6};

    void operator()(double wait, double service);
  };
  void begin();
  bool is_warm() const { return queue_.arrived() >= warm_up_; }
  std::optional<BatchMeans::Estimate> warm(const BatchMeans& means) const {
    return is_warm() ? means.estimate() : std::nullopt;
  }

  SingleQueue<QueueService, Seen> queue_;
  std::int64_t warm_up_, all_;
  std::int64_t arrived_ = 0;
  double began_ = 0, busy_area_ = 0, waiting_area_ = 0;
};

}  // namespace lesson
