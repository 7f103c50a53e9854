#pragma once

#include <algorithm>

namespace lesson {

/// Lets retries be only so large a share of first attempts: a bucket of tokens, filled by each first
/// attempt and emptied by each retry, as in the SRE book's chapter 21 (Beyer et al., 2016). Without a
/// budget a retry is a gift of load to whoever is overloaded already.
class RetryBudget {
 public:
  /// `share`: retries allowed per first attempt; `burst`: how many may be saved up, full at first.
  RetryBudget(double share, double burst) : share_(share), burst_(burst), tokens_(burst) {}

  void earn() { tokens_ = std::min(tokens_ + share_, burst_); }
  bool spend() {
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
  }
  double tokens() const { return tokens_; }

 private:
  double share_, burst_, tokens_;
};

/// When a failed attempt is made again.
struct RetryPolicy {
  int most = 0;           ///< Retries after the first attempt.
  bool budgeted = false;  ///< Whether each also needs a token.

  /// Whether to try again after `attempts` of them (1 or more) have failed.
  bool again(int attempts, RetryBudget& budget) const {
    return attempts <= most && (!budgeted || budget.spend());
  }
};

}  // namespace lesson
