#include "core/scene/network.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/order.h"
#include "core/base/text.h"
#include "core/scene/easing.h"
#include "core/scene/network-icons.h"

namespace lesson {
namespace {

constexpr float label_size = 13, note_size = 12, key_size = 12;
constexpr float key_row = 20, legend_gap = 12;
constexpr float widest_node = 158, tallest_node = 84, widest_plan = 1240;
constexpr float row_gap = 24, halo = 5, corner = 9;
constexpr float padding = 7, icon_room = 32;

Role role_of(Network::Kind kind) {
  switch (kind) {
    case Network::Kind::client:
    case Network::Kind::balancer: return Role::client;
    case Network::Kind::server: return Role::accent;
    case Network::Kind::cache: return Role::cache;
    case Network::Kind::database: return Role::database;
    case Network::Kind::search: return Role::series_4;
    case Network::Kind::queue:
    case Network::Kind::stream:
    case Network::Kind::batch: return Role::queue;
  }
  return Role::muted;
}

const char* word_for(Network::State state) {
  return state == Network::State::up ? "up" : state == Network::State::slow ? "slow" : "down";
}

float length_of(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

Point between(Point a, Point b, float share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

/// Corners of a path rounded off, each by at most `radius` and half of its sides.
std::vector<Point> rounded(const std::vector<Point>& path, float radius) {
  std::vector<Point> smooth{path.front()};
  for (std::size_t i = 1; i + 1 < path.size(); ++i) {
    const Point before = path[i - 1], at = path[i], after = path[i + 1];
    const float in = length_of(before, at), out = length_of(at, after);
    const float by = std::min({radius, in / 2, out / 2});
    if (by < 0.5F) {
      smooth.push_back(at);
      continue;
    }
    const Point start = between(at, before, by / in), end = between(at, after, by / out);
    for (int k = 0; k <= 6; ++k) {
      const float t = static_cast<float>(k) / 6;
      smooth.push_back(between(between(start, at, t), between(at, end, t), t));
    }
  }
  smooth.push_back(path.back());
  return smooth;
}

/// The place `share` of the way along a path.
Point along(const std::vector<Point>& path, double share) {
  float total = 0;
  for (std::size_t i = 1; i < path.size(); ++i) total += length_of(path[i - 1], path[i]);
  float left = total * static_cast<float>(std::clamp(share, 0.0, 1.0));
  for (std::size_t i = 1; i < path.size(); ++i) {
    const float step = length_of(path[i - 1], path[i]);
    if (left <= step && step > 0) return between(path[i - 1], path[i], left / step);
    left -= step;
  }
  return path.back();
}

void arrow_head(DisplayList& list, Point from, Point tip, Role role, float size) {
  const float length = std::max(length_of(from, tip), 0.01F);
  const Point u{(tip.x - from.x) / length, (tip.y - from.y) / length};
  const Point base{tip.x - u.x * size, tip.y - u.y * size};
  list.polygon({tip,
                {base.x - u.y * size * 0.5F, base.y + u.x * size * 0.5F},
                {base.x + u.y * size * 0.5F, base.y - u.x * size * 0.5F}},
               {.fill = role});
}

void cross(DisplayList& list, Point centre, float radius, Role back) {
  list.circle(centre, radius, {.fill = back});
  const float arm = radius * 0.42F;
  list.line({centre.x - arm, centre.y - arm}, {centre.x + arm, centre.y + arm},
            {.stroke = Role::surface, .width = 2});
  list.line({centre.x - arm, centre.y + arm}, {centre.x + arm, centre.y - arm},
            {.stroke = Role::surface, .width = 2});
}

void clock(DisplayList& list, Point centre, float radius) {
  list.circle(centre, radius, {.fill = Role::slow});
  list.polyline({{centre.x, centre.y - radius * 0.62F}, centre, {centre.x + radius * 0.48F, centre.y}},
                {.stroke = Role::surface, .width = 1.75F});
}

void badge(DisplayList& list, Point centre, float radius, Network::State state) {
  if (state == Network::State::up) return;
  list.circle(centre, radius + 2, {.fill = Role::surface});
  state == Network::State::slow ? clock(list, centre, radius) : cross(list, centre, radius, Role::failed);
}

/// An outline that can be dashed, which a rectangle's stroke cannot.
void outline(DisplayList& list, Rect box, float radius, Ink ink) {
  std::vector<Point> path = rounded({{box.x + box.w / 2, box.y},
                                     {box.right(), box.y},
                                     {box.right(), box.bottom()},
                                     {box.x, box.bottom()},
                                     {box.x, box.y},
                                     {box.x + box.w / 2, box.y}},
                                    radius);
  list.polyline(path, ink);
}

/// A row of dots for those that wait; past the room there is, a number says how many more.
void draw_waiting(DisplayList& list, Rect strip, double waiting) {
  const auto count = static_cast<int>(std::clamp(std::round(waiting), 0.0, 1e9));
  constexpr float step = 8;
  const auto room = static_cast<int>(strip.w / step);
  const std::string more = "+" + number_text(count, 3);
  const bool full = count > room;
  const int shown =
      full ? std::max(static_cast<int>((strip.w - text_width(more, note_size) - 4) / step), 0) : count;
  std::vector<Point> dots;
  dots.reserve(static_cast<std::size_t>(shown));
  for (int i = 0; i < shown; ++i)
    dots.push_back({strip.x + 3 + step * static_cast<float>(i), strip.y + strip.h / 2});
  std::vector<Point> places;
  for (int i = shown; i < room && !full; ++i)
    places.push_back({strip.x + 3 + step * static_cast<float>(i), strip.y + strip.h / 2});
  list.dots(places, 1, Role::border);
  list.dots(dots, 3, Role::queue);
  if (full)
    list.words("+" + number_text(count - shown, 3), {strip.right(), strip.y + strip.h / 2 + 4}, note_size,
               Role::ink, Anchor::end);
}

void draw_utilisation(DisplayList& list, Rect strip, double utilisation) {
  const Rect track{strip.x, strip.y + strip.h / 2 - 3, strip.w, 6};
  const Role role = utilisation >= 1 ? Role::failed : utilisation >= 0.8 ? Role::slow : Role::healthy;
  list.rect(track, {.fill = Role::grid}, 3);
  const float filled = track.w * static_cast<float>(std::clamp(utilisation, 0.0, 1.0));
  if (filled > 1) list.rect({track.x, track.y, filled, track.h}, {.fill = role}, std::min(3.0F, filled / 2));
  // Full is a shape too: strokes across the bar.
  if (utilisation >= 1) hatch(list, track, 6, {.stroke = Role::surface, .width = 1.5F});
}

float widest_word(const std::string& text) {
  float widest = 0;
  for (const std::string& word : wrap(text, 0, label_size, Weight::semibold))
    widest = std::max(widest, text_width(word, label_size, Weight::semibold));
  return widest;
}

/// The label on one or two lines.
std::vector<std::string> lines_of(const std::string& label, float width, float size, std::size_t most) {
  std::vector<std::string> lines = wrap(label, width, size, Weight::semibold);
  if (lines.size() > most) {
    for (std::size_t i = most; i < lines.size(); ++i) lines[most - 1] += " " + lines[i];
    lines.resize(most);
  }
  for (std::string& line : lines) line = fitted(line, width, size, Weight::semibold);
  return lines;
}

bool overlap(Rect a, Rect b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

}  // namespace

void hatch(DisplayList& list, Rect box, float step, Ink ink) {
  // Each stroke runs from lower left to upper right: x + y is the same all along it.
  const int strokes = static_cast<int>((box.w + box.h) / step);
  for (int i = 1; i <= strokes; ++i) {
    const float sum = step * static_cast<float>(i);
    const float x0 = std::max(0.0F, sum - box.h), x1 = std::min(box.w, sum);
    list.line({box.x + x0, box.y + sum - x0}, {box.x + x1, box.y + sum - x1}, ink);
  }
}

void draw_form(DisplayList& list, Point c, float r, Network::Form form, Role role) {
  const Ink ink{.fill = role, .stroke = Role::surface, .width = 1.5F};
  switch (form) {
    case Network::Form::circle: return list.circle(c, r, ink);
    case Network::Form::square:
      return list.rect({c.x - r * 0.9F, c.y - r * 0.9F, r * 1.8F, r * 1.8F}, ink, 1);
    case Network::Form::diamond:
      return list.polygon(
          {{c.x, c.y - r * 1.25F}, {c.x + r * 1.25F, c.y}, {c.x, c.y + r * 1.25F}, {c.x - r * 1.25F, c.y}},
          ink);
    case Network::Form::triangle:
      return list.polygon(
          {{c.x, c.y - r * 1.2F}, {c.x + r * 1.15F, c.y + r * 0.9F}, {c.x - r * 1.15F, c.y + r * 0.9F}}, ink);
  }
}

// ---- Places and routes ---------------------------------------------------------------------------

namespace {

/// A straight piece of a way.
struct Stretch {
  Point a, b;

  bool flat() const { return std::abs(a.y - b.y) < 1; }
  Rect box() const {
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
  }
  /// Takes away what another runs along, which is the beginning or else the end; nothing may be left.
  void leave_to(Stretch other);
};

void Stretch::leave_to(Stretch other) {
  const float length = length_of(a, b);
  if (length < 1) return;
  const Point u{(b.x - a.x) / length, (b.y - a.y) / length};
  const auto aside = [&](Point p) { return std::abs((p.y - a.y) * u.x - (p.x - a.x) * u.y); };
  if (aside(other.a) >= 1 || aside(other.b) >= 1) return;
  const auto along = [&](Point p) {
    return std::clamp(((p.x - a.x) * u.x + (p.y - a.y) * u.y) / length, 0.0F, 1.0F);
  };
  const auto [low, high] = std::minmax({along(other.a), along(other.b)});
  if (low >= high) return;
  (low <= 0 ? a : b) = between(a, b, low <= 0 ? high : low);
}

}  // namespace

/// Where every box stands and every connector runs, for one size of figure.
struct Network::Plan {
  std::vector<Rect> boxes;
  std::vector<std::vector<Point>> paths;  ///< Rounded, one an edge.
  std::vector<std::vector<Point>> bones;  ///< The same before rounding.
  std::vector<Rect> taken;                ///< Labels so far.
  Rect room;
  bool down = false;

  Plan(const Network& network, Rect area);
  /// Whether no box, no label and no edge but that one touches the place.
  bool is_free(Rect place, std::size_t edge) const;
  /// What an edge shares with no other, the last stretch first: a trunk that forks belongs to no branch.
  std::vector<Stretch> own(std::size_t edge) const;

 private:
  std::vector<Point> route(const Edge& edge, float fork) const;
  std::vector<Point> straight(const Edge& edge) const;
};

namespace {

/// The longest side, up to `most`, that leaves `gap` between two boxes whose places differ by
/// `step` of what `room` leaves over.
float side_within(float room, float step, float gap, float most) {
  return std::min(most, (room * step - gap) / (1 + step));
}

/// The point of `box`'s edge that a line from its centre towards `to` crosses.
Point rim(Rect box, Point to) {
  const Point c = box.centre();
  const float dx = to.x - c.x, dy = to.y - c.y;
  const float share = std::max({std::abs(dx) / (box.w / 2), std::abs(dy) / (box.h / 2), 0.001F});
  return {c.x + dx / share, c.y + dy / share};
}

}  // namespace

Network::Plan::Plan(const Network& network, Rect area) {
  const bool narrow = area.w < network.narrow_below;
  down = narrow && network.narrow_flows_down;
  if (area.w > widest_plan) area = {area.x + (area.w - widest_plan) / 2, area.y, widest_plan, area.h};
  room = area;
  area = area.inset(halo);
  std::vector<Point> places;
  for (const Node& node : network.nodes) places.push_back(narrow ? node.narrow : node.wide);
  const float gap = std::clamp(area.w * 0.055F, 28.0F, 52.0F);
  float w = std::min(widest_node, area.w), h = std::min(tallest_node, area.h);
  const auto each_pair = [&](auto visit) {
    for (std::size_t i = 0; i < places.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        visit(std::abs(places[i].x - places[k].x), std::abs(places[i].y - places[k].y));
  };
  each_pair([&](float dx, float dy) {
    if (dx > 0.02F && dy < 0.2F) w = side_within(area.w, dx, gap, w);
  });
  w = std::max(w, 40.0F);
  each_pair([&](float dx, float dy) {
    if (dx * (area.w - w) < w + 6 && dy > 0.02F) h = side_within(area.h, dy, row_gap, h);
  });
  h = std::max(h, 30.0F);
  for (const Point& place : places)
    boxes.push_back({area.x + place.x * (area.w - w), area.y + place.y * (area.h - h), w, h});
  for (const Edge& edge : network.edges) {
    bones.push_back(edge.direct ? straight(edge) : route(edge, network.fork));
    paths.push_back(rounded(bones.back(), 12));
  }
}

bool Network::Plan::is_free(Rect place, std::size_t edge) const {
  const auto hits = [&](Rect other) { return overlap(place, other); };
  if (std::any_of(boxes.begin(), boxes.end(), hits) || std::any_of(taken.begin(), taken.end(), hits))
    return false;
  for (std::size_t i = 0; i < bones.size(); ++i)
    for (std::size_t k = 1; k < bones[i].size() && i != edge; ++k)
      // Ways are level or upright; a slanting one counts as the box around it.
      if (hits(Stretch{bones[i][k - 1], bones[i][k]}.box())) return false;
  return true;
}

std::vector<Stretch> Network::Plan::own(std::size_t edge) const {
  std::vector<Stretch> found;
  for (std::size_t k = bones[edge].size() - 1; k > 0; --k) {
    Stretch one{bones[edge][k - 1], bones[edge][k]};
    for (std::size_t i = 0; i < bones.size(); ++i)
      for (std::size_t n = 1; n < bones[i].size() && i != edge; ++n)
        one.leave_to({bones[i][n - 1], bones[i][n]});
    if (length_of(one.a, one.b) >= 1) found.push_back(one);
  }
  return found;
}

std::vector<Point> Network::Plan::straight(const Edge& edge) const {
  const Rect from = boxes[edge.from], to = boxes[edge.to];
  const Point a = from.centre(), b = to.centre();
  const float length = std::max(length_of(a, b), 1.0F);
  const float sx = -(b.y - a.y) / length * edge.shift, sy = (b.x - a.x) / length * edge.shift;
  const Point start = rim(from, b), end = rim(to, a);
  return {{start.x + sx, start.y + sy}, {end.x + sx, end.y + sy}};
}

std::vector<Point> Network::Plan::route(const Edge& edge, float fork) const {
  const Rect from = boxes[edge.from], to = boxes[edge.to];
  const Point a = from.centre(), b = to.centre();
  const float beside = std::max(to.x - from.right(), from.x - to.right());
  const float below = std::max(to.y - from.bottom(), from.y - to.bottom());
  const bool sideways = below < 4 || (beside > 12 && (!down || below < 12));
  const float way_x = b.x > a.x ? 1.0F : -1.0F, way_y = b.y > a.y ? 1.0F : -1.0F;
  if (sideways) {
    const Point start{a.x + way_x * from.w / 2, a.y + edge.shift},
        end{b.x - way_x * to.w / 2, b.y + edge.shift};
    if (std::abs(start.y - end.y) < 1) return {start, end};
    // The bend lies in the gap before the target, so that a long way keeps to one row.
    const float bend = end.x - way_x * std::min(std::abs(end.x - start.x) / 2, fork);
    return {start, {bend, start.y}, {bend, end.y}, end};
  }
  // Boxes below one another share their middle.
  return {{a.x + edge.shift, a.y + way_y * from.h / 2}, {b.x + edge.shift, b.y - way_y * to.h / 2}};
}

// ---- Drawing -------------------------------------------------------------------------------------

void Network::stream(std::size_t edge, double density, double phase, bool back, Role role, Form form,
                     const char* explanation) {
  if (density < 0.02) return;
  const double most = std::min(density, 9.0);
  // One sets out every 1 / density of the way; those less than a way old are under way.
  for (auto i = static_cast<std::int64_t>(std::floor(phase * most)); i >= 0; --i) {
    const double at = phase - static_cast<double>(i) / most;
    if (at >= 1) break;
    // Marks that follow closely would pile up where they all slow down.
    tokens.push_back({.edge = edge,
                      .at = back ? 1 - at : at,
                      .role = role,
                      .form = form,
                      .explanation = explanation,
                      .ease = 1 / std::max(most, 1.0)});
  }
}

float Network::height(WidthClass width) const { return width == WidthClass::narrow ? tall_narrow : tall; }

void Network::draw(DisplayList& list, Rect box) const {
  const float below = legend_height(box.w);
  Plan plan(*this, {box.x, box.y, box.w, box.h - below});
  std::vector<std::size_t> order(edges.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // The strongest on top, where several share a way.
  order_few(order, [&](std::size_t a, std::size_t b) { return edges[a].flow < edges[b].flow; });
  for (const std::size_t i : order) draw_edge(list, plan, i);
  // In an order that stays, so that a keyboard is where it was however much flows.
  for (std::size_t i = 0; i < edges.size(); ++i) explain_edge(list, plan, i);
  // All boxes are set alike: icons beside the words only where each label has room.
  const bool beside = std::all_of(nodes.begin(), nodes.end(), [&](const Node& node) {
    return widest_word(node.label) <= plan.boxes.front().w - 2 * padding - icon_room;
  });
  // Under the boxes, so that none hides a word where it sets out or arrives.
  for (const Token& token : tokens) draw_token(list, plan, token);
  for (std::size_t i = 0; i < nodes.size(); ++i) draw_node(list, nodes[i], plan.boxes[i], beside);
  for (std::size_t i = 0; i < edges.size(); ++i) draw_edge_label(list, plan, i);
  draw_legend(list, {box.x, box.bottom() - below, box.w, below});
}

void Network::draw_edge(DisplayList& list, const Plan& plan, std::size_t i) const {
  const Edge& edge = edges[i];
  const std::vector<Point>& path = plan.paths[i];
  const Role role = edge.state == State::down   ? Role::failed
                    : edge.state == State::slow ? Role::slow
                                                : edge.role;
  const float width = 1.5F + 4 * static_cast<float>(std::clamp(edge.flow, 0.0, 1.0));
  const float head = 7 + width;
  const bool broken = edge.aside || edge.state == State::down;
  // The line ends inside the arrow head, or its square end would blunt the tip.
  std::vector<Point> line = path;
  const auto shorten = [&](Point& end, Point before) {
    const float length = length_of(before, end);
    if (length > head) end = between(end, before, head * 0.7F / length);
  };
  shorten(line.back(), line[line.size() - 2]);
  if (edge.both_ways) shorten(line.front(), line[1]);
  list.polyline(line, {.stroke = role, .width = width, .dash = broken ? 5.0F : 0.0F});
  arrow_head(list, path[path.size() - 2], path.back(), role, head);
  if (edge.both_ways) arrow_head(list, path[1], path.front(), role, head);
  if (edge.state != State::up)
    badge(list, between(plan.bones[i][plan.bones[i].size() - 2], path.back(), 0.5F), 8, edge.state);
}

void Network::explain_edge(DisplayList& list, const Plan& plan, std::size_t i) const {
  const Edge& edge = edges[i];
  if (edge.explanation.empty()) return;
  const std::vector<Point>& bones = plan.bones[i];
  const std::vector<Stretch> own = plan.own(i);
  // Straight ways part at once, and each needs its length to be hit.
  const bool whole = edge.direct || own.empty();
  const Rect place = whole ? Stretch{bones[bones.size() - 2], bones.back()}.box() : own.front().box();
  list.hit({place.x - (place.w == 0 ? 9.0F : 0.0F), place.y - (place.h == 0 ? 9.0F : 0.0F),
            std::max(place.w, 18.0F), std::max(place.h, 18.0F)},
           edge.explanation, edge.command);
}

/// Where an edge's label does not touch a box, another edge or another label, if anywhere: over a level
/// stretch of its own or beside an upright one.
std::optional<Point> Network::label_place(const Plan& plan, std::size_t i) const {
  constexpr float beside = 12;
  const float width = text_width(edges[i].label, note_size);
  for (const Stretch& own : plan.own(i)) {
    // Beside an upright way, as far from the next one, or it could be the label of either.
    const float around = own.flat() ? 2.0F : beside;
    const auto is_free = [&](Point at) {
      return at.x - 2 >= plan.room.x && at.x + width + 2 <= plan.room.right() &&
             plan.is_free({at.x - around, at.y - 12, width + 2 * around, 15}, i);
    };
    const Rect box = own.box();
    const Point middle = box.centre();
    std::vector<Point> places;
    if (own.flat() && box.w >= width + 14)
      for (const float share : {0.5F, 0.3F, 0.7F})
        places.push_back({between(own.a, own.b, share).x - width / 2, middle.y - 10});
    if (!own.flat() && box.h >= 18)
      places = {{middle.x + beside, middle.y + 4}, {middle.x - beside - width, middle.y + 4}};
    const auto free = std::find_if(places.begin(), places.end(), is_free);
    if (free != places.end()) return *free;
  }
  return {};
}

void Network::draw_edge_label(DisplayList& list, Plan& plan, std::size_t i) const {
  if (edges[i].label.empty()) return;
  const auto at = label_place(plan, i);
  if (!at) return;
  plan.taken.push_back({at->x - 2, at->y - 12, text_width(edges[i].label, note_size) + 4, 15});
  list.label(edges[i].label, *at, note_size, Role::muted);
}

void Network::draw_token(DisplayList& list, const Plan& plan, const Token& token) const {
  const Point at = along(plan.paths[token.edge], eased(token.at, token.ease));
  list.circle(at, 10, {.fill = token.role, .opacity = 0.2F});
  draw_form(list, at, 6.5F, token.form, token.role);
  if (!token.explanation.empty()) list.hint({at.x - 11, at.y - 11, 22, 22}, token.explanation);
}

void Network::draw_node(DisplayList& list, const Node& node, Rect box, bool beside) const {
  const bool down = node.state == State::down;
  const Role role = down ? Role::failed : node.state == State::slow ? Role::slow : role_of(node.kind);
  if (node.active) outline(list, box.inset(-3.5F), corner + 3, {.stroke = Role::highlight, .width = 3});
  list.rect(box, {.fill = Role::surface}, corner);
  list.rect(box, {.fill = Role::raised, .opacity = down ? 0.4F : 1.0F}, corner);
  if (node.state == State::slow)
    hatch(list, box.inset(3), 9, {.stroke = Role::slow, .width = 1.5F, .opacity = 0.25F});
  outline(list, box, corner, {.stroke = role, .width = down ? 2.0F : 1.5F, .dash = down ? 5.0F : 0.0F});
  constexpr float strip = 12;
  Rect inner = box.inset(padding);
  if (node.utilisation) {
    inner.h -= strip;
    draw_utilisation(list, {inner.x, inner.bottom() + 1, inner.w, strip}, *node.utilisation);
  }
  if (node.waiting) {
    inner.h -= strip;
    draw_waiting(list, {inner.x, inner.bottom() + 1, inner.w, strip}, *node.waiting);
  }
  draw_words(list, node, inner, role, beside);
  badge(list, {box.right() - 1, box.y + 1}, 8, node.state);
  list.hit(box, node.explanation, node.command);
}

/// Icon, label and note: side by side in a wide box, else one below the other; the icon goes before
/// a word does, the note before the label.
void Network::draw_words(DisplayList& list, const Node& node, Rect inner, Role role, bool beside) const {
  constexpr float row = 15;
  const float size = beside ? label_size : label_size - 1;
  const float icon = beside ? std::min(26.0F, inner.h) : 20.0F;
  const float width = beside ? inner.w - icon_room : inner.w + 6;
  auto lines = lines_of(node.label, width, size, inner.h >= 2 * row - 3 ? 2 : 1);
  const auto room_for = [&](float rows) { return inner.h >= row * rows - 3; };
  auto rows = static_cast<float>(lines.size());
  const bool noted = !node.note.empty() && room_for(rows + 1);
  if (noted) ++rows;
  const bool above = !beside && inner.h >= icon + 3 + row * rows - 3;
  const float top = inner.y + (above ? icon + 3 : 0);
  float y = top + (inner.bottom() - top - rows * row) / 2 + 11.5F;
  const float x = beside ? inner.x + icon_room : inner.centre().x;
  const Anchor anchor = beside ? Anchor::start : Anchor::middle;
  if (beside) draw_icon(list, node.kind, {inner.x, inner.centre().y - icon / 2, icon, icon}, role);
  if (above) draw_icon(list, node.kind, {inner.centre().x - icon / 2, inner.y, icon, icon}, role);
  for (const std::string& line : lines) {
    list.words(line, {x, y}, size, Role::ink, anchor, Weight::semibold);
    y += row;
  }
  if (noted)
    list.words(fitted_words(node.note, width + (beside ? padding - 2 : 0), note_size), {x, y}, note_size,
               Role::muted, anchor);
}

// ---- Legend and table ----------------------------------------------------------------------------

float Network::legend_height(float width) const {
  if (legend.empty()) return 0;
  float x = 0, rows = 1;
  for (const Key& key : legend) {
    const float wide = 28 + text_width(key.label, key_size);
    if (x > 0 && x + wide > width) {
      x = 0;
      ++rows;
    }
    x += wide + 16;
  }
  return legend_gap + rows * key_row;
}

void Network::draw_legend(DisplayList& list, Rect box) const {
  float x = box.x, y = box.y + legend_gap + key_row / 2;
  for (const Key& key : legend) {
    const float wide = 28 + text_width(key.label, key_size);
    if (x > box.x && x + wide > box.right()) {
      x = box.x;
      y += key_row;
    }
    const Point middle{x + 11, y};
    switch (key.sign) {
      case Key::Sign::token: draw_form(list, middle, 6, key.form, key.role); break;
      case Key::Sign::slow: clock(list, middle, 7); break;
      case Key::Sign::down: cross(list, middle, 7, Role::failed); break;
      case Key::Sign::active:
        outline(list, {x + 2, y - 6, 18, 12}, 4, {.stroke = Role::highlight, .width = 3});
        break;
      case Key::Sign::solid:
      case Key::Sign::aside:
        list.line({x, y}, {x + 22, y},
                  {.stroke = key.role, .width = 2, .dash = key.sign == Key::Sign::aside ? 5.0F : 0.0F});
    }
    list.words(fitted(key.label, box.right() - x - 28, key_size), {x + 28, y + 4}, key_size, Role::muted);
    x += wide + 16;
  }
}

Table Network::table() const {
  const double none = std::numeric_limits<double>::quiet_NaN();
  Table table{.columns = {"part", "state", "now", "waiting", "utilisation (%)"}, .rows = {}};
  for (const Node& node : nodes)
    table.rows.push_back({node.label, std::string(word_for(node.state)), node.note,
                          node.waiting.value_or(none), node.utilisation ? 100 * *node.utilisation : none});
  for (const Edge& edge : edges)
    table.rows.push_back(
        {nodes[edge.from].label + (edge.both_ways ? " \u2013 " : " \u2192 ") + nodes[edge.to].label,
         std::string(word_for(edge.state)), edge.label, none, none});
  return table;
}

}  // namespace lesson
