// libFuzzer on the C ABI: the bytes are a programme of calls, in any order, with any arguments. After
// each the simulator must still answer, with finite numbers and valid text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/api/lesson.h"

namespace {

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

/// Half of the names are real ones, or the fuzzer would seldom get past the first check.
std::string name(Bytes& bytes) {
  static const char* known[] = {"requests",     "median",     "tail",      "backends", "hedge",
                                "hedge-after",  "axis",       "seed",      "reset",    "resample",
                                "share-at-100", "fan-out-10", "hedge-p95", "log"};
  const uint8_t pick = bytes.byte();
  return pick < 128 ? known[pick % 14] : bytes.text();
}

void must(bool holds) {
  if (!holds) std::abort();
}

void read_all(lesson_sim* sim, double width) {
  lesson_text text;
  must(lesson_sim_scene(sim, &text) == LESSON_OK && text.size > 100);
  must(std::strstr(text.bytes, "nan") == nullptr);
  lesson_drawing drawing;
  must(lesson_sim_draw(sim, width, 1, &drawing) == LESSON_OK && drawing.height > 0);
  for (uint32_t i = 0; i < drawing.shape_count; ++i) {
    must(drawing.shapes[i].first_point + drawing.shapes[i].point_count <= drawing.point_count);
    must(drawing.shapes[i].first_byte + drawing.shapes[i].byte_count <= drawing.byte_count);
  }
}

void round_trip(lesson_sim* sim) {
  lesson_text text;
  if (lesson_sim_state(sim, &text) != LESSON_OK) return;
  const std::string state(text.bytes, text.size);
  must(lesson_sim_restore(sim, state.data(), state.size()) == LESSON_OK);
  must(lesson_sim_state(sim, &text) == LESSON_OK && state == std::string(text.bytes, text.size));
}

void call(lesson_sim* sim, Bytes& bytes) {
  const std::string a = name(bytes), b = bytes.byte() < 128 ? name(bytes) : std::to_string(bytes.number());
  switch (bytes.byte() % 12) {
    case 0: lesson_sim_set(sim, a.data(), a.size(), b.data(), b.size()); break;
    case 1: lesson_sim_set_number(sim, bytes.byte() % 10, bytes.number()); break;
    case 2:
      lesson_sim_set_number(sim, bytes.byte() % 10,
                            lesson_sim_value_at(sim, bytes.byte() % 10, bytes.byte() / 255.0));
      break;
    case 3: lesson_sim_act(sim, a.data(), a.size()); break;
    case 4: lesson_sim_act_index(sim, bytes.byte()); break;
    case 5: lesson_sim_preset(sim, a.data(), a.size()); break;
    case 6: lesson_sim_predict(sim, a.data(), a.size(), b.data(), b.size()); break;
    case 7: lesson_sim_advance(sim, bytes.number()); break;
    case 8: lesson_sim_work(sim, bytes.byte() * 1000U); break;
    case 9: {
      const std::string state = "{" + bytes.text();
      lesson_sim_restore(sim, state.data(), state.size());
      break;
    }
    case 10: round_trip(sim); break;
    default: read_all(sim, bytes.number());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Bytes bytes(data, size);
  lesson_core* core = lesson_open();
  const std::string id = bytes.byte() < 250 ? "percentiles" : bytes.text();
  lesson_sim* sim = lesson_sim_open(core, id.data(), id.size());
  for (int i = 0; i < 40 && !bytes.empty() && sim != nullptr; ++i) call(sim, bytes);
  lesson_sim_close(sim);
  lesson_close(core);
  return 0;
}
