#include "core/simulators/slow-request.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/scene/waterfall.h"

namespace lesson {
namespace {

std::string number_of(const Trace& trace) { return number_text(static_cast<double>(trace.number)); }

/// "answered after 1.2 s".
std::string outcome(const Trace& trace) {
  return (trace.answered() ? "answered after " : "failed after ") + time_text(trace.took());
}

struct Rows {
  Waterfall& figure;
  const RequestWords& words;

  void whole(const Trace& trace, const std::string& name) const {
    figure.spans.push_back({.label = name,
                            .end = 1000 * trace.took(),
                            .whole = true,
                            .failed = !trace.answered(),
                            .note = time_text(trace.took()),
                            .explanation = name + ": " + outcome(trace) + "."});
  }
  void part(std::string label, double start, double end, Role role, bool failed,
            const std::string& explanation) const {
    figure.spans.push_back({.label = std::move(label),
                            .start = 1000 * start,
                            .end = 1000 * end,
                            .depth = 1,
                            .critical = true,
                            .failed = failed,
                            .role = role,
                            .note = time_text(end - start),
                            .explanation = explanation + ": " + time_text(end - start) + "."});
  }
  std::string end_of(const Trace::Attempt& one) const {
    return words.ends[static_cast<std::size_t>(one.end)];
  }

  /// Two rows at most: the last but one alone, those before it together.
  void earlier(const Trace& trace) const {
    const int before = trace.attempts - 1, first = std::max(before - 2, 0);
    for (int i = first; i < before; ++i) {
      const Trace::Attempt& one = trace.tries[static_cast<std::size_t>(i)];
      const bool together = i == first && first > 0;
      const std::string label = (together ? "Tries 1 to " : "Try ") + number_text(i + 1);
      part(label, i == first ? trace.tries[0].asked : one.asked, one.ended, Role::slow, true,
           label + ", " + end_of(one));
    }
  }
  void last(const Trace& trace) const {
    const Trace::Attempt& one = trace.last();
    const bool served = one.started < one.ended || trace.answered();
    part("Wait", one.asked, one.started, Role::queue, !served,
         served ? words.queue : std::string(words.queue) + ", " + end_of(one));
    if (!served) return;
    const RequestWords::Part& there = words.parts[one.part];
    part(there.bar, one.started, one.ended, there.role, !trace.answered(),
         std::string(there.name) + ", " + end_of(one));
  }
  void add(const Trace& trace, const std::string& name) const {
    whole(trace, name);
    earlier(trace);
    last(trace);
  }
};

/// What the second run says about the first.
std::string verdict(const Trace& trace, const Trace& again, const RequestWords& words) {
  const std::string text = std::string("; ") + words.without + " it " +
                           (again.answered() ? "is answered after " : "fails after ") +
                           time_text(again.took());
  const double saved = trace.took() - again.took();
  // Below a microsecond there is only the rounding of what was kept.
  if (saved < 1e-6 && trace.answered() == again.answered())
    return text + ", no sooner: " + words.cause + " is not why it was slow";
  return text + ", so " + words.cause + " made the difference of " + time_text(saved);
}

/// What to do next, in the room that further rows would take.
std::string invitation(const Trace& trace, bool asked, const Trace* again, const RequestWords& words) {
  std::string choose = "Select another of the slowest above to see why it took so long.";
  const std::string without = words.without;
  if (trace.number == 0) return "No request has ended yet: let it run.";
  if (again != nullptr) return choose;
  if (asked) return "The same request " + without + " is still being computed or still under way.";
  return "Run it again " + without + ", and both stand here on one axis. " + choose;
}

}  // namespace

std::shared_ptr<Chart> slowest_chart(const Recent<SlowestTraces>& slowest, const Axis& time,
                                     std::int64_t first, std::int64_t chosen) {
  auto chart = std::make_shared<Chart>("tail", "The slowest of each second");
  chart->x = time;
  chart->legend = false;
  chart->y = {"ms; cross: failed", 1, 20'000, Scale::logarithmic};
  for (std::int64_t i = std::max(first, slowest.begin()); i < slowest.end(); ++i) {
    for (const Trace& trace : slowest.at(i).traces()) {
      chart->spots.push_back(
          {.x = trace.born + trace.took(),
           .y = 1000 * trace.took(),
           .failed = !trace.answered(),
           .chosen = trace.number == chosen,
           .explanation = "Request " + number_of(trace) + ": " + outcome(trace) + ". Select it to see why.",
           .command = "set request " + exact_text(static_cast<double>(trace.number))});
    }
  }
  // For the table.
  chart->series = {{.label = "", .role = Role::healthy, .mark = Series::Mark::points, .points = {}}};
  chart->alt = "The slowest requests of each second, " +
               quantity_text(static_cast<double>(chart->spots.size()), "requests|request") +
               ", by when they ended and how long they took.";
  return chart;
}

std::shared_ptr<const Figure> why_slow(const Trace& trace, bool asked, const Trace* again,
                                       const RequestWords& words) {
  auto figure = std::make_shared<Waterfall>("waterfall", "Why was this request slow?");
  figure->rows = 10;  // The whole, two of earlier tries, wait and service; and all of them again.
  figure->path_label = "what it waited for";
  figure->beside_label.clear();
  figure->time = {"after it was sent (ms)", 0, 10};
  figure->invitation = invitation(trace, asked, again, words);
  if (trace.number == 0) {
    figure->alt = "No request has ended yet.";
    return figure;
  }
  const Rows rows{*figure, words};
  rows.add(trace, "Request " + number_of(trace));
  figure->alt = "Request " + number_of(trace) + (trace.answered() ? " was " : " ") + outcome(trace);
  double longest = trace.took();
  if (again != nullptr) {
    rows.add(*again, words.well);
    longest = std::max(longest, again->took());
    figure->alt += verdict(trace, *again, words);
  } else if (asked) {
    figure->alt += std::string("; ") + words.without + " it is still being computed or still under way";
  } else {
    figure->alt += std::string(". Run it again ") + words.without + " to see the difference";
  }
  figure->alt += ".";
  figure->time.max = std::max(1100 * longest, 1.0);
  return figure;
}

}  // namespace lesson
