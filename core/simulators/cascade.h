#pragma once

#include <memory>
#include <vector>

#include "core/simulators/cascade-model.h"
#include "core/simulators/second-run.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// One slow disk that takes a site down. Until something is done, every setting shows its own episode:
/// the disk turns slow in second 3 and is repaired in second 10; from the first action on, settings
/// meet the running system.
class Cascade : public Simulator {
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

  /// The request whose waterfall is shown, as it was and, if asked for, without the slow disk.
  const Trace& shown() const { return second_.shown(); }
  const Trace* rerun() const { return second_.found(); }

 private:
  /// Something done to the system, in its own time.
  struct Command {
    enum class What { set, slow, repair, close };
    double time;
    What what;
    CascadeModel::Setting setting;
  };
  struct Window;

  void begin(bool story);
  void submit(Command::What what);
  static void perform(CascadeModel& model, const Command& command);
  void catch_up(std::int64_t steps);
  void choose();

  Window window() const;
  std::vector<Value> measured(const Window& window) const;
  std::string summary(const Window& window) const;
  double present_share() const;
  double present_capacity() const;

  // cascade-figures.cpp
  std::shared_ptr<const Figure> network() const;
  std::shared_ptr<const Figure> goodput_chart() const;
  std::shared_ptr<const Figure> threads_chart() const;
  std::shared_ptr<const Figure> tail() const;
  std::shared_ptr<const Figure> waterfall() const;
  std::shared_ptr<const Figure> response() const;
  void mark_events(class Chart& chart) const;
  CascadeModel::Second last_second() const;

  Values values_;
  CascadeModel::Setting setting_;
  double speed_ = 2;

  std::unique_ptr<CascadeModel> model_;
  std::vector<Command> commands_;   ///< Still to be performed, by time.
  std::vector<Command> performed_;  ///< For running it again.
  CascadeModel::Setting first_;     ///< What it began with.
  bool started_ = false, story_ = false;
  double target_ = 0;     ///< The second up to which the system has been asked to run.
  double run_until_ = 0;  ///< Where it will stand still.
  double lag_from_ = 0;   ///< Where the present computation began.

  SecondRun<CascadeModel> second_;  ///< Without the slow disk.
};

}  // namespace lesson
