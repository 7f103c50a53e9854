#include "core/simulators/request-trace.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/scene/waterfall.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;
using namespace lesson::request_path;

namespace {

using Pairs = std::initializer_list<std::pair<const char*, const char*>>;

Session with(Pairs values) {
  Session session(make_simulator("request-trace"));
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  return session;
}

Session after_hundreds(int hundreds, Pairs values) {
  Session session = with(values);
  for (int i = 0; i < hundreds; ++i) CHECK(session.act("send-100").ok());
  return session;
}

double number(Session& session, const std::string& id) { return value_of(session, id).number.value_or(-1); }

Setting setting(Kind kind, bool insists = false) {
  return {.kind = kind, .hit_rate = 0.9, .insists = insists};
}

Setting broken(Setting setting, Part part, request_path::State state = request_path::State::down) {
  setting.states[part] = state;
  return setting;
}

Draws drawn(bool hit) {
  Draws draws{.chance = hit ? 0 : 0.99};
  for (std::size_t part = 0; part < part_count; ++part)
    draws.work[part] = (work[part].low + work[part].high) / 2;
  return draws;
}

const Step* span_of(const Trace& trace, Part part) {
  for (const Step& span : trace.spans)
    if (span.part == part) return &span;
  return nullptr;
}

/// A trace for every kind, policy, hit or miss, and state of one part.
template <class Visit>
void each_trace(Visit visit) {
  Source source(7);
  for (const Kind kind : {Kind::timeline, Kind::search, Kind::post})
    for (const bool insists : {false, true})
      for (std::size_t part = balancer; part <= stream; ++part)
        for (const auto state :
             {request_path::State::up, request_path::State::slow, request_path::State::down})
          for (int i = 0; i < 8; ++i) {
            const Setting here = broken(setting(kind, insists), static_cast<Part>(part), state);
            visit(here, trace(here, source.next()));
          }
}

}  // namespace

TEST_CASE("on a hit there is no database span") {
  const Trace hit = trace(setting(Kind::timeline), drawn(true));
  CHECK(hit.hit);
  CHECK(span_of(hit, database) == nullptr);
  const Trace miss = trace(setting(Kind::timeline), drawn(false));
  CHECK(miss.missed);
  CHECK(span_of(miss, database) != nullptr);
  CHECK(span_of(miss, database)->start == span_of(miss, cache)->end);
}

TEST_CASE("response is the critical path, never the sum of all spans") {
  each_trace([](const Setting&, const Trace& trace) {
    double critical = 0, all = 0, at = 0;
    for (const Step& span : trace.spans) {
      all += span.end - span.start;
      if (!span.critical) continue;
      critical += span.end - span.start;
      CHECK(span.start == near(at));  // Each begins where the one before it ended.
      at = span.end;
    }
    CHECK(critical == near(trace.answered));
    CHECK(all >= critical - 1e-9);
    // Beside a read or a post something always runs, unless nothing was called.
    if (trace.outcome == Outcome::full) CHECK(all > critical + 1);
  });
}

TEST_CASE("search runs beside the timeline read") {
  const Trace miss = trace(setting(Kind::timeline), drawn(false));
  CHECK(span_of(miss, Part::search)->start == span_of(miss, cache)->start);
  // Ways 1 ms, two hops, 37.5 ms of search; cache and database need 25.5 ms meanwhile.
  CHECK(miss.answered == near(39));
  CHECK_FALSE(span_of(miss, database)->critical);
}

TEST_CASE("publishing is off the critical path while the queue is up, whatever the policy") {
  Source source(3);
  for (const Kind kind : {Kind::timeline, Kind::search, Kind::post})
    for (const bool insists : {false, true})
      for (int i = 0; i < 200; ++i) {
        const Trace one = trace(setting(kind, insists), source.next());
        CHECK(one.event);
        CHECK_FALSE(span_of(one, queue)->critical);
      }
  const Trace slow = trace(broken(setting(Kind::post, true), queue, request_path::State::slow), drawn(true));
  CHECK(span_of(slow, queue)->critical);
  CHECK(slow.answered == near(1 + 0.5 + 40));
}

TEST_CASE("a queue that is down fails every post under fail") {
  Session session = after_hundreds(1, {{"kind", "post"}, {"policy", "fail"}, {"queue-state", "down"}});
  CHECK(number(session, "failed") == 100);
  CHECK(*value_of(session, "failed-share").exact == 100);
  CHECK_FALSE(value_of(session, "mean-response").number);
}

