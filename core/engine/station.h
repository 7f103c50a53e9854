#pragma once

#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "core/engine/calendar.h"
#include "core/engine/ring.h"

namespace lesson {

/// Where a station's customers have gone; joined = served + expired + lost + waiting + busy, always.
struct StationFlow {
  std::int64_t joined = 0;   ///< Came in: served at once or queued.
  std::int64_t refused = 0;  ///< Found the station full or down, and never came in.
  std::int64_t served = 0;   ///< Left after service.
  std::int64_t expired = 0;  ///< Left the queue at their timeout.
  std::int64_t lost = 0;     ///< Were inside when the station went down.
};

/// A service that depends on whom it is for, and is asked for its time as it starts.
template <class Service>
concept KnowsCustomer = requires(const Service& service, std::uint32_t who) {
  service.time_for(who);
};

/// Several servers and one queue, first come first served. A customer is a number (0 to 1,048,575)
/// that the owner gives meaning to. The owner hands the station its two kinds of events and hears
/// from it what became of whom; `Service` draws service times (see service.h).
///
/// Nothing is allocated once queue and servers have reached their size.
template <class Service>
class Station {
 public:
  static constexpr int unlimited = (1 << 20) - 1;
  static constexpr std::uint32_t nobody = ~0U;

  /// `done_kind`, `expiry_kind`: how the owner knows the station's events in the calendar.
  /// `servers`: 1 to `unlimited`, which means a server for everyone: a delay without a queue.
  Station(std::uint32_t done_kind, std::uint32_t expiry_kind, int servers, Service service, Random random)
      : done_kind_(done_kind),
        expiry_kind_(expiry_kind),
        servers_(servers),
        service_(service),
        random_(random),
        drawn_(service_(random_)) {}

  /// What joining led to.
  enum class Joined { served, queued, refused };

  /// A customer comes in.
  Joined join(Calendar& calendar, std::uint32_t who);

  /// One who has been served, and the one who then started, with the wait behind it.
  struct Done {
    std::uint32_t who = nobody;      ///< `nobody`: the event was void, its customer lost or moved.
    std::uint32_t started = nobody;  ///< `nobody`: the queue was empty.
    double waited = 0;
  };

  /// To be called at an event of kind `done_kind`, with its who.
  Done done(Calendar& calendar, std::uint32_t server);

  /// To be called at an event of kind `expiry_kind`: `leaves(who)` hears each whose timeout has come.
  template <class Leaves>
  void expire(Calendar& calendar, Leaves&& leaves);

  /// Customers leave the queue unserved after this many seconds; `never` lets them wait. Holds for
  /// those who wait already.
  void set_patience(Calendar& calendar, double patience);
  /// How many may wait; those beyond are refused.
  void set_room(std::size_t room) { room_ = room; }
  /// Service takes `factor` times as long for those who start from now on: a part that is sick.
  void set_slowness(double factor) { slowness_ = factor; }
  /// Takes effect as servers come free; more servers take up the queue, as `starts(who, waited)`.
  template <class Starts>
  void set_servers(Calendar& calendar, int servers, Starts&& starts);

  /// Out of order: `leaves(who)` hears each who was inside, and everyone is refused until `repair`.
  template <class Leaves>
  void fail(Calendar& calendar, Leaves&& leaves);
  void repair() { down_ = false; }
  bool down() const { return down_; }

  std::size_t waiting() const { return queue_.size(); }
  int busy() const { return busy_; }
  int servers() const { return servers_; }
  /// Service time of the one who started last, in seconds; 0 before the first.
  double latest_service() const { return latest_; }
  const StationFlow& flow() const { return flow_; }

  /// Integrals over time until now, in customer seconds: divide differences by the time between.
  /// `now` is the calendar's: what has happened since the last event is added.
  double busy_area(double now) const { return busy_area_ + busy_ * (now - busy_since_); }
  double waiting_area(double now) const {
    return waiting_area_ + static_cast<double>(queue_.size()) * (now - waiting_since_);
  }

  /// Customers the station holds before it must grow.
  std::size_t capacity() const { return queue_.capacity() + inside_.capacity() + free_.capacity(); }

 private:
  struct Waiting {
    double since;
    std::uint32_t who;
  };
  struct Server {
    double ends = Calendar::never;
    std::uint32_t who = nobody;
  };

