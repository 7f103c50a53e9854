// What every simulator owes its users, checked over the registry.
#include <doctest/doctest.h>

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <set>
#include <string>

#include "core/api/encode.h"
#include "core/base/random.h"
#include "core/scene/svg.h"
#include "core/simulators/cards.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/values.h"

using namespace lesson;

namespace {

Session open(const Simulator& like) { return Session(make_simulator(like.description().id)); }

double random_value(const Param& param, Random& random) {
  const double fraction = random.chance(0.1) ? std::floor(random.uniform() * 2) : random.uniform();
  const double value = value_at(param, fraction);
  return param.kind == Param::Kind::number ? value : std::round(value);
}

/// One random input, legal or not.
void disturb(Session& session, Random& random) {
  const auto& params = session.description().params;
  const auto& actions = session.description().actions;
  const auto at = static_cast<std::size_t>(random.uniform() * static_cast<double>(params.size()));
  switch (static_cast<int>(random.uniform() * 7)) {
    case 0:
      if (!actions.empty())
        CHECK(session
                  .act_index(static_cast<std::size_t>(random.uniform() * static_cast<double>(actions.size())))
                  .ok());
      break;
    case 1: CHECK(session.advance(random.exponential(1)).ok()); break;
    case 2: CHECK_FALSE(session.set_number(at, random.chance(0.5) ? NAN : params[at].max + 1).ok()); break;
    case 3: (void)session.work(1 + static_cast<std::int64_t>(random.uniform() * 1000)); break;
    default: CHECK(session.set_number(at, random_value(params[at], random)).ok());
  }
}

void check_text(const std::string& text) {
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  for (const std::string bad : {"nan", "NaN", "inf", "-0 "}) {
    // As a word: "finance" has no NaN in it.
    for (std::size_t at = text.find(bad); at != std::string::npos; at = text.find(bad, at + 1)) {
      const bool within = (at > 0 && letter(text[at - 1])) || letter(text[at + bad.size()]);
      CHECK_MESSAGE(within, text);
    }
  }
  for (const char* bad : {"1\u00a0requests", "1\u00a0calls", "1\u00a0backends"}) {
    const std::size_t found = text.find(bad);
    const bool whole =
        found != std::string::npos &&
        (found == 0 || (!std::isdigit(text[found - 1]) && text[found - 1] != ',' && text[found - 1] != '.'));
    CHECK_MESSAGE(!whole, text);
  }
}

/// What a person reads of the present state: finite, whole, in sentences.
void check_scene(Session& session) {
  const Scene& scene = session.scene();
  check_text(scene.summary);
  CHECK(scene.summary.size() > 20);
  for (const Value& value : scene.values) {
    if (value.number) CHECK(std::isfinite(*value.number));
    if (value.exact) CHECK(std::isfinite(*value.exact));
    if (value.interval) CHECK(value.interval->low <= value.interval->high);
    CHECK((value.number.has_value() || !value.note.empty()));
    // Beside a number a note is about it, and no excuse for not having one.
    CHECK((!value.number.has_value() || value.note.find(" yet") == std::string::npos));
  }
  for (const auto& figure : scene.figures) check_text(figure->alt);
}

/// Saved as text and read back into a session of its own, which has yet to compute what it shows.
Session reread(const Simulator& like, Session& session) {
  const std::string state = state_json(session.save().value());
  Session again = open(like);
  const auto saved = parse_state(state, session.description());
  CHECK_MESSAGE(saved.ok(), saved.status().message);
  if (saved.ok()) CHECK(again.restore(saved.value()).ok());
  CHECK(state_json(again.save().value()) == state);
  return again;
}

Session restored(const Simulator& like, Session& session) {
  Session again = reread(like, session);
  settle(again);
  CHECK(state_json(again.save().value()) == state_json(session.save().value()));
  return again;
}

/// Plays 10,000 sequences, or the first of them that fit into so many seconds of this process's time, and
/// ten at least: one input to a simulator of a whole system may run half a million customers again.
template <class Play>
void for_sequences(double seconds, const Play& play) {
  const std::clock_t begun = std::clock();
  for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
    const double spent = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
    if (seed >= 10 && spent > seconds) return;
    CAPTURE(seed);
    play(seed);
  }
}

/// LESSON_PATIENCE in the environment, in seconds for each simulator, takes the place of the usual.
double patience(double usual) {
  const char* asked = std::getenv("LESSON_PATIENCE");
  return asked == nullptr ? usual : std::strtod(asked, nullptr);
}

/// Up to eight inputs to a new session, the same for the same seed.
Session played(const Simulator& like, std::uint64_t seed) {
  Random random(seed);
  Session session = open(like);
  const int inputs = 1 + static_cast<int>(random.uniform() * 8);
  for (int i = 0; i < inputs; ++i) disturb(session, random);
  return session;
}

}  // namespace

TEST_CASE("a description is complete: ids unique, defaults allowed, presets and predictions resolve") {
  for (const auto& simulator : all_simulators()) {
    const Description& description = simulator->description();
    CAPTURE(description.id);
    std::set<std::string> names;
    for (const Param& param : description.params) {
      CHECK(names.insert(param.id).second);
      CHECK(checked(param, param.fallback).ok());
      CHECK_FALSE(param.label.empty());
      CHECK_FALSE(param.help.empty());
      CHECK(parsed(param, spelled(param, param.fallback)).value() == param.fallback);
    }
    for (const Preset& preset : description.presets) {
      Session session = open(*simulator);
      CHECK(session.apply_preset(preset.id).ok());
      CHECK_FALSE(preset.note.empty());
      for (const auto& [param, value] : preset.values) {
        const std::size_t at = find_param(description, param);
        REQUIRE(at < description.params.size());
        CHECK(checked(description.params[at], value).ok());
        CHECK(session.values()[at] == value);
      }
    }
    for (const Prediction& asked : description.predictions) {
      Session session = open(*simulator);
      CHECK(session.predict(asked.id, "").ok());
      settle(session);
      CHECK(std::isfinite(session.answer()->answer));
    }
    const ModelCard card = card_of(description.id);
    for (const auto* part : {&card.modelled, &card.left_out, &card.sources, &card.questions})
      CHECK_FALSE(part->empty());
  }
}

