#pragma once
// Keys and self-signed certificates of the tests' own, in files that go with the object.

#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace seethrough::http {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

inline Key new_key() {
  return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), EVP_PKEY_free);
}

/// A folder that goes with the object.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "seethrough-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    folder_ = pattern;
  }
  ~Scratch() { std::filesystem::remove_all(folder_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string file(const std::string& name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

inline void write_key(const Key& key, const std::string& file, const EVP_CIPHER* cipher = nullptr) {
  std::FILE* const out = std::fopen(file.c_str(), "w");
  REQUIRE(out != nullptr);
  char password[] = "a password";
  REQUIRE(PEM_write_PrivateKey(out, key.get(), cipher, nullptr, 0, nullptr, cipher == nullptr ? nullptr : password) == 1);
  std::fclose(out);
}

/// Valid from `from` to `until` seconds from now, for localhost and 127.0.0.1.
inline void write_certificate(const Key& key, const std::string& file, long from = -3600, long until = 90 * 86400L,
                              long serial = 1) {
  const std::unique_ptr<X509, decltype(&X509_free)> made(X509_new(), X509_free);
  X509* const certificate = made.get();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate), from);
  X509_gmtime_adj(X509_getm_notAfter(certificate), until);
  X509_set_pubkey(certificate, key.get());
  X509_NAME* const name = X509_get_subject_name(certificate);
  const auto common_name = reinterpret_cast<const unsigned char*>("localhost");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name, -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_EXTENSION* const names =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
  X509_add_ext(certificate, names, -1);
  X509_EXTENSION_free(names);
  REQUIRE(X509_sign(certificate, key.get(), EVP_sha256()) != 0);
  std::FILE* const out = std::fopen(file.c_str(), "w");
  REQUIRE(out != nullptr);
  REQUIRE(PEM_write_X509(out, certificate) == 1);
  std::fclose(out);
}

/// Both files, made anew by each call of renew().
struct Pair {
  Scratch scratch;
  std::string certificate_file = scratch.file("certificate.pem"), key_file = scratch.file("key.pem");
  Pair() { renew(1); }
  void renew(long serial) {
    const Key key = new_key();
    write_key(key, key_file);
    write_certificate(key, certificate_file, -3600, 90 * 86400L, serial);
  }
};

}  // namespace seethrough::http
