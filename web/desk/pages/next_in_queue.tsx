// The next one (下一件): who works off a queue goes from claim to claim without returning to the list.

import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "wouter";
import { api, take } from "../api/client";
import { t } from "../language";

/// The next one of the queue that one came from.
export function NextInQueue({ claim }: { claim: string }) {
  const [params] = useSearchParams();
  const queue = params.get("queue") ?? "";
  const query = useQuery({
    queryKey: ["queue", queue, ""], enabled: queue !== "",
    queryFn: () => take(api.GET("/api/v1/queues/{queue}", { params: { path: { queue } } })),
  });
  if (!query.data) return null;
  const rows = query.data.rows.filter((row) => row.claim);
  const here = rows.findIndex((row) => row.claim === claim);
  const next = rows.filter((row) => row.claim !== claim)[Math.max(here, 0)] ?? rows.find((row) => row.claim !== claim);
  return (
    <p className="in-queue"><Link href={`/queues/${queue}`}>{t(query.data.zh, query.data.en)}</Link>{t(`：还有 ${query.data.total} 件`, `: ${query.data.total} waiting`)}
      {next?.claim && <> · <Link href={`/claims/${next.claim}?queue=${queue}`} data-following>{t(`下一件 ${next.claim} ›`, `Next: ${next.claim} ›`)}</Link></>}</p>
  );
}
