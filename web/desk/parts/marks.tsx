// Marks (状态标记): always a shape and a word beside the colour.

import type { Schemas } from "../api/client";
import { isLate, isToday, untilInWords } from "../api/days";
import { erasureStateName, standingName, trailOutcomeName } from "../api/words";
import { t } from "../language";

const mark = (shape: string, kind: string, word: string) => <span className={`mark ${kind}`}><span aria-hidden="true">{shape}</span> {word}</span>;

export const Standing = ({ standing }: { standing: Schemas["Standing"] }) =>
  standing === "active" ? mark("●", "green", standingName(standing)) : standing === "suspended" ? mark("▲", "amber", standingName(standing)) : mark("○", "none", standingName(standing));
export const Outcome = ({ outcome }: { outcome: Schemas["TrailOutcome"] }) =>
  outcome === "done" ? mark("●", "green", trailOutcomeName(outcome)) : outcome === "refused" ? mark("▲", "amber", trailOutcomeName(outcome)) : mark("■", "red", trailOutcomeName(outcome));
export const ErasureState = ({ state }: { state: Schemas["Erasure"]["state"] }) =>
  state === "erased" || state === "approved" ? mark("●", "green", erasureStateName(state)) : state === "requested" ? mark("▲", "amber", erasureStateName(state)) : mark("○", "none", erasureStateName(state));
/// A day by which something is due, and how far it is.
export const Due = ({ by }: { by: string }) =>
  <><time dateTime={by}>{by}</time> {isLate(by) ? mark("■", "red", untilInWords(by)) : isToday(by) ? mark("▲", "amber", untilInWords(by)) : <span className="soft">{untilInWords(by)}</span>}</>;
export const Flagged = () => mark("▲", "amber", t("有疑点", "flagged"));
/// The key mark of a case (重点件).
export const Key = () => mark("★", "plain", t("重点", "key case"));
