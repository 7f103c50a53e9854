// What the queues look like, apart from what runs and describes them.
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/scene/bars.h"
#include "core/scene/chart.h"
#include "core/scene/estimates.h"
#include "core/scene/verdict.h"
#include "core/simulators/queueing.h"
#include "core/theory/queueing.h"

namespace lesson {
namespace {

std::string times(double value) { return number_text(value) + "\u00d7"; }

Series line_of(const char* label, Role role, Series::Mark mark) {
  return {.label = label, .role = role, .mark = mark, .points = {}};
}

void measure(Series& series, double x, const std::optional<BatchMeans::Estimate>& estimate) {
  if (estimate) series.points.push_back({x, estimate->mean, 0, Interval{estimate->low, estimate->high}});
}

const char* theory_label(const QueueChoice& choice) { return choice.exact() ? "exact" : "approximate"; }

}  // namespace

// ---- Utilisation against response ----------------------------------------------------------------

std::shared_ptr<const Figure> Queueing::knee() const {
  auto chart = std::make_shared<Chart>("knee", "Mean response by utilisation");
  const double now = choice_.utilisation, bends = 100 * choice_.knee();
  chart->x = {"utilisation (%)", 0, 100};
  chart->y = {"", 0, std::max(choice_.at(0.95).response() * 1.2, 4.0)};
  Series curve = line_of(choice_.exact() ? "exact (service times)" : "approximate (service times)",
                         Role::exact, choice_.exact() ? Series::Mark::line : Series::Mark::dashed);
  Series alone = line_of("a queue for each server", Role::series_2, Series::Mark::dashed);
  // Denser where it bends.
  for (int i = 0; i <= 80; ++i) {
    const double idle = (1 - i / 80.0) * (1 - i / 80.0), share = std::min(1 - idle, 0.999);
    curve.points.push_back({100 * share, choice_.at(share).response()});
    if (choice_.servers > 1)
      alone.points.push_back({100 * share, choice_.with_servers(1).at(share).response()});
  }
  Series measured = line_of("simulated, 95 % interval", Role::accent, Series::Mark::points);
  for (std::size_t i = 0; i < grid_.size(); ++i) measure(measured, 100 * grid_shares[i], grid_[i].response());
  chart->series.push_back(std::move(curve));
  if (choice_.servers > 1) chart->series.push_back(std::move(alone));
  chart->series.push_back(std::move(measured));
  chart->bands = {
      {bends, 100, "past the knee",
       "From " + quantity_text(bends, "%") + " on, ten points more at least double the mean response.",
       Role::slow}};
  const std::string at = percent_text(now);
  chart->markers.push_back(
      {100 * now, "now " + times(choice_.response()),
       "At " + at + " the mean response is " + times(choice_.response()) + " the service time.", Role::ink});
  if (now < 0.895) {
    const double then = choice_.at(now + 0.1).response();
    chart->markers.push_back({100 * now + 10, "+10 points " + times(then),
                              "Ten points busier, the mean response is " + times(then) + " the service time.",
                              Role::slow, true});
  }
  chart->here = {{100 * now, choice_.response(),
                  "Now: " + at + " busy, mean response " + times(choice_.response()) + " the service time."}};
  chart->alt = "Mean response over utilisation, theory and simulated points: " + times(choice_.response()) +
               " the service time at " + at + ", knee at " + quantity_text(bends, "%") + ".";
  chart->tall = 280;
  return chart;
}

// ---- Measured beside exact -----------------------------------------------------------------------

std::shared_ptr<const Figure> Queueing::estimates(const std::vector<Value>& values) const {
  auto figure = std::make_shared<Estimates>("estimates", "Measured beside exact", Span::half);
  const char* names[] = {"wait", "mean", "p90", "p99"};
  double high = 1;
  for (std::size_t i = 0; i < std::size(names); ++i) {
    const Value& value = values[i];
    std::string said = description().outputs[i].label + ": ";
    said += value.number ? times(*value.number) + " the service time" : value.note;
    if (value.interval)
      said +=
          ", 95 % interval " + number_text(value.interval->low) + " to " + number_text(value.interval->high);
    said += value.exact ? ", exact " + times(*value.exact) + "." : "; no closed form is known.";
    high = std::max(
        {high, value.exact.value_or(0), value.number.value_or(0), value.interval ? value.interval->high : 0});
    figure->rows.push_back({names[i], value.number, value.interval, value.exact,
                            value.number ? times(*value.number) : "too few", std::move(said)});
  }
  figure->x = {"service times", 0, high * 1.05};
  figure->alt = "Mean wait, mean response, p90 and p99 as simulated, beside the exact values where known.";
  return figure;
}

// ---- Little's law --------------------------------------------------------------------------------

std::shared_ptr<const Figure> Queueing::little() const {
  auto figure = std::make_shared<Verdict>("little", "L = \u03bb W, each side counted by itself", Span::half);
  const QueueRun::Flow flow = now_->flow();
  const double a_second = flow.rate * 1000 / service_ms_, to_seconds = service_ms_ / 1000;
  const struct {
    const char* label;
    double time, number;
  } rows[] = {{"inside: waiting or served", flow.wait + flow.service, flow.waiting + flow.busy},
              {"in the queue", flow.wait, flow.waiting},
              {"in service: busy servers", flow.service, flow.busy}};
  const auto count = static_cast<double>(now_->measured());
  double off = 0;
  for (const auto& row : rows) {
    const double product = theory::little(flow.rate, row.time);
    if (row.number > 0.01) off = std::max(off, std::abs(product / row.number - 1));
    const std::string right = number_text(product), left = number_text(row.number);
    std::string sum = left, told = "Counted over time: ";
    sum.append(left == right ? " = " : " \u2248 ").append(quantity_text(a_second, "/s")).append(" \u00d7 ");
    sum.append(duration_text(row.time * to_seconds)).append(" = ").append(right);
    told.append(left).append(". Arrivals a second times mean seconds: ").append(right).append(".");
    figure->sums.push_back({row.label, std::move(sum), std::move(told), figure->sums.empty()});
  }
  figure->sign = count < 1000 ? Verdict::Sign::doubtful
                 : off < 0.05 ? Verdict::Sign::good
                              : Verdict::Sign::bad;
  figure->judgement = count < 1000
                          ? "Counting\u2026"
                          : "Both sides agree to " + quantity_text(std::max(100 * off, 0.01), "%", 2);
  figure->alt = "Requests inside, counted over time, beside arrival rate times mean time inside, measured.";
  return figure;
}

// ---- One queue or many ---------------------------------------------------------------------------

std::shared_ptr<const Figure> Queueing::lines() const {
  auto figure = std::make_shared<Bars>("lines", "One queue or a queue for each", Span::half);
  const QueueChoice alone = choice_.with_servers(1);
  const auto exact_part = [](double value) { return Bars::Part{value, Role::exact}; };
  const auto add = [&](const std::string& label, const QueueRun& run, double exact, double scale,
                       const std::string& about) {
    const auto estimate = run.response();
    const double measured = estimate ? scale * estimate->mean : std::nan("");
    figure->rows.push_back(
        {label, times(exact), {{measured, Role::accent}, exact_part(exact)}, about, figure->rows.empty()});
  };
  const std::string count = quantity_text(choice_.servers, "servers|server");
  const double fast = alone.response() / choice_.servers;
  add(count + ", one queue", *now_, choice_.response(), 1,
      count + " and one queue: mean response " + times(choice_.response()) + " the service time.");
  add(choice_.servers == 1 ? "1 server alone" : "a queue for each", separate(), alone.response(), 1,
      "A queue for each server, chosen blindly: mean response " + times(alone.response()) +
          " the service time, whatever the number of servers.");
  add("1 server, " + times(choice_.servers) + " as fast", separate(), fast, 1.0 / choice_.servers,
      "One server that does the work of all: mean response " + times(fast) +
          " the service time of one of them.");
  figure->x = {"mean response (service times)", 0, alone.response() * 1.1};
  figure->part_labels = {"simulated", theory_label(choice_)};
  figure->alt = "Mean response of " + count + " with one queue, " + times(choice_.response()) +
                "; with a queue each, " + times(alone.response()) + "; of one server as fast as all, " +
                times(fast) + ".";
  return figure;
}

// ---- Across a range ------------------------------------------------------------------------------

std::shared_ptr<const Figure> Queueing::response(std::size_t swept) const {
  using enum QueueChoice::Variability;
  const bool tails = swept == sigma && choice_.variability == log_normal;
  const Param& param = description().params[tails ? sigma : servers];
  auto chart = std::make_shared<Chart>(
      "response", tails ? "Mean wait by log-normal \u03c3" : "Mean wait by servers", Span::half);
  chart->x = axis_over(param);
  const bool exact = choice_.variability == exponential;
  Series shared =
      line_of(exact ? "one queue, exact" : "one queue, approximate", Role::exact, Series::Mark::line);
  Series alone = line_of("a queue for each, exact", Role::series_2, Series::Mark::dashed);
  double highest = 0;
  for (int i = 0; i <= 63; ++i) {
    QueueChoice there = choice_;
    const double x = tails ? chart->x.value(i / 63.0) : i + 1;
    (tails ? there.sigma : there.utilisation) = tails ? x : choice_.utilisation;
    if (!tails) there.servers = i + 1;
    shared.points.push_back({x, there.wait()});
    alone.points.push_back({x, there.with_servers(1).wait()});
    highest = std::max(highest, alone.points.back().y);
  }
  Series measured = line_of("simulated", Role::accent, Series::Mark::points);
  const double here = tails ? choice_.sigma : choice_.servers;
  measure(measured, here, now_->wait());
  if (choice_.servers > 1) measure(measured, here, separate().wait());
  chart->series = {std::move(shared), std::move(alone), std::move(measured)};
  chart->y = {"", 0, highest * 1.25};
  chart->here = {{here, choice_.wait(),
                  param.label + " " + number_text(here) + ": mean wait " + times(choice_.wait()) +
                      " the service time."}};
  chart->alt = "Mean wait in service times over " + std::string(param.label) +
               ", in one shared queue and in a queue for each server, the present setting marked.";
  return chart;
}

}  // namespace lesson
