#pragma once
// The codec: entries and commands to canonical JSON and back.
//
// An entry is one JSON object: {"at":…,"by":…,"data":{…},"fingerprint":…,"request":…,"seq":…,"type":…}. `data` is the
// event's described struct; of a refusal it is {"command":…,"rejection":{"data":{…},"type":…}}.

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"
#include "journal/event.h"

namespace seethrough::journal {

/// An entry is carried in the log with a 16-bit length.
inline constexpr std::size_t largest_entry_bytes = 65'535;
/// A command's JSON is smaller still, so that its entry always fits.
inline constexpr std::size_t largest_command_bytes = 32'000;

/// Appends the entry's bytes.
void encode_entry(std::string& out, std::uint64_t seq, const Envelope& envelope, const Event& event);
/// Failure `corrupt` if the bytes are not an entry of a known type.
Result<Entry, Failure> decode_entry(std::string_view bytes);

/// {"data":{…},"type":…}
std::string encode_command(const Command& command);
/// Failure `malformed` names field, value and what is expected.
Result<Command, Failure> decode_command(std::string_view bytes);
/// The same for a command whose type is known from elsewhere (an address, a file's columns).
Result<Command, Failure> decode_command(std::string_view type, const boost::json::value& data);

/// An event whose type is known from elsewhere (a reply). Failure `corrupt` if it is not an event of that type.
Result<Event, Failure> decode_event(std::string_view type, const boost::json::value& data);

/// {"data":{…},"type":…} of an event or a rejection, for replies.
std::string encode_event(const Event& event);
std::string encode_rejection(const Rejection& rejection);

}  // namespace seethrough::journal
