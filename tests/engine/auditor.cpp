#include "engine/auditor.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "identifiers/credit_code.h"
#include "journal/codec.h"

namespace engine_test {

using figures::Figure;
using projects::Stage;

namespace {

const std::set<std::int32_t> known_places{140400, 140403};

bool starts_class(const std::string& prefix, const std::string& cls) {
  return cls == prefix || cls.rfind(prefix + ".", 0) == 0;
}
bool within(PlaceCode place, PlaceCode above) { return place == above || above.value == 140400; }
Day day(int year, int month, int d) { return day_of(year, month, d); }

}  // namespace

void Auditor::differs(std::string what) { differences_.push_back(fmt::format("entry {}: {}", seq_, what)); }

void Auditor::repeated(const engine::Submission& asked, const engine::Answer& answer) {
  const Acknowledged& first = requests_.at(asked.envelope.request);
  if (!answer.repeated) return differs("a repeated request was done again");
  if (answer.seq != first.seq) differs(fmt::format("a repetition of {} was answered with {}", first.seq, answer.seq));
  if (answer.contradicts != (asked.envelope.fingerprint != first.fingerprint)) differs("a contradiction was missed");
}

void Auditor::acknowledge(const engine::Submission& asked, const engine::Answer& answer, const journal::Event& event) {
  const Day today = today_ = day_in_china(asked.envelope.at);
  const bool accepted = !std::holds_alternative<journal::Refused>(event);
  ++seen_[std::string(journal::type_of(event))];
  if (!accepted) ++seen_[std::string(journal::type_of(std::get<journal::Refused>(event).rejection))];
  ++seq_;
  if (answer.seq != seq_) differs(fmt::format("was answered as entry {}", answer.seq));
  requests_.emplace(asked.envelope.request,
                    Acknowledged{seq_, asked.envelope.fingerprint, journal::encode_event(event)});
  std::visit(
      [&](const auto& programme) {
        std::visit(
            [&](const auto& command) {
              const bool expected = good(command, today);
              if (accepted != expected)
                differs(fmt::format("{} was {}, but should not have been: {}", command.type,
                                    accepted ? "accepted" : "refused", journal::encode_event(event)));
              if (accepted) enter(command, event);
            },
            programme);
      },
      asked.command);
}

std::int64_t Auditor::sum(figures::AsOf as_of, Figure figure, PlaceCode place, const std::string& dimension) const {
  std::int64_t total = 0;
  for (const Line& line : lines_) {
    if (line.seq <= as_of.known_at && line.what.day <= as_of.cut_off && line.what.figure == figure &&
        within(line.what.place, place) && (dimension.empty() || starts_class(dimension, line.what.dimension)))
      total += line.what.value;
  }
  return total;
}

// Subsidies.

std::string Auditor::class_of(const std::string& kind) {
  if (kind == "fridge" || kind == "cooler" || kind == "spring" || kind == "twin") return "goods.appliance";
  if (kind == "lamp") return "home";
  if (kind == "car" || kind == "van") return "vehicle.scrappage";
  return "";
}

/// A share of the price, down to the fen, at most 2,000 yuan: 15% if it is decided before July, 20% in July, 10% from
/// August. For a vehicle 20,000, 25,000 and 15,000 yuan, but not above the price.
std::int64_t Auditor::subsidy_of(const subsidies::Purchase& p, Day decided_on) {
  const std::size_t edition = decided_on < day(2031, 7, 1) ? 0 : decided_on < day(2031, 8, 1) ? 1 : 2;
  static constexpr std::int64_t percent[] = {15, 20, 10}, flat[] = {2'000'000, 2'500'000, 1'500'000};
  if (class_of(p.kind) == "vehicle.scrappage") return std::min(flat[edition], p.price.value);
  return std::min<std::int64_t>(200'000, p.price.value * percent[edition] / 100);
}

const std::string* Auditor::fund_of(const std::string& cls, int year) const {
  for (const auto& [id, fund] : funds_) {
    for (const std::string& prefix : fund.classes) {
      if (fund.year == year && starts_class(prefix, cls)) return &id;
    }
  }
  return nullptr;
}

bool Auditor::good(const subsidies::OpenFund& c, Day) const {
  if (funds_.contains(c.fund) || c.fund.empty() || c.classes.empty()) return false;
  for (const auto& [id, fund] : funds_) {
    for (const std::string& theirs : fund.classes) {
      for (const std::string& mine : c.classes) {
        if (fund.year == c.year && (starts_class(mine, theirs) || starts_class(theirs, mine))) return false;
      }
    }
  }
  return true;
}

bool Auditor::good(const subsidies::AdmitMerchant& c, Day today) const {
  return c.day <= today && check_credit_code(c.merchant) && known_places.contains(c.place.value) &&
         !merchants_.contains(c.merchant);
}

bool Auditor::good(const subsidies::ProfileMerchant& c, Day today) const {
  return c.day <= today && merchants_.contains(c.merchant);
}

bool Auditor::good_claim(const subsidies::Purchase& p, bool application, Day today) const {
  const auto merchant = merchants_.find(p.merchant);
  if (p.day > today || !known_places.contains(p.place.value) || merchant == merchants_.end() ||
      p.day < merchant->second)
    return false;
  const std::string cls = class_of(p.kind);
  const bool vehicle = cls == "vehicle.scrappage";
  if (civil(p.day).year != 2031 || cls.empty() || p.kind == "twin" || vehicle != application) return false;
  if (p.kind == "spring" && p.day > day(2031, 3, 31)) return false;
  using rules::Field;
  if ((p.kind == "fridge" || p.kind == "cooler") &&
      (!p.facts.has(Field::efficiency) || p.facts.get(Field::efficiency) > 2))
    return false;
  if (vehicle && (!p.facts.has(Field::same_owner) || p.facts.get(Field::same_owner) != 1)) return false;
  int used = 0;
  for (const Claim& claim : claims_) {
    if (!claim.live) continue;
    if (claim.purchase.item == p.item || claim.purchase.invoice == p.invoice) return false;
    if (p.surrendered && claim.purchase.surrendered == p.surrendered) return false;
    if (claim.purchase.person == p.person && (vehicle ? claim.cls == cls : claim.kind == p.kind)) ++used;
  }
  if (used >= (p.kind == "cooler" ? 3 : 1)) return false;
  const std::string* fund = fund_of(cls, 2031);
  return fund && funds_.at(*fund).cap - funds_.at(*fund).paid >= subsidy_of(p, today);
}

bool Auditor::good_end(std::int64_t number, bool vehicle, Day on, Day today) const {
  if (number < 1 || number > static_cast<std::int64_t>(claims_.size())) return false;
  const Claim& claim = claims_[static_cast<std::size_t>(number - 1)];
  return claim.live && claim.vehicle == vehicle && on <= today && on >= claim.purchase.day;
}

void Auditor::enter(const subsidies::OpenFund& c, const journal::Event&) {
  funds_[c.fund] = {c.year, c.classes, c.cap.value};
}
void Auditor::enter(const subsidies::AdmitMerchant& c, const journal::Event&) {
  merchants_[c.merchant] = c.day;
  count(Figure::merchants, "", c.place, c.day, 1);
}

void Auditor::enter_claim(const subsidies::Purchase& p, bool application, const journal::Event& e) {
  const auto check = [&](const auto& said) {
    if (said.claim.value != static_cast<std::int64_t>(claims_.size()) + 1) differs("a claim's number is out of turn");
    if (said.purchase != p) differs("the entry tells of another purchase");
    const std::string cls = class_of(p.kind);
    const std::int64_t subsidy = subsidy_of(p, today_);
    if (said.grant.subsidy.value != subsidy) differs("the subsidy is wrong");
    if (said.grant.cls != cls) differs("the class is wrong");
    if (!funds_.contains(said.grant.fund)) return differs("the fund was never opened");
    Fund& fund = funds_[said.grant.fund];
    fund.paid += subsidy;
    if (fund.paid > fund.cap) differs(fmt::format("fund {} is overdrawn by {}", said.grant.fund, fund.paid - fund.cap));
    claims_.push_back({cls, p.kind, said.grant.fund, p, subsidy, application, true});
    count(Figure::subsidy_claims, cls, p.place, p.day, 1);
    count(Figure::consumption, cls, p.place, p.day, p.price.value);
    count(Figure::subsidy_granted, cls, p.place, p.day, subsidy);
  };
  const auto& event = std::get<subsidies::Event>(e);
  if (application) {
    check(std::get<subsidies::ClaimApplied>(event));
  } else {
    check(std::get<subsidies::ClaimRedeemed>(event));
  }
}

void Auditor::enter_end(std::int64_t number, Day on, const journal::Event& e) {
  if (number < 1 || number > static_cast<std::int64_t>(claims_.size())) return;
  Claim& claim = claims_[static_cast<std::size_t>(number - 1)];
  const auto& event = std::get<subsidies::Event>(e);
  const subsidies::Reversal& said = claim.vehicle ? std::get<subsidies::ClaimWithdrawn>(event).reversal
                                                  : std::get<subsidies::GoodsReturned>(event).reversal;
  if (said.subsidy.value != claim.subsidy || said.price != claim.purchase.price || said.fund != claim.fund)
    differs("what was taken back is not what was given");
  claim.live = false;
  funds_[claim.fund].paid -= claim.subsidy;
  count(Figure::subsidy_claims, claim.cls, claim.purchase.place, on, -1);
  count(Figure::consumption, claim.cls, claim.purchase.place, on, -claim.purchase.price.value);
  count(Figure::subsidy_granted, claim.cls, claim.purchase.place, on, -claim.subsidy);
}

// Complaints. The customers use the pattern {channel}{date}{serial3} alone.

bool Auditor::good(const complaints::DeclareCampaign& c, Day) const {
  return !campaigns_.contains(c.campaign) && c.stationed_from <= c.stationed_to && !c.types.empty() &&
         known_places.contains(c.place.value);
}

bool Auditor::good(const complaints::RegisterCase& c, Day today) const {
  const auto it = campaigns_.find(c.campaign);
  if (it == campaigns_.end() || c.day > today) return false;
  const Campaign& campaign = it->second;
  const auto& types = campaign.declared.types;
  return c.number.size() == 12 && c.number[0] == (c.channel == complaints::Channel::phone ? 'D' : 'X') &&
         !campaign.cases.contains(c.number) && c.day >= campaign.declared.stationed_from &&
         c.day <= campaign.declared.stationed_to && known_places.contains(c.place.value) &&
         within(c.place, campaign.declared.place) && std::count(types.begin(), types.end(), c.pollution) > 0 &&
         c.batch > campaign.batches;
}

bool Auditor::good(const complaints::HandOverBatch& c, Day today) const {
  const auto it = campaigns_.find(c.campaign);
  if (it == campaigns_.end() || c.day > today || c.batch != it->second.batches + 1) return false;
  std::map<std::int32_t, std::int64_t> places;
  std::map<std::string, std::int64_t> types;
  std::int64_t cases = 0, keys = 0;
  for (const auto& [number, one] : it->second.cases) {
    if (one.entry.batch != c.batch) continue;
    ++cases, ++places[one.entry.place.value], ++types[one.entry.pollution];
    keys += one.entry.key_case;
  }
  for (const auto& one : c.header.by_place) places[one.place.value] -= one.cases;
  for (const auto& one : c.header.by_type) types[one.pollution] -= one.cases;
  const auto nought = [](const auto& one) { return one.second == 0; };
  return c.header.cases == cases && c.header.key_cases == keys && std::all_of(places.begin(), places.end(), nought) &&
         std::all_of(types.begin(), types.end(), nought);
}

bool Auditor::good(const complaints::CorrectCase& c, Day today) const {
  const auto it = campaigns_.find(c.campaign);
  if (it == campaigns_.end() || c.day > today) return false;
  const auto one = it->second.cases.find(c.number);
  const auto& types = it->second.declared.types;
  if (one == it->second.cases.end() || !one->second.handed_over) return false;
  const complaints::RegisterCase& now = one->second.entry;
  return known_places.contains(c.place.value) && within(c.place, it->second.declared.place) &&
         std::count(types.begin(), types.end(), c.pollution) > 0 &&
         (now.place != c.place || now.pollution != c.pollution || now.key_case != c.key_case);
}

bool Auditor::good(const complaints::DiscloseBatch& c, Day today) const {
  const auto it = campaigns_.find(c.campaign);
  return it != campaigns_.end() && c.day <= today && c.batch >= 1 && c.batch <= it->second.batches;
}

complaints::BatchHeader Auditor::cover_sheet(const std::string& campaign, int batch) const {
  complaints::BatchHeader header;
  const auto it = campaigns_.find(campaign);
  if (it == campaigns_.end()) return header;
  std::map<PlaceCode, std::int64_t> places;
  std::map<std::string, std::int64_t> types;
  for (const auto& [number, one] : it->second.cases) {
    if (one.entry.batch != batch) continue;
    ++header.cases, ++places[one.entry.place], ++types[one.entry.pollution];
    header.key_cases += one.entry.key_case;
  }
  for (const auto& [place, cases] : places) header.by_place.push_back({place, cases});
  for (const auto& [type, cases] : types) header.by_type.push_back({type, cases});
  return header;
}

void Auditor::enter(const complaints::DeclareCampaign& c, const journal::Event&) {
  campaigns_[c.campaign] = {c, {}, 0};
}
void Auditor::enter(const complaints::RegisterCase& c, const journal::Event&) {
  campaigns_[c.campaign].cases[c.number] = {c, false, {}};
}
void Auditor::enter(const complaints::HandOverBatch& c, const journal::Event&) {
  Campaign& campaign = campaigns_[c.campaign];
  ++campaign.batches;
  count(Figure::complaint_batches, "", campaign.declared.place, c.day, 1);
  for (auto& [number, one] : campaign.cases) {
    if (one.entry.batch != c.batch) continue;
    one.handed_over = true;
    one.batch_day = c.day;
    count(Figure::complaint_cases, one.entry.pollution, one.entry.place, c.day, 1);
    if (one.entry.key_case) count(Figure::complaint_key_cases, one.entry.pollution, one.entry.place, c.day, 1);
    if (!one.entry.split_from.empty())
      count(Figure::complaint_splits, one.entry.split_from, one.entry.place, c.day, 1);
  }
}
void Auditor::enter(const complaints::CorrectCase& c, const journal::Event&) {
  Case& one = campaigns_[c.campaign].cases[c.number];
  complaints::RegisterCase& now = one.entry;
  count(Figure::complaint_cases, now.pollution, now.place, one.batch_day, -1);
  count(Figure::complaint_cases, c.pollution, c.place, one.batch_day, 1);
  if (now.key_case) count(Figure::complaint_key_cases, now.pollution, now.place, one.batch_day, -1);
  if (c.key_case) count(Figure::complaint_key_cases, c.pollution, c.place, one.batch_day, 1);
  if (!now.split_from.empty()) {
    count(Figure::complaint_splits, now.split_from, now.place, one.batch_day, -1);
    count(Figure::complaint_splits, now.split_from, c.place, one.batch_day, 1);
  }
  now.place = c.place;
  now.pollution = c.pollution;
  now.key_case = c.key_case;
}

// Projects, chains, publication.

/// The stage a command leads to; `withdrawn` from `withdrawn` means that there is no such move.
Stage Auditor::next(const Project& project, std::string_view command) {
  const Stage stage = project.stage;
  const bool running = stage == Stage::started || stage == Stage::under_construction ||
                       stage == Stage::in_production || stage == Stage::at_design_output;
  if (command == "projects.sign" && stage == Stage::reserve) return Stage::signed_up;
  if (command == "projects.start" && stage == Stage::signed_up) return Stage::started;
  if (command == "projects.build" && stage == Stage::started) return Stage::under_construction;
  if (command == "projects.put_into_production" && stage == Stage::under_construction) return Stage::in_production;
  if (command == "projects.reach_design_output" && stage == Stage::in_production) return Stage::at_design_output;
  if (command == "projects.stop" && running) return Stage::stopped;
  if (command == "projects.resume" && stage == Stage::stopped) return project.before;
  if (command == "projects.withdraw" &&
      (stage == Stage::reserve || stage == Stage::signed_up || stage == Stage::stopped))
    return Stage::withdrawn;
  return stage;
}

bool Auditor::good(const projects::RegisterProject& c, Day today) const {
  // The customers' bad codes are shorter than a good one.
  return c.day <= today && c.project.size() == 24 && !projects_.contains(c.project) &&
         known_places.contains(c.place.value) && c.investment.value > 0;
}

template <class Move>
  requires requires(const Move& c) { c.project; }
bool Auditor::good(const Move& c, Day today) const {
  const auto it = projects_.find(c.project);
  if (c.day > today || it == projects_.end() || c.day < it->second.since) return false;
  if constexpr (std::is_same_v<Move, projects::ReportProgress>) {
    const Stage stage = it->second.stage;
    return stage != Stage::reserve && stage != Stage::signed_up && stage != Stage::stopped &&
           stage != Stage::withdrawn && c.progress_bp >= 0 && c.progress_bp <= 10'000;
  } else {
    return next(it->second, Move::type) != it->second.stage;
  }
}

void Auditor::enter(const projects::RegisterProject& c, const journal::Event&) {
  projects_[c.project] = {c, c.stage, Stage::started, c.day};
  if (c.stage == Stage::withdrawn) return;
  const std::string stage = boost::describe::enum_to_string(c.stage, "?");
  count(Figure::projects, stage, c.place, c.day, 1);
  count(Figure::investment, stage, c.place, c.day, c.investment.value);
  if (c.investment.value >= 100'000'000'000) count(Figure::large_projects, stage, c.place, c.day, 1);
}

template <class Move>
void Auditor::enter(const Move& c, const journal::Event&) {
  if constexpr (requires { c.project; } && !std::is_same_v<Move, projects::ReportProgress>) {
    Project& project = projects_[c.project];
    const Stage from = project.stage, to = next(project, Move::type);
    for (const auto& [stage, sign] : {std::pair{from, -1}, std::pair{to, 1}}) {
      if (stage == Stage::withdrawn) continue;
      const std::string name = boost::describe::enum_to_string(stage, "?");
      const projects::RegisterProject& r = project.registered;
      count(Figure::projects, name, r.place, c.day, sign);
      count(Figure::investment, name, r.place, c.day, sign * r.investment.value);
      if (r.investment.value >= 100'000'000'000) count(Figure::large_projects, name, r.place, c.day, sign);
    }
    project = {project.registered, to, from, c.day};
  }
}

bool Auditor::good(const chains::DeclareChain& c, Day today) const {
  return c.day <= today && !chains_.contains(c.chain);
}
void Auditor::enter(const chains::DeclareChain& c, const journal::Event&) {
  chains_.insert(c.chain);
  count(Figure::chains, "", PlaceCode{140400}, c.day, 1);
}

bool Auditor::good(const publication::IssueBulletin& c, Day) const {
  for (const auto& one : bulletins_) {
    if (one.series == c.series && one.cut_off == c.cut_off && one.batch == c.batch && one.known_at == c.known_at)
      return false;
  }
  return c.known_at <= static_cast<std::int64_t>(seq_) - 1;
}
void Auditor::enter(const publication::IssueBulletin& c, const journal::Event& e) {
  const auto& issued = std::get<publication::BulletinIssued>(std::get<publication::Event>(e));
  const auto before = std::count_if(bulletins_.begin(), bulletins_.end(),
                                    [&](const auto& one) { return one.series == c.series; });
  if (issued.number != before + 1) differs("a bulletin's number is out of turn");
  bulletins_.push_back(c);
}

}  // namespace engine_test
