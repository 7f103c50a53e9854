#pragma once

#include <vector>

namespace lesson::theory {

/// Effort is measured in clean features: what a feature costs in a system without debt. Shares are
/// in [0, 1].

enum class Growth {
  linear,       ///< n shortcuts make a feature 1 + n d times as dear.
  compounding,  ///< n shortcuts make it (1 + d)^n times as dear.
};

/// A team that takes a shortcut with every feature. In Cunningham's figure of speech (1992) what a
/// shortcut saves is the principal, and what it adds to every later feature the interest: paying
/// one back costs the effort it saved.
struct Debt {
  double ratio = 0.1;  ///< d: what one outstanding shortcut adds to later features.
  double saved = 0.3;  ///< Share of a clean feature that a shortcut saves.
  double repay = 0;    ///< Effort per feature for paying shortcuts back, as far as there are any.
  Growth growth = Growth::linear;
  int payback = 0;  ///< Before this feature all shortcuts are paid back at once; 0: never.

  /// How many times dearer a feature is with so many shortcuts outstanding.
  double slowdown(double outstanding) const;
};

/// The books of such a team, feature by feature.
struct Ledger {
  Debt debt;
  int features = 0;        ///< Shipped so far.
  double outstanding = 0;  ///< Shortcuts not paid back.
  double last = 0;         ///< Effort of the last feature, repayment included.
  double spent = 0;        ///< Effort of all features, repayment included.
  double repaid = 0;       ///< Effort that went into repayment.

  /// Pays back, builds one more feature on what is left, and takes its shortcut.
  void ship();
};

Ledger after(const Debt& debt, int features);

/// Effort of feature k >= 1, and of features 1 to k, in closed form; without a payback. With
/// p = min(1, repay / saved) shortcuts paid back per feature, (1 - p)(k - 1) are outstanding.
double feature_cost(const Debt& debt, int k);
double total_cost(const Debt& debt, int k);

/// The first feature with which all features together have cost more than clean ones; 0 when none
/// of the first `limit` does.
int payoff_feature(const Debt& debt, int limit);

/// The same for linear growth as a real number, the root of a quadratic: from there on shortcuts
/// lose. Without a payback; infinite when they never do.
double linear_payoff(const Debt& debt);

/// The first feature that by itself costs more than `times` a clean one (at least `times` when
/// `reached`), repayment included; 0 when none of the first `limit` does.
int first_dearer(const Debt& debt, double times, bool reached, int limit);

/// Features finished in each of so many quarters by a team whose effort a quarter is `effort`
/// clean features; a feature in work counts by its finished share.
std::vector<double> features_by_quarter(const Debt& debt, double effort, int quarters);

}  // namespace lesson::theory
