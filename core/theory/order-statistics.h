#pragma once

#include <cstdint>

namespace lesson::theory {

/// Probabilities are in [0, 1], quantile levels in (0, 1); times are in whatever unit the median is.

/// Standard normal distribution function.
double normal_cdf(double z);

/// Standard normal quantile to about 1e-16, algorithm AS 241 (Wichura, 1988).
double normal_quantile(double p);

/// A log-normal response time: its logarithm is normal around ln(median) with deviation `sigma`,
/// the weight of the tail (Aitchison and Brown, 1957).
struct LogNormal {
  double median = 1, sigma = 1;

  double cdf(double t) const;
  double density(double t) const;
  double quantile(double p) const;
  double mean() const;  ///< median * exp(sigma^2 / 2)
};

/// Share of requests that meet at least one of n parallel calls' slowest `q`: 1 - (1 - q)^n.
double at_least_one(double q, double n);

/// The slowest of n independent calls passes its quantile `p` where one call passes p^(1/n)
/// (David and Nagaraja, Order Statistics, 2003).
double single_level(double p, double n);

/// Calls in parallel at which half of all requests meet one call's slowest `q`: ln 0.5 / ln(1 - q).
double calls_for_half(double q);

/// A call that is sent a second time to another replica when it has not answered by `delay`; the
/// first answer wins (Dean and Barroso, The Tail at Scale, 2013). Both calls are independent.
struct Hedged {
  LogNormal call;
  double delay;  ///< In the unit of the median.

  double cdf(double t) const;
  double density(double t) const;
  /// By bisection, to the last bit.
  double quantile(double p) const;
};

/// Mean of the slowest of n calls with distribution function F = `cdf`, by integrating the quantile
/// over levels; relative error under 1e-5 for the distributions above.
template <class Distribution>
double mean_of_slowest(const Distribution& distribution, double n);

/// Standard error of a sample quantile at level `p` of `samples` draws, where the density is
/// `density`: sqrt(p (1 - p) / samples) / density (Mosteller, 1946).
double quantile_error(double p, double samples, double density);

/// Ranks (1 to n, as real numbers) between which a sample's quantile at `p` lies in 95 % of
/// samples, whatever the distribution: n p -+ 1.96 sqrt(n p (1 - p)) (Conover, 1999). Ranks outside
/// 1..n mean that there are not enough samples to say.
struct Ranks {
  double low, high;
};
Ranks quantile_ranks(double p, double samples);

/// Independent samples for which the standard error of the quantile `t` at level `p`, where the
/// density is `density`, is the share `relative` of it.
double samples_needed(double p, double t, double density, double relative);

/// Quantile of sorted values by nearest rank (Hyndman and Fan's type 1, 1996), and interpolated
/// between closest ranks (their type 7). `count` >= 1.
double nearest_rank(const double* sorted, std::int64_t count, double p);
double interpolated(const double* sorted, std::int64_t count, double p);

// ---------------------------------------------------------------------------------------------

template <class Distribution>
double mean_of_slowest(const Distribution& distribution, double n) {
  // Levels p = u^k bunch the midpoints near 1 as (1 - (1-u)^4): the integrand grows there.
  constexpr int points = 400;
  double sum = 0;
  for (int i = 0; i < points; ++i) {
    const double u = (i + 0.5) / points, rest = (1 - u) * (1 - u) * (1 - u);
    sum += distribution.quantile(single_level(1 - rest * (1 - u), n)) * 4 * rest;
  }
  return sum / points;
}

}  // namespace lesson::theory
