#include "core/simulators/request-trace.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lesson {
namespace {

using namespace request_path;

constexpr int curve_steps = 40;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

constexpr Param::Choice states[] = {{"up", "up"}, {"slow", "20\u00d7 slower"}, {"down", "down"}};

consteval Param state_param(const char* id, const char* label, const char* help, bool hidden = false) {
  return {.id = id,
          .label = label,
          .kind = Param::Kind::choice,
          .min = 0,
          .max = 2,
          .fallback = 0,
          .help = help,
          .choices = states,
          .hidden = hidden};
}

constexpr Param::Choice kinds[] = {{"timeline", "timeline"}, {"search", "search"}, {"post", "post"}};

constexpr Param::Choice policies[] = {{"degrade", "degrade"}, {"fail", "fail"}};

constexpr Param params[] = {
    {.id = "kind",
     .label = "Request",
     .kind = Param::Kind::choice,
     .min = 0,
     .max = 2,
     .fallback = 0,
     .help = "Which parts a request needs: a timeline asks cache and search, a post the database.",
     .choices = kinds},
    {.id = "hit-rate",
     .label = "Cache hit probability",
     .unit = "%",
     .min = 0,
     .max = 100,
     .step = 1,
     .fallback = 90,
     .help = "How likely a fresh timeline lies in the cache already."},
    {.id = "policy",
     .label = "When a part is down",
     .kind = Param::Kind::choice,
     .min = 0,
     .max = 1,
     .fallback = 0,
     .help = "Degrade: the app server answers with what it has. Fail: it answers with an error page.",
     .choices = policies},
    state_param("cache-state", "Cache", "Answers in 2 to 7 ms when up."),
    state_param("database-state", "Database", "Answers in 10 to 30 ms when up."),
    state_param("search-state", "Search index", "Answers in 15 to 60 ms when up."),
    state_param("queue-state", "Message queue", "Takes an event in 1 to 3 ms when up."),
    state_param("balancer-state", "Load balancer", "Passes everything on; slow, each of its hops takes 5 ms.",
                true),
    state_param("app-state", "App server", "Decides whom to ask; slow, each hop it sends takes 5 ms.", true),
    state_param("stream-state", "Stream consumer", "Works on an event for 5 to 20 ms when up.", true),
    seed_param("The same seed sends the same requests."),
};

constexpr Output outputs[] = {
    {"response", "this request", "ms", "From click to answer, for the request in the picture."},
    {"mean-response", "mean response", "ms", "Of all answered requests sent since the last change."},
    {"p95-response", "p95 response", "ms", "One answered request in 20 takes longer."},
    {"failed-share", "failed", "%", "Requests that end in an error, of all sent since the last change."},
    {"sent", "sent", "requests|request", "Requests counted since the last change of a control."},
    {"hits", "cache hits", "requests|request", "Timeline reads that the cache answered."},
    {"misses", "cache misses", "requests|request", "Timeline reads that went on to the database."},
    {"degraded", "degraded", "requests|request", "Answered, but without a part that was down."},
    {"failed", "failed requests", "requests|request", "Answered with an error, or not at all."},
};

constexpr Preset presets[] = {
    {"one-hit",
     "A cache hit",
     "The cache answers and the database is never asked.",
     {{"hit-rate", 100}},
     {"send"}},
    {"one-miss",
     "A cache miss",
     "First the cache, then the database, with search beside both; the event costs the user nothing.",
     {{"hit-rate", 0}},
     {"send"}},
    {"hundred",
     "A hundred reads",
     "About 10 in 100 miss. Yet the mean is hardly above a hit's.",
     {},
     {"send-100"}},
    {"cache-off",
     "Cache down",
     "Nothing fails, but the database gets every read: ten times its usual share.",
     {{"cache-state", 2}},
     {"send-100"}},
    {"search-slow",
     "Search 20\u00d7 slower",
     "A part that only decorates the page now decides how long everyone waits.",
     {{"search-state", 1}},
     {"send-100"}},
    {"search-down",
     "Search down",
     "Down beats slow: without trends the page comes in 6 ms on a hit.",
     {{"search-state", 2}},
     {"send-100"}},
    {"queue-down-degrade",
     "Queue down, degrade",
     "Every post is answered as quickly as before; only the analytics come later.",
     {{"kind", 2}, {"queue-state", 2}},
     {"send-100"}},
    {"queue-down-fail",
     "Queue down, fail",
     "The same fault, another decision: no post gets through.",
     {{"kind", 2}, {"policy", 1}, {"queue-state", 2}},
     {"send-100"}},
    {"queue-slow-fail",
     "Slow queue, strict app server",
     "Whoever waits for the receipt puts the queue on the critical path.",
     {{"kind", 2}, {"policy", 1}, {"queue-state", 1}},
     {"send-100"}},
    {"stream-down",
     "Consumer down",
     "No user notices: the queue keeps the events until someone reads them.",
     {{"stream-state", 2}},
     {"send-100"}},
    {"database-down-fail",
     "Database down, fail",
     "Only the misses fail: the cache hides the fault from nine readers in ten.",
     {{"policy", 1}, {"database-state", 2}},
     {"send-100"}},
    {"app-down",
     "App server down",
     "With the only app server gone, no policy is left to decide anything.",
     {{"app-state", 2}},
     {"send-100"}},
};

constexpr Action actions[] = {
    {"send", "Send request", "Sends one request, slowed down until it can be watched."},
    {"send-100", "Send 100", "Sends a hundred requests at once and counts what becomes of them."}};

constexpr Prediction predictions[] = {
    {.id = "failed-without-cache",
     .question = "The cache goes down, and the app server degrades where it can. What share of timeline "
                 "reads fails?",
     .preset = "cache-off",
     .output = "failed-share",
     .unit = "%",
     .lesson = "The database holds the same timelines and answers them all, with ten times the reads it "
               "had at 90 % hits. Whether it bears them is chapter 6."},
    {.id = "mean-with-slow-search",
     .question = "Search only adds trends to the page. It becomes 20 times slower. How long does a "
                 "timeline read, about 39 ms before, take on average now?",
     .preset = "search-slow",
     .output = "mean-response",
     .unit = "ms",
     .min = 0,
     .max = 1000,
     .lesson = "The answer waits for the slowest of the calls that run side by side: search is the "
               "critical path, and the quick cache helps no one."}};

constexpr Description described = {
    .id = "request-trace",
    .title = "Data System Architecture",
    .chapter = 0,
    .intro = "Send a request, then click a part to slow it down or take it away, and send again.",
    .params = params,
    .actions = actions,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

}  // namespace

// ---- Sending -------------------------------------------------------------------------------------

const Description& RequestTrace::description() const { return described; }

void RequestTrace::configure(const Values& values) {
  const bool first = values_.empty();
  if (first || values[seed] != values_[seed]) {
    source_ = Source(static_cast<std::uint64_t>(values[seed]));
    draws_ = source_.next();
  }
  // The request in flight is let go: what follows shows it as it would have gone.
  values_ = values;
  setting_ = {.kind = static_cast<Kind>(static_cast<int>(values[kind])),
              .hit_rate = values[hit_rate] / 100,
              .insists = values[policy] != 0};
  for (std::size_t part = 0; part < part_count; ++part)
    if (state_params[part] != 0)
      setting_.states[part] = static_cast<request_path::State>(static_cast<int>(values[state_params[part]]));
  trace_ = trace(setting_, draws_);
  elapsed_ = trace_.end / 1000;
  in_flight_ = false;
  counted_ = true;
  counts_ = {};
  times_.clear();
  sum_of_squares_ = 0;
  deliver();
  const Exact exact(setting_);
  exact_failed_ = exact.failed();
  exact_mean_ = exact.mean();
  exact_p95_ = exact.answers() ? exact.quantile(0.95) : 0;
  trace_curve();
}

void RequestTrace::trace_curve() {
  curve_.clear();
  for (int i = 0; i <= curve_steps; ++i) {
    Setting there = setting_;
    there.hit_rate = static_cast<double>(i) / curve_steps;
    const Exact exact(there);
    there.states[Part::search] = request_path::State::down;
    there.insists = false;
    const Exact without(there);
    curve_.push_back({exact.answers() ? exact.mean() : none, exact.answers() ? exact.quantile(0.95) : none,
                      setting_.kind == Kind::timeline && without.answers() ? without.mean() : none});
  }
}

/// Events that waited for a part which is up again move on.
void RequestTrace::deliver() {
  if (setting_.up(queue)) {
    waiting_ += held_;
    collected_ += held_;
    held_ = 0;
  }
  if (setting_.up(queue) && setting_.up(stream)) {
    consumed_ += waiting_;
    waiting_ = 0;
  }
}

void RequestTrace::send() {
  land();
  draws_ = source_.next();
  trace_ = trace(setting_, draws_);
  elapsed_ = 0;
  in_flight_ = true;
  counted_ = false;
}

void RequestTrace::land() {
  if (!in_flight_) return;
  count_answer();
  in_flight_ = false;
  elapsed_ = trace_.end / 1000;
  if (trace_.held) {
    ++held_;
  } else if (trace_.event) {
    ++waiting_;
    ++collected_;
    deliver();
  }
}

void RequestTrace::count_answer() {
  if (counted_) return;
  counted_ = true;
  ++counts_.sent;
  counts_.hits += trace_.hit;
  counts_.misses += trace_.missed;
  for (const Step& span : trace_.spans) counts_.calls[span.part] += !span.refused;
  counts_.degraded += trace_.outcome == Outcome::degraded;
  if (trace_.outcome == Outcome::failed) {
    ++counts_.failed;
    return;
  }
  times_.record(trace_.answered);
  sum_of_squares_ += trace_.answered * trace_.answered;
}

void RequestTrace::act(std::size_t action, Values& /*values*/) {
  const int requests = action == send_100 ? 100 : 1;
  for (int i = 0; i < requests; ++i) send();
  if (action == send_100) land();
}

void RequestTrace::advance(double seconds) {
  if (!in_flight_) return;
  elapsed_ += seconds;
  if (now() >= trace_.answered) count_answer();
  if (now() >= trace_.end) land();
}

double RequestTrace::now() const { return std::round(elapsed_ * 1e9) / 1e6; }

double RequestTrace::pace() const {
  // Two or three seconds for a common request; a slow one may drag, but not for ever.
  return std::max(0.02, trace_.end / 1000 / 8);
}

RequestTrace::Deviation RequestTrace::deviation() const {
  Deviation worst;
  const struct {
    const char* of;
    std::vector<std::pair<ParamAt, double>> values;
  } runs[] = {{"timeline reads", {}},
              {"timeline reads with the cache down", {{cache_state, 2}}},
              {"timeline reads without search, half of them hits", {{search_state, 2}, {hit_rate, 50}}},
              {"timeline reads with a slow database", {{database_state, 1}}},
              {"searches through a slow balancer", {{kind, 1}, {balancer_state, 1}}},
              {"posts that wait for a slow queue", {{kind, 2}, {policy, 1}, {queue_state, 1}}}};
  for (const auto& one : runs) {
    RequestTrace run;
    Values values = defaults(description());
    for (const auto& [param, value] : one.values) values[param] = value;
    run.configure(values);
    for (int i = 0; i < 30'000; ++i) run.send();
    run.land();
    const double relative = std::abs(run.times_.mean() / run.exact_mean_ - 1);
    if (relative > worst.relative) worst = {relative, std::string("mean response of 30,000 ") + one.of};
  }
  return worst;
}

ModelCard RequestTrace::model_card() {
  return {
      .modelled =
          {"A call's time is uniform: cache 2 to 7 ms, database 10 to 30 ms, search 15 to 60 ms.",
           "Publishing an event takes 1 to 3 ms, the stream consumer's work on it 5 to 20 ms.",
           "Each hop between two parts takes 0.25 ms, one way.",
           "A timeline read asks cache and search at once, and the database after a miss.",
           "A slow part takes 20 times as long; one that is down refuses the call at once.",
           "Where the app server degrades, a cache that is down sends every read to the database.",
           "It does without other parts if something is left to show.",
           "Under fail, each request that calls a part which is down fails.",
           "Each request publishes an event; only under fail does the app server wait for its receipt."},
      .left_out = {"Load: requests do not queue behind one another here (chapter 6 has them do so).",
                   "Timeouts and retries: the app server waits as long as a slow part takes.",
                   "Copies: one of each part; filling the cache after a miss; the batch job's own work."},
      .equations = {"response = ways + max(cache + (1 \u2212 hit) \u00d7 database, search)",
                    "mean of the last of several = \u222b (1 \u2212 F\u2081F\u2082\u2026) dt, exact for sums "
                    "of uniform times",
                    "share of reads at the database = 1 \u2212 hit rate"},
      .sources = {"J. Dean and L. A. Barroso, The Tail at Scale, Communications of the ACM 56(2), 2013",
                  "B. Sigelman and others, Dapper, a Large-Scale Distributed Systems Tracing Infrastructure, "
                  "Google, 2010",
                  "E. G. Olds, A Note on the Convolution of Uniform Distributions, Annals of Mathematical "
                  "Statistics 23, 1952"},
      .questions = {"Why does a hit rate of 100 % make a timeline hardly faster than 90 %?",
                    "Which part would you make faster first, and what would be the slowest one then?",
                    "For which parts is an error page the better answer than a page without them?"},
  };
}

}  // namespace lesson
