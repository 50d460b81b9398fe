// Handing a batch over (交办): the totals of the group's cover sheet are typed as they stand there; where they differ from what
// is registered, each difference is shown and nothing typed is lost.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { command } from "../api/client";
import { fetchBatches, useCampaigns, type Batch, type BatchHeader, type Campaign, type Channel } from "../api/complaints";
import { channelName, channelOptions, pollutionName } from "../api/complaint_words";
import { today } from "../api/days";
import { usePlaces } from "../api/queries";
import { t, useLanguage } from "../language";
import { Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Empty, Head, Loaded, Section } from "../parts/page";
import { useFilters } from "../parts/rows";
import { Comparison, useLines } from "./case_batches";

type Values = Record<string, string>;
/// The sheet as it is sent: channels are left out where it has none.
type Stated = Omit<BatchHeader, "by_channel"> & Partial<Pick<BatchHeader, "by_channel">>;
const wholeOf = (text: string | undefined): number | undefined => (text === undefined || text.trim() === "" ? 0 : /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : undefined);

function headerOf(values: Values, places: readonly number[], types: readonly string[]): Stated {
  const of = (name: string): number => wholeOf(values[name]) ?? 0;
  const channels = channelOptions().map(({ value }) => value);
  return {
    cases: of("cases"), key_cases: of("key_cases"),
    by_place: places.map((place) => ({ place, cases: of(`place ${place}`) })).filter(({ cases }) => cases > 0),
    by_type: types.map((pollution) => ({ pollution, cases: of(`type ${pollution}`) })).filter(({ cases }) => cases > 0),
    ...(channels.some((channel) => values[`channel ${channel}`]?.trim()) ? { by_channel: channels.map((channel: Channel) => ({ channel, cases: of(`channel ${channel}`) })).filter(({ cases }) => cases > 0) } : {}),
  };
}

function Sheet({ campaign, batch }: { campaign: Campaign; batch: Batch }) {
  const [, go] = useLocation();
  const all = usePlaces();
  const lines = useLines();
  const [compared, setCompared] = useState<BatchHeader>();
  const places = all.rows.filter(({ code, parent }) => parent !== 0 || batch.by_place.some(({ place }) => place === code)).map(({ code }) => code);
  const form = useForm<Values>({
    initial: { day: today(), forwarded_on: today() },
    check: (values) => Object.fromEntries(Object.entries(values).flatMap(([name, text]) => {
      if (name === "day" || name === "forwarded_on") return /^\d{4}-\d{2}-\d{2}$/.test(text) ? [] : [[name, t("填写日期，如 2025-06-15", "Enter a day, such as 2025-06-15")]];
      return wholeOf(text) === undefined ? [[name, t("件数应是整数", "Enter a whole number of cases")]] : [];
    }).concat(values["cases"]?.trim() ? [] : [["cases", t("填写总件数", "Enter the number of cases")]])),
    async send(values) {
      const header = headerOf(values, places, campaign.types);
      setCompared({ by_channel: null, ...header });
      await command("complaints.hand_over_batch", { campaign: campaign.campaign, batch: batch.batch, day: values["day"], forwarded_on: values["forwarded_on"], header, reconstructed: false });
      go(`/cases/batches?campaign=${encodeURIComponent(campaign.campaign)}`);
    },
    fieldOf: ({ type }) => (/day_in_future|outside_station/.test(type) ? "day" : undefined),
  });
  const number = (name: string, label: string) => (
    <Field key={name} name={name} label={label}>{(wiring) => <Text wiring={wiring} inputMode="numeric" width="short" maxLength={6} value={form.values[name] ?? ""} onChange={(value) => form.set(name, value)} />}</Field>
  );
  const failed = form.refusal?.type === "complaints.batch_does_not_tally";
  return (
    <>
      <Form form={form} action={t("交办", "Hand over")}>
        <div className="field-row">{number("cases", t("总件数", "Cases"))}{number("key_cases", t("重点件", "Key cases"))}</div>
        <h3>{t("按地方", "By place")}</h3>
        <div className="field-row">{places.map((place) => number(`place ${place}`, all.name(place)))}</div>
        <h3>{t("按污染类型", "By type")}</h3>
        <div className="field-row">{campaign.types.map((type) => number(`type ${type}`, pollutionName(type)))}</div>
        <h3>{t("按渠道", "By channel")} <span className="soft">{t("（交办单没有就不填）", "(leave empty if the sheet has none)")}</span></h3>
        <div className="field-row">{channelOptions().map(({ value }) => number(`channel ${value}`, channelName(value)))}</div>
        <div className="field-row wide">
          <Field name="day" label={t("交办日", "Handed over on")}>{(wiring) => <Text wiring={wiring} type="date" value={form.values["day"] ?? ""} onChange={(value) => form.set("day", value)} />}</Field>
          <Field name="forwarded_on" label={t("转县区日", "To the counties on")}>{(wiring) => <Text wiring={wiring} type="date" value={form.values["forwarded_on"] ?? ""} onChange={(value) => form.set("forwarded_on", value)} />}</Field>
        </div>
      </Form>
      {failed && compared && (
        <Section title={t("交办单与登记的差别", "Cover sheet and register compared")} lead={<>{t("改正填写的数，或补登、更正举报件，再交办。", "Correct what was typed, or register or correct cases, then hand over.")} <Link href={`/cases?campaign=${encodeURIComponent(batch.campaign)}&batch=${batch.batch}`}>{t("看这批的举报件", "See the batch's cases")}</Link></>}>
          <Comparison name={t("交办单与登记的差别", "Cover sheet and register compared")} lines={lines(batch, compared)} />
        </Section>
      )}
    </>
  );
}

const filters = ["campaign", "batch"] as const;

export function CaseHandOver() {
  useLanguage();
  const { values } = useFilters(filters);
  const campaigns = useCampaigns();
  const campaign = campaigns.data?.campaigns.find((one) => one.campaign === values.campaign);
  const query = useQuery({ queryKey: ["complaint-batches", values.campaign], queryFn: () => fetchBatches(values.campaign) });
  return (
    <>
      <Head title={t(`交办第 ${values.batch} 批`, `Hand over batch ${values.batch}`)} kicker={<Link href={`/cases/batches?campaign=${encodeURIComponent(values.campaign)}`}>{t("交办批次", "Batches")}</Link>} lead={t("照交办单填，不要照登记填：两边相符才能交办。空着的算 0 件。", "Type what the cover sheet says, not what is registered: they must agree. What is left empty is 0.")} />
      <Loaded query={query} rows={10}>{({ rows }) => {
        const batch = rows.find((one) => one.batch === Number(values.batch));
        return batch && campaign && batch.day === null ? <Sheet campaign={campaign} batch={batch} /> : campaigns.isPending ? null : <Empty title={batch?.day ? t("这批已经交办。", "This batch has been handed over.") : t("没有这一批。", "There is no such batch.")} />;
      }}</Loaded>
    </>
  );
}
