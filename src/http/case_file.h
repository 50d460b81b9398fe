#pragma once
// One record (卷宗): a claim, a complaint case or a project, told from the entries of the journal that speak of it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/routes.h"
#include "http/views_feed.h"

namespace seethrough::http {

struct RecordHistory {
  RecordKind kind = RecordKind::claim;
  std::string id;
  std::vector<journal::Entry> entries;  ///< at least one
  std::string state = {};                                ///< of a claim or a case; a project tells it by its entries
  std::optional<complaints::Case> complaint = {};  ///< as it stands
  complaints::Unit responsible = {};               ///< for it
};

/// The record of that identifier (C0000001, a case's number, a project's code), of `kind` if one is given. Nothing if
/// the lists do not know it (yet).
Result<std::optional<RecordHistory>, Failure> find_record(const City& city, std::string_view id,
                                                          std::optional<RecordKind> kind = {});

/// As its page shows it. No name, telephone or text of a complaint is in it: those are not in the journal.
pages::CaseFile case_file(const City& city, const RecordHistory& history, Language language);
/// {"id","kind","state","reconstructed","entries":[{"seq","at","by","event","receipt"}…]}
std::string record_json(const RecordHistory& history);

/// What an event says, as one sentence.
std::string told(const City& city, const journal::Event& event, Language language);

}  // namespace seethrough::http
