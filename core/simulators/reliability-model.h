#pragma once

#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "core/scene/strip.h"
#include "core/theory/availability.h"

namespace lesson::reliability {

/// Hours during which something is down, in rising order and without overlap.
using Outages = std::vector<Stretch>;

/// Every outage of a part in `hours`, event by event: it is up and down by turns for exponential
/// times, `repair` hours down on average and so long up that it is down the share `unavailability`.
/// The first state is drawn too, so that every hour is like any other.
Outages alternate(Random& random, double unavailability, double repair, double hours);

/// When both are down, and when at least one is. Outages that touch become one.
Outages both(const Outages& a, const Outages& b);
Outages either(const Outages& a, const Outages& b);

double hours_of(const Outages& outages);

/// A year of a chain as it was lived.
struct Year {
  struct Component {
    Outages faults;    ///< A copy or more down.
    Outages failures;  ///< All copies down.
  };
  std::vector<Component> components;
  Outages failures;              ///< The chain down: any component is.
  std::int64_t fault_count = 0;  ///< Over all copies and shared causes.
};

/// The year of that number. A stream of random numbers for each year, component and copy, so that
/// another component or another availability leaves the others' luck alone.
Year live(const theory::Chain& chain, std::uint64_t seed, std::int64_t year);

/// What many years came to. Batches of five days, far longer than a repair, are nearly independent
/// and give the standard error (Law, Simulation Modeling and Analysis, 2015).
struct Tally {
  static constexpr int batches = 73;

  std::int64_t years = 0, outages = 0;
  double hours = 0, batch_squares = 0;

  void add(const Year& year);
  double mean() const;            ///< Hours down a year; `years` > 0.
  double standard_error() const;  ///< Of the mean.
};

}  // namespace lesson::reliability
