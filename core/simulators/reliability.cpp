#include "core/simulators/reliability.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/normal.h"
#include "core/base/text.h"
#include "core/scene/bars.h"
#include "core/scene/blocks.h"
#include "core/scene/chart.h"

namespace lesson {
namespace {

using theory::hours_a_year;

enum ParamAt : std::size_t { availability, components, copies, beta, year, seed };
enum OutputAt : std::size_t { up, nines, down_year, down_month, outages, lived, needed };

constexpr double none = std::numeric_limits<double>::quiet_NaN();

constexpr Param params[] = {
    {.id = "availability",
     .label = "Component availability",
     .unit = "%",
     .min = 90,
     .max = 99.999,
     .step = 0.00001,
     .fallback = 99.9,
     .scale = Scale::nines,
     .help = "Share of the time that one copy of a component is up."},
    {.id = "components",
     .label = "Components in a row",
     .unit = "components|component",
     .kind = Param::Kind::integer,
     .min = 1,
     .max = 20,
     .step = 1,
     .fallback = 5,
     .help = "A request needs every one of them."},
    {.id = "copies",
     .label = "Copies of each",
     .unit = "copies|copy",
     .kind = Param::Kind::integer,
     .min = 1,
     .max = 3,
     .step = 1,
     .fallback = 1,
     .help = "One working copy is enough, and taking over costs no time."},
    {.id = "beta",
     .label = "Shared causes \u03b2",
     .unit = "%",
     .min = 0,
     .max = 20,
     .step = 0.5,
     .fallback = 0,
     .help = "Share of a copy's downtime whose cause takes all copies at once: the same bug, "
             "configuration or power feed."},
    {.id = "year",
     .label = "Years lived",
     .unit = "years|year",
     .kind = Param::Kind::integer,
     .min = 0,
     .max = 300,
     .step = 1,
     .fallback = 0,
     .help = "How many years were lived through; the last one is shown.",
     .hidden = true},
    seed_param("The same seed brings the same faults."),
};

constexpr Output outputs[] = {
    {"availability", "chain availability", "%", "Share of the time that the whole chain is up.", 3, true},
    {"nines", "nines", "", "How many nines that is: minus the logarithm of the share of time down."},
    {"downtime-year", "down per year", "h", "Expected hours without the chain in 8,760 h."},
    {"downtime-month", "down per month", "min", "Expected minutes without the chain in 730 h."},
    {"outages", "outages per year", "outages|outage", "How often the chain goes down in a year."},
    {"lived-downtime", "down per year, as lived", "h",
     "Mean over the years lived through, beside the formula."},
    {"needed", "needed of each for 99.9 %", "%",
     "Availability that each component must have, without copies, for a chain at 99.9 %.", 3, true},
};

constexpr Preset presets[] = {
    {"five-in-a-row", "Five at 99.9 %", "Three nines each, and together no longer three nines.", {}, {}},
    {"one", "One at 99.9 %", "Three nines leave 8.76 hours a year.", {{"components", 1}}, {}},
    {"ten", "Ten at 99.9 %", "Twice the chain, twice the downtime.", {{"components", 10}}, {}},
    {"twenty", "Twenty at 99.9 %", "A week of the year is gone.", {{"components", 20}}, {}},
    {"two-copies",
     "A copy of each",
     "From 43.7 hours to 2.63 minutes, if the copies never fail together.",
     {{"copies", 2}},
     {}},
    {"shared-1",
     "1 % shared causes",
     "One fault in a hundred takes both copies: already eleven times the downtime.",
     {{"copies", 2}, {"beta", 1}},
     {}},
    {"shared-5", "5 % shared causes", "More than two hours a year.", {{"copies", 2}, {"beta", 5}}, {}},
    {"shared-10",
     "10 % shared causes",
     "Redundancy promised a thousandfold gain; a tenth in common leaves a tenfold one.",
     {{"copies", 2}, {"beta", 10}},
     {}},
    {"three-copies-shared",
     "Three copies, 10 % shared",
     "A third copy hardly helps: what is left is the shared part.",
     {{"copies", 3}, {"beta", 10}},
     {}},
    {"two-nines", "Five at 99 %", "Eighteen days a year.", {{"availability", 99}}, {}},
    {"two-nines-copies",
     "Five at 99 %, two copies",
     "Copies of cheap parts beat single good ones.",
     {{"availability", 99}, {"copies", 2}},
     {}},
    {"half-nine", "Five at 99.5 %", "Nine days a year.", {{"availability", 99.5}}, {}},
    {"half-nine-copies",
     "Five at 99.5 %, two copies",
     "About an hour a year.",
     {{"availability", 99.5}, {"copies", 2}},
     {}},
    {"four-nines", "Five at 99.99 %", "Better parts help in proportion.", {{"availability", 99.99}}, {}},
    {"four-nines-copies",
     "Five at 99.99 %, two copies",
     "Less than two seconds a year, on paper.",
     {{"availability", 99.99}, {"copies", 2}},
     {}},
    {"reach-three-nines",
     "Five at 99.98 %",
     "What each component must do for a chain at 99.9 % without copies.",
     {{"availability", 99.98}},
     {}},
    {"a-year", "Live through a year", "Some 44 outages of an hour each.", {}, {"live"}},
    {"hundred-years",
     "A century with copies",
     "Almost every year is clean; the few outages are all there is to measure.",
     {{"copies", 2}},
     {"live-100"}},
    {"shared-year",
     "A year with shared causes",
     "The copies cover for each other until a shared cause takes both.",
     {{"copies", 2}, {"beta", 10}},
     {"live"}},
};

constexpr Prediction predictions[] = {
    {.id = "five-nines-of-three",
     .question = "One service that is up 99.9 % of the time is down 8.76 hours a year. A request needs "
                 "five such services in a row. How many hours a year is it down?",
     .preset = "five-in-a-row",
     .output = "downtime-year",
     .unit = "h",
     .min = 0,
     .max = 100,
     .step = 0.5,
     .lesson = "The services fail at different moments, so their outages add up: five times 8.76 h, less "
               "the five minutes in which two of them coincide."},
    {.id = "a-tenth-shared",
     .question = "A second copy of each of the five leaves 2.63 minutes a year of them all, if copies fail "
                 "independently. Now one fault in ten takes both copies. How many hours a year are lost?",
     .preset = "shared-10",
     .output = "downtime-year",
     .unit = "h",
     .min = 0,
     .max = 44,
     .step = 0.1,
     .lesson = "The shared tenth of 43.7 hours remains, whatever the copies do: 265 minutes, a hundred "
               "times what independence promised."},
};

constexpr Action actions[] = {
    {"live", "Live through a year", "Draws every fault of the next year."},
    {"live-100", "Live through 100 years", "Draws a hundred years and shows the last."}};

constexpr Description described = {
    .id = "reliability",
    .title = "Reliability Simulator",
    .chapter = 1,
    .intro = "Put components in a row, copy them, and see what a shared cause does to the copies.",
    .timeless = true,
    .params = params,
    .actions = actions,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

std::string hours(double value) { return duration_text(value * 3600); }
std::string share_up(double unavailability) { return share_text(100 * (1 - unavailability)); }
std::string counted(std::size_t count, const char* unit) {
  return quantity_text(static_cast<double>(count), unit);
}

theory::Chain chain_of(const Values& values) {
  return {.unavailability = (100 - values[availability]) / 100,
          .components = static_cast<int>(values[components]),
          .copies = static_cast<int>(values[copies]),
          .beta = values[beta] / 100};
}

/// "about 43.6 times a year", "about once in 11.4 years".
std::string how_often(double a_year) {
  if (a_year >= 1) return "about " + quantity_text(a_year, "times|time") + " a year";
  return "about once in " + quantity_text(1 / a_year, "years|year");
}

}  // namespace

// ---- Living --------------------------------------------------------------------------------------

const Description& Reliability::description() const { return described; }

void Reliability::configure(const Values& values) {
  values_ = values;
  chain_ = chain_of(values);
  wanted_ = static_cast<std::int64_t>(values[year]);
  tally_ = {};
  last_ = {};
  work(300'000);
}

void Reliability::act(std::size_t action, Values& values) {
  const double more = action == 0 ? 1 : 100;
  if (values[year] + more <= description().params[year].max) {
    values[year] += more;
    return;
  }
  values[year] = more;
  values[seed] = next_seed(values[seed]);
}

double Reliability::backlog() const {
  return wanted_ == 0 ? 0 : 1 - static_cast<double>(tally_.years) / static_cast<double>(wanted_);
}

void Reliability::work(std::int64_t steps) {
  const double faults = chain_.components * chain_.copies * hours_a_year * chain_.unavailability;
  const auto per_year = static_cast<std::int64_t>(200 + 12 * faults);
  for (std::int64_t left = std::max<std::int64_t>(steps / per_year, 1); left > 0 && tally_.years < wanted_;
       --left) {
    last_ = reliability::live(chain_, static_cast<std::uint64_t>(values_[seed]), tally_.years + 1);
    tally_.add(last_);
  }
}

// ---- Measuring -----------------------------------------------------------------------------------

Value Reliability::lived_value() const {
  Value value{.output = lived, .exact = chain_.down() * hours_a_year};
  if (tally_.years == 0) {
    value.note = "no year lived yet";
    return value;
  }
  value.number = tally_.mean();
  value.samples = tally_.outages;
  if (tally_.outages < 10) {
    value.note = counted(static_cast<std::size_t>(tally_.outages), "outages|outage") + " in " +
                 counted(static_cast<std::size_t>(tally_.years), "years|year") + ": too few for an interval";
    return value;
  }
  const double half = normal_95 * tally_.standard_error();
  value.interval = Interval{std::max(*value.number - half, 0.0), *value.number + half};
  return value;
}

std::vector<Value> Reliability::measured() const {
  const double down = chain_.down();
  return {{.output = up, .number = 100 * (1 - down)},
          {.output = nines, .number = theory::nines(down)},
          {.output = down_year, .number = down * hours_a_year},
          {.output = down_month, .number = down * theory::hours_a_month * 60},
          {.output = outages, .number = chain_.outages_a_year()},
          lived_value(),
          {.output = needed, .number = 100 * theory::required_part(0.999, chain_.components)}};
}

Simulator::Deviation Reliability::deviation() const {
  Deviation worst;
  const struct {
    double availability, copies, beta;
  } runs[] = {{99, 1, 0}, {99, 2, 10}, {90, 2, 0}, {90, 3, 20}};
  for (const auto& run : runs) {
    Reliability simulated;
    Values values = defaults(description());
    values[availability] = run.availability;
    values[copies] = run.copies;
    values[beta] = run.beta;
    values[year] = 300;
    simulated.configure(values);
    simulated.work(1'000'000'000);
    const double relative = std::abs(simulated.tally_.mean() / (simulated.chain_.down() * hours_a_year) - 1);
    if (relative >= worst.relative)
      worst = {relative, "hours down over 300 years of five components at " + share_text(run.availability) +
                             " with " + quantity_text(run.copies, "copies|copy")};
  }
  return worst;
}

// ---- Showing -------------------------------------------------------------------------------------

std::shared_ptr<const Figure> Reliability::blocks() const {
  auto figure = std::make_shared<Blocks>("chain", "All in a row must be up");
  figure->copies = chain_.copies;
  figure->shared = chain_.beta;
  figure->shared_label = percent_text(chain_.beta) + " of each copy\u2019s downtime hits all copies";
  const std::string one = share_up(chain_.unavailability), next = number_text(chain_.copies % 3 + 1);
  std::string how = ", up " + one + " of the time";
  if (chain_.copies > 1)
    how = ": " + quantity_text(chain_.copies, "copies|copy") + " up " + one + " of the time each, together " +
          share_up(chain_.component_down());
  how += ". Click for " + quantity_text(chain_.copies % 3 + 1, "copies|copy") + " of each.";
  for (int i = 1; i <= chain_.components; ++i) {
    const std::string name = number_text(i);
    std::string explanation = "Component ";
    explanation.append(name).append(how);
    figure->blocks.push_back({.label = name,
                              .detail = one,
                              .explanation = std::move(explanation),
                              .command = "set copies " + next});
  }
  figure->caption =
      quantity_text(chain_.components, "components|component") + ": " +
      (chain_.components > 1 ? "each " + share_up(chain_.component_down()) + " \u2192\u00a0" : "") +
      share_up(chain_.down());
  figure->listing = {.columns = {"component", "copies", "availability of a copy (%)",
                                 "availability of the component (%)", "availability up to here (%)"},
                     .rows = {}};
  for (int i = 1; i <= chain_.components; ++i) {
    figure->listing.rows.push_back({static_cast<double>(i), static_cast<double>(chain_.copies),
                                    100 * (1 - chain_.unavailability), 100 * (1 - chain_.component_down()),
                                    100 * theory::series(1 - chain_.component_down(), i)});
  }
  figure->alt =
      quantity_text(chain_.components, "components|component") + " in a row, " +
      quantity_text(chain_.copies, "copies|copy") + " of each" +
      (figure->copies > 1 && chain_.beta > 0 ? ", with a band for the causes the copies share" : "") + ".";
  return figure;
}

std::shared_ptr<const Figure> Reliability::budget() const {
  auto figure = std::make_shared<Bars>("budget", "Downtime a year against the targets", Span::half);
  figure->x = {"hours down a year", 1e-5, hours_a_year, Scale::logarithmic};
  const auto row = [&](const char* label, double down, Role role, const std::string& what) {
    figure->rows.push_back({.label = label,
                            .text = hours(down * hours_a_year),
                            .parts = {{down * hours_a_year, role}},
                            .explanation = what + " up " + share_up(down) +
                                           " of the time: " + hours(down * hours_a_year) + " down a year."});
  };
  row("One copy", chain_.unavailability, Role::series_5, "One copy is");
  row("One component", chain_.component_down(), Role::series_3, "A component with all its copies is");
  row("The chain", chain_.down(), Role::exact, "The whole chain is");
  figure->rows.back().strong = true;
  const Value value = lived_value();
  figure->rows.push_back(
      {.label = "As lived",
       .text = value.number ? hours(*value.number) : "no year yet",
       .parts = {{value.number.value_or(none), Role::accent}},
       .explanation = year_text() + (value.number && !value.note.empty() ? " In all, " + value.note + "."
                                                                         : std::string())});
  for (const double target : {99.999, 99.99, 99.9, 99.0}) {
    const double allowed = theory::downtime(target / 100, hours_a_year);
    const std::string name = share_text(target);
    figure->references.push_back(
        {allowed, name, "A target of " + name + " allows " + hours(allowed) + " a year.", Role::muted});
  }
  figure->alt = "The chain is down " + hours(chain_.down() * hours_a_year) +
                " a year; targets of 99, 99.9, "
                "99.99 and 99.999 % allow 87.6 h, 8.76 h, 52.6 min and 5.26 min.";
  return figure;
}

std::shared_ptr<const Figure> Reliability::response(std::size_t swept) const {
  const std::size_t at =
      swept == components || swept == beta ? swept : static_cast<std::size_t>(availability);
  const Param& param = description().params[at];
  auto chart = std::make_shared<Chart>("response", "Hours down a year across the range", Span::half);
  chart->x = axis_over(param, at == components ? "" : "%");
  chart->y = {"hours down a year", 1e-5, hours_a_year, Scale::logarithmic};
  const struct {
    const char* name;
    Role role;
  } lines[] = {{"1 copy", Role::series_1}, {"2 copies", Role::series_2}, {"3 copies", Role::series_3}};
  for (int k = 1; k <= 3; ++k) {
    Series series{.label = lines[k - 1].name,
                  .role = lines[k - 1].role,
                  .mark = k == 3 ? Series::Mark::dashed : Series::Mark::line,
                  .points = {}};
    const int steps = at == components ? 19 : 60;
    for (int i = 0; i <= steps; ++i) {
      Values moved = values_;
      moved[at] = chart->x.value(static_cast<double>(i) / steps);
      if (at == components) moved[at] = std::round(moved[at]);
      moved[copies] = k;
      series.points.push_back({moved[at], chain_of(moved).down() * hours_a_year});
    }
    chart->series.push_back(std::move(series));
  }
  chart->here.push_back({values_[at], std::max(chain_.down() * hours_a_year, chart->y.min),
                         param.label + " " + displayed(param, values_[at]) + ", " +
                             quantity_text(chain_.copies, "copies|copy") +
                             " of each: " + hours(chain_.down() * hours_a_year) + " down a year."});
  chart->alt = "Hours down a year over the range of " + param.label +
               ", for one, two and three copies, the present setting marked.";
  return chart;
}

std::string Reliability::year_text() const {
  if (tally_.years == 0) return "No year has been lived through yet.";
  std::string text = "Year " + number_text(static_cast<double>(tally_.years));
  if (last_.failures.empty()) {
    text += ": no outage";
    if (last_.fault_count > 0)
      text += ", " + quantity_text(static_cast<double>(last_.fault_count), "faults|fault");
  } else {
    text += ": down " + hours(reliability::hours_of(last_.failures)) + " in " +
            counted(last_.failures.size(), "outages|outage");
  }
  if (tally_.years > 1)
    text += "; " + counted(static_cast<std::size_t>(tally_.years), "years|year") + " average " +
            hours(tally_.mean());
  return text + ". The formula expects " + hours(chain_.down() * hours_a_year) + " a year.";
}

std::shared_ptr<const Figure> Reliability::year_strip() const {
  auto figure = std::make_shared<Strip>("year", "A year, fault by fault");
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  static constexpr int starts[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  figure->x = {"hour of the year", 0, hours_a_year};
  for (int i = 0; i < 12; ++i) figure->named.push_back({starts[i] * 24.0, months[i]});
  for (int i = 0; i < chain_.components; ++i) {
    const std::string name = number_text(i + 1);
    Strip::Row row{.label = name, .explanation = "Component " + name + ": no year lived yet."};
    if (tally_.years > 0) {
      const auto& component = last_.components[static_cast<std::size_t>(i)];
      if (chain_.copies > 1) row.faint = component.faults;
      row.strong = component.failures;
      row.text = counted(component.failures.size(), "outages|outage") + ", " +
                 hours(reliability::hours_of(component.failures)) + " down";
      row.explanation =
          "Component " + name + ": " + row.text +
          (chain_.copies > 1 ? "; a copy was down " + hours(reliability::hours_of(component.faults))
                             : std::string()) +
          ".";
    }
    figure->parts.push_back(std::move(row));
  }
  const std::string told = year_text();
  figure->whole = {
      .label = "the chain",
      .text = tally_.years == 0 ? "" : told.substr(0, std::min(told.find("; "), told.find(". "))),
      .strong = last_.failures,
      .explanation = told};
  if (tally_.years == 0) figure->empty = "Live through a year to see when each component is down.";
  figure->faint_label = chain_.copies > 1 ? "a copy is down: a fault" : "";
  figure->strong_label = chain_.copies > 1 ? "all copies: a failure" : "down";
  figure->alt = told;
  return figure;
}

std::string Reliability::summary() const {
  const std::string one = share_up(chain_.unavailability), down = hours(chain_.down() * hours_a_year);
  std::string text = chain_.components == 1
                         ? "One component"
                         : "Each of " + quantity_text(chain_.components, "components|component");
  if (chain_.copies == 1) {
    text += " is up " + one + " of the time";
    if (chain_.components > 1) text += "; all in a row are up " + share_up(chain_.down());
    text += ": " + down + " down a year.";
  } else {
    theory::Chain single = chain_, apart = chain_;
    single.copies = 1;
    apart.beta = 0;
    text += " has " + quantity_text(chain_.copies, "copies|copy") + " up " + one + " of the time. ";
    if (chain_.beta == 0) {
      text += "If they fail independently, all is up " + share_up(chain_.down()) + ": " + down +
              " down a year instead of " + hours(single.down() * hours_a_year) + ".";
    } else {
      text += percent_text(chain_.beta) + " of a copy\u2019s downtime takes all copies at once: " + down +
              " down a year, where independent copies would leave " + hours(apart.down() * hours_a_year) +
              ".";
    }
  }
  if (tally_.years == 0) return text + " It goes down " + how_often(chain_.outages_a_year()) + ".";
  const std::string told = year_text();
  return text + " " + told.substr(0, told.find(". ")) + ".";
}

Scene Reliability::scene(std::size_t swept) const {
  Scene scene{.summary = summary(), .values = measured(), .figures = {}};
  scene.figures = {blocks(), budget(), response(swept), year_strip()};
  return scene;
}

ModelCard Reliability::model_card() {
  return {
      .modelled = {"All components are needed, in any order; each is up while one of its copies is.",
                   "Up and down times are exponential; a repair takes one hour on average.",
                   "Beta-factor model: a share of each copy's downtime comes from a cause that takes all "
                   "copies of that component at once. A single copy is down the same share for any \u03b2.",
                   "A year lived draws every fault of every copy and shared cause; months are 730 h."},
      .left_out = {"Failover takes no time and never fails; real ones need detecting and switching.",
                   "Causes shared between components, overload after a fault, planned maintenance.",
                   "Wear: real disks fail more often when new or old, and in clusters."},
      .equations =
          {"in a row: A = a\u2081 a\u2082 \u2026 a\u2099", "copies: 1 \u2212 (1 \u2212 a)\u207f",
           "shared causes: \u03b2u + (1 \u2212 \u03b2u) v\u207f, v = (1 \u2212 \u03b2) u / (1 \u2212 "
           "\u03b2u)",
           "a = MTTF / (MTTF + MTTR)"},
      .sources = {"R. E. Barlow and F. Proschan, Statistical Theory of Reliability and Life Testing, 1975",
                  "K. N. Fleming, A reliability model for common mode failures, 1975; IEC 61508-6, 2010",
                  "B. Beyer et al., Site Reliability Engineering, 2016",
                  "B. Schroeder and G. A. Gibson, Disk failures in the real world, FAST 2007"},
      .questions = {"Why is the weakest link not the answer for a chain?",
                    "Which sums stop being true when both copies run the same release?",
                    "What would take one component off the critical path, and what is that worth?"},
  };
}

}  // namespace lesson
