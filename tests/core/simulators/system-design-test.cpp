#include "core/simulators/system-design.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string>
#include <utility>

#include "core/api/encode.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "core/theory/queueing.h"
#include "tests/core/values.h"

using namespace lesson;
using doctest::Approx;
using Failure = SystemModel::Failure;
using Second = SystemModel::Second;

namespace {

Session with(std::initializer_list<std::pair<const char*, const char*>> values) {
  Session session(make_simulator("system-design"));
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  settle(session);
  return session;
}

Session preset(const char* id) {
  Session session(make_simulator("system-design"));
  CHECK(session.apply_preset(id).ok());
  settle(session);
  return session;
}

void pass(Session& session, double seconds) {
  for (int i = 0; i < 4 * seconds; ++i) CHECK(session.advance(0.25).ok());
  settle(session);
}

void run(SystemModel& model, double until) { model.run(until, INT64_MAX); }

/// A count of each second, summed.
double sum(const SystemModel& model, std::int64_t from, std::int64_t to, std::int64_t Second::*member) {
  double total = 0;
  for (std::int64_t i = from; i < to; ++i) total += static_cast<double>(model.seconds().at(i).*member);
  return total;
}

bool off_target(const Second& second) {
  return second.p99 > 0.2 ||
         static_cast<double>(second.failed) > 0.01 * static_cast<double>(second.failed + second.done);
}

/// Everyone is accounted for, at this moment.
void check_conservation(const SystemModel& model) {
  const SystemModel::Counts counts = model.counts();
  CHECK(counts.in == counts.done + counts.failed + counts.shed + counts.in_flight);
}

}  // namespace

