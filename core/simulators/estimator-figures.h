#pragma once

#include <memory>

#include "core/scene/scene.h"
#include "core/simulators/description.h"
#include "core/simulators/estimator-model.h"

namespace lesson::estimator {

/// From users to servers and bytes, each step exact and by hand.
std::shared_ptr<const Figure> steps(const Choice& choice);

/// What `param` decides, over its whole range. `with` gives the choice with another value of it.
enum class Answer { peak, servers, stored, bandwidth, budget };
std::shared_ptr<const Figure> response(Answer answer, const Param& param, double now,
                                       Choice (*with)(Choice, std::size_t, double), std::size_t at,
                                       const Choice& choice);

/// All latencies and the floors that light sets, on one logarithmic scale.
std::shared_ptr<const Figure> latency_scale(const Choice& choice);

/// The error budget's arithmetic, and how it goes within 30 days.
std::shared_ptr<const Figure> budget(const Choice& choice);
std::shared_ptr<const Figure> burning(const Choice& choice);

}  // namespace lesson::estimator
