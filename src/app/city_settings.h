#pragma once
// The city's own settings, DIR/city.yaml (城市设置):
//
//   log: example.gov.cn/seethrough          the log's name; the demonstration city's if there is no file
//   contact: mailto:security@example.gov.cn whom to tell of a weakness: /.well-known/security.txt
//   openid:                                 who else may say who somebody is
//     - id: city-hall                       in addresses
//       name: 市统一认证
//       issuer: https://id.example.gov.cn
//       client_id: seethrough
//       client_secret_file: keys/city-hall.secret   beside this file; left out: a public client
//       redirect_uri: https://mingdu.example.gov.cn/api/v1/sign-in/city-hall/callback
//       ca_file: keys/ca.pem                left out: the system's root certificates

#include <memory>
#include <string>
#include <vector>

#include "http/openid.h"
#include "stores/data_directory.h"

namespace seethrough::app {

struct CitySettings {
  std::string log;      ///< empty: not given
  std::string contact;  ///< likewise
  std::vector<std::shared_ptr<http::OpenIdProvider>> providers;
};
/// Failure `malformed` names the file, the line and what is expected there. A key that is not known is a fault.
Result<CitySettings, Failure> read_city_settings(const stores::DataDirectory& directory);

}  // namespace seethrough::app
