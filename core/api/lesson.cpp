#include "core/api/lesson.h"

#include <cstdlib>
#include <new>

#include "core/api/encode.h"
#include "core/base/text.h"
#include "core/scene/svg.h"
#include "core/simulators/registry.h"

using namespace lesson;

/// The root keeps only texts: nothing is shared between simulators.
struct lesson_core {
  std::string error, text;
};

struct lesson_sim {
  Session session;
  std::string error, text;
  const Description& description;  // Constant data, whatever simulator the session holds.
  std::vector<std::string> displayed;
  Stage stage;
  uint64_t drawn_revision = 0;  // What `stage` and the arrays below are of.
  float drawn_width = 0;
  int32_t drawn_poster = 0;
  std::vector<lesson_shape> shapes;
  std::vector<lesson_slot> slots;
  std::vector<lesson_hit> hits;

  explicit lesson_sim(std::unique_ptr<Simulator> simulator)
      : session(std::move(simulator)),
        description(session.description()),
        displayed(description.params.size()) {}
};

namespace {

template <class Handle>
int32_t fail(Handle* handle, Code code, const std::string& message) {
  handle->error = message;
  return static_cast<int32_t>(code);
}

template <class Handle>
int32_t settle(Handle* handle, const Status& status) {
  handle->error = status.message;
  return static_cast<int32_t>(status.code);
}

template <class Handle>
int32_t give(Handle* handle, const std::string& text, lesson_text* out) {
  handle->error.clear();
  handle->text = text;
  *out = {handle->text.c_str(), handle->text.size()};
  return LESSON_OK;
}

/// A caller's bytes, if they are text a call accepts.
template <class Handle>
int32_t take(Handle* handle, const char* bytes, size_t size, const char* what, std::string_view& text) {
  if (bytes == nullptr && size > 0)
    return fail(handle, Code::invalid, std::string("The ") + what + " is NULL; text is wanted.");
  if (size > LESSON_TEXT_LIMIT)
    return fail(
        handle, Code::too_large,
        std::string("The ") + what + " has " + std::to_string(size) + " bytes; at most 4,194,304 are taken.");
  text = size > 0 ? std::string_view(bytes, size) : std::string_view();
  if (valid_utf8(text) != size)
    return fail(handle, Code::invalid, std::string("The ") + what + " is not valid UTF-8 text.");
  return LESSON_OK;
}

/// Whether there is a handle to ask and a place for the answer; the handle says so where only that is
/// missing.
template <class Handle>
int32_t wanting(Handle* handle, const void* out) {
  if (handle == nullptr) return LESSON_INVALID;
  return out == nullptr ? fail(handle, Code::invalid, "The place for the answer is NULL.") : LESSON_OK;
}

int32_t unknown_simulator(lesson_core* core, std::string_view name) {
  std::string known;
  for (const auto& one : all_simulators()) known += (known.empty() ? "" : ", ") + one->description().id;
  return fail(core, Code::unknown, "There is no simulator " + in_quotes(name) + "; there are " + known + ".");
}

/// A position beyond the end of a list.
int32_t no_such(lesson_sim* sim, const char* what, uint32_t position, std::size_t count) {
  return fail(sim, Code::unknown,
              std::string(what) + " " + std::to_string(position) + " does not exist; there are " +
                  std::to_string(count) + ".");
}

lesson_text borrowed(std::string_view text) { return {text.data(), text.size()}; }
lesson_text borrowed(std::string&&) = delete;  // It would be gone before anybody reads it.

float bounded_width(double width) {
  return static_cast<float>(width >= 200 ? (width <= 4000 ? width : 4000) : 200);
}

lesson_shape plain(const Shape& shape) {
  return {.kind = static_cast<int32_t>(shape.kind),
          .fill = static_cast<int32_t>(shape.ink.fill),
          .stroke = static_cast<int32_t>(shape.ink.stroke),
          .opacity = shape.ink.opacity,
          .stroke_width = shape.ink.width,
          .dash = shape.ink.dash,
          .x = shape.box.x,
          .y = shape.box.y,
          .w = shape.box.w,
          .h = shape.box.h,
          .radius = shape.radius,
          .anchor = static_cast<int32_t>(shape.anchor),
          .bold = shape.weight == Weight::semibold,
          .first_point = static_cast<uint32_t>(shape.first_point),
          .point_count = static_cast<uint32_t>(shape.point_count),
          .first_byte = static_cast<uint32_t>(shape.first_byte),
          .byte_count = static_cast<uint32_t>(shape.byte_count),
          .mark = shape.mark};
}

lesson_hit plain(const Hit& hit) {
  return {.x = hit.box.x,
          .y = hit.box.y,
          .w = hit.box.w,
          .h = hit.box.h,
          .first_byte = static_cast<uint32_t>(hit.first_byte),
          .byte_count = static_cast<uint32_t>(hit.byte_count),
          .first_command = static_cast<uint32_t>(hit.first_command),
          .command_size = static_cast<uint32_t>(hit.command_size),
          .figure = static_cast<uint32_t>(hit.figure)};
}

/// Brings the stage and the arrays that go out up to date; nothing where they are.
void lay_out_again(lesson_sim* sim, float width, int32_t poster) {
  const uint64_t revision = sim->session.revision();
  if (sim->drawn_revision == revision && sim->drawn_width == width && sim->drawn_poster == poster) return;
  sim->stage = sim->session.stage(width, poster != 0 ? Mode::poster : Mode::live);
  sim->drawn_revision = revision;
  sim->drawn_width = width;
  sim->drawn_poster = poster;
  const DisplayList& list = sim->stage.list;
  sim->shapes.clear();
  sim->slots.clear();
  sim->hits.clear();
  for (const Shape& shape : list.shapes()) sim->shapes.push_back(plain(shape));
  for (const auto* marks : {&list.hits(), &list.hints()})
    for (const Hit& hit : *marks) sim->hits.push_back(plain(hit));
  for (const Slot& slot : list.slots())
    sim->slots.push_back({slot.action ? LESSON_SLOT_ACTION
                          : slot.list ? LESSON_SLOT_LIST
                                      : LESSON_SLOT_PARAM,
                          static_cast<uint32_t>(slot.index), slot.box.x, slot.box.y, slot.box.w, slot.box.h});
}

}  // namespace

