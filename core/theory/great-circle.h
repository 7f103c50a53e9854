#pragma once

namespace lesson::theory {

/// A place on the globe, degrees: north and east positive.
struct Place {
  double latitude, longitude;
};

/// Mean radius of the earth (IUGG, 1980) and the speed of light in vacuum (exact since 1983).
constexpr double earth_radius_km = 6371.0088, light_km_s = 299'792.458;
/// Glass slows light down to about two thirds: group index 1.47 (Corning SMF-28 data sheet), here 1.5.
constexpr double fibre_km_s = light_km_s * 2 / 3;

/// Shortest way over the surface of a sphere, km: the haversine formula (R. W. Sinnott, Sky and Telescope,
/// 1984). The true, flattened earth differs by up to 0.5 %.
double great_circle_km(Place from, Place to);

/// The same from the angle between two vectors, as an independent check.
double great_circle_by_vectors_km(Place from, Place to);

/// Seconds that light in a fibre along that way needs there and back: no round trip is faster.
double light_floor(Place from, Place to);

}  // namespace lesson::theory
