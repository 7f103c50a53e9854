#include "core/simulators/queueing.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/theory/queueing.h"

namespace lesson {
namespace {

enum OutputAt : std::size_t {
  wait,
  mean,
  p90,
  p99,
  who_waits,
  apart,
  ten_more,
  last_ten,
  knee_at,
  rate,
  inside,
  busy
};

constexpr std::int64_t customers_now = 400'000, customers_apart = 200'000;
constexpr const char* counting = "not enough requests yet";

constexpr Param::Choice variabilities[] = {{"constant", "constant"},
                                           {"uniform", "uniform"},
                                           {"exponential", "exponential"},
                                           {"log-normal", "log-normal"}};

constexpr Param params[] = {
    {.id = "utilisation",
     .label = "Utilisation",
     .unit = "%",
     .min = 5,
     .max = 95,
     .step = 1,
     .fallback = 80,
     .help = "Share of time that a server is busy: arrivals per second, times service time, over servers."},
    {.id = "servers",
     .label = "Servers",
     .unit = "servers|server",
     .kind = Param::Kind::integer,
     .min = 1,
     .max = 64,
     .step = 1,
     .fallback = 1,
     .scale = Scale::logarithmic,
     .help = "Servers that take the next request from one shared queue. More servers get more arrivals, so "
             "that each stays as busy."},
    {.id = "variability",
     .label = "Service times",
     .kind = Param::Kind::choice,
     .min = 0,
     .max = 3,
     .fallback = 2,
     .help = "All alike; anything between half and one and a half of the mean; memoryless; or mostly short "
             "with a long tail.",
     .choices = variabilities},
    {.id = "sigma",
     .label = "Log-normal \u03c3",
     .min = 0.1,
     .max = 1.5,
     .step = 0.05,
     .fallback = 0.7,
     .help = "Weight of the log-normal's tail. The other service times take no notice of it."},
    {.id = "service",
     .label = "Mean service time",
     .unit = "ms",
     .min = 1,
     .max = 1000,
     .step = 1,
     .fallback = 20,
     .scale = Scale::logarithmic,
     .help = "How long a server needs for a request on average. It sets the clock and changes no shape."},
    seed_param("The same seed brings the same arrivals and service times."),
};

constexpr Output outputs[] = {
    {"wait", "mean wait", "service times|service time", "Mean time in the queue, before service begins."},
    {"response", "mean response", "service times|service time", "Mean time from arrival to departure."},
    {"p90", "p90 response", "service times|service time", "The slowest 10 % of requests take longer."},
    {"p99", "p99 response", "service times|service time", "The slowest 1 % of requests take longer."},
    {"waits", "requests that wait", "%", "Share of requests that find every server busy."},
    {"separate", "wait in separate queues", "service times|service time",
     "Mean wait if each server had a queue of its own and requests chose one blindly."},
    {"ten-points", "wait, ten points busier", "\u00d7",
     "How many times as long the mean wait gets when utilisation rises by ten points."},
    {"last-ten", "wait, 90 to 99 %", "\u00d7",
     "How many times as long the mean wait is at 99 % as at 90 %: the price of the last tenth."},
    {"knee", "knee", "%", "From this utilisation on, ten points more at least double the mean response."},
    {"rate", "arrivals", "requests/s", "Requests that arrive in a second, counted."},
    {"inside", "requests inside", "requests|request",
     "Requests waiting or in service, on average over time."},
    {"busy", "servers busy", "%", "Share of time that the servers worked, measured."},
};

constexpr Preset presets[] = {
    {"half-busy",
     "Half busy",
     "At 50 % a request spends one service time waiting: the response is twice "
     "the service.",
     {{"utilisation", 50}},
     {}},
    {"eighty",
     "80 % busy",
     "The mean response is five service times, and one request in 100 takes more "
     "than 23.",
     {},
     {}},
    {"ninety",
     "90 % busy",
     "Ten points more than 80 % and the response has doubled, to ten service times.",
     {{"utilisation", 90}},
     {}},
    {"ninety-five",
     "95 % busy",
     "Half of the idle time gone again, and the response has doubled again: 20 "
     "service times. See how wide the intervals are.",
     {{"utilisation", 95}},
     {}},
    {"constant-service",
     "All alike",
     "With service that never varies the wait halves, from 4 to 2 service "
     "times. The rest comes from arrivals in bunches.",
     {{"variability", 0}},
     {}},
    {"uniform-service",
     "10 to 30 ms",
     "Between half and one and a half of the mean: a wait of 2.17 service "
     "times, hardly more than with no variation.",
     {{"variability", 1}},
     {}},
    {"log-normal-service",
     "Log-normal 0.7",
     "Mostly quick with a tail: a wait of 3.27 service times, less "
     "than exponential service makes.",
     {{"variability", 3}},
     {}},
    {"heavy-tail",
     "Log-normal 1.5",
     "The same mean service and the same 80 %, but rare giants hold up "
     "everyone: the wait is 19 service times.",
     {{"variability", 3}, {"sigma", 1.5}},
     {}},
    {"two-servers",
     "Two servers",
     "The second server more than halves the wait, though each is as busy as "
     "before.",
     {{"servers", 2}},
     {}},
    {"pool-of-10",
     "Ten servers, one queue",
     "At the same 80 % four requests in ten wait, on average for a "
     "fifth of a service time; in ten separate queues it is four.",
     {{"servers", 10}},
     {}},
    {"pool-of-40",
     "40 servers at 90 %",
     "No more requests wait than with ten servers at 80 %: a larger pool "
     "may run hotter.",
     {{"servers", 40}, {"utilisation", 90}},
     {}},
    {"pool-of-64",
     "64 servers at 95 %",
     "Most requests wait, but hardly any for long: 0.18 service times on "
     "average, where one server alone makes it 19.",
     {{"servers", 64}, {"utilisation", 95}},
     {}},
};

constexpr Action actions[] = {
    {"rerun", "Run again", "Runs every queue anew with the next seed: other arrivals, the same law."}};

constexpr Prediction predictions[] = {
    {.id = "eighty-to-ninety",
     .question = "One server is busy 80 % of the time. Traffic grows until it is busy 90 %. How many times "
                 "as long is the mean wait?",
     .preset = "eighty",
     .output = "ten-points",
     .unit = "\u00d7",
     .min = 1,
     .max = 20,
     .step = 0.05,
     .lesson = "The wait is \u03c1 / (1 \u2212 \u03c1) service times: 4 at 80 %, 9 at 90 %. An eighth more "
               "traffic, but the idle time that empties the queue is halved."},
    {.id = "one-line",
     .question = "Ten servers, each 80 % busy, each with a queue of its own: a request waits 4 service times "
                 "on average. The same ten share one queue. How long is the wait now, in service times?",
     .preset = "pool-of-10",
     .output = "wait",
     .unit = "service times|service time",
     .max = 10,
     .step = 0.05,
     .lesson = "A fifth of a service time. No server idles while someone waits in another line."},
    {.id = "no-variation",
     .question = "At 80 % and with exponential service the wait is 4 service times. Now every request takes "
                 "exactly as long. What is the wait?",
     .preset = "constant-service",
     .output = "wait",
     .unit = "service times|service time",
     .max = 10,
     .step = 0.1,
     .lesson = "Half of it, 2: variation of service is one half of the cause, bunched arrivals the other."}};

constexpr Description described = {
    .id = "queueing",
    .title = "Queueing: Why the Knee Is at 80 %",
    .chapter = 3,
    .intro = "Push the utilisation up and watch the wait; then add servers that share the queue.",
    .timeless = true,
    .params = params,
    .actions = actions,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

Value reading(std::size_t output, double scale, const std::optional<BatchMeans::Estimate>& estimate,
              std::int64_t samples, std::optional<double> exact) {
  Value value{
      .output = output, .number = {}, .interval = {}, .samples = samples, .exact = {}, .note = counting};
  if (exact) value.exact = scale * *exact;
  if (!estimate) return value;
  value.number = scale * estimate->mean;
  value.interval = Interval{scale * std::max(estimate->low, 0.0), scale * estimate->high};
  value.note.clear();
  return value;
}

/// A percentile: without an interval, see QueueRun::quantile.
Value percentile(std::size_t output, std::optional<double> number, std::int64_t samples,
                 std::optional<double> exact) {
  return {.output = output,
          .number = number,
          .interval = {},
          .samples = samples,
          .exact = exact,
          .note = number ? "" : counting};
}

Value plain(std::size_t output, std::optional<double> number, const char* otherwise = "",
            std::optional<double> exact = {}) {
  return {.output = output,
          .number = number,
          .interval = {},
          .samples = {},
          .exact = exact,
          .note = number ? "" : otherwise};
}

std::uint64_t seed_of(std::uint64_t seed, std::uint64_t run) { return seed * 32 + run; }

}  // namespace

const Description& Queueing::description() const { return described; }

// ---- Running -------------------------------------------------------------------------------------

void Queueing::configure(const Values& values) {
  service_ms_ = values[service];
  const QueueChoice choice{.servers = static_cast<int>(values[servers]),
                           .utilisation = values[utilisation] / 100,
                           .variability = static_cast<QueueChoice::Variability>(values[variability]),
                           .sigma = values[sigma]};
  const auto seeded = static_cast<std::uint64_t>(values[seed]);
  const bool same_curve = seed_ == seeded && choice_ == choice.at(choice_.utilisation);
  if (same_curve && choice_ == choice) return;
  choice_ = choice;
  seed_ = seeded;
  now_.emplace(choice, customers_now, seed_of(seed_, 0));
  separate_.reset();
  if (choice.servers > 1) separate_.emplace(choice.with_servers(1), customers_apart, seed_of(seed_, 1));
  if (!same_curve) {
    grid_.clear();
    for (const double share : grid_shares)
      grid_.emplace_back(choice.at(share), share < 0.9 ? 100'000 : 200'000, seed_of(seed_, 2 + grid_.size()));
  }
  work(40'000);
}

void Queueing::act(std::size_t /*action*/, Values& values) { values[seed] = next_seed(values[seed]); }

template <class Each>
void Queueing::each_run(Each&& each) const {
  each(*now_);
  if (separate_) each(*separate_);
  for (const QueueRun& run : grid_) each(run);
}

double Queueing::backlog() const {
  std::int64_t left = 0, all = 0;
  each_run([&](const QueueRun& run) {
    left += run.left();
    all += run.all();
  });
  return static_cast<double>(left) / static_cast<double>(all);
}

void Queueing::work(std::int64_t steps) {
  // A customer costs some 60 ns, a log-normal one 100.
  std::int64_t customers = std::max<std::int64_t>(
      steps / (choice_.variability == QueueChoice::Variability::log_normal ? 10 : 6), 1);
  const auto some = [&](QueueRun& run) {
    const std::int64_t now = std::min(run.left(), customers);
    run.work(now);
    customers -= now;
  };
  some(*now_);
  if (separate_) some(*separate_);
  for (QueueRun& run : grid_) some(run);
}

// ---- Measuring -----------------------------------------------------------------------------------

std::optional<double> Queueing::ten_points() const {
  // Where next to no one waits there is nothing to multiply.
  if (choice_.utilisation >= 0.9 || choice_.wait() < 1e-6) return {};
  return wait_at(choice_.utilisation + 0.1) / choice_.wait();
}

std::vector<Value> Queueing::measured() const {
  const std::optional<double> known = choice_.exact() ? std::optional(choice_.wait()) : std::nullopt;
  const QueueChoice alone = choice_.with_servers(1);
  const std::int64_t count = now_->measured();
  const QueueRun::Flow flow = now_->flow();
  const double a_second = 1000 / service_ms_, arrivals = choice_.utilisation * choice_.servers;
  const bool flows = flow.rate > 0;
  const auto flowing = [&](double number) { return flows ? std::optional(number) : std::nullopt; };
  return {reading(wait, 1, now_->wait(), count, known),
          reading(mean, 1, now_->response(), count, known ? std::optional(1 + *known) : std::nullopt),
          percentile(p90, now_->quantile(0.9), count, choice_.quantile(0.9)),
          percentile(p99, now_->quantile(0.99), count, choice_.quantile(0.99)),
          reading(who_waits, 100, now_->waiting(), count, choice_.waiting_share()),
          reading(apart, 1, separate().wait(), separate().measured(), alone.wait()),
          plain(ten_more, ten_points(),
                choice_.utilisation >= 0.9 ? "none: from 100 % on the queue grows without end"
                                           : "next to no one waits yet"),
          plain(last_ten, wait_at(0.99) / wait_at(0.9)),
          plain(knee_at, 100 * choice_.knee()),
          plain(rate, flowing(flow.rate * a_second), counting, arrivals * a_second),
          plain(inside, flowing(flow.waiting + flow.busy), counting,
                known ? std::optional(theory::little(arrivals, 1 + *known)) : std::nullopt),
          plain(busy, flowing(100 * flow.busy / choice_.servers), counting, 100 * choice_.utilisation)};
}

std::string Queueing::described_service() const {
  const char* kinds[] = {"constant", "uniform", "exponential", "log-normal"};
  return kinds[static_cast<std::size_t>(choice_.variability)];
}

std::string Queueing::summary() const {
  const double waits = choice_.wait();
  const std::string busy_share = percent_text(choice_.utilisation);
  std::string text = choice_.servers == 1
                         ? "One server, " + busy_share + " busy, " + described_service() + " service: "
                         : number_text(choice_.servers) + " servers share one queue, each " + busy_share +
                               " busy, " + described_service() + " service: ";
  if (waits < 0.001) {
    text += "next to no request waits";
  } else {
    text += std::string("a request waits ") + (choice_.exact() ? "" : "about ") +
            quantity_text(waits, "service times|service time") + " (" +
            duration_text(waits * service_ms_ / 1000) + ") on average";
  }
  if (const auto slowest = choice_.quantile(0.99))
    text += ", and one in 100 takes longer than " + duration_text(*slowest * service_ms_ / 1000);
  text += ". ";
  if (choice_.servers > 1)
    text += "In separate queues it would wait " +
            quantity_text(choice_.with_servers(1).wait(), "service times|service time") + ". ";
  if (choice_.utilisation >= 0.9)
    return text + "Ten points more would leave no idle time: the queue would grow without end.";
  const auto factor = ten_points();
  if (!factor || *factor >= 1000) return text + "There is room for ten points more.";
  return text + "Ten points more would make the mean wait " + number_text(*factor) + " times as long.";
}

Scene Queueing::scene(std::size_t swept) const {
  Scene scene{.summary = summary(), .values = measured(), .figures = {}};
  scene.figures = {knee(), estimates(scene.values), little(), lines(), response(swept)};
  return scene;
}

Simulator::Deviation Queueing::deviation() const {
  using enum QueueChoice::Variability;
  Deviation worst;
  for (const QueueChoice& choice :
       {QueueChoice{1, 0.5, exponential}, QueueChoice{1, 0.8, exponential}, QueueChoice{1, 0.8, constant},
        QueueChoice{1, 0.8, uniform}, QueueChoice{1, 0.8, log_normal}, QueueChoice{10, 0.8, exponential},
        QueueChoice{64, 0.95, exponential}}) {
    QueueRun run(choice, 1'000'000, 1);
    run.work(run.all());
    const double relative = std::abs(run.response()->mean / choice.response() - 1);
    if (relative > worst.relative)
      worst = {relative, "mean response of a million requests to " +
                             quantity_text(choice.servers, "servers|server") + " at " +
                             percent_text(choice.utilisation) + ", squared variation " +
                             number_text(choice.scv())};
  }
  return worst;
}

ModelCard Queueing::model_card() {
  return {
      .modelled = {"Requests arrive at random, independently of each other (Poisson), at a steady rate.",
                   "They wait in one queue, first come first served, for the first free of equal servers.",
                   "Every request is simulated, after a stretch in which the queue fills up from nothing.",
                   "Separate queues: arrivals split at random are Poisson again and the queues alike, so "
                   "that one of them is run and speaks for all."},
      .left_out = {"Clients that give up, retry, or slow down when answers do (see the closed loop of "
                   "load-test): here arrivals take no notice of the queue.",
                   "Bursts and daily waves: real arrivals bunch more than Poisson's and make longer waits.",
                   "Limits on the queue; work that gets slower under load; servers that fail."},
      .equations =
          {"M/M/1: response = 1 / (1 \u2212 \u03c1) service times, wait = \u03c1 / (1 \u2212 \u03c1)",
           "M/M/c: wait = C(c, \u03c1) / (c (1 \u2212 \u03c1)), C by Erlang",
           "M/G/1: wait = \u03c1 (1 + v) / (2 (1 \u2212 \u03c1)), v the squared variation of service",
           "M/G/c, approximate: M/M/c\u2019s wait times (1 + v) / 2",
           "L = \u03bb W: requests inside = arrival rate \u00d7 time inside",
           "knee: R(\u03c1 + 0.1) = 2 R(\u03c1), which is 0.8 for M/M/1; the curve itself has no corner"},
      .sources =
          {"A. K. Erlang, Solution of some problems in the theory of probabilities, 1917",
           "F. Pollaczek, 1930; A. Y. Khinchine, 1932 (the wait with one server)",
           "J. D. C. Little, A Proof for the Queuing Formula L = \u03bb W, Operations Research 9, 1961",
           "A. O. Allen, Probability, Statistics, and Queueing Theory, 1978 (after Cunneen)",
           "L. Kleinrock, Queueing Systems I, 1975",
           "R. W. Conway, Some Tactical Problems in Digital Simulation, 1963 (batch means)"},
      .questions = {"Your dashboard shows 60 % at noon. How much more traffic until the response doubles?",
                    "Why does the interval of a point at 95 % stay wide after 200,000 requests?",
                    "A larger pool may run at 90 %. What happens to it when a tenth of its servers fail?",
                    "Ten slow servers or one that is ten times as fast: which wait and which response?"},
  };
}

}  // namespace lesson
