#include "core/simulators/system-design.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/simulators/system-design-parts.h"

namespace lesson {
namespace {

using namespace system_design;
using Failure = SystemModel::Failure;

constexpr double first_run = 30;

}  // namespace

// ---- Inputs --------------------------------------------------------------------------------------

const Description& SystemDesign::description() const { return described; }

void SystemDesign::configure(const Values& values) {
  const SystemModel::Setting setting{.traffic = values[traffic],
                                     .hit = values[hit_rate] / 100,
                                     .capacity = values[capacity],
                                     .timeout = values[timeout] / 1000,
                                     .retries = static_cast<int>(values[retries]),
                                     .budget = values[budget] != 0,
                                     .seed = static_cast<std::uint64_t>(values[seed])};
  const bool same = model_ && setting == setting_;
  values_ = values;
  setting_ = setting;
  next_failure_ = static_cast<Failure>(static_cast<int>(values[failure]));
  sla_ = values[sla] / 1000;
  speed_ = values[speed];
  if (same) return choose();
  if (started_) {
    submit(Command::What::set);
    keep_running(10);
    return choose();
  }
  model_ = std::make_unique<SystemModel>(setting);
  first_ = setting;
  second_.clear();
  target_ = run_until_ = first_run;
  lag_from_ = 0;
  // A small system is there at once; a large one begins to show.
  catch_up(400'000);
}

void SystemDesign::act(std::size_t action, Values& values) {
  if (action == run_again) {
    values[again] = values[again] == 0 ? 1 : 0;
    return;
  }
  started_ = true;
  switch (action) {
    case run: return keep_running(30);
    case inject: submit(Command::What::fault); return keep_running(20);
    case spike: submit(Command::What::spike); return keep_running(25);
    default:
      target_ += 1;
      run_until_ = target_;
      catch_up(400'000);
  }
}

void SystemDesign::submit(Command::What what) {
  commands_.push_back({target_, what, setting_, next_failure_});
  catch_up(400'000);
}

void SystemDesign::keep_running(double seconds) { run_until_ = std::max(run_until_, target_ + seconds); }

void SystemDesign::perform(SystemModel& model, const Command& command) {
  switch (command.what) {
    case Command::What::set: return model.set(command.setting);
    case Command::What::spike: return model.spike();
    case Command::What::fault: return model.failing() ? model.heal() : model.inject(command.failure);
  }
}

void SystemDesign::choose() {
  second_.choose(*model_, static_cast<std::int64_t>(values_[request]));
  second_.wish(values_[again] != 0, first_);
}

// ---- Time ----------------------------------------------------------------------------------------

void SystemDesign::advance(double seconds) {
  target_ = std::min(target_ + seconds, run_until_);
  catch_up(1'000'000);
}

double SystemDesign::pace() const {
  // So fast that a sixtieth of a second of watching holds at most 8,000 attempts.
  const auto& seconds = model_->seconds();
  double rate = model_->present_traffic();
  if (seconds.end() > 0) {
    const auto& last = seconds.at(seconds.end() - 1);
    rate = std::max(rate, static_cast<double>(last.arrived + last.retries));
  }
  return std::clamp(480'000 / rate, 1.0, speed_);
}

double SystemDesign::backlog() const {
  const double lag = target_ - model_->now();
  return lag > 0 ? std::clamp(lag / (target_ - lag_from_), 1e-3, 1.0) : second_.backlog(*model_);
}

void SystemDesign::work(std::int64_t steps) { catch_up(steps); }

void SystemDesign::catch_up(std::int64_t steps) {
  // A step is some ten nanoseconds; an event costs four of them, and twice as many where all is overloaded.
  std::int64_t left = std::max<std::int64_t>(steps / 8, 1);
  for (;;) {
    const double until = commands_.empty() ? target_ : commands_.front().time;
    if (model_->now() < until) {
      left -= model_->run(until, left);
      if (model_->now() < until) return;
    }
    if (commands_.empty()) break;
    perform(*model_, commands_.front());
    performed_.push_back(commands_.front());
    commands_.erase(commands_.begin());
  }
  lag_from_ = target_;
  choose();
  (void)second_.catch_up(*model_, left, performed_, [](SystemModel& model, const Command& command) {
    if (command.what != Command::What::fault) perform(model, command);
  });
}

// ---- Truth ---------------------------------------------------------------------------------------

Simulator::Deviation SystemDesign::deviation() const {
  Deviation worst;
  const auto compare = [&](double measured, double exact, const std::string& of) {
    const double relative = std::abs(measured / exact - 1);
    if (relative > worst.relative) worst = {relative, of};
  };
  struct Run {
    double traffic, hit, capacity;
  };
  for (const Run& one : {Run{20'000, 0.5, 10'000}, Run{20'000, 0.9, 2500}, Run{20'000, 0.5, 8000}}) {
    SystemModel model({.traffic = one.traffic, .hit = one.hit, .capacity = one.capacity});
    model.run(40, INT64_MAX);
    const double offered = one.traffic * (1 - one.hit), load = offered / one.capacity;
    double busy = 0, reads = 0, expired = 0, done = 0;
    for (std::int64_t i = 10; i < 40; ++i) {
      const auto& second = model.seconds().at(i);
      busy += second.busy / 30;
      reads += static_cast<double>(second.reads) / 30;
      expired += static_cast<double>(second.expired) / 30;
      done += static_cast<double>(second.done) / 30;
    }
    const std::string at = " at " + percent_text(load) + " database load";
    compare(busy, std::min(load, 1.0), "utilisation" + at);
    compare(reads, offered, "reads a second" + at);
    compare(done, std::min(one.traffic, one.traffic * one.hit + one.capacity), "answers a second" + at);
    if (load > 1) compare(expired, offered - one.capacity, "reads that give up" + at);
  }
  return worst;
}

}  // namespace lesson
