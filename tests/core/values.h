#pragma once

#include <doctest/doctest.h>

#include <string>

#include "core/simulators/session.h"

/// What the simulators' tests ask of a session.
namespace lesson {

/// The value shown for the output `id`, as the session stands.
inline const Value& value_of(Session& session, const std::string& id) {
  for (const Value& value : session.scene().values)
    if (session.description().outputs[value.output].id == id) return value;
  FAIL("no output " << id);
  return session.scene().values.front();
}

/// Its number, which it must have.
inline double number_of(Session& session, const std::string& id) {
  return value_of(session, id).number.value();
}

/// Lets all work that is owed be done.
inline void settle(Session& session) {
  while (session.backlog() > 0) CHECK(session.work(50'000'000).ok());
}

}  // namespace lesson
