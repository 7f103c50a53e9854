#include "core/scene/svg.h"

#include <doctest/doctest.h>

#include <string>

using namespace lesson;

TEST_CASE("what a picture says is text to whoever reads it, never markup") {
  const std::string hostile = R"(<script>alert("1 & 2")</script>)";
  const std::string safe = "&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;";
  Stage stage;
  stage.width = stage.height = 100;
  stage.list.words(hostile, {10, 20}, 13, Role::ink);
  stage.list.hit({0, 0, 100, 100}, hostile);
  const std::string picture = svg(stage, hostile);
  CHECK(picture.find("<script") == std::string::npos);
  CHECK(picture.find("aria-label=\"" + safe + "\"") != std::string::npos);
  CHECK(picture.find("<title>" + safe + "</title>") != std::string::npos);
  CHECK(picture.find(">" + safe + "</text>") != std::string::npos);
}
