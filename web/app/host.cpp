#include "web/app/host.h"

#include <backends/imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <vector>

namespace {

constexpr double longest_step = 50;            // ms: a stalled tab must not leap ahead.
constexpr std::uint32_t work_slice = 800'000;  // Steps of ten nanoseconds: 8 ms of a frame.
constexpr float tooltip_size = 13, tooltip_line = 18, tall_mark = 48;

}  // namespace

bool Host::start(lesson_sim* sim) {
  if (!window_.open()) return false;
  sim_ = sim;
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  ImGui::GetStyle().WindowPadding = {0, 0};
  ImGui::GetStyle().WindowBorderSize = 0;
  prepare();
  return true;
}

void Host::prepare() {
  ImGui_ImplOpenGL3_Init("#version 300 es");
  // Now, so that the shaders are ready by the first frame. The backend wants some font with them.
  fonts_.refresh();
  ImGui_ImplOpenGL3_CreateDeviceObjects();
  alive_ = true;
}

void Host::stop() {
  if (sim_ == nullptr) return;
  if (alive_) ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
  window_.close();
  sim_ = nullptr;
  alive_ = false;
}

float Host::resize(float width, float density) {
  lesson_drawing drawing;
  if (lesson_sim_draw(sim_, width, 0, &drawing) != LESSON_OK) return height_;
  width_ = width;
  height_ = drawing.height;
  density_ = density;
  fonts_.set_density(density);
  // ImGui's 0.3 px between a circle and its polygon, in the screen's pixels.
  ImGui::GetStyle().CircleTessellationMaxError = 0.3F / density;
  ImGui::GetStyle().CurveTessellationTol = 1.25F / density;
  window_.resize(width_, height_, density_);
  shown_ = 0;
  return height_;
}

void Host::pointer(float x, float y, bool down) {
  working_ = working_ || down;
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(x, y);
  if (down != pressed_) io.AddMouseButtonEvent(0, down);
  pressed_ = down;
}

void Host::pointer_left() {
  ImGuiIO& io = ImGui::GetIO();
  // First away, then up: the other way round it would be a click.
  io.AddMousePosEvent(-1e6F, -1e6F);
  if (pressed_) io.AddMouseButtonEvent(0, false);
  pressed_ = false;
}

bool Host::key(Key key) {
  lesson_drawing drawing;
  if (!focused_ || lesson_sim_draw(sim_, width_, 0, &drawing) != LESSON_OK) return false;
  const int slots = static_cast<int>(drawing.slot_count), all = slots + static_cast<int>(drawing.stop_count);
  if (all == 0) return false;
  if (key == Key::up || key == Key::down) {
    focus_ = (focus_ + (key == Key::down ? 1 : all - 1)) % all;
    say_focus(drawing);
    return true;
  }
  working_ = true;
  if (focus_ >= slots) {
    if (key != Key::activate) return false;
    const std::string command = focused_command_;
    say_focus(drawing);
    // The picture may have changed since the mark was announced: what stands there now is said first.
    if (command != focused_command_) return true;
    return lesson_sim_command(sim_, command.data(), command.size(), 0.5, 0.5) == LESSON_OK;
  }
  const lesson_slot slot = drawing.slots[focus_];
  if (slot.kind == LESSON_SLOT_ACTION && key != Key::activate) return false;
  Painter painter(fonts_, palette_, density_);
  static constexpr int steps[] = {-1, 1, 0, 0, 0, 10, -10, -1'000'000'000, 1'000'000'000};
  Controls(sim_, painter, palette_, roles_).step(slot, steps[static_cast<int>(key)]);
  if (lesson_sim_draw(sim_, width_, 0, &drawing) == LESSON_OK) say_focus(drawing);
  return true;
}

void Host::focus(bool focused) {
  focused_ = focused;
  lesson_drawing drawing;
  if (focused && lesson_sim_draw(sim_, width_, 0, &drawing) == LESSON_OK) say_focus(drawing);
}

void Host::say_focus(const lesson_drawing& drawing) {
  const auto slots = static_cast<int>(drawing.slot_count), stops = static_cast<int>(drawing.stop_count);
  focus_ = std::min(focus_, std::max(slots + stops - 1, 0));
  focused_command_.clear();
  if (focus_ >= slots) {
    if (stops == 0) return;
    const lesson_hit& hit = drawing.hits[focus_ - slots];
    focused_text_.assign(drawing.bytes + hit.first_byte, hit.byte_count);
    focused_command_.assign(drawing.bytes + hit.first_command, hit.command_size);
    return;
  }
  const lesson_slot& slot = drawing.slots[focus_];
  lesson_param param;
  lesson_text label;
  if (slot.kind == LESSON_SLOT_ACTION && lesson_sim_action(sim_, slot.index, &label) == LESSON_OK)
    focused_text_.assign(label.bytes, label.size);
  else if (lesson_sim_param(sim_, slot.index, &param) == LESSON_OK)
    focused_text_ = std::string(param.label) + ": " + param.text;
}

