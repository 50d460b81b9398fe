// To do (待办): the queues of the caller's places, with what is overdue.

import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, take } from "../api/client";
import { named, t, useLanguage } from "../language";
import { Head, Loaded } from "../parts/page";
import { Rows } from "../parts/rows";

export function Queues() {
  useLanguage();
  const query = useQuery({ queryKey: ["queues"], queryFn: () => take(api.GET("/api/v1/queues")), refetchInterval: 60_000 });
  return (
    <>
      <Head title={t("待办", "To do")} lead={t("你负责的地方，每一环节有多少在等，多少超期。", "Of your places: how much waits at each step, and what is overdue.")} />
      <Loaded query={query} rows={12}>{({ rows }) => (
        <Rows wide name={t("待办", "To do")} rows={rows} rowKey={(row) => row.queue} columns={[
          { title: t("环节", "Step"), head: true, render: (row) => <Link href={`/queues/${row.queue}`} data-row>{named(row)}</Link> },
          { title: t("在等", "Waiting"), align: "right", render: (row) => row.count.toLocaleString("en") },
          { title: t("单位", "Of"), render: (row) => (row.of === "claims" ? t("件", "claims") : t("批", "batches")) },
          { title: t("今天到期", "Due today"), align: "right", render: (row) => (row.due_today ? row.due_today : <span className="soft">0</span>) },
          { title: t("已超期", "Overdue"), align: "right", render: (row) => row.overdue === 0 ? <span className="soft">0</span>
            : <span className="mark red"><span aria-hidden="true">■</span> {row.overdue}{!row.counted_whole && "+"}</span> },
        ]} />
      )}</Loaded>
      <p className="soft">{t("“+”表示只数了等得最久的 200 件。", "“+”: only the 200 that wait longest were counted.")}</p>
    </>
  );
}
