// The cascade simulator's pictures.
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/scene/chart.h"
#include "core/scene/network.h"
#include "core/simulators/cascade-parts.h"
#include "core/simulators/cascade.h"
#include "core/simulators/slow-request.h"
#include "core/theory/thread-pool.h"

namespace lesson {

using namespace cascade;
using Second = CascadeModel::Second;

namespace {

double number(std::int64_t count) { return static_cast<double>(count); }

constexpr const char* replica_names[] = {"Replica A", "Replica B", "Replica C"};

enum NodeAt : std::size_t { callers, balancer, servers, replica_a, replica_b, replica_c };

}  // namespace

CascadeModel::Second Cascade::last_second() const {
  const auto& seconds = model_->seconds();
  return seconds.end() > 0 ? seconds.at(seconds.end() - 1) : Second{};
}

// ---- The network ---------------------------------------------------------------------------------

std::shared_ptr<const Figure> Cascade::network() const {
  using Kind = Network::Kind;
  using State = Network::State;
  auto figure = std::make_shared<Network>("network", "The system, live");
  const Second last = last_second();
  figure->nodes = {
      {.id = "callers", .label = "Callers", .kind = Kind::client, .wide = {0, 0.5F}, .narrow = {0, 0}},
      {.id = "balancer", .label = "Queue", .kind = Kind::queue, .wide = {0.3F, 0.5F}, .narrow = {1, 0}},
      {.id = "servers",
       .label = "App servers",
       .kind = Kind::server,
       .wide = {0.62F, 0.5F},
       .narrow = {1, 0.4F}},
      {.id = "a", .label = replica_names[0], .kind = Kind::database, .wide = {1, 0}, .narrow = {0, 0.4F}},
      {.id = "b", .label = replica_names[1], .kind = Kind::database, .wide = {1, 0.5F}, .narrow = {0, 1}},
      {.id = "c", .label = replica_names[2], .kind = Kind::database, .wide = {1, 1}, .narrow = {1, 1}}};
  auto& nodes = figure->nodes;
  const bool out = model_->out(CascadeModel::sick), open = model_->open(CascadeModel::sick);
  nodes[callers].note = number_text(number(last.arrived)) + "/s";
  nodes[callers].explanation =
      "Callers: send requests at random moments, give up after the timeout and retry.";
  nodes[balancer].waiting = number(static_cast<std::int64_t>(model_->waiting()));
  nodes[balancer].explanation = "Attempts that wait for one of the 200 threads.";
  nodes[servers].note = number_text(model_->busy()) + "/200";
  nodes[servers].utilisation = model_->busy() / 200.0;
  nodes[servers].explanation =
      "App servers: 200 threads, each held while its read lasts. In use now: " + number_text(model_->busy()) +
      ".";
  nodes[replica_a].note = nodes[replica_b].note = "5 ms";
  nodes[replica_a].explanation = nodes[replica_b].explanation = "A replica with a good disk: 5 ms a read.";
  nodes[replica_c].note = out ? "taken out" : open ? "breaker open" : model_->slow() ? "500 ms" : "5 ms";
  nodes[replica_c].state = out || open ? State::down : model_->slow() ? State::slow : State::up;
  nodes[replica_c].explanation =
      std::string("The replica whose disk can turn slow. Now: ") + nodes[replica_c].note +
      (model_->slow() ? ". Select it to repair the disk." : ". Select it to slow the disk.");
  nodes[replica_c].command = model_->slow() ? "act repair" : "act slow";

  const double all = number(last.read), sick = number(last.sick_reads);
  const auto edge = [&](std::size_t from, std::size_t to, double rate, const char* what) {
    figure->edges.push_back({.from = from,
                             .to = to,
                             .label = per_second(rate),
                             .flow = std::clamp(rate / 40'000, 0.0, 1.0),
                             .role = Role::border,
                             .explanation = std::string(what) + ": " + per_second(rate) + "."});
  };
  const double half = std::max(all - sick, 0.0) / 2;
  edge(callers, balancer, number(last.attempts), "Attempts, first ones and retries");
  edge(balancer, servers, all, "Attempts that a thread took up");
  edge(servers, replica_a, half, "Reads");
  edge(servers, replica_b, half, "Reads");
  edge(servers, replica_c, sick, "Reads on the replica whose disk can turn slow");
  if (out || open) figure->edges[4].state = State::down;

  using Form = Network::Form;
  const double phase = model_->now() * 0.5 / speed_, unit = 3 / model_->setting().load;
  figure->stream(0, unit * number(last.arrived), phase, false, Role::accent, Form::circle, "Requests");
  figure->stream(0, unit * number(last.attempts - last.arrived), phase, false, Role::slow, Form::diamond,
                 "Retries");
  figure->stream(0, unit * number(last.failed), phase, true, Role::failed, Form::triangle,
                 "Requests that failed");
  figure->stream(1, unit * (all - number(last.wasted)), phase, false, Role::accent, Form::circle,
                 "Attempts whose caller waits");
  figure->stream(1, unit * number(last.wasted), phase, false, Role::muted, Form::square,
                 "Attempts that nobody waits for any more");
  for (const std::size_t good : {2, 3})
    figure->stream(good, unit * half, phase, false, Role::database, Form::circle, "Reads");
  figure->stream(4, unit * sick, phase, false, model_->slow() ? Role::slow : Role::database, Form::circle,
                 "Reads");
  using Sign = Network::Key::Sign;
  figure->legend = {{Sign::token, "requests", Role::accent, Form::circle},
                    {Sign::token, "retries", Role::slow, Form::diamond},
                    {Sign::token, "too late", Role::muted, Form::square},
                    {Sign::token, "failed", Role::failed, Form::triangle},
                    {Sign::slow, "slow"},
                    {Sign::down, "not asked"}};
  figure->tall = 320;
  figure->tall_narrow = 460;
  figure->alt =
      "Callers, a queue, app servers with 200 threads and three replicas. In the last second " +
      quantity_text(number(last.attempts), "attempts|attempt") + " came, " + number_text(model_->busy()) +
      " threads are in use and " +
      quantity_text(number(static_cast<std::int64_t>(model_->waiting())), "attempts wait|attempt waits") +
      ".";
  return figure;
}

// ---- Second by second ----------------------------------------------------------------------------

namespace {

template <class Read>
Series series_of(const Recent<Second>& seconds, const char* label, Role role, Series::Mark mark, Read read) {
  Series series{.label = label, .role = role, .mark = mark, .points = {}};
  for (std::int64_t i = first_shown(seconds); i < seconds.end(); ++i)
    series.points.push_back({number(i + 1), read(seconds.at(i))});
  return series;
}

double highest(const Chart& chart) {
  double high = 0;
  for (const Series& series : chart.series)
    for (const auto& point : series.points) high = std::max(high, point.y);
  return high;
}

Axis time_axis(std::int64_t end, bool story) {
  const std::int64_t length = story ? static_cast<std::int64_t>(story_end) : end <= 20 ? 20 : shown_seconds;
  const std::int64_t last = std::max(end, length);
  return {story ? "minute of the story" : "simulated time (s)",
          number(std::max<std::int64_t>(last - std::max(length, shown_seconds),
                                        last > length ? last - shown_seconds : 0)),
          number(last)};
}

}  // namespace

void Cascade::mark_events(Chart& chart) const {
  const auto& seconds = model_->seconds();
  const auto band = [&](bool Second::*member, const char* label, const char* explanation, Role role) {
    for (std::int64_t i = first_shown(seconds); i < seconds.end(); ++i) {
      if (!(seconds.at(i).*member)) continue;
      const std::int64_t from = i;
      while (i + 1 < seconds.end() && seconds.at(i + 1).*member) ++i;
      chart.bands.push_back({number(from), number(i + 1), label, explanation, role});
    }
  };
  band(&Second::slow, "disk slow", "Reads on one replica take 500 ms.", Role::slow);
  band(&Second::closed, "", "All traffic is turned away.", Role::client);
  if (!story_) return;
  const auto note = [&](double minute, const char* label, const char* explanation) {
    if (model_->now() >= minute && minute >= chart.x.min)
      chart.markers.push_back({minute, label, explanation, Role::ink, true});
  };
  note(slow_at, "3: slow", "Minute 3: one of three disks turns slow, and the liveness check stays green.");
  note(story_repair_at, "17: repaired", "Minute 17: the disk is replaced. Nothing else is changed.");
  note(story_close_at, "44: door shut", "Minute 44: all traffic is turned away, so that the queue empties.");
}

std::shared_ptr<const Figure> Cascade::goodput_chart() const {
  auto chart = std::make_shared<Chart>("goodput", "Offered and answered");
  const auto& seconds = model_->seconds();
  chart->x = time_axis(seconds.end(), story_);
  const auto rate = [&](const char* label, Role role, Series::Mark mark, std::int64_t Second::*member) {
    chart->series.push_back(
        series_of(seconds, label, role, mark, [=](const Second& s) { return number(s.*member); }));
  };
  rate("answered in time (req/s)", Role::healthy, Series::Mark::area, &Second::done);
  rate("attempts offered (req/s)", Role::slow, Series::Mark::dashed, &Second::attempts);
  rate("failed (req/s)", Role::failed, Series::Mark::line, &Second::failed);
  chart->y = {"req/s", 0, std::max(1.15 * highest(*chart), 100.0)};
  mark_events(*chart);
  const Second last = last_second();
  chart->alt = "Attempts offered, requests answered and failed in each second; in the last one " +
               per_second(number(last.attempts)) + " offered and " + per_second(number(last.done)) +
               " answered" + (model_->slow() ? ", with a slow disk." : ", with all disks well.");
  return chart;
}

std::shared_ptr<const Figure> Cascade::threads_chart() const {
  auto chart = std::make_shared<Chart>("threads", "Threads in use", Span::half);
  const auto& seconds = model_->seconds();
  chart->x = time_axis(seconds.end(), story_);
  // Both as shares, or all reads wasted would stand at half the height of all threads in use.
  const auto percent = [](double part, double whole) { return whole > 0 ? 100 * part / whole : 0; };
  chart->series = {series_of(seconds, "threads in use (%)", Role::accent, Series::Mark::area,
                             [&](const Second& s) { return percent(s.busy, CascadeModel::threads); }),
                   series_of(seconds, "wasted reads (%)", Role::failed, Series::Mark::dashed,
                             [&](const Second& s) { return percent(number(s.wasted), number(s.read)); })};
  chart->y = {"%", 0, 118};  // The name of the stretch has room above all threads in use.
  mark_events(*chart);
  chart->markers.clear();
  const double busy = last_second().busy;
  chart->alt =
      "The share of 200 threads in use in each second, and the share of reads that came too late; in the "
      "last one " +
      number_text(busy) + " threads, " + percent_text(busy / CascadeModel::threads) + ".";
  return chart;
}

// ---- The curve -----------------------------------------------------------------------------------

std::shared_ptr<const Figure> Cascade::response() const {
  auto chart = std::make_shared<Chart>("response", "Capacity with one slow replica", Span::half);
  const Param& param = description().params[slow_share];
  chart->x = {param.label + " (%)", 0, 100};
  chart->y = {"req/s", 100, 100'000, Scale::logarithmic};
  chart->series = {
      {.label = "200 / mean hold (req/s)", .role = Role::exact, .mark = Series::Mark::line, .points = {}},
      {.label = "load (req/s)",
       .role = Role::accent,
       .mark = Series::Mark::dashed,
       .points = {{0, setting_.load}, {100, setting_.load}}}};
  const auto at = [&](double share) {
    return theory::pool_throughput(CascadeModel::threads, setting_.hold(share));
  };
  // Closer where it falls fast.
  for (int i = 0; i <= 100; ++i) {
    const double share = i / 100.0 * (i / 100.0);
    chart->series[0].points.push_back({100 * share, at(share)});
  }
  const double here = at(setting_.slow_share);
  chart->here.push_back(
      {values_[slow_share], here, "As set, while the disk is slow: " + per_second(here) + "."});
  chart->alt = "What 200 threads carry over the share of reads on a slow replica, on a logarithmic scale: " +
               per_second(here) + " as set, for a load of " + per_second(setting_.load) + ".";
  return chart;
}

// ---- One request ---------------------------------------------------------------------------------

std::shared_ptr<const Figure> Cascade::tail() const {
  const auto& slowest = model_->slowest();
  auto chart =
      slowest_chart(slowest, time_axis(slowest.end(), story_), slowest.end() - shown_seconds, shown().number);
  mark_events(*chart);
  chart->markers.clear();
  return chart;
}

std::shared_ptr<const Figure> Cascade::waterfall() const {
  static constexpr std::array<RequestWords::Part, CascadeModel::replicas> replicas{
      {{"Read A", replica_names[0], Role::database},
       {"Read B", replica_names[1], Role::database},
       {"Read C", replica_names[2], Role::database}}};
  static constexpr RequestWords words{
      .parts = replicas,
      .ends = {"still under way", "answered", "caller gives up", "read given up", "refused"},
      .queue = "In the queue for a thread",
      .without = "without the slow disk",
      .cause = "the disk",
      .well = "Disk well"};
  return why_slow(shown(), values_[again] != 0, rerun(), words);
}

}  // namespace lesson
