// Claims (申领单): found by place, class, state, days and text; the same filter as a file; each row leads to its story.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Input from "antd/es/input";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { className, classOptions, kindName } from "../api/subsidy_words";
import { claimStateName, claimStateOptions } from "../api/words";
import { language, printedYuan, t, useLanguage } from "../language";
import { Choice } from "../parts/controls";
import { ClaimState, Flagged } from "../parts/marks";
import { Empty, Head, Loaded } from "../parts/page";
import { Filter, Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";

type Row = Schemas["ClaimRow"];
const filters = ["text", "place", "class", "state", "from", "to", "sort"] as const;
const sorts = (): { value: string; label: string }[] => [
  { value: "-day", label: t("购买日期，新的在前", "Day, newest first") }, { value: "day", label: t("购买日期，旧的在前", "Day, oldest first") },
  { value: "since", label: t("停留最久的在前", "Longest in its state first") }, { value: "-subsidy", label: t("补贴，多的在前", "Subsidy, largest first") },
  { value: "-price", label: t("价格，高的在前", "Price, highest first") }, { value: "merchant", label: t("商户", "Merchant") },
];

/// The filter in words.
function useSentence(values: Record<(typeof filters)[number], string>): string {
  const places = usePlaces();
  return sentence([
    values.from && values.to && values.from === values.to ? t(`${values.from} 购买`, `bought on ${values.from}`)
      : [values.from && t(`${values.from} 起购买`, `bought from ${values.from}`), values.to && t(`到 ${values.to} 为止`, `up to ${values.to}`)].filter(Boolean).join(t("", " ")),
    values.place && t(`在${places.name(Number(values.place))}`, `in ${places.name(Number(values.place))}`),
    values.class && t(`类别为${className(values.class)}`, `of the class ${className(values.class)}`),
    values.state && t(`状态为${claimStateName(values.state as Row["state"])}`, `that are ${claimStateName(values.state as Row["state"])}`),
    values.text && t(`含有“${values.text}”`, `containing “${values.text}”`),
  ], t("申领单", "claims"));
}

/// The links to the same claims as files.
function Files({ asked }: { asked: Record<string, string> }) {
  const file = (ending: string): string => `/api/v1/claims.${ending}?${new URLSearchParams({ ...asked, lang: language() }).toString()}`;
  return (
    <p className="files">{t("全部行：", "All rows: ")}<a href={file("csv")} download>CSV</a> <a href={file("xlsx")} download>XLSX</a> <a href={file("ndjson")} download>NDJSON</a></p>
  );
}

export function ClaimRows({ name, rows }: { name: string; rows: Row[] }) {
  const places = usePlaces();
  return (
    <Rows wide name={name} rows={rows} rowKey={(row) => row.id} columns={[
      { title: t("申请编号", "Claim"), head: true, render: (row) => <Link href={`/claims/${row.id}`} data-row>{row.id}</Link> },
      { title: t("状态", "State"), render: (row) => <><ClaimState state={row.state} />{row.flagged && <> <Flagged /></>}</> },
      { title: t("从何时起", "Since"), render: (row) => row.since },
      { title: t("品类", "Kind"), render: (row) => kindName(row.kind) },
      { title: t("地方", "Place"), render: (row) => places.name(row.place) },
      { title: t("购买日期", "Bought"), render: (row) => row.day },
      { title: t("价格（元）", "Price (yuan)"), align: "right", render: (row) => printedYuan(row.price_fen) },
      { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
      { title: t("商户", "Merchant"), render: (row) => <span className="clip" title={row.merchant}>{row.merchant_name}</span> },
    ]} />
  );
}

export function Claims() {
  useLanguage();
  const places = usePlaces();
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const asked = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
  const query = useQuery({
    queryKey: ["claims", asked, next], placeholderData: keepPreviousData,
    queryFn: () => take(api.GET("/api/v1/claims", { params: { query: { ...asked, limit: 200, ...(next ? { next } : {}) } } })),
  });
  const state = (values.state || undefined) as Row["state"] | undefined;
  const said = useSentence(values);
  const day = (name: "from" | "to", label: string) => (
    <label className="filter"><span>{label}</span><Input type="date" value={values[name]} onChange={(event) => set({ [name]: event.target.value })} /></label>
  );
  return (
    <>
      <Head title={t("申领单", "Claims")} lead={t("每一件从核销或申请到拨付。点编号看经过、依据和能办什么。", "Each from till or application to payment. Its number leads to its story, its grounds and what can be done.")} />
      <Filters label={t("编号、商户或品类含有", "Number, merchant or kind contains")} text={values.text} onText={(text) => set({ text })} onClear={clear} any={any}>
        <Filter label={t("地方", "Place")}><Choice label={t("地方", "Place")} clear placeholder={t("任何", "Any")} value={Number(values.place) || undefined} options={places.options} onChange={(place) => set({ place: place ? String(place) : "" })} /></Filter>
        <Filter label={t("类别", "Class")}><Choice label={t("类别", "Class")} clear placeholder={t("任何", "Any")} value={values.class || undefined} options={classOptions()} onChange={(value) => set({ class: value ?? "" })} /></Filter>
        <Filter label={t("状态", "State")}><Choice label={t("状态", "State")} clear placeholder={t("任何", "Any")} value={state} options={claimStateOptions()} onChange={(value) => set({ state: value ?? "" })} /></Filter>
        {day("from", t("从", "From"))}{day("to", t("到", "To"))}
        <Filter label={t("顺序", "Order")}><Choice label={t("顺序", "Order")} clear placeholder={t("编号", "By number")} value={values.sort || undefined} options={sorts()} onChange={(value) => set({ sort: value ?? "" })} /></Filter>
      </Filters>
      <div className="sentence-line"><p className="sentence" role="status">{said}{query.data && t(`共 ${query.data.total.toLocaleString("en")} 件。`, ` ${query.data.total.toLocaleString("en")} in all.`)}</p><Files asked={asked} /></div>
      <Loaded query={query} rows={12}>{(page) => page.records.length === 0
        ? any
          ? <Empty title={t("没有符合条件的申领单。", "No claim matches.")}><p><button type="button" className="quiet" onClick={clear}>{t("清除条件，看全部", "Clear the filter and see all")}</button></p></Empty>
          : <Empty title={t("还没有申领单。", "There is no claim yet.")}><p>{t("收银终端核销、申请登记或导入文件后出现在这里。", "They come from tills, applications and imported files.")}</p></Empty>
        : <>
            <ClaimRows name={said} rows={page.records as unknown as Row[]} />
            <Pages next={page.next || undefined} here={next} pageAddress={pageAddress} count={page.records.length} />
          </>}</Loaded>
    </>
  );
}
