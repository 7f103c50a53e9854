#ifndef LESSON_H
#define LESSON_H

/* The only door into the simulation core.
 *
 * Usage, from any language that can call C:
 *
 *   lesson_core* core = lesson_open();
 *   lesson_sim* sim = lesson_sim_open(core, "percentiles", 11);
 *   lesson_sim_set(sim, "backends", 8, "100", 3);
 *   lesson_text scene;
 *   if (lesson_sim_scene(sim, &scene) == LESSON_OK) fwrite(scene.bytes, 1, scene.size, stdout);
 *   lesson_sim_close(sim);
 *   lesson_close(core);
 *
 * Rules that hold for every function:
 * - A status is LESSON_OK or negative. On failure nothing has changed, outputs are untouched, and
 *   lesson_error / lesson_sim_error give one sentence: the field, what came, what is allowed.
 * - Text goes in as pointer and byte count, UTF-8, and need not end in a zero. It is copied.
 * - Text and arrays that come out belong to the handle: they stay valid until the next call on the
 *   same handle. A lesson_text ends in a zero that `size` does not count.
 * - A NULL handle or NULL output is LESSON_INVALID, never a crash. Any order of calls is legal.
 * - Nothing here reads a clock, draws outside randomness, starts a thread or keeps a global: the
 *   same calls give the same bytes. Handles are independent; one handle is for one thread at a time.
 */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LESSON_ABI_VERSION 1

/* Statuses. */
#define LESSON_OK 0
#define LESSON_INVALID (-1)      /* a NULL, a value that is not a number, text of the wrong form */
#define LESSON_UNKNOWN (-2)      /* no simulator, parameter, action, preset of that name */
#define LESSON_OUT_OF_RANGE (-3) /* a number outside what the description allows */
#define LESSON_TOO_LARGE (-4)    /* text longer than a call accepts, a history too long to save */

/* Longest text any call accepts, in bytes. */
#define LESSON_TEXT_LIMIT 4194304

typedef struct lesson_core lesson_core;
typedef struct lesson_sim lesson_sim;

typedef struct lesson_text {
  const char* bytes;
  size_t size;
} lesson_text;

/* The version of this header that the library was built with. */
uint32_t lesson_abi_version(void);

/* A root handle: the list of simulators and the last error of a failed open. NULL when out of
 * memory. Simulators stay valid after the root is closed. */
lesson_core* lesson_open(void);
void lesson_close(lesson_core* core);

/* Why the last call on this handle failed; empty when it did not. */
lesson_text lesson_error(const lesson_core* core);

/* JSON array of every simulator's description, in chapter order. */
int32_t lesson_catalogue(lesson_core* core, lesson_text* out);

/* A simulator's model card: JSON object of lists of sentences, "modelled", "left_out", "equations",
 * "sources", "questions". LESSON_UNKNOWN for an unknown id. */
int32_t lesson_card(lesson_core* core, const char* id, size_t id_size, lesson_text* out);

/* JSON array of the colour roles a drawing refers to: [{"role":"ink","light":"#1b1f24",
 * "dark":"#e8eaed"}, ...]. A shape's fill and stroke are positions in this array. */
int32_t lesson_roles(lesson_core* core, lesson_text* out);

/* A running simulator at its defaults. NULL when `id` is unknown or memory is out; see
 * lesson_error. */
lesson_sim* lesson_sim_open(lesson_core* core, const char* id, size_t id_size);
void lesson_sim_close(lesson_sim* sim);
lesson_text lesson_sim_error(const lesson_sim* sim);

/* Grows by one whenever the picture may have changed. 0 for NULL. */
uint64_t lesson_sim_revision(const lesson_sim* sim);

/* Description, see `lesson_catalogue`: JSON object with id, title, chapter, params, actions,
 * outputs, presets and predictions. */
int32_t lesson_sim_description(lesson_sim* sim, lesson_text* out);

/* ---- Driving ---------------------------------------------------------------------------------*/

/* Sets one parameter from text as a URL would carry it: a number in the parameter's unit, a
 * choice's id, true/false/on/off/1/0 for a switch. */
int32_t lesson_sim_set(lesson_sim* sim, const char* param, size_t param_size, const char* value,
                       size_t value_size);

/* The same for a slider being dragged: position of the parameter in the description, value in its
 * unit (0 or 1 for a switch, the choice's position for a choice). */
int32_t lesson_sim_set_number(lesson_sim* sim, uint32_t param, double value);

/* Performs an action by id, or by position in the description. `reset` exists everywhere. */
int32_t lesson_sim_act(lesson_sim* sim, const char* action, size_t action_size);
int32_t lesson_sim_act_index(lesson_sim* sim, uint32_t action);

