#pragma once
// How the command line shows a server who it is: a key from a file, or the operator's token, which a serving process puts
// into its data directory (mode 0600) and takes away when it stops. Whoever can read the directory is the operator.

#include <filesystem>
#include <string>

#include "base/failure.h"
#include "base/result.h"

namespace seethrough::app {

/// The token of one run of a server, in DIR/operator.token as long as this lives.
class OperatorToken {
 public:
  static Result<OperatorToken, Failure> make(const std::filesystem::path& folder);
  OperatorToken(OperatorToken&& other) noexcept : file_(std::move(other.file_)), token_(std::move(other.token_)) {
    other.file_.clear();
  }
  OperatorToken& operator=(OperatorToken&&) = delete;
  ~OperatorToken();
  const std::string& token() const { return token_; }

 private:
  OperatorToken(std::filesystem::path file, std::string token) : file_(std::move(file)), token_(std::move(token)) {}
  std::filesystem::path file_;
  std::string token_;
};

/// What goes behind "Authorization: Bearer ": the first line of `key_file` if one is given, else DIR/operator.token.
/// Failure `not_found` says how to come by one.
Result<std::string, Failure> credential_for(const std::string& folder, const std::string& key_file);

}  // namespace seethrough::app
