// One case (举报件): where it counts, until when, who is responsible, what was found and done, what may be done next, and how
// all of it came about.

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { fetchCase, useUnits, type CaseStory } from "../api/complaints";
import { caseStateName, channelName, closureName, findingName, pollutionName, satisfactionName, sanctionSaid, stepName } from "../api/complaint_words";
import { isLate } from "../api/days";
import { usePlaces } from "../api/queries";
import { language, printedExactInstant, printedYuan, t, useLanguage } from "../language";
import { useTold, type Told } from "../parts/command_form";
import { Due, Key } from "../parts/marks";
import { Entry, Head, Loaded, Section } from "../parts/page";
import { Rows } from "../parts/rows";
import { CaseEvidence } from "./case_evidence";
import { CaseLetter, SimilarCases } from "./case_letter";
import { CaseMoves } from "./case_moves";

export const CaseLink = ({ number }: { number: string }) => <Link href={`/cases/${encodeURIComponent(number)}`} className="listed">{number}</Link>;
const Facts = ({ facts }: { facts: (readonly [string, ReactNode] | false | null | undefined | "")[] }) => <dl className="facts">{facts.filter((one): one is readonly [string, ReactNode] => Boolean(one)).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
const percent = (bp: number): string => `${bp / 100}%`;

/// Until when it is due, in words; what has moved the day.
function Clock({ one }: { one: CaseStory }) {
  const { clock } = one;
  const waits = one.state === "handed_over" || one.state === "staged";
  if (!clock.report && !clock.publish && !clock.handed_over) return <p className="soft">{t("还没有交办，期限没有起算。", "Not handed over yet: no clock runs.")}</p>;
  return (
    <>
      <p>{clock.report ? <>{t("结果应上报 ", "The result is due ")}{waits && !clock.suspended_since ? <Due by={clock.report} /> : <time dateTime={clock.report}>{clock.report}</time>}</> : t("上报没有规定期限。", "No limit is set for the report.")}
        {clock.publish && <>{t("；应公开 ", "; to be public ")}{one.disclosed.length === 0 && one.state !== "split" && one.state !== "merged" && isLate(clock.publish) ? <Due by={clock.publish} /> : <time dateTime={clock.publish}>{clock.publish}</time>}</>}</p>
      <p className="soft">{clock.handed_over && t(`自 ${clock.handed_over} 交办起算`, `Counted from the hand-over on ${clock.handed_over}`)}
        {clock.extended_days > 0 && t(` · 延期 ${clock.extended_days} 天`, ` · extended by ${clock.extended_days} days`)}{clock.step && t(` · 已${stepName(clock.step)}`, ` · ${stepName(clock.step)} issued`)}{one.rounds > 1 && t(` · 第 ${one.rounds} 次办理`, ` · round ${one.rounds}`)}</p>
      {clock.suspended_since && <p><span className="mark amber"><span aria-hidden="true">▲</span> {t(`自 ${clock.suspended_since} 起中止计时，恢复后顺延。`, `Suspended since ${clock.suspended_since}; what is due moves on when it is resumed.`)}</span></p>}
    </>
  );
}

function Summary({ one }: { one: CaseStory }) {
  const places = usePlaces();
  const units = useUnits();
  return <Facts facts={[
    [t("活动", "Campaign"), one.campaign], [t("批次", "Batch"), <Link key="b" href={`/cases?campaign=${encodeURIComponent(one.campaign)}&batch=${one.batch}`}>{t(`第 ${one.batch} 批`, `batch ${one.batch}`)}</Link>], [t("登记日", "Day"), one.day],
    [t("地方", "Place"), places.name(one.place)], [t("污染类型", "Type"), [one.pollution, ...one.further_types].map(pollutionName).join(t("、", ", "))], [t("渠道", "Channel"), channelName(one.channel)],
    [t("反映问题", "Issues"), one.issues], [t("现在由谁负责", "Responsible now"), <strong key="u">{units.name(one.responsible)}</strong>],
    one.handled_by.length > 1 && [t("联合办理", "Handled jointly"), one.handled_by.map(({ unit, share_bp }) => `${units.name(unit)} ${percent(share_bp)}`).join(t("、", ", "))],
  ]} />;
}

function Chain({ one }: { one: CaseStory }) {
  const units = useUnits();
  if (one.chain.length === 0) return null;
  const said = (leg: CaseStory["chain"][number]): ReactNode => leg.answer === "accepted" ? <span className="mark green"><span aria-hidden="true">●</span> {t(`${leg.answered ?? ""} 接收`, `accepted ${leg.answered ?? ""}`)}</span>
    : leg.answer === "returned" ? <><span className="mark amber"><span aria-hidden="true">▲</span> {t(`${leg.answered ?? ""} 退回`, `returned ${leg.answered ?? ""}`)}</span>{leg.reason && t(`：${leg.reason}`, `: ${leg.reason}`)}</>
    : leg.accept_by ? <>{t("待接收，应在 ", "to be accepted by ")}<Due by={leg.accept_by} /></> : t("待接收", "not answered yet");
  return (
    <Section title={t("交办链", "Hand-over chain")} lead={t("接收之前，仍由上一家负责（首接负责）。", "Until it is accepted, whoever had it before stays responsible.")}>
      <ol className="story">{one.chain.map((leg, i) => (
        <li key={i}><time dateTime={leg.day}>{leg.day}</time> {units.name(leg.from)} → <b>{units.name(leg.to)}</b>{leg.share_bp !== 10_000 && ` ${percent(leg.share_bp)}`}{leg.lead && leg.share_bp !== 10_000 && t("（牵头）", " (leads)")}<br />{said(leg)}</li>
      ))}</ol>
    </Section>
  );
}

function Lineage({ one }: { one: CaseStory }) {
  const { lineage } = one;
  const many = (numbers: string[]): ReactNode => numbers.map((number) => <CaseLink key={number} number={number} />);
  const facts: ([string, ReactNode] | null)[] = [
    lineage.part_of ? [t("拆自", "Part of"), <CaseLink key="p" number={lineage.part_of} />] : null, lineage.parts.length > 0 ? [t("拆成", "Split into"), many(lineage.parts)] : null,
    lineage.merged_into ? [t("并入", "Merged into"), <CaseLink key="m" number={lineage.merged_into} />] : null, lineage.merged.length > 0 ? [t("并入本件的", "Merged into this"), many(lineage.merged)] : null,
    lineage.repeats ? [t("重复于", "Repeats"), <CaseLink key="r" number={lineage.repeats} />] : null, lineage.repeated_by.length > 0 ? [t("重复本件的", "Repeated by"), many(lineage.repeated_by)] : null,
    lineage.split_from ? [t("由外市拆来", "Split from a case of"), lineage.split_from] : null,
  ];
  if (facts.every((fact) => fact === null)) return null;
  return <Section title={t("来历", "Lineage")} lead={t("什么都不删除：拆分、并案、重复的件都留着自己的编号。", "Nothing is deleted: split, merged and repeated cases keep their numbers.")}><Facts facts={facts} /></Section>;
}

function Investigation({ one }: { one: CaseStory }) {
  const found = one.findings.filter((finding) => finding !== null).length;
  return (
    <Section title={t("调查核实", "Findings")} lead={one.rolled_up ? t(`综合结论：${findingName(one.rolled_up)}`, `In all: ${findingName(one.rolled_up)}`) : t(`${one.issues} 个问题，已有结论 ${found} 个。`, `${found} of ${one.issues} issues have a finding.`)}>
      <ol className="story">{one.findings.map((finding, i) => <li key={i}>{t(`问题 ${i + 1}：`, `Issue ${i + 1}: `)}{finding ? findingName(finding) : <span className="soft">{t("还没有结论", "no finding yet")}</span>}</li>)}</ol>
    </Section>
  );
}

function Handling({ one }: { one: CaseStory }) {
  const measures = t("整改措施", "Measures"), sanctions = t("处理情况", "Sanctions");
  return (
    <>
      {one.measures.length > 0 && <Section title={measures}>
        <ol className="story">{one.measures.map((measure, i) => <li key={i}>{measure.text ?? <span className="soft">{t("（没有保存文字）", "(no wording is held)")}</span>}<br />{t("目标 ", "Goal ")}{measure.done ? <>{measure.goal} <span className="mark green"><span aria-hidden="true">●</span> {t("已完成", "done")}</span></> : <Due by={measure.goal} />}</li>)}</ol>
      </Section>}
      {one.sanctions.length > 0 && <Section title={sanctions}>
        <Rows name={sanctions} rows={one.sanctions.map((sanction, i) => ({ ...sanction, i }))} rowKey={({ i }) => String(i)} columns={[
          { title: t("处理", "Sanction"), head: true, render: (row) => sanctionSaid(row.kind, row.count) },
          { title: t("金额（元）", "Amount (yuan)"), align: "right", render: (row) => row.amount_fen > 0 && printedYuan(row.amount_fen) },
          { title: t("文号", "Document"), render: (row) => row.document }, { title: t("日期", "Day"), render: (row) => row.day },
        ]} />
      </Section>}
    </>
  );
}

function Result({ one }: { one: CaseStory }) {
  const { outcome, reported, call_back } = one;
  if (!outcome && !reported && !call_back && one.disclosed.length === 0) return null;
  return (
    <Section title={t("结果与签批", "Result and signatures")}>
      <Facts facts={[
        reported && [t("上报待签批", "Reported, to be signed off"), `${closureName(reported.closure)}${reported.goal ? t(`，目标 ${reported.goal}`, `, goal ${reported.goal}`) : ""}`], reported && [t("上报人", "Reported by"), reported.by],
        reported && (one.key_case || one.inherited_key) && [t("签批（重点件两人）", "Signatures (a key case takes two)"), reported.first_signature ? t(`第一签 ${reported.first_signature}，等另一人`, `first: ${reported.first_signature}; another person follows`) : t("还没有", "none yet")],
        outcome && [t("已签批", "Signed off"), `${closureName(outcome.closure)} · ${outcome.day}`], outcome?.finding && [t("是否属实", "Finding"), findingName(outcome.finding)], outcome?.goal && [t("办结目标", "To be closed by"), outcome.goal],
        one.disclosed.length > 0 && [t("已公开", "Disclosed"), one.disclosed.join(t("、", ", "))],
        call_back && [t("回访", "Call-back"), `${call_back.day} · ${call_back.reached ? `${call_back.solved ? t("已解决", "solved") : t("没有解决", "not solved")}${call_back.satisfaction ? ` · ${satisfactionName(call_back.satisfaction)}` : ""}` : t("没有联系上", "not reached")}`],
      ]} />
    </Section>
  );
}

function Disclosure({ one }: { one: CaseStory }) {
  const address = `/cases/${encodeURIComponent(one.number)}/disclosure`;
  const edits = one.moves.includes("complaints.approve_text");
  return (
    <Section title={t("公开文本", "Public text")} actions={<Link href={address}>{edits ? t("编辑、审定", "Edit and approve") : t("查看", "View")}</Link>}>
      {one.text ? <><p className="reading">{one.text.situation}</p><p className="reading">{one.text.investigation}</p></> : <p className="soft">{t("还没有审定。公开之前要有人审定一份不含个人信息的文本。", "None is approved yet. Before anything is public, a person approves a text without personal data.")}</p>}
      {one.updates.length > 0 && <><h3>{t("进展", "Updates")}</h3><ol className="story">{one.updates.map((update, i) => <li key={i}><time dateTime={update.day}>{update.day}</time> {update.text}</li>)}</ol></>}
    </Section>
  );
}

const Steps = ({ one }: { one: CaseStory }) => (
  <Section title={t("办理经过", "What happened")}>
    <ol className="story">{one.steps.map((step) => (
      <li key={step.seq}><time dateTime={step.at}>{printedExactInstant(step.at)}</time> <b>{t(step.title_zh, step.title_en)}</b> <span className="soft">{step.by}</span> <Entry seq={step.seq}>#{step.seq}</Entry><br />{t(step.detail_zh, step.detail_en)}</li>
    ))}</ol>
  </Section>
);

function Whole({ one, told }: { one: CaseStory; told: Told }) {
  return (
    <>
      <Clock one={one} />
      <CaseMoves one={one} told={told} />
      <Summary one={one} />
      <CaseLetter one={one} />
      <Chain one={one} />
      <Lineage one={one} />
      <SimilarCases one={one} told={told} />
      <Investigation one={one} />
      <Handling one={one} />
      <CaseEvidence one={one} />
      <Result one={one} />
      <Disclosure one={one} />
      <Steps one={one} />
    </>
  );
}

export function Case({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const id = decodeURIComponent(params["case"] ?? "");
  const { done, told } = useTold("case", "cases", "complaint-desk", "complaint-batches", "similar", "complaint-rates");
  const query = useQuery({ queryKey: ["case", id], queryFn: () => fetchCase(id) });
  const one = query.data;
  return (
    <>
      <Head title={id} kicker={<Link href="/cases">{t("举报件", "Cases")}</Link>}
            lead={one && <>{caseStateName(one.state)}{(one.key_case || one.inherited_key) && <> · <Key />{one.inherited_key && !one.key_case && t("（沿自来历）", " (inherited)")}</>}{one.corrections > 0 && t(` · 更正 ${one.corrections} 次`, ` · corrected ${one.corrections} times`)}{one.reconstructed && t(" · 由公布数重建", " · reconstructed from published totals")}</>}
            actions={<a href={`/${language()}/case/${encodeURIComponent(id)}`}>{t("公开页面", "Public page")}</a>} />
      {done}
      <Loaded query={query} rows={12}>{(found) => <Whole one={found} told={told} />}</Loaded>
    </>
  );
}
