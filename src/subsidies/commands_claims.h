#pragma once
// What may be asked about one claim: how it comes into being and every step that it takes alone.

#include <string_view>

#include "subsidies/purchase.h"

namespace seethrough::subsidies {

/// Redeems an entitlement, or what the rules grant without one, at the till (核销): the instant classes.
struct Redeem {
  static constexpr std::string_view type = "subsidies.redeem";
  Purchase purchase;
};
BOOST_DESCRIBE_STRUCT(Redeem, (), (purchase))

/// The till takes the sale back on the day it was made (冲正): money and limit are free as if it had not been.
struct Void {
  static constexpr std::string_view type = "subsidies.void";
  ClaimNumber claim;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Void, (), (claim, day, reason))

/// Applies for a vehicle subsidy (汽车报废更新、置换更新).
struct Apply {
  static constexpr std::string_view type = "subsidies.apply";
  Purchase purchase;
};
BOOST_DESCRIBE_STRUCT(Apply, (), (purchase))

/// The application is complete and is taken on (受理).
struct Accept {
  static constexpr std::string_view type = "subsidies.accept";
  ClaimNumber claim;
  Day day;
};
BOOST_DESCRIBE_STRUCT(Accept, (), (claim, day))

/// The application goes back to the applicant for correction (退回补正), from acceptance or either review.
struct SendBack {
  static constexpr std::string_view type = "subsidies.send_back";
  ClaimNumber claim;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SendBack, (), (claim, day, reason))

/// The applicant has corrected it: `evidence` commits to the documents as they are now (补正).
struct Resubmit {
  static constexpr std::string_view type = "subsidies.resubmit";
  ClaimNumber claim;
  Day day;
  Digest evidence;
};
BOOST_DESCRIBE_STRUCT(Resubmit, (), (claim, day, evidence))

/// The first reviewer approves (初审通过).
struct FirstReview {
  static constexpr std::string_view type = "subsidies.first_review";
  ClaimNumber claim;
  Day day;
};
BOOST_DESCRIBE_STRUCT(FirstReview, (), (claim, day))

/// The second reviewer, who is another person, approves (复审通过).
struct SecondReview {
  static constexpr std::string_view type = "subsidies.second_review";
  ClaimNumber claim;
  Day day;
};
BOOST_DESCRIBE_STRUCT(SecondReview, (), (claim, day))

/// Refuses the claim (驳回) by a clause or requirement of its rules, named by its id.
struct Refuse {
  static constexpr std::string_view type = "subsidies.refuse";
  ClaimNumber claim;
  Day day;
  std::string clause;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Refuse, (), (claim, day, clause, reason))

/// The applicant objects to a refusal (申诉), once.
struct Appeal {
  static constexpr std::string_view type = "subsidies.appeal";
  ClaimNumber claim;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Appeal, (), (claim, day, reason))

/// What becomes of an appeal: upheld, the claim is reviewed again; dismissed, the refusal is final.
struct DecideAppeal {
  static constexpr std::string_view type = "subsidies.decide_appeal";
  ClaimNumber claim;
  Day day;
  bool upheld = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(DecideAppeal, (), (claim, day, upheld, reason))

/// Takes an ended claim up again (重新办理). Item, invoice, limit and fund are asked anew.
struct Reopen {
  static constexpr std::string_view type = "subsidies.reopen";
  ClaimNumber claim;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reopen, (), (claim, day, reason))

/// The applicant takes an application back (撤回).
struct Withdraw {
  static constexpr std::string_view type = "subsidies.withdraw";
  ClaimNumber claim;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Withdraw, (), (claim, day, reason))

/// Why a claim is held (暂缓原因): what reviews of published batches found.
enum class HoldReason {
  serial_number_wrong,
  serial_number_missing,
  serial_number_unreadable,
  location_missing,
  location_differs,
  box_photo_unreadable,
  activation_photo_missing,
  company_buyer,
  price_above_history,
  delivery_outside,
  burst_at_till,
  merchant_violation,
  other,
};
BOOST_DESCRIBE_ENUM(HoldReason, serial_number_wrong, serial_number_missing, serial_number_unreadable, location_missing,
                    location_differs, box_photo_unreadable, activation_photo_missing, company_buyer,
                    price_above_history, delivery_outside, burst_at_till, merchant_violation, other)

/// Holds one claim (暂缓). In a batch it leaves the batch.
struct Hold {
  static constexpr std::string_view type = "subsidies.hold";
  ClaimNumber claim;
  Day day;
  HoldReason reason = HoldReason::other;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(Hold, (), (claim, day, reason, note))

/// The doubt is cleared (解除暂缓): an application is reviewed again from acceptance, a sale may be filed again.
struct Release {
  static constexpr std::string_view type = "subsidies.release";
  ClaimNumber claim;
  Day day;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(Release, (), (claim, day, note))

/// The goods came back (退货): what was not paid is let go, what was paid is claimed back. `refunded`: whether the buyer
/// has the price back; nothing if it is not known.
struct ReturnGoods {
  static constexpr std::string_view type = "subsidies.return_goods";
  ClaimNumber claim;
  Day day;
  std::string reason;
  std::optional<bool> refunded{};
};
BOOST_DESCRIBE_STRUCT(ReturnGoods, (), (claim, day, reason, refunded))

/// What was claimed back has come in, whole (追缴到账).
struct RecordRepayment {
  static constexpr std::string_view type = "subsidies.record_repayment";
  ClaimNumber claim;
  Day day;
  std::string bank_reference;
};
BOOST_DESCRIBE_STRUCT(RecordRepayment, (), (claim, day, bank_reference))

/// Brings a claim under another edition of its year's rules (按新规则重算): a top-up or a claw-back. `subsidy` is what
/// the person who approves was shown; decide computes it again.
struct Adjust {
  static constexpr std::string_view type = "subsidies.adjust";
  ClaimNumber claim;
  Day day;
  std::string edition;
  Fen subsidy;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Adjust, (), (claim, day, edition, subsidy, reason))

}  // namespace seethrough::subsidies
