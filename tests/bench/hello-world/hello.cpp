// The floor: the least that SDL2 and Dear ImGui cost on a page, a window with two sliders and a
// histogram. What the lesson's module adds is measured against it.
#include <GLES3/gl3.h>
#include <SDL.h>
#include <backends/imgui_impl_opengl3.h>
#include <emscripten.h>
#include <imgui.h>

#include <cmath>

namespace {

SDL_Window* window;
float rate = 1, spread = 0.5F;

// clang-format off
EM_JS(void, first_frame_drawn, (), {
  if (!globalThis.firstFrame) globalThis.firstFrame = performance.now();
});
// clang-format on

void frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::GetIO().DisplaySize = {800, 600};
  ImGui::GetIO().DeltaTime = 1.0F / 60;
  ImGui::NewFrame();
  ImGui::Begin("hello");
  ImGui::SliderFloat("rate", &rate, 0, 10);
  ImGui::SliderFloat("spread", &spread, 0, 2);
  float bars[60];
  for (int i = 0; i < 60; ++i)
    bars[i] = std::exp(-std::pow((static_cast<float>(i) - 6 * rate) / (10 * spread + 1), 2.0F));
  ImGui::PlotHistogram("bars", bars, 60, 0, nullptr, 0, 1, {300, 120});
  ImGui::End();
  ImGui::Render();
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  SDL_GL_SwapWindow(window);
  // Dear ImGui hides a new window for a frame, in which it finds its size: then nothing is drawn yet.
  if (ImGui::GetDrawData()->TotalVtxCount > 0) first_frame_drawn();
}

}  // namespace

int main() {
  SDL_Init(SDL_INIT_VIDEO);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  window = SDL_CreateWindow("hello", 0, 0, 800, 600, SDL_WINDOW_OPENGL);
  SDL_GL_CreateContext(window);
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().Fonts->AddFontDefault();
  ImGui_ImplOpenGL3_Init("#version 300 es");
  emscripten_set_main_loop(frame, 0, 0);
}
