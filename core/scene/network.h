#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// Parts of a system as boxes, calls between them as connectors, requests in flight as tokens. The
/// caller says where things stand on a grid, once for wide and once for narrow places; sizes,
/// routes, icons and the legend come from here. A state is a shape as well as a colour: a slow part
/// is hatched and wears a clock, one that is down has a broken outline and a cross.
class Network : public Figure {
 public:
  enum class Kind { client, balancer, server, cache, database, search, queue, stream, batch };
  enum class State { up, slow, down };
  enum class Form { circle, square, diamond, triangle };

  struct Node {
    std::string id;  ///< For the caller, who finds positions by it.
    std::string label;
    std::string note;  ///< A short second line: "3 waiting", "82 %", "12.4 ms". May be empty.
    Kind kind = Kind::server;
    State state = State::up;
    Point wide;    ///< Centre, 0 to 1 across and down, where there is room for a row of boxes.
    Point narrow;  ///< The same on a phone.
    std::optional<double> waiting;      ///< A queue's length: a row of dots, then a number.
    std::optional<double> utilisation;  ///< 0 to 1, and beyond when overloaded: a bar.
    bool active = false;                ///< The request is here: a ring around the box.
    std::string explanation;
    std::string command;  ///< What a click does; see DisplayList::hit.
  };

  struct Edge {
    std::size_t from = 0, to = 0;  ///< Positions of nodes.
    std::string label;             ///< Left out where there is no room.
    bool aside = false;            ///< Off the critical path: dashed.
    bool direct = false;           ///< A straight line rather than a rounded right angle.
    bool both_ways = false;        ///< Arrow heads at both ends.
    float shift = 0;               ///< CSS px sideways, to keep two edges between a pair apart.
    double flow = 0;               ///< 0 to 1: how thick.
    State state = State::up;       ///< Down: cut, with a cross in the middle.
    Role role = Role::muted;
    std::string explanation;
    std::string command;
  };

  /// A request on its way along an edge, 0 at `from`, 1 at `to`; an answer's `at` falls. `at` is the share of
  /// the way's time; where on the line that is, eases.
  struct Token {
    std::size_t edge = 0;
    double at = 0;
    Role role = Role::accent;
    Form form = Form::circle;
    std::string explanation;  ///< May be empty.
    double ease = 1;          ///< See eased.
  };

  /// An entry of the legend.
  struct Key {
    enum class Sign { token, slow, down, solid, aside, active };
    Sign sign = Sign::token;
    std::string label;
    Role role = Role::accent;
    Form form = Form::circle;
  };

  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  /// Adds tokens at even distances along an edge: `density` of them at a time, moving with `phase`, which
  /// counts ways; `back`: they move from `to` to `from`. The denser, the more evenly they move.
  void stream(std::size_t edge, double density, double phase, bool back, Role role, Form form,
              const char* explanation);

  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<Token> tokens;
  std::vector<Key> legend;         ///< The same in every state, so that nothing jumps.
  float tall = 300;                ///< Height on wide and medium stages, CSS px.
  float tall_narrow = 460;         ///< On a narrow one.
  float narrow_below = 520;        ///< Figures narrower than this use the narrow places.
  float fork = 24;                 ///< At most so far before its target a level way turns, CSS px.
  bool narrow_flows_down = false;  ///< Connectors leave boxes at the bottom, where they are narrow.

 private:
  struct Plan;
  void draw_node(DisplayList& list, const Node& node, Rect box, bool beside) const;
  void draw_words(DisplayList& list, const Node& node, Rect inner, Role role, bool beside) const;
  void draw_edge(DisplayList& list, const Plan& plan, std::size_t edge) const;
  void explain_edge(DisplayList& list, const Plan& plan, std::size_t edge) const;
  std::optional<Point> label_place(const Plan& plan, std::size_t i) const;
  void draw_edge_label(DisplayList& list, Plan& plan, std::size_t edge) const;
  void draw_token(DisplayList& list, const Plan& plan, const Token& token) const;
  void draw_legend(DisplayList& list, Rect box) const;
  float legend_height(float width) const;
};

/// A token's mark, for legends elsewhere.
void draw_form(DisplayList& list, Point centre, float radius, Network::Form form, Role role);

/// Diagonal strokes that fill `box`: the sign for slow, off the path, not to be trusted.
void hatch(DisplayList& list, Rect box, float step, Ink ink);

}  // namespace lesson
