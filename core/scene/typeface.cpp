#include "core/scene/typeface.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/text.h"

namespace lesson {
namespace {

/// Advance widths of a character in thousandths of an em, regular and semibold.
struct Advance {
  char32_t character;
  std::uint16_t regular, semibold;
};

constexpr Advance advances[] = {
#include "core/scene/typeface-widths.inc"
};

/// The character at `i`, which moves past it. The text is valid UTF-8 up to `i`'s character.
char32_t next_character(std::string_view text, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(text[i++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
  char32_t character = lead & (0x3fU >> more);
  for (int k = 0; k < more && i < text.size(); ++k) {
    character = character << 6 | (static_cast<unsigned char>(text[i++]) & 0x3fU);
  }
  return character;
}

float advance(char32_t character, Weight weight) {
  const Advance* found =
      std::lower_bound(std::begin(advances), std::end(advances), character,
                       [](const Advance& entry, char32_t wanted) { return entry.character < wanted; });
  if (found == std::end(advances) || found->character != character) return 600;
  return weight == Weight::semibold ? found->semibold : found->regular;
}

}  // namespace

float text_width(std::string_view text, float size, Weight weight) {
  float thousandths = 0;
  for (std::size_t i = 0; i < text.size();) thousandths += advance(next_character(text, i), weight);
  return thousandths * size / 1000;
}

std::vector<std::string> wrap(std::string_view text, float width, float size, Weight weight) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::string longer = lines.back().empty() ? std::string(word) : lines.back() + " " + std::string(word);
    if (lines.back().empty() || text_width(longer, size, weight) <= width) {
      lines.back() = std::move(longer);
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

std::string fitted(std::string_view text, float width, float size, Weight weight) {
  if (text_width(text, size, weight) <= width) return std::string(text);
  std::string_view kept = text;
  const float room = width - text_width("\u2026", size, weight);
  while (!kept.empty() && text_width(kept, size, weight) > room) {
    kept.remove_suffix(1);
    kept = kept.substr(0, valid_utf8(kept));
  }
  return std::string(kept) + "\u2026";
}

std::string fitted_words(std::string_view text, float width, float size, Weight weight) {
  std::string_view kept = text;
  // Units hang on their numbers by a space that does not break.
  const auto last = [&](std::string_view space) {
    const std::size_t at = kept.rfind(space);
    return at == std::string_view::npos ? 0 : at;
  };
  while (text_width(kept, size, weight) > width) {
    const std::size_t end = std::max(last(" "), last("\u00a0"));
    if (end == 0) return fitted(kept, width, size, weight);
    kept = kept.substr(0, end);
  }
  return std::string(kept);
}

}  // namespace lesson
