// Models that run for hours must not ask for memory as they go: what they need they take at the start.
#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include "core/engine/service.h"
#include "core/engine/single-queue.h"
#include "core/simulators/cascade-model.h"
#include "core/simulators/system-design-model.h"

namespace {

std::int64_t allocations = 0;

}  // namespace

// A sanitizer watches malloc and free as well. The nothrow form is here because it has its own in a
// sanitizer, whose blocks this free may not take.
void* operator new(std::size_t size, const std::nothrow_t& /*unused*/) noexcept {
  ++allocations;
  return std::malloc(size > 0 ? size : 1);
}
void* operator new(std::size_t size) {
  void* block = ::operator new(size, std::nothrow);
  if (block == nullptr) std::abort();
  return block;
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t /*size*/) noexcept { std::free(block); }

using namespace lesson;

namespace {

template <class Run>
std::int64_t allocated(const Run& run) {
  const std::int64_t before = allocations;
  run();
  return allocations - before;
}

}  // namespace

TEST_CASE("allocation: what is counted is every block asked for") {
  CHECK(allocated([] { delete new int(1); }) >= 0);
  CHECK(allocated([] { std::vector<int>(1000).front() = 1; }) <= 1);
  void* block = nullptr;
  CHECK(allocated([&] { block = ::operator new(8); }) == 1);
  ::operator delete(block);
}

TEST_CASE("allocation: 60 s of the system design model in its steady state take no memory") {
  for (const double hit : {0.95, 0.85, 0.6}) {
    SystemModel model({.traffic = 5000, .hit = hit, .capacity = 1000, .retries = 2});
    // Until the longest queue it will see has come once.
    model.run(240, INT64_MAX);
    CAPTURE(hit);
    CHECK(allocated([&] { model.run(300, INT64_MAX); }) == 0);
  }
}

TEST_CASE("allocation: 60 s of the cascade model in its steady state take no memory") {
  CascadeModel model({.load = 5000});
  model.run(100, INT64_MAX);
  CHECK(allocated([&] { model.run(160, INT64_MAX); }) == 0);
}

TEST_CASE("allocation: a million customers of a single queue in its steady state take no memory") {
  SingleQueue<ExponentialService> queue(0.5, 1, ExponentialService{1}, 1);
  queue.run(1'000'000);
  CHECK(allocated([&] { queue.run(1'000'000); }) == 0);
}
