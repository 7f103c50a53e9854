#pragma once

#include <array>
#include <cstdint>

#include "core/base/log.h"

namespace lesson {

/// Seeded random numbers: xoshiro256++ (Blackman and Vigna, 2019), its state filled by SplitMix64
/// (Steele, Lea and Flood, 2014). Distributions are drawn by inverse transform, so that no standard
/// library's own way leaks into a result. A value: a copy goes on with the same numbers.
class Random {
 public:
  /// One independent stream for each purpose of a simulator (arrivals, service, faults), so that
  /// changing one control does not reshuffle the rest.
  explicit Random(std::uint64_t seed, std::uint64_t purpose = 0) {
    std::uint64_t mixer = seed ^ (purpose * 0xd1342543de82ef95ULL);
    for (std::uint64_t& word : state_) word = split_mix(mixer);
  }

  /// Starts from a state as published test vectors give it.
  explicit Random(const std::array<std::uint64_t, 4>& state) : state_(state) {}

  /// 64 random bits.
  std::uint64_t next() {
    const std::uint64_t result = rotated(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated(state_[3], 45);
    return result;
  }

  /// Uniform in the open interval (0, 1): neither end ever comes. (Processors turn signed words into
  /// doubles faster than unsigned ones.)
  double uniform() { return uniform_from(next()); }

  /// Exponential with this mean, in the mean's unit.
  double exponential(double mean) { return -mean * log_of_normal(uniform()); }

  /// True with this probability.
  bool chance(double probability) { return uniform() < probability; }

  /// Uniform in (0, 1), by the arguments alone: the same for one attempt of one request, whatever else
  /// happens in a run. `what`: the attempt and what the number is for.
  static double uniform_of(std::uint64_t seed, std::uint64_t number, std::uint64_t what) {
    std::uint64_t state = seed * 0xd1342543de82ef95ULL + number;
    (void)split_mix(state);
    state ^= what * 0xaef17502108ef2d9ULL;
    return uniform_from(split_mix(state));
  }

  /// The next state of SplitMix64, and its output.
  static std::uint64_t split_mix(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

 private:
  static double uniform_from(std::uint64_t bits) {
    return (static_cast<double>(static_cast<std::int64_t>(bits >> 12)) + 0.5) * 0x1p-52;
  }
  static std::uint64_t rotated(std::uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace lesson
