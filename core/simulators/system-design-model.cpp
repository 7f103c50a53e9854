#include "core/simulators/system-design-model.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/theory/queueing.h"
#include "core/theory/retries.h"

namespace lesson {
int SystemModel::Setting::connections() const {
  const double mean = UniformService{read_low, read_high}.mean();
  return std::max(static_cast<int>(std::lround(capacity * mean)), 1);
}

double SystemModel::Setting::stretch() const {
  return connections() / (capacity * UniformService{read_low, read_high}.mean());
}

int SystemModel::Setting::workers() const {
  const double busy = traffic * order_share * UniformService{order_low, order_high}.mean();
  return static_cast<int>(std::ceil(1.5 * busy));
}

double SystemModel::Setting::load_with_retries() const {
  return theory::load_with_retries(load(), retries,
                                   budget ? retry_share : std::numeric_limits<double>::infinity());
}

bool SystemModel::Setting::decided() const {
  if (load() < 1) return theory::mmc_queue_quantile(connections(), load(), usual) < capacity * timeout;
  // What empties a full queue is as rare as what fills an empty one.
  return std::log(load()) * capacity * timeout > -std::log(1 - usual);
}

SystemModel::SystemModel(const Setting& setting)
    : setting_(setting),
      arrivals_(arrival, Random(setting.seed, 1)),
      mix_(setting.seed, 2),
      order_mix_(setting.seed, 3),
      server_mix_(setting.seed, 4),
      cache_(cache_done, never_happens, Station<Read>::unlimited, {this, from_cache},
             Random(setting.seed, 5)),
      database_(read_done, read_expiry, setting.connections(), {this, from_database},
                Random(setting.seed, 6)),
      orders_(order_done, never_happens, setting.workers(), {order_low, order_high}, Random(setting.seed, 7)),
      policy_{setting.retries, setting.budget},
      times_(kept + 1, Histogram(0.001, 32, 7)) {
  database_.set_patience(calendar_, setting.timeout);
  database_.set_slowness(setting.stretch());
  arrivals_.set_rate(calendar_, setting.traffic);
  plan_tick();
  changed();
}

void SystemModel::changed() {
  changed_at_ = calendar_.now();
  begin_to_measure();
}

void SystemModel::begin_to_measure() {
  waits_ = waiting_ = BatchMeans();
  measure_at_ = calendar_.now() + warm_up;
  calendar_.at(measure_at_, What(measure, 0));
}

void SystemModel::set(const Setting& setting) {
  if (setting == setting_) return;
  setting_ = setting;
  changed();
  arrivals_.set_rate(calendar_, present_traffic());
  database_.set_patience(calendar_, setting.timeout);
  database_.set_slowness(setting.stretch() * (active(Failure::slow_database) ? slowness : 1));
  policy_ = {setting.retries, setting.budget};
  // Only as time goes on: what is set for no time at all must start nobody.
  calendar_.at(calendar_.now(), What(staff, 0));
}

void SystemModel::staff_up() {
  database_.set_servers(calendar_, setting_.connections(),
                        [&](std::uint32_t, double seconds) { waited(seconds); });
  if (!active(Failure::queue)) set_workers(setting_.workers());
}

double SystemModel::usual_queue() const {
  return theory::mmc_queue_quantile(setting_.connections(), present_load(), usual);
}

// ---- Faults and spikes ---------------------------------------------------------------------------

void SystemModel::inject(Failure failure) {
  if (failing_) return;
  active_ = failure;
  apply_failure(true);
}

void SystemModel::heal() {
  if (failing_) apply_failure(false);
}

void SystemModel::apply_failure(bool on) {
  failing_ = on;
  // Mended on the stroke of a second, it leaves that second whole.
  open_.failure = on || calendar_.now() > static_cast<double>(seconds_.end()) + 1e-6;
  changed();
  switch (active_) {
    case Failure::cache:
      // What it held is gone; whoever was asking it asks again.
      if (on) {
        cold_ = 1;
        cache_.fail(calendar_, [&](std::uint32_t who) { again_or_fail(who, call_budget_, Trace::End::cut); });
      } else {
        cache_.repair();
      }
      break;
    case Failure::slow_database: database_.set_slowness(setting_.stretch() * (on ? slowness : 1)); break;
    case Failure::queue: set_workers(on ? 0 : setting_.workers()); break;
    case Failure::app_server:
      balancer_knows_ = !on;
      check_at_ = calendar_.now() + health_check;
      if (on) calendar_.at(check_at_, What(health, 0));
  }
}

void SystemModel::spike() {
  open_.spike = true;
  spike_until_ = calendar_.now() + spike_seconds;
  changed();
  arrivals_.set_rate(calendar_, present_traffic());
  calendar_.at(spike_until_, What(spike_end, 0));
}

// ---- One request ---------------------------------------------------------------------------------

void SystemModel::admit() {
  ++counts_.in;
  ++open_.arrived;
  const bool order = order_mix_.chance(order_share);
  const auto rank = static_cast<std::uint32_t>(mix_.next() >> 32);
  const std::uint32_t who = requests_.take();
  if (who == Pool<Request>::none) {
    ++counts_.shed;
    ++open_.failed;
    return;
  }
  requests_[who] = {.born = calendar_.now(), .number = counts_.in, .rank = rank, .order = order};
  call_budget_.earn();
  attempt(who);
}

void SystemModel::attempt(std::uint32_t who) {
  Request& request = requests_[who];
  request.asked[request.attempts] = static_cast<float>(calendar_.now() - request.born);
  ++request.attempts;
  if (!try_once(request, who)) again_or_fail(who, call_budget_, Trace::End::refused);
}

bool SystemModel::try_once(Request& request, std::uint32_t who) {
  if (active(Failure::app_server) && !balancer_knows_ && server_mix_.chance(1.0 / app_servers)) return false;
  if (request.order && !request.published) {
    if (active(Failure::queue)) return false;
    request.published = true;
    ++open_.orders;
    if (orders_.join(calendar_, 0) == Station<UniformService>::Joined::served) order_waits_.record(0);
  }
  if (request.rank < present_hit() * 0x1p32) {
    ++open_.hits;
    (void)cache_.join(calendar_, who);
    return true;
  }
  ++open_.reads;
  if (request.attempts == 1) read_budget_.earn();
  if (database_.join(calendar_, who) == Station<Read>::Joined::served) waited(0);
  return true;
}

double SystemModel::start(std::uint32_t who, Part part) {
  Request& request = requests_[who];
  request.part = part;
  request.started = static_cast<float>(calendar_.now() - request.born);
  const UniformService time =
      part == from_cache ? UniformService{cache_low, cache_high} : UniformService{read_low, read_high};
  return time.at(
      Random::uniform_of(setting_.seed, static_cast<std::uint64_t>(request.number), request.attempts));
}

void SystemModel::again_or_fail(std::uint32_t who, RetryBudget& budget, Trace::End end) {
  Request& request = requests_[who];
  request.ends[request.attempts - 1U] = end;
  if (policy_.again(requests_[who].attempts, budget)) {
    ++open_.retries;
    return attempt(who);
  }
  ++counts_.failed;
  ++open_.failed;
  leave(who);
}

void SystemModel::answered(std::uint32_t who) {
  ++counts_.done;
  ++open_.done;
  Request& request = requests_[who];
  request.ends[request.attempts - 1U] = Trace::End::answered;
  times_[static_cast<std::size_t>(seconds_.end()) % times_.size()].record(calendar_.now() - request.born);
  leave(who);
}

void SystemModel::leave(std::uint32_t who) {
  const Request& request = requests_[who];
  if (open_slowest_.wants(calendar_.now() - request.born)) open_slowest_.record(trace_of(request));
  if (request.number == watched_) watched_trace_ = trace_of(request);
  requests_.give_back(who);
}

Trace SystemModel::trace_of(const Request& request) const {
  Trace trace{.number = request.number, .born = request.born, .attempts = request.attempts};
  // One attempt ends as the next begins: retries are made at once.
  const auto ended = static_cast<float>(calendar_.now() - request.born);
  for (std::size_t i = 0; i < request.attempts; ++i)
    trace.tries[i] = {.asked = request.asked[i],
                      .started = request.asked[i],
                      .ended = i + 1 < request.attempts ? request.asked[i + 1] : ended,
                      .end = request.ends[i]};
  Trace::Attempt& last = trace.last();
  last.started = last.end == Trace::End::timed_out ? last.ended : std::max(request.started, last.asked);
  last.part = request.part;
  return trace;
}

void SystemModel::waited(double seconds) {
  waits_.record(seconds);
  waiting_.record(seconds > 0 ? 1 : 0);
}

void SystemModel::set_workers(int workers) {
  orders_.set_servers(calendar_, workers,
                      [&](std::uint32_t, double seconds) { order_waits_.record(seconds); });
}

void SystemModel::read_ended(std::uint32_t server) {
  const auto done = database_.done(calendar_, server);
  if (done.started != Station<Read>::nobody) waited(done.waited);
  if (done.who == Station<Read>::nobody) return;
  // Each answer fills a cache that is up and has room.
  if (cold_ > 0 && !active(Failure::cache)) {
    cold_ *= 1 - 1 / working_set;
    if (cold_ < 1e-4) cold_ = 0;
  }
  answered(done.who);
}

// ---- Time ----------------------------------------------------------------------------------------

void SystemModel::plan_tick() {
  // Just before the stroke, so that a run up to a full second ends with it closed.
  calendar_.at(std::nextafter(static_cast<double>(seconds_.end() + 1), 0.0), What(tick, 0));
}

void SystemModel::close_second() {
  const std::int64_t index = seconds_.end();
  const Histogram& times = times_[static_cast<std::size_t>(index) % times_.size()];
  const double now = calendar_.now(), area = database_.busy_area(now);
  if (times.count() > 0) {
    open_.p50 = times.quantile(0.5);
    open_.p99 = times.quantile(0.99);
  }
  open_.busy = (area - busy_before_) / database_.servers();
  busy_before_ = area;
  open_.waiting = database_.waiting();
  open_.orders_waiting = orders_.waiting();
  open_.failure = open_.failure || failing_;
  seconds_.at(index) = open_;
  slowest_.at(index) = open_slowest_;
  open_ = {};
  open_slowest_ = {};
  open_.spike = now + 1e-6 < spike_until_;
  times_[static_cast<std::size_t>(index + 1) % times_.size()].clear();
  plan_tick();
}

void SystemModel::happens(What what) {
  switch (what.kind()) {
    case arrival:
      if (arrivals_.arrive(calendar_)) admit();
      break;
    case cache_done: {
      const auto done = cache_.done(calendar_, what.who());
      if (done.who != Station<Read>::nobody) answered(done.who);
      break;
    }
    case read_done: read_ended(what.who()); break;
    case read_expiry:
      database_.expire(calendar_, [&](std::uint32_t who) {
        ++open_.expired;
        again_or_fail(who, read_budget_, Trace::End::timed_out);
      });
      break;
    case order_done: {
      const auto done = orders_.done(calendar_, what.who());
      if (done.who == 0) ++open_.processed;
      if (done.started == 0) order_waits_.record(done.waited);
      break;
    }
    case tick: close_second(); break;
    case staff: staff_up(); break;
    case spike_end:
      if (calendar_.now() < spike_until_) break;
      changed();
      arrivals_.set_rate(calendar_, setting_.traffic);
      break;
    case health:
      if (calendar_.now() >= check_at_ && active(Failure::app_server)) {
        balancer_knows_ = true;
        changed();
      }
      break;
    case measure:
      if (calendar_.now() != measure_at_) break;
      waits_ = waiting_ = BatchMeans();
      // What waits here came before: it would stay in the means long after it has gone.
      if (backed_up()) begin_to_measure();
      break;
    default: break;
  }
}

std::int64_t SystemModel::run(double until, std::int64_t limit) {
  return calendar_.run_some(until, limit, [this](What what) { happens(what); });
}

SystemModel::Counts SystemModel::counts() const {
  Counts counts = counts_;
  counts.in_flight = cache_.busy() + database_.busy() + static_cast<std::int64_t>(database_.waiting());
  return counts;
}

}  // namespace lesson
