#include "wording/suggest.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "wording/rows.h"
#include "wording/words.h"

using namespace seethrough;
using namespace seethrough::wording;
using namespace seethrough::wording_test;

namespace {

const std::vector<std::string>& every() { return demo::complaint_types(); }

/// The place's Chinese name, or "-".
std::string place_in(const std::string& text) {
  const auto found = place_names().suggest(text);
  return found ? changzhi().find(found->value)->zh : "-";
}

std::string fault_of(const std::string& file) {
  const auto read = TypeModel::read(file);
  return read ? "" : read.error();
}

}  // namespace

TEST_CASE("a plain text gets its type, a score and the words that spoke for it") {
  const auto found = model_on_file().suggest("襄垣县某洗煤厂夜间偷排废水到河里，河水发黑", every());
  REQUIRE(found);
  CHECK(found->value == "水");
  CHECK(found->score_bp > 9'000);
  CHECK(found->score_bp <= 10'000);
  REQUIRE(!found->reasons.empty());
  CHECK(found->reasons.size() <= 5);
  CHECK(std::any_of(found->reasons.begin(), found->reasons.end(),
                    [](const std::string& one) { return one.find("废水") != one.npos || one.find("河水") != one.npos; }));
}

TEST_CASE("a text that does not say it gets no type") {
  for (const char* text : {"", "，，", "您好", "xyz 123", "请问几点上班", "感谢你们"}) {
    CHECK_MESSAGE(!model_on_file().suggest(text, every()), text);
  }
  CHECK(!model_on_file().suggest("某厂偷排废水到河里", {}));
  const std::vector<std::string> unknown{"甲", "乙"};
  CHECK(!model_on_file().suggest("某厂偷排废水到河里", unknown));
}

TEST_CASE("a campaign without solid waste counts it under soil, one without radiation under other") {
  const std::vector<std::string> june{"水", "大气", "土壤", "生态", "噪声", "其他"};
  const char* rubbish = "路边的建筑垃圾和生活垃圾堆积如山没有人清运";
  const char* mast = "楼顶安装通信基站，居民担心电磁辐射，要求拆除";
  REQUIRE(model_on_file().suggest(rubbish, every()));
  CHECK(model_on_file().suggest(rubbish, every())->value == "固废");
  REQUIRE(model_on_file().suggest(rubbish, june));
  CHECK(model_on_file().suggest(rubbish, june)->value == "土壤");
  REQUIRE(model_on_file().suggest(mast, every()));
  CHECK(model_on_file().suggest(mast, every())->value == "辐射");
  REQUIRE(model_on_file().suggest(mast, june));
  CHECK(model_on_file().suggest(mast, june)->value == "其他");
}

TEST_CASE("every reason stands in the text, and the threshold holds") {
  std::size_t reasons = 0;
  for (std::size_t i = 0; i < 400; ++i) {
    const std::string& text = training()[i].text;
    const std::string plain = utf8_of(folded(text));
    for (const int least : {0, 6'000, 9'900}) {
      const auto found = model_on_file().suggest(text, every(), least);
      if (!found) continue;
      CHECK(found->score_bp >= least);
      for (const std::string& reason : found->reasons) CHECK(plain.find(reason) != plain.npos);
      reasons += found->reasons.size();
    }
  }
  CHECK(reasons > 2'000);
}

TEST_CASE("training does not depend on the order of the texts, and the file holds the whole model") {
  std::vector<Decided> texts(training().begin(), training().begin() + 400);
  const std::string file = TypeModel::train(texts, every()).file();
  std::reverse(texts.begin(), texts.end());
  CHECK(TypeModel::train(texts, every()).file() == file);
  const auto read = TypeModel::read("# a comment\n\n" + file);
  REQUIRE(read);
  CHECK(read->file() == file);
  CHECK(read->types() == every());
  texts.push_back({"not a type", "某厂偷排废水"});
  CHECK(TypeModel::train(texts, every()).file() == file);
}

TEST_CASE("what a model's file has wrong is said with its line") {
  CHECK(fault_of("types\t水\t大气\n污\t10\t-10\n").empty());
  CHECK(fault_of("") == "line 1 of the type model: the line that begins with \"types\" is missing");
  CHECK(fault_of("types\t水\n") == "line 1 of the type model: \"types\" and at least two types are expected, separated by tabs");
  CHECK(fault_of("types\t水\t大气\n污\t10\n") == "line 2 of the type model: a feature and 2 weights are expected, separated by tabs");
  CHECK(fault_of("types\t水\t大气\n污\t10\t1.5\n") ==
        "line 2 of the type model: \"1.5\" is no weight: a whole number from -100000 to 100000 is expected");
  CHECK(fault_of("types\t水\t大气\n污\t10\t999999\n").find("\"999999\" is no weight") != std::string::npos);
  CHECK(fault_of("types\t水\t大气\n污\t1\t2\n污\t1\t2\n") ==
        "line 3 of the type model: the feature \"污\" stands there twice; remove one of the lines");
}

TEST_CASE("a place is found by its name, its short name and its former name") {
  CHECK(place_in("襄垣县某厂排污") == "襄垣县");
  CHECK(place_in("襄垣某厂排污") == "襄垣县");
  CHECK(place_in("屯留县某村") == "屯留区");
  CHECK(place_in("长治县某村") == "上党区");
  CHECK(place_in("长治市郊区某村") == "潞州区");
  CHECK(place_in("长治高新区某企业") == "高新区");
  CHECK(place_in("沁源县某矿") == "沁源县");
  CHECK(place_in("沁县某村") == "沁县");
}

TEST_CASE("no place is given for the city as a whole, for none, or for two with nothing to tell them apart") {
  CHECK(place_in("长治市空气不好") == "-");
  CHECK(place_in("我家楼下太吵") == "-");
  CHECK(place_in("襄垣县和武乡县都有人反映") == "-");
  CHECK(place_in("太原市某厂") == "-");
}

TEST_CASE("where somebody lives or a load comes from is not where the matter is") {
  CHECK(place_in("家住襄垣县，武乡县的厂子冒黑烟") == "武乡县");
  CHECK(place_in("本人是平顺县人，在潞州区打工，工地太吵") == "潞州区");
  CHECK(place_in("黎城县拉来的废渣倒在壶关县") == "壶关县");
  CHECK(place_in("平顺县的车，位于潞城区的料场") == "潞城区");
}

TEST_CASE("an everyday word is not taken for a short name") {
  CHECK(place_in("我家长子要高考，楼下太吵") == "-");
  CHECK(place_in("长子县某厂") == "长子县");
  CHECK(place_in("在长子境内的砖厂") == "长子县");
}

TEST_CASE("the reasons of a place are its names as the text has them") {
  const auto found = place_names().suggest("襄垣某厂，就在襄垣县城东，襄垣人都知道");
  REQUIRE(found);
  CHECK(found->reasons == std::vector<std::string>{"襄垣", "襄垣县"});
  CHECK(found->score_bp == 10'000);
  CHECK(place_names().suggest("襄垣某厂")->score_bp == 7'000);
}

TEST_CASE("a township speaks for the county it lies in; one name in two counties speaks for none") {
  const auto tree = Tree::make({{PlaceCode{140400}, PlaceCode{0}, "长治市", "", false, 0, 0},
                                {PlaceCode{140423}, PlaceCode{140400}, "襄垣县", "", false, 0, 0},
                                {PlaceCode{140425}, PlaceCode{140400}, "平顺县", "", false, 0, 0},
                                {PlaceCode{140423100}, PlaceCode{140423}, "古韩镇", "", false, 0, 0},
                                {PlaceCode{140423200}, PlaceCode{140423}, "北山乡", "", false, 0, 0},
                                {PlaceCode{140425200}, PlaceCode{140425}, "北山镇", "", false, 0, 0}});
  REQUIRE(tree);
  const auto names = PlaceNames::make(*tree, "140425200\t老北山\n");
  REQUIRE(names);
  CHECK(names->suggest("古韩镇某厂")->value == PlaceCode{140423});
  CHECK(names->suggest("老北山某厂")->value == PlaceCode{140425});
  CHECK(names->suggest("北山镇某厂")->value == PlaceCode{140425});
  CHECK(!names->suggest("北山某厂"));
}

TEST_CASE("what a file of names has wrong is said with its line") {
  const std::string expected =
      "of the place names: a code of the place tree (or \"-\"), a tab and a name of at least two characters are expected";
  for (const char* file : {"# ok\n999999\t某地\n", "# ok\n140423\t某\n", "# ok\n140423 某地\n", "# ok\n140423\t\n"}) {
    const auto made = PlaceNames::make(changzhi(), file);
    REQUIRE(!made);
    CHECK(made.error() == "line 2 " + expected);
  }
  CHECK(PlaceNames::make(changzhi(), ""));
}
