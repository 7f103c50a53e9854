#pragma once

#include <array>
#include <string_view>

/// Colours as people see them, for the tests of contrast: linear sRGB, each part 0 to 1.
namespace lesson {

using Colour = std::array<double, 3>;

/// "#rrggbb" as light.
Colour light_of(std::string_view hex);

/// Full colour vision, and the three kinds that lack a cone.
enum class Vision { full, protanopia, deuteranopia, tritanopia };
inline constexpr std::array visions{Vision::full, Vision::protanopia, Vision::deuteranopia,
                                    Vision::tritanopia};

/// A colour as that eye sees it (Machado, Oliveira and Fernandes, 2009, at severity 1).
Colour seen_by(Vision vision, const Colour& colour);

/// `colour` at that opacity over `ground`, mixed as screens do, in sRGB.
Colour over(const Colour& colour, double opacity, const Colour& ground);

/// WCAG 2's contrast ratio, 1 to 21.
double contrast(const Colour& a, const Colour& b);

/// How different two colours look: their distance in Oklab (Ottosson, 2020). Black and white are 1 apart.
double difference(const Colour& a, const Colour& b);

}  // namespace lesson
