#include "core/scene/svg.h"

#include <cmath>

#include "core/base/text.h"

namespace lesson {
namespace {

/// Lengths to a twentieth of a pixel: finer is invisible and only makes pages longer.
constexpr int grid = 20;
double on_grid(float value) { return std::round(static_cast<double>(value) * grid); }
std::string length(float value) { return exact_text(on_grid(value) / grid); }

std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + value + "\"";
}

std::string colour(Role role) {
  if (role == Role::none) return "none";
  const Swatch& swatch = palette()[static_cast<std::size_t>(role)];
  return std::string("var(--ts-") + swatch.name + "," + swatch.light + ")";
}

std::string ink_attributes(const Ink& ink) {
  std::string text = attribute("fill", colour(ink.fill));
  if (ink.stroke != Role::none) {
    text += attribute("stroke", colour(ink.stroke)) + attribute("stroke-width", length(ink.width));
    if (ink.dash > 0) text += attribute("stroke-dasharray", length(ink.dash));
  }
  if (ink.opacity < 1) text += attribute("opacity", length(ink.opacity));
  return text;
}

/// A shape's points, each as the step from the one before: equal steps compress to half of what places take.
/// `step`: the command of all but the first; `mark` follows every point.
std::string steps(const Stage& stage, const Shape& shape, const char* step, const char* mark) {
  std::string d;
  double x = 0, y = 0;
  for (std::size_t i = 0; i < shape.point_count; ++i) {
    const Point& point = stage.list.points()[shape.first_point + i];
    const double to_x = on_grid(point.x), to_y = on_grid(point.y);
    d += (i == 0 ? "M" : step) + exact_text((to_x - x) / grid) + " " + exact_text((to_y - y) / grid) + mark;
    x = to_x;
    y = to_y;
  }
  return d;
}

std::string path(const Stage& stage, const Shape& shape) { return steps(stage, shape, "l", ""); }

/// Many equal circles as one path of zero-length strokes with round caps.
std::string dots(const Stage& stage, const Shape& shape) {
  return "<path" + attribute("d", steps(stage, shape, "m", "h0")) +
         " fill=\"none\" stroke-linecap=\"round\"" + attribute("stroke", colour(shape.ink.fill)) +
         attribute("stroke-width", length(2 * shape.radius)) +
         (shape.ink.opacity < 1 ? attribute("opacity", length(shape.ink.opacity)) : "") + "/>";
}

std::string words(const Stage& stage, const Shape& shape) {
  static constexpr const char* anchors[] = {"start", "middle", "end"};
  std::string text = "<text" + attribute("x", length(shape.box.x)) + attribute("y", length(shape.box.y)) +
                     attribute("font-size", length(shape.box.h)) + attribute("fill", colour(shape.ink.fill));
  if (shape.anchor != Anchor::start)
    text += attribute("text-anchor", anchors[static_cast<int>(shape.anchor)]);
  if (shape.weight == Weight::semibold) text += attribute("font-weight", "600");
  return text + ">" + xml_escaped(stage.list.text(shape.first_byte, shape.byte_count)) + "</text>";
}

std::string box_attributes(Rect box) {
  return attribute("x", length(box.x)) + attribute("y", length(box.y)) + attribute("width", length(box.w)) +
         attribute("height", length(box.h));
}

std::string element(const Stage& stage, const Shape& shape) {
  switch (shape.kind) {
    case ShapeKind::polyline:
      return "<path" + attribute("d", path(stage, shape)) + ink_attributes(shape.ink) +
             " stroke-linejoin=\"round\"/>";
    case ShapeKind::polygon:
      return "<path" + attribute("d", path(stage, shape) + "Z") + ink_attributes(shape.ink) + "/>";
    case ShapeKind::rect:
      return "<rect" + box_attributes(shape.box) +
             (shape.radius > 0 ? attribute("rx", length(shape.radius)) : "") + ink_attributes(shape.ink) +
             "/>";
    case ShapeKind::circle:
      return "<circle" + attribute("cx", length(shape.box.x)) + attribute("cy", length(shape.box.y)) +
             attribute("r", length(shape.radius)) + ink_attributes(shape.ink) + "/>";
    case ShapeKind::dots: return dots(stage, shape);
    case ShapeKind::words: return words(stage, shape);
    case ShapeKind::clip:
      // A nested viewport cuts without ids, which would clash between pictures on one page.
      return "<svg" + box_attributes(shape.box) +
             attribute("viewBox", length(shape.box.x) + " " + length(shape.box.y) + " " +
                                      length(shape.box.w) + " " + length(shape.box.h)) +
             ">";
    case ShapeKind::unclip: return "</svg>";
  }
  return {};
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string svg(const Stage& stage, const std::string& title) {
  const std::string width = length(stage.width), height = length(stage.height);
  std::string text = "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", width) +
                     attribute("height", height) + attribute("viewBox", "0 0 " + width + " " + height) +
                     " role=\"img\"" + attribute("aria-label", xml_escaped(title)) +
                     " font-family=\"var(--ts-typeface,Inter,system-ui,sans-serif)\">";
  text += "<rect" + box_attributes({0, 0, stage.width, stage.height}) +
          attribute("fill", colour(Role::surface)) + "/>";
  for (const Shape& shape : stage.list.shapes()) text += element(stage, shape);
  for (const Hit& hit : stage.list.hits()) {
    text += "<rect" + box_attributes(hit.box) + " fill=\"transparent\"><title>" +
            xml_escaped(stage.list.text(hit.first_byte, hit.byte_count)) + "</title></rect>";
  }
  return text + "</svg>";
}

}  // namespace lesson
