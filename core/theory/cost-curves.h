#pragma once

#include <optional>

namespace lesson::theory {

/// Loads and machine sizes are multiples of what one ordinary machine carries, from 1; costs are
/// multiples of what that machine costs. An exponent is 1 or more, an overhead 0 or more.

/// One machine that carries the whole load: load^exponent. Grosch's law (1953) had an exponent of
/// one half; prices of today's largest machines rise faster than their power.
double vertical_cost(double load, double exponent);

/// The load split over ordinary machines that must agree with one another: load (1 + overhead ln
/// load), a linear price and coordination. This lesson's own definition, chapter 4, after the shape of
/// real costs and not from a measurement; Gunther's law of scalability (1993) has a steeper price, in
/// the square of the number of machines, for what they must tell one another.
double horizontal_cost(double load, double overhead);

/// Whole machines of `size` that carry the load.
int machines_needed(double load, double size);

/// The same curve at the capacity that is bought when machines are whole.
double whole_machine_cost(double load, double overhead, double size);

/// Where the smooth curves meet above a load of 1, at which both cost the same.
struct Crossover {
  enum class Kind {
    at,         ///< Up is cheaper below `load`, out above.
    never_up,   ///< Out is cheaper at every load: overhead <= exponent - 1 > 0.
    never_out,  ///< Up is never dearer than out: exponent 1.
    equal,      ///< Exponent 1 without overhead.
  };
  Kind kind = Kind::equal;
  double load = 1;  ///< Only for `at`; no larger than 1e300.
};

/// Solves load^(exponent - 1) = 1 + overhead ln load by Newton's method in ln load, where the
/// difference is convex, so that from the right every step comes nearer.
Crossover crossover(double exponent, double overhead);

/// The same load in closed form, for 0 < exponent - 1 < overhead: with k = exponent - 1,
/// ln load = -1/overhead - W(-(k/overhead) e^(-k/overhead)) / k on the lower branch of Lambert's W.
double crossover_by_lambert(double exponent, double overhead);

/// The branch W <= -1 of w e^w = x, for x in [-1/e, 0) (Corless et al., On the Lambert W Function,
/// 1996); by Halley's method.
double lambert_lower(double x);

/// The overhead that puts the crossover at this load above 1.
double overhead_for_crossover(double load, double exponent);

/// Where scaling up saves most against scaling out, and which share of out's cost. Share 0 at load
/// 1 when it never saves. Needs exponent > 1.
struct BestSaving {
  double load = 1, share = 0;
};
BestSaving best_saving_of_up(double exponent, double overhead);

/// With whole machines each new one may tip the balance back: the load at which out is cheaper for
/// the first time, and the one from which it stays so, up to `limit`. Empty where that never comes.
struct WholeCrossover {
  std::optional<double> first, settled;
};
WholeCrossover whole_crossover(double exponent, double overhead, double size, double limit);

}  // namespace lesson::theory
