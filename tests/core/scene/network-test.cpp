#include "core/scene/network.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <vector>

#include "core/scene/easing.h"
#include "core/scene/waterfall.h"
#include "tests/core/near.h"

using namespace lesson;

namespace {

void fill(Network& figure, Network::State state) {
  for (int i = 0; i < 6; ++i) {
    const auto row = static_cast<float>(i % 3) / 2, column = static_cast<float>(i / 3);
    figure.nodes.push_back({.id = "part",
                            .label = "Message queue number " + std::to_string(i),
                            .note = "1,234,567 waiting in line",
                            .kind = static_cast<Network::Kind>(i),
                            .state = state,
                            .wide = {row, column},
                            .narrow = {column, row},
                            .waiting = 1e6,
                            .utilisation = 3,
                            .active = true,
                            .explanation = "A part."});
  }
  for (std::size_t i = 1; i < 6; ++i) {
    figure.edges.push_back(
        {.from = 0, .to = i, .label = "calls", .both_ways = true, .flow = 1, .state = state});
    figure.tokens.push_back({.edge = i - 1, .at = 0.5, .form = static_cast<Network::Form>(i % 4)});
  }
  figure.legend = {{Network::Key::Sign::slow, "slow"}, {Network::Key::Sign::down, "down"}};
}

bool inside(const DisplayList& list, Rect box) {
  return std::all_of(list.points().begin(), list.points().end(), [&](Point p) {
    return p.x >= box.x && p.x <= box.right() && p.y >= box.y && p.y <= box.bottom();
  });
}

}  // namespace

TEST_CASE("a network stays in its box from 176 to 4,000 px, whatever its parts' states") {
  for (const auto state : {Network::State::up, Network::State::slow, Network::State::down}) {
    for (const float width : {176.0F, 300.0F, 519.0F, 700.0F, 1400.0F, 4000.0F}) {
      Network figure("network", "Network");
      fill(figure, state);
      DisplayList list;
      const Rect box{10, 20, width, figure.height(width < 520 ? WidthClass::narrow : WidthClass::wide)};
      figure.draw(list, box);
      CHECK(inside(list, box));
      CHECK(list.hits().size() == 6);
    }
  }
}

TEST_CASE("slow and down parts differ from healthy ones by shapes, not only colours") {
  std::size_t shapes[3];
  for (int state = 0; state < 3; ++state) {
    Network figure("network", "Network");
    fill(figure, static_cast<Network::State>(state));
    DisplayList list;
    figure.draw(list, {0, 0, 700, 300});
    shapes[state] = list.shapes().size();
  }
  CHECK(shapes[1] > shapes[0]);
  CHECK(shapes[2] > shapes[0]);
}

TEST_CASE("a network's table names every part, and every call with its two ends") {
  Network figure("network", "Network");
  fill(figure, Network::State::down);
  const Table table = figure.table();
  CHECK(table.rows.size() == 11);
  CHECK(std::get<std::string>(table.rows[0][1]) == "down");
  CHECK(std::get<double>(table.rows[0][4]) == 300);
}

TEST_CASE("a waterfall shows only what has begun, and stays in its box") {
  for (const float width : {176.0F, 360.0F, 700.0F, 4000.0F}) {
    Waterfall figure("waterfall", "Waterfall");
    figure.time = {"ms", 0, 70};
    figure.now = 30;
    figure.total = 25;
    figure.total_label = "answered after 25 ms, and a very long explanation of it";
    figure.spans = {{.label = "whole", .start = 0, .end = 25, .whole = true, .failed = true, .note = "25 ms"},
                    {.label = "a", .start = 0, .end = 25, .critical = true, .note = "25 ms"},
                    {.label = "b", .start = 10, .end = 69, .failed = true, .note = "59 ms"},
                    {.label = "later", .start = 31, .end = 70}};
    DisplayList list;
    const Rect box{0, 0, width, figure.height(width < 520 ? WidthClass::narrow : WidthClass::wide)};
    figure.draw(list, box);
    CHECK(inside(list, box));
    CHECK(list.hits().size() == 3);
    CHECK(figure.table().rows.size() == 3);
  }
}

TEST_CASE("a waterfall of two requests joins the spans of each, and not one with the other") {
  Waterfall figure("waterfall", "Waterfall");
  figure.time = {"ms", 0, 70};
  figure.spans = {{.label = "first", .end = 60, .whole = true},
                  {.label = "wait", .end = 40, .critical = true},
                  {.label = "read", .start = 40, .end = 60, .critical = true},
                  {.label = "second", .end = 20, .whole = true},
                  {.label = "read", .end = 20, .critical = true}};
  DisplayList list;
  figure.draw(list, {0, 0, 700, figure.height(WidthClass::wide)});
  const auto paths = std::count_if(list.shapes().begin(), list.shapes().end(), [](const Shape& shape) {
    return shape.kind == ShapeKind::polyline && shape.ink.stroke == Role::highlight &&
           shape.ink.width == 2.5F;
  });
  CHECK(paths == 3);  // And the legend's line.
}

namespace {

/// Where each of these words is set; outside when it is not drawn.
std::vector<Point> places_of(const DisplayList& list, std::initializer_list<const char*> words) {
  std::vector<Point> places;
  for (const char* word : words) {
    places.push_back({-1, -1});
    for (const Shape& shape : list.shapes())
      if (shape.kind == ShapeKind::words && list.text(shape.first_byte, shape.byte_count) == word)
        places.back() = {shape.box.x, shape.box.y};
  }
  return places;
}

}  // namespace

