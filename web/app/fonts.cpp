#include "web/app/fonts.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace {

int big_endian(const unsigned char* bytes, int count) {
  int value = static_cast<signed char>(bytes[0]);
  for (int i = 1; i < count; ++i) value = value << 8 | bytes[i];
  return value;
}

/// Height of a line over the em, from the file's own tables (OpenType: head, hhea). 1 if there are none.
float line_per_em(const std::vector<unsigned char>& file) {
  const auto table = [&](const char* tag) -> const unsigned char* {
    if (file.size() < 12) return nullptr;
    const int count = big_endian(&file[4], 2);
    for (int i = 0; i < count && file.size() >= 28U + 16U * static_cast<unsigned>(i); ++i) {
      const unsigned char* entry = &file[12 + 16 * static_cast<std::size_t>(i)];
      const auto offset = static_cast<std::size_t>(big_endian(entry + 8, 4));
      if (std::memcmp(entry, tag, 4) == 0 && offset + 20 <= file.size()) return &file[offset];
    }
    return nullptr;
  };
  const unsigned char* head = table("head");
  const unsigned char* hhea = table("hhea");
  if (head == nullptr || hhea == nullptr) return 1;
  return static_cast<float>(big_endian(hhea + 4, 2) - big_endian(hhea + 6, 2)) /
         static_cast<float>(big_endian(head + 18, 2));
}

}  // namespace

void Fonts::load(const unsigned char* regular, std::size_t regular_size, const unsigned char* semibold,
                 std::size_t semibold_size) {
  files_[0].assign(regular, regular + regular_size);
  files_[1].assign(semibold, semibold + semibold_size);
  cut(13, false);
}

Fonts::Cut& Fonts::cut(float size, bool bold) {
  const auto [entry, added] = fonts_.try_emplace({static_cast<int>(std::lround(size * 4)), bold});
  if (added) {
    entry->second.ranges = {0x20, 0x7e};
    stale_ = true;
  }
  return entry->second;
}

void Fonts::expect(std::string_view text, float size, bool bold) {
  std::vector<ImWchar>& ranges = cut(size, bold).ranges;
  for (const char* at = text.data(); at < text.data() + text.size();) {
    // ASCII is always there, and nearly all that comes every frame.
    if (static_cast<signed char>(*at) >= 0) {
      ++at;
      continue;
    }
    unsigned int character = 0;
    at += std::max(ImTextCharFromUtf8(&character, at, text.data() + text.size()), 1);
    const auto wanted = static_cast<ImWchar>(character);
    if (std::find(ranges.begin() + 2, ranges.end(), wanted) != ranges.end()) continue;
    ranges.insert(ranges.end(), {wanted, wanted});
    stale_ = true;
  }
}

void Fonts::set_density(float density) {
  if (density == density_) return;
  density_ = density;
  stale_ = true;
}

ImFont* Fonts::get(float size, bool bold) {
  ImFont* font = cut(size, bold).font;
  return font != nullptr ? font : ImGui::GetIO().Fonts->Fonts[0];
}

bool Fonts::refresh() {
  if (!stale_) return false;
  stale_ = false;
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->Clear();
  atlas->Flags |= ImFontAtlasFlags_NoMouseCursors;
  for (auto& [key, one] : fonts_) {
    std::vector<unsigned char>& file = files_[key.second ? 1 : 0];
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = density_ < 1.5F ? 2 : 1;
    const float pixels = static_cast<float>(key.first) / 4 * density_;
    one.ranges.push_back(0);
    one.font = atlas->AddFontFromMemoryTTF(file.data(), static_cast<int>(file.size()),
                                           // ImGui's size is the line's height; the core's is the em.
                                           pixels * line_per_em(file), &config, one.ranges.data());
  }
  const bool built = atlas->Build();
  for (auto& [key, one] : fonts_) one.ranges.pop_back();
  return built;
}
