#include "core/theory/linearizability.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "core/base/random.h"

using namespace lesson;
using namespace lesson::theory;

namespace {

using History = std::vector<RegisterOperation>;
constexpr double never = RegisterOperation::never;

RegisterOperation w(int client, int value, double call, double answer) {
  return {client, true, value, call, answer};
}
RegisterOperation r(int client, int value, double call, double answer) {
  return {client, false, value, call, answer};
}

/// The definition word for word: every order of every set of operations that holds all answered ones.
bool by_permutation(const History& history) {
  const std::size_t size = history.size();
  for (unsigned taken = 0; taken < 1U << size; ++taken) {
    std::vector<std::size_t> order;
    bool whole = true;
    for (std::size_t at = 0; at < size; ++at) {
      if ((taken >> at & 1) != 0) order.push_back(at);
      whole = whole && ((taken >> at & 1) != 0 || history[at].pending());
    }
    if (!whole) continue;
    do {
      int value = 0;
      bool fits = true;
      for (std::size_t i = 0; i < order.size() && fits; ++i) {
        const RegisterOperation& now = history[order[i]];
        for (std::size_t k = i + 1; k < order.size(); ++k)
          fits = fits && !(history[order[k]].answer <= now.call);
        if (now.write)
          value = now.value;
        else
          fits = fits && (now.value == value || now.pending());
      }
      if (fits) return true;
    } while (std::next_permutation(order.begin(), order.end()));
  }
  return false;
}

History random_history(Random& random, int clients, int each, int values) {
  History history;
  for (int client = 0; client < clients; ++client) {
    double now = random.uniform();
    for (int i = 0; i < each; ++i) {
      const double call = now, answer = now + 2 * random.uniform();
      const bool lost = random.chance(0.15);
      const int value = static_cast<int>(random.uniform() * (values + 1));
      history.push_back({client, random.chance(0.5), value, call, lost ? never : answer});
      now = answer + random.uniform();
    }
  }
  return history;
}

struct Known {
  const char* of;
  bool legal;
  History history;
};

const std::vector<Known>& known() {
  static const std::vector<Known> list = {
      {"nothing happened", true, {}},
      {"a read of the beginning", true, {r(0, 0, 0, 1)}},
      {"a value out of thin air", false, {r(0, 7, 0, 1)}},
      {"a write, then its read", true, {w(0, 1, 0, 1), r(1, 1, 2, 3)}},
      {"a write, then a stale read", false, {w(0, 1, 0, 1), r(1, 0, 2, 3)}},
      {"a read beside a write sees the old value", true, {w(0, 1, 0, 3), r(1, 0, 1, 2)}},
      {"a read beside a write sees the new value", true, {w(0, 1, 0, 3), r(1, 1, 1, 2)}},
      {"a read before its write", false, {r(1, 1, 0, 1), w(0, 1, 2, 3)}},
      {"new, then old, beside one write", false, {w(0, 1, 0, 9), r(1, 1, 1, 2), r(2, 0, 3, 4)}},
      {"old, then new, beside one write", true, {w(0, 1, 0, 9), r(1, 0, 1, 2), r(2, 1, 3, 4)}},
      {"new and old at the same time", true, {w(0, 1, 0, 9), r(1, 1, 1, 4), r(2, 0, 3, 5)}},
      {"new, then old, by one client", false, {w(0, 1, 0, 9), r(1, 1, 1, 2), r(1, 0, 3, 4)}},
      {"two writes in turn, the second read", true, {w(0, 1, 0, 1), w(1, 2, 2, 3), r(2, 2, 4, 5)}},
      {"two writes in turn, the first read", false, {w(0, 1, 0, 1), w(1, 2, 2, 3), r(2, 1, 4, 5)}},
      {"two writes side by side, the first read", true, {w(0, 1, 0, 3), w(1, 2, 1, 2), r(2, 1, 4, 5)}},
      {"two writes side by side, both read in turn",
       true,
       {w(0, 1, 0, 9), w(1, 2, 0, 9), r(2, 1, 1, 2), r(2, 2, 3, 4)}},
      {"two writes side by side, one back again",
       false,
       {w(0, 1, 0, 9), w(1, 2, 0, 9), r(2, 1, 1, 2), r(2, 2, 3, 4), r(2, 1, 5, 6)}},
      {"two readers in opposite orders",
       false,
       {w(0, 1, 0, 9), w(1, 2, 0, 9), r(2, 1, 1, 2), r(2, 2, 3, 4), r(3, 2, 1, 2), r(3, 1, 3, 4)}},
      {"over writes, both readers end with different values",
       false,
       {w(0, 1, 0, 1), w(1, 2, 0, 1), r(2, 1, 2, 3), r(3, 2, 4, 5)}},
      {"over writes, both readers agree", true, {w(0, 1, 0, 1), w(1, 2, 0, 1), r(2, 1, 2, 3), r(3, 1, 4, 5)}},
      {"a pending write that is never seen", true, {w(0, 1, 0, never), r(1, 0, 1, 2)}},
      {"a pending write that is seen", true, {w(0, 1, 0, never), r(1, 1, 1, 2)}},
      {"a pending write seen late", true, {w(0, 1, 0, never), r(1, 0, 1, 2), r(1, 1, 5, 6)}},
      {"a pending write seen, then not", false, {w(0, 1, 0, never), r(1, 1, 1, 2), r(1, 0, 5, 6)}},
      {"a pending write seen before its call", false, {r(1, 1, 1, 2), w(0, 1, 3, never)}},
      {"a pending write over a finished one",
       true,
       {w(0, 1, 0, never), w(1, 2, 1, 2), r(2, 2, 3, 4), r(2, 1, 5, 6)}},
      {"two pending writes, one back again",
       false,
       {w(0, 1, 0, never), w(1, 2, 0, never), r(2, 1, 1, 2), r(2, 2, 3, 4), r(2, 1, 5, 6)}},
      {"a pending read says nothing", true, {w(0, 1, 0, 1), r(1, 9, 2, never)}},
      {"the same value written twice, seen again",
       true,
       {w(0, 1, 0, 1), w(1, 2, 2, 3), r(2, 2, 4, 5), w(0, 1, 6, 7), r(2, 1, 8, 9)}},
      {"the same value written once, seen again",
       false,
       {w(0, 1, 0, 1), w(1, 2, 2, 3), r(2, 2, 4, 5), r(2, 1, 8, 9)}},
      {"the initial value written anew", true, {w(0, 1, 0, 1), w(0, 0, 2, 3), r(1, 0, 4, 5)}},
      {"own write not seen", false, {w(0, 1, 0, 1), r(0, 0, 1, 2)}},
      {"touching in time counts as one after the other", false, {w(0, 1, 0, 1), r(1, 0, 1, 2)}},
      {"a long read across two writes sees the middle", true, {w(0, 1, 1, 2), w(0, 2, 3, 4), r(1, 1, 0, 5)}},
      {"a long read across two writes sees the beginning",
       true,
       {w(0, 1, 1, 2), w(0, 2, 3, 4), r(1, 0, 0, 5)}},
      {"Herlihy and Wing's kind of chain: each overlaps the next",
       true,
       {w(0, 1, 0, 2), w(1, 2, 1, 4), r(2, 2, 3, 6), r(0, 2, 5, 7)}},
      {"a chain where the middle was skipped",
       false,
       {w(0, 1, 0, 2), w(1, 2, 3, 4), r(2, 1, 4.5, 6), r(0, 2, 5, 7)}},
      {"a lost update", false, {r(0, 0, 0, 1), w(0, 1, 2, 3), w(1, 2, 4, 5), r(2, 1, 6, 7)}},
  };
  return list;
}

}  // namespace

