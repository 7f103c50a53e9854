#pragma once

#include <string>

#include "core/theory/cost-curves.h"

namespace lesson {

/// A choice between one larger machine and more machines: loads and sizes as multiples of an
/// ordinary machine, costs of its price.
struct ScalingChoice {
  double load = 1, exponent = 1.6, overhead = 1;
  double ceiling = 16;  ///< The largest machine on sale.
  double size = 1;      ///< Of the machines that are added.

  double up(double at) const { return theory::vertical_cost(at, exponent); }
  double out(double at) const { return theory::horizontal_cost(at, overhead); }
  double whole(double at) const { return theory::whole_machine_cost(at, overhead, size); }
  int machines() const { return theory::machines_needed(load, size); }
  theory::Crossover crossover() const { return theory::crossover(exponent, overhead); }
  bool too_large() const { return load > ceiling; }
  /// The load from which scaling out is the cheaper or the only way.
  double switch_load() const;

  /// What the load costs either way, in a sentence.
  std::string comparison() const;
  /// Where the balance tips, in a sentence.
  std::string outlook() const;

 private:
  /// What whole machines cost where the smooth curve says less, to end a sentence.
  std::string bought_whole() const;
};

/// "4.85x", "3.03 x base", "1 machine", with a multiplication sign.
std::string times_text(double value);
std::string base_text(double value);
std::string machines_text(int count);

}  // namespace lesson
