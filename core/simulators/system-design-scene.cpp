// What the system design simulator measures and says.
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/simulators/system-design-parts.h"
#include "core/simulators/system-design.h"
#include "core/theory/order-statistics.h"
#include "core/theory/queueing.h"

namespace lesson {
namespace {

using namespace system_design;
using Failure = SystemModel::Failure;
using Second = SystemModel::Second;

constexpr const char* soon = "the first second is not over yet";
constexpr double rounding = 1e-9;

/// Mean with a 95 % interval, each second a batch of its own.
struct Batches {
  double sum = 0, squares = 0;
  int count = 0;

  void add(double value) {
    sum += value;
    squares += value * value;
    ++count;
  }
  double mean() const { return count == 0 ? 0 : sum / count; }
  double half() const {
    if (count < 2) return 0;
    const double variance = std::max(squares / count - mean() * mean(), 0.0) * count / (count - 1);
    return student_t_975(count - 1) * std::sqrt(variance / count);
  }
};

void put(Value& value, const Batches& batches, double scale, double highest) {
  if (batches.count == 0) return;
  value.number = scale * batches.mean();
  if (batches.count < 5) return;
  value.interval = Interval{std::max(scale * (batches.mean() - batches.half()), 0.0),
                            std::min(scale * (batches.mean() + batches.half()), highest)};
  // Rounding must not put the mean outside.
  value.interval->low = std::min(value.interval->low, *value.number);
  value.interval->high = std::max(value.interval->high, *value.number);
}

Value empty(std::size_t output, const char* note) { return {.output = output, .note = note}; }

}  // namespace

// ---- Measuring -----------------------------------------------------------------------------------

/// The last full seconds in which nothing was changed, ten at most, the warm-up left out where that
/// leaves enough.
struct SystemDesign::Window {
  std::int64_t first = 0, end = 0;
  Histogram times{0.001, 32, 7};
  Batches p99, done, failed_share, reads, busy, retries;
  std::int64_t ended = 0, failed = 0, asked = 0;