/* Applies a preset: every parameter it names, the rest at their defaults, then its actions. */
int32_t lesson_sim_preset(lesson_sim* sim, const char* preset, size_t preset_size);

/* Commits a guess to a prediction: the number, or the choice's id, as text. Applies the
 * prediction's preset; from then on the scene carries guess and answer. An empty guess skips the
 * question and shows the answer alone. */
int32_t lesson_sim_predict(lesson_sim* sim, const char* prediction, size_t prediction_size, const char* guess,
                           size_t guess_size);

/* Lets simulated time pass. `seconds`: 0 to 3600 of the simulator's own clock. One long advance
 * gives the same events as many short ones. */
int32_t lesson_sim_advance(lesson_sim* sim, double seconds);

/* Simulated seconds that pass in one second of watching; 1 for NULL. */
double lesson_sim_pace(const lesson_sim* sim);

/* Simulated seconds since the start, in ticks of 2^-30 s; 0 for NULL and where no time passes. A state
 * restored with another time gives the run at that moment, to the bit. */
double lesson_sim_time(const lesson_sim* sim);

/* Does what a lesson_hit's command says. `x` and `y` tell where in the hit's box it was pressed, 0 to
 * 1 from its left and from its bottom; only "place" needs them. */
int32_t lesson_sim_command(lesson_sim* sim, const char* command, size_t command_size, double x, double y);

/* 1 while time passing changes the picture, else 0. */
int32_t lesson_sim_animating(const lesson_sim* sim);

/* Long computations are sliced. `lesson_sim_backlog` is the share still to do, 0 (none) to 1;
 * `lesson_sim_work` does at most `steps` (1 to 1e9) of it: about ten nanoseconds each. A change of
 * parameters drops what was left. Slices give the same result as one go. */
double lesson_sim_backlog(const lesson_sim* sim);
int32_t lesson_sim_work(lesson_sim* sim, uint32_t steps);

/* ---- Reading ---------------------------------------------------------------------------------*/

/* JSON: {"summary", "change", "params": {id: value}, "texts": {id: the value as a person reads it},
 * "labels": {id: what a choice's options are called as things stand, where that is not what the description
 * says}, "values": [...], "figures": [{id,title,alt,table}], "preset": the one that the run began with, while
 * nobody has done anything since, or "", "prediction"}. Numbers in full precision; "text"
 * members are rounded for people. A value has "id", "label" and "unit" of its output; "number", or null where
 * there is none yet; "low" and "high", its 95 % interval, "samples" and "exact", the closed form's, each null
 * where there is none; and a "note": without a number why there is none, which is then its "text" too; beside
 * one what to know about it, to be shown with it, or "". */
int32_t lesson_sim_scene(lesson_sim* sim, lesson_text* out);

/* The figures' tables as CSV (RFC 4180), full precision, a comment line with simulator and query. */
int32_t lesson_sim_csv(lesson_sim* sim, lesson_text* out);

/* Parameters that differ from their defaults as a URL query, without "?": "tail=1.2&backends=10". */
int32_t lesson_sim_query(lesson_sim* sim, lesson_text* out);

/* Versioned JSON from which lesson_sim_restore makes the same scene again. */
int32_t lesson_sim_state(lesson_sim* sim, lesson_text* out);

/* Restores a saved state. A long history is replayed by lesson_sim_work. Inputs later than the state's
 * time come when they are due: with an earlier time, a state is the same run taken back. A parameter that
 * is set meanwhile stays so: what would still set it is forgotten. */
int32_t lesson_sim_restore(lesson_sim* sim, const char* state, size_t state_size);

/* ---- Drawing ---------------------------------------------------------------------------------*/

enum lesson_shape_kind {
  LESSON_POLYLINE = 0, /* points; stroke */
  LESSON_POLYGON = 1,  /* points; fill, stroke; convex or not, never self-crossing */
  LESSON_RECT = 2,     /* x, y, w, h, radius; fill, stroke */
  LESSON_CIRCLE = 3,   /* centre x, y; radius; fill, stroke */
  LESSON_DOTS = 4,     /* points: centres; radius; fill: many equal circles */
  LESSON_WORDS = 5,    /* x, y of the baseline; h: size; anchor; weight; fill; text */
  LESSON_CLIP = 6,     /* x, y, w, h: what follows is cut to it, until LESSON_UNCLIP */
  LESSON_UNCLIP = 7
};

enum lesson_anchor { LESSON_START = 0, LESSON_MIDDLE = 1, LESSON_END = 2 };

