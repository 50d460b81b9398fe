// What may be done with a claim now (可办事项): the moves that its state takes and the account's rights allow, each a dialog.

import { type ReactNode } from "react";
import { command, type Schemas } from "../api/client";
import { may, useSession } from "../api/session";
import { holdReasonOptions, type HoldReason } from "../api/words";
import { t } from "../language";
import { Choice, LongText, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Entry, Opens } from "../parts/page";
import { Resubmit } from "./resubmit";

type Told = (what: ReactNode) => Promise<void>;
type CommandType = Schemas["Command"]["type"];
export const todayInChina = (): string => new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });

interface Move { type: CommandType; name: string; right: Schemas["Right"]; asks: ("reason" | "note" | "clause" | "hold" | "upheld" | "reference")[]; danger?: boolean; primary?: boolean; lead?: string }
const moves = (): Move[] => [
  { type: "subsidies.accept", name: t("受理", "Accept"), right: "review", asks: [], primary: true },
  { type: "subsidies.first_review", name: t("初审通过", "Pass first review"), right: "review", asks: [], primary: true },
  { type: "subsidies.second_review", name: t("复审通过", "Pass second review"), right: "second_review", asks: [], primary: true, lead: t("复审须由初审以外的人办理。", "The second reviewer is another person than the first.") },
  { type: "subsidies.send_back", name: t("退回补正", "Send back"), right: "review", asks: ["reason"] },
  { type: "subsidies.hold", name: t("暂缓", "Hold"), right: "review", asks: ["hold", "note"] },
  { type: "subsidies.release", name: t("解除暂缓", "Release"), right: "second_review", asks: ["note"], primary: true, lead: t("申请回到已受理重新审核；商品可由商户重新申报。", "An application is reviewed again; a sale can be filed again.") },
  { type: "subsidies.decide_appeal", name: t("申诉决定", "Decide the appeal"), right: "second_review", asks: ["upheld", "reason"] },
  { type: "subsidies.appeal", name: t("申诉", "Appeal"), right: "enter", asks: ["reason"] },
  { type: "subsidies.reopen", name: t("重新办理", "Reopen"), right: "second_review", asks: ["reason"], lead: t("商品、发票、限额和资金会重新核对。", "Item, invoice, limit and fund are checked anew.") },
  { type: "subsidies.record_repayment", name: t("登记追缴到账", "Record the repayment"), right: "pay", asks: ["reference"] },
  { type: "subsidies.void", name: t("冲正", "Void"), right: "enter", asks: ["reason"], danger: true, lead: t("只能在售出当天办理。", "On the day of the sale only.") },
  { type: "subsidies.return_goods", name: t("退货", "Return"), right: "review", asks: ["reason"], danger: true, lead: t("未拨付的退回资金池，已拨付的转为追缴；限额同时释放。", "What was not paid goes back to the fund, what was paid is clawed back; the limit is free again.") },
  { type: "subsidies.withdraw", name: t("撤回", "Withdraw"), right: "enter", asks: ["reason"], danger: true },
  { type: "subsidies.refuse", name: t("驳回", "Refuse"), right: "review", asks: ["clause", "reason"], danger: true, lead: t("须写明依据的条款或条件编号，见下方“补贴是怎么算的”。", "Name the clause or requirement by its id; see “Why this subsidy” below.") },
];

