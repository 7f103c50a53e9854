#include "core/simulators/cascade-model.h"

#include <algorithm>
#include <cmath>

#include "core/theory/thread-pool.h"

namespace lesson {

double CascadeModel::Setting::hold(double share) const {
  const double limit = read_limit();
  return theory::mean_hold(share, theory::cut_uniform_mean(read_low, read_high, limit),
                           theory::cut_uniform_mean(read_low * slowness, read_high * slowness, limit));
}

CascadeModel::CascadeModel(const Setting& setting)
    : setting_(setting),
      arrivals_(arrival, Random(setting.seed, 1)),
      threads_(read_done, no_expiry, threads, Read{this}, Random(setting.seed, 2)),
      clocks_(no_done, timeout, 0, {}, Random(setting.seed, 3)) {
  apply();
  plan_tick();
  calendar_.at(check_every, What(check, 0));
}

void CascadeModel::apply() {
  policy_ = {setting_.retries, setting_.budget};
  threads_.set_room(setting_.shedding ? short_room : room);
  clocks_.set_patience(calendar_, setting_.timeout);
  arrivals_.set_rate(calendar_, setting_.load);
  if (!setting_.health_check) out_ = {};
  if (!setting_.breaker) breakers_ = {};
}

void CascadeModel::set(const Setting& setting) {
  if (setting == setting_) return;
  setting_ = setting;
  changed();
  apply();
}

void CascadeModel::slow_disk(bool slow) {
  if (slow == slow_) return;
  slow_ = slow;
  if (!slow) repaired_at_ = calendar_.now();
  open_.slow = slow || calendar_.now() > static_cast<double>(seconds_.end()) + 1e-6;
  changed();
}

void CascadeModel::close_door() {
  closed_until_ = calendar_.now() + closed_seconds;
  open_.closed = true;
  calendar_.at(closed_until_, What(door, 0));
  changed();
}

// ---- One request ---------------------------------------------------------------------------------

double CascadeModel::draw(const Attempt& attempt, std::uint64_t purpose) const {
  return Random::uniform_of(setting_.seed, static_cast<std::uint64_t>(attempt.number),
                            purpose << 8 | attempt.serial);
}

void CascadeModel::admit() {
  ++counts_.in;
  ++open_.arrived;
  const std::uint32_t request = requests_.take();
  if (request == Pool<Trace>::none) {
    ++counts_.failed;
    ++open_.failed;
    return;
  }
  requests_[request].number = counts_.in;
  requests_[request].born = calendar_.now();
  budget_.earn();
  ask(request);
}

void CascadeModel::ask(std::uint32_t request) {
  // In a loop: a refused attempt is made again at once.
  for (;;) {
    Trace& trace = requests_[request];
    const auto asked = static_cast<float>(calendar_.now() - trace.born);
    if (trace.attempts < Trace::most) ++trace.attempts;
    trace.last() = {.asked = asked, .started = asked, .ended = asked};
    ++open_.attempts;
    if (try_once(request, trace.attempts)) return;
    ++open_.refused;
    trace.last().end = Trace::End::refused;
    if (closed() || !policy_.again(trace.attempts, budget_)) return leave(request, false);
  }
}

bool CascadeModel::try_once(std::uint32_t request, int serial) {
  if (closed()) return false;
  const std::uint32_t who = attempts_.take();
  if (who == Pool<Attempt>::none) return false;
  Attempt& attempt = attempts_[who];
  attempt.number = requests_[request].number;
  attempt.request = request;
  attempt.serial = static_cast<std::uint8_t>(serial);
  if (threads_.join(calendar_, who) == Station<Read>::Joined::refused) {
    if (setting_.shedding) {
      attempts_.give_back(who);
      return false;
    }
    // A full queue says nothing: the caller finds out by its clock.
    ++open_.refused;
    attempts_[who].holders = 1;
  }
  (void)clocks_.join(calendar_, who);
  return true;
}

void CascadeModel::attempt_failed(std::uint32_t request, Trace::End end) {
  Trace& trace = requests_[request];
  Trace::Attempt& last = trace.last();
  last.ended = static_cast<float>(calendar_.now() - trace.born);
  if (last.end == Trace::End::open && last.started == last.asked) last.started = last.ended;
  last.end = end;
  if (!closed() && policy_.again(trace.attempts, budget_)) return ask(request);
  leave(request, false);
}

void CascadeModel::leave(std::uint32_t request, bool answered) {
  Trace& trace = requests_[request];
  const double took = calendar_.now() - trace.born;
  if (answered) {
    ++counts_.done;
    ++open_.done;
    times_.record(took);
  } else {
    ++counts_.failed;
    ++open_.failed;
  }
  open_slowest_.record(trace);
  if (trace.number == watched_) watched_trace_ = trace;
  requests_.give_back(request);
}

void CascadeModel::let_go(std::uint32_t attempt) {
  if (--attempts_[attempt].holders == 0) attempts_.give_back(attempt);
}

// ---- Reads ---------------------------------------------------------------------------------------

int CascadeModel::choose_replica(const Attempt& attempt) const {
  const double at = draw(attempt, 1);
  const double rest = (1 - setting_.slow_share) / 2;
  const int wished = at < setting_.slow_share ? sick : at < setting_.slow_share + rest ? 0 : 1;
  if (!out(wished)) return wished;
  const int other = (wished + (draw(attempt, 3) < 0.5 ? 1 : 2)) % replicas;
  return out(other) ? (wished == 0 ? 3 - other : wished == 1 ? 2 - other : 1 - other) : other;
}

double CascadeModel::start_read(std::uint32_t who) {
  Attempt& attempt = attempts_[who];
  const int replica = choose_replica(attempt);
  attempt.replica = static_cast<std::uint8_t>(replica);
  if (attempt.wanted) {
    Trace& trace = requests_[attempt.request];
    trace.last().started = static_cast<float>(calendar_.now() - trace.born);
    trace.last().part = attempt.replica;
  }
  if (breaker_refuses(replica)) {
    attempt.fails = true;
    return 0;
  }
  attempt.asked = true;
  if (replica == sick) ++open_.sick_reads;
  const double takes =
      (read_low + (read_high - read_low) * draw(attempt, 2)) * (slow_ && replica == sick ? slowness : 1);
  const double limit = setting_.read_limit();
  attempt.fails = takes > limit;
  attempt.hold = static_cast<float>(std::min(takes, limit));
  return std::min(takes, limit);
}

bool CascadeModel::breaker_refuses(int replica) {
  if (!setting_.breaker) return false;
  Breaker& breaker = breakers_[static_cast<std::size_t>(replica)];
  if (breaker.state == Breaker::shut) return false;
  if (breaker.state == Breaker::trial || calendar_.now() < breaker.until) return true;
  // One call may find out whether the replica is well again.
  breaker.state = Breaker::trial;
  return false;
}

void CascadeModel::breaker_hears(int replica, bool bad) {
  if (!setting_.breaker) return;
  Breaker& breaker = breakers_[static_cast<std::size_t>(replica)];
  if (breaker.state == Breaker::open) return;
  if (breaker.state == Breaker::trial) {
    // Calls from before it opened end slowly: they only put the trial off.
    breaker = bad ? Breaker{Breaker::open, 0, 0, calendar_.now() + breaker_rest} : Breaker{};
    return;
  }
  breaker.bad += bad;
  if (++breaker.calls < breaker_calls) return;
  breaker = 2 * breaker.bad >= breaker_calls ? Breaker{Breaker::open, 0, 0, calendar_.now() + breaker_rest}
                                             : Breaker{};
}

void CascadeModel::read_ended(std::uint32_t server) {
  const std::uint32_t who = threads_.done(calendar_, server).who;
  if (who == Station<Read>::nobody) return;
  // A copy: retrying may take new places.
  const Attempt attempt = attempts_[who];
  if (attempt.asked) {
    const std::size_t replica = attempt.replica;
    read_sum_[replica] += attempt.hold;
    ++read_count_[replica];
    open_.held += attempt.hold;
    ++open_.read;
    open_.wasted += !attempt.wanted;
    breaker_hears(attempt.replica, attempt.fails || attempt.hold > breaker_slow);
  }
  attempts_[who].wanted = false;
  let_go(who);
  if (!attempt.wanted) return;
  if (attempt.fails) {
    ++open_.cut;
    return attempt_failed(attempt.request, attempt.asked ? Trace::End::cut : Trace::End::refused);
  }
  Trace& trace = requests_[attempt.request];
  trace.last().ended = static_cast<float>(calendar_.now() - trace.born);
  trace.last().end = Trace::End::answered;
  leave(attempt.request, true);
}

void CascadeModel::check_health() {
  calendar_.after(check_every, What(check, 0));
  double fastest = Calendar::never;
  for (std::size_t i = 0; i < replicas; ++i)
    if (read_count_[i] > 0) fastest = std::min(fastest, read_sum_[i] / read_count_[i]);
  for (std::size_t i = 0; setting_.health_check && i < replicas; ++i) {
    const auto number = static_cast<int>(i);
    if (out_[i]) {
      // Its test read is back before the next check, if the disk is well.
      out_[i] = slow_ && number == sick;
    } else if (read_count_[i] >= 5) {
      const double usual = std::min(fastest, (read_low + read_high) / 2 * check_factor);
      out_[i] = read_sum_[i] / read_count_[i] > check_factor * usual;
    }
  }
  read_sum_ = {};
  read_count_ = {};
}

// ---- Time ----------------------------------------------------------------------------------------

void CascadeModel::plan_tick() {
  // Just before the stroke, so that a run up to a full second ends with it closed.
  calendar_.at(std::nextafter(static_cast<double>(seconds_.end() + 1), 0.0), What(tick, 0));
}

void CascadeModel::close_second() {
  const std::int64_t index = seconds_.end();
  const double area = threads_.busy_area(calendar_.now());
  if (times_.count() > 0) {
    open_.p50 = times_.quantile(0.5);
    open_.p99 = times_.quantile(0.99);
  }
  open_.busy = area - busy_before_;
  busy_before_ = area;
  if (open_.read > 0) open_.held /= static_cast<double>(open_.read);
  open_.waiting = threads_.waiting();
  open_.slow = open_.slow || slow_;
  open_.out = out(sick);
  open_.open = open(sick);
  seconds_.at(index) = open_;
  slowest_.at(index) = open_slowest_;
  const bool still_closed = calendar_.now() + 1e-6 < closed_until_;
  open_ = {};
  open_.closed = still_closed;
  open_slowest_ = {};
  times_.clear();
  plan_tick();
}

void CascadeModel::happens(What what) {
  switch (what.kind()) {
    case arrival:
      if (arrivals_.arrive(calendar_)) admit();
      break;
    case read_done: read_ended(what.who()); break;
    case timeout:
      clocks_.expire(calendar_, [&](std::uint32_t who) {
        const Attempt attempt = attempts_[who];
        attempts_[who].wanted = false;
        let_go(who);
        if (!attempt.wanted) return;
        ++open_.timed_out;
        attempt_failed(attempt.request, Trace::End::timed_out);
      });
      break;
    case tick: close_second(); break;
    case check: check_health(); break;
    case door:
      if (!closed()) changed();
      break;
    default: break;
  }
}

std::int64_t CascadeModel::run(double until, std::int64_t limit) {
  return calendar_.run_some(until, limit, [this](What what) { happens(what); });
}

CascadeModel::Counts CascadeModel::counts() const {
  Counts counts = counts_;
  counts.in_flight = requests_.taken();
  return counts;
}

}  // namespace lesson
