#include "core/scene/verdict.h"

#include <algorithm>

namespace lesson {
namespace {

constexpr float head = 46, label_size = 12, equation_size = 13.5F, line = 17, gap = 9;

/// Lines kept for each equation: narrow places may have to break it.
int equation_lines(WidthClass width) { return width == WidthClass::narrow ? 2 : 1; }

float sum_height(int lines) { return line * static_cast<float>(1 + lines) + gap; }

Role role_of(Verdict::Sign sign) {
  return sign == Verdict::Sign::good       ? Role::healthy
         : sign == Verdict::Sign::doubtful ? Role::slow
                                           : Role::failed;
}

void draw_sign(DisplayList& list, Verdict::Sign sign, Point c, float r) {
  list.circle(c, r, {.fill = role_of(sign)});
  const Ink ink{.stroke = Role::surface, .width = 2.5F};
  const float arm = r * 0.42F;
  switch (sign) {
    case Verdict::Sign::good:
      return list.polyline(
          {{c.x - arm, c.y}, {c.x - arm * 0.2F, c.y + arm * 0.8F}, {c.x + arm, c.y - arm * 0.8F}}, ink);
    case Verdict::Sign::doubtful:
      return list.polyline({{c.x, c.y - r * 0.62F}, c, {c.x + r * 0.48F, c.y}}, ink);
    case Verdict::Sign::bad:
      list.line({c.x - arm, c.y - arm}, {c.x + arm, c.y + arm}, ink);
      list.line({c.x - arm, c.y + arm}, {c.x + arm, c.y - arm}, ink);
  }
}

}  // namespace

float Verdict::height(WidthClass width) const {
  return head + sum_height(equation_lines(width)) * static_cast<float>(sums.size());
}

void Verdict::draw(DisplayList& list, Rect box) const {
  draw_sign(list, sign, {box.x + 17, box.y + 18}, 13);
  float y = box.y + (box.w < 300 ? 13 : 23);
  auto words = wrap(judgement, box.w - 40, 15, Weight::semibold);
  if (words.size() > 2) words.resize(2);
  if (words.size() == 1) y = box.y + 23;
  for (const std::string& row : words) {
    list.words(fitted(row, box.w - 40, 15, Weight::semibold), {box.x + 40, y}, 15, Role::ink, Anchor::start,
               Weight::semibold);
    y += 18;
  }
  const float each = (box.h - head) / static_cast<float>(std::max<std::size_t>(sums.size(), 1));
  const auto most = static_cast<std::size_t>(std::max((each - gap) / line - 1, 1.0F));
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const Sum& sum = sums[i];
    const float top = box.y + head + each * static_cast<float>(i);
    if (sum.decisive) list.rect({box.x, top - 3, 4, each - gap + 4}, {.fill = role_of(sign)}, 2);
    list.words(fitted(sum.label, box.w - 12, label_size), {box.x + 12, top + 10}, label_size, Role::muted);
    const Weight weight = sum.decisive ? Weight::semibold : Weight::regular;
    auto rows = wrap(sum.equation, box.w - 12, equation_size, weight);
    for (std::size_t k = most; k < rows.size(); ++k) rows[most - 1] += " " + rows[k];
    if (rows.size() > most) rows.resize(most);
    float baseline = top + 10 + line;
    for (const std::string& row : rows) {
      list.words(fitted(row, box.w - 12, equation_size, weight), {box.x + 12, baseline}, equation_size,
                 Role::ink, Anchor::start, weight);
      baseline += line;
    }
    list.hit({box.x, top - 3, box.w, each - 4}, sum.explanation);
  }
}

Table Verdict::table() const {
  Table table{.columns = {"sum", "equation"}, .rows = {{std::string("verdict"), judgement}}};
  for (const Sum& sum : sums) table.rows.push_back({sum.label, sum.equation});
  return table;
}

}  // namespace lesson
