#pragma once

#include <cstddef>
#include <memory>
#include <utility>

namespace lesson {

/// First in, first out, in one block of memory that only grows. For plain values: places not in use
/// hold anything.
template <class T>
class Ring {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  /// The one that waits longest, and the i-th after it. Must exist.
  const T& front() const { return slots_[first_]; }
  const T& at(std::size_t i) const { return slots_[(first_ + i) & (capacity_ - 1)]; }

  void push(const T& value) {
    if (size_ == capacity_) grow();
    slots_[(first_ + size_++) & (capacity_ - 1)] = value;
  }
  void pop() {
    first_ = (first_ + 1) & (capacity_ - 1);
    --size_;
  }

 private:
  void grow() {
    const std::size_t wanted = capacity_ == 0 ? 64 : 2 * capacity_;
    // Left as it is: to touch a million places at once would take longer than a frame.
    std::unique_ptr<T[]> larger(new T[wanted]);
    for (std::size_t i = 0; i < size_; ++i) larger[i] = at(i);
    slots_ = std::move(larger);
    capacity_ = wanted;
    first_ = 0;
  }

  std::unique_ptr<T[]> slots_;
  std::size_t capacity_ = 0;  // A power of two.
  std::size_t first_ = 0, size_ = 0;
};

}  // namespace lesson
