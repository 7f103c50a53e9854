#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

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

inline void settle(Simulator& simulator) {
  while (simulator.backlog() > 0) simulator.work(1'000'000);
}

/// What a click on one of the picture's marks does, the last of those that begin so; empty without any.
inline std::string command_of(Session& session, std::string_view beginning) {
  std::string command;
  const Stage stage = session.stage(1120, Mode::live);
  for (const Hit& hit : stage.list.hits()) {
    const auto text = stage.list.text(hit.first_command, hit.command_size);
    if (text.substr(0, beginning.size()) == beginning) command = std::string(text);
  }
  return command;
}

}  // namespace lesson
