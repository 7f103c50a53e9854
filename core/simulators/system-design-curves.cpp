// What the system design simulator draws while a slider moves: the whole response over its range.
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/scene/chart.h"
#include "core/simulators/system-design-parts.h"
#include "core/simulators/system-design.h"

namespace lesson {

using namespace system_design;

namespace {

constexpr int steps = 100;

Series line(const char* label, Role role, Series::Mark mark = Series::Mark::line) {
  return {.label = label, .role = role, .mark = mark, .points = {}};
}

std::shared_ptr<Chart> chart_over(const Param& param, const char* title) {
  auto chart = std::make_shared<Chart>("response", title, Span::half);
  const bool counted = param.kind == Param::Kind::integer;
  chart->x = axis_over(param, counted ? "" : std::string_view(param.unit));
  return chart;
}

// ---- Load ----------------------------------------------------------------------------------------

/// The requests that fail in the long run, as a share. Retries do not change it.
double failing_of(const SystemModel::Setting& setting) {
  return std::max(1 - setting.hit - setting.capacity / setting.traffic, 0.0);
}

/// The parameter at `at` of a setting, in the parameter's unit.
double value_of(const SystemModel::Setting& setting, std::size_t at) {
  return at == traffic ? setting.traffic : at == capacity ? setting.capacity : 100 * setting.hit;
}

/// A setting with the parameter at `at` moved to `value`, in the parameter's unit.
SystemModel::Setting moved(SystemModel::Setting setting, std::size_t at, double value) {
  if (at == traffic) setting.traffic = value;
  if (at == capacity) setting.capacity = value;
  if (at == hit_rate) setting.hit = value / 100;
  return setting;
}

/// The value of that parameter at which the database load is `level`.
double crossing(const SystemModel::Setting& setting, std::size_t at, double level) {
  const double miss = 1 - setting.hit;
  if (at == hit_rate) return 100 * (1 - level * setting.capacity / setting.traffic);
  if (at == traffic) return miss > 0 ? level * setting.capacity / miss : 1e300;
  return setting.traffic * miss / level;
}

/// Where the database is overloaded and congested, and the edge itself.
void mark_limits(Chart& chart, const SystemModel::Setting& setting, const Param& param, std::size_t at) {
  const double full = crossing(setting, at, 1), congested = crossing(setting, at, busy_from);
  const bool rising = at == traffic;
  const double low = param.min, high = param.max;
  chart.add_band({rising ? full : low, rising ? high : full, "overload",
                  "More reads than the database can serve.", Role::failed});
  chart.add_band({rising ? congested : full, rising ? full : congested, "congested",
                  "Above 80 % load reads queue more and more.", Role::slow});
  if (full <= low || full >= high) return;
  chart.markers.push_back({full, (rising ? "at most " : "at least ") + quantity_text(full, param.unit),
                           "Here the database is exactly full.", Role::ink, true});
}

/// `when`: "As set", or "Now" while something passing makes it another setting.
std::shared_ptr<const Figure> across_load(const SystemModel::Setting& setting, std::size_t at,
                                          const std::string& when) {
  const Param& param = described.params[at];
  auto chart = chart_over(param, at == traffic    ? "Across traffic"
                                 : at == capacity ? "Across capacities"
                                                  : "Across hit rates");
  chart->series = {line("database load (%)", Role::database),
                   line("failing in the long run (%)", Role::failed, Series::Mark::dashed)};
  for (int i = 0; i <= steps; ++i) {
    const double x = chart->x.value(static_cast<double>(i) / steps);
    const SystemModel::Setting there = moved(setting, at, x);
    chart->series[0].points.push_back({x, 100 * there.load()});
    chart->series[1].points.push_back({x, 100 * failing_of(there)});
  }
  const double here = setting.load(), lost = failing_of(setting), value = value_of(setting, at);
  chart->y = {"%", 0, std::max(130 * here, 160.0)};
  mark_limits(*chart, setting, param, at);
  // A spike may go beyond what can be set.
  const bool drawn = value >= chart->x.min && value <= chart->x.max;
  if (drawn) chart->here.push_back({value, 100 * here, when + ": " + percent_text(here) + " database load."});
  if (drawn && lost > 0)
    chart->here.push_back(
        {value, 100 * lost, when + ": " + percent_text(lost) + " of requests fail in the long run."});
  chart->alt = "Database load and failing requests over the range of " + param.label + ". " + when + ": " +
               percent_text(here) + " load and " + percent_text(lost) + " failing.";
  return chart;
}

// ---- Retries -------------------------------------------------------------------------------------

/// What trying again asks of the database, and that it saves no request once there is too much of it.
std::shared_ptr<const Figure> across_retries(const SystemModel::Setting& setting, const std::string& when) {
  auto chart = chart_over(described.params[retries], "Across retries");
  chart->series = {line("database load with retries (%)", Role::database),
                   line("failing in the long run (%)", Role::failed, Series::Mark::dashed)};
  if (setting.budget)
    chart->series.push_back(line("load without the budget (%)", Role::muted, Series::Mark::dashed));
  SystemModel::Setting there = setting, free = setting;
  free.budget = false;
  double most = 0;
  for (int i = 0; i <= static_cast<int>(chart->x.max); ++i) {
    there.retries = free.retries = i;
    chart->series[0].points.push_back({static_cast<double>(i), 100 * there.load_with_retries()});
    chart->series[1].points.push_back({static_cast<double>(i), 100 * failing_of(there)});
    if (setting.budget)
      chart->series[2].points.push_back({static_cast<double>(i), 100 * free.load_with_retries()});
    most = std::max(most, 100 * free.load_with_retries());
  }
  chart->y = {"%", 0, std::max(1.2 * most, 160.0)};
  const double here = setting.load_with_retries(), lost = failing_of(setting), at = setting.retries;
  chart->here.push_back(
      {at, 100 * here, when + ": about " + percent_text(here, 2) + " database load, retries and all."});
  if (lost > 0)
    chart->here.push_back(
        {at, 100 * lost, when + ": " + percent_text(lost) + " of requests fail in the long run."});
  chart->alt = lost > 0
                   ? "In the long run " + percent_text(lost) +
                         " of requests fail however often they are tried again. " + when +
                         ", the database is asked for about " + percent_text(here, 2) + " of what it can do."
                   : "In the long run nothing times out at " + percent_text(here) +
                         " database load, so nothing is tried again.";
  return chart;
}

// ---- The timeout ---------------------------------------------------------------------------------

/// Attempts that 99 of 100 answers took at most, where the queue is as long as the timeout; 0 where the cache
/// alone gives so many of them, or no queue gets so long.
int attempts_of_slow_answers(const SystemModel::Setting& setting) {
  const double failing = 1 - 1 / setting.load_with_retries(), from_cache = setting.traffic * setting.hit;
  if (setting.load() <= 1) return 0;
  double left = 1;
  for (int attempts = 0; attempts <= setting.retries; ++attempts, left *= failing) {
    const double answered =
        from_cache + std::min(setting.traffic * (1 - setting.hit) * (1 - left), setting.capacity);
    if (answered >= 0.99 * (from_cache + setting.capacity)) return attempts;
  }
  return setting.retries + 1;
}

/// How long a caller is kept waiting, for an answer and for an error.
std::shared_ptr<const Figure> across_timeouts(const SystemModel::Setting& setting, double sla_ms) {
  const Param& param = described.params[timeout];
  auto chart = chart_over(param, "Across timeouts");
  const int attempts = attempts_of_slow_answers(setting);
  chart->series = {line("an error comes after (ms)", Role::failed), line("target (ms)", Role::muted)};
  if (attempts > 0)
    chart->series.push_back(line("p99 of answers (ms)", Role::database, Series::Mark::dashed));
  for (int i = 0; i <= steps; ++i) {
    const double x = chart->x.value(static_cast<double>(i) / steps);
    chart->series[0].points.push_back({x, (setting.retries + 1) * x});
    chart->series[1].points.push_back({x, sla_ms});
    if (attempts > 0) chart->series[2].points.push_back({x, attempts * x});
  }
  chart->y = {"ms", std::min(sla_ms, param.min) / 2, 2 * (setting.retries + 1) * param.max,
              Scale::logarithmic};
  const double at = 1000 * setting.timeout, error = (setting.retries + 1) * at;
  chart->here.push_back({at, error, "As set: an error comes after " + time_text(error / 1000) + "."});
  chart->alt = "As set, who gets no answer is told after " + time_text(error / 1000) +
               (attempts > 0 ? "; the queue is as long as the timeout, so answers take as long: p99 about " +
                                   time_text(attempts * at / 1000) + "."
                : setting.load() > 1 ? "; 99 of 100 answers come from the cache."
                                     : "; the queue does not get so long.");
  return chart;
}

// ---- The SLA -------------------------------------------------------------------------------------

/// How many of the answers that were measured came in time, for every time that could be promised.
std::shared_ptr<const Figure> across_targets(const Histogram& times, double sla_ms) {
  const Param& param = described.params[sla];
  auto chart = chart_over(param, "Across targets");
  chart->y = {"%", 0, 110};
  chart->series = {line("answers within it (%)", Role::healthy, Series::Mark::area)};
  const auto count = static_cast<double>(times.count());
  if (count == 0) {
    chart->alt = "No answer has been measured yet.";
    return chart;
  }
  const auto within = [&](double ms) { return 1 - times.above(ms / 1000) / count; };
  for (int i = 0; i <= steps; ++i) {
    const double x = chart->x.value(static_cast<double>(i) / steps);
    chart->series[0].points.push_back({x, 100 * within(x)});
  }
  const double p99 = 1000 * times.quantile(0.99);
  if (p99 > param.min && p99 < param.max)
    chart->markers.push_back(
        {p99, "99 % within " + time_text(p99 / 1000), "The p99 as measured.", Role::ink, true});
  const std::string here =
      percent_text(within(sla_ms)) + " of the answers measured came within " + time_text(sla_ms / 1000);
  chart->here.push_back({sla_ms, 100 * within(sla_ms), here + "."});
  chart->alt = here + "; 99 % came within " + time_text(p99 / 1000) + ".";
  return chart;
}

}  // namespace

std::shared_ptr<const Figure> SystemDesign::response(const Histogram& times, std::size_t swept) const {
  const SystemModel::Setting now = present();
  const std::string when = now == setting_ ? "As set" : "Now";
  switch (swept) {
    case retries:
    case budget: return across_retries(now, when);
    case timeout: return across_timeouts(now, values_[sla]);
    case sla: return across_targets(times, values_[sla]);
    case traffic:
    case capacity: return across_load(now, swept, when);
    default: return across_load(now, hit_rate, when);
  }
}

}  // namespace lesson
