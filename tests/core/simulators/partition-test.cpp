#include "core/simulators/partition.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "core/base/random.h"
#include "core/simulators/partition-parts.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;
using namespace lesson::partition;
using theory::Anomaly;
using theory::Consistency;

namespace {

using Store = partition::Mode;

Setting in_cut(Store mode) { return {.mode = mode, .cut_from = 500, .cut_to = 1500}; }

std::size_t unexplained_in(const Setting& setting) {
  return theory::unexplained_reads(Run(setting).history()).size();
}

/// Of so many seeds, how many show a read that no order explains.
int runs_with_unexplained(Setting setting, int seeds) {
  int runs = 0;
  for (int i = 1; i <= seeds; ++i) {
    setting.seed = static_cast<std::uint64_t>(i);
    runs += unexplained_in(setting) > 0 ? 1 : 0;
  }
  return runs;
}

Session preset(const char* id) {
  Session session(make_simulator("partition"));
  CHECK(session.apply_preset(id).ok());
  return session;
}

/// Anything but the mode, the quorums and the clocks.
Setting random_surroundings(Random& random, int seed) {
  Setting setting{.copies = random.chance(0.5) ? 3 : 5,
                  .sticky = random.chance(0.5),
                  .distance = 1 + 79 * random.uniform(),
                  .cut_from = 2000 * random.uniform(),
                  .pause = {60 + 300 * random.uniform(), 60 + 300 * random.uniform()},
                  .write_share = 0.1 + 0.8 * random.uniform(),
                  .seed = static_cast<std::uint64_t>(seed)};
  setting.cut_to = setting.cut_from + 1500 * random.uniform();
  return setting;
}

std::string explanation_of(Session& session, std::string_view command) {
  const Stage stage = session.stage(1120, lesson::Mode::live);
  for (const Hit& hit : stage.list.hits())
    if (stage.list.text(hit.first_command, hit.command_size) == command)
      return std::string(stage.list.text(hit.first_byte, hit.byte_count));
  return {};
}

}  // namespace

// ---- What must hold ------------------------------------------------------------------------------

TEST_CASE("partition: a synchronous leader never violates in 400 random settings, cut or whole") {
  Random random(1);
  for (int seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    Setting setting = random_surroundings(random, seed);
    setting.mode = Store::sync_leader;
    const Run run(setting);
    CHECK(theory::linearizable(run.history()));
    CHECK(run.lost().empty());
  }
}

TEST_CASE("partition: a synchronous leader refuses on the minority side until the link heals") {
  for (const int copies : {3, 5}) {
    Setting setting = in_cut(Store::sync_leader);
    setting.copies = copies;
    int refused = 0;
    for (setting.seed = 1; setting.seed <= 100; ++setting.seed) {
      const Run run(setting);
      for (const Operation& one : run.operations()) {
        if (!setting.cut(one.start)) continue;
        if (!west_client(one.client)) CHECK(one.answered);
        if (!west_client(one.client) || one.end >= setting.cut_to) continue;
        CHECK_FALSE(one.answered);
        ++refused;
      }
    }
    CHECK(refused > 300);
  }
  Session session = preset("sync-leader");
  CHECK(number_of(session, "unexplained") == 0);
  CHECK(number_of(session, "cut-east") == 100);
  CHECK(number_of(session, "cut-west") < 20);
  CHECK(number_of(session, "promise") == 5);
}

TEST_CASE("partition: an asynchronous leader violates under a cut, in 99 of 100 runs and more") {
  Setting setting = in_cut(Store::async_leader);
  CHECK(runs_with_unexplained(setting, 100) >= 99);
  setting.copies = 5;
  CHECK(runs_with_unexplained(setting, 100) >= 99);
  Session session = preset("async-leader");
  CHECK(number_of(session, "unexplained") > 0);
  CHECK(number_of(session, "cut-west") > 50);
  // Reads go on, writes do not.
  CHECK(number_of(session, "cut-west") < 100);
}

TEST_CASE("partition: W + R <= N violates under a cut, while both sides answer everything") {
  for (const int read : {1, 2}) {
    Setting setting = in_cut(Store::quorum);
    setting.write = 1;
    setting.read = read;
    CHECK(runs_with_unexplained(setting, 100) >= (read == 1 ? 100 : 60));
  }
  Session session = preset("one-and-one");
  CHECK(number_of(session, "unexplained") > 0);
  CHECK(number_of(session, "answered-east") == 100);
  CHECK(number_of(session, "answered-west") == 100);
}

