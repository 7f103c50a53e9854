#include "core/scene/blocks.h"

#include <algorithm>
#include <cmath>

namespace lesson {
namespace {

constexpr float caption_height = 44, key_height = 24, end_room = 16;
constexpr float label_size = 13, detail_size = 12;
constexpr float max_width = 140, max_height = 56, between_copies = 8, between_rows = 22;

}  // namespace

float Blocks::height(WidthClass width) const {
  const float chain = width == WidthClass::narrow ? 300.0F : 208.0F;
  return chain + caption_height + key_height;
}

/// Of all numbers of columns, the one that makes the smaller side of a block largest.
Blocks::Grid Blocks::fit(Rect room) const {
  Grid best;
  float best_size = -1;
  const auto stacked = static_cast<float>(copies);
  for (std::size_t columns = 1; columns <= blocks.size(); ++columns) {
    Grid grid{.columns = columns, .rows = (blocks.size() + columns - 1) / columns};
    grid.cell_w = std::min(room.w / static_cast<float>(columns), max_width + 44);
    grid.cell_h = room.h / static_cast<float>(grid.rows);
    grid.block_w = std::min(grid.cell_w * 0.72F, max_width);
    grid.block_h =
        std::min((grid.cell_h - between_rows - between_copies * (stacked - 1)) / stacked, max_height);
    const float size = std::min(grid.block_w * 0.5F, grid.block_h);
    // Nearly as large in fewer rows reads better.
    if (size < best_size * 0.98F) continue;
    best_size = size;
    best = grid;
  }
  best.cell_h = std::min(best.cell_h, stacked * (max_height + between_copies) + between_rows + 8);
  return best;
}

/// The line that runs through all rows, and back to the left between them.
void Blocks::draw_line(DisplayList& list, Rect room, const Grid& grid) const {
  const Ink ink{.stroke = Role::ink, .width = 2};
  const float width = grid.cell_w * static_cast<float>(std::min(grid.columns, blocks.size()));
  std::vector<Point> path{{room.x - end_room, room.y + grid.cell_h / 2}};
  for (std::size_t row = 0; row < grid.rows; ++row) {
    const float y = room.y + (static_cast<float>(row) + 0.5F) * grid.cell_h;
    const std::size_t filled = std::min(grid.columns, blocks.size() - row * grid.columns);
    const bool last = row + 1 == grid.rows;
    const float end = room.x + (last ? grid.cell_w * static_cast<float>(filled) : width) + end_room / 2;
    path.push_back({end, y});
    if (last) break;
    const float turn = y + grid.cell_h / 2;
    path.insert(
        path.end(),
        {{end, turn}, {room.x - end_room / 2, turn}, {room.x - end_room / 2, turn + grid.cell_h / 2}});
  }
  list.polyline(path, ink);
  const Point end = path.back();
  list.polygon({{end.x + 7, end.y}, {end.x - 2, end.y - 5}, {end.x - 2, end.y + 5}}, {.fill = Role::ink});
  list.circle(path.front(), 4, {.fill = Role::ink});
}

void Blocks::draw_stack(DisplayList& list, const Block& block, Rect cell, const Grid& grid) const {
  const Ink ink{.stroke = Role::ink, .width = 2};
  const auto stacked = static_cast<float>(copies);
  const float step = grid.block_h + between_copies;
  const float tall = step * stacked - between_copies, top = cell.centre().y - tall / 2;
  const float left = cell.centre().x - grid.block_w / 2,
              bus = std::min((cell.w - grid.block_w) * 0.28F, 12.0F);
  const Rect stack{left, top, grid.block_w, tall};
  if (copies > 1) {
    // The straight line must not run through a stack: the gap is the surface's.
    list.rect({left - bus, cell.centre().y - 4, grid.block_w + 2 * bus, 8}, {.fill = Role::surface});
    const float first = top + grid.block_h / 2, last = top + tall - grid.block_h / 2;
    for (const float x : {left - bus, stack.right() + bus}) list.line({x, first}, {x, last}, ink);
    for (int i = 0; i < copies; ++i) {
      const float y = first + static_cast<float>(i) * step;
      list.line({left - bus, y}, {stack.right() + bus, y}, ink);
    }
  }
  for (int i = 0; i < copies; ++i) {
    const Rect place{left, top + static_cast<float>(i) * step, grid.block_w, grid.block_h};
    list.rect(place, {.fill = Role::surface}, 5);
    list.rect(place, {.fill = role, .opacity = 0.16F}, 5);
    list.rect(place, {.stroke = role, .width = 1.75F}, 5);
  }
  const bool banded = copies > 1 && shared > 0;
  const float band = banded ? std::max(grid.block_w * static_cast<float>(shared), 3.0F) : 0;
  if (banded) {
    list.rect({stack.right() - band, top - 4, band, tall + 8}, {.fill = shared_role, .opacity = 0.85F}, 2);
  }
  const float room = grid.block_w - band - 6, middle = left + (grid.block_w - band) / 2;
  const bool two = grid.block_h >= 34 && text_width(block.detail, detail_size) <= room;
  for (int i = 0; i < copies; ++i) {
    const float y = top + static_cast<float>(i) * step + grid.block_h / 2;
    if (grid.block_h < 13 || text_width(block.label, label_size, Weight::semibold) > room + 5) break;
    list.words(block.label, {middle, y + (two ? -2.0F : 4.5F)}, label_size, Role::ink, Anchor::middle,
               Weight::semibold);
    if (two) list.words(block.detail, {middle, y + 13}, detail_size, Role::muted, Anchor::middle);
  }
  list.hit({stack.x - 2, stack.y - 4, stack.w + 4, stack.h + 8}, block.explanation, block.command);
}

void Blocks::draw(DisplayList& list, Rect box) const {
  const float chain = box.h - caption_height - key_height;
  Rect room{box.x + end_room + 4, box.y, box.w - 2 * end_room - 8, chain};
  const Grid grid = fit(room);
  const float used_w = grid.cell_w * static_cast<float>(grid.columns);
  room.x += (room.w - used_w) / 2;
  room.y += (room.h - grid.cell_h * static_cast<float>(grid.rows)) / 2;
  draw_line(list, room, grid);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::size_t row = i / grid.columns;
    draw_stack(list, blocks[i],
               {room.x + static_cast<float>(i % grid.columns) * grid.cell_w,
                room.y + static_cast<float>(row) * grid.cell_h, grid.cell_w, grid.cell_h},
               grid);
  }
  const auto lines = wrap(caption, box.w, 15, Weight::semibold);
  float y = box.y + chain + (lines.size() > 1 ? 1 : 10);
  for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 2); ++i)
    list.words(fitted(lines[i], box.w, 15, Weight::semibold), {box.centre().x, y += 19}, 15, Role::ink,
               Anchor::middle, Weight::semibold);
  if (copies < 2 || shared <= 0) return;
  const std::string words = fitted(shared_label, box.w - 24, 12);
  const float left = box.centre().x - (text_width(words, 12) + 18) / 2, base = box.bottom() - 7;
  list.rect({left, base - 10, 10, 12}, {.fill = shared_role, .opacity = 0.85F}, 2);
  list.words(words, {left + 18, base}, 12, Role::muted);
}

}  // namespace lesson
