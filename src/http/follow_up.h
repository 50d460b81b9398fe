#pragma once
// What follows outside the journal from what is in it (后续处理): a closed account's secrets are forgotten, an approved
// erasure is carried out in the vault and confirmed in the journal.

#include "http/city.h"
#include "journal/event.h"

namespace seethrough::http {

/// After an event became durable.
void follow_up(const City& city, const journal::Event& event);
/// At the start: what a stop may have kept from being done. How many erasures were carried out.
Result<std::size_t, Failure> catch_up(const City& city);

}  // namespace seethrough::http
