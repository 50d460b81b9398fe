#include <fmt/format.h>

#include <chrono>

#include "app/city.h"
#include "app/city_settings.h"
#include "app/credential.h"
#include "app/commands.h"
#include "app/desk_files.h"
#include "app/embedded.h"
#include "engine/expiry_sweep.h"
#include "http/city.h"
#include "http/follow_up.h"
#include "http/live_figures.h"
#include "http/spool.h"
#include "http/trail_rows.h"
#include "http/views_feed.h"
#include "stores/file_evidence.h"
#include "wording/suggest.h"

namespace seethrough::app {
namespace {

struct Options {
  std::string folder, listen = "127.0.0.1:8080";
  std::vector<std::string> hosts, proxies;
  std::string certificate, key, proxy_header = "x-forwarded-for";
  double rate = http::Rate{}.per_second;
};

http::ServerOptions server_options_of(const Options& options) {
  http::ServerOptions server;
  server.listen = options.listen;
  server.allowed_hosts = options.hosts;
  if (!options.certificate.empty()) server.tls = http::TlsFiles{options.certificate, options.key};
  server.trusted_proxies = options.proxies;
  if (options.proxy_header == "forwarded") server.proxy_header = http::ProxyHeader::forwarded;
  server.rate = {options.rate, options.rate * 25};
  server.log = [](std::string_view line) { fmt::print(stderr, "{}\n", line); };
  return server;
}

void add_transport(CLI::App& command, Options& options, bool zh) {
  auto* certificate = command.add_option("--tls-certificate", options.certificate,
                                         zh ? "HTTPS 证书（PEM，含中间证书）" : "HTTPS certificate with its chain (PEM)");
  auto* key = command.add_option("--tls-key", options.key, zh ? "HTTPS 证书的私钥（PEM）" : "the certificate's key (PEM)");
  certificate->needs(key);
  key->needs(certificate);
  command.add_option("--trusted-proxy", options.proxies,
                     zh ? "可信的反向代理的地址或网段，可多个" : "addresses or networks of reverse proxies to believe");
  command.add_option("--proxy-header", options.proxy_header, zh ? "可信代理所写的请求头" : "the header they write")
      ->check(CLI::IsMember({"x-forwarded-for", "forwarded"}))
      ->capture_default_str();
  command.add_option("--rate", options.rate, zh ? "每个地址每秒的请求数，0 为不限" : "requests a second per address; 0: no limit")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
}

http::City city_of(WritableCity& city, stores::SqliteViews& views, const http::ViewsFeed& feed) {
  return {*city.engine,
          *city.journal,
          *city.vault,
          city.files.rules,
          city.files.places,
          &views,
          &feed,
          embedded("web/public/site.css"),
          embedded("web/dist/site.js"),
          embedded("web/dist/verify.js"),
          embedded("docs/openapi.yaml"),
          SEETHROUGH_VERSION " " SEETHROUGH_BUILD,
          now,
          {}};
}

/// Every entry of the journal gets its line in the audit trail, from where the trail ends.
Result<void, Failure> keep_trail(http::ViewsFeed& feed, stores::SqliteTrail& trail) {
  const auto last = trail.last_seq();
  if (!last) return Unexpected{last.error()};
  feed.also([&trail, last = static_cast<std::uint64_t>(*last)](const journal::Entry& entry) {
    if (entry.seq > last) trail.add(http::trail_row(entry));
  });
  return {};
}

/// Serves until interrupted, or until the engine had to stop.
int serve_until_stopped(const Common& common, WritableCity& city, http::Server& server) {
  server.start();
  print(fmt::format("serving {}\n", server.url()));
  engine::ExpirySweep sweep(*city.engine);
  while (!interrupted() && !city.engine->failure()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    sweep.look(now());
  }
  server.stop();
  if (const auto failure = city.engine->failure()) return say(common, *failure);
  return done;
}

int serve(const Common& common, const Options& options) {
  auto city = open_to_write(common, options.folder);
  if (!city) return say(common, city.error());
  auto views = stores::SqliteViews::open((*city)->directory.views_file());
  if (!views) return say(common, views.error());
  http::ViewsFeed feed(*(*city)->journal, **views, (*city)->files.places);
  http::City routed = city_of(**city, **views, feed);
  auto credentials = stores::SqliteCredentials::open((*city)->directory.credentials_file(), (*city)->directory.vault_key());
  if (!credentials) return say(common, credentials.error());
  auto trail = stores::SqliteTrail::open((*city)->directory.trail_file(), (*city)->directory.vault_key());
  if (!trail) return say(common, trail.error());
  auto evidence = stores::FileEvidence::open((*city)->directory.evidence_folder(), (*city)->directory.vault_key(),
                                             stores::FileEvidence::Mode::read_write);
  if (!evidence) return say(common, evidence.error());
  auto settings = read_city_settings((*city)->directory);
  if (!settings) return say(common, settings.error());
  routed.spool = (*city)->directory.folder() / "spool";
  if (auto cleared = http::clear_spool(routed.spool); !cleared) return say(common, cleared.error());
  auto token = OperatorToken::make((*city)->directory.folder());
  if (!token) return say(common, token.error());
  routed.evidence.store = evidence->get();
  routed.evidence.is_public = [&engine = *(*city)->engine](const Digest& public_copy) {
    return engine.look([&](const figures::Reading& reading, const std::string&) {
      return complaints::shows(reading.complaints(), public_copy);
    });
  };
  routed.entrance.credentials = credentials->get();
  routed.entrance.trail = trail->get();
  routed.entrance.operator_token = token->token();
  routed.entrance.providers = settings->providers;
  routed.entrance.security_contact = settings->contact;
  routed.calendar = (*city)->files.calendar;
  const auto type_model = wording::TypeModel::read(embedded("data/complaints/types.tsv"));
  const auto place_names = wording::PlaceNames::make((*city)->files.places, embedded("data/complaints/place-names.tsv"));
  INVARIANT(type_model && place_names, "the program carries a type model or names of places that it cannot read");
  routed.type_model = &*type_model;
  routed.place_names = &*place_names;
  routed.desk = desk_files(embedded("web/dist/desk.bundle"));
  if (auto kept = keep_trail(feed, **trail); !kept) return say(common, kept.error());
  const http::Server* running = nullptr;
  routed.counters = [&running] { return running ? &running->counters() : nullptr; };
  auto events = std::make_shared<http::EventStream>();
  http::LiveFigures live(routed, events);
  const http::Router router = http::make_routes(routed, events);
  auto server = http::Server::listen(server_options_of(options), [&](const http::Request& r) { return router.answer(r); });
  if (!server) return say(common, server.error());
  running = server->get();
  (*city)->engine->on_durable([&](std::uint64_t) {
    feed.wake();
    live.wake();
  });
  if (auto caught_up = http::catch_up(routed); !caught_up) return say(common, caught_up.error());
  feed.start();
  const int code = serve_until_stopped(common, **city, **server);
  live.stop();               // it looks at the engine
  (*city)->engine.reset();   // its threads may still tell the two of what they wrote
  feed.stop();
  if (auto kept = (*trail)->flush(); !kept) return say(common, kept.error());
  return code;
}

}  // namespace

void add_serve(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* command = app.add_subcommand("serve", zh ? "提供公开页面和接口，直到停止" : "serve the public pages and the API until stopped");
  add_data(*command, options->folder);
  command->add_option("--listen", options->listen, zh ? "监听地址" : "address to listen on")->capture_default_str();
  command->add_option("--host", options->hosts, zh ? "另外接受的主机名，可多个" : "further host names to answer to");
  add_transport(*command, *options, zh);
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return serve(common, *options); };
  });
}

}  // namespace seethrough::app