TEST_CASE("linearizability: 38 histories get the verdict the definition gives") {
  CHECK(known().size() == 38);
  for (const Known& one : known()) {
    CAPTURE(one.of);
    CHECK(linearizable(one.history) == one.legal);
    CHECK(by_permutation(one.history) == one.legal);
  }
}

TEST_CASE("linearizability: the search agrees with all permutations on 10,000 random short histories") {
  Random random(11);
  int legal = 0;
  for (int run = 0; run < 10'000; ++run) {
    CAPTURE(run);
    const History history = random_history(random, 2 + run % 2, 2, 1 + run % 3);
    const bool verdict = linearizable(history);
    legal += verdict;
    CHECK(verdict == by_permutation(history));
  }
  CHECK(legal > 1000);
  CHECK(legal < 9000);
}

TEST_CASE("linearizability: clocks set aside, a stale read has an order, a step back has none") {
  CHECK(sequential(History{w(0, 1, 0, 1), r(1, 0, 2, 3)}));
  CHECK_FALSE(sequential(History{w(0, 1, 0, 1), r(0, 0, 2, 3)}));
  CHECK_FALSE(sequential(History{w(0, 1, 0, 1), r(1, 1, 2, 3), r(1, 0, 4, 5)}));
  Random random(5);
  for (int run = 0; run < 3000; ++run) {
    const History history = random_history(random, 3, 2, 2);
    if (linearizable(history)) CHECK(sequential(history));
  }
}

TEST_CASE("linearizability: a stale read is named, and does not taint what follows") {
  const History history{w(0, 1, 0, 1), r(1, 0, 2, 3), r(1, 1, 4, 5), w(0, 2, 6, 7), r(2, 1, 8, 9)};
  CHECK(unexplained_reads(history) == std::vector<std::size_t>{1, 4});
  Random random(3);
  for (int run = 0; run < 2000; ++run) {
    History random_one = random_history(random, 3, 3, 3);
    const auto marked = unexplained_reads(random_one);
    CHECK(marked.empty() == linearizable(random_one));
    for (const std::size_t at : marked) random_one[at].answer = never;
    CHECK(linearizable(random_one));
  }
}

TEST_CASE("linearizability: 64 operations of four clients are judged at once") {
  History history;
  for (int i = 0; i < 16; ++i)
    for (int client = 0; client < 4; ++client)
      history.push_back({client, i % 2 == 0, 1 + 4 * (i / 2) + client, 2.0 * i, 2.0 * i + 1.5});
  CHECK_FALSE(linearizable(history));
  for (auto& one : history)
    if (!one.write) one.value = 1 + 4 * ((one.value - 1) / 4);
  CHECK(linearizable(history));
}
