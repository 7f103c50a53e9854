#include "core/scene/map.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "core/simulators/registry.h"
#include "core/simulators/session.h"

using namespace lesson;

namespace {

struct Word {
  std::string text;
  Rect box;
};

/// Every text of a figure drawn so wide, and where it stands.
std::vector<Word> words(const Figure& figure, float width) {
  DisplayList list;
  const float height = figure.height(width_class(width));
  figure.draw(list, {0, 0, width, height});
  std::vector<Word> all;
  for (const Shape& shape : list.shapes()) {
    if (shape.kind != ShapeKind::words) continue;
    const std::string text(list.text(shape.first_byte, shape.byte_count));
    const float wide = text_width(text, shape.box.h, shape.weight);
    const float left = shape.anchor == Anchor::start ? shape.box.x
                       : shape.anchor == Anchor::end ? shape.box.x - wide
                                                     : shape.box.x - wide / 2;
    all.push_back({text, {left, shape.box.y - shape.box.h * 0.7F, wide, shape.box.h * 0.85F}});
    CHECK_MESSAGE(left >= -0.5F, text);
    CHECK_MESSAGE(left + wide <= width + 0.5F, text << " at " << width);
  }
  return all;
}

bool has(const std::vector<Word>& all, const std::string& text) {
  return std::any_of(all.begin(), all.end(), [&](const Word& word) { return word.text == text; });
}

void check_apart(const std::vector<Word>& all, float width) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const Rect a = all[i].box, b = all[k].box;
      const bool clash = a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
      if (clash) FAIL_CHECK(all[i].text << " on " << all[k].text << " at " << width);
    }
  }
}

void check_names(Session& session, std::initializer_list<float> widths) {
  const Figure& figure = *session.scene().figures[0];
  for (const float width : widths) {
    const auto all = words(figure, width);
    check_apart(all, width);
    for (const auto& choice : session.description().params[0].choices)
      CHECK_MESSAGE(has(all, choice.label), choice.label << " at " << width << ", " << session.query());
  }
}

}  // namespace

TEST_CASE("every system has its name, and no two words of the line collide, whichever is chosen") {
  Session session(make_simulator("tradeoff-map"));
  for (const auto& choice : session.description().params[0].choices) {
    CHECK(session.set("system", choice.id).ok());
    for (const char* place : {"1", "8", "16"}) {
      CHECK(session.set("own-place", place).ok());
      check_names(session, {312, 336, 520, 547, 560, 600, 659, 720, 780, 860, 1100, 1600, 3700});
    }
  }
}

TEST_CASE("every store has its name, and no two words of the plane collide, whatever its knobs") {
  Session session(make_simulator("cap-map"));
  for (const auto& choice : session.description().params[0].choices) {
    CHECK(session.set("system", choice.id).ok());
    for (const char* write : {"shipped", "1", "2", "3", "5"}) {
      for (const char* read : {"shipped", "1", "2", "3", "5"}) {
        CHECK(session.set("write-level", write).ok());
        CHECK(session.set("read-level", read).ok());
        check_names(session, {312, 336, 520, 560, 659, 780, 1600});
      }
    }
  }
}

TEST_CASE("marks in one field stand below each other, and moving one away shifts no other") {
  Map still("map", "Map"), moved("map", "Map");
  for (Map* map : {&still, &moved}) {
    map->x = {.title = "across", .low = "left", .high = "right", .bands = {"one", "two"}, .divide = 1};
    map->y = {.title = "up", .low = "down", .high = "top", .bands = {"low", "high"}, .divide = 1};
    for (const char* name : {"a", "b", "c"})
      map->marks.push_back(
          {.label = name, .x = 1, .y = 1, .explanation = name, .command = std::string("set x ") + name});
    map->marks[0].chosen = true;
  }
  moved.marks[0].y = 0;
  moved.from = Map::Stop{1, 1, "before", ""};
  const auto boxes = [](const Map& map) {
    DisplayList list;
    map.draw(list, {0, 0, 600, map.height(WidthClass::medium)});
    std::vector<Rect> found;
    for (const Hit& hit : list.hits())
      if (hit.command_size > 0) found.push_back(hit.box);
    return found;
  };
  const auto before = boxes(still), after = boxes(moved);
  CHECK(before.size() == 3);
  CHECK(before[0].bottom() < before[1].bottom());
  CHECK(before[1].bottom() < before[2].bottom());
  CHECK(after[0].y > after[2].y);
  CHECK(after[1].y == before[1].y);
  CHECK(after[2].y == before[2].y);
}

