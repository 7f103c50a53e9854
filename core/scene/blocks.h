#pragma once

#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// A chain of components, all of them needed, as an engineer's block diagram: a line runs through
/// them from left to right, in as many rows as give the largest blocks. Copies of a component are
/// stacked, the line splitting to reach each; a band across a stack is what its copies share.
class Blocks : public Figure {
 public:
  struct Block {
    std::string label, detail;  ///< Detail: a second line, left out where there is no room.
    std::string explanation;
    std::string command;  ///< What a click does, see DisplayList::hit.
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override { return listing; }

  std::vector<Block> blocks;
  int copies = 1;
  double shared = 0;         ///< Share of each block that its copies have in common, 0 to 1.
  std::string shared_label;  ///< Names the band in the key.
  std::string caption;       ///< The chain's result, below it.
  Role role = Role::accent, shared_role = Role::failed;
  Table listing;

 private:
  struct Grid {
    std::size_t columns = 1, rows = 1;
    float cell_w = 0, cell_h = 0, block_w = 0, block_h = 0;
  };
  Grid fit(Rect room) const;
  void draw_line(DisplayList& list, Rect room, const Grid& grid) const;
  void draw_stack(DisplayList& list, const Block& block, Rect cell, const Grid& grid) const;
};

}  // namespace lesson
