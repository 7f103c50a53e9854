#include "core/simulators/systems.h"

#include <iterator>

namespace lesson {
namespace {

// Names with slashes would be headers of the core; these lie in the build's own folder.
#include "stores.inc"
#include "tradeoffs.inc"

template <class Row, std::size_t count>
Rows<Row> rows(const Row (&table)[count]) {
  return {table, count};
}

}  // namespace

Rows<Tradeoff> tradeoffs() { return rows(tradeoff_table); }
Rows<Source> tradeoff_sources() { return rows(tradeoff_source_table); }
Rows<Store> stores() { return rows(store_table); }
Rows<Source> store_sources() { return rows(store_source_table); }

}  // namespace lesson
