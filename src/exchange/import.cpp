#include "exchange/import.h"

#include <fmt/format.h>

#include <cstring>
#include <deque>
#include <fstream>
#include <map>
#include <variant>

#include "base/csv_cell.h"
#include "exchange/case_row.h"
#include "exchange/claim_row.h"
#include "exchange/rejected_file.h"
#include "journal/canonical_json.h"
#include "messages/sentence.h"
#include "proof/hash.h"

namespace seethrough::exchange {
namespace {

constexpr std::uint64_t told_every = 512;
constexpr std::size_t runs_in_flight = 4;
constexpr std::size_t listed_rows = 20;

const std::vector<Column>& columns_of(ImportKind kind) {
  return kind == ImportKind::claims ? claim_columns() : case_columns();
}

/// One row between reading and answer.
struct Item {
  Row row;
  std::optional<RowFault> fault;  // else it was submitted
};
struct Run {
  std::vector<Item> items;
  std::future<engine::Answers> answers;
};

using Input = std::variant<ClaimInput, CaseInput>;

/// What the row says, or why it can't be submitted.
Result<Input, RowFault> read_input(const Row& row, ImportKind kind, const ImportSetup& setup,
                                   const ImportOptions& options) {
  if (kind == ImportKind::cases) {
    auto input = read_case(row, setup.places, options.campaign);
    if (!input) return Unexpected{std::move(input).error()};
    return Input{*std::move(input)};
  }
  auto claim = read_claim(row, setup.rules, setup.places);
  if (!claim) return Unexpected{std::move(claim).error()};
  if (options.keep_out) {
    if (auto no = options.keep_out(claim->place)) return Unexpected{*std::move(no)};
  }
  return Input{*std::move(claim)};
}

Result<TableReader, Failure> open_table(const std::filesystem::path& file, ImportKind kind,
                                        const ImportOptions& options) {
  if (options.shown_name.empty()) return TableReader::open(file, columns_of(kind), options.sheet, options.limits);
  auto in = std::make_unique<std::ifstream>(file, std::ios::binary);
  if (!*in)
    return Unexpected{Failure{FailureKind::not_found, fmt::format("找不到文件 {}。", options.shown_name),
                              fmt::format("{} is not there.", options.shown_name)}};
  return TableReader::open(std::move(in), options.shown_name, columns_of(kind), options.sheet, options.limits);
}

/// A row that is ready but for the vault's commitment.
struct Ready {
  Input input;
  Pseudonym subject;
  std::string document;
  RequestId request;
  Fingerprint fingerprint;
};

class Importer {
 public:
  Importer(const std::filesystem::path& file, ImportKind kind, const ImportSetup& setup, const ImportOptions& options,
           TableReader reader)
      : kind_(kind),
        setup_(setup),
        options_(options),
        reader_(std::move(reader)),
        rejected_(file, columns_of(kind), reader_.present()) {
    for (std::size_t i = 0; i < columns_of(kind).size(); ++i) sorted_.emplace(columns_of(kind)[i].name, i);
  }

  Result<ImportReport, Failure> run();

 private:
  bool must_stop() const { return options_.stop && options_.stop->load(std::memory_order_relaxed); }
  Result<bool, Failure> read_run(Run& run, std::vector<Ready>& ready);
  std::optional<RowFault> prepare(const Row& row, std::vector<Ready>& ready) const;
  void identify(const Row& row, Ready& ready) const;
  Result<void, Failure> send(Run run, const std::vector<Ready>& ready);
  Result<void, Failure> settle();
  Result<void, Failure> judge(const Item& item, const engine::Answer& answer);
  Result<void, Failure> reject(const Row& row, const std::string& column, std::string reason);

