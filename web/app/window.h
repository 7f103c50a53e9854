#pragma once

/// The SDL2 window over the instance's canvas, and its WebGL2 context.
class Window {
 public:
  /// False when there is no WebGL2; the panel then works alone.
  bool open();
  void close();

  /// Resizes the canvas's own pixels; its size on the page is the page's business.
  void resize(float width, float height, float density);

  /// Starts a frame on one colour, each part 0 to 1, and shows it.
  void clear(const float (&rgb)[3]);
  void present();

 private:
  void* window_ = nullptr;
  void* context_ = nullptr;
};
