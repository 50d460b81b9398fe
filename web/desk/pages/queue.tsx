// One queue (待办清单): what is late first, then by due day; each row opens, and what needs no words of its own can be
// approved for many at once.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, take, type CommandType, type Schemas } from "../api/client";
import { today } from "../api/days";
import { usePlaces } from "../api/queries";
import { useMayGive } from "../api/subsidy_rights";
import { kindName } from "../api/subsidy_words";
import { className, holdReasonName } from "../api/words";
import { printedYuan, t, useLanguage } from "../language";
import { BulkBar, BulkRun, selectColumn, useBulk, useSelected, type Item } from "../parts/bulk";
import { Due, Flagged } from "../parts/marks";
import { Empty, Head, Loaded, useRenew } from "../parts/page";
import { Pages, Rows, useFilters, type Column } from "../parts/rows";

type Row = Schemas["Waiting"];
const keyOf = (row: Row): string => row.claim ?? row.batch ?? "";

interface Approval { type: CommandType; action: string; item: (row: Row) => Item }
const ofClaim = (row: Row): Item => ({ key: keyOf(row), data: { claim: Number((row.claim ?? "").slice(1)), day: today() } });
/// What can be done with many of a queue at once.
const approvals = (): Record<string, Approval> => ({
  accept: { type: "subsidies.accept", action: t("受理所选", "Accept those picked"), item: ofClaim },
  first_review: { type: "subsidies.first_review", action: t("初审通过所选", "Pass those picked in first review"), item: ofClaim },
  second_review: { type: "subsidies.second_review", action: t("复审通过所选", "Pass those picked in second review"), item: ofClaim },
  batch_review: { type: "subsidies.review_batch", action: t("审核通过所选批次", "Review the batches picked"), item: (row) => ({ key: keyOf(row), data: { batch: row.batch, day: today() } }) },
});

/// Late ones first, then by the day on which they are due, then those that wait longest.
function inOrder(rows: readonly Row[]): Row[] {
  const due = (row: Row): string => row.due ?? "9999";
  return [...rows].sort((a, b) => Number(b.overdue) - Number(a.overdue) || due(a).localeCompare(due(b)) || a.since.localeCompare(b.since));
}

function columnsOf(queue: string, placeName: (code: number) => string, batches: boolean): Column<Row>[] {
  const address = (row: Row): string => row.claim ? `/claims/${row.claim}?queue=${queue}` : `/batches/${encodeURIComponent(row.batch ?? "")}`;
  return [
    { title: batches ? t("批次", "Batch") : t("申请编号", "Claim"), head: true, render: (row) => <><Link href={address(row)} data-row>{keyOf(row)}</Link>{row.flagged && <> <Flagged /></>}</> },
    { title: t("期限", "Due"), render: (row) => row.due ? <Due by={row.due} /> : <span className="soft">{t("没有规定", "none set")}</span> },
    { title: t("从何时起", "Since"), render: (row) => row.since },
    ...(queue === "held" ? [{ title: t("原因", "Reason"), render: (row: Row) => row.hold_reason && holdReasonName(row.hold_reason) }] : []),
    batches ? { title: t("件数", "Claims"), align: "right" as const, render: (row) => row.claims } : { title: t("品类", "Kind"), render: (row) => row.kind ? kindName(row.kind) : className(row.class ?? "") },
    { title: t("地方", "Place"), render: (row) => placeName(row.place) },
    { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
    { title: t("商户", "Merchant"), render: (row) => <span className="clip" title={row.merchant}>{row.merchant_name}</span> },
  ];
}

function Table({ queue, page, approval }: { queue: string; page: { rows: Row[]; zh: string; en: string }; approval: Approval | undefined }) {
  const places = usePlaces();
  const selected = useSelected();
  const renew = useRenew();
  const bulk = useBulk(async () => { selected.set([]); await renew("queue", "queues", "claims", "story", "batches", "batch"); });
  const rows = inOrder(page.rows);
  const columns = columnsOf(queue, places.name, rows.some((row) => row.batch && !row.claim));
  const picked = rows.filter((row) => selected.has(keyOf(row)));
  const name = t(page.zh, page.en);
  return (
    <>
      {bulk.run && <BulkRun run={bulk.run} stop={bulk.stop} forget={bulk.forget} linkOf={(key) => /^C\d+$/.test(key) ? <Link href={`/claims/${key}`}>{key}</Link> : key} />}
      {approval && rows.length > 0 && <BulkBar selected={selected} all={rows.map(keyOf)} action={approval.action} running={bulk.run?.running ?? false}
        lead={(count) => t(`对 ${count} 件逐件办理；哪一件不行，会说明原因，其余照办。中途可以停止。`, `Each of the ${count} is decided alone: where one cannot be, you see why and the others go on. It can be stopped.`)}
        start={() => void bulk.start(approval.type, picked.map(approval.item))} />}
      {rows.length === 0
        ? <Empty title={t("这里没有等着的。", "Nothing waits here.")}><p><Link href="/queues">{t("看其他待办", "See the other queues")}</Link></p></Empty>
        : <Rows wide name={name} rows={rows} rowKey={keyOf} columns={approval ? [selectColumn(selected, keyOf), ...columns] : columns} />}
    </>
  );
}

/// A heading begins with a capital, where there are any.
const titled = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

export function Queue({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const queue = params["queue"] ?? "";
  const mayGive = useMayGive();
  const { next, pageAddress } = useFilters([]);
  const query = useQuery({
    queryKey: ["queue", queue, next], placeholderData: keepPreviousData,
    queryFn: () => take(api.GET("/api/v1/queues/{queue}", { params: { path: { queue }, query: next ? { next } : {} } })),
  });
  const approval = approvals()[queue];
  return (
    <>
      <Head title={query.data ? titled(t(query.data.zh, query.data.en)) : t("待办", "To do")} kicker={<Link href="/queues">{t("待办", "To do")}</Link>}
            lead={query.data && t(`共 ${query.data.total ?? query.data.rows.length} 件，超期的在前。`, `${query.data.total ?? query.data.rows.length} waiting; the late ones first.`)} />
      <Loaded query={query} rows={12}>{(page) => (
        <><Table queue={queue} page={page} approval={approval && mayGive(approval.type) ? approval : undefined} />
          {page.rows.length > 0 && <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />}</>
      )}</Loaded>
    </>
  );
}
