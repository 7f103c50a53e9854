#include "core/scene/theme.h"

namespace lesson {

// Marks differ in lightness as well as hue, so that they part in greyscale and for colour-blind
// eyes; blue and orange carry the pairs that matter most.
const std::array<Swatch, role_count>& palette() {
  static constexpr std::array<Swatch, role_count> swatches{{
      {"surface", "#ffffff", "#14181d"},  {"raised", "#f1f4f7", "#1f252c"},
      {"ink", "#1b2229", "#e9edf1"},      {"muted", "#535c61", "#a3b0c1"},
      {"grid", "#dfe4e9", "#2d353e"},     {"border", "#87929d", "#707c88"},
      {"accent", "#0b63c4", "#62aefc"},   {"accent-soft", "#b9d6f6", "#1f456e"},
      {"exact", "#a84618", "#fcaa6d"},    {"highlight", "#c21159", "#fa8ab1"},
      {"healthy", "#237458", "#46cda2"},  {"slow", "#9d6206", "#f6b339"},
      {"failed", "#a1252d", "#ff8178"},   {"client", "#515c61", "#9cafbe"},
      {"cache", "#376a7e", "#41cbf1"},    {"database", "#6841e2", "#bd95e4"},
      {"queue", "#905400", "#e5c075"},    {"series-1", "#0b63c4", "#62aefc"},
      {"series-2", "#af5008", "#fdab68"}, {"series-3", "#237458", "#46cda2"},
      {"series-4", "#8b278e", "#e4a0dc"}, {"series-5", "#4b5563", "#c3ccd5"},
      {"series-6", "#7c3a1d", "#d9a184"},
  }};
  return swatches;
}

}  // namespace lesson
