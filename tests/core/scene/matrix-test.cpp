#include "core/scene/matrix.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace lesson;

namespace {

void fill(Matrix& matrix) {
  matrix.columns = {"strong", "weak"};
  matrix.marked = 1;
  matrix.rows = {{"stale read", "", {false, true}, false, "Stale read.", ""}};
  matrix.no_label = "never";
  matrix.yes_label = "may happen";
  matrix.marked_label = "strongest promise that this run keeps";
}

DisplayList drawn(const Matrix& matrix, float width) {
  DisplayList list;
  matrix.draw(list, {0, 0, width, matrix.height(width_class(width))});
  return list;
}

}  // namespace

TEST_CASE("a row without a count has no empty label in the column singled out") {
  Matrix matrix("matrix", "Matrix");
  fill(matrix);
  const DisplayList list = drawn(matrix, 300);
  // Grounds of labels: two names of columns and one of a row.
  CHECK(std::count_if(list.shapes().begin(), list.shapes().end(), [](const Shape& shape) {
          return shape.kind == ShapeKind::rect && shape.ink.fill == Role::surface;
        }) == 3);
}

TEST_CASE("the key says what the column singled out is, whole and within the height, unless there is none") {
  Matrix matrix("matrix", "Matrix");
  fill(matrix);
  const auto find = [&](float width) {
    const DisplayList list = drawn(matrix, width);
    return std::any_of(list.shapes().begin(), list.shapes().end(), [&](const Shape& shape) {
      return list.text(shape.first_byte, shape.byte_count) == matrix.marked_label &&
             shape.box.y + 4 <= matrix.height(width_class(width));
    });
  };
  for (const float width : {288.0F, 336.0F, 600.0F, 900.0F}) CHECK_MESSAGE(find(width), width);
  matrix.marked = matrix.columns.size();
  CHECK(!find(600));
}
