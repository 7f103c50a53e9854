#include "core/scene/card.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace lesson;

namespace {

std::string long_text() {
  std::string text = "words";
  for (int i = 0; i < 40; ++i) text += " and more words";
  return text;
}

/// A card that says the same twice.
void fill(Card& card, const std::string& text) {
  card.name = "thing";
  card.rows = {{"first", text}, {"second", text}};
  card.heights.fit({{"first", long_text()}, {"second", long_text()}}, Span::half);
}

float lowest(const Card& card, float width, float height) {
  DisplayList list;
  card.draw(list, {0, 0, width, height});
  float low = 0;
  for (const Shape& shape : list.shapes())
    if (shape.kind == ShapeKind::words) low = std::max(low, shape.box.y);
  return low;
}

}  // namespace

TEST_CASE("a card is as tall for a short text as for the longest") {
  Card brief("card", "Card"), full("card", "Card");
  fill(brief, "short");
  fill(full, long_text());
  for (const WidthClass width : {WidthClass::narrow, WidthClass::medium, WidthClass::wide})
    CHECK(brief.height(width) == full.height(width));
}

TEST_CASE("the longest text fits at the width it was measured for, and nothing ever leaves the card") {
  Card full("card", "Card");
  fill(full, long_text());
  DisplayList list;
  full.draw(list, {0, 0, 296, full.height(WidthClass::narrow)});
  CHECK(list.hits().size() == 2);
  for (const float width : {176.0F, 246.0F, 266.0F, 900.0F})
    CHECK(lowest(full, width, full.height(WidthClass::narrow)) <= full.height(WidthClass::narrow));
}

TEST_CASE("on the narrowest stage the rows that do not fit are left to the table") {
  Card full("card", "Card");
  fill(full, long_text());
  DisplayList list;
  full.draw(list, {0, 0, 176, full.height(WidthClass::narrow)});
  CHECK(list.hits().size() < 2);
  CHECK(full.table().rows.size() == 2);
}
