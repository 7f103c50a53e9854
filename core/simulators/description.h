#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/scene/axis.h"

namespace lesson {

/// Something a person can set.
struct Param {
  enum class Kind { number, integer, boolean, choice };
  struct Choice {
    std::string id, label;
  };

  std::string id;     ///< The name in URLs, attributes, messages: kebab-case.
  std::string label;  ///< What a person reads beside the control.
  std::string unit;   ///< "ms", "%", "requests|request" (plural|singular) or empty.
  Kind kind = Kind::number;
  double min = 0, max = 1;  ///< In the unit; 0 and 1 for booleans, positions for choices.
  double step = 1;          ///< What a key press moves; other values in range are allowed.
  double fallback = 0;      ///< The default, in the unit.
  Scale scale = Scale::linear;
  std::string help;             ///< One sentence: what it means.
  std::vector<Choice> choices;  ///< Of a choice, in order.
  bool hidden = false;          ///< Part of the state and the URL, but without a control.
};

/// Something a person can make happen.
struct Action {
  std::string id, label, help;
};

/// A number the simulator reports.
struct Output {
  std::string id, label, unit;
  std::string meaning;  ///< One sentence.
  int digits = 3;       ///< Significant digits a person needs.
  bool nines = false;   ///< A percentage close to 100: digits count from what is missing to it.
};

/// A named set of values, applied over the defaults, and the actions to perform then.
struct Preset {
  std::string id, label;
  std::string note;  ///< What to look for.
  std::vector<std::pair<std::string, double>> values;
  std::vector<std::string> actions;
};

/// A question whose answer the simulator then gives. Committing applies `preset` and reads `output`.
struct Prediction {
  std::string id, question;
  std::string preset, output;
  std::string unit;
  double min = 0, max = 100, step = 1;
  std::vector<Param::Choice> choices;  ///< If any, the guess is one of them.
  std::string lesson;                  ///< Said after the answer: why it is so.
};

/// What a teacher wants to know before trusting it.
struct ModelCard {
  std::vector<std::string> modelled, left_out, equations, sources, questions;
};

/// A simulator as everyone else sees it: controls, URLs, messages, pages and tests derive from it.
struct Description {
  std::string id, title;
  int chapter = 0;
  std::string intro;  ///< One sentence: what to try.
  /// Its picture depends on its values alone: no history is kept, actions only change values.
  bool timeless = false;
  std::vector<Param> params;
  std::vector<Action> actions;
  std::vector<Output> outputs;
  std::vector<Preset> presets;
  std::vector<Prediction> predictions;
};

/// Values of all parameters, by position in the description.
using Values = std::vector<double>;

Values defaults(const Description& description);

/// Positions by id; the size of the list when there is none of that name.
std::size_t find_param(const Description& description, std::string_view id);
std::size_t find_action(const Description& description, std::string_view id);

/// The value, if the parameter allows it; else a sentence naming the field, the value, the range.
Result<double> checked(const Param& param, double value);

/// The value that `text` spells for this parameter, as a URL would.
Result<double> parsed(const Param& param, std::string_view text);

/// As a URL spells it; `parsed` reads it back to the same value.
std::string spelled(const Param& param, double value);

/// As a person reads it, with its unit.
std::string displayed(const Param& param, double value);
std::string displayed(const Output& output, double value);

/// Where the value lies between the ends, 0 to 1, on the parameter's scale.
double fraction_of(const Param& param, double value);

/// The value there, rounded to the step (to three significant digits on a logarithmic scale, to two of
/// what is missing to 100 on a scale of nines).
double value_at(const Param& param, double fraction);

}  // namespace lesson
