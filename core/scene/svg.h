#pragma once

#include <string>

#include "core/scene/stage.h"

namespace lesson {

/// A stage as a standalone SVG document. Colours are `var(--ts-ROLE, LIGHT)`: the page's theme
/// where there is one, the light palette in a file of its own. Explanations become <title>s.
/// `title` names the picture for screen readers.
std::string svg(const Stage& stage, const std::string& title);

/// Text made safe for XML content and attributes.
std::string xml_escaped(std::string_view text);

}  // namespace lesson
