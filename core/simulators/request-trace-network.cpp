// The request trace's network: its parts, the calls between them and what is on its way.
#include <algorithm>

#include "core/simulators/request-trace-parts.h"
#include "core/simulators/request-trace.h"

namespace lesson {
namespace {

using namespace request_path;

constexpr float third = 1.0F / 3;
const Shown parts[part_count] = {
    {"client",
     "Client",
     "client",
     Network::Kind::client,
     Role::client,
     {0, third},
     {0, 0},
     "The phone that wants an answer."},
    {"balancer",
     "Load balancer",
     "load balancer",
     Network::Kind::balancer,
     Role::client,
     {0.25F, third},
     {0, 0.25F},
     "Passes each request on to an app server."},
    {"app",
     "App server",
     "app server",
     Network::Kind::server,
     Role::accent,
     {0.5F, third},
     {0, 0.5F},
     "Decides whom to ask, in which order, and what to do when a part is down."},
    {"cache",
     "Cache",
     "cache",
     Network::Kind::cache,
     Role::cache,
     {0.75F, 0},
     {1, 0},
     "Keeps timelines made a moment ago: 2 to 7 ms."},
    {"database",
     "Database",
     "database",
     Network::Kind::database,
     Role::database,
     {0.75F, third},
     {1, 0.25F},
     "Holds every post: 10 to 30 ms."},
    {"search",
     "Search index",
     "search index",
     Network::Kind::search,
     Role::series_4,
     {0.75F, 2 * third},
     {1, 0.5F},
     "Finds posts by their words, and what is in fashion: 15 to 60 ms."},
    {"queue",
     "Message queue",
     "message queue",
     Network::Kind::queue,
     Role::queue,
     {0.75F, 1},
     {1, 0.75F},
     "Keeps events for whoever works on them later: 1 to 3 ms."},
    {"stream",
     "Stream consumer",
     "stream consumer",
     Network::Kind::stream,
     Role::queue,
     {1, 2 * third},
     {1, 1},
     "Counts trends from events as they come: 5 to 20 ms."},
    {"batch",
     "Nightly batch",
     "nightly batch",
     Network::Kind::batch,
     Role::queue,
     {1, 1},
     {0, 1},
     "Collects events and computes scores from them at night."},
};

struct Wire {
  Part from, to;
};
constexpr Wire wires[] = {{client, balancer},  {balancer, app}, {app, cache},    {app, database},
                          {app, Part::search}, {app, queue},    {queue, stream}, {queue, batch}};
enum WireAt : std::size_t {
  to_balancer,
  to_app,
  to_cache,
  to_database,
  to_search,
  to_queue,
  to_stream,
  to_batch
};

/// The wire from the app server to a part it calls.
std::size_t wire_to(Part part) { return to_cache + (part - cache); }

}  // namespace

const Shown& request_path::shown(Part part) { return parts[part]; }

std::string RequestTrace::note_of(Part part) const {
  const auto some = [](std::int64_t count, const char* what) {
    return count == 0 ? std::string() : number_text(counted(count)) + " " + what;
  };
  const std::int64_t asked = counts_.hits + counts_.misses;
  switch (part) {
    case client: return counts_.failed > 0 ? some(counts_.failed, "failed") : some(counts_.sent, "sent");
    case app: return held_ > 0 ? some(held_, "held") : some(counts_.degraded, "degraded");
    case cache: return asked == 0 ? "" : percent_text(counted(counts_.hits) / counted(asked)) + " hit";
    case database:
    case Part::search: return some(counts_.calls[part], "calls");
    case queue: return some(waiting_, "in line");
    case stream: return some(consumed_, "done");
    case batch: return some(collected_, "kept");
    default: return {};
  }
}

/// What a part is for, how it is, and what a click on it does.
std::string RequestTrace::about(Part part) const {
  std::string text = std::string(shown(part).label) + ": " + shown(part).does;
  const std::string note = note_of(part);
  if (!note.empty()) text += " " + note + ".";
  if (state_params[part] == 0) return text;
  constexpr const char* now[] = {" Up; select it to make it slow.",
                                 " 20 times slower; select it to take it down.",
                                 " Down; select it to bring it back."};
  return text + now[static_cast<int>(setting_.states[part])];
}

void RequestTrace::add_nodes(Network& figure) const {
  constexpr const char* next[] = {" slow", " down", " up"};
  for (std::size_t i = 0; i < part_count; ++i) {
    const Part part = static_cast<Part>(i);
    const auto state = static_cast<int>(setting_.states[i]);
    Network::Node node{.id = parts[i].id,
                       .label = parts[i].label,
                       .note = note_of(part),
                       .kind = parts[i].kind,
                       .state = static_cast<Network::State>(state),
                       .wide = parts[i].wide,
                       .narrow = parts[i].narrow,
                       .explanation = about(part)};
    if (part == queue) node.waiting = counted(waiting_);
    if (state_params[i] != 0) node.command = "set " + description().params[state_params[i]].id + next[state];
    const double at = now();
    for (const Step& span : trace_.spans)
      node.active = node.active || (in_flight_ && span.part == part && span.part >= cache && !span.refused &&
                                    at >= span.start + span.out && at < span.end - (is_call(span) ? hop : 0));
    figure.nodes.push_back(std::move(node));
  }
}

void RequestTrace::add_edges(Network& figure) const {
  for (const Wire& wire : wires)
    figure.edges.push_back({.from = wire.from,
                            .to = wire.to,
                            .aside = wire.from == queue || wire.to == queue,
                            .role = Role::border,
                            .explanation = std::string(shown(wire.from).label) + " to " +
                                           shown(wire.to).name + ": 0.25 ms each way."});
  const auto mark = [&](std::size_t wire, bool critical) {
    if (critical) figure.edges[wire].role = Role::highlight;
    if (critical) figure.edges[wire].flow = 0.3;
  };
  for (const Step& span : trace_.spans) {
    if (in_flight_ && span.start > now()) continue;
    if (is_call(span)) mark(wire_to(span.part), span.critical);
    if (span.part != client) continue;
    mark(to_balancer, true);
    if (setting_.up(balancer)) mark(to_app, !in_flight_ || now() >= hop);
  }
  figure.edges[to_queue].aside = !setting_.insists;
}

namespace {

/// Puts tokens on wires, each while it is on its way.
struct Traffic {
  Network& figure;
  const Setting& setting;
  bool error;  ///< The answer is one.
  double at;

