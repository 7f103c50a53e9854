// Percentiles of ten million samples: the lesson's histogram against std::nth_element, CPU time, best
// of three. Prints JSON.
#include "core/engine/histogram.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "core/api/lesson.h"
#include "core/base/random.h"

namespace {

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class Work>
double best_of_three(Work work) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const double from = cpu_seconds();
    work();
    best = std::min(best, cpu_seconds() - from);
  }
  return best;
}

/// Milliseconds of CPU for model, layout and encoding of one frame with this many backends.
double frame_ms(const char* requests, const char* backends) {
  lesson_core* core = lesson_open();
  lesson_sim* sim = lesson_sim_open(core, "percentiles", 11);
  lesson_sim_set(sim, "requests", 8, requests, std::string(requests).size());
  lesson_sim_set(sim, "backends", 8, backends, std::string(backends).size());
  while (lesson_sim_backlog(sim) > 0) lesson_sim_work(sim, 1'000'000'000);
  lesson_drawing drawing;
  constexpr int frames = 200;
  const double best = best_of_three([&] {
    for (int i = 0; i < frames; ++i) lesson_sim_draw(sim, 1120, 0, &drawing);
  });
  lesson_sim_close(sim);
  lesson_close(core);
  return best / frames * 1000;
}

}  // namespace

int main() {
  constexpr std::size_t samples = 10'000'000;
  lesson::Random random(1);
  std::vector<double> values(samples);
  for (double& value : values) value = random.exponential(20);
  double kept = 0;
  const double ours = best_of_three([&] {
    lesson::Histogram histogram(1e-6, 1e6);
    for (const double value : values) histogram.record(value);
    for (const double p : {0.5, 0.9, 0.99, 0.999}) kept += histogram.quantile(p);
  });
  const double sorted = best_of_three([&] {
    std::vector<double> copy = values;
    auto from = copy.begin();
    for (const double p : {0.5, 0.9, 0.99, 0.999}) {
      const auto at = copy.begin() + static_cast<std::ptrdiff_t>(p * samples);
      std::nth_element(from, at, copy.end());
      from = at;
      kept += *at;
    }
  });
  std::printf(
      "{\"ours_ns\":%.3f,\"nth_element_ns\":%.3f,\"frame_ms\":%.3f,\"heavy_frame_ms\":%.3f,\"kept\":%g}\n",
      ours / samples * 1e9, sorted / samples * 1e9, frame_ms("1000", "1"), frame_ms("1000000", "100"), kept);
}
