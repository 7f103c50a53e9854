#include "core/theory/consistency.h"

#include <doctest/doctest.h>

#include <vector>

#include "core/base/random.h"

using namespace lesson;
using namespace lesson::theory;

namespace {

using History = std::vector<RegisterOperation>;

RegisterOperation w(int client, int value, double call) { return {client, true, value, call, call + 1}; }
RegisterOperation r(int client, int value, double call) { return {client, false, value, call, call + 1}; }

/// A smallest history for each anomaly, in their order; `lost_write` with the order 2, 1 of its writes.
const History smallest[anomalies] = {
    {w(0, 1, 0), r(1, 0, 2)},
    {w(0, 1, 0), w(1, 2, 2), r(2, 1, 4)},
    {w(0, 1, 0), w(1, 2, 0), r(2, 1, 2), r(2, 2, 4), r(3, 2, 2), r(3, 1, 4)},
    {w(0, 1, 0), r(1, 1, 2), r(1, 0, 4)},
    {w(0, 1, 0), r(1, 1, 2), w(1, 2, 4), r(2, 2, 6), r(2, 1, 8)},
    {w(0, 1, 0), r(0, 0, 2)},
};
constexpr Consistency strongest_of[anomalies] = {Consistency::sequential,       Consistency::sequential,
                                                 Consistency::causal,           Consistency::read_your_writes,
                                                 Consistency::read_your_writes, Consistency::eventual};

History random_history(Random& random) {
  History history;
  for (int client = 0; client < 3; ++client) {
    double now = random.uniform();
    for (int i = 0; i < 3; ++i) {
      const double answer = random.chance(0.1) ? RegisterOperation::never : now + 2 * random.uniform();
      history.push_back({client, random.chance(0.45), 0, now, answer});
      now += 2 + random.uniform();
    }
  }
  int writes = 0;
  for (auto& one : history)
    if (one.write) one.value = ++writes;
  for (auto& one : history)
    if (!one.write) one.value = static_cast<int>(random.uniform() * (writes + 1));
  return history;
}

}  // namespace

TEST_CASE("consistency: each anomaly's smallest history shows it and keeps just the level that allows it") {
  for (std::size_t at = 0; at < anomalies; ++at) {
    const auto anomaly = static_cast<Anomaly>(at);
    CAPTURE(at);
    const Sessions sessions(smallest[at]);
    if (anomaly != Anomaly::lost_write) CHECK(sessions.cases(anomaly).size() >= 1);
    CHECK(sessions.strongest() == strongest_of[at]);
    CHECK(allows(sessions.strongest(), anomaly));
    CHECK((sessions.strongest() == Consistency::linearizable ||
           !allows(static_cast<Consistency>(static_cast<int>(sessions.strongest()) - 1), anomaly)));
  }
  const std::size_t order[] = {1, 0};
  CHECK(overruled(smallest[1], order).size() == 1);
  const std::size_t right[] = {0, 1};
  CHECK(overruled(smallest[1], right).empty());
}

TEST_CASE("consistency: in 20,000 random histories no level shows an anomaly that it forbids") {
  Random random(17);
  int seen[consistency_levels] = {};
  for (int run = 0; run < 20'000; ++run) {
    CAPTURE(run);
    const History history = random_history(random);
    const Sessions sessions(history);
    const bool kept[] = {linearizable(history), sequential(history), sessions.causal(),
                         sessions.reads_own_writes()};
    // Each level keeps what the later ones promise.
    for (int level = 0; level < 3; ++level) CHECK((!kept[level] || kept[level + 1]));
    ++seen[static_cast<int>(sessions.strongest())];
    for (std::size_t at = 0; at < anomalies; ++at)
      if (!allows(sessions.strongest(), static_cast<Anomaly>(at)))
        CHECK(sessions.cases(static_cast<Anomaly>(at)).empty());
  }
  for (const int times : seen) CHECK(times > 100);
}

TEST_CASE("consistency: causes reach through what was read; concurrent writes may be seen in any order") {
  CHECK(Sessions(smallest[2]).causal());
  CHECK_FALSE(Sessions(smallest[4]).causal());
  // One after the other by the clock, but neither knew of the other: a client may see them reversed.
  const History apart{w(0, 1, 0), w(1, 2, 2), r(2, 2, 4), r(2, 1, 6)};
  CHECK(Sessions(apart).causal());
  CHECK(Sessions(apart).cases(Anomaly::effect_before_cause).empty());
  // Not even causal memory lets a value come back.
  const History again{w(0, 1, 0), w(1, 2, 0), r(2, 1, 2), r(2, 2, 4), r(2, 1, 6)};
  CHECK_FALSE(Sessions(again).causal());
  CHECK(Sessions(again).cases(Anomaly::goes_back).size() == 1);
}
