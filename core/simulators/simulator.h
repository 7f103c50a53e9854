#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/scene/scene.h"
#include "core/simulators/description.h"

namespace lesson {

/// The model behind one picture. A pure function of its values, its seed and what was done to it:
/// no clock, no outside randomness. It only ever sees values that its description allows.
class Simulator {
 public:
  virtual ~Simulator() = default;

  /// Constant data: the same for every simulator of the kind, and there after the last of them.
  virtual const Description& description() const = 0;

  /// Takes new values of all parameters. Called once before anything else, then at each change.
  virtual void configure(const Values& values) = 0;

  /// Performs an action by position. It may change `values` (a new seed, say); `configure` follows
  /// when it did.
  virtual void act(std::size_t /*action*/, Values& /*values*/) {}

  /// Lets `seconds` of simulated time pass. One long advance gives the events of many short ones.
  virtual void advance(double /*seconds*/) {}

  /// Simulated seconds that pass in one second of watching: a request's milliseconds are slowed
  /// down, a system's minutes hurried.
  virtual double pace() const { return 1; }

  /// Whether time passing changes the picture.
  virtual bool animating() const { return false; }

  /// Share of a long computation still to do, 0 to 1, and a slice of it: `steps` of some ten
  /// nanoseconds. Slices give the same result as one go.
  virtual double backlog() const { return 0; }
  virtual void work(std::int64_t /*steps*/) {}

  /// What to show. `swept`: the parameter whose whole range a response curve should cover.
  virtual Scene scene(std::size_t swept) const = 0;

  /// What a choice of a parameter is called as things stand, such as a store's own word for it; `param` and
  /// `choice` are positions. Constant text.
  virtual std::string_view choice_label(std::size_t param, std::size_t choice) const {
    return description().params[param].choices[choice].label;
  }

  /// The largest relative deviation of a measured value from theory over a fixed set of runs, and
  /// in words which. Each simulator has a `Deviation deviation() const` for its model card to quote (see
  /// cards.h): not virtual, so that a program without cards does not carry those runs.
  struct Deviation {
    double relative = 0;
    std::string of;
  };
};

}  // namespace lesson
