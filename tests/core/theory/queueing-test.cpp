#include "core/theory/queueing.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>
#include <utility>

#include "core/theory/error-budget.h"
#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

TEST_CASE("M/M/1 at 0.8: a mean response of 5 service times, and 23.03 for p99") {
  CHECK(mm1_response(0.8) == near(5));
  CHECK(mm1_response_quantile(0.8, 0.99) == near(23.03, 3e-4));
  CHECK(mm1_response_quantile(0, 0.5) == near(std::log(2.0)));
}

TEST_CASE("M/M/c: a response is a service after a wait; with one server the quantile is M/M/1's") {
  CHECK(mmc_response_quantile(1, 0.8, 0.99) == near(23.03, 3e-4));
  CHECK(mmc_response_quantile(1, 0.8, 0.99) == near(mm1_response_quantile(0.8, 0.99)));
  CHECK(mmc_response_quantile(64, 0.05, 0.5) == near(std::log(2.0)));
  CHECK(mmc_response_beyond(2, 0.5, 1) == near((2.0 / 3 + 2.0 / 3) * std::exp(-1.0)));  // Equal rates.
  CHECK(std::isinf(mmc_response_quantile(3, 1, 0.5)));
  for (const int servers : {1, 2, 10, 64}) {
    double sum = 0;
    constexpr int steps = 20'000;
    for (int i = 0; i < steps; ++i) sum += mmc_response_quantile(servers, 0.9, (i + 0.5) / steps);
    CHECK(sum / steps == near(1 + mmc_wait(servers, 0.9), 1e-3));
  }
}

TEST_CASE("Erlang C at (10, 0.8), (40, 0.9), (64, 0.95) is 0.409180, 0.411562, 0.588011") {
  // To half of the last digit, 1.2e-6 of it.
  CHECK(erlang_c(10, 0.8) == near(0.409180, 1.2e-6));
  CHECK(erlang_c(40, 0.9) == near(0.411562, 1.2e-6));
  CHECK(erlang_c(64, 0.95) == near(0.588011, 1.2e-6));
  CHECK(erlang_c(1, 0.37) == near(0.37));
  CHECK(1 / erlang_c(64, 0.5) == near(2.35e6, 0.005));
}

TEST_CASE(
    "Erlang B agrees with the sum it is defined by, and with the tables: 10 servers, 4.461 offered, 1 %") {
  for (const double offered : {0.5, 3.0, 12.0}) {
    double sum = 0, term = 1;
    for (int i = 0; i <= 8; ++i) {
      if (i > 0) term *= offered / i;
      sum += term;
    }
    CHECK(erlang_b(8, offered) == near(term / sum));
  }
  CHECK(erlang_b(10, 4.461) == near(0.01, 1e-3));
  CHECK(erlang_b(5, 0) == 0);
}

TEST_CASE("Pollaczek-Khinchine at 0.8: 2.000 constant, 2.167 uniform, 4.000 exponential, 3.265 log-normal") {
  CHECK(mg1_wait(0.8, scv_constant()) == near(2));
  CHECK(mg1_wait(0.8, scv_uniform(10, 30)) == near(2.167, 2e-4));
  CHECK(mg1_wait(0.8, scv_exponential()) == near(4));
  CHECK(mg1_wait(0.8, scv_log_normal(0.7)) == near(3.265, 2e-4));
}

TEST_CASE("Allen-Cunneen is M/M/c with exponential service and Pollaczek-Khinchine with one server") {
  CHECK(allen_cunneen_wait(10, 0.8, 1, 1) == near(mmc_wait(10, 0.8)));
  CHECK(allen_cunneen_wait(1, 0.7, 1, 0.3) == near(mg1_wait(0.7, 0.3)));
  CHECK(allen_cunneen_tolerance(10, 0.9) == near(0.0706, 1e-3));
}

TEST_CASE("the wait's mean is its quantiles' average, and those who need not wait have none") {
  double sum = 0;
  constexpr int steps = 200'000;
  for (int i = 0; i < steps; ++i) sum += mmc_wait_quantile(4, 0.9, (i + 0.5) / steps);
  CHECK(sum / steps == near(mmc_wait(4, 0.9), 1e-4));
  CHECK(mmc_wait_quantile(40, 0.5, 0.99) == 0);
  CHECK(mmc_wait(2, 0.5) == near(1.0 / 3));  // rho^2 / (1 - rho^2)
}

TEST_CASE(
    "one server at 80 %: for 99 % of the time at most 20 wait, and at half load hardly one of 40 is short") {
  // 0.8 * 0.8^n = 0.01
  CHECK(mmc_queue_quantile(1, 0.8, 0.99) == near(std::log(0.0125) / std::log(0.8)));
  CHECK(mmc_queue_quantile(1, 0.8, 0.99) == near(19.64, 1e-3));
  CHECK(mmc_queue_quantile(40, 0.5, 0.99) == 0);
  CHECK(mmc_queue_quantile(40, 0, 0.99999) == 0);
  CHECK(std::isinf(mmc_queue_quantile(40, 1, 0.99)));
}

TEST_CASE("from a utilisation of 1 upwards there is no steady state: everyone waits, for ever") {
  CHECK(erlang_c(3, 1) == 1);
  CHECK(std::isinf(mmc_wait(3, 1.2)));
  CHECK(std::isinf(mg1_wait(1, 0)));
  CHECK(std::isinf(mm1_response(1)));
}

TEST_CASE("Little's law and the load in servers") {
  CHECK(little(400, 0.05) == near(20));
  CHECK(utilisation(100, 0.02, 40) == near(0.05));
}

TEST_CASE("99.9 % leaves 43.2 minutes in 30 days and 8.76 hours in a year") {
  CHECK(error_budget(0.999, 30 * seconds_a_day) == near(43.2 * 60));
  CHECK(error_budget(0.999, seconds_a_year) == near(8.76 * 3600));
  CHECK(burn_rate(0.0144, 0.999) == near(14.4));
  CHECK(burn_rate(0, 1) == 0);
  CHECK(budget_lasts(30 * seconds_a_day, 14.4) == near(50 * 3600.0));
}

TEST_CASE("p99 of cache and idle database: 29.6 ms at 50 % hits, 28 at 90, 26 at 95, 20 at 98, 7 at 99") {
  const std::initializer_list<std::pair<double, double>> table{{0.5, 29.6}, {0.9, 28}, {0.95, 26}, {0.98, 20},
                                                               {0.99, 7},   {1, 6.95}, {0, 29.8}};
  for (const auto& [hit, p99] : table)
    CHECK(two_uniforms_quantile(0.99, hit, 2, 7, 10, 30) == near(p99, 1e-6));
}
