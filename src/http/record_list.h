#pragma once
// Lists of records (清单): what a list's address asks for, and the list as pages and programs have it.

#include <optional>
#include <string>
#include <string_view>

#include "http/routes.h"
#include "http/views_feed.h"
#include "stores/list_query.h"

namespace seethrough::http {

/// "claims", "complaints", "projects".
std::optional<RecordKind> parse_record_kind(std::string_view text);
std::string_view name(RecordKind kind);

/// A parameter that cannot be understood.
struct BadParameter {
  std::string name, value;
  Words expected;
};

struct ListRequest {
  RecordKind kind = RecordKind::claim;
  stores::ListQuery query;
  Pairs given;  ///< the filter under the names that the pages use
};

/// Reads kind's filter from the query: text (or q), place, class (or type, level), state (or stage), from, to, sort
/// ("-day" for descending), next, limit; of complaints also campaign, batch, finding, unit and due (overdue, today, tomorrow, week, none; today is
/// the day in China by the city's clock). `strict` refuses parameters of any other name, which a program misspelt.
/// The text may be a claim's number as it is printed, or a part of the name that a kind of the city's rules has.
Result<ListRequest, BadParameter> read_list_request(const Request& request, RecordKind kind, const City& city,
                                                    std::uint32_t usual_limit, bool strict);

/// The page of the list that was asked for, as a page shows it.
Result<pages::RecordList, Failure> record_list(const City& city, const ListRequest& asked, Language language);
/// The same for a program: raw values. {"kind","total","journal_position","records":[…],"next"}
Result<std::string, Failure> record_list_json(const City& city, const ListRequest& asked);

}  // namespace seethrough::http
