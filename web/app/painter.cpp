#include "web/app/painter.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

/// Twice the signed area of a corner: positive when it turns clockwise on screen.
float turn(ImVec2 a, ImVec2 b, ImVec2 c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

/// Fills an outline that rises from a base line at its two ends: histograms and areas. Each step
/// along x is one quadrilateral, so the outline need not be convex.
void fill_columns(ImDrawList& list, const ImVec2* points, int count, ImU32 colour) {
  float base = points[0].y;
  for (int i = 0; i < count; ++i) base = std::max(base, points[i].y);
  for (int i = 0; i + 1 < count; ++i) {
    const ImVec2 a = points[i], b = points[i + 1];
    if (std::abs(a.x - b.x) < 0.01F || (a.y == base && b.y == base)) continue;
    // Whole device columns would leave seams if smoothed one by one.
    const ImDrawListFlags flags = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    list.AddQuadFilled({a.x, base}, a, b, {b.x, base}, colour);
    list.Flags = flags;
  }
}

bool convex(const ImVec2* points, int count) {
  bool left = false, right = false;
  for (int i = 0; i < count; ++i) {
    const float corner = turn(points[i], points[(i + 1) % count], points[(i + 2) % count]);
    left = left || corner < 0;
    right = right || corner > 0;
  }
  return !(left && right);
}

void dashed(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float width, float dash, float& phase) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  for (float at = 0; at < length;) {
    const bool on = phase < dash;
    const float step = std::min((on ? dash : 2 * dash) - phase, length - at);
    const auto point = [&](float along) {
      return ImVec2(from.x + (to.x - from.x) * along / length, from.y + (to.y - from.y) * along / length);
    };
    if (on) list.AddLine(point(at), point(at + step), colour, width);
    at += std::max(step, 0.01F);
    phase = std::fmod(phase + std::max(step, 0.01F), 2 * dash);
  }
}

}  // namespace

void Painter::paint(ImDrawList& list, const lesson_drawing& drawing, const Glides& glides) {
  for (uint32_t i = 0; i < drawing.shape_count; ++i) {
    const int before = list.VtxBuffer.Size;
    shape(list, drawing, drawing.shapes[i]);
    if (drawing.shapes[i].mark == 0) continue;
    const ImVec2 off = glides.offset(drawing.shapes[i].mark);
    if (off.x == 0 && off.y == 0) continue;
    for (int k = before; k < list.VtxBuffer.Size; ++k) {
      ImVec2& at = list.VtxBuffer[k].pos;
      at = {at.x + off.x, at.y + off.y};
    }
  }
}

float Painter::width(std::string_view text, float size, bool bold) {
  ImFont* font = fonts_.get(size, bold);
  return font->CalcTextSizeA(font->FontSize / density_, 1e9F, 0, text.data(), text.data() + text.size()).x;
}

void Painter::words(ImDrawList& list, std::string_view text, ImVec2 baseline, float size, bool bold,
                    int anchor, ImU32 colour) {
  fonts_.expect(text, size, bold);
  ImFont* font = fonts_.get(size, bold);
  const float taken = anchor == LESSON_START ? 0 : width(text, size, bold);
  const float left = baseline.x - (anchor == LESSON_MIDDLE ? taken / 2 : taken);
  // On whole device pixels glyphs are as sharp as they were rasterised.
  const auto snapped = [&](float at) { return std::round(at * density_) / density_; };
  list.AddText(font, font->FontSize / density_,
               {snapped(left), snapped(baseline.y) - font->Ascent / density_}, colour, text.data(),
               text.data() + text.size());
}

void Painter::polyline(ImDrawList& list, const ImVec2* points, int count, const lesson_shape& one) {
  const ImU32 colour = palette_(one.stroke, one.opacity);
  if (one.dash > 0) {
    float phase = 0;
    for (int i = 0; i + 1 < count; ++i)
      dashed(list, points[i], points[i + 1], colour, one.stroke_width, one.dash, phase);
  } else {
    // Points that fall together would make its corners bulge.
    std::vector<ImVec2> apart;
    for (int i = 0; i < count; ++i) {
      const ImVec2 p = points[i];
      if (apart.empty() || std::abs(p.x - apart.back().x) + std::abs(p.y - apart.back().y) > 0.2F)
        apart.push_back(p);
    }
    list.AddPolyline(apart.data(), static_cast<int>(apart.size()), colour, 0, one.stroke_width);
  }
}

void Painter::polygon(ImDrawList& list, const ImVec2* points, int count, const lesson_shape& one) {
  const ImU32 fill = palette_(one.fill, one.opacity);
  if (fill != 0 && convex(points, count)) {
    list.AddConvexPolyFilled(points, count, fill);
  } else if (fill != 0) {
    fill_columns(list, points, count, fill);
  }
  if (one.stroke >= 0)
    list.AddPolyline(points, count, palette_(one.stroke, one.opacity), ImDrawFlags_Closed, one.stroke_width);
}

void Painter::shape(ImDrawList& list, const lesson_drawing& drawing, const lesson_shape& one) {
  static_assert(sizeof(ImVec2) == 2 * sizeof(float));
  const auto* points = reinterpret_cast<const ImVec2*>(drawing.points) + one.first_point;
  const auto count = static_cast<int>(one.point_count);
  const ImVec2 low(one.x, one.y), high(one.x + one.w, one.y + one.h);
  const ImU32 fill = palette_(one.fill, one.opacity), stroke = palette_(one.stroke, one.opacity);
  switch (one.kind) {
    case LESSON_POLYLINE: polyline(list, points, count, one); break;
    case LESSON_POLYGON: polygon(list, points, count, one); break;
    case LESSON_RECT:
      if (one.fill >= 0) list.AddRectFilled(low, high, fill, one.radius);
      if (one.stroke >= 0) list.AddRect(low, high, stroke, one.radius, 0, one.stroke_width);
      break;
    case LESSON_CIRCLE:
      if (one.fill >= 0) list.AddCircleFilled(low, one.radius, fill);
      if (one.stroke >= 0) list.AddCircle(low, one.radius, stroke, 0, one.stroke_width);
      break;
    case LESSON_DOTS:
      // Under two pixels a square cannot be told from a circle, and costs a tenth.
      for (int i = 0; i < count; ++i) {
        const ImVec2 c = points[i];
        if (one.radius < 2)
          list.AddRectFilled({c.x - one.radius, c.y - one.radius}, {c.x + one.radius, c.y + one.radius},
                             fill);
        else
          list.AddCircleFilled(c, one.radius, fill, 12);
      }
      break;
    case LESSON_WORDS:
      words(list, {drawing.bytes + one.first_byte, one.byte_count}, low, one.h, one.bold != 0, one.anchor,
            fill);
      break;
    case LESSON_CLIP: list.PushClipRect(low, high, true); break;
    case LESSON_UNCLIP: list.PopClipRect(); break;
    default: break;
  }
}
