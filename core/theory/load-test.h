#pragma once

#include <vector>

namespace lesson::theory {

/// What a load generator measures of a server that freezes now and then. Times are in seconds,
/// rates a second; requests are due every 1 / `rate` from 0 until `run`.

/// A stretch in which the server starts nothing; 0 <= from < to.
struct Freeze {
  double from, to;
};

/// Freezes that begin before `run`: the first at `start`, `length` long, then one every `period`
/// (0: once). Those that touch are one.
std::vector<Freeze> freezes(double start, double length, double period, double run);

/// Requests due in [from, to).
double due(double from, double to, double rate);

/// Response times as a mixture of waits, each part spread evenly between two ends, plus a service
/// time that is constant or exponential.
class StalledResponse {
 public:
  /// `service`: its mean, above 0.
  StalledResponse(double service, bool exponential) : service_(service), exponential_(exponential) {}

  /// Adds `count` requests whose waits lie evenly between `low` and `high`.
  void add(double count, double low, double high);

  double mean() const;
  double cdf(double t) const;
  /// By bisection; the largest response time for which `p` in (0, 1) are not yet reached.
  double quantile(double p) const;

 private:
  struct Part {
    double count, low, high;
  };
  /// Integral of the service time's distribution function from 0 to `t`.
  double area(double t) const;

  double service_;
  bool exponential_;
  double count_ = 0, highest_ = 0;
  std::vector<Part> parts_;
};

/// A generator that keeps its schedule. `fall`: seconds of wait that melt in a second: 1 where the
/// server answers a whole backlog at once, 1 - utilisation where one worker must clear it (the fluid
/// limit of D/D/1; negative: overloaded, and waits grow).
StalledResponse keeping_schedule(const std::vector<Freeze>& freezes, double rate, double run, double fall,
                                 StalledResponse response);

/// A generator of `clients` that each wait for an answer and then take their next turn on the grid:
/// a freeze holds at most one request of each, the rest is never sent (coordinated omission: Tene,
/// 2013). The server answers all at once, or there is one client. `service` is in seconds.
StalledResponse waiting_for_answers(const std::vector<Freeze>& freezes, double rate, double run,
                                    double clients, double service, bool exponential);

/// Quantile `p` in (0, 1) of two merged exponential distributions, `share` in [0, 1] of the requests
/// from the first; in the unit of the means.
double merged_quantile(double p, double share, double first_mean, double second_mean);

}  // namespace lesson::theory
