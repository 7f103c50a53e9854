#include "core/scene/chart.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/simulators/registry.h"
#include "core/simulators/session.h"
#include "tests/core/near.h"

using namespace lesson;

namespace {

using Words = std::vector<std::string>;

/// Its words with plain spaces where a number keeps to its unit.
std::string plain(std::string_view text) {
  std::string words(text);
  for (std::size_t at = 0; (at = words.find("\u00a0", at)) != std::string::npos;) words.replace(at, 2, " ");
  return words;
}

DisplayList drawn(const Chart& chart, float width = 600) {
  DisplayList list;
  chart.draw(list, {0, 0, width, chart.height(width_class(width))});
  return list;
}

Words words_of(const DisplayList& list, const std::vector<Hit>& hits) {
  Words words;
  for (const Hit& hit : hits) words.push_back(plain(list.text(hit.first_byte, hit.byte_count)));
  return words;
}

void fill(Chart& chart, double last) {
  chart.x = {"simulated time (s)", 0, 60};
  chart.y = {"ms", 0, 2 * last + 1};
  chart.series = {{"p50 (ms)", Role::series_1, Series::Mark::line, {}},
                  {"target", Role::series_2, Series::Mark::dashed, {{0, 50}, {60, 50}}}};
  for (double at = 1; at <= last; ++at) chart.series[0].points.push_back({at, 2 * at});
}

/// What a pointer there is told, as the host looks it up.
std::string told(const DisplayList& list, Point at) {
  for (const auto* hits : {&list.hits(), &list.hints()})
    for (const Hit& hit : *hits)
      if (at.x >= hit.box.x && at.x < hit.box.right() && at.y >= hit.box.y && at.y < hit.box.bottom())
        return plain(list.text(hit.first_byte, hit.byte_count));
  return {};
}

}  // namespace

TEST_CASE("a bar says its range and its height with their units, and the curve over it") {
  Chart chart("chart", "Chart");
  chart.x = {"response time (ms)", 0, 40};
  chart.y = {"requests|request", 0, 400};
  chart.series = {{"", Role::accent, Series::Mark::bars, {{15, 312, 20}, {20, 1, 25}}},
                  {"exact (%)", Role::exact, Series::Mark::line, {{17.5, 30}, {22.5, 4}}}};
  const DisplayList list = drawn(chart);
  const Words expected{"15 to 20 ms: 312 requests; exact 30 %.", "20 to 25 ms: 1 request; exact 4 %."};
  CHECK(words_of(list, list.hints()) == expected);
  CHECK(list.hits().empty());
}

TEST_CASE("curves are read in columns: each tells a point's x and what every series is there") {
  Chart chart("chart", "Chart");
  fill(chart, 60);
  const DisplayList list = drawn(chart);
  const auto words = words_of(list, list.hints());
  CHECK(words.size() > 30);
  CHECK(words.size() <= 50);
  CHECK(words.front() == "Simulated time 1 s: p50 2 ms; target 50 ms.");
  CHECK(list.hits().empty());
  for (std::size_t i = 1; i < list.hints().size(); ++i)
    CHECK(list.hints()[i].box.x == near(list.hints()[i - 1].box.right()));
}

TEST_CASE("where a curve has no value its column is silent about it, and steps hold until their point") {
  Chart chart("chart", "Chart");
  fill(chart, 3);
  chart.series[0].points[1].y = NAN;
  chart.series.push_back({"machines", Role::series_3, Series::Mark::steps, {{0, 1}, {2, 1}, {3, 4}}});
  const DisplayList list = drawn(chart, 1600);
  const auto words = words_of(list, list.hints());
  const Words expected{"Simulated time 0 s: target 50 ms; machines 1 ms.",
                       "Simulated time 1 s: p50 2 ms; target 50 ms; machines 1 ms.",
                       "Simulated time 2 s: target 50 ms; machines 1 ms.",
                       "Simulated time 3 s: p50 6 ms; target 50 ms; machines 4 ms.",
                       "Simulated time 60 s: target 50 ms."};
  CHECK(words == expected);
}

TEST_CASE("on an axis of nines three digits of what is missing are told") {
  Chart chart("chart", "Chart");
  chart.x = {"percentile, slowest last", 90, 99.99, Scale::nines};
  chart.y = {"$", 0, 10};
  chart.series = {{"cost", Role::accent, Series::Mark::line, {{90, 1}, {99.87654, 2}}}};
  const DisplayList list = drawn(chart);
  const Words expected{"Percentile 90: cost $1.", "Percentile 99.877: cost $2."};
  CHECK(words_of(list, list.hints()) == expected);
}

