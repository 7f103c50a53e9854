// What the request trace says: its values, waterfall, charts and sentences; the network is next door.
#include <algorithm>
#include <cmath>

#include "core/base/normal.h"
#include "core/base/text.h"
#include "core/scene/chart.h"
#include "core/scene/waterfall.h"
#include "core/simulators/request-trace-parts.h"
#include "core/simulators/request-trace.h"
#include "core/theory/order-statistics.h"
#include "core/theory/proportion.h"

namespace lesson {
namespace {

using namespace request_path;

constexpr std::int64_t enough_for_mean = 30;

std::string joined(const std::vector<std::string>& words, const char* last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? last : ", ") + words[i];
  return text;
}

const char* kind_name(Kind kind) {
  return kind == Kind::timeline ? "timeline read" : kind == Kind::search ? "search" : "post";
}

}  // namespace

// ---- Values --------------------------------------------------------------------------------------

Value RequestTrace::mean_value() const {
  const std::int64_t count = times_.count();
  Value value{
      .output = mean_response, .number = {}, .interval = {}, .samples = count, .exact = {}, .note = {}};
  if (exact_failed_ < 1) value.exact = exact_mean_;
  if (count < enough_for_mean) {
    value.note = exact_failed_ < 1 ? "not enough requests yet: send 100" : "no request is answered";
    return value;
  }
  const double mean = times_.mean(), half = mean_half_width(counted(count), mean, sum_of_squares_);
  value.number = mean;
  value.interval = Interval{mean - half, mean + half};
  return value;
}

Value RequestTrace::p95_value() const {
  const std::int64_t count = times_.count();
  Value value{
      .output = p95_response, .number = {}, .interval = {}, .samples = count, .exact = {}, .note = {}};
  if (exact_failed_ < 1) value.exact = exact_p95_;
  const theory::Ranks ranks = theory::quantile_ranks(0.95, counted(count));
  if (ranks.low < 1 || ranks.high > counted(count)) {
    value.note = exact_failed_ < 1 ? "not enough requests yet: send 100" : "no request is answered";
    return value;
  }
  value.number = times_.quantile(0.95);
  value.interval = Interval{times_.at_rank(ranks.low), times_.at_rank(ranks.high)};
  return value;
}

Value RequestTrace::failed_value() const {
  Value value{.output = failed_share,
              .number = {},
              .interval = {},
              .samples = counts_.sent,
              .exact = 100 * exact_failed_,
              .note = {}};
  if (counts_.sent == 0) {
    value.note = "nothing sent yet";
    return value;
  }
  const double failed = counted(counts_.failed), all = counted(counts_.sent);
  const theory::ShareBounds bounds = theory::wilson_95(failed, all);
  value.number = 100 * failed / all;
  value.interval = Interval{100 * bounds.low, 100 * bounds.high};
  return value;
}

std::vector<Value> RequestTrace::measured() const {
  const auto plain = [](std::size_t output, double number) {
    return Value{.output = output, .number = number, .interval = {}, .samples = {}, .exact = {}, .note = {}};
  };
  Value answered = plain(response_time, trace_.answered);
  if (in_flight_ && !counted_) {
    answered.number.reset();
    answered.note = "still on its way";
  }
  return {answered,
          mean_value(),
          p95_value(),
          failed_value(),
          plain(sent, counted(counts_.sent)),
          plain(hits, counted(counts_.hits)),
          plain(misses, counted(counts_.misses)),
          plain(degraded, counted(counts_.degraded)),
          plain(failed, counted(counts_.failed))};
}

// ---- The waterfall -------------------------------------------------------------------------------

namespace {

/// The end of a time axis: the same for most requests, so that they can be compared.
double axis_end(double end) {
  for (const double limit : {70.0, 150.0, 350.0, 700.0})
    if (end <= limit * 0.97) return limit;
  return 1500;
}

std::string label_of(const Step& span, Kind kind) {
  switch (span.part) {
    case client: return span.refused ? "Way in, refused" : "Way in";
    case cache: return "Cache lookup";
    case database: return kind == Kind::post ? "Database write" : "Database read";
    case Part::search: return kind == Kind::search ? "Search" : "Search: trends";
    case queue: return "Publish event";
    case stream: return "Stream consumer";
    default: return "Way back";
  }
}

std::string told(const Step& span, const std::string& label) {
  std::string text = label + ": " + ms(span.end - span.start) + ", from " + ms(span.start) + " to " +
                     ms(span.end) + " after the click";
  if (span.refused) text += "; the call is refused, the part is down";
  return text + (span.critical ? ". The answer had to wait for it." : ". It ran beside the critical path.");
}

}  // namespace

