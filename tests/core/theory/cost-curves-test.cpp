#include "core/theory/cost-curves.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

TEST_CASE("at exponent 1.6 up costs 3.03, 9.19, 27.9, 84.4 and 195 times the base at 2, 4, 8, 16, 27 times") {
  const double rows[][2] = {{1, 1}, {2, 3.03}, {4, 9.19}, {8, 27.9}, {16, 84.4}, {27, 195}};
  for (const auto& [load, cost] : rows) CHECK(vertical_cost(load, 1.6) == near(cost, 0.002));
  CHECK(vertical_cost(2, 2) == near(4));
  CHECK(vertical_cost(2, 3) == near(8));
}

TEST_CASE("out costs the table's 3.39, 9.55, 24.6, 60.4 at overhead 1, less with less") {
  const double rows[][5] = {{2, 2, 2.42, 2.83, 3.39},
                            {4, 4, 5.66, 7.33, 9.55},
                            {8, 8, 13.0, 18.0, 24.6},
                            {16, 16, 29.3, 42.6, 60.4}};
  for (const auto& row : rows) {
    CHECK(horizontal_cost(row[0], 0) == near(row[1]));
    CHECK(horizontal_cost(row[0], 0.3) == near(row[2], 0.002));
    CHECK(horizontal_cost(row[0], 0.6) == near(row[3], 0.002));
    CHECK(horizontal_cost(row[0], 1) == near(row[4], 0.002));
  }
}

TEST_CASE("the crossover at exponent 1.6 runs from 1.06 at overhead 0.61 to 31.2 at 2") {
  const double rows[][2] = {{0.61, 1.06}, {0.7, 1.65}, {0.8, 2.50},  {0.9, 3.56}, {0.936, 4.0},
                            {1.0, 4.85},  {1.1, 6.37}, {1.194, 8.0}, {1.5, 14.8}, {2.0, 31.2}};
  for (const auto& [overhead, load] : rows) {
    const Crossover found = crossover(1.6, overhead);
    CHECK(found.kind == Crossover::Kind::at);
    CHECK(found.load == near(load, 0.004));
    CHECK(vertical_cost(found.load, 1.6) == near(horizontal_cost(found.load, overhead), 1e-12));
  }
}

TEST_CASE("Newton's crossover and Lambert's agree to 1e-9 wherever there is one") {
  for (int i = 0; i < 30; ++i) {
    for (int j = 0; j < 33; ++j) {
      const double exponent = 1.05 + 0.05 * i, overhead = 0.01 + 0.0917 * j;
      const Crossover found = crossover(exponent, overhead);
      CHECK((found.kind == Crossover::Kind::at) == (overhead > exponent - 1));
      if (found.kind != Crossover::Kind::at || found.load > 1e100) continue;
      CAPTURE(exponent);
      CAPTURE(overhead);
      CHECK(found.load == near(crossover_by_lambert(exponent, overhead), 1e-9));
      CHECK(overhead_for_crossover(found.load, exponent) == near(overhead, 1e-6));
    }
  }
}

TEST_CASE("there is no crossover at overheads up to 0.6, none at exponent 1, and huge ones stay finite") {
  for (const double overhead : {0.0, 0.3, 0.6})
    CHECK(crossover(1.6, overhead).kind == Crossover::Kind::never_up);
  CHECK(crossover(1, 0.5).kind == Crossover::Kind::never_out);
  CHECK(crossover(1, 0).kind == Crossover::Kind::equal);
  CHECK(std::isfinite(crossover(1.0001, 3).load));
  CHECK(std::isfinite(crossover(1.6, 0.6 + 1e-8).load));
}

TEST_CASE("the overheads of crossovers at 4 and 8 times are 0.936 and 1.194, in other logarithms too") {
  CHECK(overhead_for_crossover(4, 1.6) == near(0.936, 0.001));
  CHECK(overhead_for_crossover(8, 1.6) == near(1.194, 0.001));
  CHECK(overhead_for_crossover(4, 1.6) * std::log(2.0) == near(0.649, 0.001));
  CHECK(overhead_for_crossover(8, 1.6) * std::log(10.0) == near(2.749, 0.001));
}

TEST_CASE("up saves at most 8 % near 1.8 times at overhead 0.936, 17 % near 2.3 times at 1.194") {
  CHECK(best_saving_of_up(1.6, 0.936).share == near(0.082, 0.01));
  CHECK(best_saving_of_up(1.6, 0.936).load == near(1.82, 0.005));
  CHECK(best_saving_of_up(1.6, 1.194).share == near(0.174, 0.01));
  CHECK(best_saving_of_up(1.6, 1.194).load == near(2.29, 0.005));
  CHECK(best_saving_of_up(1.6, 0.5).share == 0);
  // No load on a fine grid saves more.
  const BestSaving best = best_saving_of_up(1.6, 1);
  for (int i = 0; i < 7000; ++i) {
    const double load = 1 + i / 1000.0;
    CHECK(1 - vertical_cost(load, 1.6) / horizontal_cost(load, 1) <= best.share + 1e-12);
  }
}

TEST_CASE("Lambert's lower branch solves w e^w = x") {
  CHECK(lambert_lower(-0.1) == near(-3.577152063957297));
  CHECK(lambert_lower(-std::exp(-1.0)) == near(-1));
  for (const double x : {-0.3678, -0.3, -0.2, -0.01, -1e-6, -1e-100}) {
    const double w = lambert_lower(x);
    CHECK(w <= -1);
    CHECK(w * std::exp(w) == near(x, 1e-10));
  }
}

TEST_CASE("whole machines are counted and paid for") {
  CHECK(machines_needed(1, 1) == 1);
  CHECK(machines_needed(4.01, 1) == 5);
  CHECK(machines_needed(0.9, 0.3) == 3);
  CHECK(machines_needed(64, 0.25) == 256);
  CHECK(machines_needed(1, 4) == 1);
  CHECK(whole_machine_cost(4.01, 1, 1) == near(horizontal_cost(5, 1)));
  CHECK(whole_machine_cost(8, 1, 1) == near(horizontal_cost(8, 1)));
}

TEST_CASE("with whole machines the crossing is where a walk over all loads finds it") {
  for (const double size : {0.25, 0.7, 1.0, 2.5, 4.0}) {
    for (const double overhead : {0.0, 0.5, 1.0, 1.5, 3.0}) {
      CAPTURE(size);
      CAPTURE(overhead);
      double first = 0, last_dear = 0;
      for (int i = 100'000; i <= 6'400'000; i += 25) {
        const double load = i / 1e5;
        const bool out = vertical_cost(load, 1.6) > whole_machine_cost(load, overhead, size);
        if (out && first == 0) first = load;
        if (!out) last_dear = load;
      }
      const WholeCrossover found = whole_crossover(1.6, overhead, size, 64);
      CHECK(found.first.has_value() == (first > 0));
      if (found.first) CHECK(*found.first == near(first, 0.001));
      CHECK(found.settled.has_value() == (last_dear < 63.999));
      if (found.settled) CHECK(*found.settled == near(std::max(last_dear, 1.0), 0.001));
    }
  }
}