function MoveForm({ move, claim, close, told }: { move: Move; claim: string; close: () => void; told: Told }) {
  const form = useForm<{ reason: string; note: string; clause: string; reference: string; hold: HoldReason | undefined; upheld: "yes" | "no" | undefined; day: string }>({
    initial: { reason: "", note: "", clause: "", reference: "", hold: undefined, upheld: undefined, day: todayInChina() },
    check: (values) => ({
      ...(move.asks.includes("reason") && !values.reason.trim() ? { reason: t("写明理由", "Give a reason") } : {}),
      ...(move.asks.includes("clause") && !values.clause.trim() ? { clause: t("写明条款编号", "Name the clause") } : {}),
      ...(move.asks.includes("reference") && !values.reference.trim() ? { reference: t("填写银行流水号", "Enter the bank's reference") } : {}),
      ...(move.asks.includes("hold") && !values.hold ? { hold: t("选择暂缓原因", "Choose the reason") } : {}),
      ...(move.asks.includes("upheld") && !values.upheld ? { upheld: t("选择决定", "Choose the decision") } : {}),
    }),
    async send(values) {
      const data: Record<string, unknown> = { claim: Number(claim.slice(1)), day: values.day };
      if (move.asks.includes("reason")) data["reason"] = values.reason.trim();
      if (move.asks.includes("note")) data["note"] = values.note.trim();
      if (move.asks.includes("clause")) data["clause"] = values.clause.trim();
      if (move.asks.includes("reference")) data["bank_reference"] = values.reference.trim();
      if (move.asks.includes("hold")) data["reason"] = values.hold;
      if (move.asks.includes("upheld")) data["upheld"] = values.upheld === "yes";
      const { seq } = await command(move.type, data);
      close();
      await told(<>{move.name}{t("：已办理，", ": done, ")}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (type === "subsidies.unknown_clause" ? "clause" : type === "subsidies.day_in_future" || type === "subsidies.before_purchase" ? "day" : undefined),
  });
  return (
    <Form form={form} action={move.name} danger={move.danger ?? false}>
      {move.lead && <p>{move.lead}</p>}
      {move.asks.includes("hold") && <Field name="hold" label={t("原因", "Reason")}>{(wiring) => <Choice wiring={wiring} value={form.values.hold} options={holdReasonOptions()} onChange={(value) => form.set("hold", value)} />}</Field>}
      {move.asks.includes("upheld") && <Field name="upheld" label={t("决定", "Decision")}>{(wiring) => <Choice wiring={wiring} value={form.values.upheld} options={[{ value: "yes" as const, label: t("申诉成立，重新办理", "upheld: reviewed again") }, { value: "no" as const, label: t("申诉不成立，维持驳回", "dismissed: the refusal is final") }]} onChange={(value) => form.set("upheld", value)} />}</Field>}
      {move.asks.includes("clause") && <Field name="clause" label={t("条款或条件编号", "Clause or requirement")}>{(wiring) => <Text wiring={wiring} code value={form.values.clause} onChange={(value) => form.set("clause", value)} />}</Field>}
      {move.asks.includes("reference") && <Field name="reference" label={t("银行流水号", "Bank reference")}>{(wiring) => <Text wiring={wiring} code value={form.values.reference} onChange={(value) => form.set("reference", value)} />}</Field>}
      {move.asks.includes("reason") && <Field name="reason" label={t("理由", "Reason")} hint={t("会记在公开的日志里，不要写个人信息。", "It is kept in the public log: no personal data.")}>{(wiring) => <LongText wiring={wiring} value={form.values.reason} onChange={(value) => form.set("reason", value)} />}</Field>}
      {move.asks.includes("note") && <Field name="note" label={t("说明", "Note")} optional hint={t("会记在公开的日志里，不要写个人信息。", "It is kept in the public log: no personal data.")}>{(wiring) => <LongText wiring={wiring} value={form.values.note} onChange={(value) => form.set("note", value)} />}</Field>}
      <Field name="day" label={t("办理日期", "Day")}>{(wiring) => <Text wiring={wiring} type="date" width="middle" value={form.values.day} onChange={(value) => form.set("day", value)} />}</Field>
    </Form>
  );
}

export function ClaimMoves({ story, told }: { story: Schemas["ClaimStory"]; told: Told }) {
  const session = useSession();
  const open = moves().filter((move) => story.moves.includes(move.type) && may(session, move.right));
  const corrects = story.moves.includes("subsidies.resubmit") && may(session, "enter");
  if (open.length === 0 && !corrects) return <p className="soft">{t("这个状态下，你没有可办的事项。", "In this state there is nothing for you to do.")}</p>;
  return (
    <div className="actions" data-moves>
      {corrects && <Opens label={t("登记补正…", "Resubmit…")} title={t(`登记补正 · ${story.claim}`, `Resubmit · ${story.claim}`)} primary>{(close) => <Resubmit claim={story.claim} close={close} told={told} />}</Opens>}
      {open.map((move) => (
      <Opens key={move.type} label={`${move.name}…`} title={`${move.name} · ${story.claim}`} danger={move.danger ?? false} primary={move.primary ?? false}>
        {(close) => <MoveForm move={move} claim={story.claim} close={close} told={told} />}
      </Opens>
    ))}</div>
  );
}
