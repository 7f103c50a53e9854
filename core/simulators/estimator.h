#pragma once

#include "core/simulators/estimator-model.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// Back of the envelope: from users to servers, bytes and bandwidth, each sum to the digit and as on paper;
/// what operations take, on one scale with what light allows; and what an objective leaves to spend.
class Estimator : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

 private:
  std::vector<Value> values() const;
  std::string summary() const;

  Values values_;
  estimator::Choice choice_;
};

}  // namespace lesson