TEST_CASE(
    "random inputs in any order leave finite values, true sentences and a state that can be read back") {
  for (const auto& simulator : all_simulators()) {
    CAPTURE(simulator->description().id);
    for_sequences(patience(LESSON_PATIENCE), [&](std::uint64_t seed) {
      Session session = played(*simulator, seed);
      check_scene(session);
      reread(*simulator, session);
    });
  }
}

TEST_CASE("a state restores its picture, and the same inputs give the same picture again") {
  for (const auto& simulator : all_simulators()) {
    CAPTURE(simulator->description().id);
    for_sequences(patience(10), [&](std::uint64_t seed) {
      Session session = played(*simulator, seed), twin = played(*simulator, seed);
      settle(session);
      settle(twin);
      check_scene(session);
      Session again = restored(*simulator, session);
      const std::string picture = svg(session.stage(700, Mode::poster), "");
      CHECK((svg(again.stage(700, Mode::poster), "") == picture));
      CHECK((scene_json(twin) == scene_json(session)));
    });
  }
}

TEST_CASE("an action ends a prediction, as a changed parameter does: its answer was another state's") {
  for (const auto& simulator : all_simulators()) {
    const Description& description = simulator->description();
    CAPTURE(description.id);
    for (const Prediction& asked : description.predictions) {
      CAPTURE(asked.id);
      for (std::size_t action = 0; action < description.actions.size(); ++action) {
        Session session = open(*simulator);
        CHECK(session.predict(asked.id, "").ok());
        session.finish();
        CHECK(session.answer());
        CHECK(session.act_index(action).ok());
        session.finish();
        CHECK_FALSE(session.answer());
      }
    }
  }
}

TEST_CASE("a preset is named while the run is the one it began, through time but not through an input") {
  for (const auto& simulator : all_simulators()) {
    const Description& description = simulator->description();
    CAPTURE(description.id);
    for (const Preset& preset : description.presets) {
      CAPTURE(preset.id);
      Session session = open(*simulator);
      CHECK(session.preset().empty());
      CHECK(session.apply_preset(preset.id).ok());
      session.finish();
      CHECK(session.advance(1).ok());
      session.finish();
      CHECK(session.preset() == std::string(preset.id));
      const double other =
          value_at(description.params[0], session.values()[0] == description.params[0].max ? 0 : 1);
      CHECK(session.set_number(0, other).ok());
      CHECK(session.preset().empty());
    }
  }
}

TEST_CASE("a long computation gets on however small its slices are") {
  std::size_t long_ones = 0;
  for (const auto& simulator : all_simulators()) {
    const Description& description = simulator->description();
    CAPTURE(description.id);
    Session session = open(*simulator);
    for (std::size_t i = 0; i < description.params.size(); ++i)
      CHECK(session.set_number(i, description.params[i].max).ok());
    const double before = session.backlog();
    if (before == 0) continue;
    ++long_ones;
    for (int i = 0; i < 2000; ++i) CHECK(session.work(1).ok());
    CHECK(session.backlog() < before);
  }
  CHECK(long_ones >= 3);
}

TEST_CASE("a stage's height does not depend on the state, and nothing is drawn outside it") {
  for (const auto& simulator : all_simulators()) {
    CAPTURE(simulator->description().id);
    for (const float width : {200.0F, 320.0F, 560.0F, 720.0F, 899.0F, 1120.0F, 2560.0F}) {
      Random random(7);
      Session session = open(*simulator);
      const float height = session.stage(width, Mode::live).height;
      for (int i = 0; i < 25; ++i) {
        for (int k = 0; k < 4; ++k) disturb(session, random);
        const Stage stage = session.stage(width, Mode::poster);
        CHECK(stage.height == height);
        for (const Point& point : stage.list.points()) {
          const bool inside =
              point.x >= -1 && point.x <= stage.width + 1 && point.y >= -1 && point.y <= stage.height + 1;
          if (!inside)
            FAIL_CHECK("a point at " << point.x << ", " << point.y << " of a stage " << width << " wide");
        }
      }
    }
  }
}

TEST_CASE("the text of a query, read back, gives the same values") {
  for (const auto& simulator : all_simulators()) {
    Random random(3);
    Session session = open(*simulator);
    for (int i = 0; i < 40; ++i) disturb(session, random);
    Session again = open(*simulator);
    std::string query = session.query();
    while (!query.empty()) {
      const std::size_t end = std::min(query.find('&'), query.size());
      const std::string pair = query.substr(0, end);
      const std::size_t equals = pair.find('=');
      CHECK(again.set(pair.substr(0, equals), pair.substr(equals + 1)).ok());
      query.erase(0, end + 1);
    }
    CHECK(again.values() == session.values());
  }
}

TEST_CASE("the closed forms bear every simulator out to 3 %") {
  for (const auto& simulator : all_simulators()) {
    const Simulator::Deviation worst = deviation_of(simulator->description().id);
    CAPTURE(worst.of);
    CHECK_FALSE(worst.of.empty());
    CHECK(worst.relative < 0.03);
  }
}
