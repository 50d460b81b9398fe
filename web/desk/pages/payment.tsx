// One payment order (拨付批次): its lines, the file for the bank, the bank's result, and lines that are sent again.

import { useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import { useState } from "react";
import { Link } from "wouter";
import { api, download, take, type Schemas } from "../api/client";
import { useMay, useMayGive } from "../api/subsidy_rights";
import { printedYuan, t, useLanguage } from "../language";
import { dayAsked, Gives, useTold, type Told } from "../parts/command_form";
import { Field, Form, useForm } from "../parts/form";
import { LineStatus } from "../parts/marks";
import { Head, Loaded, Opens, Section, Trouble } from "../parts/page";
import { Rows } from "../parts/rows";
import { Payee } from "./payment_forms";

type Page = Schemas["OrderPage"];
interface Part { page: Page; told: Told }

function ForTheBank({ page }: { page: Page }) {
  const [failed, setFailed] = useState<unknown>();
  const fetchFile = async (): Promise<void> => {
    setFailed(undefined);
    try {
      await download(`/api/v1/orders/${encodeURIComponent(page.order)}/payment.csv`, `${page.order}.csv`);
    } catch (error) {
      setFailed(error);
    }
  };
  return <><Button type="primary" onClick={() => void fetchFile()}>{t("下载给银行的文件", "Download the file for the bank")}</Button>{failed !== undefined && <Trouble error={failed} />}</>;
}

/// What became of each row of the bank's result.
function Results({ rows }: { rows: Schemas["BankResult"][] }) {
  const wrong = rows.filter(({ status }) => status >= 400);
  return wrong.length === 0 ? null : (
    <Rows name={t("没有登记的行", "Rows that were not recorded")} rows={wrong} rowKey={(row) => row.instruction} columns={[
      { title: t("指令号", "Instruction"), head: true, render: (row) => <code>{row.instruction}</code> }, { title: t("为什么", "Why"), render: (row) => <span className="wrap">{row.detail ?? row.title}</span> },
    ]} />
  );
}

function BankResult({ page, told }: Part) {
  const [file, setFile] = useState<File>();
  const [rows, setRows] = useState<Schemas["BankResult"][]>();
  const form = useForm({
    initial: { file: "" },
    check: () => (file ? {} : { file: t("选择银行回单文件", "Choose the bank's file") } as Partial<Record<"file", string>>),
    async send() {
      if (!file) return;
      const text = await file.text();
      const result = await take(api.POST("/api/v1/orders/{order}/results", { params: { path: { order: page.order } }, body: text, bodySerializer: (body) => body as string, headers: { "Content-Type": "text/csv" } }));
      setRows(result.rows);
      await told(t(`银行回单：登记 ${result.recorded} 笔，以前登记过 ${result.already} 笔。`, `The bank's result: ${result.recorded} recorded, ${result.already} were on record before.`));
    },
    fieldOf: ({ status }) => (status === 422 ? "file" : undefined),
  });
  if (rows) return <div role="status"><p>{t(`${rows.filter(({ status }) => status < 400).length} 行已登记。`, `${rows.filter(({ status }) => status < 400).length} rows are on record.`)}</p><Results rows={rows} /></div>;
  return (
    <Form form={form} action={t("上传", "Upload")}>
      <Field name="file" label={t("银行回单（CSV）", "The bank's result (CSV)")} hint={t("同一份再传一次，不会重复登记。", "The same file again records nothing twice.")}>
        {(wiring) => <input id={wiring.id} type="file" accept=".csv,text/csv" aria-describedby={wiring["aria-describedby"]} onChange={(event) => setFile(event.target.files?.[0])} />}
      </Field>
    </Form>
  );
}

function LinesOf({ page, told }: Part) {
  const may = useMay();
  const mayGive = useMayGive();
  const title = t("明细", "Lines");
  return (
    <Section title={title}>
      <Rows wide name={title} rows={page.line_rows} rowKey={(row) => String(row.line)} columns={[
        { title: t("行", "Line"), head: true, align: "right", render: (row) => row.line },
        { title: t("结果", "Result"), render: (row) => <LineStatus status={row.status} /> },
        { title: t("金额（元）", "Amount (yuan)"), align: "right", render: (row) => printedYuan(row.amount_fen) },
        { title: t("收款方", "Payee"), render: (row) => <span className="clip" title={row.payee}>{row.payee_name ?? row.payee}</span> },
        { title: t("付给", "For"), render: (row) => row.batch ? <Link href={`/batches/${encodeURIComponent(row.batch)}`}>{row.batch}</Link> : row.claim && <Link href={`/claims/${row.claim}`}>{row.claim}</Link> },
        { title: t("件数", "Claims"), align: "right", render: (row) => row.claims },
        { title: t("指令号", "Instruction"), render: (row) => <code>{row.instruction}</code> },
        { title: t("银行流水号", "Bank's reference"), render: (row) => row.bank_reference && <code>{row.bank_reference}</code> },
        { title: t("操作", "Action"), render: (row) => row.status !== "paid" && (
          <span className="actions">
            {row.status === "failed" && mayGive("subsidies.retry_payment") && <Gives type="subsidies.retry_payment" action={t("重新拨付", "Send again")} title={t(`重新拨付第 ${row.line} 行`, `Send line ${row.line} again`)} told={told} fixed={{ order: page.order, line: row.line }} fields={[dayAsked()]} lead={t(`第 ${row.attempt} 次失败了。先核对收款账号。`, `Attempt ${row.attempt} failed. Check the payee's account first.`)} done={t(`第 ${row.line} 行已重新拨付`, `Line ${row.line} was sent again`)} />}
            {may("pay") && <Opens label={t("收款账号…", "Account…")} title={t("收款账号", "A payee's account")}>{(close) => <Payee payee={row.payee} close={close} told={told} />}</Opens>}
          </span>) },
      ]} />
    </Section>
  );
}

export function Payment({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const may = useMay();
  const order = decodeURIComponent(params["order"] ?? "");
  const { done, told } = useTold("order", "orders", "funds", "claims", "claim", "batches", "batch");
  const query = useQuery({ queryKey: ["order", order], queryFn: () => take(api.GET("/api/v1/orders/{order}", { params: { path: { order } } })) });
  return (
    <>
      <Head title={order} kicker={<Link href="/payments">{t("公示与拨付", "Notices and payments")}</Link>} />
      {done}
      <Loaded query={query} rows={8}>{(page) => (
        <>
          <dl className="facts">
            <div><dt>{t("金额", "Amount")}</dt><dd>{t(`${printedYuan(page.amount_fen)} 元，${page.lines} 笔`, `${printedYuan(page.amount_fen)} yuan in ${page.lines} lines`)}</dd></div>
            <div><dt>{t("已到账", "Paid")}</dt><dd>{t(`${printedYuan(page.paid_fen)} 元`, `${printedYuan(page.paid_fen)} yuan`)}</dd></div>
            <div><dt>{t("等回单", "With the bank")}</dt><dd>{page.sent}</dd></div>
            <div><dt>{t("失败", "Failed")}</dt><dd>{page.failed}</dd></div>
            <div><dt>{t("资金池", "Fund")}</dt><dd><Link href={`/funds/${encodeURIComponent(page.fund)}`}>{page.fund}</Link></dd></div>
          </dl>
          {may("pay") && <div className="actions" data-moves><ForTheBank page={page} />
            <Opens label={t("上传银行回单…", "Upload the bank's result…")} title={t("银行回单", "The bank's result")}>{() => <BankResult page={page} told={told} />}</Opens></div>}
          <LinesOf page={page} told={told} />
        </>
      )}</Loaded>
    </>
  );
}
