// Writes what a page shows before, or without, the module: for every simulator its description, its
// default scene and a poster for each width class. Usage: lesson_poster FOLDER
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

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: lesson_poster FOLDER\n", stderr);
    return 2;
  }
  const std::string folder = arguments[1];
  lesson_core* core = lesson_open();
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
  lesson_close(core);
  return done ? 0 : 1;
}
