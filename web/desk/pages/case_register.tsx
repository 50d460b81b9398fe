// Registering a case (登记举报件): what came in by telephone, letter or network. What the text suggests as place and type is
// shown with its reasons and applied only when one presses it.

import Button from "antd/es/button";
import { useState } from "react";
import { Link } from "wouter";
import { registerCase, suggest, useCampaigns, type Campaign, type Channel, type Suggestion } from "../api/complaints";
import { channelOptions, pollutionName } from "../api/complaint_words";
import { today } from "../api/days";
import { usePlaces } from "../api/queries";
import { t, useLanguage } from "../language";
import { useTold, type Told } from "../parts/command_form";
import { Choice, LongText, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Empty, Entry, Head, Loaded, Trouble } from "../parts/page";
import { useFilters } from "../parts/rows";

interface Values {
  number: string; batch: string; day: string; channel: Channel | undefined; text: string; place: number | undefined; type: string | undefined; further: string; issues: string; key: "yes" | "no"; split_from: string; complainant: string; phone: string;
}

/// One suggestion: the value, the text's own words that speak for it, and a button that applies it.
function Hint({ label, value, reasons, chosen, apply }: { label: string; value: string; reasons: string[]; chosen: boolean; apply: () => void }) {
  return (
    <li><b>{label}{t("：", ": ")}{value}</b> <span className="soft">{t("文中说到", "the text says")}{t("：", ": ")}{reasons.map((one) => t(`“${one}”`, `“${one}”`)).join(t("、", ", "))}</span>{" "}
      {chosen ? <span>{t("已采用", "applied")}</span> : <button type="button" className="quiet" onClick={apply}>{t(`采用“${value}”`, `Use “${value}”`)}</button>}</li>
  );
}

