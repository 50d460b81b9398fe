#pragma once
// Inside the room only: what the rules and the state grant to a new claim, or the first rejection in the order that
// rejections.h states.

#include "subsidies/deciding.h"

namespace seethrough::subsidies {

enum class Path { till, application };

struct Granted {
  Grant grant;
  std::optional<std::vector<Finding>> findings;
  std::optional<std::vector<EntitlementNumber>> expired;
};
Result<Granted, Rejection> grant_for(const Context& context, const Purchase& purchase, Path path);

/// Whether item, invoice and old vehicle are still free, the person within the limit and the quotas able to
/// pay: what a claim that is reopened must pass again, beside the fund.
std::optional<Rejection> taken_meanwhile(const Context& context, const Terms& terms);

/// A rejection that says what the rules refuse.
Rejection from_rules(const rules::Refusal& refusal, Day day, const rules::Edition* edition);

}  // namespace seethrough::subsidies
