#pragma once
// bench import: how long a file of claims takes, from its first octet to the last durable answer, in a fresh city, and
// the most memory the process held: after the file was only read through, and after it was imported. The one tells what
// the reader needs, the other what a city of that many claims does.

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/commands.h"
#include "exchange/record_writer.h"

namespace seethrough::app {

struct ImportBench {
  std::string where;  ///< a folder for the files, on the disk to be measured
  std::string format = "csv";
  std::uint64_t rows = 200'000;
  std::size_t run_rows = 4096;  ///< as seethrough import has it
};
/// Prints what was measured; the exit code.
int bench_import(const Common& common, const ImportBench& bench);

}  // namespace seethrough::app
