#pragma once

#include "core/engine/histogram.h"
#include "core/scene/network.h"
#include "core/simulators/request-trace-model.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// One request through a web application's parts, slowed down until it can be watched, and a
/// hundred at once for the statistics. A change of a control shows the last request again as it
/// would have gone, and starts the statistics anew.
class RequestTrace : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  void act(std::size_t action, Values& values) override;
  void advance(double seconds) override;
  double pace() const override;
  bool animating() const override { return in_flight_; }
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

  /// What was sent since the last change, and what became of it.
  struct Counts {
    std::int64_t sent = 0, hits = 0, misses = 0, degraded = 0, failed = 0;
    std::array<std::int64_t, request_path::part_count> calls{};  ///< Answered, by part.
  };

 private:
  enum ParamAt : std::size_t {
    kind,
    hit_rate,
    policy,
    cache_state,
    database_state,
    search_state,
    queue_state,
    balancer_state,
    app_state,
    stream_state,
    seed
  };
  enum ActionAt : std::size_t { send_one, send_100 };
  enum OutputAt : std::size_t {
    response_time,
    mean_response,
    p95_response,
    failed_share,
    sent,
    hits,
    misses,
    degraded,
    failed
  };
  /// The parameter that holds a part's state; 0 for parts that have none.
  static constexpr std::array<std::size_t, request_path::part_count> state_params{
      0, balancer_state, app_state, cache_state, database_state, search_state, queue_state, stream_state, 0};
  /// Exact response times at one hit rate, ms; NaN where no request is answered.
  struct CurvePoint {
    double mean, p95, without_search;
  };

  void send();
  void land();
  void count_answer();
  void deliver();
  void trace_curve();
  double now() const;  ///< Milliseconds since the click, rounded to a nanosecond.
  Value mean_value() const;
  Value p95_value() const;
  Value failed_value() const;
  std::vector<Value> measured() const;
  std::string note_of(request_path::Part part) const;
  std::string about(request_path::Part part) const;
  std::shared_ptr<const Figure> network() const;
  void add_nodes(Network& figure) const;
  void add_edges(Network& figure) const;
  void add_tokens(Network& figure) const;
  std::shared_ptr<const Figure> waterfall() const;
  std::shared_ptr<const Figure> distribution(const std::vector<Value>& values) const;
  std::shared_ptr<const Figure> response() const;
  std::string about_request() const;
  std::string about_flight() const;
  std::string tally() const;
  std::string about_many() const;

  Values values_;
  request_path::Setting setting_;
  request_path::Source source_;
  request_path::Draws draws_;
  request_path::Trace trace_;
  std::vector<CurvePoint> curve_;  ///< Over the range of hit rates, evenly.
  double exact_mean_ = 0, exact_p95_ = 0, exact_failed_ = 0;

  double elapsed_ = 0;  ///< Seconds since the click.
  bool in_flight_ = false, counted_ = true;
  Counts counts_;
  Histogram times_{0.5, 5000, 9};
  double sum_of_squares_ = 0;
  std::int64_t held_ = 0, waiting_ = 0, consumed_ = 0, collected_ = 0;  ///< Events, since reset.
};

}  // namespace lesson
