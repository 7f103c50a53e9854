#include "core/simulators/tradeoff-map.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/scene/card.h"
#include "core/scene/chart.h"
#include "core/scene/map.h"

namespace lesson {
namespace {

enum ParamAt : std::size_t {
  system_at,
  wrong_factor,
  silent_factor,
  minutes,
  wrong_share,
  requests,
  own_place,
  reveal,
  own_height
};
enum OutputAt : std::size_t { side, available, consistent, saved, ratio, break_even, flip, distance };

#include "tradeoff-choices.inc"

consteval double place_of(const char* id) { return static_cast<double>(position_of(systems, id)); }

consteval Param factor(const char* id, const char* label, const char* help) {
  return {.id = id,
          .label = label,
          .unit = "\u00d7 estimate",
          .min = 0.001,
          .max = 1000,
          .step = 0.01,
          .fallback = 1,
          .scale = Scale::logarithmic,
          .help = help};
}

constexpr Param params[] = {
    {.id = "system",
     .label = "System or feature",
     .kind = Param::Kind::choice,
     .min = 0,
     .max = std::size(systems) - 1,
     .fallback = place_of("cart"),
     .help = "Whose two errors are weighed. Marks of the map choose it, too.",
     .choices = systems},
    factor("wrong-cost", "Cost of a wrong answer",
           "Makes one wrong answer cheaper or dearer than the lesson\u2019s estimate for this system."),
    factor("silent-cost", "Cost of no answer",
           "Makes one refused request cheaper or dearer than the lesson\u2019s estimate for this system."),
    {.id = "minutes",
     .label = "Partition a year",
     .unit = "minutes|minute",
     .min = 0.1,
     .max = 10'000,
     .step = 1,
     .fallback = 60,
     .scale = Scale::logarithmic,
     .help = "Minutes a year in which some copies cannot reach the rest."},
    {.id = "wrong-share",
     .label = "Answers that would be wrong",
     .unit = "%",
     .min = 0.001,
     .max = 100,
     .step = 0.1,
     .fallback = 1,
     .scale = Scale::logarithmic,
     .help = "Of the answers given from an old copy, the share in which the difference matters."},
    {.id = "requests",
     .label = "Requests cut off",
     .unit = "a minute",
     .min = 1,
     .max = 1'000'000,
     .step = 1,
     .fallback = 1000,
     .scale = Scale::logarithmic,
     .help = "Requests a minute that only old copies can answer while the partition lasts."},
    {.id = "own-place",
     .label = "Where you would put it",
     .kind = Param::Kind::integer,
     .min = 1,
     .max = ranked,
     .step = 1,
     .fallback = static_cast<int>((ranked + 1) / 2),
     .help = "Your own place for the chosen system, counted from the availability end."},
    {.id = "reveal",
     .label = "Show the usual place",
     .kind = Param::Kind::boolean,
     .fallback = 1,
     .help = "Off hides where practice puts the chosen system, so that you can place it first."},
    {.id = "own-height",
     .label = "Height of the pointer",
     .min = 0,
     .max = 1,
     .step = 0.01,
     .fallback = 0.5,
     .help = "Where the pointer was when it placed your mark; the line has one direction only.",
     .hidden = true},
};

constexpr Output outputs[] = {
    {"side", "cheaper side", "", "0 where answering from old copies costs less, 1 where refusing does."},
    {"available-price", "price of staying available", "dollars a year|dollar a year",
     "Wrong answers given during a year\u2019s partitions, times the cost of one."},
    {"consistent-price", "price of staying consistent", "dollars a year|dollar a year",
     "Requests refused during a year\u2019s partitions, times the cost of one."},
    {"saved", "saved by the cheaper side", "dollars a year|dollar a year",
     "The difference of the two prices."},
    {"ratio", "wrong against none", "\u00d7",
     "What one wrong answer costs, divided by what no answer costs."},
    {"break-even", "break-even ratio", "\u00d7",
     "How many times dearer a wrong answer must be for both sides to cost the same."},
    {"flip", "distance from the flip", "\u00d7",
     "By what factor the cost of a wrong answer would have to change for the cheaper side to change."},
    {"distance", "your place off by", "places|place",
     "Places between your mark and where practice puts the system."},
};

constexpr Preset presets[] = {
    {"cart",
     "Shopping cart",
     "A phantom item is a moment\u2019s confusion, a lost item a lost sale.",
     {},
     {}},
    {"bank",
     "Bank transfer",
     "The other end of the line: here the wrong answer is the dear one.",
     {{"system", place_of("bank")}},
     {}},
    {"likes",
     "Network: likes",
     "First of five features of one social network: nearly at the availability end.",
     {{"system", place_of("likes")}},
     {}},
    {"feed",
     "Network: feed ranking",
     "Second of five: a good guess now beats the perfect order later.",
     {{"system", place_of("feed")}},
     {}},
    {"deletion",
     "Network: account deletion",
     "Third of five: slow is lawful, incomplete is not.",
     {{"system", place_of("deletion")}},
     {}},
    {"messages",
     "Network: direct messages",
     "Fourth of five: order matters more than the second.",
     {{"system", place_of("messages")}},
     {}},
    {"payouts",
     "Network: creator payments",
     "Fifth of five, and far to the right: five features, five places.",
     {{"system", place_of("payouts")}},
     {}},
    {"search",
     "Web search",
     "The line does not fit: search trades speed against completeness.",
     {{"system", place_of("search")}},
     {}},
    {"seat",
     "Booking: the seat",
     "Two people cannot share 12A: no merge can repair it.",
     {{"system", place_of("seat")}},
     {}},
    {"browse",
     "Booking: the seat map",
     "The same booking site a step earlier: lag does no harm.",
     {{"system", place_of("seat-map")}},
     {}},
    {"catalogue",
     "Film catalogue",
     "Some list always: the availability end.",
     {{"system", place_of("catalogue")}},
     {}},
    {"editor",
     "Shared document",
     "A wrong merge costs more than a wait, and yet waiting loses: it would hit every keystroke.",
     {{"system", place_of("editor")}},
     {}},
    {"cash-machine",
     "Cash machine",
     "A bank that chooses availability, up to a limit.",
     {{"system", place_of("atm")}},
     {}},
    {"cash-unlimited",
     "Cash machine without a limit",
     "Take the limit away and the side flips: bounding the damage is what makes it available.",
     {{"system", place_of("atm")}, {"wrong-cost", 50}},
     {}},
    {"place-it",
     "Place the user names yourself",
     "Drag your mark first, then show the usual place.",
     {{"system", place_of("username")}, {"own-place", 8}, {"reveal", 0}},
     {}},
    {"more-minutes",
     "A hundred times the partitions",
     "Both prices grow a hundredfold; the side stays.",
     {{"minutes", 6000}},
     {}},
};

constexpr Param::Choice sides[] = {{"available", "pay out"}, {"consistent", "refuse"}};

constexpr Prediction predictions[] = {
    {.id = "cash-machine-side",
     .question = "A cash machine loses its line to the bank. Paying out blindly may overdraw an account "
                 "by $60; refusing annoys a customer, $1.50. One blind payment in 100 overdraws. Which "
                 "side costs less?",
     .preset = "cash-machine",
     .output = "side",
     .choices = sides,
     .lesson = "Wrong is 40 times dearer than none, but only one answer in 100 is wrong: 60 cents "
               "against $1.50 for each customer."},
    {.id = "break-even",
     .question =
         "Without a limit a blind payment that overdraws costs $3,000; refusing still costs $1.50. One blind "
         "payment in how many has to overdraw for both sides to cost the same?",
     .preset = "cash-unlimited",
     .output = "ratio",
     .unit = "payments|payment",
     .min = 1,
     .max = 5000,
     .lesson =
         "$3,000 over $1.50. Refusing hits every customer, the error one in so many: the asymmetry has to "
         "beat the rarity, and at one in 100 it does, twenty times over."}};

constexpr Description described = {
    .id = "tradeoff-map",
    .title = "Tradeoff Mapper",
    .chapter = 7,
    .intro = "Choose a feature, price its two errors, and see which side of the line costs less.",
    .timeless = true,
    .params = params,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

std::string dollars(double value) {
  // Cents where they matter: "$0.6" is no price.
  if (value >= 0.01 && value < 100 && value != std::floor(value)) return "$" + fixed_text(value, 2);
  return "$" + number_text(value);
}

std::string cited(const Claim& claim) {
  return std::string(claim.text) + " (" + claim.source->cite + ", " + std::to_string(claim.source->year) +
         ")";
}

std::vector<Card::Row> rows_of(const Tradeoff& one, const theory::ErrorCost& bill) {
  return {{"What it does", cited(one.choice), Role::accent},
          {"A wrong answer: about " + dollars(bill.wrong_price), cited(one.wrong), Role::failed},
          {"No answer: about " + dollars(bill.silent_price), cited(one.silent), Role::slow},
          {"Why this side", cited(one.reason), Role::healthy},
          {"The two prices",
           std::string(one.price_source->text) + ", " + std::to_string(one.price_source->year) + ".",
           Role::muted}};
}

Card::Heights measured_heights() {
  Card::Heights heights;
  for (const Tradeoff& one : tradeoffs()) heights.fit(rows_of(one, {}), Span::half);
  return heights;
}

}  // namespace

const Description& TradeoffMap::description() const { return described; }

theory::ErrorCost TradeoffMap::bill(const Tradeoff& system, const Values& values) {
  return {.minutes = values[minutes],
          .requests = values[requests],
          .wrong_share = values[wrong_share] / 100,
          .wrong_price = system.wrong_price * values[wrong_factor],
          .silent_price = system.silent_price * values[silent_factor]};
}

void TradeoffMap::configure(const Values& values) {
  values_ = values;
  bill_ = bill(system(), values_);
}

const Tradeoff& TradeoffMap::system() const {
  return tradeoffs()[static_cast<std::size_t>(values_[system_at])];
}

/// Whether the learner has put the mark somewhere of their own.
bool TradeoffMap::placed() const {
  return values_[reveal] == 0 || values_[own_place] != description().params[own_place].fallback;
}

std::vector<Value> TradeoffMap::measured() const {
  std::vector<Value> values;
  const auto add = [&](std::size_t output, double number, const char* why_not) {
    Value value{.output = output};
    if (why_not == nullptr) value.number = number;
    if (why_not != nullptr) value.note = why_not;
    values.push_back(value);
  };
  const char* no_line = on_line() ? nullptr : "the line does not fit this system";
  const double there = bill_.wrong_price / bill_.silent_price, even = bill_.break_even();
  add(side, bill_.consistency_pays(), no_line);
  add(available, bill_.available(), nullptr);
  add(consistent, bill_.consistent(), nullptr);
  add(saved, std::abs(bill_.available() - bill_.consistent()), nullptr);
  add(ratio, there, nullptr);
  add(break_even, even, nullptr);
  add(flip, std::max(even / there, there / even), no_line);
  const char* unknown = !on_line()             ? no_line
                        : values_[reveal] == 0 ? "place it first, then show the usual place"
                                               : nullptr;
  add(distance, std::abs(values_[own_place] - system().rank), unknown);
  return values;
}

// ---- Showing -------------------------------------------------------------------------------------

std::shared_ptr<const Figure> TradeoffMap::line() const {
  auto map = std::make_shared<Map>("line", "Which error is cheaper to make?");
  map->x = {.title = "place on the line, 0 to 1", .low = "availability first", .high = "consistency first"};
  const double last = ranked - 1;
  const Tradeoff* chosen = &system();
  for (const Tradeoff& one : tradeoffs()) {
    Map::Mark mark{.label = one.name,
                   .x = one.rank > 0 ? (one.rank - 1) / last : 0,
                   .explanation = std::string(one.name) + ": " + one.choice.text,
                   .command = std::string("set system ") + one.id,
                   .chosen = &one == chosen,
                   .aside = one.rank == 0};
    mark.hidden = mark.chosen && !mark.aside && values_[reveal] == 0;
    map->marks.push_back(std::move(mark));
  }
  map->aside_label = "Not on this line:";
  map->own = Map::Own{.x = (values_[own_place] - 1) / last,
                      .label = "yours",
                      .explanation = "Your place for " + std::string(system().name) + ": " +
                                     number_text(values_[own_place]) + " of " + number_text(last + 1) +
                                     ". Drag it, or use the slider.",
                      .command = "place own-place own-height"};
  map->alt = number_text(last + 1) + " systems in order from availability first to consistency first; " +
             place_in_words();
  return map;
}

std::shared_ptr<const Figure> TradeoffMap::card() const {
  static const Card::Heights heights = measured_heights();
  auto card = std::make_shared<Card>("card", "Both errors, in words", Span::half);
  card->name = system().name;
  card->rows = rows_of(system(), bill_);
  card->heights = heights;
  card->alt = "What " + std::string(system().name) + " does, what each error costs, why, and who says so.";
  return card;
}

std::shared_ptr<const Figure> TradeoffMap::response(std::size_t swept) const {
  const bool curve = swept >= wrong_factor && swept <= requests;
  const std::size_t at = curve ? swept : static_cast<std::size_t>(wrong_factor);
  const Param& param = description().params[at];
  const bool factor = at <= silent_factor;
  auto chart = std::make_shared<Chart>("response", "A year\u2019s bill on either side", Span::half);
  chart->x = axis_over(param, factor ? "\u00d7" : plural(param.unit));
  Series open{.label = "available ($)", .role = Role::series_1};
  Series shut{.label = "consistent ($)", .role = Role::series_2, .mark = Series::Mark::dashed};
  double low = 1e300, high = 0;
  for (int i = 0; i <= 24; ++i) {
    Values moved = values_;
    moved[at] = chart->x.value(i / 24.0);
    const theory::ErrorCost there = bill(system(), moved);
    open.points.push_back({moved[at], there.available()});
    shut.points.push_back({moved[at], there.consistent()});
    low = std::min({low, there.available(), there.consistent()});
    high = std::max({high, there.available(), there.consistent()});
  }
  chart->series = {std::move(open), std::move(shut)};
  chart->y = {"dollars a year", low / 2, high * 2, Scale::logarithmic};
  chart->here = {
      {values_[at], bill_.available(), "Staying available: " + dollars(bill_.available()) + " a year"},
      {values_[at], bill_.consistent(), "Staying consistent: " + dollars(bill_.consistent()) + " a year"}};
  // Only these three tilt the balance; the crossing follows from price and share.
  const double tilt = bill_.consistent() / bill_.available();
  const double crossing = at == wrong_factor || at == wrong_share ? values_[at] * tilt : values_[at] / tilt;
  if (factor || at == wrong_share) {
    if (crossing >= param.min && crossing <= param.max)
      chart->markers = {{crossing, "equal at " + number_text(crossing),
                         "Both sides cost the same at " + quantity_text(crossing, param.unit) + "."}};
  }
  chart->tall = 380;
  chart->alt = "Yearly price of staying available and of staying consistent over the range of " +
               param.label + "; now " + dollars(bill_.available()) + " and " + dollars(bill_.consistent()) +
               ".";
  return chart;
}

std::string TradeoffMap::verdict() const {
  const double open = bill_.available(), shut = bill_.consistent();
  const std::string prices =
      dollars(std::min(open, shut)) + " a year instead of " + dollars(std::max(open, shut));
  const std::string minutes_words = quantity_text(values_[minutes], "minutes|minute");
  if (std::abs(open / shut - 1) < 5e-4)
    return "in " + minutes_words + " of partition a year both sides cost " + dollars(open) + ".";
  return "with " + minutes_words + " of partition a year, " +
         (shut < open ? "refusing (consistency) costs " : "answering from old copies (availability) costs ") +
         prices + ".";
}

std::string TradeoffMap::place_in_words() const {
  const std::string name = system().name;
  if (!on_line()) return name + " does not fit on the line, since it trades " + system().line + ".";
  const double off = std::abs(values_[own_place] - system().rank);
  if (values_[reveal] == 0)
    return "place " + name + " yourself (now " + number_text(values_[own_place]) + " of " +
           number_text(ranked) + "), then show the usual place.";
  std::string text = name + " is number " + number_text(system().rank) + " from the availability end";
  if (!placed()) return text + ".";
  return text +
         (off == 0 ? ", just where you put it." : ", " + quantity_text(off, "places|place") + " from yours.");
}

std::string TradeoffMap::summary() const {
  const std::string name = system().name;
  const std::string costs = "A wrong answer costs " + dollars(bill_.wrong_price) + ", no answer " +
                            dollars(bill_.silent_price) + ": ";
  if (!on_line())
    return name + ": this line does not fit, because it trades " + system().line +
           ", not availability against consistency. A missing result costs " + dollars(bill_.wrong_price) +
           ", a late page " + dollars(bill_.silent_price) + ".";
  std::string place = place_in_words();
  if (values_[reveal] == 0) place[0] = 'P';
  return place + " " + costs + verdict();
}

Scene TradeoffMap::scene(std::size_t swept) const {
  return {.summary = summary(), .values = measured(), .figures = {line(), card(), response(swept)}};
}

Simulator::Deviation TradeoffMap::deviation() const {
  Deviation worst;
  const auto note = [&](double one, double other, const std::string& of) {
    const double relative = std::abs(one / other - 1);
    if (relative > worst.relative || worst.of.empty()) worst = {relative, of};
  };
  for (const Tradeoff& one : tradeoffs()) {
    Values values = defaults(description());
    theory::ErrorCost cost = bill(one, values);
    note(cost.available_summed(), cost.available(),
         std::string("price of ") + one.name + " summed request by request");
    // The solved crossing, put back into both curves.
    values[wrong_factor] = cost.consistent() / cost.available();
    cost = bill(one, values);
    note(cost.available(), cost.consistent(),
         std::string("crossing of ") + one.name + " put back into both prices");
  }
  return worst;
}

ModelCard TradeoffMap::model_card() {
  ModelCard card{
      .modelled = {"During a partition, requests reach copies that may be old: answer from them, or refuse.",
                   "Answering all gives a share of wrong answers; refusing gives none, and no answers.",
                   "Both are priced for a year; the cheaper side is recommended.",
                   "Places on the line are an order, read from the sources: no distance is measured."},
      .left_out =
          {"Answers between the ends: limits, queues, apologies, one side for reads and one for writes.",
           "How the costs of many errors grow together: reputation, regulators, press.",
           "The prices are orders of magnitude assumed by this lesson, none is a quoted figure."},
      .equations =
          {"available = minutes \u00d7 requests a minute \u00d7 share wrong \u00d7 cost of a wrong answer",
           "consistent = minutes \u00d7 requests a minute \u00d7 cost of no answer",
           "equal where wrong \u00f7 none = 1 \u00f7 share wrong"},
      .sources = {},
      .questions =
          {"Which of your own product\u2019s features stands furthest from where its database puts it?",
           "Why do more minutes of partition never change the side?",
           "What would make a seat as forgiving as a cart?"},
  };
  for (const Source& source : tradeoff_sources())
    card.sources.push_back(std::string(source.text) + ", " + std::to_string(source.year));
  return card;
}

}  // namespace lesson
