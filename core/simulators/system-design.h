#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/scene/verdict.h"
#include "core/simulators/second-run.h"
#include "core/simulators/simulator.h"
#include "core/simulators/system-design-model.h"

namespace lesson {

/// A shop's cache, database and queue under load. Until something is done to it, every setting shows
/// its own first half minute; from the first action on, settings and faults meet the running system.
class SystemDesign : public Simulator {
 public:
  const Description& description() const override;
  /// What a teacher wants to know before trusting it.
  static ModelCard model_card();
  void configure(const Values& values) override;
  void act(std::size_t action, Values& values) override;
  void advance(double seconds) override;
  double pace() const override;
  bool animating() const override { return target_ < run_until_; }
  double backlog() const override;
  void work(std::int64_t steps) override;
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

  /// The request whose waterfall is shown, as it was and, if asked for, without any failure.
  const Trace& shown() const { return second_.shown(); }
  const Trace* rerun() const { return second_.found(); }

 private:
  /// Something done to the system, in its own time: so a long computation can be sliced anywhere.
  struct Command {
    enum class What { set, fault, spike };
    double time;
    What what;
    SystemModel::Setting setting;
    SystemModel::Failure failure;
  };
  /// What the last full seconds say together.
  struct Window;
  /// Whether what is measured is what the closed forms speak of: the setting by itself, in the long run.
  enum class Regime {
    disturbed,  ///< By a failure, a spike or a cold cache, now.
    passing,    ///< What one of these left behind, a queue or retries, is in the measured seconds.
    undecided,  ///< So near to full that chance decides who gives up.
    filling,    ///< Overload whose queue still grows: what the database does is known, who fails not yet.
    steady
  };

  void submit(Command::What what);
  void keep_running(double seconds);
  void catch_up(std::int64_t steps);
  static void perform(SystemModel& model, const Command& command);
  void choose();

  // system-design-scene.cpp
  Window window() const;
  std::vector<Value> measured(const Window& window) const;
  Value measured_quantile(const Window& window, std::size_t output, double level) const;
  void add_rates(const Window& window, std::vector<Value>& values) const;
  Value measured_queue(const Window& window, std::size_t output, const BatchMeans& means, double scale,
                       double highest) const;
  void add_plan(std::vector<Value>& values) const;
  Regime regime_of(const Window& window) const;
  /// Database load of the last second, if retries made it much more than first attempts do; else 0.
  double storm() const;
  std::string summary(const Window& window) const;
  std::string circumstances() const;
  std::string database_sentence(const Window& window) const;
  void judge(Verdict& figure, const Window& window) const;
  std::string what_fails() const;

  // system-design-curves.cpp
  std::shared_ptr<const Figure> response(const Histogram& times, std::size_t swept) const;

  // system-design-figures.cpp
  std::shared_ptr<const Figure> network() const;
  void add_nodes(class Network& figure) const;
  void add_edges(Network& figure) const;
  void add_tokens(Network& figure) const;
  std::shared_ptr<const Figure> latency() const;
  std::shared_ptr<const Figure> traffic_chart() const;
  std::shared_ptr<const Figure> tail() const;
  std::shared_ptr<const Figure> waterfall() const;
  std::shared_ptr<const Figure> verdict(const Window& window) const;
  std::vector<Verdict::Sum> sums() const;
  void mark_events(class Chart& chart) const;
  bool broken(SystemModel::Failure failure) const {
    return model_->failing() && model_->failure() == failure;
  }
  SystemModel::Second last_second() const;
  /// What is set, as the moment leaves it: sums and curves tell of what there is.
  SystemModel::Setting present() const { return model_->present(setting_); }

  Values values_;
  SystemModel::Setting setting_;
  SystemModel::Failure next_failure_ = SystemModel::Failure::cache;
  double sla_ = 0.2, speed_ = 10;

  std::unique_ptr<SystemModel> model_;
  std::vector<Command> commands_;   ///< Still to be performed, by time.
  std::vector<Command> performed_;  ///< For running it again.
  SystemModel::Setting first_;      ///< What it began with.
  bool started_ = false;            ///< Something was done: settings no longer start it anew.
  double target_ = 0;               ///< The second up to which the system has been asked to run.
  double run_until_ = 0;            ///< Where it will stand still.
  double lag_from_ = 0;             ///< Where the present computation began.
  SecondRun<SystemModel> second_;   ///< Without failures.
};

}  // namespace lesson
