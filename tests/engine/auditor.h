#pragma once
// An auditor of its own mind: it sees what was asked and what was answered, knows the made-up rules from their text,
// and keeps its own books in the simplest way. It calls no decide and no apply of the house.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace engine_test {

using namespace seethrough;

class Auditor {
 public:
  /// Takes note of an answer whose event is `event` (looked up in the journal if the answer only names it).
  void acknowledge(const engine::Submission& asked, const engine::Answer& answer, const journal::Event& event);
  /// What `asked` under a known request must be answered with.
  void repeated(const engine::Submission& asked, const engine::Answer& answer);
  bool knows(const RequestId& request) const { return requests_.contains(request); }
  std::uint64_t size() const { return seq_; }

  struct Acknowledged {
    std::uint64_t seq;
    Fingerprint fingerprint;
    std::string event;  ///< encoded
  };
  const std::map<RequestId, Acknowledged>& requests() const { return requests_; }

  /// The sum of a figure over a place and all below it, as of two dates.
  std::int64_t sum(figures::AsOf as_of, figures::Figure figure, PlaceCode place, const std::string& dimension) const;
  /// The cover sheet of a batch as its registered cases have it.
  complaints::BatchHeader cover_sheet(const std::string& campaign, int batch) const;
  void differs(std::string what);
  const std::vector<std::string>& differences() const { return differences_; }
  /// How often each event and each rejection was seen.
  const std::map<std::string, int>& seen() const { return seen_; }

 private:
  // Whether the command must be accepted in the books as they stand.
  bool good(const subsidies::OpenFund& c, Day today) const;
  bool good(const subsidies::AdmitMerchant& c, Day today) const;
  bool good(const subsidies::ProfileMerchant& c, Day today) const;
  bool good(const subsidies::Redeem& c, Day today) const { return good_claim(c.purchase, false, today); }
  bool good(const subsidies::Apply& c, Day today) const { return good_claim(c.purchase, true, today); }
  bool good(const subsidies::ReturnGoods& c, Day today) const { return good_end(c.claim.value, false, c.day, today); }
  bool good(const subsidies::Withdraw& c, Day today) const { return good_end(c.claim.value, true, c.day, today); }
  bool good_claim(const subsidies::Purchase& p, bool application, Day today) const;
  bool good_end(std::int64_t claim, bool vehicle, Day day, Day today) const;
  bool good(const complaints::DeclareCampaign& c, Day today) const;
  bool good(const complaints::RegisterCase& c, Day today) const;
  bool good(const complaints::HandOverBatch& c, Day today) const;
  bool good(const complaints::CorrectCase& c, Day today) const;
  bool good(const complaints::DiscloseBatch& c, Day today) const;
  bool good(const projects::RegisterProject& c, Day today) const;
  bool good(const projects::DeclarePlan& c, Day today) const { return c.day <= today; }
  template <class Move>
    requires requires(const Move& c) { c.project; }
  bool good(const Move& c, Day today) const;  // of a project
  /// The further steps of the programme: these customers give none (the simulated year has an auditor of its own).
  template <class OfSubsidies>
    requires std::is_constructible_v<subsidies::Command, const OfSubsidies&>
  bool good(const OfSubsidies&, Day) const {
    return false;
  }
  /// The steps of a case: these customers give none.
  template <class OfComplaints>
    requires std::is_constructible_v<complaints::Command, const OfComplaints&>
  bool good(const OfComplaints&, Day) const {
    return false;
  }
  template <class OfAccess>
    requires std::is_constructible_v<access::Command, const OfAccess&>
  bool good(const OfAccess&, Day) const {
    return true;  // the customers give none
  }
  bool good(const chains::DeclareChain& c, Day today) const;
  bool good(const publication::IssueBulletin& c, Day today) const;

  // Enters an accepted command into the books and checks what the event says.
  void enter(const subsidies::OpenFund& c, const journal::Event& e);
  void enter(const subsidies::AdmitMerchant& c, const journal::Event& e);
  void enter(const subsidies::Redeem& c, const journal::Event& e) { enter_claim(c.purchase, false, e); }
  void enter(const subsidies::Apply& c, const journal::Event& e) { enter_claim(c.purchase, true, e); }
  void enter(const subsidies::ReturnGoods& c, const journal::Event& e) { enter_end(c.claim.value, c.day, e); }
  void enter(const subsidies::Withdraw& c, const journal::Event& e) { enter_end(c.claim.value, c.day, e); }
  void enter_claim(const subsidies::Purchase& p, bool application, const journal::Event& e);
  void enter_end(std::int64_t claim, Day day, const journal::Event& e);
  void enter(const complaints::DeclareCampaign& c, const journal::Event& e);
  void enter(const complaints::RegisterCase& c, const journal::Event& e);
  void enter(const complaints::HandOverBatch& c, const journal::Event& e);
  void enter(const complaints::CorrectCase& c, const journal::Event& e);
  void enter(const projects::RegisterProject& c, const journal::Event& e);
  template <class Move>
  void enter(const Move& c, const journal::Event& e);  // of a project; of anything else that is not counted, nothing
  void enter(const chains::DeclareChain& c, const journal::Event& e);
  void enter(const publication::IssueBulletin& c, const journal::Event& e);

  void count(figures::Figure figure, const std::string& dimension, PlaceCode place, Day day, std::int64_t value) {
    lines_.push_back({seq_, {figure, dimension, place, day, value}});
  }

  struct Fund {
    int year;
    std::vector<std::string> classes;
    std::int64_t cap, paid = 0;
  };
  struct Claim {
    std::string cls, kind, fund;
    subsidies::Purchase purchase;
    std::int64_t subsidy;
    bool vehicle, live;
  };
  struct Case {
    complaints::RegisterCase entry;
    bool handed_over = false;
    Day batch_day{};
  };
  struct Campaign {
    complaints::DeclareCampaign declared;
    std::map<std::string, Case> cases;
    int batches = 0;
  };
  struct Project {
    projects::RegisterProject registered;
    projects::Stage stage, before;
    Day since;
  };
  const std::string* fund_of(const std::string& cls, int year) const;
  static std::string class_of(const std::string& kind);
  static std::int64_t subsidy_of(const subsidies::Purchase& p, Day decided_on);
  static projects::Stage next(const Project& project, std::string_view command);

  std::uint64_t seq_ = 0;
  Day today_;  ///< of the entry that is taken
  std::map<RequestId, Acknowledged> requests_;
  std::map<std::string, Fund> funds_;
  std::map<std::string, Day> merchants_;
  std::vector<Claim> claims_;
  std::map<std::string, Campaign> campaigns_;
  std::map<std::string, Project> projects_;
  std::set<std::string> chains_;
  std::vector<publication::IssueBulletin> bulletins_;
  struct Line {
    std::uint64_t seq;
    figures::Contribution what;
  };
  std::vector<Line> lines_;
  std::map<std::string, int> seen_;
  std::vector<std::string> differences_;
};

}  // namespace engine_test
