// Controls, outputs, experiments, examples and model card of the partition simulator.
#include "core/simulators/partition-parts.h"
#include "core/simulators/partition.h"

namespace lesson::partition {
namespace {

consteval Param choice(Literal id, Literal label, std::span<const Param::Choice> choices, double fallback,
                       Literal help) {
  return {.id = id,
          .label = label,
          .kind = Param::Kind::choice,
          .min = 0,
          .max = static_cast<double>(choices.size() - 1),
          .fallback = fallback,
          .help = help,
          .choices = choices};
}

consteval Param time(Literal id, Literal label, double min, double max, double step, double fallback,
                     Literal help) {
  return {.id = id,
          .label = label,
          .unit = "ms",
          .min = min,
          .max = max,
          .step = step,
          .fallback = fallback,
          .help = help};
}

consteval Param quorum(Literal id, Literal label, Literal help) {
  return {.id = id,
          .label = label,
          .unit = "copies|copy",
          .kind = Param::Kind::integer,
          .min = 1,
          .max = 5,
          .fallback = 2,
          .help = help};
}

consteval Param toggle(Literal id, Literal label, double fallback, Literal help) {
  return {.id = id, .label = label, .kind = Param::Kind::boolean, .fallback = fallback, .help = help};
}

constexpr Param::Choice modes[] = {{"sync-leader", "leader, synchronous"},
                                   {"async-leader", "leader, asynchronous"},
                                   {"quorum", "quorums"},
                                   {"last-write-wins", "last write wins"}};
constexpr Param::Choice copy_choices[] = {{"3", "3"}, {"5", "5"}};
constexpr Param::Choice example_choices[] = {
    {"stale-read", "stale read"}, {"lost-write", "lost write"},     {"opposite-orders", "opposite orders"},
    {"goes-back", "going back"},  {"effect-first", "effect first"}, {"own-write", "own write unseen"}};

constexpr Param params[] = {
    choice("mode", "Replication", modes, 1,
           "Who takes a write, who answers a read, and what a confirmation waits for."),
    choice("copies", "Copies", copy_choices, 0, "Replicas; the larger half stands in the east."),
    quorum("write-quorum", "Write quorum W",
           "Quorums only: copies that must have a write before it is confirmed; at most all."),
    quorum("read-quorum", "Read quorum R", "Quorums only: copies that a read asks for; at most all."),
    toggle("read-repair", "Read repair", 0,
           "Quorums only: a read first confirms what it returns on W copies."),
    toggle("sticky", "Clients keep to one copy", 1,
           "Else each request goes to any copy, while the link is cut to any in its region."),
    time("skew", "Clocks ahead in the west", -500, 500, 10, 0,
         "By how much; clocks decide which write is the later one, except under a leader."),
    time("distance", "Delay of the link", 1, 80, 1, 40, "Mean time one way between the regions."),
    time("cut-at", "Link cut at", 0, axis_end, 50, usual_cut, "Since the start of the run."),
    time("cut-length", "Cut lasts", 0, axis_end, 50, 1000, "0: it is never cut."),
    time("pause-east", "Pause of clients, east", 60, 1000, 10, 130,
         "Mean time between an answer and the client\u2019s next request."),
    time("pause-west", "Pause of clients, west", 60, 1000, 10, 130,
         "Mean time between an answer and the client\u2019s next request."),
    {.id = "writes",
     .label = "Writes",
     .unit = "%",
     .min = 10,
     .max = 90,
     .step = 5,
     .fallback = 40,
     .help = "Share of requests that write; the others read."},
    choice("example", "Example", example_choices, 0, "Which anomaly the small history shows."),
    {.id = "operation",
     .label = "Operation",
     .kind = Param::Kind::integer,
     .min = 0,
     .max = clients * most_each,
     .fallback = 0,
     .help = "The operation explained, by number; 0 for the first that needs it.",
     .hidden = true},
    seed_param("The same seed brings the same requests and the same delays."),
};

constexpr Action actions[] = {
    {"play", "Play", "Shows the run from its start, ten times slower than it happened."},
    {"cut", "Cut the link", "While playing from now on, else from 500 ms on; a run has one cut."},
    {"heal", "Heal the link", "While playing now, else before it is cut."},
    {"again", "Other requests", "The same setting with the next seed."},
};

constexpr Output outputs[] = {
    {"unexplained", "unexplained reads", "reads|read",
     "Reads that no order of the operations explains: what one copy could not have answered."},
    {"stale", "stale reads", "reads|read",
     "Reads of what a write had replaced that was confirmed before they began."},
    {"lost", "lost writes", "writes|write",
     "Confirmed writes that the copies drop for one that was over before they began."},
    {"promise", "promise kept", "",
     "The strongest: 5 linearizable, 4 sequential, 3 causal, 2 read-your-writes, 1 eventual."},
    {"answered-east", "answered in the east", "%", "Of all its requests, within 250 ms."},
    {"answered-west", "answered in the west", "%", "Of all its requests, within 250 ms."},
    {"cut-east", "answered in the east, cut", "%", "Of those made while the link was cut."},
    {"cut-west", "answered in the west, cut", "%", "Of those made while the link was cut."},
    {"latency-east", "time to an answer, east", "ms", "Mean over answered requests."},
    {"latency-west", "time to an answer, west", "ms", "Mean over answered requests."},
    {"unanswered", "unanswered", "requests|request", "Requests given up after 250 ms."},
    {"asked", "requests", "requests|request", "In the whole run, at most 15 of each client."},
};

constexpr Preset presets[] = {
    {"async-leader",
     "Asynchronous leader, cut",
     "The west goes on reading its own copy, and its answers are from before the cut.",
     {},
     {}},
    {"sync-leader",
     "Synchronous leader, cut",
     "The west gets no answer while the cut lasts, and nobody ever reads an old value.",
     {{"mode", 0}},
     {}},
    {"whole-link",
     "Asynchronous leader, no cut",
     "No cable is cut, and some reads are old all the same: the copy is 40 ms behind.",
     {{"cut-length", 0}},
     {}},
    {"sync-whole",
     "Synchronous leader, no cut",
     "Every read and write of the west crosses to the leader, and takes 80 ms and more.",
     {{"mode", 0}, {"cut-length", 0}},
     {}},
    {"one-and-one",
     "W = R = 1, cut",
     "Both sides answer everything at once, and neither knows of the other.",
     {{"write-quorum", 1}, {"read-quorum", 1}, {"mode", 2}},
     {}},
    {"majorities",
     "W = R = 2, cut",
     "Two copies go on, the lone one refuses, and here every read is explained.",
     {{"mode", 2}},
     {}},
    {"no-repair",
     "W = R = 2 without read repair",
     "The quorums overlap, and yet one read finds a write and a later one does not.",
     {{"mode", 2}, {"seed", 502}},
     {}},
    {"read-repair",
     "W = R = 2 with read repair",
     "The same requests; a read that finds a new value spreads it before it answers.",
     {{"mode", 2}, {"read-repair", 1}, {"seed", 502}},
     {}},
    {"all-and-one",
     "W = 3, R = 1, no cut",
     "A write on its way to all copies is seen on one and not yet on another.",
     {{"mode", 2}, {"write-quorum", 3}, {"read-quorum", 1}, {"cut-length", 0}, {"seed", 49}},
     {}},
    {"skewed-clock",
     "Last write wins, clocks apart",
     "Clocks in the west run 300 ms ahead: its older writes beat newer ones from the east.",
     {{"mode", 3}, {"skew", 300}, {"cut-length", 0}},
     {}},
    {"even-clocks",
     "Last write wins, clocks alike",
     "The cut makes reads old, but no confirmed write gives way to an older one.",
     {{"mode", 3}},
     {}},
    {"any-copy",
     "Clients that wander",
     "Each request goes to another copy, and a client misses what it wrote itself: eventual.",
     {{"write-quorum", 1}, {"read-quorum", 1}, {"mode", 2}, {"sticky", 0}, {"seed", 48}},
     {}},
    {"wander-writes",
     "Wandering, read-your-writes kept",
     "By luck each client finds its own writes here; what others wrote comes and goes.",
     {{"write-quorum", 1}, {"read-quorum", 1}, {"mode", 2}, {"sticky", 0}, {"seed", 100}},
     {}},
    {"wander-causal",
     "Wandering, causal kept",
     "No effect is seen before its cause, yet two clients saw the writes in opposite orders.",
     {{"write-quorum", 1}, {"read-quorum", 1}, {"mode", 2}, {"sticky", 0}, {"seed", 11}},
     {}},
    {"five-copies",
     "Five copies, W = R = 3",
     "Three in the east are a majority; the two in the west are none.",
     {{"mode", 2}, {"copies", 1}, {"write-quorum", 3}, {"read-quorum", 3}},
     {}},
    {"opposite-orders",
     "Two clients, opposite orders",
     "Only from causal downwards.",
     {{"example", 2}},
     {"play"}},
    {"effect-first",
     "An effect before its cause",
     "Only from read-your-writes downwards.",
     {{"example", 4}},
     {"play"}},
    {"own-write",
     "One\u2019s own write unseen",
     "Only eventual consistency lets it happen.",
     {{"example", 5}},
     {"play"}},
};

constexpr Prediction predictions[] = {
    {.id = "minority",
     .question = "Three copies, two in the east with the leader, which waits for a majority. The link is cut "
                 "for a second. What share of its requests does the west get answered in that second?",
     .preset = "sync-leader",
     .output = "cut-west",
     .unit = "%",
     .max = 100,
     .step = 1,
     .lesson =
         "Only what was asked in the last moments of the cut, and still had patience when it healed. Every "
         "read and write there needs the leader: that is the price of C."},
    {.id = "whole",
     .question =
         "The leader copies afterwards, 40 ms away, and no cable is cut for two seconds. How many reads "
         "does no order of the operations explain?",
     .preset = "whole-link",
     .output = "unexplained",
     .unit = "reads|read",
     .max = 30,
     .step = 1,
     .lesson = "Each read of the far copy within some 40 ms of a write is old. A partition is not needed for "
               "that; it only makes it last."},
    {.id = "clock",
     .question =
         "No cable is cut, each copy answers alone, and the later clock wins. Clocks in the west are 300 "
         "ms ahead. How many confirmed writes are lost?",
     .preset = "skewed-clock",
     .output = "lost",
     .unit = "writes|write",
     .max = 30,
     .step = 1,
     .lesson =
         "Whatever the east writes within 300 ms of a write in the west counts as older, and is dropped, "
         "confirmed or not. Nobody is told."},
};

constexpr Example::Step stale_steps[] = {{0, true, 1, 0}, {0, true, 2, 3}, {1, false, 1, 6}};
constexpr Example::Step lost_steps[] = {{0, true, 1, 0}, {1, true, 2, 3}, {2, false, 1, 6}};
constexpr Example::Step opposite_steps[] = {{0, true, 1, 0},  {1, true, 2, 0},  {2, false, 1, 3},
                                            {3, false, 2, 3}, {2, false, 2, 6}, {3, false, 1, 6}};
constexpr Example::Step back_steps[] = {{0, true, 1, 0}, {1, false, 1, 3}, {1, false, 0, 6}};
constexpr Example::Step effect_steps[] = {
    {0, true, 1, 0}, {1, false, 1, 2}, {1, true, 2, 4}, {2, false, 2, 6}, {2, false, 1, 8}};
constexpr Example::Step own_steps[] = {{0, true, 1, 0}, {0, false, 0, 4}};

constexpr Example examples[theory::anomalies] = {
    {"Stale read",
     "B reads 1 after A\u2019s write of 2 was confirmed. An order without clocks would put B first, so "
     "sequential consistency allows it.",
     stale_steps, 2, 1},
    {"Lost write",
     "B\u2019s write of 2 came after A\u2019s write of 1 and was confirmed, yet 1 stays for good. Nothing "
     "but "
     "real time forbids it.",
     lost_steps, 1, 0},
    {"Two clients, opposite orders",
     "C sees 1 before 2, D sees 2 before 1. The writes are unrelated, so causal consistency allows both.",
     opposite_steps, 5, 4},
    {"Going back",
     "B has read 1 and then reads 0 again, from before it. Its own writes are not concerned, and that is all "
     "read-your-writes protects.",
     back_steps, 2, 1},
    {"An effect before its cause",
     "B read 1 and answered with 2. C sees the answer first and what it answers afterwards.", effect_steps, 4,
     3},
    {"One\u2019s own write unseen",
     "A does not find what it has itself just written. Eventual consistency promises no more than that it "
     "will.",
     own_steps, 1, 0},
};

constexpr const char* names[theory::consistency_levels] = {"linearizable", "sequential", "causal",
                                                           "read-your-writes", "eventual"};

}  // namespace

const Example& example_of(theory::Anomaly anomaly) { return examples[static_cast<std::size_t>(anomaly)]; }

const char* name_of(theory::Consistency level) { return names[static_cast<std::size_t>(level)]; }

const Description described = {
    .id = "partition",
    .title = "Partition: Cut the Network",
    .chapter = 8,
    .intro = "Play, cut the link, heal it, and see who gets an answer and which answers are wrong.",
    .params = params,
    .actions = actions,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

}  // namespace lesson::partition

namespace lesson {

ModelCard Partition::model_card() {
  return {
      .modelled =
          {"One register on three or five copies, the larger half in the east; two clients in each region.",
           "A client asks, waits 250 ms at most, pauses and asks again; at most 15 times.",
           "Messages take 0.5 to 1.5 ms within a region, and across half to one and a half of the set delay.",
           "Synchronous leader: a write waits for a majority, and the leader answers every read.",
           "Asynchronous leader: it confirms at once and copies afterwards; every copy answers reads.",
           "Quorums: the copy that is asked asks the others once; in other modes messages wait out the cut.",
           "Last write wins: each copy answers alone and passes writes on; the later clock prevails.",
           "Every run is judged whole: is there one order of the operations that explains each answer?"},
      .left_out = {"Failing copies, elections and failing over: who leads, leads.",
                   "More than one register, and transactions over several.",
                   "Merging of concurrent writes, hinted handoff, anti-entropy between quorums\u2019 copies.",
                   "Clients that hear \u201cunavailable\u201d at once: here they wait until they give up."},
      .equations = {"W + R > N: each read meets each confirmed write in at least one copy",
                    "mean time to an answer = hops + mean of the k-th fastest of the other copies"},
      .sources =
          {"M. P. Herlihy and J. M. Wing, Linearizability, 1990.",
           "J. M. Wing and C. Gong, Testing and Verifying Concurrent Objects, 1993: the search.",
           "G. Lowe, Testing for Linearizability, 2017: remembering what was tried.",
           "S. Gilbert and N. Lynch, Brewer\u2019s Conjecture, SIGACT News 33(2), 2002.",
           "M. Ahamad et al., Causal Memory, 1995.",
           "A. Bouajjani et al., On Verifying Causal Consistency, 2017.",
           "H. Attiya, A. Bar-Noy and D. Dolev, Sharing Memory Robustly, 1995: reads that write back."},
      .questions = {"In which mode does the west go on writing through the cut, and what does it cost?",
                    "With W + R > N a read still fails to be explained. Which operations cross?",
                    "Heal the link early, then late. Which of the two regions notices?",
                    "Who could see from the answers alone that the last write did not win?"},
  };
}

}  // namespace lesson
