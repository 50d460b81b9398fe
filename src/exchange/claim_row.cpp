#include "exchange/claim_row.h"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/cell_reader.h"
#include "identifiers/credit_code.h"
#include "identifiers/digits.h"
#include "identifiers/identity_number.h"
#include "identifiers/imei.h"
#include "identifiers/invoice_number.h"
#include "identifiers/vin.h"
#include "journal/canonical_json.h"

namespace seethrough::exchange {
namespace {

using rules::Battery;
using rules::Field;
using rules::Powertrain;

constexpr Word<Powertrain> powertrains[] = {
    {"petrol", Powertrain::petrol}, {"diesel", Powertrain::diesel}, {"other", Powertrain::other},
    {"new_energy", Powertrain::new_energy}, {"汽油", Powertrain::petrol}, {"柴油", Powertrain::diesel},
    {"其他", Powertrain::other}, {"新能源", Powertrain::new_energy}};
constexpr Word<Battery> batteries[] = {{"none", Battery::none}, {"lithium", Battery::lithium},
                                       {"lead_acid", Battery::lead_acid}, {"无", Battery::none},
                                       {"锂离子", Battery::lithium}, {"铅酸", Battery::lead_acid}};

bool is_id(std::string_view text) {
  return text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'z') || c == '_' || c == '.';
         });
}

void read_kind(CellReader& cells, const rules::Book& book, ClaimInput& claim) {
  const std::string given = cells.text("kind", 100, true);
  const int year = civil(claim.day).year;
  const rules::Kind* kind = book.describe(year, given);
  if (const rules::Edition* edition = book.edition(year); edition && !kind) {
    const auto named = std::find_if(edition->kinds.begin(), edition->kinds.end(),
                                    [&](const rules::Kind& one) { return one.name.zh == given; });
    if (named != edition->kinds.end()) kind = &*named;
  }
  claim.kind = kind ? kind->id : given;
  claim.vehicle = kind && (kind->cls == "vehicle" || kind->cls.starts_with("vehicle."));
  if (!kind && !is_id(given)) {  // an id that the year lacks is refused by the rules, in their own words
    cells.fail("kind", fmt::format("{} 年品类的编号或中文名称，如 refrigerator 或 冰箱", year),
               fmt::format("the id or Chinese name of a kind of {}, like refrigerator", year));
  }
}

void read_price(CellReader& cells, ClaimInput& claim) {
  const auto price = parse_yuan(cells.raw("price_yuan"));
  if (price && price->value > 0) {
    claim.price = *price;
    return;
  }
  if (price || price.error() == YuanFault::negative)
    cells.fail("price_yuan", "大于 0 的金额", "an amount above 0");
  else if (price.error() == YuanFault::too_many_decimals)
    cells.fail("price_yuan", "至多两位小数的元", "yuan with at most two decimals");
  else if (price.error() == YuanFault::too_large)
    cells.fail("price_yuan", "不超过 999999999999.99 的元", "at most 999999999999.99 yuan");
  else
    cells.fail("price_yuan", "以元为单位的数字，如 3299.00，不带逗号和单位",
               "a number of yuan like 3299.00, without commas and unit");
}

void read_merchant(CellReader& cells, ClaimInput& claim) {
  claim.merchant = cells.code("merchant", true);
  const auto checked = check_credit_code(claim.merchant);
  if (checked) return;
  switch (checked.error()) {
    case CreditCodeFault::length:
      cells.fail("merchant", "18 位统一社会信用代码", "a unified social credit code of 18 characters");
      break;
    case CreditCodeFault::alphabet:
      cells.fail("merchant", "由数字和大写字母（不含 I、O、S、V、Z）组成的统一社会信用代码",
                 "a unified social credit code of digits and capital letters without I, O, S, V, Z");
      break;
    case CreditCodeFault::organisation_check:
      cells.fail("merchant", "第 17 位校验码相符的统一社会信用代码，请对照营业执照",
                 "a unified social credit code whose 17th character checks: compare the business licence");
      break;
    case CreditCodeFault::check:
      cells.fail("merchant", "末位校验码相符的统一社会信用代码，请对照营业执照",
                 "a unified social credit code whose last character checks: compare the business licence");
      break;
  }
}

void read_identity_number(CellReader& cells, ClaimInput& claim) {
  claim.identity_number = cells.code("identity_number", true);
  const auto checked = check_identity_number(claim.identity_number);
  if (checked) return;
  switch (checked.error()) {
    case IdentityNumberFault::length:
      cells.fail("identity_number", "18 位公民身份号码", "an identity number of 18 characters");
      break;
    case IdentityNumberFault::alphabet:
      cells.fail("identity_number", "17 位数字加 1 位数字或 X 的公民身份号码",
                 "an identity number of 17 digits and then a digit or X");
      break;
    case IdentityNumberFault::date:
      cells.fail("identity_number", "第 7 至 14 位是真实出生日期的公民身份号码",
                 "an identity number whose characters 7 to 14 are a real birthday");
      break;
    case IdentityNumberFault::check:
      cells.fail("identity_number", "末位校验码相符的公民身份号码，请对照证件",
                 "an identity number whose last character checks: compare the card");
      break;
  }
}

bool check_frame_number(CellReader& cells, std::string_view column, const std::string& vin) {
  if (check_vin(vin)) return true;
  return cells.fail(column, "17 位车辆识别代号（VIN，不含 I、O、Q）",
                    "a vehicle identification number (VIN) of 17 characters without I, O, Q");
}

