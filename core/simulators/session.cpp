#include "core/simulators/session.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/order.h"
#include "core/base/text.h"
#include "core/simulators/registry.h"

namespace lesson {
namespace {

Status unknown(const char* what, std::string_view id, const std::string& known) {
  return Status::failure(Code::unknown, std::string("There is no ") + what + " " + in_quotes(id) +
                                            "; there " +
                                            (known.empty() ? "are none here." : "are " + known + "."));
}

template <class List>
std::string ids(const List& list) {
  std::string text;
  for (const auto& item : list) text += (text.empty() ? "" : ", ") + item.id;
  return text;
}

/// Inputs of a restored history done at once, before anything else is asked of the session.
constexpr std::int64_t inputs_at_once = 4;
/// What one of them may cost in steps of work.
constexpr std::int64_t steps_per_input = 1'000'000;
/// The nearest tick, see Session::time.
double tick(double seconds) { return std::ldexp(std::floor(std::ldexp(seconds, 30) + 0.5), -30); }

}  // namespace

Status checked_guess(const Prediction& asked, std::string_view guess) {
  if (guess.empty()) return {};
  const Param field{.id = asked.id,
                    .label = "Your guess",
                    .unit = asked.unit,
                    .kind = asked.choices.empty() ? Param::Kind::number : Param::Kind::choice,
                    .min = asked.min,
                    .max = asked.max,
                    .choices = asked.choices};
  return parsed(field, guess).status();
}

Session::Session(std::unique_ptr<Simulator> simulator) : simulator_(std::move(simulator)) {
  values_ = start_ = defaults(description());
  simulator_->configure(values_);
}

void Session::touch() {
  ++revision_;
  scene_.reset();
}

void Session::remember(Input input) {
  if (description().timeless) return;
  const bool same_knob = !history_.empty() && !input.action && !history_.back().action &&
                         history_.back().index == input.index && history_.back().time == input.time;
  if (same_knob) {
    history_.back().value = input.value;
  } else if (history_.size() <= history_limit) {
    history_.push_back(input);
  }
}

void Session::apply(std::size_t param, double value) {
  remember({time_, false, param, value});
  values_[param] = value;
  simulator_->configure(values_);
  touch();
}

void Session::perform(std::size_t action) {
  remember({time_, true, action, 0});
  const Values before = values_;
  simulator_->act(action, values_);
  if (values_ != before) simulator_->configure(values_);
  touch();
}

Status Session::set(std::string_view param, std::string_view text) {
  const std::size_t index = find_param(description(), param);
  if (index == description().params.size()) return unknown("parameter", param, ids(description().params));
  const Result<double> value = parsed(description().params[index], text);
  return value.ok() ? set_number(index, value.value()) : value.status();
}

Status Session::set_number(std::size_t param, double value) {
  if (param >= description().params.size())
    return Status::failure(Code::unknown, "Parameter " + std::to_string(param) +
                                              " does not exist; there are " +
                                              std::to_string(description().params.size()) + ".");
  const Result<double> allowed = checked(description().params[param], value);
  if (!allowed.ok()) return allowed.status();
  if (Status done = finish_replay(); !done.ok()) return done;
  forget_to_come(param);
  if (allowed.value() == values_[param] && swept_ == param) return {};
  if (!moving_ || swept_ != param) {
    outputs_before_ = numbers();
    moved_from_ = values_[param];
    moving_ = true;
    swept_ = param;
  }
  leave_beginning();
  apply(param, allowed.value());
  return {};
}

Status Session::act(std::string_view action) {
  if (action == "reset") {
    start_over(defaults(description()));
    return {};
  }
  const std::size_t index = find_action(description(), action);
  if (index == description().actions.size()) {
    const std::string known = ids(description().actions);
    return unknown("action", action, known.empty() ? "reset" : known + ", reset");
  }
  return act_index(index);
}

Status Session::act_index(std::size_t action) {
  if (action >= description().actions.size())
    return Status::failure(Code::unknown, "Action " + std::to_string(action) + " does not exist; there are " +
                                              std::to_string(description().actions.size()) + ".");
  if (Status done = finish_replay(); !done.ok()) return done;
  moving_ = false;
  leave_beginning();
  perform(action);
  return {};
}

void Session::start_over(const Values& values) {
  simulator_ = make_simulator(description().id);
  values_ = start_ = values;
  history_.clear();
  replay_.clear();
  replayed_ = 0;
  time_ = asked_ = replay_end_ = 0;
  moving_ = false;
  swept_ = 0;
  leave_beginning();
  simulator_->configure(values_);
  touch();
}

Status Session::apply_preset(std::string_view id) {
  const auto presets = description().presets;
  const std::size_t at = position_of(presets, id);
  if (at == presets.size()) return unknown("preset", id, ids(presets));
  const Preset& preset = presets[at];
  Values values = defaults(description());
  std::size_t swept = 0;
  for (const auto& [param, value] : preset.values) {
    swept = find_param(description(), param);
    values[swept] = value;
  }
  start_over(values);
  swept_ = swept;
  preset_ = preset.id;
  for (const Literal action : preset.actions) perform(find_action(description(), action));
  return {};
}

Status Session::predict(std::string_view id, std::string_view guess) {
  const auto predictions = description().predictions;
  const std::size_t at = position_of(predictions, id);
  if (at == predictions.size()) return unknown("prediction", id, ids(predictions));
  const Prediction& asked = predictions[at];
  if (Status allowed = checked_guess(asked, guess); !allowed.ok()) return allowed;
  Status status = apply_preset(asked.preset);
  prediction_ = std::string(id);
  guess_ = std::string(guess);
  return status;
}

Status Session::command(std::string_view text, double x, double y) {
  std::vector<std::string_view> words;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (words.size() == 2 && words[0] == "act") return act(words[1]);
  if (words.size() == 3 && words[0] == "set") return set(words[1], words[2]);
  if (words.size() == 3 && words[0] == "place") {
    const std::size_t across = find_param(description(), words[1]), up = find_param(description(), words[2]);
    const auto& params = description().params;
    if (across < params.size() && up < params.size() && std::isfinite(x) && std::isfinite(y)) {
      if (Status moved = set_number(across, value_at(params[across], x)); !moved.ok()) return moved;
      return set_number(up, value_at(params[up], y));
    }
  }
  return Status::failure(Code::invalid,
                         "A mark's command is “act ACTION”, “set PARAM VALUE” or “place PARAM PARAM” with a "
                         "position; " +
                             in_quotes(text) + " is not that.");
}

Status Session::advance(double seconds) {
  if (!(seconds >= 0 && seconds <= advance_limit))
    return Status::failure(Code::out_of_range, "Time advances by 0 to 3,600 simulated seconds at once; " +
                                                   number_text(seconds) + " is not that.");
  if (Status done = finish_replay(); !done.ok()) return done;
  if (seconds == 0 || description().timeless || asked_ + seconds > time_limit) return {};
  asked_ += seconds;
  replay_end_ = tick(asked_);
  replay(inputs_at_once);
  return {};
}

bool Session::due() const { return replayed_ < replay_.size() && replay_[replayed_].time <= replay_end_; }

/// What a restored history would still set it to, after a change that is to last.
void Session::forget_to_come(std::size_t param) {
  const auto to_come = replay_.begin() + static_cast<std::ptrdiff_t>(replayed_);
  replay_.erase(std::remove_if(to_come, replay_.end(),
                               [&](const Input& input) { return !input.action && input.index == param; }),
                replay_.end());
}

double Session::backlog() const {
  if (!replaying()) return simulator_->backlog();
  return replay_end_ > 0 ? std::clamp(1 - time_ / replay_end_, 0.001, 1.0) : 1.0;
}

void Session::replay(std::int64_t inputs) {
  // Simulators put off what costs much: one that has done so takes no more until it has caught up, or a few
  // inputs to a busy system would hold the page for as many times what one may.
  for (; inputs > 0 && due() && simulator_->backlog() == 0; --inputs) {
    const Input input = replay_[replayed_++];
    simulator_->advance(input.time - time_);
    time_ = input.time;
    input.action ? perform(input.index) : apply(input.index, input.value);
  }
  if (!due()) {
    simulator_->advance(replay_end_ - time_);
    time_ = replay_end_;
  }
  touch();
}

Status Session::work(std::int64_t steps) {
  if (steps < 1 || steps > work_limit)
    return Status::failure(Code::out_of_range, "Work takes 1 to 1,000,000,000 steps at once; " +
                                                   std::to_string(steps) + " is not that.");
  if (simulator_->backlog() > 0) {
    simulator_->work(steps);
    touch();
  } else if (replaying()) {
    replay(1 + steps / steps_per_input);
  }
  return {};
}

void Session::finish() {
  while (backlog() > 0) (void)work(work_limit);
}

Status Session::finish_replay() {
  if (replaying()) replay(inputs_at_once);
  if (!replaying()) return {};
  return Status::failure(Code::invalid, "The saved state is still being restored; " +
                                            std::to_string(replayed_) + " of its " +
                                            std::to_string(replay_.size()) +
                                            " inputs are done. Wait for the rest, or reset it.");
}

const Scene& Session::scene() {
  if (scene_) return *scene_;
  scene_ = simulator_->scene(swept_);
  if (!shared_.empty()) {
    unshared_ = axes_of(*scene_);
    widen(*scene_, shared_);
  }
  return *scene_;
}

std::vector<Side> Session::unshared() {
  const Scene& now = scene();
  return shared_.empty() ? axes_of(now) : unshared_;
}

void Session::draw_on(std::vector<Side> axes) {
  if (axes == shared_) return;
  shared_ = std::move(axes);
  touch();
}

Status Session::share_axes(Session& other) {
  if (other.description().id != description().id)
    return Status::failure(Code::invalid, "Axes are shared by two of the same simulator; " +
                                              in_quotes(other.description().id) + " is not " +
                                              in_quotes(description().id) + ".");
  if (other.swept_ != swept_) {
    other.swept_ = swept_;
    other.moving_ = false;
    other.touch();
  }
  const std::vector<Side> mine = unshared(), theirs = other.unshared();
  draw_on(joint(mine, theirs));
  other.draw_on(joint(theirs, mine));
  return {};
}

void Session::own_axes() { draw_on({}); }

std::vector<double> Session::numbers() {
  std::vector<double> numbers(description().outputs.size(), std::numeric_limits<double>::quiet_NaN());
  for (const Value& value : scene().values) {
    // The exact answer where there is one: sampling noise is no change.
    if (value.exact || value.number) numbers[value.output] = value.exact ? *value.exact : *value.number;
  }
  return numbers;
}

std::string Session::change() {
  if (!moving_) return {};
  const std::vector<double> now = numbers();
  struct Moved {
    std::size_t output;
    double size;
  };
  std::vector<Moved> moved;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const double before = outputs_before_[i];
    const double size = std::abs(now[i] - before) / std::max(std::abs(before), 1e-12);
    if (size > 0.004) moved.push_back({i, size});
  }
  // Changes that differ by rounding alone keep the outputs' order, so that every machine tells them alike.
  order_few(moved, [](auto a, auto b) { return a.size > b.size * (1 + 1e-9); });
  const Param& param = description().params[swept_];
  std::string text =
      param.label + " from " + text_of(swept_, moved_from_) + " to " + text_of(swept_, values_[swept_]);
  if (moved.empty()) return text + ": no output changes.";
  for (std::size_t i = 0; i < std::min<std::size_t>(moved.size(), 3); ++i) {
    const Output& output = description().outputs[moved[i].output];
    const double before = outputs_before_[moved[i].output], after = now[moved[i].output];
    text += (i == 0 ? ": " : ", ") + output.label + (after > before ? " rises from " : " falls from ") +
            displayed(output, before) + " to " + displayed(output, after);
  }
  return text + ".";
}

