#pragma once

#include <array>
#include <cstddef>

namespace lesson {

/// What a colour means; the palette decides how it looks. A role means the same in every simulator.
enum class Role : int {
  none = -1,
  surface,      ///< Behind everything.
  raised,       ///< Cards, boxes, slider tracks.
  ink,          ///< Text.
  muted,        ///< Secondary text.
  grid,         ///< Grid lines.
  border,       ///< Edges of boxes.
  accent,       ///< The current choice, measured values.
  accent_soft,  ///< Fill under measured values.
  exact,        ///< The closed form.
  highlight,    ///< The one mark to look at.
  healthy,
  slow,
  failed,
  client,
  cache,
  database,
  queue,
  series_1,
  series_2,
  series_3,
  series_4,
  series_5,
  series_6,
  count,
};

/// A role's name (as in the CSS property --ts-NAME) and its two built-in colours.
struct Swatch {
  const char* name;
  const char* light;
  const char* dark;
};

constexpr std::size_t role_count = static_cast<std::size_t>(Role::count);

/// Every role's swatch, by position.
const std::array<Swatch, role_count>& palette();

}  // namespace lesson
