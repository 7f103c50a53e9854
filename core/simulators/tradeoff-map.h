#pragma once

#include "core/simulators/simulator.h"
#include "core/simulators/systems.h"
#include "core/theory/error-cost.h"

namespace lesson {

/// Systems and features on the line from availability to consistency, and what a year on either
/// side costs the one that is chosen: the dearer error decides.
class TradeoffMap : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

  /// The bill of a system with these values of all parameters.
  static theory::ErrorCost bill(const Tradeoff& system, const Values& values);

 private:
  const Tradeoff& system() const;
  bool on_line() const { return system().rank > 0; }
  bool placed() const;
  std::vector<Value> measured() const;
  std::shared_ptr<const Figure> line() const;
  std::shared_ptr<const Figure> card() const;
  std::shared_ptr<const Figure> response(std::size_t swept) const;
  std::string verdict() const;
  std::string place_in_words() const;
  std::string summary() const;

  Values values_;
  theory::ErrorCost bill_;
};

}  // namespace lesson
