#include "core/simulators/load-test.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/scene/bars.h"
#include "core/scene/chart.h"
#include "core/scene/estimates.h"
#include "core/scene/tick-lanes.h"
#include "core/scene/waterfall.h"
#include "core/theory/order-statistics.h"

namespace lesson {
namespace {

enum OutputAt : std::size_t {
  closed_mean,
  closed_p99,
  open_mean,
  open_p75,
  open_p99,
  filled_mean,
  filled_p99,
  never_sent,
  averaged_p99,
  merged_p99
};
constexpr double parallel = 0, varied = 1, single = 2;  ///< Choices of the parameter `server`.

constexpr double fast_p99 = 0.05, slow_p99 = 0.5;  ///< Of the two servers whose p99 are averaged, in s.
constexpr int merged_requests = 100'000;

constexpr Param::Choice servers[] = {{"parallel", "many workers, constant"},
                                     {"varied", "many workers, exponential"},
                                     {"single", "one worker, constant"}};

constexpr Param params[] = {
    {.id = "rate",
     .label = "Requests due",
     .unit = "requests/s|request/s",
     .min = 10,
     .max = 200,
     .step = 10,
     .fallback = 100,
     .help = "How often a request is due, evenly spaced: what the users would send."},
    {.id = "service",
     .label = "Service time",
     .unit = "ms",
     .min = 0.1,
     .max = 50,
     .step = 0.1,
     .fallback = 1,
     .scale = Scale::logarithmic,
     .help = "Time one request keeps a worker busy; the mean, if it varies."},
    {.id = "server",
     .label = "Server",
     .kind = Param::Kind::choice,
     .min = 0,
     .max = 2,
     .fallback = parallel,
     .help = "Many workers answer a whole backlog at once after a freeze; one worker must clear it.",
     .choices = servers},
    {.id = "clients",
     .label = "Connections that wait",
     .unit = "connections|connection",
     .kind = Param::Kind::integer,
     .min = 1,
     .max = 300,
     .step = 1,
     .fallback = 1,
     .scale = Scale::logarithmic,
     .help = "Connections of the closed loop. They take turns, and each waits for its answer."},
    {.id = "run",
     .label = "Length of the test",
     .unit = "s",
     .min = 20,
     .max = 400,
     .step = 10,
     .fallback = 200,
     .help = "How long requests are due. All that were sent are waited for."},
    {.id = "start",
     .label = "First freeze at",
     .unit = "s",
     .min = 0,
     .max = 400,
     .step = 5,
     .fallback = 100,
     .help = "Seconds from the start of the test; after its end nothing freezes."},
    {.id = "length",
     .label = "Length of a freeze",
     .unit = "s",
     .min = 0,
     .max = 200,
     .step = 1,
     .fallback = 10,
     .help = "The server starts no work for so long: a collection pause, a failover, a stuck disk."},
    {.id = "period",
     .label = "Freezes again every",
     .unit = "s",
     .kind = Param::Kind::integer,
     .min = 0,
     .max = 200,
     .step = 1,
     .fallback = 0,
     .help = "Seconds from one freeze's beginning to the next; 0 freezes once."},
    {.id = "correct",
     .label = "Fill in what was not sent",
     .kind = Param::Kind::boolean,
     .fallback = 0,
     .help = "Corrects the closed loop's histogram as HdrHistogram does, from the interval expected between "
             "two requests."},
    {.id = "replay",
     .label = "Run again without the freeze",
     .kind = Param::Kind::boolean,
     .fallback = 0,
     .help = "Sends the same requests with the same service times to a server that never freezes."},
    {.id = "fast-share",
     .label = "Traffic on the fast server",
     .unit = "%",
     .min = 1,
     .max = 99,
     .step = 1,
     .fallback = 50,
     .help = "Of two servers with p99 of 50 and 500 ms: the share of requests that the fast one takes."},
    {.id = "request",
     .label = "Request looked at",
     .kind = Param::Kind::integer,
     .min = 0,
     .max = 80'000,
     .step = 1,
     .fallback = 0,
     .help = "Which request of the fixed schedule the waterfall shows; 0 is the slowest.",
     .hidden = true},
    seed_param("The same seed draws the same service times."),
};

constexpr Output outputs[] = {
    {"closed-mean", "closed loop, mean", "ms", "The mean that a tool reports which waits for each answer."},
    {"closed-p99", "closed loop, p99", "ms", "The p99 that a tool reports which waits for each answer."},
    {"open-mean", "fixed schedule, mean", "ms", "The mean from the moment each request was due."},
    {"open-p75", "fixed schedule, p75", "ms", "One request in 4 takes longer from the moment it was due."},
    {"open-p99", "fixed schedule, p99", "ms", "One request in 100 takes longer from the moment it was due."},
    {"filled-mean", "corrected, mean", "ms", "The closed loop's mean with the missing requests filled in."},
    {"filled-p99", "corrected, p99", "ms", "The closed loop's p99 with the missing requests filled in."},
    {"omitted", "never sent", "requests|request",
     "Requests that were due and that the closed loop left out."},
    {"averaged-p99", "average of two p99", "ms", "Half of 50 ms and 500 ms: no request's percentile at all."},
    {"merged-p99", "p99 of both servers", "ms",
     "From the merged histograms: 1 of all requests in 100 is slower."},
};

constexpr Preset presets[] = {
    {"calm", "No freeze", "Nothing goes wrong, and the two generators agree.", {{"length", 0}}, {}},
    {"ten-seconds", "10 s freeze", "One request in 20 meets it; the tool that waits tells of one.", {}, {}},
    {"tene",
     "100 s freeze",
     "Half of the test is frozen, and the closed loop still reports a p99 of 1 ms.",
     {{"length", 100}},
     {}},
    {"tene-corrected",
     "Freeze, corrected",
     "From one answer of 100 s the histogram infers the 9,999 requests that were never sent.",
     {{"length", 100}, {"correct", 1}},
     {}},
    {"why-slow",
     "Why was it slow?",
     "One request of the tail, and the same one without the freeze: the difference is the cause.",
     {{"length", 100}, {"request", 15'001}, {"replay", 1}},
     {}},
    {"pauses",
     "2 s pause every 10 s",
     "A fifth of the time is frozen. The closed loop's p99 is still one service time.",
     {{"start", 5}, {"length", 2}, {"period", 10}},
     {}},
    {"hundred-clients",
     "100 connections",
     "A hundred stuck requests, and still just too few to move the closed loop's p99.",
     {{"length", 100}, {"clients", 100}},
     {}},
    {"two-hundred-clients",
     "200 connections",
     "Now p99 shows the freeze: what the tool reports hangs on its own settings.",
     {{"length", 100}, {"clients", 200}},
     {}},
    {"one-worker",
     "One worker clears it",
     "The backlog outlives the freeze, which the correction cannot know.",
     {{"server", single}, {"service", 8}, {"length", 20}, {"correct", 1}},
     {}},
    {"correction-misleads",
     "Correction misled",
     "No freeze at all: answers slower than the expected interval are taken for one, and the mean turns from "
     "20 to 25 ms.",
     {{"server", varied}, {"service", 20}, {"length", 0}, {"correct", 1}},
     {}},
    {"average-half",
     "Average two p99",
     "Equal traffic: the average says 275 ms, the merged histograms 425 ms.",
     {{"fast-share", 50}},
     {}},
    {"average-90",
     "90 % on the fast one",
     "Weighted by traffic the average is 95 ms; one request in 100 takes longer than 250 ms.",
     {{"fast-share", 90}},
     {}},
    {"average-99",
     "99 % on the fast one",
     "Here the plain average is nearly five times too high.",
     {{"fast-share", 99}},
     {}},
};

constexpr Action actions[] = {
    {"redraw", "Draw new service times", "The next seed; only service times that vary change."}};

constexpr Prediction predictions[] = {
    {.id = "closed-p99",
     .question =
         "A server answers 100 requests a second in 1 ms each for 100 s, then freezes for 100 s. A load "
         "tool waits for each answer before it sends the next request. What p99 will it report?",
     .preset = "tene",
     .output = "closed-p99",
     .unit = "ms",
     .max = 100'000,
     .lesson = "The tool was stuck in one request for the whole freeze: 10,000 answers of 1 ms and one of "
               "100 s. The 9,999 users who came meanwhile are in no histogram."},
    {.id = "merged-p99",
     .question = "Two servers share the traffic equally. One has a p99 of 50 ms, the other of 500 ms, both "
                 "exponential. What is the p99 of all requests?",
     .preset = "average-half",
     .output = "merged-p99",
     .unit = "ms",
     .max = 1000,
     .lesson = "The slowest 1 % of all requests are nearly all the slow server\u2019s slowest 2 %."}};

constexpr Description described = {
    .id = "load-test",
    .title = "The Benchmark That Lies",
    .chapter = 3,
    .intro = "Freeze the server, and compare what two load generators tell of it.",
    .timeless = true,
    .params = params,
    .actions = actions,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string requests_text(double count) { return quantity_text(count, "requests|request"); }

/// In seconds from one up, however many: a reader compares them.
std::string time_text(double seconds) {
  return seconds >= 1 ? quantity_text(seconds, "s") : duration_text(seconds);
}

/// The unit of an axis up to `longest` seconds.
struct Unit {
  double per_second;
  const char* name;
};
Unit unit_for(double longest) { return longest >= 1 ? Unit{1, "s"} : Unit{1000, "ms"}; }

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

/// What the closed loop must report; nothing where its connections queue behind each other.
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

}  // namespace

const Description& LoadTest::description() const { return described; }

// ---- Measuring -----------------------------------------------------------------------------------

void LoadTest::configure(const Values& values) {
  const bool first = values_.empty();
  bool same = !first && values[seed] == values_[seed];
  for (std::size_t i = 0; same && i < correct; ++i) same = values[i] == values_[i];
  const bool same_merge =
      !first && values[fast_share] == values_[fast_share] && values[seed] == values_[seed];
  values_ = values;
  if (!same_merge) merge_servers();
  if (!same) measure();
  if (values_[replay] == 0 || !calm_.empty()) return;
  Load calm = load_;
  calm.freezes.clear();
  calm_ = open_loop(calm);
}

void LoadTest::measure() {
  load_ = load_of(values_);
  open_ = open_loop(load_);
  closed_ = closed_loop(load_);
  calm_.clear();
  for (Histogram* one : {&open_times_, &closed_times_, &filled_times_}) one->clear();
  for (const Sent& one : open_) open_times_.record(one.response());
  for (const Sent& one : closed_) {
    closed_times_.record(one.response());
    record_expected(filled_times_, one.response(), load_.expected_interval());
  }
}

void LoadTest::act(std::size_t, Values& values) {
  values[seed] = values[seed] >= params[seed].max ? 1 : values[seed] + 1;
}

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

// ---- Showing -------------------------------------------------------------------------------------

namespace {

/// A time in milliseconds, in the unit a person would use.
std::string spoken(double ms) { return time_text(ms / 1000); }

std::string explained(const Value& value) {
  std::string text = outputs[value.output].label + ": ";
  if (!value.number) return text + value.note + ".";
  text += spoken(*value.number) + " over " + requests_text(static_cast<double>(*value.samples));
  if (value.interval)
    text += ", 95 % interval " + spoken(value.interval->low) + " to " + spoken(value.interval->high);
  return text + (value.exact ? ", exact " + spoken(*value.exact) + "." : "; no closed form holds here.");
}

}  // namespace

std::size_t LoadTest::chosen() const {
  if (values_[request] > 0) return std::min(static_cast<std::size_t>(values_[request]), open_.size()) - 1;
  std::size_t slowest = 0;
  for (std::size_t i = 1; i < open_.size(); ++i)
    if (open_[i].response() > open_[slowest].response() + 1e-9) slowest = i;
  return slowest;
}

/// Whether the closed loop never sent the request that was due then.
bool LoadTest::omitted(std::size_t i) const {
  const auto found = std::lower_bound(closed_.begin(), closed_.end(), open_[i].sent,
                                      [](const Sent& one, double at) { return one.sent < at; });
  return found == closed_.end() || found->sent != open_[i].sent;
}

std::shared_ptr<const Figure> LoadTest::timeline() const {
  auto figure = std::make_shared<TickLanes>("timeline", "Requests sent, from start to end");
  figure->time = {"time (s)", 0, load_.run};
  figure->events = "requests|request";
  figure->band_label = "server frozen";
  figure->hold_label = "a connection waits for its answer";
  const auto count = [](std::size_t n) { return requests_text(static_cast<double>(n)); };
  TickLanes::Lane open{"Open loop, on schedule", count(open_.size()), {}, {}, {}, Role::series_1};
  TickLanes::Lane closed{"Closed loop, waits", count(closed_.size()), {}, {}, {}, Role::series_2};
  const std::size_t missing = open_.size() - closed_.size();
  TickLanes::Lane lost{"Due, never sent", count(missing), {}, {}, {}, Role::failed};
  for (const Sent& one : open_) open.times.push_back(one.sent);
  for (std::size_t i = 0; i < open_.size(); ++i)
    if (omitted(i)) lost.times.push_back(open_[i].sent);
  for (const Sent& one : closed_) {
    closed.times.push_back(one.sent);
    const double until = std::min(one.answered, load_.run);
    // Connections that wait together draw as one line.
    if (until - one.sent < load_.run / 400) continue;
    if (!closed.holds.empty() && one.sent < closed.holds.back().to) {
      closed.holds.back().to = std::max(closed.holds.back().to, until);
    } else {
      closed.holds.push_back({one.sent, until});
    }
  }
  open.explanation =
      "Sends each request at the moment it is due, whatever the server does: " + open.text + ".";
  closed.explanation =
      "Sends " + closed.text + "; while its " +
      quantity_text(static_cast<double>(load_.clients), "connections wait|connection waits") +
      ", nothing is sent.";
  lost.explanation = lost.text +
                     " would have been sent on the schedule and left no trace in the closed "
                     "loop\u2019s histogram.";
  figure->alt = "The open loop sends " + open.text + ", the closed loop " + closed.text + ": " + lost.text +
                " never left it.";
  for (const theory::Freeze& one : load_.freezes)
    figure->bands.push_back({one.from, one.to,
                             "The server is frozen for " + time_text(one.to - one.from) + " from " +
                                 time_text(one.from) + " on."});
  figure->lanes = {std::move(open), std::move(closed), std::move(lost)};
  return figure;
}

std::shared_ptr<const Figure> LoadTest::curves() const {
  auto chart = std::make_shared<Chart>("percentiles", "Response time at each percentile");
  chart->x = {"percentile", 0, 99.99, Scale::nines};
  const bool filled = values_[correct] != 0;
  const Unit unit = unit_for(open_times_.quantile(0.9999));
  const struct {
    const char* name;
    const Histogram* times;
    Role role;
    Series::Mark mark;
    bool shown;
  } lines[] = {{"open loop", &open_times_, Role::series_1, Series::Mark::line, true},
               {"closed loop", &closed_times_, Role::series_2, Series::Mark::line, true},
               {"closed loop, corrected", &filled_times_, Role::exact, Series::Mark::dashed, filled}};
  double low = 1e300, high = 0;
  for (const auto& line : lines) {
    if (!line.shown) continue;
    Series series{.label = line.name + std::string(" (") + unit.name + ")",
                  .role = line.role,
                  .mark = line.mark,
                  .points = {}};
    for (int i = 0; i <= 40; ++i) {
      const double percent = chart->x.value(i / 40.0);
      series.points.push_back({percent, unit.per_second * line.times->quantile(percent / 100)});
      low = std::min(low, series.points.back().y);
      high = std::max(high, series.points.back().y);
    }
    const double p99 = line.times->quantile(0.99);
    chart->here.push_back({99, unit.per_second * p99, line.name + (": p99 is " + time_text(p99)) + "."});
    chart->series.push_back(std::move(series));
  }
  chart->y = {"", low / 1.5, high * 1.5, Scale::logarithmic};
  chart->alt = "Percentile curves: at p99 the open loop shows " + time_text(open_times_.quantile(0.99)) +
               ", the closed loop " + time_text(closed_times_.quantile(0.99)) +
               (filled ? ", corrected " + time_text(filled_times_.quantile(0.99)) : "") + ".";
  return chart;
}

std::shared_ptr<const Figure> LoadTest::estimates(const std::vector<Value>& values) const {
  auto figure = std::make_shared<Estimates>("estimates", "Measured beside exact", Span::half);
  const char* names[] = {"closed mean", "closed p99",  "open mean", "open p75",
                         "open p99",    "filled mean", "filled p99"};
  double low = 1e300, high = 0;
  for (std::size_t i = 0; i <= filled_p99; ++i) {
    const Value& value = values[i];
    for (const auto& one : {value.number, value.exact}) {
      if (!one) continue;
      low = std::min(low, *one);
      high = std::max(high, *one);
    }
    figure->rows.push_back({names[i], value.number, value.interval, value.exact,
                            value.number ? spoken(*value.number) : "off", explained(value)});
  }
  figure->label_room = 84;
  figure->x = {"ms", low / 1.5, high * 1.5, Scale::logarithmic};
  figure->alt = "Mean and percentiles of both generators as measured, beside the closed form.";
  return figure;
}

std::shared_ptr<const Figure> LoadTest::averaging(const std::vector<Value>& values) const {
  auto figure = std::make_shared<Bars>("averaging", "Two servers, one p99?", Span::half);
  const double share = values_[fast_share] / 100, merged = *values[merged_p99].number;
  const double plain = *values[averaged_p99].number;
  const double weighted = 1000 * (share * fast_p99 + (1 - share) * slow_p99);
  const auto add = [&](const std::string& label, double ms, Role role, const std::string& why, bool strong) {
    figure->rows.push_back({label, spoken(ms), {{ms, role}}, label + ": " + spoken(ms) + ". " + why, strong});
  };
  add("fast server", 1000 * fast_p99, Role::healthy,
      "It takes " + quantity_text(100 * share, "%") + " of the requests.", false);
  add("slow server", 1000 * slow_p99, Role::slow,
      "It takes " + quantity_text(100 * (1 - share), "%") + " of the requests.", false);
  add("average", plain, Role::muted, "Half of each; no request knows this number.", false);
  add("average by traffic", weighted, Role::muted, "Weighted by requests, and still no percentile.", false);
  add("merged histograms", merged, Role::accent,
      "Exact " + spoken(*values[merged_p99].exact) + ": the p99 of all requests.", true);
  figure->x = {"p99 (ms)", 0, 560};
  figure->alt = "Averaging the two p99 gives " + spoken(plain) + ", weighted " + spoken(weighted) +
                "; merging the histograms gives " + spoken(merged) + ".";
  return figure;
}

std::string LoadTest::story(std::size_t i) const {
  return "Request " + number_text(static_cast<double>(i + 1), 12) + ", due at " +
         quantity_text(open_[i].sent, "s", 5) + ", was answered after " + time_text(open_[i].response()) +
         ".";
}

std::shared_ptr<const Figure> LoadTest::latencies() const {
  auto chart = std::make_shared<Chart>("latencies", "Choose a slow request");
  const std::size_t picked = chosen();
  const bool again = values_[replay] != 0;
  double longest = open_[picked].response();
  std::vector<std::size_t> shown{picked};
  constexpr std::size_t dots = 48;
  for (std::size_t k = 0; k < dots; ++k) shown.push_back(k * (open_.size() - 1) / (dots - 1));
  std::sort(shown.begin(), shown.end());
  shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
  for (const std::size_t i : shown) longest = std::max(longest, open_[i].response());
  for (const Sent& one : closed_) longest = std::max(longest, one.response());
  const Unit unit = unit_for(longest);
  const std::string in = std::string(" (") + unit.name + ")";
  Series open{.label = "open loop" + in, .role = Role::series_1, .mark = Series::Mark::points, .points = {}};
  Series closed{
      .label = "closed loop" + in, .role = Role::series_2, .mark = Series::Mark::points, .points = {}};
  Series calm{.label = "open loop without the freeze" + in,
              .role = Role::healthy,
              .mark = Series::Mark::dashed,
              .points = {}};
  for (const std::size_t i : shown) {
    const double y = unit.per_second * open_[i].response();
    open.points.push_back({open_[i].sent, y});
    if (again) calm.points.push_back({calm_[i].sent, unit.per_second * calm_[i].response()});
    chart->spots.push_back({.x = open_[i].sent,
                            .y = y,
                            .chosen = i == picked,
                            .role = Role::series_1,
                            .explanation = story(i),
                            .command = "set request " + std::to_string(i + 1)});
  }
  for (std::size_t k = 0; k < closed_.size(); ++k) {
    // Every slow one, and a few of the many quick ones.
    if (closed_[k].response() < longest / 20 && k % (closed_.size() / 40 + 1) != 0) continue;
    closed.points.push_back({closed_[k].sent, unit.per_second * closed_[k].response()});
    if (closed.points.size() >= 300) break;
  }
  chart->series = {std::move(open), std::move(closed)};
  if (again) chart->series.push_back(std::move(calm));
  chart->x = {"when it was due (s)", 0, load_.run};
  chart->y = {"", 0, unit.per_second * longest * 1.12};
  chart->alt = story(picked) + " Among those shown the longest took " + time_text(longest) + ".";
  return chart;
}

std::shared_ptr<const Figure> LoadTest::waterfall() const {
  auto figure = std::make_shared<Waterfall>("waterfall", "Why was this request slow?");
  const std::size_t i = chosen();
  const Sent& slow = open_[i];
  const bool again = values_[replay] != 0;
  const Sent calm = again ? calm_[i] : Sent{};
  const Unit unit = unit_for(slow.response());
  double frozen = slow.sent;  // Until when the server was frozen while this one waited.
  for (const theory::Freeze& one : load_.freezes)
    if (one.from < slow.started && one.to > slow.sent) frozen = std::min(one.to, slow.started);
  const auto add = [&](const char* label, double from, double to, bool own, Role role) {
    const std::string text = time_text(std::max(to - from, 0.0));
    figure->spans.push_back({.label = label,
                             .start = unit.per_second * (from - slow.sent),
                             .end = unit.per_second * (to - slow.sent),
                             .depth = 1,
                             .critical = own,
                             .role = role,
                             .note = text,
                             .explanation = label + (": " + text) + "."});
  };
  add("as it ran", slow.sent, slow.answered, false, Role::ink);
  figure->spans.back().whole = true;
  figure->spans.back().depth = 0;
  add("frozen", slow.sent, frozen, true, Role::failed);
  add("in the queue", frozen, slow.started, true, Role::queue);
  add("service", slow.started, slow.answered, true, Role::accent);
  if (again) {
    add("without freeze", calm.sent, calm.answered, false, Role::ink);
    figure->spans.back().whole = true;
    figure->spans.back().depth = 0;
    add("in the queue", calm.sent, calm.started, false, Role::queue);
    add("service", calm.started, calm.answered, false, Role::accent);
  }
  figure->rows = 7;
  figure->unit = unit.name;
  const double total = unit.per_second * std::max(slow.response(), again ? calm.response() : 0.0);
  figure->time = {std::string("since the request was due (") + unit.name + ")", 0, total * 1.1};
  figure->total = unit.per_second * slow.response();
  figure->total_label = "answered after " + time_text(slow.response());
  figure->path_label = "where its time went";
  figure->beside_label = "run again without the freeze";
  figure->alt = story(i) + (omitted(i) ? " The closed loop never sent it." : " The closed loop sent it too.");
  if (again)
    figure->alt += " The same request without the freeze takes " + time_text(calm.response()) +
                   (std::abs(calm.response() - slow.response()) < 1e-9 ? ": the freeze is not the cause."
                                                                       : ": the difference is the cause.");
  return figure;
}

std::shared_ptr<const Figure> LoadTest::response(std::size_t swept) const {
  const bool curves = swept < correct && swept != server;
  const std::size_t at = curves ? swept : static_cast<std::size_t>(length);
  const Param& param = params[at];
  auto chart = std::make_shared<Chart>("response", "Across the range: " + param.label);
  const std::string unit = plural(param.unit);
  chart->x = {param.label + (at == clients ? "" : " (" + unit + ")"), param.min, param.max, param.scale};
  Series open{
      .label = "open loop, p99 (s)", .role = Role::series_1, .mark = Series::Mark::line, .points = {}};
  Series closed{
      .label = "closed loop, p99 (s)", .role = Role::series_2, .mark = Series::Mark::line, .points = {}};
  double low = 1e300, high = 0;
  const auto p99 = [&](const auto& exact) {
    if (!exact) return none;
    const double t = exact->quantile(0.99);
    low = std::min(low, t);
    high = std::max(high, t);
    return t;
  };
  const auto both = [&](double x) {
    Values moved = values_;
    moved[at] = x;
    const Load load = load_of(moved);
    const auto schedule = std::optional(exact_open(load));
    return std::pair(p99(schedule), p99(exact_closed(load)));
  };
  for (int i = 0; i <= 40; ++i) {
    const double x = value_at(param, i / 40.0);
    if (!open.points.empty() && open.points.back().x == x) continue;
    const auto [kept, waited] = both(x);
    open.points.push_back({x, kept});
    closed.points.push_back({x, waited});
  }
  const auto [kept, waited] = both(values_[at]);
  const std::string there = " at " + param.label + " " + displayed(param, values_[at]) + ": ";
  chart->here.push_back({values_[at], kept, "Open loop, p99" + there + time_text(kept) + "."});
  if (!std::isnan(waited))
    chart->here.push_back({values_[at], waited, "Closed loop, p99" + there + time_text(waited) + "."});
  chart->series = {std::move(open), std::move(closed)};
  chart->y = {"", low / 1.5, high * 1.5, Scale::logarithmic};
  chart->alt =
      "Exact p99 of both generators over the range of " + param.label + ", the present setting marked.";
  return chart;
}

std::string LoadTest::summary() const {
  double frozen = 0;
  for (const theory::Freeze& one : load_.freezes) frozen += std::min(one.to, load_.run) - one.from;
  std::string text =
      frozen > 0 ? "The server is frozen for " + time_text(frozen) + " of " + time_text(load_.run) + ". "
                 : "The server never freezes. ";
  text += "The tool that waits for answers sends " + requests_text(static_cast<double>(closed_.size())) +
          " of " + number_text(static_cast<double>(open_.size())) + " and reports a mean of " +
          time_text(closed_times_.mean()) + " and a p99 of " + time_text(closed_times_.quantile(0.99)) +
          "; on the fixed schedule the mean is " + time_text(open_times_.mean()) + " and p99 " +
          time_text(open_times_.quantile(0.99)) + ".";
  if (values_[correct] != 0)
    text += " With the missing requests filled in, the tool\u2019s p99 becomes " +
            time_text(filled_times_.quantile(0.99)) + ".";
  if (values_[replay] != 0) {
    const std::size_t i = chosen();
    text += " Request " + number_text(static_cast<double>(i + 1), 12) + " took " +
            time_text(open_[i].response()) + "; run again without the freeze it takes " +
            time_text(calm_[i].response()) + ".";
  }
  return text;
}

Scene LoadTest::scene(std::size_t swept) const {
  Scene scene{.summary = summary(), .values = {}, .figures = {}};
  for (std::size_t i = 0; i < std::size(outputs); ++i) scene.values.push_back(measured(i));
  scene.figures = {timeline(),  curves(),    estimates(scene.values), averaging(scene.values),
                   latencies(), waterfall(), response(swept)};
  return scene;
}

Simulator::Deviation LoadTest::deviation() const {
  Deviation worst;
  for (const Preset& preset : presets) {
    LoadTest run_of;
    Values values = defaults(described);
    for (const auto& [param, value] : preset.values) values[find_param(described, param)] = value;
    run_of.configure(values);
    for (std::size_t i = 0; i < std::size(outputs); ++i) {
      const Value value = run_of.measured(i);
      if (!value.number || !value.exact) continue;
      const double relative = std::abs(*value.number / *value.exact - 1);
      if (relative > worst.relative)
        worst = {relative, outputs[i].label + std::string(" at the preset \u201c") + preset.label + "\u201d"};
    }
  }
  return worst;
}

ModelCard LoadTest::model_card() {
  return {
      .modelled =
          {"Requests are due evenly spaced; both generators meet the same server and service times.",
           "The open loop sends each when it is due and counts from that moment.",
           "The closed loop\u2019s connections take turns; each skips the turns it missed while it waited.",
           "The correction adds, for a late answer, the requests that should have been sent meanwhile.",
           "A freeze starts no work; then many workers answer the backlog at once, one worker in order."},
      .left_out = {"Timeouts, retries and users who give up.",
                   "A request in service as the freeze begins is still answered.",
                   "Bursts: real users do not come evenly spaced."},
      .equations = {"closed loop, one connection: n answers of S and one of L: mean = (n S + L) / (n + 1)",
                    "open loop: a share L / T waits from L down to 0: quantile p is L \u2212 (1 \u2212 p) T",
                    "one worker: the wait falls by 1 \u2212 \u03c1 seconds a second",
                    "merged p99 of two servers: s F(t) + (1 \u2212 s) G(t) = 0.99"},
      .sources = {"G. Tene, How NOT to Measure Latency, talk, 2013", "G. Tene, HdrHistogram, software, 2012",
                  "B. Schroeder, A. Wierman and M. Harchol-Balter, Open Versus Closed, NSDI 2006"},
      .questions = {"Why do a hundred connections not help the closed loop\u2019s p99, and two hundred do?",
                    "Which answer of your own load tool would look the same if the server stood still?",
                    "When does the correction invent waits that nobody had?"},
  };
}

}  // namespace lesson
