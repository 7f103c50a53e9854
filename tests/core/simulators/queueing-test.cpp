#include "core/simulators/queueing.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "core/theory/queueing.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;

namespace {

Session at_preset(const char* preset) {
  Session session(make_simulator("queueing"));
  CHECK(session.apply_preset(preset).ok());
  session.finish();
  return session;
}

/// Its interval holds the exact value, or misses it by no more than half its own width again.
void check_measured(const Value& value, double exact) {
  CHECK(*value.exact == near(exact, 2e-4));
  const double middle = (value.interval->low + value.interval->high) / 2;
  const double half = (value.interval->high - value.interval->low) / 2;
  CHECK(std::abs(exact - middle) <= 1.5 * half);
}

}  // namespace

TEST_CASE("M/M/1 at 80 %: a mean response of 5 service times and p99 23.03, exact and measured") {
  Session session = at_preset("eighty");
  check_measured(value_of(session, "response"), 5);
  CHECK(*value_of(session, "p99").exact == near(23.03, 2e-4));
  CHECK(*value_of(session, "p99").number == near(23.03, 0.08));
  check_measured(value_of(session, "wait"), 4);
  check_measured(value_of(session, "waits"), 80);
  CHECK(*value_of(session, "knee").number == near(80));
}

TEST_CASE("waits at 80 %: constant 2.000, uniform 10-30 ms 2.167, exponential 4.000, log-normal 0.7 3.265") {
  const std::pair<const char*, double> waits[] = {{"constant-service", 2.000},
                                                  {"uniform-service", 2.1667},
                                                  {"eighty", 4.000},
                                                  {"log-normal-service", 3.265}};
  for (const auto& one : waits) {
    CAPTURE(one.first);
    const auto& [preset, wait] = one;
    Session session = at_preset(preset);
    check_measured(value_of(session, "wait"), wait);
  }
}

TEST_CASE("Erlang C at (10, 0.8), (40, 0.9), (64, 0.95): 40.9180, 41.1562, 58.8011 % wait") {
  const std::pair<const char*, double> shares[] = {
      {"pool-of-10", 40.9180}, {"pool-of-40", 41.1562}, {"pool-of-64", 58.8011}};
  for (const auto& one : shares) {
    CAPTURE(one.first);
    const auto& [preset, share] = one;
    Session session = at_preset(preset);
    CHECK(*value_of(session, "waits").exact == near(share, 2e-6));
    check_measured(value_of(session, "waits"), share);
  }
}

TEST_CASE("ten servers at 80 % wait 0.2046 service times in one queue, and 4 in ten") {
  Session session = at_preset("pool-of-10");
  check_measured(value_of(session, "wait"), 0.20459);
  check_measured(value_of(session, "separate"), 4);
}

TEST_CASE("Little's law holds to 1 % between numbers that are counted apart") {
  for (const char* preset : {"eighty", "pool-of-10", "uniform-service"}) {
    CAPTURE(preset);
    Session session = at_preset(preset);
    const double inside = *value_of(session, "inside").number;
    const double seconds = *value_of(session, "response").number * 0.02;
    CHECK(theory::little(*value_of(session, "rate").number, seconds) == near(inside, 0.03));
    QueueRun run({.servers = 2, .utilisation = 0.8}, 200'000, 3);
    run.work(run.all());
    const QueueRun::Flow flow = run.flow();
    CHECK(theory::little(flow.rate, flow.wait + flow.service) == near(flow.waiting + flow.busy, 0.01));
  }
}

TEST_CASE("80 to 90 % makes the wait 2.25 times as long, 90 to 99 % eleven times") {
  Session session = at_preset("eighty");
  CHECK(*value_of(session, "ten-points").number == near(2.25));
  CHECK(*value_of(session, "last-ten").number == near(11));
  CHECK(session.predict("eighty-to-ninety", "1.1").ok());
  session.finish();
  CHECK(session.answer()->answer == near(2.25));
  CHECK(session.scene().summary.find("2.25 times as long") != std::string::npos);
}

TEST_CASE("at 95 % no ten points are left, and at 64 servers and 5 % no one waits: the scene says so") {
  Session busy = at_preset("ninety-five");
  CHECK_FALSE(value_of(busy, "ten-points").number);
  CHECK(busy.scene().summary.find("without end") != std::string::npos);
  CHECK(busy.set("servers", "64").ok());
  CHECK(busy.set("utilisation", "5").ok());
  busy.finish();
  CHECK(busy.scene().summary.find("next to no request waits") != std::string::npos);
  CHECK(value_of(busy, "wait").number == 0);
}

TEST_CASE("a run in slices is the run in one go") {
  const QueueChoice choice{
      .servers = 3, .utilisation = 0.9, .variability = QueueChoice::Variability::log_normal};
  QueueRun whole(choice, 50'000, 7), sliced(choice, 50'000, 7);
  whole.work(whole.all());
  while (sliced.left() > 0) sliced.work(97);
  CHECK(whole.wait()->mean == sliced.wait()->mean);
  CHECK(whole.quantile(0.99).value() == sliced.quantile(0.99).value());
  CHECK(whole.flow().waiting == sliced.flow().waiting);
}

TEST_CASE("service times of every kind have mean 1 and the variation that theory assumes") {
  for (int kind = 0; kind < 4; ++kind) {
    const QueueChoice choice{.variability = static_cast<QueueChoice::Variability>(kind), .sigma = 0.7};
    const QueueService service(choice);
    Random random(5);
    double sum = 0, squares = 0;
    constexpr int draws = 200'000;
    for (int i = 0; i < draws; ++i) {
      const double time = service(random);
      sum += time;
      squares += time * time;
    }
    CHECK(sum / draws == near(1, 0.01));
    CHECK(squares / draws - 1 == near(choice.scv(), 0.03));
  }
}
