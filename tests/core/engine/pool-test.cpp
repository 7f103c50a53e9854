#include "core/engine/pool.h"

#include <doctest/doctest.h>

using namespace lesson;

TEST_CASE("a full pool says so, and a place given back is taken again, fresh") {
  struct Record {
    int value = 7;
  };
  Pool<Record> pool(3);
  const std::uint32_t places[] = {pool.take(), pool.take(), pool.take()};
  CHECK(pool.take() == Pool<Record>::none);
  CHECK(pool.taken() == 3);
  pool[places[1]].value = 9;
  pool.give_back(places[1]);
  CHECK(pool.taken() == 2);
  CHECK(pool.take() == places[1]);
  CHECK(pool[places[1]].value == 7);
  CHECK(pool.take() == Pool<Record>::none);
}
