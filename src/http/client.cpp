#include "http/client.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "base/check.h"

namespace seethrough::http {
namespace {

struct Address {
  std::string authority;
  std::string base;  // without a slash at its end
};

Result<Address, Failure> parse_address(std::string_view url) {
  const auto parsed = boost::urls::parse_uri(boost::urls::string_view(url.data(), url.size()));
  if (!parsed || (parsed->scheme() != "http" && parsed->scheme() != "https") || parsed->host().empty() ||
      parsed->has_userinfo() || parsed->has_fragment())
    return Unexpected{Failure{FailureKind::malformed,
                              "“" + std::string(url) + "”不是可用的网址，应写成 http://主机:端口 或 https://主机:端口，例如 "
                              "http://127.0.0.1:8080。",
                              "\"" + std::string(url) + "\" is not an address to connect to; write http://host:port or "
                              "https://host:port, such as http://127.0.0.1:8080."}};
  Address address;
  address.authority = std::string(parsed->encoded_host_and_port());
  address.base = std::string(url);
  if (parsed->encoded_target() == "/") address.base.pop_back();
  return address;
}

/// Once for the process; libcurl counts no further calls.
void set_up_curl() {
  static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
  INVARIANT(done == CURLE_OK, "libcurl could not be set up");
}

/// What one exchange has come to.
struct Exchange {
  ClientResponse response;
  std::size_t limit = 0;
  bool repeatable = false;
  int sent = 0;  // how often the request was begun
  bool too_large = false;
};

std::size_t take_body(char* octets, std::size_t, std::size_t size, void* context) {
  Exchange& exchange = *static_cast<Exchange*>(context);
  exchange.too_large = size > exchange.limit - exchange.response.body.size();
  if (exchange.too_large) return 0;
  exchange.response.body.append(octets, size);
  return size;
}

/// One line of the header. An interim response (100 Continue) comes first, so a status line begins anew.
std::size_t take_header(char* octets, std::size_t, std::size_t size, void* context) {
  Pairs& headers = static_cast<Exchange*>(context)->response.headers;
  std::string_view line(octets, size);
  if (line.starts_with("HTTP/")) headers.clear();
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n' || line.back() == ' ')) line.remove_suffix(1);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return size;
  std::string_view value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  headers.emplace_back(line.substr(0, colon), value);
  return size;
}

/// Called when a connection is there and the request is about to be sent. libcurl itself sends any request again when a
/// kept connection ends without an answer; that is right only for one that changes nothing.
int about_to_send(void* context, char*, char*, int, int) {
  Exchange& exchange = *static_cast<Exchange*>(context);
  return ++exchange.sent > 1 && !exchange.repeatable ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

Failure failure_of(CURLcode code, const char* text, const Exchange& exchange, const std::string& where) {
  const std::string why = *text == '\0' ? curl_easy_strerror(code) : text;
  if (exchange.too_large)
    return {FailureKind::malformed, where + " 的应答超过 " + std::to_string(exchange.limit) + " 字节的上限，已中断。",
            "The answer of " + where + " is larger than the limit of " + std::to_string(exchange.limit) +
                " bytes and was broken off."};
  if (code == CURLE_URL_MALFORMAT)
    return {FailureKind::malformed, where + " 的网址写法有误：" + why + "。请检查路径和参数。",
            "An address at " + where + " is not written correctly: " + why + ". Check its path and query."};
  if (code == CURLE_PEER_FAILED_VERIFICATION)
    return {FailureKind::unavailable,
            where + " 的证书没有通过检查：" + why + "。请核对网址；若证书由内部机构签发，请指定其根证书。",
            "The certificate of " + where + " was not accepted: " + why + ". Check the address; if the certificate was "
            "issued by an authority of your own, name its root certificate."};
  if (code == CURLE_SSL_CACERT_BADFILE)
    return {FailureKind::not_found, "根证书文件无法使用：" + why + "。应为 PEM 格式，请核对路径。",
            "The file of root certificates can't be used: " + why + ". PEM is expected; check the path."};
  if (exchange.sent == 0)
    return {FailureKind::unavailable, "连接不上 " + where + "：" + why + "。请确认服务已启动、地址无误。",
            "Can't connect to " + where + ": " + why + ". Check that the server runs and that the address is right."};
  return {FailureKind::unavailable, where + " 没有完整应答：" + why + "。请求可能已被处理，请先核对再重试。",
          where + " did not answer completely: " + why +
              ". The request may have been carried out; check before sending it again."};
}

/// How long a 429 asks to wait, if it says so in seconds.
std::optional<std::chrono::seconds> pause_of(const ClientResponse& response) {
  const std::string_view text = response.header("Retry-After").value_or("");
  int seconds = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (status != std::errc() || end != text.data() + text.size() || seconds < 0) return std::nullopt;
  return std::chrono::seconds(seconds);
}

using Lines = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

Lines lines_of(const Pairs& headers) {
  curl_slist* list = nullptr;
  bool typed = false;
  for (const auto& [name, value] : headers) {
    typed = typed || equal_ignoring_case(name, "Content-Type");
    // "Name:" would tell libcurl to leave the header out; "Name;" is how it is sent empty.
    list = curl_slist_append(list, (value.empty() ? name + ";" : name + ": " + value).c_str());
  }
  if (!typed) list = curl_slist_append(list, "Content-Type:");  // else libcurl says that a body is a form
  return Lines(list, curl_slist_free_all);
}

}  // namespace

std::optional<std::string_view> ClientResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (equal_ignoring_case(key, name)) return value;
  return std::nullopt;
}

struct Client::State {
  State(Address where, ClientOptions chosen)
      : address(std::move(where)), options(std::move(chosen)), curl((set_up_curl(), curl_easy_init())) {
    INVARIANT(curl != nullptr, "libcurl gave no handle");
  }
  ~State() { curl_easy_cleanup(curl); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void set_always(Exchange& exchange, char* error);
  void set_request(const std::string& method, const std::string& body);

  const Address address;
  const ClientOptions options;
  CURL* const curl;
};

/// What holds for every request; the handle forgets all but its connection between two of them.
void Client::State::set_always(Exchange& exchange, char* error) {
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXCONNECTS, 1L);
  if (!options.ca_file.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  }
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, about_to_send);
  curl_easy_setopt(curl, CURLOPT_PREREQDATA, &exchange);
}

