#include "app/bench_import.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

#include "app/bench_claims.h"
#include "app/city.h"
#include "exchange/claim_row.h"
#include "exchange/import.h"
#include "exchange/sheet_record_writer.h"
#include "identifiers/identity_number.h"

namespace seethrough::app {
namespace {

using Clock = std::chrono::steady_clock;
using exchange::ExportColumn;
using exchange::ExportFormat;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The most memory that the process has held so far, in MiB.
double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Shop {
  std::string code;
  PlaceCode place;
};

/// A claim of its own person, item and invoice, so that every row is granted.
Result<void, Failure> write_claim(exchange::RecordWriter& out, ExportFormat format, const Shop& shop, std::uint64_t n) {
  constexpr std::array kinds{"refrigerator", "washing_machine", "television", "air_conditioner", "computer"};
  const Day born{day_of(1960, 1, 1).value + static_cast<std::int32_t>(n / 1000 % 15'000)};
  const CivilDate date = civil(born);
  std::string identity = fmt::format("140403{:04}{:02}{:02}{:03}", date.year, date.month, date.day, n % 1000);
  identity.push_back(identity_number_check(identity));
  const Fen price{static_cast<std::int64_t>(100'000 + n * 104'729 % 500'000)};
  out.text(kinds[n % kinds.size()]);
  out.text(shop.code);
  out.text(std::to_string(shop.place.value));
  out.day(day_of(2025, 6, 1));
  if (format == ExportFormat::xlsx)
    out.money(price);
  else
    out.text(yuan(price));
  out.text(fmt::format("演示居民{}", n));
  out.text(identity);
  out.text("13800000000");
  out.text(fmt::format("SN{:010}", n));
  out.text(fmt::format("2514200000{:010}", n));
  out.text("1");
  return out.end();
}

Result<void, Failure> write_file(const std::filesystem::path& file, ExportFormat format, const std::vector<Shop>& shops,
                                 std::uint64_t rows) {
  std::vector<ExportColumn> columns = {{"kind", "品类"},        {"merchant", "商户统一社会信用代码"},
                                       {"place", "地区"},       {"day", "日期"},
                                       {"price_fen", "", true}, {"price_yuan", "价格（元）"},
                                       {"name", "姓名"},        {"identity_number", "身份证号"},
                                       {"phone", "手机号"},     {"item", "商品串号"},
                                       {"invoice", "发票号码"}, {"efficiency", "能效等级"}};
  if (format != ExportFormat::xlsx) columns.erase(columns.begin() + 4);  // a claims file has its price in yuan
  std::ofstream out(file, std::ios::binary);
  auto writer = exchange::make_record_writer(out, format, columns, {Language::zh, file.parent_path()});
  if (!writer) return Unexpected{writer.error()};
  for (std::uint64_t n = 0; n < rows; ++n) {
    if (auto written = write_claim(**writer, format, shops[n * 7919 % shops.size()], n); !written) return written;
  }
  return (*writer)->finish();
}

/// The fund and the shops; which shops there are.
Result<std::vector<Shop>, Failure> open_shops(WritableCity& city) {
  auto preparation = BenchClaims(city.files.places).preparation();
  std::vector<Shop> shops;
  for (const engine::Submission& one : preparation) {
    const auto* subsidy = std::get_if<subsidies::Command>(&one.command);
    const auto* admitted = subsidy ? std::get_if<subsidies::AdmitMerchant>(subsidy) : nullptr;
    if (admitted) shops.push_back({admitted->merchant, admitted->place});
  }
  if (auto ready = city.engine->submit(std::move(preparation)); !ready) return Unexpected{ready.error()};
  return shops;
}

Result<std::uint64_t, Failure> read_through(const Common& common, const std::filesystem::path& file) {
  auto reader = exchange::TableReader::open(file, exchange::claim_columns(), {}, exchange::own_file_limits());
  if (!reader) return Unexpected{reader.error()};
  ProgressBar bar(common, "读取", "Reading");
  exchange::Row row;
  for (std::uint64_t rows = 0;; ++rows) {
    const auto more = reader->next(row);
    if (!more) return Unexpected{more.error()};
    if (!*more) return rows;
    if (rows % 4096 == 0) bar.show(reader->bytes_read(), reader->bytes_total());
  }
}

struct Measured {
  std::uint64_t file_bytes = 0;
  double read_s = 0, import_s = 0, city_mib = 0, read_mib = 0, import_mib = 0;
  exchange::ImportReport report;
};

Result<Measured, Failure> measure(const Common& common, const ImportBench& bench, const std::filesystem::path& folder) {
  const ExportFormat format = bench.format == "csv"    ? ExportFormat::csv
                              : bench.format == "xlsx" ? ExportFormat::xlsx
                                                       : ExportFormat::ndjson;
  std::filesystem::create_directories(folder);
  if (auto made = stores::DataDirectory::create(folder / "city"); !made) return Unexpected{made.error()};
  auto city = open_to_write(common, (folder / "city").string());
  if (!city) return Unexpected{city.error()};
  const auto shops = open_shops(**city);
  if (!shops) return Unexpected{shops.error()};
  const auto file = folder / ("claims." + bench.format);
  if (auto written = write_file(file, format, *shops, bench.rows); !written) return Unexpected{written.error()};
  Measured out;
  out.file_bytes = std::filesystem::file_size(file);
  out.city_mib = peak_mib();
  auto start = Clock::now();
  const auto read = read_through(common, file);
  if (!read) return Unexpected{read.error()};
  out.read_s = seconds_since(start);
  out.read_mib = peak_mib();
  exchange::EngineSink sink(*(*city)->engine, *(*city)->journal);
  ProgressBar bar(common, "导入", "Importing");
  exchange::ImportOptions how;
  how.by = "local";
  how.now = [] { return instant_in_china(day_of(2025, 6, 15), 9, 0, 0, 0); };
  how.language = common.language;
  how.run_rows = bench.run_rows;
  how.limits = exchange::own_file_limits();
  how.progress = [&](std::uint64_t bytes, std::uint64_t total, std::uint64_t) { bar.show(bytes, total); };
  start = Clock::now();
  auto report = exchange::import_file(file, exchange::ImportKind::claims,
                                      {(*city)->files.rules, (*city)->files.places, *(*city)->vault, sink}, how);
  if (!report) return Unexpected{report.error()};
  out.import_s = seconds_since(start);
  out.import_mib = peak_mib();
  out.report = *std::move(report);
  return out;
}

}  // namespace

int bench_import(const Common& common, const ImportBench& bench) {
  const auto folder = std::filesystem::path(bench.where) / fmt::format("seethrough-bench-{}", getpid());
  const auto measured = measure(common, bench, folder);
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  if (!measured) return say(common, measured.error());
  const Measured& m = *measured;
  if (common.json) {
    print(fmt::format("{{\"accepted\":{},\"file_bytes\":{},\"format\":\"{}\",\"import_peak_mib\":{:.0f},"
                      "\"import_seconds\":{:.1f},\"read_peak_mib\":{:.0f},\"read_seconds\":{:.1f},\"rejected\":{},"
                      "\"rows\":{},\"start_peak_mib\":{:.0f}}}\n",
                      m.report.accepted, m.file_bytes, bench.format, m.import_mib, m.import_s, m.read_mib, m.read_s,
                      m.report.rejected, m.report.rows, m.city_mib));
  } else {
    const bool zh = common.language == Language::zh;
    print(fmt::format(fmt::runtime(zh ? "{} 行 {}，{:.0f} MiB：受理 {}，退回 {}\n" : "{} rows of {}, {:.0f} MiB: {} accepted, {} rejected\n"),
                      m.report.rows, bench.format, static_cast<double>(m.file_bytes) / 1048576, m.report.accepted,
                      m.report.rejected));
    print(fmt::format(fmt::runtime(zh ? "只读：{:.1f} 秒，内存峰值 {:.0f} MiB（此前 {:.0f}）\n" : "reading alone: {:.1f} s, peak memory {:.0f} MiB ({:.0f} before)\n"),
                      m.read_s, m.read_mib, m.city_mib));
    print(fmt::format(fmt::runtime(zh ? "导入：{:.1f} 秒，每秒 {:.0f} 行，内存峰值 {:.0f} MiB\n" : "import: {:.1f} s, {:.0f} rows a second, peak memory {:.0f} MiB\n"),
                      m.import_s, static_cast<double>(m.report.rows) / m.import_s, m.import_mib));
  }
  return m.report.rejected == 0 ? done : refused;
}

}  // namespace seethrough::app
