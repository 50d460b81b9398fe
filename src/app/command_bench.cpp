// bench claims: three ways to write the same claims durably, on the same machine in the same run:
//   whole path                rules, per-person limit, capped fund, canonical JSON, leaf hash, tree, durable journal
//   plain append              SQLite appending the same bytes (and leaf hashes) in batches, deciding nothing
//   a transaction per claim   SQL as a careful developer would write it: limit, uniqueness and fund checked and the
//                             claim written in one durable transaction

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>

#include "app/bench_cases.h"
#include "app/bench_claims.h"
#include "app/bench_import.h"
#include "app/bench_texts.h"
#include "app/city.h"
#include "app/commands.h"
#include "proof/hash.h"

namespace seethrough::app {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// A folder of its own for the run, removed afterwards.
class Scratch {
 public:
  explicit Scratch(const std::string& where) : path_(std::filesystem::path(where) / fmt::format("seethrough-bench-{}", getpid())) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Passes everything on and counts the appends: the size of batch that the engine reached by itself.
class CountedJournal : public journal::Journal {
 public:
  explicit CountedJournal(journal::Journal& inner) : inner_(inner) {}
  Result<journal::Head, Failure> head() override { return inner_.head(); }
  Result<void, Failure> append(std::uint64_t expected_size, std::span<const journal::NewEntry> entries,
                               std::string_view checkpoint) override {
    ++appends;
    return inner_.append(expected_size, entries, checkpoint);
  }
  Result<void, Failure> read(std::uint64_t from, std::uint64_t to, const Visit& visit) override {
    return inner_.read(from, to, visit);
  }
  std::uint64_t appends = 0;

