// /api/v1/organs, accounts, access: who there is, and what an administrator does to their secrets. Opening an account,
// granting a role and the like are commands (POST /api/v1/commands).
#include <boost/describe/class.hpp>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

#include "access/table.h"
#include "http/account_json.h"
#include "http/body.h"
#include "http/case_file.h"
#include "journal/codec.h"
#include "http/doorkeeper.h"
#include "http/views_feed.h"
#include "messages/labels.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using access::Account;
using stores::TrailKind;
using stores::TrailOutcome;

constexpr std::size_t rows_of_a_page = 200;

struct ProviderBody {
  std::string issuer, subject;
};
BOOST_DESCRIBE_STRUCT(ProviderBody, (), (issuer, subject))

std::string_view standing_of(const Account& account) {
  return std::visit([](const auto& one) { return one.name; }, account.standing);
}

/// Where the account belongs to: an administrator's and an auditor's rights are held there.
std::optional<PlaceCode> place_of(const access::State& state, const Account& account) {
  const auto* organ = state.organ(account.opened.organ);
  return organ ? std::optional(organ->place) : std::nullopt;
}

/// What the journal knows of an account.
json::object known_json(const Account& account) {
  json::array grants;
  for (const access::Grant& grant : account.grants) grants.push_back(grant_json(grant));
  const auto keys = std::count_if(account.keys.begin(), account.keys.end(), [](const auto& key) { return !key.revoked; });
  return {{"account", account.opened.account},
          {"kind", boost::describe::enum_to_string(account.opened.kind, "?")},
          {"organ", account.opened.organ},
          {"standing", standing_of(account)},
          {"grants", std::move(grants)},
          {"keys", keys}};
}

/// Adds what the credentials know of it.
Result<void, Failure> add_credentials(const City& city, json::object& row) {
  const std::string account(row.at("account").as_string());
  const auto factor = city.entrance.credentials->has_second_factor(account);
  if (!factor) return Unexpected{factor.error()};
  row["second_factor"] = *factor;
  const auto password = city.entrance.credentials->has_password(account);
  if (!password) return Unexpected{password.error()};
  row["password"] = *password;
  const auto last = city.entrance.credentials->last_sign_in(account);
  if (!last) return Unexpected{last.error()};
  if (*last) row["last_sign_in"] = to_string(**last);
  return {};
}

/// What a list of accounts is narrowed to.
struct AccountFilter {
  std::string text, organ, standing, role, after;

  bool fits(const Account& account) const {
    if (!after.empty() && account.opened.account <= after) return false;
    if (!organ.empty() && account.opened.organ != organ) return false;
    if (!standing.empty() && standing_of(account) != standing) return false;
    if (!text.empty() && account.opened.account.find(text) == std::string::npos &&
        account.opened.organ.find(text) == std::string::npos)
      return false;
    return role.empty() || std::any_of(account.grants.begin(), account.grants.end(), [&](const access::Grant& grant) {
             return role == boost::describe::enum_to_string(grant.role, "?");
           });
  }
};

Response list_accounts(const City& city, const Request& request, const Caller& caller) {
  const auto asked = [&](const char* name) { return std::string(request.query_value(name).value_or("")); };
  const AccountFilter filter{asked("text"), asked("organ"), asked("standing"), asked("role"), asked("next")};
  const auto places = places_of(city, caller, access::Right::read_accounts, access::Programme::all);
  json::array rows;
  bool more = false;
  city.engine.look_at_access([&](const access::State& state) {
    for (const auto& [name, account] : state.accounts) {
      const auto place = place_of(state, account);
      const bool ours = place && std::any_of(places.begin(), places.end(),
                                             [&](PlaceCode of) { return city.places.within(*place, of); });
      if (!ours || !filter.fits(account)) continue;
      more = rows.size() == rows_of_a_page;
      if (more) break;
      rows.push_back(known_json(account));
    }
    return 0;
  });
  for (json::value& row : rows) {
    if (auto added = add_credentials(city, row.as_object()); !added)
      return refuse(request, language_of(request), added.error());
  }
  json::object out;
  if (more) out["next"] = rows.back().at("account");
  out["rows"] = std::move(rows);
  return private_json(std::move(out));
}

