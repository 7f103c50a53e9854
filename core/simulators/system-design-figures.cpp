// The system design simulator's pictures.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.h"
#include "core/scene/chart.h"
#include "core/scene/network.h"
#include "core/scene/verdict.h"
#include "core/simulators/slow-request.h"
#include "core/simulators/system-design-parts.h"
#include "core/simulators/system-design.h"

namespace lesson {

using namespace system_design;
using Failure = SystemModel::Failure;
using Second = SystemModel::Second;

// ---- The network ---------------------------------------------------------------------------------

namespace {

enum NodeAt : std::size_t { client, balancer, servers, cache, database, order_queue, workers, node_count };
enum EdgeAt : std::size_t {
  client_balancer,
  balancer_servers,
  servers_cache,
  servers_database,
  servers_queue,
  queue_workers
};

/// What a part is and where it stands. `breaks`: the failure that a click on it chooses.
struct Part {
  const char *id, *label;
  Network::Kind kind;
  Point wide, narrow;
  const char *does, *breaks;
};
constexpr Part parts[node_count] = {
    {"client",
     "Clients",
     Network::Kind::client,
     {0, 0.5F},
     {0, 0},
     "Clients send requests at random moments.",
     ""},
    {"balancer",
     "Load balancer",
     Network::Kind::balancer,
     {0.25F, 0.5F},
     {1, 0},
     "Spreads requests over four app servers and checks that they live.",
     ""},
    {"servers",
     "App servers",
     Network::Kind::server,
     {0.5F, 0.5F},
     {1, 0.34F},
     "Ask the cache, and the database for what it lacks.",
     "server-lost"},
    {"cache",
     "Cache",
     Network::Kind::cache,
     {1, 0},
     {0, 0.34F},
     "Answers in 2 to 7 ms what it holds.",
     "cache-down"},
    {"database",
     "Database",
     Network::Kind::database,
     {1, 0.5F},
     {1, 0.67F},
     "Answers a read in 10 to 30 ms, once a connection is free.",
     "slow-database"},
    {"orders",
     "Order queue",
     Network::Kind::queue,
     {0.5F, 1},
     {0, 0.67F},
     "Keeps orders until a worker is free.",
     "queue-down"},
    {"workers",
     "Order workers",
     Network::Kind::batch,
     {1, 1},
     {0, 1},
     "Work on an order for 20 to 60 ms; usual traffic keeps two thirds of them busy.",
     ""},
};

double number(std::int64_t count) { return static_cast<double>(count); }

}  // namespace

SystemModel::Second SystemDesign::last_second() const {
  const auto& seconds = model_->seconds();
  return seconds.end() > 0 ? seconds.at(seconds.end() - 1) : Second{};
}

void SystemDesign::add_nodes(Network& figure) const {
  using State = Network::State;
  for (const Part& part : parts) {
    figure.nodes.push_back(
        {.id = part.id, .label = part.label, .kind = part.kind, .wide = part.wide, .narrow = part.narrow});
  }
  const Second last = last_second();
  auto& nodes = figure.nodes;
  nodes[client].note = per_second(number(last.arrived));
  nodes[servers].note = broken(Failure::app_server) ? "3 of 4 up" : "4 of 4 up";
  if (broken(Failure::app_server)) nodes[servers].state = State::slow;
  const bool cold = model_->warmth() < 1;
  nodes[cache].note = broken(Failure::cache) ? ""
                      : cold                 ? percent_text(model_->warmth(), 2) + " warm"
                                             : percent_text(model_->setting().hit) + " hits";
  nodes[cache].state = broken(Failure::cache) ? State::down : cold ? State::slow : State::up;
  nodes[database].note = percent_text(last.busy, 2) + " busy";
  if (broken(Failure::slow_database)) nodes[database].state = State::slow;
  nodes[database].waiting = static_cast<double>(model_->database().waiting());
  nodes[database].utilisation = last.busy;
  nodes[order_queue].waiting = static_cast<double>(model_->orders().waiting());
  if (broken(Failure::queue)) nodes[order_queue].state = State::down;
  nodes[workers].note = number_text(model_->orders().busy()) + " busy";
  for (std::size_t i = 0; i < node_count; ++i) {
    Network::Node& node = nodes[i];
    node.explanation = std::string(parts[i].label) + ": " + parts[i].does;
    if (!node.note.empty()) node.explanation += " Now: " + node.note + ".";
    if (node.waiting) node.explanation += " " + number_text(*node.waiting) + " waiting.";
    if (*parts[i].breaks == 0) continue;
    node.explanation += " Select it to choose its failure.";
    node.command = std::string("set failure ") + parts[i].breaks;
  }
}

void SystemDesign::add_edges(Network& figure) const {
  const Second last = last_second();
  const auto edge = [&](std::size_t from, std::size_t to, std::int64_t count, const char* what) {
    const double rate = number(count);
    figure.edges.push_back({.from = from,
                            .to = to,
                            .label = per_second(rate),
                            .flow = std::min(0.7 * rate / model_->setting().traffic, 1.0),
                            .role = Role::border,
                            .explanation = std::string(what) + ": " + per_second(rate) + "."});
  };
  edge(client, balancer, last.arrived + last.retries, "Requests and retries");
  edge(balancer, servers, last.hits + last.reads, "Attempts that reach a living server");
  edge(servers, cache, last.hits, "Hits");
  edge(servers, database, last.reads, "Reads for the database");
  edge(servers, order_queue, last.orders, "Orders");
  edge(order_queue, workers, last.processed, "Orders processed");
  if (broken(Failure::cache)) figure.edges[servers_cache].state = Network::State::down;
  if (broken(Failure::queue)) figure.edges[servers_queue].state = Network::State::down;
  figure.edges[servers_queue].aside = figure.edges[queue_workers].aside = true;
}

void SystemDesign::add_tokens(Network& figure) const {
  using Form = Network::Form;
  const Second last = last_second();
  // A watched second moves a mark half its way, whatever the speed.
  const double phase = model_->now() * 0.5 / speed_;
  const auto flow = [&](std::size_t on, std::int64_t count, bool back, Role role, Form form,
                        const char* what) {
    figure.stream(on, 3 * number(count) / model_->setting().traffic, phase, back, role, form, what);
  };
  flow(client_balancer, last.arrived, false, Role::accent, Form::circle, "Requests");
  flow(client_balancer, last.retries, false, Role::slow, Form::diamond, "Retries");
  flow(client_balancer, last.failed, true, Role::failed, Form::triangle, "Requests that failed");
  flow(balancer_servers, last.hits + last.reads, false, Role::accent, Form::circle, "Requests");
  flow(servers_cache, last.hits, false, Role::cache, Form::circle, "Hits");
  flow(servers_database, last.reads, false, Role::database, Form::circle, "Reads");
  flow(servers_queue, last.orders, false, Role::queue, Form::square, "Orders");
  flow(queue_workers, last.processed, false, Role::queue, Form::square, "Orders");
}

std::shared_ptr<const Figure> SystemDesign::network() const {
  auto figure = std::make_shared<Network>("network", "The system, live");
  using Sign = Network::Key::Sign;
  using Form = Network::Form;
  add_nodes(*figure);
  add_edges(*figure);
  add_tokens(*figure);
  figure->legend = {{Sign::token, "requests", Role::accent, Form::circle},
                    {Sign::token, "orders", Role::queue, Form::square},
                    {Sign::token, "retries", Role::slow, Form::diamond},
                    {Sign::token, "failed", Role::failed, Form::triangle},
                    {Sign::slow, "impaired"},
                    {Sign::down, "down"}};
  figure->fork = 96;  // So that hits and reads each have room for their rate.
  figure->tall = 330;
  figure->tall_narrow = 470;
  const Second last = last_second();
  figure->alt =
      "Clients, load balancer and app servers in a row; the servers call cache, database and order queue, "
      "which feeds its workers. In the last second the database got " +
      quantity_text(number(last.reads), "reads|read") + ", and " +
      quantity_text(static_cast<double>(last.waiting), "reads were|read was") + " waiting at its end.";
  return figure;
}

// ---- Second by second ----------------------------------------------------------------------------

void SystemDesign::mark_events(Chart& chart) const {
  const auto& seconds = model_->seconds();
  const auto band = [&](bool Second::*member, const char* label, const char* explanation, Role role) {
    for (std::int64_t i = first_shown(seconds); i < seconds.end(); ++i) {
      if (!(seconds.at(i).*member)) continue;
      const std::int64_t from = i;
      while (i + 1 < seconds.end() && seconds.at(i + 1).*member) ++i;
      chart.bands.push_back(
          {static_cast<double>(from), static_cast<double>(i + 1), label, explanation, role});
    }
  };
  band(&Second::failure, "failure", "A part is broken.", Role::failed);
  band(&Second::spike, "spike", "Three times the traffic.", Role::slow);
}

namespace {

/// Sixty seconds, the last ones when there are more.
Axis time_axis(std::int64_t end) {
  const std::int64_t last = std::max(end, shown_seconds);
  return {"simulated time (s)", static_cast<double>(last - shown_seconds), static_cast<double>(last)};
}

/// One number of each second, drawn at its end.
template <class Read>
Series series_of(const Recent<Second>& seconds, const char* label, Role role, Series::Mark mark, Read read) {
  Series series{.label = label, .role = role, .mark = mark, .points = {}};
  for (std::int64_t i = first_shown(seconds); i < seconds.end(); ++i)
    series.points.push_back({static_cast<double>(i + 1), read(seconds.at(i))});
  return series;
}

double highest(const Chart& chart) {
  double high = 0;
  for (const Series& series : chart.series)
    for (const auto& point : series.points)
      if (!std::isnan(point.y)) high = std::max(high, point.y);
  return high;
}

}  // namespace

std::shared_ptr<const Figure> SystemDesign::latency() const {
  auto chart = std::make_shared<Chart>("latency", "Response times", Span::half);
  const auto& seconds = model_->seconds();
  chart->x = time_axis(seconds.end());
  const auto ms = [](double time) { return time > 0 ? 1000 * time : NAN; };
  chart->series = {series_of(seconds, "p50 (ms)", Role::series_1, Series::Mark::line,
                             [&](const Second& s) { return ms(s.p50); }),
                   series_of(seconds, "p99 (ms)", Role::series_2, Series::Mark::line,
                             [&](const Second& s) { return ms(s.p99); }),
                   {.label = "target (ms)",
                    .role = Role::highlight,
                    .mark = Series::Mark::dashed,
                    .points = {{chart->x.min, 1000 * sla_}, {chart->x.max, 1000 * sla_}}}};
  chart->y = {"ms", 1, std::max(highest(*chart) * 1.6, 100.0), Scale::logarithmic};
  mark_events(*chart);
  std::int64_t within = 0;
  const std::int64_t first = first_shown(seconds);
  for (std::int64_t i = first; i < seconds.end(); ++i) within += seconds.at(i).p99 <= sla_;
  chart->alt = "p50 and p99 of each second on a logarithmic scale: p99 is within " + time_text(sla_) +
               " in " + number_text(static_cast<double>(within)) + " of " +
               quantity_text(static_cast<double>(seconds.end() - first), "seconds|second") + ".";
  return chart;
}

std::shared_ptr<const Figure> SystemDesign::traffic_chart() const {
  auto chart = std::make_shared<Chart>("traffic", "Requests a second", Span::half);
  const auto& seconds = model_->seconds();
  chart->x = time_axis(seconds.end());
  const auto rate = [&](const char* label, Role role, Series::Mark mark, std::int64_t Second::*member) {
    chart->series.push_back(series_of(seconds, label, role, mark,
                                      [=](const Second& s) { return static_cast<double>(s.*member); }));
  };
  rate("answered (req/s)", Role::healthy, Series::Mark::area, &Second::done);
  rate("to the database (req/s)", Role::database, Series::Mark::line, &Second::reads);
  rate("failed (req/s)", Role::failed, Series::Mark::line, &Second::failed);
  const double busiest = highest(*chart);
  const double most = model_->setting().capacity;
  chart->series.push_back({.label = "database capacity (req/s)",
                           .role = Role::database,
                           .mark = Series::Mark::dashed,
                           .points = {{chart->x.min, most}, {chart->x.max, most}}});
  // A capacity far above the traffic would press the rest flat: it then lies off the picture.
  chart->y = {"req/s", 0, 1.15 * std::clamp(most, busiest, std::max(2.5 * busiest, 1.0))};
  mark_events(*chart);
  const Second last = seconds.end() > 0 ? seconds.at(seconds.end() - 1) : Second{};
  chart->alt = "Requests answered, sent to the database and failed in each second; lately " +
               per_second(static_cast<double>(last.done)) + " answered, " +
               per_second(static_cast<double>(last.reads)) + " to the database, " +
               per_second(static_cast<double>(last.failed)) + " failed.";
  return chart;
}

// ---- One request ---------------------------------------------------------------------------------

std::shared_ptr<const Figure> SystemDesign::tail() const {
  const auto& slowest = model_->slowest();
  auto chart =
      slowest_chart(slowest, time_axis(slowest.end()), slowest.end() - shown_seconds, shown().number);
  mark_events(*chart);
  return chart;
}

std::shared_ptr<const Figure> SystemDesign::waterfall() const {
  static constexpr std::array<RequestWords::Part, 2> answering{
      {{"Cache", "The cache", Role::cache}, {"Read", "The database", Role::database}}};
  static constexpr RequestWords words{
      .parts = answering,
      .ends = {"still under way", "answered", "gives up", "lost with the cache", "refused"},
      .queue = "In the queue for a connection",
      .without = "without the failure",
      .cause = "the failure",
      .well = "All parts well"};
  return why_slow(shown(), values_[again] != 0, rerun(), words);
}

// ---- The verdict ------------------------------------------------------------------------------

std::vector<Verdict::Sum> SystemDesign::sums() const {
  const SystemModel::Setting now = present();
  const double miss = 1 - now.hit, usual_miss = 1 - setting_.hit, least = now.least_hit();
  // A changed number shows what it was made of, or nobody would know it again; two at once have no room.
  const bool faster = model_->spiking(), slower = broken(Failure::slow_database);
  std::string t = number_text(now.traffic), c = number_text(now.capacity);
  if (faster && !slower)
    t = "(" + number_text(SystemModel::spike_factor) + " \u00d7 " + number_text(setting_.traffic) + ")";
  if (slower && !faster)
    c = "(" + number_text(setting_.capacity) + " \u2044 " + number_text(SystemModel::slowness) + ")";
  const bool times = usual_miss > 0 && usual_miss < 1 && !faster && !slower;
  const bool lost = broken(Failure::cache);
  return {
      {.label = "least hit rate = 1 \u2212 capacity \u2044 traffic",
       .equation = "1 \u2212 " + c + " \u2044 " + t +
                   (least > 0 ? " = " + percent_text(least) : " \u2264 0: none needed"),
       .explanation = "Below this hit rate more reads reach the database than it can serve.",
       .decisive = !lost},
      {.label = "load = traffic \u00d7 (1 \u2212 hit rate) \u2044 capacity",
       .equation = t + " \u00d7 " + percent_text(miss) + " \u2044 " + c + " = " + percent_text(now.load()),
       .explanation = std::string(now == setting_ ? "What it comes to once nothing passing is left"
                                                  : "What first attempts come to while this lasts") +
                      ": from 80 % upwards many reads wait, from 100 % the queue grows until they time out."},
      {.label = "traffic ceiling = capacity \u2044 (1 \u2212 hit rate)",
       .equation = miss > 0 ? c + " \u2044 " + percent_text(miss) + " = " + per_second(now.capacity / miss)
                            : "none: the database is never asked",
       .explanation = "The most traffic that this cache and this database carry together."},
      {.label = "if the cache is lost: traffic \u2044 capacity",
       .equation = t + " \u2044 " + c + " = " + percent_text(now.traffic / now.capacity) +
                   (times ? ", " + number_text(1 / usual_miss) + "\u00d7 the load" : ""),
       .explanation = "Without the cache every request is a read for the database.",
       .decisive = lost},
  };
}

std::shared_ptr<const Figure> SystemDesign::verdict(const Window& window) const {
  auto figure = std::make_shared<Verdict>("verdict", "Does it hold?", Span::half);
  judge(*figure, window);
  figure->sums = sums();
  const SystemModel::Setting now = present();
  const bool lasts = now != setting_;
  const std::string least = percent_text(std::max(now.least_hit(), 0.0));
  figure->alt = figure->judgement +
                (lasts ? ": while this lasts, the least hit rate is " : ": the least hit rate is ") + least +
                (lasts ? ", the one there is " : ", the set one ") + percent_text(now.hit) +
                (lasts ? ", and that is " : ", and in the long run that is ") + percent_text(now.load()) +
                " database load.";
  return figure;
}

}  // namespace lesson
