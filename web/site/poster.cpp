// Writes what a page shows before, or without, the module: for every simulator its description, its
// default scene and a poster for each width class. Usage: lesson_poster FOLDER. For one simulator that
// begins elsewhere, scene and posters only: lesson_poster FOLDER ID PARAM=VALUE...
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "core/api/lesson.h"
#include "core/simulators/cards.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"

namespace {

bool written(const std::string& path, lesson_text text) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  const bool all = file != nullptr && std::fwrite(text.bytes, 1, text.size, file) == text.size;
  const bool closed = file != nullptr && std::fclose(file) == 0;
  if (!all || !closed) std::fprintf(stderr, "lesson_poster: cannot write %s\n", path.c_str());
  return all && closed;
}

bool write_posters(lesson_sim* sim, const std::string& stem) {
  const struct {
    const char* name;
    double width;
  } classes[] = {{"narrow", 360}, {"medium", 720}, {"wide", 1120}};
  while (lesson_sim_backlog(sim) > 0 && lesson_sim_work(sim, 100'000'000) == LESSON_OK) {
  }
  lesson_text text;
  bool done = lesson_sim_scene(sim, &text) == LESSON_OK && written(stem + ".json", text);
  for (const auto& one : classes) {
    done = done && lesson_sim_svg(sim, one.width, 1, &text) == LESSON_OK &&
           written(stem + "-" + one.name + ".svg", text);
  }
  return done;
}

/// What each prediction says once it is skipped, for pages that run no scripts.
bool write_answers(const lesson::Description& description, const std::string& path) {
  std::string json = "{";
  for (const lesson::Prediction& asked : description.predictions) {
    lesson::Session session(lesson::make_simulator(description.id));
    const bool taken = session.predict(asked.id, "").ok();
    session.finish();
    const auto answer = session.answer();
    if (!taken || !answer) return false;
    json += (json.size() > 1 ? "," : "") + ("\"" + asked.id + "\":\"") + answer->text + "\"";
  }
  json += "}\n";
  return written(path, {json.data(), json.size()});
}

/// The model cards by id, each with how far measured values lie from theory in this build.
std::string cards(lesson_core* core) {
  std::string json = "{";
  for (const auto& simulator : lesson::all_simulators()) {
    const std::string id = simulator->description().id;
    const auto worst = lesson::deviation_of(id);
    lesson_text card;
    if (lesson_card(core, id.data(), id.size(), &card) != LESSON_OK) continue;
    char number[40];
    std::snprintf(number, sizeof number, "%.3g", worst.relative);
    json += (json.size() > 1 ? ",\n\"" : "\"") + id + "\":" + std::string(card.bytes, card.size - 1) +
            ",\"deviation\":{\"relative\":" + number + ",\"of\":\"" + worst.of + "\"}}";
  }
  return json + "}\n";
}

/// Everything, for all of them.
bool write_all(lesson_core* core, const std::string& folder) {
  lesson_text text;
  bool done = lesson_catalogue(core, &text) == LESSON_OK && written(folder + "/descriptions.json", text);
  const std::string all = cards(core);
  done = done && written(folder + "/cards.json", {all.data(), all.size()});
  for (const auto& simulator : lesson::all_simulators()) {
    const std::string id = simulator->description().id;
    lesson_sim* sim = lesson_sim_open(core, id.data(), id.size());
    done = done && write_posters(sim, folder + "/" + id) &&
           write_answers(simulator->description(), folder + "/" + id + "-answers.json");
    lesson_sim_close(sim);
  }
  return done;
}

/// One that begins with other values; each of `values` is PARAM=VALUE.
bool write_one(lesson_core* core, const std::string& folder, const std::string& id,
               const std::vector<std::string>& values) {
  lesson_sim* sim = lesson_sim_open(core, id.data(), id.size());
  if (sim == nullptr) {
    std::fprintf(stderr, "lesson_poster: %s\n", lesson_error(core).bytes);
    return false;
  }
  bool done = true;
  for (const std::string& one : values) {
    const std::size_t equals = std::min(one.find('='), one.size());
    const std::string value = one.substr(std::min(equals + 1, one.size()));
    if (lesson_sim_set(sim, one.data(), equals, value.data(), value.size()) == LESSON_OK) continue;
    std::fprintf(stderr, "lesson_poster: %s\n", lesson_sim_error(sim).bytes);
    done = false;
  }
  done = done && write_posters(sim, folder + "/" + id);
  lesson_sim_close(sim);
  return done;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> given(arguments + 1, arguments + count);
  if (given.empty() || given.size() == 2) {
    std::fputs("usage: lesson_poster FOLDER [ID PARAM=VALUE...]\n", stderr);
    return 2;
  }
  lesson_core* core = lesson_open();
  const bool done = given.size() == 1 ? write_all(core, given[0])
                                      : write_one(core, given[0], given[1], {given.begin() + 2, given.end()});
  lesson_close(core);
  return done ? 0 : 1;
}