  void put(std::size_t wire, double share, Network::Form form) const {
    using Form = Network::Form;
    if (share < 0 || share >= 1) return;
    const bool back = form == Form::square || form == Form::triangle;
    const auto [role, words] = form == Form::triangle  ? std::pair(Role::failed, "An error on its way back.")
                               : form == Form::diamond ? std::pair(Role::queue, "An event.")
                               : back                  ? std::pair(Role::healthy, "An answer.")
                                                       : std::pair(Role::accent, "A request.");
    figure.tokens.push_back({wire, back ? 1 - share : share, role, form, words});
  }
  /// The same, given what is left of the way.
  void put_last(std::size_t wire, double left, double way, Network::Form form) const {
    if (left > 0) put(wire, 1 - left / way, form);
  }

  void call(const Step& step) const {
    using Form = Network::Form;
    const std::size_t wire = wire_to(step.part);
    put(wire, (at - step.start) / step.out, step.part == queue ? Form::diamond : Form::circle);
    put_last(wire, step.end - at, hop, step.refused ? Form::triangle : Form::square);
  }
  void way_back(const Step& step) const {
    const auto form = error ? Network::Form::triangle : Network::Form::square;
    const double since = at - step.start;
    put(to_app, since / step.out, form);
    put(to_balancer, (since - step.out) / (step.end - step.start - step.out), form);
  }
  void way_in(const Step& step) const {
    using Form = Network::Form;
    const double since = at - step.start, way = setting.way_out(balancer);
    const bool passed_on = setting.up(balancer);
    put(to_balancer, since / hop, Form::circle);
    if (passed_on) put(to_app, (since - hop) / way, Form::circle);
    if (!step.refused) return;
    // The error comes back the way that the request went.
    if (passed_on) put(to_app, (since - hop - way) / hop, Form::triangle);
    put_last(to_balancer, step.end - at, passed_on ? way : hop, Form::triangle);
  }
  /// Once it lies in the queue, the event goes on to both of its readers.
  void event(const Step& publishing) const {
    if (publishing.refused) return;
    const double since = at - (publishing.end - hop);
    put(to_batch, since / hop, Network::Form::diamond);
    if (setting.up(stream)) put(to_stream, since / hop, Network::Form::diamond);
  }
};

}  // namespace

void RequestTrace::add_tokens(Network& figure) const {
  if (!in_flight_) return;
  const Traffic traffic{figure, setting_, trace_.outcome == Outcome::failed, now()};
  for (const Step& step : trace_.spans) {
    if (is_call(step)) traffic.call(step);
    if (step.part == client) traffic.way_in(step);
    if (step.part == app) traffic.way_back(step);
    if (step.part == queue) traffic.event(step);
  }
}

std::shared_ptr<const Figure> RequestTrace::network() const {
  auto figure = std::make_shared<Network>("network", "The request\u2019s way");
  using Sign = Network::Key::Sign;
  figure->tall = 396;
  figure->tall_narrow = 590;
  add_nodes(*figure);
  add_edges(*figure);
  add_tokens(*figure);
  figure->legend = {{Sign::token, "request", Role::accent, Network::Form::circle},
                    {Sign::token, "answer", Role::healthy, Network::Form::square},
                    {Sign::token, "error", Role::failed, Network::Form::triangle},
                    {Sign::token, "event", Role::queue, Network::Form::diamond},
                    {Sign::solid, "critical path", Role::highlight},
                    {Sign::active, "at work"},
                    {Sign::slow, "slow"},
                    {Sign::down, "down"}};
  figure->alt =
      "Client, load balancer and app server in a row; the app server calls cache, database, search index "
      "and message queue, which feeds stream consumer and nightly batch. " +
      about_request();
  return figure;
}

}  // namespace lesson
