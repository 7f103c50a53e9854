#pragma once

#include "core/simulators/maintainability-figures.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// A team that takes a shortcut with every feature beside one that does not: what each feature
/// costs as the shortcuts pile up, and at which feature they stop paying.
class Maintainability : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

 private:
  std::vector<Value> values() const;
  std::string cost_sentence() const;
  std::string payoff_sentence() const;

  upkeep::Case team_;
};

}  // namespace lesson
