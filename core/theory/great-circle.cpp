#include "core/theory/great-circle.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lesson::theory {
namespace {

constexpr double radian = std::numbers::pi / 180;

double haversine(double angle) { return std::sin(angle / 2) * std::sin(angle / 2); }

}  // namespace

double great_circle_km(Place from, Place to) {
  const double a = from.latitude * radian, b = to.latitude * radian;
  const double h =
      haversine(b - a) + std::cos(a) * std::cos(b) * haversine((to.longitude - from.longitude) * radian);
  return 2 * earth_radius_km * std::asin(std::sqrt(std::min(h, 1.0)));
}

double great_circle_by_vectors_km(Place from, Place to) {
  const auto vector = [](Place p, double* v) {
    v[0] = std::cos(p.latitude * radian) * std::cos(p.longitude * radian);
    v[1] = std::cos(p.latitude * radian) * std::sin(p.longitude * radian);
    v[2] = std::sin(p.latitude * radian);
  };
  double a[3], b[3];
  vector(from, a);
  vector(to, b);
  const double x = a[1] * b[2] - a[2] * b[1], y = a[2] * b[0] - a[0] * b[2], z = a[0] * b[1] - a[1] * b[0];
  const double along = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return earth_radius_km * std::atan2(std::sqrt(x * x + y * y + z * z), along);
}

double light_floor(Place from, Place to) { return 2 * great_circle_km(from, to) / fibre_km_s; }

}  // namespace lesson::theory