std::optional<Answer> Session::answer() {
  const std::size_t at = position_of(description().predictions, prediction_);
  if (at == description().predictions.size() || backlog() > 0) return {};
  const Prediction& asked = description().predictions[at];
  const double answer = numbers()[position_of(description().outputs, asked.output)];
  const auto spoken = [&](double number) {
    return asked.choices.empty() ? quantity_text(number, asked.unit)
                                 : asked.choices[static_cast<std::size_t>(number)].label;
  };
  std::string text = "It is " + spoken(answer) + ". ";
  if (!guess_.empty()) {
    const double guess = asked.choices.empty() ? parse_number(guess_, asked.id).value()
                                               : static_cast<double>(position_of(asked.choices, guess_));
    text = "You said " + spoken(guess) + "; it is " + spoken(answer) + ". ";
  }
  return Answer{prediction_, guess_, answer, text + asked.lesson};
}

std::string Session::text_of(std::size_t param, double value) const {
  const Param& one = description().params[param];
  return one.kind == Param::Kind::choice ? std::string(choice_label(param, static_cast<std::size_t>(value)))
                                         : displayed(one, value);
}

std::vector<Control> Session::controls() const {
  std::vector<Control> list;
  for (std::size_t i = 0; i < description().params.size(); ++i) {
    const Param& param = description().params[i];
    if (param.hidden) continue;
    Control control{.index = i,
                    .label = param.label,
                    .value = text_of(i, values_[i]),
                    .fraction = fraction_of(param, values_[i])};
    if (param.kind == Param::Kind::boolean) control.kind = Control::Kind::toggle;
    if (param.kind == Param::Kind::choice) {
      control.kind = Control::Kind::choice;
      for (std::size_t k = 0; k < param.choices.size(); ++k) control.choices.emplace_back(choice_label(i, k));
      control.chosen = static_cast<std::size_t>(values_[i]);
    }
    list.push_back(std::move(control));
  }
  for (std::size_t i = 0; i < description().actions.size(); ++i) {
    list.push_back({.kind = Control::Kind::button, .index = i, .label = description().actions[i].label});
  }
  return list;
}

