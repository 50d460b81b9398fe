#pragma once
// The keys in an export that `seethrough keys export` wrote.

#include <string>

#include "app/terminal.h"
#include "stores/key_export.h"

namespace seethrough::app {

/// Asks for the passphrase at the terminal if no file is named.
Result<stores::Keys, Failure> read_exported_keys(const Common& common, const std::string& file,
                                                 const std::string& passphrase_file);

}  // namespace seethrough::app