TEST_CASE("under degrade a queue that is down delays only analytics: posts are as quick, events come later") {
  Session up = after_hundreds(1, {{"kind", "post"}});
  Session down = after_hundreds(1, {{"kind", "post"}, {"queue-state", "down"}});
  CHECK(number(down, "failed") == 0);
  CHECK(number(down, "degraded") == 100);
  CHECK(number(down, "mean-response") == number(up, "mean-response"));
  CHECK(down.scene().summary.find("100\u00a0events wait for the queue") != std::string::npos);
  CHECK(down.set("queue-state", "up").ok());
  CHECK(down.scene().summary.find("wait for the queue") == std::string::npos);
}

TEST_CASE("cache down: an app server that degrades asks the database for every read, and fails none") {
  Session up = after_hundreds(10, {}), down = after_hundreds(10, {{"cache-state", "down"}});
  CHECK(number(up, "misses") == near(100, 0.3));
  CHECK(number(down, "misses") == 1000);
  CHECK(number(down, "hits") == 0);
  CHECK(number(down, "failed") == 0);
  CHECK(number(down, "degraded") == 1000);
}

TEST_CASE("cache down: an app server that insists asks the database for none, and fails every read") {
  Session session = after_hundreds(10, {{"policy", "fail"}, {"cache-state", "down"}});
  CHECK(number(session, "failed") == 1000);
  CHECK(number(session, "misses") == 0);
  CHECK(*value_of(session, "failed-share").exact == 100);
}

TEST_CASE("of a request that failed it is said who is to blame, and that the user got an error") {
  const auto says = [](Session& session, const char* words) {
    const std::string summary = session.scene().summary;
    CAPTURE(summary);
    CHECK(summary.find(words) != std::string::npos);
  };
  Session insists = with({{"policy", "fail"}, {"cache-state", "down"}});
  CHECK(insists.act("send").ok());
  CHECK(insists.advance(0.002).ok());
  says(insists, "The user has had an error since 1.5\u00a0ms after the click; the event is still with");
  // The queue is only missed where its receipt is awaited.
  Pairs gone = {{"kind", "post"}, {"database-state", "down"}, {"queue-state", "down"}};
  Session post = with(gone);
  says(post, "because the database is down.");
  CHECK(post.set("policy", "fail").ok());
  says(post, "because the database and the message queue are down and the app server insists");
  Session read = with({{"hit-rate", "0"}, {"database-state", "down"}, {"search-state", "down"}});
  CHECK(read.set("queue-state", "down").ok());
  says(read, "are down.");
  CHECK(read.scene().summary.find("message queue are") == std::string::npos);
}

TEST_CASE("a database that is down fails one read in ten under fail, and no hit ever") {
  Session session = after_hundreds(20, {{"policy", "fail"}, {"database-state", "down"}});
  const Value& failed = value_of(session, "failed-share");
  CHECK(*failed.exact == near(10));
  CHECK(std::abs(*failed.number - 10) < 3 * 100 * std::sqrt(0.1 * 0.9 / 2000));
  CHECK(number(session, "hits") + number(session, "failed") == 2000);
}

TEST_CASE("what is never stored, found or reached fails under either policy") {
  for (const bool insists : {false, true}) {
    CHECK(trace(broken(setting(Kind::post, insists), database), drawn(true)).outcome == Outcome::failed);
    CHECK(trace(broken(setting(Kind::search, insists), Part::search), drawn(true)).outcome ==
          Outcome::failed);
    CHECK(trace(broken(setting(Kind::timeline, insists), balancer), drawn(true)).answered == 0.5);
    CHECK(trace(broken(setting(Kind::timeline, insists), app), drawn(true)).answered == 1);
  }
  const Setting both = broken(broken(setting(Kind::timeline), database), Part::search);
  CHECK(trace(both, drawn(true)).outcome == Outcome::degraded);
  CHECK(trace(both, drawn(false)).outcome == Outcome::failed);
}

TEST_CASE("without search a hit takes 6 ms and a miss 26.5 ms on average; with it 39 and 40.5 ms") {
  const auto mean = [](const char* hit_rate, const char* search) {
    Session session = with({{"hit-rate", hit_rate}, {"search-state", search}});
    return *value_of(session, "mean-response").exact;
  };
  CHECK(mean("100", "down") == near(6, 1e-12));
  CHECK(mean("0", "down") == near(26.5, 1e-12));
  CHECK(mean("100", "up") == near(39, 1e-12));
  CHECK(mean("0", "up") == near(40.5, 0.001));
  // A slow search drags everyone along: 1 + 0.5 + 20 times 37.5 ms.
  CHECK(mean("90", "slow") == near(751.5, 1e-12));
}

