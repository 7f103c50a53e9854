#pragma once

#include <optional>
#include <vector>

#include "core/simulators/queueing-model.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// How long requests wait as servers get busier: queues are run at several utilisations and stand beside
/// the closed forms; one shared queue beside a queue for each server.
class Queueing : public Simulator {
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

  /// Positions of the parameters in the description.
  enum ParamAt : std::size_t { utilisation, servers, variability, sigma, service, seed };

 private:
  /// Utilisations at which queues are run for the curve.
  static constexpr double grid_shares[] = {0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95};

  template <class Each>
  void each_run(Each&& each) const;
  const QueueRun& separate() const { return separate_ ? *separate_ : *now_; }
  double wait_at(double share) const { return choice_.at(share).wait(); }
  /// How many times longer the mean wait gets when servers are busy ten points more.
  std::optional<double> ten_points() const;

  std::vector<Value> measured() const;
  std::string summary() const;
  std::string described_service() const;
  std::shared_ptr<const Figure> knee() const;
  std::shared_ptr<const Figure> estimates(const std::vector<Value>& values) const;
  std::shared_ptr<const Figure> little() const;
  std::shared_ptr<const Figure> lines() const;
  std::shared_ptr<const Figure> response(std::size_t swept) const;

  QueueChoice choice_;
  double service_ms_ = 20;
  std::uint64_t seed_ = 0;
  /// The present setting; one of as many separate queues, if there are several servers; and the same
  /// servers at other utilisations, which stay when only the utilisation is moved.
  std::optional<QueueRun> now_, separate_;
  std::vector<QueueRun> grid_;
};

}  // namespace lesson
