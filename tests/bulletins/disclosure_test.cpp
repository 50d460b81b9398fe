// What became of a batch's cases, and the notice that corrects bulletins already issued.

#include <doctest/doctest.h>

#include "bulletins/compose.h"
#include "bulletins/document.h"
#include "complaints/decide.h"

using namespace seethrough;
using namespace seethrough::bulletins;
namespace cm = seethrough::complaints;

namespace {

const PlaceCode city{140400}, district{140403}, county{140427};

const Tree& places() {
  static const Tree tree = *Tree::make({{city, PlaceCode{0}, "长治市", "Changzhi", false, 0, 0},
                                        {district, city, "潞州区", "Luzhou District", false, 0, 0},
                                        {county, city, "壶关县", "Huguan County", false, 0, 0}});
  return tree;
}
Day day(const char* text) { return *parse_day(text); }
const Day until = day("2025-06-22");

/// A reading that commands are decided on, by two people in turn.
class Office {
 public:
  void did(const cm::Command& command, const char* by = "clerk") {
    static const WorkCalendar no_notices;
    auto decision = cm::decide({reading.complaints(), places(), no_notices, day("2025-06-30"), by}, command);
    if (!decision) FAIL("refused");
    reading.take(reading.position() + 1, *decision);
  }
  /// A result, signed by another person, and its public text.
  void close(const std::string& number, cm::Closure closure, cm::Finding finding, const char* on) {
    const Day when = day(on);
    did(cm::RecordFinding{"c", number, when, 1, finding});
    const auto goal = closure == cm::Closure::complete ? std::nullopt : std::optional(day("2025-12-31"));
    did(cm::ReportOutcome{"c", number, when, closure, goal});
    did(cm::SignOff{"c", number, when}, "chief");
    did(cm::ApproveText{"c", number, when, {"反映" + number, "经查" + number, "已整改", "", ""}});
  }
  void issued(Series series, int number, Day cut_off, int batch) {
    const auto position = static_cast<std::int64_t>(reading.position());
    reading.take(reading.position() + 1,
                 publication::Event{publication::BulletinIssued{series, number, cut_off, batch, position, {}}});
  }
  figures::Reading reading{places()};
};

cm::RegisterCase one_case(const std::string& number, PlaceCode place, const std::string& type) {
  return {"c", number, 1, day("2025-06-13"), place, type, cm::Channel::phone, false, "", {}, false, {}, {}};
}

/// One batch of four: closed with a fine, closed in stages, merged into the first, and one not public yet.
Office june(std::vector<std::string> columns = {}) {
  Office office;
  cm::DeclareCampaign c;
  c.campaign = "c";
  c.place = city;
  c.stationed_from = day("2025-05-28");
  c.stationed_to = day("2025-06-27");
  c.number_pattern = "{channel}{date}{serial3}";
  c.types = {"水", "大气"};
  c.terms = cm::CampaignTerms{};
  c.terms->columns = std::move(columns);
  office.did(c);
  for (const auto& one : {one_case("D20250613001", district, "水"), one_case("D20250613002", county, "大气"),
                          one_case("D20250613003", district, "水"), one_case("D20250613004", county, "水")})
    office.did(one);
  office.did(cm::HandOverBatch{"c", 1, day("2025-06-13"), day("2025-06-13"),
                               {4, 0, {{district, 2}, {county, 2}}, {{"水", 3}, {"大气", 1}}, {}}, false});
  office.did(cm::MergeCases{"c", "D20250613001", day("2025-06-14"), {"D20250613003"}, "同一问题"});
  office.did(cm::RecordSanction{"c", "D20250613001", day("2025-06-18"), cm::SanctionKind::fine, 1, Fen{25'154'271}, ""});
  office.did(cm::RecordSanction{"c", "D20250613001", day("2025-06-18"), cm::SanctionKind::ordered_rectification, 3, {}, ""});
  office.close("D20250613001", cm::Closure::complete, cm::Finding::substantiated, "2025-06-20");
  office.close("D20250613002", cm::Closure::staged, cm::Finding::partly_substantiated, "2025-06-20");
  office.did(cm::DiscloseBatch{"c", 1, until, std::vector<std::string>{"D20250613001", "D20250613002"}});
  return office;
}

Bulletin composed(const Office& office, Series series, Day cut_off, int batch = 0) {
  auto made = compose(office.reading, {series, cut_off, batch});
  if (!made) FAIL(sentence(made.error(), Language::zh));
  return std::move(made).value();
}
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a disclosure counts what is public, and a merged case with the one it went into") {
  const Bulletin bulletin = composed(june(), Series::disclosures, until);
  CHECK(bulletin.batch == 1);
  CHECK(bulletin.at("disclosures.cases").value == 4);
  CHECK(bulletin.at("disclosures.published").value == 3);
  CHECK(bulletin.at("disclosures.late").value == 0);
  CHECK(bulletin.at("disclosures.published", {{"closure", "complete"}}).value == 2);
  CHECK(bulletin.at("disclosures.published", {{"finding", "partly_substantiated"}}).value == 1);
  CHECK(bulletin.at("disclosures.published", {{"place", "140403"}}).value == 2);
  CHECK(bulletin.at("disclosures.fines").value == 25'154'271);  // once, though two cases were handled together
  CHECK(bulletin.at("disclosures.sanctions", {{"kind", "ordered_rectification"}}).value == 3);
}

