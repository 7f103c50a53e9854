#include "core/simulators/percentiles.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;

namespace {

Session fresh() { return Session(make_simulator("percentiles")); }

Session with(std::initializer_list<std::pair<const char*, const char*>> values) {
  Session session = fresh();
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  while (session.backlog() > 0) CHECK(session.work(1'000'000).ok());
  return session;
}

/// Exact standard deviation of a response time, in ms: the mean square is the integral of 2 t (1 - F(t)),
/// here over ln t, by the midpoint rule.
double deviation_of(const Percentiles::Setting& setting) {
  double square = 0;
  constexpr double from = -10, to = 25, step = 0.01;
  for (double at = from + step / 2; at < to; at += step)
    square += 2 * std::exp(2 * at) * (1 - setting.cdf(std::exp(at))) * step;
  return std::sqrt(square - setting.mean() * setting.mean());
}

}  // namespace

TEST_CASE("at the defaults the exact values are p90 36.8, p95 47.4, p99 76.4, p99.9 130.5, mean 19.2 ms") {
  Session session = fresh();
  CHECK(*value_of(session, "p50").exact == near(15));
  CHECK(*value_of(session, "p90").exact == near(36.8, 0.001));
  CHECK(*value_of(session, "p95").exact == near(47.4, 0.001));
  CHECK(*value_of(session, "p99").exact == near(76.4, 0.001));
  CHECK(*value_of(session, "p999").exact == near(130.5, 0.001));
  CHECK(*value_of(session, "mean").exact == near(19.2, 0.002));
}

TEST_CASE("with 10 backends p50 is 42.8 and p99 130.4 ms") {
  Session session = with({{"backends", "10"}});
  CHECK(*value_of(session, "p50").exact == near(42.8, 0.001));
  CHECK(*value_of(session, "p99").exact == near(130.4, 0.001));
}

TEST_CASE("4.9, 9.6, 39.5, 63.4 % of requests to 5, 10, 50, 100 backends meet a slow call") {
  const std::pair<const char*, double> expected[] = {{"5", 4.9}, {"10", 9.6}, {"50", 39.5}, {"100", 63.4}};
  for (const auto& [backends, percent] : expected) {
    Session session = with({{"backends", backends}});
    CHECK(*value_of(session, "slow-share").exact == near(percent, 0.005));
  }
}

TEST_CASE("hedging at p95 adds 5 % load") {
  Session session = with({{"hedge", "on"}, {"requests", "100000"}});
  CHECK(*value_of(session, "extra-calls").exact == near(5));
  CHECK(*value_of(session, "extra-calls").number == near(5, 0.05));
}

TEST_CASE("every sampled quantile and the mean lie within three standard errors of the exact ones") {
  for (const char* backends : {"1", "10", "100"}) {
    for (const char* hedge : {"off", "on"}) {
      for (const char* tail : {"0.1", "0.7", "2"}) {
        Session session =
            with({{"backends", backends}, {"hedge", hedge}, {"tail", tail}, {"requests", "50000"}});
        Percentiles::Setting setting{.call = {15, std::stod(tail)},
                                     .backends = std::stoi(backends),
                                     .hedge = std::string(hedge) == "on"};
        CAPTURE(std::string(backends) + " backends, hedge " + hedge + ", sigma " + tail);
        const std::pair<const char*, double> quantiles[] = {
            {"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p999", 0.999}};
        for (const auto& one : quantiles) {
          CAPTURE(one.first);
          const Value& value = value_of(session, one.first);
          const double error = theory::quantile_error(one.second, 50'000, setting.density(*value.exact));
          // And the histogram's own half bucket.
          CHECK(std::abs(*value.number - *value.exact) < 3 * error + *value.exact / 2048);
        }
        const Value& mean = value_of(session, "mean");
        CHECK(std::abs(*mean.number - *mean.exact) < 3 * deviation_of(setting) / std::sqrt(50'000));
      }
    }
  }
}

TEST_CASE("the 95 % interval of p99 covers the exact value in about 95 % of 400 samples") {
  int covered = 0;
  for (int seed = 1; seed <= 400; ++seed) {
    Session session = with({{"seed", std::to_string(seed).c_str()}});
    const Value& value = value_of(session, "p99");
    covered += value.interval->low <= *value.exact && *value.exact <= value.interval->high;
  }
  CHECK(covered >= 366);  // Three standard deviations of the binomial below 380.
  CHECK(covered <= 394);
}

TEST_CASE("a thousand requests are too few for p99.9, a hundred for p99, and the scene says so") {
  Session thousand = fresh();
  CHECK_FALSE(value_of(thousand, "p999").number);
  CHECK(value_of(thousand, "p999").note.find("not enough requests yet") == 0);
  Session hundred = with({{"requests", "100"}});
  CHECK_FALSE(value_of(hundred, "p99").number);
  CHECK(value_of(hundred, "p50").number);
}

TEST_CASE("a sample drawn in slices is the sample drawn in one go") {
  Session slow = fresh(), quick = fresh();
  for (Session* session : {&slow, &quick}) {
    CHECK(session->set("requests", "300000").ok());
    CHECK(session->set("backends", "7").ok());
  }
  CHECK(slow.backlog() > 0);
  while (slow.backlog() > 0) CHECK(slow.work(10'000).ok());
  CHECK(quick.work(1'000'000'000).ok());
  CHECK(quick.backlog() == 0);
  CHECK(*value_of(slow, "p99").number == *value_of(quick, "p99").number);
  CHECK(*value_of(slow, "mean").number == *value_of(quick, "mean").number);
}

TEST_CASE("resampling takes the next seed and another sample, and the link says which") {
  Session session = fresh();
  const double before = *value_of(session, "p50").number;
  CHECK(session.act("resample").ok());
  CHECK(*value_of(session, "p50").number != before);
  CHECK(session.query() == "seed=2");
}

TEST_CASE("hedging does not reshuffle the first calls") {
  Session plain = with({{"requests", "1000"}}), hedged = with({{"hedge", "on"}, {"requests", "1000"}});
  // Half of the calls answer before any hedge: their median is the same to the last bit.
  CHECK(*value_of(plain, "p50").number == *value_of(hedged, "p50").number);
}

TEST_CASE("a guess of 10 % meets the answer 63.4 %, and skipping shows it alone") {
  Session session = fresh();
  CHECK(session.predict("share-at-100", "10").ok());
  CHECK(session.answer()->answer == near(63.4, 0.001));
  CHECK(session.answer()->text.find("You said 10\u00a0%; it is 63.4\u00a0%.") == 0);
  CHECK(session.query() == "backends=100");
  CHECK(session.set("backends", "10").ok());
  CHECK_FALSE(session.answer());
  CHECK(session.predict("share-at-100", "").ok());
  CHECK(session.answer()->text.find("It is 63.4\u00a0%.") == 0);
  CHECK_FALSE(session.predict("share-at-100", "110").ok());
}

TEST_CASE("moving a control is told in words") {
  Session session = fresh();
  CHECK(session.set("backends", "5").ok());
  CHECK(session.set("backends", "10").ok());
  CHECK(session.change().find("Backends in parallel from 1\u00a0backend to 10\u00a0backends: ") == 0);
  CHECK(session.change().find("p50 rises from 15\u00a0ms to 42.8\u00a0ms") != std::string::npos);
}
