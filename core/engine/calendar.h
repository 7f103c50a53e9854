#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/base/bits.h"

namespace lesson {

/// What happens, as its simulator numbers it: a kind (0 to 15) and whom it concerns (0 to 1,048,575).
/// One word: a pair would travel through memory in two halves and be read back as a whole, which
/// stalls (measured: a third of the time in WASM).
class What {
 public:
  static constexpr int who_bits = 20, kind_bits = 4;

  constexpr What(std::uint32_t kind, std::uint32_t who) : word_(kind << who_bits | who) {}
  constexpr explicit What(std::uint32_t word) : word_(word) {}

  constexpr std::uint32_t kind() const { return word_ >> who_bits; }
  constexpr std::uint32_t who() const { return word_ & ((1U << who_bits) - 1); }
  constexpr std::uint32_t word() const { return word_; }

 private:
  std::uint32_t word_;
};

/// The clock, and everything still to happen in order of time; what was planned first happens first
/// among equals. An implicit heap with four children a node, of plain numbers: planning and taking
/// allocate nothing once the calendar has reached its size. The event that an event leads to takes
/// its place at the top, so that a chain of events costs one move each.
class Calendar {
 public:
  static constexpr double never = std::numeric_limits<double>::infinity();

  /// Seconds since the start.
  double now() const { return now_; }
  /// Events still to come.
  std::size_t pending() const { return times_.size() - (hole_ ? 1 : 0); }
  /// Events the calendar holds before it must grow.
  std::size_t capacity() const { return times_.capacity(); }

  /// Plans an event; `time` is now or later, in seconds since the start. `never` plans nothing.
  void at(double time, What what);
  void after(double delay, What what) { at(now_ + delay, what); }

  /// Lets everything before `horizon` happen, in order: `happens(What)` may plan more. What falls on
  /// the horizon itself stays, so that one long run is many short ones.
  template <class Happens>
  void run_until(double horizon, Happens&& happens);

  /// The same, but stops after `limit` events; returns how many happened. The clock then stands at
  /// the last of them, unless the horizon was reached.
  template <class Happens>
  std::int64_t run_some(double horizon, std::int64_t limit, Happens&& happens);

 private:
  struct Event {
    std::uint64_t time;  ///< The bits of a double that is not negative: they rise with the number.
    std::uint64_t tag;   ///< Sequence above what: what was planned first is smaller.
  };
  static constexpr int what_bits = What::who_bits + What::kind_bits;

  // Events go from function to function as two words, never as a pair in memory: see What.
  static bool before(const Event& a, const Event& b) {
    return (a.time < b.time) | ((a.time == b.time) & (a.tag < b.tag));
  }
  Event get(std::size_t place) const { return {times_[place], tags_[place]}; }
  void put(std::size_t place, std::uint64_t time, std::uint64_t tag) {
    times_[place] = time;
    tags_[place] = tag;
  }
  void move(std::size_t to, std::size_t from) { put(to, times_[from], tags_[from]); }
  std::size_t first_of(std::size_t place, std::size_t end) const;
  std::size_t first_child(std::size_t child) const;
  void fill_root(std::uint64_t time, std::uint64_t tag);
  void sift_up(std::size_t place, std::uint64_t time, std::uint64_t tag);
  void close_hole();

  // Apart rather than as pairs: a node's four times lie side by side, and no compiler moves a pair as
  // one wide word that must wait for its two halves (measured: 45 against 32 ns a customer).
  std::vector<std::uint64_t> times_, tags_;
  double now_ = 0;
  std::uint64_t planned_ = 0;
  bool hole_ = false;  ///< The root has happened; the next event planned takes its place.
};

// ---------------------------------------------------------------------------------------------

inline void Calendar::at(double time, What what) {
  if (!(time < never)) return;
  const std::uint64_t bits = bits_of(time + 0.0);  // The sum turns a negative zero.
  const std::uint64_t tag = (planned_++ << what_bits) | what.word();
  if (hole_) {
    hole_ = false;
    fill_root(bits, tag);
  } else {
    times_.push_back(0);
    tags_.push_back(0);
    sift_up(times_.size() - 1, bits, tag);
  }
}

inline void Calendar::sift_up(std::size_t place, std::uint64_t time, std::uint64_t tag) {
  while (place > 0) {
    const std::size_t parent = (place - 1) / 4;
    if (!before({time, tag}, get(parent))) break;
    move(place, parent);
    place = parent;
  }
  put(place, time, tag);
}

inline std::size_t Calendar::first_of(std::size_t place, std::size_t end) const {
  std::size_t first = place;
  for (++place; place < end; ++place) first = before(get(place), get(first)) ? place : first;
  return first;
}

inline std::size_t Calendar::first_child(std::size_t child) const {
  if (child + 3 >= times_.size()) return first_of(child, times_.size());
  // Without a branch on the order, which no processor predicts; ties are rare enough to branch on.
  const std::uint64_t* const times = &times_[child];
  const bool left = times[1] < times[0], right = times[3] < times[2];
  const std::uint64_t least_left = left ? times[1] : times[0], least_right = right ? times[3] : times[2];
  if ((times[0] == times[1]) | (times[2] == times[3]) | (least_left == least_right)) [[unlikely]]
    return first_of(child, child + 4);
  return least_right < least_left ? child + 2 + (right ? 1 : 0) : child + (left ? 1 : 0);
}

inline void Calendar::fill_root(std::uint64_t time, std::uint64_t tag) {
  const std::size_t size = times_.size();
  if (size == 1) return put(0, time, tag);
  if (size <= 5) {
    // One level only: swapped by a mask, as the order is a coin toss.
    const std::size_t first = first_child(1);
    const Event child = get(first);
    const std::uint64_t apart = child.time != time ? child.time - time : child.tag - tag;
    const auto mask = static_cast<std::uint64_t>(static_cast<std::int64_t>(apart) >> 63);
    const std::uint64_t swap_time = (time ^ child.time) & mask, swap_tag = (tag ^ child.tag) & mask;
    put(0, time ^ swap_time, tag ^ swap_tag);
    put(first, child.time ^ swap_time, child.tag ^ swap_tag);
    return;
  }
  // Down to a leaf without asking, as the new event mostly belongs there, then up if it does not.
  std::size_t place = 0;
  for (std::size_t child = 1; child < size; child = 4 * place + 1) {
    const std::size_t first = first_child(child);
    move(place, first);
    place = first;
  }
  sift_up(place, time, tag);
}

inline void Calendar::close_hole() {
  hole_ = false;
  const std::uint64_t time = times_.back(), tag = tags_.back();
  times_.pop_back();
  tags_.pop_back();
  if (!times_.empty()) fill_root(time, tag);
}

template <class Happens>
std::int64_t Calendar::run_some(double horizon, std::int64_t limit, Happens&& happens) {
  std::int64_t count = 0;
  while (!times_.empty()) {
    const double time = double_of(times_[0]);
    if (!(time < horizon)) break;
    if (count == limit) return count;
    ++count;
    const What what(static_cast<std::uint32_t>(tags_[0]) & ((1U << what_bits) - 1));
    now_ = time;
    hole_ = true;
    happens(what);
    if (hole_) close_hole();
  }
  if (horizon > now_ && horizon < never) now_ = horizon;
  return count;
}

template <class Happens>
void Calendar::run_until(double horizon, Happens&& happens) {
  run_some(horizon, std::numeric_limits<std::int64_t>::max(), happens);
}

}  // namespace lesson
