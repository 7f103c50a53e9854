// Drives simulators and prints their scenes, a line each: what other builds of the core are compared with.
// A line of standard input is a simulator's id and its inputs, all parted by "&": "PARAM=VALUE", "!ACTION",
// "+SECONDS" of simulated time.
#include <cstdlib>
#include <iostream>
#include <string>

#include "core/api/lesson.h"

namespace {

/// The part of `line` before the next "&", which is taken off.
std::string next(std::string& line) {
  const std::size_t end = std::min(line.find('&'), line.size());
  std::string part = line.substr(0, end);
  line.erase(0, end + 1);
  return part;
}

int32_t apply(lesson_sim* sim, const std::string& input) {
  if (input[0] == '!') return lesson_sim_act(sim, input.data() + 1, input.size() - 1);
  if (input[0] == '+') return lesson_sim_advance(sim, std::strtod(input.c_str() + 1, nullptr));
  const std::size_t equals = std::min(input.find('='), input.size() - 1);
  return lesson_sim_set(sim, input.data(), equals, input.data() + equals + 1, input.size() - equals - 1);
}

}  // namespace

int main() {
  lesson_core* core = lesson_open();
  for (std::string line; std::getline(std::cin, line);) {
    const std::string id = next(line);
    lesson_sim* sim = lesson_sim_open(core, id.data(), id.size());
    while (sim != nullptr && !line.empty()) {
      const std::string input = next(line);
      if (apply(sim, input) != LESSON_OK) std::cerr << input << ": " << lesson_sim_error(sim).bytes << '\n';
    }
    while (lesson_sim_backlog(sim) > 0) lesson_sim_work(sim, 1'000'000);
    lesson_text scene;
    if (lesson_sim_scene(sim, &scene) != LESSON_OK) return 1;
    std::cout.write(scene.bytes, static_cast<std::streamsize>(scene.size)) << '\n';
    lesson_sim_close(sim);
  }
  lesson_close(core);
}
