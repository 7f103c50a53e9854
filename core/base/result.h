#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace lesson {

/// Why a call failed. The numbers are the C ABI's statuses.
enum class Code : std::int32_t {
  ok = 0,
  invalid = -1,       ///< Not a number, wrong form, NULL.
  unknown = -2,       ///< No such simulator, parameter, action, preset.
  out_of_range = -3,  ///< A number outside what the description allows.
  too_large = -4,     ///< More bytes or a longer history than a call accepts.
};

/// Success, or a code with one sentence that names the field, what came and what is allowed.
struct [[nodiscard]] Status {
  Code code = Code::ok;
  std::string message;

  bool ok() const { return code == Code::ok; }
  static Status failure(Code code, std::string message) { return {code, std::move(message)}; }
};

/// A value, or the Status that says why there is none. `T` must have a default.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Status status) : status_(std::move(status)) {}

  bool ok() const { return status_.ok(); }
  const Status& status() const { return status_; }
  /// The value; a default-made one after a failure.
  const T& value() const { return value_; }
  T& value() { return value_; }

 private:
  Status status_;
  T value_{};
};

}  // namespace lesson
