#include "core/simulators/fan-out.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/text.h"
#include "core/scene/bars.h"
#include "core/scene/chart.h"
#include "core/scene/fans.h"

namespace lesson {

using namespace fan_out;

namespace {

enum OutputAt : std::size_t {
  write_writes,
  write_celebrities,
  write_lookups,
  read_lookups,
  read_burst,
  hybrid_writes,
  hybrid_lookups,
  write_sum,
  hybrid_sum,
  crossover,
  write_burst,
  write_delivery,
  hybrid_burst,
  hybrid_delivery
};

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr const char* design_names[] = {"Fan-out on write", "Fan-out on read", "Hybrid"};
constexpr Role design_roles[] = {Role::series_1, Role::series_2, Role::series_3};
/// Work is told apart by where it falls: inserts into the cached lists, those among them for
/// celebrities, and lookups.
constexpr Role inserts = Role::cache, celebrity_inserts = Role::series_4, lookups_made = Role::database;

consteval Param amount(const char* id, const char* label, const char* unit, double min, double max,
                       double fallback, const char* help) {
  return {.id = id,
          .label = label,
          .unit = unit,
          .min = min,
          .max = max,
          .step = 1,
          .fallback = fallback,
          .scale = Scale::logarithmic,
          .help = help};
}

constexpr Param params[] = {
    amount("followers", "Average followers", "followers|follower", 1, 50e6, 1000,
           "Of everyone but the celebrities: how many timelines one ordinary tweet belongs in."),
    amount("tweets", "Tweets per second", "tweets/s|tweet/s", 1, 50'000, 4600, "By all authors together."),
    amount("reads", "Reads per second", "reads/s", 1000, 3e6, 300'000, "By all readers together."),
    {.id = "follows",
     .label = "Accounts followed",
     .unit = "accounts|account",
     .kind = Param::Kind::integer,
     .min = 1,
     .max = 2000,
     .step = 1,
     .fallback = 200,
     .help = "What one timeline has to merge when nothing was delivered before."},
    amount("celebrity-followers", "Celebrity followers", "followers|follower", 100'000, 100e6, 30e6,
           "How many timelines one celebrity\u2019s tweet belongs in."),
    {.id = "celebrity-share",
     .label = "Tweets by celebrities",
     .unit = "%",
     .min = 0,
     .max = 0.1,
     .step = 0.001,
     .fallback = 0.005,
     .help = "Share of all tweets that celebrities write."},
    {.id = "celebrities-followed",
     .label = "Celebrities followed",
     .unit = "celebrities|celebrity",
     .kind = Param::Kind::integer,
     .min = 0,
     .max = 50,
     .step = 1,
     .fallback = 2,
     .help = "Each costs the hybrid one lookup per read."},
    amount("capacity", "Cache write capacity", "writes/s", 10'000, 100e6, 2e6,
           "Deliveries per second that the timeline cache can take."),
};

constexpr Output outputs[] = {
    {"write-writes", "on write: writes", "writes/s", "Cache inserts when every tweet is delivered."},
    {"write-celebrities", "on write: for celebrities", "writes/s",
     "The part of these inserts that celebrities\u2019 tweets cause, on average."},
    {"write-lookups", "on write: lookups", "lookups/s", "One of the ready list for each read."},
    {"read-lookups", "on read: lookups", "lookups/s",
     "Index lookups when every read collects all accounts it follows: all of its operations, as nothing is "
     "delivered and so nothing waits for delivery."},
    {"read-burst", "on read: largest burst", "lookups|lookup", "What one read sets off."},
    {"hybrid-writes", "hybrid: writes", "writes/s", "Inserts for ordinary authors alone."},
    {"hybrid-lookups", "hybrid: lookups", "lookups/s",
     "The ready list and each followed celebrity, for every read."},
    {"write-sum", "on write: all operations", "operations/s",
     "Inserts, and one lookup of the ready list for each read."},
    {"hybrid-sum", "hybrid: all operations", "operations/s", "Inserts and lookups together."},
    {"crossover", "write and read cost the same at", "deliveries a tweet",
     "Deliveries per tweet, over all tweets, at which writes on write equal lookups on read.", 5},
    {"write-burst", "on write: largest burst", "writes", "What one tweet sets off at most."},
    {"write-delivery", "on write: burst delivered in", "s",
     "With the capacity that ordinary tweets leave, if no other burst comes."},
    {"hybrid-burst", "hybrid: largest burst", "writes|write", "What one delivered tweet sets off."},
    {"hybrid-delivery", "hybrid: burst delivered in", "s", "With the capacity that ordinary tweets leave."},
};

constexpr Preset presets[] = {
    {"start", "4,600 tweets/s, 1,000 followers", "Delivering costs a fifth of looking up.", {}, {}},
    {"without-celebrities",
     "200 followers, no celebrities",
     "920,000 writes/s against 60 million lookups/s: the case for delivering.",
     {{"celebrity-share", 0}, {"followers", 200}},
     {}},
    {"mixture",
     "200 followers and celebrities",
     "One tweet in 20,000 is a celebrity\u2019s, and these few cost 7.5 times all the others. On average, "
     "not just in bursts.",
     {{"followers", 200}},
     {}},
    {"one-number",
     "1,000 followers, no celebrities",
     "4.6 million against 60 million: delivering wins 13 to 1.",
     {{"celebrity-share", 0}},
     {}},
    {"equal",
     "13,043 followers each",
     "Here delivering and looking up cost the same.",
     {{"celebrity-share", 0}, {"followers", 13'043}},
     {}},
    {"everyone-a-celebrity",
     "30 million followers each",
     "138 billion writes/s: delivering is hopeless, reading has not changed.",
     {{"celebrity-share", 0}, {"followers", 30e6}},
     {}},
    {"peak",
     "Peak hour: 12,000 tweets/s",
     "More tweets move the crossover down, to 5,000 followers.",
     {{"celebrity-share", 0}, {"tweets", 12'000}},
     {}},
    {"peak-200",
     "Peak hour, 200 followers",
     "2.4 million writes/s at the peak.",
     {{"celebrity-share", 0}, {"followers", 200}, {"tweets", 12'000}},
     {}},
    {"follows-75",
     "75 followers, 75 followed",
     "The mean of 2012: 345,000 writes/s, and the crossover at 4,891.",
     {{"celebrity-share", 0}, {"followers", 75}, {"follows", 75}},
     {}},
    {"follows-500",
     "500 followed",
     "150 million lookups/s, and the crossover at 32,609.",
     {{"celebrity-share", 0}, {"follows", 500}},
     {}},
    {"hybrid-wins",
     "Room for bursts",
     "Deliveries of celebrities\u2019 tweets pile up on write; the hybrid\u2019s cache idles along.",
     {{"followers", 200}, {"capacity", 5e6}},
     {}},
    {"bursts-drain",
     "A burst that drains",
     "With twelve million writes/s a celebrity\u2019s tweet is out before the next one comes.",
     {{"followers", 200}, {"capacity", 12e6}},
     {}},
    {"quiz",
     "Rare celebrities, ten million followers",
     "Half a celebrity tweet a second: 5 of the 6 million writes/s. The 200 is the others\u2019 average; "
     "with "
     "10,000 such celebrities among 100 million users the average of all would be 1,200.",
     {{"tweets", 5000}, {"followers", 200}, {"celebrity-followers", 10e6}, {"celebrity-share", 0.01}},
     {}},
    {"quiz-consistent",
     "A hundred celebrities",
     "So few that they hardly move the average of 200: 50,000 writes/s on average, but still 10 million "
     "at once.",
     {{"tweets", 5000}, {"followers", 200}, {"celebrity-followers", 10e6}, {"celebrity-share", 0.0001}},
     {}},
};

constexpr Prediction predictions[] = {
    {.id = "celebrities-on-average",
     .question = "4,600 tweets a second to 200 followers each make 920,000 writes/s. Now one tweet in "
                 "20,000 comes from a celebrity with 30 million followers. How many writes/s do "
                 "celebrities add, on average?",
     .preset = "mixture",
     .output = "write-celebrities",
     .unit = "writes/s",
     .min = 0,
     .max = 10e6,
     .step = 10'000,
     .lesson = "0.23 tweets/s times 30 million: a rare event multiplied by a huge one is a steady load, "
               "7.5 times that of everyone else."}};

constexpr Description described = {
    .id = "fan-out",
    .title = "Twitter Fan-Out",
    .chapter = 2,
    .intro = "Deliver each tweet when it is written or collect it when it is read: find out who pays.",
    .timeless = true,
    .params = params,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

std::string rate(double value, const char* unit) { return quantity_text(value, unit); }

}  // namespace

// ---- Computing -----------------------------------------------------------------------------------

const Description& FanOut::description() const { return described; }

void FanOut::configure(const Values& values) {
  values_ = values;
  load_ = load_of(values);
  capacity_ = values[capacity];
}

Simulator::Deviation FanOut::deviation() const {
  Deviation worst;
  const auto compare = [&](double solved, double exact, const char* of) {
    const double relative = std::abs(solved / exact - 1);
    if (relative >= worst.relative) worst = {relative, of};
  };
  for (const double posts : {4600.0, 12'000.0}) {
    for (const double followed : {75.0, 200.0, 500.0}) {
      Values values = defaults(description());
      values[tweets] = posts;
      values[follows] = followed;
      const double found = solved(values, followers, axis_over(description().params[followers])).value_or(0);
      compare(found, load_of(values).crossover_followers(), "the solved crossover against its formula");
      values[followers] = found;
      const theory::FanOut there = load_of(values);
      compare(there.on_write().writes, there.on_read().lookups, "both curves at the solved crossover");
    }
  }
  theory::FanOut load = load_of(defaults(description()));
  load.followers = 200;
  const double interval = 1 / load.celebrity_posts();
  for (const double cache : {2e6, 5e6, 12e6}) {
    for (const double intervals : {0.3, 2.5, 9.9}) {
      const double counted = waiting_writes(load, cache, true, intervals * interval).back().waiting;
      const double exact = theory::burst_backlog(load.celebrity_followers, interval,
                                                 cache - load.ordinary_writes(), intervals * interval);
      compare(counted + 1, exact + 1, "waiting deliveries against their closed form");
    }
  }
  return worst;
}

std::vector<Value> FanOut::measured() const {
  const theory::FanOut::Work write = load_.on_write(), read = load_.on_read(), both = load_.hybrid();
  const double ordinary = load_.ordinary_writes();
  const double burst =
      load_.celebrity_share > 0 ? std::max(load_.celebrity_followers, load_.followers) : load_.followers;
  std::vector<Value> values{{.output = write_writes, .number = write.writes},
                            {.output = write_celebrities, .number = load_.celebrity_writes()},
                            {.output = write_lookups, .number = write.lookups},
                            {.output = read_lookups, .number = read.lookups},
                            {.output = read_burst, .number = load_.follows},
                            {.output = hybrid_writes, .number = both.writes},
                            {.output = hybrid_lookups, .number = both.lookups},
                            {.output = write_sum, .number = write.sum()},
                            {.output = hybrid_sum, .number = both.sum()},
                            {.output = crossover, .number = load_.crossover()},
                            {.output = write_burst, .number = burst}};
  const auto delivered = [&](std::size_t output, double size) {
    Value value{.output = output};
    if (capacity_ > ordinary) {
      value.number = theory::delivery_seconds(size, capacity_, ordinary);
    } else {
      value.note = "never: ordinary tweets alone take all the capacity";
    }
    values.push_back(value);
  };
  delivered(write_delivery, burst);
  values.push_back({.output = hybrid_burst, .number = load_.followers});
  delivered(hybrid_delivery, load_.followers);
  return values;
}

// ---- Showing -------------------------------------------------------------------------------------

std::size_t FanOut::cheapest() const {
  const double sums[] = {load_.on_write().sum(), load_.on_read().sum(), load_.hybrid().sum()};
  return static_cast<std::size_t>(std::min_element(sums, sums + 3) - sums);
}

namespace {

/// One kind of tweet in a design: copied into so many lists, or stored once to be looked up.
Fans::Source tweet(const char* label, bool delivered, double lists, Role role) {
  return {label, delivered ? lists : 1, delivered ? rate(lists, "writes|write") : "stored once", role};
}

}  // namespace

std::shared_ptr<const Figure> FanOut::fans() const {
  auto figure = std::make_shared<Fans>("fans", "Where one event becomes many");
  const theory::FanOut::Work work[] = {load_.on_write(), load_.on_read(), load_.hybrid()};
  const bool famous = load_.celebrity_share > 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double lookups = i == 0 ? 1 : i == 1 ? load_.follows : 1 + load_.celebrities_followed;
    Fans::Panel panel{.title = design_names[i],
                      .verdict = (i == cheapest() ? "least: " : "") + rate(work[i].sum(), "ops/s"),
                      .reader = {"a read", lookups, rate(lookups, "lookups|lookup"), lookups_made},
                      .strong = i == cheapest()};
    panel.sources = {tweet("a celebrity\u2019s tweet", i == 0, load_.celebrity_followers, celebrity_inserts),
                     tweet("a tweet", i != 1, load_.followers, inserts)};
    panel.sources[0].large = true;
    panel.explanation = panel.title + ": a tweet is " + panel.sources[1].text + ", " +
                        (famous ? "a celebrity\u2019s tweet " + panel.sources[0].text + ", " : "") +
                        "a read " + panel.reader.text + "; in all " + rate(work[i].writes, "deliveries/s") +
                        " and " + rate(work[i].lookups, "lookups/s") + "; storing is not counted.";
    if (!famous) panel.sources[0].reach = 0;
    figure->panels.push_back(std::move(panel));
  }
  figure->key = "Squares: lists. Lines grow with the logarithm.";
  figure->alt = "On write a tweet reaches " + rate(load_.followers, "lists|list") +
                " and a read one; on read a read " + "collects " + rate(load_.follows, "lists|list") +
                "; the hybrid delivers ordinary tweets and reads " +
                rate(1 + load_.celebrities_followed, "lists|list") + ".";
  return figure;
}

std::shared_ptr<const Figure> FanOut::designs() const {
  auto figure = std::make_shared<Bars>("designs", "Steady work per second", Span::half);
  figure->x = {"operations per second", 1e3, 1e12, Scale::logarithmic};
  figure->part_labels = {"writes", "for celebrities", "lookups"};
  const theory::FanOut::Work work[] = {load_.on_write(), load_.on_read(), load_.hybrid()};
  for (std::size_t i = 0; i < 3; ++i) {
    figure->rows.push_back({.label = design_names[i],
                            .text = rate(work[i].sum(), "/s"),
                            .parts = {{i == 1 ? none : load_.ordinary_writes(), inserts},
                                      {i == 0 ? load_.celebrity_writes() : none, celebrity_inserts},
                                      {work[i].lookups, lookups_made}},
                            .explanation = std::string(design_names[i]) + ": " +
                                           rate(work[i].writes, "writes/s") + " and " +
                                           rate(work[i].lookups, "lookups/s") + ".",
                            .strong = i == cheapest()});
  }
  figure->references = {
      {capacity_, "cache capacity",
       "The cache takes " + rate(capacity_, "writes/s") + "; bars of writes beyond it pile up.",
       Role::highlight}};
  figure->alt = "On write " + rate(work[0].sum(), "operations/s") + ", on read " +
                rate(work[1].sum(), "operations/s") + ", hybrid " + rate(work[2].sum(), "operations/s") + ".";
  return figure;
}

namespace {

/// What stands for a design's work in the chart of crossovers.
struct Curve {
  const char* name;
  Role role;
  Series::Mark mark;
  double (*of)(const theory::FanOut&);
};

constexpr Curve curves[] = {{"on write: writes/s", design_roles[0], Series::Mark::line,
                             [](const theory::FanOut& load) { return load.on_write().writes; }},
                            {"on read: lookups/s", design_roles[1], Series::Mark::line,
                             [](const theory::FanOut& load) { return load.on_read().lookups; }},
                            {"hybrid: both", design_roles[2], Series::Mark::dashed,
                             [](const theory::FanOut& load) { return load.hybrid().sum(); }}};

}  // namespace

std::shared_ptr<const Figure> FanOut::response(std::size_t swept) const {
  if (swept == capacity) return deliveries();
  const Param& param = description().params[swept];
  auto chart = std::make_shared<Chart>("response", "Where the designs cross", Span::half);
  chart->tall = 310;
  const std::string unit = plural(param.unit);
  chart->x = axis_over(param, unit == "%" ? unit : "");
  double low = 1e300, high = 0;
  for (const Curve& line : curves) {
    Series series{.label = line.name, .role = line.role, .mark = line.mark, .points = {}};
    for (int i = 0; i <= 60; ++i) {
      Values moved = values_;
      moved[swept] = chart->x.value(i / 60.0);
      series.points.push_back({moved[swept], line.of(load_of(moved))});
      low = std::min(low, series.points.back().y);
      high = std::max(high, series.points.back().y);
    }
    chart->series.push_back(std::move(series));
    chart->here.push_back({values_[swept], line.of(load_),
                           std::string(line.name) + " at " + displayed(param, values_[swept]) + ": " +
                               number_text(line.of(load_)) + "."});
  }
  chart->y = {"per second", low / 2, high * 2, Scale::logarithmic};
  mark_crossover(*chart, swept);
  return chart;
}

/// What the capacity changes: not the work, but how long it waits.
std::shared_ptr<const Figure> FanOut::deliveries() const {
  const Param& param = description().params[capacity];
  auto chart = std::make_shared<Chart>("response", "How soon a tweet is everywhere", Span::half);
  chart->tall = 310;
  chart->x = axis_over(param, param.unit);
  const double ordinary = load_.ordinary_writes(), all = load_.on_write().writes;
  const bool famous = load_.celebrity_share > 0;
  double low = 1e300, high = 0;
  const auto draw = [&](const char* label, double lists, Role role, Series::Mark mark) {
    Series series{.label = label, .role = role, .mark = mark, .points = {}};
    for (int i = 0; i <= 60; ++i) {
      const double there = chart->x.value(i / 60.0),
                   seconds = theory::delivery_seconds(lists, there, ordinary);
      if (!std::isfinite(seconds)) continue;
      series.points.push_back({there, seconds});
      low = std::min(low, seconds);
      high = std::max(high, seconds);
    }
    chart->series.push_back(std::move(series));
    if (capacity_ <= ordinary) return;
    const double here = theory::delivery_seconds(lists, capacity_, ordinary);
    chart->here.push_back({capacity_, here, std::string(label) + ": " + duration_text(here) + " as set."});
  };
  if (famous)
    draw("a celebrity\u2019s tweet (s)", load_.celebrity_followers, design_roles[0], Series::Mark::line);
  draw("an ordinary tweet (s)", load_.followers, design_roles[2], Series::Mark::dashed);
  // Room for the bands' words above the curves' steep beginnings.
  chart->y = {"s", high > 0 ? low / 2 : 1e-3, high > 0 ? high * 50 : 1, Scale::logarithmic};
  chart->add_band(
      {param.min, ordinary, "never", "Ordinary tweets alone are more than the cache takes.", Role::failed});
  chart->add_band({ordinary, all, "falls behind",
                   "On write: with celebrities\u2019 tweets delivered too, more comes than the cache takes.",
                   Role::slow});
  chart->alt = capacity_text();
  return chart;
}

void FanOut::mark_crossover(Chart& chart, std::size_t param) const {
  const std::string& name = description().params[param].label;
  if (const auto equal = solved(values_, param, chart.x)) {
    const std::string where = quantity_text(*equal, description().params[param].unit, 5);
    chart.markers.push_back(
        {*equal, "equal at " + where,
         "At " + where + " the writes on write equal the lookups on read, all else as it is.",
         Role::highlight, true});
    chart.alt =
        "Work of the three designs over " + name + ": writing and reading cost the same at " + where + ".";
  } else {
    chart.alt = "Work of the three designs over " + name + ": writing and reading do not cross in its range.";
  }
}

double FanOut::horizon() const {
  const double posts = load_.celebrity_posts();
  if (posts <= 0) return 60;
  const double delivery =
      theory::delivery_seconds(load_.celebrity_followers, capacity_, load_.ordinary_writes());
  return 6 * delivery < 1 / posts ? 2 * delivery : 5 / posts;
}

std::shared_ptr<const Figure> FanOut::waiting() const {
  auto chart = std::make_shared<Chart>("waiting", "Deliveries that wait for the cache");
  const double seconds = horizon();
  const struct {
    double size;
    const char* name;
  } units[] = {{86'400, "days"}, {3600, "hours"}, {60, "minutes"}, {1, "seconds"}, {1e-3, "ms"}};
  const auto* unit = &units[4];
  for (const auto& one : units) {
    if (seconds < (one.size > 1 ? 3 : 1) * one.size) continue;
    unit = &one;
    break;
  }
  const bool famous = load_.celebrity_share > 0;
  chart->x = {std::string(famous ? "time after a celebrity tweet (" : "time (") + unit->name + ")", 0,
              seconds / unit->size};
  const auto drawn = [&](const char* name, bool celebrities, Role role, Series::Mark mark) {
    Series series{.label = name, .role = role, .mark = mark, .points = {}};
    for (const Corner& corner : waiting_writes(load_, capacity_, celebrities, seconds))
      series.points.push_back({corner.seconds / unit->size, corner.waiting});
    chart->series.push_back(std::move(series));
  };
  drawn("on write: writes waiting", true, design_roles[0], Series::Mark::area);
  drawn("hybrid: writes waiting", false, design_roles[2], Series::Mark::line);
  double most = load_.followers;
  for (const Series& series : chart->series)
    for (const Series::Point& point : series.points) most = std::max(most, point.y);
  chart->y = {"writes", 0, most * 1.1};
  chart->tall = 200;
  chart->alt = capacity_text();
  return chart;
}

std::string FanOut::capacity_text() const {
  const double ordinary = load_.ordinary_writes();
  if (ordinary >= capacity_)
    return "Ordinary tweets alone need " + rate(ordinary, "writes/s") + " and the cache takes " +
           rate(capacity_, "writes/s") +
           ", so any design that delivers them falls further behind every second.";
  const double each = theory::delivery_seconds(load_.celebrity_followers, capacity_, ordinary);
  if (load_.celebrity_share <= 0)
    return "Without celebrities a tweet is " + rate(load_.followers, "writes|write") + ", delivered in " +
           duration_text(theory::delivery_seconds(load_.followers, capacity_, ordinary)) + ".";
  const double interval = 1 / load_.celebrity_posts();
  return "A celebrity\u2019s tweet is " + rate(load_.celebrity_followers, "writes") + " at once, " +
         duration_text(each) + " of delivering, and the next one comes after " + duration_text(interval) +
         (each > interval ? ": on write the backlog never ends." : ", when all is delivered.");
}

std::string FanOut::summary() const {
  std::string text = "Delivering every tweet takes " + rate(load_.on_write().writes, "cache writes/s");
  if (load_.celebrity_share > 0)
    text += ", " + number_text(load_.celebrity_writes()) + " of them for " +
            rate(load_.celebrity_posts(), "celebrity tweets/s");
  text += "; collecting on read takes " + rate(load_.on_read().lookups, "lookups/s");
  text += ", and the hybrid " + rate(load_.hybrid().sum(), "operations/s");
  static constexpr const char* least[] = {": writing is cheapest. ", ": reading is cheapest. ",
                                          ", the least. "};
  return text + least[cheapest()] + capacity_text();
}

Scene FanOut::scene(std::size_t swept) const {
  Scene scene{.summary = summary(), .values = measured(), .figures = {}};
  scene.figures = {fans(), designs(), response(swept), waiting()};
  return scene;
}

ModelCard FanOut::model_card() {
  return {
      .modelled =
          {"Two kinds of author, average and celebrity, who all tweet alike apart from their share.",
           "On write: an insert into every follower\u2019s list, one lookup per read. On read: a lookup "
           "for every followed account. Hybrid: inserts for average authors, lookups for celebrities.",
           "An insert and a lookup count as one operation each; the crossover compares writes on write "
           "with lookups on read, as is usual.",
           "Waiting deliveries are a fluid that the cache drains; celebrities tweet at even intervals."},
      .left_out = {"That every tweet is stored once, which is the same in all designs.",
                   "Followers between the two kinds: real counts follow a power law.",
                   "Inactive users, whose lists need not be kept; the length of a list; replication.",
                   "An insert and a lookup rarely cost the same; a merge of 200 lists also takes time."},
      .equations = {"write = tweets \u00d7 ((1 \u2212 s) F + s C)", "read = reads \u00d7 follows",
                    "hybrid = tweets \u00d7 (1 \u2212 s) F + reads \u00d7 (1 + celebrities followed)",
                    "equal at F* = reads \u00d7 follows / tweets",
                    "burst delivered in C / (capacity \u2212 tweets \u00d7 (1 \u2212 s) F)"},
      .sources = {"R. Krikorian, Timelines at Scale, QCon San Francisco, 2012",
                  "M. Kleppmann, Designing Data-Intensive Applications, chapter 1, 2017"},
      .questions = {"Every link has two ends. What does that say about followers and followed, on average?",
                    "Celebrities tweet 0.23 times a second. Why does that not make them cheap?",
                    "Which of the three designs would you take for a private messenger?"},
  };
}

}  // namespace lesson
