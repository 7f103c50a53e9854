#include "core/scene/waterfall.h"

#include <cmath>

#include "core/scene/network.h"

namespace lesson {
namespace {

constexpr float top = 22, axis_height = 40, legend_row = 20, words_size = 12.5F, small = 12;
constexpr float row_beside = 24, row_stacked = 35, label_room = 132, stacked_below = 440;

}  // namespace

/// Where the rows go, and how times become pixels.
struct Waterfall::Plot {
  const Waterfall& figure;
  Rect area;  ///< Of the bars.
  float row_height;
  bool stacked;  ///< Labels above the bars rather than beside them.
  float left;

  float px(double value) const {
    return area.x + static_cast<float>(std::clamp(figure.time.fraction(value), 0.0, 1.0)) * area.w;
  }
  float row_top(std::size_t row) const { return area.y + row_height * static_cast<float>(row); }
  Rect bar(const Span& span, std::size_t row) const {
    const float from = px(span.start), to = px(figure.shown_until(span));
    const float h = stacked ? 11.0F : 13.0F;
    const float y = row_top(row) + (stacked ? row_height - h - 4 : (row_height - h) / 2 - 1);
    return {from, y, std::max(to - from, 2.0F), h};
  }
};

float Waterfall::height(WidthClass width) const {
  const bool narrow = width == WidthClass::narrow;
  return top + (narrow ? row_stacked : row_beside) * static_cast<float>(rows) + axis_height +
         legend_row * (narrow ? 2.0F : 1.0F);
}

void Waterfall::draw(DisplayList& list, Rect box) const {
  const bool stacked = box.w < stacked_below;
  const float left = stacked ? 4.0F : label_room;
  const float below = axis_height + legend_row * (stacked ? 2.0F : 1.0F);
  const std::size_t shown = std::min(spans.size(), static_cast<std::size_t>(std::max(rows, 0)));
  const float row_height = (box.h - top - below) / static_cast<float>(std::max(rows, 1));
  // The axis follows the last row; what room is kept for more lies under it.
  const float used = row_height * static_cast<float>(std::max<std::size_t>(shown, 1));
  const Rect area{box.x + left, box.y + top, box.w - left - 10, used};
  const Plot plot{*this, area, row_height, stacked, box.x};
  draw_axis(list, plot);
  draw_lines(list, plot);
  for (std::size_t i = 0; i < shown; ++i)
    if (begun(spans[i])) draw_bar(list, plot, i);
  draw_path(list, plot);
  // Words last, so that neither the path nor a line crosses one.
  for (std::size_t i = 0; i < shown; ++i)
    if (begun(spans[i])) draw_words(list, plot, i);
  draw_legend(list, {box.x, area.bottom() + axis_height, box.w, below - axis_height});
  const float free_from = area.bottom() + below + 4;
  draw_invitation(list, {box.x + 1, free_from, box.w - 2, box.bottom() - free_from - 1});
}

void Waterfall::draw_axis(DisplayList& list, const Plot& plot) const {
  const Rect area = plot.area;
  float free_from = -1e9F;
  for (const Tick& tick : ticks(time, static_cast<int>(area.w / 56))) {
    const float at = plot.px(tick.value);
    list.line({at, area.y}, {at, area.bottom()}, {.stroke = Role::grid});
    const float half = text_width(tick.text, small) / 2;
    if (at - half < free_from) continue;
    free_from = at + half + 6;
    const float inside = std::clamp(at, plot.left + half, area.right() + 8 - half);
    list.words(tick.text, {inside, area.bottom() + 16}, small, Role::muted, Anchor::middle);
  }
  list.line({area.x, area.bottom()}, {area.right(), area.bottom()}, {.stroke = Role::border});
  list.words(fitted(time.label, area.w, small), {area.right(), area.bottom() + 33}, small, Role::muted,
             Anchor::end);
}

void Waterfall::draw_bar(DisplayList& list, const Plot& plot, std::size_t row) const {
  const Span& span = spans[row];
  const Rect bar = plot.bar(span, row);
  const bool ended = !now || *now >= span.end;
  if (span.whole) {
    list.polyline({{bar.x + 0.75F, bar.y + 1}, {bar.x + 0.75F, bar.bottom() - 1}},
                  {.stroke = Role::ink, .width = 1.5F});
    list.line({bar.x, bar.centre().y}, {bar.right(), bar.centre().y}, {.stroke = Role::ink, .width = 1.5F});
    if (ended)
      list.line({bar.right(), bar.y + 1}, {bar.right(), bar.bottom() - 1},
                {.stroke = Role::ink, .width = 1.5F});
  } else if (span.critical) {
    list.rect(bar, {.fill = span.role}, std::min(3.0F, bar.w / 2));
  } else {
    list.rect(bar, {.fill = Role::surface}, std::min(3.0F, bar.w / 2));
    hatch(list, bar, 7, {.stroke = span.role, .width = 1.25F, .opacity = 0.55F});
    list.rect(bar, {.stroke = span.role, .width = 1.25F}, std::min(3.0F, bar.w / 2));
  }
  if (span.failed && ended) {
    const Point c{std::min(bar.right() + 9, plot.area.right() + 2), bar.centre().y};
    for (const float way : {-1.0F, 1.0F})
      list.line({c.x - 4, c.y - 4 * way}, {c.x + 4, c.y + 4 * way}, {.stroke = Role::failed, .width = 2.5F});
  }
}

void Waterfall::draw_words(DisplayList& list, const Plot& plot, std::size_t row) const {
  const Span& span = spans[row];
  const Rect bar = plot.bar(span, row);
  const bool ended = !now || *now >= span.end;
  const float y = plot.row_top(row), indent = 11 * static_cast<float>(span.depth);
  const Weight weight = span.critical || span.whole ? Weight::semibold : Weight::regular;
  const float noted = ended ? text_width(span.note, small) : 0;
  const float room =
      plot.stacked ? plot.area.right() - plot.left - indent - noted - 8 : label_room - indent - 10;
  const Point at{plot.left + indent, plot.stacked ? y + 14 : bar.centre().y + 4.5F};
  list.label(fitted(span.label, room, words_size, weight), at, words_size, Role::ink, Anchor::start, weight);
  list.hit({plot.left, y, plot.area.right() - plot.left, plot.row_height}, span.explanation);
  if (!ended || span.note.empty()) return;
  if (plot.stacked)
    return list.label(span.note, {plot.area.right(), y + 14}, small, Role::muted, Anchor::end);
  const float after = bar.right() + (span.failed ? 19.0F : 7.0F);
  const bool fits_after = after + noted <= plot.area.right() + 8;
  if (!fits_after && bar.x - noted - 7 < plot.area.x) return;
  list.label(span.note, {fits_after ? after : bar.x - 7, bar.centre().y + 4.5F}, small, Role::muted,
             fits_after ? Anchor::start : Anchor::end);
}

void Waterfall::draw_path(DisplayList& list, const Plot& plot) const {
  std::vector<Point> path;
  const auto draw = [&] {
    list.polyline(path, {.stroke = Role::highlight, .width = 2.5F});
    path.clear();
  };
  for (std::size_t i = 0; i < spans.size() && i < static_cast<std::size_t>(rows); ++i) {
    if (spans[i].whole) draw();  // Another begins.
    if (!spans[i].critical || !begun(spans[i])) continue;
    const Rect bar = plot.bar(spans[i], i);
    path.push_back({bar.x, bar.bottom() + 3});
    path.push_back({plot.px(shown_until(spans[i])), bar.bottom() + 3});
  }
  draw();
}

void Waterfall::draw_lines(DisplayList& list, const Plot& plot) const {
  const Rect area = plot.area;
  const bool done = total && (!now || *now >= *total);
  if (now && (!total || *now < time.max)) {
    const float at = plot.px(*now);
    if (!done || *now > *total)
      list.line({at, area.y}, {at, area.bottom()}, {.stroke = Role::accent, .width = 1.5F});
    list.polygon({{at - 5, area.y - 7}, {at + 5, area.y - 7}, {at, area.y}}, {.fill = Role::accent});
  }
  if (!done) return;
  const float at = plot.px(*total);
  list.line({at, area.y - 6}, {at, area.bottom()}, {.stroke = Role::ink, .width = 1.5F, .dash = 4});
  const std::string words = fitted(total_label, area.right() + 8 - plot.left, words_size, Weight::semibold);
  const float half = text_width(words, words_size, Weight::semibold) / 2;
  list.words(
      words,
      {std::clamp(at, plot.left + half, std::max(area.right() + 8 - half, plot.left + half)), area.y - 11},
      words_size, Role::ink, Anchor::middle, Weight::semibold);
}

void Waterfall::draw_legend(DisplayList& list, Rect box) const {
  float x = box.x, y = box.y + legend_row / 2;
  list.line({x, y}, {x + 20, y}, {.stroke = Role::highlight, .width = 2.5F});
  list.words(fitted(path_label, box.w - 27, small), {x + 27, y + 4}, small, Role::muted);
  if (beside_label.empty()) return;
  const float used = 27 + text_width(path_label, small) + 20;
  const float wanted = 27 + text_width(beside_label, small);
  used + wanted <= box.w ? x += used : y += legend_row;
  if (y > box.bottom()) return;
  const Rect sample{x, y - 6, 20, 12};
  hatch(list, sample, 7, {.stroke = Role::muted, .width = 1.25F, .opacity = 0.55F});
  list.rect(sample, {.stroke = Role::muted, .width = 1.25F}, 3);
  list.words(fitted(beside_label, box.right() - x - 27, small), {x + 27, y + 4}, small, Role::muted);
}

/// Room kept for rows that may come looks meant, and says how they come.
void Waterfall::draw_invitation(DisplayList& list, Rect box) const {
  constexpr float row = 18, around = 14;
  const auto lines = wrap(invitation, std::min(box.w - 2 * around, 560.0F), words_size);
  const float tall = row * static_cast<float>(lines.size());
  if (invitation.empty() || tall + around > box.h) return;
  list.polyline({{box.x, box.y},
                 {box.right(), box.y},
                 {box.right(), box.bottom()},
                 {box.x, box.bottom()},
                 {box.x, box.y}},
                {.stroke = Role::border, .width = 1, .dash = 4});
  float baseline = box.centre().y - tall / 2 + 13;
  for (const std::string& line : lines) {
    list.words(line, {box.centre().x, baseline}, words_size, Role::muted, Anchor::middle);
    baseline += row;
  }
}

Table Waterfall::table() const {
  Table table{.columns = {"span", "start (" + unit + ")", "end (" + unit + ")", "critical path"}, .rows = {}};
  for (const Span& span : spans) {
    if (!begun(span)) continue;
    const bool ended = !now || *now >= span.end;
    table.rows.push_back({span.label, span.start, ended ? Cell(span.end) : Cell(std::string("not yet")),
                          std::string(span.whole      ? "whole"
                                      : span.critical ? "yes"
                                                      : "no")});
  }
  return table;
}

}  // namespace lesson