Stage Session::stage(float width, Mode mode) { return lay_out(controls(), scene(), width, mode); }

std::string Session::query() const {
  std::string text;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const Param& param = description().params[i];
    if (values_[i] == param.fallback) continue;
    text += (text.empty() ? "" : "&") + param.id + "=" + spelled(param, values_[i]);
  }
  return text;
}

Result<Saved> Session::save() const {
  if (std::max(time_, replay_end_) > saved_limit)
    return Status::failure(Code::too_large,
                           "This run has lasted more than 3,600 simulated seconds and is too long to save; "
                           "reset it first.");
  // What a restored history still holds is part of the state.
  std::vector<Input> history = history_;
  history.insert(history.end(), replay_.begin() + static_cast<std::ptrdiff_t>(replayed_), replay_.end());
  if (history.size() > history_limit)
    return Status::failure(Code::too_large,
                           "This run has more than 50,000 inputs and is too long to save; reset it first.");
  return Saved{.simulator = description().id,
               .start = description().timeless ? values_ : start_,
               .history = std::move(history),
               .time = std::max(time_, replay_end_),
               .swept = swept_,
               .prediction = prediction_,
               .guess = prediction_.empty() ? "" : guess_};
}

Status Session::restore(const Saved& saved) {
  start_over(saved.start);
  replay_ = saved.history;
  for (Input& input : replay_) input.time = tick(input.time);
  replayed_ = 0;
  replay_end_ = asked_ = tick(saved.time);
  swept_ = saved.swept;
  prediction_ = saved.prediction;
  guess_ = saved.guess;
  if (replaying()) replay(inputs_at_once);
  return {};
}

}  // namespace lesson
