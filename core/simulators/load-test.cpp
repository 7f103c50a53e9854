#include "core/simulators/load-test.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/random.h"
#include "core/simulators/load-test-parts.h"
#include "core/theory/order-statistics.h"

namespace lesson {

using namespace load_test;

namespace {

constexpr int merged_requests = 100'000;

}  // namespace

// ---- What must come out --------------------------------------------------------------------------

namespace load_test {

Load load_of(const Values& values) {
  const double length = values[LoadTest::length];
  return {.rate = values[LoadTest::rate],
          .run = values[LoadTest::run],
          .clients = std::llround(values[LoadTest::clients]),
          .service = values[LoadTest::service] / 1000,
          .varied = values[LoadTest::server] == varied,
          .single = values[LoadTest::server] == single,
          .freezes = theory::freezes(values[LoadTest::start], length, values[LoadTest::period],
                                     values[LoadTest::run]),
          .seed = static_cast<std::uint64_t>(values[LoadTest::seed])};
}

theory::StalledResponse exact_open(const Load& load) {
  return theory::keeping_schedule(load.freezes, load.rate, load.run,
                                  load.single ? 1 - load.rate * load.service : 1,
                                  {load.service, load.varied});
}

std::optional<theory::StalledResponse> exact_closed(const Load& load) {
  if (load.single && load.clients > 1) return {};
  return theory::waiting_for_answers(load.freezes, load.rate, load.run, static_cast<double>(load.clients),
                                     load.service, load.varied);
}

/// The correction undoes the omission where a late answer can only mean a freeze, and the test
/// outlasts it.
std::optional<theory::StalledResponse> exact_filled(const Load& load) {
  if (load.single || load.varied || load.service > load.expected_interval()) return {};
  if (!load.freezes.empty() && load.freezes.back().to > load.run) return {};
  return exact_open(load);
}

}  // namespace load_test

const Description& LoadTest::description() const { return described; }

// ---- Measuring -----------------------------------------------------------------------------------

void LoadTest::configure(const Values& values) {
  const Values before = std::exchange(values_, values);
  const bool first = before.empty();
  const auto changed = [&](std::size_t from, std::size_t to) {
    return first || !std::equal(values.begin() + from, values.begin() + to, before.begin() + from);
  };
  const bool other_seed = changed(seed, seed + 1), other_load = other_seed || changed(rate, correct);
  if (other_seed || changed(fast_share, request)) merge_servers();
  using enum LoadRun::Generator;
  if (other_load) {
    runs_.clear();
    begin(open);
    begin(closed);
  }
  const bool has_calm = runs_.empty() ? !calm_.empty() : runs_.back().generator() == calm;
  if (values[replay] != 0 && !has_calm) begin(calm);
  // There is nothing to show before the first test; later ones leave a frame room to show the last.
  work(first ? std::numeric_limits<std::int64_t>::max() : 700'000);
}

void LoadTest::begin(LoadRun::Generator generator) { runs_.emplace_back(load_of(values_), generator); }

double LoadTest::backlog() const {
  double done = 0, most = 0;
  for (const LoadRun& run : runs_) {
    done += static_cast<double>(run.done());
    most += static_cast<double>(run.most());
  }
  return runs_.empty() ? 0 : std::clamp(1 - done / most, 1e-3, 1.0);
}

void LoadTest::work(std::int64_t steps) {
  std::int64_t events = std::max<std::int64_t>(steps / 8, 1);  // An event takes some 80 ns.
  bool over = true;
  for (LoadRun& run : runs_) {
    events -= run.work(events);
    over = over && run.over();
  }
  if (!over) return;
  for (LoadRun& run : runs_) take_up(run);
  runs_.clear();
}

void LoadTest::take_up(LoadRun& run) {
  switch (run.generator()) {
    case LoadRun::Generator::open:
      load_ = run.load();
      open_ = std::move(run.log());
      calm_.clear();
      open_times_.clear();
      slowest_ = 0;
      for (std::size_t i = 0; i < open_.size(); ++i) {
        open_times_.record(open_[i].response());
        // The first of those that differ by no more than rounding.
        if (open_[i].response() > open_[slowest_].response() + 1e-9) slowest_ = i;
      }
      break;
    case LoadRun::Generator::closed:
      closed_ = std::move(run.log());
      closed_times_.clear();
      filled_times_.clear();
      for (const Sent& one : closed_) {
        closed_times_.record(one.response());
        record_expected(filled_times_, one.response(), load_.expected_interval());
      }
      break;
    case LoadRun::Generator::calm: calm_ = std::move(run.log()); break;
  }
}

void LoadTest::act(std::size_t, Values& values) { values[seed] = next_seed(values[seed]); }

void LoadTest::merge_servers() {
  Random random(static_cast<std::uint64_t>(values_[seed]), 2);
  const int fast = static_cast<int>(std::lround(merged_requests * values_[fast_share] / 100));
  Histogram slow = response_histogram();
  merged_.clear();
  const double scale = std::log(100.0);  // From an exponential's mean to its p99.
  for (int i = 0; i < fast; ++i) merged_.record(random.exponential(fast_p99 / scale));
  for (int i = fast; i < merged_requests; ++i) slow.record(random.exponential(slow_p99 / scale));
  merged_.merge(slow);
}

Value LoadTest::measured(std::size_t output) const {
  Value value{.output = output, .number = {}, .interval = {}, .samples = {}, .exact = {}, .note = {}};
  if (output == never_sent) {
    value.number = static_cast<double>(open_.size() - closed_.size());
    return value;
  }
  if (output == averaged_p99) {
    value.number = 500 * (fast_p99 + slow_p99);
    return value;
  }
  const bool closed = output <= closed_p99, filled = output == filled_mean || output == filled_p99;
  if (filled && values_[correct] == 0) {
    value.note = "the correction is off";
    return value;
  }
  const Histogram& times = output == merged_p99 ? merged_
                           : closed             ? closed_times_
                           : filled             ? filled_times_
                                                : open_times_;
  const bool is_mean = output == closed_mean || output == open_mean || output == filled_mean;
  const double level = output == open_p75 ? 0.75 : 0.99;
  value.samples = times.count();
  value.number = 1000 * (is_mean ? times.mean() : times.quantile(level));
  // Only what was drawn at random has an error of sampling.
  if (!is_mean && (output == merged_p99 || load_.varied)) {
    const theory::Ranks ranks = theory::quantile_ranks(level, static_cast<double>(times.count()));
    if (ranks.low >= 1 && ranks.high <= static_cast<double>(times.count()))
      value.interval = Interval{1000 * times.at_rank(ranks.low), 1000 * times.at_rank(ranks.high)};
  }
  if (output == merged_p99) {
    value.exact = 1000 * theory::merged_quantile(0.99, values_[fast_share] / 100, fast_p99 / std::log(100.0),
                                                 slow_p99 / std::log(100.0));
    return value;
  }
  const auto exact = closed ? exact_closed(load_) : filled ? exact_filled(load_) : exact_open(load_);
  if (exact) value.exact = 1000 * (is_mean ? exact->mean() : exact->quantile(level));
  return value;
}

Scene LoadTest::scene(std::size_t swept) const {
  Scene scene{.summary = summary(), .values = {}, .figures = {}};
  for (std::size_t i = 0; i < described.outputs.size(); ++i) scene.values.push_back(measured(i));
  scene.figures = {timeline(),  curves(),    estimates(scene.values), averaging(scene.values),
                   latencies(), waterfall(), response(swept)};
  return scene;
}

Simulator::Deviation LoadTest::deviation() const {
  Deviation worst;
  for (const Preset& preset : described.presets) {
    LoadTest run_of;
    Values values = defaults(described);
    for (const auto& [param, value] : preset.values) values[find_param(described, param)] = value;
    run_of.configure(values);  // The first test is whole at once.
    for (std::size_t i = 0; i < described.outputs.size(); ++i) {
      const Value value = run_of.measured(i);
      if (!value.number || !value.exact) continue;
      const double relative = std::abs(*value.number / *value.exact - 1);
      if (relative > worst.relative)
        worst = {relative,
                 described.outputs[i].label + std::string(" at the preset \u201c") + preset.label + "\u201d"};
    }
  }
  return worst;
}
}  // namespace lesson
