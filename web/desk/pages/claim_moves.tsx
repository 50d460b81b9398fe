// What can be done with one claim (办理): the moves that its state takes and the account may make, each a form in a dialog.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { useId, useState } from "react";
import { command, type CommandType, type Data } from "../api/client";
import { today } from "../api/days";
import { useMayGive } from "../api/subsidy_rights";
import { holdReasonOptions, moveName } from "../api/subsidy_words";
import type { Schemas } from "../api/client";
import { printedYuan, t } from "../language";
import { dayAsked, Gives, reasonAsked, type Asked, type Told } from "../parts/command_form";
import { Field, Form, useForm } from "../parts/form";
import { Entry, Opens } from "../parts/page";

type Story = Schemas["ClaimStory"];
const numberOf = (claim: string): number => Number(claim.replace(/^C/, ""));

const dangerous: CommandType[] = ["subsidies.refuse", "subsidies.void", "subsidies.return_goods", "subsidies.withdraw"];
const forward: CommandType[] = ["subsidies.accept", "subsidies.first_review", "subsidies.second_review", "subsidies.release", "subsidies.decide_appeal", "subsidies.record_repayment"];

const holdAsked = (): Asked[] => [
  { name: "reason", kind: "choice", label: t("原因", "Reason"), options: holdReasonOptions() },
  { ...reasonAsked("note", t("说明", "Note")), optional: true },
];
/// The fields of a move besides its day.
function askedBy(type: CommandType, story: Story): Asked[] {
  switch (type) {
    case "subsidies.send_back": return [reasonAsked("reason", t("要补正什么", "What is to be corrected"))];
    case "subsidies.refuse": return [
      { name: "clause", kind: "text", code: true, label: t("依据的条款", "Clause"), initial: story.terms.clause,
        hint: t(`规则 ${story.terms.edition} 里条款或条件的标识，如 ${story.terms.clause}。`, `The id of a clause or requirement of the rules ${story.terms.edition}, such as ${story.terms.clause}.`) },
      reasonAsked("reason", t("理由，申请人会看到", "Reason, which the applicant sees")),
    ];
    case "subsidies.hold": return holdAsked();
    case "subsidies.release": return [reasonAsked("note", t("疑点如何消除", "How the doubt was cleared"))];
    case "subsidies.return_goods": return [reasonAsked(), {
      name: "refunded", kind: "yes", optional: true, label: t("货款已退给买家", "The buyer has the price back"), hint: t("不清楚就不选。", "Leave open if it is not known."),
    }];
    case "subsidies.decide_appeal": return [
      { name: "upheld", kind: "yes", label: t("决定", "Decision"), options: [{ value: "yes", label: t("申诉成立，重新审核", "Upheld: it is reviewed again") }, { value: "no", label: t("申诉不成立，驳回维持", "Dismissed: the refusal is final") }] },
      reasonAsked(),
    ];
    case "subsidies.record_repayment": return [{ name: "bank_reference", kind: "text", code: true, label: t("银行流水号", "Bank's reference") }];
    case "subsidies.void": case "subsidies.withdraw": case "subsidies.appeal": case "subsidies.reopen": return [reasonAsked()];
    default: return [];
  }
}

