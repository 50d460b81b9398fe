// The receipt of a complaint: its code, and what it shows.
#include <set>

#include "http/case_code.h"
#include "http/small_city.h"
#include "proof/hash.h"

namespace seethrough::http {
namespace {

using namespace complaints;
using subsidies_test::day;
using subsidies_test::district;

constexpr std::string_view base32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const std::string second = "D3SX203106010002";

/// The city's first case is split; a batch of its own has one that is merged and one that was closed and published.
struct ComplaintCity : SmallCity {
  ComplaintCity() {
    populate();
    for (const std::string& number : {std::string("D3SX203106030001"), std::string("D3SX203106030002")}) {
      RegisterCase one;
      one.campaign = "2031";
      one.number = number;
      one.batch = 2;
      one.day = day("2031-06-03");
      one.place = district;
      one.pollution = "大气";
      give(one);
    }
    give(HandOverBatch{"2031", 2, day("2031-06-04"), day("2031-06-04"), {2, 0, {{district, 2}}, {{"大气", 2}}, {}}, false});
    give(SplitCase{"2031", case_number, day("2031-06-05"), {{district, "水"}, {district, "大气"}}, "两个问题"});
    give(MergeCases{"2031", closed, day("2031-06-05"), {merged}, "同一问题"});
    give(AssignCase{"2031", closed, day("2031-06-05"), {{{district, "生态环境分局"}, 10'000}}});
    give(AcceptCase{"2031", closed, day("2031-06-06"), {district, "生态环境分局"}});
    give(RecordFinding{"2031", closed, day("2031-06-08"), 1, Finding::substantiated});
    give(AttachEvidence{"2031", closed, day("2031-06-08"), EvidenceStage::after, proof::sha256("original"), photograph, "image/jpeg", 8});
    give(PostUpdate{"2031", closed, day("2031-06-08"), "已到现场核查。"});
  }
  /// Signed off, its text approved, disclosed.
  void publish() {
    give(ReportOutcome{"2031", closed, day("2031-06-09"), Closure::complete, {}});
    give_as("chief", SignOff{"2031", closed, day("2031-06-10")});
    give(ApproveText{"2031", closed, day("2031-06-10"), {"夜间异味。", "经查属实。", "已整改。", "", ""}});
    give(DiscloseBatch{"2031", 2, day("2031-06-12"), std::vector<std::string>{closed}});
  }
  template <class Command>
  void give_as(const std::string& account, const Command& command) {
    open_account(account, access::Grant{access::Role::second_reviewer, access::Programme::all, subsidies_test::city});
    std::vector<engine::Submission> one;
    one.push_back(submission(*city, account, "as", journal::Command{complaints::Command{command}}));
    const auto answers = engine->submit(std::move(one));
    REQUIRE(answers);
    INFO(journal::encode_event(*answers->front().event));
    REQUIRE(!std::holds_alternative<journal::Refused>(*answers->front().event));
  }
  std::string code_of(const std::string& number) const { return case_code(vault, "2031", number); }

  const std::string closed = "D3SX203106030001", merged = "D3SX203106030002";
  const Digest photograph = proof::sha256("copy");
};

TEST_CASE("a code is the same each time, another for each case, and parses as it is written") {
  const stores::MemoryVault vault{stores::MasterKey{}};
  std::set<std::string> codes;
  for (int i = 0; i < 1000; ++i) {
    const std::string code = case_code(vault, "2031", "D3SX" + std::to_string(i));
    CHECK(code.size() == 16);
    CHECK(parse_case_code(code).value() == code);
    codes.insert(code);
  }
  CHECK(codes.size() == 1000);
  CHECK(case_code(vault, "2031", "D1") == case_code(vault, "2031", "D1"));
  CHECK(case_code(vault, "203", "1:D1") != case_code(vault, "203:1", "D1"));
  stores::MasterKey another;
  another.bytes.fill(1);
  CHECK(case_code(stores::MemoryVault{another}, "2031", "D1") != case_code(vault, "2031", "D1"));
}

TEST_CASE("one wrong character and any two exchanged are noticed") {
  const std::string code = case_code(stores::MemoryVault{stores::MasterKey{}}, "2031", case_number);
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '-') continue;
    for (const char other : base32) {
      std::string wrong = code;
      wrong[i] = other;
      CHECK(parse_case_code(wrong).has_value() == (other == code[i]));
    }
    for (std::size_t j = i + 1; j < code.size(); ++j) {
      std::string exchanged = code;
      std::swap(exchanged[i], exchanged[j]);
      if (code[j] != '-' && code[j] != code[i]) CHECK(!parse_case_code(exchanged).has_value());
    }
  }
}

TEST_CASE("what people write for a code is forgiven, and what is no code is said") {
  const auto same = [](std::string_view written, std::string_view meant) {
    const auto a = parse_case_code(written), b = parse_case_code(meant);
    return a.has_value() == b.has_value() && (a ? *a == *b : a.error().kind == b.error().kind);
  };
  const std::string code = case_code(stores::MemoryVault{stores::MasterKey{}}, "2031", case_number);
  std::string small, wide, bare;
  for (const char c : code) {
    small += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    wide += c == '-' ? std::string("　") : std::string{'\xef', static_cast<char>(c >= '`' ? 0xbd : 0xbc), static_cast<char>(0x80 + c - ' ')};
    if (c != '-') bare += c;
  }
  for (const std::string& written : {small, wide, bare, " " + code + "\n", "— " + bare})
    CHECK(parse_case_code(written).value() == code);
  CHECK(same("O0oO-iIlL-1111-0", "0000-1111-1111-0"));
  CHECK(parse_case_code("0000-0000-0000-0").has_value());  // the check of nothing is nothing
  CHECK(parse_case_code("O0oO-0000-0000-o").value() == "0000-0000-0000-0");
  using Kind = CodeFault::Kind;
  CHECK(parse_case_code(" - ").error().kind == Kind::empty);
  CHECK(parse_case_code("0000").error().length == 4);
  CHECK(parse_case_code("00000-0000-0000-0").error().kind == Kind::length);
  CHECK(parse_case_code("水000-0000-0000-0").error().character == "水");
  CHECK(parse_case_code("U000-0000-0000-0").error().kind == Kind::character);
  CHECK(parse_case_code("0000-0000-0000-1").error().kind == Kind::check);
  CHECK(parse_case_code("\xe6").error().kind == Kind::character);
}

TEST_CASE("who registers a complaint is told its code, again too, and no other command has one") {
  SmallCity c;
  c.populate();
  RegisterCase one;
  one.campaign = "2031";
  one.number = second;
  one.batch = 2;
  one.day = day("2031-06-01");
  one.place = district;
  one.pollution = "水";
  const std::string body = journal::encode_command(journal::Command{complaints::Command{one}});
  for (int i = 0; i < 2; ++i) {
    const Response answer = c.post("/api/v1/commands", body, "register");
    INFO(answer.text());
    CHECK(answer.status == 201);
    CHECK(boost::json::parse(answer.text()).at("case_code").as_string() == case_code(c.vault, "2031", second));
  }
  const std::string update = journal::encode_command(journal::Command{complaints::Command{PostUpdate{"2031", case_number, day("2031-06-08"), "进展"}}});
  CHECK(!boost::json::parse(c.post("/api/v1/commands", update, "update").text()).as_object().contains("case_code"));
}

TEST_CASE("the index follows the journal, parts of a split case too") {
  ComplaintCity c;
  CaseCodes codes(*c.city);
  for (const std::string& number : {case_number, case_number + "-1", case_number + "-2", c.closed, c.merged})
    CHECK(codes.find(c.code_of(number)).has_value());
  CHECK(codes.size() == 5);
  CHECK(!codes.find(c.code_of(second)).has_value());
  RegisterCase one;
  one.campaign = "2031";
  one.number = second;
  one.batch = 3;
  one.day = day("2031-06-05");
  one.place = district;
  one.pollution = "水";
  c.give(one);
  REQUIRE(codes.find(c.code_of(second)).has_value());
  CHECK(codes.find(c.code_of(second))->one == 5);
}

TEST_CASE("a receipt says where the case stands, and shows the result only when it is signed and public") {
  ComplaintCity c;
  c.settle();
  const auto page = [&](const std::string& number, const char* lang = "zh") {
    const Response response = c.get(std::string("/") + lang + "/receipt?code=" + c.code_of(number));
    CHECK(response.status == 200);
    CHECK(response.header("Cache-Control") == "no-store");
    return std::string(response.text());
  };
  const std::string before = page(c.closed);
  CHECK(contains(before, "生态环境分局正在办理"));
  CHECK(contains(before, "已到现场核查。"));
  CHECK(contains(before, "2031年6月4日随第2批交办"));
  CHECK(!contains(before, to_hex(c.photograph)));
  CHECK(!contains(before, "是否属实"));
  c.publish();
  c.settle();
  const std::string after = page(c.closed), en = page(c.closed, "en");
  for (const char* text : {"已于2031年6月10日办结", "经查属实。", "是否属实", "2031年6月12日办理结果公开", "第2批", "叶哈希", "verify?entry="})
    CHECK_MESSAGE(contains(after, text), text);
  CHECK(contains(after, "/evidence/" + to_hex(c.photograph)));
  CHECK(contains(after, "/zh/case/" + c.merged));
  for (const char* text : {"Closed on 10 June 2031.", "substantiated", "made public", "Leaf hash"}) CHECK_MESSAGE(contains(en, text), text);
  CHECK(contains(page(c.merged), "/zh/case/" + c.closed));
  CHECK(contains(page(c.merged), "经查属实。"));
  CHECK(contains(page(case_number), "/zh/case/" + case_number + "-2"));
  CHECK(contains(page(case_number + "-1"), "拆分自"));
}

TEST_CASE("the same as JSON, with the entry that registered it and its leaf") {
  ComplaintCity c;
  c.publish();
  c.settle();
  const auto said = c.get_json("/api/v1/complaint-receipts/" + c.code_of(c.closed));
  CHECK(said.at("number").as_string() == c.closed);
  CHECK(said.at("state") == "complete");
  CHECK(said.at("outcome").at("finding") == "substantiated");
  CHECK(said.at("lineage").at("merged").as_array().size() == 1);
  CHECK(said.at("photographs").at(0).at("address").as_string() == "/evidence/" + to_hex(c.photograph));
  const auto seq = said.at("log").at("seq").to_number<std::uint64_t>();
  const auto entry = c.get_json(std::string(said.at("log").at("receipt").as_string()));
  CHECK(contains(entry.at("entry").as_string(), c.closed));
  CHECK(said.at("log").at("leaf").as_string() == to_hex(proof::leaf_hash(entry.at("entry").as_string())));
  CHECK(entry.at("seq") == seq);
  CHECK(c.get_json("/api/v1/complaint-receipts/" + c.code_of(case_number)).at("lineage").at("split_into").as_array().size() == 2);
}

TEST_CASE("a wrong code says what to check, keeps what was written, and is counted when no case has it") {
  ComplaintCity c;
  CHECK(c.get("/zh/receipt").status == 200);
  const Response wrong = c.get("/zh/receipt?code=0000-0000-0000-1");
  CHECK(wrong.status == 400);
  CHECK(contains(wrong.text(), "校验字符不符"));
  CHECK(contains(wrong.text(), "value=\"0000-0000-0000-1\""));
  CHECK(contains(wrong.text(), "出错："));
  CHECK(c.get("/zh/receipt?code=").status == 400);
  CHECK(c.get("/api/v1/complaint-receipts/0000").content_type == "application/problem+json");
  for (int i = 0; i < 20; ++i) CHECK(c.get("/en/receipt?code=0000-0000-0000-0").status == 404);
  const Response held = c.get("/en/receipt?code=0000-0000-0000-0");
  CHECK(held.status == 429);
  CHECK(held.header("Retry-After").has_value());
  CHECK(c.get("/api/v1/complaint-receipts/" + c.code_of(c.closed)).status == 429);
}

TEST_CASE("any number of right codes may be looked up, and typing errors cost nothing") {
  ComplaintCity c;
  for (int i = 0; i < 50; ++i) {
    CHECK(c.get("/zh/receipt?code=" + c.code_of(c.closed)).status == 200);
    CHECK(c.get("/zh/receipt?code=0000-0000-0000-1").status == 400);
  }
}

TEST_CASE("a case's page leads to its kin, its photographs and updates") {
  ComplaintCity c;
  c.publish();
  c.settle();
  const Response whole = c.get("/zh/case/" + case_number), closed = c.get("/en/case/" + c.closed);
  CHECK(contains(whole.text(), "href=\"/zh/case/" + case_number + "-1\""));
  CHECK(contains(closed.text(), "href=\"/en/case/" + c.merged + "\""));
  CHECK(contains(closed.text(), "src=\"/evidence/" + to_hex(c.photograph) + "\""));
  CHECK(contains(closed.text(), "已到现场核查。"));
}

TEST_CASE("a campaign's page counts its batches under its rule, and adds up") {
  ComplaintCity c;
  c.publish();
  const auto said = c.get_json("/zh/complaints.json");
  CHECK(said.at("batches").at(0).at("cases") == 1);
  CHECK(said.at("batches").at(0).at("cases_after_splitting") == 2);
  CHECK(said.at("batches").at(1).at("complete") == 2);  // with the merged one
  CHECK(said.at("all").at("not_public") == 2);
  CHECK(contains(c.get("/zh/complaints").text(), "计数口径"));
  CHECK(contains(c.get("/en/complaints?campaign=2031").text(), "Each case counts"));
  CHECK(c.get("/en/complaints?campaign=none").status == 404);
}

}  // namespace
}  // namespace seethrough::http
