#pragma once

namespace lesson::theory {

/// Bounds of a share, 0 to 1.
struct ShareBounds {
  double low, high;
};

/// Between which the true share lies in 95 % of samples with `hits` in `trials` > 0 independent ones: the
/// score interval (Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927), which
/// stays inside 0 to 1 however few there are.
ShareBounds wilson_95(double hits, double trials);

}  // namespace lesson::theory
