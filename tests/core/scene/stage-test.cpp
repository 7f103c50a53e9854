#include "core/scene/stage.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/simulators/registry.h"
#include "core/simulators/session.h"

using namespace lesson;

TEST_CASE("a stage is a whole number of px high, so that a canvas shows it sharp") {
  for (const auto& simulator : all_simulators()) {
    CAPTURE(simulator->description().id);
    Session session(make_simulator(simulator->description().id));
    for (const float width :
         {240.0F, 312.0F, 336.0F, 358.0F, 360.0F, 720.0F, 899.0F, 900.0F, 1120.0F, 1280.0F}) {
      CAPTURE(width);
      const float height = session.stage(width, Mode::live).height;
      CHECK(height == std::floor(height));
    }
  }
}
