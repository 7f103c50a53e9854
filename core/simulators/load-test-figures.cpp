// What the load-test simulator shows.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/base/text.h"
#include "core/scene/bars.h"
#include "core/scene/chart.h"
#include "core/scene/estimates.h"
#include "core/scene/tick-lanes.h"
#include "core/scene/waterfall.h"
#include "core/simulators/load-test-parts.h"
#include "core/simulators/load-test.h"

namespace lesson {

using namespace load_test;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string requests_text(double count) { return quantity_text(count, "requests|request"); }

/// In seconds from one up, however many: a reader compares them.
std::string in_seconds(double seconds) {
  return seconds >= 1 ? quantity_text(seconds, "s") : duration_text(seconds);
}

/// The unit of an axis up to `longest` seconds.
struct Unit {
  double per_second;
  const char* name;
};
Unit unit_for(double longest) { return longest >= 1 ? Unit{1, "s"} : Unit{1000, "ms"}; }

/// A time in milliseconds, in the unit a person would use.
std::string spoken(double ms) { return in_seconds(ms / 1000); }

std::string explained(const Value& value) {
  std::string text = described.outputs[value.output].label + ": ";
  if (!value.number) return text + value.note + ".";
  text += spoken(*value.number) + " over " + requests_text(static_cast<double>(*value.samples));
  if (value.interval)
    text += ", 95 % interval " + spoken(value.interval->low) + " to " + spoken(value.interval->high);
  return text + (value.exact ? ", exact " + spoken(*value.exact) + "." : "; no closed form holds here.");
}

}  // namespace

std::size_t LoadTest::chosen() const {
  return values_[request] > 0 ? std::min(static_cast<std::size_t>(values_[request]), open_.size()) - 1
                              : slowest_;
}

/// Whether the closed loop never sent the request that was due then.
bool LoadTest::omitted(std::size_t i) const {
  const auto found = std::lower_bound(closed_.begin(), closed_.end(), open_[i].sent,
                                      [](const Sent& one, double at) { return one.sent < at; });
  return found == closed_.end() || found->sent != open_[i].sent;
}

std::shared_ptr<const Figure> LoadTest::timeline() const {
  auto figure = std::make_shared<TickLanes>("timeline", "Requests sent, from start to end");
  figure->time = {"time (s)", 0, load_.run};
  figure->events = "requests|request";
  figure->band_label = "server frozen";
  figure->hold_label = "a connection waits for its answer";
  const auto count = [](std::size_t n) { return requests_text(static_cast<double>(n)); };
  TickLanes::Lane open{"Open loop, on schedule", count(open_.size()), {}, {}, {}, Role::series_1};
  TickLanes::Lane closed{"Closed loop, waits", count(closed_.size()), {}, {}, {}, Role::series_2};
  const std::size_t missing = open_.size() - closed_.size();
  TickLanes::Lane lost{"Due, never sent", count(missing), {}, {}, {}, Role::failed};
  open.times.reserve(open_.size());
  for (const Sent& one : open_) open.times.push_back(one.sent);
  lost.times.reserve(missing);
  // Both are in the order of sending; what the closed loop never sent is missing in it.
  auto same = closed_.begin();
  for (const Sent& one : open_) {
    while (same != closed_.end() && same->sent < one.sent) ++same;
    if (same == closed_.end() || same->sent != one.sent) lost.times.push_back(one.sent);
  }
  closed.times.reserve(closed_.size());
  for (const Sent& one : closed_) {
    closed.times.push_back(one.sent);
    const double until = std::min(one.answered, load_.run);
    // Connections that wait together draw as one line.
    if (until - one.sent < load_.run / 400) continue;
    if (!closed.holds.empty() && one.sent < closed.holds.back().to) {
      closed.holds.back().to = std::max(closed.holds.back().to, until);
    } else {
      closed.holds.push_back({one.sent, until});
    }
  }
  open.explanation =
      "Sends each request at the moment it is due, whatever the server does: " + open.text + ".";
  closed.explanation =
      "Sends " + closed.text + "; while its " +
      quantity_text(static_cast<double>(load_.clients), "connections wait|connection waits") +
      ", nothing is sent.";
  lost.explanation = lost.text +
                     " would have been sent on the schedule and left no trace in the closed "
                     "loop\u2019s histogram.";
  figure->alt = "The open loop sends " + open.text + ", the closed loop " + closed.text + ": " + lost.text +
                " never left it.";
  for (const theory::Freeze& one : load_.freezes)
    figure->bands.push_back({one.from, one.to,
                             "The server is frozen for " + in_seconds(one.to - one.from) + " from " +
                                 in_seconds(one.from) + " on."});
  figure->lanes = {std::move(open), std::move(closed), std::move(lost)};
  return figure;
}

