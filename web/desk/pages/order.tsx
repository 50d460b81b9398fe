// One payment order (拨付批次): its lines, the file for the bank, the bank's result, and what is sent again.

import { useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { api, command, download, Refusal, take, type Schemas } from "../api/client";
import { may, useSession } from "../api/session";
import { printedYuan, t, useLanguage } from "../language";
import { Done, Entry, Head, Loaded, Opens, useRenew } from "../parts/page";
import { Rows } from "../parts/rows";
import { Confirm } from "./account_forms";
import { todayInChina } from "./claim_moves";
import { Payee } from "./payee";

const statusMark = (status: Schemas["OrderLineRow"]["status"]): ReactNode =>
  status === "paid" ? <span className="mark green"><span aria-hidden="true">●</span> {t("已付", "paid")}</span>
    : status === "failed" ? <span className="mark red"><span aria-hidden="true">■</span> {t("失败", "failed")}</span>
      : <span className="mark amber"><span aria-hidden="true">▲</span> {t("待回单", "with the bank")}</span>;

export function Order({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const id = decodeURIComponent(params["order"] ?? "");
  const renew = useRenew();
  const pays = may(useSession(), "pay");
  const [done, setDone] = useState<ReactNode>();
  const [failed, setFailed] = useState("");
  const query = useQuery({ queryKey: ["order", id], queryFn: () => take(api.GET("/api/v1/orders/{order}", { params: { path: { order: id } } })) });
  async function record(file: File): Promise<void> {
    setFailed("");
    try {
      const result = await take(api.POST("/api/v1/orders/{order}/results", { params: { path: { order: id } }, body: await file.text(), headers: { "Content-Type": "text/csv" }, bodySerializer: (body) => body as string }));
      const refused = result.rows.filter((row) => row.status >= 400);
      setDone(<>{t(`登记 ${result.recorded} 行，此前已登记 ${result.already} 行。`, `${result.recorded} rows recorded, ${result.already} were on record.`)}
        {refused.length > 0 && <ul>{refused.map((row) => <li key={row.instruction}>{row.instruction}: {row.detail ?? row.title}</li>)}</ul>}</>);
    } catch (error) {
      setFailed(error instanceof Refusal ? error.message : String(error));
    }
    await renew("order", "orders", "reconciliation");
  }
  async function fetchFile(): Promise<void> {
    setFailed("");
    try {
      await download(`/api/v1/orders/${encodeURIComponent(id)}/payment.csv`, `${id}.csv`);
    } catch (error) {
      setFailed(error instanceof Refusal ? error.message : String(error));
    }
  }
  return (
    <>
      <Head title={id} kicker={<Link href="/payments">{t("拨付", "Payments")}</Link>}
            lead={query.data && t(`资金池 ${query.data.fund}，应付 ${printedYuan(query.data.amount_fen)} 元，已付 ${printedYuan(query.data.paid_fen)} 元`, `Fund ${query.data.fund}; ${printedYuan(query.data.amount_fen)} yuan ordered, ${printedYuan(query.data.paid_fen)} paid`)}
            actions={pays && <Button onClick={() => void fetchFile()}>{t("下载拨付文件（CSV）", "Download the bank's file (CSV)")}</Button>} />
      <Done>{done}</Done>
      {failed && <div className="trouble" role="alert"><p>{failed}</p></div>}
      {pays && <p><label>{t("上传银行回单（CSV）：", "Upload the bank's result (CSV): ")}<input type="file" accept=".csv,text/csv" onChange={(event) => { const file = event.target.files?.[0]; if (file) void record(file); event.target.value = ""; }} /></label></p>}
      <Loaded query={query} rows={8}>{(order) => (
        <Rows wide name={t("各行", "Lines")} rows={order.line_rows} rowKey={(row) => String(row.line)} columns={[
          { title: t("行", "Line"), head: true, render: (row) => row.line },
          { title: t("收款人", "Payee"), render: (row) => row.payee_name ?? <span className="clip" title={row.payee}>{row.claim ? t("个人", "a person") : row.payee}</span> },
          { title: t("内容", "For"), render: (row) => row.claim ? <Link href={`/claims/${row.claim}`} data-row>{row.claim}</Link> : <Link href={`/batches/${encodeURIComponent(row.batch ?? "")}`} data-row>{row.batch}</Link> },
          { title: t("件数", "Claims"), align: "right", render: (row) => row.claims },
          { title: t("金额（元）", "Amount (yuan)"), align: "right", render: (row) => printedYuan(row.amount_fen) },
          { title: t("状态", "Status"), render: (row) => statusMark(row.status) },
          { title: t("次数", "Attempt"), align: "right", render: (row) => row.attempt },
          { title: t("银行流水号", "Bank reference"), render: (row) => row.bank_reference && <code>{row.bank_reference}</code> },
          { title: t("操作", "Action"), render: (row) => pays && row.status !== "paid" && <span className="actions">
            <Opens label={t("收款账号…", "Account…")} title={t("收款账号", "A payee's account")}>{(close) => <Payee payee={row.payee} close={close} told={async (what) => setDone(what)} />}</Opens>
            {row.status === "failed" && <Opens label={t("重拨…", "Send again…")} title={row.instruction}>{(close) => (
              <Confirm action={t("重拨", "Send again")} lead={t("请先确认银行确实没有付款。新的指令号会多一次。", "Make sure the bank has not paid. It gets the next number.")} close={close}
                       send={async () => { const { seq } = await command("subsidies.retry_payment", { order: id, line: row.line, day: todayInChina() }); setDone(<>{t("已重拨：", "Sent again: ")}<Entry seq={seq} /></>); await renew("order", "orders"); }} />
            )}</Opens>}</span> },
        ]} />
      )}</Loaded>
    </>
  );
}
