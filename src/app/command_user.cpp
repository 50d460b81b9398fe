// seethrough user: accounts from the command line, the first administrator above all. There is no default password: an
// account is opened together with an invitation, and its holder sets the password.
#include <fmt/format.h>
#include <unistd.h>

#include <boost/describe/enum_from_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "access/decide.h"
#include "app/city.h"
#include "app/commands.h"
#include "app/passphrase.h"
#include "app/remote.h"
#include "exchange/sink.h"
#include "journal/codec.h"
#include "messages/labels.h"
#include "stores/sqlite/sqlite_credentials.h"

namespace seethrough::app {
namespace {

struct Options {
  std::string account, organ = "office", organ_zh = "系统管理机关", organ_en = "System office";
  std::string role = "administrator", programme = "all", reason, url;
  int place = 0;
  bool machine = false;
  Destination to;
};

/// The data directory's credentials, and where commands go: opened once for all that a command does.
struct Desk {
  std::unique_ptr<WritableCity> city;  ///< null when there is a server
  std::unique_ptr<exchange::Sink> sink;
  std::unique_ptr<stores::SqliteCredentials> credentials;
  PlaceCode root;
};

Result<Desk, Failure> open_desk(const Common& common, const Options& options) {
  Desk desk;
  auto directory = stores::DataDirectory::open(options.to.folder);
  if (!directory) return Unexpected{directory.error()};
  if (options.to.server.empty()) {
    auto city = open_to_write(common, options.to.folder);
    if (!city) return Unexpected{city.error()};
    desk.city = std::move(city).value();
    desk.sink = std::make_unique<exchange::EngineSink>(*desk.city->engine, *desk.city->journal);
    desk.root = desk.city->files.places.root().code;
  } else {
    auto files = city_files();
    if (!files) return Unexpected{files.error()};
    desk.root = files->places.root().code;
    auto sink = ServerSink::to(options.to);
    if (!sink) return Unexpected{sink.error()};
    desk.sink = std::move(sink).value();
  }
  auto credentials = stores::SqliteCredentials::open(directory->credentials_file(), directory->vault_key());
  if (!credentials) return Unexpected{credentials.error()};
  desk.credentials = std::move(credentials).value();
  return desk;
}

/// Gives the command; nothing if it was accepted, or refused as `Already` (an organ that is there serves as well as a new
/// one); else the exit code.
template <class Already = void>
std::optional<int> give(const Common& common, Desk& desk, access::Command command) {
  const std::string key = fmt::format("user {} {}", journal::encode_command(journal::Command{command}), to_string(now()));
  const auto outcome = submit_one(*desk.sink, key, journal::Command{std::move(command)},
                                  desk.city ? desk.city->vault.get() : nullptr);
  if (!outcome) return say(common, outcome.error());
  if (!outcome->rejection) return std::nullopt;
  if constexpr (!std::is_void_v<Already>) {
    if (outcome->rejection->type == Already::type) return std::nullopt;
  }
  return say(common, outcome->rejection->zh, outcome->rejection->en);
}

int invite(const Common& common, const Options& options, Desk& desk) {
  const auto code = desk.credentials->invite(options.account, now());
  if (!code) return say(common, code.error());
  const std::string base = !options.url.empty() ? options.url
                           : options.to.server.empty() ? "http://127.0.0.1:8080" : options.to.server;
  const std::string address = fmt::format("{}/desk/invitation#{}", base, *code);
  if (common.json) {
    print(boost::json::serialize(boost::json::object{{"account", options.account}, {"invitation", address}}) + "\n");
  } else {
    print(common.language == Language::zh
              ? fmt::format("账号 {} 的邀请：24 小时内打开下面的网址设置口令，只能用一次。\n{}\n", options.account, address)
              : fmt::format("Invitation for {}: open this address within 24 hours and set the password. It works once.\n{}\n",
                            options.account, address));
  }
  return done;
}

int add(const Common& common, const Options& options) {
  access::Role role{};
  access::Programme programme{};
  boost::describe::enum_from_string(options.role.c_str(), role);  // checked by the parser
  boost::describe::enum_from_string(options.programme.c_str(), programme);
  auto desk = open_desk(common, options);
  if (!desk) return say(common, desk.error());
  const PlaceCode place = options.place == 0 ? desk->root : PlaceCode{options.place};
  const access::RegisterOrgan organ{options.organ, options.organ_zh, options.organ_en, place};
  if (auto code = give<access::AlreadyRegistered>(common, *desk, organ)) return *code;
  const auto kind = options.machine ? access::AccountKind::machine : access::AccountKind::person;
  if (auto code = give(common, *desk, access::OpenAccount{options.account, kind, options.organ})) return *code;
  if (auto code = give(common, *desk, access::GrantRole{options.account, role, programme, place})) return *code;
  if (!options.machine) return invite(common, options, *desk);
  print(in(common.language, "账号已开立；接口密钥在管理页面发放。\n", "The account is open; issue its key in the console.\n"));
  return done;
}

/// Whether the journal has the account: an invitation for a mistyped name would look like a good one.
Result<bool, Failure> known(const Common& common, const Options& options) {
  auto city = open_to_read(common, options.to.folder, 0);
  if (!city) return Unexpected{city.error()};
  bool found = false;
  const auto read = (*city)->journal->read(1, (*city)->size, [&](std::uint64_t, std::string_view bytes, const Digest&) {
    if (bytes.find("\"type\":\"access.account_opened/1\"") == std::string_view::npos) return true;
    found = bytes.find(fmt::format("\"account\":\"{}\"", options.account)) != std::string_view::npos;
    return !found;
  });
  if (!read) return Unexpected{read.error()};
  return found;
}

/// For what touches the credentials alone: works beside a server too.
int with_credentials(const Common& common, const Options& options, int (*what)(const Common&, const Options&, Desk&)) {
  auto directory = stores::DataDirectory::open(options.to.folder);
  if (!directory) return say(common, directory.error());
  const auto there = known(common, options);
  if (!there) return say(common, there.error());
  if (!*there)
    return say(common, fmt::format("没有账号“{}”；请核对账号，或先用 user add 开立。", options.account),
               fmt::format("There is no account “{}”; check its name or open it with user add.", options.account));
  auto credentials = stores::SqliteCredentials::open(directory->credentials_file(), directory->vault_key());
  if (!credentials) return say(common, credentials.error());
  Desk desk;
  desk.credentials = std::move(credentials).value();
  return what(common, options, desk);
}

/// Typed twice at a terminal; otherwise the first line of standard input.
Result<std::string, Failure> new_password(const Common& common) {
  if (::isatty(STDIN_FILENO) == 1) return read_passphrase(common, "", true);
  std::string line;
  if (std::getline(std::cin, line) && !line.empty()) return line;
  return Unexpected{Failure{FailureKind::malformed, "没有输入口令，请重新运行并输入。",
                            "No password was given: run this again and type one."}};
}

int set_password(const Common& common, const Options& options, Desk& desk) {
  const auto password = new_password(common);
  if (!password) return say(common, password.error());
  if (auto set = desk.credentials->set_password(options.account, *password, now()); !set) return say(common, set.error());
  print(in(common.language, "口令已设置，该账号的会话已全部结束。\n", "The password is set; the account's sessions have ended.\n"));
  return done;
}

CLI::App* add_one(CLI::App& user, const char* name, const char* words, Options& options) {
  CLI::App* command = user.add_subcommand(name, words);
  command->add_option("account", options.account, "account")->required();
  add_data(*command, options.to.folder);
  return command;
}

void add_server(CLI::App& command, const Common& common, Options& options) {
  command.add_option("--server", options.to.server,
                     in(common.language, "由运行中的服务办理", "let the running server do it"));
  command.add_option("--url", options.url,
                     in(common.language, "邀请网址的开头，如 https://mingdu.example.gov.cn",
                        "how the invitation's address begins, like https://mingdu.example.gov.cn"));
}

}  // namespace

void add_user(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* user = app.add_subcommand("user", zh ? "账号：开立第一个管理员、邀请、口令" : "accounts: the first administrator, invitations, passwords");
  user->require_subcommand(1);
  CLI::App* adding = add_one(*user, "add", zh ? "开立账号、授予角色并发出邀请" : "open an account, grant a role, invite", *options);
  add_server(*adding, common, *options);
  adding->add_option("--role", options->role, zh ? "角色" : "role")
      ->check(CLI::IsMember({"clerk", "first_reviewer", "second_reviewer", "payer", "dispatcher", "leader", "auditor",
                             "administrator"}))
      ->capture_default_str();
  adding->add_option("--programme", options->programme, zh ? "专项" : "programme")
      ->check(CLI::IsMember({"subsidies", "complaints", "projects", "chains", "all"}))
      ->capture_default_str();
  adding->add_option("--place", options->place, zh ? "地区代码（默认全市）" : "place code (default: the whole city)");
  adding->add_option("--organ", options->organ, zh ? "机关编号" : "organ")->capture_default_str();
  adding->add_option("--organ-zh", options->organ_zh, zh ? "机关中文名（新登记时）" : "its Chinese name, if it is new");
  adding->add_option("--organ-en", options->organ_en, zh ? "机关英文名（新登记时）" : "its English name, if it is new");
  adding->add_flag("--machine", options->machine, zh ? "设备或程序的账号" : "an account for a machine");
  adding->callback([&common, &chosen, options] { chosen = [&common, options] { return add(common, *options); }; });

  CLI::App* inviting = add_one(*user, "invite", zh ? "发出新的邀请（24 小时，一次）" : "a new invitation: 24 hours, once", *options);
  add_server(*inviting, common, *options);
  inviting->callback([&common, &chosen, options] {
    chosen = [&common, options] { return with_credentials(common, *options, invite); };
  });
  CLI::App* password = add_one(*user, "password", zh ? "在本机设置口令" : "set a password on this machine", *options);
  password->callback([&common, &chosen, options] {
    chosen = [&common, options] { return with_credentials(common, *options, set_password); };
  });
}

}  // namespace seethrough::app
