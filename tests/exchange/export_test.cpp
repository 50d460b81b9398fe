// Exports: every record once, in its current state.

#include <doctest/doctest.h>

#include <sstream>

#include "exchange/export.h"
#include "exchange/scene.h"

using namespace exchange_test;

namespace {

std::string exported(City& city, ExportKind kind, ExportFormat format) {
  std::ostringstream out;
  auto report = export_records({kind, format, Language::zh, {}}, city.journal, out);
  if (!report) FAIL(report.error().en);
  CHECK(report->journal_position == city.engine->size());
  return out.str();
}
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

void import_claims(City& city) {
  city.open();
  const auto file = city.file("claims.csv", claim_head + "\n" + claim_line(1) + "\n" + claim_line(2) + "\n");
  REQUIRE(import_file(file, ImportKind::claims, city.setup, city.options())->accepted == 2);
}

}  // namespace

TEST_CASE("claims are exported with their states, money in fen and yuan, and no personal data") {
  City city;
  import_claims(city);
  city.submit(subsidies::Command{subsidies::ReturnGoods{subsidies::ClaimNumber{2}, day("2025-06-10"), "坏了"}});
  const std::string text = exported(city, ExportKind::claims, ExportFormat::csv);
  CHECK(text ==
        "\xEF\xBB\xBF"
        "claim,day,class,kind,merchant,place,price_fen,price_yuan,subsidy_fen,subsidy_yuan,clause,edition,fund,state,"
        "reconstructed,seq,efficiency,powertrain,displacement_ml,old_powertrain,old_first_registered,old_owned_since,"
        "applied_on,same_owner,old_battery,new_battery,standard_met,old_surrendered,buyer_is_company,documents_on\r\n"
        "C0000001,2025-06-01,appliance_digital.appliance,refrigerator," +
            merchant() +
            ",140403,329900,3299.00,65980,659.80,appliance.level_1,2025/1,goods,redeemed,no,4,1,,,,,,,,,,,,,\r\n"
            "C0000002,2025-06-01,appliance_digital.appliance,refrigerator," +
            merchant() +
            ",140403,329900,3299.00,65980,659.80,appliance.level_1,2025/1,goods,returned,no,6,1,,,,,,,,,,,,,\r\n");
  const std::string lines = exported(city, ExportKind::claims, ExportFormat::ndjson);
  CHECK(lines.starts_with("{\"claim\":\"C0000001\",\"day\":\"2025-06-01\","));
  CHECK(has(lines, "\"place\":140403,\"price_fen\":329900,\"price_yuan\":\"3299.00\""));
  CHECK(has(lines, "\"reconstructed\":false,\"seq\":6,\"efficiency\":1}\n"));
  for (const char* personal : {"张三", "1380000", "SN1001"}) CHECK_FALSE(has(text + lines, personal));
}

TEST_CASE("complaints are exported as corrected, with the entry that last changed them") {
  City city;
  using namespace complaints;
  city.submit(complaints::Command{DeclareCampaign{"2025",
                                                  "督察",
                                                  "Inspection",
                                                  PlaceCode{140400},
                                                  day("2025-05-20"),
                                                  day("2025-06-20"),
                                                  "{channel}3SX{date}{serial4}",
                                                  CountingRule::primary_type,
                                                  {"大气", "水"},
                                                  {},
                                                  ""}});
  RegisterCase one{
      "2025", "D3SX202505280018", 1, day("2025-05-28"), PlaceCode{140403}, "大气", Channel::phone, true, "", {}, false};
  city.submit(complaints::Command{one});
  const std::string open = exported(city, ExportKind::complaints, ExportFormat::csv);
  CHECK(has(open, "\r\nD3SX202505280018,2025,1,2025-05-28,140403,大气,phone,yes,,registered,no,2\r\n"));
  city.submit(complaints::Command{HandOverBatch{
      "2025", 1, day("2025-05-29"), day("2025-05-29"), {1, 1, {{PlaceCode{140403}, 1}}, {{"大气", 1}}}, false}});
  city.submit(complaints::Command{
      CorrectCase{"2025", "D3SX202505280018", PlaceCode{140403}, "水", true, day("2025-06-01"), "核实"}});
  CHECK(has(exported(city, ExportKind::complaints, ExportFormat::csv), ",水,phone,yes,,handed_over,no,4\r\n"));
  CHECK(
      has(exported(city, ExportKind::complaints, ExportFormat::ndjson), "\"key_case\":true,\"state\":\"handed_over\""));
}

TEST_CASE("projects are exported at their stage, and a name that is a formula is defused") {
  City city;
  projects::RegisterProject project;
  project.project = "2301-140400-89-01-123456";
  project.name_zh = "=cmd|x";
  project.name_en = "A, \"B\"";
  project.place = PlaceCode{140403};
  project.level = projects::Level::provincial;
  project.investment = Fen{1'000'00};
  project.day = day("2025-01-02");
  city.submit(projects::Command{project});
  city.submit(projects::Command{projects::SignProject{project.project, day("2025-02-03")}});
  const std::string text = exported(city, ExportKind::projects, ExportFormat::csv);
  CHECK(has(text,
            "\r\n2301-140400-89-01-123456,'=cmd|x,\"A, "
            "\"\"B\"\"\",140403,,provincial,signed_up,100000,1000.00,0,,2025-02-03,no,2\r\n"));
  CHECK(has(exported(city, ExportKind::projects, ExportFormat::ndjson), "\"name_zh\":\"=cmd|x\""));
}

TEST_CASE("an empty journal gives a header alone") {
  City city;
  CHECK(exported(city, ExportKind::projects, ExportFormat::csv).ends_with("seq\r\n"));
  CHECK(exported(city, ExportKind::claims, ExportFormat::ndjson).empty());
}

TEST_CASE("a full disk is a failure and no silent half table") {
  City city;
  import_claims(city);
  std::ofstream full("/dev/full", std::ios::binary);
  const auto report = export_records({ExportKind::claims, ExportFormat::csv, Language::zh, {}}, city.journal, full);
  REQUIRE_FALSE(report);
  CHECK(report.error().kind == FailureKind::unavailable);
}
