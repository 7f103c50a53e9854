#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/engine/time-series.h"
#include "core/engine/trace.h"

namespace lesson {

/// One slow request of a run, and the same request in a second run of the same arrivals and service
/// times from which one thing has been left out: the difference is what that thing did. `Model` keeps
/// its slowest requests and those it is told to watch.
template <class Model>
class SecondRun {
 public:
  /// The first run begins anew.
  void clear() { *this = SecondRun(); }

  /// Finds request `number` among those that `model` has kept; 0 asks for the slowest of all.
  void choose(const Model& model, std::int64_t number);
  /// `number` is 0 where there is none yet.
  const Trace& shown() const { return chosen_.number > 0 ? chosen_ : slowest_; }

  /// Begins the second run where the first began, or ends it.
  void wish(bool wanted, const typename Model::Setting& first);
  /// Lets it follow the first one, at most `left` events, and returns how many are left. `perform(model,
  /// command)` repeats what was done to the first, but for the one thing.
  template <class Command, class Perform>
  std::int64_t catch_up(const Model& first, std::int64_t left, const std::vector<Command>& performed,
                        Perform&& perform);
  /// Share of the second run still to be computed; 0 when there is nothing to do.
  double backlog(const Model& first) const {
    return open(first) ? std::clamp(1 - other_->now() / first.now(), 1e-3, 1.0) : 0;
  }
  /// The request in the second run, once it has ended there.
  const Trace* found() const { return other_ && other_->watched().number > 0 ? &other_->watched() : nullptr; }

 private:
  bool open(const Model& first) const {
    return other_ && other_->watched().number == 0 && other_->now() < first.now();
  }

  Trace chosen_, slowest_;
  std::int64_t seen_ = 0;  ///< Seconds looked through for the slowest.
  std::unique_ptr<Model> other_;
  std::size_t next_ = 0;  ///< Of what was performed.
};

// ---------------------------------------------------------------------------------------------

template <class Model>
void SecondRun<Model>::choose(const Model& model, std::int64_t number) {
  if (chosen_.number != number) chosen_ = {};
  const Recent<SlowestTraces>& slowest = model.slowest();
  for (std::int64_t i = std::max(seen_, slowest.begin()); i < slowest.end(); ++i)
    for (const Trace& trace : slowest.at(i).traces())
      // One that was answered tells more than one that was given up.
      if (trace.answered() == slowest_.answered() ? trace.took() > slowest_.took() : trace.answered())
        slowest_ = trace;
  seen_ = slowest.end();
  for (std::int64_t i = slowest.begin(); number > 0 && chosen_.number == 0 && i < slowest.end(); ++i)
    for (const Trace& trace : slowest.at(i).traces())
      if (trace.number == number) chosen_ = trace;
}

template <class Model>
void SecondRun<Model>::wish(bool wanted, const typename Model::Setting& first) {
  if (!wanted || shown().number == 0) return other_.reset();
  if (other_ && other_->watching() == shown().number) return;
  other_ = std::make_unique<Model>(first);
  other_->watch(shown().number);
  next_ = 0;
}

template <class Model>
template <class Command, class Perform>
std::int64_t SecondRun<Model>::catch_up(const Model& first, std::int64_t left,
                                        const std::vector<Command>& performed, Perform&& perform) {
  while (open(first) && left > 0) {
    const bool more = next_ < performed.size();
    const double until = more ? performed[next_].time : first.now();
    left -= other_->run(std::min(until, other_->now() + 0.25), left);
    if (more && other_->now() >= until) perform(*other_, performed[next_++]);
  }
  return left;
}

}  // namespace lesson
