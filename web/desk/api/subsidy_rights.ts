// Which right each subsidy command asks (命令权限), as src/access/table.h has it, and whether the account holds it for the
// programme at a place. The console only hides what would be refused; the server decides.

import type { CommandType, Schemas } from "./client";
import { usePlaces } from "./queries";
import { useSession } from "./session";

type Right = Schemas["Right"];
const commandsOf: Partial<Record<Right, string>> = {
  enter: "admit_merchant profile_merchant withdraw open_store register_product void resubmit appeal file_batch",
  review: "return_goods accept send_back first_review refuse hold review_batch draw_sample record_check hold_batch",
  second_review: "second_review decide_appeal reopen release adjust pass_batch release_batch",
  pay: "record_repayment order_payment record_result retry_payment",
  publish: "post_notice",
  set_up: "open_fund declare_shares add_to_fund reclaim set_quota pause resume change_standing commit_seed open_round draw_lot",
};
const rightOf = new Map<string, Right>(Object.entries(commandsOf).flatMap(([right, names]) => names.split(" ").map((name) => [`subsidies.${name}`, right as Right] as const)));

/// Whether the right is held in the programme at the place; without a place: anywhere.
export function useMay(programme: Schemas["Programme"] = "subsidies"): (right: Right, place?: number) => boolean {
  const session = useSession();
  const { rows } = usePlaces();
  const parents = new Map(rows.map(({ code, parent }) => [code, parent]));
  const within = (place: number, of: number): boolean => {
    for (let at: number | undefined = place; at; at = parents.get(at)) if (at === of) return true;
    return false;
  };
  return (right, place) => session.rights.some((held) => held.right === right && ["all", programme].includes(held.programme)
    && (place === undefined || within(place, held.place)));
}

/// Whether the account may give the command for something at the place.
export function useMayGive(): (type: CommandType, place?: number) => boolean {
  const may = useMay();
  return (type, place) => { const right = rightOf.get(type); return right !== undefined && may(right, place); };
}
