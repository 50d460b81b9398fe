// Claims (申领单): every claim of the city, found by number, kind or merchant, narrowed by place, class, state and days.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Input from "antd/es/input";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { claimStateName, claimStateOptions, className, classOptions, holdReasonName } from "../api/words";
import { printedYuan, t, useLanguage } from "../language";
import { Choice } from "../parts/controls";
import { Empty, Head, Loaded } from "../parts/page";
import { Filter, Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";

const filters = ["text", "place", "class", "state", "from", "to"] as const;

interface ClaimRow {
  id: string; class: string; kind: string; merchant: string; merchant_name: string; place: number; day: string; price_fen: number;
  subsidy_fen: number; state: Schemas["ClaimState"]; since: string; batch: string; hold_reason: string; flagged: boolean;
}
interface ClaimPage { records: ClaimRow[]; total: number; next?: string }

export function Claims() {
  useLanguage();
  const places = usePlaces();
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const asked = Object.fromEntries([...Object.entries(values), ["next", next]].filter(([, value]) => value));
  const query = useQuery({
    queryKey: ["claims", asked], placeholderData: keepPreviousData,
    queryFn: async () => (await take(api.GET("/api/v1/claims", { params: { query: asked } }))) as unknown as ClaimPage,
  });
  const state = (values.state || undefined) as Schemas["ClaimState"] | undefined;
  const said = sentence([
    values.place && t(`在${places.name(Number(values.place))}`, `in ${places.name(Number(values.place))}`),
    values.class && t(`类别为${className(values.class)}`, `of the class ${className(values.class)}`),
    state && t(`状态为${claimStateName(state)}`, `that are ${claimStateName(state)}`),
    values.from && t(`${values.from} 起`, `from ${values.from}`), values.to && t(`到 ${values.to} 为止`, `to ${values.to}`),
    values.text && t(`含有“${values.text}”`, `containing “${values.text}”`),
  ], t("申领单", "claims"));
  const file = (ending: string): string => {
    const all = new URLSearchParams(Object.entries(values).filter(([, value]) => value) as [string, string][]).toString();
    return `/api/v1/claims.${ending}${all ? `?${all}` : ""}`;
  };
  const day = (name: "from" | "to", label: string) => (
    <label className="filter"><span>{label}</span><Input type="date" value={values[name]} onChange={(event) => set({ [name]: event.target.value })} /></label>
  );
  return (
    <>
      <Head title={t("申领单", "Claims")} lead={t("编号、品类、商户名称都可以查；一个字也行。", "Found by number, kind or merchant; one character is enough.")} />
      <Filters label={t("含有", "Contains")} text={values.text} onText={(text) => set({ text })} onClear={clear} any={any}>
        <Filter label={t("地方", "Place")}><Choice label={t("地方", "Place")} clear placeholder={t("任何", "Any")} value={Number(values.place) || undefined} options={places.options} onChange={(place) => set({ place: place ? String(place) : "" })} /></Filter>
        <Filter label={t("类别", "Class")}><Choice label={t("类别", "Class")} clear placeholder={t("任何", "Any")} value={values.class || undefined} options={classOptions()} onChange={(value) => set({ class: value ?? "" })} /></Filter>
        <Filter label={t("状态", "State")}><Choice label={t("状态", "State")} clear placeholder={t("任何", "Any")} value={state} options={claimStateOptions()} onChange={(value) => set({ state: value ?? "" })} /></Filter>
        {day("from", t("从", "From"))}{day("to", t("到", "To"))}
      </Filters>
      <div className="sentence-line"><p className="sentence" role="status">{said}{query.data && t(`共 ${query.data.total.toLocaleString("en")} 件。`, ` ${query.data.total.toLocaleString("en")} in all.`)}</p>
        <p className="files">{t("全部行：", "All rows: ")}<a href={file("xlsx")} download>XLSX</a> <a href={file("csv")} download>CSV</a> <a href={file("ndjson")} download>NDJSON</a></p></div>
      <Loaded query={query} rows={12}>{(page) => page.records.length === 0
        ? <Empty title={t("没有符合条件的申领单。", "No claim matches.")}>{any && <p><button type="button" className="quiet" onClick={clear}>{t("清除条件，看全部", "Clear the filter and see all")}</button></p>}</Empty>
        : <>
            <Rows wide name={said} rows={page.records} rowKey={(row) => row.id} columns={[
              { title: t("编号", "Claim"), head: true, render: (row) => <Link href={`/claims/${row.id}`} data-row>{row.id}</Link> },
              { title: t("日期", "Day"), render: (row) => row.day },
              { title: t("地方", "Place"), render: (row) => places.name(row.place) },
              { title: t("类别", "Class"), render: (row) => className(row.class) },
              { title: t("商户", "Merchant"), render: (row) => <span className="clip" title={row.merchant}>{row.merchant_name || row.merchant}</span> },
              { title: t("价格（元）", "Price (yuan)"), align: "right", render: (row) => printedYuan(row.price_fen) },
              { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
              { title: t("状态", "State"), render: (row) => <>{claimStateName(row.state)}{row.hold_reason && <span className="soft"> · {holdReasonName(row.hold_reason)}</span>}{row.flagged && <span className="mark amber"> <span aria-hidden="true">▲</span> {t("有疑点", "flagged")}</span>}</> },
              { title: t("自", "Since"), render: (row) => row.since },
            ]} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.records.length} />
          </>}</Loaded>
    </>
  );
}
