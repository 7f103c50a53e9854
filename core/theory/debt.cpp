#include "core/theory/debt.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lesson::theory {
namespace {

/// A hair of slack, so that a sum that equals the clean one does not count as more.
constexpr double slack = 1e-9;

/// Shortcuts paid back per feature in the long run; one that saved nothing costs nothing to undo.
double repaid_per_feature(const Debt& debt) {
  return debt.repay <= 0 ? 0 : debt.repay >= debt.saved ? 1 : debt.repay / debt.saved;
}

}  // namespace

double Debt::slowdown(double outstanding) const {
  return growth == Growth::linear ? 1 + ratio * outstanding : std::pow(1 + ratio, outstanding);
}

void Ledger::ship() {
  ++features;
  double removed = 0;
  if (features == debt.payback) {
    removed = outstanding;
  } else if (debt.repay > 0) {
    removed = debt.saved > 0 ? std::min(outstanding, debt.repay / debt.saved) : outstanding;
  }
  outstanding -= removed;
  last = (1 - debt.saved) * debt.slowdown(outstanding) + removed * debt.saved;
  repaid += removed * debt.saved;
  spent += last;
  outstanding += 1;
}

Ledger after(const Debt& debt, int features) {
  Ledger ledger{.debt = debt};
  while (ledger.features < features) ledger.ship();
  return ledger;
}

double feature_cost(const Debt& debt, int k) {
  const double p = repaid_per_feature(debt);
  return (1 - debt.saved) * debt.slowdown((1 - p) * (k - 1)) + (k > 1 ? p * debt.saved : 0);
}

double total_cost(const Debt& debt, int k) {
  const double p = repaid_per_feature(debt), n = k;
  double slowdowns = n + debt.ratio * (1 - p) * n * (n - 1) / 2;
  if (debt.growth == Growth::compounding) {
    const double log_step = (1 - p) * std::log1p(debt.ratio);
    slowdowns = log_step == 0 ? n : std::expm1(n * log_step) / std::expm1(log_step);
  }
  return (1 - debt.saved) * slowdowns + p * debt.saved * (n - 1);
}

int payoff_feature(const Debt& debt, int limit) {
  Ledger ledger{.debt = debt};
  while (ledger.features < limit) {
    ledger.ship();
    if (ledger.spent > ledger.features * (1 + slack)) return ledger.features;
  }
  return 0;
}

double linear_payoff(const Debt& debt) {
  const double p = repaid_per_feature(debt);
  const double a = (1 - debt.saved) * debt.ratio / 2;
  if (a == 0 || p == 1) return std::numeric_limits<double>::infinity();
  // a K^2 - (a + saved) K = saved p / (1 - p): the saving, the interest and what was paid back.
  const double b = a + debt.saved;
  return (b + std::sqrt(b * b + 4 * a * debt.saved * p / (1 - p))) / (2 * a);
}

int first_dearer(const Debt& debt, double times, bool reached, int limit) {
  Ledger ledger{.debt = debt};
  while (ledger.features < limit) {
    ledger.ship();
    if (ledger.last > times * (reached ? 1 - slack : 1 + slack)) return ledger.features;
  }
  return 0;
}

std::vector<double> features_by_quarter(const Debt& debt, double effort, int quarters) {
  Ledger ledger{.debt = debt};
  ledger.ship();
  std::vector<double> shipped;
  double before = 0;
  for (int quarter = 1; quarter <= quarters; ++quarter) {
    const double budget = effort * quarter;
    while (ledger.spent <= budget) ledger.ship();
    // The last feature booked is the one in work.
    const double done = ledger.features - (ledger.spent - budget) / ledger.last;
    shipped.push_back(done - before);
    before = done;
  }
  return shipped;
}

}  // namespace lesson::theory
