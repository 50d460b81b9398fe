// One claim (申领单): what became of it, what may be done next and until when, and why the rules came to its subsidy.

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { claimStateName, className, holdReasonName } from "../api/words";
import { language, named, printedExactInstant, printedYuan, t, useLanguage } from "../language";
import { Done, Entry, Head, Loaded, Section, useRenew } from "../parts/page";
import { ClaimMoves } from "./claim_moves";
import { NextInQueue } from "./next_in_queue";

type Story = Schemas["ClaimStory"];

/// Overdue, due today, or the day; with the rule it rests on.
export function DueBy({ due, today }: { due: Schemas["DueDate"]; today: string }) {
  const stage = { accept: t("受理", "acceptance"), review: t("审核", "review"), pay: t("拨付", "payment") }[due.stage];
  const said = t(`${stage}应在 ${due.by} 前办结`, `${stage} is due by ${due.by}`);
  const mark = due.by < today ? <span className="mark red"><span aria-hidden="true">■</span> {t("已超期", "overdue")}</span>
    : due.by === today ? <span className="mark amber"><span aria-hidden="true">▲</span> {t("今天到期", "due today")}</span> : null;
  const basis = due.basis_zh && due.basis_en ? named({ zh: due.basis_zh, en: due.basis_en }) : "";
  return <p>{said} {mark}<br /><span className="soft">{t(`自上一环节起 ${due.days} 个${due.working ? "工作日" : "自然日"}`, `${due.days} ${due.working ? "working" : "calendar"} days from the step before`)}{basis && ` · ${basis}`}</span></p>;
}

function Terms({ story }: { story: Story }) {
  const places = usePlaces();
  const { terms } = story;
  const kind = terms.kind_zh && terms.kind_en ? named({ zh: terms.kind_zh, en: terms.kind_en }) : terms.kind;
  const facts: [string, ReactNode][] = [
    [t("类别", "Class"), className(terms.class)], [t("品类", "Kind"), kind],
    [t("商户", "Merchant"), <Link key="m" href={`/merchants/${terms.merchant}`}>{terms.merchant_name || terms.merchant}</Link>],
    [t("地方", "Place"), places.name(terms.place)], [t("日期", "Day"), terms.day],
    [t("价格（元）", "Price (yuan)"), printedYuan(terms.price_fen)], [t("补贴（元）", "Subsidy (yuan)"), printedYuan(terms.subsidy_fen)],
    [t("已拨付（元）", "Paid (yuan)"), printedYuan(terms.paid_fen ?? 0)],
    [t("规则", "Rules"), `${terms.edition} · ${terms.clause}`], [t("资金池", "Fund"), terms.fund],
  ];
  if (story.batch) facts.push([t("批次", "Batch"), <Link key="b" href={`/batches/${encodeURIComponent(story.batch)}`}>{story.batch}</Link>]);
  if (story.order) facts.push([t("拨付批次", "Payment order"), <Link key="o" href={`/payments/${encodeURIComponent(story.order)}`}>{story.order}</Link>]);
  return <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

function Receipt({ story }: { story: Story }) {
  if (!story.receipt_steps || story.list_price_fen === undefined) return null;
  return (
    <Section title={t("价格是怎么来的", "How the price came about")} lead={t("按规则规定的顺序逐项扣减。", "Discount by discount, in the order of the rules.")}>
      <table className="plain-table">
        <thead><tr><th scope="col">{t("谁让利", "Who gives")}</th><th scope="col" className="right">{t("金额（元）", "Amount (yuan)")}</th><th scope="col" className="right">{t("余额（元）", "Left (yuan)")}</th></tr></thead>
        <tbody>
          <tr><th scope="row">{t("标价", "List price")}</th><td /><td className="right">{printedYuan(story.list_price_fen)}</td></tr>
          {story.receipt_steps.map((step, index) => <tr key={index}><th scope="row">{named(step)}</th><td className="right">−{printedYuan(step.amount_fen)}</td><td className="right">{printedYuan(step.after_fen)}</td></tr>)}
        </tbody>
      </table>
    </Section>
  );
}

function Findings({ story }: { story: Story }) {
  if (story.findings.length === 0) return null;
  const severity = { refuse: t("不予受理", "refuse"), hold: t("暂缓", "hold"), flag: t("提示", "flag") };
  return (
    <Section title={t("疑点", "What the checks found")}>
      <ul>{story.findings.map((one) => <li key={one.check}>{t(one.check_zh, one.check_en)} · {severity[one.severity]} · {t(one.detail_zh, one.detail_en)}</li>)}</ul>
    </Section>
  );
}

const Steps = ({ story }: { story: Story }) => (
  <Section title={t("办理经过", "What happened")}>
    <ol className="story">{story.steps.map((step) => (
      <li key={step.seq}><time dateTime={step.at}>{printedExactInstant(step.at)}</time> <b>{t(step.title_zh, step.title_en)}</b> <span className="soft">{step.by}</span> <Entry seq={step.seq}>#{step.seq}</Entry><br />{t(step.detail_zh, step.detail_en)}</li>
    ))}</ol>
  </Section>
);

const Explanation = ({ story }: { story: Story }) => (
  <Section title={t("补贴是怎么算的", "Why this subsidy")} lead={t("逐条写明用了哪一条、依据什么文件、怎么算出来。", "Each clause considered, what it rests on, and the arithmetic.")}>
    <ol className="story">{(story.explanation ?? []).map((line, index) => (
      <li key={index}>{t(line.zh, line.en)}{line.source && <><br /><span className="soft">{t("依据：", "Source: ")}{t(line.source.title_zh, line.source.title_en)} {line.source.number}{line.source.local && t("（本市）", " (local)")}</span></>}</li>
    ))}</ol>
  </Section>
);

export function Claim({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const id = params["claim"] ?? "";
  const renew = useRenew();
  const [done, setDone] = useState<ReactNode>();
  const query = useQuery({ queryKey: ["story", id], queryFn: () => take(api.GET("/api/v1/claims/{id}/story", { params: { path: { id } } })) });
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  return (
    <>
      <Head title={id} kicker={<Link href="/claims">{t("申领单", "Claims")}</Link>}
            lead={query.data && <>{claimStateName(query.data.state)}{t("，自 ", " since ")}{query.data.since}{query.data.hold_reason && ` · ${holdReasonName(query.data.hold_reason)}`}{query.data.terms.reconstructed && t(" · 由公布数重建", " · reconstructed from published totals")}</>}
            actions={<a href={`/${language()}/case/${id}`}>{t("公开页面", "Public page")}</a>} />
      <NextInQueue claim={id} />
      <Done>{done}</Done>
      <Loaded query={query} rows={12}>{(story) => (
        <>
          {story.due && <DueBy due={story.due} today={today} />}
          <ClaimMoves story={story} told={async (what) => { setDone(what); await renew("story", "claims", "queue", "queues", "merchant"); }} />
          <Terms story={story} />
          <Findings story={story} />
          <Receipt story={story} />
          <Steps story={story} />
          <Explanation story={story} />
        </>
      )}</Loaded>
    </>
  );
}
