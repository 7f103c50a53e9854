#include "core/simulators/percentiles.h"

#include <algorithm>
#include <cmath>

#include "core/base/normal.h"
#include "core/base/order.h"
#include "core/base/text.h"
#include "core/scene/chart.h"
#include "core/scene/dot-grid.h"
#include "core/scene/estimates.h"
#include "core/theory/proportion.h"

namespace lesson {
namespace {

enum OutputAt : std::size_t { p50, p90, p95, p99, p999, mean, slow_share, extra_calls };

constexpr const char* level_names[] = {"p50", "p90", "p95", "p99", "p99.9"};

constexpr Param::Choice axes[] = {{"linear", "linear"}, {"log", "logarithmic"}};

constexpr Param params[] = {
    {.id = "requests",
     .label = "Requests measured",
     .unit = "requests|request",
     .kind = Param::Kind::integer,
     .min = 100,
     .max = 1'000'000,
     .step = 1,
     .fallback = 1000,
     .scale = Scale::logarithmic,
     .help = "How many requests the sample holds. More requests, narrower intervals."},
    {.id = "median",
     .label = "Median of one call",
     .unit = "ms",
     .min = 1,
     .max = 1000,
     .step = 1,
     .fallback = 15,
     .scale = Scale::logarithmic,
     .help = "Half of all single calls answer within this time."},
    {.id = "tail",
     .label = "Tail weight \u03c3",
     .min = 0.1,
     .max = 2,
     .step = 0.01,
     .fallback = 0.7,
     .help = "Spread of the log-normal response time: how far the slow calls lie from the median."},
    {.id = "backends",
     .label = "Backends in parallel",
     .unit = "backends|backend",
     .kind = Param::Kind::integer,
     .min = 1,
     .max = 100,
     .step = 1,
     .fallback = 1,
     .help = "A request is done when the slowest of its calls is."},
    {.id = "hedge",
     .label = "Hedge slow calls",
     .kind = Param::Kind::boolean,
     .fallback = 0,
     .help = "Send a second copy of a call that is slow to answer, and take whichever answer is first."},
    {.id = "hedge-after",
     .label = "Hedge after percentile",
     .unit = "%",
     .min = 50,
     .max = 99,
     .step = 1,
     .fallback = 95,
     .help = "The second copy goes out when a call is slower than this share of all calls."},
    {.id = "axis",
     .label = "Time axis",
     .kind = Param::Kind::choice,
     .min = 0,
     .max = 1,
     .fallback = 0,
     .help = "A linear axis shows how long people wait; a logarithmic one shows the whole tail.",
     .choices = axes},
    seed_param("The same seed draws the same requests."),
};

constexpr Output outputs[] = {
    {"p50", "p50", "ms", "Half of all requests take at most this long: the median."},
    {"p90", "p90", "ms", "One request in 10 takes longer."},
    {"p95", "p95", "ms", "One request in 20 takes longer."},
    {"p99", "p99", "ms", "One request in 100 takes longer."},
    {"p999", "p99.9", "ms", "One request in 1,000 takes longer."},
    {"mean", "mean", "ms", "The arithmetic mean; few requests need take it."},
    {"slow-share", "slow requests", "%", "Requests slower than a single unhedged call's p99."},
    {"extra-calls", "extra calls", "%", "Second copies sent, as a share of first calls."},
};

constexpr Preset presets[] = {
    {"one-call", "One call", "The spread of a single call is already wide: p99 is five medians.", {}, {}},
    {"fan-out-10",
     "10 backends",
     "The median nearly trebles, and the new p99 is the old p99.9.",
     {{"backends", 10}},
     {}},
    {"fan-out-100",
     "100 backends",
     "Nearly two requests in three now meet one call's slowest 1 %.",
     {{"backends", 100}},
     {}},
    {"half-feel-it",
     "69 backends",
     "Here half of all requests meet a call's slowest 1 %.",
     {{"backends", 69}},
     {}},
    {"heavy-tail",
     "Heavy tail",
     "p99 is 6.4 times larger than at 0.7, while the median has not moved.",
     {{"tail", 1.5}, {"axis", 1}},
     {}},
    {"light-tail",
     "Light tail",
     "With little spread, ten backends cost far less.",
     {{"tail", 0.3}, {"backends", 10}},
     {}},
    {"hedge-p95", "Hedge at p95", "5 % more calls take 38 % off p99.9.", {{"hedge", 1}}, {}},
    {"hedged-fan-out",
     "Hedged fan-out",
     "Hedging pays most where many calls must all be quick.",
     {{"backends", 10}, {"hedge", 1}},
     {}},
    {"small-sample", "100 requests", "One hundred requests cannot tell p99.", {{"requests", 100}}, {}},
    {"large-sample",
     "A million requests",
     "Now even p99.9 is known to about 1 %.",
     {{"requests", 1'000'000}},
     {}},
};

constexpr Action actions[] = {
    {"resample", "Draw a new sample", "Draws the same number of requests with the next seed."}};

constexpr Prediction predictions[] = {
    {.id = "share-at-100",
     .question = "One call in 100 is slow. A request calls 100 backends in parallel and waits "
                 "for all. What share of requests meets at least one slow call?",
     .preset = "fan-out-100",
     .output = "slow-share",
     .unit = "%",
     .lesson = "All 100 calls are quick only in 0.99\u00b9\u2070\u2070 of the requests, about 37 %."}};

constexpr Description described = {
    .id = "percentiles",
    .title = "Percentile Explorer",
    .chapter = 3,
    .intro = "Call more backends, or make the tail heavier, and watch which requests get slow.",
    .timeless = true,
    .params = params,
    .actions = actions,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

std::string ms(double value) { return quantity_text(value, "ms"); }

}  // namespace

const Description& Percentiles::description() const { return described; }

// ---- Measuring -----------------------------------------------------------------------------------

Value Percentiles::measured_quantile(std::size_t level) const {
  const auto count = static_cast<double>(times_.count());
  const theory::Ranks ranks = theory::quantile_ranks(levels[level], count);
  Value value{.output = p50 + level,
              .number = {},
              .interval = {},
              .samples = times_.count(),
              .exact = exact_quantiles_[level],
              .note = {}};
  if (ranks.low < 1 || ranks.high > count) {
    const double t = exact_quantiles_[level];
    const double wanted = theory::samples_needed(levels[level], t, setting_.density(t), 0.05);
    value.note = "not enough requests yet: within 5 % takes about " + number_text(wanted, 2);
    return value;
  }
  value.number = times_.quantile(levels[level]);
  value.interval = Interval{times_.at_rank(ranks.low), times_.at_rank(ranks.high)};
  return value;
}

Value Percentiles::measured_mean() const {
  const double average = times_.mean();
  const double half = mean_half_width(static_cast<double>(times_.count()), average, sum_of_squares_);
  return {.output = mean,
          .number = average,
          .interval = Interval{average - half, average + half},
          .samples = times_.count(),
          .exact = exact_mean_,
          .note = {}};
}

Value Percentiles::measured_share(std::size_t output, double hits, double trials, double exact) const {
  const theory::ShareBounds bounds = theory::wilson_95(hits, trials);
  return {.output = output,
          .number = 100 * hits / trials,
          .interval = Interval{100 * bounds.low, 100 * bounds.high},
          .samples = static_cast<std::int64_t>(trials),
          .exact = 100 * exact,
          .note = {}};
}

std::vector<Value> Percentiles::measured() const {
  std::vector<Value> values;
  for (std::size_t i = 0; i < levels.size(); ++i) values.push_back(measured_quantile(i));
  values.push_back(measured_mean());
  const auto count = static_cast<double>(times_.count());
  values.push_back(
      measured_share(slow_share, static_cast<double>(slow_requests_), count, 1 - setting_.cdf(slow_)));
  values.push_back(measured_share(extra_calls, static_cast<double>(copies_), count * setting_.backends,
                                  setting_.extra_load()));
  return values;
}

// ---- Showing -------------------------------------------------------------------------------------

namespace {

std::string explained(const Value& value, const std::string& name) {
  std::string text = name + ": ";
  if (!value.number) return text + value.note + "; exactly it is " + ms(*value.exact) + ".";
  text += ms(*value.number) + " measured over " +
          quantity_text(static_cast<double>(*value.samples), "requests|request");
  return text + ", 95 % interval " + ms(value.interval->low) + " to " + ms(value.interval->high) +
         ", exact " + ms(*value.exact) + ".";
}

std::string name_of(std::size_t output) { return output == mean ? "mean" : level_names[output - p50]; }

}  // namespace

std::shared_ptr<const Figure> Percentiles::distribution(const std::vector<Value>& values) const {
  auto chart = std::make_shared<Chart>("distribution", "How long requests take");
  const bool log = setting_.log_axis;
  chart->x = {"response time (ms)", log ? setting_.quantile(0.0005) : 0,
              log ? setting_.quantile(0.9998) : exact_quantiles_[3] * 1.2,
              log ? Scale::logarithmic : Scale::linear};
  constexpr int bins = 72;
  Series sampled{.label = "measured (%)", .role = Role::accent, .mark = Series::Mark::bars, .points = {}};
  Series exact{.label = "exact (%)", .role = Role::exact, .mark = Series::Mark::line, .points = {}};
  const auto count = static_cast<double>(times_.count());
  double highest = 0;
  for (int i = 0; i < bins; ++i) {
    const double from = chart->x.value(static_cast<double>(i) / bins), to = chart->x.value((i + 1.0) / bins);
    const double share = 100 * (times_.above(from) - times_.above(to)) / count;
    const double expected = 100 * (setting_.cdf(to) - setting_.cdf(from));
    sampled.points.push_back({from, share, to});
    exact.points.push_back({(from + to) / 2, expected});
    highest = std::max(highest, expected);
  }
  chart->y = {"", 0, highest * 1.3};
  chart->series = {std::move(sampled), std::move(exact)};
  for (const Value& value : values) {
    if (value.output > mean) continue;
    const double at = value.number.value_or(*value.exact);
    const std::string name = name_of(value.output);
    chart->markers.push_back({at, name + " " + ms(at), explained(value, name),
                              value.output == mean ? Role::muted : Role::ink,
                              !value.number || value.output == mean});
  }
  order_few(chart->markers, [](const Marker& a, const Marker& b) { return a.x < b.x; });
  chart->alt = "Histogram of " + quantity_text(count, "response times|response time") +
               " with the exact curve: half within " + ms(exact_quantiles_[0]) + ", one in 100 beyond " +
               ms(exact_quantiles_[3]) + ".";
  return chart;
}

std::shared_ptr<const Figure> Percentiles::estimates(const std::vector<Value>& values) const {
  auto figure = std::make_shared<Estimates>("estimates", "Measured beside exact", Span::half);
  double low = exact_quantiles_[0], high = exact_quantiles_[4];
  for (const Value& value : values) {
    if (value.output > mean) continue;
    const std::string name = name_of(value.output);
    low = std::min({low, *value.exact, value.interval ? value.interval->low : low});
    high = std::max({high, *value.exact, value.interval ? value.interval->high : high});
    figure->rows.push_back({name, value.number, value.interval, value.exact,
                            value.number ? ms(*value.number) : "too few", explained(value, name)});
  }
  figure->x = {"ms", low / 1.15, high * 1.15, Scale::logarithmic};
  figure->alt = "Each percentile as measured, with its 95 % interval, beside the exact value.";
  return figure;
}

std::shared_ptr<const Figure> Percentiles::dots(const std::vector<Value>& values) const {
  auto figure = std::make_shared<DotGrid>("dots", "Who feels the tail", Span::half);
  figure->marked = static_cast<int>(std::lround(*values[slow_share].number * 10));
  figure->marked_label = "wait longer than " + ms(slow_);
  figure->plain_label = "the rest answer within one call\u2019s p99";
  figure->alt = number_text(figure->marked) + " of 1,000 requests are slower than " + ms(slow_) +
                ", a single call\u2019s p99.";
  return figure;
}

std::shared_ptr<const Figure> Percentiles::response(std::size_t swept) const {
  // Sample size, axis and seed change no exact value: the curve over backends says more.
  const bool curves = swept == median || swept == tail || swept == hedge_after;
  const std::size_t at = curves ? swept : static_cast<std::size_t>(backends);
  const Param& param = description().params[at];
  auto chart = std::make_shared<Chart>("response", "Across " + lowered(param.label));
  const std::string unit = plural(param.unit);
  chart->x = axis_over(param, at == backends ? "" : unit);
  if (at == backends) chart->x.scale = Scale::logarithmic;
  const struct {
    const char* name;
    double level;
    Role role;
    Series::Mark mark;
  } lines[] = {{"p50 (ms)", 0.5, Role::series_1, Series::Mark::line},
               {"p99 (ms)", 0.99, Role::series_2, Series::Mark::line},
               {"p99.9 (ms)", 0.999, Role::series_4, Series::Mark::dashed}};
  double low = 1e300, high = 0;
  for (const auto& line : lines) {
    Series series{.label = line.name, .role = line.role, .mark = line.mark, .points = {}};
    for (int i = 0; i <= 40; ++i) {
      Values moved = values_;
      moved[at] = chart->x.value(i / 40.0);
      if (param.kind == Param::Kind::integer) moved[at] = std::round(moved[at]);
      if (!series.points.empty() && series.points.back().x == moved[at]) continue;
      Setting there = setting_;
      there.call = {moved[median], moved[tail]};
      there.backends = static_cast<int>(moved[backends]);
      there.hedge_level = moved[hedge_after] / 100;
      series.points.push_back({moved[at], there.quantile(line.level)});
      low = std::min(low, series.points.back().y);
      high = std::max(high, series.points.back().y);
    }
    chart->series.push_back(std::move(series));
    const double now = setting_.quantile(line.level);
    chart->here.push_back({values_[at], now,
                           std::string(line.name, std::string(line.name).find(' ')) + " at " + param.label +
                               " " + displayed(param, values_[at]) + ": " + ms(now)});
  }
  chart->y = {"ms", low / 1.4, high * 1.4, Scale::logarithmic};
  chart->alt = "Exact p50, p99 and p99.9 over the range of " + param.label + ", the present setting marked.";
  return chart;
}

std::string Percentiles::summary() const {
  const double slow_percent = 100 * (1 - setting_.cdf(slow_));
  std::string text = setting_.backends == 1
                         ? "Each request makes one call: half answer"
                         : "Each request waits for the slowest of " +
                               quantity_text(setting_.backends, "calls|call") + ": half answer";
  text += " within " + ms(exact_quantiles_[0]) + ", but 1 in 100 takes longer than " +
          ms(exact_quantiles_[3]) + ", " + number_text(exact_quantiles_[3] / exact_quantiles_[0]) +
          " times as long. ";
  if (setting_.hedge) {
    return text + "A second copy after " + ms(setting_.call.quantile(setting_.hedge_level)) + " costs " +
           percent_text(setting_.extra_load()) + " more calls and leaves " +
           quantity_text(slow_percent, "%") + " of requests slower than one call\u2019s p99.";
  }
  return text + quantity_text(slow_percent, "%") +
         " of requests meet at least one call\u2019s slowest 1\u00a0%.";
}

Scene Percentiles::scene(std::size_t swept) const {
  Scene scene{.summary = summary(), .values = measured(), .figures = {}};
  scene.figures = {distribution(scene.values), estimates(scene.values), dots(scene.values), response(swept)};
  return scene;
}

Simulator::Deviation Percentiles::deviation() const {
  Deviation worst;
  for (const double n : {1.0, 10.0, 100.0}) {
    for (const double hedged : {0.0, 1.0}) {
      Percentiles run;
      Values values = defaults(description());
      values[requests] = 300'000;
      values[backends] = n;
      values[hedge] = hedged;
      run.configure(values);
      while (run.backlog() > 0) run.work(10'000'000);
      for (const Value& value : run.measured()) {
        if (value.output > p99) break;
        const double relative = std::abs(*value.number / *value.exact - 1);
        if (relative > worst.relative)
          worst = {relative, name_of(value.output) + " of 300,000 requests with " +
                                 quantity_text(n, "backends|backend") + (hedged != 0 ? ", hedged" : "")};
      }
    }
  }
  return worst;
}

ModelCard Percentiles::model_card() {
  return {
      .modelled = {"One call's response time is log-normal with the given median and tail weight.",
                   "A request waits for the slowest of its calls, which are independent.",
                   "A hedged call gets one second copy, independent of the first; the first answer wins.",
                   "Every call of every request is drawn; a log-bucketed histogram holds the sample."},
      .left_out = {"Queueing: a hedge's extra load does not slow the backends down here.",
                   "Correlation: real replicas share networks, disks and garbage collections.",
                   "Cancellation: the slower copy's work is not taken back."},
      .equations = {"F(t) = \u03a6(ln(t / median) / \u03c3)",
                    "slowest of n: F(t)\u207f, so p99 sits at one call's level 0.99^(1/n)",
                    "hedged after d: 1 \u2212 (1 \u2212 F(t)) (1 \u2212 F(t \u2212 d)) for t > d",
                    "95 % interval of a percentile p: ranks n p \u00b1 1.96 \u221a(n p (1 \u2212 p))"},
      .sources = {"J. Dean and L. A. Barroso, The Tail at Scale, Communications of the ACM 56(2), 2013",
                  "H. A. David and H. N. Nagaraja, Order Statistics, 3rd edition, 2003",
                  "W. J. Conover, Practical Nonparametric Statistics, 3rd edition, 1999"},
      .questions = {"Why does p99 of 1,000 requests jump between samples while p50 hardly moves?",
                    "Which single-call percentile decides the median of a request with 100 backends?",
                    "When would a hedge at p50 be a bad bargain?"},
  };
}

}  // namespace lesson
