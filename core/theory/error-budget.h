#pragma once

namespace lesson::theory {

/// What a service level objective leaves to spend (Beyer et al., Site Reliability Engineering, 2016,
/// chapter 3). `target` is the share of time or requests promised good, in [0, 1].

constexpr double seconds_a_day = 86'400, seconds_a_year = 365 * seconds_a_day;

/// Seconds a service may be down in `window` seconds.
constexpr double error_budget(double target, double window) { return (1 - target) * window; }

/// How many times faster than sustainable the budget goes when a share `failing` of requests fails:
/// at 1 it lasts exactly the window. A target of 1 has no budget: infinite unless nothing fails.
constexpr double burn_rate(double failing, double target) {
  return failing <= 0 ? 0 : failing / (1 - target);
}

/// Seconds until a full budget over `window` seconds is spent at this burn rate (> 0).
constexpr double budget_lasts(double window, double burn) { return window / burn; }

}  // namespace lesson::theory
