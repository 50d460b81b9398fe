#include "http/follow_up.h"

#include "base/result.h"
#include "http/commanding.h"

namespace seethrough::http {
namespace {

/// Deletes the documents, then says so in the journal: if the program stops between, catch_up() finds the erasure still
/// approved and does both again.
Result<void, Failure> erase(const City& city, const Pseudonym& subject) {
  const auto documents = city.vault.erase(subject);
  if (!documents) return Unexpected{documents.error()};
  const access::ConfirmErasure done{subject, static_cast<std::int64_t>(*documents)};
  std::vector<engine::Submission> one;
  one.push_back(submission(city, "local", "erased " + to_hex(subject) + " " + std::to_string(city.engine.size()),
                           journal::Command{access::Command{done}}));
  const auto answers = city.engine.submit(std::move(one));
  if (!answers) return Unexpected{answers.error()};
  return {};
}

}  // namespace

void follow_up(const City& city, const journal::Event& event) {
  const auto* of_access = std::get_if<access::Event>(&event);
  stores::SqliteCredentials* credentials = city.entrance.credentials;
  if (!of_access || !credentials) return;
  // What fails here is done by catch_up() at the next start; whom it concerns is shut out by the journal already.
  std::visit(Overloaded{
                 [&](const access::AccountClosed& e) { static_cast<void>(credentials->forget(e.account).has_value()); },
                 [&](const access::AccountSuspended& e) {
                   static_cast<void>(credentials->end_sessions(e.account).has_value());
                 },
                 [&](const access::KeyRevoked& e) { static_cast<void>(credentials->drop_key(e.key).has_value()); },
                 [&](const access::ErasureApproved& e) { static_cast<void>(erase(city, e.subject).has_value()); },
                 [](const auto&) {},
             },
             *of_access);
}

Result<std::size_t, Failure> catch_up(const City& city) {
  std::vector<Pseudonym> approved;
  std::vector<std::string> closed;
  city.engine.look_at_access([&](const access::State& state) {
    for (const auto& [subject, file] : state.erasures) {
      if (std::holds_alternative<access::Approved>(file.erasure)) approved.push_back(subject);
    }
    for (const auto& [name, account] : state.accounts) {
      if (std::holds_alternative<access::Closed>(account.standing)) closed.push_back(name);
    }
    return 0;
  });
  for (const Pseudonym& subject : approved) {
    if (auto erased = erase(city, subject); !erased) return Unexpected{erased.error()};
  }
  if (city.entrance.credentials) {
    for (const std::string& account : closed) {
      if (auto forgot = city.entrance.credentials->forget(account); !forgot) return Unexpected{forgot.error()};
    }
  }
  return approved.size();
}

}  // namespace seethrough::http
