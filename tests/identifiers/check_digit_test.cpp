// What the check characters promise: any one character read wrongly is noticed.

#include <string>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "identifiers/credit_code.h"
#include "identifiers/identity_number.h"
#include "identifiers/imei.h"
#include "identifiers/product_code.h"
#include "identifiers/vin.h"

using namespace seethrough;

namespace {

constexpr std::string_view digits = "0123456789";

std::string any_text(std::string_view alphabet, std::size_t size) {
  std::string text(size, '0');
  for (char& c : text) c = alphabet[*rc::gen::inRange<std::size_t>(0, alphabet.size())];
  return text;
}

/// `text` with one of its characters before `end` replaced by another of the alphabet.
std::string misread(std::string text, std::string_view alphabet, std::size_t end) {
  const auto at = *rc::gen::inRange<std::size_t>(0, end);
  const auto step = *rc::gen::inRange<std::size_t>(1, alphabet.size());
  const std::size_t value = alphabet.find(text[at]);
  text[at] = value == std::string_view::npos ? alphabet[step] : alphabet[(value + step) % alphabet.size()];
  return text;
}

}  // namespace

TEST_CASE("a credit code notices any one wrong character") {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  CHECK(rc::check("credit code", [&] {
    std::string code = any_text(alphabet, 16);
    code += organisation_code_check(std::string_view(code).substr(8));
    code += credit_code_check(code);
    RC_ASSERT(check_credit_code(code));
    RC_ASSERT(!check_credit_code(misread(code, alphabet, 18)));
  }));
}

TEST_CASE("an organisation code notices any one wrong digit") {
  CHECK(rc::check("organisation code", [] {
    const std::string code = any_text(digits, 8);
    RC_ASSERT(organisation_code_check(code) != organisation_code_check(misread(code, digits, 8)));
  }));
}

TEST_CASE("an identity number notices any one wrong digit") {
  CHECK(rc::check("identity number", [] {
    std::string number = any_text(digits, 6) + "19900101" + any_text(digits, 3);
    number += identity_number_check(number);
    RC_ASSERT(check_identity_number(number));
    RC_ASSERT(!check_identity_number(misread(number, digits, 18)));
  }));
}

TEST_CASE("a VIN notices any one wrong digit among its digits") {
  CHECK(rc::check("vin", [] {
    std::string vin = any_text(digits, 17);
    vin[8] = vin_check(vin);
    RC_ASSERT(*check_vin(vin) == VinCheckDigit::agrees);
    RC_ASSERT(*check_vin(misread(vin, digits, 17)) == VinCheckDigit::differs);
  }));
}

TEST_CASE("an IMEI notices any one wrong digit") {
  CHECK(rc::check("imei", [] {
    std::string imei = any_text(digits, 14);
    imei += luhn_check(imei);
    RC_ASSERT(check_imei(imei));
    RC_ASSERT(!check_imei(misread(imei, digits, 15)));
  }));
}

TEST_CASE("a product code notices any one wrong digit") {
  CHECK(rc::check("product code", [] {
    std::string code = any_text(digits, 12);
    code += product_code_check(code);
    RC_ASSERT(check_product_code(code));
    RC_ASSERT(!check_product_code(misread(code, digits, 13)));
  }));
}
