// Adjustments (追溯调整): what a retroactive change of the rules would add or take; each is approved by a person.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import { useRef, useState } from "react";
import { Link } from "wouter";
import { api, command, Refusal, take, type Schemas } from "../api/client";
import { className } from "../api/words";
import { printedYuan, t, useLanguage } from "../language";
import { Empty, Head, Loaded, useRenew } from "../parts/page";
import { Pages, Rows, useFilters } from "../parts/rows";
import { todayInChina } from "./claim_moves";

export function Adjustments() {
  useLanguage();
  const renew = useRenew();
  const { next, pageAddress } = useFilters([]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [progress, setProgress] = useState<string>();
  const [refused, setRefused] = useState<string[]>([]);
  const stop = useRef(false);
  const query = useQuery({ queryKey: ["adjustments", next], placeholderData: keepPreviousData, queryFn: () => take(api.GET("/api/v1/adjustments", { params: { query: next ? { next } : {} } })) });
  async function approve(rows: Schemas["AdjustmentRow"][]): Promise<void> {
    stop.current = false;
    const wrong: string[] = [];
    const selected = rows.filter((row) => chosen.has(row.claim));
    for (const [index, row] of selected.entries()) {
      if (stop.current) break;
      setProgress(`${index} / ${selected.length}`);
      try {
        await command("subsidies.adjust", { claim: Number(row.claim.slice(1)), day: todayInChina(), edition: row.after.edition, subsidy: row.after.subsidy_fen, reason: t("按新规则追溯调整", "retroactive change of the rules") });
      } catch (error) {
        wrong.push(`${row.claim}: ${error instanceof Refusal ? error.message : String(error)}`);
      }
    }
    setProgress(undefined);
    setRefused(wrong);
    setChosen(new Set());
    await renew("adjustments", "claims", "funds");
  }
  return (
    <>
      <Head title={t("追溯调整", "Adjustments")} lead={t("规则有新版本、且追溯适用时，列出补足和追缴；不批准就什么都不发生。", "When a later edition applies to earlier days, top-ups and claw-backs stand here. Nothing happens until they are approved.")} />
      {refused.length > 0 && <div className="trouble" role="alert"><ul>{refused.map((one) => <li key={one}>{one}</li>)}</ul></div>}
      <Loaded query={query} rows={8}>{(page) => page.total === 0
        ? <Empty title={t("没有需要调整的申领单。", "No claim needs an adjustment.")}><p>{t("全部申领单都按当年最新施行的规则核定。", "Every claim was granted under the latest edition of its year.")}</p></Empty>
        : <>
            <p>{t(`补足 ${page.totals.top_ups} 件 ${printedYuan(page.totals.top_up_fen)} 元；追缴 ${page.totals.claw_backs} 件 ${printedYuan(page.totals.claw_back_fen)} 元；不再符合条件 ${page.totals.no_longer_eligible} 件。`, `${page.totals.top_ups} top-ups of ${printedYuan(page.totals.top_up_fen)} yuan; ${page.totals.claw_backs} claw-backs of ${printedYuan(page.totals.claw_back_fen)} yuan; ${page.totals.no_longer_eligible} no longer eligible.`)}</p>
            <div className="actions">
              <Button type="primary" disabled={chosen.size === 0 || progress !== undefined} onClick={() => void approve(page.rows)}>{t("批准所选", "Approve the selected")} ({chosen.size})</Button>
              <Button onClick={() => setChosen(new Set(page.rows.filter((row) => row.eligible).map((row) => row.claim)))}>{t("选本页全部", "Select this page")}</Button>
              {progress && <><span role="status">{progress}</span><Button onClick={() => { stop.current = true; }}>{t("停止", "Stop")}</Button></>}
            </div>
            <Rows wide name={t("追溯调整", "Adjustments")} rows={page.rows} rowKey={(row) => row.claim} columns={[
              { title: t("选", "Select"), render: (row) => row.eligible && <input type="checkbox" aria-label={t(`选 ${row.claim}`, `Select ${row.claim}`)} checked={chosen.has(row.claim)} onChange={() => setChosen((before) => { const after = new Set(before); if (!after.delete(row.claim)) after.add(row.claim); return after; })} /> },
              { title: t("编号", "Claim"), head: true, render: (row) => <Link href={`/claims/${row.claim}`} data-row>{row.claim}</Link> },
              { title: t("日期", "Day"), render: (row) => row.day },
              { title: t("类别", "Class"), render: (row) => className(row.class) },
              { title: t("原规则", "Was"), render: (row) => `${row.before.edition} · ${printedYuan(row.before.subsidy_fen)}` },
              { title: t("新规则", "Would be"), render: (row) => (row.eligible ? `${row.after.edition} · ${printedYuan(row.after.subsidy_fen)}` : t("不再符合条件，须人工核对", "no longer eligible: look at it")) },
              { title: t("差额（元）", "Difference (yuan)"), align: "right", render: (row) => row.eligible && printedYuan(row.difference_fen) },
              { title: t("已拨付（元）", "Paid (yuan)"), align: "right", render: (row) => printedYuan(row.paid_fen) },
            ]} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
          </>}</Loaded>
    </>
  );
}