std::shared_ptr<const Figure> RequestTrace::waterfall() const {
  auto figure = std::make_shared<Waterfall>("waterfall", "Where its time goes");
  figure->rows = 8;
  figure->time = {"time since the click (ms)", 0, axis_end(trace_.end)};
  if (in_flight_) figure->now = now();
  figure->total = trace_.answered;
  const bool error = trace_.outcome == Outcome::failed;
  figure->total_label = (error ? "error after " : "answered after ") + ms(trace_.answered);
  figure->spans.push_back({.label = "Whole request",
                           .end = trace_.answered,
                           .whole = true,
                           .failed = error,
                           .note = ms(trace_.answered),
                           .explanation = "From the click to the answer: " + ms(trace_.answered) + "."});
  double work_done = 0;
  for (const Step& span : trace_.spans) {
    const std::string label = label_of(span, setting_.kind);
    if (span.part != stream) work_done += span.end - span.start;
    figure->spans.push_back({.label = label,
                             .start = span.start,
                             .end = span.end,
                             .depth = 1,
                             .critical = span.critical,
                             .failed = span.refused,
                             .role = shown(span.part).role,
                             .note = ms(span.end - span.start),
                             .explanation = told(span, label)});
  }
  figure->alt = "Spans of one " + std::string(kind_name(setting_.kind)) + ": the critical path takes " +
                ms(trace_.answered) + ", all spans together " + ms(work_done) + ".";
  return figure;
}

// ---- Charts --------------------------------------------------------------------------------------

std::shared_ptr<const Figure> RequestTrace::distribution(const std::vector<Value>& values) const {
  auto chart = std::make_shared<Chart>("distribution", "How long they take", Span::half);
  if (exact_failed_ >= 1) chart->title += ": no answers";
  const bool answers = exact_failed_ < 1;
  const Exact exact(setting_);
  chart->x = {"response time (ms)", 0, answers ? axis_end(exact.quantile(0.9999)) : 70};
  constexpr int bins = 35;
  Series seen{.label = "measured (%)", .role = Role::accent, .mark = Series::Mark::bars, .points = {}};
  Series curve{.label = "exact (%)", .role = Role::exact, .mark = Series::Mark::line, .points = {}};
  const double count = counted(times_.count());
  double highest = 1;
  for (int i = 0; i < bins && answers; ++i) {
    const double from = chart->x.value(static_cast<double>(i) / bins), to = chart->x.value((i + 1.0) / bins);
    curve.points.push_back({(from + to) / 2, 100 * (exact.cdf(to) - exact.cdf(from))});
    highest = std::max(highest, curve.points.back().y);
    if (count == 0) continue;
    seen.points.push_back({from, 100 * (times_.above(from) - times_.above(to)) / count, to});
    highest = std::max(highest, seen.points.back().y * 0.75);
  }
  chart->y = {"", 0, highest * 1.4};
  chart->series = {std::move(seen), std::move(curve)};
  for (const Value& value : values) {
    if ((value.output != mean_response && value.output != p95_response) || !value.exact) continue;
    const double at = value.number.value_or(*value.exact);
    const char* name = value.output == mean_response ? "mean " : "p95 ";
    chart->markers.push_back(
        {at, name + ms(at),
         name + ms(at) +
             (value.number ? " measured over " + quantity_text(count, "requests|request") +
                                 "; exactly it is " + ms(*value.exact) + "."
                           : ", the exact value; nothing is measured yet."),
         Role::ink, !value.number});
  }
  chart->alt = !answers ? "No request is answered under these settings."
                        : "Response times: " + quantity_text(count, "measured requests|measured request") +
                              " beside the exact curve, whose mean is " + ms(exact_mean_) + ".";
  return chart;
}

std::shared_ptr<const Figure> RequestTrace::response() const {
  auto chart = std::make_shared<Chart>("response", "Across hit probabilities", Span::half);
  chart->x = {"cache hit probability (%)", 0, 100};
  Series mean{.label = "mean (ms)", .role = Role::series_1, .mark = Series::Mark::line, .points = {}};
  Series p95{.label = "p95 (ms)", .role = Role::series_2, .mark = Series::Mark::line, .points = {}};
  Series bare{.label = "no search (ms)", .role = Role::series_4, .mark = Series::Mark::dashed, .points = {}};
  double highest = 1;
  for (std::size_t i = 0; i < curve_.size(); ++i) {
    const double x = 100.0 * static_cast<double>(i) / static_cast<double>(curve_.size() - 1);
    const CurvePoint& at = curve_[i];
    mean.points.push_back({x, at.mean});
    p95.points.push_back({x, at.p95});
    bare.points.push_back({x, at.without_search});
    for (const double y : {at.mean, at.p95, at.without_search})
      if (!std::isnan(y)) highest = std::max(highest, y);
  }
  chart->y = {"ms", 0, highest * 1.15};
  chart->series = {std::move(mean), std::move(p95)};
  if (setting_.kind == Kind::timeline) chart->series.push_back(std::move(bare));
  if (exact_failed_ < 1) {
    const std::string at = " at a hit probability of " + quantity_text(values_[hit_rate], "%") + ": ";
    chart->here = {{values_[hit_rate], exact_mean_, "Mean" + at + ms(exact_mean_)},
                   {values_[hit_rate], exact_p95_, "p95" + at + ms(exact_p95_)}};
  }
  chart->alt =
      "Exact mean and p95 of the response time over the hit probability, the present setting marked.";
  return chart;
}

