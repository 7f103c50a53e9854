#pragma once

#include <memory>

#include "core/scene/scene.h"
#include "core/simulators/description.h"
#include "core/simulators/scaling-cost-model.h"

namespace lesson::scaling {

/// The largest load that charts show.
constexpr double largest_load = 64;

/// Both costs over load, with the crossover and the largest machine.
std::shared_ptr<const Figure> costs(const ScalingChoice& choice);

/// The machines of either way, areas to scale, and what they cost.
std::shared_ptr<const Figure> machines(const ScalingChoice& choice);

/// Both costs divided by load.
std::shared_ptr<const Figure> per_unit(const ScalingChoice& choice);

/// Which member of the choice a response curve sweeps.
using Swept = double ScalingChoice::*;

/// When to scale out, over the whole range of `param`, which sets that member.
std::shared_ptr<const Figure> response(const ScalingChoice& choice, const Param& param, Swept swept);

}  // namespace lesson::scaling
