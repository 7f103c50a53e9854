#pragma once

#include "core/simulators/load-test-model.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// One server that freezes, measured by two load generators: one waits for each answer before it
/// sends again, one keeps its schedule. What the first leaves out is what users feel.
class LoadTest : public Simulator {
 public:
  const Description& description() const override;
  static ModelCard model_card();
  void configure(const Values& values) override;
  void act(std::size_t action, Values& values) override;
  double backlog() const override;
  void work(std::int64_t steps) override;
  Scene scene(std::size_t swept) const override;
  Deviation deviation() const;

  /// Positions of the parameters in the description.
  enum ParamAt : std::size_t {
    rate,
    service,
    server,
    clients,
    run,
    start,
    length,
    period,
    correct,
    replay,
    fast_share,
    request,
    seed
  };

 private:
  using Picture = std::shared_ptr<const Figure>;

  void begin(LoadRun::Generator generator);
  void take_up(LoadRun& run);
  void merge_servers();
  std::size_t chosen() const;
  bool replayed() const { return values_[replay] != 0 && !calm_.empty(); }
  bool omitted(std::size_t i) const;
  Value measured(std::size_t output) const;
  Picture timeline() const;
  Picture curves() const;
  Picture estimates(const std::vector<Value>& values) const;
  Picture averaging(const std::vector<Value>& values) const;
  Picture latencies() const;
  Picture waterfall() const;
  Picture response(std::size_t swept) const;
  std::string story(std::size_t i) const;
  std::string summary() const;

  Values values_;
  std::vector<LoadRun> runs_;  ///< Under way; until all are over, the picture is of the last test that was.

  Load load_;
  std::vector<Sent> open_, closed_, calm_;  ///< The last: the open loop again, without freezes, if asked for.
  std::size_t slowest_ = 0;                 ///< Of the open loop.
  Histogram open_times_ = response_histogram(), closed_times_ = open_times_, filled_times_ = open_times_;
  Histogram merged_ = response_histogram();
};

}  // namespace lesson
