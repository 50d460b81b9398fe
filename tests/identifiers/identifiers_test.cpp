// Numbers that are published, made up to the same rules, or wrong in one respect.

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "identifiers/credit_code.h"
#include "identifiers/identity_number.h"
#include "identifiers/imei.h"
#include "identifiers/invoice_number.h"
#include "identifiers/plate.h"
#include "identifiers/product_code.h"
#include "identifiers/project_code.h"
#include "identifiers/vin.h"

using namespace seethrough;

TEST_CASE("valid credit codes are accepted, also when their sum is divisible by 31") {
  for (const char* code : {"91110108551385082Q", "91440300708461136T", "91350211M000100Y46", "911404000000003340",
                           "911404000000008010"}) {
    CAPTURE(code);
    CHECK(check_credit_code(code));
  }
}

TEST_CASE("a wrong credit code says what is wrong") {
  const auto fault = [](std::string_view code) { return check_credit_code(code).error(); };
  CHECK(fault("91350211M000100Y43") == CreditCodeFault::check);
  CHECK(fault("91110108551385083Q") == CreditCodeFault::organisation_check);
  CHECK(fault("9111010855138508IQ") == CreditCodeFault::alphabet);
  CHECK(fault("91110108551385082q") == CreditCodeFault::alphabet);
  CHECK(fault("9111010855138508Q") == CreditCodeFault::length);
  CHECK(fault("") == CreditCodeFault::length);
}

TEST_CASE("an organisation code's check character is a digit or X") {
  CHECK(organisation_code_check("M000100Y") == '4');
  CHECK(organisation_code_check("55138508") == '2');
  CHECK(organisation_code_check("00000000") == '0');
  CHECK(organisation_code_check("00000006") == 'X');
}

TEST_CASE("valid identity numbers are accepted, and a wrong one says what is wrong") {
  for (const char* number : {"11010519491231002X", "53010219200508011X", "140402199001010013"}) {
    CAPTURE(number);
    CHECK(check_identity_number(number));
  }
  const auto fault = [](std::string_view number) { return check_identity_number(number).error(); };
  CHECK(fault("110105194912310021") == IdentityNumberFault::check);
  CHECK(fault("11010519490230002X") == IdentityNumberFault::date);
  CHECK(fault("11010518991231002X") == IdentityNumberFault::date);
  CHECK(fault("11010519491231002x") == IdentityNumberFault::alphabet);
  CHECK(fault("1101051949123100XX") == IdentityNumberFault::alphabet);
  CHECK(fault("110105491231002") == IdentityNumberFault::length);
}

TEST_CASE("a VIN is refused for its alphabet or length only, and warned about for its check digit") {
  CHECK(*check_vin("1M8GDM9AXKP042788") == VinCheckDigit::agrees);
  CHECK(*check_vin("1HGCM82633A004352") == VinCheckDigit::agrees);
  CHECK(*check_vin("1HGCM82643A004352") == VinCheckDigit::differs);
  CHECK(check_vin("1HGCM82633A00435").error() == VinFault::length);
  CHECK(check_vin("IHGCM82633A004352").error() == VinFault::alphabet);
  CHECK(check_vin("1hgcm82633a004352").error() == VinFault::alphabet);
  CHECK(vin_check("1M8GDM9A0KP042788") == 'X');
}

TEST_CASE("an IMEI ends with Luhn's check digit") {
  CHECK(check_imei("358832931001840"));
  CHECK(check_imei("358832931001857"));
  CHECK(check_imei("358832931001841").error() == ImeiFault::check);
  CHECK(check_imei("35883293100184").error() == ImeiFault::length);
  CHECK(check_imei("35883293100184O").error() == ImeiFault::alphabet);
  CHECK(luhn_check("7992739871") == '3');
}

TEST_CASE("a digital invoice number is twenty digits") {
  CHECK(check_invoice_number("25142000000012345678"));
  CHECK(check_invoice_number("2514200000001234567").error() == InvoiceNumberFault::length);
  CHECK(check_invoice_number("2514200000001234567X").error() == InvoiceNumberFault::alphabet);
}

TEST_CASE("a plate shows its kind, and a wrong one says what is wrong") {
  CHECK(*check_plate("京A12345") == PlateKind::fuel);
  CHECK(*check_plate("晋DZZZ99") == PlateKind::fuel);
  CHECK(*check_plate("沪AD12345") == PlateKind::new_energy_small);
  CHECK(*check_plate("晋DAA1234") == PlateKind::new_energy_small);
  CHECK(*check_plate("晋D12345F") == PlateKind::new_energy_large);
  CHECK(check_plate("A12345").error() == PlateFault::province);
  CHECK(check_plate("").error() == PlateFault::province);
  CHECK(check_plate("火A12345").error() == PlateFault::province);
  CHECK(check_plate("京").error() == PlateFault::office);
  CHECK(check_plate("京I12345").error() == PlateFault::office);
  CHECK(check_plate("京A1234").error() == PlateFault::length);
  CHECK(check_plate("京A1234567").error() == PlateFault::length);
  CHECK(check_plate("京A1234O").error() == PlateFault::serial);
  CHECK(check_plate("京AL12345").error() == PlateFault::serial);
  CHECK(check_plate("京AD1234A").error() == PlateFault::serial);
  CHECK(check_plate("京A123A5F").error() == PlateFault::serial);
}

TEST_CASE("a project code is checked in its form only") {
  CHECK(check_project_code("2301-140400-89-01-123456"));
  CHECK(check_project_code("23011404008901123456").error() == ProjectCodeFault::length);
  CHECK(check_project_code("2301-140400-89-01 123456").error() == ProjectCodeFault::hyphens);
  CHECK(check_project_code("2301-14040O-89-01-123456").error() == ProjectCodeFault::alphabet);
  CHECK(check_project_code("2313-140400-89-01-123456").error() == ProjectCodeFault::month);
  CHECK(check_project_code("2300-140400-89-01-123456").error() == ProjectCodeFault::month);
}

TEST_CASE("a product code shows whether it was given out in China") {
  CHECK(*check_product_code("6901234567892") == ProductCodeOrigin::china);
  CHECK(*check_product_code("4006381333931") == ProductCodeOrigin::elsewhere);
  CHECK(check_product_code("6901234567893").error() == ProductCodeFault::check);
  CHECK(check_product_code("690123456789").error() == ProductCodeFault::length);
  CHECK(check_product_code("69012345678 2").error() == ProductCodeFault::alphabet);
}
