#pragma once

namespace lesson {

/// The standard normal distribution's 97.5 % quantile: so many standard errors to either side hold 95 %.
constexpr double normal_95 = 1.959963984540054;

}  // namespace lesson
