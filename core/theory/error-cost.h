#pragma once

namespace lesson::theory {

/// What an outage or a wrong answer costs. Money is in any one unit, shares are in [0, 1]. The definitions
/// are this lesson's own, chapters 1 and 7: expected values, linear in time, and no claim about any firm.

/// Minutes in a year of 365 days.
constexpr double minutes_a_year = 525'600;

/// Revenue lost in one minute without a service whose loss takes the share `impact` of all revenue
/// with it; `revenue` is a year's.
double cost_per_minute(double revenue, double impact);

/// Expected loss in a year at this availability.
double yearly_loss(double revenue, double impact, double availability);

/// What a year of partitions costs a system on either side of the choice.
struct ErrorCost {
  double minutes = 60;        ///< Of partition a year.
  double requests = 1000;     ///< Cut off from the up-to-date copies, a minute.
  double wrong_share = 0.01;  ///< Of answers from the copies at hand, wrong ones.
  double wrong_price = 1;     ///< Of a wrong answer.
  double silent_price = 1;    ///< Of a request without an answer.

  /// Answering all from the copies at hand.
  double available() const;
  /// Answering none of them.
  double consistent() const;
  /// Whether refusing costs less than answering wrongly.
  bool consistency_pays() const { return consistent() < available(); }
  /// Times dearer a wrong answer must be than none for both sides to cost the same: 1 / wrong_share.
  double break_even() const;
  /// available(), request by request: an independent check, as slow as there are requests.
  double available_summed() const;
};

}  // namespace lesson::theory
