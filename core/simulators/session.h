#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scene/joint-axes.h"
#include "core/scene/stage.h"
#include "core/simulators/simulator.h"

namespace lesson {

/// An answered prediction, in words and as values.
struct Answer {
  std::string id;
  std::string guess;  ///< As committed: a number or a choice's id; empty when skipped.
  double answer = 0;
  std::string text;
};

/// One input, and the simulated second at which it came.
struct Input {
  double time = 0;
  bool action = false;    ///< Else a parameter was set.
  std::size_t index = 0;  ///< Of the action or parameter.
  double value = 0;
};

/// All it takes to make the same scene again.
struct Saved {
  std::string simulator;
  Values start;  ///< Before the first input of the history.
  /// Empty for a timeless simulator, whose `start` says it all. Inputs later than `time` are yet to come.
  std::vector<Input> history;
  double time = 0;  ///< Simulated seconds since the start.
  std::size_t swept = 0;
  std::string prediction, guess;
};

/// Whether a prediction accepts this guess; an empty one skips the question.
Status checked_guess(const Prediction& asked, std::string_view guess);

/// A simulator in use: checks every input, keeps the values, remembers what was done so that it can
/// be saved, and adds to the simulator's scene what is the same for all of them. A failed call
/// changes nothing.
class Session {
 public:
  /// Inputs a history may hold before `save` refuses.
  static constexpr std::size_t history_limit = 50'000;
  /// Steps of one `work`.
  static constexpr std::int64_t work_limit = 1'000'000'000;
  /// Simulated seconds one `advance` may pass, a run may last, and a saved state may span: what is
  /// restored is computed again, and nobody should wait for more than an hour of it.
  static constexpr double advance_limit = 3600, time_limit = 1e6, saved_limit = 3600;

  explicit Session(std::unique_ptr<Simulator> simulator);

  const Description& description() const { return simulator_->description(); }
  const Values& values() const { return values_; }
  /// Grows whenever the picture may have changed.
  std::uint64_t revision() const { return revision_; }

  Status set(std::string_view param, std::string_view text);
  Status set_number(std::size_t param, double value);
  /// What a parameter's choice is called as things stand, and what a value of any parameter reads.
  std::string_view choice_label(std::size_t param, std::size_t choice) const {
    return simulator_->choice_label(param, choice);
  }
  std::string text_of(std::size_t param, double value) const;
  /// An action by id, "reset" included.
  Status act(std::string_view action);
  Status act_index(std::size_t action);
  Status apply_preset(std::string_view preset);
  /// The preset that this run began with, while nobody has done anything since; else empty.
  const std::string& preset() const { return preset_; }
  /// See lesson_sim_predict.
  Status predict(std::string_view prediction, std::string_view guess);
  /// What a mark of the picture does when clicked; see lesson_sim_command.
  Status command(std::string_view text, double x, double y);
  Status advance(double seconds);
  double pace() const { return simulator_->pace(); }
  bool animating() const { return simulator_->animating() || replayed_ < replay_.size(); }
  /// Simulated seconds since the start, in whole ticks of 2^-30 s (a nanosecond, nearly): sums of such
  /// times are exact, so that a history replayed in other slices meets the very same moments.
  double time() const { return time_; }

  double backlog() const;
  Status work(std::int64_t steps);
  /// All that is left, in one go.
  void finish();

  /// The scene of the present state; kept until something changes.
  const Scene& scene();
  /// What the last moved control changed, in words; empty when nothing to speak of.
  std::string change();
  /// The prediction's answer, while the state is still the one it asked about.
  std::optional<Answer> answer();

  /// Draws both on the same axes, each wide enough for both, and `other` over the parameter that was last
  /// moved here. Holds until it is done again; `other` has to be of the same simulator.
  Status share_axes(Session& other);
  /// From now on each axis is as this scene alone needs it.
  void own_axes();

  Stage stage(float width, Mode mode);
  /// "tail=1.2&backends=10": what differs from the defaults.
  std::string query() const;

  Result<Saved> save() const;
  Status restore(const Saved& saved);

 private:
  bool replaying() const { return due() || time_ < replay_end_; }
  Status finish_replay();
  void start_over(const Values& values);
  /// From here on the run is not the one that a preset or a question began.
  void leave_beginning() {
    prediction_.clear();
    preset_.clear();
  }
  void apply(std::size_t param, double value);
  void perform(std::size_t action);
  void remember(Input input);
  void touch();
  std::vector<double> numbers();
  /// Whether an input of a restored history is to be done by now; others are yet to come.
  bool due() const;
  void forget_to_come(std::size_t param);
  void replay(std::int64_t inputs);
  std::vector<Side> unshared();
  void draw_on(std::vector<Side> axes);
  std::vector<Control> controls() const;

  std::unique_ptr<Simulator> simulator_;
  Values values_;
  std::uint64_t revision_ = 1;
  std::optional<Scene> scene_;
  std::vector<Side> shared_;    // Axes that another session needs too; empty: none does.
  std::vector<Side> unshared_;  // The scene's own axes, before it was given those.

  std::size_t swept_ = 0;  // Parameter last moved.
  double moved_from_ = 0;  // Its value when the moving began.
  bool moving_ = false;
  std::vector<double> outputs_before_;  // Outputs when the moving began.

  Values start_;
  std::vector<Input> history_;
  double time_ = 0;
  double asked_ = 0;           // The sum of what time was to pass, of which `time_` is the nearest tick.
  std::vector<Input> replay_;  // Inputs of a restored history still to come.
  std::size_t replayed_ = 0;
  double replay_end_ = 0;

  std::string prediction_, guess_, preset_;
};

}  // namespace lesson
