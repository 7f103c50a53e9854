#include "core/simulators/maintainability.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/scene/chart.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;

namespace {

Session with(std::initializer_list<std::pair<const char*, const char*>> values) {
  Session session(make_simulator("maintainability"));
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  return session;
}

Session preset(const char* id) {
  Session session(make_simulator("maintainability"));
  CHECK(session.apply_preset(id).ok());
  return session;
}

bool says(Session& session, const char* words) {
  const bool found = session.scene().summary.find(words) != std::string::npos;
  if (!found) MESSAGE(session.scene().summary);
  return found;
}

}  // namespace

TEST_CASE("at the defaults shortcuts stop paying at feature 10 and feature 50 costs 4.13 clean ones") {
  Session session = with({});
  CHECK(number_of(session, "payoff") == 10);
  CHECK(number_of(session, "feature-cost") == near(4.13));
  CHECK(number_of(session, "dearer-from") == 6);
  CHECK(number_of(session, "speed") == near(10 / 4.13));
  CHECK(says(session, "Feature 50 costs 4.13 times a clean feature"));
  CHECK(says(session, "stopped paying at feature 10"));
}

TEST_CASE("compounding, they stop paying at feature 8, and each is dearer by itself from the 5th") {
  Session session = with({{"growth", "compounding"}});
  CHECK(number_of(session, "payoff") == 8);
  CHECK(number_of(session, "dearer-from") == 5);
  Session early = with({{"growth", "compounding"}, {"features", "7"}});
  CHECK(says(early, "So far the shortcuts are ahead; they stop paying at feature 8."));
}

TEST_CASE("without debt shortcuts never lose, and with nothing saved the curves are one") {
  Session free = preset("free-shortcuts");
  CHECK_FALSE(value_of(free, "payoff").number);
  CHECK(says(free, "never lose"));
  Session same = preset("no-debt");
  CHECK(number_of(same, "feature-cost") == 1);
  CHECK(number_of(same, "total") == 1);
  CHECK(number_of(same, "shipped") == near(120));
  CHECK(says(same, "the curves are one"));
}

TEST_CASE("repaying moves the pay-off later and lowers the curve") {
  double payoff = 0, cost = 1e9;
  for (const char* repay : {"0", "15", "25"}) {
    Session session = with({{"repay", repay}});
    CHECK(number_of(session, "payoff") > payoff);
    CHECK(number_of(session, "feature-cost") < cost);
    payoff = number_of(session, "payoff");
    cost = number_of(session, "feature-cost");
  }
  Session all = preset("repay-all");
  CHECK_FALSE(value_of(all, "payoff").number);
  CHECK(number_of(all, "feature-cost") == near(1));
  CHECK(says(all, "never falls behind"));
}

TEST_CASE(
    "twenty features at 10 % compounding: the last costs 6.12, all 2.86 times as much; linear 2.9, 1.95") {
  Session compounding = preset("compounding-20");
  CHECK(number_of(compounding, "feature-cost") == near(6.12, 0.001));
  CHECK(number_of(compounding, "total") == near(2.86, 0.002));
  CHECK(number_of(compounding, "double-from") == 9);
  Session linear = preset("linear-20");
  CHECK(number_of(linear, "feature-cost") == near(2.9));
  CHECK(number_of(linear, "total") == near(1.95));
  CHECK(number_of(linear, "double-from") == 11);
}

TEST_CASE("at 20 % compounding the twentieth feature costs 31.9 times a clean one") {
  Session session = preset("doubling");
  CHECK(number_of(session, "feature-cost") == near(31.9, 0.002));
}

TEST_CASE("repaying 10 % each time leaves feature 50 at 3.09, as its preset says") {
  Session session = preset("repay-some");
  CHECK(number_of(session, "feature-cost") == near(3.09, 0.002));
}

TEST_CASE("the best single clean-up in fifty features comes before feature 24 and costs 6.9 features") {
  Session best = preset("clean-up");
  for (const char* other : {"0", "10", "23", "25", "40"}) {
    Session session = with({{"payback", other}});
    CHECK(number_of(session, "total") > number_of(best, "total"));
  }
  CHECK(theory::after({.payback = 24}, 24).repaid == near(6.9));
  const auto& chart = static_cast<const Chart&>(*best.scene().figures[3]);
  CHECK(chart.markers.front().x == 24);
  CHECK(says(best, "after a clean-up before feature 24"));
}

TEST_CASE("after fifteen features 41 % of the effort is debt") {
  Session session = preset("survey");
  CHECK(number_of(session, "debt-share") == near(41, 0.01));
}

TEST_CASE("the pay-off curve passes the present setting, for each number it sweeps") {
  for (const char* moved : {"debt", "saved", "repay"}) {
    Session session = with({{moved, "20"}});
    const auto& chart = static_cast<const Chart&>(*session.scene().figures[3]);
    CHECK(chart.series.size() == 2);
    CHECK(chart.here.front().x == near(20));
    CHECK(chart.here.front().y == number_of(session, "payoff"));
  }
}

TEST_CASE("a guess of 20 meets the pay-off at 10, one of 3 the twentieth feature's 6.12") {
  Session session = with({});
  CHECK(session.predict("payoff", "20").ok());
  CHECK(session.answer()->answer == 10);
  CHECK(session.predict("twentieth", "3").ok());
  CHECK(session.answer()->answer == near(6.12, 0.001));
  CHECK(session.predict("three-years", "100").ok());
  CHECK(session.answer()->answer == near(49.8, 0.001));
}

TEST_CASE("the extremes of every control leave a sentence and finite numbers") {
  for (const char* growth : {"linear", "compounding"}) {
    for (const char* debt : {"0", "0.0001", "50"}) {
      for (const char* saved : {"0", "60"}) {
        for (const char* repay : {"0", "50"}) {
          for (const char* features : {"1", "2", "200"}) {
            Session session = with({{"growth", growth},
                                    {"debt", debt},
                                    {"saved", saved},
                                    {"repay", repay},
                                    {"features", features}});
            CHECK(session.set("payback", "2").ok());
            for (const Value& value : session.scene().values)
              CHECK((!value.number || std::isfinite(*value.number)));
            CHECK(session.scene().summary.find("inf") == std::string::npos);
          }
        }
      }
    }
  }
}

TEST_CASE("debt that is never paid back at once reads so, and what is refused is told in numbers") {
  Session session = with({});
  const auto& param = session.description().params[find_param(session.description(), "payback")];
  CHECK(displayed(param, 0) == "never");
  CHECK(displayed(param, 24) == "24");
  CHECK(parsed(param, spelled(param, 0)).value() == 0);
  const Status status = session.set("payback", "201");
  CHECK(status.message.find("from 0 to 200") != std::string::npos);
}
