// The forms of notices and payment (公示与拨付表单): what passed is announced, what was announced is ordered to be paid.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, command, take, type Schemas } from "../api/client";
import { daysAfter, today } from "../api/days";
import { printedYuan, t } from "../language";
import { Choice, Text } from "../parts/controls";
import { fieldOf, type Told } from "../parts/command_form";
import { Field, Form, useForm } from "../parts/form";
import { Entry, Loaded, Trouble, Waiting } from "../parts/page";
import { Picks, type Pickable } from "../parts/picking";
import { useFunds } from "./funds";

const ofBatch = (row: Schemas["BatchRow"]): Pickable => ({ value: row.batch, label: row.batch, about: t(`${row.merchant_name}，${row.claims} 件，${printedYuan(row.subsidy_fen)} 元`, `${row.merchant_name}, ${row.claims} claims, ${printedYuan(row.subsidy_fen)} yuan`) });
const ofClaim = (row: Schemas["QueueRow"]): Pickable => ({ value: row.claim ?? "", label: row.claim ?? "", about: t(`${row.merchant_name ?? ""}，${printedYuan(row.subsidy_fen)} 元`, `${row.merchant_name ?? ""}, ${printedYuan(row.subsidy_fen)} yuan`) });
const numbersOf = (claims: readonly string[]): number[] => claims.map((claim) => Number(claim.slice(1)));

/// The batches of a stage and the claims of a queue that wait for the same step.
const useWaiting = (stage: "passed" | "on_notice", queue: string) => ({
  batches: useQuery({ queryKey: ["batches", { stage }], queryFn: () => take(api.GET("/api/v1/batches", { params: { query: { stage } } })) }),
  claims: useQuery({ queryKey: ["queue", queue, ""], queryFn: () => take(api.GET("/api/v1/queues/{queue}", { params: { path: { queue } } })) }),
});

interface Values { name: string; until: string; fund: string; batches: string[]; claims: string[] }
const nothingPicked = (values: Values): Partial<Record<keyof Values, string>> => (values.batches.length + values.claims.length > 0 ? {} : { batches: t("至少选一项", "Pick at least one") });

export function PostNotice({ close, told }: { close: () => void; told: Told }) {
  const { batches, claims } = useWaiting("passed", "to_announce");
  const form = useForm<Values>({
    initial: { name: "", until: daysAfter(today(), 7), fund: "", batches: [], claims: [] },
    check: (values) => ({ ...(values.name.trim() ? {} : { name: t("填写公示编号", "Enter the notice's id") }), ...(/^\d{4}-\d{2}-\d{2}$/.test(values.until) ? {} : { until: t("填写最后一天", "Enter the last day") }), ...nothingPicked(values) }),
    async send(values) {
      const { seq } = await command("subsidies.post_notice", { notice: values.name.trim(), day: today(), until: values.until, batches: values.batches, claims: numbersOf(values.claims) });
      close();
      await told(<>{t(`公示 ${values.name.trim()} 已发布：`, `The notice ${values.name.trim()} was posted: `)}<Entry seq={seq} /></>);
    },
    fieldOf: (refusal) => (refusal.type === "subsidies.name_taken" ? "name" : fieldOf(refusal, ["until"]) === "until" ? "until" : undefined),
  });
  return (
    <Form form={form} action={t("发布公示", "Post the notice")}>
      <Field name="name" label={t("公示编号", "The notice's id")} hint={t("如 2025-公示-07。", "Such as notice-2025-07.")}>{(wiring) => <Text wiring={wiring} value={form.values.name} onChange={(value) => form.set("name", value)} code width="middle" />}</Field>
      <Field name="until" label={t("公示到（含当天）", "Until, included")} hint={t("从今天开始。", "It begins today.")}>{(wiring) => <Text wiring={wiring} type="date" width="middle" value={form.values.until} onChange={(value) => form.set("until", value)} />}</Field>
      <Loaded query={batches} rows={3}>{({ rows }) => <Field name="batches" label={t("批次", "Batches")} group>{() => <Picks options={rows.map(ofBatch)} value={form.values.batches} onChange={(value) => form.set("batches", value)} none={t("没有等待公示的批次。", "No batch waits to be announced.")} />}</Field>}</Loaded>
      <Loaded query={claims} rows={3}>{({ rows }) => <Field name="claims" label={t("申请", "Applications")} group>{() => <Picks options={rows.map(ofClaim)} value={form.values.claims} onChange={(value) => form.set("claims", value)} none={t("没有等待公示的申请。", "No application waits to be announced.")} />}</Field>}</Loaded>
    </Form>
  );
}

