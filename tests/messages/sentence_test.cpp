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

TEST_CASE("instants are said by China's clocks, entitlements by their numbers") {
  const Instant opens = instant_in_china(monday, 8, 30, 0, 0);
  const Instant closes = instant_in_china(monday + 1, 0, 0, 0, 0);
  CHECK(sentence(subsidies::RoundNotOpen{"june", opens, closes}, Language::zh) ==
        "领取批次 june 的开放时间为 2025-06-16 08:30 至 2025-06-17 00:00；请在此时间内领取。");
  CHECK(sentence(subsidies::EntitlementNotOpen{subsidies::EntitlementNumber{7}, "expired", closes}, Language::en) ==
        "Entitlement E0000007 is expired (good until 2025-06-17 00:00) and can’t be used; draw another.");
}

TEST_CASE("standings, levels, givers and stages are said in words") {
  using namespace subsidies;
  CHECK(sentence(MerchantNotInGoodStanding{"91440300708461136T", Standing::suspended, monday}, Language::zh) ==
        "商户 91440300708461136T 自 2025-06-16 起已暂停，不能新办补贴；请与主管部门联系，恢复后再办。");
  CHECK(sentence(SharesUnclear{"goods", FundLevel::county}, Language::zh).find("县级重复出现") != std::string::npos);
  CHECK(sentence(SharesDoNotAddUp{"goods", 9950}, Language::en).find("come to 99.50%, not to 100%") !=
        std::string::npos);
  const StepOutOfOrder step{2, rules::Giver::maker, "maker > channel > store"};
  CHECK(sentence(step, Language::zh) ==
        "第 2 项优惠（生产企业）不符合规定的叠加顺序“生产企业→流通渠道→门店”；请按此顺序填写，政府补贴由系统计算，"
        "不要填写。");
  CHECK(sentence(step, Language::en)
            .starts_with("Discount 2 (maker) breaks the order that the rules set (maker, channel, store); "));
  // A batch's "filed" is not a claim's.
  CHECK(sentence(BatchNotInThisStage{"B1", "filed", "subsidies.pass_batch"}, Language::zh) ==
        "批次 B1 当前为“已申报”，不能“批次通过”；请查看批次的办理进度。");
  CHECK(sentence(BatchNotInThisStage{"B1", "on_notice", "subsidies.pass_batch"}, Language::en)
            .starts_with("Batch B1 is “on public notice”, so one cannot pass the batch; "));
}

TEST_CASE("a check that refuses says what it found and what the rules ask") {
  const subsidies::CheckFailed failed{rules::CheckId::company_buyer, "1", "发票抬头不得为单位",
                                      "the invoice must not name a company"};
  CHECK(sentence(failed, Language::zh) ==
        "未通过“单位购买”核查：购买方为单位，而规则要求发票抬头不得为单位；请核对后重新提交，有异议的请联系主管部门。");
  CHECK(sentence(failed, Language::en) ==
        "The claim fails the check “a company as buyer” (the buyer is a company). The rule: the invoice must not name "
        "a company; correct the claim, or ask the bureau if you disagree.");
}

TEST_CASE("a missing or senseless entry is named in words") {
  CHECK(sentence(subsidies::NothingAsked{"each"}, Language::zh).starts_with("“单份金额”没有填写，或超出范围"));
  CHECK(sentence(subsidies::NothingAsked{"efficiency"}, Language::zh).starts_with("“能效或水效等级”"));
  CHECK(sentence(subsidies::NothingAsked{"purchase.sale.steps[0].amount"}, Language::en)
            .starts_with("The entry “purchase.sale.steps[0].amount” is missing"));
  CHECK(sentence(subsidies::NameTaken{"round", "june"}, Language::en) ==
        "There is already a release round named “june”; choose another name.");
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
            .starts_with("Merchant 914211000000000017 has been suspended since 2025-06-16 and can make no new "));
  CHECK(zh(StepOutOfOrder{2, rules::Giver::maker, "厂家→政府"}).starts_with("第 2 项优惠（"));
  CHECK(en(StepsDoNotAddUp{Fen{100000}, Fen{90000}, Fen{80000}}) ==
        "The list price CNY 1,000.00 less the discounts comes to CNY 900.00, not to the price CNY 800.00 that was "
        "given; check the discounts.");
  CHECK(zh(CheckFailed{rules::CheckId::burst, "10 分钟 21 笔", "10分钟内不超过20笔", "At most 20 in 10 minutes"})
            .find("10分钟内不超过20笔") != std::string::npos);
  CHECK(en(CheckFailed{rules::CheckId::burst, "21", "10分钟内不超过20笔", "At most 20 in 10 minutes"})
            .find("At most 20 in 10 minutes") != std::string::npos);
  CHECK(en(SharesDoNotAddUp{"goods", 9950}).starts_with("The shares of fund goods come to 99.50%, not to 100%, "));
  CHECK(zh(PaymentUnderWay{claim, "PO-1"}) == "申领单 C0000007 正在拨付（批次 PO-1）；请等银行回单登记后再办。");
  CHECK(zh(NothingExpired{}) == "没有到期待释放的资格；请在有资格到期后再办。");
  CHECK(en(NotThisAttempt{"PO-1", 1200, 1, 2})
            .starts_with("The result for line 1200 of order PO-1 is of attempt 1, and attempt 2 is due; "));
  CHECK(en(AmountDiffers{"PO-1", 3, Fen{123450}, Fen{123400}}) ==
        "Line 3 of order PO-1 is for CNY 1,234.50, and the bank states CNY 1,234.00; clear it up with the bank.");
}
