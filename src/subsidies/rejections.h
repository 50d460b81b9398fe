#pragma once
// Why a command of the trade-in subsidies programme is refused. The type is the key of its sentence in messages.
//
// Precedence, for a new claim: DayInFuture, UnknownPlace, UnknownMerchant, MerchantNotYetAdmitted,
// MerchantNotInGoodStanding, UnknownStore, NoRules, UnknownKind, WrongPath, OnPause, StepOutOfOrder, StepsDoNotAddUp,
// ProductDiffers, TwoClauses, FactMissing, NoClause, NotEligible, EntitlementRequired, UnknownEntitlement,
// EntitlementDiffers, EntitlementNotOpen, CheckFailed, ItemAlreadySubsidised, VehicleAlreadySurrendered,
// InvoiceAlreadyUsed, LimitUsedUp, NoFund, QuotaUsedUp, FundExhausted. The first that holds is the answer.
//
// For a draw: UnknownRound, RoundNotOpen, UnknownPlace, OutsideRound, NoRules, UnknownKind, KindNotInRound, OnPause,
// EntitlementForfeited, AlreadyHolds, LimitUsedUp, RoundUsedUp, FundExhausted.
//
// For a step of a claim, a batch or an order: that it is there (UnknownClaim, UnknownBatch, UnknownOrder …), that it is
// in the state for it, its day (DayInFuture, BeforePurchase), who does it (SamePerson), then what the step itself asks,
// in the order in which decide_move reads.

#include <variant>

#include "subsidies/rejections_batches.h"
#include "subsidies/rejections_claims.h"
#include "subsidies/rejections_entitlements.h"
#include "subsidies/rejections_funds.h"
#include "subsidies/rejections_merchants.h"

namespace seethrough::subsidies {

using Rejection =
    std::variant<DayInFuture, UnknownPlace, NotACreditCode, MerchantAlreadyAdmitted, UnknownMerchant,
                 MerchantNotYetAdmitted, NoRules, UnknownKind, WrongPath, NoClause, TwoClauses, FactMissing,
                 NotEligible, ItemAlreadySubsidised, VehicleAlreadySurrendered, InvoiceAlreadyUsed, LimitUsedUp,
                 NoFund, FundExhausted, FundAlreadyOpen, ClassAlreadyFunded, UnknownClaim, NotInThisState,
                 BeforePurchase,  //
                 MerchantNotInGoodStanding, UnknownStore, StoreAlreadyOpen, StandingUnchanged, OpenClaimsDiffer,
                 NotAProductCode, ProductAlreadyRegistered, ProductDiffers, OnPause, AlreadyPaused, NotPaused,
                 StepOutOfOrder, StepsDoNotAddUp, CheckFailed,  //
                 UnknownFund, SharesAlreadyDeclared, SharesDoNotAddUp, SharesUnclear, FundHasPaid, NameTaken,
                 QuotaUsedUp, QuotaBelowUse, QuotaChanged, NothingAsked,  //
                 UnknownRound, RoundNotOpen, RoundTimesSwapped, OutsideRound, KindNotInRound, RoundUsedUp,
                 EntitlementForfeited, AlreadyHolds, NoLotToDraw, LotStillOpen, UnknownSeed, NotTheCommittedSeed,
                 SeedNotBeforehand, NothingExpired, EntitlementRequired, UnknownEntitlement, EntitlementDiffers,
                 EntitlementNotOpen,  //
                 SamePerson, UnknownClause, VoidTooLate, PaymentUnderWay, UnknownEdition, NothingToAdjust,
                 AdjustmentDiffers,  //
                 UnknownBatch, BatchNotInThisStage, ClaimOfAnotherMerchant, ClaimOfAnotherFund, NamedTwice,
                 BatchTotalsDiffer, NothingToCheck, ChecksOutstanding, NoticeTooShort, NoticeNotOver, TooManyLines,
                 UnknownOrder, AlreadyPaid, NotThisAttempt, AmountDiffers, NotFailed>;

}  // namespace seethrough::subsidies
