#pragma once
// Every command, event and rejection of the house, and the envelope a command arrives in.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "access/events.h"
#include "access/rejections.h"
#include "base/request_id.h"
#include "calendar/instant.h"
#include "chains/programme.h"
#include "complaints/rejections.h"
#include "complaints/events.h"
#include "projects/events.h"
#include "projects/rejections.h"
#include "publication/publication.h"
#include "subsidies/events.h"
#include "subsidies/rejections.h"

namespace seethrough::journal {

/// What arrives with a command: decide asks nobody for the time, an identifier or a random number.
struct Envelope {
  RequestId request;
  Fingerprint fingerprint;  ///< of what was asked
  Instant at;
  std::string by;  ///< the account
};

using Command = std::variant<subsidies::Command, complaints::Command, projects::Command, chains::Command,
                             publication::Command, access::Command>;
using Rejection = std::variant<subsidies::Rejection, complaints::Rejection, projects::Rejection, chains::Rejection,
                               publication::Rejection, access::Rejection>;

/// A command that was refused. It is in the journal so that the same request gets the same refusal for ever.
struct Refused {
  static constexpr std::string_view type = "refused/1";
  std::string command;  ///< the command's type
  Rejection rejection;
};

using Event = std::variant<subsidies::Event, complaints::Event, projects::Event, chains::Event, publication::Event,
                           access::Event, Refused>;

/// One entry of the journal, decoded.
struct Entry {
  std::uint64_t seq = 0;
  Envelope envelope;
  Event event;
};

/// The type of the command, event or rejection that `held` holds, e.g. "subsidies.redeem".
template <class Variant>
std::string_view type_of(const Variant& held) {
  return std::visit(
      [](const auto& one) -> std::string_view {
        if constexpr (requires { one.type; }) {
          return one.type;
        } else {
          return type_of(one);
        }
      },
      held);
}

}  // namespace seethrough::journal
