// Two sessions of one simulator beside each other: on the same axes, and parted at a moment.
#include "core/simulators/session.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "core/api/encode.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/scene/svg.h"
#include "core/simulators/registry.h"
#include "tests/core/values.h"

using namespace lesson;

namespace {

Session open(const Simulator& like) { return Session(make_simulator(like.description().id)); }

std::vector<Side> sides(Session& session) { return axes_of(session.scene()); }

/// The figures to the last bit, and how they look.
std::string picture(Session& session) {
  std::string text = scene_csv(session) + svg(session.stage(700, Mode::poster), "");
  for (const Value& value : session.scene().values)
    if (value.number) text += "\n" + exact_text(*value.number);
  return text;
}

void move_some(Session& session, Random& random) {
  const auto& params = session.description().params;
  for (int i = 0; i < 3; ++i) {
    const auto at = static_cast<std::size_t>(random.uniform() * static_cast<double>(params.size()));
    const double value = value_at(params[at], random.uniform());
    CHECK(session.set_number(at, params[at].kind == Param::Kind::number ? value : std::round(value)).ok());
  }
  settle(session);
}

/// Time in steps as uneven as frames are.
void watch(Session& session, Random& random, int frames) {
  for (int i = 0; i < frames; ++i) {
    CHECK(session.advance((0.001 + 0.05 * random.uniform()) * session.pace()).ok());
    if (i % 7 == 0) settle(session);
  }
  settle(session);
}

/// The same run at an earlier moment, what came later still to come.
Saved at(const Saved& saved, double time) {
  Saved back = saved;
  back.time = time;
  return back;
}

Session replayed(const Simulator& like, const Saved& saved, std::int64_t slice) {
  Session session = open(like);
  CHECK(session.restore(saved).ok());
  while (session.backlog() > 0) CHECK(session.work(slice).ok());
  return session;
}

}  // namespace

TEST_CASE(
    "two sessions that share axes draw every quantity on the same stretch of it, and each has its own "
    "again") {
  for (const auto& simulator : all_simulators()) {
    CAPTURE(simulator->description().id);
    Random random(11);
    for (int round = 0; round < 3; ++round) {
      Session a = open(*simulator), b = open(*simulator);
      move_some(a, random);
      move_some(b, random);
      const std::vector<Side> own = sides(b);
      CHECK(b.share_axes(a).ok());
      const std::vector<Side> left = sides(a), right = sides(b);
      for (const Side& side : right) {
        for (const Side& other : left) {
          const bool same = other.figure == side.figure && other.which == side.which &&
                            other.axis.label == side.axis.label && other.axis.scale == side.axis.scale;
          if (same) CHECK(other.axis == side.axis);
        }
      }
      for (std::size_t i = 0; i < own.size(); ++i) {
        CHECK(right[i].axis.min <= own[i].axis.min);
        CHECK(right[i].axis.max >= own[i].axis.max);
      }
      const std::uint64_t rest = a.revision() + b.revision();
      CHECK(b.share_axes(a).ok());
      CHECK(a.revision() + b.revision() == rest);
      b.own_axes();
      CHECK(sides(b) == own);
    }
  }
}

TEST_CASE("axes are shared within one simulator only") {
  const auto all = all_simulators();
  Session one = open(*all[0]), other = open(*all[1]);
  const Status refused = one.share_axes(other);
  CHECK_FALSE(refused.ok());
  CHECK(refused.message.find(all[1]->description().id) != std::string::npos);
}

