#pragma once

#include <algorithm>
#include <ctime>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#endif

/// CPU time of this process, for the programs that measure.
namespace bench {

#ifdef __EMSCRIPTEN__
// std::clock is wall time there.
inline double cpu_seconds() {
  return EM_ASM_DOUBLE({
    const used = process.cpuUsage();
    return (used.user + used.system) * 1e-6;
  });
}
#else
inline double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
#endif

/// The least that so many runs of `work` took, in seconds.
template <class Work>
double best_of(int runs, Work work) {
  double best = 1e9;
  for (int i = 0; i < runs; ++i) {
    const double from = cpu_seconds();
    work();
    best = std::min(best, cpu_seconds() - from);
  }
  return best;
}

}  // namespace bench
