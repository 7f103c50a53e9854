#pragma once

#include "core/simulators/systems.h"
#include "core/theory/quorum.h"

namespace lesson {

/// A store with its knobs turned, and what follows: by counting copies where the store does, else
/// by what its data say of the pair of settings.
struct StoreChoice {
  const Store* store = nullptr;
  int write = 0, read = 0;  ///< Positions of the settings in force.
  int copies = 3;

  bool counted() const { return store->outcomes == nullptr; }
  const Setting& write_setting() const { return store->write.settings[write]; }
  const Setting& read_setting() const { return store->read.settings[read]; }
  /// Only where copies are counted.
  theory::Quorum quorum() const;
  Outcome outcome() const;

  /// Milliseconds that a write or a read waits when the copy at hand answers in 1 ms and every other
  /// one a `round_trip` later.
  double write_wait(double round_trip) const;
  double read_wait(double round_trip) const;

  /// Across: 0 the cut-off side does nothing, 1 reads only, 2 writes only, 3 both.
  int column() const;
  /// Upwards: the guarantee's level.
  int row() const { return outcome().guarantee->level; }
  /// 0 PA/EL, 1 PA/EC, 2 PC/EL, 3 PC/EC: C for a cut-off side that takes no writes, and for reads
  /// that give the latest.
  int corner() const;
  bool same_field(const StoreChoice& other) const;
};

/// The store with the settings at these levels, 1 weakest; 0 is as shipped, and a level beyond the
/// last is the strongest.
StoreChoice store_choice(const Store& store, int write_level, int read_level, int copies);

/// "PA/EL" and so on; what the cut-off side does.
constexpr const char* corner_name(int corner) {
  constexpr const char* names[] = {"PA/EL", "PA/EC", "PC/EL", "PC/EC"};
  return names[corner];
}
constexpr const char* column_name(int column) {
  constexpr const char* names[] = {"nothing", "reads only", "writes only", "reads and writes"};
  return names[column];
}

}  // namespace lesson