TEST_CASE("the learner's own mark takes the whole plot for a drag, behind all other marks") {
  Map map("map", "Map");
  map.x = {.low = "left", .high = "right"};
  map.marks = {{.label = "a", .x = 0.5, .explanation = "a", .command = "set x a"}};
  map.own = Map::Own{0.25, "yours", "yours", "place x y"};
  DisplayList list;
  map.draw(list, {0, 0, 600, map.height(WidthClass::medium)});
  const Hit& last = list.hits().back();
  CHECK(list.text(last.first_command, last.command_size) == "place x y");
  CHECK(last.box.w > 550);
}

TEST_CASE("a hidden mark keeps its name in a narrow list, with a question mark for its number") {
  Map map("map", "Map");
  map.x = {.low = "left", .high = "right"};
  map.marks = {{.label = "seen", .x = 0.2}, {.label = "unseen", .x = 0.8, .hidden = true}};
  const auto all = words(map, 300);
  CHECK(has(all, "unseen"));
  CHECK(has(all, "?"));
  CHECK_FALSE(has(all, "2"));
}

TEST_CASE("a mark that moves keeps its number, with which a host lets it glide; so does its name") {
  Map map("map", "Map");
  map.x = {.low = "left", .high = "right"};
  map.marks = {{.label = "stays", .x = 0.2}, {.label = "moves", .x = 0.4}};
  const auto numbered = [&] {
    DisplayList list;
    list.begin_figure(2);
    map.draw(list, {0, 0, 600, map.height(WidthClass::medium)});
    std::vector<std::pair<std::uint32_t, float>> circles;
    for (const Shape& shape : list.shapes()) {
      if (shape.kind == ShapeKind::circle && shape.mark != 0) circles.push_back({shape.mark, shape.box.x});
      if (shape.kind == ShapeKind::words && list.text(shape.first_byte, shape.byte_count) == "moves")
        CHECK(shape.mark == circles.back().first);
    }
    return circles;
  };
  const auto before = numbered();
  map.marks[1].x = 0.8;
  const auto after = numbered();
  REQUIRE(before.size() == 2);
  REQUIRE(after.size() == 2);
  CHECK(before[0] == after[0]);
  CHECK(before[1].first == after[1].first);
  CHECK(before[0].first != before[1].first);
  CHECK(before[1].second < after[1].second);
}

TEST_CASE("a number that steps aside on a narrow line is tied to its place there") {
  Session session(make_simulator("tradeoff-map"));
  const Figure& figure = *session.scene().figures[0];
  DisplayList list;
  figure.draw(list, {0, 0, 336, figure.height(WidthClass::narrow)});
  const auto is_disc = [](const Shape& shape) {
    return shape.kind == ShapeKind::circle && shape.radius == 9 && shape.mark != 0;
  };
  const auto first = std::find_if(list.shapes().begin(), list.shapes().end(), is_disc);
  REQUIRE(first != list.shapes().end());
  for (const Shape& disc : list.shapes()) {
    if (!is_disc(disc) || disc.box.y == first->box.y) continue;
    CHECK(std::any_of(list.shapes().begin(), list.shapes().end(), [&](const Shape& line) {
      if (line.kind != ShapeKind::polyline || line.point_count != 2) return false;
      const Point from = list.points()[line.first_point], to = list.points()[line.first_point + 1];
      return from.x == disc.box.x && from.y == first->box.y && to.x == disc.box.x && to.y == disc.box.y;
    }));
  }
}
