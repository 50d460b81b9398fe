// One claim (申领单): where it stands and until when, what can be done, its steps, its terms, the stacked price, the doubts,
// and why the rules came to its subsidy.

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { className, holdReasonName, kindName, severityName } from "../api/subsidy_words";
import { language, printedInstant, printedYuan, t, useLanguage } from "../language";
import { useTold } from "../parts/command_form";
import { ClaimState, Due } from "../parts/marks";
import { Entry, Head, Loaded, Section } from "../parts/page";
import { Moves } from "./claim_moves";

type Story = Schemas["ClaimStory"];
type Fact = [name: string, value: ReactNode];
const Facts = ({ facts }: { facts: Fact[] }) => <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
const yuan = (fen: number): string => t(`${printedYuan(fen)} 元`, `${printedYuan(fen)} yuan`);

function Standing({ story }: { story: Story }) {
  const { due } = story;
  const facts: Fact[] = [
    [t("状态", "State"), <ClaimState key="state" state={story.state} />],
    [t("从何时起", "Since"), story.since],
    ...(story.hold_reason ? [[t("暂缓原因", "Held because"), holdReasonName(story.hold_reason as Schemas["HoldReason"])] as Fact] : []),
    ...(due ? [[t("办理期限", "Due"), <Due key="due" by={due.by} />] as Fact] : []),
    ...(story.batch ? [[t("批次", "Batch"), <Link key="batch" href={`/batches/${encodeURIComponent(story.batch)}`}>{story.batch}</Link>] as Fact] : []),
    ...(story.order ? [[t("拨付批次", "Payment order"), <Link key="order" href={`/payments/${encodeURIComponent(story.order)}`}>{story.order}</Link>] as Fact] : []),
  ];
  const days = due && (due.working ? t(`${due.days} 个工作日`, `${due.days} working days`) : t(`${due.days} 天`, `${due.days} days`));
  return (
    <>
      <Facts facts={facts} />
      {due?.basis_zh && due.basis_en && <p className="soft under-facts">{t(`期限 ${days}，依据《${due.basis_zh}》。`, `${days}, by: ${due.basis_en}.`)}</p>}
    </>
  );
}

function Terms({ story }: { story: Story }) {
  const places = usePlaces();
  const { terms } = story;
  const kind = terms.kind_zh && terms.kind_en ? t(terms.kind_zh, terms.kind_en) : kindName(terms.kind);
  const facts: Fact[] = [
    [t("补贴", "Subsidy"), yuan(terms.subsidy_fen)], [t("价格", "Price"), yuan(terms.price_fen)],
    ...(terms.paid_fen !== undefined ? [[t("已拨付", "Paid out"), yuan(terms.paid_fen)] as Fact] : []),
    [t("品类", "Kind"), `${className(terms.class)} · ${kind}`], [t("购买日期", "Bought"), terms.day], [t("地方", "Place"), places.name(terms.place)],
    [t("商户", "Merchant"), <Link key="merchant" href={`/merchants/${terms.merchant}`}>{terms.merchant_name || terms.merchant}</Link>],
    [t("资金池", "Fund"), <Link key="fund" href={`/funds/${encodeURIComponent(terms.fund)}`}>{terms.fund}</Link>],
    [t("规则与条款", "Rules and clause"), <code key="clause">{terms.edition} {terms.clause}</code>],
  ];
  return <Section title={t("条件", "Terms")}><Facts facts={facts} />{terms.reconstructed && <p className="soft">{t("根据公开的总数补录，没有姓名和证件。", "Reconstructed from published totals; no person is named.")}</p>}</Section>;
}

const Steps = ({ story }: { story: Story }) => (
  <Section title={t("经过", "Steps")} lead={t("每一步都在公开的日志里，可以逐条核验。", "Each stands in the public log and can be verified.")}>
    <ol className="history">{[...story.steps].reverse().map((step) => (
      <li key={step.seq}><time dateTime={step.at}>{printedInstant(step.at)}</time>
        <span><b>{t(step.title_zh, step.title_en)}</b>{t(step.detail_zh, step.detail_en) && <> {t(step.detail_zh, step.detail_en)}</>}<span className="soft"> · {step.by}</span></span>
        <Entry seq={step.seq}>#{step.seq}</Entry></li>
    ))}</ol>
  </Section>
);

