#pragma once

#include <string_view>

#include "core/simulators/simulator.h"

namespace lesson {

/// A simulator's model card; empty for an unknown id. Apart from the registry, so that a program that shows
/// no cards, such as the browser's module, does not carry their text.
ModelCard card_of(std::string_view id);

/// How far its measured values lie from theory at most; nothing for an unknown id.
Simulator::Deviation deviation_of(std::string_view id);

}  // namespace lesson