TEST_CASE("a branch's rate stands after the fork, or nowhere, and so does what explains it") {
  Network figure("network", "Network");
  for (const Point at : {Point{0, 1}, {1, 1}, {1, 0}})
    figure.nodes.push_back({.id = "part", .label = "Part", .wide = at, .narrow = at});
  figure.edges = {{.from = 0, .to = 1, .label = "476 req/s", .explanation = "Reads."},
                  {.from = 0, .to = 2, .label = "4,551 req/s", .explanation = "Hits."}};
  for (const float fork : {24.0F, 96.0F}) {
    CAPTURE(fork);
    figure.fork = fork;
    DisplayList list;
    const float width = 800, right_boxes = width - 5 - 158;
    figure.draw(list, {0, 0, width, figure.height(WidthClass::wide)});
    const auto places = places_of(list, {"476 req/s", "4,551 req/s"});
    // With 24 px after the fork the straight branch has no room; the other has its upright stretch.
    if (fork < 90) CHECK(places[0].x == -1);
    if (fork > 90) CHECK(places[0].x > right_boxes - fork);
    CHECK(places[1].x > right_boxes - fork);
    for (const Hit& hit : list.hits())
      if (hit.box.w < 100) CHECK(hit.box.x >= right_boxes - fork - 0.01F);
  }
}

TEST_CASE("the room a waterfall keeps says what to do, and none that is full is written over") {
  for (const int rows : {1, 10}) {
    Waterfall figure("waterfall", "Waterfall");
    figure.rows = 10;
    figure.invitation = "Run it again.";
    for (int i = 0; i < rows; ++i) figure.spans.push_back({.label = "Read", .end = 10});
    const float tall = figure.height(WidthClass::wide);
    DisplayList list;
    figure.draw(list, {0, 0, 700, tall});
    const Point place = places_of(list, {"Run it again."})[0];
    CHECK((place.y > 0) == (rows == 1));
    CHECK(inside(list, {0, 0, 700, tall}));
  }
}

TEST_CASE("where the keyboard stops does not depend on how much flows and how many are under way") {
  Network figure("network", "Network");
  fill(figure, Network::State::up);
  for (Network::Token& token : figure.tokens) token.explanation = "A request.";
  for (std::size_t i = 0; i < figure.edges.size(); ++i)
    figure.edges[i].explanation = "Way " + std::to_string(i) + ".";
  const auto stops = [&] {
    DisplayList list;
    figure.draw(list, {0, 0, 800, figure.height(WidthClass::wide)});
    std::string words;
    for (const Hit& hit : list.hits()) words += list.text(hit.first_byte, hit.byte_count);
    return words;
  };
  const std::string usual = stops();
  CHECK(usual.find("Way 0.Way 1.") == 0);
  figure.tokens.clear();
  for (std::size_t i = 0; i < figure.edges.size(); ++i) figure.edges[i].flow = static_cast<double>(i);
  CHECK(stops() == usual);
  std::reverse(figure.edges.begin(), figure.edges.end());
  CHECK(stops() != usual);
}

namespace {

/// How far along a straight way a token is drawn, 0 to 1, when such a share of its time has passed.
double drawn_at(double share, double ease) {
  Network figure("network", "Network");
  for (const float across : {0.0F, 1.0F})
    figure.nodes.push_back({.id = "part", .label = "Part", .wide = {across, 0.5F}, .narrow = {across, 0.5F}});
  figure.edges = {{.from = 0, .to = 1}};
  for (const double at : {0.0, share, 1.0})
    figure.tokens.push_back({.edge = 0, .at = at, .explanation = "A request.", .ease = ease});
  DisplayList list;
  figure.draw(list, {0, 0, 800, figure.height(WidthClass::wide)});
  std::vector<float> across;
  for (const Hit& hit : list.hints())
    if (list.text(hit.first_byte, hit.byte_count) == "A request.") across.push_back(hit.box.x);
  REQUIRE(across.size() == 3);
  return (across[1] - across[0]) / (across[2] - across[0]);
}

}  // namespace

TEST_CASE("a token sets out and arrives gently and on time: a tenth of its time takes it 2.8 % of its way") {
  CHECK(eased(0) == 0);
  CHECK(eased(0.5) == 0.5);
  CHECK(eased(1) == 1);
  CHECK(drawn_at(0.1, 1) == near(0.028, 1e-3));
  CHECK(drawn_at(0.9, 1) == near(0.972, 1e-3));
  CHECK(drawn_at(0.1, 0) == near(0.1, 1e-3));
}

TEST_CASE("tokens of a dense stream keep apart: nine on a way never come nearer than 9 % of it") {
  Network figure("network", "Network");
  figure.edges = {{.from = 0, .to = 1}};
  for (int step = 0; step < 20; ++step) {
    figure.tokens.clear();
    figure.stream(0, 9, 3 + step / 100.0, false, Role::accent, Network::Form::circle, "");
    REQUIRE(figure.tokens.size() >= 9);
    for (std::size_t i = 1; i < figure.tokens.size(); ++i) {
      const auto place = [&](std::size_t k) { return eased(figure.tokens[k].at, figure.tokens[k].ease); };
      CHECK(place(i) - place(i - 1) > 0.09);
    }
  }
}
