#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace lesson {
namespace {

struct Named {
  double size;
  const char* name;
};

std::string printed(double value, int decimals) {
  std::array<char, 400> buffer;
  const int size = std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
  return {buffer.data(), static_cast<std::size_t>(size)};
}

void drop_trailing_zeros(std::string& text) {
  if (text.find('.') == std::string::npos) return;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
}

std::string grouped(const std::string& plain) {
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string text;
  for (std::size_t i = 0; i < point; ++i) {
    if (i > 0 && (point - i) % 3 == 0) text += ',';
    text += plain[i];
  }
  return text + plain.substr(point);
}

bool is_zero(const std::string& text) { return text.find_first_not_of("0.,") == std::string::npos; }

std::string with_sign(bool negative, const std::string& magnitude) {
  return negative && !is_zero(magnitude) ? "\u2212" + magnitude : magnitude;
}

/// `magnitude` >= 0 to so many significant digits, without sign or names.
std::string significant(double magnitude, int digits) {
  if (magnitude == 0) return "0";
  const int exponent = static_cast<int>(std::floor(std::log10(magnitude)));
  std::string text = printed(magnitude, std::min(std::max(digits - 1 - exponent, 0), 300));
  drop_trailing_zeros(text);
  return text;
}

/// The library splits it: a power of ten may itself be beyond what a double holds.
std::string scientific(double magnitude, int digits) {
  std::array<char, 40> buffer;
  std::snprintf(buffer.data(), buffer.size(), "%.*e", digits - 1, magnitude);
  const std::string whole = buffer.data();
  const std::size_t split = whole.find('e');
  const int exponent = std::atoi(whole.c_str() + split + 1);
  std::string mantissa = whole.substr(0, split);
  drop_trailing_zeros(mantissa);
  return mantissa + " \u00d7 10^" + with_sign(exponent < 0, printed(std::abs(exponent), 0));
}

}  // namespace

std::string number_text(double value, int digits) {
  if (std::isnan(value)) return "unknown";
  const double magnitude = std::abs(value);
  if (std::isinf(value)) return with_sign(value < 0, "infinite");
  static constexpr std::array<Named, 3> names{{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}}};
  if (magnitude >= 1e15) return with_sign(value < 0, scientific(magnitude, digits));
  if (magnitude > 0 && magnitude < 1e-6) return with_sign(value < 0, scientific(magnitude, digits));
  for (const Named& name : names) {
    // 999,999.7 rounds up into the next name.
    if (magnitude >= name.size * (1 - 5e-7))
      return with_sign(value < 0, significant(std::max(magnitude / name.size, 1.0), digits) + name.name);
  }
  return with_sign(value < 0, grouped(significant(magnitude, digits)));
}

std::string fixed_text(double value, int decimals) {
  if (!std::isfinite(value)) return number_text(value);
  return with_sign(value < 0, grouped(printed(std::abs(value), decimals)));
}

std::string quantity_text(double value, std::string_view unit, int digits) {
  const std::string number = number_text(value, digits);
  const std::size_t bar = unit.find('|');
  const std::string_view chosen = bar == std::string_view::npos ? unit
                                  : number == "1"               ? unit.substr(bar + 1)
                                                                : unit.substr(0, bar);
  return chosen.empty() ? number : number + "\u00a0" + std::string(chosen);
}

std::string share_text(double percent) {
  const double missing = 100 - percent;
  if (!(missing < 100)) return quantity_text(percent, "%");
  // Nearer to 100 than a double's own rounding lets one tell.
  if (missing < 1e-9) return "over 99.999999999\u00a0%";
  const int decimals = 2 - static_cast<int>(std::floor(std::log10(missing) + 1e-6));
  std::string number = fixed_text(percent, std::max(decimals, 1));
  drop_trailing_zeros(number);
  return number + "\u00a0%";
}

std::string duration_text(double seconds, int digits) {
  static constexpr std::array<Named, 8> units{{{31536000, "years|year"},
                                               {86400, "d"},
                                               {3600, "h"},
                                               {60, "min"},
                                               {1, "s"},
                                               {1e-3, "ms"},
                                               {1e-6, "\u00b5s"},
                                               {1e-9, "ns"}}};
  const double magnitude = std::abs(seconds);
  for (const Named& unit : units) {
    // Two of a larger unit before it is used: "43.7 h", not "1.82 d", but "120 s" as "2 min".
    const double least = unit.size >= 86400 ? 2 * unit.size : unit.size;
    if (magnitude >= least) return quantity_text(seconds / unit.size, unit.name, digits);
  }
  return quantity_text(seconds, "s", digits);
}

std::string time_text(double seconds) { return seconds > 0 ? duration_text(seconds) : "0 ms"; }

std::string lowered(std::string_view label) {
  std::string text(label);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string percent_text(double share, int digits) { return quantity_text(100 * share, "%", digits); }

std::string exact_text(double value) {
  std::array<char, 40> buffer;
  for (int digits = 15; digits <= 17; ++digits) {
    std::snprintf(buffer.data(), buffer.size(), "%.*g", digits, value);
    if (std::strtod(buffer.data(), nullptr) == value) break;
  }
  return buffer.data();
}

Result<double> parse_number(std::string_view text, std::string_view field) {
  const auto refuse = [&] {
    return Status::failure(Code::invalid, std::string(field) + " wants a number such as 12 or 0.5; " +
                                              in_quotes(text) + " is not one.");
  };
  const bool spelled = !text.empty() && text.size() <= 60 &&
                       text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
  if (!spelled) return refuse();
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size() || !std::isfinite(value)) return refuse();
  return value;
}

std::size_t valid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xc2 && lead < 0xe0 ? 2
                               : lead >= 0xe0 && lead < 0xf0 ? 3
                               : lead >= 0xf0 && lead < 0xf5 ? 4
                                                             : 0;
    if (length == 0 || i + length > text.size()) return i;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) return i;
    }
    if (length > 2) {
      // Overlong forms, surrogates and what lies past U+10FFFF.
      const auto second = static_cast<unsigned char>(text[i + 1]);
      if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
          (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f)) {
        return i;
      }
    }
    i += length;
  }
  return i;
}

std::string in_quotes(std::string_view text, std::size_t limit) {
  const std::size_t valid = valid_utf8(text);
  std::string_view shown = text.substr(0, std::min(valid, limit));
  shown = shown.substr(0, valid_utf8(shown));
  std::string result = "\u201c";
  for (const char c : shown) {
    result += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  }
  return result + (shown.size() < text.size() ? "\u2026\u201d" : "\u201d");
}

std::string plural(std::string_view unit) { return std::string(unit.substr(0, unit.find('|'))); }

}  // namespace lesson
