#include "tests/core/colour-vision.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <string>

namespace lesson {

namespace {

using Matrix = std::array<Colour, 3>;

Colour times(const Matrix& matrix, const Colour& colour) {
  Colour result{};
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t i = 0; i < 3; ++i) result[row] += matrix[row][i] * colour[i];
  return result;
}

double to_light(double part) {
  return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}
double to_screen(double light) {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
}

double luminance(const Colour& colour) {
  return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
}

Colour oklab(const Colour& colour) {
  static constexpr Matrix cones{{{0.4122214708, 0.5363325363, 0.0514459929},
                                 {0.2119034982, 0.6806995451, 0.1073969566},
                                 {0.0883024619, 0.2817188376, 0.6299787005}}};
  static constexpr Matrix opponents{{{0.2104542553, 0.7936177850, -0.0040720468},
                                     {1.9779984951, -2.4285922050, 0.4505937099},
                                     {0.0259040371, 0.7827717662, -0.8086757660}}};
  Colour answer = times(cones, colour);
  for (double& part : answer) part = std::cbrt(part);
  return times(opponents, answer);
}

}  // namespace

Colour light_of(std::string_view hex) {
  Colour colour{};
  for (std::size_t i = 0; i < 3; ++i)
    colour[i] = to_light(std::strtol(std::string(hex.substr(1 + 2 * i, 2)).c_str(), nullptr, 16) / 255.0);
  return colour;
}

Colour seen_by(Vision vision, const Colour& colour) {
  static constexpr std::array<Matrix, 4> eyes{{
      {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
      {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
      {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
      {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
  }};
  Colour seen = times(eyes[static_cast<std::size_t>(vision)], colour);
  for (double& part : seen) part = std::clamp(part, 0.0, 1.0);
  return seen;
}

Colour over(const Colour& colour, double opacity, const Colour& ground) {
  Colour mixed{};
  for (std::size_t i = 0; i < 3; ++i)
    mixed[i] = to_light(opacity * to_screen(colour[i]) + (1 - opacity) * to_screen(ground[i]));
  return mixed;
}

double contrast(const Colour& a, const Colour& b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

double difference(const Colour& a, const Colour& b) {
  const Colour x = oklab(a), y = oklab(b);
  return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

}  // namespace lesson