TEST_CASE("a run taken back to a moment is that run to the bit, and one change parts it from there on") {
  for (const auto& simulator : all_simulators()) {
    const Description& description = simulator->description();
    if (description.timeless) continue;
    CAPTURE(description.id);
    Random random(5);
    Session run = open(*simulator);
    for (std::size_t action = 0; action < description.actions.size(); action += 2) {
      CHECK(run.act_index(action).ok());
      watch(run, random, 9);
    }
    const double moment = run.time();
    CHECK(moment > 0);
    const std::string then = picture(run);
    watch(run, random, 3);
    CHECK(run.act_index(0).ok());
    watch(run, random, 20);
    const Saved whole = run.save().value();

    // In slices and in one go, and on to where the run had come, what was done later coming by itself.
    for (const std::int64_t slice : {70'000LL, 1'000'000'000LL}) {
      Session back = replayed(*simulator, at(whole, moment), slice);
      CHECK(back.time() == moment);
      CHECK((picture(back) == then));
      CHECK(back.advance(run.time() - moment).ok());
      settle(back);
      CHECK((picture(back) == picture(run)));
      CHECK(state_json(back.save().value()) == state_json(whole));
    }

    // The same, but with one control moved at that very moment.
    Session other = replayed(*simulator, at(whole, moment), 300'000);
    const Param& param = description.params[0];
    CHECK(other.set_number(0, other.values()[0] == param.max ? param.min : param.max).ok());
    CHECK(other.advance(run.time() - moment).ok());
    settle(other);
    CHECK(other.time() == run.time());
    CHECK((picture(other) != picture(run)));
    const Saved parted = other.save().value();
    CHECK(parted.history.size() == whole.history.size() + 1);
    CHECK(std::any_of(parted.history.begin(), parted.history.end(), [&](const Input& input) {
      return !input.action && input.index == 0 && input.time == moment;
    }));
  }
}

TEST_CASE("what is set in a run taken back stays so, whatever the run would still have set it to") {
  for (const auto& simulator : all_simulators()) {
    const Description& description = simulator->description();
    if (description.timeless) continue;
    CAPTURE(description.id);
    const auto set = [&](Session& session, std::size_t param, double fraction) {
      CHECK(session.set_number(param, value_at(description.params[param], fraction)).ok());
    };
    Session run = open(*simulator);
    CHECK(run.act_index(0).ok());
    CHECK(run.advance(1).ok());
    set(run, 0, 1);
    set(run, 1, 1);
    CHECK(run.advance(1).ok());
    Session other = replayed(*simulator, at(run.save().value(), 0.5), 1'000'000);
    CHECK(other.values() != run.values());
    CHECK(other.animating());
    set(other, 0, 0);
    CHECK(other.advance(1).ok());
    CHECK(other.values()[0] == value_at(description.params[0], 0));
    CHECK(other.values()[1] == run.values()[1]);
    // Set to what it is: that is to last as well.
    Session same = replayed(*simulator, at(run.save().value(), 0.5), 1'000'000);
    const double present = same.values()[1];
    CHECK(same.set_number(1, present).ok());
    CHECK(same.advance(1).ok());
    CHECK(same.values()[1] == present);
  }
}

TEST_CASE(
    "a run of more inputs than a state may hold is not saved, those still to come among them; one that fits "
    "is") {
  const std::unique_ptr<Simulator> simulator = make_simulator(all_simulators().front()->description().id);
  const Description& description = simulator->description();
  REQUIRE_FALSE(description.timeless);
  Saved saved = open(*simulator).save().value();
  const auto least = [&](std::size_t param) { return description.params[param].min; };
  for (std::size_t i = 0; i + 1 < Session::history_limit; ++i)
    saved.history.push_back({100, false, i % 2, least(i % 2)});
  Session session = open(*simulator);
  CHECK(session.restore(saved).ok());
  CHECK(session.set_number(2, least(2)).ok());
  const Result<Saved> full = session.save();
  REQUIRE(full.ok());
  CHECK(open(*simulator).restore(full.value()).ok());
  CHECK(session.set_number(3, least(3)).ok());
  REQUIRE_FALSE(session.save().ok());
  CHECK(session.save().status().code == Code::too_large);
  CHECK(session.save().status().message.find("more than 50,000 inputs") != std::string::npos);
  CHECK(session.act("reset").ok());
  CHECK(session.save().ok());
}

TEST_CASE("time passes in ticks whose sums are exact, and loses none of what was asked for") {
  Session session = open(*make_simulator(all_simulators().front()->description().id));
  REQUIRE_FALSE(session.description().timeless);
  double asked = 0;
  for (int i = 0; i < 1000; ++i) {
    const double step = 1e-5 * (1 + i % 7) / 3;
    asked += step;
    CHECK(session.advance(step).ok());
    CHECK(std::ldexp(session.time(), 30) == std::floor(std::ldexp(session.time(), 30)));
  }
  CHECK(std::abs(session.time() - asked) <= std::ldexp(1.0, -30));
}

TEST_CASE("no summary can break between a number and its per cent") {
  for (const auto& simulator : all_simulators()) {
    const Description& description = simulator->description();
    for (std::size_t i = 0; i <= description.presets.size(); ++i) {
      Session session(make_simulator(description.id));
      if (i > 0) CHECK(session.apply_preset(description.presets[i - 1].id).ok());
      session.finish();
      CHECK_MESSAGE(session.scene().summary.find(" %") == std::string::npos, session.scene().summary);
    }
  }
}