TEST_CASE("its text has the totals line to the fen and a row a case, in both languages") {
  const Office office = june();
  const Bulletin bulletin = composed(office, Series::disclosures, until);
  const std::string zh = plain_text(lay_out(bulletin, office.reading, Language::zh));
  CHECK(has(zh, "第 1 批共 4 件，截至2025年6月22日公开 3 件：办结 2 件、阶段性办结 1 件；属实 2 件、部分属实 1 件。责令整改 3 家，"
                "罚款 1 家、251542.71 元。"));
  CHECK(has(zh, "反映D20250613001（与 D20250613001 合并办理）"));
  const std::string en = plain_text(lay_out(bulletin, office.reading, Language::en));
  CHECK(has(en, "Batch 1 holds 4 cases; 3 are public by 22 June 2025: 2 closed, 1 closed in stages; 2 substantiated, 1 partly "
                "substantiated."));
  CHECK(has(en, "Luzhou District"));
}

TEST_CASE("a campaign's own columns are printed, in its order") {
  const Office office = june({"batch", "number", "goal", "key", "unit"});
  const Document document = lay_out(composed(office, Series::disclosures, until), office.reading, Language::zh);
  const auto& table = std::get<TableBlock>(document.blocks[1]);
  REQUIRE(table.columns.size() == 5);
  CHECK(table.columns[2].head == "办结目标");
  CHECK(table.rows[1] == std::vector<std::string>{"1", "D20250613002", "2025-12-31", "", "长治市"});
}

TEST_CASE("what is late is added under the batch's number, and marked; an earlier cut-off does not know it") {
  Office office = june();
  const std::string before = canonical_json(composed(office, Series::disclosures, until));
  office.close("D20250613004", cm::Closure::complete, cm::Finding::unsubstantiated, "2025-06-25");
  office.did(cm::DiscloseBatch{"c", 1, day("2025-06-28"), std::vector<std::string>{"D20250613004"}});
  const Bulletin later = composed(office, Series::disclosures, day("2025-06-28"), 1);
  CHECK(later.at("disclosures.published").value == 4);
  CHECK(later.at("disclosures.late").value == 1);
  const Bulletin then = composed(office, Series::disclosures, until);
  CHECK(then.at("disclosures.published").value == 3);
  CHECK(before.size() == canonical_json(then).size());
}

TEST_CASE("without a public batch there is nothing to disclose") {
  const Office office = june();
  CHECK_FALSE(compose(office.reading, {Series::disclosures, until - 1, 0}));
  CHECK_FALSE(compose(office.reading, {Series::disclosures, until, 2}));
  CHECK_FALSE(compose(Office{}.reading, {Series::disclosures, until, 0}));
}

TEST_CASE("a correction notice lists each changed figure once, with what was printed") {
  Office office = june();
  CHECK_FALSE(compose(office.reading, {Series::corrections, until, 0}));
  office.issued(Series::complaints, 1, day("2025-06-13"), 1);
  CHECK_FALSE(compose(office.reading, {Series::corrections, until, 0}));
  office.did(cm::CorrectCase{"c", "D20250613002", district, "水", false, day("2025-06-23"), "核实"});
  const Bulletin notice = composed(office, Series::corrections, until);
  const auto changed = [&](const char* name, const char* value, const char* was) {
    return notice.at("corrections.figure", {{"figure", "complaints.cases"}, {"series", "complaints"}, {"number", "1"},
                                            {"cut_off", "2025-06-13"}, {name, value}, {"was", was}}).value;
  };
  CHECK(notice.figures.size() == 4);
  CHECK(changed("place", "140403", "2") == 3);
  CHECK(changed("place", "140427", "2") == 1);
  CHECK(changed("type", "水", "3") == 4);
  CHECK(changed("type", "大气", "1") == 0);
  const std::string text = plain_text(lay_out(notice, office.reading, Language::zh));
  CHECK(has(text, "已发布通报中的 4 个数字"));
  CHECK(has(text, "信访举报件交办公开 1"));

  office.issued(Series::corrections, 1, until, 0);
  CHECK_FALSE(compose(office.reading, {Series::corrections, until, 0}));  // told already
}
