#pragma once
// Simulated customers and clerks: commands of every programme from small pools, so that they collide, exhaust funds,
// repeat and contradict each other, most of them good and some not.

#include <fmt/format.h>

#include <functional>
#include <random>

#include "engine/auditor.h"
#include "engine/scene.h"

namespace engine_test {

class Customers {
 public:
  explicit Customers(unsigned seed) : random_(seed) {}

  std::vector<Submission> opening() {
    std::vector<Submission> all;
    all.push_back(asked(subsidies::OpenFund{"goods", 2031, {"goods"}, Fen{4'000'000}, "预算", false}));
    all.push_back(asked(subsidies::OpenFund{"vehicles", 2031, {"vehicle"}, Fen{9'000'000}, "预算", false}));
    for (int n = 0; n < 4; ++n)
      all.push_back(asked(
          subsidies::AdmitMerchant{merchant_code(n), "商店", place(), subsidies_test::day("2031-01-01"), false}));
    all.push_back(asked(campaign("c1")));
    return all;
  }

  /// The next bundle: new commands, and requests that were sent before, unchanged or changed.
  std::vector<Submission> bundle() {
    if (one_in(40)) today_ = today_ + 1;
    std::vector<Submission> all;
    for (int left = 1 + below(8); left > 0; --left) {
      if (!sent_.empty() && one_in(12)) {
        Submission again = sent_[static_cast<std::size_t>(below(static_cast<int>(sent_.size())))];
        if (one_in(3)) again.envelope.fingerprint.bytes[7] = 1;  // the same identifier for something else
        all.push_back(again);
      } else {
        all.push_back(one());
      }
    }
    return all;
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  template <class T>
  T one_of(std::initializer_list<T> all) {
    return *(all.begin() + below(static_cast<int>(all.size())));
  }
  Day a_day() { return today_ - below(20) + (one_in(20) ? 25 : 0); }
  PlaceCode place() {
    return one_in(25) ? subsidies_test::elsewhere : one_of({subsidies_test::city, subsidies_test::district});
  }

  template <class C>
  Submission asked(C command) {
    ++number_;
    Submission made{{named<RequestId>(number_), named<Fingerprint>(number_), noon(today_), "local"}, {}};
    if constexpr (std::is_constructible_v<subsidies::Command, C>) {
      made.command = subsidies::Command{std::move(command)};
    } else if constexpr (std::is_constructible_v<complaints::Command, C>) {
      made.command = complaints::Command{std::move(command)};
    } else if constexpr (std::is_constructible_v<projects::Command, C>) {
      made.command = projects::Command{std::move(command)};
    } else if constexpr (std::is_constructible_v<chains::Command, C>) {
      made.command = chains::Command{std::move(command)};
    } else {
      made.command = publication::Command{std::move(command)};
    }
    sent_.push_back(made);
    return made;
  }

  Submission one() {
    const int kind = below(100);
    if (kind < 45) return claim();
    if (kind < 60) return ending();
    if (kind < 75) return complaint();
    if (kind < 90) return project();
    return rare();
  }

  Submission claim() {
    subsidies::Purchase p;
    p.kind = one_of<const char*>(
        {"fridge", "cooler", "cooler", "cooler", "spring", "lamp", "twin", "car", "van", "boat"});
    p.merchant = merchant_code(below(5));
    p.place = place();
    p.day = one_in(8) ? subsidies_test::day("2031-02-01") : a_day();
    if (one_in(40)) p.day = subsidies_test::day("2030-12-31");
    p.price = Fen{one_in(10) ? below(100) : 50'000 + below(1'500'000)};
    p.person = subsidies_test::someone(below(120));
    p.item = subsidies_test::someone(1'000 + below(4'000));
    p.invoice = subsidies_test::someone(10'000 + below(4'000));
    p.evidence = named<Digest>(number_);
    if (!one_in(10)) p.facts.set(rules::Field::efficiency, 1 + below(3));
    const bool vehicle = p.kind == "car" || p.kind == "van";
    if (vehicle) p.surrendered = subsidies_test::someone(20'000 + below(400));
    if (!one_in(10)) p.facts.set(rules::Field::same_owner, !one_in(8));
    if (vehicle != one_in(20)) return asked(subsidies::Apply{p});
    return asked(subsidies::Redeem{p});
  }

  Submission ending() {
    const subsidies::ClaimNumber number{1 + below(number_ / 8 + 1)};
    if (one_in(3)) return asked(subsidies::Withdraw{number, today_ - below(3) + below(2), "撤回"});
    return asked(subsidies::ReturnGoods{number, today_ - below(3) + below(2), "退货"});
  }

  complaints::DeclareCampaign campaign(const std::string& id) {
    complaints::DeclareCampaign c;
    c.campaign = id;
    c.name_zh = c.name_en = id;
    c.place = one_in(4) ? subsidies_test::district : subsidies_test::city;
    c.stationed_from = subsidies_test::day("2031-05-20");
    c.stationed_to = subsidies_test::day(one_in(6) ? "2031-01-01" : "2031-12-31");
    c.number_pattern = "{channel}{date}{serial3}";
    c.types = {"水", "大气"};
    return c;
  }

  Submission complaint() {
    const std::string id = one_of<const char*>({"c1", "c1", "c1", "c2", "c3"});
    const int kind = below(20);
    if (kind == 0) return asked(campaign(id));
    if (kind < 12) return register_case(id);
    if (kind < 15) return hand_over(id);
    if (kind < 19) {
      const auto which = numbers_.empty() ? 0 : static_cast<std::size_t>(below(static_cast<int>(numbers_.size())));
      const std::string number = numbers_.empty() ? "D" : numbers_[which];
      return asked(complaints::CorrectCase{id, number, place(), type(), one_in(2), today_, "更正"});
    }
    return asked(complaints::DiscloseBatch{id, below(6), today_});
  }
  std::string type() { return one_of<const char*>({"水", "大气", "大气", "水", "水", "光"}); }

  Submission register_case(const std::string& id) {
    complaints::RegisterCase c;
    c.campaign = id;
    c.channel = one_of({complaints::Channel::phone, complaints::Channel::letter});
    const bool phone = (c.channel == complaints::Channel::phone) != one_in(15);
    c.number = one_in(15) ? "D2031" : fmt::format("{}203106{:02}{:03}", phone ? 'D' : 'X', 1 + below(30), below(40));
    c.batch = handed_over_[id] + 1 + below(2) + (one_in(10) ? -1 : 0);
    c.day = a_day();
    c.place = place();
    c.pollution = type();
    c.key_case = one_in(3);
    if (one_in(5)) c.split_from = "太原市";
    numbers_.push_back(c.number);
    return asked(c);
  }

  /// A cover sheet that mostly counts what was registered.
  Submission hand_over(const std::string& id) {
    complaints::HandOverBatch c;
    c.campaign = id;
    c.batch = handed_over_[id] + 1;
    c.day = one_in(10) ? today_ + 1 : today_;
    c.forwarded_on = c.day;
    if (tally_ && !one_in(4)) c.header = tally_(id, c.batch);
    if (one_in(10)) ++c.header.key_cases;
    return asked(c);
  }

  Submission project() {
    const std::string code = one_in(12) ? "2301-140400" : fmt::format("2301-140400-89-01-{:06}", below(40));
    const Day on = today_ - below(3) + (one_in(15) ? 5 : 0);
    switch (below(12)) {
      case 0:
      case 1: {
        projects::RegisterProject p;
        p.project = code;
        p.place = place();
        p.investment = Fen{one_in(10) ? 0 : one_in(2) ? 100'000'000'000 : 99'999'999'999};
        p.stage = static_cast<projects::Stage>(below(8));
        p.day = a_day();
        return asked(p);
      }
      case 2: return asked(projects::SignProject{code, on});
      case 3: return asked(projects::StartProject{code, on});
      case 4: return asked(projects::BuildProject{code, on});
      case 5: return asked(projects::PutIntoProduction{code, on});
      case 6: return asked(projects::ReachDesignOutput{code, on});
      case 7: return asked(projects::StopProject{code, on, "资金"});
      case 8: return asked(projects::ResumeProject{code, on});
      case 9: return asked(projects::WithdrawProject{code, on, "不建了"});
      case 10: return asked(projects::ReportProgress{code, on, below(10'500), "主体封顶"});
      default: return asked(projects::DeclarePlan{"3131", "", "monthly", "quarterly", "weekly", on});
    }
  }

  Submission rare() {
    switch (below(6)) {
      case 0: return asked(subsidies::OpenFund{fmt::format("f{}", below(3)), 2030 + below(2),
                                               {one_of<const char*>({"home", "goods.appliance", "ebike", "vehicle"})},
                                               Fen{2'000'000}, "", false});
      case 1: return asked(subsidies::AdmitMerchant{one_in(3) ? "914" : merchant_code(below(8)), "商店", place(),
                                                    a_day(), false});
      case 2: return asked(subsidies::ProfileMerchant{merchant_code(below(8)), "商场", a_day(), {}});
      case 3: {
        chains::DeclareChain c;
        c.chain = fmt::format("chain{}", below(12));
        c.day = a_day();
        return asked(c);
      }
      default: {
        publication::IssueBulletin c;
        c.series = static_cast<publication::Series>(below(3));
        c.cut_off = subsidies_test::today + below(2);
        c.known_at = below(number_) + (one_in(6) ? 1'000'000 : 0);
        if (one_in(2)) c.known_at = below(3);
        return asked(c);
      }
    }
  }

 public:
  using Tally = std::function<complaints::BatchHeader(const std::string& campaign, int batch)>;
  /// Told how the books stand, so that some cover sheets add up.
  void on_batch(Tally tally) { tally_ = std::move(tally); }
  void batch_done(const std::string& campaign) { ++handed_over_[campaign]; }

 private:
  std::mt19937 random_;
  Day today_ = subsidies_test::today;
  int number_ = 0;
  std::vector<Submission> sent_;
  std::vector<std::string> numbers_;
  std::map<std::string, int> handed_over_;
  Tally tally_;
};

}  // namespace engine_test
