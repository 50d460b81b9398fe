#pragma once
// The scene of the audit tests: a small city with claims, a project, a complaint and two issued bulletins.

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "bulletins/bulletin.h"
#include "bulletins/document.h"
#include "engine/engine.h"
#include "identifiers/credit_code.h"
#include "journal/memory_journal.h"
#include "proof/hash.h"
#include "proof/log_reader.h"
#include "proof/tile.h"
#include "rule_files/rule_file.h"

namespace audit_test {

using namespace seethrough;

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
    rules::Book b;
    INVARIANT(b.add(*read_rule_file(text, "2025.yaml")), "the year is free");
    return b;
  }();
  return made;
}

inline std::string merchant() {
  std::string code = "91140400MA0KABC1";
  code.push_back(organisation_code_check(std::string_view(code).substr(8)));
  code.push_back(credit_code_check(code));
  return code;
}

inline proof::SigningKey key_of(std::uint8_t seed_octet) {
  proof::Seed seed;
  seed.bytes.fill(seed_octet);
  return proof::make_signing_key("city.example.cn/test", seed);
}

/// A bulletin's JSON as a server gives it.
inline boost::json::object served(const bulletins::Bulletin& bulletin, const std::string& checkpoint,
                                  const proof::SigningKey& key, const std::string& text);

struct City {
  journal::MemoryJournal journal;
  proof::SigningKey key = key_of(7);
  std::unique_ptr<engine::Engine> engine = *engine::Engine::recover({journal, book(), places(), key_of(7)}, {});
  int requests = 0;
  boost::json::object bulletin;  ///< of the subsidies, issued

  journal::Event submit(journal::Command command) {
    engine::Submission one{{}, std::move(command)};
    ++requests;
    one.envelope.request.bytes[0] = static_cast<std::uint8_t>(requests);
    one.envelope.request.bytes[1] = static_cast<std::uint8_t>(requests >> 8);
    one.envelope.at = instant_in_china(day("2025-06-15"), 9, 0, 0, 0);
    one.envelope.by = "local";
    journal::Event event = *engine->submit({std::move(one)})->front().event;
    INVARIANT(!std::holds_alternative<journal::Refused>(event), "the scene's commands are accepted");
    return event;
  }
  void claim(int n) {
    subsidies::Purchase p;
    p.kind = "refrigerator";
    p.merchant = merchant();
    p.place = PlaceCode{140403};
    p.day = day("2025-06-01");
    p.price = Fen{329'900};
    p.person.bytes = {1, static_cast<std::uint8_t>(n), static_cast<std::uint8_t>(n >> 8)};
    p.item.bytes = {2, static_cast<std::uint8_t>(n), static_cast<std::uint8_t>(n >> 8)};
    p.invoice.bytes = {3, static_cast<std::uint8_t>(n), static_cast<std::uint8_t>(n >> 8)};
    p.facts.set(rules::Field::efficiency, 1);
    submit(subsidies::Command{subsidies::Redeem{p}});
  }
  /// Composes as of now and issues it; the JSON as served.
  boost::json::object issue(const bulletins::Request& request) {
    boost::json::object out;
    publication::IssueBulletin command;
    engine->look([&](const figures::Reading& reading, const std::string& checkpoint) {
      const auto composed = bulletins::compose(reading, request);
      INVARIANT(composed.has_value(), "the scene gives a bulletin");
      command = {request.series, request.cut_off, request.batch, static_cast<std::int64_t>(reading.position()),
                 proof::sha256(bulletins::canonical_json(*composed))};
      out = served(*composed, checkpoint, key,
                   bulletins::plain_text(bulletins::lay_out(*composed, reading, Language::zh)));
    });
    submit(publication::Command{command});
    return out;
  }

  City() {
    using namespace subsidies;
    submit(subsidies::Command{OpenFund{"goods", 2025, {"appliance_digital"}, Fen{1'000'000'000}, "预算", false}});
    submit(subsidies::Command{AdmitMerchant{merchant(), "商店", PlaceCode{140403}, day("2025-01-01"), false}});
    for (int n = 1; n <= 5; ++n) claim(n);
    submit(subsidies::Command{ReturnGoods{ClaimNumber{2}, day("2025-06-10"), "退货"}});
    projects::RegisterProject project;
    project.project = "2301-140400-89-01-123456";
    project.name_zh = "项目";
    project.place = PlaceCode{140403};
    project.investment = Fen{100'000};
    project.day = day("2025-01-02");
    submit(projects::Command{project});
    submit(projects::Command{projects::SignProject{project.project, day("2025-02-03")}});
    bulletin = issue({bulletins::Series::subsidies, day("2025-06-15"), 0});
    claim(6);
    issue({bulletins::Series::projects, day("2025-06-15"), 0});
    claim(7);
  }
};

inline boost::json::object served(const bulletins::Bulletin& bulletin, const std::string& checkpoint,
                                  const proof::SigningKey& key, const std::string& text) {
  const std::string content = bulletins::canonical_json(bulletin);
  boost::json::object out = boost::json::parse(content).as_object();
  out["checkpoint"] = checkpoint;
  out["digest"] = to_hex(proof::sha256(content));
  out["key"] = proof::verifier_key_text(key.verifier);
  out["text"] = text;
  return out;
}

/// A journal that anybody can change.
struct OpenJournal : journal::Journal {
  struct Row {
    std::uint64_t seq;
    std::string bytes;
    Digest leaf;
  };
  std::vector<Row> rows;
  journal::Head top;

  explicit OpenJournal(journal::Journal& from) {
    top = *from.head();
    INVARIANT(from.read(1, top.size, [&](std::uint64_t seq, std::string_view bytes, const Digest& leaf) {
      rows.push_back({seq, std::string(bytes), leaf});
      return true;
    }), "the journal can be read");
  }
  Result<journal::Head, Failure> head() override { return top; }
  Result<void, Failure> append(std::uint64_t, std::span<const journal::NewEntry>, std::string_view) override {
    return {};
  }
  Result<void, Failure> read(std::uint64_t from, std::uint64_t to, const Visit& visit) override {
    for (const Row& row : rows) {
      if (row.seq >= from && row.seq <= to && !visit(row.seq, row.bytes, row.leaf)) break;
    }
    return {};
  }
};

/// The published files of a journal, in memory.
struct MemoryTiles : proof::TileSource {
  std::map<std::string, std::string, std::less<>> files;

  MemoryTiles(const std::vector<std::string>& entries, const proof::SigningKey& key) {
    proof::Tree tree;
    for (const std::string& entry : entries) tree.append(proof::leaf_hash(entry));
    files["checkpoint"] = proof::sign_checkpoint({key.verifier.name, tree.size(), tree.root()}, key);
    for (const proof::TileAddress& address : proof::tiles_of(tree.size())) {
      std::string& bytes = files[proof::tile_path(address)];
      if (!address.entries) {
        bytes = *proof::hash_tile(tree, address, tree.size());
        continue;
      }
      for (int i = 0; i < address.width; ++i)
        proof::append_entry(bytes, entries[address.index * proof::tile_width + static_cast<std::size_t>(i)]);
    }
  }
  Result<std::string, Failure> read(std::string_view path) override {
    const auto file = files.find(path);
    if (file != files.end()) return file->second;
    return Unexpected{Failure{FailureKind::not_found, "没有这个文件", "no such file"}};
  }
};

inline std::vector<std::string> entries_of(journal::Journal& journal) {
  std::vector<std::string> out;
  for (const OpenJournal::Row& row : OpenJournal(journal).rows) out.push_back(row.bytes);
  return out;
}

}  // namespace audit_test
