#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "core/engine/time-series.h"
#include "core/engine/trace.h"
#include "core/scene/chart.h"
#include "core/simulators/description.h"

namespace lesson {

/// How a simulator of queues names what one of its requests meets.
struct RequestWords {
  struct Part {
    const char *bar, *name;  ///< Beside its bar, and in a sentence.
    Role role;
  };
  std::span<const Part> parts;      ///< By Trace::Attempt::part.
  std::array<const char*, 5> ends;  ///< By Trace::End: "caller gives up".
  const char* queue;                ///< "In the queue for a thread".
  const char* without;              ///< What a second run leaves out: "without the slow disk".
  const char* cause;                ///< "the disk".
  const char* well;                 ///< Names the request in it: "Disk well".
};

/// The hidden parameter that a dot sets: which request is shown.
consteval Param request_param() {
  return {.id = "request",
          .label = "Request",
          .kind = Param::Kind::integer,
          .min = 0,
          .max = 1e9,
          .fallback = 0,
          .help = "The request whose waterfall is shown, by number; 0 for the slowest.",
          .hidden = true};
}

/// The slowest requests of each second as dots over time, from second `first` on; choosing one sets the
/// parameter of request_param. `chosen`: the number of the one that is shown.
std::shared_ptr<Chart> slowest_chart(const Recent<SlowestTraces>& slowest, const Axis& time,
                                     std::int64_t first, std::int64_t chosen);

/// Why one request was slow: what it waited for, one under the other, and the same in a second run.
/// `asked`: there should be one; `again`: the request in it, once it has ended there.
std::shared_ptr<const Figure> why_slow(const Trace& trace, bool asked, const Trace* again,
                                       const RequestWords& words);

}  // namespace lesson
