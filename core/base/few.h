#pragma once

#include <cstddef>
#include <initializer_list>

namespace lesson {

/// At most `N` items, held in place: a list that can be part of constant data. More than
/// N do not compile there.
template <class T, std::size_t N>
class Few {
 public:
  constexpr Few() = default;
  constexpr Few(std::initializer_list<T> items) {
    for (const T& item : items) items_[size_++] = item;
  }

  constexpr const T* begin() const { return items_; }
  constexpr const T* end() const { return items_ + size_; }

 private:
  T items_[N] = {};
  std::size_t size_ = 0;
};

}  // namespace lesson
