#include "core/theory/quorum.h"

#include <algorithm>

namespace lesson::theory {

int Quorum::overlap() const { return std::max(write + read - copies, 0); }

double Quorum::stale_probability() const {
  double probability = 1;
  for (int i = 0; i < read; ++i)
    probability *= static_cast<double>(std::max(copies - write - i, 0)) / (copies - i);
  return probability;
}

double Quorum::stale_share_counted() const {
  const unsigned written = (1U << write) - 1;
  int sets = 0, stale = 0;
  for (unsigned set = 0; set < 1U << copies; ++set) {
    int size = 0;
    for (unsigned rest = set; rest != 0; rest &= rest - 1) ++size;
    if (size != read) continue;
    ++sets;
    stale += (set & written) == 0;
  }
  return sets == 0 ? 0 : static_cast<double>(stale) / sets;
}

int majority(int copies) { return copies / 2 + 1; }
int minority(int copies) { return copies - majority(copies); }

}  // namespace lesson::theory
