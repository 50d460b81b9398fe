// Payments (拨付): orders and their results, notices, and the three-way reconciliation.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { api, command, take, type Schemas } from "../api/client";
import { may, useSession } from "../api/session";
import { named, printedYuan, t, useLanguage } from "../language";
import { LongText, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Done, Empty, Entry, Head, Loaded, Opens, Section, useRenew } from "../parts/page";
import { Pages, Rows, useFilters } from "../parts/rows";
import { todayInChina } from "./claim_moves";

type Told = (what: ReactNode) => Promise<void>;
const words = (text: string): string[] => text.split(/[\s,，、]+/).filter(Boolean);
const claimNumbers = (text: string): number[] | undefined => {
  const numbers = words(text).map((word) => (/^C\d{7,}$/.test(word) ? Number(word.slice(1)) : NaN));
  return numbers.some(Number.isNaN) ? undefined : numbers;
};

function Listed({ kind, close, told }: { kind: "notice" | "order"; close: () => void; told: Told }) {
  const form = useForm({
    initial: { name: "", fund: "", until: todayInChina(), batches: "", claims: "" },
    check: (values) => ({
      ...(values.name.trim() ? {} : { name: t("填写名称", "Give it a name") }),
      ...(kind === "order" && !values.fund.trim() ? { fund: t("填写资金池", "Name the fund") } : {}),
      ...(claimNumbers(values.claims) ? {} : { claims: t("申领单编号形如 C0000001，用空格隔开", "Claims are written C0000001, separated by spaces") }),
      ...(words(values.batches).length + words(values.claims).length > 0 ? {} : { batches: t("至少列出一个批次或申领单", "List at least one batch or claim") }),
    }),
    async send(values) {
      const both = { day: todayInChina(), batches: words(values.batches), claims: claimNumbers(values.claims) ?? [] };
      const { seq } = kind === "notice"
        ? await command("subsidies.post_notice", { notice: values.name.trim(), until: values.until, ...both })
        : await command("subsidies.order_payment", { order: values.name.trim(), fund: values.fund.trim(), ...both });
      close();
      await told(<>{values.name.trim()}{t("：已登记，", ": on record, ")}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (type === "subsidies.name_taken" ? "name" : /batch|stage/.test(type) ? "batches" : /claim|state/.test(type) ? "claims" : type === "subsidies.unknown_fund" ? "fund" : undefined),
  });
  return (
    <Form form={form} action={kind === "notice" ? t("公示", "Announce") : t("下达拨付", "Order payment")}>
      <Field name="name" label={kind === "notice" ? t("公示名称", "Name of the notice") : t("拨付批次名称", "Name of the order")}>{(wiring) => <Text wiring={wiring} code width="middle" value={form.values.name} onChange={(value) => form.set("name", value)} />}</Field>
      {kind === "order" && <Field name="fund" label={t("资金池", "Fund")}>{(wiring) => <Text wiring={wiring} code width="middle" value={form.values.fund} onChange={(value) => form.set("fund", value)} />}</Field>}
      {kind === "notice" && <Field name="until" label={t("公示到（含）", "Until (included)")}>{(wiring) => <Text wiring={wiring} type="date" width="middle" value={form.values.until} onChange={(value) => form.set("until", value)} />}</Field>}
      <Field name="batches" label={t("批次", "Batches")} optional hint={t("用空格或换行隔开。", "Separated by spaces or lines.")}>{(wiring) => <LongText wiring={wiring} maxLength={20000} value={form.values.batches} onChange={(value) => form.set("batches", value)} />}</Field>
      <Field name="claims" label={t("申领单", "Claims")} optional hint={t("用空格或换行隔开。", "Separated by spaces or lines.")}>{(wiring) => <LongText wiring={wiring} maxLength={20000} value={form.values.claims} onChange={(value) => form.set("claims", value)} />}</Field>
    </Form>
  );
}

function Reconciliation() {
  const pays = may(useSession(), "pay");
  const [statement, setStatement] = useState<string>();
  const [read, setRead] = useState("");
  const query = useQuery({
    queryKey: ["reconciliation", statement],
    queryFn: () => statement === undefined ? take(api.GET("/api/v1/reconciliation"))
      : take(api.POST("/api/v1/reconciliation", { body: statement, headers: { "Content-Type": "text/csv" }, bodySerializer: (body) => body as string })),
  });
  const compare: [string, keyof Schemas["FundSums"], keyof Schemas["FundSums"]][] = [
    [t("未付补贴", "Granted"), "claims_granted_fen", "ledger_granted_fen"], [t("拨付中", "With the bank"), "claims_ordered_fen", "ledger_ordered_fen"],
    [t("已拨付", "Paid"), "claims_paid_fen", "ledger_paid_fen"], [t("待追缴", "To be clawed back"), "claims_to_claw_back_fen", "ledger_to_claw_back_fen"],
  ];
  return (
    <Section title={t("三方对账", "Reconciliation")} lead={t("申领记录、账簿、银行各自独立计算；有差异逐条列出。", "Claims, ledger and bank are counted apart; each difference is named.")}>
      {pays && <p><label>{t("银行对账单（CSV，格式同回单）：", "The bank's statement (CSV, in the form of its result): ")}<input type="file" accept=".csv,text/csv" onChange={(event) => { const file = event.target.files?.[0]; if (file) void file.text().then((text) => { setStatement(text); setRead(file.name); }); }} /></label> {read && <span className="soft">{read}</span>}</p>}
      <Loaded query={query} rows={6}>{(data) => (
        <>
          {data.funds.map((fund) => (
            <table key={fund.fund} className="plain-table">
              <caption>{t(`资金池 ${fund.fund}`, `Fund ${fund.fund}`)}</caption>
              <thead><tr><th scope="col">{t("项目", "What")}</th><th scope="col" className="right">{t("申领（元）", "Claims (yuan)")}</th><th scope="col" className="right">{t("账簿（元）", "Ledger (yuan)")}</th></tr></thead>
              <tbody>{compare.map(([name, ours, theirs]) => <tr key={name}><th scope="row">{name}</th><td className="right">{printedYuan(fund[ours] as number)}</td><td className="right">{printedYuan(fund[theirs] as number)}</td></tr>)}
                {data.with_bank && <tr><th scope="row">{t("历次拨付 / 银行", "All lines paid / the bank")}</th><td className="right">{printedYuan(fund.lines_paid_fen)}</td><td className="right">{printedYuan(fund.bank_paid_fen ?? 0)}</td></tr>}</tbody>
            </table>
          ))}
          {data.differences.length === 0
            ? <p><span className="mark green"><span aria-hidden="true">●</span> {t("没有差异", "No difference")}</span></p>
            : <ul>{data.differences.map((one, index) => <li key={index}><span className="mark red"><span aria-hidden="true">■</span></span> {named(one)}</li>)}</ul>}
        </>
      )}</Loaded>
    </Section>
  );
}

export function Payments() {
  useLanguage();
  const renew = useRenew();
  const session = useSession();
  const [done, setDone] = useState<ReactNode>();
  const { next, pageAddress } = useFilters([]);
  const query = useQuery({ queryKey: ["orders", next], placeholderData: keepPreviousData, queryFn: () => take(api.GET("/api/v1/orders", { params: { query: next ? { next } : {} } })) });
  const notices = useQuery({ queryKey: ["notices"], queryFn: () => take(api.GET("/api/v1/notices", { params: { query: {} } })) });
  const told: Told = async (what) => { setDone(what); await renew("orders", "notices", "batches", "queues", "reconciliation"); };
  return (
    <>
      <Head title={t("拨付", "Payments")} lead={t("公示期满才能拨付；银行说失败的，换一个指令号再拨，不会重付。", "Paid after the notice is over; what failed at the bank goes again under another number and is never paid twice.")}
            actions={<>
              {may(session, "publish") && <Opens label={t("公示…", "Announce…")}>{(close) => <Listed kind="notice" close={close} told={told} />}</Opens>}
              {may(session, "pay") && <Opens primary label={t("下达拨付…", "Order payment…")}>{(close) => <Listed kind="order" close={close} told={told} />}</Opens>}
            </>} />
      <Done>{done}</Done>
      <Section title={t("拨付批次", "Payment orders")}>
        <Loaded query={query} rows={6}>{(page) => page.rows.length === 0 ? <Empty title={t("还没有拨付批次。", "There is no payment order yet.")} /> : <>
          <Rows wide name={t("拨付批次", "Payment orders")} rows={page.rows} rowKey={(row) => row.order} columns={[
            { title: t("批次", "Order"), head: true, render: (row) => <Link href={`/payments/${encodeURIComponent(row.order)}`} data-row>{row.order}</Link> },
            { title: t("资金池", "Fund"), render: (row) => row.fund },
            { title: t("行数", "Lines"), align: "right", render: (row) => row.lines },
            { title: t("应付（元）", "Ordered (yuan)"), align: "right", render: (row) => printedYuan(row.amount_fen) },
            { title: t("已付（元）", "Paid (yuan)"), align: "right", render: (row) => printedYuan(row.paid_fen) },
            { title: t("待回单", "With the bank"), align: "right", render: (row) => row.sent },
            { title: t("失败", "Failed"), align: "right", render: (row) => (row.failed ? <span className="mark red"><span aria-hidden="true">■</span> {row.failed}</span> : 0) },
          ]} />
          <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
        </>}</Loaded>
      </Section>
      <Section title={t("公示", "Public notices")}>
        <Loaded query={notices} rows={3}>{(page) => page.rows.length === 0 ? <Empty title={t("还没有公示。", "There is no public notice yet.")} /> : (
          <Rows wide name={t("公示", "Public notices")} rows={page.rows} rowKey={(row) => row.notice} columns={[
            { title: t("公示", "Notice"), head: true, render: (row) => row.notice }, { title: t("从", "From"), render: (row) => row.day }, { title: t("到", "Until"), render: (row) => row.until },
          ]} />
        )}</Loaded>
      </Section>
      <Reconciliation />
    </>
  );
}
