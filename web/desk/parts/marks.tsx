// Marks (状态标记): always a shape and a word beside the colour.

import type { Schemas } from "../api/client";
import { isLate, isToday, untilInWords } from "../api/days";
import { lineStatusName, merchantStandingName, stageName } from "../api/subsidy_words";
import { claimStateName, erasureStateName, standingName, trailOutcomeName } from "../api/words";
import { t } from "../language";

const mark = (shape: string, kind: string, word: string) => <span className={`mark ${kind}`}><span aria-hidden="true">{shape}</span> {word}</span>;

export const Standing = ({ standing }: { standing: Schemas["Standing"] }) =>
  standing === "active" ? mark("●", "green", standingName(standing)) : standing === "suspended" ? mark("▲", "amber", standingName(standing)) : mark("○", "none", standingName(standing));
export const Outcome = ({ outcome }: { outcome: Schemas["TrailOutcome"] }) =>
  outcome === "done" ? mark("●", "green", trailOutcomeName(outcome)) : outcome === "refused" ? mark("▲", "amber", trailOutcomeName(outcome)) : mark("■", "red", trailOutcomeName(outcome));
export const ErasureState = ({ state }: { state: Schemas["Erasure"]["state"] }) =>
  state === "erased" || state === "approved" ? mark("●", "green", erasureStateName(state)) : state === "requested" ? mark("▲", "amber", erasureStateName(state)) : mark("○", "none", erasureStateName(state));

const settled: Schemas["ClaimState"][] = ["paid", "clawed_back"];
const waiting: Schemas["ClaimState"][] = ["in_correction", "appealed"];
const stopped: Schemas["ClaimState"][] = ["held", "clawback_due"];
const ended: Schemas["ClaimState"][] = ["rejected", "dismissed", "returned", "withdrawn", "voided"];
export const ClaimState = ({ state }: { state: Schemas["ClaimState"] }) => {
  const word = claimStateName(state);
  return settled.includes(state) ? mark("●", "green", word) : stopped.includes(state) ? mark("■", "red", word)
    : waiting.includes(state) ? mark("▲", "amber", word) : ended.includes(state) ? mark("○", "none", word) : mark("◆", "plain", word);
};
export const Stage = ({ stage }: { stage: Schemas["BatchStage"] }) =>
  stage === "paid" ? mark("●", "green", stageName(stage)) : stage === "held" ? mark("■", "red", stageName(stage)) : mark("◆", "plain", stageName(stage));
export const MerchantStanding = ({ standing }: { standing: Schemas["MerchantStanding"] }) =>
  standing === "good" ? mark("●", "green", merchantStandingName(standing)) : standing === "warned" ? mark("▲", "amber", merchantStandingName(standing)) : mark("■", "red", merchantStandingName(standing));
export const LineStatus = ({ status }: { status: "sent" | "failed" | "paid" }) =>
  status === "paid" ? mark("●", "green", lineStatusName(status)) : status === "failed" ? mark("■", "red", lineStatusName(status)) : mark("◆", "plain", lineStatusName(status));
/// A day by which something is due, and how far it is.
export const Due = ({ by }: { by: string }) =>
  <><time dateTime={by}>{by}</time> {isLate(by) ? mark("■", "red", untilInWords(by)) : isToday(by) ? mark("▲", "amber", untilInWords(by)) : <span className="soft">{untilInWords(by)}</span>}</>;
export const Flagged = () => mark("▲", "amber", t("有疑点", "flagged"));
