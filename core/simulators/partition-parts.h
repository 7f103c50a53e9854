#pragma once

// What the files of the partition simulator and its test share; nobody else includes it.

#include <cstddef>
#include <span>
#include <string>

#include "core/simulators/description.h"
#include "core/simulators/partition-model.h"

namespace lesson::partition {

/// Positions in the description.
enum ParamAt : std::size_t {
  mode,
  copies,
  write_quorum,
  read_quorum,
  repair,
  sticky,
  skew,
  distance,
  cut_at,
  cut_length,
  pause_east,
  pause_west,
  write_share,
  example,
  operation,
  seed
};
enum OutputAt : std::size_t {
  unexplained,
  stale,
  lost,
  promise,
  answered_east,
  answered_west,
  cut_east,
  cut_west,
  latency_east,
  latency_west,
  unanswered,
  asked
};
enum ActionAt : std::size_t { play, cut, heal, rerun };

constexpr double usual_cut = 500;

extern const Description described;

/// An anomaly in words, and the smallest history that shows it; each operation lasts one unit of time.
struct Example {
  struct Step {
    int client;
    bool write;
    int value;
    double call;
  };
  Literal label, explanation;
  std::span<const Step> steps;
  std::size_t at;  ///< The step that shows it.
  std::size_t against;
};
constexpr double example_end = 9.5;

const Example& example_of(theory::Anomaly anomaly);
const char* name_of(theory::Consistency level);

/// "Client A".
std::string client_name(int client);
/// "at 512 ms".
std::string at_text(double time);

}  // namespace lesson::partition
