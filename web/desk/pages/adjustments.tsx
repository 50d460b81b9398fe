// Adjustments (追溯调整): what a later edition of a year's rules would add to or take from claims. Nothing is done until a
// person approves it.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { today } from "../api/days";
import { usePlaces } from "../api/queries";
import { useMayGive } from "../api/subsidy_rights";
import { kindName } from "../api/subsidy_words";
import { printedYuan, t, useLanguage } from "../language";
import { BulkBar, BulkRun, selectColumn, useBulk, useSelected } from "../parts/bulk";
import { LongText } from "../parts/controls";
import { Empty, Head, Loaded, useRenew } from "../parts/page";
import { Pages, Rows, useFilters } from "../parts/rows";

type Row = Schemas["AdjustmentRow"];
const signed = (fen: number): string => `${fen > 0 ? "+" : fen < 0 ? "−" : ""}${printedYuan(Math.abs(fen))}`;

function Table({ rows }: { rows: Row[] }) {
  const places = usePlaces();
  const mayGive = useMayGive();
  const selected = useSelected();
  const renew = useRenew();
  const [reason, setReason] = useState("");
  const bulk = useBulk(async () => { selected.set([]); await renew("adjustments", "story", "claims", "funds"); });
  const open = rows.filter((row) => row.eligible && mayGive("subsidies.adjust", row.place));
  const picked = open.filter((row) => selected.has(row.claim));
  const sum = picked.reduce((fen, row) => fen + row.difference_fen, 0);
  const name = t("建议的调整", "Proposed adjustments");
  const start = (): void => void bulk.start("subsidies.adjust", picked.map((row) => ({
    key: row.claim, data: { claim: Number(row.claim.slice(1)), day: today(), edition: row.after.edition, subsidy: row.after.subsidy_fen, reason: reason.trim() || t(`按规则 ${row.after.edition} 重算`, `Adjusted to the rules ${row.after.edition}`) },
  })));
  return (
    <>
      {bulk.run && <BulkRun run={bulk.run} stop={bulk.stop} forget={bulk.forget} linkOf={(claim) => <Link href={`/claims/${claim}`}>{claim}</Link>} />}
      {open.length > 0 && (
        <>
          <label className="reason"><span>{t("理由（会公开；不写就写规则的版本）", "Reason (public; the edition of the rules if left empty)")}</span><LongText wiring={{ id: "adjust-reason", status: "", "aria-invalid": false, "aria-describedby": undefined }} rows={2} value={reason} onChange={setReason} /></label>
          <BulkBar selected={selected} all={open.map((row) => row.claim)} action={t("批准所选调整", "Approve those picked")} running={bulk.run?.running ?? false} start={start}
            lead={(count) => t(`批准 ${count} 件，合计 ${signed(sum)} 元。多的补发，少的追缴。`, `${count} approved, ${signed(sum)} yuan in all. What is more is paid; what is less is clawed back.`)} />
        </>)}
      <Rows wide name={name} rows={rows} rowKey={(row) => row.claim} columns={[
        ...(open.length > 0 ? [selectColumn<Row>(selected, (row) => row.claim, (row) => open.includes(row))] : []),
        { title: t("申请编号", "Claim"), head: true, render: (row) => <Link href={`/claims/${row.claim}`} data-row>{row.claim}</Link> },
        { title: t("相差（元）", "Difference (yuan)"), align: "right", render: (row) => <strong>{signed(row.difference_fen)}</strong> },
        { title: t("原来（元）", "Before (yuan)"), align: "right", render: (row) => printedYuan(row.before.subsidy_fen) }, { title: t("重算（元）", "After (yuan)"), align: "right", render: (row) => printedYuan(row.after.subsidy_fen) },
        { title: t("已付（元）", "Paid (yuan)"), align: "right", render: (row) => printedYuan(row.paid_fen) },
        { title: t("规则", "Rules"), render: (row) => t(`${row.before.edition} → ${row.after.edition}`, `${row.before.edition} → ${row.after.edition}`) },
        { title: t("结论", "Outcome"), render: (row) => !row.eligible ? <span className="mark red"><span aria-hidden="true">■</span> {t("不再符合条件，须人工核对", "no longer eligible: look at it")}</span> : <code>{row.after.clause}</code> },
        { title: t("品类", "Kind"), render: (row) => kindName(row.kind) }, { title: t("地方", "Place"), render: (row) => places.name(row.place) }, { title: t("购买日期", "Bought"), render: (row) => row.day },
      ]} />
    </>
  );
}

export function Adjustments() {
  useLanguage();
  const { next, pageAddress } = useFilters([]);
  const query = useQuery({ queryKey: ["adjustments", next], placeholderData: keepPreviousData, queryFn: () => take(api.GET("/api/v1/adjustments", { params: { query: next ? { next } : {} } })) });
  return (
    <>
      <Head title={t("追溯调整", "Adjustments")} lead={t("规则年中改了，这里列出按新规则会不同的申领单。一件一件由人批准，系统自己不做。", "When a year's rules change, these claims would come to something else. A person approves each; nothing is done by itself.")} />
      <Loaded query={query} rows={10}>{(page) => page.rows.length === 0
        ? <Empty title={t("没有要调整的。", "Nothing is to be adjusted.")}><p>{t("每件都在它那一年有效的规则之下。", "Every claim is under the rules in force for its year.")}</p></Empty>
        : <>
            <dl className="facts">
              <div><dt>{t("补发", "Top-ups")}</dt><dd>{t(`${page.totals.top_ups} 件，${printedYuan(page.totals.top_up_fen)} 元`, `${page.totals.top_ups} claims, ${printedYuan(page.totals.top_up_fen)} yuan`)}</dd></div>
              <div><dt>{t("追缴", "Claw-backs")}</dt><dd>{t(`${page.totals.claw_backs} 件，${printedYuan(page.totals.claw_back_fen)} 元`, `${page.totals.claw_backs} claims, ${printedYuan(page.totals.claw_back_fen)} yuan`)}</dd></div>
              <div><dt>{t("不再符合条件", "No longer eligible")}</dt><dd>{t(`${page.totals.no_longer_eligible} 件`, `${page.totals.no_longer_eligible} claims`)}</dd></div>
            </dl>
            <Table rows={page.rows} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
          </>}</Loaded>
    </>
  );
}
