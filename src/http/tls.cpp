#include "http/tls.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <ctime>

namespace seethrough::http {
namespace {

namespace ssl = boost::asio::ssl;

constexpr const char* suites = "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!PSK:!SRP";
constexpr std::chrono::hours context_life{12};
constexpr int warned_days = 14;

/// What changes when a file is written or replaced.
std::string state_of(const std::string& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return "missing";
  return fmt::format("{} {} {}.{}", found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
}

/// OpenSSL's reason for the first error in its queue, which is emptied.
std::string reason() {
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  const char* const text = ERR_reason_error_string(code);
  return text == nullptr ? "unknown reason" : text;
}

/// Nothing if the file can be opened.
std::optional<Failure> unreadable(const std::string& file, std::string_view zh, std::string_view en) {
  std::FILE* const opened = std::fopen(file.c_str(), "r");
  if (opened != nullptr) {
    std::fclose(opened);
    return std::nullopt;
  }
  if (errno == ENOENT)
    return Failure{FailureKind::not_found, fmt::format("找不到{}文件 {}，请核对路径。", zh, file),
                   fmt::format("The {} file {} is not there; check the path.", en, file)};
  return Failure{FailureKind::unavailable,
                 fmt::format("无法读取{}文件 {}：{}。请让运行本程序的用户可以读取它。", zh, file, std::strerror(errno)),
                 fmt::format("The {} file {} can't be read: {}. Let the user that runs this program read it.", en, file,
                             std::strerror(errno))};
}

Failure not_a_certificate(const std::string& file) {
  const std::string why = reason();
  return {FailureKind::malformed,
          fmt::format("证书文件 {} 无法使用：{}。应为 PEM 格式，服务器证书在前，中间证书在后。", file, why),
          fmt::format("The certificate file {} can't be used: {}. PEM is expected, the server's certificate first, then "
                      "the intermediate ones.", file, why)};
}

Failure not_a_key(const std::string& file) {
  const std::string why = reason();
  return {FailureKind::malformed,
          fmt::format("私钥文件 {} 无法使用：{}。应为未加密的 PEM 格式私钥。", file, why),
          fmt::format("The key file {} can't be used: {}. A private key in PEM, not encrypted, is expected.", file, why)};
}

Failure not_a_pair(const TlsFiles& files) {
  ERR_clear_error();
  return {FailureKind::conflict,
          fmt::format("私钥 {} 与证书 {} 不匹配，请换成签发该证书时所用的私钥。", files.key_file, files.certificate_file),
          fmt::format("The key {} does not belong to the certificate {}; use the key that the certificate was issued for.",
                      files.key_file, files.certificate_file)};
}

/// Selects http/1.1 among what the client offers. A client that speaks only something else is told so, which also keeps
/// a request meant for another protocol from being read as one of ours (RFC 7301, section 3.2).
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned int offered_size, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* out = nullptr;
  if (SSL_select_next_proto(&out, size, ours, sizeof ours - 1, offered, offered_size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = out;
  return SSL_TLSEXT_ERR_OK;
}

/// Instead of OpenSSL's own, which would ask at the terminal.
int no_password(char*, int, int, void*) { return 0; }

void restrict(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, suites);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);  // tickets do it, and need no memory here
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);          // an idle connection keeps no 32 KiB
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context, no_password);
}

}  // namespace

Result<Certificate::Context, Failure> Certificate::load(const TlsFiles& files) {
  if (auto failure = unreadable(files.certificate_file, "证书", "certificate")) return Unexpected{std::move(*failure)};
  if (auto failure = unreadable(files.key_file, "私钥", "key")) return Unexpected{std::move(*failure)};
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  restrict(native);
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(native, files.certificate_file.c_str()) != 1)
    return Unexpected{not_a_certificate(files.certificate_file)};
  if (SSL_CTX_use_PrivateKey_file(native, files.key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    const unsigned long code = ERR_peek_error();
    const bool other = ERR_GET_LIB(code) == ERR_LIB_X509 && (ERR_GET_REASON(code) == X509_R_KEY_VALUES_MISMATCH ||
                                                             ERR_GET_REASON(code) == X509_R_KEY_TYPE_MISMATCH);
    return Unexpected{other ? not_a_pair(files) : not_a_key(files.key_file)};
  }
  if (SSL_CTX_check_private_key(native) != 1) return Unexpected{not_a_pair(files)};
  return context;
}

Result<std::unique_ptr<Certificate>, Failure> Certificate::of(TlsFiles files, Log log) {
  std::unique_ptr<Certificate> certificate(new Certificate(std::move(files), std::move(log)));
  certificate->seen_ = state_of(certificate->files_.certificate_file) + "|" + state_of(certificate->files_.key_file);
  auto context = load(certificate->files_);
  if (!context) return Unexpected{context.error()};
  certificate->context_ = std::move(*context);
  certificate->loaded_ = certificate->looked_ = std::chrono::steady_clock::now();
  certificate->warn_of_dates();
  return certificate;
}

void Certificate::look(std::chrono::steady_clock::time_point now) {
  if (now - looked_ < files_.look_every) return;
  looked_ = now;
  std::string state = state_of(files_.certificate_file) + "|" + state_of(files_.key_file);
  const bool changed = state != seen_;
  if (!changed && now - loaded_ < context_life) return;
  seen_ = std::move(state);
  loaded_ = now;
  auto fresh = load(files_);
  if (!fresh) {
    if (log_) log_("The certificate in use is kept. / 继续使用原证书。 " + fresh.error().en + " / " + fresh.error().zh);
    return;
  }
  context_ = std::move(*fresh);
  if (changed && log_) log_("The certificate was loaded again. / 已重新载入证书。 " + files_.certificate_file);
  warn_of_dates();
}

void Certificate::warn_of_dates() {
  const X509* const own = SSL_CTX_get0_certificate(context_->native_handle());
  if (!log_ || own == nullptr) return;
  std::time_t now = std::time(nullptr);
  std::time_t soon = now + std::time_t{warned_days} * 24 * 3600;
  const std::string& file = files_.certificate_file;
  if (X509_cmp_time(X509_get0_notBefore(own), &now) > 0)
    log_(fmt::format("证书 {} 尚未生效，浏览器会拒绝连接；请核对本机时间。 / The certificate {} is not valid yet, and browsers "
                     "will refuse it; check this machine's clock.", file, file));
  else if (X509_cmp_time(X509_get0_notAfter(own), &now) < 0)
    log_(fmt::format("证书 {} 已过期，浏览器会拒绝连接；请更换。 / The certificate {} has expired, and browsers will refuse it; "
                     "replace it.", file, file));
  else if (X509_cmp_time(X509_get0_notAfter(own), &soon) < 0)
    log_(fmt::format("证书 {} 将在 {} 天内过期，请及时更换。 / The certificate {} expires within {} days; replace it in time.",
                     file, warned_days, file, warned_days));
}

}  // namespace seethrough::http
