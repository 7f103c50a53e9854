#pragma once

#include <string>
#include <string_view>

namespace lesson {

/// Text that is part of the program, so that tables of it are constant data and never copied. It ends
/// with a NUL, as C wants it, and turns into a string where one is wanted.
class Literal : public std::string_view {
 public:
  constexpr Literal() = default;
  constexpr Literal(const char* text) : std::string_view(text) {}
  operator std::string() const { return std::string(data(), size()); }
};

std::string operator+(std::string left, Literal right);
std::string operator+(Literal left, const std::string& right);
std::string operator+(Literal left, const char* right);

}  // namespace lesson
