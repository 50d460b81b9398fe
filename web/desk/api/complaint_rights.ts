// Which right each complaint command asks (命令权限), as src/access/table.h has it. The console only hides what would be
// refused; the server decides.

import type { CommandType, Schemas } from "./client";
import { useMay } from "./subsidy_rights";

type Right = Schemas["Right"];
const commandsOf: Partial<Record<Right, string>> = {
  set_up: "declare_campaign suspend_campaign resume_campaign",
  enter: "register_case accept_case return_case record_finding record_measure record_sanction attach_evidence report_outcome record_call_back",
  review: "correct_case link_duplicate unlink_duplicate",
  second_review: "sign_off refuse_sign_off reopen_case",
  dispatch: "hand_over_batch assign_case split_case merge_cases extend_case suspend_case resume_case escalate",
  publish: "disclose_batch approve_text post_update",
};
const rightOf = new Map<string, Right>(Object.entries(commandsOf).flatMap(([right, names]) => names.split(" ").map((name) => [`complaints.${name}`, right as Right] as const)));

/// Whether the account may give the command for something at the place; without a place: anywhere.
export function useMayGive(): (type: CommandType, place?: number) => boolean {
  const may = useMay("complaints");
  return (type, place) => { const right = rightOf.get(type); return right !== undefined && may(right, place); };
}
