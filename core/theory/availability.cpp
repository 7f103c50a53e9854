#include "core/theory/availability.h"

#include <cmath>

namespace lesson::theory {

double series(double availability, double n) { return std::pow(availability, n); }

double series(const std::vector<double>& availabilities) {
  double product = 1;
  for (const double one : availabilities) product *= one;
  return product;
}

double parallel(double availability, double n) { return 1 - std::pow(1 - availability, n); }

double k_of_n(double availability, int k, int n) {
  double sum = 0;
  double ways = 1;  // n over i
  for (int i = 0; i <= n; ++i) {
    if (i >= k) sum += ways * std::pow(availability, i) * std::pow(1 - availability, n - i);
    ways = ways * (n - i) / (i + 1);
  }
  return sum;
}

double all_down(double unavailability, int copies, double beta) {
  return Chain{.unavailability = unavailability, .copies = copies, .beta = beta}.component_down();
}

double nines(double unavailability) { return -std::log10(unavailability); }

double required_part(double target, double n) { return std::pow(target, 1 / n); }

double failures_a_day(double n, double mttf_years) { return n / (mttf_years * 365); }

double annual_failure_rate(double mttf_years) { return -std::expm1(-1 / mttf_years); }

double Chain::common() const { return copies > 1 ? beta * unavailability : 0; }

double Chain::own() const { return (unavailability - common()) / (1 - common()); }

double Chain::component_down() const {
  return common() + (1 - common()) * std::pow(own(), static_cast<double>(copies));
}

double Chain::down() const { return -std::expm1(components * std::log1p(-component_down())); }

double Chain::outages_a_year() const {
  // A down state is left at the rate of its repairs, and entered as often as it is left.
  const double at_once = std::pow(own(), static_cast<double>(copies));
  const double each = copies * at_once / (1 - at_once) + common() / (1 - common());
  return (1 - down()) * components * each * hours_a_year / repair_hours;
}

}  // namespace lesson::theory
