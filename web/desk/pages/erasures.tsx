// Erasures (删除申请): one person requests, another approves or refuses.

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { api, command, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { mayEverywhere, useSession } from "../api/session";
import { t, useLanguage } from "../language";
import { ErasureState } from "../parts/marks";
import { Done, Empty, Entry, Head, Loaded, Opens, useRenew } from "../parts/page";
import { Rows } from "../parts/rows";
import { Confirm, Reasoned } from "./account_forms";
import { pseudonym } from "./find";

function Decide({ row, told }: { row: Schemas["Erasure"]; told: (what: ReactNode) => Promise<void> }) {
  const session = useSession();
  const { city } = usePlaces();
  if (row.state !== "requested") return row.decided_by ? <span className="soft">{row.decided_by}{row.decided_on && ` · ${row.decided_on}`}</span> : null;
  if (!mayEverywhere(session, "approve_erasure", city)) return <span className="soft">{t("等待批准", "waiting for approval")}</span>;
  if (row.requested_by === session.account) return <span className="soft">{t("须由另一人批准", "another person must decide")}</span>;
  return (
    <span className="actions">
      <Opens label={t("批准…", "Approve…")} title={t("批准删除", "Approve the erasure")}>{(close) => (
        <Confirm danger action={t("批准，永久删除", "Approve and erase for good")} close={close}
                 lead={t(`${pseudonym(row.subject)} 的 ${row.documents} 份文件将永远读不出来，不能恢复。理由：${row.reason}`, `The ${row.documents} documents of ${pseudonym(row.subject)} can then never be read again. Reason given: ${row.reason}`)}
                 send={async () => { const { seq } = await command("access.approve_erasure", { subject: row.subject }); await told(<>{t("已批准删除：", "The erasure was approved: ")}<Entry seq={seq} /></>); }} />)}</Opens>
      <Opens label={t("驳回…", "Refuse…")} title={t("驳回删除申请", "Refuse the erasure")}>{(close) => (
        <Reasoned action={t("驳回", "Refuse")} close={close}
                  send={async (reason) => { const { seq } = await command("access.refuse_erasure", { subject: row.subject, reason }); await told(<>{t("已驳回：", "The erasure was refused: ")}<Entry seq={seq} /></>); }} />)}</Opens>
    </span>
  );
}

export function Erasures() {
  useLanguage();
  const renew = useRenew();
  const [done, setDone] = useState<ReactNode>();
  const query = useQuery({ queryKey: ["erasures"], queryFn: () => take(api.GET("/api/v1/erasures")) });
  const told = async (what: ReactNode): Promise<void> => { setDone(what); await renew("erasures"); };
  return (
    <>
      <Head title={t("删除申请", "Erasures")} lead={t("一人提出，另一人批准。批准后个人信息永远读不出来；公开的数字不变。", "One person requests, another approves. Then the personal data can never be read again; the public figures stay.")} />
      <Done>{done}</Done>
      <Loaded query={query} rows={5}>{({ rows }) => rows.length === 0
        ? <Empty title={t("没有删除申请。", "There is no request.")}><p>{t("申请从查找个人开始：", "Requests begin where one finds a person: ")}<Link href="/find">{t("查找个人", "Find a person")}</Link></p></Empty>
        : <Rows name={t("删除申请", "Erasures")} rows={rows} rowKey={(row) => `${row.subject} ${row.requested_on}`} columns={[
            { title: t("个人代号", "Pseudonym"), head: true, render: (row) => <code title={row.subject}>{pseudonym(row.subject)}</code> },
            { title: t("状态", "State"), render: (row) => <ErasureState state={row.state} /> },
            { title: t("文件（份）", "Documents"), align: "right", render: (row) => row.documents },
            { title: t("理由", "Reason"), render: (row) => <span className="wrap">{row.reason}</span> },
            { title: t("提出", "Requested"), render: (row) => `${row.requested_by} · ${row.requested_on}` },
            { title: t("决定", "Decision"), render: (row) => <Decide row={row} told={told} /> },
          ]} />}</Loaded>
    </>
  );
}
