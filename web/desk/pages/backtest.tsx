// Backtest (规则试算): every claim on record decided again under another rule file.

import { useState } from "react";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { className } from "../api/words";
import { named, printedYuan, t, useLanguage } from "../language";
import { LongText } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Head, Section } from "../parts/page";
import { Rows } from "../parts/rows";
import { Classes, Places } from "./backtest_charts";

type Result = Schemas["Backtest"];

function Told({ result }: { result: Result }) {
  const delta = result.total.after_fen - result.total.before_fen;
  return (
    <>
      <p role="status"><strong>{t(
        `${result.claims.toLocaleString("en")} 件重新核算（规则 ${result.editions.join("、")}）：补贴由 ${printedYuan(result.total.before_fen)} 元变为 ${printedYuan(result.total.after_fen)} 元，${delta >= 0 ? "增加" : "减少"} ${printedYuan(Math.abs(delta))} 元。`,
        `${result.claims.toLocaleString("en")} claims decided again (rules ${result.editions.join(", ")}): subsidy from ${printedYuan(result.total.before_fen)} to ${printedYuan(result.total.after_fen)} yuan, ${printedYuan(Math.abs(delta))} ${delta >= 0 ? "more" : "less"}.`)}</strong></p>
      <p>{t(`${result.persons_gaining.toLocaleString("en")} 人增加，${result.persons_losing.toLocaleString("en")} 人减少；不予补贴 ${result.refused.toLocaleString("en")} 件；其他年份不受影响 ${result.untouched.claims.toLocaleString("en")} 件。`,
            `${result.persons_gaining.toLocaleString("en")} people gain, ${result.persons_losing.toLocaleString("en")} lose; ${result.refused.toLocaleString("en")} claims refused; ${result.untouched.claims.toLocaleString("en")} of other years untouched.`)}</p>
      <ul>{result.funds.map((fund) => <li key={fund.fund}>{fund.ran_out
        ? t(`资金池 ${fund.fund} 将于 ${fund.ran_out} 用完，此后 ${fund.unpaid.toLocaleString("en")} 件付不出，差 ${printedYuan(fund.short_by_fen)} 元。`, `Fund ${fund.fund} would run out on ${fund.ran_out}; ${fund.unpaid.toLocaleString("en")} claims after that could not be paid, ${printedYuan(fund.short_by_fen)} yuan short.`)
        : t(`资金池 ${fund.fund} 够用。`, `Fund ${fund.fund} lasts.`)}</li>)}</ul>
      <p>{result.replay.mismatches === 0
        ? <span className="mark green"><span aria-hidden="true">●</span> {t(`原有决定按各自的规则重放 ${result.replay.claims.toLocaleString("en")} 件，完全一致。`, `${result.replay.claims.toLocaleString("en")} recorded decisions replayed under their own rules, all the same.`)}</span>
        : <span className="mark red"><span aria-hidden="true">■</span> {t(`重放有 ${result.replay.mismatches} 件不一致。`, `${result.replay.mismatches} replayed decisions differ.`)}</span>}</p>
      <Section title={t("按类别", "By class")}>
        <Classes result={result} />
        <Balances name={t("按类别", "By class")} rows={result.classes} />
      </Section>
      <Section title={t("按地方", "By place")}><Places result={result} /><Balances name={t("按地方", "By place")} rows={result.places} /></Section>
      <Section title={t("变化最大的十件", "The ten most changed claims")}>
        <Rows wide name={t("变化最大的十件", "The ten most changed claims")} rows={result.most_changed} rowKey={(row) => row.claim} columns={[
          { title: t("编号", "Claim"), head: true, render: (row) => <Link href={`/claims/${row.claim}`} data-row>{row.claim}</Link> },
          { title: t("日期", "Day"), render: (row) => row.day },
          { title: t("地方", "Place"), render: (row) => named(row.place) },
          { title: t("现行（元）", "Is (yuan)"), align: "right", render: (row) => printedYuan(row.before_fen) },
          { title: t("试算（元）", "Would be (yuan)"), align: "right", render: (row) => printedYuan(row.after_fen) },
          { title: t("条款", "Clause"), render: (row) => <code>{row.clause_before} → {row.clause_after || row.detail}</code> },
        ]} />
      </Section>
    </>
  );
}

/// A class's name, or a place's.
const nameOf = (row: Schemas["BacktestBalance"]): string => (row.place ? named(row.place) : className(row.class ?? ""));

function Balances({ name, rows }: { name: string; rows: Schemas["BacktestBalance"][] }) {
  return (
    <Rows wide name={name} rows={rows} rowKey={nameOf} columns={[
      { title: t("名称", "Name"), head: true, render: nameOf },
      { title: t("件数", "Claims"), align: "right", render: (row) => row.claims.toLocaleString("en") },
      { title: t("现行（元）", "Is (yuan)"), align: "right", render: (row) => printedYuan(row.before_fen) },
      { title: t("试算（元）", "Would be (yuan)"), align: "right", render: (row) => printedYuan(row.after_fen) },
      { title: t("增加（件）", "Gain"), align: "right", render: (row) => row.gainers.toLocaleString("en") },
      { title: t("减少（件）", "Lose"), align: "right", render: (row) => row.losers.toLocaleString("en") },
    ]} />
  );
}

export function Backtest() {
  useLanguage();
  const [result, setResult] = useState<Result>();
  const form = useForm({
    initial: { rules: "" },
    check: ({ rules }) => (rules.trim() ? {} : { rules: t("贴上规则文件，或选择一个文件", "Paste a rule file, or choose one") }),
    send: async ({ rules }) => setResult(await take(api.POST("/api/v1/backtest", { body: { rules } }))),
    fieldOf: ({ status }) => (status === 422 ? "rules" : undefined),
  });
  return (
    <>
      <Head title={t("规则试算", "Backtest")} lead={t("用另一份规则把全部申领单重新核算一遍：花多少、谁多谁少、资金池哪天用完。不改动任何记录。", "Decides every claim on record again under another rule file: what it costs, who gains and loses, when the fund runs out. No record is changed.")} />
      <Form form={form} action={t("试算", "Run")}>
        <Field name="rules" label={t("规则文件（YAML）", "Rule file (YAML)")} hint={<input type="file" accept=".yaml,.yml" aria-label={t("选择规则文件", "Choose a rule file")} onChange={(event) => { const file = event.target.files?.[0]; if (file) void file.text().then((text) => form.set("rules", text)); }} />}>
          {(wiring) => <LongText wiring={wiring} rows={12} maxLength={262144} value={form.values.rules} onChange={(value) => form.set("rules", value)} />}
        </Field>
      </Form>
      {result && <Told result={result} />}
    </>
  );
}