  ImportKind kind_;
  const ImportSetup& setup_;
  const ImportOptions& options_;
  TableReader reader_;
  RejectedFile rejected_;
  std::map<std::string_view, std::size_t> sorted_;
  std::deque<Run> in_flight_;
  ImportReport report_;
};

/// The request's identifier and fingerprint, from the row's filled columns alone.
void Importer::identify(const Row& row, Ready& ready) const {
  std::string content = "{";
  for (const auto& [name, at] : sorted_) {
    if (row.cells[at].empty()) continue;
    if (content.size() > 1) content.push_back(',');
    journal::write_json(content, name);
    content.push_back(':');
    journal::write_json(content, row.cells[at]);
  }
  content.push_back('}');
  std::string named = "import";
  named.push_back('\0');
  named += kind_ == ImportKind::claims ? "claims" : "cases";
  named.push_back('\0');
  named += options_.round;
  named.push_back('\0');
  const Digest digest = proof::sha256(named + content);
  std::memcpy(ready.request.bytes.data(), digest.bytes.data(), RequestId::size);
  ready.fingerprint = setup_.vault.fingerprint(content);
}

std::optional<RowFault> Importer::prepare(const Row& row, std::vector<Ready>& ready) const {
  auto input = read_input(row, kind_, setup_, options_);
  if (!input) return std::move(input).error();
  Ready one;
  one.input = *std::move(input);
  std::visit(
      [&](const auto& sound) {
        one.subject = subject_of(sound, setup_.vault);
        one.document = document_of(sound);
      },
      one.input);
  identify(row, one);
  ready.push_back(std::move(one));
  return std::nullopt;
}

/// False when the file is at its end.
Result<bool, Failure> Importer::read_run(Run& run, std::vector<Ready>& ready) {
  while (run.items.size() < options_.run_rows) {
    Item item;
    auto more = reader_.next(item.row);
    if (!more) return Unexpected{more.error()};
    if (!*more) return false;
    item.fault = prepare(item.row, ready);
    run.items.push_back(std::move(item));
  }
  return true;
}

Result<void, Failure> Importer::send(Run run, const std::vector<Ready>& ready) {
  if (ready.empty()) {  // faults only: nobody need be asked
    std::promise<engine::Answers> none;
    none.set_value(std::vector<engine::Answer>{});
    run.answers = none.get_future();
    in_flight_.push_back(std::move(run));
    return {};
  }
  std::vector<stores::NewRecord> records;
  for (const Ready& one : ready) records.push_back({one.subject, one.document});
  const auto commitments = setup_.vault.put(records);
  if (!commitments) return Unexpected{commitments.error()};
  std::vector<engine::Submission> submissions;
  const Instant at = options_.now();
  for (std::size_t i = 0; i < ready.size(); ++i) {
    const Digest& commitment = (*commitments)[i];
    journal::Command command = std::visit(
        Overloaded{[&](const ClaimInput& claim) { return to_command(claim, setup_.vault, commitment); },
                   [&](const CaseInput& input) { return to_command(input, commitment); }},
        ready[i].input);
    submissions.push_back({{ready[i].request, ready[i].fingerprint, at, options_.by}, std::move(command)});
  }
  run.answers = setup_.sink.submit(std::move(submissions));
  in_flight_.push_back(std::move(run));
  return {};
}

Result<void, Failure> Importer::reject(const Row& row, const std::string& column, std::string reason) {
  ++report_.rejected;
  if (auto added = rejected_.add(row, column, reason); !added) return added;
  if (report_.first.size() < listed_rows) report_.first.push_back({row.number, column, std::move(reason)});
  return {};
}

Result<void, Failure> Importer::judge(const Item& item, const engine::Answer& answer) {
  if (answer.contradicts) {
    return reject(item.row, {},
                  in(options_.language, "同一请求编号已用于另一份内容：请检查是否换过数据目录的密钥",
                     "the same request identifier was used for something else: was the data directory's key changed?"));
  }
  const auto* refused = answer.event ? std::get_if<journal::Refused>(&*answer.event) : nullptr;
  if (refused) {
    return reject(item.row, {}, std::visit([&](const auto& why) { return sentence(why, options_.language); },
                                           refused->rejection));
  }
  ++(answer.repeated ? report_.repeated : report_.accepted);
  return {};
}

/// Takes the answers of the oldest run, its rows in their order.
Result<void, Failure> Importer::settle() {
  Run run = std::move(in_flight_.front());
  in_flight_.pop_front();
  const engine::Answers answers = run.answers.get();
  if (!answers) return Unexpected{answers.error()};
  std::size_t next = 0;
  for (const Item& item : run.items) {
    ++report_.rows;
    Result<void, Failure> done;
    if (item.fault) {
      done = reject(item.row, item.fault->column, sentence(*item.fault, options_.language));
    } else {
      INVARIANT(next < answers->size(), "a sink answers every command");
      done = judge(item, (*answers)[next++]);
    }
    if (!done) return done;
  }
  if (options_.progress) options_.progress(reader_.bytes_read(), reader_.bytes_total(), report_.rows);
  return {};
}

Result<ImportReport, Failure> Importer::run() {
  bool more = true;
  while (more && !must_stop()) {
    Run run;
    std::vector<Ready> ready;
    auto read = read_run(run, ready);
    if (!read) return Unexpected{read.error()};
    more = *read;
    if (run.items.empty()) break;
    if (auto sent = send(std::move(run), ready); !sent) return Unexpected{sent.error()};
    if (in_flight_.size() < runs_in_flight) continue;
    if (auto settled = settle(); !settled) return Unexpected{settled.error()};
  }
  report_.stopped = more && must_stop();
  while (!in_flight_.empty()) {
    if (auto settled = settle(); !settled) return Unexpected{settled.error()};
  }
  auto finished = rejected_.finish();
  if (!finished) return Unexpected{finished.error()};
  report_.rejected_file = *std::move(finished);
  return std::move(report_);
}

}  // namespace

Result<ImportReport, Failure> import_file(const std::filesystem::path& file, ImportKind kind, const ImportSetup& setup,
                                          const ImportOptions& options) {
  auto reader = open_table(file, kind, options);
  if (!reader) return Unexpected{reader.error()};
  return Importer(file, kind, setup, options, *std::move(reader)).run();
}

Result<ImportPreview, Failure> preview_file(const std::filesystem::path& file, ImportKind kind, const ImportSetup& setup,
                                            const ImportOptions& options) {
  auto reader = open_table(file, kind, options);
  if (!reader) return Unexpected{reader.error()};
  ImportPreview preview;
  const HeaderRow& header = reader->header();
  for (std::size_t i = 0; i < header.names.size(); ++i) {
    if (const int at = header.column_of[i]; at >= 0)
      preview.columns.push_back({header.names[i], columns_of(kind)[static_cast<std::size_t>(at)].name});
  }
  Row row;
  for (;;) {
    if (options.stop && options.stop->load(std::memory_order_relaxed)) {
      preview.stopped = true;
      return preview;
    }
    const auto more = reader->next(row);
    if (!more) return Unexpected{more.error()};
    if (!*more) return preview;
    ++preview.rows;
    if (options.progress && preview.rows % told_every == 0)
      options.progress(reader->bytes_read(), reader->bytes_total(), preview.rows);
    const auto input = read_input(row, kind, setup, options);
    if (input) continue;
    ++preview.rejected;
    if (preview.first.size() < listed_rows)
      preview.first.push_back({row.number, input.error().column, sentence(input.error(), options.language)});
  }
}

std::string template_csv(ImportKind kind, Language language) {
  std::string out = "\xEF\xBB\xBF";
  bool first = true;
  for (const bool required : {true, false}) {
    for (const Column& column : columns_of(kind)) {
      if (column.required != required) continue;
      if (!first) out.push_back(',');
      first = false;
      append_csv_cell(out, language == Language::zh ? column.zh : column.name);
    }
  }
  return out + "\r\n";
}

}  // namespace seethrough::exchange
