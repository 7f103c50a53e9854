#pragma once

#include <cstddef>
#include <string>

#include "core/theory/estimation.h"
#include "core/theory/great-circle.h"

namespace lesson::estimator {

/// Something that takes a known time, and who says so.
struct Latency {
  enum class Kind { memory, disk, network };

  const char* name;
  double ns;
  Kind kind;
  const char* source;
  int year;
};

struct City {
  const char* name;
  theory::Place place;
};

constexpr std::size_t latency_count = 11, city_count = 10;

/// In rising order.
extern const Latency latencies[latency_count];
/// Positions as GeoNames gives them, 2024, to a hundredth of a degree.
extern const City cities[city_count];

/// All that a person sets.
struct Choice {
  theory::Demand demand;
  std::size_t from = 0, to = 1;        ///< Of `cities`.
  double target = 0.999, failing = 0;  ///< Shares of requests promised good, and failing now.

  double burn() const;
  double lasts_days() const;  ///< Until a full budget of 30 days is spent.
  double distance_km() const;
  double floor_ms() const;
};

/// "1.64 PB", "4.17 Gbit/s", "17,361/s", in powers of a thousand.
std::string bytes_text(double bytes);
std::string bits_text(double bits_a_second);
std::string rate_text(double a_second);

/// The largest of B, KB, MB... of which `bytes` holds one, and its bytes.
struct ByteUnit {
  const char* name;
  double size;
};
ByteUnit byte_unit(double bytes);

/// "San Francisco\u2013Amsterdam".
std::string pair_text(std::size_t from, std::size_t to);

/// Nanoseconds stretched so that one lasts a second: "5.79 d".
std::string human_text(double ns);

}  // namespace lesson::estimator
