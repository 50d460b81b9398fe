// Notices and payments (公示与拨付): what is announced until when, and the orders that were sent to the bank.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, take } from "../api/client";
import { useMay, useMayGive } from "../api/subsidy_rights";
import { isLate } from "../api/days";
import { printedYuan, t, useLanguage } from "../language";
import { useTold } from "../parts/command_form";
import { Empty, Head, Loaded, Opens, Section } from "../parts/page";
import { Pages, Rows, useFilters } from "../parts/rows";
import { OrderPayment, Payee, PostNotice } from "./payment_forms";

function Orders() {
  const { next, pageAddress } = useFilters([]);
  const query = useQuery({ queryKey: ["orders", next], placeholderData: keepPreviousData, queryFn: () => take(api.GET("/api/v1/orders", { params: { query: next ? { next } : {} } })) });
  const title = t("拨付批次", "Payment orders");
  return (
    <Loaded query={query} rows={5}>{(page) => page.rows.length === 0
      ? <Empty title={t("还没有拨付。", "Nothing was ordered to be paid yet.")}><p>{t("公示期满的批次和申请可以拨付。", "Batches and applications can be paid once their notice is over.")}</p></Empty>
      : <>
          <Rows name={title} rows={page.rows} rowKey={(row) => row.order} columns={[
            { title: t("拨付批次", "Order"), head: true, render: (row) => <Link href={`/payments/${encodeURIComponent(row.order)}`} data-row>{row.order}</Link> },
            { title: t("资金池", "Fund"), render: (row) => row.fund },
            { title: t("笔数", "Lines"), align: "right", render: (row) => row.lines },
            { title: t("金额（元）", "Amount (yuan)"), align: "right", render: (row) => printedYuan(row.amount_fen) },
            { title: t("已到账（元）", "Paid (yuan)"), align: "right", render: (row) => printedYuan(row.paid_fen) },
            { title: t("结果", "Result"), render: (row) => row.failed > 0 ? <span className="mark red"><span aria-hidden="true">■</span> {t(`${row.failed} 笔失败`, `${row.failed} failed`)}</span>
              : row.sent > 0 ? <span className="mark plain"><span aria-hidden="true">◆</span> {t(`${row.sent} 笔等回单`, `${row.sent} with the bank`)}</span> : <span className="mark green"><span aria-hidden="true">●</span> {t("全部到账", "all paid")}</span> },
          ]} />
          <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
        </>}</Loaded>
  );
}

function Notices() {
  const query = useQuery({ queryKey: ["notices"], queryFn: () => take(api.GET("/api/v1/notices")) });
  return (
    <Loaded query={query} rows={4}>{({ rows }) => rows.length === 0
      ? <Empty title={t("还没有公示。", "Nothing was announced yet.")} />
      : <Rows name={t("公示", "Notices")} rows={rows} rowKey={(row) => row.notice} columns={[
          { title: t("公示", "Notice"), head: true, render: (row) => row.notice }, { title: t("从", "From"), render: (row) => row.day }, { title: t("到（含当天）", "Until, included"), render: (row) => row.until },
          { title: t("状态", "State"), render: (row) => isLate(row.until) ? <span className="soft">{t("已期满", "over")}</span> : <span className="mark plain"><span aria-hidden="true">◆</span> {t("公示中", "on notice")}</span> },
        ]} />}</Loaded>
  );
}

export function Payments() {
  useLanguage();
  const may = useMay();
  const mayGive = useMayGive();
  const { done, told } = useTold("orders", "notices", "batches", "queue", "queues", "claims");
  return (
    <>
      <Head title={t("公示与拨付", "Notices and payments")} lead={t("先公示，期满无异议，再按批次拨付到商户或申请人。", "First announced; when the notice is over, paid to merchants or applicants by order.")}
            actions={<div className="actions">
              {may("pay") && <Opens label={t("收款账号…", "A payee's account…")} title={t("收款账号", "A payee's account")}>{(close) => <Payee payee="" close={close} told={told} />}</Opens>}
              {mayGive("subsidies.post_notice") && <Opens label={t("公示…", "Announce…")} title={t("发布公示", "Post a notice")}>{(close) => <PostNotice close={close} told={told} />}</Opens>}
              {mayGive("subsidies.order_payment") && <Opens label={t("下达拨付…", "Order a payment…")} title={t("下达拨付", "Order a payment")} primary>{(close) => <OrderPayment close={close} told={told} />}</Opens>}
            </div>} />
      {done}
      <Section title={t("拨付批次", "Payment orders")}><Orders /></Section>
      <Section title={t("公示", "Notices")}><Notices /></Section>
    </>
  );
}
