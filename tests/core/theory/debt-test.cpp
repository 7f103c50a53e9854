#include "core/theory/debt.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

namespace {

constexpr Debt plain_linear{.ratio = 0.1, .saved = 0};
constexpr Debt plain_compounding{.ratio = 0.1, .saved = 0, .growth = Growth::compounding};

}  // namespace

TEST_CASE(
    "compounding 10 % makes the 10th, 20th, 30th feature 2.36, 6.12, 15.9 times as dear; 20 cost 57.3") {
  CHECK(after(plain_compounding, 10).last == near(2.36, 0.002));
  CHECK(after(plain_compounding, 20).last == near(6.12, 0.002));
  CHECK(after(plain_compounding, 30).last == near(15.9, 0.005));
  CHECK(after(plain_compounding, 20).spent == near(57.3, 0.001));
  CHECK(first_dearer(plain_compounding, 2, true, 100) == 9);
}

TEST_CASE("linear 10 % makes them 1.9, 2.9, 3.9 times as dear; 20 cost 39") {
  CHECK(after(plain_linear, 10).last == near(1.9));
  CHECK(after(plain_linear, 20).last == near(2.9));
  CHECK(after(plain_linear, 30).last == near(3.9));
  CHECK(after(plain_linear, 20).spent == near(39));
  CHECK(first_dearer(plain_linear, 2, true, 100) == 11);
}

TEST_CASE("at 20 % compounding the 20th feature costs 31.9 times a clean one") {
  CHECK(after({.ratio = 0.2, .saved = 0, .growth = Growth::compounding}, 20).last == near(31.9, 0.002));
}

TEST_CASE("a 30 % shortcut with 10 % compounding debt follows the table to a total of 9.51 after nine") {
  const Debt debt{.growth = Growth::compounding};
  const double rows[][2] = {{0.70, 0.70}, {0.77, 1.47}, {0.85, 2.32}, {0.93, 3.25}, {1.02, 4.27},
                            {1.13, 5.40}, {1.24, 6.64}, {1.36, 8.01}, {1.50, 9.51}};
  Ledger ledger{.debt = debt};
  for (const auto& [cost, total] : rows) {
    ledger.ship();
    CHECK(std::abs(ledger.last - cost) < 0.006);
    CHECK(std::abs(ledger.spent - total) < 0.006);
  }
  CHECK(first_dearer(debt, 1, false, 100) == 5);
  CHECK(payoff_feature(debt, 100) == 8);
}

TEST_CASE("linear at the defaults: pay-off at feature 10, feature 50 costs 4.13") {
  CHECK(payoff_feature({}, 1000) == 10);
  CHECK(after({}, 50).last == near(4.13));
}

TEST_CASE("the books and the closed forms agree to 1e-12") {
  for (const Growth growth : {Growth::linear, Growth::compounding}) {
    for (const double ratio : {0.0, 0.01, 0.1, 0.5}) {
      for (const double saved : {0.0, 0.3, 0.6}) {
        for (const double repay : {0.0, 0.1, 0.3, 0.5}) {
          const Debt debt{ratio, saved, repay, growth};
          for (const int k : {1, 2, 17, 200}) {
            CHECK(after(debt, k).last == near(feature_cost(debt, k), 1e-12));
            CHECK(after(debt, k).spent == near(total_cost(debt, k), 1e-12));
          }
        }
      }
    }
  }
}

TEST_CASE("the linear pay-off feature is the next whole number after the quadratic's root") {
  for (const double ratio : {0.01, 0.073, 0.1, 0.31, 0.5}) {
    for (const double saved : {0.0, 0.1, 0.3, 0.6}) {
      for (const double share : {0.0, 0.2, 0.7}) {
        const Debt debt{ratio, saved, share * saved};
        const double root = linear_payoff(debt);
        CHECK(payoff_feature(debt, 5000) == static_cast<int>(std::floor(root + 1e-7)) + 1);
      }
    }
  }
  CHECK(std::isinf(linear_payoff({.ratio = 0})));
}

TEST_CASE("without debt shortcuts never lose, and neither do shortcuts paid back at once") {
  for (const Growth growth : {Growth::linear, Growth::compounding}) {
    CHECK(payoff_feature({.ratio = 0, .growth = growth}, 5000) == 0);
    CHECK(payoff_feature({.ratio = 0, .repay = 0.2, .growth = growth}, 5000) == 0);
    CHECK(payoff_feature({.ratio = 0.5, .saved = 0.3, .repay = 0.3, .growth = growth}, 5000) == 0);
  }
}

TEST_CASE("repaying moves the pay-off later and makes the 200th feature cheaper, at every setting") {
  for (const Growth growth : {Growth::linear, Growth::compounding}) {
    for (const double ratio : {0.03, 0.1, 0.4}) {
      for (const double saved : {0.1, 0.3, 0.6}) {
        int before = 0;
        double dear = 1e300;
        for (int eighths = 0; eighths < 8; ++eighths) {
          const Debt debt{ratio, saved, saved * eighths / 8, growth};
          const int payoff = payoff_feature(debt, 100'000);
          CHECK(payoff >= before);
          CHECK(after(debt, 200).last < dear);
          before = payoff;
          dear = after(debt, 200).last;
        }
      }
    }
  }
}

TEST_CASE("paying all back before feature n drops the next feature to the cost of the first") {
  const Debt debt{.payback = 21};
  const Ledger there = after(debt, 21);
  CHECK(there.repaid == near(20 * 0.3));
  CHECK(there.last == near(0.7 + 6));
  CHECK(after(debt, 22).last == near(0.7 * 1.1));
}

TEST_CASE("a clean team ships its effort, a team in debt less each quarter, and the sum is the books'") {
  for (const double shipped : features_by_quarter({.ratio = 0, .saved = 0}, 10, 12))
    CHECK(shipped == near(10));
  const auto quarters = features_by_quarter({}, 10, 12);
  CHECK(quarters.size() == 12);
  for (std::size_t i = 1; i < quarters.size(); ++i) CHECK(quarters[i] < quarters[i - 1]);
  const double sum = std::accumulate(quarters.begin(), quarters.end(), 0.0);
  CHECK(after({}, static_cast<int>(sum)).spent <= 120);
  CHECK(after({}, static_cast<int>(sum) + 1).spent > 120);
}
