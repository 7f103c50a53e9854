#include "core/simulators/tradeoff-map.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>
#include <string>
#include <utility>

#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"
#include "tests/core/values.h"

using namespace lesson;

namespace {

Session with(std::initializer_list<std::pair<const char*, const char*>> values) {
  Session session(make_simulator("tradeoff-map"));
  for (const auto& [param, value] : values) CHECK(session.set(param, value).ok());
  return session;
}

bool says(Session& session, const std::string& words) {
  return session.scene().summary.find(words) != std::string::npos;
}

std::string changed(double value) { return std::to_string(value); }

}  // namespace

TEST_CASE("there are at least 14 systems, ranked 1, 2, 3... without a gap, and each claim has a year") {
  int rank = 0;
  CHECK(tradeoffs().count >= 14);
  for (const Tradeoff& one : tradeoffs()) {
    CAPTURE(one.id);
    CHECK((one.rank == 0 || one.rank == ++rank));
    CHECK((one.rank == 0) == (one.line != nullptr));
    for (const Claim& claim : {one.choice, one.wrong, one.silent, one.reason})
      CHECK(claim.source->year >= 1970);
  }
  CHECK(rank == 16);
}

TEST_CASE("the further towards consistency, the dearer a wrong answer against none") {
  double last = 0;
  for (const Tradeoff& one : tradeoffs()) {
    if (one.rank == 0) continue;
    CAPTURE(one.id);
    CHECK(one.wrong_price / one.silent_price > last);
    last = one.wrong_price / one.silent_price;
  }
}

TEST_CASE("at the defaults the first nine systems save by staying available, the last seven by refusing") {
  for (const Tradeoff& one : tradeoffs()) {
    if (one.rank == 0) continue;
    CAPTURE(one.id);
    Session session = with({{"system", one.id}});
    CHECK(*value_of(session, "side").number == (one.rank <= 9 ? 0 : 1));
  }
}

TEST_CASE("cart and bank transfer stand 10 places apart, since the dearer error differs") {
  Session cart = with({{"system", "cart"}}), bank = with({{"system", "bank"}});
  CHECK(*value_of(cart, "ratio").number == near(0.2));
  CHECK(*value_of(bank, "ratio").number == near(10'000));
  CHECK(says(cart, "Shopping cart is number 6 from the availability end."));
  CHECK(says(bank, "Bank transfer is number 16 from the availability end."));
  CHECK(says(cart, "answering from old copies (availability) costs $360 a year instead of $180,000"));
  CHECK(says(bank, "refusing (consistency) costs $6,000 a year instead of $600,000"));
}

TEST_CASE("one social network's five features stand in five places") {
  int last = 0;
  for (const char* id : {"likes", "feed", "deletion", "messages", "payouts"}) {
    Session session = with({{"system", id}});
    for (const Tradeoff& one : tradeoffs()) {
      if (one.id != std::string(id)) continue;
      CHECK(one.rank > last);
      last = one.rank;
    }
  }
}

TEST_CASE("search says that the line does not fit, and recommends no side") {
  Session session = with({{"system", "search"}});
  CHECK(says(session, "this line does not fit, because it trades speed against completeness"));
  CHECK_FALSE(value_of(session, "side").number);
  CHECK_FALSE(value_of(session, "distance").number);
}

TEST_CASE("the distance from the flip, put into the cost of a wrong answer, makes both prices equal") {
  for (const Tradeoff& one : tradeoffs()) {
    Session session = with({{"system", one.id}});
    const double open = *value_of(session, "available-price").number,
                 shut = *value_of(session, "consistent-price").number;
    const double factor = shut / open;
    if (one.rank > 0) CHECK(*value_of(session, "flip").number == near(std::max(factor, 1 / factor)));
    if (factor < 0.001 || factor > 1000) continue;
    CHECK(session.set("wrong-cost", changed(factor)).ok());
    CHECK(*value_of(session, "available-price").number == near(shut, 0.01));
  }
}

TEST_CASE("a hundred times the partitions cost a hundred times as much on the same side") {
  Session some = with({}), more = with({{"minutes", "6000"}});
  CHECK(*value_of(more, "available-price").number == near(100 * *value_of(some, "available-price").number));
  CHECK(*value_of(more, "side").number == *value_of(some, "side").number);
}

TEST_CASE("a cash machine pays out at 40 times the cost, and would refuse without its limit") {
  Session session(make_simulator("tradeoff-map"));
  CHECK(session.apply_preset("cash-machine").ok());
  CHECK(*value_of(session, "ratio").number == near(40));
  CHECK(*value_of(session, "side").number == 0);
  CHECK(session.apply_preset("cash-unlimited").ok());
  CHECK(*value_of(session, "side").number == 1);
}

TEST_CASE(
    "with the usual place hidden neither the summary nor the line gives it away, shown it tells the "
    "distance") {
  Session session(make_simulator("tradeoff-map"));
  CHECK(session.apply_preset("place-it").ok());
  CHECK_FALSE(value_of(session, "distance").number);
  CHECK(says(session, "Place User names yourself (now 8 of 16)"));
  CHECK_FALSE(says(session, "12"));
  CHECK(session.command("place own-place own-height", 0.6, 0.3).ok());
  CHECK(session.values()[6] == 10);
  CHECK(session.set("reveal", "on").ok());
  CHECK(*value_of(session, "distance").number == 2);
  CHECK(says(session, "User names is number 12 from the availability end, 2\u00a0places from yours."));
  CHECK(session.set("own-place", "12").ok());
  CHECK(says(session, "just where you put it"));
  CHECK(session.set("own-place", "11").ok());
  CHECK(says(session, "1\u00a0place from yours"));
}

TEST_CASE("every mark of the line can be clicked, and the drag comes last") {
  Session session = with({});
  const Stage stage = session.stage(1120, Mode::live);
  std::size_t found = 0, last = 0;
  const auto& hits = stage.list.hits();
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (hits[i].figure != 0) continue;
    const std::string command(stage.list.text(hits[i].first_command, hits[i].command_size));
    CHECK_FALSE(command.empty());
    if (command.find("set system ") == 0) {
      ++found;
      Session clicked = with({});
      CHECK(clicked.command(command, 0.5, 0.5).ok());
    }
    last = i;
  }
  CHECK(found >= tradeoffs().count);
  CHECK(stage.list.text(hits[last].first_command, hits[last].command_size) == "place own-place own-height");
}

TEST_CASE("the extremes of every cost keep prices finite and above zero") {
  for (const char* factor : {"0.001", "1000"}) {
    for (const char* share : {"0.001", "100"}) {
      for (const Tradeoff& one : tradeoffs()) {
        Session session = with({{"system", one.id},
                                {"wrong-cost", factor},
                                {"silent-cost", factor},
                                {"wrong-share", share},
                                {"minutes", "0.1"},
                                {"requests", "1"}});
        CHECK(*value_of(session, "available-price").number > 0);
        CHECK(session.scene().summary.find("$0 ") == std::string::npos);
      }
    }
  }
}

TEST_CASE("guessing that a cash machine refuses meets the answer: pay out") {
  Session session(make_simulator("tradeoff-map"));
  CHECK(session.predict("cash-machine-side", "consistent").ok());
  CHECK(session.answer()->text.find("You said refuse; it is pay out.") == 0);
  CHECK(session.predict("break-even", "100").ok());
  CHECK(session.answer()->answer == near(2000));
  CHECK(number_of(session, "flip") == near(20));
}
