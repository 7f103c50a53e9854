#include "core/theory/queueing.h"

#include <cmath>
#include <limits>

namespace lesson::theory {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

}  // namespace

double mm1_response(double utilisation) { return utilisation < 1 ? 1 / (1 - utilisation) : never; }

double mm1_response_quantile(double utilisation, double p) {
  return -std::log1p(-p) * mm1_response(utilisation);
}

double erlang_b(int servers, double offered) {
  if (offered <= 0) return 0;
  double inverse = 1;
  for (int i = 1; i <= servers; ++i) inverse = 1 + inverse * i / offered;
  return 1 / inverse;
}

double erlang_c(int servers, double utilisation) {
  if (utilisation >= 1) return 1;
  const double lost = erlang_b(servers, servers * utilisation);
  return lost / (1 - utilisation * (1 - lost));
}

double mmc_wait_if_any(int servers, double utilisation) {
  return utilisation < 1 ? 1 / (servers * (1 - utilisation)) : never;
}

double mmc_wait(int servers, double utilisation) {
  return erlang_c(servers, utilisation) * mmc_wait_if_any(servers, utilisation);
}

double mmc_wait_quantile(int servers, double utilisation, double p) {
  const double waiting = erlang_c(servers, utilisation);
  if (1 - p >= waiting) return 0;
  return std::log(waiting / (1 - p)) * mmc_wait_if_any(servers, utilisation);
}

double mmc_queue_quantile(int servers, double utilisation, double p) {
  if (utilisation >= 1) return std::numeric_limits<double>::infinity();
  const double waiting = erlang_c(servers, utilisation);
  if (1 - p >= waiting) return 0;
  // Of n in the queue: Erlang C * utilisation^n, at least.
  return std::log((1 - p) / waiting) / std::log(utilisation);
}

double mmc_response_beyond(int servers, double utilisation, double time) {
  if (utilisation >= 1) return 1;
  const double waiting = erlang_c(servers, utilisation), drain = 1 / mmc_wait_if_any(servers, utilisation);
  const double served = std::exp(-time);
  // Wait and service together; where both have one rate the difference quotient is its limit.
  const double apart = drain - 1;
  const double late = std::abs(apart) < 1e-6 ? 1 + time : (drain - std::exp(-apart * time)) / apart;
  return served * (1 - waiting) + waiting * served * late;
}

double mmc_response_quantile(int servers, double utilisation, double p) {
  if (utilisation >= 1) return never;
  double low = 0, high = 1;
  while (mmc_response_beyond(servers, utilisation, high) > 1 - p) high *= 2;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (mmc_response_beyond(servers, utilisation, middle) > 1 - p ? low : high) = middle;
  }
  return (low + high) / 2;
}

double scv_log_normal(double sigma) { return std::expm1(sigma * sigma); }

double mg1_wait(double utilisation, double scv) {
  return utilisation < 1 ? utilisation * (1 + scv) / (2 * (1 - utilisation)) : never;
}

double allen_cunneen_wait(int servers, double utilisation, double scv_arrivals, double scv_service) {
  return mmc_wait(servers, utilisation) * (scv_arrivals + scv_service) / 2;
}

double allen_cunneen_tolerance(int servers, double utilisation) {
  return 0.02 + 0.16 * (1 - utilisation) * std::sqrt(servers);
}

double two_uniforms_quantile(double p, double share, double low, double high, double later_low,
                             double later_high) {
  if (p <= share) return low + (high - low) * p / share;
  return later_low + (later_high - later_low) * (p - share) / (1 - share);
}

}  // namespace lesson::theory
