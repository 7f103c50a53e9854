// Whether the words of every simulator's pictures can be read: at its defaults, in each experiment, and with
// each control at its ends.
#include "tests/core/scene/legible.h"

#include <doctest/doctest.h>

#include <functional>

#include "core/simulators/registry.h"
#include "core/simulators/session.h"

using namespace lesson;

namespace {

using Use = std::function<void(Session& session, const std::string& state)>;

void each_preset(const Simulator& simulator, const Use& use) {
  const Description& description = simulator.description();
  Session plain(make_simulator(description.id));
  use(plain, "the defaults");
  for (const Preset& preset : description.presets) {
    Session session(make_simulator(description.id));
    CHECK(session.apply_preset(preset.id).ok());
    use(session, preset.id);
  }
}

void each_end(const Simulator& simulator, const Use& use) {
  const Description& description = simulator.description();
  for (std::size_t i = 0; i < description.params.size(); ++i) {
    for (const double value : {description.params[i].min, description.params[i].max}) {
      Session session(make_simulator(description.id));
      CHECK(session.set_number(i, value).ok());
      use(session, description.params[i].id + "=" + spelled(description.params[i], value));
    }
  }
}

void check_words(Session& session, const std::string& state) {
  session.finish();
  for (const float width : {312.0F, 336.0F, 640.0F, 900.0F, 1120.0F, 2560.0F}) {
    const Stage stage = session.stage(width, Mode::live);
    for (const std::string& fault : illegible(stage))
      FAIL_CHECK(session.description().id, ", ", state, ", ", width, " px: ", fault);
    for (const std::string& words : cut_words(stage))
      FAIL_CHECK(session.description().id, ", ", state, ", ", width, " px: ", words, " is cut");
  }
}

Stage drawn(const std::function<void(DisplayList&)>& draw) {
  Stage stage{.width = 300, .height = 100, .list = {}};
  draw(stage.list);
  return stage;
}

}  // namespace

TEST_CASE("in every experiment no word lies over another, is crossed, covered or cut") {
  for (const auto& simulator : all_simulators()) {
    each_preset(*simulator, [](Session& session, const std::string& state) {
      check_words(session, state);
      if (!session.animating()) return;
      CHECK(session.advance(10).ok());
      check_words(session, state + ", 10 s on");
    });
  }
}

TEST_CASE("with a control at either end no word lies over another, is crossed, covered or cut") {
  for (const auto& simulator : all_simulators()) each_end(*simulator, check_words);
}

TEST_CASE("words under words, under a line, under a box and beyond the picture are found") {
  const auto faults = [](const std::function<void(DisplayList&)>& draw) {
    return illegible(drawn(draw)).size();
  };
  const auto word = [](DisplayList& list) { list.words("word", {100, 50}, 12, Role::ink); };
  CHECK(faults(word) == 0);
  CHECK(faults([&](DisplayList& list) {
          word(list);
          list.words("other", {110, 52}, 12, Role::ink);
        }) == 1);
  CHECK(faults([&](DisplayList& list) {
          list.line({110, 0}, {110, 100}, {.stroke = Role::highlight});
          word(list);
        }) == 1);
  CHECK(faults([&](DisplayList& list) {
          word(list);
          list.rect({90, 30, 60, 30}, {.fill = Role::surface});
        }) == 1);
  CHECK(faults([&](DisplayList& list) { list.words("far out", {280, 50}, 12, Role::ink); }) == 1);
}

TEST_CASE("a label's ground hides the line behind it, and grid lines may pass") {
  CHECK(illegible(drawn([](DisplayList& list) {
          list.line({110, 0}, {110, 100}, {.stroke = Role::highlight});
          list.label("word", {100, 50}, 12, Role::ink);
        })).empty());
  CHECK(illegible(drawn([](DisplayList& list) {
          list.line({110, 0}, {110, 100}, {.stroke = Role::grid});
          list.words("word", {100, 50}, 12, Role::ink);
        })).empty());
}
