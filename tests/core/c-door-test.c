/* The header must be plain C, and usable from it. */
#include <string.h>

#include "core/api/lesson.h"

int c_door_works(void);

int c_door_works(void) {
  lesson_core* core = lesson_open();
  lesson_sim* sim = lesson_sim_open(core, "percentiles", 11);
  lesson_drawing drawing;
  int works = lesson_abi_version() == LESSON_ABI_VERSION && sim != NULL &&
              lesson_sim_set(sim, "backends", 8, "100", 3) == LESSON_OK &&
              lesson_sim_draw(sim, 700, 0, &drawing) == LESSON_OK && drawing.shape_count > 10 &&
              strlen(lesson_sim_error(sim).bytes) == 0;
  lesson_sim_close(sim);
  lesson_close(core);
  return works;
}
