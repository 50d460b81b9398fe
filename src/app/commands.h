#pragma once
// The commands of the command line. Each adds itself to the parser and says what to run if it is chosen.

#include <CLI/CLI.hpp>
#include <functional>

#include "app/terminal.h"

namespace seethrough::app {

/// Runs the chosen command and gives its exit code.
using Chosen = std::function<int()>;

void add_demo(CLI::App& app, const Common& common, Chosen& chosen);
void add_init(CLI::App& app, const Common& common, Chosen& chosen);
void add_serve(CLI::App& app, const Common& common, Chosen& chosen);
void add_bulletin(CLI::App& app, const Common& common, Chosen& chosen);
void add_import(CLI::App& app, const Common& common, Chosen& chosen);
void add_export(CLI::App& app, const Common& common, Chosen& chosen);
void add_verify(CLI::App& app, const Common& common, Chosen& chosen);
void add_log(CLI::App& app, const Common& common, Chosen& chosen);
void add_front(CLI::App& app, const Common& common, Chosen& chosen);
void add_submit(CLI::App& app, const Common& common, Chosen& chosen);
void add_bench(CLI::App& app, const Common& common, Chosen& chosen);
void add_user(CLI::App& app, const Common& common, Chosen& chosen);
void add_audit(CLI::App& app, const Common& common, Chosen& chosen);
void add_backtest(CLI::App& app, const Common& common, Chosen& chosen);
void add_forecast(CLI::App& app, const Common& common, Chosen& chosen);
void add_doctor(CLI::App& app, const Common& common, Chosen& chosen);
void add_backup(CLI::App& app, const Common& common, Chosen& chosen);
void add_restore(CLI::App& app, const Common& common, Chosen& chosen);
void add_keys(CLI::App& app, const Common& common, Chosen& chosen);
void add_vault(CLI::App& app, const Common& common, Chosen& chosen);
void add_payment(CLI::App& app, const Common& common, Chosen& chosen);
void add_rules(CLI::App& app, const Common& common, Chosen& chosen);
void add_campaign(CLI::App& app, const Common& common, Chosen& chosen);
void add_batch(CLI::App& app, const Common& common, Chosen& chosen);

/// `--key-file FILE`: an API key for the server of --server.
CLI::Option* add_key_file(CLI::App& command, const Common& common, std::string& file);

/// `--data DIR`, by default the demonstration city.
CLI::Option* add_data(CLI::App& command, std::string& folder);

}  // namespace seethrough::app
