#include "core/theory/estimation.h"

#include <algorithm>
#include <cmath>

#include "core/theory/error-budget.h"

namespace lesson::theory {
namespace {

Sizing worked_out(const Demand& d, const Rounding& how) {
  const auto r = how.round;
  Sizing s{};
  s.active = r(r(d.users) * r(d.daily));
  s.daily = r(s.active * r(d.requests));
  s.rate = r(s.daily / how.day);
  s.peak = r(s.rate * r(d.peak));
  // A sum that is whole but for its last bit needs no further machine.
  s.servers = std::max(1.0, std::ceil(s.peak / r(d.server) * r(d.headroom) * (1 - 1e-12)));
  s.day_bytes = r(s.daily * r(d.writes) * r(d.stored));
  s.year_bytes = r(s.day_bytes * how.year);
  s.all_bytes = r(s.year_bytes * d.copies);
  s.bandwidth = r(s.peak * r(d.answer) * 8);
  return s;
}

}  // namespace

Sizing sizing(const Demand& demand) {
  return worked_out(demand, {365, seconds_a_day, [](double value) { return value; }});
}

Sizing sizing_by_hand(const Demand& demand) {
  Sizing s = worked_out(demand, {hand_year, hand_day, by_hand});
  // Nobody rounds three machines; thousands are said round.
  if (s.servers > 20) s.servers = by_hand(s.servers);
  return s;
}

double by_hand(double value) {
  if (!(value > 0)) return 0;
  const double exponent = std::floor(std::log10(value) + 1e-12), power = std::pow(10.0, std::abs(exponent));
  const double lead = exponent < 0 ? value * power : value / power;
  // The nudge keeps 4.5, computed as 4.4999..., a tie.
  const double parts = lead < 2 ? 10 : lead < 3 ? 2 : 1;
  const double round = std::floor(lead * parts + 0.5 + 1e-9) / parts;
  return exponent < 0 ? round / power : round * power;
}

}  // namespace lesson::theory
