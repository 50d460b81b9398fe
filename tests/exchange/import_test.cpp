// Importing whole files through an engine.

#include <doctest/doctest.h>

#include "exchange/scene.h"

using namespace exchange_test;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

ImportReport import(City& city, const std::filesystem::path& file, ImportKind kind = ImportKind::claims,
                    ImportOptions options = {}) {
  if (!options.now) options = city.options(Language::en);
  auto report = import_file(file, kind, city.setup, options);
  if (!report) FAIL(report.error().en);
  CHECK(report->rows == report->accepted + report->repeated + report->rejected);
  return *std::move(report);
}

std::string claims_file(int from, int to) {
  std::string text = claim_head + "\n";
  for (int n = from; n <= to; ++n) text += claim_line(n) + "\n";
  return text;
}

/// Answers like the engine, and fails or sets a flag at the nth run.
struct Interrupting : Sink {
  Sink& real;
  int runs_left;
  std::atomic<bool>* flag;
  Interrupting(Sink& sink, int runs, std::atomic<bool>* f) : real(sink), runs_left(runs), flag(f) {}
  std::future<engine::Answers> submit(std::vector<engine::Submission> run) override {
    if (--runs_left > 0) return real.submit(std::move(run));
    if (flag) {
      *flag = true;
      return real.submit(std::move(run));
    }
    std::promise<engine::Answers> broken;
    broken.set_value(Unexpected{Failure{FailureKind::unavailable, "连不上", "no connection"}});
    return broken.get_future();
  }
};

}  // namespace

TEST_CASE("a file of claims is accepted, and the same file again changes nothing") {
  City city;
  city.open();
  const auto file = city.file("claims.csv", claims_file(1, 700));
  const ImportReport first = import(city, file);
  CHECK(first.rows == 700);
  CHECK(first.accepted == 700);
  CHECK(first.rejected_file.empty());
  const std::uint64_t size = city.engine->size();
  const std::uint64_t documents = *city.vault.count();
  const ImportReport second = import(city, file);
  CHECK(second.accepted == 0);
  CHECK(second.repeated == 700);
  CHECK(city.engine->size() == size);
  CHECK(*city.vault.count() == documents);
}

TEST_CASE("the order of rows and columns does not make a row another request") {
  City city;
  city.open();
  import(
      city,
      city.file("a.csv",
                "name,kind,merchant,place,day,price_yuan,identity_number,item,invoice,efficiency\n张三,refrigerator," +
                    merchant() + ",140403,2025-06-01,100," + identity_number(1) + ",S1," + invoice(1) + ",1\n"));
  const ImportReport again =
      import(city, city.file("b.ndjson", "{\"efficiency\":1,\"invoice\":\"" + invoice(1) +
                                             "\",\"item\":\"S1\",\"identity_number\":\"" + identity_number(1) +
                                             "\",\"price_yuan\":100,\"day\":\"2025-06-01\",\"place\":140403,"
                                             "\"merchant\":\"" +
                                             merchant() + "\",\"kind\":\"refrigerator\",\"name\":\"张三\"}\n"));
  CHECK(again.repeated == 1);
}

TEST_CASE("of two identical rows in one file the second is repeated") {
  City city;
  city.open();
  const ImportReport report =
      import(city, city.file("claims.csv", claim_head + "\n" + claim_line(1) + "\n" + claim_line(1) + "\n"));
  CHECK(report.accepted == 1);
  CHECK(report.repeated == 1);
}

TEST_CASE("rejected rows go to a file with their reasons, in the order of the file, and can be corrected there") {
  City city;
  city.open();
  std::string bad_price = claim_line(2);
  bad_price.replace(bad_price.find("3299.00"), 7, "-1");
  std::string formula = claim_line(4);
  formula.replace(formula.find("张三"), 6, "=1+1");
  formula.replace(formula.find("138"), 3, "x");
  const auto file =
      city.file("claims.csv", claim_head + "\n" + claim_line(1) + "\n" + bad_price + "\n" +
                                  claim_line(1).substr(0, 40) + "\n" + formula + "\n" + claim_line(3) + ",extra\n" +
                                  claim_line(5).replace(claim_line(5).find("SN1005"), 6, "SN1001") + "\n");
  const ImportReport report = import(city, file);
  CHECK(report.accepted == 1);
  CHECK(report.rejected == 5);
  REQUIRE(report.first.size() == 5);
  CHECK(report.first[0].column == "price_yuan");
  CHECK(report.first[1].column.empty());
  CHECK(report.rejected_file == file.string() + ".rejected.csv");
  const std::string text = read_file(report.rejected_file);
  CHECK(text.starts_with("\xEF\xBB\xBFrow,column,reason,kind,merchant,place"));
  CHECK(has(text, "\r\n3,price_yuan,price_yuan is '-1': expected an amount above 0,refrigerator,"));
  CHECK(has(text, "\r\n4,,"));
  CHECK(has(text, "\r\n5,phone,"));
  CHECK(has(text, ",'=1+1,"));
  CHECK(has(text, "\r\n6,,"));
  CHECK(has(text, "\r\n7,,"));
  CHECK(has(text, "C0000001"));
  CHECK_FALSE(std::filesystem::exists(report.rejected_file.string() + ".partial"));

  std::string corrected = text;
  corrected.replace(corrected.find(",-1,"), 4, ",3299.00,");
  const ImportReport again = import(city, city.file("claims.csv.rejected.csv", corrected));
  CHECK(again.accepted == 1);
  CHECK(again.rejected == 4);
}