/// The account that the path names, if the caller holds `right` where it belongs to; else the refusal: the same for an
/// account that there is not.
Result<Account, Response> find_account(const City& city, const Request& request, const Caller& caller,
                                       std::string_view name, access::Right right) {
  std::optional<Account> found;
  std::optional<PlaceCode> place;
  city.engine.look_at_access([&](const access::State& state) {
    if (const Account* account = state.account(name)) {
      found = *account;
      place = place_of(state, *account);
    }
    return 0;
  });
  const access::Requirement asked{right, access::Programme::all, place.value_or(city.places.root().code)};
  if (!may(city, caller, right, access::Programme::all, asked.place))
    return Unexpected{forbid(city, request, caller, asked, request.path)};
  if (found) return std::move(*found);
  return Unexpected{no_such_address(request, language_of(request))};
}

/// The commands that the account was changed by, newest last. `about` tells whether an event is about it.
json::array history_json(const City& city, const std::string& name, Language language) {
  json::array out;
  if (!city.feed) return out;
  for (const std::uint64_t seq : city.feed->entries_of_account(name)) {
    const auto bytes = entry_bytes(city, seq);
    const auto entry = bytes && *bytes ? journal::decode_entry(**bytes)
                                       : Result<journal::Entry, Failure>(Unexpected{Failure{}});
    if (!entry) continue;
    out.push_back({{"seq", seq},
                   {"at", to_string(entry->envelope.at)},
                   {"by", entry->envelope.by},
                   {"what", told(city, entry->event, language)}});
  }
  return out;
}

Response one_account(const City& city, const Request& request, const Caller& caller, std::string_view name) {
  const auto account = find_account(city, request, caller, name, access::Right::read_accounts);
  if (!account) return account.error();
  json::object out = known_json(*account);
  if (auto added = add_credentials(city, out); !added) return refuse(request, language_of(request), added.error());
  json::array keys;
  for (const access::Key& key : account->keys) {
    json::array scopes;
    for (const std::string& scope : key.issued.scopes) scopes.emplace_back(scope);
    json::object one{{"key", key.issued.key},
                     {"scopes", std::move(scopes)},
                     {"until", to_string(key.issued.until)},
                     {"revoked", key.revoked}};
    if (const auto used = city.entrance.credentials->key_last_used(key.issued.key); used && *used)
      one["last_used"] = to_string(**used);
    keys.push_back(std::move(one));
  }
  out["keys"] = std::move(keys);
  const auto links = city.entrance.credentials->links(account->opened.account);
  if (!links) return refuse(request, language_of(request), links.error());
  json::array providers;
  for (const auto& link : *links) providers.push_back({{"issuer", link.issuer}, {"subject", link.subject}});
  out["providers"] = std::move(providers);
  out["history"] = history_json(city, account->opened.account, language_of(request));
  return private_json(std::move(out));
}

Response list_organs(const City& city, const Request&, const Caller&) {
  json::array rows;
  city.engine.look_at_access([&](const access::State& state) {
    for (const access::RegisterOrgan& organ : state.organs) rows.push_back(organ_json(organ));
    return 0;
  });
  return private_json(json::object{{"rows", std::move(rows)}});
}

/// Calls `visit` with each enumerator.
template <class Enum, class Visit>
void each(Visit visit) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) { visit(one.value, one.name); });
}

/// The table in code, for the console's forms.
Response table(const City&, const Request&, const Caller&) {
  json::array roles, rights, programmes, scopes;
  each<access::Role>([&](access::Role role, const char* name) {
    json::array carried;
    for (const access::Right right : access::rights_of(role))
      carried.emplace_back(boost::describe::enum_to_string(right, "?"));
    roles.push_back({{"role", name},
                     {"zh", label(role, Language::zh)},
                     {"en", label(role, Language::en)},
                     {"rights", std::move(carried)}});
  });
  each<access::Right>([&](access::Right right, const char* name) {
    if (right == access::Right::operate) return;
    rights.push_back({{"right", name}, {"zh", label(right, Language::zh)}, {"en", label(right, Language::en)}});
  });
  each<access::Programme>([&](access::Programme programme, const char* name) {
    programmes.push_back(
        {{"programme", name}, {"zh", label(programme, Language::zh)}, {"en", label(programme, Language::en)}});
  });
  for (const access::Scope& scope : access::scopes())
    scopes.push_back({{"scope", scope.id}, {"zh", scope.zh}, {"en", scope.en}});
  return private_json(json::object{{"roles", std::move(roles)},
                                   {"rights", std::move(rights)},
                                   {"programmes", std::move(programmes)},
                                   {"scopes", std::move(scopes)}});
}

