#include "core/simulators/registry.h"

#include "core/simulators/all.h"

namespace lesson {
namespace {

using Make = std::unique_ptr<Simulator> (*)();

template <class Kind>
std::unique_ptr<Simulator> make() {
  return std::make_unique<Kind>();
}

#define LESSON_MAKE(Kind) make<Kind>,
constexpr Make makers[] = {LESSON_SIMULATORS(LESSON_MAKE)};

}  // namespace

std::vector<std::unique_ptr<Simulator>> all_simulators() {
  std::vector<std::unique_ptr<Simulator>> all;
  for (const Make maker : makers) all.push_back(maker());
  return all;
}

std::unique_ptr<Simulator> make_simulator(std::string_view id) {
  for (const Make maker : makers) {
    if (auto simulator = maker(); simulator->description().id == id) return simulator;
  }
  return nullptr;
}

}  // namespace lesson
