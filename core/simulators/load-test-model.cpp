#include "core/simulators/load-test-model.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lesson {
namespace {

enum Kind : std::uint32_t { due, done, expiry, freeze, thaw };

}  // namespace

std::uint32_t Load::due() const { return static_cast<std::uint32_t>(theory::due(0, run, rate)); }

LoadRun::LoadRun(const Load& load, Generator generator)
    : load_(load),
      generator_(generator),
      slots_(load.due()),
      server_(lesson::done, expiry, workers(), {load.service, load.varied}, Random(load.seed, 1)) {
  if (generator == Generator::calm) load_.freezes.clear();
  for (const theory::Freeze& one : load_.freezes) {
    calendar_.at(one.from, What(freeze, 0));
    calendar_.at(one.to, What(thaw, 0));
  }
  log_.reserve(slots_);
  if (waits()) {
    slot_of_.reserve(slots_);
    for (std::uint32_t client = 0; client < load_.clients; ++client) plan_turn(client);
    return;
  }
  std::vector<double> times(slots_);
  for (std::uint32_t slot = 0; slot < slots_; ++slot) times[slot] = load_.due_at(slot);
  schedule_.emplace(calendar_, lesson::due, std::move(times));
}

void LoadRun::plan_turn(std::uint32_t slot) {
  if (slot < slots_) calendar_.at(load_.due_at(slot), What(lesson::due, slot));
}

void LoadRun::send(std::uint32_t slot) {
  waits() ? slot_of_.push_back(slot) : static_cast<void>(schedule_->arrive(calendar_));
  const double now = calendar_.now();
  log_.push_back({now, now, now});
  server_.join(calendar_, static_cast<std::uint32_t>(log_.size() - 1));
}

void LoadRun::answered(std::uint32_t who) {
  const double now = calendar_.now();
  log_[who].answered = now;
  if (!waits()) return;
  // The client's next turn that has not passed: those that passed are never sent.
  const auto clients = static_cast<std::uint32_t>(load_.clients);
  std::uint32_t next = slot_of_[who] + clients;
  while (next < slots_ && load_.due_at(next) < now) next += clients;
  plan_turn(next);
}

void LoadRun::happens(What what) {
  const auto starts = [&](std::uint32_t who, double) { log_[who].started = calendar_.now(); };
  switch (what.kind()) {
    case lesson::due: send(what.who()); break;
    case freeze: server_.set_servers(calendar_, 0, starts); break;
    case thaw: server_.set_servers(calendar_, workers(), starts); break;
    default: {
      const auto result = server_.done(calendar_, what.who());
      if (result.started != server_.nobody) starts(result.started, 0);
      if (result.who != server_.nobody) answered(result.who);
    }
  }
}

std::int64_t LoadRun::work(std::int64_t events) {
  const std::int64_t happened =
      calendar_.run_some(Calendar::never, events, [this](What what) { happens(what); });
  done_ += happened;
  return happened;
}

Histogram response_histogram() { return {1e-5, 1e4, 9}; }

void record_expected(Histogram& histogram, double time, double interval) {
  histogram.record(time);
  double missed = time - interval;
  while (missed >= interval) {
    histogram.record(missed);
    missed -= interval;
  }
}

}  // namespace lesson
