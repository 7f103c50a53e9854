// Saved states that are long: what they may ask of the one who restores them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "core/api/encode.h"
#include "core/simulators/registry.h"
#include "tests/core/values.h"

using namespace lesson;

namespace {

Saved long_run(const Simulator& simulator, std::size_t inputs, double time) {
  Saved saved{
      .simulator = simulator.description().id, .start = defaults(simulator.description()), .time = time};
  for (std::size_t i = 0; i < inputs; ++i)
    saved.history.push_back(
        {time * static_cast<double>(i) / static_cast<double>(inputs), i % 2 == 0, 0, saved.start[0]});
  return saved;
}

}  // namespace

TEST_CASE("a state that spans more than an hour is refused, and the sentence says how long it may be") {
  for (const auto& simulator : all_simulators()) {
    const Description& description = simulator->description();
    if (description.timeless) continue;
    CAPTURE(description.id);
    CHECK(parse_state(state_json(long_run(*simulator, 3, Session::saved_limit)), description).ok());
    const auto saved = parse_state(state_json(long_run(*simulator, 3, 1e6)), description);
    REQUIRE_FALSE(saved.ok());
    CHECK(saved.status().message.find("time") != std::string::npos);
    CHECK(saved.status().message.find("3,600") != std::string::npos);
  }
}

TEST_CASE("a run of more than an hour goes on, but is not saved") {
  Session session(make_simulator("request-trace"));
  CHECK(session.advance(Session::saved_limit).ok());
  CHECK(session.save().ok());
  CHECK(session.advance(1).ok());
  CHECK(session.save().status().message.find("3,600 simulated seconds") != std::string::npos);
  CHECK(session.act("reset").ok());
  CHECK(session.save().ok());
}

TEST_CASE("while a long state is restored, an input is refused at once and does not wait for the rest") {
  for (const auto& simulator : all_simulators()) {
    if (simulator->description().timeless) continue;
    CAPTURE(simulator->description().id);
    Session session(make_simulator(simulator->description().id));
    CHECK(session.restore(long_run(*simulator, 50'000, Session::saved_limit)).ok());
    CHECK(session.work(1).ok());
    const Status early = session.set_number(0, session.values()[0]);
    CHECK(early.code == Code::invalid);
    // Four at once, one of work, four more for this input; fewer where the first has left work to do.
    CHECK(early.message.find(" of its 50000 inputs are done") != std::string::npos);
    const std::string before = "restored; ";
    CHECK(std::atoi(early.message.c_str() + early.message.find(before) + before.size()) <= 9);
    CHECK(session.act_index(0).code == Code::invalid);
    CHECK(session.advance(1).code == Code::invalid);
    CHECK(session.backlog() > 0.9);
    CHECK(session.act("reset").ok());
    CHECK(session.set_number(0, session.values()[0]).ok());
  }
}

TEST_CASE("a long state is whole once its work is done, and takes inputs again") {
  Session session(make_simulator("request-trace"));
  const Saved saved = long_run(*make_simulator("request-trace"), 2'000, 600);
  CHECK(session.restore(saved).ok());
  settle(session);
  CHECK(session.set_number(0, session.values()[0]).ok());
  CHECK(session.save().value().time == saved.time);
}