/// How the price came about: each discount and what it left.
function Receipt({ story }: { story: Story }) {
  const steps = story.receipt_steps;
  if (!steps || steps.length === 0) return null;
  return (
    <Section title={t("价格如何叠加", "How the price was stacked")}>
      <table className="plain-table money">
        <thead><tr><th scope="col">{t("由谁让出", "Given by")}</th><th scope="col" className="right">{t("让出（元）", "Amount (yuan)")}</th><th scope="col" className="right">{t("之后（元）", "Left (yuan)")}</th></tr></thead>
        <tbody>
          {story.list_price_fen !== undefined && <tr><th scope="row">{t("标价", "List price")}</th><td /><td className="right">{printedYuan(story.list_price_fen)}</td></tr>}
          {steps.map((step) => <tr key={`${step.giver} ${step.after_fen}`}><th scope="row">{t(step.zh, step.en)}</th><td className="right">{printedYuan(step.amount_fen)}</td><td className="right">{printedYuan(step.after_fen)}</td></tr>)}
        </tbody>
      </table>
    </Section>
  );
}

const Findings = ({ story }: { story: Story }) => story.findings.length === 0 ? null : (
  <Section title={t("筛查发现的疑点", "What the checks found")}>
    <ul className="findings">{story.findings.map((one) => (
      <li key={`${one.check} ${one.detail}`}><span className={`mark ${one.severity === "flag" ? "amber" : "red"}`}><span aria-hidden="true">{one.severity === "flag" ? "▲" : "■"}</span> {t(one.check_zh, one.check_en)}</span>
        <span>{severityName(one.severity)}{one.detail && <> · {one.detail}</>}</span></li>
    ))}</ul>
  </Section>
);

/// Each line of the rules' own account, with the document that it stands in.
function Explanation({ story }: { story: Story }) {
  const lines = story.explanation;
  if (!lines || lines.length === 0) return null;
  return (
    <Section title={t("为什么是这个数", "Why this amount")} lead={t(`按规则 ${story.terms.edition} 逐条算出。`, `Worked out clause by clause under the rules ${story.terms.edition}.`)}>
      <ol className="explained">{lines.map((line, i) => (
        <li key={i}><p>{t(line.zh, line.en)}</p>
          {line.source && <p className="soft"><cite>{t(`《${line.source.title_zh}》`, line.source.title_en)}</cite>{line.source.number && ` ${line.source.number}`}{line.source.local && t("（本市规定）", " (this city's own)")}</p>}</li>
      ))}</ol>
    </Section>
  );
}

/// The next one of the queue that one came from.
function NextInQueue({ claim }: { claim: string }) {
  const [params] = useSearchParams();
  const queue = params.get("queue") ?? "";
  const query = useQuery({
    queryKey: ["queue", queue, ""], enabled: queue !== "",
    queryFn: () => take(api.GET("/api/v1/queues/{queue}", { params: { path: { queue } } })),
  });
  if (!query.data) return null;
  const rows = query.data.rows.filter((row) => row.claim);
  const here = rows.findIndex((row) => row.claim === claim);
  const next = rows.filter((row) => row.claim !== claim)[Math.max(here, 0)] ?? rows.find((row) => row.claim !== claim);
  return (
    <p className="in-queue"><Link href={`/queues/${queue}`}>{t(query.data.zh, query.data.en)}</Link>{t(`：还有 ${query.data.total} 件`, `: ${query.data.total} waiting`)}
      {next?.claim && <> · <Link href={`/claims/${next.claim}?queue=${queue}`} data-following>{t(`下一件 ${next.claim} ›`, `Next: ${next.claim} ›`)}</Link></>}</p>
  );
}

export function Claim({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const claim = params["claim"] ?? "";
  const { done, told } = useTold("claim", "claims", "queue", "queues", "funds");
  const query = useQuery({ queryKey: ["claim", claim], queryFn: () => take(api.GET("/api/v1/claims/{id}/story", { params: { path: { id: claim } } })) });
  return (
    <>
      <Head title={claim} kicker={<Link href="/claims">{t("申领单", "Claims")}</Link>} actions={<a href={`/${language()}/case/${claim}`}>{t("公开页面", "Public page")}</a>} />
      <NextInQueue claim={claim} />
      {done}
      <Loaded query={query} rows={10}>{(story) => (
        <><Standing story={story} /><Moves story={story} told={told} />
          <Findings story={story} /><Steps story={story} /><Terms story={story} /><Receipt story={story} /><Explanation story={story} /></>
      )}</Loaded>
    </>
  );
}
