#include "core/theory/proportion.h"

#include <cmath>

#include "core/base/normal.h"

namespace lesson::theory {

ShareBounds wilson_95(double hits, double trials) {
  constexpr double z = normal_95, z2 = z * z;
  const double share = hits / trials;
  const double centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const double half =
      z / (1 + z2 / trials) * std::sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials));
  // At both ends the bound is exact; rounding would put it a hair beyond.
  return {hits == 0 ? 0 : centre - half, hits == trials ? 1 : centre + half};
}

}  // namespace lesson::theory
