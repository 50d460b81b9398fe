// Campaigns of complaints, and receipts.
#include <fmt/format.h>

#include <mutex>

#include "http/case_code.h"
#include "http/complaint_routes.h"
#include "http/doorkeeper.h"
#include "http/proxies.h"
#include "http/rate_limit.h"
#include "http/views_feed.h"
#include "pages/complaint_pages.h"

namespace seethrough::http {
namespace {

Response campaign(Shared& shared, const Request& request, Asked asked) {
  const std::string wanted(request.query_value("campaign").value_or(""));
  if (wanted.size() > 64)
    return refuse_value(request, asked.language, "campaign", wanted.substr(0, 64), {"督察活动的代号", "the identifier of a campaign"});
  asked.query = wanted;
  return shared.page(request, asked, [&](const pages::Site& site) {
    const complaints::State& state = site.reading.complaints();
    const complaints::Campaign* shown = state.campaigns.empty() ? nullptr : &state.campaigns.back();
    if (!wanted.empty()) shown = state.campaign(wanted);
    if (!shown && !wanted.empty())
      return refuse(request, asked.language, 404, {"没有这次督察活动", "There is no such campaign"},
                    {fmt::format("没有代号为“{}”的督察活动。去掉 campaign 参数可看最近一次。", wanted),
                     fmt::format("There is no campaign '{}'. Leave the parameter campaign out for the latest one.", wanted)});
    return as_response(pages::campaign_page(site, shown), asked);
  });
}

/// What looks codes up: the index, and how many wrong ones an address may try.
class LookUp {
 public:
  explicit LookUp(const SharedPointer& shared) : shared_(shared), codes_(shared->city) {}

  Response page(const Request& request, const Asked& asked);
  Response json(const Request& request, std::string_view text);

 private:
  using Clock = std::chrono::steady_clock;
  struct Found {
    std::string code;
    CaseCodes::Place at;
  };
  struct Missed {
    int status = 0;
    Words title, detail;
    std::optional<std::chrono::milliseconds> wait = {};
  };
  Result<Found, Missed> find(const Request& request, std::string_view text);
  Response show(const Asked& asked, const Found& found);

