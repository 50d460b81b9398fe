// What may be done with a case now (可办事项): the commands that its state takes and the account may give, each a dialog.

import { type ReactNode } from "react";
import { Link } from "wouter";
import type { CommandType } from "../api/client";
import { recordMeasure, unitKey, unitOf, useUnits, type CaseStory, type LadderStep } from "../api/complaints";
import { closureOptions, findingName, findingOptions, pollutionName, sanctionOptions, satisfactionOptions, stepName } from "../api/complaint_words";
import { isLate, today } from "../api/days";
import { t } from "../language";
import { CommandForm, dayAsked, reasonAsked, type Asked, type CommandFormProps, type Told } from "../parts/command_form";
import { Choice, LongText, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Entry, Opens } from "../parts/page";
import { Assign, Split } from "./case_chain_forms";
import { AttachEvidence } from "./case_evidence";
import { useTypeOptions } from "./cases";

interface Move extends Partial<Pick<CommandFormProps, "shape" | "between" | "lead" | "danger">> {
  type: CommandType; name: string; primary?: boolean; fields?: Asked[];
  /// In the place of a form of fields.
  form?: (close: () => void) => ReactNode;
}

const numberAsked = (name: string, label: string, hint: string): Asked => ({ name, kind: "text", label, hint, code: true });

