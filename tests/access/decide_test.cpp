#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

#include "access/given.h"
#include "access/table.h"

using namespace access_test;

namespace {

const Pseudonym person = [] {
  Pseudonym p;
  p.bytes.fill(7);
  return p;
}();
const GrantRole clerk_role{"wang", Role::clerk, Programme::subsidies, district};
const IssueKey till_key{"till", "00112233aabb", {"claims"}, today};

State folded(std::initializer_list<Event> events) {
  State state;
  for (const Event& event : events) access::apply(state, event);
  return state;
}

}  // namespace

TEST_CASE("an organ is registered once, with both names, at a place of the city") {
  const RegisterOrgan organ = office.organ;
  given().when(organ).then(office);
  given(office).when(organ).refused(AlreadyRegistered{"office"});
  given().when(RegisterOrgan{"Office", "办公室", "Office", district}).refused(NotAName{"Office"});
  given().when(RegisterOrgan{"office", " ", "Office", district}).refused(NameMissing{"office"});
  given().when(RegisterOrgan{"office", "办公室", "Office", elsewhere}).refused(UnknownPlace{elsewhere});
}

TEST_CASE("an account is opened once for an organ, and no built-in name is opened") {
  given(office).when(opened("wang").account).then(opened("wang"));
  given(office, opened("wang")).when(opened("wang").account).refused(AlreadyOpen{"wang"});
  given().when(opened("wang").account).refused(UnknownOrgan{"office"});
  for (const char* name : {"local", "demo", "a", "1abc", "Wang", "wang li", ""})
    given(office).when(opened(name).account).refused(NotAName{name});
}

TEST_CASE("roles are granted and taken away by somebody else, each once") {
  given(office, opened("wang")).when(clerk_role).then(RoleGranted{clerk_role});
  given(office, opened("wang"), RoleGranted{clerk_role}).when(clerk_role).refused(AlreadyGranted{"wang", Role::clerk});
  const RevokeRole back{"wang", Role::clerk, Programme::subsidies, district};
  given(office, opened("wang"), RoleGranted{clerk_role}).when(back).then(RoleRevoked{back});
  given(office, opened("wang")).when(back).refused(NotGranted{"wang", Role::clerk});
  given(office).when(clerk_role).refused(UnknownAccount{"wang"});
  given(office, opened("wang")).when(GrantRole{"wang", Role::clerk, Programme::all, elsewhere}).refused(UnknownPlace{elsewhere});
  speaker = "wang";
  given(office, opened("wang")).when(clerk_role).refused(OwnAccount{"wang"});
  given(office, opened("wang")).when(SuspendAccount{"wang", "离岗"}).refused(OwnAccount{"wang"});
  speaker = "admin";
}

TEST_CASE("a suspended account keeps its roles and a closed one loses everything for good") {
  const auto suspended = given(office, opened("wang"), RoleGranted{clerk_role}, AccountSuspended{"wang", "离岗"});
  suspended.when(ResumeAccount{"wang"}).then(AccountResumed{"wang"});
  suspended.when(clerk_role).refused(NotInThisState{"wang", "suspended", "access.grant_role"});
  given(office, opened("wang")).when(SuspendAccount{"wang", " "}).refused(ReasonMissing{"access.suspend_account"});
  const auto closed = given(office, opened("wang"), RoleGranted{clerk_role}, AccountClosed{"wang", "离职"});
  CHECK(closed.state().account("wang")->grants.empty());
  closed.when(ResumeAccount{"wang"}).refused(NotInThisState{"wang", "closed", "access.resume_account"});
  closed.when(opened("wang").account).refused(AlreadyOpen{"wang"});
}

TEST_CASE("a key is a machine's, has a known scope and an end, and its name is used once") {
  const auto till = given(office, opened("till", AccountKind::machine));
  till.when(till_key).then(KeyIssued{till_key});
  given(office, opened("till")).when(till_key).refused(WrongKind{"till"});
  given(office, opened("till", AccountKind::machine), KeyIssued{till_key}).when(till_key).refused(KeyTaken{till_key.key});
  till.when(IssueKey{"till", "0011", {"claims"}, today}).refused(NotAKeyName{"0011"});
  till.when(IssueKey{"till", till_key.key, {}, today}).refused(UnknownScope{""});
  till.when(IssueKey{"till", till_key.key, {"everything"}, today}).refused(UnknownScope{"everything"});
  till.when(IssueKey{"till", till_key.key, {"claims"}, today + -1}).refused(KeyEndsInPast{today + -1, today});
  const auto issued = given(office, opened("till", AccountKind::machine), KeyIssued{till_key});
  issued.when(RevokeKey{"till", till_key.key}).then(KeyRevoked{"till", till_key.key});
  issued.when(RevokeKey{"till", "ffffffffffff"}).refused(UnknownKey{"ffffffffffff"});
}

TEST_CASE("an erasure takes two people, and is confirmed once the documents are gone") {
  given().when(RequestErasure{person, "本人申请"}).then(ErasureRequested{person, "本人申请", "admin", today});
  const ErasureRequested asked{person, "本人申请", "wang", today};
  given(asked).when(ApproveErasure{person}).then(ErasureApproved{person, "admin", today});
  given(asked).when(RefuseErasure{person, "诉讼未结"}).then(ErasureRefused{person, "诉讼未结", "admin", today});
  speaker = "wang";
  given(asked).when(ApproveErasure{person}).refused(SamePerson{"wang"});
  given(asked).when(RefuseErasure{person, "不办"}).refused(SamePerson{"wang"});
  speaker = "admin";
  given(asked).when(RequestErasure{person, "再次"}).refused_as<ErasureNotInThisState>();
  given().when(ApproveErasure{person}).refused_as<ErasureNotInThisState>();
  const ErasureApproved approved{person, "admin", today};
  given(asked, approved).when(ConfirmErasure{person, 3}).then(PersonErased{person, 3});
  given(asked, approved, PersonErased{person, 3})
      .when(RequestErasure{person, "又有新记录"})
      .then(ErasureRequested{person, "又有新记录", "admin", today});
}

