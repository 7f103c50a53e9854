#include "core/simulators/reliability.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/base/text.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;
using reliability::Outages;

namespace {

Session with(std::initializer_list<std::pair<const char*, const char*>> values) {
  Session session(make_simulator("reliability"));
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  while (session.backlog() > 0) CHECK(session.work(1'000'000'000).ok());
  return session;
}

reliability::Tally lived(const theory::Chain& chain, int years, std::uint64_t seed) {
  reliability::Tally tally;
  for (int year = 1; year <= years; ++year) tally.add(reliability::live(chain, seed, year));
  return tally;
}

}  // namespace

TEST_CASE("five at 99.9 % are up 99.5010 %, 43.7 h down a year") {
  Session session = with({});
  CHECK(number_of(session, "availability") == near(99.5010, 1e-6));
  CHECK(number_of(session, "downtime-year") == near(43.7, 0.001));
  CHECK(number_of(session, "downtime-year") / 24 == near(1.82, 0.002));
  CHECK(number_of(session, "nines") == near(2.302, 0.001));
  CHECK(number_of(session, "needed") == near(99.98, 1e-6));
  CHECK(session.scene().summary.find("43.7\u00a0h down a year") != std::string::npos);
}

TEST_CASE("two copies are up 99.999500 %, 2.63 min down a year") {
  Session session = with({{"copies", "2"}});
  CHECK(number_of(session, "availability") == near(99.9995, 1e-8));
  CHECK(number_of(session, "downtime-year") * 60 == near(2.63, 0.002));
  CHECK(session.scene().summary.find("2.63\u00a0min down a year instead of 43.7\u00a0h") !=
        std::string::npos);
}

TEST_CASE("two copies with a tenth in common are up 99.9496 %, 265 min down a year") {
  Session session = with({{"copies", "2"}, {"beta", "10"}});
  CHECK(number_of(session, "availability") == near(99.9496, 1e-6));
  CHECK(number_of(session, "downtime-year") * 60 == near(265, 0.001));
}

TEST_CASE("a chain at 99.98 % each is up 99.9 %") {
  Session session = with({{"availability", "99.98"}});
  CHECK(number_of(session, "availability") == near(99.9, 1e-6));
}

TEST_CASE("the mean of 1,000 lived years lies within three standard errors of the formula") {
  const theory::Chain chains[] = {
      {},
      {.unavailability = 0.01, .copies = 2},
      {.unavailability = 0.01, .copies = 2, .beta = 0.1},
      {.unavailability = 0.05, .components = 3, .copies = 3, .beta = 0.02},
      {.unavailability = 0.1, .components = 2},
  };
  for (const theory::Chain& chain : chains) {
    const reliability::Tally tally = lived(chain, 1000, 7);
    CHECK(std::abs(tally.mean() - chain.down() * theory::hours_a_year) < 3 * tally.standard_error());
    // An outage that began the year before counts too, so there are a few more.
    const double expected = 1000 * (chain.outages_a_year() + chain.down());
    CHECK(std::abs(static_cast<double>(tally.outages) - expected) < 3.5 * std::sqrt(expected));
  }
}

TEST_CASE("the 95 % interval of one lived year covers the formula in about 95 % of 400 years") {
  int covered = 0;
  for (int seed = 1; seed <= 400; ++seed) {
    Session session = with({{"year", "1"}, {"seed", std::to_string(seed).c_str()}});
    const Value& value = value_of(session, "lived-downtime");
    covered += value.interval->low <= *value.exact && *value.exact <= value.interval->high;
  }
  CHECK(covered >= 360);
  CHECK(covered <= 396);
}

TEST_CASE("an alternating part is down its share, hour by hour") {
  Random random(3);
  const Outages outages = reliability::alternate(random, 0.2, 1, 200'000);
  CHECK(reliability::hours_of(outages) / 200'000 == near(0.2, 0.02));
  for (std::size_t i = 1; i < outages.size(); ++i) CHECK(outages[i - 1].to < outages[i].from);
  Random other(3);
  CHECK(reliability::alternate(other, 0, 1, 1000).empty());
}

TEST_CASE("both and either are the intersection and the union, and add up") {
  const Outages a{{0, 2}, {4, 6}, {9, 10}}, b{{1, 5}, {6, 7}};
  const Outages both = reliability::both(a, b), either = reliability::either(a, b);
  CHECK(both.size() == 2);
  CHECK(both[0].from == 1);
  CHECK(both[0].to == 2);
  CHECK(both[1].from == 4);
  CHECK(both[1].to == 5);
  CHECK(either.size() == 2);
  CHECK(either[0].to == 7);
  CHECK(reliability::hours_of(both) + reliability::hours_of(either) ==
        near(reliability::hours_of(a) + reliability::hours_of(b)));
  CHECK(reliability::both(a, {}).empty());
  CHECK(reliability::either({}, b).size() == 2);
}

TEST_CASE("batches of five days hold every hour of a year's outages") {
  reliability::Year year;
  year.failures = {{0, 1}, {119.5, 120.5}, {200, 500}, {8759, 8760}};
  reliability::Tally tally;
  tally.add(year);
  CHECK(tally.hours == near(303));
  CHECK(tally.outages == 4);
  CHECK(tally.mean() == near(303));
}

TEST_CASE("another component leaves the faults of the others alone") {
  const reliability::Year five = reliability::live({}, 1, 1),
                          six = reliability::live({.components = 6}, 1, 1);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(reliability::hours_of(five.components[i].failures) ==
          reliability::hours_of(six.components[i].failures));
  }
}

TEST_CASE("living goes on year by year, a hundred at once, and after 300 with another seed") {
  Session session = with({});
  CHECK_FALSE(value_of(session, "lived-downtime").number);
  CHECK(value_of(session, "lived-downtime").note == "no year lived yet");
  CHECK(session.act("live").ok());
  CHECK(session.query() == "year=1");
  CHECK(number_of(session, "lived-downtime") > 0);
  CHECK(session.act("live").ok());
  CHECK(session.query() == "year=2");
  CHECK(session.set("year", "250").ok());
  CHECK(session.act("live-100").ok());
  CHECK(session.query() == "year=100&seed=2");
}

TEST_CASE("a year without an outage says so instead of measuring") {
  Session session = with({{"copies", "3"}, {"year", "1"}});
  const Value& value = value_of(session, "lived-downtime");
  CHECK(*value.number == 0);
  CHECK_FALSE(value.interval);
  CHECK(value.note == "0\u00a0outages in 1\u00a0year: too few for an interval");
  CHECK(session.scene().summary.find(": no outage") != std::string::npos);
}

TEST_CASE("years lived in slices are the years lived in one go") {
  Session slow = with({}), quick = with({});
  for (Session* session : {&slow, &quick}) {
    CHECK(session->set("availability", "90").ok());
    CHECK(session->set("components", "20").ok());
    CHECK(session->set("year", "40").ok());
  }
  CHECK(slow.backlog() > 0);
  while (slow.backlog() > 0) CHECK(slow.work(1).ok());
  CHECK(quick.work(1'000'000'000).ok());
  CHECK(number_of(slow, "lived-downtime") == number_of(quick, "lived-downtime"));
}

TEST_CASE("at every corner the chain has an answer") {
  for (const char* availability : {"90", "99.999"}) {
    for (const char* components : {"1", "20"}) {
      for (const char* copies : {"1", "3"}) {
        for (const char* beta : {"0", "20"}) {
          Session session = with({{"availability", availability},
                                  {"components", components},
                                  {"copies", copies},
                                  {"beta", beta},
                                  {"year", "1"}});
          CHECK(number_of(session, "availability") > 12);
          CHECK(number_of(session, "availability") < 100);
          CHECK(std::isfinite(number_of(session, "nines")));
          CHECK(session.scene().summary.find("1\u00a0components") == std::string::npos);
        }
      }
    }
  }
}

TEST_CASE("the slider in nines stops at 99, 99.5, 99.9, 99.95, 99.99 and 99.999") {
  Session session = with({});
  const Param& param = session.description().params[0];
  for (const double stop : {90.0, 95.0, 99.0, 99.5, 99.9, 99.95, 99.98, 99.99, 99.995, 99.999}) {
    CHECK(value_at(param, fraction_of(param, stop)) == stop);
    CHECK(displayed(param, stop) == exact_text(stop) + "\u00a0%");
  }
  CHECK(fraction_of(param, 99) == near(0.25));
  CHECK(fraction_of(param, 99.99) == near(0.75));
  // Keys move by a hundredth; none sticks, and none jumps over a whole number of nines.
  double value = 90;
  bool passed = false;
  for (int presses = 0; value < 99.999 && presses < 300; ++presses) {
    const double next = value_at(param, fraction_of(param, value) + 0.01);
    CHECK(next > value);
    value = next;
    passed = passed || value == 99.9;
  }
  CHECK(passed);
  CHECK(value == 99.999);
}

TEST_CASE("a guess of 8.76 h meets the answer 43.7 h") {
  Session session = with({});
  CHECK(session.predict("five-nines-of-three", "8.76").ok());
  CHECK(session.answer()->text.find("You said 8.76\u00a0h; it is 43.7\u00a0h.") == 0);
  CHECK(session.predict("a-tenth-shared", "").ok());
  CHECK(session.answer()->answer == near(4.42, 0.002));
}

TEST_CASE("clicking a component copies it, and a third copy goes back to one") {
  Session session = with({});
  CHECK(session.command("set copies 2", 0, 0).ok());
  const Stage stage = session.stage(1120, Mode::live);
  bool offers_three = false;
  for (const Hit& hit : stage.list.hits())
    offers_three |= stage.list.text(hit.first_command, hit.command_size) == "set copies 3";
  CHECK(offers_three);
}