void Host::context_lost() {
  if (!alive_) return;
  alive_ = false;
  // Now, while deleting on the dead context is silent: the restored one would not know the names.
  ImGui_ImplOpenGL3_Shutdown();
}

void Host::context_restored() {
  if (sim_ == nullptr || alive_) return;
  prepare();
  shown_ = 0;
}

void Host::step() {
  if (lesson_sim_animating(sim_) != 0) lesson_sim_advance(sim_, lesson_sim_pace(sim_) / 10);
}

bool Host::pass_time(double now) {
  const double passed = last_ < 0 ? 16 : std::clamp(now - last_, 1.0, longest_step);
  ImGui::GetIO().DeltaTime = static_cast<float>(passed / 1000);
  last_ = now;
  const bool moving = !paused_ && lesson_sim_animating(sim_) != 0;
  if (moving) lesson_sim_advance(sim_, (still_ ? 1 : passed / 1000) * lesson_sim_pace(sim_));
  if (!moving) last_ = -1;
  return moving;
}

bool Host::compute() {
  if (working_ && lesson_sim_backlog(sim_) > 0) lesson_sim_work(sim_, work_slice);
  return working_ && lesson_sim_backlog(sim_) > 0;
}

void Host::look_up_roles() {
  // The order of lesson_roles is the core's; names are what host and core share.
  static constexpr const char* names[] = {"surface", "raised", "ink",    "muted",
                                          "grid",    "border", "accent", "highlight"};
  lesson_core* core = lesson_open();
  lesson_text json;
  if (lesson_roles(core, &json) == LESSON_OK) {
    int position = 0;
    for (const char* at = json.bytes; (at = std::strstr(at, "\"role\":\"")) != nullptr; ++position) {
      at += 8;
      for (int i = 0; i < Controls::role_count; ++i) {
        const std::size_t size = std::strlen(names[i]);
        if (std::strncmp(at, names[i], size) == 0 && at[size] == '"') roles_[i] = position;
      }
    }
  }
  lesson_close(core);
}

void Host::build(const lesson_drawing& drawing) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Painter painter(fonts_, palette_, density_);
  Controls controls(sim_, painter, palette_, roles_);
  painter.paint(list, drawing, glides_);
  // Copied: a widget's calls may make the drawing's arrays stale.
  const std::vector<lesson_slot> slots(drawing.slots, drawing.slots + drawing.slot_count);
  for (std::size_t i = 0; i < slots.size(); ++i)
    controls.widget(list, slots[i], focused_ && focus_ == static_cast<int>(i));
  lesson_drawing now;
  if (lesson_sim_draw(sim_, width_, 0, &now) == LESSON_OK) marks(now);
}

/// Marks that do something: an invisible button each. Where they overlap, the first in reading order wins.
void Host::marks(const lesson_drawing& drawing) {
  struct Mark {
    lesson_hit hit;
    std::string command;
  };
  std::vector<Mark> marks;
  for (uint32_t i = 0; i < drawing.hit_count; ++i) {
    const lesson_hit& hit = drawing.hits[i];
    if (hit.command_size > 0)
      marks.push_back({hit, std::string(drawing.bytes + hit.first_command, hit.command_size)});
  }
  ImGui::PushID("marks");
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto& [hit, command] = marks[i];
    const bool places = command.rfind("place ", 0) == 0;
    ImGui::PushID(static_cast<int>(i));
    ImGui::SetCursorPos({hit.x, hit.y});
    const bool clicked = ImGui::InvisibleButton("mark", {std::max(hit.w, 1.0F), std::max(hit.h, 1.0F)});
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (places ? ImGui::IsItemActive() : clicked) {
      const ImVec2 at = ImGui::GetIO().MousePos;
      lesson_sim_command(sim_, command.data(), command.size(), (at.x - hit.x) / hit.w,
                         1 - (at.y - hit.y) / hit.h);
    }
    ImGui::PopID();
  }
  ImGui::PopID();
}

void Host::expect_text(const lesson_drawing& drawing) {
  for (uint32_t i = 0; i < drawing.shape_count; ++i) {
    const lesson_shape& shape = drawing.shapes[i];
    if (shape.kind == LESSON_WORDS)
      fonts_.expect({drawing.bytes + shape.first_byte, shape.byte_count}, shape.h, shape.bold != 0);
  }
  for (uint32_t i = 0; i < drawing.hit_count; ++i)
    fonts_.expect({drawing.bytes + drawing.hits[i].first_byte, drawing.hits[i].byte_count}, tooltip_size,
                  false);
}

