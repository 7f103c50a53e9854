#pragma once

namespace lesson {

/// How far a motion is that starts and ends gently, when `share` of its time has passed: 0 at 0, a half at a
/// half, 1 at 1, so that it sets out and arrives on time. `strength` 0 is even motion, 1 rests at both ends.
constexpr double eased(double share, double strength = 1) {
  return share + strength * (share * share * (3 - 2 * share) - share);
}

}  // namespace lesson
