// GET /api/v1/complaint-campaigns, complaint-batches, complaint-rates: the campaigns of inspection complaints, their batches
// as they are counted, and how the cases were answered.
#include <boost/describe/enum_from_string.hpp>
#include <fmt/format.h>

#include <map>

#include "complaints/tally.h"
#include "complaints/words.h"
#include "http/body.h"
#include "http/case_file.h"
#include "http/case_json.h"
#include "http/doorkeeper.h"
#include "messages/labels.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using namespace complaints;

// Campaigns.

/// Whether a campaign of the whole city, or of a part of it, has to do with the caller's places.
bool reaches(const City& city, const ReadableCases& readable, PlaceCode of_campaign) {
  for (const Place& place : city.places.all())
    if (readable.has(place.code) && (city.places.within(place.code, of_campaign) || city.places.within(of_campaign, place.code)))
      return true;
  return false;
}

json::object campaign_json(const Campaign& campaign, const ReadableCases& readable) {
  const DeclareCampaign& declared = campaign.declared;
  const auto cases = std::count_if(campaign.cases.begin(), campaign.cases.end(),
                                   [&](const Case& one) { return readable.has(one); });
  return {{"campaign", declared.campaign},
          {"name_zh", declared.name_zh},
          {"name_en", declared.name_en},
          {"place", declared.place.value},
          {"stationed_from", to_string(declared.stationed_from)},
          {"stationed_to", to_string(declared.stationed_to)},
          {"types", json::array(declared.types.begin(), declared.types.end())},
          {"number_pattern", declared.number_pattern},
          {"phone_hours", declared.phone_hours},
          {"terms", declared.terms ? json::value(terms_json(*declared.terms)) : json::value(nullptr)},
          {"batches", campaign.batches.size()},
          {"cases", cases},
          {"suspended_since", day_json(campaign.suspended_since)},
          {"next_batch", campaign.batches.size() + 1}};
}

Response list_campaigns(const City& city, const Request&, const Caller& caller) {
  const ReadableCases readable(city, caller);
  json::array campaigns;
  city.engine.look([&](const figures::Reading& reading, const std::string&) {
    for (const Campaign& campaign : reading.complaints().campaigns)
      if (reaches(city, readable, campaign.declared.place)) campaigns.push_back(campaign_json(campaign, readable));
  });
  return private_json(json::object{{"campaigns", std::move(campaigns)}});
}

// Batches.

constexpr std::int64_t whole_case = 10'000;

/// A number of lines counted in parts of a case: whole cases, and what is left of one more.
void put_share(json::object& into, std::string_view name, std::string_view share_name, std::int64_t shares,
               std::int64_t unit) {
  into[name] = shares / unit;
  if (unit != 1 && shares % unit != 0) into[share_name] = shares % unit;
}

/// A count as a campaign prints it: of the parts of split cases, or of the cases as they came in.
struct Printed {
  Count count;
  bool parts = false;
  std::int64_t of(const Cases& cases) const { return parts ? cases.after_splitting : cases.received; }
};

json::array place_lines(const Printed& printed, const ReadableCases& readable) {
  json::array out;
  for (const auto& [name, cases] : printed.count.by_place) {
    const PlaceCode place{static_cast<std::int32_t>(std::stol(name))};
    if (!readable.has(place)) continue;
    json::object line{{"place", place.value}};
    put_share(line, "cases", "share", printed.of(cases), whole_case);
    out.push_back(std::move(line));
  }
  return out;
}

json::array lines_json(const Printed& printed, const Lines& lines, const char* of) {
  json::array out;
  for (const auto& [name, cases] : lines) out.push_back({{of, name}, {"cases", printed.of(cases)}});
  return out;
}

json::object header_json(const BatchHeader& header) {
  json::array by_place, by_type, by_channel;
  for (const PlaceCount& one : header.by_place) by_place.push_back({{"place", one.place.value}, {"cases", one.cases}});
  for (const TypeCount& one : header.by_type) by_type.push_back({{"pollution", one.pollution}, {"cases", one.cases}});
  for (const ChannelCount& one : header.by_channel.value_or(std::vector<ChannelCount>{}))
    by_channel.push_back({{"channel", name_json(one.channel)}, {"cases", one.cases}});
  return {{"cases", header.cases},
          {"key_cases", header.key_cases},
          {"by_place", std::move(by_place)},
          {"by_type", std::move(by_type)},
          {"by_channel", header.by_channel ? json::value(std::move(by_channel)) : json::value(nullptr)}};
}

/// "place 140403" as 地区 市辖区, "channel phone" as 渠道 来电.
std::string part_in_words(const City& city, const std::string& part, Language language) {
  if (const auto whole = word(part, language)) return std::string(*whole);
  const std::size_t space = part.find(' ');
  if (space == std::string::npos) return part;
  const std::string field = part.substr(0, space), name = part.substr(space + 1);
  Channel channel{};
  if (field == "channel" && boost::describe::enum_from_string(name.c_str(), channel))
    return fmt::format("{} {}", in(language, "渠道", "channel"), words(channel).in(language));
  const Place* place = field.starts_with("place") ? city.places.find_by_name(name) : nullptr;
  return fmt::format("{} {}", word(field, language).value_or(field), place ? in(language, place->zh, place->en) : name);
}

