#include "core/simulators/fan-out.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/scene/chart.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;

namespace {

Session with(std::initializer_list<std::pair<const char*, const char*>> values) {
  Session session(make_simulator("fan-out"));
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  return session;
}

Session preset(const char* id) {
  Session session(make_simulator("fan-out"));
  CHECK(session.apply_preset(id).ok());
  return session;
}

std::optional<double> solved_over(Session& session, std::size_t param) {
  return fan_out::solved(session.values(), param, axis_over(session.description().params[param]));
}

}  // namespace

TEST_CASE("200 followers cost 920,000 writes/s on write or 60 million lookups/s on read") {
  Session session = preset("without-celebrities");
  CHECK(number_of(session, "write-writes") == near(920'000));
  CHECK(number_of(session, "read-lookups") == near(60e6));
}

TEST_CASE("on write 300,000 reads/s are 300,000 lookups/s, and on read one of them is 200 at once") {
  Session session = preset("without-celebrities");
  CHECK(number_of(session, "write-lookups") == near(300'000));
  CHECK(number_of(session, "write-sum") == near(1.22e6));
  CHECK(number_of(session, "read-burst") == 200);
}

TEST_CASE("what is looked up later is stored once, which no sum counts, and no write is claimed") {
  Session session = preset("mixture");
  const Stage stage = session.stage(1120, Mode::live);
  const auto told = [&](const std::string& words) {
    return std::any_of(stage.list.hits().begin(), stage.list.hits().end(), [&](const Hit& hit) {
      return stage.list.text(hit.first_byte, hit.byte_count).find(words) != std::string::npos;
    });
  };
  CHECK(
      told("Fan-out on read: a tweet is stored once, a celebrity\u2019s tweet stored once, a read "
           "200\u00a0lookups; in all 0\u00a0deliveries/s and 60 million\u00a0lookups/s; storing is not "
           "counted."));
  CHECK(told("Hybrid: a tweet is 200\u00a0writes, a celebrity\u2019s tweet stored once"));
}

TEST_CASE("celebrities add 6.9 million writes/s on average, and the hybrid keeps 920,000") {
  Session session = preset("mixture");
  CHECK(number_of(session, "write-celebrities") == near(6.9e6));
  CHECK(number_of(session, "write-writes") == near(7.82e6, 1e-4));
  CHECK(number_of(session, "hybrid-writes") == near(920'000, 1e-4));
  CHECK(number_of(session, "hybrid-lookups") == near(900'000));
  CHECK(session.scene().summary.find("6.9 million of them for 0.23\u00a0celebrity tweets/s") !=
        std::string::npos);
}

TEST_CASE("write and read cross at 13,043 followers with 4,600 tweets/s, and the curve finds it itself") {
  Session session = preset("without-celebrities");
  CHECK(number_of(session, "crossover") == near(13'043, 1e-4));
  CHECK(*solved_over(session, 0) == near(300'000 * 200 / 4600.0, 1e-9));
  CHECK(session.scene().figures[2]->alt.find("13,043") != std::string::npos);
}

TEST_CASE("celebrities pull the crossover of average followers down to 11,544") {
  Session session = preset("mixture");
  CHECK(number_of(session, "crossover") == near(13'043, 1e-4));
  CHECK(*solved_over(session, 0) == near(11'544, 1e-4));
}

TEST_CASE("the crossover is solved over whatever parameter moves, or none is claimed") {
  Session session = preset("without-celebrities");
  CHECK(*solved_over(session, 3) == near(920'000 / 300'000.0));
  CHECK(*solved_over(session, 2) == near(4600));
  CHECK_FALSE(solved_over(session, 1));
  CHECK_FALSE(solved_over(session, 7));
  CHECK(session.set("tweets", "5000").ok());
  CHECK(session.scene().figures[2]->alt.find("do not cross") != std::string::npos);
}

TEST_CASE("the quiz's 5,000 tweets/s cost about 6 million writes/s, five sixths for celebrities") {
  Session session = preset("quiz");
  CHECK(number_of(session, "write-writes") == near(5'999'900));
  CHECK(number_of(session, "write-celebrities") == near(5e6));
  CHECK(number_of(session, "write-burst") == near(10e6));
  Session consistent = preset("quiz-consistent");
  CHECK(number_of(consistent, "write-celebrities") == near(50'000));
}

TEST_CASE("every experiment of the chapter comes out") {
  const struct {
    const char* id;
    double writes, lookups, crossover;
  } rows[] = {{"one-number", 4.6e6, 60e6, 13'043},
              {"equal", 60e6, 60e6, 13'043},
              {"everyone-a-celebrity", 1.38e11, 60e6, 13'043},
              {"peak", 12e6, 60e6, 5000},
              {"peak-200", 2.4e6, 60e6, 5000},
              {"follows-75", 345'000, 22.5e6, 4891},
              {"follows-500", 4.6e6, 150e6, 32'609}};
  for (const auto& row : rows) {
    CAPTURE(row.id);
    Session session = preset(row.id);
    CHECK(number_of(session, "write-writes") == near(row.writes, 1e-4));
    CHECK(number_of(session, "read-lookups") == near(row.lookups));
    CHECK(number_of(session, "crossover") == near(row.crossover, 1e-4));
  }
}

TEST_CASE("one celebrity's tweet takes 27.8 s beside 200 followers, and never beside 1,000") {
  Session session = preset("mixture");
  CHECK(number_of(session, "write-burst") == near(30e6));
  CHECK(number_of(session, "write-delivery") == near(27.8, 0.001));
  CHECK(number_of(session, "hybrid-burst") == 200);
  CHECK(session.scene().summary.find("on write the backlog never ends") != std::string::npos);
  Session start = preset("start");
  CHECK_FALSE(value_of(start, "write-delivery").number);
  CHECK(value_of(start, "write-delivery").note.find("never") == 0);
}

TEST_CASE("deliveries counted step by step wait as the closed form says") {
  theory::FanOut load;
  load.followers = 200;
  const double interval = 1 / load.celebrity_posts();
  for (const double capacity : {1e6, 3e6, 8e6, 20e6}) {
    const auto corners = fan_out::waiting_writes(load, capacity, true, 9.5 * interval);
    const double last =
        theory::burst_backlog(30e6, interval, capacity - load.ordinary_writes(), 9.5 * interval);
    CHECK(corners.back().waiting == near(last, 1e-9));
    for (std::size_t i = 1; i < corners.size(); ++i) CHECK(corners[i - 1].seconds <= corners[i].seconds);
  }
  // The hybrid has no bursts; overrun by ordinary tweets, it falls behind in a straight line.
  CHECK(fan_out::waiting_writes(load, 1e6, false, 60).back().waiting == 0);
  CHECK(fan_out::waiting_writes(load, 900'000, false, 60).back().waiting ==
        near(60 * (load.ordinary_writes() - 900'000)));
}

TEST_CASE("without celebrities nothing is said of them") {
  Session session = with({{"celebrity-share", "0"}, {"followers", "1"}, {"tweets", "1"}});
  CHECK(number_of(session, "write-celebrities") == 0);
  CHECK(session.scene().summary.find("elebrity") == std::string::npos);
  CHECK(session.scene().summary.find("1\u00a0write,") != std::string::npos);
}

TEST_CASE("at every corner the picture is whole") {
  for (const char* followers : {"1", "50000000"}) {
    for (const char* tweets : {"1", "50000"}) {
      for (const char* share : {"0", "0.000001", "0.1"}) {
        for (const char* capacity : {"10000", "100000000"}) {
          Session session = with({{"followers", followers},
                                  {"tweets", tweets},
                                  {"celebrity-share", share},
                                  {"capacity", capacity}});
          for (const auto& figure : session.scene().figures) {
            for (const auto& row : figure->table().rows) {
              for (const Cell& cell : row)
                if (const double* number = std::get_if<double>(&cell)) CHECK_FALSE(std::isinf(*number));
            }
          }
        }
      }
    }
  }
}

TEST_CASE("a guess that celebrities add little meets 6.9 million writes/s") {
  Session session(make_simulator("fan-out"));
  CHECK(session.predict("celebrities-on-average", "1000000").ok());
  CHECK(session.answer()->answer == near(6.9e6));
}

TEST_CASE("over the capacity it is drawn how soon a tweet is everywhere, as its numbers say") {
  Session session(make_simulator("fan-out"));
  CHECK(session.set("followers", "100").ok());
  CHECK(session.set("capacity", "5000000").ok());
  const auto& chart = static_cast<const Chart&>(*session.scene().figures[2]);
  CHECK(chart.title == "How soon a tweet is everywhere");
  CHECK(chart.here[0].y == near(number_of(session, "write-delivery")));
  CHECK(chart.here[1].y == near(number_of(session, "hybrid-delivery")));
  for (const Series& series : chart.series)
    for (std::size_t i = 1; i < series.points.size(); ++i) CHECK(series.points[i].y < series.points[i - 1].y);
  // Where ordinary tweets alone are too many, nothing is ever everywhere.
  CHECK(session.set("followers", "10000").ok());
  CHECK(session.set("capacity", "100000").ok());
  const auto& full = static_cast<const Chart&>(*session.scene().figures[2]);
  CHECK(full.here.empty());
  CHECK(full.bands[0].label == std::string("never"));
}

TEST_CASE("a share as good as none is none: no axis reaches to a tweet that never comes") {
  Session session = with({{"capacity", "10000"}, {"celebrity-share", "1e-310"}});
  CHECK(session.values()[find_param(session.description(), "celebrity-share")] == 0);
  const auto& chart = static_cast<const Chart&>(*session.scene().figures[3]);
  CHECK(chart.x.max == 60);
  CHECK(std::isfinite(chart.y.max));
  // Small is not nothing.
  CHECK(session.set("celebrity-share", "1e-9").ok());
  CHECK(session.values()[find_param(session.description(), "celebrity-share")] == 1e-9);
  CHECK(std::isfinite(static_cast<const Chart&>(*session.scene().figures[3]).x.max));
}
