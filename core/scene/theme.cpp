#include "core/scene/theme.h"

namespace lesson {

// Marks differ in lightness as well as hue, so that they part in greyscale and for colour-blind
// eyes; blue and orange carry the pairs that matter most.
const std::array<Swatch, role_count>& palette() {
  static constexpr std::array<Swatch, role_count> swatches{{
      {"surface", "#ffffff", "#14181d"},  {"raised", "#f1f4f7", "#1f252c"},
      {"ink", "#1b2229", "#e9edf1"},      {"muted", "#55606b", "#a5b0bb"},
      {"grid", "#dfe4e9", "#2d353e"},     {"border", "#87929d", "#707c88"},
      {"accent", "#0b63c4", "#62aefc"},   {"accent-soft", "#b9d6f6", "#1f456e"},
      {"exact", "#a8400a", "#ffab6b"},    {"highlight", "#c2185b", "#ff84b0"},
      {"healthy", "#17785f", "#45c7a2"},  {"slow", "#b26a00", "#f2b742"},
      {"failed", "#b3261e", "#ff8a80"},   {"client", "#55606b", "#a5b0bb"},
      {"cache", "#0e7490", "#4cc9e6"},    {"database", "#6941c6", "#b69cff"},
      {"queue", "#8f5a0a", "#e5b567"},    {"series-1", "#0b63c4", "#62aefc"},
      {"series-2", "#b45309", "#ffab6b"}, {"series-3", "#17785f", "#45c7a2"},
      {"series-4", "#8e2a8b", "#e39be0"}, {"series-5", "#4b5563", "#c3ccd5"},
      {"series-6", "#7c3a1d", "#d9a184"},
  }};
  return swatches;
}

}  // namespace lesson
