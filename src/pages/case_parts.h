#pragma once
// The parts of the pages that speak of a complaint case: its links, updates, photographs and bulletins.

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "complaints/state.h"
#include "pages/view.h"

namespace seethrough::pages {

/// A sentence in the page's language.
template <class... Arguments>
std::string say(const View& view, const char* zh, const char* en, const Arguments&... arguments) {
  return fmt::format(fmt::runtime(view.t(zh, en)), arguments...);
}

/// A case and its campaign, by its number; nulls if there is none.
struct FoundCase {
  const complaints::Campaign* campaign = nullptr;
  const complaints::Case* one = nullptr;
};
FoundCase find_case(const figures::Reading& reading, const std::string& number);

std::string unit_name(const View& view, const complaints::Unit& unit);
/// "1、2" with each number of the campaign's leading to its case.
Html linked_numbers(const View& view, const complaints::Campaign& campaign, const std::vector<std::string>& numbers);
/// The value of a fact; numbers of other cases of the campaign lead to them.
Html linked_value(const View& view, const FoundCase& of, const std::string& value);
/// The numbers of a split case's parts.
std::vector<std::string> parts_of(const complaints::Case& one);

/// What was posted on the case, the latest first; empty without any.
Html updates_section(const View& view, const complaints::Case& one);
/// Before and after, of a case that is public; empty without any.
Html photographs_section(const View& view, const complaints::Case& one);
/// Photographs that everybody may see.
std::vector<const complaints::AttachEvidence*> photographs(const complaints::Case& one);
std::string photograph_address(const complaints::AttachEvidence& one);

/// The last bulletin of a series that was issued of a campaign's batch with a cut-off from that day on; null if none was.
const publication::BulletinIssued* bulletin_of(const figures::Reading& reading, const complaints::Campaign& campaign,
                                               publication::Series series, int batch, Day from);
/// Of the disclosure in which the case is public; null if there is none.
const publication::BulletinIssued* disclosure_of(const figures::Reading& reading, const complaints::Campaign& campaign,
                                                 const complaints::Case& one);
Html bulletin_link(const View& view, const publication::BulletinIssued& issued);

/// A term and what it is, in a list of facts.
Html fact(const std::string& name, const Html& value);

}  // namespace seethrough::pages
