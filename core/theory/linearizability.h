#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lesson::theory {

/// What one client asked of a register, and when it knew the answer. The register holds 0 at first.
struct RegisterOperation {
  static constexpr double never = 1e300;

  int client = 0;  ///< A client's operations follow one another.
  bool write = false;
  int value = 0;          ///< Written, or returned by a read.
  double call = 0;        ///< Any unit; calls of one client rise.
  double answer = never;  ///< Not before `call`. `never`: pending, a write may or may not take effect.

  bool pending() const { return answer >= never; }
};

/// Histories longer than this are not judged.
constexpr std::size_t longest_history = 64;

/// Whether one copy of the register could have given all these answers, each operation taking effect at one
/// instant between call and answer (Herlihy and Wing, 1990). A depth-first search for such an order (Wing and
/// Gong, 1993) that visits no pair of operations done and register's value twice (Lowe, 2017). A pending
/// write may take effect at any time after its call, or never; a pending read says nothing. Operations that
/// only touch in time count as one after the other. At most `longest_history` operations.
bool linearizable(std::span<const RegisterOperation> history);

/// The same without clocks: one order that keeps each client's own (Lamport, 1979).
bool sequential(std::span<const RegisterOperation> history);

/// Positions of answered reads which no order explains, in the order of their answers: each is left out of
/// account once found, so that one stale answer does not taint those that follow. What remains is
/// linearizable.
std::vector<std::size_t> unexplained_reads(std::span<const RegisterOperation> history);

}  // namespace lesson::theory
