#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "core/simulators/simulator.h"

namespace lesson {

/// A fresh simulator of each kind, in chapter order.
std::vector<std::unique_ptr<Simulator>> all_simulators();

/// A fresh simulator; null when there is none of that id.
std::unique_ptr<Simulator> make_simulator(std::string_view id);

}  // namespace lesson
