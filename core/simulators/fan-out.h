#pragma once

#include "core/scene/chart.h"
#include "core/simulators/fan-out-model.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// Three ways to make timelines: deliver each tweet when it is written, look everything up when a
/// timeline is read, or both, by kind of author. Steady work, bursts, and what a cache can keep up with.
class FanOut : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

 private:
  std::vector<Value> measured() const;
  std::shared_ptr<const Figure> fans() const;
  std::shared_ptr<const Figure> designs() const;
  std::shared_ptr<const Figure> response(std::size_t swept) const;
  std::shared_ptr<const Figure> deliveries() const;
  void mark_crossover(Chart& chart, std::size_t param) const;
  std::shared_ptr<const Figure> waiting() const;
  double horizon() const;
  std::size_t cheapest() const;
  std::string capacity_text() const;
  std::string summary() const;

  Values values_;
  theory::FanOut load_;
  double capacity_ = 2e6;
};

}  // namespace lesson
