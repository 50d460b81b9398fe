#include "messages/sentence.h"

#include <doctest/doctest.h>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include "messages/sentence_of.h"

using namespace seethrough;

namespace {

const Day monday = day_of(2025, 6, 16);

/// Calls `visit` with a default-made rejection of every type.
template <class Rejection, class Visit>
void for_each_rejection(Visit&& visit) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Rejection>>(
      [&](auto one) { visit(Rejection{typename decltype(one)::type{}}, decltype(one)::type::type); });
}

void is_a_whole_sentence(const std::string& zh, const std::string& en) {
  CHECK(zh.ends_with("。"));
  CHECK(zh.find("；") != std::string::npos);  // what is wrong; what to do
  CHECK(en.ends_with("."));
  CHECK((en[0] >= 'A' && en[0] <= 'Z'));
  for (const std::string& text : {zh, en}) CHECK(text.find('{') == std::string::npos);
}

// A rejection and sentences that break a rule each, for the checks that the real sentences pass when compiled.
struct Sample {
  std::string name;
  int year = 0;
  std::string said_zh, said_en;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (name, year, said_zh, said_en))

static_assert(messages::is_sound<Sample>("{name:words} in {year:plain}, {year} {year:percent}"));
static_assert(!messages::is_sound<Sample>(""));
static_assert(!messages::is_sound<Sample>("{nam}"));
static_assert(!messages::is_sound<Sample>("{name"));
static_assert(!messages::is_sound<Sample>("name}"));
static_assert(!messages::is_sound<Sample>("{}"));
static_assert(!messages::is_sound<Sample>("{name:plain}"));
static_assert(!messages::is_sound<Sample>("{year:words}"));
static_assert(!messages::is_sound<Sample>("{year:loud}"));
static_assert(messages::tells_the_same<Sample>("{name}: {said_zh}", "{said_en}: {name}"));
static_assert(!messages::tells_the_same<Sample>("{name}", "nothing"));
static_assert(!messages::tells_the_same<Sample>("{said_en}", "{said_en}"));

}  // namespace

TEST_CASE_TEMPLATE("every rejection is a whole sentence in both languages", Rejection, subsidies::Rejection,
                   complaints::Rejection, projects::Rejection, chains::Rejection, publication::Rejection) {
  for_each_rejection<Rejection>([](const Rejection& rejection, std::string_view type) {
    CAPTURE(type);
    is_a_whole_sentence(sentence(rejection, Language::zh), sentence(rejection, Language::en));
  });
}

TEST_CASE("money is said in yuan, grouped, to the fen") {
  const subsidies::Rejection r = subsidies::FundExhausted{"goods", Fen{123450}, Fen{100000000}};
  CHECK(sentence(r, Language::zh) ==
        "资金池“goods”余额 1,234.50 元，不足以支付本次补贴 1,000,000.00 元；请暂停办理并报告资金管理部门。");
  CHECK(sentence(r, Language::en) ==
        "Fund “goods” has CNY 1,234.50 left, less than the CNY 1,000,000.00 this subsidy needs; stop here and report "
        "to the keeper of the fund.");
  const auto said = [](Fen amount) {
    std::string out;
    messages::append(out, amount, "", Language::en);
    return out;
  };
  CHECK(said(Fen{0}) == "CNY 0.00");
  CHECK(said(Fen{99999}) == "CNY 999.99");
  CHECK(said(Fen{-12345678}) == "CNY -123,456.78");
}

TEST_CASE("claims, days, places, states and commands are said as a clerk knows them") {
  const subsidies::ClaimNumber claim{1};
  CHECK(sentence(subsidies::NotInThisState{claim, "returned", "subsidies.return_goods"}, Language::zh) ==
        "申领单 C0000001 当前为“已退货”，不能“办理退货”；请查看该单的办理记录后再定。");
  CHECK(sentence(subsidies::BeforePurchase{claim, monday - 1, monday}, Language::en) ==
        "The date 2025-06-15 is before the purchase of claim C0000001 on 2025-06-16; give that day or a later one.");
  CHECK(sentence(subsidies::UnknownPlace{PlaceCode{140499}}, Language::zh) ==
        "地区代码 140499 不在本市行政区划内；请从地区列表中选择。");
  CHECK(sentence(projects::NotInThisState{"2301-140400-89-01-123456", projects::Stage::withdrawn, "projects.resume"},
                 Language::zh) ==
        "项目 2301-140400-89-01-123456 当前处于“已退库”阶段，不能“复工”；请核对项目进展，按顺序办理。");
}

