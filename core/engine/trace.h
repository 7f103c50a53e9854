#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace lesson {

/// What became of one request, attempt by attempt: the answer to "why was it slow?".
struct Trace {
  static constexpr int most = 6;  ///< Attempts kept.
  enum class End : std::uint8_t { open, answered, timed_out, cut, refused };
  /// Seconds after the request was born: asked, taken up by a server (as `ended` when never), ended.
  struct Attempt {
    float asked = 0, started = 0, ended = 0;
    std::uint8_t part = 0;  ///< Which of several like servers took it up.
    End end = End::open;
  };

  std::int64_t number = 0;  ///< Of the request, from 1; 0 is none.
  double born = 0;          ///< Second since the start.
  int attempts = 0;
  std::array<Attempt, most> tries{};

  Attempt& last() { return tries[static_cast<std::size_t>(attempts - 1)]; }
  const Attempt& last() const { return tries[static_cast<std::size_t>(attempts - 1)]; }
  double took() const { return attempts == 0 ? 0 : last().ended; }
  bool answered() const { return attempts > 0 && last().end == End::answered; }
};

/// The slowest requests of one stretch of time, a fixed number of them, held in place: a model starts
/// a new one every second and must not allocate for it.
class SlowestTraces {
 public:
  static constexpr std::size_t kept = 6;

  /// Whether a request that took so many seconds would be kept.
  bool wants(double took) const { return count_ < kept || took > least_; }
  void record(const Trace& trace) {
    if (!wants(trace.took())) return;
    if (count_ < kept) {
      traces_[count_++] = trace;
    } else {
      *least() = trace;
    }
    least_ = least()->took();
  }
  std::span<const Trace> traces() const { return std::span(traces_).first(count_); }

 private:
  Trace* least() {
    return std::min_element(traces_.data(), traces_.data() + count_,
                            [](const Trace& a, const Trace& b) { return a.took() < b.took(); });
  }

  std::array<Trace, kept> traces_{};
  std::size_t count_ = 0;
  double least_ = 0;
};

}  // namespace lesson
