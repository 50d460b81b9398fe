// One batch (批次): where it stands, its claims with the sample that was drawn, and what can be done next.

import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, take, type CommandType, type Schemas } from "../api/client";
import { useMayGive } from "../api/subsidy_rights";
import { holdReasonOptions, kindName } from "../api/subsidy_words";
import { printedYuan, t, useLanguage } from "../language";
import { dayAsked, Gives, reasonAsked, useTold, type Asked, type Told } from "../parts/command_form";
import { Stage } from "../parts/marks";
import { Head, Loaded, Section } from "../parts/page";
import { Rows } from "../parts/rows";
import { HowToRepeat } from "./seeds";

type Page = Schemas["BatchPage"];
type Stages = Schemas["BatchStage"];
interface Step { type: CommandType; stages: Stages[]; action: string; fields: Asked[]; lead?: string; danger?: boolean; done: string }
const stepsOf = (batch: string): Step[] => [
  { type: "subsidies.review_batch", stages: ["filed"], action: t("审核通过", "Pass the review"), fields: [], lead: t("表示整批材料已经看过。下一步抽样。", "It says that the documents of the whole batch were gone through. Next the sample is drawn."), done: t(`批次 ${batch} 已审核`, `The batch ${batch} was reviewed`) },
  { type: "subsidies.draw_sample", stages: ["reviewed"], action: t("抽取样本", "Draw the sample"), done: t(`批次 ${batch} 已抽样`, `The sample of ${batch} was drawn`), lead: t("种子须在申报之前登记过摘要。公开种子后，谁都能照样再抽一次。", "The seed's hash was on record before the filing. Once the seed is shown, anyone can repeat the draw."), fields: [
    { name: "seed_name", kind: "text", code: true, label: t("种子的名字", "The seed's name") },
    { name: "seed", kind: "text", code: true, label: t("种子", "The seed"), hint: t("登记时给你的 64 个十六进制字符。", "The 64 hexadecimal characters that you kept.") },
    { name: "size", kind: "whole", label: t("抽几件", "How many claims") }] },
  { type: "subsidies.pass_batch", stages: ["sampled"], action: t("批次通过", "Pass the batch"), fields: [], lead: t("抽查全部做完，由审核以外的人通过。", "Once every drawn claim is checked, by another person than the reviewer."), done: t(`批次 ${batch} 已通过`, `The batch ${batch} passed`) },
  { type: "subsidies.hold_batch", stages: ["filed", "reviewed", "sampled", "passed", "on_notice"], action: t("整批暂缓", "Hold the batch"), danger: true, fields: [{ name: "reason", kind: "choice", label: t("原因", "Reason"), options: holdReasonOptions() }, { ...reasonAsked("note", t("说明", "Note")), optional: true }], done: t(`批次 ${batch} 已暂缓`, `The batch ${batch} is held`) },
  { type: "subsidies.release_batch", stages: ["held"], action: t("解除整批暂缓", "Release the batch"), fields: [reasonAsked("note", t("疑点如何消除", "How the doubt was cleared"))], lead: t("整批回到待审核。", "It is reviewed again."), done: t(`批次 ${batch} 已解除暂缓`, `The batch ${batch} was released`) },
];

function Actions({ page, told }: { page: Page; told: Told }) {
  const mayGive = useMayGive();
  const fit = stepsOf(page.batch).filter(({ stages }) => stages.includes(page.stage));
  const open = fit.filter(({ type }) => mayGive(type, page.place));
  if (open.length === 0) return fit.length === 0 ? null : <p className="soft">{t(`能办的有${fit.map(({ action }) => action).join("、")}，但你没有这些权限。`, `${fit.map(({ action }) => action).join(", ")} would be next, but you do not have the rights.`)}</p>;
  return <div className="actions" data-moves>{open.map(({ type, action, fields, ...more }) => (
    <Gives key={type} {...more} type={type} action={action} fixed={{ batch: page.batch }} fields={[...fields, dayAsked()]} told={told} primary={!more.danger} title={`${action} · ${page.batch}`} />
  ))}</div>;
}

