#pragma once

#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// A judgement with a sign for it, and below it the sums it rests on, filled in with the state's own
/// numbers. The sign is a shape as well as a colour: a tick, a clock, a cross.
class Verdict : public Figure {
 public:
  enum class Sign { good, doubtful, bad };
  struct Sum {
    std::string label;     ///< What is computed.
    std::string equation;  ///< "1 - 2,000 / 10,000 = 80 %".
    std::string explanation;
    bool decisive = false;  ///< The one that the judgement rests on.
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  Sign sign = Sign::good;
  std::string judgement;  ///< A few words.
  std::vector<Sum> sums;  ///< Always as many.
};

}  // namespace lesson
