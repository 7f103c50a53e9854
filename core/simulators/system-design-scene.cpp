// What the system design simulator measures and says.
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/scene/verdict.h"
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

/// `samples`: how many requests or reads the seconds counted.
void put(Value& value, const Batches& batches, std::int64_t samples, double scale, double highest) {
  if (batches.count == 0) return;
  value.number = scale * batches.mean();
  value.samples = samples;
  value.note.clear();
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
  std::int64_t arrived = 0, done_in_all = 0, ended = 0, failed = 0, asked = 0;
  Regime regime = Regime::steady;

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
    window.arrived += second.arrived;
    window.done_in_all += second.done;
    window.ended += ended;
    window.failed += second.failed;
    window.asked += second.reads;
  }
  window.regime = regime_of(window);
  return window;
}

SystemDesign::Regime SystemDesign::regime_of(const Window& window) const {
  bool disturbed = model_->failing() || model_->spiking() || model_->warmth() < 1;
  const auto& seconds = model_->seconds();
  bool waits = model_->backed_up(), some_expired = false, all_expired = !window.empty();
  for (std::int64_t i = window.first; i < window.end; ++i) {
    disturbed = disturbed || seconds.at(i).spike || seconds.at(i).failure;
    some_expired = some_expired || seconds.at(i).expired > 0;
    all_expired = all_expired && seconds.at(i).expired > 0;
  }
  const double usual = model_->usual_queue();
  // A second begins with what the one before left.
  for (std::int64_t i = std::max(window.first - 1, seconds.begin()); i < window.end; ++i)
    waits = waits || static_cast<double>(seconds.at(i).waiting) > usual;
  if (disturbed) return Regime::disturbed;
  const SystemModel::Setting& now = model_->setting();
  if (waits) return Regime::passing;
  if (!now.decided()) return Regime::undecided;
  if (now.load() < 1) return some_expired ? Regime::passing : Regime::steady;
  return all_expired ? Regime::steady : Regime::filling;
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
  if (window.regime == Regime::steady && theory::erlang_c(now.connections(), now.load()) < 1e-3)
    value.exact = 1000 * theory::two_uniforms_quantile(
                             level, now.hit, SystemModel::cache_low, SystemModel::cache_high,
                             now.stretch() * SystemModel::read_low, now.stretch() * SystemModel::read_high);
  return value;
}

void SystemDesign::add_rates(const Window& window, std::vector<Value>& values) const {
  const SystemModel::Setting& now = model_->setting();
  const double at_load = now.load();
  const double served = std::min(now.traffic, now.traffic * now.hit + now.capacity);
  const bool steady = window.regime == Regime::steady;
  const bool flowing = steady || window.regime == Regime::filling;
  const auto add = [&](OutputAt output, const Batches& batches, std::int64_t samples, double scale,
                       double highest, bool known, double exact) {
    values.push_back(empty(output, soon));
    put(values.back(), batches, samples, scale, highest);
    if (known) values.back().exact = exact;
  };
  add(throughput, window.done, window.done_in_all, 1, 1e300, flowing, served);
  add(errors, window.failed_share, window.ended, 100, 100, steady, 100 * (1 - served / now.traffic));
  // A queue leaves first attempts as they are; what retries add to an overload is known only about.
  const bool asked = now.retries == 0 ? window.regime != Regime::disturbed : steady && at_load < 1;
  add(load, window.reads, window.asked, 100 / model_->present_capacity(), 1e300, asked, 100 * at_load);
  add(busy, window.busy, window.asked, 100, 100, flowing, 100 * std::min(at_load, 1.0));
}

Value SystemDesign::measured_queue(const Window& window, std::size_t output, const BatchMeans& means,
                                   double scale, double highest) const {
  Value value = empty(output, "not enough reads yet");
  const auto estimate = means.estimate();
  if (!estimate) return value;
  value.number = scale * estimate->mean;
  value.interval = Interval{std::max(scale * estimate->low, 0.0), std::min(scale * estimate->high, highest)};
  value.samples = means.count();
  value.note = {};
  const SystemModel::Setting& now = model_->setting();
  const double at_load = now.load();
  if (window.regime != Regime::steady || at_load >= 1) return value;
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
  const SystemModel::Setting now = present();
  const auto add = [&](OutputAt output, double number) {
    values.push_back({.output = output, .number = number, .exact = number});
  };
  add(least_hit, 100 * std::max(now.least_hit(), 0.0));
  if (now.hit < 1) {
    add(ceiling, now.capacity / (1 - now.hit));
  } else {
    values.push_back(empty(ceiling, "none: the database is never asked"));
  }
  add(lost_cache, 100 * now.traffic / now.capacity);
}

