#include "core/simulators/system-design.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/api/encode.h"
#include "core/base/random.h"
#include "core/scene/chart.h"
#include "core/scene/svg.h"
#include "core/scene/verdict.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "core/theory/queueing.h"
#include "core/theory/retries.h"
#include "tests/core/near.h"
#include "tests/core/scene/legible.h"
#include "tests/core/values.h"

using namespace lesson;
using Failure = SystemModel::Failure;
using Second = SystemModel::Second;

namespace {

Session with(std::initializer_list<std::pair<const char*, const char*>> values) {
  Session session(make_simulator("system-design"));
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  settle(session);
  return session;
}

Session preset(std::string_view id) {
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
    CHECK(busy == near(std::min(load, 1.0), within));
    CHECK(sum(model, 5, 80, &Second::reads) / 75 == near(reads, within));
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
    CHECK(*value.exact == near(p99, 1e-3));
    CHECK(*value.number == near(p99, 0.02));
  }
}

TEST_CASE("5,000 req/s at 50 % hits is 125 % load, and errors settle near 20 % of database requests") {
  SystemModel model({.traffic = 5000, .hit = 0.5});
  run(model, 60);
  CHECK(sum(model, 10, 60, &Second::expired) / sum(model, 10, 60, &Second::reads) == near(0.2, 0.05));
  CHECK(sum(model, 10, 60, &Second::failed) / sum(model, 10, 60, &Second::arrived) == near(0.1, 0.05));
  check_conservation(model);
  Session session = preset("cliff-50");
  CHECK(*value_of(session, "load").exact == near(125));
  CHECK(*value_of(session, "errors").number == near(10, 0.1));
  CHECK(*value_of(session, "busy").number == near(100, 1e-3));
}

TEST_CASE("the same traffic at 95 % hits has no errors at all") {
  SystemModel model({.traffic = 5000, .hit = 0.95});
  run(model, 60);
  CHECK(model.counts().failed == 0);
  CHECK(model.database().waiting() == 0);
}

TEST_CASE("10,000 req/s against 2,000: 81 % hits hold, 79 % do not") {
  Session holds = preset("h81"), fails = preset("h79");
  CHECK(*value_of(holds, "load").exact == near(95));
  CHECK(*value_of(holds, "errors").number == 0);
  CHECK(*value_of(holds, "p99").number < 100);
  CHECK(*value_of(holds, "bad-seconds").number == 0);
  CHECK(*value_of(fails, "load").exact == near(105));
  CHECK(*value_of(fails, "p99").number > 1000);
  // Half a minute fills the queue; who fails in the long run shows when all of the last seconds had it full.
  CHECK_FALSE(value_of(fails, "errors").exact);
  CHECK(fails.act("run").ok());
  pass(fails, 15);
  CHECK(*value_of(fails, "errors").exact == near(1));
  CHECK(*value_of(fails, "errors").number == near(1, 0.5));
  CHECK(*value_of(fails, "bad-seconds").number > 15);
  CHECK(holds.scene().summary.find("congested") != std::string::npos);
  CHECK(fails.scene().summary.find("more than it can serve") != std::string::npos);
}

