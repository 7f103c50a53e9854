#include "core/simulators/estimator.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/simulators/estimator-figures.h"
#include "core/theory/error-budget.h"

namespace lesson {
namespace {

using estimator::Answer;
using estimator::Choice;

enum ParamAt : std::size_t {
  users,
  daily,
  requests,
  peak,
  server,
  headroom,
  writes,
  stored,
  copies,
  answer,
  target,
  failing,
  from,
  to
};
enum OutputAt : std::size_t {
  active,
  requests_a_day,
  rate,
  at_peak,
  magnitude,
  servers,
  day_stored,
  year_stored,
  all_stored,
  bandwidth,
  paper_peak,
  paper_servers,
  paper_stored,
  budget_30,
  budget_month,
  burn,
  lasts,
  distance,
  light
};

constexpr Param::Choice places[] = {{"amsterdam", "Amsterdam"},
                                    {"frankfurt", "Frankfurt"},
                                    {"london", "London"},
                                    {"new-york", "New York"},
                                    {"san-francisco", "San Francisco"},
                                    {"sao-paulo", "S\u00e3o Paulo"},
                                    {"johannesburg", "Johannesburg"},
                                    {"mumbai", "Mumbai"},
                                    {"tokyo", "Tokyo"},
                                    {"sydney", "Sydney"}};
constexpr double last_place = std::size(places) - 1;

consteval Param counted(Literal id, Literal label, Literal unit, double min, double max, double fallback,
                        Literal help) {
  return {.id = id,
          .label = label,
          .unit = unit,
          .min = min,
          .max = max,
          .step = min,
          .fallback = fallback,
          .scale = Scale::logarithmic,
          .help = help};
}

constexpr Param params[] = {
    counted("users", "Monthly users", "users|user", 1000, 1e10, 1e8,
            "People who come at least once a month."),
    {.id = "daily",
     .label = "Active on a day",
     .unit = "%",
     .min = 1,
     .max = 100,
     .fallback = 30,
     .help = "Share of the monthly users that comes on a given day."},
    counted("requests", "Requests of each, a day", "requests|request", 0.1, 1000, 50,
            "What one active user asks for in a day; halves and tenths are averages."),
    {.id = "peak",
     .label = "Peak over mean",
     .unit = "\u00d7",
     .min = 1,
     .max = 20,
     .step = 0.5,
     .fallback = 3,
     .help = "The busiest second, in mean seconds. Days and evenings alone make it 2 to 3."},
    counted("server", "One server carries", "req/s", 10, 100'000, 5000,
            "Requests a second that one server answers. The guess that hides the most."),
    {.id = "headroom",
     .label = "Headroom",
     .unit = "\u00d7",
     .min = 1,
     .max = 5,
     .step = 0.1,
     .fallback = 2,
     .help = "Servers bought over servers needed: for failures, deployments and queues that stay short."},
    counted("writes", "Requests that store", "%", 0.1, 100, 100,
            "Share of requests that leave something behind."),
    counted("stored", "Stored by each", "KB", 0.1, 100'000, 1,
            "Kilobytes, of 1,000 bytes, that such a request stores."),
    {.id = "copies",
     .label = "Copies",
     .unit = "copies|copy",
     .kind = Param::Kind::integer,
     .min = 1,
     .max = 6,
     .fallback = 3,
     .help = "How many times every byte is kept."},
    counted("answer", "Sent in each answer", "KB", 0.1, 100'000, 10,
            "Kilobytes, of 1,000 bytes, that an answer carries."),
    {.id = "target",
     .label = "Objective",
     .unit = "%",
     .min = 90,
     .max = 99.999,
     .step = 0.01,
     .fallback = 99.9,
     .scale = Scale::nines,
     .help = "Share of requests promised good. The rest is the error budget."},
    counted("failing", "Failing now", "%", 0.001, 100, 0.2, "Share of requests that fail at present."),
    {.id = "from",
     .label = "From",
     .kind = Param::Kind::choice,
     .max = last_place,
     .fallback = 4,
     .help = "Where a request starts.",
     .choices = places},
    {.id = "to",
     .label = "To",
     .kind = Param::Kind::choice,
     .max = last_place,
     .fallback = 0,
     .help = "Where it is answered.",
     .choices = places},
};

constexpr Output outputs[] = {
    {"active", "users a day", "users|user", "Users that come on a given day."},
    {"day", "requests a day", "requests|request", "All their requests."},
    {"rate", "mean rate", "req/s", "Requests a second, over the whole day."},
    {"peak-rate", "peak rate", "req/s", "Requests in the busiest second."},
    {"magnitude", "order of magnitude", "", "The peak rate's power of ten, 0 to 7 (and more)."},
    {"servers", "servers", "servers|server", "Whole servers, headroom included."},
    {"stored-day", "stored a day", "TB", "One copy of a day's data."},
    {"stored-year", "stored a year", "TB", "One copy of a year's data."},
    {"stored-all", "all copies", "TB", "A year's data, every copy of it."},
    {"bandwidth", "sent at the peak", "Gbit/s", "What answers carry in the busiest second."},
    {"paper-peak", "peak, on paper", "req/s", "The peak rate with every step rounded."},
    {"paper-servers", "servers, on paper", "servers|server", "Servers with every step rounded."},
    {"paper-stored", "all copies, on paper", "TB", "A year's copies with every step rounded."},
    {"budget", "budget, 30 days", "min", "Minutes of failure that the objective allows in 30 days."},
    {"budget-month", "budget, mean month", "min", "The same in a twelfth of 365 days."},
    {"burn", "burn rate", "\u00d7", "Failures over those that the objective allows."},
    {"lasts", "budget lasts", "d", "Days until a full budget of 30 days is spent."},
    {"distance", "distance", "km", "Along a great circle."},
    {"light", "light floor", "ms", "What light in a fibre needs there and back."},
};

constexpr Preset presets[] = {
    {"whiteboard",
     "100 million users",
     "1.5 billion requests a day, 17,361 a second, 52,083 at the peak. On paper: 50,000.",
     {},
     {}},
    {"photo-sharing",
     "Photo sharing",
     "Few requests store anything, but each stores 2 MB: 548 PB a year. Bytes decide, not requests.",
     {{"users", 5e8}, {"daily", 50}, {"requests", 40}, {"writes", 2.5}, {"stored", 2000}, {"answer", 200}},
     {}},
    {"chat",
     "Chat",
     "A billion users and short messages: the rate is the problem, the bytes are not.",
     {{"users", 1e9}, {"daily", 70}, {"requests", 60}, {"writes", 50}, {"stored", 0.1}, {"answer", 0.2}},
     {}},
    {"url-shortener",
     "Link shortener",
     "A hundred redirects for each link: 3,819 requests a second, and one machine holds a year's 602 GB.",
     {{"daily", 30}, {"requests", 11}, {"writes", 1}, {"stored", 0.5}, {"answer", 0.5}, {"copies", 1}},
     {}},
    {"payments",
     "Payments",
     "Fewer than 600 requests a second even at five times the mean. Here the objective is the hard part.",
     {{"users", 5e7},
      {"daily", 10},
      {"requests", 2},
      {"peak", 5},
      {"server", 500},
      {"stored", 2},
      {"copies", 5},
      {"target", 99.99},
      {"failing", 0.01}},
     {}},
    {"internal-tool",
     "Internal tool",
     "Ten thousand colleagues make 1.16 requests a second. One server idles.",
     {{"users", 10'000}, {"daily", 50}, {"requests", 20}, {"headroom", 1}},
     {}},
    {"page-somebody",
     "Burn rate 14.4",
     "1.44 % of requests fail: the month's budget is gone in 2.08 days, 2 % of it each hour. Wake somebody.",
     {{"failing", 1.44}},
     {}},
    {"five-nines",
     "Five nines",
     "26 seconds a month. Nobody reads a page that fast: only machines can keep this.",
     {{"target", 99.999}, {"failing", 0.01}},
     {}},
    {"london-new-york",
     "London to New York",
     "5,570 km: no round trip under 55.7 ms, whatever is bought.",
     {{"from", 2}, {"to", 3}},
     {}},
    {"sao-paulo-tokyo",
     "S\u00e3o Paulo to Tokyo",
     "Nearly half the way round the globe, and all of it twice.",
     {{"from", 5}, {"to", 8}},
     {}},
    {"frankfurt-sydney",
     "Frankfurt to Sydney",
     "Light alone takes 165 ms, more than any list's trip between continents.",
     {{"from", 1}, {"to", 9}},
     {}},
};

constexpr Param::Choice magnitudes[] = {{"ones", "1 to 10"},
                                        {"tens", "10 to 100"},
                                        {"hundreds", "100 to 1,000"},
                                        {"thousands", "1,000 to 10,000"},
                                        {"ten-thousands", "10,000 to 100,000"},
                                        {"hundred-thousands", "100,000 to 1 million"},
                                        {"millions", "1 to 10 million"},
                                        {"more", "more"}};

constexpr Prediction predictions[] = {
    {.id = "magnitude",
     .question =
         "A chat has a billion monthly users, 70 % of them on a given day, with 60 requests each, and a peak "
         "of three times the mean. How many requests a second at the peak?",
     .preset = "chat",
     .output = "magnitude",
     .choices = magnitudes,
     .lesson =
         "42 billion a day over 10\u2075 seconds is 420,000 a second, times three about 1.3 million; to "
         "the digit 1,458,333. The order of magnitude was there after one division."},
    {.id = "light",
     .question =
         "S\u00e3o Paulo and Tokyo lie nearly opposite each other on a globe 40,000 km round. What is the "
         "fastest possible round trip in fibre?",
     .preset = "sao-paulo-tokyo",
     .output = "light",
     .unit = "ms",
     .min = 1,
     .max = 300,
     .lesson =
         "18,500 km, and glass slows light to two thirds, 200 km in a millisecond: 93 ms there and as much "
         "back."}};

constexpr Description described = {
    .id = "estimator",
    .title = "Back of the Envelope",
    .chapter = 9,
    .intro = "Set users, activity and bytes, and follow each sum twice: to the digit, and as on paper.",
    .timeless = true,
    .params = params,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

Choice choice_of(const Values& v) {
  return {.demand = {.users = v[users],
                     .daily = v[daily] / 100,
                     .requests = v[requests],
                     .peak = v[peak],
                     .writes = v[writes] / 100,
                     .stored = v[stored] * 1000,
                     .copies = v[copies],
                     .answer = v[answer] * 1000,
                     .server = v[server],
                     .headroom = v[headroom]},
          .from = static_cast<std::size_t>(v[from]),
          .to = static_cast<std::size_t>(v[to]),
          .target = v[target] / 100,
          .failing = v[failing] / 100};
}

Answer answer_to(std::size_t param) {
  switch (param) {
    case server:
    case headroom: return Answer::servers;
    case writes:
    case stored:
    case copies: return Answer::stored;
    case answer: return Answer::bandwidth;
    case target:
    case failing: return Answer::budget;
    default: return Answer::peak;
  }
}

double magnitude_of(double a_second) {
  return std::clamp(std::floor(std::log10(a_second)), 0.0, static_cast<double>(std::size(magnitudes) - 1));
}

}  // namespace

const Description& Estimator::description() const { return described; }

void Estimator::configure(const Values& values) {
  values_ = values;
  choice_ = choice_of(values);
}

std::vector<Value> Estimator::values() const {
  const theory::Sizing s = theory::sizing(choice_.demand), p = theory::sizing_by_hand(choice_.demand);
  const double day = theory::seconds_a_day, year = theory::seconds_a_year;
  const double numbers[] = {s.active,
                            s.daily,
                            s.rate,
                            s.peak,
                            magnitude_of(s.peak),
                            s.servers,
                            s.day_bytes / 1e12,
                            s.year_bytes / 1e12,
                            s.all_bytes / 1e12,
                            s.bandwidth / 1e9,
                            p.peak,
                            p.servers,
                            p.all_bytes / 1e12,
                            theory::error_budget(choice_.target, 30 * day) / 60,
                            theory::error_budget(choice_.target, year / 12) / 60,
                            choice_.burn(),
                            choice_.lasts_days(),
                            choice_.distance_km(),
                            choice_.floor_ms()};
  static_assert(std::size(numbers) == std::size(outputs));
  std::vector<Value> list;
  for (std::size_t i = 0; i < std::size(numbers); ++i) {
    Value value;
    value.output = i;
    value.number = numbers[i];
    list.push_back(std::move(value));
  }
  return list;
}

std::string Estimator::summary() const {
  const theory::Sizing s = theory::sizing(choice_.demand), p = theory::sizing_by_hand(choice_.demand);
  const double copies_kept = choice_.demand.copies;
  const std::string kept = copies_kept == 1 ? ""
                                            : " (" + estimator::bytes_text(s.all_bytes) + " in " +
                                                  number_text(copies_kept) + " copies)";
  return quantity_text(choice_.demand.users, "monthly users|monthly user") + " make " +
         quantity_text(s.daily, "requests|request") + " a day, " + estimator::rate_text(s.rate) +
         " on average and " + estimator::rate_text(s.peak) +
         " at the peak: " + quantity_text(s.servers, "servers|server") + ", and " +
         estimator::bytes_text(s.year_bytes) + " a year" + kept +
         ". On paper: " + estimator::rate_text(p.peak) + ", " + quantity_text(p.servers, "servers|server") +
         ", " + estimator::bytes_text(p.all_bytes) + ". An objective of " + share_text(100 * choice_.target) +
         " leaves " + duration_text(theory::error_budget(choice_.target, 30 * theory::seconds_a_day)) +
         " in 30 days; with " + percent_text(choice_.failing) + " failing it lasts " +
         duration_text(choice_.lasts_days() * theory::seconds_a_day) + ".";
}

Scene Estimator::scene(std::size_t swept) const {
  // Cities decide nothing but their own row.
  const std::size_t at = swept >= from ? static_cast<std::size_t>(users) : swept;
  const auto with = [](Choice c, std::size_t param, double value) {
    theory::Demand& d = c.demand;
    switch (param) {
      case users: d.users = value; break;
      case daily: d.daily = value / 100; break;
      case requests: d.requests = value; break;
      case peak: d.peak = value; break;
      case server: d.server = value; break;
      case headroom: d.headroom = value; break;
      case writes: d.writes = value / 100; break;
      case stored: d.stored = value * 1000; break;
      case copies: d.copies = std::round(value); break;
      case answer: d.answer = value * 1000; break;
      case target: c.target = value / 100; break;
      default: c.failing = value / 100;
    }
    return c;
  };
  return {.summary = summary(),
          .values = values(),
          .figures = {estimator::steps(choice_),
                      estimator::response(answer_to(at), params[at], values_[at], with, at, choice_),
                      estimator::latency_scale(choice_), estimator::budget(choice_),
                      estimator::burning(choice_)}};
}

Simulator::Deviation Estimator::deviation() const {
  Deviation worst;
  for (const estimator::City& one : estimator::cities) {
    for (const estimator::City& other : estimator::cities) {
      const double vectors = theory::great_circle_by_vectors_km(one.place, other.place);
      if (vectors < 1) continue;
      const double gap = std::abs(theory::great_circle_km(one.place, other.place) / vectors - 1);
      if (gap >= worst.relative)
        worst = {gap, std::string("the great circle from ") + one.name + " to " + other.name +
                          " against the angle between vectors"};
    }
  }
  return worst;
}

ModelCard Estimator::model_card() {
  ModelCard card{
      .modelled =
          {"From monthly users to requests a second, servers, bytes and bandwidth, one multiplication "
           "or division at a time.",
           "The same on paper: 10\u2075 seconds a day, 400 days a year, every figure rounded.",
           "Typical times of operations, and the least time of a round trip between two cities.",
           "What an objective leaves to spend, and how fast failures spend it."},
      .left_out = {"Growth: a year's bytes are 365 of today's days.",
                   "Indexes, logs, compression and free space on disks.",
                   "Routes: cables follow coasts and landings, a third and more above the great circle.",
                   "The flattened earth: a sphere is up to 0.5 % off.",
                   "Real fibre is 2 % faster than two thirds of light's speed (index 1.468 against 1.5).",
                   "Queues: a server is taken to carry its rate evenly until it is full."},
      .equations = {"requests/s = users \u00d7 share active \u00d7 requests \u00f7 86,400",
                    "servers = \u2191(peak \u00f7 a server's rate \u00d7 headroom), in whole machines",
                    "stored a year = requests \u00d7 share storing \u00d7 bytes \u00d7 365 \u00d7 copies",
                    "light floor = 2 \u00d7 great circle \u00f7 (2/3 c)",
                    "burn rate = share failing \u00f7 (1 \u2212 objective)"},
      .sources = {"J. Dean, Designs, Lessons and Advice from Building Large Distributed Systems, LADIS 2009",
                  "R. W. Sinnott, Virtues of the Haversine, Sky and Telescope, 1984",
                  "B. Beyer and others, Site Reliability Engineering, 2016",
                  "B. Beyer and others, The Site Reliability Workbook, 2018 (burn rates)",
                  "Corning, SMF-28 Ultra data sheet, 2014 (speed of light in fibre)",
                  "GeoNames, 2024 (positions of cities)"},
      .questions = {"Which of the inputs would you have to get wrong by ten to change the design?",
                    "How far does rounding every step take you from the exact answer, and does it matter?",
                    "Which of your pages needs two round trips between continents, and what is its floor?"}};
  for (const estimator::Latency& one : estimator::latencies)
    card.sources.push_back(std::string(one.name) + ": " + one.source + ", " + exact_text(one.year));
  return card;
}

}  // namespace lesson
