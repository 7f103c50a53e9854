#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

/// Colours by role, in the order of lesson_roles, as the page gave them.
class Palette {
 public:
  /// `rgba`: bytes red, green, blue, alpha for each role.
  void set(const std::uint8_t* rgba, std::size_t roles) {
    colours_.clear();
    for (std::size_t i = 0; i < roles; ++i)
      colours_.push_back(IM_COL32(rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]));
  }

  /// The role's colour; transparent for -1, black until there is a palette.
  ImU32 operator()(int role, float opacity = 1) const {
    if (role < 0) return 0;
    const ImU32 colour = static_cast<std::size_t>(role) < colours_.size()
                             ? colours_[static_cast<std::size_t>(role)]
                             : IM_COL32_BLACK;
    const auto alpha = static_cast<ImU32>(static_cast<float>(colour >> IM_COL32_A_SHIFT & 0xff) * opacity);
    return (colour & ~IM_COL32_A_MASK) | alpha << IM_COL32_A_SHIFT;
  }

 private:
  std::vector<ImU32> colours_;
};
