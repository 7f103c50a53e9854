#pragma once

// What the files of the load-test simulator share; nobody else includes it.

#include <cstddef>
#include <optional>
#include <string>

#include "core/simulators/description.h"
#include "core/simulators/load-test-model.h"

namespace lesson::load_test {

/// Positions in the description.
enum OutputAt : std::size_t {
  closed_mean,
  closed_p99,
  open_mean,
  open_p75,
  open_p99,
  filled_mean,
  filled_p99,
  never_sent,
  averaged_p99,
  merged_p99
};
constexpr double parallel = 0, varied = 1, single = 2;  ///< Choices of the parameter `server`.

constexpr double fast_p99 = 0.05, slow_p99 = 0.5;  ///< Of the two servers whose p99 are averaged, in s.

extern const Description described;

Load load_of(const Values& values);

/// What each generator must report. Nothing where no closed form holds: the closed loop's connections queue
/// behind each other, or the correction cannot know what was left out.
theory::StalledResponse exact_open(const Load& load);
std::optional<theory::StalledResponse> exact_closed(const Load& load);
std::optional<theory::StalledResponse> exact_filled(const Load& load);

}  // namespace lesson::load_test
