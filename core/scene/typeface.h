#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lesson {

enum class Weight { regular, semibold };

/// Width of UTF-8 text in CSS px, set in the lesson's typeface at `size` px: sums of the font's own
/// advance widths, so that every painter gets the same layout. Unknown characters count as wide
/// as "n".
float text_width(std::string_view text, float size, Weight weight = Weight::regular);

/// Breaks text at spaces into lines no wider than `width`; a longer word keeps a line of its own.
std::vector<std::string> wrap(std::string_view text, float width, float size,
                              Weight weight = Weight::regular);

/// The text, or as much of it as fits with an ellipsis.
std::string fitted(std::string_view text, float width, float size, Weight weight = Weight::regular);

/// The text, or as many of its words as fit; with an ellipsis where not even the first does. For a number
/// whose unit is said elsewhere.
std::string fitted_words(std::string_view text, float width, float size, Weight weight = Weight::regular);

}  // namespace lesson
