#pragma once

#include <cstddef>

namespace lesson {

/// The systems and stores that the maps show. The tables are written by web/site/systems.mjs from
/// content/systems/*.json, which the build checks against their schemas.

/// Where a claim comes from.
struct Source {
  const char* cite;  ///< "DeCandia et al."
  const char* text;  ///< Author, title, place.
  int year;
};

struct Claim {
  const char* text;
  const Source* source;
};

/// A system or a feature on the line from availability to consistency.
struct Tradeoff {
  const char *id, *name;
  int rank;          ///< 1 at the availability end; 0 where the line does not fit.
  const char* line;  ///< What is traded then; else null.
  Claim choice, wrong, silent, reason;
  double wrong_price, silent_price;  ///< Dollars for each wrong answer, each request without one.
  const Source* price_source;
};

struct Guarantee {
  const char *id, *name;
  int level;  ///< 0 eventual, 1 session or prefix, 2 nearly latest, 3 latest, 4 linearizable.
  Claim promise;
};

/// Values of Setting::copies that depend on how many copies there are.
constexpr int majority_of_copies = -1, all_copies = -2;

struct Setting {
  const char* name;
  int copies;       ///< That must answer, in a quorum store; see above.
  int trips;        ///< Round trips to other copies that the request waits for.
  int write_trips;  ///< What this read setting adds to each write.
};

/// A setting with a name, in the store's own words, weakest first.
struct Knob {
  const char* name;
  const Setting* settings;
  int count, shipped;  ///< `shipped`: position of the default.
  const Source* source;
};

/// What one pair of settings gives.
struct Outcome {
  const Guarantee* guarantee;
  bool reads, writes;  ///< What the side without leader or majority still does.
  const char* note;
};

/// Where a source places a store.
struct Opinion {
  const char* place;
  Claim claim;
};

struct Store {
  const char *id, *name;
  Knob write, read;
  const Outcome* outcomes;        ///< A row for each write setting; null where copies are counted instead:
  const Guarantee *met, *missed;  ///< when read and write sets overlap, and when not;
  bool sloppy;                    ///< whether stand-ins count for copies out of reach.
  Claim cut;
  const Opinion* told;
  std::size_t told_count;
};

/// A table's rows, for a range-based for.
template <class Row>
struct Rows {
  const Row* first;
  std::size_t count;

  const Row* begin() const { return first; }
  const Row* end() const { return first + count; }
  const Row& operator[](std::size_t i) const { return first[i]; }
};

/// In rank order; those that the line does not fit come last.
Rows<Tradeoff> tradeoffs();
Rows<Source> tradeoff_sources();
Rows<Store> stores();
Rows<Source> store_sources();

}  // namespace lesson
