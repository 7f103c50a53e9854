/* The C library's sscanf reads floating point as well, which is 10 KB of the module. Dear ImGui asks only for
 * whole numbers between words ("#version %d", "%d.%d"); this one reads those and stops at anything else. */
#include <stdarg.h>
#include <stdlib.h>

int sscanf(const char* text, const char* format, ...) {
  va_list targets;
  va_start(targets, format);
  int read = 0;
  while (*format != '\0') {
    if (*format != '%') {
      if (*format++ != *text++) break;
      continue;
    }
    if (format[1] != 'd' && format[1] != 'i') break;
    char* end = NULL;
    const long number = strtol(text, &end, 10);
    if (end == text) break;
    *va_arg(targets, int*) = (int)number;
    text = end;
    format += 2;
    ++read;
  }
  va_end(targets);
  return read;
}
