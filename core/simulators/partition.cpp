#include "core/simulators/partition.h"

#include <algorithm>
#include <cmath>

#include "core/base/normal.h"
#include "core/base/text.h"
#include "core/simulators/partition-parts.h"

namespace lesson {

using namespace partition;
using theory::Anomaly;
using theory::Consistency;

namespace {

constexpr double patience_seconds = give_up / 1000;

double number(std::size_t count) { return static_cast<double>(count); }

std::string share(int part, int whole) { return quantity_text(100.0 * part / whole, "%"); }

Setting setting_of(const Values& values) {
  return {.mode = static_cast<Mode>(values[mode]),
          .copies = values[copies] == 0 ? 3 : 5,
          .write = static_cast<int>(values[write_quorum]),
          .read = static_cast<int>(values[read_quorum]),
          .repair = values[repair] != 0,
          .sticky = values[sticky] != 0,
          .skew = values[skew],
          .distance = values[distance],
          .cut_from = values[cut_at],
          .cut_to = values[cut_at] + values[cut_length],
          .pause = {values[pause_east], values[pause_west]},
          .write_share = values[write_share] / 100,
          .seed = static_cast<std::uint64_t>(values[seed])};
}

}  // namespace

std::string partition::client_name(int client) {
  return std::string("Client ") + static_cast<char>('A' + client);
}

std::string partition::at_text(double time) { return "at " + quantity_text(std::round(time), "ms", 4); }

// ---- Inputs --------------------------------------------------------------------------------------

const Description& Partition::description() const { return described; }

void Partition::configure(const Values& values) {
  Values shown = values;
  // What only chooses a picture runs nothing again.
  if (!values_.empty())
    for (const std::size_t at : {example, operation}) shown[at] = values_[at];
  const bool same = run_ && shown == values_;
  values_ = values;
  if (same) return;
  run_.emplace(setting_of(values));
  judge();
}

void Partition::act(std::size_t action, Values& values) {
  const bool playing = animating();
  // A full millisecond that has not begun: what has happened stays.
  const double next = std::floor(now_ + 0.9);
  switch (action) {
    case play: now_ = 0; return;
    case cut:
      values[cut_at] = playing ? next : usual_cut;
      values[cut_length] = axis_end;
      return;
    case heal:
      values[cut_length] = playing ? std::clamp(next - values[cut_at], 0.0, values[cut_length]) : 0;
      return;
    default: values[seed] = next_seed(values[seed]); values[operation] = 0;
  }
}

void Partition::advance(double seconds) { now_ = std::min(now_ + 1000 * seconds, axis_end); }

// ---- Judging -------------------------------------------------------------------------------------

void Partition::Tally::add(const Tally& other) {
  asked += other.asked;
  answered += other.answered;
  cut_asked += other.cut_asked;
  cut_answered += other.cut_answered;
  sum += other.sum;
  squares += other.squares;
}

void Partition::judge() {
  const auto history = run_->history();
  judged_.assign(history.size(), {});
  const theory::Sessions sessions(history);
  kept_ = sessions.strongest();
  for (std::size_t i = 0; i < theory::anomalies; ++i) {
    const auto cases = sessions.cases(static_cast<Anomaly>(i));
    counts_[i] = static_cast<int>(cases.size());
    if (static_cast<Anomaly>(i) != Anomaly::stale_read) continue;
    for (const theory::Witness& one : cases) judged_[one.at].newer = one.against;
  }
  const auto lost = run_->lost();
  counts_[static_cast<std::size_t>(Anomaly::lost_write)] = static_cast<int>(lost.size());
  for (const theory::Witness& one : lost) judged_[one.at].lost = one.against;
  const auto reads = theory::unexplained_reads(history);
  unexplained_ = static_cast<int>(reads.size());
  for (const std::size_t read : reads) {
    judged_[read].unexplained = true;
    if (!judged_[read].newer) judged_[read].newer = overtaken(history, read);
  }
  tallies_ = {};
  for (const Operation& one : run_->operations()) {
    Tally& tally = tallies_[2 * west_client(one.client) + one.write];
    const bool during = run_->setting().cut(one.start);
    ++tally.asked;
    tally.cut_asked += during;
    if (!one.answered) continue;
    ++tally.answered;
    tally.cut_answered += during;
    tally.sum += one.end - one.start;
    tally.squares += (one.end - one.start) * (one.end - one.start);
  }
}

/// A read that was over before this one began and had returned what replaced this one's value.
std::optional<std::size_t> Partition::overtaken(const std::vector<theory::RegisterOperation>& history,
                                                std::size_t read) const {
  // A value is the number of the operation that wrote it.
  const auto written = [&](std::size_t at) -> const theory::RegisterOperation& {
    return history[static_cast<std::size_t>(history[at].value - 1)];
  };
  for (std::size_t other = 0; other < history.size(); ++other) {
    const theory::RegisterOperation& one = history[other];
    if (one.write || one.answer > history[read].call || one.value == 0) continue;
    if (history[read].value == 0 || written(read).answer <= written(other).call) return other;
  }
  return {};
}

std::optional<std::size_t> Partition::chosen() const {
  const auto number = static_cast<std::size_t>(values_[operation]);
  if (number > 0) return number <= judged_.size() ? std::optional(number - 1) : std::nullopt;
  // What happened in the cut tells more.
  for (const bool in_cut : {true, false}) {
    const auto first = [&](auto wanted) -> std::optional<std::size_t> {
      for (std::size_t at = 0; at < judged_.size(); ++at)
        if (wanted(at) && (!in_cut || run_->setting().cut(run_->operations()[at].end))) return at;
      return {};
    };
    if (const auto lost = first([&](std::size_t at) { return judged_[at].lost.has_value(); })) return lost;
    if (const auto read = first([&](std::size_t at) { return judged_[at].unexplained; })) return read;
    if (const auto open = first([&](std::size_t at) { return !run_->operations()[at].answered; }))
      return open;
  }
  return {};
}

double Partition::moment() const {
  if (animating()) return now_;
  const auto at = chosen();
  return at ? run_->operations()[*at].end : issue_until / 2;
}

// ---- Measuring -----------------------------------------------------------------------------------

Partition::Tally Partition::of_side(bool west) const {
  Tally both = tally(west, false);
  both.add(tally(west, true));
  return both;
}

/// For the reads and writes that were made, where the closed form holds.
std::optional<double> Partition::exact(bool west) const {
  const Setting& setting = run_->setting();
  if (!setting.sticky || (setting.cut_to > setting.cut_from && setting.cut_from < axis_end)) return {};
  double sum = 0;
  int count = 0;
  for (const bool write : {false, true}) {
    const int times = tally(west, write).answered;
    if (times == 0) continue;
    sum += times * mean_latency(setting, west, write);
    count += times;
  }
  return count > 0 && std::isfinite(sum) ? std::optional(sum / count) : std::nullopt;
}

std::vector<Value> Partition::measured() const {
  std::vector<Value> values;
  const auto add = [&](std::size_t output, std::optional<double> number, const char* otherwise = "") {
    values.push_back({.output = output,
                      .number = number,
                      .interval = {},
                      .samples = {},
                      .exact = {},
                      .note = number ? "" : otherwise});
  };
  const auto percent = [](int part, int whole) {
    return whole > 0 ? std::optional(100.0 * part / whole) : std::nullopt;
  };
  const Tally sides[] = {of_side(false), of_side(true)};
  add(unexplained, unexplained_);
  add(stale, count(Anomaly::stale_read));
  add(lost, count(Anomaly::lost_write));
  add(promise, 5 - static_cast<int>(kept_));
  for (const std::size_t side : {0, 1})
    add(answered_east + side, percent(sides[side].answered, sides[side].asked), "nothing was asked there");
  for (const std::size_t side : {0, 1})
    add(cut_east + side, percent(sides[side].cut_answered, sides[side].cut_asked),
        "nothing was asked there while the link was cut");
  for (const std::size_t side : {0, 1}) {
    const Tally& all = sides[side];
    const double n = std::max(all.answered, 1), mean = all.sum / n;
    add(latency_east + side, all.answered > 0 ? std::optional(mean) : std::nullopt, "nothing was answered");
    values.back().samples = all.answered;
    values.back().exact = exact(side == 1);
    if (all.answered < 10) continue;
    const double half = mean_half_width(n, mean, all.squares);
    values.back().interval = Interval{std::max(mean - half, 0.0), mean + half};
  }
  add(unanswered, sides[0].asked + sides[1].asked - sides[0].answered - sides[1].answered);
  add(asked, number(judged_.size()));
  return values;
}

namespace {

/// How the store works, for the start of a sentence.
std::string about_store(const Setting& setting) {
  const std::string copies = number_text(setting.copies) + " copies";
  switch (setting.mode) {
    case Mode::sync_leader: return "A leader that waits for a majority of " + copies;
    case Mode::async_leader: return "A leader that copies to the others afterwards, " + copies;
    case Mode::quorum:
      return copies + ", of which " + quantity_text(setting.needed(true), "confirm|confirms") +
             " a write and " + quantity_text(setting.needed(false), "answer|answers") + " a read" +
             (setting.repair ? ", with read repair" : "");
    case Mode::last_write_wins: break;
  }
  return copies + " that each answer alone and keep the later clock\u2019s write";
}

std::string about_cut(const Setting& setting) {
  if (setting.cut_to <= setting.cut_from || setting.cut_from >= axis_end) return "the link holds";
  const double from = std::round(setting.cut_from);
  if (setting.cut_to >= axis_end) return "the link is cut from " + quantity_text(from, "ms", 4) + " on";
  return "the link is cut from " + number_text(from, 4) + " to " +
         quantity_text(std::round(setting.cut_to), "ms", 4);
}

std::string operation_name(const Operation& one) {
  if (one.write) return client_name(one.client) + "\u2019s write of " + number_text(one.value);
  return client_name(one.client) + "\u2019s read of " + number_text(one.value);
}

}  // namespace

std::string Partition::about(std::size_t at) const {
  const Operation& one = run_->operations()[at];
  const Judged& judged = judged_[at];
  const auto other = [&](std::size_t which) -> const Operation& { return run_->operations()[which]; };
  std::string text = client_name(one.client);
  if (!one.answered) {
    text += one.write ? " asked to write " + number_text(one.value) : std::string(" asked to read");
    return text + " " + at_text(one.start) + " and gave up after " + duration_text(patience_seconds) +
           " without an answer" + (one.write ? "; the write may still take effect." : ".");
  }
  text += (one.write ? " wrote " : " read ") + number_text(one.value) +
          (one.write ? ", confirmed " : ", answered ") + at_text(one.end) + ".";
  if (judged.lost)
    return text + " It is lost: the write of " + number_text(other(*judged.lost).value) +
           ", over before this one began, has the later time by its clock and prevails.";
  if (!judged.unexplained) return text + (one.write ? "" : " One order of all operations explains it.");
  if (!judged.newer) return text + " With what was read before, no order of the operations explains it.";
  const Operation& newer = other(*judged.newer);
  return text + " No order explains it: " + operation_name(newer) + " was over " + at_text(newer.end) +
         ", before this began " + at_text(one.start) + ".";
}

std::string Partition::summary() const {
  const Tally east = of_side(false), west = of_side(true);
  const Setting& setting = run_->setting();
  std::string text = about_store(setting) + "; " + about_cut(setting) + ". ";
  if (east.asked > 0 && west.asked > 0)
    text += "The east gets " + share(east.answered, east.asked) + " of its requests answered, the west " +
            share(west.answered, west.asked) + ". ";
  if (unexplained_ > 0)
    text += quantity_text(unexplained_, "reads fit|read fits") + " no order of the operations";
  else
    text += "Every answer could have come from one copy";
  if (count(Anomaly::lost_write) > 0) text += unexplained_ > 0 ? ", and " : ", but ";
  if (count(Anomaly::lost_write) > 0)
    text += quantity_text(count(Anomaly::lost_write), "confirmed writes are|confirmed write is") + " lost";
  text += ". ";
  return text + "The answers keep the promise \u201c" + name_of(kept_) + "\u201d" +
         (kept_ == Consistency::linearizable ? "." : " and none stronger.");
}

Scene Partition::scene(std::size_t swept) const {
  Scene scene{.summary = summary(), .values = measured(), .figures = {}};
  scene.figures = {network(), timeline(), availability(), latency(), promises(), replay(), response(swept)};
  return scene;
}

// ---- Truth ---------------------------------------------------------------------------------------

Simulator::Deviation Partition::deviation() const {
  Deviation worst;
  const Setting settings[] = {{.mode = Mode::sync_leader},
                              {.mode = Mode::async_leader},
                              {.mode = Mode::quorum},
                              {.mode = Mode::quorum, .copies = 5, .write = 4, .read = 3},
                              {.mode = Mode::last_write_wins}};
  for (Setting setting : settings) {
    double sum[4] = {}, count[4] = {};
    for (setting.seed = 1; setting.seed <= 100; ++setting.seed) {
      const Run run(setting);
      for (const Operation& one : run.operations()) {
        const std::size_t at = 2 * west_client(one.client) + one.write;
        sum[at] += one.end - one.start;
        ++count[at];
      }
    }
    for (std::size_t at = 0; at < 4; ++at) {
      const double relative = std::abs(sum[at] / count[at] / mean_latency(setting, at >= 2, at % 2 == 1) - 1);
      if (relative > worst.relative)
        worst = {relative, std::string("mean time to a ") + (at % 2 == 1 ? "write" : "read") + " in the " +
                               (at >= 2 ? "west" : "east") + ", over 100 runs"};
    }
  }
  return worst;
}

}  // namespace lesson
