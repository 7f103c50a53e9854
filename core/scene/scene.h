#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/scene/axis.h"
#include "core/scene/display-list.h"

namespace lesson {

/// A 95 % confidence interval, in the value's unit.
struct Interval {
  double low = 0, high = 0;
};

/// One output as it stands, in its unit. `number` is empty where there is nothing to say yet; `note`
/// then tells why ("not enough requests yet") and must not be empty. Beside a number it says what to know
/// about that one ("Erlang C gives 12 %"), and is shown with it.
struct Value {
  std::size_t output = 0;  ///< Position in the description's outputs.
  std::optional<double> number;
  std::optional<Interval> interval;
  std::optional<std::int64_t> samples;
  std::optional<double> exact;  ///< The closed form's answer to the same question.
  std::string note;
};

/// A cell of a figure's table: a number in full precision, or words. NaN stands for "no value".
using Cell = std::variant<double, std::string>;

/// What a figure shows, for people who read rather than look, and for CSV.
struct Table {
  std::vector<std::string> columns;  ///< Each with its unit: "response time (ms)".
  std::vector<std::vector<Cell>> rows;
};

/// How much of a stage's width a figure would like.
enum class Span { half, full };

/// A picture that can lay itself out in a rectangle, and say in words what it shows.
class Figure {
 public:
  Figure(std::string name, std::string heading, Span wish = Span::full)
      : id(std::move(name)), title(std::move(heading)), span(wish) {}
  virtual ~Figure() = default;
  Figure(const Figure&) = delete;
  Figure& operator=(const Figure&) = delete;

  /// Height below the title in CSS px. Must not depend on the state.
  virtual float height(WidthClass width) const = 0;
  /// Draws inside `box`; the stage has drawn the title above it.
  virtual void draw(DisplayList& list, Rect box) const = 0;
  virtual Table table() const = 0;
  /// The axes it measures on, by number; none from some number on. Widened, it still shows the same.
  virtual Axis* axis(std::size_t /*which*/) { return nullptr; }

  std::string id, title;
  Span span;
  std::string alt;  ///< One sentence that says what the picture shows in this state.
};

/// Everything a simulator shows at one moment.
struct Scene {
  std::string summary;  ///< One or two sentences a teacher would say about this very state.
  std::vector<Value> values;
  std::vector<std::shared_ptr<const Figure>> figures;
};

}  // namespace lesson
