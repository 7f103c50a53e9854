#include "core/simulators/queueing-model.h"

#include <algorithm>
#include <cmath>

#include "core/theory/queueing.h"

namespace lesson {

// ---- What is known -------------------------------------------------------------------------------

double QueueChoice::scv() const {
  switch (variability) {
    case Variability::constant: return theory::scv_constant();
    case Variability::uniform: return theory::scv_uniform(0.5, 1.5);
    case Variability::exponential: return theory::scv_exponential();
    default: return theory::scv_log_normal(sigma);
  }
}

double QueueChoice::wait() const { return theory::allen_cunneen_wait(servers, utilisation, 1, scv()); }

std::optional<double> QueueChoice::quantile(double p) const {
  if (variability != Variability::exponential) return {};
  return theory::mmc_response_quantile(servers, utilisation, p);
}

std::optional<double> QueueChoice::waiting_share() const {
  if (!exact()) return {};
  return theory::erlang_c(servers, utilisation);
}

double QueueChoice::knee() const {
  double low = 0, high = 0.9;
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (at(middle + 0.1).response() < 2 * at(middle).response() ? low : high) = middle;
  }
  return (low + high) / 2;
}

// ---- What is measured ----------------------------------------------------------------------------

QueueService::QueueService(const QueueChoice& choice)
    : variability_(choice.variability), time_{std::exp(-choice.sigma * choice.sigma / 2), choice.sigma} {}

double QueueService::operator()(Random& random) const {
  switch (variability_) {
    case QueueChoice::Variability::constant: return 1;
    case QueueChoice::Variability::uniform: return 0.5 + random.uniform();
    case QueueChoice::Variability::exponential: return random.exponential(1);
    default: return time_.quantile(random.uniform());
  }
}

void QueueRun::Seen::operator()(double wait, double service) {
  responses.record(wait + service);
  services += service;
  if (times.count() < enough) times.record(wait + service);
}

namespace {

/// A queue forgets how it began within some 4 / (1 - utilisation)^2 customers, more if service varies.
std::int64_t customers_to_forget(const QueueChoice& choice) {
  const double idle = 1 - choice.utilisation;
  return 1000 + static_cast<std::int64_t>(std::min(2 * (1 + choice.scv()) / (idle * idle), 20'000.0));
}

}  // namespace

QueueRun::QueueRun(const QueueChoice& choice, std::int64_t customers, std::uint64_t seed)
    : queue_(choice.utilisation * choice.servers, choice.servers, QueueService(choice), seed),
      warm_up_(customers_to_forget(choice)),
      all_(warm_up_ + customers) {}

void QueueRun::begin() {
  const double now = queue_.calendar().now();
  queue_.forget();
  queue_.seen() = Seen();
  // A few customers are still inside at the end: the percentiles must not wait for them.
  queue_.seen().enough = (all_ - warm_up_) * 99 / 100 / 20 * 20;
  arrived_ = queue_.arrived();
  began_ = now;
  busy_area_ = queue_.station().busy_area(now);
  waiting_area_ = queue_.station().waiting_area(now);
}

void QueueRun::work(std::int64_t customers) {
  const std::int64_t end = std::min(queue_.arrived() + customers, all_);
  if (queue_.arrived() < warm_up_) {
    queue_.run(std::min(end, warm_up_) - queue_.arrived());
    if (queue_.arrived() == warm_up_) begin();
  }
  queue_.run(end - queue_.arrived());
}

std::optional<double> QueueRun::quantile(double p) const {
  const Seen& seen = queue_.seen();
  return seen.times.count() < seen.enough ? std::nullopt : std::optional(seen.times.quantile(p));
}

QueueRun::Flow QueueRun::flow() const {
  const double now = queue_.calendar().now(), passed = now - began_;
  const auto count = static_cast<double>(measured());
  if (passed <= 0 || count == 0) return {};
  return {.rate = static_cast<double>(queue_.arrived() - arrived_) / passed,
          .waiting = (queue_.station().waiting_area(now) - waiting_area_) / passed,
          .busy = (queue_.station().busy_area(now) - busy_area_) / passed,
          .wait = queue_.waits().mean(),
          .service = queue_.seen().services / count};
}

}  // namespace lesson
