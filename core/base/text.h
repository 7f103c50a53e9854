#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lesson {

/// A number as a person reads it: three significant digits below 100, whole numbers with
/// thousands separators up to a million, then "6.9 million", "1.5 billion", "2.1 trillion".
/// Trailing zeros after the point go. `digits`: significant digits, 1 to 12. "-" is U+2212.
std::string number_text(double value, int digits = 3);

/// The same with exactly `decimals` digits after the point (0 to 12): "99.9500".
std::string fixed_text(double value, int decimals);

/// "0.5 ms", "12.3 %", "1 request", "2 requests": the number and its unit. `unit` in the plural;
/// a unit "requests|request" carries its singular after the bar. Empty units add nothing.
std::string quantity_text(double value, std::string_view unit, int digits = 3);

/// The plural of such a unit: "requests" of "requests|request".
std::string plural(std::string_view unit);

/// With its first letter small, as within a sentence: "Tail weight" is "tail weight". ASCII only.
std::string lowered(std::string_view label);

/// A percentage close to 100 with three significant digits of what is missing to it: "99.501 %",
/// "99.99995 %".
std::string share_text(double percent);

/// Seconds in the unit a person would use: "120 ms", "43.2 min", "1.82 d".
std::string duration_text(double seconds, int digits = 3);

/// A length of time, none at all as "0 ms".
std::string time_text(double seconds);

/// A share, 0 to 1, as a percentage: "12.5 %".
std::string percent_text(double share, int digits = 3);

/// The shortest decimal that reads back as the same double; for JSON, CSV and URLs.
std::string exact_text(double value);

/// The number `text` spells, whole: "1e3", "-0.5". Anything else, NaN and infinity are refused.
/// `field` names it in the sentence.
Result<double> parse_number(std::string_view text, std::string_view field);

/// At most `limit` bytes of hostile text, control characters replaced, cut at a character, in
/// quotes: for error sentences.
std::string in_quotes(std::string_view text, std::size_t limit = 40);

/// Length in bytes of the longest valid UTF-8 prefix.
std::size_t valid_utf8(std::string_view text);

}  // namespace lesson