void read_item(CellReader& cells, ClaimInput& claim) {
  claim.item = cells.code("item", true);
  claim.old_item = cells.code("old_item", false);
  claim.invoice = cells.code("invoice", true);
  if (claim.vehicle) check_frame_number(cells, "item", claim.item);
  if (claim.kind == "phone" && claim.item.size() == 15 && all_digits(claim.item) && !check_imei(claim.item))
    cells.fail("item", "末位校验码相符的 15 位 IMEI，请对照包装盒", "an IMEI whose last digit checks: compare the box");
  if (!check_invoice_number(claim.invoice))
    cells.fail("invoice", "20 位数字的数电票号码", "a digital invoice number of 20 digits");
  if (!claim.old_item.empty()) check_frame_number(cells, "old_item", claim.old_item);
}

void read_fact(CellReader& cells, Field field, rules::Facts& facts) {
  const std::string_view column = rules::name(field);
  if (cells.raw(column).empty()) return;
  switch (rules::type_of(field)) {
    case rules::FieldType::money: return;  // the price has a column of its own
    case rules::FieldType::day: facts.set(field, cells.day(column)); return;
    case rules::FieldType::number:
      facts.set(field, cells.number(column, 0, field == Field::efficiency ? 5 : 20'000));
      return;
    case rules::FieldType::powertrain: facts.set(field, cells.word(column, powertrains)); return;
    case rules::FieldType::battery: facts.set(field, cells.word(column, batteries)); return;
    case rules::FieldType::yes_no: facts.set(field, cells.word(column, yes_or_no)); return;
  }
}

void write_member(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out.push_back(out.empty() ? '{' : ',');
  journal::write_json(out, name);
  out.push_back(':');
  journal::write_json(out, value);
}

}  // namespace

const std::vector<Column>& claim_columns() {
  static const std::vector<Column> columns = {
      {"reference", "流水号"},
      {"kind", "品类", true},
      {"merchant", "商户统一社会信用代码", true},
      {"place", "地区", true},
      {"day", "日期", true},
      {"price_yuan", "价格（元）", true},
      {"name", "姓名", true},
      {"identity_number", "身份证号", true},
      {"phone", "手机号"},
      {"item", "商品串号", true},
      {"invoice", "发票号码", true},
      {"old_item", "旧车车辆识别代号"},
      {"efficiency", "能效等级"},
      {"powertrain", "新车动力类型"},
      {"displacement_ml", "新车排量（毫升）"},
      {"old_powertrain", "旧车动力类型"},
      {"old_first_registered", "旧车首次注册登记日期"},
      {"old_owned_since", "旧车登记到申请人名下的日期"},
      {"applied_on", "申请日期"},
      {"same_owner", "新旧车同属一人"},
      {"old_battery", "旧电池类型"},
      {"new_battery", "新电池类型"},
      {"standard_met", "新车符合强制性国家标准"},
      {"old_surrendered", "旧车、电池和号牌已交回"},
      {"buyer_is_company", "购买方为单位"},
      {"documents_on", "单证最早开具日期"},
  };
  return columns;
}

Result<ClaimInput, RowFault> read_claim(const Row& row, const rules::Book& book, const Tree& places) {
  if (row.fault) return Unexpected{*row.fault};
  CellReader cells(row, claim_columns());
  ClaimInput claim;
  claim.reference = cells.text("reference", 64, false);
  claim.day = cells.day("day");
  if (!cells.fault()) read_kind(cells, book, claim);
  read_merchant(cells, claim);
  claim.place = cells.place("place", places);
  read_price(cells, claim);
  claim.name = cells.text("name", 120, true);
  read_identity_number(cells, claim);
  claim.phone = cells.phone("phone");
  read_item(cells, claim);
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    if (const auto field = static_cast<Field>(i); field != Field::price_fen) read_fact(cells, field, claim.facts);
  }
  if (cells.fault()) return Unexpected{*cells.fault()};
  return claim;
}

Pseudonym subject_of(const ClaimInput& claim, const stores::Vault& vault) {
  return vault.pseudonym("person", claim.identity_number);
}

std::string document_of(const ClaimInput& claim) {
  std::string out;
  write_member(out, "identity_number", claim.identity_number);
  write_member(out, "invoice", claim.invoice);
  write_member(out, "item", claim.item);
  write_member(out, "name", claim.name);
  write_member(out, "old_item", claim.old_item);
  write_member(out, "phone", claim.phone);
  write_member(out, "reference", claim.reference);
  write_member(out, "second_imei", claim.second_imei);
  return out + '}';
}

journal::Command to_command(const ClaimInput& claim, const stores::Vault& vault, const Digest& evidence) {
  subsidies::Purchase purchase;
  purchase.kind = claim.kind;
  purchase.merchant = claim.merchant;
  purchase.place = claim.place;
  purchase.day = claim.day;
  purchase.price = claim.price;
  purchase.person = subject_of(claim, vault);
  purchase.item = vault.pseudonym("item", claim.item);
  if (!claim.old_item.empty()) purchase.surrendered = vault.pseudonym("item", claim.old_item);
  purchase.invoice = vault.pseudonym("invoice", claim.invoice);
  purchase.evidence = evidence;
  purchase.facts = claim.facts;
  purchase.entitlement = claim.entitlement;
  purchase.sale = claim.sale;
  if (purchase.sale && !claim.second_imei.empty())
    purchase.sale->second_imei = vault.pseudonym("item", claim.second_imei);
  if (claim.vehicle) return subsidies::Command{subsidies::Apply{std::move(purchase)}};
  return subsidies::Command{subsidies::Redeem{std::move(purchase)}};
}

}  // namespace seethrough::exchange
