#include "core/theory/quorum.h"

#include <doctest/doctest.h>

#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

TEST_CASE("of 3 copies, 2 written and 2 read share one; 1 and 1 share none") {
  CHECK(Quorum{3, 2, 2}.overlap() == 1);
  CHECK(Quorum{3, 1, 1}.overlap() == 0);
  CHECK(Quorum{3, 3, 3}.overlap() == 3);
}

TEST_CASE("cut 2 | 1 with W = 2 the majority writes and the minority refuses; with W = 1 both write") {
  CHECK(Quorum{3, 2, 2}.writes_with(2));
  CHECK_FALSE(Quorum{3, 2, 2}.writes_with(1));
  CHECK(Quorum{3, 1, 2}.writes_with(2));
  CHECK(Quorum{3, 1, 2}.writes_with(1));
}

TEST_CASE("5 copies with W = R = 3 overlap and bear 2 nodes down") {
  const Quorum quorum{5, 3, 3};
  CHECK(quorum.overlap() == 1);
  CHECK(quorum.spare_for_writes() == 2);
  CHECK(quorum.spare_for_reads() == 2);
}

TEST_CASE("N = 3, W = R = 1: two reads in three of a random copy miss the write; N = 5, W = 2, R = 2: 30 %") {
  CHECK(Quorum{3, 1, 1}.stale_probability() == near(2.0 / 3));
  CHECK(Quorum{5, 2, 2}.stale_probability() == near(0.3));
}

TEST_CASE("a read can be stale exactly when the sets need not overlap, and counting sets agrees") {
  for (int n = 1; n <= 9; ++n) {
    for (int w = 1; w <= n; ++w) {
      for (int r = 1; r <= n; ++r) {
        const Quorum quorum{n, w, r};
        CHECK((quorum.overlap() > 0) == (quorum.stale_probability() == 0));
        CHECK(quorum.stale_probability() == near(quorum.stale_share_counted(), 1e-12));
      }
    }
  }
}

TEST_CASE("majorities of 3, 4, 5 copies are 2, 3, 3, and two of them never fit side by side") {
  CHECK(majority(3) == 2);
  CHECK(majority(4) == 3);
  CHECK(majority(5) == 3);
  CHECK(minority(4) == 1);
  for (int n = 1; n < 20; ++n) CHECK(2 * majority(n) > n);
}
