#pragma once

#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/few.h"
#include "core/base/literal.h"
#include "core/base/result.h"
#include "core/scene/axis.h"

namespace lesson {

/// Something a person can set.
struct Param {
  enum class Kind { number, integer, boolean, choice };
  struct Choice {
    Literal id, label;
  };

  Literal id;     ///< The name in URLs, attributes, messages: kebab-case.
  Literal label;  ///< What a person reads beside the control.
  Literal unit;   ///< "ms", "%", "requests|request" (plural|singular) or empty.
  Kind kind = Kind::number;
  double min = 0, max = 1;  ///< In the unit; 0 and 1 for booleans, positions for choices.
  double step = 1;          ///< What a key press moves; other values in range are allowed.
  double fallback = 0;      ///< The default, in the unit.
  Scale scale = Scale::linear;
  Literal help;                     ///< One sentence: what it means.
  std::span<const Choice> choices;  ///< Of a choice, in order.
  Literal zero;                     ///< What a person reads instead of 0: "never". Empty: the number.
  bool hidden = false;              ///< Part of the state and the URL, but without a control.
};

/// Something a person can make happen.
struct Action {
  Literal id, label, help;
};

/// A number the simulator reports.
struct Output {
  Literal id, label, unit;
  Literal meaning;     ///< One sentence.
  int digits = 3;      ///< Significant digits a person needs.
  bool nines = false;  ///< A percentage close to 100: digits count from what is missing to it.
};

/// A parameter by id, and a value for it.
struct ParamValue {
  Literal param;
  double value = 0;
};

/// A named set of values, applied over the defaults, and the actions to perform then.
struct Preset {
  Literal id, label;
  Literal note;  ///< What to look for.
  Few<ParamValue, 9> values;
  Few<Literal, 2> actions;
};

/// A question whose answer the simulator then gives. Committing applies `preset` and reads `output`.
struct Prediction {
  Literal id, question;
  Literal preset, output;
  Literal unit;
  double min = 0, max = 100, step = 1;
  std::span<const Param::Choice> choices;  ///< If any, the guess is one of them.
  Literal lesson;                          ///< Said after the answer: why it is so.
};

/// What a teacher wants to know before trusting it.
struct ModelCard {
  std::vector<std::string> modelled, left_out, equations, sources, questions;
};

/// A simulator as everyone else sees it, as constant data: controls, URLs, messages, pages and tests derive
/// from it.
struct Description {
  Literal id, title;
  int chapter = 0;
  Literal intro;  ///< One sentence: what to try.
  /// Its picture depends on its values alone: no history is kept, actions only change values.
  bool timeless = false;
  std::span<const Param> params;
  std::span<const Action> actions;
  std::span<const Output> outputs;
  std::span<const Preset> presets;
  std::span<const Prediction> predictions;
};

/// Position of the item with that id; the size of the list when there is none.
template <class List>
constexpr std::size_t position_of(const List& list, std::string_view id) {
  std::size_t at = 0;
  while (at < std::size(list) && list[at].id != id) ++at;
  return at;
}

constexpr double last_seed = 1'000'000;

/// The seed of all that is random in a simulator. `help` says what the same seed brings again.
consteval Param seed_param(Literal help) {
  return {.id = "seed",
          .label = "Random seed",
          .kind = Param::Kind::integer,
          .min = 1,
          .max = last_seed,
          .fallback = 1,
          .help = help,
          .hidden = true};
}

/// The seed of a run that is another one by chance alone; after the last comes the first.
constexpr double next_seed(double seed) { return seed < last_seed ? seed + 1 : 1; }

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

/// An axis over all that the parameter takes, labelled with its label and `unit` behind it; ticks on whole
/// numbers where it takes no others.
Axis axis_over(const Param& param, std::string_view unit = {});

}  // namespace lesson
