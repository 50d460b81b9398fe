#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fstream>
#include <iostream>

#include "app/city.h"
#include "app/commands.h"
#include "app/remote.h"
#include "journal/codec.h"

namespace seethrough::app {
namespace {

struct Options {
  std::string file, folder, server, key_file;
};

/// One line: {"key":…,"type":…,"data":{…}}; without a key, the line itself names the request.
int submit_line(const Common& common, const Options& options, const std::string& line, std::uint64_t number) {
  boost::json::error_code error;
  boost::json::value parsed = boost::json::parse(line, error);
  auto* object = error ? nullptr : parsed.if_object();
  std::string key = line;
  if (object) {
    if (const auto* given = object->if_contains("key"); given && given->is_string()) key = given->get_string().c_str();
    object->erase("key");
  }
  const auto command = journal::decode_command(object ? boost::json::serialize(parsed) : line);
  if (!command) {
    say(common, fmt::format("第 {} 行：{}", number, command.error().zh),
        fmt::format("line {}: {}", number, command.error().en));
    return refused;
  }
  const auto outcome = submit_one(common, {options.folder, options.server, options.key_file}, key, *command);
  if (!outcome) return say(common, outcome.error());
  if (outcome->rejection)
    return say(common, fmt::format("第 {} 行：{}", number, outcome->rejection->zh),
               fmt::format("line {}: {}", number, outcome->rejection->en));
  if (common.json) {
    print(fmt::format("{{\"line\":{},\"seq\":{},\"repeated\":{}}}\n", number, outcome->seq, outcome->repeated));
  } else {
    print(common.language == Language::zh ? fmt::format("第 {} 行：流水第 {} 条\n", number, outcome->seq)
                                          : fmt::format("line {}: journal entry {}\n", number, outcome->seq));
  }
  return done;
}

int submit(const Common& common, const Options& options) {
  std::ifstream file;
  if (options.file != "-") {
    file.open(options.file, std::ios::binary);
    if (!file)
      return say(common, fmt::format("无法读取 {}：请检查文件名", options.file),
                 fmt::format("cannot read {}: check its name", options.file));
  }
  std::istream& in = options.file == "-" ? std::cin : file;
  std::string line;
  std::uint64_t number = 0;
  int worst = done;
  while (std::getline(in, line) && !interrupted()) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    worst = std::max(worst, submit_line(common, options, line, number));
  }
  return worst;
}

}  // namespace

void add_submit(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* command = app.add_subcommand(
      "submit", zh ? "提交命令：每行一个 JSON（type、data，可带 key）" : "submit commands: a line of JSON each (type, data, optionally key)");
  command->add_option("file", options->file, zh ? "文件，- 为标准输入" : "file, - for standard input")->required();
  add_data(*command, options->folder);
  command->add_option("--server", options->server, zh ? "提交给运行中的服务" : "submit to a running server");
  add_key_file(*command, common, options->key_file);
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return submit(common, *options); };
  });
}

}  // namespace seethrough::app
