#include "engine/subsidy_year.h"

#include <algorithm>

namespace engine_test {

using namespace seethrough::subsidies;

namespace {

/// A 69-code that passes its check digit.
std::string product_code(int n) {
  std::string code = fmt::format("69{:010}", n);
  int sum = 0;
  for (std::size_t i = 0; i < code.size(); ++i) sum += (code[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return code + static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace

std::vector<Submission> SubsidyYear::opening() {
  std::vector<Submission> all;
  all.push_back(asked(OpenFund{"goods", 2031, {"goods"}, Fen{20'000'000}, "预算", false}));
  all.push_back(asked(OpenFund{"vehicles", 2031, {"vehicle"}, Fen{60'000'000}, "预算", false}));
  all.push_back(asked(DeclareShares{"goods", {{FundLevel::central, 8500}, {FundLevel::province, 1000}, {FundLevel::city, 500}},
                                    FundLevel::city, "文件"}));
  for (int n = 0; n < 8; ++n)
    all.push_back(asked(AdmitMerchant{merchant_code(n), "商店", place(), subsidies_test::day("2031-01-01"), false}));
  return all;
}

ClaimNumber SubsidyYear::pick(std::initializer_list<At> states) {
  const auto size = static_cast<std::int64_t>(books_.claims().size());
  if (size == 0) return ClaimNumber{1};
  ClaimNumber found{1};
  for (int tries = 0; tries < 40; ++tries) {
    const std::int64_t window = one_in(4) ? size : std::min<std::int64_t>(size, 600);
    found = ClaimNumber{size - below(window)};
    if (std::find(states.begin(), states.end(), of(found).at) != states.end()) return found;
    if (tries > 4 && one_in(60)) break;
  }
  return found;
}

Submission SubsidyYear::next() {
  const int kind = below(1000);
  if (kind < 30) return money();
  if (kind < 40) return trade();
  if (kind < 55) return release();
  if (kind < 170) return draw();
  if (kind < 470) return sale();
  if (kind < 510) return application();
  if (kind < 620) return review();
  if (kind < 680) return ending();
  if (kind < 730) return hold();
  if (kind < 860) return batch();
  if (kind < 900) return pay();
  if (kind < 975) return bank();
  return adjust();
}

Submission SubsidyYear::money() {
  const std::string fund = one_in(3) ? "vehicles" : "goods";
  const std::int64_t a_day = 1 + commands_ / 365;  // commands
  switch (below(14)) {
    case 0: return asked(Reclaim{fund, Fen{1 + below(one_in(2) ? 10'000 : 5'000'000)}, today(), "收回"});
    case 1: return asked(SetQuota{"day", "goods", "goods.appliance", subsidies_test::district, true,
                                  Fen{a_day * (8'000 + below(20'000))}, today(), "限额"});
    case 2: {
      const auto known = books_.quotas().find("all");
      const std::int64_t used = known == books_.quotas().end() || known->second.used.empty()
                                    ? 0
                                    : known->second.used.begin()->second;
      return asked(SetQuota{"all", "vehicles", "", subsidies_test::city, false,
                            Fen{used + a_day * below(2'000'000) - 1000}, today(), "限额"});
    }
    case 3: return asked(Pause{one_in(2) ? "goods.digital" : "vehicle", place(), today(), "暂停"});
    case 4:
    case 5: return asked(Resume{one_in(2) ? "goods.digital" : "vehicle", place(), today(), "恢复"});
    case 6:
      if (one_in(4)) return asked(OpenFund{one_in(2) ? "goods" : "more", 2031, {"goods.digital"}, Fen{1}, "", false});
      return asked(DeclareShares{fund, {{FundLevel::central, 9000}, {FundLevel::county, one_in(2) ? 1000 : 999}},
                                 FundLevel::county, "文件"});
    default:
      return asked(AddToFund{fund, Fen{fund == "goods" ? 120'000 + below(1'600'000) : 300'000 + below(5'000'000)},
                             one_in(40) ? today() + 1 : today(), "追加"});
  }
}

Submission SubsidyYear::trade() {
  const std::string code = merchant();
  switch (below(6)) {
    case 0: return asked(AdmitMerchant{merchant_code(below(9)), "商店", place(), today(), false});
    case 1: return asked(ProfileMerchant{code, "商场", today(), {}});
    case 2: return asked(OpenStore{merchant_code(7), fmt::format("S{}", stores_++ / 2), "门店", place(), today()});
    case 3: return asked(RegisterProduct{product_code(products_++ / 2), "产品", one_in(2) ? "fridge" : "cooler", 1, today()});
    default: {
      const auto known = books_.merchants().find(code);
      if (known == books_.merchants().end()) return asked(ProfileMerchant{code, "商场", today(), {}});
      const auto& books = known->second;
      const Standing to = books.standing == Standing::good
                              ? (one_in(2) ? Standing::warned : one_in(2) ? Standing::suspended : Standing::struck_off)
                              : Standing::good;
      return asked(ChangeStanding{code, to, today(), "检查", books.open_claims + (one_in(4) ? 1 : 0),
                                  Fen{books.open_subsidy}});
    }
  }
}

Submission SubsidyYear::release() {
  for (Drawing& one : releases_) {
    if (!one.lot || now() < one.closes) continue;
    one.lot = false;  // asked for once
    return asked(DrawLot{one.round, seed_of(one_in(8) ? one.seed + 1 : one.seed)});
  }
  if (one_in(2)) return asked(Expire{});
  if (one_in(3) || seeds_ == 0) {
    ++seeds_;
    return asked(CommitSeed{fmt::format("s{}", one_in(10) ? 1 : seeds_), seed_commitment(seed_of(seeds_)), today(), "摇号"});
  }
  OpenRound c;
  c.round = fmt::format("r{}", one_in(12) ? rounds_ : ++rounds_);
  c.fund = "goods", c.cls = "goods.digital", c.place = place();
  const bool lot = one_in(3) && lot_seed_ != seeds_;
  c.opens = {now().ms + 2 * unit_ms()};
  c.closes = {c.opens.ms + (100 + below(400)) * unit_ms()};
  c.count = 4 + below(40);
  c.each = Fen{20'000 + below(3) * 15'000};
  c.method = lot ? RoundMethod::lot : RoundMethod::first_come;
  if (lot) c.seed = fmt::format("s{}", lot_seed_ = seeds_);
  releases_.push_back({c.round, c.opens, c.closes, lot, seeds_});
  if (releases_.size() > 12) releases_.erase(releases_.begin());
  return asked(c);
}

Submission SubsidyYear::draw() {
  Draw c;
  c.round = releases_.empty() ? "r0" : releases_[static_cast<std::size_t>(below(static_cast<int>(releases_.size())))].round;
  for (const Drawing& one : releases_) {
    if (!one_in(12) && now() >= one.opens && now() < one.closes && one_in(3)) c.round = one.round;
  }
  c.person = numbered<Pseudonym>(below(1 + commands_ / 12));
  c.kind = one_in(3) ? "phone" : one_in(20) ? "cooler" : "tablet";
  c.channel = one_in(2) ? Channel::online : Channel::offline;
  c.place = one_in(40) ? subsidies_test::elsewhere : one_in(2) ? subsidies_test::city : subsidies_test::district;
  return asked(c);
}

Purchase SubsidyYear::purchase(const std::string& kind) {
  Purchase p;
  p.kind = kind;
  p.merchant = one_in(60) ? merchant_code(20) : merchant();
  p.place = place();
  p.day = one_in(6) ? std::max(subsidies_test::day("2031-01-01"), today() - below(15)) : a_day(today());
  p.price = Fen{one_in(30) ? 1 + below(100) : 30'000 + below(900'000)};
  p.person = numbered<Pseudonym>(below(1 + commands_ / 5));
  const auto fresh = [&](std::int64_t from) {
    return numbered<Pseudonym>(from + (one_in(40) ? below(number_) : number_));
  };
  p.item = fresh(100'000'000);
  p.invoice = fresh(200'000'000);
  p.evidence = numbered<Digest>(number_);
  if (one_in(2)) {
    Sale sale;
    sale.channel = one_in(2) ? Channel::online : Channel::offline;
    sale.till = fmt::format("T{}", below(4));
    if (p.merchant == merchant_code(7)) sale.store = "S0";
    if (one_in(12)) sale.company_buyer = true;
    if (kind == "fridge" || kind == "cooler") {
      sale.list_price = Fen{p.price.value + 3'000};
      sale.steps = {{rules::Giver::maker, Fen{1'000}}, {rules::Giver::channel, Fen{one_in(30) ? 1'999 : 2'000}}};
      if (one_in(30)) std::swap(sale.steps[0], sale.steps[1]);
    }
    if (kind == "phone" && one_in(2)) sale.second_imei = fresh(300'000'000);
    p.sale = sale;
  }
  return p;
}

Submission SubsidyYear::sale() {
  const auto tickets = static_cast<std::int64_t>(books_.entitlements().size());
  if (tickets > 0 && one_in(4)) {
    std::int64_t n = 1;
    for (int tries = 0; tries < 20; ++tries) {
      n = tickets - below(std::min<std::int64_t>(tickets, 400));
      if (books_.entitlements()[static_cast<std::size_t>(n - 1)].status == SubsidyAuditor::Ticket::open) break;
    }
    const auto& ticket = books_.entitlements()[static_cast<std::size_t>(n - 1)];
    Purchase p = purchase(one_in(40) ? "phone" : ticket.kind);
    p.person = ticket.person;
    p.entitlement = EntitlementNumber{n};
    if (p.sale) p.sale->channel = ticket.channel;
    return asked(Redeem{p});
  }
  return asked(Redeem{purchase(one_in(3) ? "fridge" : one_in(30) ? "phone" : one_in(60) ? "boat" : "cooler")});
}

Submission SubsidyYear::application() {
  Purchase p = purchase(one_in(2) ? "car" : "van");
  p.surrendered = numbered<Pseudonym>(400'000'000 + (one_in(30) ? below(number_) : number_));
  return one_in(40) ? asked(Redeem{p}) : asked(Apply{p});
}

Submission SubsidyYear::review() {
  const char* by = one_in(2) ? "local" : "demo";
  const auto on = [&](ClaimNumber n) { return books_.claims().empty() ? today() : a_day(of(n).day); };
  switch (below(12)) {
    case 0:
    case 1:
    case 2: { const auto n = pick({At::applied}); return asked(Accept{n, on(n)}); }
    case 3:
    case 4: { const auto n = pick({At::accepted}); return asked(FirstReview{n, on(n)}, by); }
    case 5:
    case 6:
    case 7: { const auto n = pick({At::first_reviewed}); return asked(SecondReview{n, on(n)}, by); }
    case 8: { const auto n = pick({At::applied, At::accepted, At::first_reviewed}); return asked(SendBack{n, on(n), "补正"}); }
    case 9: { const auto n = pick({At::in_correction}); return asked(Resubmit{n, on(n), numbered<Digest>(number_)}); }
    case 10: { const auto n = pick({At::refused}); return asked(Appeal{n, on(n), "申诉"}); }
    default: { const auto n = pick({At::appealed}); return asked(DecideAppeal{n, on(n), one_in(2), "复核"}); }
  }
}

Submission SubsidyYear::ending() {
  const auto on = [&](ClaimNumber n) { return books_.claims().empty() ? today() : a_day(of(n).day); };
  switch (below(10)) {
    case 0:
    case 1: {
      const auto n = pick({At::redeemed, At::held});
      return asked(Void{n, books_.claims().empty() || one_in(5) ? today() : of(n).day, "冲正"});
    }
    case 2:
    case 3: { const auto n = pick({At::redeemed, At::filed, At::held, At::paid}); return asked(ReturnGoods{n, on(n), "退货", {}}); }
    case 4: { const auto n = pick({At::paid}); return asked(ReturnGoods{n, on(n), "退货", one_in(2)}); }
    case 5: { const auto n = pick({At::applied, At::in_correction, At::accepted, At::approved}); return asked(Withdraw{n, on(n), "撤回"}); }
    case 6: {
      const auto n = pick({At::applied, At::accepted, At::redeemed, At::held, At::in_correction});
      const std::string clause = books_.claims().empty() ? "fridge" : of(n).application ? "scrappage" : one_in(9) ? "none" : "cooler";
      return asked(Refuse{n, on(n), clause, "不符"});
    }
    case 7: { const auto n = pick({At::refused, At::dismissed, At::withdrawn}); return asked(Reopen{n, on(n), "重新办理"}); }
    default: { const auto n = pick({At::clawback_due}); return asked(RecordRepayment{n, on(n), fmt::format("R{}", number_)}); }
  }
}

Submission SubsidyYear::hold() {
  const auto on = [&](ClaimNumber n) { return books_.claims().empty() ? today() : a_day(of(n).day); };
  if (one_in(3)) {
    const auto n = pick({At::redeemed, At::filed, At::applied, At::accepted, At::approved, At::noticed});
    return asked(Hold{n, on(n), HoldReason::location_missing, "核查"});
  }
  const auto n = pick({At::held});
  return asked(subsidies::Release{n, on(n), "已核实"});
}

Submission SubsidyYear::file() {
  FileBatch c;
  c.batch = fmt::format("b{}", one_in(15) ? batches_ : ++batches_);
  c.merchant = merchant();
  c.day = today();
  std::int64_t sum = 0;
  const auto size = static_cast<std::int64_t>(books_.claims().size());
  const std::size_t most = 5 + static_cast<std::size_t>(below(20));
  for (std::int64_t n = size; n > 0 && n > size - 1500 && c.claims.size() < most; --n) {
    const auto& one = books_.claims()[static_cast<std::size_t>(n - 1)];
    if (one.at != At::redeemed || (one.merchant != c.merchant && !one_in(2000))) continue;
    c.claims.push_back(ClaimNumber{n});
    sum += one.subsidy;
  }
  c.subsidy = Fen{sum + (one_in(12) ? 1 : 0)};
  live_batches_.emplace_back(c.batch, seeds_);
  if (live_batches_.size() > 60) live_batches_.erase(live_batches_.begin());
  return asked(c);
}

Submission SubsidyYear::batch() {
  if (live_batches_.empty() || one_in(8)) return file();
  const auto& [id, seed] = live_batches_[static_cast<std::size_t>(below(static_cast<int>(live_batches_.size())))];
  const auto known = books_.batches().find(id);
  if (known == books_.batches().end()) return asked(ReviewBatch{id, today()});
  const auto& batch = known->second;
  if (one_in(30)) return asked(HoldBatch{id, today(), HoldReason::merchant_violation, "核查"});
  switch (batch.stage) {
    case Stage::filed: return asked(ReviewBatch{id, today()});
    case Stage::reviewed: {
      const std::string name = fmt::format("s{}", seed);
      return asked(DrawSample{id, today(), name, seed_of(one_in(12) ? seed + 1 : seed), 1 + below(4)});
    }
    case Stage::sampled:
      if (batch.to_check.empty() || one_in(10)) return asked(PassBatch{id, today()}, one_in(8) ? "local" : "demo");
      return asked(RecordCheck{ClaimNumber{batch.to_check.front()}, today(), !one_in(6), HoldReason::other, "抽查"});
    case Stage::passed: {
      PostNotice c;
      c.notice = fmt::format("n{}", one_in(15) ? notices_ : ++notices_);
      c.day = today();
      c.until = today() + below(3) - (one_in(20) ? 2 : 0);
      c.batches = {id};
      for (int i = 0; i < 4; ++i) {
        const auto n = pick({At::approved});
        if (of(n).at == At::approved) c.claims.push_back(n);
      }
      return asked(c);
    }
    case Stage::held: return asked(ReleaseBatch{id, today(), "已核实"});
    default: return file();
  }
}

Submission SubsidyYear::pay() {
  OrderPayment c;
  c.order = fmt::format("o{}", one_in(15) ? orders_ : ++orders_);
  c.fund = one_in(3) ? "vehicles" : "goods";
  c.day = today();
  const auto over = [&](const std::string& notice) { return books_.notices().at(notice).until < today() || one_in(20); };
  for (const auto& [id, seed] : live_batches_) {
    const auto known = books_.batches().find(id);
    if (c.fund == "goods" && known != books_.batches().end() && known->second.stage == Stage::on_notice &&
        !known->second.claims.empty() && over(known->second.notice) && one_in(2))
      c.batches.push_back(id);
  }
  for (int i = 0; i < 8; ++i) {
    const auto n = pick({At::noticed, At::paid});
    if (books_.claims().empty()) break;
    const auto& one = of(n);
    const bool due = (one.at == At::noticed && over(one.notice)) || (one.at == At::paid && one.paid < one.subsidy);
    if ((due && one.fund == c.fund && (one.paid == 0 || c.claims.empty())) || one_in(300)) c.claims.push_back(n);
  }
  live_orders_.push_back(c.order);
  if (live_orders_.size() > 30) live_orders_.erase(live_orders_.begin());
  return asked(c);
}

Submission SubsidyYear::bank() {
  if (live_orders_.empty()) return pay();
  const std::string& id = live_orders_[static_cast<std::size_t>(below(static_cast<int>(live_orders_.size())))];
  const auto known = books_.orders().find(id);
  RecordResult c{id, 1, 1, true, Fen{1}, today(), fmt::format("BK{}", number_), ""};
  if (known == books_.orders().end()) return asked(c);
  const auto& lines = known->second.lines;
  std::size_t at = static_cast<std::size_t>(below(static_cast<int>(lines.size())));
  for (std::size_t i = 0; i < lines.size() && lines[at].status == SubsidyAuditor::Line::Status::paid; ++i)
    at = (at + 1) % lines.size();
  const auto& line = lines[at];
  c.line = static_cast<int>(at) + 1;
  if (line.status == SubsidyAuditor::Line::Status::failed && !one_in(5)) return asked(RetryPayment{id, c.line, today()});
  c.attempt = line.attempt - (one_in(25) ? 1 : 0);
  c.amount = Fen{line.line.amount.value + (one_in(25) ? 1 : 0)};
  c.paid = !one_in(5);
  if (!c.paid) c.reason = "账号有误";
  return asked(c);
}

Submission SubsidyYear::adjust() {
  const auto n = pick({At::redeemed, At::filed, At::applied, At::accepted, At::approved, At::paid});
  if (books_.claims().empty()) return sale();
  const auto& one = of(n);
  const std::string edition = one_in(12) ? "2031/1" : "2031/2";
  const std::int64_t subsidy = SubsidyAuditor::subsidy_of(edition, one.kind, one.base);
  return asked(Adjust{n, a_day(one.day), edition, Fen{subsidy + (one_in(12) ? 1 : 0)}, "按新版重算"});
}

}  // namespace engine_test
