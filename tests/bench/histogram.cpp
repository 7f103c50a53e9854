// Percentiles of ten million samples, and of a tenth and a hundredth of them: the lesson's histogram against
// std::nth_element, CPU time, best of three; and a frame without its painting. Prints JSON. Compiles for WASM
// too.
#include "core/engine/histogram.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "core/api/lesson.h"
#include "core/base/random.h"
#include "tests/bench/cpu-time.h"

namespace {

/// Milliseconds of CPU for model, layout and encoding of one frame with this many backends.
double frame_ms(const char* requests, const char* backends) {
  lesson_core* core = lesson_open();
  lesson_sim* sim = lesson_sim_open(core, "percentiles", 11);
  lesson_sim_set(sim, "requests", 8, requests, std::string(requests).size());
  lesson_sim_set(sim, "backends", 8, backends, std::string(backends).size());
  while (lesson_sim_backlog(sim) > 0) lesson_sim_work(sim, 1'000'000'000);
  lesson_drawing drawing;
  constexpr int frames = 200;
  const double best = bench::best_of(3, [&] {
    for (int i = 0; i < frames; ++i) lesson_sim_draw(sim, 1120, 0, &drawing);
  });
  lesson_sim_close(sim);
  lesson_close(core);
  return best / frames * 1000;
}

double kept = 0;  // Keeps results alive.

/// Seconds to record so many of `values` and read four percentiles.
double recorded(const std::vector<double>& values, std::size_t samples) {
  return bench::best_of(3, [&] {
    lesson::Histogram histogram(1e-6, 1e6);
    for (std::size_t i = 0; i < samples; ++i) histogram.record(values[i]);
    for (const double p : {0.5, 0.9, 0.99, 0.999}) kept += histogram.quantile(p);
  });
}

/// The same by partly sorting a copy.
double sorted(const std::vector<double>& values) {
  return bench::best_of(3, [&] {
    std::vector<double> copy = values;
    auto from = copy.begin();
    for (const double p : {0.5, 0.9, 0.99, 0.999}) {
      const auto at = copy.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(copy.size()));
      std::nth_element(from, at, copy.end());
      from = at;
      kept += *at;
    }
  });
}

}  // namespace

int main() {
  constexpr std::size_t samples = 10'000'000;
  lesson::Random random(1);
  std::vector<double> values(samples);
  for (double& value : values) value = random.exponential(20);
  const double few = recorded(values, samples / 100), more = recorded(values, samples / 10),
               all = recorded(values, samples);
  std::printf(
      "{\"ours_ns\":%.3f,\"nth_element_ns\":%.3f,\"samples_ms\":[%.4f,%.4f,%.4f],\"frame_ms\":%.3f,\"heavy_"
      "frame_ms\":%.3f,"
      "\"kept\":%g}\n",
      all / samples * 1e9, sorted(values) / samples * 1e9, few * 1e3, more * 1e3, all * 1e3,
      frame_ms("1000", "1"), frame_ms("1000000", "100"), kept);
}