/// What one should know before the move.
function leadOf(type: CommandType, story: Story): string | undefined {
  const yuan = printedYuan(story.terms.subsidy_fen);
  const paid = printedYuan(story.terms.paid_fen ?? 0);
  switch (type) {
    case "subsidies.second_review": return t("复审须由初审以外的人作出。通过后可以公示。", "By another person than the first reviewer. Then it can be announced.");
    case "subsidies.refuse": return t(`${yuan} 元补贴放回资金池，商品、发票和限额放开。申请人可以申诉一次。`, `${yuan} yuan go back to the fund; item, invoice and limit are free. The applicant may appeal once.`);
    case "subsidies.void": return t("只能在销售当天冲正；钱和限额如同没有发生过。", "On the day of the sale only; money and limit are as if it had not been.");
    case "subsidies.return_goods": return (story.terms.paid_fen ?? 0) > 0
      ? t(`已拨付 ${paid} 元，办理后转为待追缴。`, `${paid} yuan were paid out; they will be clawed back.`)
      : t(`${yuan} 元补贴放回资金池。`, `${yuan} yuan go back to the fund.`);
    case "subsidies.hold": return story.batch ? t(`它会离开批次 ${story.batch}。`, `It leaves the batch ${story.batch}.`) : undefined;
    case "subsidies.reopen": return t("商品、发票、限额和资金会重新核对。", "Item, invoice, limit and fund are asked anew.");
    case "subsidies.record_repayment": return t("须全额到账后登记。", "Once all of it has come in.");
    default: return undefined;
  }
}

/// The corrected documents are named by what they hash to; the file itself stays with the office.
function Resubmit({ claim, close, told }: { claim: string; close: () => void; told: Told }) {
  const [digest, setDigest] = useState("");
  const picker = useId();
  const form = useForm({
    initial: { evidence: "" },
    check: () => (digest ? {} : { evidence: t("选择补正后的材料", "Choose the corrected documents") } as Partial<Record<"evidence", string>>),
    async send() {
      const { seq } = await command("subsidies.resubmit", { claim: numberOf(claim), day: today(), evidence: digest });
      close();
      await told(<>{t("已登记补正：", "The correction was recorded: ")}<Entry seq={seq} /></>);
    },
  });
  return (
    <Form form={form} action={t("登记补正", "Record the correction")}>
      <Field name="evidence" label={t("补正后的材料", "The corrected documents")} hint={t("一个文件，如扫描件。文件不上传，只在日志里留下它的摘要；请自己存好。", "One file, such as a scan. It is not uploaded: the log keeps its digest. Keep the file.")}>
        {(wiring) => <input id={wiring.id} data-picker={picker} type="file" aria-describedby={wiring["aria-describedby"]} onChange={(event) => void event.target.files?.[0]?.arrayBuffer().then((octets) => setDigest(bytesToHex(sha256(new Uint8Array(octets)))))} />}
      </Field>
      {digest && <p>{t("摘要 ", "Digest ")}<code>{digest}</code></p>}
    </Form>
  );
}

export function Moves({ story, told }: { story: Story; told: Told }) {
  const mayGive = useMayGive();
  const types = (story.moves as CommandType[]).filter((type) => !["subsidies.adjust", "subsidies.record_check"].includes(type));
  const open = types.filter((type) => mayGive(type, story.terms.place));
  if (open.length === 0)
    return <p className="soft">{types.length === 0 ? t("这个状态下不能再办什么。", "Nothing can be done with it in this state.")
      : t(`能办的有${types.map(moveName).join("、")}，但你没有这些权限。`, `${types.map(moveName).join(", ")} would be next, but you do not have the rights.`)}</p>;
  const fixed: Data = { claim: numberOf(story.claim) };
  const ordered = [...open.filter((type) => forward.includes(type)), ...open.filter((type) => !forward.includes(type))];
  return (
    <div className="actions" data-moves>
      {ordered.map((type) => type === "subsidies.resubmit"
        ? <Opens key={type} label={`${moveName(type)}…`} title={`${moveName(type)} · ${story.claim}`} primary>{(close) => <Resubmit claim={story.claim} close={close} told={told} />}</Opens>
        : <Gives key={type} type={type} action={moveName(type)} label={`${moveName(type)}…`} title={`${moveName(type)} · ${story.claim}`} fixed={fixed} told={told}
                 fields={[...askedBy(type, story), dayAsked()]} lead={leadOf(type, story)} danger={dangerous.includes(type)} primary={forward.includes(type)}
                 done={t(`${story.claim} 已办理${moveName(type)}`, `${story.claim}: done, “${moveName(type)}”`)} />)}
    </div>
  );
}
