#pragma once

#include <imgui.h>

#include <cstddef>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

/// The lesson's typeface, rasterised at just the sizes that drawings ask for and as sharp as the
/// screen allows.
class Fonts {
 public:
  /// Takes the bytes of two TrueType files; they are copied.
  void load(const unsigned char* regular, std::size_t regular_size, const unsigned char* semibold,
            std::size_t semibold_size);

  /// Device pixels per CSS pixel; drops what was rasterised for another.
  void set_density(float density);

  /// The font for text `size` CSS px high, or a stand-in until `refresh` has made it.
  ImFont* get(float size, bool bold);

  /// Announces text, so that its characters are there at the next `refresh`.
  void expect(std::string_view text, float size, bool bold);

  /// Rasterises what was asked for and missing. True when the atlas changed.
  bool refresh();

 private:
  using Key = std::pair<int, bool>;  // Size in quarters of a pixel.
  struct Cut {
    ImFont* font = nullptr;
    std::vector<ImWchar> ranges;  // Pairs, as ImGui takes them: ASCII, then single characters.
  };
  Cut& cut(float size, bool bold);

  std::vector<unsigned char> files_[2];
  std::map<Key, Cut> fonts_;
  float density_ = 1;
  bool stale_ = true;
};
