#include "core/simulators/request-trace-model.h"

#include <algorithm>
#include <limits>

namespace lesson::request_path {

Source::Source(std::uint64_t seed)
    : streams_{Random(seed, 0), Random(seed, 1), Random(seed, 2), Random(seed, 3), Random(seed, 4),
               Random(seed, 5), Random(seed, 6), Random(seed, 7), Random(seed, 8)} {}

Draws Source::next() {
  Draws draws;
  // The client's stream decides hits: only they depend on who asks.
  draws.chance = streams_[client].uniform();
  for (std::size_t part = 0; part < part_count; ++part)
    if (work[part].high > 0)
      draws.work[part] = work[part].low + (work[part].high - work[part].low) * streams_[part].uniform();
  return draws;
}

Plan plan(const Setting& setting, bool hit) {
  const auto call = [&](Part part) { return Call{part, !setting.up(part)}; };
  if (!setting.up(balancer) || !setting.up(app)) return {.branches = {}, .outcome = Outcome::failed};
  Branch main;
  if (setting.kind == Kind::timeline) {
    main.calls.push_back(call(cache));
    if (main.calls.front().refused || !hit) main.calls.push_back(call(database));
  } else {
    main.calls.push_back(call(setting.kind == Kind::post ? database : Part::search));
  }
  Plan made{.branches = {main}};
  if (setting.kind == Kind::timeline) made.branches.push_back({{call(Part::search)}});
  const bool content_missing = main.calls.back().refused;
  const bool trends_missing = setting.kind == Kind::timeline && !setting.up(Part::search);
  // The event is news for others: only an app server that insists waits for its receipt.
  made.branches.push_back({{call(queue)}, setting.insists});
  bool any = false;
  for (const Branch& branch : made.branches)
    for (const Call& one : branch.calls) any = any || one.refused;
  made.first_refusal = setting.insists && any;
  const bool nothing_to_show = content_missing && (setting.kind != Kind::timeline || trends_missing);
  made.outcome = made.first_refusal || nothing_to_show ? Outcome::failed
                 : any                                 ? Outcome::degraded
                                                       : Outcome::full;
  return made;
}

namespace {

/// Follows a plan and writes down when what happens.
struct Walk {
  const Setting& setting;
  const Draws& draws;
  Trace& trace;
  double ready = 0;  ///< When the app server begins to call.
  /// When each branch is done, and the first refusal.
  std::vector<double> done{};
  double refusal = std::numeric_limits<double>::infinity();

  void branch(const Branch& calls) {
    double at = ready;
    for (const Call& call : calls.calls) {
      const double out = setting.way_out(app);
      const double busy = call.refused ? 0 : draws.work[call.part] * setting.factor(call.part);
      const double end = at + out + busy + hop;
      trace.spans.push_back({call.part, at, end, out, call.refused});
      if (call.refused && calls.awaited) refusal = std::min(refusal, end);
      at = end;
    }
    done.push_back(at);
  }

