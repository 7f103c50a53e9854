#include "core/theory/linearizability.h"

#include <algorithm>
#include <array>

#include "core/base/order.h"

namespace lesson::theory {
namespace {

using History = std::span<const RegisterOperation>;
using Set = std::uint64_t;

constexpr Set one(std::size_t at) { return Set{1} << at; }

/// A search for an order of operations in which each read returns what was written last, given for each the
/// set of those that must come before it.
class Search {
 public:
  /// Adds an operation; `required`: every order must contain it.
  void add(const RegisterOperation& operation, Set before, bool required) {
    before_[size_] = before;
    value_[size_] = operation.value;
    if (operation.write) writes_ |= one(size_);
    if (required) required_ |= one(size_);
    ++size_;
  }

  bool succeeds() { return visit(0, 0); }

 private:
  struct State {
    Set done;
    int value;
    bool operator==(const State&) const = default;
  };

  bool ready(std::size_t at, Set done) const { return (done & one(at)) == 0 && (before_[at] & ~done) == 0; }

  /// Reads that may come now and return the value do come now: they change nothing, so no order is lost.
  Set with_reads(Set done, int value) const {
    for (bool grew = true; grew;) {
      grew = false;
      for (std::size_t at = 0; at < size_; ++at) {
        if ((writes_ & one(at)) != 0 || value_[at] != value || !ready(at, done)) continue;
        done |= one(at);
        grew = true;
      }
    }
    return done;
  }

  bool visit(Set done, int value) {
    done = with_reads(done, value);
    if ((required_ & ~done) == 0) return true;
    if (!first_visit({done, value})) return false;
    for (std::size_t at = 0; at < size_; ++at) {
      if ((writes_ & one(at)) != 0 && ready(at, done) && visit(done | one(at), value_[at])) return true;
    }
    return false;
  }

  bool first_visit(State state) {
    if (2 * (known_ + 1) > table_.size()) grow();
    State& place = slot(state);
    if (place.value != empty) return false;
    place = state;
    ++known_;
    return true;
  }

  State& slot(State state) {
    const std::size_t mask = table_.size() - 1;
    std::uint64_t mixed = (state.done ^ static_cast<std::uint32_t>(state.value)) * 0x9e3779b97f4a7c15ULL;
    std::size_t at = static_cast<std::size_t>(mixed ^ (mixed >> 32)) & mask;
    while (table_[at].value != empty && table_[at] != state) at = (at + 1) & mask;
    return table_[at];
  }

  void grow() {
    std::vector<State> old(table_.empty() ? 64 : 2 * table_.size(), State{0, empty});
    old.swap(table_);
    for (const State& state : old)
      if (state.value != empty) slot(state) = state;
  }

  static constexpr int empty = INT32_MIN;

  std::size_t size_ = 0;
  std::array<Set, longest_history> before_{};
  std::array<int, longest_history> value_{};
  Set writes_ = 0, required_ = 0;
  std::vector<State> table_;
  std::size_t known_ = 0;
};

bool read_by_someone(History history, int value) {
  return std::any_of(history.begin(), history.end(), [&](const RegisterOperation& other) {
    return !other.write && !other.pending() && other.value == value;
  });
}

/// Pending reads say nothing; a pending write whose value no read returned may as well not have happened.
bool matters(History history, const RegisterOperation& operation) {
  if (!operation.pending()) return true;
  return operation.write && read_by_someone(history, operation.value);
}

/// Whether an order exists in which `precedes` pairs keep theirs.
template <class Precedes>
bool explained(History history, Precedes precedes) {
  std::vector<RegisterOperation> kept;
  for (const RegisterOperation& operation : history)
    if (matters(history, operation)) kept.push_back(operation);
  if (kept.size() > longest_history) return false;
  Search search;
  for (const RegisterOperation& operation : kept) {
    Set before = 0;
    for (std::size_t at = 0; at < kept.size(); ++at)
      if (&kept[at] != &operation && precedes(kept[at], operation)) before |= one(at);
    search.add(operation, before, !operation.pending());
  }
  return search.succeeds();
}

bool ends_before(const RegisterOperation& a, const RegisterOperation& b) {
  return !a.pending() && a.answer <= b.call && !(b.answer <= a.call);
}

}  // namespace

bool linearizable(History history) { return explained(history, ends_before); }

bool sequential(History history) {
  return explained(history, [](const RegisterOperation& a, const RegisterOperation& b) {
    return a.client == b.client && ends_before(a, b);
  });
}

std::vector<std::size_t> unexplained_reads(History history) {
  std::vector<std::size_t> reads;
  for (std::size_t at = 0; at < history.size(); ++at)
    if (!history[at].write && !history[at].pending()) reads.push_back(at);
  order_few(reads, [&](std::size_t a, std::size_t b) { return history[a].answer < history[b].answer; });
  std::vector<std::size_t> unexplained, accepted;
  std::vector<RegisterOperation> so_far;
  for (const std::size_t read : reads) {
    const double now = history[read].answer;
    so_far.clear();
    for (const RegisterOperation& operation : history) {
      if (!operation.write || operation.call >= now) continue;
      so_far.push_back(operation);
      if (operation.answer > now) so_far.back().answer = RegisterOperation::never;
    }
    for (const std::size_t earlier : accepted) so_far.push_back(history[earlier]);
    so_far.push_back(history[read]);
    if (linearizable(so_far)) {
      accepted.push_back(read);
    } else {
      unexplained.push_back(read);
    }
  }
  return unexplained;
}

}  // namespace lesson::theory
