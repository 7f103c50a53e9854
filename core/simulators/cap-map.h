#pragma once

#include "core/simulators/cap-map-model.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// Stores by what their cut-off side still does in a partition and by what a read promises while the
/// network is whole. Their knobs move them; where copies are counted, the place is computed.
class CapMap : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  Scene scene(std::size_t swept) const override;
  std::string_view choice_label(std::size_t param, std::size_t choice) const override;
  Deviation deviation() const;

 private:
  StoreChoice shipped(const Store& store) const;
  double level_of(bool write, const StoreChoice& choice) const;
  std::vector<Value> measured() const;
  std::shared_ptr<const Figure> map() const;
  std::shared_ptr<const Figure> card() const;
  std::shared_ptr<const Figure> response(std::size_t swept) const;
  std::string clamped() const;
  std::string summary() const;

  Values values_;
  StoreChoice now_;
};

}  // namespace lesson