TEST_CASE("partition: W + R > N without read repair can still violate, and with it does not") {
  Session bare = preset("no-repair"), repaired = preset("read-repair");
  CHECK(number_of(bare, "unexplained") == 2);
  CHECK(number_of(repaired, "unexplained") == 0);
  Session early = preset("all-and-one");
  CHECK(number_of(early, "unexplained") == 2);
  Setting setting = in_cut(Store::quorum);
  CHECK(runs_with_unexplained(setting, 600) >= 5);
  setting.repair = true;
  CHECK(runs_with_unexplained(setting, 600) == 0);
}

TEST_CASE("partition: overlapping quorums with read repair never violate in 400 random settings") {
  Random random(2);
  for (int seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    Setting setting = random_surroundings(random, seed);
    setting.mode = Store::quorum;
    setting.repair = true;
    setting.write = 1 + static_cast<int>(random.uniform() * setting.copies);
    setting.read = setting.copies + 1 - setting.write;
    // A repair stops at W copies, so that a later read is sure to meet it only if it, too, overlaps.
    CHECK(theory::linearizable(Run(setting).history()));
  }
}

TEST_CASE("partition: last write wins loses a confirmed write when clocks are apart, and only then") {
  Session session = preset("skewed-clock");
  CHECK(number_of(session, "lost") == 6);
  CHECK(session.scene().summary.find("6\u00a0confirmed writes are lost") != std::string::npos);
  Setting setting{.mode = Store::last_write_wins};
  for (setting.seed = 1; setting.seed <= 100; ++setting.seed) {
    setting.skew = 0;
    CHECK(Run(setting).lost().empty());
    setting.skew = 400;
    const Run run(setting);
    CHECK_FALSE(run.lost().empty());
    // Once all is settled no copy has what was lost.
    for (const theory::Witness& one : run.lost()) {
      CHECK(run.operations()[one.at].answered);
      for (int copy = 0; copy < setting.copies; ++copy)
        CHECK(run.value_at(copy, axis_end) != run.operations()[one.at].value);
    }
  }
}

TEST_CASE("partition: with a majority for W and R the larger side goes on and the lone copy refuses") {
  for (const char* id : {"majorities", "five-copies"}) {
    Session session = preset(id);
    CHECK(number_of(session, "cut-east") == 100);
    CHECK(number_of(session, "cut-west") == 0);
  }
}

// ---- The model -----------------------------------------------------------------------------------

TEST_CASE("partition: hops and the k-th answer give the mean time: 2, 82 and 83 ms at 40 ms") {
  CHECK(mean_latency({.mode = Store::last_write_wins}, true, true) == near(2));
  CHECK(mean_latency({.mode = Store::async_leader}, true, false) == near(2));
  CHECK(mean_latency({.mode = Store::async_leader}, true, true) == near(82));
  CHECK(mean_latency({.mode = Store::sync_leader}, true, false) == near(82));
  CHECK(mean_latency({.mode = Store::sync_leader}, true, true) == near(84));
  // The quicker of two copies 40 ms away: 80 less the mean by which the first is ahead.
  const double quicker = mean_latency({.mode = Store::quorum}, true, false);
  CHECK(quicker > 70);
  CHECK(quicker < 82);
}

TEST_CASE("partition: the same clients ask the same first thing at the same time in every mode") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Run first({.mode = Store::sync_leader, .seed = seed});
    for (const auto mode : {Store::async_leader, Store::quorum, Store::last_write_wins}) {
      const Run other({.mode = mode, .seed = seed});
      CHECK(other.operations()[0].start == first.operations()[0].start);
      CHECK(other.operations()[0].client == first.operations()[0].client);
      CHECK(other.operations()[0].write == first.operations()[0].write);
    }
  }
}

TEST_CASE("partition: every operation ends, a client's follow one another, and none exceeds its patience") {
  Random random(3);
  for (int seed = 1; seed <= 200; ++seed) {
    Setting setting = random_surroundings(random, seed);
    setting.mode = static_cast<Store>(seed % mode_count);
    const Run run(setting);
    CHECK(run.operations().size() <= theory::longest_history);
    double last[clients] = {};
    for (const Operation& one : run.operations()) {
      CHECK(one.start >= last[one.client]);
      CHECK(one.end <= one.start + give_up);
      last[one.client] = one.end;
    }
  }
}

// ---- Levels --------------------------------------------------------------------------------------

