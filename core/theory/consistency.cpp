#include "core/theory/consistency.h"

#include <algorithm>

namespace lesson::theory {
namespace {

using History = std::span<const RegisterOperation>;

}  // namespace

Sessions::Sessions(History history) : history_(history.first(std::min(history.size(), longest_history))) {
  const std::size_t size = history_.size();
  for (std::size_t at = 0; at < size; ++at) {
    source_[at] = -1;
    if (!counts(at)) continue;
    for (std::size_t other = 0; other < size; ++other) {
      if (same_session(other, at)) after_[other] |= Set{1} << at;
      const bool source =
          !history_[at].write && history_[other].write && history_[other].value == history_[at].value;
      if (!source) continue;
      source_[at] = static_cast<int>(other);
      after_[other] |= Set{1} << at;
    }
  }
  close(after_, size);
}

bool Sessions::same_session(std::size_t before, std::size_t after) const {
  const RegisterOperation &a = history_[before], &b = history_[after];
  return before != after && counts(before) && !a.pending() && a.client == b.client && a.call < b.call;
}

void Sessions::close(Order& order, std::size_t size) {
  for (std::size_t middle = 0; middle < size; ++middle)
    for (std::size_t from = 0; from < size; ++from)
      if ((order[from] >> middle & 1) != 0) order[from] |= order[middle];
}

/// Whether what the read returns is known to be from before that write: its cause, or the beginning.
bool Sessions::older(std::size_t read, std::size_t write) const {
  if (history_[read].value == 0) return true;
  return source_[read] >= 0 && follows(static_cast<std::size_t>(source_[read]), write);
}

/// Whether the client of an operation knew the value before it: from the beginning, its own, or read.
bool Sessions::seen_before(std::size_t at, int value) const {
  if (value == 0) return true;
  for (std::size_t other = 0; other < history_.size(); ++other)
    if (same_session(other, at) && history_[other].value == value) return true;
  return false;
}

// ---- Levels --------------------------------------------------------------------------------------

bool Sessions::client_in_order(int client) const {
  Order order = after_;
  const std::size_t size = history_.size();
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t read = 0; read < size; ++read) {
      if (history_[read].write || history_[read].client != client || !counts(read)) continue;
      for (std::size_t write = 0; write < size; ++write) {
        if (!history_[write].write || source_[read] == static_cast<int>(write)) continue;
        if ((order[write] >> read & 1) == 0) continue;
        if (source_[read] < 0) return false;
        const auto source = static_cast<std::size_t>(source_[read]);
        if ((order[write] >> source & 1) != 0) continue;
        order[write] |= Set{1} << source;
        grew = true;
      }
    }
    close(order, size);
  }
  for (std::size_t at = 0; at < size; ++at)
    if ((order[at] >> at & 1) != 0) return false;
  return true;
}

bool Sessions::causal() const {
  for (std::size_t at = 0; at < history_.size(); ++at) {
    if (history_[at].write || !counts(at)) continue;
    if (source_[at] < 0 && history_[at].value != 0) return false;
    if (!client_in_order(history_[at].client)) return false;
  }
  return true;
}

bool Sessions::reads_own_writes() const { return cases(Anomaly::own_write_unseen).empty(); }

Consistency Sessions::strongest() const {
  // Saturation is quick where a search for an order that does not exist would take long.
  if (!causal()) return reads_own_writes() ? Consistency::read_your_writes : Consistency::eventual;
  if (linearizable(history_)) return Consistency::linearizable;
  return sequential(history_) ? Consistency::sequential : Consistency::causal;
}

// ---- Anomalies -----------------------------------------------------------------------------------

std::optional<std::size_t> Sessions::stale(std::size_t read) const {
  const double written = source_[read] < 0 ? -RegisterOperation::never
                                           : history_[static_cast<std::size_t>(source_[read])].answer;
  for (std::size_t write = 0; write < history_.size(); ++write) {
    const RegisterOperation& other = history_[write];
    if (other.write && written <= other.call && other.answer <= history_[read].call &&
        source_[read] != static_cast<int>(write))
      return write;
  }
  return {};
}

/// The operation of the same client after which this read is a step back.
std::optional<std::size_t> Sessions::backwards(std::size_t read, Anomaly kind) const {
  for (std::size_t seen = 0; seen < history_.size(); ++seen) {
    if (!same_session(seen, read) || history_[seen].value == history_[read].value) continue;
    const bool own = history_[seen].write;
    if (own != (kind == Anomaly::own_write_unseen)) continue;
    const std::size_t newer = own ? seen : static_cast<std::size_t>(std::max(source_[seen], 0));
    if (!own && source_[seen] < 0) continue;
    const bool known = seen_before(seen, history_[read].value);
    if (kind == Anomaly::goes_back ? known : older(read, newer) && (own || !known)) return seen;
  }
  return {};
}

/// The other client's second read, where it saw this client's last two values the other way round.
std::optional<std::size_t> Sessions::crossed(std::size_t read) const {
  const int late = history_[read].value;
  const auto reads = [&](std::size_t at, int value) {
    return !history_[at].write && !history_[at].pending() && history_[at].value == value;
  };
  for (std::size_t first = 0; first < history_.size(); ++first) {
    const int early = history_[first].value;
    if (early == late || early == 0 || late == 0 || !reads(first, early) || !same_session(first, read))
      continue;
    for (std::size_t other = 0; other < history_.size(); ++other) {
      if (!reads(other, late) || history_[other].client == history_[read].client) continue;
      for (std::size_t last = 0; last < history_.size(); ++last)
        if (reads(last, early) && same_session(other, last)) return last;
    }
  }
  return {};
}

std::vector<Witness> Sessions::cases(Anomaly anomaly) const {
  std::vector<Witness> found;
  if (anomaly == Anomaly::lost_write) return found;
  for (std::size_t at = 0; at < history_.size(); ++at) {
    if (history_[at].write || history_[at].pending()) continue;
    const auto against = anomaly == Anomaly::stale_read        ? stale(at)
                         : anomaly == Anomaly::opposite_orders ? crossed(at)
                                                               : backwards(at, anomaly);
    if (against) found.push_back({at, *against});
  }
  return found;
}

std::vector<Witness> overruled(History history, std::span<const std::size_t> order) {
  std::vector<Witness> lost;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const RegisterOperation& write = history[order[place]];
    if (write.pending()) continue;
    for (std::size_t later = place + 1; later < order.size(); ++later) {
      if (history[order[later]].answer > write.call) continue;
      lost.push_back({order[place], order[later]});
      break;
    }
  }
  return lost;
}

}  // namespace lesson::theory
