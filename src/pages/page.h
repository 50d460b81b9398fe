#pragma once
// The public pages (公开页面): HTML and SVG from figures and bulletins, complete without JavaScript. Each page has a JSON
// twin at the same address with ".json" behind it.
//
//   /{lang}/d/2025-06-15[@size]                 front_page
//   /{lang}/f/{figure}/{place}/{cut-off}[@size] figure_page; ?dimension=vehicle narrows it
//   /{lang}/def/{figure}/v1                     definition_page
//   /{lang}/b/{series}/{number}                 bulletin_page
//   /{lang}/r?kind=claims&…                     records_page; its twin is /{lang}/r.json?…
//   /{lang}/case/{id}                           case_page
//   /{lang}/cal/2025                            calendar_page
//   /{lang}/verify                              verify_page

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/language.h"
#include "bulletins/document.h"
#include "figures/reading.h"

namespace seethrough::pages {

/// What every page needs. The reading is folded up to exactly what the page may know; pinned says that the address
/// named that position.
struct Site {
  const figures::Reading& reading;
  Language language = Language::zh;
  bool pinned = false;
  std::string origin;          ///< the log's name
  std::string checkpoint;      ///< signed note of the reading's position
  std::uint64_t log_size = 0;  ///< of the latest checkpoint, which may be larger
  std::string path;            ///< of this page, to keep it when the language changes: "/zh/d/2025-06-15"
};

struct Page {
  int status = 200;
  std::string html;
  std::string json;  ///< the twin; empty if the page has none
};

/// What differs between a figure of the city as an issued bulletin knew it and as it is known later, for the same
/// cut-off.
struct Revision {
  const publication::BulletinIssued* issued = nullptr;
  figures::Figure figure{};
  std::int64_t then = 0, now = 0;
};
/// Of one bulletin, by a reading that may know more; `issued` must outlive the answer.
std::vector<Revision> revisions(const figures::Reading& reading, const publication::BulletinIssued& issued);

/// One line of a list of records, as the views give it: cells in the order of the columns.
struct RecordColumn {
  std::string id;  ///< sort key
  std::string head;
  bool numeric = false;
};
struct RecordRow {
  std::string address;  ///< of the record's own page
  std::vector<std::string> cells;
  bool reconstructed = false;
};
struct RecordList {
  std::string kind;  ///< "claims", "complaints", "projects"
  std::vector<RecordColumn> columns;
  std::vector<RecordRow> rows;
  std::int64_t total = 0;  ///< matching records
  std::int64_t all = 0;    ///< records in the list without the filter
  std::string next;        ///< token of the next page; empty on the last
  /// The filter as given: text, place, class, state, from, to, next, and sort ("day" rising, "-day" falling).
  std::vector<std::pair<std::string, std::string>> query;
};

/// One step in the life of a record, from its journal entries.
struct CaseStep {
  std::uint64_t seq = 0;
  std::string when;  ///< instant, printed
  std::string by;
  std::string what;  ///< a sentence in the page's language
};
struct CaseFact {
  std::string name, value;
};
struct CaseFile {
  std::string id;
  std::string title;
  std::string state;
  std::string kind;  ///< as in RecordList
  bool reconstructed = false;
  std::vector<CaseFact> facts;
  std::vector<CaseStep> steps;
};

/// The day that "/" leads to and whose pages follow the log: the latest cut-off of any programme; nothing in a city
/// without records.
std::optional<Day> latest_day(const figures::Reading& reading);

Page front_page(const Site& site, Day day);
Page figure_page(const Site& site, figures::Figure figure, PlaceCode place, std::string_view dimension, Day cut_off);
Page definition_page(const Site& site, figures::Figure figure, int version);
/// `issued` as in the reading's publication state.
/// The site's reading is what the bulletin knew; `revised` is what is known otherwise by now.
Page bulletin_page(const Site& site, const publication::BulletinIssued& issued, const bulletins::Bulletin& bulletin,
                   const std::vector<Revision>& revised);
Page records_page(const Site& site, const RecordList& list);
Page case_page(const Site& site, const CaseFile& file);
Page calendar_page(const Site& site, int year);
Page verify_page(const Site& site, std::string_view verifier_key);
/// 404, 400 and 500 in the house's own form: what happened, what to do next.
Page problem_page(Language language, int status, std::string_view title, std::string_view detail);

/// CSV and SVG of a figure, for download.
std::string figure_csv(const Site& site, figures::Figure figure, PlaceCode place, Day cut_off);
std::string figure_svg(const Site& site, figures::Figure figure, PlaceCode place, Day cut_off);

/// The front page's figures alone, for the terminal and for live updates: id, printed value.
std::string front_text(const Site& site, Day day);

/// The style sheet, served at /static/site.css.
std::string_view style_sheet();

}  // namespace seethrough::pages
