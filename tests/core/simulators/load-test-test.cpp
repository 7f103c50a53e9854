#include "core/simulators/load-test.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/api/encode.h"
#include "core/base/text.h"
#include "core/scene/svg.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;

namespace {

Session at_preset(const char* preset) {
  Session session(make_simulator("load-test"));
  CHECK(session.apply_preset(preset).ok());
  return session;
}

/// Exactly Tene's example: 100 req/s, 1 ms, frozen from 100 s to 200 s.
Load tene() {
  Load load;
  load.freezes = theory::freezes(100, 100, 0, 200);
  return load;
}

std::vector<Sent> log_of(const Load& load, LoadRun::Generator generator) {
  LoadRun run(load, generator);
  run.work(INT64_MAX);
  return run.log();
}
constexpr auto open_loop = LoadRun::Generator::open, closed_loop = LoadRun::Generator::closed;

/// The most requests a test may have, and whatever else makes it long.
void make_longest(Session& session) {
  for (const auto& [param, value] :
       {std::pair{"rate", "200"}, {"run", "400"}, {"length", "200"}, {"server", "varied"}, {"replay", "on"}})
    CHECK(session.set(param, value).ok());
}

}  // namespace

TEST_CASE(
    "load test: 100 req/s, 1 ms, 100 s, then a 100 s freeze: the closed loop reports mean 11.0 ms, p99 1 "
    "ms") {
  Session session = at_preset("tene");
  CHECK(fixed_text(number_of(session, "closed-mean"), 1) == "11.0");
  CHECK(number_text(number_of(session, "closed-p99")) == "1");
  CHECK(*value_of(session, "closed-p99").samples == 10'001);
  CHECK(*value_of(session, "closed-mean").exact == near((10'000 + 100'001) / 10'001.0));
}

TEST_CASE("load test: the open loop's mean is 25.0 s, p75 50.0 s, p99 98.0 s") {
  Session session = at_preset("tene");
  CHECK(fixed_text(number_of(session, "open-mean") / 1000, 1) == "25.0");
  CHECK(fixed_text(number_of(session, "open-p75") / 1000, 1) == "50.0");
  CHECK(fixed_text(number_of(session, "open-p99") / 1000, 1) == "98.0");
  CHECK(fixed_text(*value_of(session, "open-mean").exact / 1000, 1) == "25.0");
  CHECK(fixed_text(*value_of(session, "open-p75").exact / 1000, 1) == "50.0");
  CHECK(fixed_text(*value_of(session, "open-p99").exact / 1000, 1) == "98.0");
  CHECK(*value_of(session, "open-p99").samples == 20'000);
}

TEST_CASE(
    "load test: 10,000 requests come due in the freeze, their waits falling evenly from 100 s to 0.01 s") {
  const auto log = log_of(tene(), open_loop);
  REQUIRE(log.size() == 20'000);
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    CHECK(log[i].response() == near(0.001));
    CHECK(log[10'000 + i].started - log[10'000 + i].sent == near(100 - i / 100.0, 1e-9));
  }
  CHECK(log_of(tene(), closed_loop).back().response() == near(100.001));
}

TEST_CASE("load test: filling in the 9,999 requests never sent brings mean, p75 and p99 back") {
  Session session = at_preset("tene-corrected");
  CHECK(number_of(session, "omitted") == 9'999);
  CHECK(*value_of(session, "filled-p99").samples == near(20'000, 0.0001));
  CHECK(fixed_text(number_of(session, "filled-mean") / 1000, 1) == "25.0");
  CHECK(fixed_text(number_of(session, "filled-p99") / 1000, 1) == "98.0");
  Session off = at_preset("tene");
  CHECK_FALSE(value_of(off, "filled-p99").number);
}

TEST_CASE("load test: HdrHistogram's rule adds v - i, v - 2i down to i, and nothing to a quick answer") {
  Histogram histogram = response_histogram();
  record_expected(histogram, 0.5, 1);
  CHECK(histogram.count() == 1);
  record_expected(histogram, 4, 1);
  CHECK(histogram.count() == 5);
  CHECK(histogram.mean() == near((0.5 + 4 + 3 + 2 + 1) / 5));
}

TEST_CASE("load test: with 100 connections the closed loop's p99 is still 1 ms, with 200 it is 99 s") {
  Session hundred = at_preset("hundred-clients"), more = at_preset("two-hundred-clients");
  CHECK(number_text(number_of(hundred, "closed-p99")) == "1");
  CHECK(number_of(more, "closed-p99") == near(98'990, 0.002));
  CHECK(*value_of(more, "closed-p99").exact == near(number_of(more, "closed-p99"), 0.002));
}

TEST_CASE("load test: a server frozen for a fifth of the time keeps a closed loop's p99 of 1 ms") {
  Session session = at_preset("pauses");
  CHECK(number_text(number_of(session, "closed-p99")) == "1");
  CHECK(number_of(session, "open-p99") == near(1'901, 0.005));
}

TEST_CASE("load test: without a freeze both generators send everything and agree") {
  Session session = at_preset("calm");
  CHECK(number_of(session, "omitted") == 0);
  CHECK(number_of(session, "closed-mean") == number_of(session, "open-mean"));
  CHECK(number_of(session, "closed-p99") == number_of(session, "open-p99"));
}

TEST_CASE("load test: p99 of 50 and 500 ms average to 275 ms, but merge to 425, 250 and 59 ms") {
  const std::pair<const char*, double> expected[] = {
      {"average-half", 425}, {"average-90", 250}, {"average-99", 59}};
  for (const auto& [preset, ms] : expected) {
    Session session = at_preset(preset);
    const Value merged = value_of(session, "merged-p99");
    CHECK(number_of(session, "averaged-p99") == near(275));
    CHECK(std::round(*merged.exact) == ms);
    CHECK(*merged.number == near(ms, 0.03));
    CHECK(*merged.samples == 100'000);
  }
}

TEST_CASE(
    "load test: a freeze that comes before the last one's queue is worked off adds to it, as the theory "
    "says") {
  Session session(make_simulator("load-test"));
  const std::pair<const char*, const char*> values[] = {{"server", "single"}, {"service", "8"},
                                                        {"start", "20"},      {"length", "5"},
                                                        {"period", "15"},     {"run", "100"}};
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  // 5 s of standing still take 25 s to work off at 80 % load: six freezes pile up.
  const Value mean = value_of(session, "open-mean"), tail = value_of(session, "open-p99");
  CHECK(*mean.number > 8000);
  CHECK(*mean.number == near(*mean.exact, 0.005));
  CHECK(*tail.number == near(*tail.exact, 0.01));
}

TEST_CASE("load test: run again without the freeze, the same request meets the same service time") {
  Load load = tene();
  load.varied = true;
  const auto slow = log_of(load, open_loop), quick = log_of(load, LoadRun::Generator::calm);
  REQUIRE(slow.size() == quick.size());
  for (std::size_t i = 0; i < slow.size(); ++i) {
    CHECK(slow[i].sent == quick[i].sent);
    CHECK(slow[i].answered - slow[i].started == near(quick[i].answered - quick[i].started, 1e-6));
  }
}

TEST_CASE("load test: choosing a dot of the tail opens its waterfall, beside the run without the freeze") {
  Session session = at_preset("tene");
  CHECK(session.command("set request 15001", 0, 0).ok());
  CHECK(session.set("replay", "on").ok());
  const auto& figures = session.scene().figures;
  const auto found =
      std::find_if(figures.begin(), figures.end(), [](const auto& one) { return one->id == "waterfall"; });
  REQUIRE(found != figures.end());
  CHECK((*found)->alt.find("Request 15,001, due at 150\u00a0s") == 0);
  CHECK((*found)->alt.find("without the freeze takes 1\u00a0ms: the difference is the cause") !=
        std::string::npos);
  CHECK((*found)->alt.find("never sent") != std::string::npos);
  const Table table = (*found)->table();
  REQUIRE(table.rows.size() == 7);
  CHECK(*std::get_if<double>(&table.rows[1][2]) == near(50));
  CHECK(*std::get_if<double>(&table.rows[6][2]) == near(0.001));
  bool offered = false;
  const Stage stage = session.stage(700, Mode::poster);
  for (const Hit& hit : stage.list.hits())
    offered |= stage.list.text(hit.first_command, hit.command_size).find("set request ") == 0;
  CHECK(offered);
}

TEST_CASE("load test: one worker clears a backlog at 1 - utilisation seconds a second") {
  Load load;
  load.single = true;
  load.service = 0.008;
  load.freezes = theory::freezes(50, 10, 0, 200);
  const auto log = log_of(load, open_loop);
  // A wait of 10 s melts within 10 / (1 - 0.8) = 50 s.
  CHECK(log[9'990].started - log[9'990].sent < 0.03);
  CHECK(log[7'500].started - log[7'500].sent == near(5, 0.01));
  CHECK(log[10'010].started == log[10'010].sent);
}

TEST_CASE("load test: the correction invents waits where answers are merely slow") {
  Session session = at_preset("correction-misleads");
  CHECK(number_of(session, "filled-p99") != near(number_of(session, "open-p99"), 0.05));
  CHECK_FALSE(value_of(session, "filled-p99").exact);
}

TEST_CASE("load test: a prediction of 1 ms meets the 98,986 ms that 200 connections report") {
  Session session(make_simulator("load-test"));
  CHECK(session.predict("closed-p99", "1").ok());
  CHECK(session.answer()->answer == near(98'986, 0.002));
  CHECK(*value_of(session, "closed-p99").samples == 10'200);
  CHECK(session.predict("merged-p99", "275").ok());
  CHECK(session.answer()->answer == near(325, 0.03));
}

TEST_CASE("load test: freezes that touch are one, and none begins after the end") {
  CHECK(theory::freezes(0, 5, 5, 20).size() == 1);
  CHECK(theory::freezes(0, 5, 5, 20)[0].to == 20);
  CHECK(theory::freezes(5, 2, 10, 200).size() == 20);
  CHECK(theory::freezes(200, 5, 0, 200).empty());
  CHECK(theory::freezes(100, 0, 10, 200).empty());
}

TEST_CASE("load test: a wait spread over 10 s plus exponential service has the hand-made distribution") {
  theory::StalledResponse response(2, true);
  response.add(1, 0, 10);
  // By parts: (t - 2 (1 - e^(-t/2))) / 10 within the spread.
  CHECK(response.cdf(4) == near((4 - 2 * (1 - std::exp(-2))) / 10));
  CHECK(response.cdf(1000) == near(1));
  CHECK(response.mean() == near(7));
  CHECK(response.cdf(response.quantile(0.9)) == near(0.9));
}

TEST_CASE("load test: at every corner of rate, service, server and connections figures stay finite") {
  for (const char* rate : {"10", "200"})
    for (const char* service : {"0.1", "50"})
      for (const char* server : {"parallel", "varied", "single"})
        for (const char* clients : {"1", "300"})
          for (const char* period : {"0", "1"}) {
            Session session(make_simulator("load-test"));
            for (const auto& [param, value] : {std::pair{"rate", rate},
                                               {"service", service},
                                               {"server", server},
                                               {"clients", clients},
                                               {"period", period},
                                               {"correct", "on"}})
              CHECK(session.set(param, value).ok());
            for (const Value& value : session.scene().values) {
              CHECK(std::isfinite(value.number.value_or(0)));
              CHECK(std::isfinite(value.exact.value_or(0)));
            }
          }
}

TEST_CASE(
    "load test: a long test comes in slices, each the same as one go, and shows the last one until then") {
  Session session(make_simulator("load-test"));
  const double before = number_of(session, "open-p99");
  make_longest(session);
  double left = session.backlog();
  CHECK(left > 0.4);
  CHECK(number_of(session, "open-p99") == before);
  int slices = 0;
  for (; session.backlog() > 0; ++slices) {
    CHECK(session.work(100'000).ok());
    CHECK(session.backlog() < left);
    left = session.backlog();
  }
  CHECK(slices > 10);
  CHECK(*value_of(session, "open-p99").samples == 80'000);
  Session at_once(make_simulator("load-test"));
  make_longest(at_once);
  at_once.finish();
  CHECK((scene_json(session) == scene_json(at_once)));
}

TEST_CASE("load test: a control that moves meanwhile drops what was left") {
  Session session(make_simulator("load-test"));
  make_longest(session);
  CHECK(session.work(200'000).ok());
  CHECK(session.backlog() > 0);
  Session plain(make_simulator("load-test"));
  CHECK(plain.set("replay", "on").ok());
  for (Session* one : {&session, &plain})
    for (const auto& [param, value] : {std::pair{"rate", "20"},
                                       {"run", "100"},
                                       {"length", "100"},
                                       {"server", "parallel"},
                                       {"replay", "off"}})
      CHECK(one->set(param, value).ok());
  CHECK(session.backlog() == 0);
  CHECK((scene_json(session) == scene_json(plain)));
}
