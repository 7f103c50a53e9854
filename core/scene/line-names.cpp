#include "core/scene/line-names.h"

#include <algorithm>
#include <optional>

namespace lesson {
namespace {

constexpr float gap = 8;      // Between names of a row.
constexpr float clear = 4;    // Between a name and a line.
constexpr int aside = 2;      // What a flag costs, in rows.
constexpr int crossed = 100;  // A line through a name.
constexpr int missing = 10'000;

/// Tries every place of one name after the other and keeps the cheapest set.
class Search {
 public:
  Search(const std::vector<NamedLine>& lines, float left, float right, int rows)
      : lines_(lines), left_(left), right_(right), rows_(rows), now_(lines.size()), best_(lines.size()) {}

  std::vector<NamePlace> run() {
    next(0, 0);
    return best_;
  }

 private:
  void next(std::size_t i, int cost) {
    if (cost >= least_) return;
    if (i == lines_.size()) {
      least_ = cost;
      best_ = now_;
      return;
    }
    for (int row = 0; row < rows_; ++row) {
      for (const float flag : {0.0F, 1.0F, -1.0F}) {
        const auto place = at(lines_[i], row, flag);
        if (!place) continue;
        now_[i] = *place;
        const int more = price(i);
        if (more < missing) next(i + 1, cost + row + (flag == 0 ? 0 : aside) + more);
      }
    }
    now_[i] = {.shown = false};
    next(i + 1, cost + missing);
  }

  std::optional<NamePlace> at(const NamedLine& line, int row, float flag) const {
    float from = line.x - line.width / 2;
    if (flag > 0) from = line.x + clear;
    if (flag < 0) from = line.x - clear - line.width;
    const float last = right_ - line.width;
    if (last < left_ || (flag != 0 && (!line.drawn || from < left_ || from > last))) return {};
    return NamePlace{std::clamp(from, left_, last), row, flag};
  }

  /// Whether `line`, whose name stands in a higher row, comes down through the other name.
  static bool comes_down(const NamedLine& line, const NamePlace& own, const NamedLine& other,
                         const NamePlace& name) {
    return line.drawn && own.row < name.row && line.x > name.left - clear &&
           line.x < name.left + other.width + clear;
  }

  /// What the `i`th name's place costs for the sake of those before it.
  int price(std::size_t i) const {
    int cost = 0;
    for (std::size_t k = 0; k < i; ++k) {
      if (!now_[k].shown) continue;
      if (now_[k].row == now_[i].row && now_[k].left < now_[i].left + lines_[i].width + gap &&
          now_[i].left < now_[k].left + lines_[k].width + gap)
        return missing;
      if (comes_down(lines_[i], now_[i], lines_[k], now_[k]) ||
          comes_down(lines_[k], now_[k], lines_[i], now_[i]))
        cost += crossed;
    }
    return cost;
  }

  const std::vector<NamedLine>& lines_;
  float left_, right_;
  int rows_;
  std::vector<NamePlace> now_, best_;
  int least_ = 1'000'000'000;
};

}  // namespace

std::vector<NamePlace> place_names(const std::vector<NamedLine>& lines, float left, float right, int rows) {
  return Search(lines, left, right, rows).run();
}

}  // namespace lesson
