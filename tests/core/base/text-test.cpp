#include "core/base/text.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace lesson;

TEST_CASE("numbers are rounded for a person and kept whole where that reads better") {
  CHECK(number_text(0) == "0");
  CHECK(number_text(-0.0) == "0");
  CHECK(number_text(12.345) == "12.3");
  CHECK(number_text(1176.47) == "1,176");
  CHECK(number_text(13043.478) == "13,043");
  CHECK(number_text(920000) == "920,000");
  CHECK(number_text(6.9e6) == "6.9 million");
  CHECK(number_text(999'999.9) == "1 million");
  CHECK(number_text(1.5e9) == "1.5 billion");
  CHECK(number_text(-0.5) == "\u22120.5");
  CHECK(number_text(NAN) == "unknown");
  CHECK(number_text(0.0000000123) == "1.23 \u00d7 10^\u22128");
}

TEST_CASE("numbers down to the smallest there is, and just short of a power of ten, are still read out") {
  CHECK(number_text(5e-324) == "4.94 \u00d7 10^\u2212324");
  CHECK(number_text(-1e-320) == "\u22121 \u00d7 10^\u2212320");
  CHECK(number_text(9.9999e-8) == "1 \u00d7 10^\u22127");
  CHECK(number_text(1.7976931348623157e308) == "1.8 \u00d7 10^308");
}

TEST_CASE("one request is not 1 requests") {
  CHECK(quantity_text(1, "requests|request") == "1\u00a0request");
  CHECK(quantity_text(1000, "requests|request") == "1,000\u00a0requests");
  CHECK(quantity_text(0.7, "") == "0.7");
}

TEST_CASE("durations take the unit a person would") {
  CHECK(duration_text(0.0764) == "76.4\u00a0ms");
  CHECK(duration_text(157.3) == "2.62\u00a0min");
  CHECK(duration_text(43.7 * 3600) == "43.7\u00a0h");
}

TEST_CASE("exact text reads back as the same double") {
  for (const double value : {0.1, 1.0 / 3, 1e-300, 123456789.123456789, -2.5})
    CHECK(parse_number(exact_text(value), "value").value() == value);
}

TEST_CASE("what is not a number is refused with a sentence that names it") {
  for (const char* text : {"", "abc", "1 2", "nan", "inf", "0x10", "1e999", "--1"}) {
    const auto result = parse_number(text, "tail");
    CHECK_FALSE(result.ok());
    CHECK(result.status().message.find("tail") != std::string::npos);
  }
  CHECK(in_quotes("a\nb") == "\u201ca?b\u201d");
  CHECK(in_quotes(std::string(100, 'x')).size() < 60);
  CHECK(valid_utf8("\xff") == 0);
  CHECK(valid_utf8("a\xc3\xa9") == 3);
  CHECK(valid_utf8("\xed\xa0\x80") == 0);
}

TEST_CASE("a share close to 100 % counts its digits from what is missing") {
  CHECK(share_text(99.9) == "99.9\u00a0%");
  CHECK(share_text(99.50099900049992) == "99.501\u00a0%");
  CHECK(share_text(99.999500001) == "99.9995\u00a0%");
  CHECK(share_text(99.99999500000001) == "99.999995\u00a0%");
  CHECK(share_text(12.157665) == "12.2\u00a0%");
  CHECK(share_text(90) == "90\u00a0%");
  CHECK(share_text(0) == "0\u00a0%");
  CHECK(share_text(100) == "over 99.999999999\u00a0%");
}
