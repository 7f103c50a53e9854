#include "core/api/lesson.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "tests/core/near.h"

namespace {

struct Door {
  lesson_core* core = lesson_open();
  lesson_sim* sim;
  explicit Door(const std::string& id = "percentiles") : sim(lesson_sim_open(core, id.data(), id.size())) {}
  ~Door() {
    lesson_sim_close(sim);
    lesson_close(core);
  }
  int set(const std::string& param, const std::string& value) {
    return lesson_sim_set(sim, param.data(), param.size(), value.data(), value.size());
  }
  std::string error() { return lesson_sim_error(sim).bytes; }
  std::string scene() {
    lesson_text text;
    return lesson_sim_scene(sim, &text) == LESSON_OK ? std::string(text.bytes, text.size) : "";
  }
};

}  // namespace

TEST_CASE("an unknown simulator is refused with a sentence that lists those there are") {
  lesson_core* core = lesson_open();
  CHECK(lesson_sim_open(core, "quorum", 6) == nullptr);
  CHECK(std::string(lesson_error(core).bytes).find("There is no simulator \u201cquorum\u201d; there are ") ==
        0);
  lesson_close(core);
}

TEST_CASE("a refused value names field, value and range, and changes nothing") {
  Door door;
  const std::string before = door.scene();
  CHECK(door.set("tail", "9") == LESSON_OUT_OF_RANGE);
  CHECK(door.error() == "Tail weight \u03c3 (tail) takes a number from 0.1 to 2; 9 is not that.");
  CHECK(door.set("backends", "2.5") == LESSON_OUT_OF_RANGE);
  CHECK(door.set("hedge", "maybe") == LESSON_INVALID);
  CHECK(door.set("axis", "sideways") == LESSON_UNKNOWN);
  CHECK(door.error().find("one of linear, log") != std::string::npos);
  CHECK(door.set("colour", "red") == LESSON_UNKNOWN);
  CHECK(door.set("tail", std::string("\xff\xfe")) == LESSON_INVALID);
  CHECK(door.set("tail", "nan") == LESSON_INVALID);
  CHECK(lesson_sim_set_number(door.sim, 0, INFINITY) == LESSON_OUT_OF_RANGE);
  CHECK(lesson_sim_set_number(door.sim, 99, 1) == LESSON_UNKNOWN);
  CHECK(door.scene() == before);
}

