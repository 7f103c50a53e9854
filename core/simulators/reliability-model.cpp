#include "core/simulators/reliability-model.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/engine/calendar.h"

namespace lesson::reliability {

Outages alternate(Random& random, double unavailability, double repair, double hours) {
  Outages outages;
  if (unavailability <= 0) return outages;
  const double up = repair * (1 - unavailability) / unavailability;
  Calendar calendar;  // Its seconds are hours here.
  enum Kind : std::uint32_t { fails, returns };
  // Exponential times have no memory: what is left of the first is as long as any.
  calendar.at(random.chance(unavailability) ? 0 : random.exponential(up), What(fails, 0));
  calendar.run_until(hours, [&](What what) {
    if (what.kind() == returns) return calendar.after(random.exponential(up), What(fails, 0));
    const double end = calendar.now() + random.exponential(repair);
    outages.push_back({calendar.now(), std::min(end, hours)});
    calendar.at(end, What(returns, 0));
  });
  return outages;
}

Outages both(const Outages& a, const Outages& b) {
  Outages shared;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    const double from = std::max(a[i].from, b[k].from), to = std::min(a[i].to, b[k].to);
    if (from < to) shared.push_back({from, to});
    a[i].to < b[k].to ? ++i : ++k;
  }
  return shared;
}

Outages either(const Outages& a, const Outages& b) {
  Outages joined;
  joined.reserve(a.size() + b.size());
  for (std::size_t i = 0, k = 0; i < a.size() || k < b.size();) {
    const bool first = k == b.size() || (i < a.size() && a[i].from < b[k].from);
    const Stretch& next = first ? a[i++] : b[k++];
    if (!joined.empty() && next.from <= joined.back().to) {
      joined.back().to = std::max(joined.back().to, next.to);
    } else {
      joined.push_back(next);
    }
  }
  return joined;
}

double hours_of(const Outages& outages) {
  double hours = 0;
  for (const Stretch& one : outages) hours += one.to - one.from;
  return hours;
}

Year live(const theory::Chain& chain, std::uint64_t seed, std::int64_t year) {
  Year lived;
  const auto drawn = [&](int component, int source, double unavailability) {
    Random random(seed, (static_cast<std::uint64_t>(year) * 32 + static_cast<std::uint64_t>(component)) * 4 +
                            static_cast<std::uint64_t>(source));
    Outages outages = alternate(random, unavailability, chain.repair_hours, theory::hours_a_year);
    lived.fault_count += static_cast<std::int64_t>(outages.size());
    return outages;
  };
  for (int i = 0; i < chain.components; ++i) {
    Outages any = drawn(i, 1, chain.own()), all = any;
    for (int copy = 2; copy <= chain.copies; ++copy) {
      const Outages one = drawn(i, copy, chain.own());
      any = either(any, one);
      all = both(all, one);
    }
    const Outages common = drawn(i, 0, chain.common());
    lived.components.push_back({either(any, common), either(all, common)});
    lived.failures = either(lived.failures, lived.components.back().failures);
  }
  return lived;
}

void Tally::add(const Year& year) {
  std::array<double, batches> down{};
  constexpr double length = theory::hours_a_year / batches;
  for (const Stretch& outage : year.failures) {
    for (double from = outage.from; from < outage.to;) {
      const int batch = std::min(static_cast<int>(from / length), batches - 1);
      const double to = batch == batches - 1 ? outage.to : std::min(outage.to, (batch + 1) * length);
      down[static_cast<std::size_t>(batch)] += to - from;
      // A bound that rounds to where it began would never end.
      from = to > from ? to : outage.to;
    }
  }
  for (const double hours_down : down) {
    hours += hours_down;
    batch_squares += hours_down * hours_down;
  }
  outages += static_cast<std::int64_t>(year.failures.size());
  ++years;
}

double Tally::mean() const { return hours / static_cast<double>(years); }

double Tally::standard_error() const {
  const double count = static_cast<double>(years) * batches, average = hours / count;
  const double variance = std::max(batch_squares / count - average * average, 0.0);
  return batches * std::sqrt(variance / count);
}

}  // namespace lesson::reliability
