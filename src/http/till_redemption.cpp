#include "http/till_redemption.h"

#include <fmt/format.h>

#include <boost/describe/class.hpp>
#include <boost/mp11/algorithm.hpp>

#include "http/claim_taking.h"
#include "identifiers/digits.h"
#include "identifiers/imei.h"
#include "journal/read_json.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using exchange::RowFault;

struct StepBody {
  rules::Giver giver = rules::Giver::maker;
  Fen amount_fen;
};
BOOST_DESCRIBE_STRUCT(StepBody, (), (giver, amount_fen))

/// The members that only a till has.
struct SaleBody {
  std::optional<std::string> entitlement;
  std::optional<subsidies::Channel> channel;
  std::string till, store, product;
  std::optional<Fen> list_price_fen;
  std::vector<StepBody> steps;
  std::optional<PlaceCode> delivered_to;
  std::string second_imei;
  bool company_buyer = false;
};
BOOST_DESCRIBE_STRUCT(SaleBody, (),
                      (entitlement, channel, till, store, product, list_price_fen, steps, delivered_to, second_imei,
                       company_buyer))

bool is_of_sale(std::string_view name) {
  bool found = false;
  boost::mp11::mp_for_each<journal::SortedMembers<SaleBody>>([&](auto d) { found = found || name == d.name; });
  return found;
}

/// The text that a cell of a claims file would have for it: the shortest decimal that is this number.
std::string cell_of(const json::value& value) {
  if (const auto* text = value.if_string()) return std::string(*text);
  if (const auto* number = value.if_int64()) return std::to_string(*number);
  if (const auto* number = value.if_uint64()) return std::to_string(*number);
  if (const auto* number = value.if_double()) return fmt::format("{}", *number);
  if (const auto* yes = value.if_bool()) return *yes ? "yes" : "no";
  return {};
}

RowFault nested(std::string_view name) {
  return {std::string(name), {}, "文本、数字、true、false 或 null", "a text, a number, true, false or null"};
}

Result<SaleBody, RowFault> read_sale(const json::object& members) {
  SaleBody sale;
  journal::Reader reader(journal::Strictness::request);
  if (reader.read(members, sale)) return sale;
  const journal::FieldFault& fault = *reader.fault();
  const bool personal = fault.path == "second_imei";
  return Unexpected{RowFault{fault.path, personal ? exchange::masked(fault.value) : fault.value, fault.expected_zh,
                             fault.expected_en}};
}

/// What the reader cannot know: the form of two numbers.
std::optional<RowFault> not_sound(const SaleBody& sale) {
  if (sale.entitlement && !subsidies::parse_entitlement_number(*sale.entitlement))
    return RowFault{"entitlement", exchange::shown(*sale.entitlement), "领取时得到的资格号，如 E0000001",
                    "the number of an entitlement as it was drawn, like E0000001"};
  if (!sale.second_imei.empty() && !check_imei(sale.second_imei))
    return RowFault{"second_imei", exchange::masked(sale.second_imei), "末位校验码相符的 15 位 IMEI，请对照包装盒",
                    "an IMEI of 15 digits whose last digit checks: compare the box"};
  return std::nullopt;
}

subsidies::Sale as_sale(const SaleBody& body) {
  subsidies::Sale sale;
  sale.channel = body.channel.value_or(subsidies::Channel::offline);
  sale.till = body.till;
  sale.store = body.store;
  sale.product = body.product;
  sale.list_price = body.list_price_fen;
  for (const StepBody& step : body.steps) sale.steps.push_back({step.giver, step.amount_fen});
  sale.delivered_to = body.delivered_to;
  sale.company_buyer = body.company_buyer;
  return sale;
}

}  // namespace

Result<exchange::ClaimInput, RowFault> read_redemption(const City& city, const json::object& body) {
  json::object of_sale;
  exchange::JsonMembers of_claim;
  for (const auto& [name, value] : body) {
    if (value.is_null()) continue;
    if (is_of_sale(name)) of_sale[name] = value;
    else if (value.is_structured()) return Unexpected{nested(name)};
    else of_claim.emplace_back(std::string(name), cell_of(value));
  }
  auto claim = read_claim_members(city, std::move(of_claim));
  if (!claim) return Unexpected{claim.error()};
  const auto sale = read_sale(of_sale);
  if (!sale) return Unexpected{sale.error()};
  if (auto fault = not_sound(*sale)) return Unexpected{std::move(*fault)};
  claim->vehicle = false;
  claim->sale = as_sale(*sale);
  claim->second_imei = sale->second_imei;
  if (sale->entitlement) claim->entitlement = subsidies::parse_entitlement_number(*sale->entitlement);
  return claim;
}

}  // namespace seethrough::http