void Client::State::set_request(const std::string& method, const std::string& body) {
  if (method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.c_str());
}

Client::Client(std::unique_ptr<State> state) : state_(std::move(state)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client, Failure> Client::of(std::string_view base, ClientOptions options) {
  auto address = parse_address(base);
  if (!address) return Unexpected{address.error()};
  return Client(std::make_unique<State>(std::move(*address), std::move(options)));
}

Result<ClientResponse, Failure> Client::send(std::string_view method, std::string_view target, const Pairs& headers,
                                             std::string body, std::chrono::milliseconds timeout) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + timeout;
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    auto response = send_once(method, target, headers, body, left);
    if (!response || response->status != 429 || !state_->options.waits_when_limited) return response;
    const auto wait = pause_of(*response);
    if (!wait || Clock::now() + *wait >= deadline) return response;
    std::this_thread::sleep_for(*wait);
  }
}

Result<ClientResponse, Failure> Client::send_once(std::string_view method, std::string_view target,
                                                  const Pairs& headers, const std::string& body,
                                                  std::chrono::milliseconds timeout) {
  CURL* const curl = state_->curl;
  Exchange exchange;
  exchange.limit = state_->options.response_bytes;
  exchange.repeatable = method == "GET" || method == "HEAD";
  char error[CURL_ERROR_SIZE] = "";
  const std::string url = state_->address.base + std::string(target);
  const Lines lines = lines_of(headers);
  state_->set_always(exchange, error);
  state_->set_request(std::string(method), body);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines.get());
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, std::max<long>(1, static_cast<long>(timeout.count())));
  const CURLcode code = curl_easy_perform(curl);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, nullptr);  // they end with this call
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
  if (code != CURLE_OK) return Unexpected{failure_of(code, error, exchange, state_->address.authority)};
  exchange.response.status = static_cast<int>(status);
  return std::move(exchange.response);
}

Result<ClientResponse, Failure> fetch(std::string_view method, std::string_view url, const Pairs& headers,
                                      std::string body, std::chrono::milliseconds timeout, ClientOptions options) {
  auto client = Client::of(url, std::move(options));
  if (!client) return Unexpected{client.error()};
  return client->send(method, "", headers, std::move(body), timeout);
}

}  // namespace seethrough::http