extern "C" {

uint32_t lesson_abi_version(void) { return LESSON_ABI_VERSION; }

lesson_core* lesson_open(void) { return new (std::nothrow) lesson_core; }

void lesson_close(lesson_core* core) { delete core; }

lesson_text lesson_error(const lesson_core* core) {
  return core == nullptr ? lesson_text{"", 0} : borrowed(core->error);
}

int32_t lesson_catalogue(lesson_core* core, lesson_text* out) {
  if (const int32_t bad = wanting(core, out)) return bad;
  return give(core, catalogue_json(), out);
}

int32_t lesson_card(lesson_core* core, const char* id, size_t id_size, lesson_text* out) {
  if (const int32_t bad = wanting(core, out)) return bad;
  std::string_view name;
  if (const int32_t bad = take(core, id, id_size, "simulator's id", name)) return bad;
  if (!make_simulator(name)) return unknown_simulator(core, name);
  return give(core, card_json(name), out);
}

int32_t lesson_roles(lesson_core* core, lesson_text* out) {
  if (const int32_t bad = wanting(core, out)) return bad;
  return give(core, roles_json(), out);
}

lesson_sim* lesson_sim_open(lesson_core* core, const char* id, size_t id_size) {
  if (core == nullptr) return nullptr;
  std::string_view name;
  if (take(core, id, id_size, "simulator's id", name) != LESSON_OK) return nullptr;
  auto simulator = make_simulator(name);
  if (!simulator) {
    unknown_simulator(core, name);
    return nullptr;
  }
  core->error.clear();
  return new (std::nothrow) lesson_sim(std::move(simulator));
}

void lesson_sim_close(lesson_sim* sim) { delete sim; }

lesson_text lesson_sim_error(const lesson_sim* sim) {
  return sim == nullptr ? lesson_text{"", 0} : borrowed(sim->error);
}

uint64_t lesson_sim_revision(const lesson_sim* sim) { return sim == nullptr ? 0 : sim->session.revision(); }

int32_t lesson_sim_description(lesson_sim* sim, lesson_text* out) {
  if (const int32_t bad = wanting(sim, out)) return bad;
  return give(sim, description_json(sim->description), out);
}

int32_t lesson_sim_set(lesson_sim* sim, const char* param, size_t param_size, const char* value,
                       size_t value_size) {
  if (sim == nullptr) return LESSON_INVALID;
  std::string_view name, text;
  if (const int32_t bad = take(sim, param, param_size, "parameter's name", name)) return bad;
  if (const int32_t bad = take(sim, value, value_size, "parameter's value", text)) return bad;
  return settle(sim, sim->session.set(name, text));
}

int32_t lesson_sim_set_number(lesson_sim* sim, uint32_t param, double value) {
  return sim == nullptr ? LESSON_INVALID : settle(sim, sim->session.set_number(param, value));
}

int32_t lesson_sim_act(lesson_sim* sim, const char* action, size_t action_size) {
  if (sim == nullptr) return LESSON_INVALID;
  std::string_view name;
  if (const int32_t bad = take(sim, action, action_size, "action's name", name)) return bad;
  return settle(sim, sim->session.act(name));
}

int32_t lesson_sim_act_index(lesson_sim* sim, uint32_t action) {
  return sim == nullptr ? LESSON_INVALID : settle(sim, sim->session.act_index(action));
}

int32_t lesson_sim_preset(lesson_sim* sim, const char* preset, size_t preset_size) {
  if (sim == nullptr) return LESSON_INVALID;
  std::string_view name;
  if (const int32_t bad = take(sim, preset, preset_size, "preset's name", name)) return bad;
  return settle(sim, sim->session.apply_preset(name));
}

int32_t lesson_sim_predict(lesson_sim* sim, const char* prediction, size_t prediction_size, const char* guess,
                           size_t guess_size) {
  if (sim == nullptr) return LESSON_INVALID;
  std::string_view name, text;
  if (const int32_t bad = take(sim, prediction, prediction_size, "prediction's name", name)) return bad;
  if (const int32_t bad = take(sim, guess, guess_size, "guess", text)) return bad;
  return settle(sim, sim->session.predict(name, text));
}

int32_t lesson_sim_advance(lesson_sim* sim, double seconds) {
  return sim == nullptr ? LESSON_INVALID : settle(sim, sim->session.advance(seconds));
}

double lesson_sim_pace(const lesson_sim* sim) { return sim == nullptr ? 1 : sim->session.pace(); }

double lesson_sim_time(const lesson_sim* sim) { return sim == nullptr ? 0 : sim->session.time(); }

int32_t lesson_sim_command(lesson_sim* sim, const char* command, size_t command_size, double x, double y) {
  if (sim == nullptr) return LESSON_INVALID;
  std::string_view text;
  if (const int32_t bad = take(sim, command, command_size, "command", text)) return bad;
  return settle(sim, sim->session.command(text, x, y));
}

int32_t lesson_sim_animating(const lesson_sim* sim) {
  return sim != nullptr && sim->session.animating() ? 1 : 0;
}

double lesson_sim_backlog(const lesson_sim* sim) { return sim == nullptr ? 0 : sim->session.backlog(); }

int32_t lesson_sim_work(lesson_sim* sim, uint32_t steps) {
  return sim == nullptr ? LESSON_INVALID : settle(sim, sim->session.work(steps));
}

int32_t lesson_sim_scene(lesson_sim* sim, lesson_text* out) {
  if (const int32_t bad = wanting(sim, out)) return bad;
  return give(sim, scene_json(sim->session), out);
}

int32_t lesson_sim_csv(lesson_sim* sim, lesson_text* out) {
  if (const int32_t bad = wanting(sim, out)) return bad;
  return give(sim, scene_csv(sim->session), out);
}

int32_t lesson_sim_query(lesson_sim* sim, lesson_text* out) {
  if (const int32_t bad = wanting(sim, out)) return bad;
  return give(sim, sim->session.query(), out);
}

int32_t lesson_sim_state(lesson_sim* sim, lesson_text* out) {
  if (const int32_t bad = wanting(sim, out)) return bad;
  const Result<Saved> saved = sim->session.save();
  return saved.ok() ? give(sim, state_json(saved.value()), out) : settle(sim, saved.status());
}

int32_t lesson_sim_restore(lesson_sim* sim, const char* state, size_t state_size) {
  if (sim == nullptr) return LESSON_INVALID;
  std::string_view text;
  if (const int32_t bad = take(sim, state, state_size, "saved state", text)) return bad;
  const Result<Saved> saved = parse_state(text, sim->description);
  return settle(sim, saved.ok() ? sim->session.restore(saved.value()) : saved.status());
}

int32_t lesson_sim_share_axes(lesson_sim* sim, lesson_sim* other) {
  if (sim == nullptr) return LESSON_INVALID;
  if (other != nullptr) return settle(sim, sim->session.share_axes(other->session));
  sim->session.own_axes();
  return settle(sim, {});
}

int32_t lesson_sim_draw(lesson_sim* sim, double width, int32_t poster, lesson_drawing* out) {
  if (const int32_t bad = wanting(sim, out)) return bad;
  lay_out_again(sim, bounded_width(width), poster != 0);
  const DisplayList& list = sim->stage.list;
  static_assert(sizeof(Point) == 2 * sizeof(float));
  *out = {.width = sim->stage.width,
          .height = sim->stage.height,
          .shapes = sim->shapes.data(),
          .shape_count = static_cast<uint32_t>(sim->shapes.size()),
          .points = list.points().empty() ? nullptr : &list.points().front().x,
          .point_count = static_cast<uint32_t>(list.points().size()),
          .bytes = list.bytes().data(),
          .byte_count = static_cast<uint32_t>(list.bytes().size()),
          .slots = sim->slots.data(),
          .slot_count = static_cast<uint32_t>(sim->slots.size()),
          .hits = sim->hits.data(),
          .hit_count = static_cast<uint32_t>(sim->hits.size()),
          .stop_count = static_cast<uint32_t>(sim->stage.list.hits().size())};
  sim->error.clear();
  return LESSON_OK;
}

int32_t lesson_sim_svg(lesson_sim* sim, double width, int32_t poster, lesson_text* out) {
  if (const int32_t bad = wanting(sim, out)) return bad;
  const Stage stage = sim->session.stage(bounded_width(width), poster != 0 ? Mode::poster : Mode::live);
  return give(sim, svg(stage, sim->description.title + ". " + sim->session.scene().summary), out);
}

uint32_t lesson_sim_param_count(const lesson_sim* sim) {
  return sim == nullptr ? 0 : static_cast<uint32_t>(sim->description.params.size());
}

uint32_t lesson_sim_action_count(const lesson_sim* sim) {
  return sim == nullptr ? 0 : static_cast<uint32_t>(sim->description.actions.size());
}

int32_t lesson_sim_param(lesson_sim* sim, uint32_t param, lesson_param* out) {
  if (const int32_t bad = wanting(sim, out)) return bad;
  if (param >= sim->description.params.size())
    return no_such(sim, "Parameter", param, sim->description.params.size());
  const Param& one = sim->description.params[param];
  const double value = sim->session.values()[param];
  sim->displayed[param] = sim->session.text_of(param, value);
  *out = {.id = one.id.data(),
          .label = one.label.data(),
          .text = sim->displayed[param].c_str(),
          .help = one.help.data(),
          .kind = static_cast<int32_t>(one.kind),
          .logarithmic = one.scale != Scale::linear,
          .min = one.min,
          .max = one.max,
          .step = one.step,
          .value = value,
          .choice_count = static_cast<uint32_t>(one.choices.size())};
  sim->error.clear();
  return LESSON_OK;
}

int32_t lesson_sim_choice(lesson_sim* sim, uint32_t param, uint32_t choice, lesson_text* label) {
  if (const int32_t bad = wanting(sim, label)) return bad;
  const auto& params = sim->description.params;
  if (param >= params.size()) return no_such(sim, "Parameter", param, params.size());
  const std::size_t choices = params[param].choices.size();
  if (choice >= choices) return no_such(sim, "Choice", choice, choices);
  *label = borrowed(sim->session.choice_label(param, choice));
  sim->error.clear();
  return LESSON_OK;
}

int32_t lesson_sim_action(lesson_sim* sim, uint32_t action, lesson_text* label) {
  if (const int32_t bad = wanting(sim, label)) return bad;
  const auto& actions = sim->description.actions;
  if (action >= actions.size()) return no_such(sim, "Action", action, actions.size());
  *label = borrowed(actions[action].label);
  sim->error.clear();
  return LESSON_OK;
}

double lesson_sim_fraction(const lesson_sim* sim, uint32_t param, double value) {
  if (sim == nullptr || param >= sim->description.params.size()) return 0;
  return fraction_of(sim->description.params[param], value);
}

double lesson_sim_value_at(const lesson_sim* sim, uint32_t param, double fraction) {
  if (sim == nullptr || param >= sim->description.params.size()) return 0;
  return value_at(sim->description.params[param], fraction);
}

void* lesson_alloc(size_t size) { return size == 0 ? nullptr : std::malloc(size); }

void lesson_free(void* block) { std::free(block); }

}  // extern "C"
