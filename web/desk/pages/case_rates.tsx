// Three rates of the handling (办理三率): response, solution, satisfaction; each with what it is a share of.

import { useQuery, keepPreviousData } from "@tanstack/react-query";
import Input from "antd/es/input";
import { campaignName, fetchRates, useCampaigns, type Rates } from "../api/complaints";
import { t, useLanguage } from "../language";
import { Bars } from "../parts/chart";
import { Choice } from "../parts/controls";
import { Head, Loaded, Section } from "../parts/page";
import { Filter, sentence, useFilters } from "../parts/rows";

const percent = (bp: number | null): string => (bp === null ? t("没有可算的", "nothing to count") : `${Math.floor(bp / 100)}.${String(bp % 100).padStart(2, "0")}%`);

interface Rate { name: string; bp: number | null; part: number; whole: number; meaning: string }
const ratesOf = (rates: Rates): Rate[] => [
  { name: t("按期上报率", "Response rate"), bp: rates.response_bp, part: rates.responded_in_time, whole: rates.due, meaning: t("应上报的件中，按期上报的", "reported by their day, of those due") },
  { name: t("解决率", "Solution rate"), bp: rates.solution_bp, part: rates.solved, whole: rates.reached, meaning: t("回访联系上的人中，说已解决的", "say it is solved, of those reached") },
  { name: t("满意率", "Satisfaction rate"), bp: rates.satisfaction_bp, part: rates.satisfied + rates.mostly_satisfied, whole: rates.reached, meaning: t("回访联系上的人中，满意和基本满意的", "satisfied or mostly so, of those reached") },
];

function Three({ rates }: { rates: Rates }) {
  const three = ratesOf(rates);
  const table = (
    <table className="plain-table">
      <thead><tr><th scope="col">{t("指标", "Rate")}</th><th scope="col" className="right">{t("值", "Value")}</th><th scope="col" className="right">{t("分子 / 分母", "Of")}</th><th scope="col">{t("口径", "Meaning")}</th></tr></thead>
      <tbody>{three.map((one) => <tr key={one.name}><th scope="row">{one.name}</th><td className="right">{percent(one.bp)}</td><td className="right">{one.part.toLocaleString("en")} / {one.whole.toLocaleString("en")}</td><td>{one.meaning}</td></tr>)}</tbody>
    </table>
  );
  const counted = three.filter((one) => one.bp !== null);
  const best = counted.map((one) => `${one.name} ${percent(one.bp)}`).join(t("，", ", "));
  const facts: [string, number][] = [
    [t("应上报", "Due"), rates.due], [t("办结", "Closed"), rates.closed], [t("已回访", "Called back"), rates.called_back], [t("联系上", "Reached"), rates.reached],
    [t("满意", "Satisfied"), rates.satisfied], [t("基本满意", "Mostly satisfied"), rates.mostly_satisfied], [t("不满意", "Dissatisfied"), rates.dissatisfied],
  ];
  return (
    <>
      {counted.length > 0 && <Bars whole={10_000} title={best} subtitle={t("百分比；横条全长是 100%", "Per cent; the full width is 100%")} bars={counted.map((one) => ({ name: one.name, parts: [{ kind: "after", value: one.bp ?? 0, label: percent(one.bp) }] }))} />}
      <div className="rows wide" role="region" tabIndex={0} aria-label={t("三率", "The rates")}>{table}</div>
      <Section title={t("件数", "Counts")}><dl className="facts">{facts.map(([name, count]) => <div key={name}><dt>{name}</dt><dd>{count.toLocaleString("en")}</dd></div>)}</dl></Section>
    </>
  );
}

const filters = ["campaign", "from", "to"] as const;

export function CaseRates() {
  useLanguage();
  const { values, set, any, clear } = useFilters(filters);
  const campaigns = useCampaigns();
  const asked = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
  const query = useQuery({ queryKey: ["complaint-rates", asked], placeholderData: keepPreviousData, queryFn: () => fetchRates(asked) });
  const campaign = campaigns.data?.campaigns.find((one) => one.campaign === values.campaign);
  const said = sentence([campaign && t(`活动为${campaignName(campaign)}`, `of ${campaignName(campaign)}`), values.from && t(`${values.from} 起`, `from ${values.from}`), values.to && t(`到 ${values.to} 为止`, `to ${values.to}`)], t("举报件", "cases"));
  const day = (name: "from" | "to", label: string) => <label className="filter"><span>{label}</span><Input type="date" value={values[name]} onChange={(event) => set({ [name]: event.target.value })} /></label>;
  return (
    <>
      <Head title={t("办理三率", "Rates")} lead={t("只有你负责的地方。", "Only of your places.")} />
      <form role="search" className="filters" onSubmit={(event) => event.preventDefault()}>
        <Filter label={t("活动", "Campaign")}><Choice label={t("活动", "Campaign")} clear placeholder={t("全部", "All")} value={values.campaign || undefined} options={campaigns.data?.campaigns.map((one) => ({ value: one.campaign, label: campaignName(one) })) ?? []} onChange={(value) => set({ campaign: value ?? "" })} /></Filter>
        {day("from", t("从", "From"))}{day("to", t("到", "To"))}
        {any && <div className="filter-actions"><button type="button" className="quiet" onClick={clear}>{t("清除条件", "Clear")}</button></div>}
      </form>
      <p className="sentence" role="status">{said}</p>
      <Loaded query={query} rows={8}>{(rates) => <Three rates={rates} />}</Loaded>
    </>
  );
}