json::array differences_json(const City& city, const Campaign& campaign, int batch, const BatchHeader& header) {
  json::array out;
  for (const Difference& one : batch_differences(campaign, batch, header)) {
    json::object line{{"part", one.part},
                      {"part_zh", part_in_words(city, one.part, Language::zh)},
                      {"part_en", part_in_words(city, one.part, Language::en)}};
    put_share(line, "stated", "stated_share", one.stated, one.unit);
    put_share(line, "counted", "counted_share", one.counted, one.unit);
    out.push_back(std::move(line));
  }
  return out;
}

/// The cases of one batch that the caller reads.
using CasesOf = std::map<int, std::vector<const Case*>>;
CasesOf cases_by_batch(const Campaign& campaign, const ReadableCases& readable) {
  CasesOf batches;
  for (const Case& one : campaign.cases)
    if (one.entry.batch > 0 && readable.has(one)) batches[one.entry.batch].push_back(&one);
  return batches;
}

Printed printed(const Campaign& campaign, const std::vector<const Case*>& cases, bool parts) {
  std::vector<Countable> seen;
  for (const Case* one : cases)
    if (parts ? !std::holds_alternative<Split>(one->progress) : one->part_of.empty())
      seen.push_back(countable(campaign, *one));
  return {count(seen, counting_of(campaign)), parts};
}

/// Under `both`, channels and totals are of the cases as received, places and types of the parts.
void put_counts(json::object& out, const Campaign& campaign, const std::vector<const Case*>& cases,
                const ReadableCases& readable) {
  const SplitCounting splits = counting_of(campaign).splits;
  const Printed totals = printed(campaign, cases, splits == SplitCounting::after_splitting);
  const Printed lines = printed(campaign, cases, splits != SplitCounting::as_received);
  out["cases"] = totals.of(totals.count.cases);
  out["key_cases"] = totals.of(totals.count.key_cases);
  out["by_place"] = place_lines(lines, readable);
  out["by_type"] = lines_json(lines, lines.count.by_type, "pollution");
  out["by_channel"] = lines_json(totals, totals.count.by_channel, "channel");
}

void put_outcomes(json::object& out, const Campaign& campaign, const std::vector<const Case*>& cases) {
  std::int64_t by_closure[3] = {}, waiting = 0, to_disclose = 0, without_text = 0;
  for (const Case* one : cases) {
    if (std::holds_alternative<Split>(one->progress)) continue;
    if (const auto& outcome = outcome_of(campaign, *one)) ++by_closure[static_cast<int>(outcome->closure)];
    else ++waiting;
    if (!waits_for_publication(*one)) continue;
    ++to_disclose;
    without_text += one->text ? 0 : 1;
  }
  out["outcomes"] = json::object{{"complete", by_closure[static_cast<int>(Closure::complete)]},
                                 {"staged", by_closure[static_cast<int>(Closure::staged)]},
                                 {"open", by_closure[static_cast<int>(Closure::open)]},
                                 {"waiting", waiting}};
  out["to_disclose"] = to_disclose;
  out["without_text"] = without_text;
}

json::object batch_json(const City& city, const Campaign& campaign, int number, const std::vector<const Case*>& cases,
                        const ReadableCases& readable) {
  const bool handed_over = number <= static_cast<int>(campaign.batches.size());
  const Batch* batch = handed_over ? &campaign.batches[static_cast<std::size_t>(number - 1)] : nullptr;
  // Whoever sees a part of the cases cannot hold them against the sheet.
  const bool whole = readable.has(campaign.declared.place);
  json::object out{{"campaign", campaign.declared.campaign},
                   {"batch", number},
                   {"day", batch ? json::value(to_string(batch->day)) : json::value(nullptr)},
                   {"forwarded_on", batch ? json::value(to_string(batch->forwarded_on)) : json::value(nullptr)},
                   {"header", batch && whole ? json::value(header_json(batch->header)) : json::value(nullptr)},
                   {"differences", batch && whole ? differences_json(city, campaign, number, batch->header) : json::array{}},
                   {"disclosed", day_json(batch ? batch->disclosed : std::nullopt)}};
  put_counts(out, campaign, cases, readable);
  put_outcomes(out, campaign, cases);
  return out;
}

