#pragma once

#include <utility>

namespace lesson {

/// Sorts a short list in place, equal items keeping their order, by insertion: a line of machine code where
/// the standard library's merge would be two kilobytes in every place that sorts a handful.
template <class List, class Less>
void order_few(List& list, Less less) {
  for (auto next = list.begin(); next != list.end(); ++next) {
    for (auto at = next; at != list.begin() && less(*at, *(at - 1)); --at) std::swap(*at, *(at - 1));
  }
}

}  // namespace lesson