 private:
  journal::Journal& inner_;
};

struct WholePath {
  double claims_per_second = 0;
  std::size_t batch = 0;  ///< entries an append, on average
};

Result<WholePath, Failure> whole_path(const CityFiles& files, const std::filesystem::path& file, std::uint64_t claims,
                                   std::size_t batch) {
  auto journal = stores::SqliteJournal::open(file, stores::SqliteJournal::Mode::write);
  if (!journal) return Unexpected{journal.error()};
  CountedJournal counted(**journal);
  auto engine = engine::Engine::recover(
      {counted, files.rules, files.places, proof::make_signing_key("seethrough.example/bench", proof::Seed{})}, {});
  if (!engine) return Unexpected{engine.error()};
  BenchClaims source(files.places);
  if (auto ready = (*engine)->submit(source.preparation()); !ready) return Unexpected{ready.error()};

  std::vector<std::vector<engine::Submission>> runs;
  for (std::uint64_t made = 0; made < claims; made += batch)
    runs.push_back(source.claims(std::min<std::uint64_t>(batch, claims - made)));
  std::vector<std::promise<engine::Answers>> promises(runs.size());
  counted.appends = 0;
  const auto start = Clock::now();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    (*engine)->submit(std::move(runs[i]), [&promises, i](engine::Answers answers) {
      promises[i].set_value(std::move(answers));
    });
  }
  std::uint64_t granted = 0;
  for (auto& promise : promises) {
    auto answers = promise.get_future().get();
    if (!answers) return Unexpected{answers.error()};
    for (const engine::Answer& one : *answers)
      granted += one.event && std::holds_alternative<subsidies::Event>(*one.event) ? 1 : 0;
  }
  const double seconds = seconds_since(start);
  INVARIANT(granted == claims, "a benchmark claim was refused");
  return WholePath{static_cast<double>(claims) / seconds, static_cast<std::size_t>(claims / std::max<std::uint64_t>(counted.appends, 1))};
}

/// The very entries that the whole path wrote, appended again in batches of the size it reached.
Result<double, Failure> plain_append(const std::filesystem::path& written, const std::filesystem::path& file,
                                     std::uint64_t claims, std::size_t batch) {
  auto source = stores::SqliteJournal::open(written, stores::SqliteJournal::Mode::read);
  if (!source) return Unexpected{source.error()};
  auto head = (*source)->head();
  if (!head) return Unexpected{head.error()};
  std::vector<std::string> bytes;
  std::vector<Digest> leaves;
  auto read = (*source)->read(head->size - claims + 1, head->size,
                              [&](std::uint64_t, std::string_view entry, const Digest& leaf) {
                                bytes.emplace_back(entry);
                                leaves.push_back(leaf);
                                return true;
                              });
  if (!read) return Unexpected{read.error()};
  PlainAppend plain;
  if (auto opened = plain.open(file); !opened) return Unexpected{opened.error()};
  const auto start = Clock::now();
  for (std::size_t from = 0; from < bytes.size(); from += batch) {
    const std::size_t to = std::min(from + batch, bytes.size());
    if (auto done = plain.append(from + 1, std::span(bytes).subspan(from, to - from),
                                 std::span(leaves).subspan(from, to - from));
        !done)
      return Unexpected{done.error()};
  }
  return static_cast<double>(claims) / seconds_since(start);
}

Result<double, Failure> transaction_per_claim(const CityFiles& files, const std::filesystem::path& file,
                                              std::uint64_t claims) {
  TransactionPerClaim careful;
  if (auto opened = careful.open(file); !opened) return Unexpected{opened.error()};
  BenchClaims source(files.places);
  const auto submissions = source.claims(claims);
  const auto start = Clock::now();
  for (const engine::Submission& one : submissions) {
    if (auto done = careful.redeem(std::get<subsidies::Redeem>(std::get<subsidies::Command>(one.command)).purchase, files.rules);
        !done)
      return Unexpected{done.error()};
  }
  return static_cast<double>(claims) / seconds_since(start);
}

struct Options {
  std::string where;
  std::uint64_t claims = 200'000, careful_claims = 5'000;
  std::size_t batch = 1024;
  int rounds = 3;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int bench(const Common& common, const Options& options) {
  const auto files = city_files();
  if (!files) return say(common, files.error());
  std::vector<double> whole, plain, careful, to_plain, to_careful, batches;
  ProgressBar bar(common, "测试", "Measuring");
  for (int round = 0; round < options.rounds; ++round) {
    bar.show(static_cast<std::uint64_t>(round), static_cast<std::uint64_t>(options.rounds));
    const Scratch scratch(options.where);
    const auto a = whole_path(*files, scratch.path() / "whole.db", options.claims, options.batch);
    if (!a) return say(common, a.error());
    const auto b = plain_append(scratch.path() / "whole.db", scratch.path() / "plain.db", options.claims, a->batch);
    if (!b) return say(common, b.error());
    const auto c = transaction_per_claim(*files, scratch.path() / "careful.db", options.careful_claims);
    if (!c) return say(common, c.error());
    whole.push_back(a->claims_per_second);
    plain.push_back(*b);
    careful.push_back(*c);
    to_plain.push_back(a->claims_per_second / *b);
    to_careful.push_back(a->claims_per_second / *c);
    batches.push_back(static_cast<double>(a->batch));
  }
  const double w = median(whole), p = median(plain), t = median(careful);
  if (common.json) {
    print(fmt::format("{{\"batch\":{:.0f},\"claims\":{},\"claims_per_second\":{:.0f},\"plain_append_per_second\":{:.0f},"
                      "\"ratio_to_plain_append\":{:.3f},\"ratio_to_transaction_per_claim\":{:.2f},\"rounds\":{},"
                      "\"transaction_per_claim_per_second\":{:.0f}}}\n",
                      median(batches), options.claims, w, p, median(to_plain), median(to_careful), options.rounds, t));
    return done;
  }
  const bool zh = common.language == Language::zh;
  print(zh ? fmt::format("{} 笔 × {} 轮，取中位数\n", options.claims, options.rounds)
           : fmt::format("{} claims × {} rounds, medians\n", options.claims, options.rounds));
  const auto line = [&](const char* name_zh, const char* name_en, const std::string& value) {
    print(fmt::format("{:>12}  {}\n", value, zh ? name_zh : name_en));
  };
  line("笔/秒：全程（规则、限额、资金池、规范 JSON、哈希、落盘）", "claims/s: the whole path, rules to durable journal",
       fmt::format("{:.0f}", w));
  line("条/秒：SQLite 纯追加同样的字节", "entries/s: plain SQLite appending the same bytes", fmt::format("{:.0f}", p));
  line("笔/秒：每笔一个 SQL 事务", "claims/s: one SQL transaction a claim", fmt::format("{:.0f}", t));
  line("全程与纯追加之比", "ratio to the plain append", fmt::format("{:.3f}", median(to_plain)));
  line("全程与逐笔事务之比", "ratio to a transaction a claim", fmt::format("{:.2f}", median(to_careful)));
  line("条：每批追加的条数（引擎自定）", "entries an append, as the engine chose", fmt::format("{:.0f}", median(batches)));
  return done;
}

}  // namespace

void add_bench(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  options->where = std::filesystem::temp_directory_path().string();
  const bool zh = common.language == Language::zh;
  CLI::App* bench_command = app.add_subcommand("bench", zh ? "测速" : "measure");
  bench_command->require_subcommand(1);
  CLI::App* command = bench_command->add_subcommand("claims", zh ? "补贴申领：全程、纯追加、逐笔事务" : "claims: whole path, plain append, a transaction each");
  command->add_option("--claims", options->claims)->capture_default_str()->check(CLI::Range(1'000, 5'000'000));
  command->add_option("--transactions", options->careful_claims)->capture_default_str()->check(CLI::Range(100, 1'000'000));
  command->add_option("--batch", options->batch)->capture_default_str()->check(CLI::Range(1, 4096));
  command->add_option("--rounds", options->rounds)->capture_default_str()->check(CLI::Range(1, 25));
  command->add_option("--in", options->where, zh ? "临时文件所在的文件夹（须在被测的磁盘上）" : "folder for the files: on the disk to be measured")
      ->capture_default_str();
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return bench(common, *options); };
  });
  auto import = std::make_shared<ImportBench>();
  import->where = options->where;
  command = bench_command->add_subcommand("import", zh ? "导入一个补贴申领文件：用时和内存" : "an import of a file of claims: time and memory");
  command->add_option("--rows", import->rows)->capture_default_str()->check(CLI::Range(1'000, 1'048'575));
  command->add_option("--run", import->run_rows)->capture_default_str()->check(CLI::Range(1, 65'536));
  command->add_option("--format", import->format, "csv | ndjson | xlsx")
      ->capture_default_str()
      ->check(CLI::IsMember({"csv", "ndjson", "xlsx"}));
  command->add_option("--in", import->where, zh ? "临时文件所在的文件夹（须在被测的磁盘上）" : "folder for the files: on the disk to be measured")
      ->capture_default_str();
  command->callback([&common, &chosen, import] {
    chosen = [&common, import] { return bench_import(common, *import); };
  });
  auto cases = std::make_shared<CasesBench>();
  cases->where = options->where;
  command = bench_command->add_subcommand("cases", zh ? "举报件：清单、检索、筛选、通报" : "complaint cases: lists, searches, filters, a bulletin");
  command->add_option("--cases", cases->cases)->capture_default_str()->check(CLI::Range(1'000, 1'000'000));
  command->add_option("--asked", cases->asked)->capture_default_str()->check(CLI::Range(10, 10'000));
  command->add_option("--in", cases->where, zh ? "临时文件所在的文件夹（须在被测的磁盘上）" : "folder for the files: on the disk to be measured")
      ->capture_default_str();
  command->callback([&common, &chosen, cases] {
    chosen = [&common, cases] { return bench_cases(common, *cases); };
  });
  auto texts = std::make_shared<TextsBench>();
  command = bench_command->add_subcommand("texts", zh ? "举报文本：查重、建议类型和区县" : "complaints' texts: likeness, suggestions of type and place");
  command->add_option("--texts", texts->texts)->capture_default_str()->check(CLI::Range(1'000, 1'000'000));
  command->add_option("--asked", texts->asked)->capture_default_str()->check(CLI::Range(1, 100'000));
  command->callback([&common, &chosen, texts] {
    chosen = [&common, texts] { return bench_texts(common, *texts); };
  });
}

}  // namespace seethrough::app
