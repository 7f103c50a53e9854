#include "core/simulators/cap-map.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.h"
#include "core/scene/card.h"
#include "core/scene/chart.h"
#include "core/scene/map.h"

namespace lesson {
namespace {

enum ParamAt : std::size_t { store_at, write_level, read_level, copies, round_trip };
enum OutputAt : std::size_t { corner, cut_off, level, write_wait, read_wait, overlap, stale };

#include "store-choices.inc"

consteval double place_of(const char* id) { return static_cast<double>(position_of(store_choices, id)); }

constexpr Param::Choice levels[] = {
    {"shipped", "as shipped"}, {"1", "1, weakest"}, {"2", "2"}, {"3", "3"}, {"4", "4"},
    {"5", "5, strongest"}};

consteval Param level_param(const char* id, const char* label, const char* help) {
  return {.id = id,
          .label = label,
          .kind = Param::Kind::choice,
          .min = 0,
          .max = 5,
          .fallback = 0,
          .help = help,
          .choices = levels};
}

constexpr Param params[] = {
    {.id = "system",
     .label = "Store",
     .kind = Param::Kind::choice,
     .min = 0,
     .max = std::size(store_choices) - 1,
     .fallback = place_of("cassandra"),
     .help = "Whose knobs are turned. Marks of the map choose it, too.",
     .choices = store_choices},
    level_param("write-level", "Write setting",
                "The store\u2019s own settings for writes, weakest first; the card names the one in force."),
    level_param("read-level", "Read setting",
                "The store\u2019s own settings for reads, weakest first; the card names the one in force."),
    {.id = "copies",
     .label = "Copies N",
     .unit = "copies|copy",
     .kind = Param::Kind::integer,
     .min = 3,
     .max = 9,
     .step = 1,
     .fallback = 3,
     .help = "Copies of each item, in stores that count answers: Cassandra, Dynamo, Riak."},
    {.id = "round-trip",
     .label = "Round trip between copies",
     .unit = "ms",
     .min = 0.5,
     .max = 300,
     .step = 1,
     .fallback = 75,
     .scale = Scale::logarithmic,
     .help =
         "From the copy at hand to any other: 0.5 ms in a data centre, 70 to 80 from New York to London."},
};

constexpr Output outputs[] = {
    {"class", "corner", "", "0 PA/EL, 1 PA/EC, 2 PC/EL, 3 PC/EC: what the settings in force amount to."},
    {"cut-off", "cut-off side does", "", "0 nothing, 1 reads only, 2 writes only, 3 reads and writes."},
    {"level", "promise of a read", "",
     "0 eventual, 1 session or prefix, 2 nearly latest, 3 latest, 4 linearizable."},
    {"write-wait", "a write waits", "ms", "Until enough copies have confirmed it, the leader being near."},
    {"read-wait", "a read waits", "ms", "Until enough copies have answered."},
    {"overlap", "copies shared", "copies|copy",
     "W + R \u2212 N, at least 0: copies that every read shares with every write."},
    {"stale", "chance of a stale read", "%",
     "Right after a write, if both sets of copies are drawn blindly and nothing has spread further."},
};

constexpr double cassandra = place_of("cassandra"), postgresql = place_of("postgresql-sync");

constexpr Preset presets[] = {
    {"cassandra",
     "Cassandra at ONE",
     "One corner, PA/EL: all sides answer, and any day a read may be old.",
     {{"system", cassandra}},
     {}},
    {"postgresql",
     "PostgreSQL, synchronous",
     "The opposite corner, PC/EC: commits wait, the cut-off side refuses.",
     {{"system", postgresql}},
     {}},
    {"pnuts",
     "PNUTS: the rare corner",
     "PC/EL, a corner to which Abadi sent PNUTS alone. Who else stands there, and by which setting?",
     {{"system", place_of("pnuts")}},
     {}},
    {"mongodb-2012",
     "MongoDB as of 2012",
     "PA/EC, as Abadi placed its defaults then.",
     {{"system", place_of("mongodb")}, {"write-level", 1}, {"read-level", 2}},
     {}},
    {"mongodb",
     "MongoDB today",
     "Since 5.0 a write waits for a majority: the point has moved to the left.",
     {{"system", place_of("mongodb")}},
     {}},
    {"quorum",
     "Cassandra at QUORUM",
     "2 + 2 > 3: reads meet the last write, and the lone copy refuses.",
     {{"system", cassandra}, {"write-level", 3}, {"read-level", 3}},
     {}},
    {"read-one",
     "QUORUM writes, ONE reads",
     "2 + 1 is not more than 3: the cut-off copy still reads, what it has.",
     {{"system", cassandra}, {"write-level", 3}, {"read-level", 1}},
     {}},
    {"write-one",
     "ONE writes, ALL reads",
     "1 + 3 > 3 as well: overlap with writes open and reads refused.",
     {{"system", cassandra}, {"write-level", 1}, {"read-level", 4}},
     {}},
    {"five-copies",
     "5 copies, QUORUM",
     "3 + 3 > 5, and two nodes may be down.",
     {{"system", cassandra}, {"write-level", 3}, {"read-level", 3}, {"copies", 5}},
     {}},
    {"two-of-five",
     "5 copies, TWO and TWO",
     "2 + 2 is not more than 5: how often do two blind draws miss each other?",
     {{"system", cassandra}, {"write-level", 2}, {"read-level", 2}, {"copies", 5}},
     {}},
    {"sloppy",
     "Dynamo: sloppy quorum",
     "The same sum, but stand-ins count: all sides go on, the overlap is only usual.",
     {{"system", place_of("dynamo")}},
     {}},
    {"dynamodb",
     "DynamoDB, default reads",
     "A leader and quorum writes: the cut-off side reads what it has, and writes nothing.",
     {{"system", place_of("dynamodb")}},
     {}},
    {"dynamodb-strong",
     "DynamoDB, strong reads",
     "One flag in a request, and the point crosses the map: it is not the Dynamo of 2007.",
     {{"system", place_of("dynamodb")}, {"read-level", 2}},
     {}},
    {"cosmos",
     "Cosmos DB: five levels",
     "Turn the read setting from 1 to 5: each promises more, and the point climbs at every step but to 3.",
     {{"system", place_of("cosmos")}, {"read-level", 1}},
     {}},
    {"standby",
     "PostgreSQL, reading a standby",
     "Synchronous commit alone does not make a standby\u2019s read the latest.",
     {{"system", postgresql}, {"read-level", 1}},
     {}},
    {"one-room",
     "Copies in one data centre",
     "At half a millisecond even waiting costs little: the latency half of the choice is distance.",
     {{"system", cassandra}, {"write-level", 3}, {"read-level", 3}, {"round-trip", 0.5}},
     {}},
};

constexpr Param::Choice corners[] = {{"pa-el", corner_name(0)},
                                     {"pa-ec", corner_name(1)},
                                     {"pc-el", corner_name(2)},
                                     {"pc-ec", corner_name(3)}};

constexpr Param::Choice answers[] = {{"nothing", column_name(0)},
                                     {"reads", column_name(1)},
                                     {"writes", column_name(2)},
                                     {"both", column_name(3)}};

constexpr Prediction predictions[] = {
    {.id = "cassandra-quorum",
     .question = "\u201cCassandra is AP.\u201d Three copies, writing and reading at QUORUM: in which "
                 "corner does it stand?",
     .preset = "quorum",
     .output = "class",
     .choices = corners,
     .lesson = "The class belongs to the request, not to the product. One copy of three is no quorum, so "
               "the cut-off side refuses; and 2 + 2 > 3 makes each read meet the last write."},
    {.id = "dynamodb-cut",
     .question = "DynamoDB, with the flag for strongly consistent reads in each request. A client is cut off "
                 "together with one copy out of three. What does it still get?",
     .preset = "dynamodb-strong",
     .output = "cut-off",
     .choices = answers,
     .lesson =
         "Writes need the leader and a quorum, strong reads the leader, and the smaller side has neither. "
         "Default reads it would still get, from the copy at hand. Unlike Dynamo, the service of that name "
         "keeps no second history."},
    {.id = "stale-share",
     .question = "Five copies, W = 2, R = 2, both drawn blindly. How many reads right after a write miss it?",
     .preset = "two-of-five",
     .output = "stale",
     .unit = "%",
     .lesson =
         "Three of the five copies lack it: 3 in 5 for the first one asked, then 2 in 4 for the second. "
         "In practice it spreads within milliseconds, so the window is short, but nothing bounds it."}};

constexpr Description described = {
    .id = "cap-map",
    .title = "CAP/PACELC System Map",
    .chapter = 8,
    .intro = "Choose a store, turn its knobs, and see what it gives up when cut and when whole.",
    .timeless = true,
    .params = params,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

std::string cited(const Claim& claim) {
  return std::string(claim.text) + " (" + claim.source->cite + ", " + std::to_string(claim.source->year) +
         ")";
}

std::string knob_text(const Knob& knob, const Setting& setting) {
  return std::string(knob.name) + ": " + setting.name;
}

std::string capital(std::string text) {
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string told(const Store& store) {
  std::string text;
  for (std::size_t i = 0; i < store.told_count; ++i) {
    const Opinion& one = store.told[i];
    text += (i == 0 ? "" : "; ") + std::string(one.place) + ": " + cited(one.claim);
  }
  return text + ".";
}

}  // namespace

StoreChoice CapMap::shipped(const Store& store) const {
  return store_choice(store, 0, 0, static_cast<int>(values_[copies]));
}

const Description& CapMap::description() const { return described; }

void CapMap::configure(const Values& values) {
  values_ = values;
  now_ = store_choice(stores()[static_cast<std::size_t>(values[store_at])],
                      static_cast<int>(values[write_level]), static_cast<int>(values[read_level]),
                      static_cast<int>(values[copies]));
}

/// Levels are called as the store calls its settings.
std::string_view CapMap::choice_label(std::size_t param, std::size_t choice) const {
  static constexpr std::string_view beyond[] = {"",           "", "2, the same", "3, the same", "4, the same",
                                                "5, the same"};
  if (choice == 0 || (param != write_level && param != read_level))
    return Simulator::choice_label(param, choice);
  const Knob& knob = param == write_level ? now_.store->write : now_.store->read;
  return choice <= static_cast<std::size_t>(knob.count) ? knob.settings[choice - 1].name : beyond[choice];
}

std::vector<Value> CapMap::measured() const {
  std::vector<Value> values;
  const auto add = [&](std::size_t output, double number) {
    values.push_back({.output = output, .number = number});
  };
  add(corner, now_.corner());
  add(cut_off, now_.column());
  add(level, now_.row());
  add(write_wait, now_.write_wait(values_[round_trip]));
  add(read_wait, now_.read_wait(values_[round_trip]));
  if (now_.counted()) {
    add(overlap, now_.quorum().overlap());
    add(stale, 100 * now_.quorum().stale_probability());
  } else {
    for (const std::size_t output : {overlap, stale})
      values.push_back({.output = output, .note = "this store does not count copies in each request"});
  }
  return values;
}

// ---- Showing -------------------------------------------------------------------------------------

/// The level to set so that this setting comes into force: "shipped" where that says the same.
double CapMap::level_of(bool write, const StoreChoice& choice) const {
  const Knob& knob = write ? choice.store->write : choice.store->read;
  const int at = write ? choice.write : choice.read;
  return at == knob.shipped ? 0 : at + 1;
}

std::shared_ptr<const Figure> CapMap::map() const {
  auto map = std::make_shared<Map>("map", "What is given up, cut and whole");
  map->x = {.title = "In a partition, the cut-off side still does",
            .low = "consistent (CP)",
            .high = "available (AP)",
            .bands = {column_name(0), column_name(1), column_name(2), column_name(3)},
            .edges = {0.28F, 0.52F, 0.73F},
            .divide = 2};
  map->y = {.title = "In normal operation",
            .low = "quick (EL)",
            .high = "consistent (EC)",
            .bands = {"eventual", "session or prefix", "nearly latest", "latest", "linearizable"},
            .edges = {0.16F, 0.32F, 0.48F, 0.64F},
            .divide = 3};
  map->quarters = {corner_name(2), corner_name(0), corner_name(3), corner_name(1)};
  for (const Store& store : stores()) {
    const bool chosen = &store == now_.store;
    const StoreChoice there = chosen ? now_ : shipped(store);
    map->marks.push_back({.label = store.name,
                          .x = static_cast<double>(there.column()),
                          .y = static_cast<double>(there.row()),
                          .explanation = std::string(store.name) + ", " + corner_name(there.corner()) + ": " +
                                         there.outcome().guarantee->name + "; the cut-off side does " +
                                         column_name(there.column()) + ".",
                          .command = std::string("set system ") + store.id,
                          .chosen = chosen});
  }
  const StoreChoice start = shipped(*now_.store);
  if (!start.same_field(now_))
    map->from = Map::Stop{static_cast<double>(start.column()), static_cast<double>(start.row()),
                          std::string(start.store->name) + " as shipped"};
  map->stop_label = "one setting away";
  map->from_label = "as shipped";
  // Where one turn of either knob leads, each field once.
  std::vector<StoreChoice> seen{start, now_};
  for (const bool write : {false, true}) {
    const Knob& knob = write ? now_.store->write : now_.store->read;
    for (int i = 0; i < knob.count; ++i) {
      StoreChoice turned = now_;
      (write ? turned.write : turned.read) = i;
      if (std::any_of(seen.begin(), seen.end(),
                      [&](const StoreChoice& one) { return one.same_field(turned); }))
        continue;
      seen.push_back(turned);
      const auto wanted = static_cast<std::size_t>(level_of(write, turned));
      const std::size_t at = write ? write_level : read_level;
      map->stops.push_back(
          {static_cast<double>(turned.column()), static_cast<double>(turned.row()),
           "Set " + knob_text(knob, knob.settings[i]) + ": " + turned.outcome().guarantee->name + ".",
           "set " + description().params[at].id + " " + description().params[at].choices[wanted].id});
    }
  }
  map->alt = number_text(static_cast<double>(stores().count)) +
             " stores by what they give up in a partition and in normal operation; " + now_.store->name +
             " stands in the corner " + corner_name(now_.corner()) + ".";
  return map;
}

namespace {

std::vector<Card::Row> rows_of(const StoreChoice& choice) {
  const Outcome there = choice.outcome();
  const Store& store = *choice.store;
  std::string arithmetic;
  if (choice.counted()) {
    const theory::Quorum sets = choice.quorum();
    arithmetic = " W + R = " + number_text(sets.write) + " + " + number_text(sets.read) +
                 (sets.overlap() > 0 ? " > " : " \u2264 ") + number_text(choice.copies) + " = N.";
  }
  return {
      {"Settings in force",
       knob_text(store.write, choice.write_setting()) + "; " + knob_text(store.read, choice.read_setting()) +
           "." + arithmetic + (there.note != nullptr ? std::string(" ") + there.note : ""),
       Role::highlight},
      {"A read promises", capital(there.guarantee->name) + ". " + cited(there.guarantee->promise),
       Role::accent},
      {"The cut-off side still does", capital(column_name(choice.column())) + ". " + cited(store.cut),
       Role::slow},
      {"Where sources place it", told(store), Role::muted}};
}

Card::Heights measured_heights() {
  Card::Heights heights;
  for (const Store& store : stores()) {
    for (int write = 1; write <= store.write.count; ++write)
      for (int read = 1; read <= store.read.count; ++read)
        heights.fit(rows_of(store_choice(store, write, read, 3)), Span::half);
  }
  return heights;
}

}  // namespace

std::shared_ptr<const Figure> CapMap::card() const {
  static const Card::Heights heights = measured_heights();
  auto card = std::make_shared<Card>("card", "The store, in words", Span::half);
  card->name = std::string(now_.store->name) + ", " + corner_name(now_.corner());
  card->rows = rows_of(now_);
  card->heights = heights;
  card->alt =
      "The settings of " + std::string(now_.store->name) + ", what they promise, and where sources place it.";
  return card;
}

std::shared_ptr<const Figure> CapMap::response(std::size_t swept) const {
  const bool known = swept >= write_level && swept <= round_trip;
  const std::size_t at = known ? swept : static_cast<std::size_t>(round_trip);
  const bool knob = at == write_level || at == read_level;
  const Param& param = description().params[at];
  const int last = at == write_level ? now_.store->write.count : now_.store->read.count;
  auto chart = std::make_shared<Chart>("response", "What a request waits for", Span::half);
  chart->x = knob ? Axis{param.label + ", weakest first", 0.5, last + 0.5}
                  : axis_over(param, at == round_trip ? "ms" : "");
  Series writes{.label = "a write (ms)", .role = Role::series_2};
  Series reads{.label = "a read (ms)", .role = Role::series_1, .mark = Series::Mark::dashed};
  const int steps = knob ? last - 1 : at == copies ? 6 : 24;
  for (int i = 0; i <= steps; ++i) {
    StoreChoice there = now_;
    double trip = values_[round_trip];
    double x = knob ? i + 1 : chart->x.value(static_cast<double>(i) / steps);
    if (at == write_level) there.write = i;
    if (at == read_level) there.read = i;
    if (at == copies) there.copies = static_cast<int>(x = std::round(x));
    if (at == round_trip) trip = x;
    writes.points.push_back({x, there.write_wait(trip)});
    reads.points.push_back({x, there.read_wait(trip)});
  }
  chart->series = {std::move(writes), std::move(reads)};
  chart->y = {"ms", 0.7, 500, Scale::logarithmic};
  const double x = at == write_level ? now_.write + 1 : at == read_level ? now_.read + 1 : values_[at];
  const double write = now_.write_wait(values_[round_trip]), read = now_.read_wait(values_[round_trip]);
  chart->here = {{x, write, "A write waits " + quantity_text(write, "ms") + "."},
                 {x, read, "A read waits " + quantity_text(read, "ms") + "."}};
  chart->tall = 380;
  chart->alt = "How long a write and a read wait over the range of " + param.label + "; now " +
               quantity_text(write, "ms") + " and " + quantity_text(read, "ms") + ".";
  return chart;
}

/// Says so when a store has fewer settings than were asked for.
std::string CapMap::clamped() const {
  std::string text;
  for (const bool write : {true, false}) {
    const Knob& knob = write ? now_.store->write : now_.store->read;
    const double wanted = values_[write ? write_level : read_level];
    if (wanted <= knob.count) continue;
    const std::string kind = write ? "write" : "read";
    text += knob.count == 1
                ? " It offers no choice for " + kind + "s, so the setting asked for is left aside."
                : " It has " + number_text(knob.count) + " " + kind + " settings, so " + number_text(wanted) +
                      " is taken as the strongest, " + knob_text(knob, knob.settings[knob.count - 1]) + ".";
  }
  return text;
}

std::string CapMap::summary() const {
  const Outcome there = now_.outcome();
  static constexpr std::array<const char*, 4> cut{
      "the cut-off side refuses reads and writes",
      "the cut-off side still reads, perhaps old data, but does not write",
      "the cut-off side takes writes but refuses reads",
      "the cut-off side goes on reading and writing, and there are two histories to merge or to drop"};
  std::string text =
      std::string(now_.store->name) + " (" + knob_text(now_.store->write, now_.write_setting()) + "; " +
      knob_text(now_.store->read, now_.read_setting()) + ") stands at " + corner_name(now_.corner()) +
      ": in a partition " + cut[static_cast<std::size_t>(now_.column())] +
      "; otherwise a read promises \u201c" + there.guarantee->name + "\u201d.";
  if (now_.counted()) {
    const theory::Quorum sets = now_.quorum();
    text += " W + R = " + number_text(sets.write + sets.read) + (sets.overlap() > 0 ? " > " : " \u2264 ") +
            number_text(now_.copies) + " copies";
    text += sets.overlap() > 0 ? ", so the sets overlap in " + quantity_text(sets.overlap(), "copies|copy") +
                                     (now_.store->sloppy ? ", while no stand-in serves." : ".")
                               : ", so blindly drawn reads miss the last write in " +
                                     percent_text(sets.stale_probability()) + " of cases.";
  }
  return text + clamped();
}

Scene CapMap::scene(std::size_t swept) const {
  return {.summary = summary(), .values = measured(), .figures = {map(), card(), response(swept)}};
}

Simulator::Deviation CapMap::deviation() const {
  Deviation worst{0, "stale reads of 3 to 9 copies, formula against a count of all sets"};
  for (int n = 3; n <= 9; ++n) {
    for (int w = 1; w <= n; ++w) {
      for (int r = 1; r <= n - w; ++r) {
        const theory::Quorum sets{n, w, r};
        worst.relative =
            std::max(worst.relative, std::abs(sets.stale_probability() / sets.stale_share_counted() - 1));
      }
    }
  }
  return worst;
}

ModelCard CapMap::model_card() {
  ModelCard card{
      .modelled = {"Across: what a client still gets on the side of a partition that has neither leader nor "
                   "majority.",
                   "Upwards: what a read promises while nothing is broken.",
                   "Stores that count answers are placed by counting; the others by what their sources say "
                   "of each setting.",
                   "A request waits 1 ms for the copy at hand and the round trip for any other; a leader is "
                   "at hand."},
      .left_out = {"Transactions, indexes, scans: each store is taken as a register under one key.",
                   "Time: hints, repair and elections make a store better or worse for seconds.",
                   "Where in its field a point stands: only the field has a meaning."},
      .equations =
          {"sets overlap when W + R > N",
           "the smaller side has N \u2212 majority copies, majority = N \u2044 2 rounded down, plus 1",
           "stale, drawn blindly: C(N \u2212 W, R) \u2044 C(N, R)"},
      .sources =
          {"S. Gilbert and N. Lynch, Brewer\u2019s Conjecture and the Feasibility of Consistent, Available, "
           "Partition-Tolerant Web Services, SIGACT News 33(2), 2002",
           "P. Bailis et al., Probabilistically Bounded Staleness for Practical Partial Quorums, PVLDB 5(8), "
           "2012"},
      .questions = {"Somebody calls Cassandra AP. Which settings prove it, which refute it?",
                    "Why can a sum W + R > N still not make a register linearizable?",
                    "Which of your own data could live a step lower on this map?"},
  };
  for (const Source& source : store_sources())
    card.sources.push_back(std::string(source.text) + ", " + std::to_string(source.year));
  return card;
}

}  // namespace lesson
