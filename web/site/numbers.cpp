// Recomputes a number of the lesson's prose and prints it in full precision; tests/site compares it
// with what the text says.
//   lesson_numbers FUNCTION ARGUMENT...
//   lesson_numbers output SIMULATOR[/PRESET] OUTPUT [PARAM=VALUE | ACTION | SECONDS]...
// The second reads an output off a simulator, after the steps in their order: its exact value where it
// has one, else what was measured.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "core/theory/availability.h"
#include "core/theory/cost-curves.h"
#include "core/theory/debt.h"
#include "core/theory/error-budget.h"
#include "core/theory/error-cost.h"
#include "core/theory/fan-out.h"
#include "core/theory/load-test.h"
#include "core/theory/order-statistics.h"
#include "core/theory/queueing.h"
#include "core/theory/quorum.h"

namespace {

using namespace lesson;
using namespace lesson::theory;
using Arguments = std::vector<double>;

/// The hundred requests of chapter 3: 95 at 10 ms, 4 at 100, 1 at 5,000.
Arguments checkout() {
  Arguments times(95, 10.0);
  times.insert(times.end(), 4, 100.0);
  times.push_back(5000);
  return times;
}

double checkout_mean() {
  double sum = 0;
  for (const double time : checkout()) sum += time;
  return sum / 100;
}

/// The ten times of chapter 9's drill, sorted.
Arguments drill_times() { return {11, 11, 12, 12, 13, 13, 14, 15, 16, 800}; }

/// Chapter 9's call takes 10 ms and an exponential time of mean 5 ms, or, once in a hundred, of mean 500 ms;
/// this is the quantile at level `p` of the slowest of `calls`.
double slowest_of_two_paths(double calls, double p) {
  const double level = single_level(p, calls);
  double low = 0, high = 1e5;
  for (int i = 0; i < 200; ++i) {
    const double t = (low + high) / 2;
    const double beyond = 0.99 * std::exp(-t / 5) + 0.01 * std::exp(-t / 500);
    (1 - beyond < level ? low : high) = t;
  }
  return 10 + high;
}

/// p99 of two exponential servers' requests together, given theirs; `share` of them on the fast one.
double merged_p99(double share, double fast, double slow) {
  return merged_quantile(0.99, share, fast / std::log(100), slow / std::log(100));
}

/// Gil Tene's example: `rate` a second served in `service` s for `busy` s, then a freeze of `freeze` s.
std::vector<Freeze> frozen(double busy, double freeze) { return freezes(busy, freeze, 0, busy + freeze); }

/// What a closed loop records of it, milliseconds.
double closed_loop_mean(double rate, double service, double busy, double freeze) {
  return 1000 * waiting_for_answers(frozen(busy, freeze), rate, busy + freeze, 1, service, false).mean();
}

/// The same sent on schedule, seconds.
StalledResponse scheduled(double rate, double service, double busy, double freeze) {
  return keeping_schedule(frozen(busy, freeze), rate, busy + freeze, 1, StalledResponse(service, false));
}

/// Calls per second of `threads` threads, each holding one call at a time, when one of `n` replicas
/// takes `slow` seconds, the others `quick`, and each gets the same share of calls.
double round_robin_rate(double threads, double quick, double slow, double n) {
  return threads / (((n - 1) * quick + slow) / n);
}

Chain chain(const Arguments& a) {
  return {.unavailability = 1 - a[0],
          .components = static_cast<int>(a[1]),
          .copies = static_cast<int>(a[2]),
          .beta = a[3]};
}

/// Posts per second, followers of an average author, share of posts by celebrities, their followers.
FanOut fan_out(const Arguments& a) {
  return {.posts = a[0], .followers = a[1], .celebrity_share = a[2], .celebrity_followers = a[3]};
}

Quorum quorum(const Arguments& a) {
  return {static_cast<int>(a[0]), static_cast<int>(a[1]), static_cast<int>(a[2])};
}

/// Debt ratio and what a shortcut saves.
Debt debt(const Arguments& a, Growth growth) { return {.ratio = a[0], .saved = a[1], .growth = growth}; }

constexpr std::size_t any = -1;

struct Function {
  const char* name;
  std::size_t count;  ///< Of arguments; or any number.
  double (*compute)(const Arguments&);
};

const Function functions[] = {
    // Arithmetic.
    {"product", any,
     [](const Arguments& a) {
       double all = 1;
       for (const double one : a) all *= one;
       return all;
     }},
    {"sum", any,
     [](const Arguments& a) {
       double all = 0;
       for (const double one : a) all += one;
       return all;
     }},
    {"quotient", 2, [](const Arguments& a) { return a[0] / a[1]; }},
    {"excess", 2, [](const Arguments& a) { return a[0] / a[1] - 1; }},
    {"power", 2, [](const Arguments& a) { return std::pow(a[0], a[1]); }},
    // Gunther's scalability law: machines, contention, coherence; and where it peaks.
    {"scaled", 3,
     [](const Arguments& a) { return a[0] / (1 + a[1] * (a[0] - 1) + a[2] * a[0] * (a[0] - 1)); }},
    {"scaled_peak", 2, [](const Arguments& a) { return std::sqrt((1 - a[0]) / a[1]); }},
    {"round_trip_ms", 2, [](const Arguments& a) { return 2000 * a[0] / a[1]; }},  // km, km/s
    {"round_robin_rate", 4, [](const Arguments& a) { return round_robin_rate(a[0], a[1], a[2], a[3]); }},
    // availability.h. A chain: availability of a copy, components, copies, shared causes.
    {"failures_a_day", 2, [](const Arguments& a) { return failures_a_day(a[0], a[1]); }},
    {"annual_failure_rate", 1, [](const Arguments& a) { return annual_failure_rate(a[0]); }},
    {"parallel", 2, [](const Arguments& a) { return parallel(a[0], a[1]); }},
    {"downtime_hours", 2, [](const Arguments& a) { return downtime(a[0], a[1]); }},  // hours
    {"downtime_seconds", 2, [](const Arguments& a) { return 3600 * downtime(a[0], a[1]); }},
    {"downtime_minutes", 2, [](const Arguments& a) { return 60 * downtime(a[0], a[1]); }},  // hours
    {"required_part", 2, [](const Arguments& a) { return required_part(a[0], a[1]); }},
    {"chain_up", 4, [](const Arguments& a) { return 1 - chain(a).down(); }},
    {"chain_hours", 4, [](const Arguments& a) { return chain(a).down() * hours_a_year; }},
    {"chain_days", 4, [](const Arguments& a) { return chain(a).down() * hours_a_year / 24; }},
    {"chain_minutes", 4, [](const Arguments& a) { return chain(a).down() * hours_a_year * 60; }},
    {"chain_seconds", 4, [](const Arguments& a) { return chain(a).down() * hours_a_year * 3600; }},
    // fan-out.h.
    {"deliveries_a_post", 3,
     [](const Arguments& a) {
       return fan_out({1, a[0], a[1], a[2]}).deliveries_a_post();
     }},
    {"write_writes", 4, [](const Arguments& a) { return fan_out(a).on_write().writes; }},
    {"fan_out_crossover", 3,
     [](const Arguments& a) { return FanOut{.posts = a[2], .reads = a[0], .follows = a[1]}.crossover(); }},
    {"delivery_seconds", 3, [](const Arguments& a) { return delivery_seconds(a[0], a[1], a[2]); }},
    // error-cost.h: revenue a year, share of it at stake; and availability.
    {"cost_a_minute", 2, [](const Arguments& a) { return cost_per_minute(a[0], a[1]); }},
    {"cost_an_hour", 2, [](const Arguments& a) { return 60 * cost_per_minute(a[0], a[1]); }},
    {"loss_a_year", 3, [](const Arguments& a) { return yearly_loss(a[0], a[1], a[2]); }},
    {"loss_a_month", 3, [](const Arguments& a) { return yearly_loss(a[0], a[1], a[2]) / 12; }},
    {"worth_of_better", 4,
     [](const Arguments& a) { return yearly_loss(a[0], a[1], a[2]) - yearly_loss(a[0], a[1], a[3]); }},
    // quorum.h: copies, those a write waits for, those a read waits for.
    {"overlap", 3, [](const Arguments& a) { return double(quorum(a).overlap()); }},
    {"stale_read", 3, [](const Arguments& a) { return quorum(a).stale_probability(); }},
    {"spare_for_writes", 3, [](const Arguments& a) { return double(quorum(a).spare_for_writes()); }},
    // cost-curves.h. A load and an exponent or overhead; or an exponent and an overhead.
    {"cost_up", 2, [](const Arguments& a) { return vertical_cost(a[0], a[1]); }},
    {"cost_out", 2, [](const Arguments& a) { return horizontal_cost(a[0], a[1]); }},
    {"cost_crossover", 2, [](const Arguments& a) { return theory::crossover(a[0], a[1]).load; }},
    {"overhead_for_crossover", 2, [](const Arguments& a) { return overhead_for_crossover(a[0], a[1]); }},
    {"best_saving", 2, [](const Arguments& a) { return best_saving_of_up(a[0], a[1]).share; }},
    {"best_saving_load", 2, [](const Arguments& a) { return best_saving_of_up(a[0], a[1]).load; }},
    {"backlog", 3, [](const Arguments& a) { return (a[0] - a[1]) * a[2]; }},
    // debt.h. Debt ratio, share saved, feature.
    {"linear_cost", 3,
     [](const Arguments& a) { return feature_cost(debt(a, Growth::linear), static_cast<int>(a[2])); }},
    {"linear_total", 3,
     [](const Arguments& a) { return total_cost(debt(a, Growth::linear), static_cast<int>(a[2])); }},
    {"compounding_cost", 3,
     [](const Arguments& a) { return feature_cost(debt(a, Growth::compounding), static_cast<int>(a[2])); }},
    {"compounding_total", 3,
     [](const Arguments& a) { return total_cost(debt(a, Growth::compounding), static_cast<int>(a[2])); }},
    {"features_to_double", 1, [](const Arguments& a) { return std::log(2) / std::log1p(a[0]); }},
    // A cache before a database: traffic, hit rate, capacity; shares 0 to 1.
    {"database_reads", 2, [](const Arguments& a) { return a[0] * (1 - a[1]); }},
    {"database_load", 3, [](const Arguments& a) { return a[0] * (1 - a[1]) / a[2]; }},
    {"failing_reads", 3, [](const Arguments& a) { return std::max(0.0, a[0] * (1 - a[1]) - a[2]); }},
    {"failing_share", 3, [](const Arguments& a) { return std::max(0.0, 1 - a[1] - a[2] / a[0]); }},
    {"least_hit_rate", 2, [](const Arguments& a) { return std::max(0.0, 1 - a[1] / a[0]); }},
    {"level_of_misses", 2, [](const Arguments& a) { return (a[0] - a[1]) / (1 - a[1]); }},
    {"traffic_ceiling", 2, [](const Arguments& a) { return a[0] / (1 - a[1]); }},
    {"lost_cache_factor", 1, [](const Arguments& a) { return 1 / (1 - a[0]); }},
    // error-budget.h. Target and days.
    {"budget_minutes", 2, [](const Arguments& a) { return error_budget(a[0], a[1] * seconds_a_day) / 60; }},
    {"budget_hours", 2, [](const Arguments& a) { return error_budget(a[0], a[1] * seconds_a_day) / 3600; }},
    // queueing.h. The last: level and hit rate, of a cache's 2 to 7 ms and a database's 10 to 30.
    {"mm1_response", 1, [](const Arguments& a) { return mm1_response(a[0]); }},
    {"erlang_c", 2, [](const Arguments& a) { return erlang_c(static_cast<int>(a[0]), a[1]); }},
    {"cached_quantile", 2,
     [](const Arguments& a) { return two_uniforms_quantile(a[0], a[1], 2, 7, 10, 30); }},
    // order-statistics.h.
    {"checkout_mean", 0, [](const Arguments&) { return checkout_mean(); }},
    {"checkout_nearest", 1, [](const Arguments& a) { return nearest_rank(checkout().data(), 100, a[0]); }},
    {"checkout_interpolated", 1,
     [](const Arguments& a) { return interpolated(checkout().data(), 100, a[0]); }},
    {"drill_nearest", 1, [](const Arguments& a) { return nearest_rank(drill_times().data(), 10, a[0]); }},
    {"drill_interpolated", 1,
     [](const Arguments& a) { return interpolated(drill_times().data(), 10, a[0]); }},
    {"slowest_of_two_paths", 2, [](const Arguments& a) { return slowest_of_two_paths(a[0], a[1]); }},
    {"single_share", 2, [](const Arguments& a) { return 1 - single_level(a[0], a[1]); }},
    {"at_least_one", 2, [](const Arguments& a) { return at_least_one(a[0], a[1]); }},
    {"all_fast", 2, [](const Arguments& a) { return 1 - at_least_one(a[0], a[1]); }},
    {"single_level", 2, [](const Arguments& a) { return single_level(a[0], a[1]); }},
    {"calls_for_half", 1, [](const Arguments& a) { return calls_for_half(a[0]); }},
    {"slowest_of", 3,
     [](const Arguments& a) {
       return LogNormal{1, a[0]}.quantile(single_level(a[2], a[1]));
     }},
    {"tail_ratio", 3,
     [](const Arguments& a) {
       return LogNormal{1, a[0]}.quantile(a[2]) / LogNormal{1, a[1]}.quantile(a[2]);
     }},
    {"hedged_of", 4,
     [](const Arguments& a) {
       const LogNormal call{1, a[0]};
       return Hedged{call, call.quantile(a[1])}.quantile(single_level(a[3], a[2]));
     }},
    {"merged_p99", 3, [](const Arguments& a) { return merged_p99(a[0], a[1], a[2]); }},
    {"closed_loop_mean", 4, [](const Arguments& a) { return closed_loop_mean(a[0], a[1], a[2], a[3]); }},
    {"scheduled_mean", 4, [](const Arguments& a) { return scheduled(a[0], a[1], a[2], a[3]).mean(); }},
    {"scheduled_quantile", 5,
     [](const Arguments& a) { return scheduled(a[1], a[2], a[3], a[4]).quantile(a[0]); }},
};

Status step(Session& session, const std::string& word) {
  const auto equals = word.find('=');
  if (equals != std::string::npos) return session.set(word.substr(0, equals), word.substr(equals + 1));
  char* end = nullptr;
  const double seconds = std::strtod(word.c_str(), &end);
  return *end == '\0' ? session.advance(seconds) : session.act(word);
}

/// Prints the output named by `words`: SIMULATOR[/PRESET] OUTPUT STEP...; the exit status.
int print_output(const std::vector<std::string>& words) {
  const auto refuse = [](const std::string& why) {
    std::fprintf(stderr, "lesson_numbers: %s\n", why.c_str());
    return 2;
  };
  if (words.size() < 2) return refuse("output takes SIMULATOR[/PRESET] OUTPUT and steps");
  const auto slash = words[0].find('/');
  auto simulator = make_simulator(words[0].substr(0, slash));
  if (!simulator) return refuse("there is no simulator " + words[0].substr(0, slash));
  Session session(std::move(simulator));
  if (slash != std::string::npos)
    if (const Status status = session.apply_preset(words[0].substr(slash + 1)); !status.ok())
      return refuse(status.message);
  for (std::size_t i = 2; i < words.size(); ++i)
    if (const Status status = step(session, words[i]); !status.ok()) return refuse(status.message);
  session.finish();
  for (const Value& value : session.scene().values) {
    if (session.description().outputs[value.output].id != words[1]) continue;
    if (!value.number && !value.exact) return refuse(words[0] + " has no number for " + words[1] + " there");
    std::printf("%.17g\n", value.exact ? *value.exact : *value.number);
    return 0;
  }
  return refuse(words[0] + " shows no output " + words[1] + " there");
}

}  // namespace

int main(int count, char** words) {
  if (count > 1 && std::string(words[1]) == "output") return print_output({words + 2, words + count});
  const std::string name = count > 1 ? words[1] : "";
  Arguments arguments;
  for (int i = 2; i < count; ++i) arguments.push_back(std::atof(words[i]));
  for (const Function& function : functions) {
    if (name != function.name) continue;
    if (function.count != any && arguments.size() != function.count) {
      std::fprintf(stderr, "lesson_numbers: %s takes %zu arguments, not %zu\n", function.name, function.count,
                   arguments.size());
      return 2;
    }
    std::printf("%.17g\n", function.compute(arguments));
    return 0;
  }
  std::fprintf(stderr, "lesson_numbers: there is no function “%s”\n", name.c_str());
  return 2;
}
