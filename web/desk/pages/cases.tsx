// Complaint cases (举报件): every case of the city, found by number or by what was approved for the public, narrowed by place,
// type, state, batch, what is due and what was found.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Input from "antd/es/input";
import { Link } from "wouter";
import { fetchCases, useCampaigns, useUnits, type CaseState, type Finding } from "../api/complaints";
import { caseStateName, caseStateOptions, dueName, dueOptions, findingName, findingOptions, pollutionName } from "../api/complaint_words";
import { usePlaces } from "../api/queries";
import { t, useLanguage } from "../language";
import { Choice } from "../parts/controls";
import { Due, Key } from "../parts/marks";
import { Empty, Head, Loaded } from "../parts/page";
import { Filter, Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";

const filters = ["text", "place", "type", "state", "campaign", "batch", "due", "finding"] as const;

/// The types of all campaigns, each once.
export function useTypeOptions(): { value: string; label: string }[] {
  const { data } = useCampaigns();
  return [...new Set(data?.campaigns.flatMap(({ types }) => types))].map((value) => ({ value, label: pollutionName(value) }));
}

export function Cases() {
  useLanguage();
  const places = usePlaces();
  const units = useUnits();
  const types = useTypeOptions();
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const asked = Object.fromEntries([...Object.entries(values), ["next", next]].filter(([, value]) => value)) as Record<string, string>;
  const query = useQuery({ queryKey: ["cases", asked], placeholderData: keepPreviousData, queryFn: () => fetchCases(asked) });
  const state = (values.state || undefined) as CaseState | undefined;
  const finding = (values.finding || undefined) as Finding | undefined;
  const said = sentence([
    values.campaign && t(`活动 ${values.campaign}`, `of ${values.campaign}`), values.batch && t(`第 ${values.batch} 批`, `of batch ${values.batch}`),
    values.place && t(`在${places.name(Number(values.place))}`, `in ${places.name(Number(values.place))}`), values.type && t(`类型为${pollutionName(values.type)}`, `of the type ${pollutionName(values.type)}`),
    state && t(`状态为${caseStateName(state)}`, `that are ${caseStateName(state)}`), values.due && t(dueName(values.due), `that are ${dueName(values.due)}`),
    finding && t(`结论为${findingName(finding)}`, `found ${findingName(finding)}`), values.text && t(`含有“${values.text}”`, `containing “${values.text}”`),
  ], t("举报件", "cases"));
  const file = (ending: string): string => {
    const all = new URLSearchParams(Object.entries(values).filter(([, value]) => value) as [string, string][]).toString();
    return `/api/v1/complaints.${ending}${all ? `?${all}` : ""}`;
  };
  const one = (name: "type" | "state" | "due" | "finding", label: string, options: { value: string; label: string }[]) => (
    <Filter label={label}><Choice<string> label={label} clear placeholder={t("任何", "Any")} value={values[name] || undefined} options={options} onChange={(value) => set({ [name]: value ?? "" })} /></Filter>
  );
  return (
    <>
      <Head title={t("举报件", "Cases")} lead={t("按受理编号或公开文本查。举报人的姓名、电话和原文不在这里。", "Found by number or public text. Names, telephones and letters of complainants are not here.")} />
      <Filters label={t("含有", "Contains")} text={values.text} onText={(text) => set({ text })} onClear={clear} any={any}>
        <Filter label={t("地方", "Place")}><Choice label={t("地方", "Place")} clear placeholder={t("任何", "Any")} value={Number(values.place) || undefined} options={places.options} onChange={(place) => set({ place: place ? String(place) : "" })} /></Filter>
        {one("type", t("污染类型", "Type"), types)}
        {one("state", t("状态", "State"), caseStateOptions())}
        {one("due", t("期限", "Due"), dueOptions())}
        {one("finding", t("是否属实", "Finding"), findingOptions())}
        <label className="filter"><span>{t("批次", "Batch")}</span><Input key={values.batch} inputMode="numeric" defaultValue={values.batch} autoComplete="off" maxLength={4}
          onPressEnter={(event) => set({ batch: event.currentTarget.value.trim() })} onBlur={(event) => { if (event.target.value.trim() !== values.batch) set({ batch: event.target.value.trim() }); }} /></label>
      </Filters>
      <div className="sentence-line"><p className="sentence" role="status">{said}{query.data && t(`共 ${query.data.total.toLocaleString("en")} 件。`, ` ${query.data.total.toLocaleString("en")} in all.`)}</p>
        <p className="files">{t("全部行：", "All rows: ")}<a href={file("xlsx")} download>XLSX</a> <a href={file("csv")} download>CSV</a> <a href={file("ndjson")} download>NDJSON</a></p></div>
      <Loaded query={query} rows={12}>{(page) => page.records.length === 0
        ? <Empty title={t("没有符合条件的举报件。", "No case matches.")}>{any && <p><button type="button" className="quiet" onClick={clear}>{t("清除条件，看全部", "Clear the filter and see all")}</button></p>}</Empty>
        : <>
            <Rows wide name={said} rows={page.records} rowKey={(row) => `${row.campaign} ${row.id}`} columns={[
              { title: t("受理编号", "Case"), head: true, render: (row) => <><Link href={`/cases/${encodeURIComponent(row.id)}`} data-row>{row.id}</Link>{row.key_case && <> <Key /></>}</> },
              { title: t("批次", "Batch"), align: "right", render: (row) => row.batch },
              { title: t("登记日", "Day"), render: (row) => row.day },
              { title: t("地方", "Place"), render: (row) => places.name(row.place) },
              { title: t("类型", "Type"), render: (row) => pollutionName(row.type) },
              { title: t("状态", "State"), render: (row) => caseStateName(row.state) },
              { title: t("是否属实", "Finding"), render: (row) => row.finding && findingName(row.finding) },
              { title: t("上报期限", "Due"), render: (row) => row.due ? <Due by={row.due} /> : null },
              { title: t("承办单位", "Responsible"), render: (row) => row.unit && <span className="clip">{units.ofKey(row.unit)}</span> },
            ]} />
            <Pages next={page.next || undefined} here={next} pageAddress={pageAddress} count={page.records.length} />
          </>}</Loaded>
    </>
  );
}
