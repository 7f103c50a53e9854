#pragma once

#include <string>
#include <string_view>

#include "core/simulators/session.h"

namespace lesson {

/// JSON and CSV at the door: the only part of the core that knows these formats. Numbers go out in
/// full precision, text as valid UTF-8.

std::string description_json(const Description& description);
/// The model card of a simulator; of empty lists for an unknown id.
std::string card_json(std::string_view id);
std::string catalogue_json();
std::string roles_json();
std::string scene_json(Session& session);
std::string scene_csv(Session& session);
std::string state_json(const Saved& saved);

/// Reads what `state_json` wrote, for the simulator described. Anything else, of any depth or size,
/// is refused with a sentence.
Result<Saved> parse_state(std::string_view text, const Description& description);

}  // namespace lesson
