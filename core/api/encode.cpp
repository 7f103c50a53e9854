#include "core/api/encode.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/text.h"
#include "core/simulators/cards.h"
#include "core/simulators/registry.h"

namespace lesson {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

template <class T>
Json optional_json(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json choices_json(std::span<const Param::Choice> choices) {
  Json list = Json::array();
  for (const auto& choice : choices) list.push_back({{"id", choice.id}, {"label", choice.label}});
  return list;
}

/// A value as JSON's own kind of it: a number, true or false, a choice's id.
Json value_json(const Param& param, double value) {
  if (param.kind == Param::Kind::boolean) return value != 0;
  if (param.kind == Param::Kind::choice) return param.choices[static_cast<std::size_t>(value)].id;
  return value;
}

Json param_json(const Param& param) {
  static constexpr const char* kinds[] = {"number", "integer", "boolean", "choice"};
  static constexpr const char* scales[] = {"linear", "log", "nines"};
  return {{"id", param.id},
          {"label", param.label},
          {"unit", param.unit},
          {"kind", kinds[static_cast<int>(param.kind)]},
          {"min", param.min},
          {"max", param.max},
          {"step", param.step},
          {"default", value_json(param, param.fallback)},
          {"scale", scales[static_cast<int>(param.scale)]},
          {"help", param.help},
          {"choices", choices_json(param.choices)},
          {"hidden", param.hidden}};
}

std::string preset_query(const Description& description, const Preset& preset) {
  std::string query;
  for (const auto& [id, value] : preset.values) {
    const Param& param = description.params[find_param(description, id)];
    query += (query.empty() ? "" : "&") + id + "=" + spelled(param, value);
  }
  return query;
}

Json description_object(const Description& description) {
  Json json{
      {"id", description.id},        {"title", description.title},       {"chapter", description.chapter},
      {"intro", description.intro},  {"timeless", description.timeless}, {"params", Json::array()},
      {"actions", Json::array()},    {"outputs", Json::array()},         {"presets", Json::array()},
      {"predictions", Json::array()}};
  for (const Param& param : description.params) json["params"].push_back(param_json(param));
  for (const Action& action : description.actions)
    json["actions"].push_back({{"id", action.id}, {"label", action.label}, {"help", action.help}});
  for (const Output& output : description.outputs)
    json["outputs"].push_back(
        {{"id", output.id}, {"label", output.label}, {"unit", output.unit}, {"meaning", output.meaning}});
  for (const Preset& preset : description.presets) {
    Json actions = Json::array();
    for (const Literal action : preset.actions) actions.push_back(action);
    json["presets"].push_back({{"id", preset.id},
                               {"label", preset.label},
                               {"note", preset.note},
                               {"query", preset_query(description, preset)},
                               {"actions", std::move(actions)}});
  }
  for (const Prediction& asked : description.predictions)
    json["predictions"].push_back({{"id", asked.id},
                                   {"question", asked.question},
                                   {"kind", asked.choices.empty() ? "number" : "choice"},
                                   {"unit", asked.unit},
                                   {"min", asked.min},
                                   {"max", asked.max},
                                   {"step", asked.step},
                                   {"choices", choices_json(asked.choices)}});
  return json;
}

Json output_json(const Output& output, const Value& value) {
  return {{"id", output.id},
          {"label", output.label},
          {"unit", output.unit},
          {"number", optional_json(value.number)},
          {"low", value.interval ? Json(value.interval->low) : Json(nullptr)},
          {"high", value.interval ? Json(value.interval->high) : Json(nullptr)},
          {"samples", optional_json(value.samples)},
          {"exact", optional_json(value.exact)},
          {"text", value.number ? displayed(output, *value.number) : value.note},
          {"note", value.note}};
}

Json figure_json(const Figure& figure) {
  const Table table = figure.table();
  Json rows = Json::array();
  for (const auto& row : table.rows) {
    Json cells = Json::array();
    for (const Cell& cell : row) {
      const double* number = std::get_if<double>(&cell);
      cells.push_back(number ? number_or_null(*number) : Json(std::get<std::string>(cell)));
    }
    rows.push_back(std::move(cells));
  }
  return {{"id", figure.id},
          {"title", figure.title},
          {"alt", figure.alt},
          {"table", {{"columns", table.columns}, {"rows", std::move(rows)}}}};
}

std::string csv_cell(const Cell& cell) {
  if (const double* number = std::get_if<double>(&cell))
    return std::isfinite(*number) ? exact_text(*number) : "";
  std::string text = "\"";
  for (const char c : std::get<std::string>(cell)) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

/// `came` is null where the state has no such field.
Status bad_state(const std::string& field, const Json* came, const std::string& allowed) {
  return Status::failure(Code::invalid,
                         "The saved state's " + field + " must be " + allowed + "; " +
                             (came != nullptr ? in_quotes(dumped(*came)) + " is not." : "there is none."));
}

/// The field of that name, or null.
const Json* member(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() ? nullptr : &*found;
}

/// The number under `key`, if it is one between the bounds; `field` is what a sentence calls it.
Result<double> number_in(const Json& json, const char* key, const char* field, double min, double max) {
  const Json* found = member(json, key);
  const double value = found != nullptr && found->is_number() ? found->get<double>() : NAN;
  if (value >= min && value <= max) return value;
  return bad_state(field, found, number_text(min, 6) + (min < max ? " to " + number_text(max, 6) : ""));
}

Result<double> param_value(const Param& param, const Json& json) {
  if (json.is_string()) return parsed(param, json.get_ref<const std::string&>());
  if (json.is_boolean() && param.kind == Param::Kind::boolean) return json.get<bool>() ? 1.0 : 0.0;
  if (json.is_number() && param.kind != Param::Kind::choice) return checked(param, json.get<double>());
  return bad_state(param.id, &json, "a value of its kind");
}

Result<Values> parse_values(const Json& json, const Description& description) {
  const Json* found = member(json, "values");
  if (found == nullptr || !found->is_object()) return bad_state("values", found, "an object of parameters");
  Values values = defaults(description);
  for (const auto& [key, item] : found->items()) {
    const std::size_t at = find_param(description, key);
    if (at == values.size())
      return Status::failure(Code::unknown, "The saved state sets " + in_quotes(key) + ", which " +
                                                description.id + " does not have.");
    const Result<double> value = param_value(description.params[at], item);
    if (!value.ok()) return value.status();
    values[at] = value.value();
  }
  return values;
}

Result<Input> parse_input(const Json& json, const Description& description, double from, double to) {
  const bool shaped = json.is_object() && json.contains("do") && json["do"].is_string();
  if (!shaped) return bad_state("history", &json, "a list of inputs, each with time and what it did");
  const auto time = number_in(json, "time", "time of an input", from, to);
  if (!time.ok()) return time.status();
  const std::string name = json["do"].get<std::string>();
  const std::size_t action = find_action(description, name);
  if (action < description.actions.size()) return Input{time.value(), true, action, 0};
  const std::size_t param = find_param(description, name);
  if (param == description.params.size() || !json.contains("value"))
    return bad_state("history", &json,
                     "made of this simulator's actions and of parameters with their values");
  const auto value = param_value(description.params[param], json["value"]);
  if (!value.ok()) return value.status();
  return Input{time.value(), false, param, value.value()};
}

Status parse_history(const Json& json, const Description& description, Saved& saved) {
  const auto time = number_in(json, "time", "time", 0, description.timeless ? 0 : Session::saved_limit);
  if (!time.ok()) return time.status();
  saved.time = time.value();
  const Json* found = member(json, "history");
  if (found == nullptr) return {};
  if (!found->is_array() || found->size() > (description.timeless ? 0 : Session::history_limit))
    return bad_state("history", found, "a list of at most 50,000 inputs, none for a timeless simulator");
  double from = 0;
  for (const Json& item : *found) {
    const auto input = parse_input(item, description, from, Session::saved_limit);
    if (!input.ok()) return input.status();
    from = input.value().time;
    saved.history.push_back(input.value());
  }
  return {};
}

Status parse_swept(const Json& json, const Description& description, Saved& saved) {
  const Json* found = member(json, "swept");
  if (found == nullptr || description.params.empty()) return {};
  saved.swept = found->is_string() ? find_param(description, found->get_ref<const std::string&>())
                                   : description.params.size();
  if (saved.swept < description.params.size()) return {};
  return bad_state("swept", found, "a parameter of " + description.id);
}

Status parse_prediction(const Json& json, const Description& description, Saved& saved) {
  const Json* found = member(json, "prediction");
  if (found == nullptr) return {};
  const bool shaped = found->is_object() && found->contains("id") && (*found)["id"].is_string() &&
                      found->contains("guess") && (*found)["guess"].is_string();
  if (!shaped) return bad_state("prediction", found, "an object with id and guess");
  saved.prediction = (*found)["id"].get<std::string>();
  saved.guess = (*found)["guess"].get<std::string>();
  for (const Prediction& asked : description.predictions) {
    if (asked.id == saved.prediction) return checked_guess(asked, saved.guess);
  }
  return bad_state("prediction", found, "one that " + description.id + " asks");
}

}  // namespace

std::string description_json(const Description& description) {
  return dumped(description_object(description));
}

std::string card_json(std::string_view id) {
  const ModelCard card = card_of(id);
  return dumped({{"modelled", card.modelled},
                 {"left_out", card.left_out},
                 {"equations", card.equations},
                 {"sources", card.sources},
                 {"questions", card.questions}});
}

std::string catalogue_json() {
  Json list = Json::array();
  for (const auto& simulator : all_simulators()) list.push_back(description_object(simulator->description()));
  return dumped(list);
}

std::string roles_json() {
  Json list = Json::array();
  for (const Swatch& swatch : palette())
    list.push_back({{"role", swatch.name}, {"light", swatch.light}, {"dark", swatch.dark}});
  return dumped(list);
}

namespace {

/// Whether a choice is called otherwise than its description says, as things stand.
bool has_own_labels(const Session& session, std::size_t param) {
  const auto& choices = session.description().params[param].choices;
  for (std::size_t k = 0; k < choices.size(); ++k)
    if (session.choice_label(param, k) != std::string_view(choices[k].label)) return true;
  return false;
}

}  // namespace

std::string scene_json(Session& session) {
  const Scene& scene = session.scene();
  const Description& description = session.description();
  Json json{{"summary", scene.summary}, {"change", session.change()}, {"params", Json::object()},
            {"texts", Json::object()},  {"labels", Json::object()},   {"values", Json::array()},
            {"figures", Json::array()}};
  for (std::size_t i = 0; i < description.params.size(); ++i) {
    const Param& param = description.params[i];
    json["params"][param.id] = value_json(param, session.values()[i]);
    json["texts"][param.id] = session.text_of(i, session.values()[i]);
    if (has_own_labels(session, i)) {
      Json& labels = json["labels"][param.id] = Json::array();
      for (std::size_t k = 0; k < param.choices.size(); ++k) labels.push_back(session.choice_label(i, k));
    }
  }
  for (const Value& value : scene.values)
    json["values"].push_back(output_json(description.outputs[value.output], value));
  for (const auto& figure : scene.figures) json["figures"].push_back(figure_json(*figure));
  json["preset"] = session.preset();
  json["prediction"] = nullptr;
  if (const auto answer = session.answer())
    json["prediction"] = {{"id", answer->id},
                          {"guess", answer->guess},
                          {"answer", number_or_null(answer->answer)},
                          {"text", answer->text}};
  return dumped(json);
}

std::string scene_csv(Session& session) {
  std::string csv = "# " + session.description().id + "?" + session.query() + "\r\n";
  for (const auto& figure : session.scene().figures) {
    const Table table = figure->table();
    csv += csv_cell(figure->title) + "\r\n";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      csv += (i == 0 ? "" : ",") + csv_cell(table.columns[i]);
    csv += "\r\n";
    for (const auto& row : table.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) csv += (i == 0 ? "" : ",") + csv_cell(row[i]);
      csv += "\r\n";
    }
  }
  return csv;
}

std::string state_json(const Saved& saved) {
  const Description description = make_simulator(saved.simulator)->description();
  Json json{{"version", 1}, {"simulator", saved.simulator}, {"values", Json::object()}};
  for (std::size_t i = 0; i < saved.start.size(); ++i)
    json["values"][description.params[i].id] = value_json(description.params[i], saved.start[i]);
  json["swept"] = description.params.empty() ? "" : description.params[saved.swept].id;
  json["time"] = saved.time;
  json["history"] = Json::array();
  for (const Input& input : saved.history) {
    Json item{{"time", input.time}};
    item["do"] = input.action ? description.actions[input.index].id : description.params[input.index].id;
    if (!input.action) item["value"] = value_json(description.params[input.index], input.value);
    json["history"].push_back(std::move(item));
  }
  if (!saved.prediction.empty()) json["prediction"] = {{"id", saved.prediction}, {"guess", saved.guess}};
  return dumped(json);
}

Result<Saved> parse_state(std::string_view text, const Description& description) {
  // Deeper than any state we write; without a bound hostile nesting could exhaust the stack.
  const Json::parser_callback_t shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= 4; };
  const Json json = Json::parse(text.begin(), text.end(), shallow, false);
  if (!json.is_object())
    return Status::failure(Code::invalid, "A saved state is a JSON object; " + in_quotes(text) + " is not.");
  const auto version = number_in(json, "version", "version", 1, 1);
  if (!version.ok()) return version.status();
  const Json* simulator = member(json, "simulator");
  if (simulator == nullptr || *simulator != description.id)
    return bad_state("simulator", simulator,
                     "\u201c" + description.id + "\u201d, for which it is to be restored");
  const auto values = parse_values(json, description);
  if (!values.ok()) return values.status();
  Saved saved{.simulator = description.id, .start = values.value()};
  if (Status status = parse_swept(json, description, saved); !status.ok()) return status;
  if (Status status = parse_history(json, description, saved); !status.ok()) return status;
  if (Status status = parse_prediction(json, description, saved); !status.ok()) return status;
  return saved;
}

}  // namespace lesson