std::shared_ptr<const Figure> LoadTest::curves() const {
  auto chart = std::make_shared<Chart>("percentiles", "Response time at each percentile");
  chart->x = {"percentile", 0, 99.99, Scale::nines};
  const bool filled = values_[correct] != 0;
  const Unit unit = unit_for(open_times_.quantile(0.9999));
  const struct {
    const char* name;
    const Histogram* times;
    Role role;
    Series::Mark mark;
    bool shown;
  } lines[] = {{"open loop", &open_times_, Role::series_1, Series::Mark::line, true},
               {"closed loop", &closed_times_, Role::series_2, Series::Mark::line, true},
               {"closed loop, corrected", &filled_times_, Role::exact, Series::Mark::dashed, filled}};
  double low = 1e300, high = 0;
  for (const auto& line : lines) {
    if (!line.shown) continue;
    Series series{.label = line.name + std::string(" (") + unit.name + ")",
                  .role = line.role,
                  .mark = line.mark,
                  .points = {}};
    for (int i = 0; i <= 40; ++i) {
      const double percent = chart->x.value(i / 40.0);
      series.points.push_back({percent, unit.per_second * line.times->quantile(percent / 100)});
      low = std::min(low, series.points.back().y);
      high = std::max(high, series.points.back().y);
    }
    const double p99 = line.times->quantile(0.99);
    chart->here.push_back({99, unit.per_second * p99, line.name + (": p99 is " + in_seconds(p99)) + "."});
    chart->series.push_back(std::move(series));
  }
  chart->y = {"", low / 1.5, high * 1.5, Scale::logarithmic};
  chart->alt = "Percentile curves: at p99 the open loop shows " + in_seconds(open_times_.quantile(0.99)) +
               ", the closed loop " + in_seconds(closed_times_.quantile(0.99)) +
               (filled ? ", corrected " + in_seconds(filled_times_.quantile(0.99)) : "") + ".";
  return chart;
}

std::shared_ptr<const Figure> LoadTest::estimates(const std::vector<Value>& values) const {
  auto figure = std::make_shared<Estimates>("estimates", "Measured beside exact", Span::half);
  const char* names[] = {"closed mean", "closed p99",  "open mean", "open p75",
                         "open p99",    "filled mean", "filled p99"};
  double low = 1e300, high = 0;
  for (std::size_t i = 0; i <= filled_p99; ++i) {
    const Value& value = values[i];
    for (const auto& one : {value.number, value.exact}) {
      if (!one) continue;
      low = std::min(low, *one);
      high = std::max(high, *one);
    }
    figure->rows.push_back({names[i], value.number, value.interval, value.exact,
                            value.number ? spoken(*value.number) : "off", explained(value)});
  }
  figure->label_room = 84;
  figure->x = {"ms", low / 1.5, high * 1.5, Scale::logarithmic};
  figure->alt = "Mean and percentiles of both generators as measured, beside the closed form.";
  return figure;
}

std::shared_ptr<const Figure> LoadTest::averaging(const std::vector<Value>& values) const {
  auto figure = std::make_shared<Bars>("averaging", "Two servers, one p99?", Span::half);
  const double share = values_[fast_share] / 100, merged = *values[merged_p99].number;
  const double plain = *values[averaged_p99].number;
  const double weighted = 1000 * (share * fast_p99 + (1 - share) * slow_p99);
  const auto add = [&](const std::string& label, double ms, Role role, const std::string& why, bool strong) {
    figure->rows.push_back({label, spoken(ms), {{ms, role}}, label + ": " + spoken(ms) + ". " + why, strong});
  };
  add("fast server", 1000 * fast_p99, Role::healthy, "It takes " + percent_text(share) + " of the requests.",
      false);
  add("slow server", 1000 * slow_p99, Role::slow, "It takes " + percent_text(1 - share) + " of the requests.",
      false);
  add("average", plain, Role::muted, "Half of each; no request knows this number.", false);
  add("average by traffic", weighted, Role::muted, "Weighted by requests, and still no percentile.", false);
  add("merged histograms", merged, Role::accent,
      "Exact " + spoken(*values[merged_p99].exact) + ": the p99 of all requests.", true);
  figure->x = {"p99 (ms)", 0, 560};
  figure->alt = "Averaging the two p99 gives " + spoken(plain) + ", weighted " + spoken(weighted) +
                "; merging the histograms gives " + spoken(merged) + ".";
  return figure;
}

