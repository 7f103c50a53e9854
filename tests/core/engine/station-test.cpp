// The engine against what queueing theory knows exactly.
#include "core/engine/station.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/engine/retries.h"
#include "core/engine/service.h"
#include "core/engine/single-queue.h"
#include "core/theory/order-statistics.h"
#include "core/theory/queueing.h"
#include "tests/core/near.h"

using namespace lesson;

namespace {

struct LogNormalService {
  theory::LogNormal time;
  double operator()(Random& random) const { return time.quantile(random.uniform()); }
  double mean() const { return time.mean(); }
};

bool inside(const BatchMeans& means, double exact) {
  const auto estimate = means.estimate();
  return estimate && estimate->low <= exact && exact <= estimate->high;
}

/// Everyone accounted for, and Little's law over the whole run: the queue's and the servers' content
/// integrated over time is the time that customers spent there.
template <class Service>
void check_accounts(SingleQueue<Service>& queue) {
  const StationFlow& flow = queue.station().flow();
  const auto in_flight = static_cast<std::int64_t>(queue.station().waiting()) + queue.station().busy();
  CHECK(flow.joined == flow.served + flow.expired + flow.lost + in_flight);
}

struct Cell {
  int servers;
  double load;
  std::int64_t warm_up, customers;
};

/// The grid: busier and fewer servers forget more slowly and need longer runs.
std::vector<Cell> cells() {
  std::vector<Cell> list;
  for (const int servers : {1, 2, 4, 10, 40, 64}) {
    for (const double load : {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95}) {
      const std::int64_t customers = load < 0.75 ? 300'000 : load < 0.9 ? 700'000 : 1'600'000;
      list.push_back({servers, load, customers / 10, customers});
    }
  }
  return list;
}

/// Fewer than 1 in 1,000 wait there: batches without a single wait give no interval.
bool waits_are_rare(const Cell& cell) { return theory::erlang_c(cell.servers, cell.load) < 0.001; }

/// How many times a Poisson count's variance that of rare waits is. They come in clumps, the clumps like
/// a Poisson stream (Aldous, Probability Approximations via the Poisson Clumping Heuristic, 1989): 1, and
/// twice the waits that follow one until the servers in use are back at their mean.
double clumping(int servers, double load) {
  // Waits on the way from n in the system to n - 1: the same for every n from `servers` up, fewer below.
  double down = load / (1 - load), waits = down / (1 - load) + down;
  for (int n = servers - 1; n > load * servers; --n) {
    down *= load * servers / n;
    waits += down;
  }
  return 1 + 2 * waits;
}

template <class Service>
SingleQueue<Service> measured(const Cell& cell, Service service, std::uint64_t seed) {
  SingleQueue<Service> queue(cell.load * cell.servers / service.mean(), cell.servers, service, seed);
  queue.run(cell.warm_up);
  queue.forget();
  queue.run(cell.customers);
  return queue;
}

}  // namespace

TEST_CASE(
    "M/M/c over servers 1 to 64 and load 0.1 to 0.95: waits inside their own intervals in 93 % of cells") {
  int count = 0, waiting = 0, wait = 0;
  for (const Cell& cell : cells()) {
    if (waits_are_rare(cell)) continue;
    auto queue = measured(cell, ExponentialService{1}, 1);
    ++count;
    waiting += inside(queue.waiting(), theory::erlang_c(cell.servers, cell.load));
    wait += inside(queue.waits(), theory::mmc_wait(cell.servers, cell.load));
    check_accounts(queue);
  }
  MESSAGE("probability of waiting in " << waiting << ", mean wait in " << wait << " of " << count
                                       << " cells");
  CHECK(count == 58);
  CHECK(waiting >= 0.93 * count);
  CHECK(wait >= 0.93 * count);
}

