#pragma once

#include <array>

#include "core/base/random.h"
#include "core/engine/histogram.h"
#include "core/simulators/simulator.h"
#include "core/theory/order-statistics.h"

namespace lesson {

/// Response times of requests that wait for the slowest of several log-normal calls, with or
/// without a hedge: every call is drawn, and the sample stands beside the closed form.
class Percentiles : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  void act(std::size_t action, Values& values) override;
  double backlog() const override;
  void work(std::int64_t steps) override;
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

  /// Positions of the parameters in the description.
  enum ParamAt : std::size_t { requests, median, tail, backends, hedge, hedge_after, axis, seed };
  /// The percentiles that are measured, in the order of the outputs.
  static constexpr std::array<double, 5> levels{0.5, 0.9, 0.95, 0.99, 0.999};

  /// What the sliders say, in milliseconds and shares.
  struct Setting {
    std::int64_t requests = 1000;
    theory::LogNormal call{15, 0.7};
    int backends = 1;
    bool hedge = false;
    double hedge_level = 0.95;  ///< Share of calls that answer before the second copy goes out.
    bool log_axis = false;
    std::uint64_t seed = 1;

    /// Distribution function, density and quantile of a whole request's response time.
    double cdf(double t) const;
    double density(double t) const;
    double quantile(double p) const;
    double mean() const;
    /// Extra calls per call, 0 without a hedge.
    double extra_load() const { return hedge ? 1 - hedge_level : 0; }

   private:
    theory::Hedged hedged() const { return {call, call.quantile(hedge_level)}; }
  };

 private:
  double draw_request();
  Value measured_quantile(std::size_t level) const;
  Value measured_mean() const;
  Value measured_share(std::size_t output, double hits, double trials, double exact) const;
  std::vector<Value> measured() const;
  std::shared_ptr<const Figure> distribution(const std::vector<Value>& values) const;
  std::shared_ptr<const Figure> estimates(const std::vector<Value>& values) const;
  std::shared_ptr<const Figure> dots(const std::vector<Value>& values) const;
  std::shared_ptr<const Figure> response(std::size_t swept) const;
  std::string summary() const;

  Values values_;
  Setting setting_;
  std::array<double, 5> exact_quantiles_{};
  double exact_mean_ = 0;
  double slow_ = 0;  ///< One call's p99, in ms: what counts as slow.

  Random first_{1, 1}, second_{1, 2};  ///< Draws of first calls, and of the copies that hedge them.
  Histogram times_{1, 2};
  double sum_of_squares_ = 0;
  std::int64_t slow_requests_ = 0, copies_ = 0;
};

}  // namespace lesson
