#include "core/simulators/cap-map-model.h"

#include <algorithm>
#include <array>

namespace lesson {
namespace {

constexpr double near_copy = 1;  // Milliseconds to the copy at hand.

int copies_of(const Setting& setting, int all) {
  if (setting.copies == majority_of_copies) return theory::majority(all);
  return setting.copies == all_copies ? all : std::min(setting.copies, all);
}

}  // namespace

theory::Quorum StoreChoice::quorum() const {
  return {copies, copies_of(write_setting(), copies), copies_of(read_setting(), copies)};
}

Outcome StoreChoice::outcome() const {
  if (!counted()) return store->outcomes[write * store->read.count + read];
  const theory::Quorum sets = quorum();
  const int reachable = store->sloppy ? copies : theory::minority(copies);
  return {sets.overlap() > 0 ? store->met : store->missed, sets.reads_with(reachable),
          sets.writes_with(reachable), nullptr};
}

double StoreChoice::write_wait(double round_trip) const {
  const int trips = counted() ? quorum().write > 1 : write_setting().trips + read_setting().write_trips;
  return near_copy + trips * round_trip;
}

double StoreChoice::read_wait(double round_trip) const {
  const int trips = counted() ? quorum().read > 1 : read_setting().trips;
  return near_copy + trips * round_trip;
}

int StoreChoice::column() const {
  const Outcome there = outcome();
  return (there.reads ? 1 : 0) + (there.writes ? 2 : 0);
}

int StoreChoice::corner() const { return (column() < 2 ? 2 : 0) + (row() >= 3 ? 1 : 0); }

bool StoreChoice::same_field(const StoreChoice& other) const {
  return column() == other.column() && row() == other.row();
}

StoreChoice store_choice(const Store& store, int write_level, int read_level, int copies) {
  const auto turned = [](int level, const Knob& knob) {
    return level == 0 ? knob.shipped : std::min(level, knob.count) - 1;
  };
  return {&store, turned(write_level, store.write), turned(read_level, store.read), copies};
}

}  // namespace lesson
