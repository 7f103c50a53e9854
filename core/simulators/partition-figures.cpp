// What a run looks like, apart from what runs, judges and describes it.
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/scene/bars.h"
#include "core/scene/chart.h"
#include "core/scene/matrix.h"
#include "core/scene/network.h"
#include "core/scene/timeline.h"
#include "core/simulators/partition-parts.h"
#include "core/simulators/partition.h"

namespace lesson {

using namespace partition;
using theory::Anomaly;
using theory::Consistency;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr const char* region_names[] = {"East", "West"};

bool leads(const Setting& setting) {
  return setting.mode == Mode::sync_leader || setting.mode == Mode::async_leader;
}

std::string percent(int part, int whole) {
  return whole > 0 ? quantity_text(100.0 * part / whole, "%") : std::string("none");
}

/// A copy's place among the nodes: they come after the clients.
std::size_t node_of(int copy) { return static_cast<std::size_t>(copy) + clients; }

std::string ms(double time) { return quantity_text(time, "ms"); }

/// Places of `count` boxes side by side, 0 to 1.
float spread(int index, int count) {
  return count == 1 ? 0.5F : static_cast<float>(index) / static_cast<float>(count - 1);
}

}  // namespace

// ---- The network ---------------------------------------------------------------------------------

void Partition::add_clients(Network& figure) const {
  const double at = moment();
  for (int client = 0; client < clients; ++client) {
    const bool west = west_client(client);
    const auto side = static_cast<float>(client % 2);
    Network::Node node{.id = client_name(client),
                       .label = client_name(client),
                       .kind = Network::Kind::client,
                       .wide = {west ? 1.0F : 0.0F, 0.15F + 0.7F * side},
                       .narrow = {side, west ? 1.0F : 0.0F}};
    for (const Operation& one : run_->operations()) {
      if (one.client != client || one.start > at) continue;
      node.active = one.end > at;
      const std::string value = number_text(one.value);
      node.note = node.active    ? (one.write ? "writes " + value : std::string("reads"))
                  : one.answered ? (one.write ? "wrote " : "read ") + value
                                 : std::string("gave up");
    }
    node.explanation = node.label + " in the " + (west ? "west" : "east") + ". " +
                       (node.note.empty() ? "Has not asked yet." : "Now: " + node.note + ".");
    figure.nodes.push_back(std::move(node));
  }
}

void Partition::add_copies(Network& figure) const {
  const Setting& setting = run_->setting();
  const double at = moment();
  const int east = setting.east();
  for (int copy = 0; copy < setting.copies; ++copy) {
    const bool west = copy >= east, leader = copy == 0 && leads(setting);
    const float place = west ? spread(copy - east, setting.copies - east) : spread(copy, east);
    const int waiting = static_cast<int>(
        std::count_if(run_->crossings().begin(), run_->crossings().end(), [&](const Crossing& one) {
          return one.from == copy && !one.dropped && one.sent <= at && at < one.left;
        }));
    Network::Node node{.id = "copy " + number_text(copy + 1),
                       .label = leader ? "Leader" : "Copy " + number_text(copy + 1),
                       .note = "holds " + number_text(run_->value_at(copy, at)),
                       .kind = Network::Kind::database,
                       .wide = {west ? 0.67F : 0.33F, place},
                       .narrow = {place, west ? 0.67F : 0.33F},
                       .waiting = waiting};
    node.explanation = node.label + " in the " + (west ? "west" : "east") + ": " + node.note + ", " +
                       quantity_text(waiting, "messages wait|message waits") + " for the link.";
    figure.nodes.push_back(std::move(node));
  }
}

void Partition::add_links(Network& figure) const {
  const Setting& setting = run_->setting();
  const double at = moment();
  const int east = setting.east();
  const bool cut_now = setting.cut(at);
  const auto connect = [&](std::size_t from, std::size_t to, bool across, bool client) {
    figure.edges.push_back(
        {.from = from,
         .to = to,
         .direct = true,
         .both_ways = true,
         .state = across && cut_now ? Network::State::down : Network::State::up,
         .role = Role::border,
         .explanation = !across
                            ? std::string(client ? "A client and the copy it asks." : "Copies of a region.")
                        : cut_now ? "The link between the regions is cut. Select it to heal it."
                                  : "The link between the regions, " + ms(setting.distance) +
                                        " each way. Select it to cut it.",
         .command = !across   ? ""
                    : cut_now ? "act heal"
                              : "act cut"});
  };

  for (int client = 0; client < clients; ++client) {
    int asked = (west_client(client) ? east : 0) +
                (setting.sticky ? client % 2 % (west_client(client) ? setting.copies - east : east) : 0);
    for (const Operation& one : run_->operations())
      if (one.client == client && one.start <= at) asked = one.copy;
    connect(static_cast<std::size_t>(client), node_of(asked), west_client(client) != (asked >= east), true);
  }
  for (int copy = 0; copy < setting.copies; ++copy) {
    if (copy > 0 && copy != east) connect(node_of(copy - 1), node_of(copy), false, false);
    for (int far = east; copy < (leads(setting) ? 1 : east) && far < setting.copies; ++far)
      connect(node_of(copy), node_of(far), true, false);
  }
}