Response invite(const City& city, const Request& request, const Caller& caller, std::string_view name) {
  const auto account = find_account(city, request, caller, name, access::Right::administer);
  if (!account) return account.error();
  if (!account->active() || account->opened.kind != access::AccountKind::person)
    return as_response(told_problem(422, {"不能邀请这个账号", "This account cannot be invited"},
                                    {"只有在用的人员账号才能设置口令。请核对账号的类型和状态。",
                                     "Only an active account of a person has a password. Check its kind and state."},
                                    language_of(request), "invitation.not_possible"));
  const Instant now = city.clock();
  const auto code = city.entrance.credentials->invite(name, now);
  if (!code) return refuse(request, language_of(request), code.error());
  note(city, request, caller.account, TrailKind::credential, TrailOutcome::done, name, "invited");
  constexpr std::int64_t day_ms = 86'400'000;
  return private_json(json::object{{"code", *code}, {"expires_at", to_string(Instant{now.ms + day_ms})}}, 201);
}

/// Something that is taken from an account, and is on record as `what`.
using Take = Result<void, Failure> (*)(stores::SqliteCredentials&, const std::string& account);
GuardedHandler taking(const SharedPointer& shared, const char* what, Take take) {
  return [shared, what, take](const Request& request, const PathParameters& path, const Caller& caller) {
    const City& city = shared->city;
    const auto account = find_account(city, request, caller, path["account"], access::Right::administer);
    if (!account) return account.error();
    if (auto taken = take(*city.entrance.credentials, account->opened.account); !taken)
      return refuse(request, language_of(request), taken.error());
    note(city, request, caller.account, TrailKind::credential, TrailOutcome::done, account->opened.account, what);
    return no_content();
  };
}

/// Links an OpenID subject to the account, or takes the link away.
GuardedHandler linking(const SharedPointer& shared, bool on) {
  return [shared, on](const Request& request, const PathParameters& path, const Caller& caller) {
    const City& city = shared->city;
    const auto account = find_account(city, request, caller, path["account"], access::Right::administer);
    if (!account) return account.error();
    const auto body = read_body<ProviderBody>(request);
    if (!body) return body.error();
    if (body->issuer.empty() || body->subject.empty())
      return refuse(request, language_of(request), 400, {"缺少身份信息", "The subject is missing"},
                    {"issuer 和 subject 都要填写。", "Give both issuer and subject."});
    if (account->opened.account == caller.account)
      return as_response(told_problem(422, {"不能变更自己的账号", "Nobody changes their own account"},
                                      {"请由另一位管理员办理。", "Let another administrator do it."},
                                      language_of(request), access::OwnAccount::type));
    const auto done = on ? city.entrance.credentials->link(body->issuer, body->subject, account->opened.account)
                         : city.entrance.credentials->unlink(body->issuer, body->subject);
    if (!done) {
      const Words why = as_sentence({done.error().zh, done.error().en});
      return done.error().kind == FailureKind::conflict
                 ? refuse(request, language_of(request), 409, {"已关联其他账号", "Linked to another account"}, why)
                 : refuse(request, language_of(request), done.error());
    }
    note(city, request, caller.account, TrailKind::credential, TrailOutcome::done, account->opened.account,
         on ? "provider linked" : "provider unlinked");
    return no_content();
  };
}

}  // namespace

void add_account_api(Doorkeeper& doors, const SharedPointer& shared) {
  const auto add = [&](const char* pattern, Response (*handler)(const City&, const Request&, const Caller&)) {
    doors.guard("GET", pattern, [shared, handler](const Request& request, const PathParameters&, const Caller& caller) {
      return handler(shared->city, request, caller);
    });
  };
  add("/api/v1/access", table);
  add("/api/v1/organs", list_organs);
  add("/api/v1/accounts", list_accounts);
  doors.guard("GET", "/api/v1/accounts/{account}",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return one_account(shared->city, request, caller, path["account"]);
              });
  doors.guard("POST", "/api/v1/accounts/{account}/invitation",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return invite(shared->city, request, caller, path["account"]);
              });
  doors.guard("DELETE", "/api/v1/accounts/{account}/second-factor",
              taking(shared, "second factor taken off", [](stores::SqliteCredentials& credentials, const std::string& name) {
                return credentials.drop_second_factor(name);
              }));
  doors.guard("DELETE", "/api/v1/accounts/{account}/sessions",
              taking(shared, "sessions ended", [](stores::SqliteCredentials& credentials, const std::string& name) {
                return credentials.end_sessions(name);
              }));
  doors.guard("PUT", "/api/v1/accounts/{account}/providers", linking(shared, true));
  doors.guard("DELETE", "/api/v1/accounts/{account}/providers", linking(shared, false));
}

}  // namespace seethrough::http
