#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace lesson::drills {

using Json = nlohmann::json;

/// A drill's function in C++: what it returns for a case's arguments, or nothing where it must refuse them.
using Solution = std::function<std::optional<Json>(const std::vector<Json>& arguments)>;

/// A number of a case; { "float": "nan" } is not a number.
inline double number(const Json& value) { return value.is_object() ? std::nan("") : value.get<double>(); }

inline std::vector<double> numbers(const Json& list) {
  std::vector<double> all;
  for (const Json& one : list) all.push_back(number(one));
  return all;
}

inline bool near(const Json& got, const Json& expected, double tolerance) {
  if (!expected.is_array())
    return expected.is_number() ? std::abs(number(got) - number(expected)) <= tolerance : got == expected;
  if (got.size() != expected.size()) return false;
  for (std::size_t i = 0; i < got.size(); ++i)
    if (!near(got[i], expected[i], tolerance)) return false;
  return true;
}

inline bool within(const Json& got, const Json& ranges) {
  if (got.size() != ranges.size()) return false;
  for (std::size_t i = 0; i < got.size(); ++i)
    if (number(got[i]) < number(ranges[i][0]) || number(got[i]) > number(ranges[i][1])) return false;
  return true;
}

/// Calls the C++ solutions for every case of content/drills/ID.json: they give what it expects.
inline void check_drill(const std::string& id, const std::map<std::string, Solution>& solutions) {
  std::ifstream file(std::string(LESSON_TESTS_DIR) + "/../../content/drills/" + id + ".json");
  const Json drill = Json::parse(file);
  for (const char* list : {"visible", "hidden"})
    for (const Json& one : drill[list]) {
      CAPTURE(one.dump());
      const std::vector<Json> call = one["call"];
      const auto solution = solutions.find(call[0]);
      CHECK(solution != solutions.end());
      if (solution == solutions.end()) continue;
      const std::optional<Json> got = solution->second({call.begin() + 1, call.end()});
      CHECK(got.has_value() == !one.contains("error"));
      if (!got || one.contains("error")) continue;
      CAPTURE(got->dump());
      CHECK((one.contains("between") ? within(*got, one["between"])
                                     : near(*got, one["expected"], one.value("tolerance", 1e-9))));
    }
}

}  // namespace lesson::drills