void Host::tooltip(const lesson_drawing& drawing, const lesson_hit& hit) {
  Painter painter(fonts_, palette_, density_);
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const float room = std::min(300.0F, width_ - 40);
  std::string_view text(drawing.bytes + hit.first_byte, hit.byte_count);
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string word(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
    if (lines.back().empty() || painter.width(longer, tooltip_size, false) <= room)
      lines.back() = longer;
    else
      lines.push_back(word);
  }
  float widest = 0;
  for (const std::string& line : lines) widest = std::max(widest, painter.width(line, tooltip_size, false));
  const float w = widest + 24, h = tooltip_line * static_cast<float>(lines.size()) + 16;
  const float x = std::clamp(hit.x + hit.w / 2 - w / 2, 6.0F, std::max(6.0F, width_ - w - 6));
  // Over a tall mark's end it would stand far from the pointer.
  const bool pointed =
      hit.h > tall_mark && ImGui::IsMouseHoveringRect({hit.x, hit.y}, {hit.x + hit.w, hit.y + hit.h}, false);
  const float top = pointed ? ImGui::GetIO().MousePos.y - 8 : hit.y,
              bottom = pointed ? top + 28 : hit.y + hit.h;
  const float y = top - h - 8 > 4 ? top - h - 8 : std::min(bottom + 8, height_ - h - 4);
  list.AddRectFilled({x, y}, {x + w, y + h}, palette_(roles_[Controls::ink]), 8);
  for (std::size_t i = 0; i < lines.size(); ++i)
    painter.words(list, lines[i], {x + 12, y + 21 + tooltip_line * static_cast<float>(i)}, tooltip_size,
                  false, LESSON_START, palette_(roles_[Controls::surface]));
}

/// The first mark under the pointer, or the one with the keyboard's focus.
void Host::explain(const lesson_drawing& drawing) {
  const int marked = focus_ - static_cast<int>(drawing.slot_count);
  for (uint32_t i = 0; i < drawing.hit_count; ++i) {
    const lesson_hit& hit = drawing.hits[i];
    const bool hovered = ImGui::IsMouseHoveringRect({hit.x, hit.y}, {hit.x + hit.w, hit.y + hit.h}, false);
    const bool here = focused_ && i < drawing.stop_count && static_cast<int>(i) == marked;
    if (!hovered && !here) continue;
    if (here)
      ImGui::GetForegroundDrawList()->AddRect({hit.x - 2, hit.y - 2}, {hit.x + hit.w + 2, hit.y + hit.h + 2},
                                              palette_(roles_[Controls::highlight]), 6, 0, 2.5F);
    return tooltip(drawing, hit);
  }
}

bool Host::frame(double now) {
  if (sim_ == nullptr || !alive_ || width_ <= 0) return false;
  if (roles_[Controls::highlight] == 0) look_up_roles();
  const bool computing = compute(), moving = pass_time(now);
  if (moving && still_ && shown_ != 0) return true;
  const std::uint64_t revision = lesson_sim_revision(sim_);
  lesson_drawing drawing;
  if (lesson_sim_draw(sim_, width_, 0, &drawing) != LESSON_OK) return false;
  glides_.see(drawing, now, still_);
  expect_text(drawing);
  if (fonts_.refresh()) {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  }
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width_, height_};
  io.DisplayFramebufferScale = {density_, density_};
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("stage", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove);
  // Edges are smoothed over one of the screen's pixels, however many make a CSS pixel.
  ImGui::GetWindowDrawList()->_FringeScale = ImGui::GetForegroundDrawList()->_FringeScale = 1 / density_;
  build(drawing);
  pointing_ = ImGui::GetMouseCursor() == ImGuiMouseCursor_Hand;
  // Drawn again, since a widget may just have changed what there is to explain.
  if (!ImGui::IsAnyItemActive() && lesson_sim_draw(sim_, width_, 0, &drawing) == LESSON_OK) explain(drawing);
  ImGui::End();
  ImGui::Render();
  const ImVec4 ground = ImGui::ColorConvertU32ToFloat4(palette_(roles_[Controls::surface]));
  window_.clear({ground.x, ground.y, ground.z});
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  window_.present();
  const std::uint64_t seen = fingerprint();
  // A widget may have changed the simulator after its picture was built.
  const bool changed = seen != shown_ || revision != lesson_sim_revision(sim_);
  shown_ = seen;
  return changed || moving || computing || glides_.moving() ||
         !ImGui::GetCurrentContext()->InputEventsQueue.empty();
}

/// FNV-1a over all vertices: two equal frames in a row mean that nothing moves any more.
std::uint64_t Host::fingerprint() const {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const ImDrawData* data = ImGui::GetDrawData();
  for (const ImDrawList* list : data->CmdLists) {
    const auto* words = reinterpret_cast<const std::uint32_t*>(list->VtxBuffer.Data);
    const std::size_t count = list->VtxBuffer.size_in_bytes() / sizeof(std::uint32_t);
    for (std::size_t i = 0; i < count; ++i) hash = (hash ^ words[i]) * 0x100000001b3ULL;
  }
  return hash | 1;
}
