#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace lesson {

/// Numbered places for records that come and go. They lie in blocks that never move: growing copies
/// nothing, and a place given back is the next to be taken.
template <class Record>
class Pool {
 public:
  static constexpr std::uint32_t none = ~0U;

  /// `most`: places there may be at a time.
  explicit Pool(std::uint32_t most) : most_(most) {}

  /// A fresh record's place, or `none` when all are taken.
  std::uint32_t take() {
    std::uint32_t place = used_;
    if (!free_.empty()) {
      place = free_.back();
      free_.pop_back();
    } else {
      if (used_ == most_) return none;
      if (used_ % block == 0) blocks_.emplace_back(new Record[block]);
      ++used_;
    }
    ++taken_;
    (*this)[place] = Record();
    return place;
  }
  void give_back(std::uint32_t place) {
    --taken_;
    free_.push_back(place);
  }
  Record& operator[](std::uint32_t place) { return blocks_[place / block][place % block]; }
  /// Places in use.
  std::int64_t taken() const { return taken_; }

 private:
  static constexpr std::uint32_t block = 1 << 12;

  std::uint32_t most_, used_ = 0;
  std::int64_t taken_ = 0;
  std::vector<std::unique_ptr<Record[]>> blocks_;
  std::vector<std::uint32_t> free_;
};

}  // namespace lesson
