#include "core/theory/order-statistics.h"

#include <algorithm>
#include <cmath>

#include "core/base/normal.h"

namespace lesson::theory {
namespace {

template <std::size_t N>
double polynomial(const double (&coefficients)[N], double x) {
  double sum = 0;
  for (std::size_t i = N; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

constexpr double sqrt_two_pi = 2.5066282746310005;

}  // namespace

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

double normal_quantile(double p) {
  static constexpr double a[] = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                 3.3430575583588128105e4, 2.5090809287301226727e3};
  static constexpr double b[] = {1.0,
                                 4.2313330701600911252e1,
                                 6.8718700749205790830e2,
                                 5.3941960214247511077e3,
                                 2.1213794301586595867e4,
                                 3.9307895800092710610e4,
                                 2.8729085735721942674e4,
                                 5.2264952788528545610e3};
  static constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                 5.76949722146069140550e0,  3.64784832476320460504e0,
                                 1.27045825245236838258e0,  2.41780725177450611770e-1,
                                 2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr double d[] = {1.0,
                                 2.05319162663775882187e0,
                                 1.67638483018380384940e0,
                                 6.89767334985100004550e-1,
                                 1.48103976427480074590e-1,
                                 1.51986665636164571966e-2,
                                 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
  static constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                 1.78482653991729133580e0,  2.96560571828504891230e-1,
                                 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                 2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr double f[] = {1.0,
                                 5.99832206555887937690e-1,
                                 1.36929880922735805310e-1,
                                 1.48753612908506148525e-2,
                                 7.86869131145613259100e-4,
                                 1.84631831751005468180e-5,
                                 1.42151175831644588870e-7,
                                 2.04426310338993978564e-15};
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  const double r = std::sqrt(-std::log(std::min(p, 1 - p)));
  const double z =
      r <= 5 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6) : polynomial(e, r - 5) / polynomial(f, r - 5);
  return q < 0 ? -z : z;
}

double LogNormal::cdf(double t) const { return t <= 0 ? 0 : normal_cdf(std::log(t / median) / sigma); }

double LogNormal::density(double t) const {
  if (t <= 0) return 0;
  const double z = std::log(t / median) / sigma;
  return std::exp(-z * z / 2) / (t * sigma * sqrt_two_pi);
}

double LogNormal::quantile(double p) const { return median * std::exp(sigma * normal_quantile(p)); }

double LogNormal::mean() const { return median * std::exp(sigma * sigma / 2); }

double at_least_one(double q, double n) { return -std::expm1(n * std::log1p(-q)); }

double single_level(double p, double n) { return std::exp(std::log(p) / n); }

double calls_for_half(double q) { return std::log(0.5) / std::log1p(-q); }

double Hedged::cdf(double t) const {
  const double one = call.cdf(t);
  return t <= delay ? one : 1 - (1 - one) * (1 - call.cdf(t - delay));
}

double Hedged::density(double t) const {
  if (t <= delay) return call.density(t);
  return call.density(t) * (1 - call.cdf(t - delay)) + call.density(t - delay) * (1 - call.cdf(t));
}

double Hedged::quantile(double p) const {
  if (p <= call.cdf(delay)) return call.quantile(p);
  // The second call alone, started at `delay`, is slower; the first alone is slower too.
  double low = delay, high = std::min(call.quantile(p), delay + call.quantile(p));
  // To the last bit: where the curve is steep a looser end would show, and builds would differ in it.
  for (double middle = low + (high - low) / 2; middle > low && middle < high;
       middle = low + (high - low) / 2) {
    (cdf(middle) < p ? low : high) = middle;
  }
  return high;
}

double quantile_error(double p, double samples, double density) {
  return std::sqrt(p * (1 - p) / samples) / density;
}

Ranks quantile_ranks(double p, double samples) {
  const double spread = normal_95 * std::sqrt(samples * p * (1 - p));
  return {samples * p - spread, samples * p + spread};
}

double samples_needed(double p, double t, double density, double relative) {
  const double one = quantile_error(p, 1, density) / (relative * t);
  return one * one;
}

double nearest_rank(const double* sorted, std::int64_t count, double p) {
  // A hair below, so that 0.95 of 100 is rank 95 and not 96.
  const auto rank = static_cast<std::int64_t>(std::ceil(p * static_cast<double>(count) - 1e-9));
  return sorted[std::clamp<std::int64_t>(rank, 1, count) - 1];
}

double interpolated(const double* sorted, std::int64_t count, double p) {
  const double at = p * static_cast<double>(count - 1);
  const auto below = static_cast<std::int64_t>(at);
  const auto above = std::min(below + 1, count - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace lesson::theory