function Suggested({ campaign, text, place, type, applyPlace, applyType }: {
  campaign: string; text: string; place: number | undefined; type: string | undefined; applyPlace: (place: number) => void; applyType: (type: string) => void;
}) {
  const [found, setFound] = useState<{ of: string; suggestion: Suggestion }>();
  const [failed, setFailed] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  async function ask(): Promise<void> {
    setBusy(true);
    setFailed(undefined);
    try {
      setFound({ of: text, suggestion: await suggest(campaign, text.trim()) });
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  }
  const now = found?.of === text ? found.suggestion : undefined;
  return (
    <div className="suggested">
      <Button onClick={() => void ask()} disabled={text.trim() === "" || busy}>{t("从内容看地方和类型", "Suggest place and type")}</Button>
      {failed !== undefined && <Trouble error={failed} />}
      <div role="status">{now && (now.place || now.type
        ? <ul>
            {now.place && <Hint label={t("地方", "Place")} value={t(now.place.name_zh, now.place.name_en)} reasons={now.place.reasons} chosen={place === now.place.value} apply={() => now.place && applyPlace(now.place.value)} />}
            {now.type && <Hint label={t("类型", "Type")} value={pollutionName(now.type.value)} reasons={now.type.reasons} chosen={type === now.type.value} apply={() => now.type && applyType(now.type.value)} />}
          </ul>
        : <p className="soft">{t("内容没有清楚地说到地方或类型，请自己选。", "The text does not clearly name a place or a type: choose them yourself.")}</p>)}</div>
    </div>
  );
}

function Register({ campaign, batch, told }: { campaign: Campaign; batch: string; told: Told }) {
  const places = usePlaces();
  const fresh: Values = { number: "", batch, day: today(), channel: undefined, text: "", place: undefined, type: undefined, further: "", issues: "1", key: "no", split_from: "", complainant: "", phone: "" };
  const types = campaign.types.map((value) => ({ value, label: pollutionName(value) }));
  const further = (text: string): string[] => text.split(/[\s,，、;；]+/).filter(Boolean);
  const form = useForm<Values>({
    initial: fresh,
    check: (values) => ({
      ...(values.number.trim() ? {} : { number: t("填写受理编号", "Enter the case number") }), ...(/^[1-9]\d{0,3}$/.test(values.batch.trim()) ? {} : { batch: t("填写批次号", "Enter the batch's number") }),
      ...(values.channel ? {} : { channel: t("选择渠道", "Choose the channel") }), ...(values.text.trim() ? {} : { text: t("填写反映内容", "Enter what was complained of") }),
      ...(values.place ? {} : { place: t("选择地方", "Choose a place") }), ...(values.type ? {} : { type: t("选择污染类型", "Choose the type") }),
      ...(further(values.further).every((one) => campaign.types.includes(one) && one !== values.type) ? {} : { further: t(`其他类型应是本活动的类型：${campaign.types.join("、")}`, `Further types are of this campaign: ${campaign.types.join(", ")}`) }),
      ...(/^[1-9]\d?$/.test(values.issues.trim()) ? {} : { issues: t("反映问题数应是 1 至 99 的整数", "Issues: a whole number from 1 to 99") }),
    }),
    async send(values) {
      const number = values.number.trim();
      if (!values.place || !values.type || !values.channel) return;
      const { seq } = await registerCase({
        campaign: campaign.campaign, number: number.replace(/\*$/, ""), batch: Number(values.batch), day: values.day, place: values.place, type: values.type, channel: values.channel,
        key_case: values.key === "yes" || number.endsWith("*"), split_from: values.split_from.trim(), complainant: values.complainant.trim(), phone: values.phone.trim(), text: values.text.trim(),
        ...(further(values.further).length > 0 ? { further_types: further(values.further) } : {}), ...(values.issues.trim() === "1" ? {} : { issues: Number(values.issues) }),
      });
      form.reset();
      form.set("batch", values.batch);
      await told(<><Link href={`/cases/${encodeURIComponent(number.replace(/\*$/, ""))}`}>{number}</Link>{t(" 已登记，可以登记下一件：", " is registered; the next can follow: ")}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (/number_malformed|case_already_registered/.test(type) ? "number" : /batch/.test(type) ? "batch" : /unknown_type/.test(type) ? "type" : /unknown_place/.test(type) ? "place" : /outside_station|day_in_future/.test(type) ? "day" : undefined),
  });
  const { values, set } = form;
  return (
    <Form form={form} action={t("登记", "Register")}>
      <Field name="number" label={t("受理编号", "Case number")} hint={t(`格式 ${campaign.number_pattern}；末尾的 * 表示重点件。`, `Pattern ${campaign.number_pattern}; a * at the end marks a key case.`)}>{(wiring) => <Text wiring={wiring} code width="middle" maxLength={40} value={values.number} onChange={(value) => set("number", value)} />}</Field>
      <div className="field-row wide">
        <Field name="batch" label={t("批次", "Batch")}>{(wiring) => <Text wiring={wiring} inputMode="numeric" maxLength={4} value={values.batch} onChange={(value) => set("batch", value)} />}</Field>
        <Field name="day" label={t("登记日", "Day")}>{(wiring) => <Text wiring={wiring} type="date" value={values.day} onChange={(value) => set("day", value)} />}</Field>
      </div>
      <Field name="channel" label={t("渠道", "Channel")}>{(wiring) => <Choice wiring={wiring} value={values.channel} options={channelOptions()} onChange={(value) => set("channel", value)} />}</Field>
      <Field name="text" label={t("反映内容", "What was complained of")} hint={t("原文存进个人信息保险箱，不进公开的日志。", "The letter is kept in the vault, not in the public log.")}>{(wiring) => <LongText wiring={wiring} rows={7} maxLength={6000} value={values.text} onChange={(value) => set("text", value)} />}</Field>
      <Suggested campaign={campaign.campaign} text={values.text} place={values.place} type={values.type} applyPlace={(value) => set("place", value)} applyType={(value) => set("type", value)} />
      <Field name="place" label={t("地方", "Place")}>{(wiring) => <Choice wiring={wiring} value={values.place} options={places.options} onChange={(value) => set("place", value)} />}</Field>
      <Field name="type" label={t("污染类型（主要）", "Type (primary)")}>{(wiring) => <Choice wiring={wiring} value={values.type} options={types} onChange={(value) => set("type", value)} />}</Field>
      <Field name="further" label={t("其他类型", "Further types")} hint={t("几个之间用顿号或空格隔开。", "Several separated by commas or spaces.")} optional>{(wiring) => <Text wiring={wiring} value={values.further} onChange={(value) => set("further", value)} />}</Field>
      <Field name="issues" label={t("反映问题数", "Issues")} hint={t("每个问题分别调查。", "Each is investigated by itself.")}>{(wiring) => <Text wiring={wiring} inputMode="numeric" width="short" maxLength={2} value={values.issues} onChange={(value) => set("issues", value)} />}</Field>
      <Field name="key" label={t("重点件", "Key case")}>{(wiring) => <Choice wiring={wiring} value={values.key} options={[{ value: "no" as const, label: t("否", "No") }, { value: "yes" as const, label: t("是", "Yes") }]} onChange={(value) => set("key", value ?? "no")} />}</Field>
      <Field name="complainant" label={t("举报人", "Complainant")} optional>{(wiring) => <Text wiring={wiring} width="middle" maxLength={40} value={values.complainant} onChange={(value) => set("complainant", value)} />}</Field>
      <Field name="phone" label={t("联系电话", "Telephone")} optional>{(wiring) => <Text wiring={wiring} inputMode="tel" width="middle" maxLength={20} value={values.phone} onChange={(value) => set("phone", value)} />}</Field>
      <Field name="split_from" label={t("拆分自", "Split from")} hint={t("从别的市的件拆来的，写那个市。", "Where it was split from another city's case: that city.")} optional>{(wiring) => <Text wiring={wiring} width="middle" maxLength={40} value={values.split_from} onChange={(value) => set("split_from", value)} />}</Field>
    </Form>
  );
}

const filters = ["campaign", "batch"] as const;

export function CaseRegister() {
  useLanguage();
  const { done, told } = useTold("complaint-batches", "complaint-campaigns", "complaint-desk", "cases");
  const { values } = useFilters(filters);
  const campaigns = useCampaigns();
  return (
    <>
      <Head title={t("登记举报件", "Register a case")} kicker={<Link href={`/cases/batches${values.campaign ? `?campaign=${encodeURIComponent(values.campaign)}` : ""}`}>{t("交办批次", "Batches")}</Link>} />
      {done}
      <Loaded query={campaigns} rows={10}>{(page) => {
        const campaign = page.campaigns.find((one) => one.campaign === values.campaign) ?? page.campaigns[0];
        return campaign ? <Register key={campaign.campaign} campaign={campaign} batch={values.batch || String(campaign.next_batch)} told={told} /> : <Empty title={t("还没有登记督察活动。", "No campaign has been declared.")} />;
      }}</Loaded>
    </>
  );
}