void Partition::add_messages(Network& figure) const {
  using Form = Network::Form;
  const double at = moment(), reach = 0.7 * run_->setting().distance;
  for (const Crossing& one : run_->crossings()) {
    if (at < one.left && !(one.dropped && at >= one.sent)) continue;
    const double share =
        one.dropped ? 0.45 * (at - one.sent) / reach : (at - one.left) / (one.arrives - one.left);
    if (share >= (one.dropped ? 0.45 : 1)) continue;
    const auto from = node_of(one.from), to = node_of(one.to);
    // Copies come after clients, so that a link between copies is found last.
    for (std::size_t edge = figure.edges.size(); edge-- > clients;) {
      const bool along = figure.edges[edge].from == from && figure.edges[edge].to == to;
      if (!along && !(figure.edges[edge].from == to && figure.edges[edge].to == from)) continue;
      figure.tokens.push_back({.edge = edge,
                               .at = along ? share : 1 - share,
                               .role = one.dropped  ? Role::failed
                                       : one.answer ? Role::healthy
                                                    : Role::accent,
                               .form = one.dropped  ? Form::triangle
                                       : one.answer ? Form::square
                                                    : Form::circle,
                               .explanation = one.dropped  ? "A message that the cut swallows."
                                              : one.answer ? "An answer on its way."
                                                           : "A message on its way."});
      break;
    }
  }
}

std::shared_ptr<const Figure> Partition::network() const {
  auto figure = std::make_shared<Network>("network", "Two regions and the link between them");
  figure->tall = 340;
  figure->tall_narrow = 520;
  figure->narrow_flows_down = true;
  add_clients(*figure);
  add_copies(*figure);
  add_links(*figure);
  add_messages(*figure);
  using Sign = Network::Key::Sign;
  using Form = Network::Form;
  figure->legend = {{Sign::token, "message", Role::accent, Form::circle},
                    {Sign::token, "answer", Role::healthy, Form::square},
                    {Sign::token, "lost on the way", Role::failed, Form::triangle},
                    {Sign::active, "waits for its answer"},
                    {Sign::down, "cut"}};
  const Setting& setting = run_->setting();
  figure->alt = "Clients and copies in the east and in the west " + at_text(moment()) + ", the link " +
                (setting.cut(moment()) ? "cut" : "whole") + ": ";
  for (int copy = 0; copy < setting.copies; ++copy) {
    const Network::Node& node = figure->nodes[node_of(copy)];
    figure->alt += (copy > 0 ? ", " : "") + node.label + " " + node.note;
  }
  figure->alt += ".";
  return figure;
}

// ---- Every operation -----------------------------------------------------------------------------

std::shared_ptr<const Figure> Partition::timeline() const {
  auto figure = std::make_shared<Timeline>("timeline", "Every operation");
  figure->time = {"since the start (ms)", 0, axis_end};
  for (int client = 0; client < clients; ++client)
    figure->lanes.push_back(client_name(client) + (west_client(client) ? ", west" : ", east"));
  const Setting& setting = run_->setting();
  if (setting.cut_to > setting.cut_from && setting.cut_from < axis_end)
    figure->bands = {{setting.cut_from, std::min(setting.cut_to, axis_end), "link cut", "The link is cut."}};
  using Sign = Timeline::Sign;
  for (std::size_t at = 0; at < judged_.size(); ++at) {
    const Operation& one = run_->operations()[at];
    figure->bars.push_back({.lane = static_cast<std::size_t>(one.client),
                            .from = one.start,
                            .to = one.end,
                            .hollow = !one.write,
                            .open = !one.answered,
                            .sign = judged_[at].unexplained ? Sign::wrong
                                    : judged_[at].lost      ? Sign::lost
                                                            : Sign::none,
                            .label = one.answered || one.write ? number_text(one.value) : "",
                            .explanation = about(at),
                            .command = "set operation " + number_text(static_cast<double>(at + 1))});
  }
  figure->now = moment();
  figure->playing = animating();
  figure->chosen = chosen();
  if (figure->chosen) {
    const Judged& judged = judged_[*figure->chosen];
    figure->against = judged.lost ? judged.lost : judged.unexplained ? judged.newer : std::nullopt;
    figure->words = about(*figure->chosen);
  } else {
    figure->words = "Select an operation to have it explained.";
  }
  figure->wrong_label = "no order explains it";
  figure->lost_label = "confirmed, then lost";
  figure->alt = "A lane for each of four clients with " +
                quantity_text(static_cast<double>(judged_.size()), "operations|operation") + ", of which " +
                quantity_text(unexplained_, "reads have|read has") + " no explanation and " +
                quantity_text(count(Anomaly::lost_write), "writes are|write is") + " lost.";
  return figure;
}

