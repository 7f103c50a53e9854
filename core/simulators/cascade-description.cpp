// Controls, outputs, experiments and model card of the cascade simulator.
#include "core/simulators/cascade-parts.h"
#include "core/simulators/cascade.h"
#include "core/simulators/slow-request.h"

namespace lesson::cascade {
namespace {

constexpr double third = 100.0 / 3;

consteval Param toggle(Literal id, Literal label, Literal help, bool hidden = false) {
  return {
      .id = id, .label = label, .kind = Param::Kind::boolean, .fallback = 0, .help = help, .hidden = hidden};
}

constexpr Param params[] = {
    {.id = "slow-share",
     .label = "Reads on the sick replica",
     .unit = "%",
     .min = 0,
     .max = 100,
     .step = 1,
     .fallback = third,
     .help = "Share of reads sent to the replica whose disk fails; even balancing over three gives a third."},
    {.id = "load",
     .label = "Load",
     .unit = "req/s",
     .min = 100,
     .max = 60'000,
     .step = 100,
     .fallback = 12'000,
     .scale = Scale::logarithmic,
     .help = "New requests each second, at random moments; retries come on top."},
    {.id = "timeout",
     .label = "Timeout",
     .unit = "ms",
     .min = 100,
     .max = 3000,
     .step = 100,
     .fallback = 1000,
     .scale = Scale::logarithmic,
     .help = "How long a caller waits for an attempt, and a thread for its read."},
    {.id = "retries",
     .label = "Retries",
     .unit = "retries|retry",
     .kind = Param::Kind::integer,
     .min = 0,
     .max = 5,
     .fallback = 3,
     .help = "How often a failed attempt is made again, at once."},
    toggle("health-check", "Health check by latency",
           "Takes a replica out while its reads take over three times as long as the fastest's."),
    toggle("breaker", "Circuit breaker",
           "When half of 20 reads of a replica are slow, calls to it fail at once for a second."),
    toggle("retry-budget", "Retry budget 10 %", "Allow one retry for every ten first attempts, and no more."),
    toggle("short-timeout", "Short read timeout 20 ms", "Threads give up a read after 20 ms."),
    toggle("shedding", "Load shedding", "Refuse an attempt at once when 100 wait already."),
    {.id = "speed",
     .label = "Speed",
     .unit = "\u00d7",
     .min = 1,
     .max = 20,
     .step = 1,
     .fallback = 2,
     .scale = Scale::logarithmic,
     .help = "Simulated seconds in a second of watching; a storm may go slower."},
    request_param(),
    toggle("without-stall", "Run again without the slow disk",
           "Shows the same request with the same arrivals and service times and a disk that never slows.",
           true),
    seed_param("The same seed sends the same requests."),
};

constexpr Action actions[] = {
    {"slow", "Slow the disk", "Reads on the third replica take 500 ms instead of 5."},
    {"repair", "Repair the disk", "Reads on it take 5 ms again."},
    {"close", "Turn traffic away 2 s", "Refuses everything, retries too, for two seconds."},
    {"story", "Run the 47 minutes", "From the start, a simulated second for each minute of the outage."},
    {"again", "Run again without the slow disk",
     "The chosen request once more, with that one thing changed; again to hide it."},
    {"run", "Run 10 s", "Ten seconds more, as things stand."},
};

constexpr Output outputs[] = {
    {"goodput", "goodput", "req/s", "Requests answered each second while their caller still waits."},
    {"attempts", "offered", "req/s", "Attempts made each second, first ones and retries."},
    {"failing", "failing", "%", "Requests that fail in the end, of all that ended."},
    {"p99", "p99", "ms", "One answered request in 100 took longer."},
    {"capacity", "thread capacity", "req/s", "200 threads / mean hold: the most reads a second."},
    {"hold", "mean hold", "ms", "Mean time a read keeps its thread."},
    {"in-use", "threads in use", "threads|thread", "Of 200, on average."},
    {"waiting", "waiting", "attempts|attempt", "Attempts waiting for a thread at this moment."},
    {"amplification", "attempts per request", "\u00d7", "Attempts made for each new request."},
    {"wasted", "wasted reads", "%", "Reads that ended when nobody waited for them any more."},
    {"down-after", "down after repair", "s",
     "Seconds since the disk was repaired in which under nine of ten requests were answered."},
};

constexpr Preset presets[] = {
    {"metastable",
     "The outage that stays",
     "The disk is well again from second 10, and the site is still down: retries keep the queue full.",
     {},
     {}},
    {"story",
     "The 47 minutes",
     "Slow disk at minute 3, repaired at 17, still down until the traffic is turned away at 44.",
     {},
     {"story"}},
    {"story-budget",
     "The 47 minutes with a budget",
     "The same disk, the same repair; with one retry for ten requests it ends soon after minute 17.",
     {{"retry-budget", 1}},
     {"story"}},
    {"all-slow",
     "All reads on the slow replica",
     "200 threads / 500 ms: 400 requests a second are left of 40,000.",
     {{"shedding", 1}, {"retries", 0}, {"slow-share", 100}},
     {"slow"}},
    {"round-robin",
     "Round robin over three",
     "A third of the reads is enough: mean hold 170 ms, 1,176 requests a second.",
     {{"shedding", 1}, {"retries", 0}, {"slow-share", third}},
     {"slow"}},
    {"five-replicas",
     "One slow of five",
     "20 % of the reads: mean hold 104 ms, 1,923 requests a second.",
     {{"shedding", 1}, {"retries", 0}, {"slow-share", 20}},
     {"slow"}},
    {"ten-replicas",
     "One slow of ten",
     "10 % of the reads: mean hold 54.5 ms, 3,670 requests a second.",
     {{"shedding", 1}, {"retries", 0}, {"slow-share", 10}},
     {"slow"}},
    {"no-retries",
     "No retries",
     "It collapses while the disk is slow, but the queue drains soon after the repair.",
     {{"retries", 0}},
     {}},
    {"retry-budget",
     "A retry budget",
     "The collapse is the same; after the repair 13,200 attempts a second leave room to drain.",
     {{"retry-budget", 1}},
     {}},
    {"health-check",
     "A health check that measures latency",
     "The slow replica is out within a second; the other two carry it all.",
     {{"health-check", 1}},
     {}},
    {"breaker",
     "A circuit breaker",
     "Calls to the slow replica fail at once, and a retry finds another.",
     {{"breaker", 1}},
     {}},
    {"short-timeout",
     "A shorter timeout",
     "A slow read holds a thread for 20 ms, not 500: mean hold 10 ms, 20,000 reads a second.",
     {{"short-timeout", 1}},
     {}},
    {"shedding",
     "Load shedding",
     "Those let in are answered, 1,176 a second, and with the repair all are.",
     {{"shedding", 1}},
     {}},
    {"light-load",
     "The same at light load",
     "At 900 requests a second the slow disk is a nuisance and no outage.",
     {{"load", 900}},
     {}},
    {"why-slow",
     "Why was this one slow?",
     "Its waterfall with the slow disk, and below it the same request without.",
     {{"load", 900}},
     {"again"}},
};

constexpr Prediction predictions[] = {
    {.id = "round-robin-capacity",
     .question = "200 threads carry 40,000 requests a second. Now one of three replicas takes 500 ms "
                 "instead of 5. How many can they carry?",
     .preset = "round-robin",
     .output = "capacity",
     .unit = "req/s",
     .min = 0,
     .max = 40'000,
     .step = 100,
     .lesson = "A third of the reads is enough: the mean hold becomes 170 ms, and 200 / 0.170 s is 1,176 a "
               "second, a thirty-fourth, although two replicas are well."},
    {.id = "after-repair",
     .question =
         "12,000 requests a second, three retries. The disk is slow for seven seconds, then repaired. "
         "How many requests a second are answered ten seconds after that?",
     .preset = "metastable",
     .output = "goodput",
     .unit = "req/s",
     .min = 0,
     .max = 12'000,
     .step = 100,
     .lesson = "Each request comes four times, 48,000 attempts a second for threads that manage 40,000. The "
               "queue stays full, every answer is too late, and so every request comes four times."},
};

}  // namespace

const Description described = {
    .id = "cascade",
    .title = "Cascade Simulator",
    .chapter = 1,
    .intro = "One disk of three slows down and is repaired. Which switch brings the site back?",
    .params = params,
    .actions = actions,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

}  // namespace lesson::cascade

namespace lesson {

ModelCard Cascade::model_card() {
  return {
      .modelled = {"Independent arrivals (Poisson) to app servers with 200 threads and one queue of 60,000.",
                   "A thread is held while its read lasts: 4 to 6 ms, on a slow disk 400 to 600 ms.",
                   "Callers give up after the timeout and try again at once; the servers do not hear of it.",
                   "A health check every 250 ms takes out a replica three times slower than the fastest.",
                   "A breaker opens when 10 of 20 reads took over 50 ms, and tries one read after a second.",
                   "A retry budget of one for ten first attempts, shared by all callers.",
                   "A full queue loses attempts silently; shedding refuses at once who finds 100 waiting."},
      .left_out = {"Queues inside the replicas: a read's time does not depend on how many others run.",
                   "Back-off between retries, further tiers that multiply them, and caches.",
                   "Time on the network, memory, and the cost of refusing."},
      .equations = {"capacity = threads \u2044 mean hold",
                    "mean hold = share \u00d7 slow read + (1 \u2212 share) \u00d7 fast read",
                    "stays down when load \u00d7 (1 + retries) > capacity of the repaired system"},
      .sources = {"N. Bronson et al., Metastable Failures in Distributed Systems, HotOS 2021.",
                  "J. D. C. Little, A Proof for the Queuing Formula L = \u03bbW, 1961.",
                  "M. Nygard, Release It!, 2007: timeouts, circuit breakers, bulkheads.",
                  "B. Beyer et al., Site Reliability Engineering, 2016, chapters 21 and 22."},
      .questions = {"Two of three replicas are well. Why does the site carry a thirty-fourth of its load?",
                    "With three retries, at which load does the outage no longer outlive the repair?",
                    "Which of the five defences stop the fall, and which only shorten it?",
                    "The health check of the story was green throughout. What did it measure?"},
  };
}

}  // namespace lesson
