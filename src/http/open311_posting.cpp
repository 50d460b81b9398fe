// A request that a client hands in becomes a complaint case.
//
// The complainant, the text and the address go into the vault; the journal gets the case with a commitment to them. The
// number is the next free one of the day, so cases are registered one after the other; another way of entry (a file,
// the console) may still take a number first, and then the next one is tried. The request's identifier comes from the
// account and the client's key, and who was given a case under it before gets the same number again.
#include <fmt/format.h>

#include <algorithm>

#include "exchange/case_row.h"
#include "http/commanding.h"
#include "http/open311.h"
#include "http/open311_case.h"
#include "identifiers/case_number.h"

namespace seethrough::http {
namespace {

using open311::NewRequest;

constexpr int attempts = 5;  // to find a number that nobody takes meanwhile

/// The first serial number of the day that no case has; nothing if the pattern's digits do not suffice for it.
std::optional<std::string> free_number(const complaints::Campaign& campaign, Day today) {
  CaseNumber number{open311_letter, today, 0, false};
  for (const complaints::Case& one : campaign.cases) {
    const auto taken = parse_case_number(campaign.declared.number_pattern, one.entry.number);
    if (taken && taken->day == today && (taken->channel == 0 || taken->channel == open311_letter))
      number.serial = std::max(number.serial, taken->serial);
  }
  ++number.serial;
  std::string text = case_number(campaign.declared.number_pattern, number);
  if (!parse_case_number(campaign.declared.number_pattern, text)) return std::nullopt;
  return text;
}

/// The case as it stands before it has a number.
struct Draft {
  exchange::CaseInput input;
  std::string pattern_fault;  ///< the pattern that has no number left; empty: there is one
};

Open311Result<Draft> draft(const City& city, const Open311Call& call, const NewRequest& request) {
  const Day today = day_in_china(city.clock());
  return city.engine.look([&](const figures::Reading& reading, const std::string&) -> Open311Result<Draft> {
    const Open311Service service = find_open311_service(reading.complaints(), request.service_code);
    if (!service || !takes_complaints(*service.campaign, today))
      return refuse_open311(
          {{404, "service_code", request.service_code, {"services 所列的服务代码", "a code that services lists"}, {}}},
          call.language);
    const complaints::DeclareCampaign& declared = service.campaign->declared;
    if (!city.places.within(request.place, declared.place))
      return refuse_open311({{400, "address_id", std::to_string(request.place.value),
                              {"该督察活动所在市的县区", "a unit of the city that the campaign is about"}, {}}},
                            call.language);
    Draft made;
    complaints::RegisterCase& entry = made.input.entry;
    entry.campaign = declared.campaign;
    // In a campaign that hands each case over when it is registered there are no batches.
    entry.batch = service.campaign->terms().continuous ? 0 : static_cast<int>(service.campaign->batches.size()) + 1;
    entry.day = today;
    entry.place = request.place;
    entry.pollution = declared.types[service.type];
    entry.channel = open311_channel;
    if (auto number = free_number(*service.campaign, today)) entry.number = *std::move(number);
    else made.pattern_fault = declared.number_pattern;
    return made;
  });
}

void fill_in(exchange::CaseInput& input, const NewRequest& request) {
  input.complainant = request.full_name();
  input.phone = request.phone;
  input.text = request.description;
  input.address = request.address_string;
  input.email = request.email;
  input.media = request.media_urls;
  if (!request.lat.empty()) input.position = request.lat + "," + request.longitude;
}

open311::Registered registered(const std::string& number, Language language) {
  return {number, in(language, fmt::format("已登记，受理编号 {}。办理进展可凭编号查询。", number),
                     fmt::format("Registered as {}. Ask for its progress under that number.", number))};
}

/// Whether another case took the number, or another hand the batch, between the look and the decision.
bool was_overtaken(const journal::Event& event) {
  const auto* refused = std::get_if<journal::Refused>(&event);
  if (!refused) return false;
  const std::string_view type = journal::type_of(refused->rejection);
  return type == complaints::CaseAlreadyRegistered::type || type == complaints::BatchAlreadyHandedOver::type;
}

/// Puts the documents into the vault and gives the command.
Open311Result<engine::Answer> give_case(const City& city, const Open311Call& call, const Caller& caller,
                                        const std::string& key, const exchange::CaseInput& input) {
  const std::string document = exchange::document_of(input);
  const stores::NewRecord record{exchange::subject_of(input, city.vault), document};
  const auto kept = city.vault.put({&record, 1});
  if (!kept) return refuse_open311(kept.error(), call.language);
  engine::Submission one = submission(city, caller.account, key, exchange::to_command(input, kept->front()));
  one.envelope.fingerprint = city.vault.fingerprint(open311_content(call.parameters));
  const auto answer = give(city, std::move(one), call.language);
  if (answer) return *answer;
  return refuse_open311(503, {"暂时无法受理，请稍后重试。", "Not available at the moment; try again later."},
                        call.language);
}

/// The number that was given under that request before, or nothing; a refusal if it was for something else.
Open311Result<std::optional<std::string>> given_before(Open311& endpoint, const Open311Call& call,
                                                       const RequestId& request) {
  const City& city = endpoint.city;
  const auto known = endpoint.index.find(request);
  if (!known) return std::optional<std::string>{};
  if (known->fingerprint == city.vault.fingerprint(open311_content(call.parameters)))
    return std::optional(known->number);
  return refuse_open311(400,
                        {"同一个 Idempotency-Key（或 token）先前提交过内容不同的请求，这次什么也没有做。换一个再提交。",
                         "The same Idempotency-Key (or token) came with a different request before; nothing was done "
                         "this time. Use another one."},
                        call.language);
}

RequestId request_id(const City& city, const Caller& caller, const std::string& key) {
  return submission(city, caller.account, key, complaints::Command{complaints::RegisterCase{}}).envelope.request;
}

/// One attempt's key: printable keys cannot name it themselves.
std::string attempt_key(const std::string& key, int attempt) { return fmt::format("{}\nopen311 {}", key, attempt); }

Open311Answer attempt_all(Open311& endpoint, const Open311Call& call, const Caller& caller, const NewRequest& request,
                          const std::string& key) {
  const City& city = endpoint.city;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    if (auto read = endpoint.index.catch_up(city.engine.size()); !read)
      return refuse_open311(read.error(), call.language);
    const std::string own_key = attempt_key(key, attempt);
    const auto before = given_before(endpoint, call, request_id(city, caller, own_key));
    if (!before) return Unexpected{before.error()};
    if (*before) return open311::document(registered(**before, call.language));
    auto made = draft(city, call, request);
    if (!made) return Unexpected{made.error()};
    if (!made->pattern_fault.empty())
      return refuse_open311(
          503,
          {fmt::format("今天的受理编号已用完（格式 {}），请改用电话或来信。", made->pattern_fault),
           fmt::format("The day's case numbers ({}) are used up; call or write instead.", made->pattern_fault)},
          call.language);
    fill_in(made->input, request);
    const auto answer = give_case(city, call, caller, own_key, made->input);
    if (!answer) return Unexpected{answer.error()};
    const auto event = decided(city, *answer, call.language);
    if (event) return open311::document(registered(made->input.entry.number, call.language));
    if (answer->event && was_overtaken(*answer->event)) continue;
    return refuse_open311(event.error(), call.language);
  }
  return refuse_open311(503, {"登记正忙，请稍后重试。", "Registration is busy; try again in a moment."}, call.language);
}

}  // namespace

Open311Answer open311_register(Open311& endpoint, const Open311Call& call, std::string_view pattern) {
  const City& city = endpoint.city;
  const auto caller = open311_caller(city, call, pattern);
  if (!caller) return Unexpected{caller.error()};
  const auto request = open311::read_new_request(call.parameters, city.places);
  if (!request) return refuse_open311(request.error(), call.language);
  const auto key = open311_key(call, request->token);
  if (!key) return Unexpected{key.error()};
  // Before the vault takes anything.
  if (auto no = forbid_open311(city, call, *caller, complaints::RegisterCase::type, request->place))
    return Unexpected{*std::move(no)};
  const std::scoped_lock one_after_the_other(endpoint.registering);
  return attempt_all(endpoint, call, *caller, *request, *key);
}

}  // namespace seethrough::http
