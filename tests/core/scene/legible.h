#pragma once

#include <string>
#include <vector>

#include "core/scene/stage.h"

namespace lesson {

/// What keeps the words of a picture from being read, a sentence each: words over words, words that a line or
/// the edge of a mark crosses, words that something covers, and words beyond the picture's sides. Grid lines
/// may pass behind words; a ground drawn under a label hides what it crosses.
std::vector<std::string> illegible(const Stage& stage);

/// Words of a picture that were cut with an ellipsis.
std::vector<std::string> cut_words(const Stage& stage);

}  // namespace lesson