TEST_CASE("a column within a band tells of the band, whose own hit is the row of its words") {
  Chart chart("chart", "Chart");
  fill(chart, 60);
  chart.bands = {{20, 40, "failure", "A part is broken.", Role::failed}};
  const DisplayList list = drawn(chart);
  REQUIRE(list.hits().size() == 1);
  const Rect band = list.hits()[0].box;
  CHECK(band.h == 24);
  CHECK(told(list, {band.centre().x, band.y + 12}) == "A part is broken.");
  const std::string below = told(list, {band.centre().x, band.y + 60});
  CHECK(below.find("p50 60 ms; target 50 ms. A part is broken.") != std::string::npos);
}

TEST_CASE("a marker's line explains it all the way down, whether or not there is room for its name") {
  Chart chart("chart", "Chart");
  fill(chart, 60);
  for (int i = 0; i < 8; ++i)
    chart.markers.push_back(
        {30 + i * 0.4, "a long name of a limit", "Limit " + std::to_string(i) + ".", Role::ink});
  const DisplayList list = drawn(chart, 300);
  CHECK(list.hits().size() == 8);
  const Rect lowest = list.hints().front().box;
  CHECK(told(list, {lowest.centre().x, lowest.bottom() - 2}) == "Limit 0.");
  for (const Hit& hit : list.hits()) CHECK(hit.box.h == 24);
}

TEST_CASE("what is for a pointer alone never stops the keyboard, and is at most 400 in any simulator") {
  for (const auto& simulator : all_simulators()) {
    const std::string& id = simulator->description().id;
    CAPTURE(id);
    Session session(make_simulator(id));
    session.finish();
    const Stage stage = session.stage(1120, Mode::live);
    CHECK(stage.list.hints().size() <= 400);
    for (const Hit& hint : stage.list.hints()) {
      CHECK(hint.command_size == 0);
      CHECK(hint.byte_count > 0);
      CHECK((hint.box.w > 0 && hint.box.h > 0));
    }
  }
}

TEST_CASE("points at the ends of the axes are drawn whole, and none that lie beyond") {
  Chart chart("chart", "Chart");
  chart.x = {"servers", 1, 64};
  chart.y = {"", 0, 10};
  chart.series = {{"simulated", Role::accent, Series::Mark::points, {}}};
  for (const auto& [x, y] : {std::pair{1.0, 0.0}, {64.0, 10.0}, {64.0, 11.0}, {65.0, 5.0}})
    chart.series[0].points.push_back({x, y, 0, Interval{y - 3, y + 3}});
  bool clipped = false;
  std::size_t whole = 0;
  const DisplayList list = drawn(chart);
  for (const Shape& shape : list.shapes()) {
    clipped = shape.kind == ShapeKind::clip || (clipped && shape.kind != ShapeKind::unclip);
    if (shape.kind == ShapeKind::dots && !clipped) whole += shape.point_count;
  }
  CHECK(whole == 2);
}

TEST_CASE("the words of ticks stay within the chart and clear of the state's own point in the corner") {
  Chart chart("chart", "Chart");
  chart.x = {"availability (%)", 90, 99.999, Scale::nines};
  chart.y = {"", 0, 1000};
  chart.here = {{90, 0, "Now."}};
  const float width = 296;
  const DisplayList list = drawn(chart, width);
  Rect ring;
  for (const Shape& shape : list.shapes())
    if (shape.kind == ShapeKind::circle) ring = Rect{shape.box.x, shape.box.y, 0, 0}.inset(-8);
  for (const Shape& shape : list.shapes()) {
    if (shape.kind != ShapeKind::words) continue;
    const std::string text(list.text(shape.first_byte, shape.byte_count));
    CAPTURE(text);
    const float wide = text_width(text, shape.box.h, shape.weight);
    const float left = shape.anchor == Anchor::middle ? shape.box.x - wide / 2
                       : shape.anchor == Anchor::end  ? shape.box.x - wide
                                                      : shape.box.x;
    CHECK(left + wide <= width + 0.01F);
    const bool beside = left > ring.right() || left + wide < ring.x;
    CHECK((beside || shape.box.y < ring.y || shape.box.y - 0.73F * shape.box.h > ring.bottom()));
  }
}