  /// Marks the calls that led to the answer at `at`: the last to be done, and those before it.
  void mark(const Plan& made, double at) {
    std::size_t span = 0;
    for (std::size_t i = 0; i < made.branches.size(); ++i) {
      const std::size_t first = span;
      span += made.branches[i].calls.size();
      if (!made.branches[i].awaited) continue;
      for (std::size_t k = first; k < span; ++k) {
        if (trace.spans[k].end != at) continue;
        for (std::size_t j = first; j <= k; ++j) trace.spans[j].critical = true;
        return;
      }
    }
  }
};

/// Calls that nobody is waiting for any more are given up; an event on its way is not.
void give_up(Trace& trace, double at) {
  std::vector<Step> kept;
  for (Step& span : trace.spans) {
    if (span.part != queue) {
      if (span.start >= at) continue;
      span.end = std::min(span.end, at);
    }
    kept.push_back(span);
  }
  trace.spans = std::move(kept);
}

/// What the event sets off once it lies in the queue.
void follow_event(const Setting& setting, const Draws& draws, Trace& trace) {
  for (std::size_t i = 0; i < trace.spans.size(); ++i) {
    const Step call = trace.spans[i];
    if (call.part != queue) continue;
    // An app server that insists gives the event up together with the request.
    trace.held = call.refused && !setting.insists;
    trace.event = !call.refused || trace.held;
    trace.published = call.end - hop;
    trace.end = std::max(trace.end, call.end);
    if (call.refused || !setting.up(stream)) return;
    const double busy = draws.work[stream] * setting.factor(stream);
    trace.spans.push_back({stream, trace.published, trace.published + hop + busy, hop});
    trace.end = std::max(trace.end, trace.spans.back().end);
    return;
  }
}

void answer(const Setting& setting, Trace& trace, double at) {
  const double back = setting.way_out(app) + setting.way_out(balancer);
  trace.answered = trace.end = at + back;
  trace.spans.push_back({app, at, trace.answered, setting.way_out(app), false, true});
}

Trace turned_away(const Setting& setting) {
  Trace trace{.outcome = Outcome::failed};
  // The balancer is not there, or finds no app server behind it and says so.
  const bool no_balancer = !setting.up(balancer);
  trace.answered = trace.end = no_balancer ? 2 * hop : 2 * hop + 2 * setting.way_out(balancer);
  trace.spans.push_back({client, 0, trace.answered, hop, true, true});
  return trace;
}

}  // namespace

Trace trace(const Setting& setting, const Draws& draws) {
  const bool hit = draws.chance < setting.hit_rate;
  const Plan made = plan(setting, hit);
  if (made.branches.empty()) return turned_away(setting);
  Trace trace{.outcome = made.outcome};
  Walk walk{setting, draws, trace, hop + setting.way_out(balancer)};
  for (const Branch& branch : made.branches) walk.branch(branch);
  double at = 0;
  for (std::size_t i = 0; i < made.branches.size(); ++i)
    if (made.branches[i].awaited) at = std::max(at, walk.done[i]);
  if (made.first_refusal) at = walk.refusal;
  walk.mark(made, at);
  if (made.first_refusal) give_up(trace, at);
  for (const Step& span : trace.spans) {
    trace.hit = trace.hit || (span.part == cache && !span.refused && hit);
    trace.missed = trace.missed || (span.part == database && setting.kind == Kind::timeline);
  }
  trace.spans.insert(trace.spans.begin(), Step{client, 0, walk.ready, hop, false, true});
  answer(setting, trace, at);
  follow_event(setting, draws, trace);
  return trace;
}

// ---- The closed form -----------------------------------------------------------------------------

namespace {

theory::UniformSum time_of(const Setting& setting, const Branch& branch, double fixed) {
  theory::UniformSum sum(fixed);
  for (const Call& call : branch.calls) {
    sum.add(setting.way_out(app) + hop, setting.way_out(app) + hop);
    const double by = setting.factor(call.part);
    if (!call.refused) sum.add(work[call.part].low * by, work[call.part].high * by);
  }
  return sum;
}

}  // namespace

Exact::Exact(const Setting& setting) {
  const bool chance = setting.kind == Kind::timeline && setting.up(cache);
  for (const bool hit : {true, false}) {
    const double share = !chance ? (hit ? 1 : 0) : hit ? setting.hit_rate : 1 - setting.hit_rate;
    if (share <= 0) continue;
    const Plan made = plan(setting, hit);
    if (made.outcome == Outcome::failed) {
      failed_ += share;
      continue;
    }
    if (made.outcome == Outcome::degraded) degraded_ += share;
    const double ways = hop + 2 * setting.way_out(balancer) + setting.way_out(app);
    Way way{share, {}};
    for (const Branch& branch : made.branches)
      if (branch.awaited) way.branches.push_back(time_of(setting, branch, ways));
    ways_.push_back(std::move(way));
  }
  // A sum of shares may miss 1 by a rounding.
  if (ways_.empty()) failed_ = 1;
}

double Exact::mean() const {
  double sum = 0, shares = 0;
  for (const Way& way : ways_) {
    sum += way.share * theory::mean_of_latest(way.branches);
    shares += way.share;
  }
  return shares > 0 ? sum / shares : 0;
}

double Exact::cdf(double t) const {
  double sum = 0, shares = 0;
  for (const Way& way : ways_) {
    sum += way.share * theory::latest_cdf(way.branches, t);
    shares += way.share;
  }
  return shares > 0 ? sum / shares : 0;
}

double Exact::quantile(double p) const {
  double low = 0, high = 0;
  for (const Way& way : ways_)
    for (const theory::UniformSum& branch : way.branches) high = std::max(high, branch.high());
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    cdf(middle) < p ? low = middle : high = middle;
  }
  return high;
}

}  // namespace lesson::request_path
