#include "core/simulators/scaling-cost.h"

#include <doctest/doctest.h>

#include <algorithm>
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
  Session session(make_simulator("scaling-cost"));
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  return session;
}

bool says(Session& session, const char* words) {
  const bool found = session.scene().summary.find(words) != std::string::npos;
  if (!found) MESSAGE(session.scene().summary);
  return found;
}

const Chart& chart_of(Session& session, std::size_t figure) {
  return static_cast<const Chart&>(*session.scene().figures[figure]);
}

}  // namespace

TEST_CASE("at exponent 1.6 the crossover is 4.85 for c = 1, 4.0 for 0.94, 8.0 for 1.19") {
  const std::pair<const char*, double> rows[] = {{"1", 4.85}, {"0.94", 4.0}, {"1.19", 8.0}};
  for (const auto& [overhead, load] : rows) {
    Session session = with({{"overhead", overhead}});
    CHECK(*value_of(session, "crossover").number == near(load, 0.014));  // The overheads are rounded.
  }
}

TEST_CASE("for c up to 0.6 there is none, and scaling out is cheaper from the start") {
  for (const char* overhead : {"0", "0.3", "0.6"}) {
    Session session = with({{"overhead", overhead}, {"load", "1.5"}});
    CHECK_FALSE(value_of(session, "crossover").number);
    CHECK(value_of(session, "crossover").note == "none: scaling out is cheaper from the start");
    CHECK(*value_of(session, "out").number < *value_of(session, "up").number);
    CHECK(*value_of(session, "switch").number == 1);
    CHECK(says(session, "There is no crossover"));
  }
}

TEST_CASE("load 1 costs the same both ways, 2 is 10.5 % cheaper up, 8 is cheaper out") {
  Session one = with({});
  CHECK(*value_of(one, "up").number == *value_of(one, "out").number);
  CHECK(says(one, "At 1\u00d7 the load both ways cost 1\u00a0\u00d7 base."));
  Session large = with({{"machine", "4"}});
  CHECK(says(large,
             "both ways cost 1\u00a0\u00d7 base on paper, but 1\u00a0machine of 4\u00d7, bought whole, "
             "costs 9.55\u00a0\u00d7 base."));
  Session two = with({{"load", "2"}});
  CHECK(*value_of(two, "up").number == near(3.03, 0.001));
  CHECK(*value_of(two, "out").number == near(3.39, 0.002));
  CHECK(*value_of(two, "saving").number == near(10.5, 0.005));
  CHECK(says(two, "scaling up is cheaper by 10.5\u00a0%. Scaling out becomes the cheaper way at 4.85\u00d7"));
  Session eight = with({{"load", "8"}});
  CHECK(*value_of(eight, "up").number == near(27.9, 0.002));
  CHECK(*value_of(eight, "out").number == near(24.6, 0.002));
  CHECK(says(eight, "scaling out is cheaper"));
}

TEST_CASE("three triplings cost one machine 195 times the base, and 116 when split") {
  Session session = with({});
  CHECK(session.apply_preset("three-years").ok());
  CHECK(*value_of(session, "up").number == near(195, 0.001));
  CHECK(*value_of(session, "out").number == near(116, 0.001));
}

TEST_CASE("above the largest machine scaling up is impossible, not merely dear") {
  Session session = with({{"load", "17"}});
  CHECK_FALSE(value_of(session, "up").number);
  CHECK_FALSE(value_of(session, "saving").number);
  CHECK(says(session, "No single machine carries 17\u00d7"));
  Session at_the_end = with({{"load", "16"}});
  CHECK(value_of(at_the_end, "up").number);
}

TEST_CASE("where the curves meet past the largest machine, the ceiling decides: 16, not 31.2") {
  Session session = with({{"overhead", "2"}, {"load", "10"}});
  CHECK(*value_of(session, "crossover").number == near(31.2, 0.002));
  CHECK(*value_of(session, "switch").number == 16);
  CHECK(says(session, "only at 31.2\u00d7, past the largest machine at 16\u00d7"));
}