TEST_CASE("rights follow roles, programmes and the tree of places; what is not granted is denied") {
  const State state = folded({office, opened("wang"), opened("nobody"), RoleGranted{clerk_role}});
  const auto may = [&](const char* who, Right right, Programme programme, std::optional<PlaceCode> place) {
    return holds(state, places(), who, {right, programme, place});
  };
  CHECK(may("wang", Right::enter, Programme::subsidies, district));
  CHECK(may("wang", Right::enter, Programme::subsidies, std::nullopt));
  CHECK(may("wang", Right::enter, Programme::all, std::nullopt));
  CHECK_FALSE(may("wang", Right::enter, Programme::subsidies, other));
  CHECK_FALSE(may("wang", Right::enter, Programme::subsidies, city));
  CHECK_FALSE(may("wang", Right::enter, Programme::subsidies, elsewhere));
  CHECK_FALSE(may("wang", Right::enter, Programme::complaints, district));
  CHECK_FALSE(may("wang", Right::enter, Programme::all, district));
  CHECK_FALSE(may("wang", Right::administer, Programme::subsidies, district));
  CHECK_FALSE(may("nobody", Right::read_records, Programme::all, std::nullopt));
  CHECK_FALSE(may("stranger", Right::read_records, Programme::all, std::nullopt));
  CHECK(may("local", Right::operate, Programme::all, city));
}

TEST_CASE("a role at the city reaches every place below, and a suspended account none") {
  const RoleGranted auditor{{"li", Role::auditor, Programme::all, city}};
  State state = folded({office, opened("li"), auditor});
  const Requirement asked{Right::see_person, Programme::complaints, other};
  CHECK(holds(state, places(), "li", asked));
  CHECK(places_of(state, "li", Right::read_audit, Programme::all) == std::vector{city});
  access::apply(state, Event{AccountSuspended{"li", "休假"}});
  CHECK_FALSE(holds(state, places(), "li", asked));
  CHECK(places_of(state, "li", Right::read_audit, Programme::all).empty());
}

TEST_CASE("an auditor sees everything and changes nothing; nobody operates") {
  using enum Right;
  const auto rights = rights_of(Role::auditor);
  CHECK(rights == std::vector{read_records, see_person, read_accounts, read_audit});
  for (const Role role : {Role::clerk, Role::first_reviewer, Role::second_reviewer, Role::payer, Role::dispatcher,
                          Role::leader, Role::auditor, Role::administrator})
    CHECK_FALSE(carries(role, operate));
  CHECK_FALSE(carries(Role::administrator, see_person));
}

TEST_CASE("nobody reviews twice, and who pays reviews nothing") {
  using enum Right;
  for (const Role role : {Role::clerk, Role::first_reviewer, Role::second_reviewer, Role::payer, Role::dispatcher,
                          Role::leader, Role::auditor, Role::administrator}) {
    const int held = (carries(role, review) ? 1 : 0) + (carries(role, second_review) ? 1 : 0) + (carries(role, pay) ? 1 : 0);
    CHECK(held <= 1);
  }
  CHECK(rights_of(Role::second_reviewer) == std::vector{read_records, see_person, second_review});
  CHECK(rights_of(Role::payer) == std::vector{read_records, pay});
}

TEST_CASE("a route that pays or shows accounts asks for the whole city") {
  int routes = 0;
  for (const RouteRule& rule : route_rules()) {
    if (rule.right != Right::pay) continue;
    CAPTURE(rule.pattern);
    CHECK(rule.whole_city);
    CHECK(rule.programme == Programme::subsidies);
    ++routes;
  }
  CHECK(routes == 4);
}

TEST_CASE("a till's key sells and takes back on the day, and takes no goods back without its own scope") {
  const auto reaches = [](std::string_view scope, std::string_view command) {
    const auto& commands = find_scope(scope)->commands;
    return std::find(commands.begin(), commands.end(), command) != commands.end();
  };
  for (const char* command : {"subsidies.draw", "subsidies.redeem", "subsidies.void", "subsidies.file_batch"}) {
    CAPTURE(command);
    CHECK(reaches("claims", command));
    CHECK_FALSE(reaches("returns", command));
  }
  CHECK(reaches("returns", "subsidies.return_goods"));
  CHECK_FALSE(reaches("claims", "subsidies.return_goods"));
  CHECK_FALSE(reaches("claims", "subsidies.order_payment"));
}

TEST_CASE("a scope reaches only to commands and routes that have a rule") {
  for (const Scope& scope : scopes()) {
    CAPTURE(scope.id);
    for (const std::string_view command : scope.commands) CHECK(rule_of(command) != nullptr);
    for (const auto& [method, pattern] : scope.routes) CHECK(rule_of(method, pattern) != nullptr);
    CHECK(scope.commands.size() + scope.routes.size() > 0);
  }
  CHECK(find_scope("everything") == nullptr);
}
