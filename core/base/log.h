#pragma once

#include <array>
#include <cstdint>

#include "core/base/bits.h"

namespace lesson {

namespace log_table {

/// Cells that the interval [0.6875, 1.375) is cut into; each knows 1/c and ln c of a number c in it.
constexpr int bits = 7, cells = 1 << bits;
constexpr std::uint64_t start = 0x3fe6000000000000;  ///< 0.6875

struct Cell {
  double inverse, log;
};

/// ln x = 2 artanh((x - 1) / (x + 1)); for x in [0.68, 1.38] thirteen terms are exact to a double.
consteval double series(double x) {
  const double ratio = (x - 1) / (x + 1);
  double sum = 0;
  for (int power = 25; power > 0; power -= 2) sum = sum * ratio * ratio + 1.0 / power;
  return 2 * ratio * sum;
}

consteval std::array<Cell, cells> filled() {
  std::array<Cell, cells> table{};
  for (int i = 0; i < cells; ++i) {
    // Below 1 a cell is 1/256 wide, above it 1/128: 80 cells, then 48.
    constexpr int below = 80;
    const double middle = i < below ? 0.6875 + (i + 0.5) / 256 : 1 + (i - below + 0.5) / 128;
    // Beside 1 no table: what is left of the number is its own distance from 1, exactly.
    const bool beside_one = i == below - 1 || i == below;
    table[static_cast<std::size_t>(i)] = beside_one ? Cell{1, 0} : Cell{1 / middle, -series(1 / middle)};
  }
  return table;
}

inline constexpr std::array<Cell, cells> table = filled();

}  // namespace log_table

/// The natural logarithm of a normal positive number, to 5e-16 of the larger of 1 and itself and, beside
/// 1, to 1e-13 of itself. By table and polynomial (Tang, 1990), of sums and products alone, so that every
/// machine gives the same bits: the C libraries' logarithms differ in the last one. Zero, denormals,
/// infinity and NaN are the caller's to keep away.
inline double log_of_normal(double x) {
  const std::uint64_t word = bits_of(x), apart = word - log_table::start;
  const log_table::Cell& cell = log_table::table[(apart >> (52 - log_table::bits)) % log_table::cells];
  const auto exponent = static_cast<std::int64_t>(apart) >> 52;
  const double scaled = double_of(word - (apart & 0xfff0000000000000));
  const double r = scaled * cell.inverse - 1, r2 = r * r;
  const double high = (1.0 / 5 - r * (1.0 / 6)) + r2 * (1.0 / 7);
  const double tail = r2 * (-0.5 + r * (1.0 / 3) + r2 * (-0.25 + r * high));
  return (static_cast<double>(exponent) * 0.6931471805599453 + cell.log) + (r + tail);
}

}  // namespace lesson
