// Prints the scene of each query on standard input, a line each: what other builds of the core are
// compared with. Usage: lesson_scenes SIMULATOR
#include <iostream>
#include <string>

#include "core/api/lesson.h"

int main(int count, char** words) {
  const std::string id = count == 2 ? words[1] : "";
  lesson_core* core = lesson_open();
  for (std::string query; std::getline(std::cin, query);) {
    lesson_sim* sim = lesson_sim_open(core, id.data(), id.size());
    while (sim != nullptr && !query.empty()) {
      const std::size_t end = std::min(query.find('&'), query.size());
      const std::string pair = query.substr(0, end);
      const std::size_t equals = std::min(pair.find('='), pair.size() - 1);
      if (lesson_sim_set(sim, pair.data(), equals, pair.data() + equals + 1, pair.size() - equals - 1) !=
          LESSON_OK)
        std::cerr << lesson_sim_error(sim).bytes << '\n';
      query.erase(0, end + 1);
    }
    while (lesson_sim_backlog(sim) > 0) lesson_sim_work(sim, 1'000'000);
    lesson_text scene;
    if (lesson_sim_scene(sim, &scene) != LESSON_OK) return 1;
    std::cout.write(scene.bytes, static_cast<std::streamsize>(scene.size)) << '\n';
    lesson_sim_close(sim);
  }
  lesson_close(core);
}