TEST_CASE("partition: a run for each of the five promises, from linearizable down to eventual") {
  const struct {
    const char* id;
    int promise;
  } runs[] = {
      {"sync-leader", 5}, {"async-leader", 4}, {"wander-causal", 3}, {"wander-writes", 2}, {"any-copy", 1}};
  for (const auto& run : runs) {
    CAPTURE(run.id);
    Session session = preset(run.id);
    CHECK(number_of(session, "promise") == run.promise);
    const std::string kept =
        "the promise \u201c" + std::string(name_of(static_cast<Consistency>(5 - run.promise))) + "\u201d";
    CHECK(session.scene().summary.find(kept) != std::string::npos);
  }
}

TEST_CASE("partition: each example shows its anomaly and keeps the strongest promise that allows it") {
  for (std::size_t at = 0; at < theory::anomalies; ++at) {
    const auto anomaly = static_cast<Anomaly>(at);
    const Example& example = example_of(anomaly);
    CAPTURE(example.label);
    std::vector<theory::RegisterOperation> history;
    for (const Example::Step& one : example.steps) {
      history.push_back({one.client, one.write, one.value, one.call, one.call + 1});
      CHECK(one.client < clients);
      CHECK(one.call + 1 < example_end);
    }
    const theory::Sessions sessions(history);
    CHECK(allows(sessions.strongest(), anomaly));
    CHECK_FALSE(allows(static_cast<Consistency>(static_cast<int>(sessions.strongest()) - 1), anomaly));
    if (anomaly == Anomaly::lost_write) {
      const std::size_t order[] = {example.at, example.against};
      REQUIRE(theory::overruled(history, order).size() == 1);
      continue;
    }
    REQUIRE(sessions.cases(anomaly).size() >= 1);
    CHECK(sessions.cases(anomaly).back().at == example.at);
  }
}

// ---- In the hands of a learner -------------------------------------------------------------------

TEST_CASE("partition: a cut made while it plays changes nothing that has happened, a heal neither") {
  Session session(make_simulator("partition"));
  CHECK(session.set("cut-length", "0").ok());
  CHECK(session.act("play").ok());
  CHECK(session.advance(0.8).ok());
  const auto rows = [&] { return session.scene().figures[1]->table().rows; };
  const auto before = rows();
  CHECK(session.act("cut").ok());
  CHECK(session.values()[cut_at] == 800);
  const auto same_until = [&](double time) {
    const auto after = rows();
    std::size_t same = 0;
    for (std::size_t i = 0; i < before.size() && std::get<double>(before[i][3]) < time; ++i, ++same)
      for (std::size_t k = 0; k < 4; ++k) CHECK((after[i][k] == before[i][k]));
    return same;
  };
  CHECK(same_until(800) > 10);
  CHECK(session.scene().summary.find("cut from 800\u00a0ms on") != std::string::npos);
  CHECK(session.advance(0.4).ok());
  CHECK(session.act("heal").ok());
  CHECK(session.values()[cut_length] == 400);
  CHECK(same_until(800) > 10);
  CHECK(number_of(session, "cut-west") < 100);
  CHECK(session.animating());
  CHECK(session.advance(2).ok());
  CHECK_FALSE(session.animating());
}

TEST_CASE("partition: while nothing plays, the link is cut from 500 ms on, and healed before it is cut") {
  Session session = preset("whole-link");
  CHECK(session.act("cut").ok());
  CHECK(session.query() == "cut-length=2400");
  CHECK(number_of(session, "cut-west") < 80);
  CHECK(session.act("heal").ok());
  CHECK(session.query() == "cut-length=0");
  CHECK(value_of(session, "cut-west").note == "nothing was asked there while the link was cut");
}

TEST_CASE("partition: choosing a mark explains it in words, and shows the network of that moment") {
  Session session = preset("no-repair");
  const std::string marked = explanation_of(session, "set operation 33");
  CHECK(marked.find("Client") != std::string::npos);
  CHECK(session.command("set operation 33", 0, 0).ok());
  CHECK(session.values()[operation] == 33);
  // What is chosen runs nothing again, and what stands beside the marks are sentences.
  CHECK(number_of(session, "unexplained") == 2);
  int unexplained_told = 0;
  for (const auto& row : session.scene().figures[1]->table().rows)
    unexplained_told += std::get<std::string>(row[4]).find("No order explains it") != std::string::npos;
  CHECK(unexplained_told == 2);
}

TEST_CASE("partition: an operation number past the last chooses none") {
  Session session = preset("sync-leader");
  CHECK(session.set("operation", "60").ok());
  CHECK(session.scene().figures[0]->alt.find("at 1,000\u00a0ms") != std::string::npos);
}
