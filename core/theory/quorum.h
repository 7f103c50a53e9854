#pragma once

namespace lesson::theory {

/// Copies, and how many of them must answer a write and a read; 1 <= write, read <= copies.
struct Quorum {
  int copies = 3, write = 1, read = 1;

  /// Copies that every read set shares with every write set at least: W + R - N, at least 0. More
  /// than none means that a read meets the latest acknowledged write (Gifford, 1979).
  int overlap() const;

  /// Whether `reachable` copies are enough for a write, for a read.
  bool writes_with(int reachable) const { return reachable >= write; }
  bool reads_with(int reachable) const { return reachable >= read; }

  /// Copies that may be down while writes, or reads, still succeed.
  int spare_for_writes() const { return copies - write; }
  int spare_for_reads() const { return copies - read; }

  /// Probability that a read of R copies chosen at random sees none of the W that hold the latest
  /// write, before it has spread any further: C(N - W, R) / C(N, R) (Bailis et al., PVLDB 2012).
  double stale_probability() const;
  /// The same by going through every set of R copies, at most 2^copies; `copies` <= 20.
  double stale_share_counted() const;
};

/// The smallest majority of n copies, n / 2 + 1, and what is left when it is cut off.
int majority(int copies);
int minority(int copies);

}  // namespace lesson::theory
