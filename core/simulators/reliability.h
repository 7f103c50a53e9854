#pragma once

#include "core/simulators/reliability-model.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// A chain of components that are all needed, with or without copies: its availability in closed
/// form, and years lived through fault by fault beside it.
class Reliability : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  void act(std::size_t action, Values& values) override;
  double backlog() const override;
  void work(std::int64_t steps) override;
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

 private:
  std::vector<Value> measured() const;
  Value lived_value() const;
  std::shared_ptr<const Figure> blocks() const;
  std::shared_ptr<const Figure> budget() const;
  std::shared_ptr<const Figure> response(std::size_t swept) const;
  std::shared_ptr<const Figure> year_strip() const;
  std::string year_text() const;
  std::string summary() const;

  Values values_;
  theory::Chain chain_;
  std::int64_t wanted_ = 0;  ///< Years to live through; the last one is shown.
  reliability::Tally tally_;
  reliability::Year last_;
};

}  // namespace lesson
