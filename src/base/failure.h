#pragma once
// Failure (故障): what an adapter could not do: a disk, a database, a network, a file that is not what it should be.
// Not a rejection (a decision of the domain) and not a bug (INVARIANT).

#include <string>

namespace seethrough {

enum class FailureKind {
  not_found,    ///< what was named is not there
  conflict,     ///< another writer holds it, or it changed underneath
  unavailable,  ///< it may work later: disk full, no permission, connection refused
  corrupt,      ///< what was read contradicts itself
  malformed,    ///< input that is not in the form it must have
};

/// One sentence a clerk can act on, in both languages: what, where, what was expected, what to do.
struct Failure {
  FailureKind kind{};
  std::string zh;
  std::string en;
};

}  // namespace seethrough
