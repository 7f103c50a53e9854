#include "core/simulators/estimator-figures.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/scene/bars.h"
#include "core/scene/chart.h"
#include "core/scene/worksheet.h"
#include "core/theory/error-budget.h"

namespace lesson::estimator {
namespace {

using theory::by_hand;
constexpr const char* times = " \u00d7 ";
constexpr const char* over = " \u00f7 ";

/// A product as both columns write it.
struct Pen {
  const theory::Demand& d;
  const theory::Sizing& s;
  bool rough;

  double in(double value) const { return rough ? by_hand(value) : value; }
  std::string number(double value) const { return number_text(in(value)); }
  std::string share(double value) const { return percent_text(in(value)); }
  std::string bytes(double value) const { return bytes_text(in(value)); }
};

struct Written {
  std::string sum, result;
};

constexpr const char* labels[] = {"Users a day",   "Requests a day",  "Requests a second",
                                  "At the peak",   "Servers",         "Stored a day",
                                  "Stored a year", "With all copies", "Sent at the peak"};
constexpr const char* reasons[] = {
    "Monthly users times the share that comes on a given day.",
    "Users a day times the requests each of them makes.",
    "A day has 86,400 seconds; on paper 100,000.",
    "The busiest second over the mean one.",
    "What the peak needs, times the headroom, in whole machines.",
    "Requests that store something, times the bytes of each.",
    "A year has 365 days; on paper 400, which half makes up for the day's 100,000 seconds.",
    "Every byte is kept so many times.",
    "Bytes of an answer times eight bits, at the peak.",
};

std::vector<Written> column(const Pen& p) {
  const theory::Demand& d = p.d;
  const theory::Sizing& s = p.s;
  return {
      {p.number(d.users) + times + p.share(d.daily), number_text(s.active)},
      {number_text(s.active) + times + p.number(d.requests), number_text(s.daily)},
      {number_text(s.daily) + over + (p.rough ? "10\u2075 s" : "86,400 s"), rate_text(s.rate)},
      {rate_text(s.rate) + times + p.number(d.peak), rate_text(s.peak)},
      {rate_text(s.peak) + over + p.number(d.server) + times + p.number(d.headroom), number_text(s.servers)},
      {number_text(s.daily) + times + p.share(d.writes) + times + p.bytes(d.stored), bytes_text(s.day_bytes)},
      {bytes_text(s.day_bytes) + times + (p.rough ? "400" : "365"), bytes_text(s.year_bytes)},
      {bytes_text(s.year_bytes) + times + number_text(d.copies), bytes_text(s.all_bytes)},
      {rate_text(s.peak) + times + p.bytes(d.answer) + times + "8", bits_text(s.bandwidth)},
  };
}

double answer_of(Answer answer, const Choice& c, const theory::Sizing& s) {
  switch (answer) {
    case Answer::peak: return s.peak;
    case Answer::servers: return s.servers;
    case Answer::stored: return s.all_bytes;
    case Answer::bandwidth: return s.bandwidth;
    case Answer::budget: return c.lasts_days();
  }
  return 0;
}

/// How an answer is titled and in which unit it is drawn.
struct Scaled {
  std::string title;
  double size = 1;
};

Scaled scaled(Answer answer, double top) {
  const ByteUnit unit = byte_unit(top);
  switch (answer) {
    case Answer::peak: return {"Requests a second at the peak"};
    case Answer::servers: return {"Servers"};
    case Answer::stored: return {"Stored a year, all copies (" + std::string(unit.name) + ")", unit.size};
    case Answer::bandwidth: return {"Gbit/s sent at the peak", 1e9};
    case Answer::budget: return {"Days the error budget lasts"};
  }
  return {};
}

}  // namespace

std::shared_ptr<const Figure> steps(const Choice& choice) {
  const theory::Sizing exact = theory::sizing(choice.demand), rough = theory::sizing_by_hand(choice.demand);
  const auto left = column({choice.demand, exact, false}), right = column({choice.demand, rough, true});
  auto sheet = std::make_shared<Worksheet>("steps", "From users to servers and bytes");
  sheet->exact_label = "to the digit";
  sheet->rough_label = "on paper";
  for (std::size_t i = 0; i < left.size(); ++i)
    sheet->lines.push_back(
        {labels[i], left[i].sum, left[i].result, right[i].sum, right[i].result, reasons[i]});
  sheet->alt = "Nine sums, each to the digit and rounded: " + rate_text(exact.peak) +
               " at the peak, on paper " + rate_text(rough.peak) + ".";
  return sheet;
}

std::shared_ptr<const Figure> response(Answer answer, const Param& param, double now,
                                       Choice (*with)(Choice, std::size_t, double), std::size_t at,
                                       const Choice& choice) {
  const bool counted = param.unit.find('|') != Literal::npos;
  const Axis x = axis_over(param, counted ? "" : std::string_view(param.unit));
  Series exact{"to the digit", Role::exact, Series::Mark::line, {}};
  Series rough{"on paper", Role::accent, Series::Mark::dashed, {}};
  double low = 1e300, high = 0;
  for (int i = 0; i <= 160; ++i) {
    const double value = x.value(i / 160.0);
    const Choice there = with(choice, at, value);
    const double y = answer_of(answer, there, theory::sizing(there.demand));
    const double by = answer_of(answer, there, theory::sizing_by_hand(there.demand));
    exact.points.push_back({value, y});
    rough.points.push_back({value, by});
    low = std::min({low, y, by});
    high = std::max({high, y, by});
  }
  const Scaled how = scaled(answer, high);
  for (Series* one : {&exact, &rough})
    for (Series::Point& point : one->points) point.y /= how.size;
  auto chart = std::make_shared<Chart>("response", how.title);
  chart->x = x;
  chart->y = {"", low / how.size / 1.3, high / how.size * 1.3, Scale::logarithmic};
  chart->series.push_back(std::move(exact));
  if (answer != Answer::budget) chart->series.push_back(std::move(rough));
  const double y = answer_of(answer, choice, theory::sizing(choice.demand)) / how.size;
  chart->here.push_back(
      {now, y,
       how.title + " with " + param.label + " at " + displayed(param, now) + ": " + number_text(y) + "."});
  chart->alt = how.title + " over the range of \u201c" + param.label +
               "\u201d, exact and by hand, the present "
               "setting marked.";
  return chart;
}

namespace {

Role role_of(Latency::Kind kind) {
  return kind == Latency::Kind::memory ? Role::cache
         : kind == Latency::Kind::disk ? Role::database
                                       : Role::client;
}

Bars::Row floor_row(std::size_t from, std::size_t to, bool strong) {
  const double km = theory::great_circle_km(cities[from].place, cities[to].place),
               ms = 2e3 * km / theory::fibre_km_s;
  const std::string names = pair_text(from, to);
  return {.label = (strong ? "Yours: " : "Light: ") + names,
          .text = from == to ? "no distance" : duration_text(ms / 1e3) + " \u2192 " + human_text(ms * 1e6),
          .parts = {{ms * 1e6, strong ? Role::highlight : Role::exact}},
          .explanation = names + ", " + quantity_text(km, "km") +
                         " along a great circle: light in glass needs " + duration_text(ms / 1e3) +
                         " there and back. No protocol is faster.",
          .strong = strong};
}

}  // namespace

std::shared_ptr<const Figure> latency_scale(const Choice& choice) {
  auto bars = std::make_shared<Bars>("latencies", "If a nanosecond lasted a second");
  bars->x = {"nanoseconds", 0.5, 1e9, Scale::logarithmic};
  bars->two_lines = true;
  bars->references = {{1e3, "1 \u00b5s \u2192 17 min", "A microsecond would last 17 minutes.", Role::muted},
                      {1e6, "1 ms \u2192 12 d", "A millisecond would last 12 days.", Role::muted},
                      {1e9, "1 s \u2192 32 years", "A second would last 32 years.", Role::muted}};
  for (const Latency& one : latencies) {
    bars->rows.push_back({.label = one.name,
                          .text = duration_text(one.ns / 1e9) + " \u2192 " + human_text(one.ns),
                          .parts = {{one.ns, role_of(one.kind)}},
                          .explanation = std::string(one.name) + ": " + duration_text(one.ns / 1e9) + " (" +
                                         one.source + ", " + exact_text(one.year) + ")."});
  }
  constexpr std::size_t pairs[][2] = {{1, 0}, {3, 4}, {2, 3}, {1, 9}};
  for (const auto& [from, to] : pairs) bars->rows.push_back(floor_row(from, to, false));
  bars->rows.push_back(floor_row(choice.from, choice.to, true));
  bars->alt =
      "Eleven latencies from 1 ns to 150 ms and five round trips that light cannot beat, on one "
      "logarithmic scale; a nanosecond stretched to a second makes memory 1.67 minutes away.";
  return bars;
}

std::shared_ptr<const Figure> budget(const Choice& c) {
  const double missing = 1 - c.target, day = theory::seconds_a_day;
  const double thirty = theory::error_budget(c.target, 30 * day);
  const double month = theory::error_budget(c.target, theory::seconds_a_year / 12);
  // 30 days and a mean month are both some 40,000 minutes on paper.
  const double rough = 60 * by_hand(by_hand(missing) * by_hand(43'200));
  const std::string left = percent_text(missing), about = percent_text(by_hand(missing));
  auto sheet = std::make_shared<Worksheet>("budget", "Error budget", Span::half);
  sheet->exact_label = "to the digit";
  sheet->rough_label = "on paper";
  sheet->lines = {
      {"30 days", left + times + "43,200 min", duration_text(thirty), about + times + "40,000 min",
       duration_text(rough), "What the objective leaves to spend in 30 days."},
      {"A mean month, 365/12 days", left + times + "43,800 min", duration_text(month),
       about + times + "40,000 min", duration_text(rough), "The same for a twelfth of a year."},
      {"Burn rate", percent_text(c.failing) + over + left, number_text(c.burn()),
       percent_text(by_hand(c.failing)) + over + about,
       number_text(by_hand(by_hand(c.failing) / by_hand(missing))),
       "How many times faster than the budget allows requests fail; at 1 it lasts exactly its window."},
      {"A full budget lasts", "30 d" + std::string(over) + number_text(c.burn()),
       duration_text(c.lasts_days() * day), "30 d" + std::string(over) + number_text(by_hand(c.burn())),
       duration_text(by_hand(30 / by_hand(c.burn())) * day), "Until nothing is left of it at this rate."}};
  sheet->alt =
      "An objective of " + share_text(100 * c.target) + " leaves " + duration_text(thirty) + " in 30 days.";
  return sheet;
}

std::shared_ptr<const Figure> burning(const Choice& c) {
  auto chart = std::make_shared<Chart>("burning", "Budget left (%) over 30 days", Span::half);
  chart->x = {"days", 0, 30};
  chart->y = {"", 0, 105};
  const double end = c.lasts_days(), last = std::min(end, 30.0);
  Series even{"burn rate 1 (%)", Role::exact, Series::Mark::dashed, {}};
  Series now{"at this rate (%)", Role::failed, Series::Mark::line, {}};
  // Day by day, as they are read; the line bends where nothing is left.
  for (int day = 0; day <= 30; ++day) {
    even.points.push_back({1.0 * day, 100 - day / 0.3});
    if (day > last && day - 1 < last) now.points.push_back({last, 0});
    now.points.push_back({1.0 * day, std::max(100 - 100 * day / end, 0.0)});
  }
  chart->series = {std::move(even), std::move(now)};
  chart->here.push_back({last, 100 - 100 * last / end,
                         end < 30 ? "Spent after " + duration_text(end * theory::seconds_a_day) + "."
                                  : quantity_text(100 - 100 * last / end, "%") + " left after 30 days."});
  chart->alt = end < 30 ? "The budget falls to nothing in " + duration_text(end * theory::seconds_a_day) + "."
                        : std::string("The budget outlasts its 30 days.");
  return chart;
}

}  // namespace lesson::estimator