TEST_CASE("the least hit rate at 10,000 against 2,000 is 80 %, and at 1,000 none is needed") {
  Session session = with({{"traffic", "10000"}});
  CHECK(*value_of(session, "least-hit").number == near(80));
  CHECK(*value_of(session, "ceiling").number == near(20'000));
  Session defaults = with({});
  CHECK(*value_of(defaults, "least-hit").number == 0);
  CHECK(*value_of(defaults, "lost-cache").number == near(50));
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
  CHECK(after / before == near(20, 0.03));
  CHECK(sum(model, 25, 40, &Second::failed) / sum(model, 25, 40, &Second::arrived) == near(0.6, 0.03));
  check_conservation(model);
}

TEST_CASE("at the defaults the database survives a lost cache at 50 % load") {
  Session session = preset("cache-lost-small");
  pass(session, 20);
  CHECK(*value_of(session, "load").number == near(50, 0.05));
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
    CHECK(model.database().busy_area(40) - busy == near(0.020 * served, 0.01));
    check_conservation(model);
  }
}

TEST_CASE(
    "spike upon spike a million requests are in flight: what finds no room fails at once, and is counted") {
  SystemModel model({.traffic = 20'000, .hit = 0, .capacity = 100, .timeout = 5, .retries = 3});
  for (int i = 0; i < 6; ++i) {
    model.spike();
    run(model, model.now() + 5);
    check_conservation(model);
    CHECK(model.counts().in_flight <= 1'000'000);
  }
  CHECK(model.counts().shed > 100'000);
}

TEST_CASE(
    "Little's law: what the cache holds and what orders wait for add up, through a spike and a failure") {
  for (const double traffic : {1000.0, 10'000.0}) {
    SystemModel model({.traffic = traffic, .hit = 0.9, .seed = 5});
    run(model, 10);
    model.spike();
    run(model, 20);
    model.inject(Failure::queue);
    run(model, 25);
    model.heal();
    run(model, 60);
    const auto inside = static_cast<double>(model.cache().busy());
    const double hits = 0.0045 * static_cast<double>(model.cache().flow().served);
    CHECK(std::abs(model.cache().busy_area(60) - hits) <= 0.005 * hits + 0.007 * inside);
    // All who waited have started: their waits are the queue's content over time, to the rounding.
    CHECK(model.orders().waiting() == 0);
    const double waited = model.order_waits().mean() * static_cast<double>(model.order_waits().count());
    CHECK(waited > 100);
    CHECK(model.orders().waiting_area(60) == near(waited, 1e-9));
    const double worked = 0.040 * static_cast<double>(model.orders().flow().served);
    CHECK(model.orders().busy_area(60) == near(worked, 0.01));
  }
}

namespace {

/// Something done to the model at random.
void do_something(SystemModel& model, Random& random) {
  SystemModel::Setting setting = model.setting();
  switch (random.next() % 8) {
    case 0: return model.inject(static_cast<Failure>(random.next() % 4));
    case 1: return model.heal();
    case 2: return model.spike();
    case 3: setting.traffic = 100 + 2900 * random.uniform(); break;
    case 4: setting.hit = random.uniform(); break;
    case 5: setting.capacity = 100 + 2000 * random.uniform(); break;
    case 6: setting.timeout = 0.1 + random.uniform(); break;
    default: setting.retries = static_cast<int>(random.next() % 4); setting.budget = random.chance(0.5);
  }
  model.set(setting);
}

}  // namespace

TEST_CASE("system design: in 300 random runs, whatever is done to it, every request is accounted for") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Random random(seed, 99);
    SystemModel model({.traffic = 1500, .hit = random.uniform(), .capacity = 500, .seed = seed});
    for (int i = 0; i < 12; ++i) {
      run(model, model.now() + random.exponential(0.4));
      check_conservation(model);
      do_something(model, random);
      check_conservation(model);
    }
    const auto seconds = static_cast<std::int64_t>(model.now()) + 1;
    run(model, static_cast<double>(seconds));
    check_conservation(model);
    if (seconds > static_cast<std::int64_t>(SystemModel::remembered)) continue;
    const double arrived = sum(model, 0, seconds, &Second::arrived);
    const double ended = sum(model, 0, seconds, &Second::done) + sum(model, 0, seconds, &Second::failed);
    CHECK(arrived == ended + static_cast<double>(model.counts().in_flight));
  }
}

TEST_CASE(
    "in a lasting overload retries save no request and ask more of the database, nearly as the fluid says") {
  for (const auto& policy : {std::pair{0, false}, {1, false}, {2, false}, {3, false}, {3, true}}) {
    const int retries = policy.first;
    const bool budget = policy.second;
    CAPTURE(retries);
    CAPTURE(budget);
    const SystemModel::Setting setting{
        .traffic = 5000, .hit = 0.5, .timeout = 0.5, .retries = retries, .budget = budget};
    SystemModel model(setting);
    run(model, 60);
    const double reads = sum(model, 30, 60, &Second::reads) / 30 / setting.capacity;
    // Those who try again come in bunches and fail more often; without any the fluid is exact.
    CHECK(reads == near(setting.load_with_retries(), retries == 0 ? 0.01 : 0.06));
    CHECK(reads < 1.01 * setting.load_with_retries());
    CHECK(sum(model, 30, 60, &Second::failed) / sum(model, 30, 60, &Second::arrived) == near(0.1, 0.05));
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
    CHECK(failed == near(retries == 0 ? 0.25 : 0.0625, 0.1));
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
  CHECK(sum(model, 16, 30, &Second::failed) / sum(model, 16, 30, &Second::arrived) == near(0.05, 0.1));
  model.heal();
  run(model, 60);
  CHECK(model.orders().waiting() < 10);
  CHECK(model.seconds().at(59).failed == 0);
}

TEST_CASE("a database five times slower turns a quarter of its load into 125 %") {
  Session session = preset("slow-database");
  pass(session, 20);
  CHECK(*value_of(session, "load").number == near(125, 0.05));
  CHECK(*value_of(session, "busy").number == near(100, 0.01));
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
  CHECK(session.answer()->answer == near(1030, 0.02));
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
  CHECK(again->took() == near(slow_read / SystemModel::slowness, 1e-4));
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
        CHECK(trace.tries[at].ended - trace.tries[at].asked == near(0.5, 1e-5));
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

TEST_CASE("a band too narrow for its name has it beside: a spike, and congestion across traffic") {
  const auto named = [](Session& session, const std::string& name) {
    const Stage stage = session.stage(1120, Mode::poster);
    const auto& shapes = stage.list.shapes();
    return std::count_if(shapes.begin(), shapes.end(), [&](const Shape& shape) {
      return shape.kind == ShapeKind::words && stage.list.text(shape.first_byte, shape.byte_count) == name;
    });
  };
  Session storm = preset("retry-storm");
  pass(storm, 25);
  CHECK(named(storm, "spike") == 3);
  Session across = with({{"db-capacity", "1000"}, {"traffic", "5000"}});
  CHECK(named(across, "congested") == 1);
}

// ---- What is said while something passes -----------------------------------------------------------

namespace {

const Verdict& verdict_of(Session& session) {
  for (const auto& figure : session.scene().figures)
    if (figure->id == "verdict") return static_cast<const Verdict&>(*figure);
  FAIL("no verdict");
  return static_cast<const Verdict&>(*session.scene().figures.front());
}

/// Words with plain spaces where a number keeps to its unit.
std::string plain(std::string words) {
  for (std::size_t at = 0; (at = words.find("\u00a0", at)) != std::string::npos;) words.replace(at, 2, " ");
  return words;
}

/// A number may stand beside an exact one only where it could be a sample of it: within five standard
/// deviations of as many Poisson arrivals, and two points.
void check_exact(Session& session) {
  for (const char* id : {"errors", "load", "busy", "throughput"}) {
    const Value& value = value_of(session, id);
    if (!value.exact || !value.number) continue;
    CAPTURE(id);
    const double chance = 5 / std::sqrt(std::max<double>(static_cast<double>(*value.samples), 1));
    const double points = std::string_view(id) == "throughput" ? 0 : 2;
    CHECK(std::abs(*value.number - *value.exact) <= points + (chance + 0.02) * *value.exact);
  }
}

/// What is said fits what the last second was.
void check_verdict(Session& session) {
  const double failing = value_of(session, "errors").number.value_or(0);
  const Verdict& verdict = verdict_of(session);
  CAPTURE(verdict.judgement);
  CAPTURE(session.scene().summary);
  const auto rows = session.scene().figures[2]->table().rows;
  const auto at = [&](std::size_t column) {
    double last = 0;
    for (const auto& row : rows)
      if (const double* number = std::get_if<double>(&row[column]); number != nullptr && !std::isnan(*number))
        last = *number;
    return last;
  };
  const double done = at(1), failed = at(3);
  if (failed > 0.01 * (done + failed) && failed > 0) CHECK(verdict.sign == Verdict::Sign::bad);
  if (failing > 1) CHECK(session.scene().summary.find("no request fails") == std::string::npos);
}

}  // namespace

TEST_CASE("while a failure or a spike lasts, the sums and the curve give the load that the verdict names") {
  const auto chart_of = [](Session& session) {
    return std::static_pointer_cast<const Chart>(session.scene().figures[4]);
  };
  const auto check_load = [&](Session& session, const std::string& equation, const char* load, double hit) {
    const Verdict& verdict = verdict_of(session);
    CHECK(plain(verdict.judgement).find(std::string("Not now: ") + load) == 0);
    CHECK(plain(verdict.sums[1].equation) == equation + " = " + load);
    const auto chart = chart_of(session);
    CHECK(chart->here[0].x == near(hit));
    CHECK(plain(chart->here[0].explanation) == std::string("Now: ") + load + " database load.");
  };
  Session slow = preset("why-slow");
  pass(slow, 10);
  check_load(slow, "5,000 \u00d7 10 % \u2044 (2,000 \u2044 5)", "125 %", 90);
  CHECK(plain(verdict_of(slow).sums[0].equation) == "1 \u2212 (2,000 \u2044 5) \u2044 5,000 = 92 %");
  CHECK(plain(chart_of(slow)->markers[0].label) == "at least 92 %");
  CHECK(*value_of(slow, "least-hit").number == near(92));
  CHECK(slow.act("inject").ok());
  pass(slow, 10);
  CHECK(plain(verdict_of(slow).sums[1].equation) == "5,000 \u00d7 10 % \u2044 2,000 = 25 %");
  CHECK(plain(chart_of(slow)->here[0].explanation) == "As set: 25 % database load.");

  Session spike = preset("spike");
  pass(spike, 3);
  check_load(spike, "(3 \u00d7 10,000) \u00d7 15 % \u2044 2,000", "225 %", 85);
  // At the worst the equations still have their one line where a column is narrow.
  Session both = with({{"traffic", "20000"}, {"db-capacity", "10000"}, {"failure", "slow-database"}});
  CHECK(both.act("inject").ok());
  for (const char* then : {"spike", "step"}) {
    CHECK(cut_words(both.stage(900, Mode::poster)).empty());
    CHECK(both.act(then).ok());
    settle(both);
  }
  Session lost = preset("cache-lost");
  pass(lost, 10);
  check_load(lost, "5,000 \u00d7 100 % \u2044 2,000", "250 %", 0);
  CHECK(plain(verdict_of(lost).sums[3].equation) == "5,000 \u2044 2,000 = 250 %, 20\u00d7 the load");
}

TEST_CASE("9 s into a retry storm no exact 0 stands beside 13 % of errors, and nothing is said to hold") {
  Session session = preset("retry-storm");
  pass(session, 9);
  CHECK(*value_of(session, "errors").number > 5);
  for (const char* id : {"errors", "load", "busy", "throughput", "p50", "p99"}) {
    CAPTURE(id);
    CHECK_FALSE(value_of(session, id).exact);
  }
  CHECK(verdict_of(session).judgement.find("Not now: retries make it ") == 0);
  CHECK(verdict_of(session).judgement.find("later yes") != std::string::npos);
  const std::string summary = session.scene().summary;
  CHECK_MESSAGE(summary.find("75\u00a0% of what it can do, but retries made it ") != std::string::npos,
                summary);
  CHECK(summary.find("still queue from before. Once that is over, ") != std::string::npos);
  // Once it is over, and out of the seconds that count, the closed forms hold again.
  CHECK(session.act("run").ok());
  pass(session, 45);
  CHECK(*value_of(session, "errors").exact == 0);
  CHECK(*value_of(session, "errors").number == 0);
  CHECK(*value_of(session, "load").exact == near(75));
  CHECK(*value_of(session, "waiting").number < 10);
  CHECK(verdict_of(session).judgement == "Yes, with room to spare");
}

TEST_CASE("6 s after a spike began no exact 0 stands beside a fifth of errors") {
  Session session = preset("spike");
  pass(session, 6);
  CHECK(*value_of(session, "errors").number > 5);
  CHECK_FALSE(value_of(session, "errors").exact);
  CHECK_FALSE(value_of(session, "busy").exact);
  CHECK(*value_of(session, "load").exact == near(75));
  pass(session, 4);
  const bool waits = session.scene().summary.find("about 5") != std::string::npos;
  CHECK((!waits || *value_of(session, "waiting").number < 20 ||
         session.scene().summary.find("from now on about 5") != std::string::npos));
}

TEST_CASE(
    "in every second of every experiment what is exact is near what is measured, and the verdict true") {
  Session first(make_simulator("system-design"));
  for (const Preset& one : first.description().presets) {
    CAPTURE(one.id);
    Session session = preset(one.id);
    for (int second = 0; second < 45; ++second) {
      CAPTURE(second);
      check_exact(session);
      check_verdict(session);
      if (second == 20) CHECK(session.act("run").ok());
      pass(session, 1);
    }
  }
}

TEST_CASE("a setting so near to full that chance decides who gives up has no exact errors") {
  Session full = preset("h80");
  CHECK_FALSE(value_of(full, "errors").exact);
  // A tenth of a second is soon waited for at two connections.
  Session short_timeout =
      with({{"traffic", "850"}, {"hit-rate", "90"}, {"db-capacity", "100"}, {"timeout", "100"}});
  CHECK(*value_of(short_timeout, "errors").number > 0);
  CHECK_FALSE(value_of(short_timeout, "errors").exact);
}

TEST_CASE("every rate says how many it counted, and no excuse stands beside a number") {
  Session session = with({});
  for (const char* id : {"throughput", "errors", "load", "busy", "retry-share"}) {
    CAPTURE(id);
    const Value& value = value_of(session, id);
    CHECK(value.number);
    CHECK(value.samples.value_or(0) > 500);
    CHECK(value.note.empty());
  }
  // Closed forms that are not quite exact stand beside the number as a note.
  Session busy = preset("h81");
  CHECK(value_of(busy, "waiting").note.find("Erlang C, for exponential reads, gives ") == 0);
  CHECK(value_of(busy, "wait").note.find("Allen-Cunneen gives ") == 0);
  CHECK(scene_json(busy).find("\"note\":\"Erlang C, for exponential reads, gives ") != std::string::npos);
}

TEST_CASE("a setting that holds for no time starts nobody, so that what is restored without it is the same") {
  const auto drawn = [](const char* passing) {
    Session session(make_simulator("system-design"));
    CHECK(session.act("spike").ok());
    if (passing != nullptr) CHECK(session.set("traffic", passing).ok());
    CHECK(session.set("traffic", "836").ok());
    session.finish();
    return svg(session.stage(700, Mode::poster), "");
  };
  CHECK((drawn("20000") == drawn(nullptr)));
}

TEST_CASE("whichever slider moves, the curve goes over its range and through what is set") {
  Session session = with({{"traffic", "5000"}, {"hit-rate", "50"}, {"retries", "2"}});
  const auto curve = [&] { return std::static_pointer_cast<const Chart>(session.scene().figures[4]); };
  CHECK(curve()->title == "Across retries");
  CHECK(curve()->here[0].y == near(100 * theory::load_with_retries(1.25, 2, 1e9)));
  CHECK(curve()->here[1].y == near(10));
  CHECK(session.set("retries", "0").ok());
  for (const char* timeout : {"200", "1000", "5000"}) {
    CAPTURE(timeout);
    CHECK(session.set("timeout", timeout).ok());
    settle(session);
    CHECK(curve()->title == "Across timeouts");
    // In an overload the queue is as long as the timeout, and so is what 99 of 100 answers take.
    const auto drawn = curve();
    CHECK(drawn->here[0].y == near(std::stod(timeout)));
    for (const auto& point : drawn->series[2].points) CHECK(point.y == near(point.x));
    CHECK(number_of(session, "p99") == near(drawn->here[0].x, 0.15));
  }
  // One read in a hundred overloads a small database: the other 99 do not wait.
  CHECK(session.set("hit-rate", "99").ok());
  CHECK(session.set("db-capacity", "100").ok());
  CHECK(session.set("traffic", "20000").ok());
  CHECK(session.set("timeout", "1000").ok());
  CHECK(curve()->alt.find("99 of 100 answers come from the cache") != std::string::npos);
  CHECK(session.act("reset").ok());
  CHECK(session.set("sla", "25").ok());
  settle(session);
  CHECK(curve()->title == "Across targets");
  CHECK(curve()->markers[0].x == near(number_of(session, "p99")));
  CHECK(curve()->here[0].x == 25);
  // One in ten asks the database, a quarter of those take 25 ms and more, and a hit on the way to it some
  // too.
  CHECK(curve()->here[0].y == near(97, 0.03));
}