TEST_CASE("utilisation is traffic x (1 - hit rate) / capacity within 1 %") {
  const SystemModel::Setting settings[] = {{.traffic = 20'000, .hit = 0.9, .capacity = 4000},
                                           {.traffic = 10'000, .hit = 0.81, .capacity = 2000},
                                           {.traffic = 20'000, .hit = 0.2, .capacity = 10'000, .seed = 3},
                                           {.traffic = 9'000, .hit = 0, .capacity = 10'000},
                                           {.traffic = 20'000, .hit = 0.995, .capacity = 135}};
  for (const SystemModel::Setting& setting : settings) {
    SystemModel model(setting);
    run(model, 80);
    double busy = 0;
    for (std::int64_t i = 5; i < 80; ++i) busy += model.seconds().at(i).busy / 75;
    const double load = setting.traffic * (1 - setting.hit) / setting.capacity;
    // 1 %, or three standard errors where so few reads come that chance alone moves them more.
    const double reads = load * setting.capacity;
    const double within = std::max(0.01, 3 / std::sqrt(75 * reads));
    CHECK(busy == Approx(std::min(load, 1.0)).epsilon(within));
    CHECK(sum(model, 5, 80, &Second::reads) / 75 == Approx(reads).epsilon(within));
    check_conservation(model);
  }
}

TEST_CASE("waits agree with Erlang C and Allen-Cunneen within its tolerance, by batch means") {
  for (const auto& [hit, capacity] :
       {std::pair{0.82, 2000.0}, std::pair{0.91, 1000.0}, std::pair{0.99, 120.0}}) {
    SystemModel model({.traffic = 10'000, .hit = hit, .capacity = capacity});
    run(model, 200);
    const int servers = model.setting().connections();
    const double load = 10'000 * (1 - hit) / capacity;
    CAPTURE(servers);
    const auto waits = model.waits().estimate(), waiting = model.waiting().estimate();
    const double about = 0.020 * model.setting().stretch() *
                         theory::allen_cunneen_wait(servers, load, 1, theory::scv_uniform(0.010, 0.030));
    const double error = 3 * (waits->high - waits->mean) / waits->t;
    CHECK(waits->mean > about - error);
    CHECK(waits->mean < about * (1 + theory::allen_cunneen_tolerance(servers, load)) + error);
    // Erlang C is exact for exponential service; for uniform service somewhat fewer wait.
    const double share = theory::erlang_c(servers, load);
    CHECK(waiting->mean < share + 3 * (waiting->high - waiting->mean) / waiting->t);
    CHECK(waiting->mean > 0.9 * share - 3 * (waiting->high - waiting->mean) / waiting->t);
  }
}

TEST_CASE("p99 without waiting is the mixture's: 29.6 ms at 50 % hits, 28 at 90, 26 at 95, under 7 at 99.5") {
  for (const auto& [hit, p99] : {std::pair{"50", 29.6}, {"90", 28.0}, {"95", 26.0}, {"99.5", 6.974}}) {
    Session session = with({{"traffic", "10000"}, {"db-capacity", "10000"}, {"hit-rate", hit}});
    const Value& value = value_of(session, "p99");
    CHECK(*value.exact == Approx(p99).epsilon(1e-3));
    CHECK(*value.number == Approx(p99).epsilon(0.02));
  }
}

TEST_CASE("5,000 req/s at 50 % hits is 125 % load, and errors settle near 20 % of database requests") {
  SystemModel model({.traffic = 5000, .hit = 0.5});
  run(model, 60);
  CHECK(sum(model, 10, 60, &Second::expired) / sum(model, 10, 60, &Second::reads) ==
        Approx(0.2).epsilon(0.05));
  CHECK(sum(model, 10, 60, &Second::failed) / sum(model, 10, 60, &Second::arrived) ==
        Approx(0.1).epsilon(0.05));
  check_conservation(model);
  Session session = preset("cliff-50");
  CHECK(*value_of(session, "load").exact == Approx(125));
  CHECK(*value_of(session, "errors").number == Approx(10).epsilon(0.1));
  CHECK(*value_of(session, "busy").number == Approx(100).epsilon(1e-3));
}

TEST_CASE("the same traffic at 95 % hits has no errors at all") {
  SystemModel model({.traffic = 5000, .hit = 0.95});
  run(model, 60);
  CHECK(model.counts().failed == 0);
  CHECK(model.database().waiting() == 0);
}

TEST_CASE("10,000 req/s against 2,000: 81 % hits hold, 79 % do not") {
  Session holds = preset("h81"), fails = preset("h79");
  CHECK(*value_of(holds, "load").exact == Approx(95));
  CHECK(*value_of(holds, "errors").number == 0);
  CHECK(*value_of(holds, "p99").number < 100);
  CHECK(*value_of(holds, "bad-seconds").number == 0);
  CHECK(*value_of(fails, "load").exact == Approx(105));
  CHECK(*value_of(fails, "p99").number > 1000);
  CHECK(*value_of(fails, "errors").exact == Approx(1));
  CHECK(*value_of(fails, "bad-seconds").number > 15);
  CHECK(holds.scene().summary.find("congested") != std::string::npos);
  CHECK(fails.scene().summary.find("more than it can serve") != std::string::npos);
}

TEST_CASE("the least hit rate at 10,000 against 2,000 is 80 %, and at 1,000 none is needed") {
  Session session = with({{"traffic", "10000"}});
  CHECK(*value_of(session, "least-hit").number == Approx(80));
  CHECK(*value_of(session, "ceiling").number == Approx(20'000));
  Session defaults = with({});
  CHECK(*value_of(defaults, "least-hit").number == 0);
  CHECK(*value_of(defaults, "lost-cache").number == Approx(50));
  Session full = with({{"hit-rate", "100"}});
  CHECK_FALSE(value_of(full, "ceiling").number);
  CHECK(*value_of(full, "load").number == 0);
}

TEST_CASE("killing a 95 % cache multiplies the database's load by 20, and three requests in five fail") {
  SystemModel model({.traffic = 5000, .hit = 0.95});
  run(model, 20);
  model.inject(Failure::cache);
  run(model, 40);
  const double before = sum(model, 5, 20, &Second::reads) / 15,
               after = sum(model, 25, 40, &Second::reads) / 15;
  CHECK(after / before == Approx(20).epsilon(0.03));
  CHECK(sum(model, 25, 40, &Second::failed) / sum(model, 25, 40, &Second::arrived) ==
        Approx(0.6).epsilon(0.03));
  check_conservation(model);
}

TEST_CASE("at the defaults the database survives a lost cache at 50 % load") {
  Session session = preset("cache-lost-small");
  pass(session, 20);
  CHECK(*value_of(session, "load").number == Approx(50).epsilon(0.05));
  CHECK(*value_of(session, "errors").number == 0);
}

TEST_CASE("a cache that returns empty is filled by the reads it causes, and the overload ends") {
  SystemModel model({.traffic = 5000, .hit = 0.95});
  run(model, 10);
  model.inject(Failure::cache);
  model.heal();
  CHECK(model.warmth() == 0);
  run(model, 13);
  CHECK(model.seconds().at(12).expired > 1000);
  run(model, 40);
  CHECK(model.warmth() > 0.95);
  CHECK(model.seconds().at(39).failed == 0);
  CHECK(model.seconds().at(39).waiting == 0);
}

TEST_CASE("Little's law: the queue's content over time is what its readers waited") {
  for (const double hit : {0.5, 0.79, 0.81, 0.9}) {
    SystemModel model({.traffic = 10'000, .hit = hit, .timeout = 0.5});
    run(model, SystemModel::warm_up);
    const double area = model.database().waiting_area(SystemModel::warm_up);
    const double busy = model.database().busy_area(SystemModel::warm_up);
    const StationFlow before = model.database().flow();
    const auto queued = static_cast<double>(model.database().waiting());
    run(model, 40);
    const StationFlow& flow = model.database().flow();
    const double waited = model.waits().mean() * static_cast<double>(model.waits().count()) +
                          0.5 * static_cast<double>(flow.expired - before.expired);
    // Those in the queue at either end waited partly outside.
    const double edge = 0.5 * (queued + static_cast<double>(model.database().waiting()));
    CHECK(std::abs(model.database().waiting_area(40) - area - waited) <= edge + 0.05);
    const double served = static_cast<double>(flow.served - before.served);
    CHECK(model.database().busy_area(40) - busy == Approx(0.020 * served).epsilon(0.01));
    check_conservation(model);
  }
}

TEST_CASE("retries without a budget make an outage that outlives a 5 s spike; with one it recovers") {
  const auto outage = [](int retries, bool budget) {
    SystemModel model({.traffic = 10'000, .hit = 0.85, .retries = retries, .budget = budget});
    run(model, 20);
    model.spike();
    run(model, 80);
    check_conservation(model);
    std::pair<int, int> after{0, 0};  // Seconds off target, and seconds with failures, past the spike.
    for (std::int64_t i = 25; i < 80; ++i) {
      after.first += off_target(model.seconds().at(i));
      after.second += model.seconds().at(i).failed > 20;
    }
    CHECK_FALSE(off_target(model.seconds().at(79)));
    return after;
  };
  const auto [none, none_failing] = outage(0, false);
  const auto [storm, storm_failing] = outage(3, false);
  const auto [held, held_failing] = outage(3, true);
  MESSAGE("seconds off target after the spike: " << none << " without retries, " << storm << " with three, "
                                                 << held << " with a budget");
  CHECK(storm > 8);
  CHECK(storm_failing >= 5);
  CHECK(held <= none + 1);
  CHECK(held_failing <= 1);
  CHECK(storm >= 2 * held);
}

TEST_CASE("a lost app server fails a quarter of the requests for 3 s, and one retry saves most of them") {
  for (const int retries : {0, 1}) {
    SystemModel model({.traffic = 5000, .retries = retries});
    run(model, 10);
    model.inject(Failure::app_server);
    run(model, 20);
    const double failed = sum(model, 10, 13, &Second::failed) / sum(model, 10, 13, &Second::arrived);
    CHECK(failed == Approx(retries == 0 ? 0.25 : 0.0625).epsilon(0.1));
    CHECK(sum(model, 13, 20, &Second::failed) == 0);
  }
}

TEST_CASE("with the queue down orders, one request in 20, fail and wait; healed, they are worked off") {
  SystemModel model({.traffic = 5000});
  run(model, 10);
  model.spike();
  run(model, 16);
  CHECK(model.orders().waiting() > 500);
  const std::size_t waiting = model.orders().waiting();
  model.inject(Failure::queue);
  run(model, 30);
  CHECK(model.orders().waiting() == waiting);
  CHECK(sum(model, 16, 30, &Second::failed) / sum(model, 16, 30, &Second::arrived) ==
        Approx(0.05).epsilon(0.1));
  model.heal();
  run(model, 60);
  CHECK(model.orders().waiting() < 10);
  CHECK(model.seconds().at(59).failed == 0);
}

TEST_CASE("a database five times slower turns a quarter of its load into 125 %") {
  Session session = preset("slow-database");
  pass(session, 20);
  CHECK(*value_of(session, "load").number == Approx(125).epsilon(0.05));
  CHECK(*value_of(session, "busy").number == Approx(100).epsilon(0.01));
}

TEST_CASE("a long run is many short ones, and slices give what one go gives") {
  const auto drive = [](double piece, std::int64_t slice) {
    Session session(make_simulator("system-design"));
    CHECK(session.set("traffic", "12000").ok());
    CHECK(session.set("hit-rate", "85").ok());
    CHECK(session.set("retries", "2").ok());
    const auto all = [&] {
      while (session.backlog() > 0) CHECK(session.work(slice).ok());
    };
    CHECK(session.act("spike").ok());
    for (int i = 0; i < 8 / piece; ++i) {
      CHECK(session.advance(piece).ok());
      if (slice > 1'000'000) all();
    }
    // What the capacity changes is told against what was there before.
    all();
    CHECK(session.act("inject").ok());
    all();
    CHECK(session.set("db-capacity", "4000").ok());
    for (int i = 0; i < 4 / piece; ++i) CHECK(session.advance(piece).ok());
    all();
    return scene_json(session);
  };
  const std::string once = drive(4, 1'000'000'000);
  CHECK((drive(0.0625, 1'000'000'000) == once));
  CHECK((drive(1, 100'000) == once));
}

TEST_CASE("before anything is done a setting shows its own first half minute; afterwards time goes on") {
  Session session = with({{"traffic", "2000"}});
  CHECK_FALSE(session.animating());
  const auto seconds = [&] { return session.scene().figures[1]->table().rows.back(); };
  CHECK(std::get<double>(seconds()[0]) == 60);  // The target's line goes across.
  CHECK(session.act("step").ok());
  CHECK_FALSE(session.animating());
  CHECK(session.act("run").ok());
  CHECK(session.animating());
  pass(session, 31);
  CHECK_FALSE(session.animating());
  CHECK(session.set("hit-rate", "50").ok());
  CHECK(session.animating());
  CHECK(session.act("reset").ok());
  CHECK_FALSE(session.animating());
}

TEST_CASE("a guess of 100 ms for p99 at 79 % meets a second") {
  Session session(make_simulator("system-design"));
  CHECK(session.predict("p99-at-79", "100").ok());
  settle(session);
  CHECK(session.answer()->answer == Approx(1030).epsilon(0.02));
  CHECK(session.answer()->text.find("You said 100\u00a0ms; it is 1,0") == 0);
}

TEST_CASE("heavy traffic slows the watching down, light traffic runs at the speed asked for") {
  CHECK(with({{"speed", "60"}}).pace() == 60);
  const double heavy = with({{"speed", "60"}, {"traffic", "20000"}, {"hit-rate", "100"}}).pace();
  CHECK(heavy < 30);
  CHECK(heavy > 15);
}

TEST_CASE("nothing in the model grows once it has run for a while") {
  SystemModel model({.traffic = 10'000, .hit = 0.81});
  run(model, 60);
  const std::size_t database = model.database().capacity(), cache = model.cache().capacity();
  run(model, 120);
  CHECK(model.database().capacity() == database);
  CHECK(model.cache().capacity() == cache);
}

namespace {

/// A slow database, with half the load that needs it, and its slowest request run again without.
void slow_database(SystemDesign& simulator, Values& values) {
  values[0] = 5000;
  values[7] = 1;
  simulator.configure(values);
  settle(simulator);
  simulator.act(1, values);
  for (int i = 0; i < 80; ++i) simulator.advance(0.25);
  settle(simulator);
}

}  // namespace

TEST_CASE("a request run again without the failure came at the same moment and is a plain read") {
  SystemDesign simulator;
  Values values = defaults(simulator.description());
  slow_database(simulator, values);
  const Trace slow = simulator.shown();
  CHECK(slow.answered());
  CHECK(slow.took() > 1);
  CHECK(simulator.rerun() == nullptr);
  simulator.act(4, values);
  simulator.configure(values);
  settle(simulator);
  const Trace* again = simulator.rerun();
  REQUIRE(again != nullptr);
  CHECK(again->number == slow.number);
  CHECK(again->born == slow.born);
  CHECK(again->answered());
  // The same read: a fifth of the time that it took on the slow database, and no queue.
  const double slow_read = slow.last().ended - slow.last().started;
  CHECK(again->took() == Approx(slow_read / SystemModel::slowness).epsilon(1e-4));
}

TEST_CASE("a run in which nothing broke is the same when run again, to the bit") {
  SystemDesign simulator;
  Values values = defaults(simulator.description());
  values[0] = 10'000;
  values[1] = 79;
  simulator.configure(values);
  settle(simulator);
  simulator.act(2, values);  // A spike is no failure: it stays.
  for (int i = 0; i < 100; ++i) simulator.advance(0.25);
  settle(simulator);
  simulator.act(4, values);
  simulator.configure(values);
  settle(simulator);
  const Trace& first = simulator.shown();
  const Trace* again = simulator.rerun();
  REQUIRE(again != nullptr);
  CHECK(again->number == first.number);
  CHECK(again->born == first.born);
  CHECK(again->attempts == first.attempts);
  CHECK(again->took() == first.took());
  CHECK(simulator.scene(0).figures.back()->alt.find("is not why it was slow") != std::string::npos);
}

TEST_CASE("the tries of a request follow each other, and the last one waits before it is read") {
  SystemModel model({.traffic = 10'000, .hit = 0.7, .capacity = 2000, .timeout = 0.5, .retries = 3});
  run(model, 20);
  int tried = 0;
  for (std::int64_t i = model.slowest().begin(); i < model.slowest().end(); ++i) {
    for (const Trace& trace : model.slowest().at(i).traces()) {
      CHECK(trace.tries[0].asked == 0);
      for (int k = 0; k + 1 < trace.attempts; ++k) {
        const auto at = static_cast<std::size_t>(k);
        CHECK(trace.tries[at].end == Trace::End::timed_out);
        CHECK(trace.tries[at].ended - trace.tries[at].asked == Approx(0.5).epsilon(1e-5));
        CHECK(trace.tries[at + 1].asked == trace.tries[at].ended);
        ++tried;
      }
      CHECK(trace.last().started >= trace.last().asked);
      CHECK(trace.last().ended >= trace.last().started);
      if (trace.answered()) {
        const double read = trace.last().ended - trace.last().started;
        CHECK(read > SystemModel::read_low - 1e-5);
        CHECK(read < SystemModel::read_high + 1e-5);
      }
    }
  }
  CHECK(tried > 100);
}

TEST_CASE("choosing a dot among the slowest shows that request's waterfall") {
  Session session = preset("why-slow");
  const std::string command = command_of(session, "set request ");
  REQUIRE_FALSE(command.empty());
  CHECK(session.command(command, 0, 0).ok());
  settle(session);
  const Table table = session.scene().figures.back()->table();
  CHECK(table.rows.size() >= 2);
}