std::string LoadTest::story(std::size_t i) const {
  return "Request " + number_text(static_cast<double>(i + 1), 12) + ", due at " +
         quantity_text(open_[i].sent, "s", 5) + ", was answered after " + in_seconds(open_[i].response()) +
         ".";
}

std::shared_ptr<const Figure> LoadTest::latencies() const {
  auto chart = std::make_shared<Chart>("latencies", "Choose a slow request");
  const std::size_t picked = chosen();
  const bool again = replayed();
  double longest = open_[picked].response();
  std::vector<std::size_t> shown{picked};
  constexpr std::size_t dots = 48;
  for (std::size_t k = 0; k < dots; ++k) shown.push_back(k * (open_.size() - 1) / (dots - 1));
  std::sort(shown.begin(), shown.end());
  shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
  for (const std::size_t i : shown) longest = std::max(longest, open_[i].response());
  for (const Sent& one : closed_) longest = std::max(longest, one.response());
  const Unit unit = unit_for(longest);
  const std::string in = std::string(" (") + unit.name + ")";
  Series open{.label = "open loop" + in, .role = Role::series_1, .mark = Series::Mark::points, .points = {}};
  Series closed{
      .label = "closed loop" + in, .role = Role::series_2, .mark = Series::Mark::points, .points = {}};
  Series calm{.label = "open loop without the freeze" + in,
              .role = Role::healthy,
              .mark = Series::Mark::dashed,
              .points = {}};
  for (const std::size_t i : shown) {
    const double y = unit.per_second * open_[i].response();
    open.points.push_back({open_[i].sent, y});
    if (again) calm.points.push_back({calm_[i].sent, unit.per_second * calm_[i].response()});
    chart->spots.push_back({.x = open_[i].sent,
                            .y = y,
                            .chosen = i == picked,
                            .role = Role::series_1,
                            .explanation = story(i),
                            .command = "set request " + std::to_string(i + 1)});
  }
  for (std::size_t k = 0; k < closed_.size(); ++k) {
    // Every slow one, and a few of the many quick ones.
    if (closed_[k].response() < longest / 20 && k % (closed_.size() / 40 + 1) != 0) continue;
    closed.points.push_back({closed_[k].sent, unit.per_second * closed_[k].response()});
    if (closed.points.size() >= 300) break;
  }
  chart->series = {std::move(open), std::move(closed)};
  if (again) chart->series.push_back(std::move(calm));
  chart->x = {"when it was due (s)", 0, load_.run};
  chart->y = {"", 0, unit.per_second * longest * 1.12};
  chart->alt = story(picked) + " Among those shown the longest took " + in_seconds(longest) + ".";
  return chart;
}

std::shared_ptr<const Figure> LoadTest::waterfall() const {
  auto figure = std::make_shared<Waterfall>("waterfall", "Why was this request slow?");
  const std::size_t i = chosen();
  const Sent& slow = open_[i];
  const bool again = replayed();
  const Sent calm = again ? calm_[i] : Sent{};
  const Unit unit = unit_for(slow.response());
  double frozen = slow.sent;  // Until when the server was frozen while this one waited.
  for (const theory::Freeze& one : load_.freezes)
    if (one.from < slow.started && one.to > slow.sent) frozen = std::min(one.to, slow.started);
  const auto add = [&](const char* label, double from, double to, bool own, Role role) {
    const std::string text = in_seconds(std::max(to - from, 0.0));
    figure->spans.push_back({.label = label,
                             .start = unit.per_second * (from - slow.sent),
                             .end = unit.per_second * (to - slow.sent),
                             .depth = 1,
                             .critical = own,
                             .role = role,
                             .note = text,
                             .explanation = label + (": " + text) + "."});
  };
  add("as it ran", slow.sent, slow.answered, false, Role::ink);
  figure->spans.back().whole = true;
  figure->spans.back().depth = 0;
  add("frozen", slow.sent, frozen, true, Role::failed);
  add("in the queue", frozen, slow.started, true, Role::queue);
  add("service", slow.started, slow.answered, true, Role::accent);
  if (again) {
    add("without freeze", calm.sent, calm.answered, false, Role::ink);
    figure->spans.back().whole = true;
    figure->spans.back().depth = 0;
    add("in the queue", calm.sent, calm.started, false, Role::queue);
    add("service", calm.started, calm.answered, false, Role::accent);
  }
  figure->rows = 7;
  figure->unit = unit.name;
  const double total = unit.per_second * std::max(slow.response(), again ? calm.response() : 0.0);
  figure->time = {std::string("since the request was due (") + unit.name + ")", 0, total * 1.1};
  figure->total = unit.per_second * slow.response();
  figure->total_label = "answered after " + in_seconds(slow.response());
  figure->path_label = "where its time went";
  figure->beside_label = "run again without the freeze";
  figure->alt = story(i) + (omitted(i) ? " The closed loop never sent it." : " The closed loop sent it too.");
  if (again)
    figure->alt += " The same request without the freeze takes " + in_seconds(calm.response()) +
                   (std::abs(calm.response() - slow.response()) < 1e-9 ? ": the freeze is not the cause."
                                                                       : ": the difference is the cause.");
  return figure;
}

