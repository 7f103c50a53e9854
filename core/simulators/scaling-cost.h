#pragma once

#include "core/simulators/scaling-cost-model.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// What it costs to carry more load with one larger machine, and with more machines of one size:
/// where the curves cross, and where scaling up ends because nothing larger is sold.
class ScalingCost : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

 private:
  std::vector<Value> values() const;

  ScalingChoice choice_;
};

}  // namespace lesson
