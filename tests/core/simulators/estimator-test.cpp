#include "core/simulators/estimator.h"

#include <doctest/doctest.h>

#include <string>

#include "core/scene/bars.h"
#include "core/scene/chart.h"
#include "core/scene/worksheet.h"
#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;

namespace {

Session with(std::initializer_list<std::pair<const char*, const char*>> values) {
  Session session(make_simulator("estimator"));
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  return session;
}

const Worksheet& sheet(Session& session, std::size_t figure) {
  return static_cast<const Worksheet&>(*session.scene().figures[figure]);
}

}  // namespace

TEST_CASE("the whiteboard's 100 million users make 17,361 requests a second, 52,083 at the peak") {
  Session session = with({});
  CHECK(number_of(session, "day") == near(1.5e9));
  CHECK(number_of(session, "rate") == near(17'361.1, 1e-5));
  CHECK(number_of(session, "peak-rate") == near(52'083.3, 1e-5));
  CHECK(number_of(session, "servers") == 21);
  CHECK(number_of(session, "stored-day") == near(1.5));
  CHECK(number_of(session, "stored-year") == near(547.5));
  CHECK(number_of(session, "stored-all") == near(1642.5));
}

TEST_CASE("each step is shown twice: 1.5 billion over 86,400 s is 17,361/s, over 10^5 s about 15,000/s") {
  Session session = with({});
  const auto& lines = sheet(session, 0).lines;
  CHECK(lines[2].sum == "1.5 billion \u00f7 86,400 s");
  CHECK(lines[2].result == "17,361/s");
  CHECK(lines[2].rough == "1.5 billion \u00f7 10\u2075 s");
  CHECK(lines[2].about == "15,000/s");
  CHECK(lines[3].result == "52,083/s");
  CHECK(lines[3].about == "50,000/s");
  CHECK(lines[4].about == "20");
  CHECK(lines[5].result == "1.5\u00a0TB");
  CHECK(lines[6].about == "600\u00a0TB");
  CHECK(lines[7].result == "1.64\u00a0PB");
  CHECK(lines[7].about == "1.8\u00a0PB");
}

TEST_CASE("99.9 % leaves 43.2 minutes in 30 days and 43.8 in a mean month; 1.44 % failing burns at 14.4") {
  Session session = with({{"failing", "1.44"}});
  CHECK(number_of(session, "budget") == near(43.2));
  CHECK(number_of(session, "budget-month") == near(43.8));
  CHECK(number_of(session, "burn") == near(14.4));
  CHECK(number_of(session, "lasts") == near(2.083, 0.001));
  CHECK(sheet(session, 3).lines[0].result == "43.2\u00a0min");
  CHECK(sheet(session, 3).lines[1].result == "43.8\u00a0min");
}

TEST_CASE("light needs 55.7 ms from London to New York and back, 165 ms from Frankfurt to Sydney") {
  Session close = with({{"from", "london"}, {"to", "new-york"}});
  CHECK(number_of(close, "distance") == near(5570, 0.005));
  CHECK(number_of(close, "light") == near(55.7, 0.005));
  Session far = with({{"from", "frankfurt"}, {"to", "sydney"}});
  CHECK(number_of(far, "distance") == near(16'500, 0.005));
  CHECK(number_of(far, "light") == near(165, 0.005));
  Session same = with({{"from", "tokyo"}, {"to", "tokyo"}});
  CHECK(number_of(same, "light") == 0);
}

TEST_CASE("latencies rise along one logarithmic scale, and light's floor lies below the measured trip") {
  Session session = with({});
  const auto& bars = static_cast<const Bars&>(*session.scene().figures[2]);
  CHECK(bars.x.scale == Scale::logarithmic);
  for (std::size_t i = 1; i < estimator::latency_count; ++i)
    CHECK(bars.rows[i - 1].parts[0].value < bars.rows[i].parts[0].value);
  CHECK(bars.rows[2].text == "100\u00a0ns \u2192 1.67\u00a0min");
  CHECK(number_of(session, "light") < 150);
  for (const auto& one : estimator::latencies) CHECK(one.year > 2000);
}

TEST_CASE("the response curve is that of what the parameter decides, and passes through the present point") {
  const std::pair<const char*, const char*> moves[] = {{"users", "1e6"}, {"daily", "97"},   {"server", "97"},
                                                       {"writes", "97"}, {"copies", "5"},   {"answer", "97"},
                                                       {"target", "97"}, {"failing", "97"}, {"to", "tokyo"}};
  const char* titles[] = {
      "Requests a second at the peak", "Requests a second at the peak", "Servers",
      "Stored a year, all copies",     "Stored a year, all copies",     "Gbit/s sent at the peak",
      "Days the error budget lasts",   "Days the error budget lasts",   "Requests a second at the peak"};
  for (std::size_t i = 0; i < std::size(moves); ++i) {
    Session session = with({moves[i]});
    CAPTURE(moves[i].first);
    const auto& chart = static_cast<const Chart&>(*session.scene().figures[1]);
    CHECK(chart.title.substr(0, 7) == std::string(titles[i]).substr(0, 7));
    CHECK(chart.here[0].y >= chart.y.min);
    CHECK(chart.here[0].y <= chart.y.max);
  }
}

TEST_CASE(
    "presets: photos 548 PB a year, the shortener 602 GB, payments 579/s, the internal tool one server") {
  Session photos = with({});
  CHECK(photos.apply_preset("photo-sharing").ok());
  CHECK(number_of(photos, "stored-all") == near(547'500));
  Session links = with({});
  CHECK(links.apply_preset("url-shortener").ok());
  CHECK(number_of(links, "stored-all") == near(0.602, 0.001));
  CHECK(number_of(links, "rate") == near(3819, 0.001));
  Session payments = with({});
  CHECK(payments.apply_preset("payments").ok());
  CHECK(number_of(payments, "peak-rate") == near(578.7, 0.001));
  Session tool = with({});
  CHECK(tool.apply_preset("internal-tool").ok());
  CHECK(number_of(tool, "servers") == 1);
  CHECK(tool.scene().summary.find("1\u00a0server,") != std::string::npos);
}

TEST_CASE("the prediction asks for the order of magnitude: 1,458,333 requests a second are millions") {
  Session session = with({});
  CHECK(session.predict("magnitude", "ten-thousands").ok());
  CHECK(session.answer()->answer == 6);
  CHECK(number_of(session, "peak-rate") == near(1'458'333, 1e-6));
  CHECK(session.predict("light", "200").ok());
  CHECK(session.answer()->answer == near(185, 0.005));
  CHECK(number_of(session, "distance") == near(18'500, 0.005));
}
