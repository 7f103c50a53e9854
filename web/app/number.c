/* The C library's strtod reads every number there is with long doubles made in software, 15 KB of the module.
 * The page's own conversion rounds as correctly; what is asked for here are decimals: digits, a point, an
 * exponent. */
#include <emscripten.h>
#include <stdbool.h>
#include <stdlib.h>

// clang-format off
EM_JS(double, decimal, (const char* text, int size), {
  return +UTF8ToString(text, size);
})
// clang-format on

static const char* after_digits(const char* text) {
  while (*text >= '0' && *text <= '9') ++text;
  return text;
}

static const char* after_sign(const char* text) { return *text == '-' || *text == '+' ? text + 1 : text; }

/* Where the number at `text` ends; `text` itself when there is none. */
static const char* after_number(const char* text) {
  const char* whole = after_sign(text);
  const char* end = after_digits(whole);
  bool any = end != whole;
  if (*end == '.') {
    const char* decimals = after_digits(end + 1);
    any = any || decimals != end + 1;
    end = decimals;
  }
  if (!any) return text;
  if (*end == 'e' || *end == 'E') {
    const char* exponent = after_sign(end + 1);
    if (after_digits(exponent) != exponent) end = after_digits(exponent);
  }
  return end;
}

double strtod(const char* text, char** end) {
  const char* after = after_number(text);
  if (end != NULL) *end = (char*)after;
  return after == text ? 0 : decimal(text, (int)(after - text));
}

/* Named by the JSON library for numbers of other types, of which there are none; without these the linker
 * would bring the C library's three. */
float strtof(const char* text, char** end) { return (float)strtod(text, end); }
long double strtold(const char* text, char** end) { return strtod(text, end); }
