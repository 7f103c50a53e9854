#include "core/theory/fan-out.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

TEST_CASE("the crossover is the lesson's table: 4,891 to 32,609 and 1,875 to 12,500 followers") {
  const struct {
    double posts, follows, followers;
  } rows[] = {{4600, 75, 4891},   {4600, 200, 13'043}, {4600, 500, 32'609},
              {12'000, 75, 1875}, {12'000, 200, 5000}, {12'000, 500, 12'500}};
  for (const auto& row : rows) {
    const FanOut load{.posts = row.posts, .follows = row.follows, .celebrity_share = 0};
    CHECK(load.crossover() == near(row.followers, 1e-4));
    CHECK(load.crossover_followers() == near(load.crossover()));
  }
}

TEST_CASE("at the crossover both designs do the same work, with and without celebrities") {
  for (const double share : {0.0, 0.00005, 0.0003}) {
    FanOut load{.celebrity_share = share};
    load.followers = load.crossover_followers();
    CHECK(load.deliveries_a_post() == near(load.crossover()));
    CHECK(load.on_write().writes == near(load.on_read().lookups));
  }
  // A thousandth of posts at 30 million: celebrities alone cost more than reading.
  CHECK(FanOut{.celebrity_share = 0.001}.crossover_followers() < 0);
}

TEST_CASE("920,000 and 2.4 million writes/s at 200 followers, 345,000 at the book's 75") {
  const auto writes = [](double posts, double followers) {
    return FanOut{.posts = posts, .followers = followers, .celebrity_share = 0}.on_write().writes;
  };
  CHECK(writes(4600, 200) == near(920'000));
  CHECK(writes(12'000, 200) == near(2.4e6));
  CHECK(writes(4600, 75) == near(345'000));
  CHECK(writes(4600, 30e6) == near(1.38e11));
  CHECK(writes(4600, 200) * 86'400 == near(79.5e9, 0.001));
  CHECK(FanOut{.follows = 500}.on_read().lookups == near(150e6));
}

TEST_CASE("without celebrities and followed ones the hybrid is fan-out on write") {
  const FanOut load{.celebrity_share = 0, .celebrities_followed = 0};
  CHECK(load.hybrid().writes == load.on_write().writes);
  CHECK(load.hybrid().lookups == load.on_write().lookups);
}

TEST_CASE("30 million writes take 27.8 s of what 2 million/s leave beside 920,000") {
  CHECK(delivery_seconds(30e6, 2e6, 920'000) == near(27.78, 0.001));
  CHECK(std::isinf(delivery_seconds(1, 2e6, 2e6)));
}

TEST_CASE("bursts that come faster than they drain pile up, others do not") {
  CHECK(burst_backlog(10, 2, 10, 0) == near(10));
  CHECK(burst_backlog(10, 2, 10, 0.5) == near(5));
  CHECK(burst_backlog(10, 2, 10, 1.5) == 0);
  CHECK(burst_backlog(10, 2, 10, 2) == near(10));
  CHECK(burst_backlog(10, 2, 3, 2) == near(14));
  CHECK(burst_backlog(10, 2, 3, 5) == near(15));
}
