// One queue (待办清单): the oldest first, with its due date; reviews can be given for several at once.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import { useRef, useState } from "react";
import { Link } from "wouter";
import { api, command, Refusal, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { may, useSession } from "../api/session";
import { className, holdReasonName } from "../api/words";
import { named, printedYuan, t, useLanguage } from "../language";
import { Empty, Head, Loaded, useRenew } from "../parts/page";
import { Pages, Rows, useFilters } from "../parts/rows";
import { todayInChina } from "./claim_moves";

type Waiting = Schemas["Waiting"];
const bulk: Record<string, { type: Schemas["Command"]["type"]; right: Schemas["Right"]; name: () => string }> = {
  accept: { type: "subsidies.accept", right: "review", name: () => t("受理所选", "Accept the selected") },
  first_review: { type: "subsidies.first_review", right: "review", name: () => t("所选初审通过", "Pass the first review of the selected") },
  second_review: { type: "subsidies.second_review", right: "second_review", name: () => t("所选复审通过", "Pass the second review of the selected") },
};

/// Gives the command for one after the other, says how far it is, can be stopped, and keeps what was refused with its reason.
function useBulk(type: Schemas["Command"]["type"] | undefined) {
  const [progress, setProgress] = useState<{ done: number; of: number }>();
  const [refused, setRefused] = useState<Record<string, string>>({});
  const stop = useRef(false);
  async function run(claims: string[]): Promise<void> {
    if (!type) return;
    stop.current = false;
    setRefused({});
    for (const [index, claim] of claims.entries()) {
      if (stop.current) break;
      setProgress({ done: index, of: claims.length });
      try {
        await command(type, { claim: Number(claim.slice(1)), day: todayInChina() });
      } catch (error) {
        if (!(error instanceof Refusal) || error.status === 401 || error.status === 0) { setProgress(undefined); throw error; }
        setRefused((before) => ({ ...before, [claim]: error.message }));
      }
    }
    setProgress(undefined);
  }
  return { progress, refused, run, stop: () => { stop.current = true; } };
}

export function Queue({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const id = params["queue"] ?? "";
  const places = usePlaces();
  const renew = useRenew();
  const session = useSession();
  const { next, pageAddress } = useFilters([]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState("");
  const query = useQuery({
    queryKey: ["queue", id, next], placeholderData: keepPreviousData,
    queryFn: () => take(api.GET("/api/v1/queues/{queue}", { params: { path: { queue: id }, query: next ? { next } : {} } })),
  });
  const step = bulk[id];
  const work = useBulk(step?.type);
  const canAct = step !== undefined && may(session, step.right);
  const title = query.data ? named(query.data) : t("待办", "To do");
  const toggle = (claim: string): void => setChosen((before) => { const after = new Set(before); if (!after.delete(claim)) after.add(claim); return after; });
  async function act(): Promise<void> {
    setFailed("");
    try {
      await work.run([...chosen]);
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
    setChosen(new Set());
    await renew("queue", "queues", "claims");
  }
  return (
    <>
      <Head title={title} kicker={<Link href="/queues">{t("待办", "To do")}</Link>}
            lead={query.data && t(`共 ${query.data.total.toLocaleString("en")} 项，等得最久的在前。`, `${query.data.total.toLocaleString("en")} in all, those that wait longest first.`)} />
      {failed && <div className="trouble" role="alert"><p>{failed}</p></div>}
      {Object.keys(work.refused).length > 0 && (
        <div className="trouble" role="alert"><p><strong>{t(`有 ${Object.keys(work.refused).length} 件没有办成：`, `${Object.keys(work.refused).length} were refused:`)}</strong></p>
          <ul>{Object.entries(work.refused).map(([claim, why]) => <li key={claim}><Link href={`/claims/${claim}`}>{claim}</Link> {why}</li>)}</ul></div>
      )}
      {canAct && step && (
        <div className="actions">
          <Button type="primary" disabled={chosen.size === 0 || work.progress !== undefined} onClick={() => void act()}>{step.name()} ({chosen.size})</Button>
          {work.progress && <><span role="status">{t(`正在办理：${work.progress.done} / ${work.progress.of}`, `Working: ${work.progress.done} of ${work.progress.of}`)}</span><Button onClick={work.stop}>{t("停止", "Stop")}</Button></>}
        </div>
      )}
      <Loaded query={query} rows={12}>{(page) => page.rows.length === 0
        ? <Empty title={t("没有在等的。", "Nothing waits here.")} />
        : <>
            <Rows<Waiting> wide name={title} rows={page.rows} rowKey={(row) => row.claim ?? row.batch ?? ""} columns={[
              ...(canAct ? [{ title: t("选", "Select"), render: (row: Waiting) => row.claim && <input type="checkbox" aria-label={t(`选 ${row.claim}`, `Select ${row.claim}`)} checked={chosen.has(row.claim)} onChange={() => toggle(row.claim ?? "")} /> }] : []),
              { title: t("编号", "Number"), head: true, render: (row) => row.claim ? <Link href={`/claims/${row.claim}`} data-row>{row.claim}</Link> : <Link href={`/batches/${encodeURIComponent(row.batch ?? "")}`} data-row>{row.batch}</Link> },
              { title: t("应办结", "Due"), render: (row) => row.due ? <>{row.due}{row.overdue && <span className="mark red"> <span aria-hidden="true">■</span> {t("超期", "overdue")}</span>}</> : <span className="soft">–</span> },
              { title: t("自", "Since"), render: (row) => row.since },
              { title: t("地方", "Place"), render: (row) => places.name(row.place) },
              { title: t("类别", "Class"), render: (row) => row.class && className(row.class) },
              { title: t("商户", "Merchant"), render: (row) => <span className="clip" title={row.merchant}>{row.merchant_name}</span> },
              { title: t("件数", "Claims"), align: "right", render: (row) => row.claims ?? 1 },
              { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
              { title: t("说明", "Note"), render: (row) => <>{row.hold_reason && holdReasonName(row.hold_reason)}{row.flagged && <span className="mark amber"> <span aria-hidden="true">▲</span> {t("有疑点", "flagged")}</span>}</> },
            ]} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
          </>}</Loaded>
    </>
  );
}