Response list_batches(const City& city, const Request& request, const Caller& caller) {
  const auto asked = campaign_asked(city, request);
  if (!asked) return asked.error();
  const ReadableCases readable(city, caller);
  std::vector<std::pair<Day, json::object>> rows;  // by the last day that anything came in
  city.engine.look([&](const figures::Reading& reading, const std::string&) {
    for (const Campaign& campaign : reading.complaints().campaigns) {
      if (*asked && campaign.declared.campaign != **asked) continue;
      const bool whole = readable.has(campaign.declared.place);
      CasesOf batches = cases_by_batch(campaign, readable);
      for (int number = 1; whole && number <= static_cast<int>(campaign.batches.size()); ++number) batches[number];
      for (const auto& [number, cases] : batches)
        rows.emplace_back(campaign.declared.stationed_from, batch_json(city, campaign, number, cases, readable));
    }
  });
  // The newest campaign first, and of each the newest batch.
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first > b.first;
    const auto& one = a.second.at("campaign").as_string();
    const auto& other = b.second.at("campaign").as_string();
    return one != other ? one < other : a.second.at("batch").as_int64() > b.second.at("batch").as_int64();
  });
  json::array out;
  for (auto& [from, row] : rows) out.push_back(std::move(row));
  return private_json(json::object{{"rows", std::move(out)}});
}

// Rates.

/// The day of the first report of the case's present round that was not sent back; nothing if there is none.
Result<std::optional<Day>, Failure> reported_on(const City& city, const std::string& number) {
  std::optional<Day> reported;
  bool stands = false;  // signed off once
  const auto history = find_record(city, number, RecordKind::complaint);
  if (!history) return Unexpected{history.error()};
  if (!*history) return reported;
  for (const journal::Entry& entry : (*history)->entries) {
    const auto* event = std::get_if<complaints::Event>(&entry.event);
    if (!event) continue;
    if (const auto* report = std::get_if<OutcomeReported>(event); report && report->asked.number == number) {
      if (!reported) reported = report->asked.day;
    } else if (std::holds_alternative<OutcomeSigned>(*event)) {
      stands = true;
    } else if (std::holds_alternative<CaseReopened>(*event)) {
      reported.reset();
      stands = false;
    } else if (std::holds_alternative<SignOffRefused>(*event) && !stands) {
      reported.reset();
    }
  }
  return reported;
}

Result<Period, Response> period_asked(const Request& request, Day today) {
  Period period{day_of(1900, 1, 1), today};
  for (const auto& [name, into] : {std::pair{"from", &period.first}, std::pair{"to", &period.last}}) {
    const auto asked = request.query_value(name);
    if (!asked) continue;
    const auto day = parse_day(*asked);
    if (!day)
      return Unexpected{refuse_value(request, language_of(request), name, *asked,
                                     {"日期，写作 2025-06-15", "a day, written 2025-06-15"})};
    *into = *day;
  }
  if (period.last < period.first)
    return Unexpected{refuse_value(request, language_of(request), "to", to_string(period.last),
                                   {"不早于 from 的日期", "a day not before `from`"})};
  return period;
}

json::value share_json(std::int64_t part, std::int64_t whole) {
  const auto share = share_bp(part, whole);
  return share ? json::value(*share) : json::value(nullptr);
}

json::object rates_json(const Rates& rates) {
  return {{"due", rates.due},
          {"closed", rates.closed},
          {"responded_in_time", rates.responded_in_time},
          {"called_back", rates.called_back},
          {"reached", rates.reached},
          {"solved", rates.solved},
          {"satisfied", rates.satisfied},
          {"mostly_satisfied", rates.mostly_satisfied},
          {"dissatisfied", rates.dissatisfied},
          {"response_bp", share_json(rates.responded_in_time, rates.due)},
          {"solution_bp", share_json(rates.solved, rates.reached)},
          {"satisfaction_bp", share_json(rates.satisfied + rates.mostly_satisfied, rates.reached)}};
}

Response show_rates(const City& city, const Request& request, const Caller& caller) {
  const auto asked = campaign_asked(city, request);
  if (!asked) return asked.error();
  const Day today = day_in_china(city.clock());
  const auto period = period_asked(request, today);
  if (!period) return period.error();
  const ReadableCases readable(city, caller);
  Rates rates;
  std::vector<std::pair<std::string, Day>> due;
  city.engine.look([&](const figures::Reading& reading, const std::string&) {
    for (const Campaign& campaign : reading.complaints().campaigns) {
      if (*asked && campaign.declared.campaign != **asked) continue;
      for (const Case& one : campaign.cases) {
        if (!readable.has(one)) continue;
        add(rates, one, *period);
        if (was_due(campaign, one, *period)) due.emplace_back(one.entry.number, *one.clock.dues.report);
      }
    }
  });
  for (const auto& [number, by] : due) {
    const auto reported = reported_on(city, number);
    if (!reported) return refuse(request, language_of(request), reported.error());
    if (!*reported && by >= today) continue;  // it may still come in time
    ++rates.due;
    rates.responded_in_time += *reported && **reported <= by ? 1 : 0;
  }
  return private_json(rates_json(rates));
}

}  // namespace

void add_case_api(Doorkeeper& doors, const SharedPointer& shared) {
  const auto add = [&](const char* pattern, Response (*handler)(const City&, const Request&, const Caller&)) {
    doors.guard("GET", pattern, [shared, handler](const Request& request, const PathParameters&, const Caller& caller) {
      return handler(shared->city, request, caller);
    });
  };
  add("/api/v1/complaint-campaigns", list_campaigns);
  add("/api/v1/complaint-batches", list_batches);
  add("/api/v1/complaint-rates", show_rates);
}

}  // namespace seethrough::http
