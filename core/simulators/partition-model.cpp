#include "core/simulators/partition-model.h"

#include <algorithm>

#include "core/base/order.h"
#include "core/theory/order-statistics.h"
#include "core/theory/request-path.h"

namespace lesson::partition {
namespace {

constexpr std::uint64_t network_stream = 1, route_stream = 2, first_mind = 3;

}  // namespace

Run::Run(const Setting& setting)
    : setting_(setting),
      network_(setting.seed, network_stream),
      routes_(setting.seed, route_stream),
      minds_{Random(setting.seed, first_mind), Random(setting.seed, first_mind + 1),
             Random(setting.seed, first_mind + 2), Random(setting.seed, first_mind + 3)} {
  for (int client = 0; client < clients; ++client) plan_next(client);
  calendar_.run_until(axis_end, [this](What what) { happens(what); });
}

// ---- Clients -------------------------------------------------------------------------------------

void Run::plan_next(int client) {
  const auto at = static_cast<std::size_t>(client);
  const double when =
      calendar_.now() + setting_.pause[west_client(client) ? 1 : 0] * (0.2 + 1.6 * minds_[at].uniform());
  if (asked_[at]++ < most_each && when < issue_until)
    calendar_.at(when, What(ask, static_cast<std::uint32_t>(client)));
}

/// The one nearby, or any that the client's balancer can reach.
int Run::choose_copy(int client) {
  const int east = setting_.east();
  const bool far = west_client(client);
  const int first = far ? east : 0, here = far ? setting_.copies - east : east;
  const double drawn = routes_.uniform();
  if (setting_.sticky) return first + client % (clients / 2) % here;
  if (setting_.cut(calendar_.now())) return first + static_cast<int>(drawn * here);
  return static_cast<int>(drawn * setting_.copies);
}

void Run::begin(int client) {
  Random& mind = minds_[static_cast<std::size_t>(client)];
  const auto id = static_cast<int>(operations_.size());
  Operation operation{.client = client, .write = mind.chance(setting_.write_share)};
  operation.start = calendar_.now();
  operation.copy = choose_copy(client);
  if (operation.write) operation.value = id + 1;
  operations_.push_back(operation);
  hands_.push_back({});
  send(west_client(client), west(operation.copy), {Step::request, id, operation.copy, operation.copy, {}});
  calendar_.after(give_up, What(give_up_on, static_cast<std::uint32_t>(id)));
}

void Run::close(int id, Version version) {
  Operation& operation = operations_[static_cast<std::size_t>(id)];
  if (operation.end < theory::RegisterOperation::never) return;
  operation.end = calendar_.now();
  operation.answered = true;
  operation.stamp = version.stamp;
  operation.value = version.value;
  plan_next(operation.client);
}

// ---- The network ---------------------------------------------------------------------------------

void Run::send(bool from_west, bool to_west, Message message) {
  const double drawn = network_.uniform();
  const auto id = static_cast<std::uint32_t>(messages_.size());
  if (from_west == to_west) {
    messages_.push_back(message);
    return calendar_.after(local_low + (local_high - local_low) * drawn, What(deliver, id));
  }
  const double now = calendar_.now();
  const bool cut = setting_.cut(now);
  // A quorum's coordinator asks once; a log of changes waits and is sent again.
  const bool dropped = cut && setting_.mode == Mode::quorum;
  const double left = cut ? setting_.cut_to : now;
  const double arrives = left + setting_.distance * (far_low + (far_high - far_low) * drawn);
  const bool answer = message.step == Step::confirm || message.step == Step::answer ||
                      message.step == Step::done || message.step == Step::reply;
  const auto end = [&](int copy, bool in_west) {
    return west(copy) == in_west ? copy : in_west ? setting_.east() : 0;
  };
  crossings_.push_back({end(message.from, from_west), end(message.to, to_west), now, left, arrives,
                        message.version.value, answer, dropped});
  if (dropped) return;
  messages_.push_back(message);
  calendar_.at(arrives, What(deliver, id));
}

void Run::send_between(int from, int to, Step step, int operation, Version version) {
  send(west(from), west(to), {step, operation, from, to, version});
}

void Run::spread(int from, Step step, int operation, Version version) {
  for (int to = 0; to < setting_.copies; ++to)
    if (to != from) send_between(from, to, step, operation, version);
}

void Run::happens(What what) {
  if (what.kind() == ask) return begin(static_cast<int>(what.who()));
  if (what.kind() == deliver) {
    const Message message = messages_[what.who()];
    return receive(message);
  }
  Operation& operation = operations_[what.who()];
  if (operation.end < theory::RegisterOperation::never) return;
  operation.end = calendar_.now();
  plan_next(operation.client);
}

// ---- Copies --------------------------------------------------------------------------------------

void Run::store(int copy, Version version) {
  Version& held = copies_[static_cast<std::size_t>(copy)];
  if (version.stamp <= held.stamp) return;
  held = version;
  changes_.push_back({copy, calendar_.now(), version.value});
}

void Run::receive(const Message& message) {
  switch (message.step) {
    case Step::request: return serve(message.to, message.operation);
    case Step::forward: return lead(message.to, message.operation);
    case Step::copy:
      store(message.to, message.version);
      return send_between(message.to, message.from, Step::confirm, message.operation, {});
    case Step::confirm: return confirmed(message.to, message.operation, message.from);
    case Step::query:
      return send_between(message.to, message.from, Step::answer, message.operation,
                          copies_[static_cast<std::size_t>(message.to)]);
    case Step::answer: return heard(message);
    case Step::done: return finish(message.to, message.operation, message.version);
    case Step::reply: return close(message.operation, message.version);
  }
}

void Run::serve(int copy, int id) {
  const Operation& operation = operations_[static_cast<std::size_t>(id)];
  Version& held = copies_[static_cast<std::size_t>(copy)];
  const bool leads =
      setting_.mode == Mode::sync_leader || (setting_.mode == Mode::async_leader && operation.write);
  if (leads) return copy == 0 ? lead(copy, id) : send_between(copy, 0, Step::forward, id, {});
  if (setting_.mode == Mode::quorum) return ask_quorum(copy, id);
  if (!operation.write) return finish(copy, id, held);
  const Version version{clock(copy), operation.value};
  operations_[static_cast<std::size_t>(id)].stamp = version.stamp;
  store(copy, version);
  finish(copy, id, version);
  spread(copy, Step::copy, id, version);
}

void Run::lead(int copy, int id) {
  Operation& operation = operations_[static_cast<std::size_t>(id)];
  Hand& hand = hands_[static_cast<std::size_t>(id)];
  if (!operation.write) return finish(copy, id, committed_);
  const Version version{++sequence_, operation.value};
  operation.stamp = version.stamp;
  hand.version = version;
  store(copy, version);
  if (setting_.mode == Mode::async_leader) finish(copy, id, version);
  spread(copy, Step::copy, id, version);
  confirmed(copy, id, copy);
}

void Run::ask_quorum(int copy, int id) {
  Operation& operation = operations_[static_cast<std::size_t>(id)];
  if (operation.write) {
    const Version version{clock(copy), operation.value};
    operation.stamp = version.stamp;
    hands_[static_cast<std::size_t>(id)].version = version;
    store(copy, version);
    spread(copy, Step::copy, id, version);
    return confirmed(copy, id, copy);
  }
  spread(copy, Step::query, id, {});
  heard({Step::answer, id, copy, copy, copies_[static_cast<std::size_t>(copy)]});
}

/// A copy has what a write or a repair brought.
void Run::confirmed(int copy, int id, int by) {
  Hand& hand = hands_[static_cast<std::size_t>(id)];
  if (hand.settled || setting_.mode == Mode::async_leader || setting_.mode == Mode::last_write_wins) return;
  hand.holders |= 1U << by;
  int holders = 0;
  for (int one = 0; one < setting_.copies; ++one) holders += static_cast<int>(hand.holders >> one & 1U);
  const int needed = setting_.mode == Mode::sync_leader ? setting_.copies / 2 + 1 : setting_.needed(true);
  if (holders < needed) return;
  hand.settled = true;
  if (setting_.mode == Mode::sync_leader && hand.version.stamp > committed_.stamp) committed_ = hand.version;
  finish(copy, id, hand.version);
}

/// A copy has answered a quorum's read.
void Run::heard(const Message& message) {
  const int copy = message.to, id = message.operation;
  Hand& hand = hands_[static_cast<std::size_t>(id)];
  if (hand.settled || hand.repairing) return;
  if (message.version.stamp > hand.version.stamp) {
    hand.version = message.version;
    hand.holders = 0;
  }
  if (message.version.stamp == hand.version.stamp) hand.holders |= 1U << message.from;
  if (++hand.answers < setting_.needed(false)) return;
  if (!setting_.repair || hand.version.value == 0) {
    hand.settled = true;
    return finish(copy, id, hand.version);
  }
  hand.repairing = true;
  const std::uint32_t had = hand.holders;
  store(copy, hand.version);
  for (int to = 0; to < setting_.copies; ++to)
    if (to != copy && (had >> to & 1U) == 0) send_between(copy, to, Step::copy, id, hand.version);
  confirmed(copy, id, copy);
}

/// Passes an answer back: from the leader to the copy that was asked, from there to the client.
void Run::finish(int copy, int id, Version version) {
  const Operation& operation = operations_[static_cast<std::size_t>(id)];
  if (copy != operation.copy) return send_between(copy, operation.copy, Step::done, id, version);
  send(west(copy), west_client(operation.client), {Step::reply, id, copy, copy, version});
}

// ---- What it comes to ----------------------------------------------------------------------------

int Run::value_at(int copy, double now) const {
  int value = 0;
  for (const Change& change : changes_)
    if (change.copy == copy && change.time <= now) value = change.value;
  return value;
}

std::vector<theory::RegisterOperation> Run::history() const {
  std::vector<theory::RegisterOperation> history;
  for (const Operation& one : operations_)
    history.push_back({one.client, one.write, one.value, one.start,
                       one.answered ? one.end : theory::RegisterOperation::never});
  return history;
}

std::vector<theory::Witness> Run::lost() const {
  std::vector<std::size_t> order;
  for (std::size_t at = 0; at < operations_.size(); ++at)
    if (operations_[at].write && operations_[at].stamp != 0) order.push_back(at);
  order_few(order, [&](std::size_t a, std::size_t b) { return operations_[a].stamp < operations_[b].stamp; });
  return theory::overruled(history(), order);
}

// ---- Closed form ---------------------------------------------------------------------------------

namespace {

/// Mean of the k-th smallest of n independent answers, each there and back: from the means of the largest
/// of every smaller number, by inclusion and exclusion.
double kth_answer(int k, int n, double low, double high) {
  double mean = 0;
  for (int j = k; j <= n; ++j) {
    double weight = (j - k) % 2 == 0 ? 1 : -1;
    for (int i = 0; i < k - 1; ++i) weight *= static_cast<double>(j - 1 - i) / (k - 1 - i);
    for (int i = 0; i < j; ++i) weight *= static_cast<double>(n - i) / (j - i);
    theory::UniformSum there_and_back;
    there_and_back.add(low, high);
    there_and_back.add(low, high);
    mean += weight * theory::mean_of_latest(
                         std::vector<theory::UniformSum>(static_cast<std::size_t>(j), there_and_back));
  }
  return mean;
}

/// Until that many other copies have answered one in this region.
double others_answer(const Setting& setting, bool west, int others) {
  const int near = (west ? setting.copies - setting.east() : setting.east()) - 1;
  const int far = setting.copies - 1 - near;
  if (others <= 0) return 0;
  if (others <= near) return kth_answer(others, near, local_low, local_high);
  return kth_answer(others - near, far, far_low * setting.distance, far_high * setting.distance);
}

}  // namespace

double mean_latency(const Setting& setting, bool west, bool write) {
  const double hop = (local_low + local_high) / 2;
  const bool led = setting.mode == Mode::sync_leader || (setting.mode == Mode::async_leader && write);
  double mean = 2 * hop;
  // Of the two clients in the east one asks the leader itself, the other the copy beside it.
  if (led) mean += 2 * (west ? setting.distance * (far_low + far_high) / 2 : hop / 2);
  if (setting.mode == Mode::sync_leader && write) mean += others_answer(setting, false, setting.copies / 2);
  if (setting.mode == Mode::quorum && !write && setting.repair)
    return std::numeric_limits<double>::quiet_NaN();
  if (setting.mode == Mode::quorum) mean += others_answer(setting, west, setting.needed(write) - 1);
  return mean;
}

}  // namespace lesson::partition