/// What the check of one drawn claim found.
function Check({ claim, told }: { claim: string; told: Told }) {
  const fields: Asked[] = [
    { name: "passed", kind: "yes", label: t("抽查结果", "What the check found"), options: [{ value: "yes", label: t("没有问题", "Nothing wrong") }, { value: "no", label: t("有问题，暂缓", "Something is wrong: hold it") }] },
    { name: "reason", kind: "choice", optional: true, label: t("有问题的，是什么", "If so, what"), options: holdReasonOptions() },
    { ...reasonAsked("note", t("说明", "Note")), optional: true }, dayAsked(),
  ];
  return <Gives type="subsidies.record_check" action={t("登记抽查", "Record the check")} title={t(`登记抽查 · ${claim}`, `Record the check · ${claim}`)} told={told} fields={fields}
                fixed={{ claim: Number(claim.slice(1)) }} shape={(members) => ({ ...members, reason: members["reason"] ?? "other" })} done={t(`${claim} 的抽查已登记`, `The check of ${claim} is on record`)} />;
}

function ClaimsOf({ page, told }: { page: Page; told: Told }) {
  const mayGive = useMayGive();
  const checks = page.stage === "sampled" && mayGive("subsidies.record_check", page.place);
  const rows = [...page.claim_rows].sort((a, b) => Number(b.to_check) - Number(a.to_check));
  const name = t(`批次 ${page.batch} 的申领单`, `Claims of the batch ${page.batch}`);
  return (
    <Section title={t("申领单", "Claims")} lead={page.to_check > 0 ? t(`抽中还没有查的 ${page.to_check} 件在前。`, `The ${page.to_check} drawn and not yet checked come first.`) : undefined}>
      <Rows name={name} rows={rows} rowKey={(row) => row.claim} columns={[
        { title: t("申请编号", "Claim"), head: true, render: (row) => <Link href={`/claims/${row.claim}`} data-row>{row.claim}</Link> },
        { title: t("抽查", "Spot check"), render: (row) => row.to_check ? <span className="actions"><span className="mark amber"><span aria-hidden="true">▲</span> {t("待抽查", "to check")}</span>{checks && <Check claim={row.claim} told={told} />}</span> : null },
        { title: t("品类", "Kind"), render: (row) => kindName(row.kind) },
        { title: t("购买日期", "Bought"), render: (row) => row.day },
        { title: t("价格（元）", "Price (yuan)"), align: "right", render: (row) => printedYuan(row.price_fen) },
        { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
      ]} />
    </Section>
  );
}

export function Batch({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const batch = decodeURIComponent(params["batch"] ?? "");
  const { done, told } = useTold("batch", "batches", "queue", "queues", "claim", "claims");
  const query = useQuery({ queryKey: ["batch", batch], queryFn: () => take(api.GET("/api/v1/batches/{batch}", { params: { path: { batch } } })) });
  return (
    <>
      <Head title={batch} kicker={<Link href="/batches">{t("批次", "Batches")}</Link>} />
      {done}
      <Loaded query={query} rows={10}>{(page) => (
        <>
          <dl className="facts">
            <div><dt>{t("阶段", "Stage")}</dt><dd><Stage stage={page.stage} /></dd></div>
            <div><dt>{t("商户", "Merchant")}</dt><dd><Link href={`/merchants/${page.merchant}`}>{page.merchant_name}</Link></dd></div>
            <div><dt>{t("申报", "Filed")}</dt><dd>{page.filed}</dd></div>
            <div><dt>{t("补贴", "Subsidy")}</dt><dd>{t(`${printedYuan(page.subsidy_fen)} 元，${page.claims} 件`, `${printedYuan(page.subsidy_fen)} yuan, ${page.claims} claims`)}</dd></div>
            <div><dt>{t("资金池", "Fund")}</dt><dd><Link href={`/funds/${encodeURIComponent(page.fund)}`}>{page.fund}</Link></dd></div>
            {page.reviewed_by && <div><dt>{t("审核人", "Reviewed by")}</dt><dd>{page.reviewed_by}</dd></div>}
            {page.notice && <div><dt>{t("公示", "Notice")}</dt><dd>{page.notice}</dd></div>}
          </dl>
          <Actions page={page} told={told} />
          <ClaimsOf page={page} told={told} />
          {page.stage !== "filed" && page.stage !== "reviewed" && <Section title={t("抽样可以重做", "The sample can be repeated")}><HowToRepeat purpose="sample" name={page.batch} what={t("申领单", "claim")} /></Section>}
        </>
      )}</Loaded>
    </>
  );
}