TEST_CASE("linear prices never make scaling out cheaper; without overhead both are equal") {
  Session linear = with({{"exponent", "1"}, {"overhead", "0.1"}, {"load", "8"}});
  CHECK_FALSE(value_of(linear, "crossover").number);
  CHECK(*value_of(linear, "switch").number == 16);
  CHECK(says(linear, "scaling up is cheaper by"));
  Session equal = with({{"exponent", "1"}, {"overhead", "0"}, {"load", "8"}});
  CHECK(says(equal, "both ways cost 8\u00a0\u00d7 base. With linear prices and free coordination"));
}

TEST_CASE("machines are whole: at 5 times the load two of size 4 turn the comparison") {
  Session session = with({{"load", "5"}, {"machine", "4"}});
  CHECK(*value_of(session, "machines").number == 2);
  CHECK(*value_of(session, "out").number < *value_of(session, "up").number);
  CHECK(*value_of(session, "whole").number > *value_of(session, "up").number);
  CHECK(says(session, "bought whole, cost 24.6\u00a0\u00d7 base, more than the large one"));
}

TEST_CASE("sixteen busy machines carry 93.8 % after losing one; a spare costs 8 %, a standby 100 %") {
  Session session = with({{"load", "16"}});
  CHECK(*value_of(session, "left").number == near(93.75));
  CHECK(*value_of(session, "out-spare").number / *value_of(session, "whole").number == near(1.08, 0.002));
  CHECK(*value_of(session, "up-spare").number == 2 * *value_of(session, "up").number);
  Session alone = with({});
  CHECK(*value_of(alone, "left").number == 0);
}

TEST_CASE("the crossover drawn is the one solved, on both curves") {
  Session session = with({{"load", "3"}});
  const Chart& costs = chart_of(session, 0);
  CHECK(costs.markers.front().x == near(4.85, 0.001));
  CHECK(costs.markers.front().label == "crossover 4.85\u00d7");
  CHECK(costs.here.size() == 2);
}

TEST_CASE("the response curve starts at 1 where crossovers begin and passes the present setting") {
  for (const char* moved : {"overhead", "exponent"}) {
    Session session = with({{moved, moved[0] == 'o' ? "1.3" : "1.7"}});
    const Chart& response = chart_of(session, 3);
    double lowest = 1e300;
    for (const auto& point : response.series.front().points) lowest = std::min(lowest, point.y);
    CHECK(lowest == near(1, 1e-6));
    CHECK(response.here.front().y == near(*value_of(session, "crossover").number));
  }
}

TEST_CASE("a guess of 8 meets the crossover at 4.85") {
  Session session = with({});
  CHECK(session.predict("crossing", "8").ok());
  CHECK(session.answer()->answer == near(4.85, 0.001));
  CHECK(session.predict("best-saving", "50").ok());
  CHECK(session.answer()->answer == near(10.5, 0.002));
}

TEST_CASE("the stretch without a crossover is named on a phone too") {
  Session session = with({});
  const Figure& figure = *session.scene().figures.back();
  DisplayList list;
  figure.draw(list, {0, 0, 336, figure.height(WidthClass::narrow)});
  CHECK(std::any_of(list.shapes().begin(), list.shapes().end(), [&](const Shape& shape) {
    return list.text(shape.first_byte, shape.byte_count).find("cheaper") != std::string_view::npos;
  }));
}

TEST_CASE("the extremes of every control leave a sentence and finite numbers") {
  for (const char* exponent : {"1", "1.000001", "2.5"}) {
    for (const char* overhead : {"0", "0.000001", "3"}) {
      for (const char* machine : {"0.25", "4"}) {
        Session session =
            with({{"exponent", exponent}, {"overhead", overhead}, {"machine", machine}, {"load", "64"}});
        for (const Value& value : session.scene().values)
          CHECK((!value.number || (std::isfinite(*value.number) && *value.number < 1e9)));
        CHECK(session.scene().summary.find("inf") == std::string::npos);
      }
    }
  }
}