TEST_CASE("measured means lie within three standard errors of the closed form in every state of every part") {
  for (const char* kind : {"timeline", "search", "post"}) {
    for (const char* policy : {"degrade", "fail"}) {
      for (const char* part : {"cache", "database", "search", "queue", "balancer", "app", "stream"}) {
        for (const char* state : {"slow", "down"}) {
          const std::string param = std::string(part) + "-state";
          Session session = after_hundreds(20, {{"kind", kind}, {"policy", policy}, {param.c_str(), state}});
          CAPTURE(std::string(kind) + " " + policy + " " + param + " " + state);
          const Value& mean = value_of(session, "mean-response");
          if (!mean.number) {
            CHECK(*value_of(session, "failed-share").exact > 99);
            continue;
          }
          const double error = (mean.interval->high - mean.interval->low) / 2 / 1.96;
          CHECK(std::abs(*mean.number - *mean.exact) < 3.5 * error);  // Over 70 settings.
          CHECK(*value_of(session, "p95-response").number ==
                near(*value_of(session, "p95-response").exact, 0.08));
        }
      }
    }
  }
}

TEST_CASE("a request is walked through at its pace, ends, and counts once answered") {
  Session session = with({{"hit-rate", "0"}});
  CHECK_FALSE(session.animating());
  CHECK(session.act("send").ok());
  CHECK(session.animating());
  CHECK(session.pace() >= 0.02);
  CHECK_FALSE(value_of(session, "response").number);
  CHECK(session.advance(0.001).ok());
  CHECK(number(session, "sent") == 0);
  CHECK(session.scene().summary.find("1\u00a0ms after the click") == 0);
  CHECK(session.advance(0.08).ok());
  CHECK(number(session, "sent") == 1);
  CHECK(number(session, "misses") == 1);
  CHECK_FALSE(session.animating());
}

TEST_CASE("one long advance is many short ones") {
  Session once = with({}), often = with({});
  for (Session* session : {&once, &often}) CHECK(session->act("send").ok());
  CHECK(once.advance(0.03).ok());
  for (int i = 0; i < 30; ++i) CHECK(often.advance(0.001).ok());
  CHECK(once.scene().summary == often.scene().summary);
  CHECK(once.advance(1).ok());
  for (int i = 0; i < 10; ++i) CHECK(often.advance(0.1).ok());
  CHECK(once.scene().summary == often.scene().summary);
  CHECK(number(once, "response") == number(often, "response"));
}

TEST_CASE("a change shows the last request again as it would have gone, with the same chances") {
  Session session = with({{"hit-rate", "0"}});
  CHECK(session.act("send").ok());
  CHECK(session.advance(1).ok());
  const double before = number(session, "response");
  CHECK(session.set("search-state", "down").ok());
  CHECK(number(session, "response") < before);
  CHECK(number(session, "sent") == 0);
  CHECK(session.set("search-state", "up").ok());
  CHECK(number(session, "response") == before);
}

TEST_CASE("an event waits for a consumer that is down, and is dealt with when it returns") {
  Session session = after_hundreds(1, {{"stream-state", "down"}});
  CHECK(number(session, "failed") == 0);
  CHECK(number(session, "degraded") == 0);
  CHECK(session.scene().summary.find("100\u00a0events wait in the queue") != std::string::npos);
  CHECK(session.set("stream-state", "up").ok());
  CHECK(session.scene().summary.find("wait in the queue") == std::string::npos);
}

TEST_CASE("too few requests are no mean, and the value says so") {
  Session session = with({});
  CHECK(value_of(session, "mean-response").note.find("not enough requests yet") == 0);
  CHECK(session.act("send-100").ok());
  CHECK(value_of(session, "mean-response").number);
  CHECK(*value_of(session, "mean-response").samples == 100);
}

TEST_CASE("a click on a part makes it slow, then takes it down, then brings it back") {
  Session session = with({});
  for (const char* expected : {"slow", "down", "up"}) {
    const Stage stage = session.stage(1120, Mode::live);
    const auto hit = std::find_if(stage.list.hits().begin(), stage.list.hits().end(), [&](const Hit& one) {
      return stage.list.text(one.first_byte, one.byte_count).find("Cache:") == 0;
    });
    CHECK(hit != stage.list.hits().end());
    const std::string command(stage.list.text(hit->first_command, hit->command_size));
    CHECK(command == std::string("set cache-state ") + expected);
    CHECK(session.command(command, 0, 0).ok());
  }
}

TEST_CASE("no read fails without the cache, and a slow search makes it 752 ms: the predictions") {
  Session session = with({});
  CHECK(session.predict("failed-without-cache", "40").ok());
  CHECK(session.answer()->answer == 0);
  CHECK(session.predict("mean-with-slow-search", "").ok());
  CHECK(session.answer()->answer == near(751.5));
}