  SharedPointer shared_;
  CaseCodes codes_;
  std::mutex mutex_;
  RateLimit misses_{Rate{0.5, 20}};
};

std::string rate_key(const Request& request) {
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(request.client_address, error);
  return error ? request.client_address : limit_key(address);
}

Result<LookUp::Found, LookUp::Missed> LookUp::find(const Request& request, std::string_view text) {
  const std::string key = rate_key(request);
  const auto too_many = [](std::chrono::milliseconds wait) {
    const std::string seconds = retry_after(wait);
    return Missed{429,
                  {"请求过于频繁", "Too many requests"},
                  {fmt::format("从这里查错的次数过多，请在 {} 秒后再试。", seconds),
                   fmt::format("Too many wrong codes came from here; try again in {} s.", seconds)},
                  wait};
  };
  {
    const std::scoped_lock lock(mutex_);
    if (const auto wait = misses_.wait(key, Clock::now())) return Unexpected{too_many(*wait)};
  }
  auto code = parse_case_code(text);
  if (!code) return Unexpected{Missed{400, {"查询码不对", "The code is not right"}, sentence(code.error())}};
  if (const auto at = codes_.find(*code)) return Found{*code, *at};
  const std::scoped_lock lock(mutex_);
  static_cast<void>(misses_.take(key, Clock::now()));
  return Unexpected{Missed{404,
                           {"没有这一件", "There is no such case"},
                           {fmt::format("没有查询码为 {} 的举报件。请核对回执是不是本市的；刚登记的请过几分钟再查。", *code),
                            fmt::format("No case has the code {}. Check that the receipt is from this city; if it was "
                                        "registered just now, try again in a few minutes.",
                                        *code)}}};
}

/// The entry that registered the case, or split it off another; nothing while the lists have not come to it.
std::optional<pages::InLog> in_log(const City& city, const std::string& number) {
  if (!city.feed) return std::nullopt;
  const auto entries = city.feed->entries_of(RecordKind::complaint, number);
  if (entries.empty()) return std::nullopt;
  std::optional<pages::InLog> found;
  const auto read = city.journal.read(entries.front(), entries.front(), [&](std::uint64_t seq, std::string_view, const Digest& leaf) {
    found = pages::InLog{seq, leaf};
    return true;
  });
  return read ? found : std::nullopt;
}

Response LookUp::show(const Asked& asked, const Found& found) {
  const City& city = shared_->city;
  const auto look = [&](auto&& with) {
    return city.engine.look([&](const figures::Reading& reading, const std::string& checkpoint) {
      const complaints::Campaign& campaign = reading.complaints().campaigns.at(found.at.campaign);
      return with(reading, checkpoint, campaign, campaign.cases.at(found.at.one));
    });
  };
  const std::string number = look([](const auto&, const auto&, const auto&, const auto& one) { return one.entry.number; });
  const auto logged = in_log(city, number);
  return look([&](const auto& reading, const auto& checkpoint, const auto& campaign, const auto& one) {
           const pages::Site site{reading,    asked.language,     false,     city.engine.key().verifier.name,
                                  checkpoint, reading.position(), asked.path};
           return as_response(pages::receipt_page(site, {found.code, campaign, one, day_in_china(city.clock()), logged}), asked);
         })
      .with("Cache-Control", "no-store");
}

Response LookUp::page(const Request& request, const Asked& asked) {
  pages::ReceiptForm form;
  std::optional<std::chrono::milliseconds> wait;
  if (const auto text = request.query_value("code")) {
    const auto found = find(request, *text);
    if (found) return show(asked, *found);
    const Missed& missed = found.error();
    form = {text->size() <= 60 ? std::string(*text) : "", missed.detail.in(asked.language), missed.status};
    wait = missed.wait;
  }
  Response response = shared_->city.engine.look([&](const figures::Reading& reading, const std::string& checkpoint) {
    const pages::Site site{reading,    asked.language,     false,     shared_->city.engine.key().verifier.name,
                           checkpoint, reading.position(), asked.path};
    return as_response(pages::receipt_form(site, form), asked);
  });
  if (wait) response.headers.emplace_back("Retry-After", retry_after(*wait));
  return std::move(response).with("Cache-Control", "no-store");
}

Response LookUp::json(const Request& request, std::string_view text) {
  Asked asked;
  asked.language = language_of(request);
  asked.path = fmt::format("/{}/receipt", code(asked.language));
  asked.ending = ".json";
  const auto found = find(request, text);
  if (found) return show(asked, *found);
  const Missed& missed = found.error();
  Response response = refuse(request, asked.language, missed.status, missed.title, missed.detail);
  if (missed.wait) response.headers.emplace_back("Retry-After", retry_after(*missed.wait));
  return response;
}

}  // namespace

void add_complaint_pages(Doorkeeper& doors, const SharedPointer& shared) {
  for (const char* ending : {"", ".json"}) {
    doors.open("GET", std::string("/{lang}/complaints") + ending,
               [shared, ending](const Request& request, const PathParameters& path) {
                 const auto language = parse_language(path["lang"]);
                 if (!language) return no_such_address(request, language_of(request));
                 Asked asked;
                 asked.language = *language;
                 asked.path = fmt::format("/{}/complaints", code(*language));
                 asked.ending = ending;
                 return campaign(*shared, request, std::move(asked));
               });
  }
}

void add_receipt_pages(Doorkeeper& doors, const SharedPointer& shared) {
  const auto look_up = std::make_shared<LookUp>(shared);
  doors.open("GET", "/{lang}/receipt", [look_up](const Request& request, const PathParameters& path) {
    const auto language = parse_language(path["lang"]);
    if (!language) return no_such_address(request, language_of(request));
    Asked asked;
    asked.language = *language;
    asked.path = fmt::format("/{}/receipt", code(*language));
    return look_up->page(request, asked);
  });
  doors.open("GET", "/api/v1/complaint-receipts/{code}", [look_up](const Request& request, const PathParameters& path) {
    return look_up->json(request, path["code"]);
  });
}

}  // namespace seethrough::http
