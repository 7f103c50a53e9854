#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/theory/linearizability.h"

namespace lesson::theory {

/// Promises of a replicated register, strongest first; each keeps all that the later ones promise.
enum class Consistency { linearizable, sequential, causal, read_your_writes, eventual };
constexpr std::size_t consistency_levels = 5;

/// What an answer can give away of the copies behind the register.
enum class Anomaly {
  stale_read,           ///< Returns what a write had replaced that was over before the read began.
  lost_write,           ///< Confirmed, yet the copies settled on a write that was over before it began.
  opposite_orders,      ///< One client sees a before b, another b before a.
  goes_back,            ///< A client sees again what it had already seen replaced.
  effect_before_cause,  ///< A client that has seen a value then sees, for the first time, what led to it.
  own_write_unseen,     ///< A client does not find what it had itself written, but something from before.
};
constexpr std::size_t anomalies = 6;

/// Whether the level lets it happen to one register.
constexpr bool allows(Consistency level, Anomaly anomaly) {
  constexpr Consistency first_to_allow[anomalies] = {
      Consistency::sequential,       Consistency::sequential,       Consistency::causal,
      Consistency::read_your_writes, Consistency::read_your_writes, Consistency::eventual};
  return level >= first_to_allow[static_cast<std::size_t>(anomaly)];
}

/// A case of it: the operation that shows it, and the one it is at odds with.
struct Witness {
  std::size_t at, against;
};

/// A history of at most `longest_history` operations whose writes all have values of their own, not 0, looked
/// at as a set of sessions. An operation causes what its client does later and, a write, whatever reads it; a
/// pending write causes nothing but reads of itself. Pending reads do not count.
class Sessions {
 public:
  explicit Sessions(std::span<const RegisterOperation> history);

  /// Causal memory (Ahamad and others, 1995): for each client one order of all writes and its own reads that
  /// keeps causes before effects. Decided by saturation, as values are unique (Bouajjani and others, 2017).
  bool causal() const;
  /// A client sees its own confirmed writes or something not known to be older (Terry and others, 1994).
  bool reads_own_writes() const;
  /// The strongest promise that the answers keep.
  Consistency strongest() const;

  /// Every case of an anomaly; of `lost_write` none, see `overruled`.
  std::vector<Witness> cases(Anomaly anomaly) const;

 private:
  using Set = std::uint64_t;
  using Order = std::array<Set, longest_history>;  ///< For each operation those after it.

  bool follows(std::size_t before, std::size_t after) const { return (after_[before] >> after & 1) != 0; }
  bool older(std::size_t read, std::size_t write) const;
  bool counts(std::size_t at) const { return history_[at].write || !history_[at].pending(); }
  bool same_session(std::size_t before, std::size_t after) const;
  bool seen_before(std::size_t at, int value) const;
  bool client_in_order(int client) const;
  static void close(Order& order, std::size_t size);
  std::optional<std::size_t> stale(std::size_t read) const;
  std::optional<std::size_t> backwards(std::size_t read, Anomaly kind) const;
  std::optional<std::size_t> crossed(std::size_t read) const;

  std::span<const RegisterOperation> history_;
  std::array<int, longest_history> source_{};  ///< Of a read: the write it returns; -1 for none.
  Order after_{};
};

/// Confirmed writes that a store gave up for older ones: `order` holds positions of writes as the copies
/// settle them, the one that prevails last. `at` was over, yet `against` prevails that had ended before it
/// began.
std::vector<Witness> overruled(std::span<const RegisterOperation> history,
                               std::span<const std::size_t> order);

}  // namespace lesson::theory
