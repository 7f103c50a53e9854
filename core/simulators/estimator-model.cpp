#include "core/simulators/estimator-model.h"

#include "core/base/text.h"
#include "core/theory/error-budget.h"

namespace lesson::estimator {

using Kind = Latency::Kind;

const Latency latencies[latency_count] = {
    {"L1 cache", 1, Kind::memory, "C. Scott, Latency Numbers Every Programmer Should Know", 2020},
    {"L2 cache", 4, Kind::memory, "C. Scott, Latency Numbers Every Programmer Should Know", 2020},
    {"Memory", 100, Kind::memory, "J. Dean, LADIS keynote", 2009},
    {"SSD, random read", 45'000, Kind::disk, "Samsung 980 PRO data sheet, 22,000 reads/s one at a time",
     2020},
    {"SSD, 1 MB in sequence", 143'000, Kind::disk, "Samsung 980 PRO data sheet, 7,000 MB/s", 2020},
    {"Round trip in a data centre", 500'000, Kind::network, "J. Dean, LADIS keynote", 2009},
    {"1 MB over 10 Gbit/s", 800'000, Kind::network, "computed from the rate of IEEE 802.3ae", 2002},
    {"Disk, 1 MB in sequence", 3'830'000, Kind::disk, "Seagate X16 product manual, 261 MB/s", 2020},
    {"Disk, half a turn", 4'170'000, Kind::disk,
     "computed from 7,200 turns a minute, Seagate X16 product manual", 2020},
    {"Disk seek", 10'000'000, Kind::disk, "J. Dean, LADIS keynote", 2009},
    {"California\u2013Netherlands", 150'000'000, Kind::network, "J. Dean, LADIS keynote", 2009},
};

const City cities[city_count] = {
    {"Amsterdam", {52.37, 4.89}},        {"Frankfurt", {50.12, 8.68}},
    {"London", {51.51, -0.13}},          {"New York", {40.71, -74.01}},
    {"San Francisco", {37.77, -122.42}}, {"S\u00e3o Paulo", {-23.55, -46.64}},
    {"Johannesburg", {-26.20, 28.04}},   {"Mumbai", {19.07, 72.88}},
    {"Tokyo", {35.69, 139.69}},          {"Sydney", {-33.87, 151.21}},
};

double Choice::burn() const { return theory::burn_rate(failing, target); }
double Choice::lasts_days() const { return theory::budget_lasts(30, burn()); }
double Choice::distance_km() const { return theory::great_circle_km(cities[from].place, cities[to].place); }
double Choice::floor_ms() const { return 1000 * theory::light_floor(cities[from].place, cities[to].place); }

ByteUnit byte_unit(double bytes) {
  static constexpr ByteUnit units[] = {{"EB", 1e18}, {"PB", 1e15}, {"TB", 1e12},
                                       {"GB", 1e9},  {"MB", 1e6},  {"KB", 1e3}};
  // 999.7 TB is said as 1 PB.
  for (const ByteUnit& unit : units)
    if (bytes >= unit.size * 0.9995) return unit;
  return {"B", 1};
}

std::string bytes_text(double bytes) {
  const ByteUnit unit = byte_unit(bytes);
  return quantity_text(bytes / unit.size, unit.name);
}

std::string bits_text(double bits_a_second) {
  const ByteUnit unit = byte_unit(bits_a_second);
  const std::string prefix(unit.name, unit.size > 1 ? 1 : 0);
  return quantity_text(bits_a_second / unit.size, (prefix == "K" ? "k" : prefix) + "bit/s");
}

std::string rate_text(double a_second) { return number_text(a_second) + "/s"; }

std::string pair_text(std::size_t from, std::size_t to) {
  return std::string(cities[from].name) + "\u2013" + cities[to].name;
}

std::string human_text(double ns) { return duration_text(ns); }

}  // namespace lesson::estimator
