// The role walk: every route and every command, by every role held for the whole city, for the district that the record
// lies in, and for another one; by an account without a role; and by nobody. What came of it is docs/RIGHTS.md, which a
// person has read; with ACCEPT set it is written anew.
#include <boost/describe/enum_to_string.hpp>
#include <boost/mp11/algorithm.hpp>
#include <fmt/format.h>

#include <map>
#include <regex>

#include "access/table.h"
#include "http/small_city.h"
#include "programme/moves_page.h"

namespace seethrough::http {
namespace {

using access::Role;

const PlaceCode other{140404};

const Tree& two_districts() {
  using subsidies_test::city, subsidies_test::district;
  static const Tree tree = *Tree::make({{city, PlaceCode{0}, "市", "City", false, 0, 0},
                                        {district, city, "区", "District", false, 0, 0},
                                        {other, city, "县", "County", false, 1, 0}});
  return tree;
}

constexpr Role roles[] = {Role::clerk, Role::first_reviewer, Role::second_reviewer, Role::payer,
                          Role::dispatcher, Role::leader, Role::auditor, Role::administrator};

std::string name(Role role) { return boost::describe::enum_to_string(role, "?"); }

/// A command of each type about the city's records in the district.
/// The steps of a case of the small city.
template <class Add>
void add_case_steps(const Add& add, Day day, const std::string& number) {
  using namespace complaints;
  using subsidies_test::district;
  const std::string campaign = "2031";
  const Unit unit{district, ""};
  add(SuspendCampaign{campaign, day, "暂停"});
  add(ResumeCampaign{campaign, day, "恢复"});
  add(AssignCase{campaign, number, day, {{unit, 10'000}}});
  add(AcceptCase{campaign, number, day, unit});
  add(ReturnCase{campaign, number, day, unit, "不在辖区"});
  add(SplitCase{campaign, number, day, {{district, "水"}, {district, "大气"}}, "两个问题"});
  add(MergeCases{campaign, number, day, {number}, "同一问题"});
  add(LinkDuplicate{campaign, number, day, number, ""});
  add(UnlinkDuplicate{campaign, number, day, "不是"});
  add(RecordFinding{campaign, number, day, 1, Finding::substantiated});
  add(RecordMeasure{campaign, number, day, 1, day, true, {}});
  add(RecordSanction{campaign, number, day, SanctionKind::fine, 1, Fen{100}, ""});
  add(AttachEvidence{campaign, number, day, EvidenceStage::after, {}, {}, "image/jpeg", 1});
  add(ReportOutcome{campaign, number, day, Closure::complete, {}});
  add(SignOff{campaign, number, day});
  add(RefuseSignOff{campaign, number, day, "再核"});
  add(ReopenCase{campaign, number, day, "再办"});
  add(RecordCallBack{campaign, number, day, false, false, {}});
  add(ExtendCase{campaign, number, day, day + 1, "复杂"});
  add(SuspendCase{campaign, number, day, "鉴定"});
  add(ResumeCase{campaign, number, day, "恢复"});
  add(Escalate{campaign, number, day, LadderStep::reminder});
  add(ApproveText{campaign, number, day, {"情况", "属实", "", "", ""}});
  add(PostUpdate{campaign, number, day, "进展"});
}

/// The steps of claims, batches, rounds, orders and funds; what they name is the small city's, or is not there.
template <class Add>
void add_subsidy_steps(const Add& add, Day day) {
  using namespace subsidies;
  using subsidies_test::district;
  const ClaimNumber first{1}, second{2};
  const Digest seed = subsidies_test::named<Digest>(7);
  add(DeclareShares{"goods", {{FundLevel::central, 9000}, {FundLevel::city, 1000}}, FundLevel::city, "文件"});
  add(AddToFund{"goods", Fen{100}, day, "文件"});
  add(Reclaim{"goods", Fen{100}, day, "文件"});
  add(SetQuota{"q", "goods", "", district, true, Fen{100'000'000}, day, "文件"});
  add(Pause{"home", district, day, "检查"});
  add(Resume{"home", district, day, "检查完毕"});
  add(OpenStore{shop_code, "2", "二店", district, day});
  add(ChangeStanding{shop_code, Standing::warned, day, "提醒", 0, Fen{}});
  add(RegisterProduct{"6901234567892", "冰箱", "fridge", 1, day});
  add(CommitSeed{"seed", seed, day, "抽查"});
  add(OpenRound{"round", "goods", "goods", district, {}, {}, 1, Fen{1}, RoundMethod::first_come, ""});
  add(Draw{"round", subsidies_test::someone(9), "fridge", Channel::offline, district});
  add(DrawLot{"round", seed});
  add(Expire{});
  add(Void{first, day, "冲正"});
  add(Accept{second, day});
  add(SendBack{second, day, "补正"});
  add(Resubmit{second, day, seed});
  add(FirstReview{second, day});
  add(SecondReview{second, day});
  add(Refuse{second, day, "scrappage", "不符"});
  add(Appeal{second, day, "申诉"});
  add(DecideAppeal{second, day, true, "成立"});
  add(Reopen{second, day, "重办"});
  add(Hold{first, day, HoldReason::other, "核对"});
  add(Release{first, day, "无误"});
  add(RecordRepayment{first, day, "R1"});
  add(Adjust{first, day, "2031/1", Fen{1}, "追溯"});
  add(FileBatch{"batch", shop_code, day, {first}, Fen{1}});
  add(ReviewBatch{"batch", day});
  add(DrawSample{"batch", day, "seed", seed, 1});
  add(RecordCheck{first, day, true, HoldReason::other, ""});
  add(PassBatch{"batch", day});
  add(HoldBatch{"batch", day, HoldReason::merchant_violation, ""});
  add(ReleaseBatch{"batch", day, ""});
  add(PostNotice{"notice", day, day, {"batch"}, {}});
  add(OrderPayment{"order", "goods", day, {"batch"}, {}});
  add(RecordResult{"order", 1, 1, true, Fen{1}, day, "B1", ""});
  add(RetryPayment{"order", 1, day});
}

std::map<std::string, journal::Command> sample_commands() {
  using namespace subsidies_test;
  const Day day = city_day;
  std::map<std::string, journal::Command> samples;
  const auto add = [&](auto programme) {
    journal::Command command{std::move(programme)};
    samples.emplace(journal::type_of(command), command);
  };
  const auto subsidy = [&](auto c) { add(subsidies::Command{std::move(c)}); };
  subsidy(subsidies::OpenFund{"more", 2031, {"home"}, Fen{100}, "预算", false});
  subsidy(subsidies::AdmitMerchant{"91440300708461136T", "店", district, day, false});
  subsidy(subsidies::ProfileMerchant{shop_code, "介绍", day, {}});
  subsidies::Purchase purchase = sold(3);
  purchase.place = district;
  subsidy(subsidies::Redeem{purchase});
  subsidy(subsidies::Apply{purchase});
  subsidy(subsidies::ReturnGoods{subsidies::ClaimNumber{1}, day, "退货"});
  subsidy(subsidies::Withdraw{subsidies::ClaimNumber{2}, day, "撤回"});
  add_subsidy_steps(subsidy, day);
  const auto complaint = [&](auto c) { add(complaints::Command{std::move(c)}); };
  complaints::DeclareCampaign campaign;
  campaign.campaign = "2032";
  complaint(campaign);
  complaints::RegisterCase one;
  one.campaign = "2031";
  one.number = "D3SX203106020002";
  one.batch = 2;
  one.day = day;
  one.place = district;
  one.pollution = "水";
  complaint(one);
  complaint(complaints::HandOverBatch{"2031", 2, day, day, {}, false});
  complaint(complaints::CorrectCase{"2031", case_number, district, "大气", false, day, "核对"});
  complaint(complaints::DiscloseBatch{"2031", 1, day, {}});
  add_case_steps(complaint, day, case_number);
  const auto project = [&](auto c) { add(projects::Command{std::move(c)}); };
  projects::RegisterProject fresh;
  fresh.project = "2301-140400-89-01-654321";
  fresh.place = district;
  fresh.investment = Fen{1};
  fresh.day = day;
  project(fresh);
  project(projects::SignProject{project_code, day});
  project(projects::StartProject{project_code, day});
  project(projects::BuildProject{project_code, day});
  project(projects::PutIntoProduction{project_code, day});
  project(projects::ReachDesignOutput{project_code, day});
  project(projects::StopProject{project_code, day, "停工"});
  project(projects::ResumeProject{project_code, day});
  project(projects::WithdrawProject{project_code, day, "退库"});
  project(projects::ReportProgress{project_code, day, 100, "进度"});
  project(projects::DeclarePlan{"3131", "", "", "", "", day});
  chains::DeclareChain chain;
  chain.chain = "steel";
  chain.day = day;
  add(chains::Command{chain});
  publication::IssueBulletin bulletin;
  bulletin.cut_off = day;
  add(publication::Command{bulletin});
  const auto of_access = [&](auto c) { add(access::Command{std::move(c)}); };
  of_access(access::RegisterOrgan{"bureau", "局", "Bureau", district});
  of_access(access::OpenAccount{"fresh", access::AccountKind::person, "office"});
  of_access(access::GrantRole{"subject", Role::payer, access::Programme::all, district});
  of_access(access::RevokeRole{"subject", Role::clerk, access::Programme::all, district});
  of_access(access::IssueKey{"till", "00112233aabb", {"claims"}, day});
  of_access(access::RevokeKey{"till", "00112233aabb"});
  of_access(access::SuspendAccount{"subject", "离岗"});
  of_access(access::ResumeAccount{"subject"});
  of_access(access::CloseAccount{"subject", "离职"});
  const Pseudonym person = subsidies_test::someone(1);
  of_access(access::RequestErasure{person, "本人申请"});
  of_access(access::ApproveErasure{person});
  of_access(access::RefuseErasure{person, "未结"});
  of_access(access::ConfirmErasure{person, 1});
  return samples;
}

/// A city for one role: its own accounts, and the account and the till that administrators work on.
class Walk {
 public:
  explicit Walk(std::optional<Role> role) : city_(two_districts()) {
    using subsidies_test::district;
    city_.populate();
    city_.give(access::RegisterOrgan{"office", "办公室", "Office", district});
    city_.open_account("subject", access::Grant{Role::clerk, access::Programme::all, district});
    city_.open_account("till", std::nullopt, access::AccountKind::machine);
    city_.settle();
    if (!role) {
      city_.open_account("without", std::nullopt);
      return;
    }
    for (const auto& [where, place] : {std::pair{"outside", other}, std::pair{"inside", district},
                                       std::pair{"city", subsidies_test::city}})
      city_.open_account(std::string("who.") + where, access::Grant{*role, access::Programme::all, place});
  }

  /// Whether the request was let in.
  bool let_in(const std::string& account, const std::string& method, const std::string& target, const std::string& body) {
    Pairs headers = account.empty() ? Pairs{} : city_.session_of(account);
    headers.emplace_back("Idempotency-Key", fmt::format("walk {}", ++asked_));
    const Response response = city_.ask(method, target, std::move(headers), body);
    CHECK_MESSAGE(response.status != 500, method, " ", target, " ", response.text());
    return response.status != 401 && response.status != 403;
  }
  /// One letter for the whole city, the record's district, another district: y or –.
  std::string letters(const std::string& method, const std::string& target, const std::string& body) {
    // From the least to the most, since what is let in may change the record.
    const bool outside = let_in("who.outside", method, target, body);
    const bool inside = let_in("who.inside", method, target, body);
    const bool whole = let_in("who.city", method, target, body);
    std::string out;
    for (const bool yes : {whole, inside, outside}) out += yes ? "y" : "–";
    return out == "–––" ? "" : out;
  }
  bool anybody(const std::string& method, const std::string& target, const std::string& body) {
    return let_in("", method, target, body);
  }
  bool without(const std::string& method, const std::string& target, const std::string& body) {
    return let_in("without", method, target, body);
  }

 private:
  SmallCity city_;
  int asked_ = 0;
};

struct Row {
  std::string label, method, target, body;
  std::optional<access::Right> right;
  access::Gate gate = access::Gate::open;
};

std::string target_of(const std::string& pattern) {
  static const std::map<std::string, std::string> values{
      {"lang", "zh"}, {"day", "2031-06-15"}, {"cut_off", "2031-06-15"}, {"figure", "subsidies.claims"}, {"place", "140400"}, {"version", "v1"},
      {"year", "2031"}, {"series", "subsidies"}, {"number", "1"}, {"path...", "checkpoint"}, {"seq", "1"},
      {"provider", "none"}, {"claim", "C0000001"}, {"account", "subject"}, {"key", "00112233aabb"},
      {"session", "0011223344556677"}, {"queue", "accept"}, {"service", "2031.1.xml"}, {"request", case_number + ".xml"}, {"token", case_number + ".xml"},
      {"merchant", shop_code}, {"batch", "batch"}, {"order", "order"}, {"digest", std::string(64, '0')}, {"code", "0000-0000-0000-0"}, {"subject", "01000000000000000000000000000000"}};
  static const std::regex parameter("\\{([a-z_.]+)\\}");
  std::string target = pattern;
  for (std::smatch found; std::regex_search(target, found, parameter);) {
    std::string value = found[1] != "id"                                      ? values.at(found[1])
                        : pattern.find("complaints") != std::string::npos     ? case_number
                        : pattern.find("projects") != std::string::npos       ? project_code
                                                                              : "C0000001";
    target = found.prefix().str() + value + found.suffix().str();
  }
  return target;
}

/// What a till sends about the district. A day before the sale changes nothing, whoever is let in.
std::string till_body(std::string_view operation) {
  static const std::map<std::string_view, std::string> bodies{
      {"qualification", R"({"identity":"11010519491231002X","kind":"fridge","channel":"offline","place":140403})"},
      {"draw", R"({"round":"round","identity":"11010519491231002X","kind":"fridge","channel":"offline","place":140403})"},
      {"redeem", R"({"kind":"fridge","merchant":")" + shop_code +
                     R"(","place":"140403","day":"2031-06-15","price_yuan":"100","name":"张三",)"
                     R"("identity_number":"11010519491231002X","item":"WALK-1","invoice":"25142000000012345678"})"},
      {"void", R"({"claim":"C0000001","day":"2031-06-14","reason":"冲正"})"},
      {"return", R"({"claim":"C0000001","day":"2031-06-14","reason":"退货"})"},
      {"sync", R"({"items":[]})"}};
  return bodies.at(operation);
}

std::string body_of(const access::RouteRule& rule) {
  if (rule.pattern.starts_with("/api/v1/till/")) return till_body(rule.pattern.substr(std::string_view("/api/v1/till/").size()));
  if (rule.pattern == "/api/v1/commands")
    return journal::encode_command(sample_commands().at("subsidies.redeem"));
  if (rule.pattern == "/api/v1/applicants/{claim}") return R"({"reason":"核对申领材料"})";
  if (rule.pattern == "/api/v1/complaint-suggestion") return R"({"campaign":"2031","text":"河水发黑"})";
  if (rule.pattern == "/api/v1/complaints/{id}/preview")
    return R"({"situation":"情况","investigation":"属实","rectification":"","accountability":"","remarks":""})";
  if (rule.pattern == "/api/v1/people/find") return R"({"kind":"identity","value":"11010519491231002X"})";
  if (rule.pattern == "/api/v1/backtest") return R"({"rules":"year: 2031"})";
  if (rule.pattern.ends_with("/keys")) return R"({"scopes":["claims"],"until":"2031-06-15"})";
  if (rule.pattern == "/api/v1/payees")
    return R"({"payee":"91440300708461136T","account_name":"店","bank":"银行","account":"6200000000000000"})";
  if (rule.pattern.ends_with("/results") || rule.pattern.ends_with("/reconciliation"))
    return rule.method == "GET" ? "" : "instruction,status,amount_yuan,day,bank_reference\n";
  if (rule.pattern.ends_with("/providers")) return R"({"issuer":"https://id.example","subject":"1"})";
  return rule.method == "GET" ? "" : "{}";
}

std::vector<Row> rows() {
  std::vector<Row> rows;
  for (const access::RouteRule& rule : access::route_rules()) {
    if (rule.gate == access::Gate::open) continue;
    rows.push_back({fmt::format("{} {}", rule.method, rule.pattern), std::string(rule.method),
                    target_of(std::string(rule.pattern)), body_of(rule), rule.right, rule.gate});
  }
  const auto samples = sample_commands();
  for (const access::CommandRule& rule : access::command_rules) {
    const auto sample = samples.find(std::string(rule.command));
    REQUIRE_MESSAGE(sample != samples.end(), "no sample of ", rule.command);
    rows.push_back({std::string(rule.command), "POST", "/api/v1/commands", journal::encode_command(sample->second),
                    rule.right, access::Gate::command});
  }
  return rows;
}

TEST_CASE("the role walk: every route and command, every role, inside and outside its place") {
  const std::vector<Row> all = rows();
  std::vector<std::string> cells(all.size());
  Walk nobody(std::nullopt);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& [label, method, target, body, right, gate] = all[i];
    CAPTURE(label);
    CHECK_FALSE(nobody.anybody(method, target, body));
    // A batch is answered; each of its commands is refused in the answer.
    const bool for_any_account = gate == access::Gate::signed_in || label == "POST /api/v1/commands/batch";
    CHECK(nobody.without(method, target, body) == for_any_account);
  }
  std::string head = "| route or command | right |", rule = "| --- | --- |";
  for (const Role role : roles) {
    head += " " + name(role) + " |";
    rule += " :-: |";
    Walk walk(role);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto& [label, method, target, body, right, gate] = all[i];
      CAPTURE(label);
      const std::string letters = walk.letters(method, target, body);
      // Whoever lacks the right is not let in, wherever the role is held; whoever holds it for the city is.
      if (right && label != "POST /api/v1/commands") CHECK(letters.empty() != access::carries(role, *right));
      if (!letters.empty()) CHECK(letters.starts_with("y"));
      cells[i] += " " + (letters.empty() ? std::string("–") : letters) + " |";
    }
  }
  std::string table = "\n" + head + "\n" + rule + "\n";
  for (std::size_t i = 0; i < all.size(); ++i)
    table += fmt::format("| `{}` | {} |{}\n", all[i].label,
                         all[i].right ? boost::describe::enum_to_string(*all[i].right, "?") : "an account", cells[i]);
  table += "\n";
  CHECK(programme::page_section("docs/RIGHTS.md", "walk", table) == table);
}

TEST_CASE("every route of the program has a row, and every row a route") {
  SmallCity c;
  for (const access::RouteRule& rule : access::route_rules()) {
    CAPTURE(rule.pattern);
    if (rule.pattern == "/open311/v2/{path...}") continue;  // what no other route takes is refused in Open311's own form
    const Response response = c.ask(std::string(rule.method), target_of(std::string(rule.pattern)),
                                    {{"Authorization", "Bearer sto_test"}, {"Idempotency-Key", "k"}});
    CHECK(response.status != 405);
    const bool page_of_nothing = response.status == 404;
    if (!page_of_nothing) continue;
    CHECK(c.ask("PATCH", target_of(std::string(rule.pattern)), {}).status == 405);  // there is a route
  }
}

}  // namespace
}  // namespace seethrough::http
