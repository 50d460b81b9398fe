// The audit trail (审计): who did, tried or looked at what; filters in the address, 200 rows a page, files of all rows.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Input from "antd/es/input";
import { api, take, type Schemas } from "../api/client";
import { detailName, subjectName } from "../api/trail_words";
import { trailKindName, trailKindOptions, trailOutcomeName, trailOutcomeOptions } from "../api/words";
import { printedExactInstant, t, useLanguage } from "../language";
import { Choice } from "../parts/controls";
import { Outcome } from "../parts/marks";
import { Empty, Entry, Head, Loaded } from "../parts/page";
import { Filter, Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";

const filters = ["text", "account", "kind", "outcome", "from", "to"] as const;

export function Audit() {
  useLanguage();
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const asked = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
  const query = useQuery({
    queryKey: ["audit", asked, next], placeholderData: keepPreviousData,
    queryFn: () => take(api.GET("/api/v1/audit", { params: { query: { ...asked, limit: 200, ...(next ? { next } : {}) } } })),
  });
  const kind = (values.kind || undefined) as Schemas["TrailKind"] | undefined;
  const outcome = (values.outcome || undefined) as Schemas["TrailOutcome"] | undefined;
  const said = sentence([
    values.from && values.to && values.from === values.to ? t(`${values.from} 当天`, `on ${values.from}`)
      : [values.from && t(`${values.from} 起`, `from ${values.from}`), values.to && t(`到 ${values.to} 为止`, `to ${values.to}`)].filter(Boolean).join(t("", " ")),
    values.account && t(`账号 ${values.account}`, `by ${values.account}`), kind && t(`类别为${trailKindName(kind)}`, `of the kind “${trailKindName(kind)}”`),
    outcome && t(`结果为${trailOutcomeName(outcome)}`, `that were ${trailOutcomeName(outcome)}`), values.text && t(`含有“${values.text}”`, `containing “${values.text}”`),
  ], t("审计记录", "audit records"));
  const file = (ending: string): string => { const all = new URLSearchParams(asked).toString(); return `/api/v1/audit.${ending}${all ? `?${all}` : ""}`; };
  const day = (name: "from" | "to", label: string) => (
    <label className="filter"><span>{label}</span><Input type="date" value={values[name]} onChange={(event) => set({ [name]: event.target.value })} /></label>
  );
  return (
    <>
      <Head title={t("审计", "Audit trail")} lead={t("最新的在最前。业务操作同时记在公开日志里，可以逐条核验。", "Newest first. Commands stand in the public log too, where each can be verified.")} />
      <Filters label={t("含有", "Contains")} text={values.text} onText={(text) => set({ text })} onClear={clear} any={any}>
        <label className="filter"><span>{t("账号", "Account")}</span><Input key={values.account} defaultValue={values.account} autoComplete="off" onPressEnter={(event) => { event.preventDefault(); set({ account: event.currentTarget.value.trim() }); }}
                                  onBlur={(event) => { if (event.target.value.trim() !== values.account) set({ account: event.target.value.trim() }); }} /></label>
        <Filter label={t("类别", "Kind")}><Choice label={t("类别", "Kind")} clear placeholder={t("任何", "Any")} value={kind} options={trailKindOptions()} onChange={(value) => set({ kind: value ?? "" })} /></Filter>
        <Filter label={t("结果", "Outcome")}><Choice label={t("结果", "Outcome")} clear placeholder={t("任何", "Any")} value={outcome} options={trailOutcomeOptions()} onChange={(value) => set({ outcome: value ?? "" })} /></Filter>
        {day("from", t("从", "From"))}{day("to", t("到", "To"))}
      </Filters>
      <div className="sentence-line"><p className="sentence" role="status">{said}</p>
        <p className="files">{t("全部行：", "All rows: ")}<a href={file("csv")} download>CSV</a> <a href={file("ndjson")} download>NDJSON</a></p></div>
      <Loaded query={query} rows={12}>{(page) => page.rows.length === 0
        ? any
          ? <Empty title={t("没有符合条件的记录。", "No record matches.")}><p><button type="button" className="quiet" onClick={clear}>{t("清除条件，看全部", "Clear the filter and see all")}</button></p></Empty>
          : <Empty title={t("还没有审计记录。", "The trail is empty so far.")} />
        : <>
            <Rows wide name={said} rows={page.rows} rowKey={(row) => String(row.id)} columns={[
              { title: t("时间", "When"), head: true, render: (row) => <time dateTime={row.at}>{printedExactInstant(row.at)}</time> },
              { title: t("账号", "Account"), render: (row) => row.account || <span className="soft">{t("未登录", "nobody")}</span> },
              { title: t("类别", "Kind"), render: (row) => trailKindName(row.kind) },
              { title: t("对象", "About"), render: (row) => <span className="clip" title={row.subject}>{subjectName(row.subject)}</span> },
              { title: t("结果", "Outcome"), render: (row) => <Outcome outcome={row.outcome} /> },
              { title: t("说明", "Detail"), render: (row) => <span className="clip" title={row.detail}>{detailName(row.detail)}</span> },
              { title: t("来自", "From"), render: (row) => row.address || <span className="soft">{t("本机", "this machine")}</span> },
              { title: t("日志", "Log"), align: "right", render: (row) => (row.seq ? <Entry seq={row.seq}>#{row.seq}</Entry> : null) },
            ]} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
          </>}</Loaded>
    </>
  );
}
