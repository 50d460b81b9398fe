#pragma once
// OpenID Connect (统一身份认证登录): signing in with an account of another service, by the authorization code flow with PKCE
// (OpenID Connect Core 1.0 and Discovery 1.0; RFC 6749, 7636, 9207). The browser is sent to the provider with begin(),
// and comes back to redirect_uri with a query for finish().

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"
#include "calendar/instant.h"
#include "http/id_token.h"
#include "http/message.h"

namespace seethrough::http {

struct OpenIdSettings {
  std::string id;             ///< in addresses, such as "city-hall"
  std::string name;           ///< for people
  std::string issuer;         ///< exactly as the provider spells it; https, or http on the machine itself
  std::string client_id;
  std::string client_secret;  ///< empty: a public client
  std::string redirect_uri;   ///< where the provider sends the browser back to
  std::string ca_file;        ///< PEM; empty: the system's root certificates
  std::string scope = "openid email profile";
};

/// May be used by several threads. begin() and finish() may wait for the provider, at most ten seconds for each of its
/// answers. A provider that hangs takes few threads with it: at most three wait for it at a time, others give up after a
/// second, and after a failure ten seconds pass before its metadata is asked for again.
class OpenIdProvider {
 public:
  struct Start {
    std::string location;  ///< where to redirect the browser
    std::string binding;   ///< for a cookie (HttpOnly, Secure, SameSite=Lax, ten minutes) that finish() needs again
  };

  /// Fails if the settings can't be used; does not ask the provider yet.
  static Result<std::unique_ptr<OpenIdProvider>, Failure> of(OpenIdSettings settings);
  ~OpenIdProvider();

  /// A sign-in, pending for ten minutes. Beyond a thousand the oldest is forgotten, so let the caller limit the rate.
  Result<Start, Failure> begin(Instant now);
  /// `query` is what the browser brought back: code and state, or error and state. Each sign-in is finished once.
  /// not_found: no such sign-in is pending, or another browser began it; conflict: the provider did not sign the person
  /// in; malformed: the query lacks something; unavailable: the provider can't be reached; corrupt: what it said can't
  /// be believed.
  Result<Identity, Failure> finish(const Pairs& query, std::string_view binding, Instant now);

  const OpenIdSettings& settings() const { return settings_; }
  std::size_t pending() const;

 private:
  struct Pending {
    std::string state, nonce, verifier, binding;
    Instant since;
  };
  struct Metadata;
  explicit OpenIdProvider(OpenIdSettings settings);
  std::optional<Pending> take(std::string_view state, std::string_view binding, Instant now);
  Result<std::shared_ptr<const Metadata>, Failure> metadata(Instant now);
  Result<std::shared_ptr<const KeySet>, Failure> keys(const Metadata& from, Instant now, bool again);
  Result<std::string, Failure> id_token(const Metadata& from, const std::string& code, const Pending& pending);
  Failure unusable(std::string_view zh, std::string_view en) const;
  Failure unreachable(const Failure& why) const;
  Failure busy() const;

  const OpenIdSettings settings_;
  mutable std::mutex mutex_;  ///< guards pending_
  std::deque<Pending> pending_;  ///< the oldest first

  std::counting_semaphore<2> exchanging_{2};  ///< held while a code is exchanged

  std::timed_mutex asking_;  ///< guards what follows, and is held while the provider is asked
  std::shared_ptr<const Metadata> metadata_;
  std::shared_ptr<const KeySet> keys_;
  Instant metadata_at_, keys_at_;
  std::optional<Failure> failed_;
  Instant failed_at_;
};

}  // namespace seethrough::http
