#pragma once

#include <cstdint>
#include <cstring>

namespace lesson {

/// The bits of a double, and back: std::bit_cast, which not every standard library in use has.
inline std::uint64_t bits_of(double value) {
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

inline double double_of(std::uint64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

}  // namespace lesson
