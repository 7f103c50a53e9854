#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/base/random.h"
#include "core/engine/calendar.h"
#include "core/theory/consistency.h"

namespace lesson::partition {

/// Milliseconds throughout.
constexpr double issue_until = 2000;                 ///< When clients stop asking.
constexpr double axis_end = 2400;                    ///< By then every operation is answered or given up.
constexpr double give_up = 250;                      ///< A client's patience.
constexpr double local_low = 0.5, local_high = 1.5;  ///< One way within a region, uniform.
constexpr double far_low = 0.5, far_high = 1.5;      ///< Across, as shares of the distance, uniform.
constexpr int clients = 4;                           ///< Two in the east, then two in the west.
constexpr int most_each = 15;                        ///< Operations of one client.
constexpr int most_copies = 5;

enum class Mode { sync_leader, async_leader, quorum, last_write_wins };
constexpr std::size_t mode_count = 4;

struct Setting {
  Mode mode = Mode::async_leader;
  int copies = 3;  ///< 3 or 5; the larger half stands in the east.
  int write = 2, read = 2;
  bool repair = false;   ///< A quorum's read confirms what it returns on W copies first.
  bool sticky = true;    ///< A client always asks the same copy near it.
  double skew = 0;       ///< The west's clocks are so much ahead.
  double distance = 40;  ///< Mean time one way between the regions.
  double cut_from = 0, cut_to = 0;
  std::array<double, 2> pause{130, 130};  ///< A client's mean pause, in the east and in the west.
  double write_share = 0.4;
  std::uint64_t seed = 1;

  int east() const { return copies / 2 + 1; }
  int needed(bool writing) const { return std::min(writing ? write : read, copies); }
  bool cut(double now) const { return now >= cut_from && now < cut_to; }
};

constexpr bool west_client(int client) { return client >= clients / 2; }

/// What became of one operation.
struct Operation {
  int client = 0;
  bool write = false;
  int value = 0;  ///< Written or returned.
  int copy = 0;   ///< The one that was asked.
  double start = 0, end = theory::RegisterOperation::never;
  bool answered = false;  ///< Else the client gave up at `end`.
  double stamp = 0;       ///< Of what was written, or returned.
};

/// A copy's value from `time` on.
struct Change {
  int copy;
  double time;
  int value;
};

/// A message that crosses between the regions.
struct Crossing {
  int from, to;                ///< Copies; a client's request counts from its own region's first copy.
  double sent, left, arrives;  ///< Waiting for the heal between `sent` and `left`.
  int value;
  bool answer, dropped;
};

/// One run from its setting alone: the same clients ask the same things in every mode.
class Run {
 public:
  explicit Run(const Setting& setting);

  const Setting& setting() const { return setting_; }
  const std::vector<Operation>& operations() const { return operations_; }
  const std::vector<Crossing>& crossings() const { return crossings_; }
  int value_at(int copy, double now) const;

  /// For the checkers; what was given up is pending.
  std::vector<theory::RegisterOperation> history() const;
  /// Confirmed writes overruled by older ones, by the order in which the copies settle them.
  std::vector<theory::Witness> lost() const;

 private:
  enum Kind : std::uint32_t { ask, give_up_on, deliver };
  enum class Step : std::uint8_t { request, forward, copy, confirm, query, answer, done, reply };
  struct Version {
    double stamp = -1e9;
    int value = 0;
  };
  struct Message {
    Step step;
    int operation, from, to;  ///< Copies; replies go to the operation's client.
    Version version;
  };
  /// What a coordinator knows of an operation in hand.
  struct Hand {
    int client_copy = 0, confirmed = 0, answers = 0;
    Version version;
    std::uint32_t holders = 0;
    bool settled = false, repairing = false;
  };

  bool west(int copy) const { return copy >= setting_.east(); }
  double clock(int copy) const { return calendar_.now() + (west(copy) ? setting_.skew : 0); }
  int choose_copy(int client);
  void plan_next(int client);
  void begin(int client);
  void send(bool from_west, bool to_west, Message message);
  void send_between(int from, int to, Step step, int operation, Version version);
  void spread(int from, Step step, int operation, Version version);
  void happens(What what);
  void receive(const Message& message);
  void request(const Message& message);
  void serve(int copy, int operation);
  void lead(int copy, int operation);
  void ask_quorum(int copy, int operation);
  void heard(const Message& message);
  void confirmed(int copy, int operation, int by);
  void finish(int copy, int operation, Version version);
  void close(int operation, Version version);
  void store(int copy, Version version);

  Setting setting_;
  Calendar calendar_;
  Random network_, routes_;
  std::array<Random, clients> minds_;
  std::array<int, clients> asked_{};
  std::array<Version, most_copies> copies_{};
  Version committed_;
  double sequence_ = 0;
  std::vector<Operation> operations_;
  std::vector<Hand> hands_;
  std::vector<Message> messages_;
  std::vector<Change> changes_;
  std::vector<Crossing> crossings_;
};

/// Mean time of an answer to a client of that region while the link holds and clients keep to their copy, ms:
/// hops and the k-th smallest of the copies' answers (David and Nagaraja, 2003). NaN for reads that repair.
double mean_latency(const Setting& setting, bool west, bool write);

}  // namespace lesson::partition
