#include "core/simulators/cards.h"

#include "core/simulators/all.h"

namespace lesson {

ModelCard card_of(std::string_view id) {
#define LESSON_CARD(Kind) \
  if (Kind().description().id == id) return Kind::model_card();
  LESSON_SIMULATORS(LESSON_CARD)
  return {};
}

Simulator::Deviation deviation_of(std::string_view id) {
#define LESSON_DEVIATION(Kind) \
  if (const Kind one; one.description().id == id) return one.deviation();
  LESSON_SIMULATORS(LESSON_DEVIATION)
  return {};
}

}  // namespace lesson