/* One thing to paint, in CSS pixels from the drawing's top left. A painter decides nothing. */
typedef struct lesson_shape {
  int32_t kind;
  int32_t fill;   /* colour role, or -1 for none */
  int32_t stroke; /* colour role, or -1 for none */
  float opacity;  /* 0 to 1, for fill and stroke alike */
  float stroke_width;
  float dash; /* length of dash and gap; 0: solid */
  float x, y, w, h, radius;
  int32_t anchor;
  int32_t bold; /* 1: the semibold cut */
  uint32_t first_point, point_count;
  uint32_t first_byte, byte_count; /* text */
  uint32_t mark; /* 0; else the same in every drawing for the shapes of one mark, the first of them a circle
                  * around its place: where it has moved, it may glide */
} lesson_shape;

enum lesson_slot_kind {
  LESSON_SLOT_PARAM = 0,
  LESSON_SLOT_ACTION = 1,
  LESSON_SLOT_LIST =
      2 /* a parameter whose options have no room side by side: one shows, the host lists all */
};

/* Where a control goes. Its label and value text are shapes already; the host adds the widget. */
typedef struct lesson_slot {
  int32_t kind;
  uint32_t index; /* of the parameter or action in the description */
  float x, y, w, h;
} lesson_slot;

/* A mark that explains itself when hovered or focused. Of those under a pointer the first counts. */
typedef struct lesson_hit {
  float x, y, w, h;
  uint32_t first_byte, byte_count; /* the explanation */
  /* What a click does: "set PARAM VALUE", "act ACTION", or "place PARAM PARAM", which sets both, across
   * and upwards, from where in the box a press or a drag is. Empty: nothing. */
  uint32_t first_command, command_size;
  uint32_t figure; /* position of the figure it belongs to */
} lesson_hit;

typedef struct lesson_drawing {
  float width, height; /* height depends on the width class and the description, never on the state */
  const lesson_shape* shapes;
  uint32_t shape_count;
  const float* points; /* x, y pairs; first_point counts pairs */
  uint32_t point_count;
  const char* bytes; /* text of shapes and hits */
  uint32_t byte_count;
  const lesson_slot* slots;
  uint32_t slot_count;
  const lesson_hit* hits; /* the keyboard's in reading order, then those for a pointer alone */
  uint32_t hit_count;
  uint32_t stop_count; /* how many of the hits the keyboard stops at */
} lesson_drawing;

/* Draws two of the same simulator on the same axes, each wide enough for both, and `other` over the
 * parameter that was last moved in `sim`. It holds for the two as they are: call it again after a change
 * of either. With `other` NULL `sim` goes back to axes of its own. */
int32_t lesson_sim_share_axes(lesson_sim* sim, lesson_sim* other);

/* Lays out controls and figures for a stage `width` CSS pixels wide (200 to 4000; narrower and
 * wider are laid out at the bound). `poster` 1 draws still pictures of the controls too. */
int32_t lesson_sim_draw(lesson_sim* sim, double width, int32_t poster, lesson_drawing* out);

/* The same as a standalone SVG document. Colours are `var(--ts-ROLE, LIGHT)`, so it follows the
 * page's theme inline and keeps the light palette as a file. */
int32_t lesson_sim_svg(lesson_sim* sim, double width, int32_t poster, lesson_text* out);

/* What a canvas control needs to know of a parameter. Texts end in a zero. */
enum lesson_param_kind { LESSON_NUMBER = 0, LESSON_INTEGER = 1, LESSON_BOOLEAN = 2, LESSON_CHOICE = 3 };
typedef struct lesson_param {
  const char* id;
  const char* label;
  const char* text; /* the value as a person reads it, with its unit */
  const char* help;
  int32_t kind;
  int32_t logarithmic; /* 1 on any scale but a linear one: equal ways are not equal steps */
  double min, max, step, value;
  uint32_t choice_count;
} lesson_param;

uint32_t lesson_sim_param_count(const lesson_sim* sim);
uint32_t lesson_sim_action_count(const lesson_sim* sim);
int32_t lesson_sim_param(lesson_sim* sim, uint32_t param, lesson_param* out);
int32_t lesson_sim_choice(lesson_sim* sim, uint32_t param, uint32_t choice, lesson_text* label);
int32_t lesson_sim_action(lesson_sim* sim, uint32_t action, lesson_text* label);

/* Where `value` lies between a parameter's ends, 0 to 1, on its scale, and back (rounded to its
 * step). Every slider anywhere uses these two, so that log means the same in all. */
double lesson_sim_fraction(const lesson_sim* sim, uint32_t param, double value);
double lesson_sim_value_at(const lesson_sim* sim, uint32_t param, double fraction);

/* A block of `size` bytes for a caller without a heap of its own (JavaScript); NULL when out of
 * memory or size is 0. Given back by lesson_free. */
void* lesson_alloc(size_t size);
void lesson_free(void* block);

#ifdef __cplusplus
}
#endif

#endif