  bool empty() const { return first >= end; }
};

SystemDesign::Window SystemDesign::window() const {
  Window window;
  const auto& seconds = model_->seconds();
  const auto changed = static_cast<std::int64_t>(std::ceil(model_->changed_at()));
  const auto warm_up = static_cast<std::int64_t>(SystemModel::warm_up);
  window.end = seconds.end();
  window.first = window.end - changed >= 2 * warm_up ? changed + warm_up : changed;
  window.first = std::max(window.first, window.end - static_cast<std::int64_t>(SystemModel::kept));
  for (std::int64_t i = window.first; i < window.end; ++i) {
    const Second& second = seconds.at(i);
    const auto ended = second.done + second.failed;
    window.times.merge(model_->times(i));
    if (second.done > 0) window.p99.add(second.p99);
    window.done.add(static_cast<double>(second.done));
    window.failed_share.add(ended > 0 ? static_cast<double>(second.failed) / static_cast<double>(ended) : 0);
    window.reads.add(static_cast<double>(second.reads));
    window.busy.add(second.busy);
    if (second.arrived > 0)
      window.retries.add(static_cast<double>(second.retries) / static_cast<double>(second.arrived));
    window.ended += ended;
    window.failed += second.failed;
    window.asked += second.reads;
  }
  return window;
}

bool SystemDesign::settled() const {
  return !model_->failing() && !model_->spiking() && model_->warmth() == 1;
}

Value SystemDesign::long_run(Value value, double exact) const {
  if (settled()) value.exact = exact;
  return value;
}

Value SystemDesign::measured_quantile(const Window& window, std::size_t output, double level) const {
  Value value = empty(output, soon);
  const auto count = static_cast<double>(window.times.count());
  const theory::Ranks ranks = theory::quantile_ranks(level, count);
  if (ranks.low >= 1 && ranks.high <= count) {
    const double number = 1000 * window.times.quantile(level);
    // A queue makes neighbours alike: for p99 the spread of whole seconds says more than ranks do.
    const bool by_seconds = output == p99 && window.p99.count >= 5;
    const double half = by_seconds ? 1000 * window.p99.half() : 0;
    value.number = number;
    value.samples = window.times.count();
    value.interval = Interval{std::max(std::min(1000 * window.times.at_rank(ranks.low), number - half), 0.0),
                              std::max(1000 * window.times.at_rank(ranks.high), number + half)};
    value.note = by_seconds ? "interval from the spread of single seconds" : "";
  } else if (!window.empty()) {
    value.note = "not enough requests yet";
  }
  const SystemModel::Setting& now = model_->setting();
  // Exact where hardly any read waits.
  if (load_of(now) < 1 && theory::erlang_c(now.connections(), load_of(now)) < 1e-3)
    value = long_run(value, 1000 * theory::two_uniforms_quantile(level, now.hit, SystemModel::cache_low,
                                                                 SystemModel::cache_high,
                                                                 now.stretch() * SystemModel::read_low,
                                                                 now.stretch() * SystemModel::read_high));
  return value;
}

void SystemDesign::add_rates(const Window& window, std::vector<Value>& values) const {
  const SystemModel::Setting& now = model_->setting();
  const double at_load = load_of(now);
  const double served = std::min(now.traffic, now.traffic * now.hit + now.capacity);
  const auto add = [&](OutputAt output, const Batches& batches, double scale, double highest) -> Value& {
    values.push_back(empty(output, soon));
    put(values.back(), batches, scale, highest);
    return values.back();
  };
  Value& answered = add(throughput, window.done, 1, 1e300);
  answered = long_run(answered, served);
  Value& failing = add(errors, window.failed_share, 100, 100);
  if (window.ended > 0) failing.samples = window.ended;
  failing = long_run(failing, 100 * (1 - served / now.traffic));
  Value& asked = add(load, window.reads, 100 / model_->present_capacity(), 1e300);
  // What retries add to an overload has no closed form here.
  if (now.retries == 0 || at_load < 1) asked = long_run(asked, 100 * at_load);
  Value& used = add(busy, window.busy, 100, 100);
  used = long_run(used, 100 * std::min(at_load, 1.0));
}

Value SystemDesign::measured_queue(std::size_t output, const BatchMeans& means, double scale,
                                   double highest) const {
  Value value = empty(output, "not enough reads yet");
  const auto estimate = means.estimate();
  if (!estimate) return value;
  value.number = scale * estimate->mean;
  value.interval = Interval{std::max(scale * estimate->low, 0.0), std::min(scale * estimate->high, highest)};
  value.samples = means.count();
  value.note = {};
  const SystemModel::Setting& now = model_->setting();
  const double at_load = load_of(now);
  if (!settled() || at_load >= 1) return value;
  if (output == waiting) {
    value.note = "Erlang C, for exponential reads, gives " +
                 percent_text(theory::erlang_c(now.connections(), at_load));
  } else if (at_load >= busy_from) {
    const UniformService read{SystemModel::read_low, SystemModel::read_high};
    const double about =
        now.stretch() * read.mean() *
        theory::allen_cunneen_wait(now.connections(), at_load, 1, theory::scv_uniform(read.low, read.high));
    value.note = "Allen-Cunneen gives " + time_text(about) + ", up to " +
                 percent_text(theory::allen_cunneen_tolerance(now.connections(), at_load), 2) + " too little";
  }
  return value;
}

void SystemDesign::add_plan(std::vector<Value>& values) const {
  const SystemModel::Setting& now = setting_;
  const auto add = [&](OutputAt output, double number) {
    values.push_back({.output = output, .number = number, .exact = number});
  };
  add(least_hit, 100 * std::max(1 - now.capacity / now.traffic, 0.0));
  if (now.hit < 1) {
    add(ceiling, now.capacity / (1 - now.hit));
  } else {
    values.push_back(empty(ceiling, "none: the database is never asked"));
  }
  add(lost_cache, 100 * now.traffic / now.capacity);
}

std::vector<Value> SystemDesign::measured(const Window& window) const {
  std::vector<Value> values{measured_quantile(window, p50, 0.5), measured_quantile(window, p99, 0.99)};
  values.reserve(14);  // References into it are held while it fills.
  add_rates(window, values);
  values.push_back(measured_queue(waiting, model_->waiting(), 100, 100));
  values.push_back(measured_queue(wait, model_->waits(), 1000, 1e300));
  values.push_back({.output = queue, .number = static_cast<double>(model_->database().waiting())});
  add_plan(values);
  values.push_back(empty(retry_share, soon));
  put(values.back(), window.retries, 100, 1e300);
  const auto& seconds = model_->seconds();
  double bad = 0;
  for (std::int64_t i = first_shown(seconds); i < seconds.end(); ++i) {
    const Second& second = seconds.at(i);
    bad += second.p99 > sla_ ||
           static_cast<double>(second.failed) > 0.01 * static_cast<double>(second.failed + second.done);
  }
  values.push_back({.output = bad_seconds, .number = bad});
  return values;
}

// ---- Words ---------------------------------------------------------------------------------------

std::string SystemDesign::circumstances() const {
  std::string text;
  if (model_->spiking()) text += "A spike brings three times the traffic. ";
  if (model_->failing()) {
    switch (model_->failure()) {
      case Failure::cache: text += "The cache is down, so every read goes to the database. "; break;
      case Failure::slow_database: text += "Every read in the database takes five times as long. "; break;
      case Failure::queue: text += "The order queue is down, so requests that carry an order fail. "; break;
      case Failure::app_server:
        text += model_->balancer_knows()
                    ? "One of four app servers is down, and the balancer leaves it out. "
                    : "One of four app servers is down and still gets its share of the requests. ";
    }
  }
  if (!(model_->failing() && model_->failure() == Failure::cache) && model_->warmth() < 1)
    text += "The cache came back empty and is " + percent_text(model_->warmth(), 2) + " warm. ";
  return text;
}

std::string SystemDesign::summary(const Window& window) const {
  const double rate = model_->present_traffic() * (1 - model_->present_hit());
  const double at_load = rate / model_->present_capacity();
  std::string text = circumstances();
  text += per_second(model_->present_traffic()) + " with " + percent_text(model_->present_hit()) +
          " from the cache ask the database for " + percent_text(at_load) + " of what it can do";
  const auto left = static_cast<double>(model_->database().waiting());
  const double share = theory::erlang_c(model_->setting().connections(), at_load);
  const std::string some = "about " + percent_text(share, 2) + " of reads wait. ";
  // More than a tenth of a second's work is not what this load makes by itself.
  if (at_load > 1 + rounding) {
    text += ": more than it can serve, so reads queue until they time out. ";
  } else if (at_load > 1 - rounding) {
    text += ": exactly full, its queue never settles. ";
  } else if (left > 0.1 * model_->present_capacity()) {
    text += ", but it still works off " + quantity_text(left, "reads|read") + " that queue. ";
  } else if (at_load > busy_from) {
    text += ": congested, " + some;
  } else {
    text += share > 0.01 ? ", and " + some : ", and hardly a read waits. ";
  }
  if (window.times.count() < 100) return text + "There are not enough answers yet to say how long they take.";
  const double tail = window.times.quantile(0.99);
  const double failing =
      static_cast<double>(window.failed) / static_cast<double>(std::max<std::int64_t>(window.ended, 1));
  text += "Lately p99 is " + time_text(tail) + (tail <= sla_ ? ", within" : ", over") + " the target of " +
          time_text(sla_) + ", and ";
  text += window.failed == 0 ? "no request fails." : percent_text(failing, 2) + " of requests fail.";
  return text;
}

Scene SystemDesign::scene(std::size_t swept) const {
  const Window seen = window();
  Scene scene{.summary = summary(seen), .values = measured(seen), .figures = {}};
  scene.figures = {network(), latency(), traffic_chart(), verdict(), response(swept), tail(), waterfall()};
  return scene;
}

}  // namespace lesson
