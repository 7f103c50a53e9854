#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "core/theory/request-path.h"

namespace lesson::request_path {

/// The parts, in the order in which a picture shows them.
enum Part : std::size_t { client, balancer, app, cache, database, search, queue, stream, batch, part_count };
enum class State { up, slow, down };
enum class Kind { timeline, search, post };
enum class Outcome { full, degraded, failed };

/// Milliseconds throughout. Each way between two parts takes `hop`; a slow part's own work takes
/// `slowness` times as long, and of balancer and app server that is to pass things on.
constexpr double hop = 0.25, slowness = 20;
struct Range {
  double low, high;
};
/// Work of each part by itself; the same cache and database as in the other chapters.
constexpr std::array<Range, part_count> work{
    {{0, 0}, {0, 0}, {0, 0}, {2, 7}, {10, 30}, {15, 60}, {1, 3}, {5, 20}, {0, 0}}};

struct Setting {
  Kind kind = Kind::timeline;
  double hit_rate = 0.9;
  bool insists = false;  ///< A part that is down fails the request; else the app server does without.
  std::array<State, part_count> states{};

  bool up(Part part) const { return states[part] != State::down; }
  double factor(Part part) const { return states[part] == State::slow ? slowness : 1; }
  /// What leaves the balancer or the app server takes this long on the way.
  double way_out(Part part) const { return hop * factor(part); }
};

/// A call of the app server's. Refused: the part is down, which is known after a hop there and back.
struct Call {
  Part part;
  bool refused;
};

/// Calls one after the other; branches run side by side.
struct Branch {
  std::vector<Call> calls;
  bool awaited = true;
};

/// What a request will do, given whether its timeline is in the cache.
struct Plan {
  std::vector<Branch> branches;  ///< None when the request does not get through to the app server.
  Outcome outcome = Outcome::full;
  bool first_refusal = false;  ///< Answered at the first refusal of an awaited call, not the last return.
};
Plan plan(const Setting& setting, bool hit);

/// Everything that chance decides about one request; every request draws all of it.
struct Draws {
  double chance = 0;  ///< 0 to 1; a hit when below the hit rate.
  std::array<double, part_count> work{};
};

/// A stream a purpose: no control reshuffles what another part draws.
class Source {
 public:
  explicit Source(std::uint64_t seed = 1);
  Draws next();

 private:
  std::array<Random, part_count> streams_;
};

/// Work or a way, from `start` to `end` ms after the click.
struct Step {
  Part part;  ///< Client: the way in; app: the way back to the client.
  double start, end;
  double out;  ///< Of a call, ms on the way there; back it is `hop`.
  bool refused = false;
  bool critical = false;  ///< The answer had to wait for it.
};

/// One request from click to the last thing it set off.
struct Trace {
  Outcome outcome = Outcome::full;
  bool hit = false, missed = false;  ///< A timeline read that the cache answered; that went on.
  std::vector<Step> spans;
  double answered = 0;   ///< Response time, ms.
  double end = 0;        ///< When the event has been dealt with as well.
  bool event = false;    ///< An event was to be published,
  bool held = false;     ///< but the queue was down: the app server keeps it.
  double published = 0;  ///< When the event lay in the queue.
};
Trace trace(const Setting& setting, const Draws& draws);

/// The closed form of what requests under a setting do.
class Exact {
 public:
  explicit Exact(const Setting& setting);

  double failed() const { return failed_; }
  bool answers() const { return failed_ < 1; }
  /// Of answered requests, ms; 0 when none is answered.
  double mean() const;
  double cdf(double t) const;
  /// By bisection.
  double quantile(double p) const;

 private:
  struct Way {
    double share;  ///< Of all requests.
    std::vector<theory::UniformSum> branches;
  };
  std::vector<Way> ways_;
  double failed_ = 0, degraded_ = 0;
};

}  // namespace lesson::request_path
