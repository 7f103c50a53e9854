#pragma once

#include <string>

#include "core/base/text.h"
#include "core/scene/network.h"
#include "core/simulators/request-trace-model.h"

namespace lesson::request_path {

/// A part as the picture knows it.
struct Shown {
  const char *id, *label, *name;
  Network::Kind kind;
  Role role;
  Point wide, narrow;
  const char* does;
};
const Shown& shown(Part part);

/// "the search index".
inline std::string the(Part part) { return std::string("the ") + shown(part).name; }

/// Whether a step is a call by the app server.
inline bool is_call(const Step& step) { return step.part >= cache && step.part <= queue; }

inline std::string ms(double value) { return quantity_text(value, "ms"); }
inline double counted(std::int64_t count) { return static_cast<double>(count); }

}  // namespace lesson::request_path
