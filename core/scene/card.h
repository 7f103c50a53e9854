#pragma once

#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// What there is to say about one thing: a name, and below it labels with wrapped text. The card is
/// as tall as `heights` says, so that choosing another thing moves nothing below; on the very
/// narrowest stages the last rows may be left to the table.
class Card : public Figure {
 public:
  struct Row {
    std::string label, text;
    Role role = Role::muted;  ///< Of a small mark before the label.
  };
  /// Height for each width class.
  struct Heights {
    float narrow = 0, medium = 0, wide = 0;

    /// Grows to hold this card, too.
    void fit(const std::vector<Row>& rows, Span span);
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  std::string name;
  std::vector<Row> rows;
  Heights heights;
};

}  // namespace lesson
