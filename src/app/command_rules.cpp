// seethrough rules …: what a rule file holds or which line is wrong; the editions in force; why a claim got what it got.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "app/city.h"
#include "app/commands.h"
#include "app/text_file.h"
#include "journal/codec.h"
#include "messages/labels.h"
#include "money/print.h"
#include "rule_files/rule_file.h"

namespace seethrough::app {
namespace {

namespace json = boost::json;

struct Options {
  std::string file, claim, folder;
};

std::string pick(const Common& common, const rules::Text& text) {
  return common.language == Language::zh ? text.zh : text.en;
}

Result<rules::Edition, Failure> read(const std::string& file) {
  const auto text = text_of(file);
  if (!text) return Unexpected{text.error()};
  return read_rule_file(*text, file);
}

/// The numbers of a file, and what in it is local or disputed.
json::object summary(const rules::Edition& edition) {
  json::array disputed, local;
  for (const rules::Clause& clause : edition.clauses) {
    for (const rules::Condition& one : clause.requires_) {
      if (!one.dispute) continue;
      const json::string id(one.id);
      if (std::find(disputed.begin(), disputed.end(), json::value(id)) == disputed.end()) disputed.push_back(json::value(id));
    }
  }
  for (const rules::Source& source : edition.sources) {
    if (source.local) local.push_back(json::value(source.id));
  }
  return {{"version", edition.version},
          {"in_force", to_string(edition.in_force)},
          {"sources", edition.sources.size()},
          {"classes", edition.classes.size()},
          {"kinds", edition.kinds.size()},
          {"clauses", edition.clauses.size()},
          {"checks", edition.checks.size()},
          {"local_sources", std::move(local)},
          {"disputed", std::move(disputed)}};
}

void tell(const Common& common, const rules::Edition& edition) {
  const bool zh = common.language == Language::zh;
  print(fmt::format(fmt::runtime(zh ? "规则 {}，自 {} 起施行：{} 个类别、{} 个品类、{} 条条款、{} 项筛查、{} 个依据\n"
                                    : "Rules {}, in force from {}: {} classes, {} kinds, {} clauses, {} checks, {} sources\n"),
                    edition.version, to_string(edition.in_force), edition.classes.size(), edition.kinds.size(),
                    edition.clauses.size(), edition.checks.size(), edition.sources.size()));
  for (const rules::Clause& clause : edition.clauses) {
    const rules::Source* source = edition.find_source(clause.source);
    print(fmt::format("  {:<32} {}  [{}{}]\n", clause.id, pick(common, clause.text), pick(common, source->title),
                      source->local ? (zh ? "，本市" : ", local") : ""));
  }
  for (const rules::Check& check : edition.checks)
    print(fmt::format("  {:<32} {}: {}\n", rules::name(check.id), label(check.severity, common.language),
                      pick(common, check.text)));
  std::vector<std::string> told;
  for (const rules::Clause& clause : edition.clauses) {
    for (const rules::Condition& one : clause.requires_) {
      if (!one.dispute || std::find(told.begin(), told.end(), one.id) != told.end()) continue;
      told.push_back(one.id);
      print(fmt::format(fmt::runtime(zh ? "  来源不一致 {}：{}；取 {}：{}\n" : "  Sources disagree on {}: {}; taken {}: {}\n"), one.id,
                        fmt::join(one.dispute->values, " / "), one.dispute->values.front(), pick(common, one.dispute->why)));
    }
  }
}

int check(const Common& common, const Options& options) {
  const auto edition = read(options.file);
  if (!edition) return say(common, edition.error());
  if (common.json) return print(json::serialize(summary(*edition)) + "\n") ? done : refused;
  tell(common, *edition);
  return done;
}

int list(const Common& common, const Options&) {
  const auto files = city_files();
  if (!files) return say(common, files.error());
  json::array all;
  for (const rules::Edition* edition : files->rules.editions()) {
    if (common.json) all.push_back(summary(*edition));
    else
      print(fmt::format(fmt::runtime(common.language == Language::zh ? "{}  自 {} 起施行  {} 条条款\n"
                                                                     : "{}  in force from {}  {} clauses\n"),
                        edition->version, to_string(edition->in_force), edition->clauses.size()));
  }
  if (common.json) print(json::serialize(all) + "\n");
  return done;
}

/// What an event says of the rules: the purchase and what it was granted, as it was made or as it was adjusted.
struct Decided {
  std::optional<subsidies::Purchase> purchase;
  std::vector<subsidies::Grant> grants;
};

Result<Decided, Failure> decisions_on(const Common& common, const std::string& folder, subsidies::ClaimNumber number) {
  auto directory = stores::DataDirectory::open(folder);
  if (!directory) return Unexpected{directory.error()};
  auto journal = stores::SqliteJournal::open(directory->journal_file(), stores::SqliteJournal::Mode::read);
  if (!journal) return Unexpected{journal.error()};
  const auto head = (*journal)->head();
  if (!head) return Unexpected{head.error()};
  Decided decided;
  std::optional<Failure> fault;
  ProgressBar bar(common, "查找", "Searching");
  auto read = (*journal)->read(1, head->size, [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
    if (seq % 4096 == 0) bar.show(seq, head->size);
    const auto entry = journal::decode_entry(bytes);
    if (!entry) fault = entry.error();
    if (fault) return false;
    const auto* event = std::get_if<subsidies::Event>(&entry->event);
    if (!event) return true;
    std::visit(
        [&](const auto& e) {
          if constexpr (requires { e.claim == number; }) {
            if (e.claim != number) return;
            if constexpr (requires { e.purchase; }) {
              decided.purchase = e.purchase;
              decided.grants.push_back(e.grant);
            }
            if constexpr (requires { e.after; }) decided.grants.push_back(e.after);
          }
        },
        *event);
    return true;
  });
  if (fault) return Unexpected{*fault};
  if (!read) return Unexpected{read.error()};
  return decided;
}

json::object line_json(const rules::TraceLine& line, const rules::Edition& edition) {
  json::object out{{"zh", line.text.zh}, {"en", line.text.en}};
  if (const rules::Source* source = edition.find_source(line.source))
    out["source"] = json::object{{"id", source->id},         {"title_zh", source->title.zh}, {"title_en", source->title.en},
                                 {"number", source->number}, {"local", source->local}};
  return out;
}

/// The stacked price, as the receipt has it: each discount in its order, the government's in its place.
void tell_price(const Common& common, const subsidies::Purchase& purchase, const subsidies::Grant& grant,
                const rules::Class* cls) {
  if (!cls || !purchase.sale || !purchase.sale->list_price) return;
  const bool zh = common.language == Language::zh;
  Fen left = *purchase.sale->list_price;
  print(fmt::format("{} {}\n", zh ? "标价" : "List price", yuan(left)));
  const auto step = [&](rules::Giver giver, Fen amount) {
    left -= amount;
    print(fmt::format("  {} −{} = {}\n", label(giver, common.language), yuan(amount), yuan(left)));
  };
  for (const rules::Giver giver : cls->price_order) {
    if (giver == rules::Giver::government) step(giver, grant.subsidy);
    for (const subsidies::PriceStep& one : purchase.sale->steps) {
      if (one.giver == giver) step(giver, one.amount);
    }
  }
}

void tell(const Common& common, const rules::Trace& trace, const rules::Edition& edition) {
  for (const rules::TraceLine& line : trace.lines) {
    const rules::Source* source = edition.find_source(line.source);
    print(fmt::format("{}{}\n", pick(common, line.text),
                      source ? fmt::format("  [{}{}]", pick(common, source->title),
                                           source->number.empty() ? "" : " " + source->number)
                             : ""));
  }
}

int explain(const Common& common, const Options& options) {
  const auto number = subsidies::parse_claim_number(options.claim);
  if (!number)
    return say(common, fmt::format("“{}”不是申领单编号；应形如 C0000001", options.claim),
               fmt::format("“{}” is no claim's number; it looks like C0000001", options.claim));
  const auto files = city_files();
  if (!files) return say(common, files.error());
  const auto decided = decisions_on(common, options.folder, *number);
  if (!decided) return say(common, decided.error());
  if (!decided->purchase)
    return say(common, fmt::format("没有申领单 {}；请核对编号", options.claim),
               fmt::format("there is no claim {}: check its number", options.claim));
  json::array all;
  for (const subsidies::Grant& grant : decided->grants) {
    const rules::Edition* edition = files->rules.edition_of(grant.edition);
    if (!edition)
      return say(common, fmt::format("本程序没有装入规则 {}", grant.edition),
                 fmt::format("this program does not hold the rules {}", grant.edition));
    const subsidies::Purchase& purchase = *decided->purchase;
    rules::Facts facts = purchase.facts;
    facts.set(rules::Field::price_fen, grant.base.value_or(purchase.price));
    const rules::Trace trace = files->rules.explain(*edition, purchase.kind, facts, purchase.day);
    if (common.json) {
      json::array lines;
      for (const rules::TraceLine& line : trace.lines) lines.push_back(line_json(line, *edition));
      all.push_back(json::object{{"edition", grant.edition},
                                 {"clause", grant.clause},
                                 {"subsidy_fen", grant.subsidy.value},
                                 {"lines", std::move(lines)}});
      continue;
    }
    tell_price(common, purchase, grant, edition->find_class(grant.cls));
    tell(common, trace, *edition);
  }
  if (common.json) print(json::serialize(json::object{{"claim", options.claim}, {"decisions", std::move(all)}}) + "\n");
  return done;
}

}  // namespace

void add_rules(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* rules = app.add_subcommand("rules", zh ? "补贴规则：检查文件、列出版本、解释一件申领单"
                                                   : "the subsidies' rules: check a file, list editions, explain a claim");
  rules->require_subcommand(1);
  const auto add = [&](const char* name, const char* text_zh, const char* text_en,
                       int (*run)(const Common&, const Options&)) {
    CLI::App* command = rules->add_subcommand(name, zh ? text_zh : text_en);
    command->callback([&common, &chosen, options, run] { chosen = [&common, options, run] { return run(common, *options); }; });
    return command;
  };
  add("check", "检查规则文件：有什么，或哪一行不对", "check a rule file: what it holds, or the line that is wrong", check)
      ->add_option("file", options->file, "YAML")
      ->required();
  add("list", "列出已装入的规则版本", "list the editions that the program holds", list);
  CLI::App* one = add("explain", "逐条解释一件申领单的补贴", "explain a claim's subsidy clause by clause", explain);
  one->add_option("claim", options->claim, "C0000001")->required();
  add_data(*one, options->folder);
}

}  // namespace seethrough::app
