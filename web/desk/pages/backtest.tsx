// Backtest (规则回测): what the claims on record would have come to under other rules. Nothing is recorded.

import { useState } from "react";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { className, kindName, outcomeName } from "../api/subsidy_words";
import { printedYuan, t, useLanguage } from "../language";
import { LongText } from "../parts/controls";
import { Bars } from "../parts/chart";
import { Field, Form, useForm } from "../parts/form";
import { Head, Section } from "../parts/page";
import { Rows } from "../parts/rows";

type Result = Schemas["Backtest"];
const wan = (fen: number): string => t(`${(fen / 1_000_000).toFixed(1)} 万元`, `${(fen / 1_000_000).toFixed(1)} × 10,000 yuan`);
const signed = (fen: number): string => `${fen > 0 ? "+" : fen < 0 ? "−" : ""}${printedYuan(Math.abs(fen))}`;

/// The cost of each class, before and after.
function Classes({ result }: { result: Result }) {
  const { total } = result;
  const more = total.after_fen - total.before_fen;
  const title = more === 0 ? t("总成本不变", "The cost stays the same") : more > 0 ? t(`要多花 ${printedYuan(more)} 元`, `It would cost ${printedYuan(more)} yuan more`) : t(`可少花 ${printedYuan(0 - more)} 元`, `It would cost ${printedYuan(0 - more)} yuan less`);
  const rows = result.classes;
  return (
    <Bars title={title} subtitle={t("各类别的补贴，上为现在，下为新规则", "Subsidy by class; above as it is, below under the new rules")}
      bars={rows.map((row) => ({ name: className(row.class ?? ""), parts: [{ kind: "before" as const, fen: row.before_fen, label: wan(row.before_fen) }, { kind: "after" as const, fen: row.after_fen, label: wan(row.after_fen) }] }))}
      table={<table><thead><tr><th scope="col">{t("类别", "Class")}</th><th scope="col" className="right">{t("件数", "Claims")}</th><th scope="col" className="right">{t("现在（元）", "Now (yuan)")}</th><th scope="col" className="right">{t("新规则（元）", "New rules (yuan)")}</th><th scope="col" className="right">{t("相差（元）", "Difference (yuan)")}</th></tr></thead>
        <tbody>{rows.map((row) => <tr key={row.class}><th scope="row">{className(row.class ?? "")}</th><td className="right">{row.claims}</td><td className="right">{printedYuan(row.before_fen)}</td><td className="right">{printedYuan(row.after_fen)}</td><td className="right">{signed(row.after_fen - row.before_fen)}</td></tr>)}</tbody></table>} />
  );
}

/// Who gains and who loses, by place.
function Places({ result }: { result: Result }) {
  const rows = result.places;
  const name = (row: Result["places"][number]): string => (row.place ? t(row.place.zh, row.place.en) || String(row.place.code) : "");
  return (
    <Bars title={t(`${result.persons_gaining.toLocaleString("en")} 人得到更多，${result.persons_losing.toLocaleString("en")} 人得到更少`, `${result.persons_gaining.toLocaleString("en")} people gain, ${result.persons_losing.toLocaleString("en")} lose`)}
      subtitle={t("各地多得的（向右）和少得的（向左）", "By place: gained (to the right) and lost (to the left)")}
      bars={rows.map((row) => ({ name: name(row), parts: [{ kind: "gain" as const, fen: row.gained_fen, label: wan(row.gained_fen) }, { kind: "loss" as const, fen: 0 - row.lost_fen, label: wan(row.lost_fen) }] }))}
      table={<table><thead><tr><th scope="col">{t("地方", "Place")}</th><th scope="col" className="right">{t("多得（件）", "Gaining claims")}</th><th scope="col" className="right">{t("多得（元）", "Gained (yuan)")}</th><th scope="col" className="right">{t("少得（件）", "Losing claims")}</th><th scope="col" className="right">{t("少得（元）", "Lost (yuan)")}</th></tr></thead>
        <tbody>{rows.map((row) => <tr key={row.place?.code}><th scope="row">{name(row)}</th><td className="right">{row.gainers}</td><td className="right">{printedYuan(row.gained_fen)}</td><td className="right">{row.losers}</td><td className="right">{printedYuan(row.lost_fen)}</td></tr>)}</tbody></table>} />
  );
}