std::shared_ptr<const Figure> LoadTest::response(std::size_t swept) const {
  const bool curves = swept < correct && swept != server;
  const std::size_t at = curves ? swept : static_cast<std::size_t>(length);
  const Param& param = described.params[at];
  auto chart = std::make_shared<Chart>("response", "Across " + lowered(param.label));
  const std::string unit = plural(param.unit);
  chart->x = axis_over(param, at == clients ? "" : unit);
  Series open{
      .label = "open loop, p99 (s)", .role = Role::series_1, .mark = Series::Mark::line, .points = {}};
  Series closed{
      .label = "closed loop, p99 (s)", .role = Role::series_2, .mark = Series::Mark::line, .points = {}};
  double low = 1e300, high = 0;
  const auto p99 = [&](const auto& exact) {
    if (!exact) return none;
    const double t = exact->quantile(0.99);
    low = std::min(low, t);
    high = std::max(high, t);
    return t;
  };
  const auto both = [&](double x) {
    Values moved = values_;
    moved[at] = x;
    const Load load = load_of(moved);
    const auto schedule = std::optional(exact_open(load));
    return std::pair(p99(schedule), p99(exact_closed(load)));
  };
  for (int i = 0; i <= 40; ++i) {
    const double x = value_at(param, i / 40.0);
    if (!open.points.empty() && open.points.back().x == x) continue;
    const auto [kept, waited] = both(x);
    open.points.push_back({x, kept});
    closed.points.push_back({x, waited});
  }
  const auto [kept, waited] = both(values_[at]);
  const std::string there = " at " + param.label + " " + displayed(param, values_[at]) + ": ";
  chart->here.push_back({values_[at], kept, "Open loop, p99" + there + in_seconds(kept) + "."});
  if (!std::isnan(waited))
    chart->here.push_back({values_[at], waited, "Closed loop, p99" + there + in_seconds(waited) + "."});
  chart->series = {std::move(open), std::move(closed)};
  chart->y = {"", low / 1.5, high * 1.5, Scale::logarithmic};
  chart->alt =
      "Exact p99 of both generators over the range of " + param.label + ", the present setting marked.";
  return chart;
}

std::string LoadTest::summary() const {
  double frozen = 0;
  for (const theory::Freeze& one : load_.freezes) frozen += std::min(one.to, load_.run) - one.from;
  std::string text =
      frozen > 0 ? "The server is frozen for " + in_seconds(frozen) + " of " + in_seconds(load_.run) + ". "
                 : "The server never freezes. ";
  text += "The tool that waits for answers sends " + requests_text(static_cast<double>(closed_.size())) +
          " of " + number_text(static_cast<double>(open_.size())) + " and reports a mean of " +
          in_seconds(closed_times_.mean()) + " and a p99 of " + in_seconds(closed_times_.quantile(0.99)) +
          "; on the fixed schedule the mean is " + in_seconds(open_times_.mean()) + " and p99 " +
          in_seconds(open_times_.quantile(0.99)) + ".";
  if (values_[correct] != 0)
    text += " With the missing requests filled in, the tool\u2019s p99 becomes " +
            in_seconds(filled_times_.quantile(0.99)) + ".";
  if (replayed()) {
    const std::size_t i = chosen();
    text += " Request " + number_text(static_cast<double>(i + 1), 12) + " took " +
            in_seconds(open_[i].response()) + "; run again without the freeze it takes " +
            in_seconds(calm_[i].response()) + ".";
  }
  return text;
}

}  // namespace lesson
