#pragma once
// The hand-written rows of data/complaints, the city's places, and the texts that the type model is trained on.

#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include "demo/complaint_texts.h"
#include "wording/suggest.h"

namespace seethrough::wording_test {

inline std::string file_text(const std::string& name) {
  std::ifstream file(SOURCE_DIR "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Three columns separated by tabs; lines that begin with '#' are left out.
struct Row {
  std::string first, second, text;
};
inline std::vector<Row> rows(const std::string& name) {
  std::vector<Row> out;
  std::ifstream file(SOURCE_DIR "/data/complaints/" + name);
  for (std::string line; std::getline(file, line);) {
    const std::size_t a = line.find('\t'), b = line.find('\t', a + 1);
    if (line.starts_with('#') || b == line.npos) continue;
    out.push_back({line.substr(0, a), line.substr(a + 1, b - a - 1), line.substr(b + 1)});
  }
  return out;
}

inline const Tree& changzhi() {
  static const Tree tree = [] {
    std::ifstream file(SOURCE_DIR "/data/places/140400.yaml");
    const std::regex form(R"(  - \{code: (\d+), parent: (\d+), zh: ([^,]+), en: ([^,]+), statistical: (true|false), .*)");
    std::vector<Place> places;
    for (std::string line; std::getline(file, line);) {
      std::smatch part;
      if (!std::regex_match(line, part, form)) continue;
      places.push_back({PlaceCode(std::stoi(part[1])), PlaceCode(std::stoi(part[2])), part[3], part[4], part[5] == "true", 0, 0});
    }
    return *Tree::make(std::move(places));
  }();
  return tree;
}

inline const wording::PlaceNames& place_names() {
  static const wording::PlaceNames names = *wording::PlaceNames::make(changzhi(), file_text("data/complaints/place-names.tsv"));
  return names;
}

/// About as many as there are phrases to put together: more would say the same phrases again and make the model surer
/// than it has reason to be.
constexpr int training_texts = 2'000;
inline const std::vector<wording::Decided>& training() {
  static const std::vector<wording::Decided> texts = [] {
    std::vector<wording::Decided> out;
    demo::Dice dice(20250615);
    for (int i = 0; i < training_texts; ++i) {
      demo::ComplaintText one = demo::complaint_text(dice, changzhi());
      out.push_back({one.type, one.text});
    }
    return out;
  }();
  return texts;
}

inline const wording::TypeModel& model_on_file() {
  static const wording::TypeModel model = *wording::TypeModel::read(file_text("data/complaints/types.tsv"));
  return model;
}

}  // namespace seethrough::wording_test
