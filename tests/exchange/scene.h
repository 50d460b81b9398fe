#pragma once
// The scene of the exchange tests: a small city with the rules of 2025, an engine in memory, and files to import.

#include <fstream>
#include <iterator>
#include <string>

#include "engine/engine.h"
#include "exchange/import.h"
#include "identifiers/credit_code.h"
#include "identifiers/identity_number.h"
#include "journal/memory_journal.h"
#include "rule_files/rule_file.h"
#include "stores/memory_vault.h"
#include "stores/scratch_folder.h"

namespace exchange_test {

using namespace seethrough;
using namespace seethrough::exchange;

inline Day day(const char* text) { return *parse_day(text); }

inline const Tree& places() {
  static const Tree tree = *Tree::make({{PlaceCode{140400}, PlaceCode{0}, "长治市", "Changzhi", false, 0, 0},
                                        {PlaceCode{140403}, PlaceCode{140400}, "潞州区", "Luzhou District", false, 0, 0}});
  return tree;
}

inline const rules::Book& book() {
  static const rules::Book made = [] {
    std::ifstream file(std::string(SOURCE_DIR) + "/rules/2025.yaml", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto edition = read_rule_file(text, "2025.yaml");
    INVARIANT(edition.has_value(), "the rules of 2025 can be read");
    rules::Book b;
    INVARIANT(b.add(*std::move(edition)), "the year is free");
    return b;
  }();
  return made;
}

/// A credit code that checks.
inline std::string merchant() {
  std::string code = "91140400MA0KABC1";
  code.push_back(organisation_code_check(std::string_view(code).substr(8)));
  code.push_back(credit_code_check(code));
  return code;
}
/// An identity number that checks, told from others by `n` below 1000.
inline std::string identity_number(int n) {
  std::string number = "14040319900101" + std::to_string(1000 + n).substr(1);
  number.push_back(identity_number_check(number));
  return number;
}
inline std::string invoice(int n) { return "2514200000" + std::to_string(10'000'000'000 + n).substr(1); }

inline proof::SigningKey log_key() {
  proof::Seed seed;
  seed.bytes.fill(7);
  return proof::make_signing_key("city.example.cn/test", seed);
}

inline const std::string claim_head =
    "kind,merchant,place,day,price_yuan,name,identity_number,phone,item,invoice,efficiency";
/// A fridge of level 1 at 3,299.00 yuan.
inline std::string claim_line(int n) {
  return "refrigerator," + merchant() + ",潞州区,2025-06-01,3299.00,张三," + identity_number(n) + ",13800000000,SN" +
         std::to_string(1000 + n) + "," + invoice(n) + ",1";
}

struct City {
  journal::MemoryJournal journal;
  stores::MemoryVault vault{stores::MasterKey{}};
  std::unique_ptr<engine::Engine> engine = *engine::Engine::recover({journal, book(), places(), log_key()}, {});
  EngineSink sink{*engine, journal};
  stores::ScratchFolder folder;
  ImportSetup setup{book(), places(), vault, sink};
  int requests = 0;

  static Instant now() { return instant_in_china(day("2025-06-15"), 9, 0, 0, 0); }
  ImportOptions options(Language language = Language::zh) {
    ImportOptions o;
    o.by = "local";
    o.now = now;
    o.language = language;
    return o;
  }

  journal::Event submit(journal::Command command) {
    engine::Submission one{{}, std::move(command)};
    one.envelope.request.bytes[0] = static_cast<std::uint8_t>(++requests);
    one.envelope.at = now();
    one.envelope.by = "demo";
    return *engine->submit({std::move(one)})->front().event;
  }
  /// Funds and the merchant, so that claims can be granted.
  void open() {
    using namespace subsidies;
    submit(subsidies::Command{
        OpenFund{"goods", 2025, {"appliance_digital", "home", "ebike"}, Fen{1'000'000'000}, "预算", false}});
    submit(subsidies::Command{OpenFund{"vehicles", 2025, {"vehicle"}, Fen{1'000'000'000}, "预算", false}});
    submit(subsidies::Command{AdmitMerchant{merchant(), "商店", PlaceCode{140403}, day("2025-01-01"), false}});
  }
  std::filesystem::path file(const char* name, const std::string& text) {
    const auto path = folder / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace exchange_test
