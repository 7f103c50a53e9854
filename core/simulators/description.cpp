#include "core/simulators/description.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"

namespace lesson {
namespace {

std::string number_shown(const Param& param, double value) {
  if (param.scale == Scale::nines) return share_text(value);
  // As many digits as the step can move, and never fewer than three.
  const double finest = param.scale == Scale::linear && param.step > 0 ? std::abs(value) / param.step : 0;
  const int digits = finest >= 1000 ? std::min(12, static_cast<int>(std::log10(finest)) + 1) : 3;
  return quantity_text(value, param.unit, digits);
}

std::string allowed(const Param& param) {
  if (param.kind == Param::Kind::boolean) return "on or off";
  if (param.kind == Param::Kind::choice) {
    std::string list;
    for (const Param::Choice& choice : param.choices) list += (list.empty() ? "" : ", ") + choice.id;
    return "one of " + list;
  }
  const std::string range = number_shown(param, param.min) + " to " + number_shown(param, param.max);
  return (param.kind == Param::Kind::integer ? "a whole number from " : "a number from ") + range;
}

Status refused(const Param& param, Code code, const std::string& came) {
  return Status::failure(
      code, param.label + " (" + param.id + ") takes " + allowed(param) + "; " + came + " is not that.");
}

/// A percentage whose missing part has two significant digits; 1, 2 and 5 catch what comes within
/// 5 % of them, so that a slider stops at 99.9, 99.95 and 99.99 also when keys move it.
double round_nines(double value) {
  const double missing = 100 - value;
  const double power = std::pow(10.0, std::floor(std::log10(missing) + 1e-9));
  const double lead = missing / power;
  for (const double round : {1.0, 2.0, 5.0, 10.0}) {
    if (std::abs(lead / round - 1) < 0.05) return 100 - round * power;
  }
  return 100 - std::round(lead * 10) / 10 * power;
}

}  // namespace

Values defaults(const Description& description) {
  Values values;
  for (const Param& param : description.params) values.push_back(param.fallback);
  return values;
}

std::size_t find_param(const Description& description, std::string_view id) {
  return position_of(description.params, id);
}

std::size_t find_action(const Description& description, std::string_view id) {
  return position_of(description.actions, id);
}

Result<double> checked(const Param& param, double value) {
  if (std::isnan(value)) return refused(param, Code::invalid, "NaN");
  if (value < param.min || value > param.max)
    return refused(param, Code::out_of_range, quantity_text(value, param.unit, 6));
  if (param.kind != Param::Kind::number && value != std::floor(value))
    return refused(param, Code::out_of_range, number_text(value, 6));
  // Beside its range it is nothing, and what divides by it would be endless. One zero only: -0 would spell
  // differently.
  if (param.min <= 0 && std::abs(value) <= 1e-12 * (param.max - param.min)) return 0.0;
  return value;
}

Result<double> parsed(const Param& param, std::string_view text) {
  if (param.kind == Param::Kind::choice) {
    const std::size_t at = position_of(param.choices, text);
    if (at == param.choices.size()) return refused(param, Code::unknown, in_quotes(text));
    return static_cast<double>(at);
  }
  if (param.kind == Param::Kind::boolean) {
    if (text == "true" || text == "on" || text == "1") return 1.0;
    if (text == "false" || text == "off" || text == "0") return 0.0;
    return refused(param, Code::invalid, in_quotes(text));
  }
  const Result<double> number = parse_number(text, param.id);
  if (!number.ok()) return refused(param, Code::invalid, in_quotes(text));
  return checked(param, number.value());
}

std::string spelled(const Param& param, double value) {
  if (param.kind == Param::Kind::choice) return param.choices[static_cast<std::size_t>(value)].id;
  if (param.kind == Param::Kind::boolean) return value != 0 ? "on" : "off";
  return exact_text(value);
}

std::string displayed(const Param& param, double value) {
  if (param.kind == Param::Kind::choice) return param.choices[static_cast<std::size_t>(value)].label;
  if (param.kind == Param::Kind::boolean) return value != 0 ? "on" : "off";
  if (value == 0 && !param.zero.empty()) return param.zero;
  return number_shown(param, value);
}

std::string displayed(const Output& output, double value) {
  return output.nines ? share_text(value) : quantity_text(value, output.unit, output.digits);
}

double fraction_of(const Param& param, double value) {
  return std::clamp(Axis{"", param.min, param.max, param.scale}.fraction(value), 0.0, 1.0);
}

double value_at(const Param& param, double fraction) {
  if (!(fraction > 0)) return param.min;
  if (fraction >= 1) return param.max;
  double value = Axis{"", param.min, param.max, param.scale}.value(fraction);
  if (param.scale == Scale::logarithmic) {
    const double power = std::pow(10.0, std::floor(std::log10(value)) - 2);
    value = std::round(value / power) * power;
  } else if (param.scale == Scale::nines) {
    value = round_nines(value);
  } else if (param.step > 0) {
    value = param.min + std::round((value - param.min) / param.step) * param.step;
  }
  if (param.kind == Param::Kind::integer) value = std::round(value);
  // 0.1 + 2 * 0.01 should spell 0.12.
  value = std::round(value * 1e9) / 1e9;
  return std::clamp(value, param.min, param.max);
}

Axis axis_over(const Param& param, std::string_view unit) {
  return {param.label + (unit.empty() ? "" : " (" + std::string(unit) + ")"), param.min, param.max,
          param.scale, param.kind == Param::Kind::integer};
}

}  // namespace lesson
