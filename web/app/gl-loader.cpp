// SDL asks for a handful of GL functions by name. Emscripten's own answer holds a table of every
// function there is, 20 KB of it JavaScript; this one holds those that SDL asks for.
#include <GLES3/gl3.h>

#include <cstring>

namespace {

struct Entry {
  const char* name;
  void* function;
};

void* find(const char* name) {
  static const Entry entries[] = {
      {"glGetString", reinterpret_cast<void*>(glGetString)},
      {"glGetStringi", reinterpret_cast<void*>(glGetStringi)},
      {"glGetIntegerv", reinterpret_cast<void*>(glGetIntegerv)},
      {"glGetError", reinterpret_cast<void*>(glGetError)},
      {"glClear", reinterpret_cast<void*>(glClear)},
      {"glGetFramebufferAttachmentParameteriv",
       reinterpret_cast<void*>(glGetFramebufferAttachmentParameteriv)},
  };
  for (const Entry& entry : entries) {
    if (std::strcmp(entry.name, name) == 0) return entry.function;
  }
  return nullptr;
}

}  // namespace

extern "C" {

void* emscripten_GetProcAddress(const char* name) { return find(name); }
void* eglGetProcAddress(const char* name) { return find(name); }

}  // extern "C"
