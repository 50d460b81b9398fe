#pragma once
// Cases whose letters tell the same matter (疑似重复举报), out of the letters in the vault. They are read when somebody asks
// for the first time, and after that what has come since.

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/case_letter.h"
#include "wording/similar.h"

namespace seethrough::http {

/// May be asked by several threads; one waits for the other.
class SimilarCases {
 public:
  struct Alike {
    LetterOf of;
    int likeness_bp = 0;
  };
  /// The cases whose letters are like `text`, most alike first: of those that `wanted` says yes to at most `at_most`.
  /// A letter that the vault holds no longer is forgotten.
  using Wanted = std::function<bool(const LetterOf&)>;
  Result<std::vector<Alike>, Failure> like(const City& city, std::string_view text, std::size_t at_most,
                                           const Wanted& wanted);

 private:
  Result<void, Failure> catch_up(const City& city);

  std::mutex mutex_;
  wording::Similar letters_;
  std::vector<LetterOf> of_;         ///< by the id in `letters_`, a number
  std::vector<std::size_t> taken_;   ///< of each campaign's cases, how many were looked at
};

}  // namespace seethrough::http
