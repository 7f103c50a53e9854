#include "core/scene/typeface.h"

#include <doctest/doctest.h>

using namespace lesson;

TEST_CASE("what is cut keeps what fits, and says so with an ellipsis") {
  CHECK(fitted("throughput", 1000, 12) == "throughput");
  const std::string cut = fitted("throughput", 40, 12);
  CHECK(cut.substr(cut.size() - 3) == "\u2026");
  CHECK(text_width(cut, 12) <= 40);
}

TEST_CASE(
    "a number that does not fit with its unit stands without it, and is never cut within a word that fits") {
  CHECK(fitted_words("30 million\u00a0writes", 1000, 12) == "30 million\u00a0writes");
  CHECK(fitted_words("30 million\u00a0writes", text_width("30 million", 12), 12) == "30 million");
  CHECK(fitted_words("30 million\u00a0writes", text_width("30", 12), 12) == "30");
  CHECK(fitted_words("stored once", text_width("stored on", 12), 12) == "stored");
  CHECK(fitted_words("immutability", 30, 12) == fitted("immutability", 30, 12));
}
