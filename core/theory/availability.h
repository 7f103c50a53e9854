#pragma once

#include <vector>

namespace lesson::theory {

/// Availability is the share of time a part is up, in [0, 1]. Where it comes close to 1 the
/// functions speak of unavailability, the share of time down, which keeps its digits there.

constexpr double hours_a_year = 8760, hours_a_month = hours_a_year / 12;

/// All of `n` independent parts are needed: a^n (Barlow and Proschan, 1975).
double series(double availability, double n);
/// The same with a part of its own at each place.
double series(const std::vector<double>& availabilities);

/// One of `n` independent copies is enough: 1 - (1 - a)^n (Barlow and Proschan, 1975).
double parallel(double availability, double n);

/// At least `k` of `n` independent copies are needed (0 <= k <= n): the binomial's upper tail
/// (Birnbaum, Esary and Saunders, 1961; Barlow and Proschan, 1975).
double k_of_n(double availability, int k, int n);

/// Share of time that all of `copies` copies are down at once when the share `beta` of a copy's
/// downtime has a cause that takes all of them: the beta-factor model (Fleming, 1975; IEC 61508-6).
/// The usual sum, beta u + ((1 - beta) u)^n, counts twice what falls into both; this one does not,
/// so that one copy alone is down exactly the share u, whatever beta is.
double all_down(double unavailability, int copies, double beta);

/// Hours down in a period of so many hours: what a target leaves to spend, its error budget.
constexpr double downtime(double availability, double hours) { return (1 - availability) * hours; }

/// "Three nines" is 3: -log10 of the unavailability (> 0).
double nines(double unavailability);

/// The availability each of `n` parts in series needs for the chain to reach `target`: target^(1/n).
double required_part(double target, double n);

/// Parts that fail per day among `n` with this mean time to failure in years.
double failures_a_day(double n, double mttf_years);

/// Share of parts that fail within a year: 1 - exp(-1 / MTTF) for an exponential lifetime.
double annual_failure_rate(double mttf_years);

/// Components in series, each with copies of which one is enough, and a shared cause in each
/// component. Up and down times are exponential; a repair takes `repair_hours` on average.
struct Chain {
  double unavailability = 0.001;  ///< Of one copy, in (0, 1).
  int components = 5, copies = 1;
  double beta = 0;  ///< Share of a copy's downtime that its fellow copies share, in [0, 1].
  double repair_hours = 1;

  /// Share of time the cause common to a component's copies holds it down; 0 for a single copy.
  double common() const;
  /// Share of time one copy is down for reasons of its own, independent of `common`.
  double own() const;
  double component_down() const;
  double down() const;  ///< Of the whole chain.
  /// How often the whole chain goes down in a year, from one up state to the next down state:
  /// the frequency of a series system of alternating renewal processes (Barlow and Proschan, 1975).
  double outages_a_year() const;
};

}  // namespace lesson::theory