std::vector<Value> SystemDesign::measured(const Window& window) const {
  std::vector<Value> values{measured_quantile(window, p50, 0.5), measured_quantile(window, p99, 0.99)};
  add_rates(window, values);
  values.push_back(measured_queue(window, waiting, model_->waiting(), 100, 100));
  values.push_back(measured_queue(window, wait, model_->waits(), 1000, 1e300));
  values.push_back({.output = queue, .number = static_cast<double>(model_->database().waiting())});
  add_plan(values);
  values.push_back(empty(retry_share, soon));
  put(values.back(), window.retries, window.arrived, 100, 1e300);
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

double SystemDesign::storm() const {
  const Second last = last_second();
  const double asked = static_cast<double>(last.reads) / model_->present_capacity();
  return last.retries > 0 && asked > 1.1 * model_->present_load() ? asked : 0;
}

std::string SystemDesign::database_sentence(const Window& window) const {
  const double at_load = model_->present_load(), tried = storm();
  std::string text = per_second(model_->present_traffic()) + " with " + percent_text(model_->present_hit()) +
                     " from the cache ask the database for " + percent_text(at_load) + " of what it can do";
  const std::string stormy = "retries made it " + percent_text(tried) + " in the last second";
  if (at_load > 1 + rounding)
    return text + ": more than it can serve, so reads queue until they time out" +
           (tried > 0 ? ", and " + stormy : "") + ". ";
  if (at_load > 1 - rounding)
    return text + ": exactly full, its queue never settles" + (tried > 0 ? ", and " + stormy : "") + ". ";
  const double share = theory::erlang_c(model_->setting().connections(), at_load);
  const std::string some =
      share > 0.01 ? "about " + percent_text(share, 2) + " of reads wait" : "hardly a read waits";
  if (tried > 0 || model_->backed_up()) {
    text += ", but ";
    if (tried > 0) text += stormy;
    if (tried > 0 && model_->backed_up()) text += ", and ";
    if (model_->backed_up())
      text += quantity_text(static_cast<double>(model_->database().waiting()), "reads|read") +
              " still queue from before";
    return text + ". Once that is over, " + some + ". ";
  }
  if (window.regime == Regime::passing)
    return text + ". The queue from before is gone, and from now on " + some + ". ";
  return text + (at_load > busy_from ? ": congested, " : ", and ") + some + ". ";
}

std::string SystemDesign::summary(const Window& window) const {
  const std::string text = circumstances() + database_sentence(window);
  if (window.times.count() < 100) return text + "There are not enough answers yet to say how long they take.";
  const double tail = window.times.quantile(0.99);
  const double failing =
      static_cast<double>(window.failed) / static_cast<double>(std::max<std::int64_t>(window.ended, 1));
  return text + "Lately p99 is " + time_text(tail) + (tail <= sla_ ? ", within" : ", over") +
         " the target of " + time_text(sla_) + ", and " +
         (window.failed == 0 ? "no request fails." : percent_text(failing, 2) + " of requests fail.");
}

/// What does not hold at this moment and why; empty when nothing is amiss.
std::string SystemDesign::what_fails() const {
  const Second last = last_second();
  const double tried = storm(), present = model_->present_load();
  const auto failed = static_cast<double>(last.failed);
  if (present > 1 - rounding) return percent_text(std::max(present, tried)) + " database load";
  if (broken(Failure::queue)) return "orders fail";
  if (broken(Failure::app_server) && !model_->balancer_knows()) return "a dead server gets requests";
  if (tried > 1) return "retries make it " + percent_text(tried) + " load";
  if (failed > 0.01 * (failed + static_cast<double>(last.done)))
    return percent_text(failed / (failed + static_cast<double>(last.done)), 2) + " of requests fail";
  return {};
}

void SystemDesign::judge(Verdict& figure, const Window& window) const {
  using Sign = Verdict::Sign;
  const auto say = [&](Sign sign, const std::string& words) {
    figure.sign = sign;
    figure.judgement = words;
  };
  if (setting_.load() > 1 - rounding) return say(Sign::bad, "No: the database cannot keep up");
  const bool close = setting_.load() > busy_from;
  // What a failure, a spike or a cold cache does lasts until these end; what they left goes by itself.
  const std::string then = window.regime == Regime::disturbed ? "" : close ? ", later barely" : ", later yes";
  const std::string amiss = what_fails();
  if (!amiss.empty()) return say(Sign::bad, "Not now: " + amiss + then);
  if (model_->backed_up())
    return say(Sign::doubtful,
               "Not yet: " + quantity_text(static_cast<double>(model_->database().waiting()), "reads|read") +
                   " still queue" + then);
  if (close || model_->present_load() > busy_from)
    return say(Sign::doubtful, "Barely: the database is congested");
  if (window.times.count() >= 100 && window.times.quantile(0.99) > sla_)
    return say(Sign::doubtful, "It keeps up, but lately p99 was over the target");
  say(Sign::good, "Yes, with room to spare");
}

Scene SystemDesign::scene(std::size_t swept) const {
  const Window seen = window();
  Scene scene{.summary = summary(seen), .values = measured(seen), .figures = {}};
  scene.figures = {network(), latency(),  traffic_chart(), verdict(seen), response(seen.times, swept),
                   tail(),    waterfall()};
  return scene;
}

}  // namespace lesson