TEST_CASE("a file without rejected rows removes the rejected file of an earlier import") {
  City city;
  city.open();
  const auto stale = city.file("claims.csv.rejected.csv", "old");
  import(city, city.file("claims.csv", claims_file(1, 1)));
  CHECK_FALSE(std::filesystem::exists(stale));
}

TEST_CASE("a refusal is told again to the same row, until a round makes it a new request") {
  City city;
  const auto file = city.file("claims.csv", claims_file(1, 3));
  const ImportReport refused = import(city, file);
  CHECK(refused.rejected == 3);
  CHECK(has(refused.first[0].reason, merchant()));
  city.open();
  const ImportReport again = import(city, file);
  CHECK(again.rejected == 3);
  CHECK(again.first[0].reason == refused.first[0].reason);
  auto options = city.options();
  options.round = "after admission";
  CHECK(import(city, file, ImportKind::claims, options).accepted == 3);
}

TEST_CASE("reasons are in the language asked for") {
  City city;
  const auto file = city.file("claims.csv", claims_file(1, 1));
  CHECK(has(import(city, file, ImportKind::claims, city.options(Language::zh)).first[0].reason, "商户"));
}

TEST_CASE("an import that is told to stop keeps what was acknowledged and can be run again") {
  City city;
  city.open();
  const auto file = city.file("claims.csv", claims_file(1, 999) + claims_file(1, 999).substr(claim_head.size() + 1));
  std::atomic<bool> stop{false};
  Interrupting sink(city.sink, 1, &stop);
  const ImportSetup setup{book(), places(), city.vault, sink};
  auto options = city.options();
  options.stop = &stop;
  const auto stopped = import_file(file, ImportKind::claims, setup, options);
  REQUIRE(stopped);
  CHECK(stopped->stopped);
  CHECK(stopped->accepted == 512);
  stop = false;
  const ImportReport rest = import(city, file);
  CHECK_FALSE(rest.stopped);
  CHECK(rest.accepted == 487);
  CHECK(rest.repeated == 999 + 512);
}

TEST_CASE("a failing sink ends the import with its failure, and a second run goes on") {
  City city;
  city.open();
  const auto file = city.file("claims.csv", claims_file(1, 999));
  Interrupting sink(city.sink, 2, nullptr);
  const ImportSetup setup{book(), places(), city.vault, sink};
  const auto broken = import_file(file, ImportKind::claims, setup, city.options());
  REQUIRE_FALSE(broken);
  CHECK(broken.error().en == "no connection");
  CHECK_FALSE(std::filesystem::exists(file.string() + ".rejected.csv.partial"));
  const ImportReport rest = import(city, file);
  CHECK(rest.repeated == 512);
  CHECK(rest.accepted == 487);
}

TEST_CASE("progress goes up to the whole file") {
  City city;
  city.open();
  const std::string text = claims_file(1, 600);
  auto options = city.options();
  std::uint64_t bytes = 0, total = 0, rows = 0;
  options.progress = [&](std::uint64_t b, std::uint64_t t, std::uint64_t r) {
    CHECK(b >= bytes);
    bytes = b, total = t, rows = r;
  };
  import(city, city.file("claims.csv", text), ImportKind::claims, options);
  CHECK(bytes == text.size());
  CHECK(total == text.size());
  CHECK(rows == 600);
}

TEST_CASE("cases are registered, their letters in the vault alone") {
  City city;
  city.submit(complaints::Command{complaints::DeclareCampaign{"2025",
                                                              "督察",
                                                              "Inspection",
                                                              PlaceCode{140400},
                                                              day("2025-05-20"),
                                                              day("2025-06-20"),
                                                              "{channel}3SX{date}{serial4}",
                                                              complaints::CountingRule::primary_type,
                                                              {"大气", "水"},
                                                              {},
                                                              ""}});
  const auto file = city.file("cases.csv",
                              "batch,number,day,place,type,channel,complainant,text\n"
                              "1,D3SX202505280018*,2025-05-28,潞州区,大气,来电,李四,\"夜间，\"\"噪声\"\"\"\n"
                              "1,D3SX202505280019,2025-05-28,潞州区,光,来电,,x\n");
  auto options = city.options(Language::en);
  options.campaign = "2025";
  const ImportReport report = import(city, file, ImportKind::cases, options);
  CHECK(report.accepted == 1);
  CHECK(report.rejected == 1);
  std::string journal;
  REQUIRE(city.journal.read(1, 100, [&](std::uint64_t, std::string_view bytes, const Digest&) {
    journal += bytes;
    return true;
  }));
  CHECK(has(journal, "D3SX202505280018"));
  CHECK_FALSE(has(journal, "李四"));
  CHECK_FALSE(has(journal, "噪声"));
  const auto kept = city.vault.get(city.vault.pseudonym("case", "2025/D3SX202505280018"));
  REQUIRE(kept);
  REQUIRE(kept->size() == 1);
  CHECK(has(kept->front().document, "李四"));
  CHECK(has(journal, to_hex(kept->front().commitment)));
}

TEST_CASE("a template has every column once and is itself a file that can be read") {
  const std::string text = template_csv(ImportKind::claims, Language::zh);
  CHECK(text.starts_with("\xEF\xBB\xBF品类,商户统一社会信用代码,"));
  City city;
  CHECK(import(city, city.file("t.csv", text)).rows == 0);
}