// ---- Availability and latency --------------------------------------------------------------------

namespace {

/// A row for each kind of request; `each` fills it in, given the region and whether it writes.
template <class Each>
void add_rows(Bars& figure, Each each) {
  for (std::size_t at = 0; at < 4; ++at) {
    const bool west = at >= 2, write = at % 2 == 1;
    Bars::Row row{.label = std::string(region_names[west]) + (write ? ", writes" : ", reads")};
    row.explanation = row.label + ": ";
    each(row, west, write);
    figure.rows.push_back(std::move(row));
  }
}

}  // namespace

std::shared_ptr<const Figure> Partition::availability() const {
  auto figure = std::make_shared<Bars>("availability", "Answered", Span::half);
  figure->x = {"answered within 250 ms (%)", 0, 100};
  figure->part_labels = {"link whole", "link cut"};
  add_rows(*figure, [&](Bars::Row& row, bool west, bool write) {
    const Tally& all = tally(west, write);
    const int whole = all.asked - all.cut_asked, good = all.answered - all.cut_answered;
    const auto bar = [](int part, int of) { return of > 0 ? 100.0 * part / of : none; };
    row.text = percent(good, whole) + ", cut " + percent(all.cut_answered, all.cut_asked);
    row.parts = {{bar(good, whole), Role::series_1}, {bar(all.cut_answered, all.cut_asked), Role::series_2}};
    row.explanation += number_text(good) + " of " + quantity_text(whole, "requests|request") +
                       " answered while the link held, " + number_text(all.cut_answered) + " of " +
                       number_text(all.cut_asked) + " while it was cut.";
  });
  const Tally east = of_side(false), west = of_side(true);
  figure->alt = "Share of requests answered, by region and kind: " + percent(east.answered, east.asked) +
                " in the east, " + percent(west.answered, west.asked) + " in the west.";
  return figure;
}

std::shared_ptr<const Figure> Partition::latency() const {
  auto figure = std::make_shared<Bars>("latency", "Time to an answer", Span::half);
  figure->part_labels = {"measured", "theory, link whole"};
  double longest = 1;
  add_rows(*figure, [&](Bars::Row& row, bool west, bool write) {
    const Tally& all = tally(west, write);
    const double measured = all.answered > 0 ? all.sum / all.answered : none;
    const double theory = run_->setting().sticky ? mean_latency(run_->setting(), west, write) : none;
    for (const double value : {measured, theory})
      if (value > longest) longest = value;
    row.text = all.answered > 0 ? ms(measured) : std::string("no answer");
    row.parts = {{measured, Role::accent}, {theory, Role::exact}};
    row.explanation += row.text + " on average over " + quantity_text(all.answered, "answers|answer");
    if (!std::isnan(theory)) row.explanation += "; in theory " + ms(theory) + " with a whole link";
    row.explanation += ".";
  });
  figure->x = {"mean over answered requests (ms)", 0, 1.1 * longest};
  figure->alt = "Mean time to an answer, by region and kind, up to " + ms(longest) + ".";
  return figure;
}

// ---- Promises ------------------------------------------------------------------------------------

