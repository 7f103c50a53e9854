// Percentiles of ten million samples, and of a tenth and a hundredth of them: the lesson's histogram against
// std::nth_element, CPU time, best of three. Prints JSON. Compiles for WASM
// too.
#include "core/engine/histogram.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "core/base/random.h"
#include "tests/bench/cpu-time.h"

namespace {

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
  std::printf("{\"ours_ns\":%.3f,\"nth_element_ns\":%.3f,\"samples_ms\":[%.4f,%.4f,%.4f],\"kept\":%g}\n",
              all / samples * 1e9, sorted(values) / samples * 1e9, few * 1e3, more * 1e3, all * 1e3, kept);
}
