#pragma once
// What may be asked of the trade-in subsidies programme (消费品以旧换新).

#include <variant>

#include "subsidies/commands_batches.h"
#include "subsidies/commands_claims.h"
#include "subsidies/commands_entitlements.h"
#include "subsidies/commands_funds.h"
#include "subsidies/commands_merchants.h"

namespace seethrough::subsidies {

using Command =
    std::variant<OpenFund, AdmitMerchant, ProfileMerchant, Redeem, Apply, ReturnGoods, Withdraw,  //
                 DeclareShares, AddToFund, Reclaim, SetQuota, Pause, Resume,                       //
                 OpenStore, ChangeStanding, RegisterProduct,                                       //
                 CommitSeed, OpenRound, Draw, DrawLot, Expire,                                     //
                 Void, Accept, SendBack, Resubmit, FirstReview, SecondReview, Refuse, Appeal, DecideAppeal, Reopen, Hold,
                 Release, RecordRepayment, Adjust,  //
                 FileBatch, ReviewBatch, DrawSample, RecordCheck, PassBatch, HoldBatch, ReleaseBatch, PostNotice,
                 OrderPayment, RecordResult, RetryPayment>;

}  // namespace seethrough::subsidies