// ---- Sentences -----------------------------------------------------------------------------------

std::string RequestTrace::about_flight() const {
  const double at = now();
  std::vector<std::string> busy;
  for (const Step& span : trace_.spans)
    if (span.part >= cache && at >= span.start && at < span.end) busy.push_back(the(span.part));
  const std::string where = busy.empty() ? "between client and app server" : "with " + joined(busy, " and ");
  if (at >= trace_.answered)
    return std::string("The user has had ") +
           (trace_.outcome == Outcome::failed ? "an error" : "the answer") + " since " + ms(trace_.answered) +
           " after the click; the event is still " + where + ".";
  return ms(at) + " after the click, this " + kind_name(setting_.kind) + " is " + where + ".";
}

std::string RequestTrace::about_request() const {
  std::vector<std::string> waited, beside, lacking;
  for (const Step& span : trace_.spans) {
    if (!is_call(span)) continue;
    // Nobody fails for want of a receipt that nobody awaits.
    if (span.part == queue && trace_.outcome == Outcome::failed && !setting_.insists) continue;
    (span.refused ? lacking : span.critical ? waited : beside).push_back(the(span.part));
  }
  std::string text = "This " + std::string(kind_name(setting_.kind));
  if (trace_.outcome == Outcome::failed) {
    const bool through = trace_.spans.front().part == client && !trace_.spans.front().refused;
    const std::string gone = !setting_.up(balancer) ? the(balancer)
                             : !setting_.up(app)    ? the(app)
                                                    : joined(lacking, " and ");
    text += " fails after " + ms(trace_.answered) + ", because " + gone +
            (lacking.size() > 1 ? " are down" : " is down");
    if (through && setting_.insists) text += " and the app server insists on every part";
    return text + ".";
  }
  if (trace_.hit) text += " hits the cache and";
  if (trace_.missed && setting_.up(cache)) text += " misses the cache and";
  text += " is answered after " + ms(trace_.answered);
  if (!lacking.empty()) text += ", without " + joined(lacking, " and ");
  text += ": the user waits for " + joined(waited, ", then ");
  if (!beside.empty())
    text += ", while " + joined(beside, " and ") + (beside.size() > 1 ? " run" : " runs") + " beside";
  return text + ".";
}

std::string RequestTrace::tally() const {
  if (counts_.failed + counts_.degraded == 0)
    return counts_.sent == 1
               ? "The one request sent was answered in full."
               : "All " + number_text(counted(counts_.sent)) + " requests sent were answered in full.";
  std::vector<std::string> parts;
  if (counts_.failed > 0) parts.push_back(number_text(counted(counts_.failed)) + " failed");
  if (counts_.degraded > 0)
    parts.push_back(number_text(counted(counts_.degraded)) + (counts_.degraded == 1 ? " was" : " were") +
                    " answered without a part that is down");
  return "Of " + quantity_text(counted(counts_.sent), "requests|request") + " sent, " +
         joined(parts, " and ") + ".";
}

std::string RequestTrace::about_many() const {
  std::string text;
  if (held_ > 0)
    text = " " + quantity_text(counted(held_), "events wait|event waits") + " for the queue to return.";
  if (waiting_ > 0)
    text +=
        " " + quantity_text(counted(waiting_), "events wait|event waits") + " in the queue for the consumer.";
  if (counts_.sent > 0) text += " " + tally();
  if (exact_failed_ >= 1) return text + " Under these settings no request gets an answer.";
  const Value mean = mean_value();
  if (!mean.number) return text + " On average such an answer takes " + ms(exact_mean_) + ".";
  return text + " The mean answer took " + ms(*mean.number) + "; exactly it is " + ms(exact_mean_) + ".";
}

Scene RequestTrace::scene(std::size_t /*swept*/) const {
  Scene scene{.summary = (in_flight_ ? about_flight() : about_request()) + about_many(),
              .values = measured(),
              .figures = {}};
  scene.figures = {network(), waterfall(), distribution(scene.values), response()};
  return scene;
}

}  // namespace lesson