export function OrderPayment({ close, told }: { close: () => void; told: Told }) {
  const { batches, claims } = useWaiting("on_notice", "to_pay");
  const funds = useFunds();
  const form = useForm<Values>({
    initial: { name: "", until: "", fund: "", batches: [], claims: [] },
    check: (values) => ({ ...(values.name.trim() ? {} : { name: t("填写拨付批次号", "Enter the order's number") }), ...(values.fund ? {} : { fund: t("选择资金池", "Choose the fund") }), ...nothingPicked(values) }),
    async send(values) {
      const { seq } = await command("subsidies.order_payment", { order: values.name.trim(), fund: values.fund, day: today(), batches: values.batches, claims: numbersOf(values.claims) });
      close();
      await told(<>{t(`拨付批次 ${values.name.trim()} 已下达：`, `The payment ${values.name.trim()} was ordered: `)}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (type === "subsidies.name_taken" ? "name" : type === "subsidies.unknown_fund" || type === "subsidies.claim_of_another_fund" ? "fund" : type === "subsidies.notice_not_over" ? "batches" : undefined),
  });
  if (!funds.data) return funds.isError ? <Trouble error={funds.error} /> : <Waiting rows={4} />;
  const rows = (batches.data?.rows ?? []).filter(({ fund }) => !form.values.fund || fund === form.values.fund);
  return (
    <Form form={form} action={t("下达拨付", "Order the payment")}>
      <Field name="name" label={t("拨付批次号", "The order's number")}>{(wiring) => <Text wiring={wiring} value={form.values.name} onChange={(value) => form.set("name", value)} code width="middle" />}</Field>
      <Field name="fund" label={t("资金池", "Fund")}>{(wiring) => <Choice wiring={wiring} value={form.values.fund || undefined} options={funds.data.rows.map(({ fund }) => ({ value: fund, label: fund }))} onChange={(value) => { form.set("fund", value ?? ""); form.set("batches", []); }} />}</Field>
      <Field name="batches" label={t("公示期满的批次", "Batches whose notice is over")} group>{() => <Picks options={rows.map(ofBatch)} value={form.values.batches} onChange={(value) => form.set("batches", value)} none={t("没有等待拨付的批次。", "No batch waits to be paid.")} />}</Field>
      <Loaded query={claims} rows={3}>{(page) => <Field name="claims" label={t("公示期满的申请", "Applications whose notice is over")} group>{() => <Picks options={page.rows.map(ofClaim)} value={form.values.claims} onChange={(value) => form.set("claims", value)} none={t("没有等待拨付的申请。", "No application waits to be paid.")} />}</Field>}</Loaded>
    </Form>
  );
}

/// Where a payee is paid: kept in the vault, never in the log, and not shown again.
export function Payee({ payee, close, told }: { payee: string; close: () => void; told: Told }) {
  const [code] = useState(payee);
  const form = useForm({
    initial: { payee: code, account_name: "", bank: "", account: "" },
    check: (values) => ({
      ...(values.payee.trim() ? {} : { payee: t("填写收款方代码", "Enter the payee") }), ...(values.account_name.trim() ? {} : { account_name: t("填写户名", "Enter the account's name") }),
      ...(values.bank.trim() ? {} : { bank: t("填写开户行", "Enter the bank") }), ...(values.account.trim() ? {} : { account: t("填写账号", "Enter the account's number") }),
    }),
    async send(values) {
      const body = { payee: values.payee.trim(), account_name: values.account_name.trim(), bank: values.bank.trim(), account: values.account.replace(/\s/g, "") };
      await take(api.PUT("/api/v1/payees", { body }));
      close();
      await told(t("收款账号已存入保险库。", "The account is in the vault."));
    },
    fieldOf: ({ status }) => (status === 422 ? "account" : undefined),
  });
  return (
    <Form form={form} action={t("存入", "Keep it")}>
      <p>{t("加密存在保险库里，不进公开日志，存后不再显示。", "It is kept encrypted in the vault, never in the public log, and not shown again.")}</p>
      <Field name="payee" label={t("收款方", "Payee")} hint={t("商户的统一社会信用代码，或申请人的个人代号。", "A merchant's credit code, or an applicant's pseudonym.")}>{(wiring) => <Text wiring={wiring} value={form.values.payee} onChange={(value) => form.set("payee", value)} code />}</Field>
      <Field name="account_name" label={t("户名", "Account's name")}>{(wiring) => <Text wiring={wiring} value={form.values.account_name} onChange={(value) => form.set("account_name", value)} />}</Field>
      <Field name="bank" label={t("开户行", "Bank")}>{(wiring) => <Text wiring={wiring} value={form.values.bank} onChange={(value) => form.set("bank", value)} />}</Field>
      <Field name="account" label={t("账号", "Account number")}>{(wiring) => <Text wiring={wiring} value={form.values.account} onChange={(value) => form.set("account", value)} inputMode="numeric" code />}</Field>
    </Form>
  );
}
