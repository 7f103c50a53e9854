#pragma once

#include <memory>

#include "core/scene/scene.h"
#include "core/simulators/description.h"
#include "core/theory/debt.h"

namespace lesson::upkeep {

/// Clean features that the team would ship in a quarter, and the quarters that are shown.
constexpr double clean_speed = 10;
constexpr int quarters = 12;

/// Features within which a pay-off is looked for.
constexpr int horizon = 2000;

/// A team in debt and the features it has to ship.
struct Case {
  theory::Debt debt;
  int features = 50;
};

/// What each feature costs, against a clean one.
std::shared_ptr<const Figure> feature_costs(const Case& team);

/// Features shipped in each quarter.
std::shared_ptr<const Figure> speed(const Case& team);

/// What all features so far cost, with the feature from which shortcuts lose.
std::shared_ptr<const Figure> totals(const Case& team);

/// The pay-off feature over the range of one number of the debt, under both ways of growth.
std::shared_ptr<const Figure> payoffs(const Case& team, const Param& param, double theory::Debt::*swept);

/// The total over the feature before which all debt is paid back.
std::shared_ptr<const Figure> paybacks(const Case& team);

/// "4.13 times a clean feature", "as much as a clean feature".
std::string clean_text(double cost);

}  // namespace lesson::upkeep
