#include "core/theory/quorum.h"

#include <algorithm>
#include <cmath>

#include "tests/core/drills/drill.h"

using namespace lesson;
using namespace lesson::drills;

namespace {

std::optional<theory::Quorum> quorum(const std::vector<Json>& call) {
  const double n = number(call[0]);
  for (const double copies : {number(call[1]), number(call[2])})
    if (n != std::floor(n) || copies != std::floor(copies) || copies < 1 || copies > n) return {};
  return theory::Quorum{.copies = call[0], .write = call[1], .read = call[2]};
}

/// A solution from what a valid quorum answers.
Solution of(Json (*answer)(const theory::Quorum&)) {
  return [answer](const std::vector<Json>& call) -> std::optional<Json> {
    const auto valid = quorum(call);
    return valid ? std::optional<Json>(answer(*valid)) : std::nullopt;
  };
}

}  // namespace

TEST_CASE("drill: two of three and two of three share a copy") {
  check_drill(
      "quorum",
      {{"overlap", of([](const auto& q) { return Json(q.overlap()); })},
       {"spare", of([](const auto& q) { return Json(std::min(q.spare_for_writes(), q.spare_for_reads())); })},
       {"stale_share", of([](const auto& q) { return Json(q.stale_share_counted()); })}});
}
