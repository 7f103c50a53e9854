#include "core/scene/network-icons.h"

#include <cmath>
#include <numbers>

namespace lesson {
namespace {

/// Draws on a grid of 24 by 24 that fills the box.
struct Pen {
  DisplayList& list;
  Rect box;
  Role role;

  float unit() const { return box.w / 24; }
  Point at(float x, float y) const { return {box.x + x * unit(), box.y + y * unit()}; }
  Ink line(float width = 1.75F) const { return {.stroke = role, .width = width}; }
  void stroke(std::initializer_list<Point> points) const {
    std::vector<Point> path;
    for (const Point& p : points) path.push_back(at(p.x, p.y));
    list.polyline(path, line());
  }
  void fill(std::initializer_list<Point> points) const {
    std::vector<Point> path;
    for (const Point& p : points) path.push_back(at(p.x, p.y));
    list.polygon(path, {.fill = role});
  }
  void frame(float x, float y, float w, float h, float radius) const {
    const Point corner = at(x, y);
    list.rect({corner.x, corner.y, w * unit(), h * unit()}, line(), radius * unit());
  }
  void dot(float x, float y, float radius) const { list.circle(at(x, y), radius * unit(), {.fill = role}); }
  /// Part of an ellipse, from one angle to another in half turns.
  void arc(Point centre, float across, float down, float from, float to) const {
    std::vector<Point> path;
    for (int i = 0; i <= 16; ++i) {
      const float angle = std::numbers::pi_v<float> * (from + (to - from) * static_cast<float>(i) / 16);
      path.push_back(at(centre.x + across * std::cos(angle), centre.y + down * std::sin(angle)));
    }
    list.polyline(path, line());
  }
};

void phone(const Pen& pen) {
  pen.frame(6, 2, 12, 20, 2.5F);
  pen.stroke({{10, 18.5F}, {14, 18.5F}});
}

void fork(const Pen& pen) {
  pen.stroke({{2, 12}, {9, 12}});
  for (const float y : {5.0F, 12.0F, 19.0F}) {
    pen.stroke({{9, 12}, {14, y}, {19, y}});
    pen.dot(20, y, 2);
  }
  pen.dot(9, 12, 2.2F);
}

void rack(const Pen& pen) {
  for (const float y : {3.0F, 9.5F, 16.0F}) {
    pen.frame(3, y, 18, 5, 1.2F);
    pen.dot(6.5F, y + 2.5F, 1);
  }
}

void flash(const Pen& pen) {
  // Two convex halves: a painter fills only those.
  pen.fill({{14, 2}, {5, 13}, {11, 13}});
  pen.fill({{14, 2}, {11, 13}, {12.5F, 10}});
  pen.fill({{10, 22}, {19, 10}, {12.5F, 10}});
  pen.fill({{10, 22}, {12.5F, 10}, {11, 13}});
}

void drum(const Pen& pen) {
  pen.arc({12, 5.5F}, 8, 3, 0, 2);
  for (const float y : {12.0F, 18.5F}) pen.arc({12, y}, 8, 3, 0, 1);
  pen.stroke({{4, 5.5F}, {4, 18.5F}});
  pen.stroke({{20, 5.5F}, {20, 18.5F}});
}

void lens(const Pen& pen) {
  pen.arc({10, 10}, 7, 7, 0, 2);
  pen.list.line(pen.at(15.2F, 15.2F), pen.at(21.5F, 21.5F), pen.line(3));
}

void stack(const Pen& pen) {
  for (const float x : {4.0F, 9.5F, 15.0F}) pen.frame(x - 1, 5, 4, 14, 1);
  pen.stroke({{20, 9}, {23, 12}, {20, 15}});
}

void waves(const Pen& pen) {
  for (const float y : {7.0F, 12.0F, 17.0F}) {
    std::vector<Point> path;
    for (int i = 0; i <= 24; ++i)
      path.push_back(
          pen.at(2 + static_cast<float>(i) * 20 / 24, y + 2 * std::sin(static_cast<float>(i) * 0.6F)));
    pen.list.polyline(path, pen.line());
  }
}

void moon(const Pen& pen) {
  pen.arc({11.5F, 12}, 9, 9, 0.28F, 1.72F);
  pen.arc({20, 12}, 7.3F, 6.9F, 0.72F, 1.28F);
}

}  // namespace

void draw_icon(DisplayList& list, Network::Kind kind, Rect box, Role role) {
  const Pen pen{list, box, role};
  switch (kind) {
    case Network::Kind::client: return phone(pen);
    case Network::Kind::balancer: return fork(pen);
    case Network::Kind::server: return rack(pen);
    case Network::Kind::cache: return flash(pen);
    case Network::Kind::database: return drum(pen);
    case Network::Kind::search: return lens(pen);
    case Network::Kind::queue: return stack(pen);
    case Network::Kind::stream: return waves(pen);
    case Network::Kind::batch: return moon(pen);
  }
}

}  // namespace lesson