std::shared_ptr<const Figure> Partition::promises() const {
  auto figure = std::make_shared<Matrix>("promises", "What each promise forbids");
  for (std::size_t level = 0; level < theory::consistency_levels; ++level)
    figure->columns.emplace_back(name_of(static_cast<Consistency>(level)));
  figure->marked = static_cast<std::size_t>(kept_);
  figure->no_label = "never";
  figure->yes_label = "may happen";
  figure->marked_label = "strongest promise that this run keeps";
  for (std::size_t at = 0; at < theory::anomalies; ++at) {
    const auto anomaly = static_cast<Anomaly>(at);
    Matrix::Row row{.label = example_of(anomaly).label,
                    .text = counts_[at] > 0 ? number_text(counts_[at]) + " in this run" : "",
                    .happens = {},
                    .chosen = values_[example] == static_cast<double>(at)};
    Consistency weakest = Consistency::linearizable;
    for (std::size_t level = 0; level < theory::consistency_levels; ++level) {
      row.happens.push_back(allows(static_cast<Consistency>(level), anomaly));
      if (!row.happens.back()) weakest = static_cast<Consistency>(level);
    }
    row.explanation = row.label + ": forbidden down to " + name_of(weakest) + ". Select it for an example.";
    row.command = "set example " + std::string(described.params[example].choices[at].id);
    figure->rows.push_back(std::move(row));
  }
  figure->alt =
      "Five consistency levels and the six anomalies that each forbids or allows; this run keeps \u201c" +
      std::string(name_of(kept_)) + "\u201d.";
  return figure;
}

std::shared_ptr<const Figure> Partition::replay() const {
  const Example& shown = example_of(static_cast<Anomaly>(values_[example]));
  auto figure = std::make_shared<Timeline>("example", "The smallest example", Span::half);
  figure->unit = "steps";
  figure->time = {"time", 0, example_end};
  for (int client = 0; client < clients; ++client) figure->lanes.push_back(client_name(client));
  for (std::size_t at = 0; at < shown.steps.size(); ++at) {
    const Example::Step& step = shown.steps[at];
    const bool wrong = at == shown.at;
    figure->bars.push_back({.lane = static_cast<std::size_t>(step.client),
                            .from = step.call,
                            .to = step.call + 1,
                            .hollow = !step.write,
                            .sign = !wrong       ? Timeline::Sign::none
                                    : step.write ? Timeline::Sign::lost
                                                 : Timeline::Sign::wrong,
                            .label = number_text(step.value),
                            .explanation = client_name(step.client) + (step.write ? " writes " : " reads ") +
                                           number_text(step.value) +
                                           (wrong ? ": " + std::string(shown.label) + "." : ".")});
  }
  figure->chosen = shown.at;
  figure->against = shown.against;
  figure->playing = animating();
  if (figure->playing) figure->now = now_ / axis_end * example_end;
  figure->words = shown.explanation;
  figure->wrong_label = "no order explains it";
  figure->lost_label = "confirmed, then lost";
  figure->alt = std::string(shown.label) + ": " + std::string(shown.explanation);
  return figure;
}

// ---- Across a range ------------------------------------------------------------------------------

std::shared_ptr<const Figure> Partition::response(std::size_t swept) const {
  const Setting& setting = run_->setting();
  const bool quorums = setting.mode == Mode::quorum && (swept == write_quorum || swept == read_quorum);
  const Param& param = described.params[quorums ? swept : distance];
  auto chart = std::make_shared<Chart>("response", "Across " + lowered(param.label), Span::half);
  const double last = quorums ? setting.copies : param.max;
  chart->x = {param.label + " (" + plural(param.unit) + ")", param.min, last};
  const auto with = [&](double x) {
    Setting other = setting;
    if (quorums)
      (swept == write_quorum ? other.write : other.read) = static_cast<int>(x);
    else
      other.distance = x;
    return other;
  };
  const double here = quorums ? std::min(values_[swept], last) : setting.distance;
  double highest = 1;
  constexpr Role roles[] = {Role::series_1, Role::series_2};
  for (const bool west : {false, true}) {
    for (const bool write : {false, true}) {
      const std::string label = std::string(region_names[west]) + (write ? ", writes (ms)" : ", reads (ms)");
      Series series{.label = label,
                    .role = roles[west],
                    .mark = write ? Series::Mark::line : Series::Mark::dashed,
                    .points = {}};
      const int steps = quorums ? static_cast<int>(last) - 1 : 20;
      for (int i = 0; i <= steps; ++i) {
        const double x = param.min + (last - param.min) * i / steps, y = mean_latency(with(x), west, write);
        series.points.push_back({x, y});
        if (y > highest) highest = y;
      }
      const double now = mean_latency(setting, west, write);
      if (!std::isnan(now)) chart->here.push_back({here, now, label + ": " + ms(now) + " as set."});
      chart->series.push_back(std::move(series));
    }
  }
  chart->y = {"ms", 0, 1.15 * highest};
  chart->alt = "Mean time to an answer over " + std::string(param.label) +
               " while the link holds and clients keep to one copy, up to " + ms(highest) + ".";
  return chart;
}

}  // namespace lesson
