#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/simulators/partition-model.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// A register on copies in two regions, and the link between them cut: every operation on a timeline, and
/// those answers marked that no single copy could have given. The whole run follows from the values; playing
/// only moves the moment that is shown, and a cut made while it plays changes nothing before that moment.
class Partition : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  void act(std::size_t action, Values& values) override;
  void advance(double seconds) override;
  double pace() const override { return 0.1; }
  bool animating() const override { return now_ < partition::axis_end; }
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

 private:
  /// What the checkers say about one operation.
  struct Judged {
    bool unexplained = false;
    std::optional<std::size_t> newer;  ///< A read's: what makes its answer an old one.
    std::optional<std::size_t> lost;   ///< A write's: the older one that prevails over it.
  };
  /// Requests of one kind from one region: all, and those made while the link was cut.
  struct Tally {
    int asked = 0, answered = 0, cut_asked = 0, cut_answered = 0;
    double sum = 0, squares = 0;  ///< Of the times to an answer, ms.

    void add(const Tally& other);
  };

  void judge();
  std::optional<std::size_t> overtaken(const std::vector<theory::RegisterOperation>& history,
                                       std::size_t read) const;
  std::optional<std::size_t> chosen() const;
  double moment() const;
  const Tally& tally(bool west, bool write) const { return tallies_[2 * west + write]; }
  Tally of_side(bool west) const;
  std::optional<double> exact(bool west) const;
  int count(theory::Anomaly anomaly) const { return counts_[static_cast<std::size_t>(anomaly)]; }
  std::string about(std::size_t operation) const;
  std::vector<Value> measured() const;
  std::string summary() const;

  // partition-figures.cpp
  std::shared_ptr<const Figure> network() const;
  void add_clients(class Network& figure) const;
  void add_copies(Network& figure) const;
  void add_links(Network& figure) const;
  void add_messages(Network& figure) const;
  std::shared_ptr<const Figure> timeline() const;
  std::shared_ptr<const Figure> availability() const;
  std::shared_ptr<const Figure> latency() const;
  std::shared_ptr<const Figure> promises() const;
  std::shared_ptr<const Figure> replay() const;
  std::shared_ptr<const Figure> response(std::size_t swept) const;

  Values values_;
  std::optional<partition::Run> run_;
  double now_ = partition::axis_end;  ///< Milliseconds since the start; at the end nothing plays.

  std::vector<Judged> judged_;
  int unexplained_ = 0;
  std::array<int, theory::anomalies> counts_{};
  theory::Consistency kept_ = theory::Consistency::linearizable;
  std::array<Tally, 4> tallies_{};
};

}  // namespace lesson