namespace {

std::string text_of(const lesson_text& text) { return {text.bytes, text.size}; }
bool has(const lesson_text& text, const char* part) { return text_of(text).find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the catalogue, a model card and the colours are read from the root") {
  lesson_core* core = lesson_open();
  lesson_text text{};
  CHECK(lesson_catalogue(core, &text) == LESSON_OK);
  for (const char* id : {"request-trace", "percentiles", "cap-map", "estimator", "partition"})
    CHECK(has(text, (std::string("\"id\":\"") + id + "\"").c_str()));
  CHECK(lesson_card(core, "cascade", 7, &text) == LESSON_OK);
  CHECK(has(text, "\"left_out\":["));
  CHECK(lesson_card(core, "cascades", 8, &text) == LESSON_UNKNOWN);
  CHECK(text_of(lesson_error(core))
            .find("There is no simulator \u201ccascades\u201d; there are request-trace, ") == 0);
  CHECK(lesson_card(core, "\xff", 1, &text) == LESSON_INVALID);
  CHECK(lesson_roles(core, &text) == LESSON_OK);
  CHECK(has(text, "\"role\":\"failed\""));
  CHECK(lesson_catalogue(nullptr, &text) == LESSON_INVALID);
  CHECK(lesson_card(nullptr, "cascade", 7, &text) == LESSON_INVALID);
  CHECK(lesson_roles(core, nullptr) == LESSON_INVALID);
  lesson_close(core);
}

TEST_CASE("a run in time is driven, paused where it is, saved and gone on with to the same end") {
  lesson_core* core = lesson_open();
  lesson_sim* sim = lesson_sim_open(core, "system-design", 13);
  lesson_sim* again = lesson_sim_open(core, "system-design", 13);
  const std::uint64_t before = lesson_sim_revision(sim);
  CHECK(lesson_sim_preset(sim, "spike", 5) == LESSON_OK);
  CHECK(lesson_sim_revision(sim) > before);
  while (lesson_sim_backlog(sim) > 0) CHECK(lesson_sim_work(sim, 1'000'000) == LESSON_OK);
  CHECK(lesson_sim_animating(sim) == 1);
  CHECK(lesson_sim_advance(sim, 2) == LESSON_OK);
  CHECK(lesson_sim_act(sim, "inject", 6) == LESSON_OK);
  CHECK(lesson_sim_act_index(sim, 1) == LESSON_OK);
  CHECK(lesson_sim_advance(sim, 1) == LESSON_OK);
  lesson_text text{};
  CHECK(lesson_sim_state(sim, &text) == LESSON_OK);
  const std::string state = text_of(text);
  CHECK(lesson_sim_restore(again, state.data(), state.size()) == LESSON_OK);
  for (lesson_sim* one : {sim, again})
    while (lesson_sim_backlog(one) > 0) CHECK(lesson_sim_work(one, 1'000'000) == LESSON_OK);
  CHECK(lesson_sim_scene(sim, &text) == LESSON_OK);
  const std::string scene = text_of(text);
  CHECK(lesson_sim_scene(again, &text) == LESSON_OK);
  CHECK(text_of(text) == scene);
  for (lesson_sim* one : {sim, again}) lesson_sim_close(one);
  lesson_close(core);
}

TEST_CASE("what a run cannot do is refused with a sentence, and it goes on") {
  Door door;
  CHECK(lesson_sim_act(door.sim, "explode", 7) == LESSON_UNKNOWN);
  CHECK(door.error().find("There is no action \u201cexplode\u201d; there are ") == 0);
  CHECK(lesson_sim_act_index(door.sim, 99) == LESSON_UNKNOWN);
  CHECK(door.error().find("Action 99 does not exist; there are ") == 0);
  CHECK(lesson_sim_preset(door.sim, "nine", 4) == LESSON_UNKNOWN);
  CHECK(lesson_sim_predict(door.sim, "nine", 4, "1", 1) == LESSON_UNKNOWN);
  CHECK(lesson_sim_advance(door.sim, 1e9) == LESSON_OUT_OF_RANGE);
  CHECK(door.error().find("Time advances by 0 to 3,600 simulated seconds") == 0);
  CHECK(lesson_sim_work(door.sim, 0) == LESSON_OUT_OF_RANGE);
  CHECK(door.error().find("Work takes 1 to 1,000,000,000 steps") == 0);
  CHECK(lesson_sim_advance(nullptr, 1) == LESSON_INVALID);
  CHECK(lesson_sim_act(nullptr, "reset", 5) == LESSON_INVALID);
  CHECK(lesson_sim_animating(nullptr) == 0);
  CHECK(lesson_sim_backlog(nullptr) == 0);
  CHECK(door.set("tail", "1") == LESSON_OK);
}

TEST_CASE("a prediction's answer comes with the scene, and a picture carries its words safely") {
  Door door;
  lesson_text text{};
  CHECK(lesson_sim_description(door.sim, &text) == LESSON_OK);
  const std::string description = text_of(text);
  const std::size_t at = description.find("\"id\":\"", description.find("\"predictions\":[")) + 6;
  const std::string id = description.substr(at, description.find('"', at) - at);
  CHECK(lesson_sim_predict(door.sim, id.data(), id.size(), "50", 2) == LESSON_OK);
  CHECK(door.scene().find("\"guess\":\"50\"") != std::string::npos);
  CHECK(lesson_sim_svg(door.sim, 700, 1, &text) == LESSON_OK);
  CHECK(text_of(text).find("<svg ") == 0);
  CHECK(lesson_sim_svg(nullptr, 700, 1, &text) == LESSON_INVALID);
}

TEST_CASE(
    "a position beyond the end is refused with the number there are, and the sentence goes with the next "
    "call") {
  Door door;
  lesson_text text;
  lesson_param param;
  CHECK(lesson_sim_action(door.sim, 9, &text) == LESSON_UNKNOWN);
  CHECK(door.error() == "Action 9 does not exist; there are 1.");
  CHECK(lesson_sim_action(door.sim, 0, &text) == LESSON_OK);
  CHECK(door.error().empty());
  CHECK(lesson_sim_param(door.sim, 99, &param) == LESSON_UNKNOWN);
  CHECK(door.error().find("Parameter 99 does not exist; there are ") == 0);
  CHECK(lesson_sim_choice(door.sim, 0, 7, &text) == LESSON_UNKNOWN);
  CHECK(door.error().find("Choice 7 does not exist; there are ") == 0);
  CHECK(lesson_sim_scene(door.sim, nullptr) == LESSON_INVALID);
  CHECK(door.error() == "The place for the answer is NULL.");
}

TEST_CASE("a NULL is an answer, not a crash") {
  lesson_text text;
  lesson_drawing drawing;
  lesson_param param;
  Door door;
  CHECK(lesson_sim_scene(nullptr, &text) == LESSON_INVALID);
  CHECK(lesson_sim_scene(door.sim, nullptr) == LESSON_INVALID);
  CHECK(lesson_sim_draw(nullptr, 400, 0, &drawing) == LESSON_INVALID);
  CHECK(lesson_sim_share_axes(nullptr, door.sim) == LESSON_INVALID);
  CHECK(lesson_sim_share_axes(door.sim, nullptr) == LESSON_OK);
  CHECK(lesson_sim_time(nullptr) == 0);
  CHECK(lesson_sim_param(door.sim, 999, &param) == LESSON_UNKNOWN);
  CHECK(lesson_sim_set(door.sim, nullptr, 3, "1", 1) == LESSON_INVALID);
  CHECK(lesson_sim_open(nullptr, "percentiles", 11) == nullptr);
  CHECK(lesson_sim_open(door.core, nullptr, 0) == nullptr);
  CHECK(lesson_error(nullptr).size == 0);
  lesson_sim_close(nullptr);
  lesson_close(nullptr);
  lesson_free(nullptr);
  CHECK(lesson_alloc(0) == nullptr);
}

TEST_CASE("a hundred megabytes of text are refused unread") {
  Door door;
  const std::string huge(100'000'000, 'x');
  CHECK(door.set("tail", huge) == LESSON_TOO_LARGE);
  CHECK(lesson_sim_restore(door.sim, huge.data(), huge.size()) == LESSON_TOO_LARGE);
}

TEST_CASE("hostile states are refused with a sentence, and the present one stays") {
  Door door;
  CHECK(door.set("backends", "10") == LESSON_OK);
  const std::string before = door.scene();
  const std::string deep(100'000, '[');
  const std::string states[] = {
      "",
      "null",
      "[]",
      "{",
      deep,
      "{\"version\":1}",
      "{\"version\":2,\"simulator\":\"percentiles\"}",
      R"({"version":1,"simulator":"fan-out","values":{},"time":0})",
      R"({"version":1,"simulator":"percentiles","values":{"tail":99},"time":0})",
      R"({"version":1,"simulator":"percentiles","values":{"nope":1},"time":0})",
      R"({"version":1,"simulator":"percentiles","values":{"tail":{}},"time":0})",
      R"({"version":1,"simulator":"percentiles","values":{},"time":1e300})",
      R"({"version":1,"simulator":"percentiles","values":{},"time":0,"history":[{"time":0,"do":"resample"}]})",
      R"({"version":1,"simulator":"percentiles","values":{},"time":0,"prediction":{"id":"x","guess":"1"}})"};
  for (const std::string& state : states) {
    CHECK(lesson_sim_restore(door.sim, state.data(), state.size()) < 0);
    CHECK(door.error().size() > 10);
    CHECK(door.scene() == before);
  }
}

TEST_CASE("a refused state's sentence names the field, what came and what is allowed") {
  Door door;
  const auto refusal = [&](const std::string& rest) {
    const std::string state = R"({"simulator":"percentiles",)" + rest + "}";
    CHECK(lesson_sim_restore(door.sim, state.data(), state.size()) < 0);
    return door.error();
  };
  CHECK(refusal(R"("version":2)") == "The saved state's version must be 1; \u201c2\u201d is not.");
  CHECK(refusal(R"("version":1,"values":[])") ==
        "The saved state's values must be an object of parameters; \u201c[]\u201d is not.");
  CHECK(refusal(R"("version":1,"values":{})") == "The saved state's time must be 0; there is none.");
  Door cascade("cascade");
  const std::string state =
      R"({"simulator":"cascade","version":1,"values":{},"time":1,"history":[{"time":0,"do":"explode"}]})";
  CHECK(lesson_sim_restore(cascade.sim, state.data(), state.size()) < 0);
  CHECK(cascade.error() ==
        "The saved state's history must be made of this simulator's actions and of parameters with their "
        "values; \u201c{\"time\":0,\"do\":\"explode\"}\u201d is not.");
  CHECK(refusal(R"("version":1,"values":{},"time":0,"swept":"tale")") ==
        "The saved state's swept must be a parameter of percentiles; \u201c\"tale\"\u201d is not.");
}

TEST_CASE("text stays readable and ends in a zero") {
  Door door;
  lesson_text text;
  CHECK(lesson_sim_query(door.sim, &text) == LESSON_OK);
  CHECK(text.size == 0);
  CHECK(text.bytes[0] == '\0');
  CHECK(lesson_sim_csv(door.sim, &text) == LESSON_OK);
  CHECK(std::string(text.bytes, text.size).find("# percentiles?\r\n") == 0);
  CHECK(text.bytes[text.size] == '\0');
}

TEST_CASE("labels of actions and choices stay readable, and are those of the description") {
  lesson_core* core = lesson_open();
  for (const std::string id : {"reliability", "tradeoff-map"}) {
    lesson_sim* sim = lesson_sim_open(core, id.data(), id.size());
    lesson_text text;
    CHECK(lesson_sim_description(sim, &text) == LESSON_OK);
    const std::string description(text.bytes, text.size);
    const auto check = [&](const lesson_text& label) {
      const std::string named = "\"label\":\"" + std::string(label.bytes, label.size) + "\"";
      CHECK_MESSAGE(description.find(named) != std::string::npos, named);
    };
    lesson_text label;
    for (uint32_t i = 0; i < lesson_sim_action_count(sim); ++i) {
      CHECK(lesson_sim_action(sim, i, &label) == LESSON_OK);
      check(label);
    }
    for (uint32_t i = 0; i < lesson_sim_param_count(sim); ++i) {
      lesson_param param;
      CHECK(lesson_sim_param(sim, i, &param) == LESSON_OK);
      for (uint32_t k = 0; k < param.choice_count; ++k) {
        CHECK(lesson_sim_choice(sim, i, k, &label) == LESSON_OK);
        check(label);
      }
    }
    lesson_sim_close(sim);
  }
  lesson_close(core);
}

TEST_CASE("a slider's position and value are each other's inverse") {
  Door door;
  for (uint32_t param = 0; param < 4; ++param) {
    lesson_param one;
    CHECK(lesson_sim_param(door.sim, param, &one) == LESSON_OK);
    CHECK(lesson_sim_value_at(door.sim, param, 0) == one.min);
    CHECK(lesson_sim_value_at(door.sim, param, 1) == one.max);
    const double middle = lesson_sim_value_at(door.sim, param, 0.5);
    CHECK(lesson_sim_fraction(door.sim, param, middle) == lesson::near(0.5, 0.02));
  }
}

extern "C" int c_door_works(void);

TEST_CASE("a C program can drive a simulator through the header") { CHECK(c_door_works() == 1); }

TEST_CASE("a mark's command sets, acts or places; anything else is refused with a sentence") {
  Door door;
  const auto command = [&](const std::string& text, double x = 0.5, double y = 0.5) {
    return lesson_sim_command(door.sim, text.data(), text.size(), x, y);
  };
  CHECK(command("set backends 7") == LESSON_OK);
  CHECK(command("act resample") == LESSON_OK);
  CHECK(command("place tail hedge-after", 0.5, 1) == LESSON_OK);
  const std::string scene = door.scene();
  CHECK(scene.find("\"backends\":7.0") != std::string::npos);
  CHECK(scene.find("\"tail\":1.05") != std::string::npos);
  CHECK(scene.find("\"hedge-after\":99.0") != std::string::npos);
  CHECK(command("place tail hedge-after", NAN, 0) == LESSON_INVALID);
  CHECK(command("set backends") == LESSON_INVALID);
  CHECK(command("") == LESSON_INVALID);
  CHECK(command("set backends 1000") == LESSON_OUT_OF_RANGE);
  CHECK(door.scene() == scene);
  CHECK(lesson_sim_command(nullptr, "act reset", 9, 0, 0) == LESSON_INVALID);
  CHECK(lesson_sim_pace(door.sim) == 1);
}

TEST_CASE("drawing twice gives the same picture; a change gives another") {
  Door door;
  lesson_drawing first, second;
  CHECK(lesson_sim_draw(door.sim, 800, 0, &first) == LESSON_OK);
  CHECK(lesson_sim_draw(door.sim, 800, 0, &second) == LESSON_OK);
  CHECK(first.shapes == second.shapes);
  const std::string bytes(first.bytes, first.byte_count);
  CHECK(door.set("backends", "100") == LESSON_OK);
  CHECK(lesson_sim_draw(door.sim, 800, 0, &second) == LESSON_OK);
  CHECK(std::string(second.bytes, second.byte_count) != bytes);
}