function Told({ result }: { result: Result }) {
  const changed = t("变化最大的十件", "The ten claims that change most");
  const why = t("结论和理由", "What was decided, and why");
  return (
    <>
      <dl className="facts">
        <div><dt>{t("规则", "Rules")}</dt><dd>{result.editions.join(t("、", ", "))}</dd></div>
        <div><dt>{t("重新判定", "Decided again")}</dt><dd>{t(`${result.claims.toLocaleString("en")} 件`, `${result.claims.toLocaleString("en")} claims`)}</dd></div>
        <div><dt>{t("给予", "Granted")}</dt><dd>{result.granted.toLocaleString("en")}</dd></div>
        <div><dt>{t("不给", "Refused")}</dt><dd>{result.refused.toLocaleString("en")}</dd></div>
        <div><dt>{t("补贴总额", "Subsidy in all")}</dt><dd>{t(`${printedYuan(result.total.before_fen)} → ${printedYuan(result.total.after_fen)} 元`, `${printedYuan(result.total.before_fen)} → ${printedYuan(result.total.after_fen)} yuan`)}</dd></div>
      </dl>
      {result.untouched.claims > 0 && <p className="soft">{t(`${result.untouched.claims.toLocaleString("en")} 件不在这些规则的年份，没有动。`, `${result.untouched.claims.toLocaleString("en")} claims are of other years and were left alone.`)}</p>}
      {result.replay.mismatches > 0 && <p className="note">{t(`注意：按当时的规则重算，有 ${result.replay.mismatches} 件与记录不同。`, `Mind: decided again under their own rules, ${result.replay.mismatches} claims differ from the record.`)}</p>}
      <Section title={t("成本", "Cost")}><Classes result={result} /></Section>
      <Section title={t("谁多谁少", "Who gains, who loses")}><Places result={result} /></Section>
      {result.funds.length > 0 && <Section title={t("资金池", "Funds")}><ul className="findings">{result.funds.map((one) => <li key={one.fund}><b>{one.fund}</b> {one.ran_out ? <span className="mark red"><span aria-hidden="true">■</span> {t(`${one.ran_out} 用完，${one.unpaid} 件拿不到，差 ${printedYuan(one.short_by_fen)} 元`, `used up on ${one.ran_out}: ${one.unpaid} claims unpaid, ${printedYuan(one.short_by_fen)} yuan short`)}</span> : <span className="mark green"><span aria-hidden="true">●</span> {t(`够用：给予 ${printedYuan(one.granted_fen)} 元`, `lasts: ${printedYuan(one.granted_fen)} yuan granted`)}</span>}</li>)}</ul></Section>}
      <Section title={changed}>
        {result.most_changed.length === 0 ? <p className="soft">{t("没有一件会变。", "No claim would change.")}</p> : <Rows wide name={changed} rows={result.most_changed} rowKey={(row) => row.claim} columns={[
          { title: t("申请编号", "Claim"), head: true, render: (row) => <Link href={`/claims/${row.claim}`} data-row>{row.claim}</Link> }, { title: t("品类", "Kind"), render: (row) => kindName(row.kind) },
          { title: t("地方", "Place"), render: (row) => t(row.place.zh, row.place.en) }, { title: t("日期", "Day"), render: (row) => row.day },
          { title: t("现在（元）", "Now (yuan)"), align: "right", render: (row) => printedYuan(row.before_fen) }, { title: t("新规则（元）", "New rules (yuan)"), align: "right", render: (row) => printedYuan(row.after_fen) },
          { title: t("相差（元）", "Difference (yuan)"), align: "right", render: (row) => signed(row.after_fen - row.before_fen) },
          { title: t("结论", "Outcome"), render: (row) => <>{outcomeName(row.outcome)} <code>{row.clause_after || row.detail}</code></> },
        ]} />}
      </Section>
      <Section title={why}>
        <Rows name={why} rows={result.verdicts} rowKey={(row) => `${row.outcome} ${row.clause} ${row.detail}`} columns={[
          { title: t("结论", "Outcome"), head: true, render: (row) => outcomeName(row.outcome) }, { title: t("条款", "Clause"), render: (row) => <code>{row.clause}</code> }, { title: t("细节", "Detail"), render: (row) => row.detail },
          { title: t("件数", "Claims"), align: "right", render: (row) => row.claims.toLocaleString("en") }, { title: t("原补贴（元）", "Recorded (yuan)"), align: "right", render: (row) => printedYuan(row.recorded_fen) },
        ]} />
      </Section>
    </>
  );
}

export function Backtest() {
  useLanguage();
  const [result, setResult] = useState<Result>();
  const form = useForm({
    initial: { rules: "" },
    check: ({ rules }) => (rules.trim() ? {} : { rules: t("选择或粘贴规则文件", "Choose or paste a rule file") }),
    async send({ rules }) {
      setResult(undefined);
      setResult(await take(api.POST("/api/v1/backtest", { body: { rules } })));
    },
    fieldOf: ({ status }) => (status === 422 ? "rules" : undefined),
  });
  return (
    <>
      <Head title={t("规则回测", "Backtest")} lead={t("用另一份规则，把记录在案的申领单逐件重新判定一遍。什么也不登记。当时被拒的请求没有留下全部事实，所以更宽的规则至少要这么多钱。", "Decides every claim on record again under other rules. Nothing is recorded. Requests that were refused at the time left no facts, so more generous rules cost at least this.")} />
      <Form form={form} action={t("回测", "Run the backtest")}>
        <Field name="rules" label={t("规则文件（YAML）", "Rule file (YAML)")} hint={<><label className="file-choice">{t("从文件读入：", "Read it from a file: ")}<input type="file" accept=".yaml,.yml,text/yaml" onChange={(event) => void event.target.files?.[0]?.text().then((text) => form.set("rules", text))} /></label></>}>
          {(wiring) => <LongText wiring={wiring} rows={10} maxLength={262_144} value={form.values.rules} onChange={(value) => form.set("rules", value)} />}
        </Field>
      </Form>
      <div role="status">{form.busy && <p>{t("正在逐件判定，件数多时要等几十秒。", "Deciding claim by claim; with many of them it takes a while.")}</p>}{result && <h2 className="result">{t("结果", "Result")}</h2>}</div>
      {result && <Told result={result} />}
    </>
  );
}
