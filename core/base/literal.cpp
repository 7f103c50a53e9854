#include "core/base/literal.h"

namespace lesson {

std::string operator+(std::string left, Literal right) { return left.append(right); }

std::string operator+(Literal left, const std::string& right) { return std::string(left).append(right); }

std::string operator+(Literal left, const char* right) { return std::string(left).append(right); }

}  // namespace lesson