TEST_CASE(
    "where fewer than 1 in 1,000 wait, as many do as Erlang C has it: at 64 and 0.5, 1 in 2.35 million") {
  int count = 0;
  for (Cell cell : cells()) {
    if (!waits_are_rare(cell)) continue;
    ++count;
    const double share = theory::erlang_c(cell.servers, cell.load);
    // Long enough for a few waits, where that does not take for ever.
    constexpr double longest = 5e6;
    if (share * longest >= 1)
      cell.customers = static_cast<std::int64_t>(std::clamp(400 / share, 300'000.0, longest));
    auto queue = measured(cell, ExponentialService{1}, 1);
    const double waited = queue.waiting().mean() * static_cast<double>(queue.waiting().count());
    const double expected = share * static_cast<double>(cell.customers);
    const double clump = clumping(cell.servers, cell.load);
    INFO(cell.servers << " servers at " << cell.load << ": " << waited << " for " << expected << ", clumps "
                      << clump);
    // Three standard errors; and one clump more, unless even a single wait would be a wonder.
    CHECK(std::abs(waited - expected) <= 3 * std::sqrt(expected * clump) + (expected < 0.001 ? 0 : clump));
    check_accounts(queue);
  }
  CHECK(count == 14);
}

TEST_CASE("M/G/1: the mean wait of four service distributions is Pollaczek's and Khinchine's") {
  int count = 0, wait = 0, waiting = 0;
  for (const double load : {0.2, 0.4, 0.6, 0.8, 0.9}) {
    const Cell cell{1, load, 50'000, load < 0.8 ? 300'000 : 900'000};
    const auto judge = [&](auto service, double scv) {
      auto queue = measured(cell, service, 3);
      ++count;
      waiting += inside(queue.waiting(), load);
      wait += inside(queue.waits(), theory::mg1_wait(load, scv) * service.mean());
      check_accounts(queue);
    };
    judge(ConstantService{0.02}, theory::scv_constant());
    judge(UniformService{0.010, 0.030}, theory::scv_uniform(10, 30));
    judge(ExponentialService{0.02}, theory::scv_exponential());
    judge(LogNormalService{{0.015, 0.7}}, theory::scv_log_normal(0.7));
  }
  MESSAGE("probability of waiting in " << waiting << ", mean wait in " << wait << " of " << count
                                       << " cells");
  CHECK(waiting >= 0.93 * count);
  CHECK(wait >= 0.93 * count);
}

TEST_CASE("Allen-Cunneen holds within its stated tolerance from a utilisation of 0.8") {
  for (const int servers : {2, 10, 40, 64}) {
    for (const double load : {0.8, 0.9}) {
      auto queue = measured({servers, load, 100'000, 1'000'000}, UniformService{0.010, 0.030}, 2);
      const double exact = theory::allen_cunneen_wait(servers, load, 1, theory::scv_uniform(10, 30)) * 0.020;
      const auto estimate = queue.waits().estimate();
      INFO(servers << " servers at " << load << ": " << queue.waits().mean() / exact);
      const double uncertain = (estimate->high - estimate->mean) / exact;
      CHECK(estimate->mean / exact > 1 - uncertain);
      CHECK(estimate->mean / exact < 1 + theory::allen_cunneen_tolerance(servers, load) + uncertain);
    }
  }
}

TEST_CASE("without room to wait, the share refused is Erlang B, whatever the service distribution") {
  for (const int servers : {1, 4, 10, 40}) {
    for (const double load : {0.5, 0.9, 1.3}) {
      const double exact = theory::erlang_b(servers, load * servers);
      if (exact < 0.001) continue;
      const auto judge = [&](auto service) {
        SingleQueue queue(load * servers / service.mean(), servers, service, 5);
        queue.station().set_room(0);
        queue.run(400'000);
        const StationFlow& flow = queue.station().flow();
        const double share = static_cast<double>(flow.refused) / static_cast<double>(queue.arrived());
        // Losses come in bursts: some five times the binomial's variance.
        const double error = std::sqrt(5 * exact * (1 - exact) / 400'000);
        CHECK(std::abs(share - exact) < 3 * error);
        check_accounts(queue);
      };
      judge(ExponentialService{1});
      judge(UniformService{0.5, 1.5});
    }
  }
}

TEST_CASE("Little's law: content over time is rate times time inside, to the last customer") {
  for (const double load : {0.5, 0.9, 1.2}) {
    SingleQueue queue(load * 4, 4, ExponentialService{1}, 6);
    queue.run_until(20'000);
    const StationFlow& flow = queue.station().flow();
    const double waiting = queue.station().waiting_area(20'000), busy = queue.station().busy_area(20'000);
    // What those still in the queue have waited is content too, but in nobody's measured wait.
    const double measured = queue.waits().mean() * static_cast<double>(queue.waits().count());
    if (load < 1) CHECK(waiting == near(measured, 0.01));
    CHECK(waiting >= measured * (1 - 1e-9));
    CHECK(busy / 20'000 == near(std::min(load, 1.0) * 4, 0.02));
    CHECK(flow.joined == near(load * 4 * 20'000, 0.02));
  }
}

TEST_CASE("one long run is many short ones, to the last bit") {
  SingleQueue whole(3.6, 4, ExponentialService{1}, 11), pieces(3.6, 4, ExponentialService{1}, 11);
  for (auto* queue : {&whole, &pieces}) queue->station().set_patience(queue->calendar(), 2);
  whole.run_until(3000);
  Random random(1);
  while (pieces.calendar().now() < 3000)
    pieces.run_until(std::min(3000.0, pieces.calendar().now() + random.exponential(0.05)));
  CHECK(whole.waits().mean() == pieces.waits().mean());
  CHECK(whole.station().flow().expired == pieces.station().flow().expired);
  CHECK(whole.station().flow().served == pieces.station().flow().served);
  // Areas are summed at events only: pieces add nothing to them.
  CHECK(whole.station().busy_area(3000) == pieces.station().busy_area(3000));
  CHECK(whole.station().waiting_area(3000) == pieces.station().waiting_area(3000));
}

TEST_CASE("nothing is allocated once queue, servers and calendar have their size") {
  SingleQueue queue(9, 10, UniformService{0.5, 1.5}, 2);
  queue.run(300'000);
  const std::size_t station = queue.station().capacity(), calendar = queue.calendar().capacity();
  queue.run(300'000);
  CHECK(queue.station().capacity() == station);
  CHECK(queue.calendar().capacity() == calendar);
}

TEST_CASE("who waits leaves at its timeout, exactly, and an overloaded queue sheds what it cannot serve") {
  Calendar calendar;
  Station<ConstantService> station(1, 2, 1, {10}, Random(1));
  station.set_patience(calendar, 3);
  for (std::uint32_t who = 0; who < 3; ++who) calendar.at(who * 0.5, What(0, who));
  std::vector<double> left;
  const auto happens = [&](What what) {
    if (what.kind() == 0) (void)station.join(calendar, what.who());
    if (what.kind() == 1) (void)station.done(calendar, what.who());
    if (what.kind() == 2) station.expire(calendar, [&](std::uint32_t) { left.push_back(calendar.now()); });
  };
  calendar.run_until(20, happens);
  CHECK(left == std::vector<double>{3.5, 4});
  CHECK(station.flow().served == 1);

  SingleQueue queue(125, 2, UniformService{0.010, 0.030}, 4);  // Room for 100 a second.
  queue.station().set_patience(queue.calendar(), 1);
  queue.run_until(1000);
  const StationFlow& flow = queue.station().flow();
  CHECK(static_cast<double>(flow.expired) / static_cast<double>(flow.joined) == near(0.2, 0.03));
  check_accounts(queue);
}

TEST_CASE("a shorter timeout holds at once for those who wait already, a longer one too") {
  for (const double patience : {2.0, 8.0}) {
    Calendar calendar;
    Station<ConstantService> station(1, 2, 1, {100}, Random(1));
    station.set_patience(calendar, 4);
    (void)station.join(calendar, 0);
    (void)station.join(calendar, 1);
    std::vector<double> left;
    const auto happens = [&](What what) {
      if (what.kind() == 2) station.expire(calendar, [&](std::uint32_t) { left.push_back(calendar.now()); });
    };
    calendar.run_until(1, happens);
    station.set_patience(calendar, patience);
    calendar.run_until(50, happens);
    CHECK(left == std::vector<double>{patience});
  }
}

TEST_CASE("a part that fails loses who is inside, refuses others, and after repair serves again") {
  Calendar calendar;
  Station<ConstantService> station(1, 2, 2, {5}, Random(1));
  for (std::uint32_t who = 0; who < 5; ++who) (void)station.join(calendar, who);
  CHECK(station.busy() == 2);
  CHECK(station.waiting() == 3);
  std::vector<std::uint32_t> lost;
  const auto happens = [&](What what) {
    if (what.kind() == 1) CHECK((station.done(calendar, what.who()).who == 9) == (calendar.now() == 8));
  };
  calendar.run_until(2, happens);
  station.fail(calendar, [&](std::uint32_t who) { lost.push_back(who); });
  CHECK(lost == std::vector<std::uint32_t>{0, 1, 2, 3, 4});
  CHECK(station.join(calendar, 8) == Station<ConstantService>::Joined::refused);
  calendar.run_until(3, happens);
  station.repair();
  CHECK(station.join(calendar, 9) == Station<ConstantService>::Joined::served);
  calendar.run_until(20, happens);  // The ends of the lost, at 5, are void.
  const StationFlow& flow = station.flow();
  CHECK(flow.joined == 6);
  CHECK(flow.served == 1);
  CHECK(flow.lost == 5);
  CHECK(flow.refused == 1);
  CHECK(station.busy_area(20) == 2 * 2 + 5);
}

TEST_CASE("a sick part takes longer for those who start while it is sick") {
  SingleQueue queue(10, 1, ConstantService{0.01}, 8);
  queue.run_until(1000);
  const double healthy = queue.station().busy_area(1000);
  CHECK(healthy / 1000 == near(0.1, 0.03));
  queue.station().set_slowness(5);
  queue.run_until(2000);
  CHECK((queue.station().busy_area(2000) - healthy) / 1000 == near(0.5, 0.03));
}

TEST_CASE("more servers take up the queue at once, fewer as service ends") {
  Calendar calendar;
  Station<ConstantService> station(1, 2, 1, {5}, Random(1));
  for (std::uint32_t who = 0; who < 4; ++who) (void)station.join(calendar, who);
  std::vector<std::uint32_t> started;
  calendar.run_until(2, [](What) {});
  station.set_servers(calendar, 3, [&](std::uint32_t who, double waited) {
    started.push_back(who);
    CHECK(waited == 2);
  });
  CHECK(started == std::vector<std::uint32_t>{1, 2});
  station.set_servers(calendar, 1, [](std::uint32_t, double) {});
  CHECK(station.busy() == 3);
  calendar.run_until(7.5, [&](What what) { (void)station.done(calendar, what.who()); });
  CHECK(station.busy() == 1);
  CHECK(station.waiting() == 0);
}

TEST_CASE("up 99 hours and down 1 on average, a part is available 99 % of the time") {
  Calendar calendar;
  Random random(2);
  bool up = true;
  double down_since = 0, down = 0;
  calendar.after(random.exponential(99), What(0, 0));
  calendar.run_until(400'000, [&](What) {
    up = !up;
    if (up) down += calendar.now() - down_since;
    down_since = calendar.now();
    calendar.after(random.exponential(up ? 99 : 1), What(0, 0));
  });
  CHECK(down / 400'000 == near(0.01, 0.05));
}

TEST_CASE("a budget lets one retry pass for every ten requests, and saves up no more than its burst") {
  RetryBudget budget(0.1, 5);
  const RetryPolicy policy{.most = 3, .budgeted = true}, free{.most = 3, .budgeted = false};
  for (int i = 0; i < 5; ++i) CHECK(policy.again(1, budget));
  CHECK_FALSE(policy.again(1, budget));
  CHECK(free.again(3, budget));
  CHECK_FALSE(free.again(4, budget));
  int retries = 0;
  for (int i = 0; i < 1000; ++i) {
    budget.earn();
    retries += policy.again(1, budget);
  }
  CHECK(retries == near(100, 0.02));
  for (int i = 0; i < 1000; ++i) budget.earn();
  CHECK(budget.tokens() == 5);
  CHECK_FALSE(RetryPolicy{}.again(1, budget));
}
