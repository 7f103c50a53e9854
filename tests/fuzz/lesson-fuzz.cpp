// libFuzzer on the C ABI: the bytes are a programme of calls, in any order, with any arguments. After
// each the simulator must still answer, with finite numbers and valid text.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <string>
#include <vector>

#include "core/api/lesson.h"

namespace {

/// Calls of the C ABI so far, told at the end: scripts/fuzz goes on until there are enough.
uint64_t calls = 0;

/// Takes arguments off the front of the fuzzer's bytes; past the end all are zero.
class Bytes {
 public:
  Bytes(const uint8_t* data, size_t size) : data_(data), left_(size) {}
  bool empty() const { return left_ == 0; }
  uint8_t byte() { return left_ == 0 ? 0 : (--left_, *data_++); }
  double number() {
    uint8_t raw[8];
    for (uint8_t& one : raw) one = byte();
    double value;
    std::memcpy(&value, raw, sizeof value);
    return value;
  }
  std::string text() {
    std::string value(byte(), '\0');
    for (char& c : value) c = static_cast<char>(byte());
    return value;
  }

 private:
  const uint8_t* data_;
  size_t left_;
};

/// Every id that the catalogue holds: of simulators, parameters, actions, presets, predictions, choices.
const std::vector<std::string>& known_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> found{"reset"};
    lesson_core* core = lesson_open();
    lesson_text json;
    if (lesson_catalogue(core, &json) == LESSON_OK) {
      for (const char* at = json.bytes; (at = std::strstr(at, "\"id\":\"")) != nullptr;) {
        at += 6;
        found.emplace_back(at, std::strchr(at, '"') - at);
      }
    }
    lesson_close(core);
    return found;
  }();
  return names;
}

/// The simulators, in the catalogue's order: ids that are followed by a title.
const std::vector<std::string>& simulators() {
  static const std::vector<std::string> ids = [] {
    std::vector<std::string> found;
    lesson_core* core = lesson_open();
    for (const std::string& name : known_names()) {
      if (lesson_sim* sim = lesson_sim_open(core, name.data(), name.size())) {
        found.push_back(name);
        lesson_sim_close(sim);
      }
    }
    lesson_close(core);
    return found;
  }();
  return ids;
}

/// Half of the names are real ones, or the fuzzer would seldom get past the first check.
std::string name(Bytes& bytes) {
  const unsigned pick = bytes.byte() | bytes.byte() << 8U;
  return pick % 2 == 0 ? known_names()[pick / 2 % known_names().size()] : bytes.text();
}

void must(bool holds) {
  if (!holds) std::abort();
}

/// Whether the text holds the word by itself: "finance" has no NaN in it.
bool holds_word(const char* text, const char* word) {
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  for (const char* at = text; (at = std::strstr(at, word)) != nullptr; ++at) {
    if ((at == text || !letter(at[-1])) && !letter(at[std::strlen(word)])) return true;
  }
  return false;
}

void read_all(lesson_sim* sim, double width) {
  calls += 2;
  lesson_text text;
  must(lesson_sim_scene(sim, &text) == LESSON_OK && text.size > 100);
  must(!holds_word(text.bytes, "nan") && !holds_word(text.bytes, "inf"));
  lesson_drawing drawing;
  must(lesson_sim_draw(sim, width, 1, &drawing) == LESSON_OK && drawing.height > 0);
  for (uint32_t i = 0; i < drawing.shape_count; ++i) {
    must(drawing.shapes[i].first_point + drawing.shapes[i].point_count <= drawing.point_count);
    must(drawing.shapes[i].first_byte + drawing.shapes[i].byte_count <= drawing.byte_count);
  }
}

void round_trip(lesson_sim* sim) {
  lesson_text text;
  ++calls;
  if (lesson_sim_state(sim, &text) != LESSON_OK) return;
  calls += 2;
  const std::string state(text.bytes, text.size);
  must(lesson_sim_restore(sim, state.data(), state.size()) == LESSON_OK);
  must(lesson_sim_state(sim, &text) == LESSON_OK && state == std::string(text.bytes, text.size));
}

void set_at(lesson_sim* sim, uint32_t param, double fraction) {
  calls += 2;
  lesson_sim_set_number(sim, param, lesson_sim_value_at(sim, param, fraction));
}

/// A long run of a busy system is seconds of work under sanitizers: what is allowed stays short, what is not
/// comes as it is.
void advance(lesson_sim* sim, double seconds) {
  lesson_sim_advance(sim, seconds > 1 && seconds <= 3600 ? std::fmod(seconds, 1) : seconds);
}

void call(lesson_sim* sim, Bytes& bytes) {
  constexpr unsigned compound[] = {2, 10, 12};  // These count their own.
  const std::string a = name(bytes), b = bytes.byte() < 128 ? name(bytes) : std::to_string(bytes.number());
  const unsigned what = bytes.byte() % 13;
  if (std::find(std::begin(compound), std::end(compound), what) == std::end(compound)) ++calls;
  switch (what) {
    case 0: lesson_sim_set(sim, a.data(), a.size(), b.data(), b.size()); break;
    case 1: lesson_sim_set_number(sim, bytes.byte() % 16, bytes.number()); break;
    case 2: set_at(sim, bytes.byte() % 16, bytes.byte() / 255.0); break;
    case 3: lesson_sim_act(sim, a.data(), a.size()); break;
    case 4: lesson_sim_act_index(sim, bytes.byte()); break;
    case 5: lesson_sim_preset(sim, a.data(), a.size()); break;
    case 6: lesson_sim_predict(sim, a.data(), a.size(), b.data(), b.size()); break;
    case 7: advance(sim, bytes.number()); break;
    case 8: lesson_sim_work(sim, bytes.byte() * 1000U); break;
    case 9: {
      const std::string state = "{" + bytes.text();
      lesson_sim_restore(sim, state.data(), state.size());
      break;
    }
    case 10: round_trip(sim); break;
    case 11: {
      static const char* verbs[] = {"set ", "act ", "place ", ""};
      const std::string command = verbs[bytes.byte() % 4] + a + " " + b;
      lesson_sim_command(sim, command.data(), command.size(), bytes.number(), bytes.byte() / 255.0);
      break;
    }
    default: read_all(sim, bytes.number());
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*values*/) {
  std::atexit(
      [] { std::fprintf(stderr, "calls of the C ABI: %llu\n", static_cast<unsigned long long>(calls)); });
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Bytes bytes(data, size);
  lesson_core* core = lesson_open();
  const uint8_t pick = bytes.byte();
  const std::string id = pick < 250 ? simulators()[pick % simulators().size()] : bytes.text();
  lesson_sim* sim = lesson_sim_open(core, id.data(), id.size());
  for (int i = 0; i < 40 && !bytes.empty() && sim != nullptr; ++i) call(sim, bytes);
  lesson_sim_close(sim);
  lesson_close(core);
  calls += 4;
  return 0;
}