TEST_CASE("a year is not grouped, a count is, progress is a percentage") {
  CHECK(sentence(subsidies::NoRules{2030}, Language::en).starts_with("There are no subsidy rules for 2030; "));
  CHECK(sentence(publication::KnownAtBeyondJournal{250001, 250000}, Language::en)
            .starts_with("The bulletin would rest on 250,001 records, but there are only 250,000; "));
  CHECK(sentence(projects::ProgressOutOfRange{10001}, Language::en).starts_with("Progress of 100.01% "));
  CHECK(sentence(projects::ProgressOutOfRange{-5}, Language::en).starts_with("Progress of -0.05% "));
}

TEST_CASE("a line of a cover sheet is named in words, with its value") {
  const auto said = [](const char* part, Language language) {
    return sentence(complaints::BatchDoesNotTally{16, part, 5, 4}, language);
  };
  CHECK(said("cases", Language::zh).starts_with("第 16 批总件数不符：交办单为 5 件，已登记 4 件；"));
  CHECK(said("place 140403", Language::zh).starts_with("第 16 批地区 140403不符："));
  CHECK(said("type 水", Language::en).starts_with("Batch 16 does not tally in type 水: the cover sheet states 5, "));
}

TEST_CASE("a fact that is missing is named as the rules name it") {
  CHECK(sentence(subsidies::FactMissing{"efficiency", "goods"}, Language::zh) ==
        "条款 goods 需要“能效或水效等级”，但没有填写；请补填后重新提交。");
}

TEST_CASE("each language says the requirement in its own words") {
  const subsidies::NotEligible r{"goods", "level", "达到2级", "Level 2 or better"};
  CHECK(sentence(r, Language::zh).find("达到2级") != std::string::npos);
  CHECK(sentence(r, Language::zh).find("Level") == std::string::npos);
  CHECK(sentence(r, Language::en).find("Level 2 or better") != std::string::npos);
}

TEST_CASE("a value that holds braces is said as it is") {
  const std::string pattern = "{channel}3SX{date}{serial4}";
  const std::string text = sentence(complaints::NumberMalformed{"D", pattern}, Language::en);
  CHECK(text.find(pattern) != std::string::npos);
}

TEST_CASE("the new refusals of the subsidies speak of money, discounts, checks, states and attempts in plain words") {
  using namespace subsidies;
  const ClaimNumber claim{7};
  const auto zh = [](const Rejection& r) { return sentence(r, Language::zh); };
  const auto en = [](const Rejection& r) { return sentence(r, Language::en); };

  CHECK(en(MerchantNotInGoodStanding{"914211000000000017", Standing::suspended, monday})
            .starts_with("Merchant 914211000000000017 is suspended since 2025-06-16 and makes no new claims; "));
  CHECK(zh(StepOutOfOrder{2, rules::Giver::maker, "厂家→政府"}).starts_with("第 2 项优惠（"));
  CHECK(en(StepsDoNotAddUp{Fen{100000}, Fen{90000}, Fen{80000}}) ==
        "The list price CNY 1,000.00 less the discounts comes to CNY 900.00, not to the price CNY 800.00 that was "
        "given; check the discounts.");
  CHECK(zh(CheckFailed{rules::CheckId::burst, "10 分钟 21 笔", "10分钟内不超过20笔", "At most 20 in 10 minutes"})
            .find("10分钟内不超过20笔") != std::string::npos);
  CHECK(en(CheckFailed{rules::CheckId::burst, "21", "10分钟内不超过20笔", "At most 20 in 10 minutes"})
            .find("At most 20 in 10 minutes") != std::string::npos);
  CHECK(en(SharesDoNotAddUp{"goods", 9950}).starts_with("The shares of fund goods come to 99.50%; "));
  CHECK(zh(PaymentUnderWay{claim, "PO-1"}) == "申领单 C0000007 正在拨付（PO-1）；请等银行结果登记后再办。");
  CHECK(zh(NothingExpired{}) == "没有到期待释放的资格；请在有资格到期后再办。");
  CHECK(en(NotThisAttempt{"PO-1", 1200, 1, 2})
            .starts_with("The result for line 1200 of order PO-1 is of attempt 1, and attempt 2 is due; "));
  CHECK(en(AmountDiffers{"PO-1", 3, Fen{123450}, Fen{123400}}) ==
        "Line 3 of order PO-1 is for CNY 1,234.50, and the bank states CNY 1,234.00; clear it up with the bank.");
}
