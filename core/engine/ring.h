#pragma once

#include <cstddef>
#include <vector>

namespace lesson {

/// First in, first out, in one block of memory that only grows.
template <class T>
class Ring {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return slots_.size(); }
  /// The one that waits longest, and the i-th after it. Must exist.
  const T& front() const { return slots_[first_]; }
  const T& at(std::size_t i) const { return slots_[(first_ + i) & (slots_.size() - 1)]; }

  void push(const T& value) {
    if (size_ == slots_.size()) grow();
    slots_[(first_ + size_++) & (slots_.size() - 1)] = value;
  }
  void pop() {
    first_ = (first_ + 1) & (slots_.size() - 1);
    --size_;
  }

 private:
  void grow() {
    std::vector<T> larger(slots_.empty() ? 64 : 2 * slots_.size());
    for (std::size_t i = 0; i < size_; ++i) larger[i] = at(i);
    slots_ = std::move(larger);
    first_ = 0;
  }

  std::vector<T> slots_;  // A power of two of them.
  std::size_t first_ = 0, size_ = 0;
};

}  // namespace lesson
