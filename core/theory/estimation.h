#pragma once

namespace lesson::theory {

/// Sums on the back of an envelope: from users to requests, machines, bytes and bandwidth (the sizing pattern
/// of J. Dean, Designs, Lessons and Advice from Building Large Distributed Systems, LADIS 2009).

/// What goes in. Shares are in [0, 1], bytes are bytes, all others plain counts; all above 0.
struct Demand {
  double users = 1e8;      ///< Each month.
  double daily = 0.3;      ///< Share of them that comes on a given day.
  double requests = 50;    ///< Of each of these, a day.
  double peak = 3;         ///< Busiest second over the mean.
  double writes = 1;       ///< Share of requests that store something.
  double stored = 1000;    ///< Bytes each of those stores.
  double copies = 3;       ///< Of every byte.
  double answer = 10'000;  ///< Bytes sent back for each request.
  double server = 5000;    ///< Requests a second that one server carries.
  double headroom = 2;     ///< Servers bought over servers needed.
};

/// What comes out, in the order in which it is computed.
struct Sizing {
  double active;      ///< Users a day.
  double daily;       ///< Requests a day.
  double rate;        ///< Requests a second, mean.
  double peak;        ///< Requests a second, at the peak.
  double servers;     ///< Whole, headroom included.
  double day_bytes;   ///< Stored each day, one copy.
  double year_bytes;  ///< Stored each year, one copy.
  double all_bytes;   ///< Stored each year, all copies.
  double bandwidth;   ///< Bits a second sent at the peak.
};

/// Days a year and seconds a day, and how each figure on the way is rounded.
struct Rounding {
  double year, day;
  double (*round)(double);
};

/// To the digit, and as a person does it without a calculator: a day has 10^5 seconds, a year 400 days, and
/// every figure is rounded before it is used again.
Sizing sizing(const Demand& demand);
Sizing sizing_by_hand(const Demand& demand);
constexpr double hand_day = 100'000, hand_year = 400;

/// The number as one would say it: tenths below 2, halves below 3, else one digit, times a power of ten
/// (1.64 -> 1.6, 2.3 -> 2.5, 52,083 -> 50,000). Off by at most a seventh. 0 and below: 0.
double by_hand(double value);

}  // namespace lesson::theory