  void set_busy(double now, int busy) {
    busy_area_ = busy_area(now);
    busy_since_ = now;
    busy_ = busy;
  }
  /// To be called before the queue's length changes.
  void account_queue(double now) {
    waiting_area_ = waiting_area(now);
    waiting_since_ = now;
  }
  void start(Calendar& calendar, std::uint32_t server, std::uint32_t who) {
    double time = drawn_;
    if constexpr (KnowsCustomer<Service>) {
      time = service_.time_for(who);
    } else {
      drawn_ = service_(random_);
    }
    latest_ = slowness_ * time;
    const double ends = calendar.now() + latest_;
    inside_[server] = {ends, who};
    calendar.at(ends, What(done_kind_, server));
  }
  std::uint32_t free_server() {
    if (!free_.empty()) {
      const std::uint32_t server = free_.back();
      free_.pop_back();
      return server;
    }
    inside_.push_back({});
    free_.reserve(inside_.capacity());
    return static_cast<std::uint32_t>(inside_.size() - 1);
  }
  void watch(Calendar& calendar) {
    watched_ = queue_.empty() ? Calendar::never : queue_.front().since + patience_;
    calendar.at(watched_, What(expiry_kind_, 0));
  }

  std::uint32_t done_kind_, expiry_kind_;
  int servers_, busy_ = 0;
  Service service_;
  Random random_;
  double drawn_;  ///< The next service time, drawn ahead: its logarithm then costs no waiting.
  double latest_ = 0;
  double patience_ = Calendar::never, slowness_ = 1;
  double watched_ = Calendar::never;  ///< When the calendar will next look for timeouts.
  std::size_t room_ = ~std::size_t{0};
  bool down_ = false;
  Ring<Waiting> queue_;
  std::vector<Server> inside_;
  std::vector<std::uint32_t> free_;  ///< Idle servers among those ever used.
  StationFlow flow_;
  double busy_since_ = 0, busy_area_ = 0, waiting_since_ = 0, waiting_area_ = 0;
};

// ---------------------------------------------------------------------------------------------

template <class Service>
typename Station<Service>::Joined Station<Service>::join(Calendar& calendar, std::uint32_t who) {
  const bool free = busy_ < servers_;
  if (down_ || (!free && queue_.size() >= room_)) {
    ++flow_.refused;
    return Joined::refused;
  }
  ++flow_.joined;
  if (free) {
    set_busy(calendar.now(), busy_ + 1);
    start(calendar, free_server(), who);
    return Joined::served;
  }
  account_queue(calendar.now());
  queue_.push({calendar.now(), who});
  if (watched_ == Calendar::never && patience_ < Calendar::never) watch(calendar);
  return Joined::queued;
}

template <class Service>
typename Station<Service>::Done Station<Service>::done(Calendar& calendar, std::uint32_t server) {
  const double now = calendar.now();
  // Who was lost left a void event behind: its time is no one's end any more.
  if (inside_[server].ends != now) return {};
  ++flow_.served;
  Done result{.who = inside_[server].who};
  if (queue_.empty() || busy_ > servers_) {
    set_busy(now, busy_ - 1);
    inside_[server] = {};
    free_.push_back(server);
    return result;
  }
  account_queue(now);
  const Waiting next = queue_.front();
  queue_.pop();
  start(calendar, server, next.who);
  result.started = next.who;
  result.waited = now - next.since;
  return result;
}

template <class Service>
template <class Leaves>
void Station<Service>::expire(Calendar& calendar, Leaves&& leaves) {
  const double now = calendar.now();
  if (now < watched_) return;
  account_queue(now);
  // The sum, not the difference, is what the event was planned by.
  while (!queue_.empty() && queue_.front().since + patience_ <= now) {
    const std::uint32_t who = queue_.front().who;
    queue_.pop();
    ++flow_.expired;
    leaves(who);
  }
  watch(calendar);
}

template <class Service>
void Station<Service>::set_patience(Calendar& calendar, double patience) {
  if (patience == patience_) return;
  patience_ = patience;
  watch(calendar);
}

template <class Service>
template <class Starts>
void Station<Service>::set_servers(Calendar& calendar, int servers, Starts&& starts) {
  const double now = calendar.now();
  servers_ = servers;
  while (busy_ < servers_ && !queue_.empty()) {
    account_queue(now);
    const Waiting next = queue_.front();
    queue_.pop();
    set_busy(now, busy_ + 1);
    start(calendar, free_server(), next.who);
    starts(next.who, now - next.since);
  }
}

template <class Service>
template <class Leaves>
void Station<Service>::fail(Calendar& calendar, Leaves&& leaves) {
  account_queue(calendar.now());
  down_ = true;
  // Emptied first: whoever leaves may try again at once, and must find the station down.
  Ring<Waiting> queue;
  std::swap(queue, queue_);
  flow_.lost += static_cast<std::int64_t>(queue.size()) + busy_;
  set_busy(calendar.now(), 0);
  watched_ = Calendar::never;
  for (std::uint32_t server = 0; server < inside_.size(); ++server) {
    const std::uint32_t who = inside_[server].who;
    if (who == nobody) continue;
    inside_[server] = {};
    free_.push_back(server);
    leaves(who);
  }
  for (; !queue.empty(); queue.pop()) leaves(queue.front().who);
}

}  // namespace lesson
