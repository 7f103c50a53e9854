#include "core/simulators/cascade.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/simulators/cascade-parts.h"
#include "core/theory/thread-pool.h"

namespace lesson {

using namespace cascade;

// ---- Inputs --------------------------------------------------------------------------------------

const Description& Cascade::description() const { return described; }

void Cascade::configure(const Values& values) {
  const CascadeModel::Setting setting{.load = values[load],
                                      .slow_share = values[slow_share] / 100,
                                      .timeout = values[timeout] / 1000,
                                      .retries = static_cast<int>(values[retries]),
                                      .health_check = values[health_check] != 0,
                                      .breaker = values[breaker] != 0,
                                      .budget = values[budget] != 0,
                                      .short_timeout = values[short_timeout] != 0,
                                      .shedding = values[shedding] != 0,
                                      .seed = static_cast<std::uint64_t>(values[seed])};
  const bool same = model_ && setting == setting_;
  values_ = values;
  setting_ = setting;
  speed_ = values[speed];
  if (!same) {
    if (started_) {
      submit(Command::What::set);
      run_until_ = std::max(run_until_, target_ + 10);
    } else {
      begin(false);
    }
  }
  choose();
}

void Cascade::begin(bool story) {
  model_ = std::make_unique<CascadeModel>(setting_);
  first_ = setting_;
  story_ = story;
  performed_.clear();
  commands_ = {{slow_at, Command::What::slow, {}},
               {story ? story_repair_at : repair_at, Command::What::repair, {}}};
  if (story) commands_.push_back({story_close_at, Command::What::close, {}});
  target_ = story ? 0 : episode_end;
  run_until_ = story ? story_end : episode_end;
  lag_from_ = 0;
  second_.clear();
  catch_up(400'000);
}

void Cascade::act(std::size_t action, Values& values) {
  if (action == run_again) {
    values[again] = values[again] == 0 ? 1 : 0;
    return;
  }
  started_ = true;
  if (action == story) return begin(true);
  if (action == slow) submit(Command::What::slow);
  if (action == repair) submit(Command::What::repair);
  if (action == close) submit(Command::What::close);
  run_until_ = std::max(run_until_, target_ + 10);
}

void Cascade::submit(Command::What what) {
  // What the story still holds comes later.
  auto place = commands_.begin();
  while (place != commands_.end() && place->time <= target_) ++place;
  commands_.insert(place, {target_, what, setting_});
  catch_up(400'000);
}

void Cascade::perform(CascadeModel& model, const Command& command) {
  switch (command.what) {
    case Command::What::set: return model.set(command.setting);
    case Command::What::slow: return model.slow_disk(true);
    case Command::What::repair: return model.slow_disk(false);
    case Command::What::close: return model.close_door();
  }
}

// ---- Time ----------------------------------------------------------------------------------------

void Cascade::advance(double seconds) {
  target_ = std::min(target_ + seconds, run_until_);
  catch_up(1'000'000);
}

double Cascade::pace() const {
  // So fast that a sixtieth of a second of watching holds at most some 8,000 attempts.
  const double rate =
      std::max(model_->setting().load, static_cast<double>(last_second().attempts + last_second().read));
  return std::clamp(480'000 / rate, 1.0, speed_);
}

double Cascade::backlog() const {
  const double lag = target_ - model_->now();
  if (lag > 0) return std::clamp(lag / (target_ - lag_from_), 1e-3, 1.0);
  return second_.backlog(*model_);
}

void Cascade::work(std::int64_t steps) { catch_up(steps); }

void Cascade::catch_up(std::int64_t steps) {
  // A step is some ten nanoseconds; an event costs six of them, and twice as many where all is overloaded.
  std::int64_t left = std::max<std::int64_t>(steps / 12, 1);
  for (;;) {
    const bool due = !commands_.empty() && commands_.front().time <= target_;
    const double until = due ? commands_.front().time : target_;
    if (model_->now() < until) {
      left -= model_->run(until, left);
      if (model_->now() < until) return;
    }
    if (!due) break;
    perform(*model_, commands_.front());
    performed_.push_back(commands_.front());
    commands_.erase(commands_.begin());
  }
  lag_from_ = target_;
  choose();
  (void)second_.catch_up(*model_, left, performed_, [](CascadeModel& model, const Command& command) {
    if (command.what != Command::What::slow) perform(model, command);
  });
}

void Cascade::choose() {
  second_.choose(*model_, static_cast<std::int64_t>(values_[request]));
  second_.wish(values_[again] != 0, first_);
}

// ---- Measuring -----------------------------------------------------------------------------------

/// The last full seconds in which nothing was changed, five at most.
struct Cascade::Window {
  std::int64_t first = 0, end = 0;
  double arrived = 0, done = 0, failed = 0, attempts = 0, read = 0, wasted = 0, held = 0, busy = 0, p99 = 0;

  double count() const { return static_cast<double>(std::max<std::int64_t>(end - first, 1)); }
};

Cascade::Window Cascade::window() const {
  Window window;
  const auto& seconds = model_->seconds();
  window.end = seconds.end();
  const auto changed = static_cast<std::int64_t>(std::ceil(model_->changed_at()));
  window.first = std::max({window.end - 5, seconds.begin(), std::min(changed, window.end - 1)});
  window.first = std::max<std::int64_t>(window.first, 0);
  for (std::int64_t i = window.first; i < window.end; ++i) {
    const auto& second = seconds.at(i);
    window.arrived += static_cast<double>(second.arrived);
    window.done += static_cast<double>(second.done);
    window.failed += static_cast<double>(second.failed);
    window.attempts += static_cast<double>(second.attempts);
    window.read += static_cast<double>(second.read);
    window.wasted += static_cast<double>(second.wasted);
    window.held += second.held * static_cast<double>(second.read);
    window.busy += second.busy;
    window.p99 = std::max(window.p99, second.p99);
  }
  return window;
}

double Cascade::present_share() const {
  if (!model_->slow() || model_->out(CascadeModel::sick) || model_->open(CascadeModel::sick)) return 0;
  return model_->setting().slow_share;
}

double Cascade::present_capacity() const {
  return theory::pool_throughput(CascadeModel::threads, model_->setting().hold(present_share()));
}

std::vector<Value> Cascade::measured(const Window& window) const {
  std::vector<Value> values;
  const auto add = [&](std::size_t output, bool there, double number, const char* note) {
    values.push_back({.output = output});
    if (there) {
      values.back().number = number;
    } else {
      values.back().note = note;
    }
  };
  const double n = window.count();
  const bool any = window.end > 0;
  const char* soon = "the first second is not over yet";
  add(goodput, any, window.done / n, soon);
  add(attempts, any, window.attempts / n, soon);
  add(failing, window.done + window.failed > 0, 100 * window.failed / (window.done + window.failed),
      "no request has ended lately");
  add(p99, window.p99 > 0, 1000 * window.p99, "no request was answered lately");
  add(capacity, true, present_capacity(), "");
  values.back().exact = present_capacity();
  add(hold, window.read > 0, 1000 * window.held / window.read, "no read has ended lately");
  add(in_use, any, window.busy / n, soon);
  add(waiting, true, static_cast<double>(model_->waiting()), "");
  add(amplification, window.arrived > 0, window.attempts / window.arrived, "no request has come lately");
  add(wasted, window.read > 0, 100 * window.wasted / window.read, "no read has ended lately");
  double down = 0;
  const auto& seconds = model_->seconds();
  const auto from = static_cast<std::int64_t>(std::ceil(model_->repaired_at()));
  for (std::int64_t i = std::max(from, seconds.begin()); i < seconds.end(); ++i)
    down += static_cast<double>(seconds.at(i).done) < 0.9 * static_cast<double>(seconds.at(i).arrived);
  add(down_after, model_->repaired_at() >= 0, down, "the disk has not been repaired");
  return values;
}

std::string Cascade::summary(const Window& window) const {
  const double most = present_capacity();
  std::string text;
  if (model_->closed()) text += "All traffic is turned away. ";
  if (!model_->slow()) {
    text += model_->repaired_at() >= 0 ? "The disk is repaired" : "All three disks are well";
  } else if (model_->out(CascadeModel::sick)) {
    text += "The disk is slow, but the health check has taken its replica out";
  } else if (model_->open(CascadeModel::sick)) {
    text += "The disk is slow, but the breaker keeps calls from it";
  } else {
    text += "One disk is slow, and " + percent_text(model_->setting().slow_share) + " of reads go to it";
  }
  text += ": with a mean hold of " + time_text(model_->setting().hold(present_share())) +
          " the 200 threads can carry " + per_second(most) + ". ";
  if (window.end == 0 || window.arrived == 0) return text + "There is nothing to measure yet.";
  const double n = window.count(), share = window.done / window.arrived;
  text += "Lately " + per_second(window.arrived / n) + " came";
  if (window.attempts > 1.05 * window.arrived)
    text += ", retries made them " + quantity_text(window.attempts / n, "attempts a second|attempt a second");
  text += ", and " + per_second(window.done / n) +
          (share >= 0.9 ? " were answered in time." : " were answered in time: ");
  if (share >= 0.9) return text;
  if (model_->closed()) return text + "the queue is left to drain.";
  if (!model_->slow() && model_->repaired_at() >= 0) {
    return text + (window.attempts / n > most
                       ? "the outage outlives its cause, as retries keep the queue full."
                       : "what had piled up is still in the way.");
  }
  return text + "an outage.";
}

Scene Cascade::scene(std::size_t /*swept*/) const {
  const Window seen = window();
  Scene scene{.summary = summary(seen), .values = measured(seen), .figures = {}};
  scene.figures = {network(), goodput_chart(), threads_chart(), response(), tail(), waterfall()};
  return scene;
}

// ---- Truth ---------------------------------------------------------------------------------------

Simulator::Deviation Cascade::deviation() const {
  Deviation worst;
  struct Run {
    double share;
    bool slow, short_timeout;
    double load;
  };
  for (const Run& one : {Run{0, false, false, 50'000}, Run{1.0 / 3, true, false, 12'000},
                         Run{1, true, false, 3000}, Run{1.0 / 3, true, true, 30'000}}) {
    const CascadeModel::Setting setting{.load = one.load,
                                        .slow_share = one.share,
                                        .retries = 0,
                                        .short_timeout = one.short_timeout,
                                        .shedding = true};
    CascadeModel model(setting);
    model.slow_disk(one.slow);
    const int seconds = one.slow ? 23 : 5;
    model.run(seconds, INT64_MAX);
    double read = 0;
    for (std::int64_t i = 3; i < seconds; ++i)
      read += static_cast<double>(model.seconds().at(i).read) / (seconds - 3);
    const double exact =
        theory::pool_throughput(CascadeModel::threads, setting.hold(one.slow ? one.share : 0));
    const double relative = std::abs(read / exact - 1);
    if (relative > worst.relative)
      worst = {relative, "reads a second with " + percent_text(one.share) + " on the sick replica"};
  }
  return worst;
}

}  // namespace lesson