/// The measures of a case: a new one, or one that is done or has another goal. Its wording goes into the vault.
function MeasureForm({ one, close, told }: { one: CaseStory; close: () => void; told: Told }) {
  const next = one.measures.length + 1;
  const form = useForm<{ measure: number; goal: string; done: "yes" | "no"; text: string; day: string }>({
    initial: { measure: next, goal: "", done: "no", text: "", day: today() },
    check: ({ measure, goal, text }) => ({ ...(goal ? {} : { goal: t("填写目标日期", "Enter the goal's day") }), ...(measure === next && !text.trim() ? { text: t("写明措施", "Say what the measure is") } : {}) }),
    async send({ measure, goal, done, text, day }) {
      const { seq } = await recordMeasure(one.number, { campaign: one.campaign, day, measure, goal, done: done === "yes", ...(text.trim() ? { text: text.trim() } : {}) });
      close();
      await told(<>{t("整改措施已登记：", "The measure is on record: ")}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (/unknown_measure/.test(type) ? "measure" : /day_in_future/.test(type) ? "day" : undefined),
  });
  const { values, set } = form;
  const pick = (measure: number): void => {
    set("measure", measure);
    const known = one.measures[measure - 1];
    if (known) { set("goal", known.goal); set("done", known.done ? "yes" : "no"); }
  };
  return (
    <Form form={form} action={t("登记整改措施", "Record the measure")}>
      <Field name="measure" label={t("哪一条", "Which one")}>{(wiring) => <Choice wiring={wiring} value={values.measure} onChange={(measure) => pick(measure ?? next)}
        options={[...one.measures.map((known, i) => ({ value: i + 1, label: t(`第 ${i + 1} 条，目标 ${known.goal}`, `No. ${i + 1}, goal ${known.goal}`) })), { value: next, label: t("新的一条", "a new one") }]} />}</Field>
      <Field name="text" label={t("措施", "Measure")} hint={t("文字存进保险箱，不进公开的日志。已有的措施不填就不改文字。", "Its wording is kept in the vault. Left empty, that of a known measure stays.")} optional={values.measure !== next}>{(wiring) => <LongText wiring={wiring} rows={4} maxLength={1000} value={values.text} onChange={(value) => set("text", value)} />}</Field>
      <Field name="goal" label={t("目标日期", "Goal")}>{(wiring) => <Text wiring={wiring} type="date" width="middle" value={values.goal} onChange={(value) => set("goal", value)} />}</Field>
      <Field name="done" label={t("完成了吗", "Done")}>{(wiring) => <Choice wiring={wiring} value={values.done} options={[{ value: "no" as const, label: t("还没有", "Not yet") }, { value: "yes" as const, label: t("已完成", "Done") }]} onChange={(value) => set("done", value ?? "no")} />}</Field>
      <Field name="day" label={t("日期", "Day")}>{(wiring) => <Text wiring={wiring} type="date" width="middle" value={values.day} onChange={(value) => set("day", value)} />}</Field>
    </Form>
  );
}

const ladder: LadderStep[] = ["reminder", "notice", "summons"];
const yes = (value: unknown): boolean => value === true;

/// Moves of the hand-over chain and of lineage.
function chainMoves(one: CaseStory, told: Told, unitName: (key: string) => string): Move[] {
  const asked = one.chain.filter(({ answer }) => answer === "none").map(({ to }) => unitKey(to));
  const unit: Asked = { name: "unit", kind: "choice", label: t("单位", "Unit"), options: asked.map((value) => ({ value, label: unitName(value) })), ...(asked[0] && asked.length === 1 ? { initial: asked[0] } : {}) };
  const ofUnit = (members: Record<string, unknown>) => ({ ...members, unit: unitOf(String(members["unit"])) });
  return [
    { type: "complaints.accept_case", name: t("接收", "Accept"), primary: true, fields: [unit, dayAsked()], shape: ofUnit, lead: <p>{t("接收之后由这个单位负责。", "From then on this unit is responsible.")}</p> },
    { type: "complaints.return_case", name: t("退回", "Return"), fields: [unit, reasonAsked(), dayAsked()], shape: ofUnit },
    { type: "complaints.assign_case", name: t("转办", "Hand on"), form: (close) => <Assign one={one} close={close} told={told} /> },
    { type: "complaints.split_case", name: t("拆分", "Split"), form: (close) => <Split one={one} close={close} told={told} /> },
    { type: "complaints.merge_cases", name: t("并案", "Merge"), fields: [{ name: "merged", kind: "names", label: t("并进来的件", "Cases to merge into this"), hint: t("受理编号，一行一个；它们保留自己的编号，和本件一起办理。", "Case numbers, one a line; they keep their numbers and are handled with this one.") }, reasonAsked(), dayAsked()] },
    { type: "complaints.link_duplicate", name: t("关联重复件", "Link as repeat"), fields: [numberAsked("first", t("最早的件", "The earlier case"), t("本件重复的那一件的受理编号。", "The number of the case that this one repeats.")), reasonAsked(), dayAsked()] },
    { type: "complaints.unlink_duplicate", name: t("解除重复关联", "Undo the link"), fields: [reasonAsked(), dayAsked()] },
  ];
}

/// Moves of the investigation, of the result and what follows it.
function resultMoves(one: CaseStory, told: Told): Move[] {
  const issues = one.findings.map((finding, i) => ({ value: String(i + 1), label: t(`问题 ${i + 1}（${finding ? findingName(finding) : "还没有结论"}）`, `Issue ${i + 1} (${finding ? findingName(finding) : "no finding yet"})`) }));
  const first = one.findings.findIndex((finding) => finding === null);
  const key = one.key_case || one.inherited_key;
  return [
    { type: "complaints.record_finding", name: t("登记调查结论", "Record a finding"), fields: [{ name: "issue", kind: "choice", label: t("问题", "Issue"), options: issues, initial: String(Math.max(0, first) + 1) }, { name: "finding", kind: "choice", label: t("是否属实", "Finding"), options: findingOptions() }, dayAsked()], shape: (members) => ({ ...members, issue: Number(members["issue"]) }) },
    { type: "complaints.record_measure", name: t("登记整改措施", "Record a measure"), form: (close) => <MeasureForm one={one} close={close} told={told} /> },
    { type: "complaints.record_sanction", name: t("登记处理情况", "Record a sanction"), fields: [
      { name: "kind", kind: "choice", label: t("处理", "Sanction"), options: sanctionOptions() }, { name: "count", kind: "whole", label: t("数量", "Count"), hint: t("按括号里的单位数。", "Of what stands in brackets.") },
      { name: "amount", kind: "yuan", label: t("罚款金额（元）", "Amount of the fine (yuan)"), hint: t("只有罚款填；到分。", "For fines only; to the fen."), optional: true }, { name: "document", kind: "text", label: t("文号", "Document"), optional: true }, dayAsked()],
      between: (values): Record<string, string> => values["kind"] === "fine" && !values["amount"]?.trim() ? { amount: t("填写罚款金额", "Enter the amount of the fine") } : values["kind"] && values["kind"] !== "fine" && values["amount"]?.trim() ? { amount: t("只有罚款有金额", "Only a fine has an amount") } : {},
      shape: (members) => ({ ...members, amount: members["amount"] ?? 0 }) },
    { type: "complaints.attach_evidence", name: t("上传佐证", "Attach evidence"), form: (close) => <AttachEvidence one={one} close={close} told={told} /> },
    { type: "complaints.report_outcome", name: t("上报结果", "Report the result"), primary: true, fields: [{ name: "closure", kind: "choice", label: t("是否办结", "Closed"), options: closureOptions() }, { name: "goal", kind: "day", label: t("办结目标", "To be closed by"), hint: t("阶段性办结和未办结的，写明哪天能办结。", "Unless it is closed: the day by which it will be."), optional: true }, dayAsked()],
      between: (values): Record<string, string> => values["closure"] && values["closure"] !== "complete" && !values["goal"] ? { goal: t("写明办结目标", "Enter the day by which it will be closed") } : {},
      shape: ({ goal, ...members }) => (members["closure"] === "complete" || goal === undefined ? members : { ...members, goal }) },
    { type: "complaints.sign_off", name: t("签批", "Sign off"), primary: true, fields: [dayAsked()], lead: <p>{key ? t("重点件要两个人签批，都不能是上报的人；还要有整改后的佐证。", "A key case takes two persons, neither of whom reported it, and evidence from after the rectification.") : t("签批的人不能是上报的人。", "Another person than who reported it signs off.")}</p> },
    { type: "complaints.refuse_sign_off", name: t("签批退回", "Refuse"), danger: true, fields: [reasonAsked(), dayAsked()] },
    { type: "complaints.reopen_case", name: t("重新办理", "Reopen"), danger: true, fields: [reasonAsked(), dayAsked()], lead: <p>{t("期限重新起算；以前的办理都保留。", "Its clock starts anew; earlier rounds are kept.")}</p> },
    { type: "complaints.record_call_back", name: t("登记回访", "Record the call-back"), fields: [{ name: "reached", kind: "yes", label: t("联系上了吗", "Reached") }, { name: "solved", kind: "yes", label: t("问题解决了吗", "Solved"), optional: true }, { name: "satisfaction", kind: "choice", label: t("满意程度", "Satisfaction"), options: satisfactionOptions(), optional: true }, dayAsked()],
      between: (values): Record<string, string> => values["reached"] === "yes" ? { ...(values["solved"] ? {} : { solved: t("选择是否解决", "Choose whether it is solved") }), ...(values["satisfaction"] ? {} : { satisfaction: t("选择满意程度", "Choose how satisfied") }) } : {},
      shape: ({ satisfaction, ...members }) => ({ ...members, solved: yes(members["reached"]) && yes(members["solved"]), ...(yes(members["reached"]) ? { satisfaction } : {}) }) },
  ];
}

/// Moves of the clock, of what the public reads, and corrections.
function otherMoves(one: CaseStory, types: { value: string; label: string }[]): Move[] {
  const step = ladder[one.clock.step ? ladder.indexOf(one.clock.step) + 1 : 0];
  return [
    ...(step ? [{ type: "complaints.escalate" as const, name: t(`${stepName(step)}`, `Issue the ${stepName(step)}`), fields: [dayAsked()], shape: (members: Record<string, unknown>) => ({ ...members, step }), lead: <p>{t("催办、通报、约谈依次进行，各有起算日；不到日子不能发。", "Reminder, notice and summons follow in this order, each from its own day.")}</p> }] : []),
    { type: "complaints.extend_case", name: t("延期", "Extend"), fields: [{ name: "until", kind: "day", label: t("延到", "Until") }, reasonAsked(), dayAsked()], lead: <p>{t("要在到期之前提出。", "It is asked for before the case is due.")}</p> },
    one.clock.suspended_since ? { type: "complaints.resume_case", name: t("恢复计时", "Resume"), fields: [reasonAsked(), dayAsked()] } : { type: "complaints.suspend_case", name: t("中止计时", "Suspend"), fields: [reasonAsked(), dayAsked()] },
    { type: "complaints.post_update", name: t("发布进展", "Post an update"), fields: [{ name: "text", kind: "long", label: t("进展", "Update"), longest: 500, hint: t("公开给查询的人看，不要写个人信息。", "Shown to whoever looks the case up: no personal data.") }, dayAsked()] },
    { type: "complaints.correct_case", name: t("更正", "Correct"), fields: [{ name: "place", kind: "place", label: t("地方", "Place"), initial: String(one.place) }, { name: "pollution", kind: "choice", label: t("污染类型", "Type"), options: types.some(({ value }) => value === one.pollution) ? types : [{ value: one.pollution, label: pollutionName(one.pollution) }, ...types], initial: one.pollution },
      { name: "key_case", kind: "yes", label: t("重点件", "Key case"), initial: one.key_case ? "yes" : "no" }, reasonAsked(), dayAsked()], lead: <p>{t("第一次的登记留在日志里。", "The first registration stays in the log.")}</p> },
  ];
}

/// What the state takes and would be refused all the same: nobody is asked, nothing is linked, nothing is late.
function sensible(one: CaseStory, type: CommandType): boolean {
  switch (type) {
    case "complaints.accept_case": case "complaints.return_case": return one.chain.some(({ answer }) => answer === "none");
    case "complaints.link_duplicate": return !one.lineage.repeats;
    case "complaints.unlink_duplicate": return Boolean(one.lineage.repeats);
    case "complaints.escalate": return one.clock.report !== null && isLate(one.clock.report) && one.clock.suspended_since === null;
    default: return true;
  }
}

export function CaseMoves({ one, told }: { one: CaseStory; told: Told }) {
  const units = useUnits();
  const types = useTypeOptions();
  const open = [...chainMoves(one, told, units.ofKey), ...resultMoves(one, told), ...otherMoves(one, types)].filter(({ type }) => one.moves.includes(type) && sensible(one, type));
  const edits = one.moves.includes("complaints.approve_text");
  if (open.length === 0 && !edits) return <p className="soft">{t("这个状态下，你没有可办的事项。", "In this state there is nothing for you to do.")}</p>;
  return (
    <div className="actions" data-moves>
      {open.map((move) => (
        <Opens key={move.type} label={`${move.name}…`} title={`${move.name} · ${one.number}`} danger={move.danger ?? false} primary={move.primary ?? false}>
          {(close) => move.form ? move.form(close) : <CommandForm type={move.type} action={move.name} fields={move.fields ?? []} fixed={{ campaign: one.campaign, number: one.number }} close={close} told={told} done={t(`${move.name}：已办理`, `${move.name}: done`)} danger={move.danger ?? false}
            {...(move.lead ? { lead: move.lead } : {})} {...(move.shape ? { shape: move.shape } : {})} {...(move.between ? { between: move.between } : {})} />}
        </Opens>
      ))}
      {edits && <Link href={`/cases/${encodeURIComponent(one.number)}/disclosure`}>{t("公开文本…", "Public text…")}</Link>}
    </div>
  );
}
