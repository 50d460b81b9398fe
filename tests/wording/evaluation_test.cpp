// How well the suggestions do on rows that a person wrote and the training never saw. With ACCEPT set, the model's file
// and the table of data/complaints/README.md are written anew first.

#include <doctest/doctest.h>

#include <cstdlib>
#include <set>

#include "wording/rows.h"

using namespace seethrough;
using namespace seethrough::wording;
using namespace seethrough::wording_test;

namespace {

struct Tally {
  int rows = 0;   ///< that are of the value
  int given = 0;  ///< suggestions of the value
  int right = 0;
};
struct Evaluation {
  std::map<std::string, Tally> types;  ///< "-" are rows of no type
  Tally all, places;
};

Evaluation evaluate(const std::vector<Row>& rows) {
  Evaluation out;
  for (const Row& row : rows) {
    Tally& own = out.types[row.first];
    ++own.rows;
    out.all.rows += row.first != "-";
    if (const auto type = model_on_file().suggest(row.text, demo::complaint_types())) {
      ++out.types[type->value].given;
      ++out.all.given;
      own.right += type->value == row.first;
      out.all.right += type->value == row.first;
    }
    out.places.rows += row.second != "-";
    if (const auto place = place_names().suggest(row.text)) {
      ++out.places.given;
      out.places.right += changzhi().find(place->value)->zh == row.second;
    }
  }
  return out;
}

std::string percent(int part, int whole) { return whole == 0 ? "–" : std::to_string(part * 100 / whole) + " %"; }

std::string line(const std::string& name, const Tally& plain, const Tally& hard) {
  std::string out = "| " + name;
  for (const Tally* one : {&plain, &hard}) {
    out += " | " + std::to_string(one->rows) + " | " + std::to_string(one->given) + " | " + std::to_string(one->right) + " | " +
           percent(one->right, one->given) + " | " + percent(one->right, one->rows);
  }
  return out + " |\n";
}

std::string table() {
  Evaluation plain = evaluate(rows("held-out.tsv")), hard = evaluate(rows("hard.tsv"));
  std::string out =
      "| | rows | given | right | precision | recall | hard rows | given | right | precision | recall |\n"
      "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n";
  for (const std::string& type : demo::complaint_types()) out += line(type, plain.types[type], hard.types[type]);
  return out + line("all types", plain.all, hard.all) + line("places", plain.places, hard.places);
}

const char* const model_says =
    "# Which words speak for which pollution type, in 1/256 bit; src/wording/suggest.h has the format.\n"
    "# Source: synthetic texts of src/demo/complaint_texts.cpp; no text of a real complaint. Made by: ACCEPT=1 test_wording\n";

std::vector<std::string> sentences(const std::string& text) {
  std::vector<std::string> out(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = static_cast<unsigned char>(text[at]) < 0x80 ? 1 : 3;
    const std::string character = text.substr(at, length);
    if (character == "，" || character == "。" || character == "、") out.emplace_back();
    else out.back() += character;
    at += length;
  }
  return out;
}

}  // namespace

TEST_CASE("the model on file is what the synthetic texts make of it") {
  const std::string made = model_says + TypeModel::train(training(), demo::complaint_types()).file();
  const char* const name = "data/complaints/types.tsv";
  if (std::getenv("ACCEPT")) std::ofstream(std::string(SOURCE_DIR "/") + name, std::ios::binary | std::ios::trunc) << made;
  CHECK(file_text(name) == made);
  CHECK(model_on_file().features() > 3'000);
}

TEST_CASE("the table of precision and recall is the one that the hand-written rows give") {
  const std::string name = SOURCE_DIR "/data/complaints/README.md";
  std::string page = file_text("data/complaints/README.md");
  const std::string begin = "<!-- table -->\n", end = "<!-- /table -->";
  const std::size_t from = page.find(begin) + begin.size(), to = page.find(end);
  REQUIRE(page.find(begin) != page.npos);
  REQUIRE(to != page.npos);
  const std::string wanted = table();
  if (std::getenv("ACCEPT")) {
    page.replace(from, to - from, wanted);
    std::ofstream(name, std::ios::binary | std::ios::trunc) << page;
    return;
  }
  CHECK(page.substr(from, to - from) == wanted);
}

TEST_CASE("the hand-written rows are many, of every type and place, and no text of theirs was trained on") {
  const auto plain = rows("held-out.tsv"), hard = rows("hard.tsv");
  CHECK(plain.size() >= 120);
  CHECK(hard.size() >= 50);
  std::map<std::string, int> types, places;
  std::set<std::string> said;
  for (const Decided& one : training()) {
    for (std::string& sentence : sentences(one.text)) said.insert(std::move(sentence));
  }
  CHECK(said.size() > 2'000);
  for (const auto* list : {&plain, &hard}) {
    for (const Row& row : *list) {
      ++types[row.first];
      ++places[row.second];
      for (const std::string& sentence : sentences(row.text)) {
        if (sentence.size() >= 8 * 3) CHECK_MESSAGE(!said.contains(sentence), sentence);
      }
    }
  }
  for (const std::string& type : demo::complaint_types()) CHECK(types[type] >= 12);
  for (const PlaceCode code : changzhi().children(changzhi().root().code)) CHECK(places[changzhi().find(code)->zh] >= 3);
}

TEST_CASE("plain rows get the right type and place, hard ones a wrong one seldom") {
  const Evaluation plain = evaluate(rows("held-out.tsv")), hard = evaluate(rows("hard.tsv"));
  CHECK(plain.all.right * 100 >= plain.all.rows * 90);   // recall
  CHECK(plain.all.right * 100 >= plain.all.given * 97);  // precision
  for (const auto& [type, tally] : plain.types) {
    CHECK_MESSAGE(tally.right * 100 >= tally.rows * 80, type);
    CHECK_MESSAGE(tally.right * 100 >= tally.given * 85, type);
  }
  CHECK(plain.places.right * 100 >= plain.places.rows * 97);
  CHECK(plain.places.right == plain.places.given);
  CHECK(hard.all.right * 100 >= hard.all.given * 65);
  CHECK(hard.all.given < hard.all.rows);  // silence where it does not know
  CHECK(hard.places.right == hard.places.given);
}
