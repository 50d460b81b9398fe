// Handing a case on to several units whose shares make 100 % (转办), and splitting it into parts (拆分): forms of several rows.

import Button from "antd/es/button";
import { useState, type ReactNode } from "react";
import { command } from "../api/client";
import { useUnits, type CaseStory } from "../api/complaints";
import { today } from "../api/days";
import { usePlaces } from "../api/queries";
import { t } from "../language";
import { fenOf, reasonAsked, type Told } from "../parts/command_form";
import { Choice, LongText, Text } from "../parts/controls";
import { Field, Form, useForm, type FormState } from "../parts/form";
import { Entry } from "../parts/page";
import { useTypeOptions } from "./cases";

type Values = Record<string, string>;
const most = 20;

/// Rows of fields that can be added and taken away again; the names of a row's fields end in its number.
function useRowCount(least: number): { rows: number[]; add: () => void; drop: () => void; least: number } {
  const [count, setCount] = useState(least);
  return { rows: Array.from({ length: count }, (_, i) => i), add: () => setCount((before) => Math.min(most, before + 1)), drop: () => setCount((before) => Math.max(least, before - 1)), least };
}
const More = ({ count, add, drop }: { count: ReturnType<typeof useRowCount>; add: string; drop: string }) => (
  <div className="actions more-rows"><Button onClick={count.add} disabled={count.rows.length >= most}>{add}</Button>{count.rows.length > count.least && <Button onClick={count.drop}>{drop}</Button>}</div>
);
const Day = ({ form }: { form: FormState<Values> }) => <Field name="day" label={t("日期", "Day")}>{(wiring) => <Text wiring={wiring} type="date" width="middle" value={form.values["day"] ?? ""} onChange={(value) => form.set("day", value)} />}</Field>;
const Line = ({ title, children }: { title: string; children: ReactNode }) => <fieldset className="line-of-fields"><legend>{title}</legend><div className="field-row wide">{children}</div></fieldset>;

/// 100 % in as many parts as there are, to a hundredth; the first has what is left over.
function even(count: number): string[] {
  const each = Math.floor(10_000 / count);
  return Array.from({ length: count }, (_, i) => printed(i === 0 ? 10_000 - each * (count - 1) : each));
}
const printed = (bp: number): string => (bp % 100 === 0 ? String(bp / 100) : `${Math.floor(bp / 100)}.${String(bp % 100).padStart(2, "0").replace(/0$/, "")}`);

export function Assign({ one, close, told }: { one: CaseStory; close: () => void; told: Told }) {
  const places = usePlaces();
  const units = useUnits();
  const count = useRowCount(1);
  const shares = (values: Values): (number | undefined)[] => count.rows.map((i) => (count.rows.length === 1 ? 10_000 : fenOf((values[`share${i}`] ?? "").trim())));
  const form = useForm<Values>({
    initial: { day: today(), place0: String(one.place) },
    check: (values) => {
      const faults: Record<string, string> = {};
      for (const i of count.rows) if (!values[`place${i}`]) faults[`place${i}`] = t(`选择单位 ${i + 1} 的地方`, `Choose the place of unit ${i + 1}`);
      const all = shares(values);
      all.forEach((share, i) => { if (!share) faults[`share${i}`] = t(`单位 ${i + 1} 的份额应是大于 0、至多两位小数的百分数`, `The share of unit ${i + 1}: a percentage above 0 with at most two decimals`); });
      const sum = all.reduce<number>((total, share) => total + (share ?? 0), 0);
      if (all.every((share) => share) && sum !== 10_000) faults["to"] = t(`各单位的份额合计 ${printed(sum)}%，应正好是 100%`, `The shares make ${printed(sum)}%; they must make exactly 100%`);
      return faults;
    },
    async send(values) {
      const all = shares(values);
      const to = count.rows.map((i) => ({ unit: { place: Number(values[`place${i}`]), organ: (values[`organ${i}`] ?? "").trim() }, share_bp: all[i] }));
      const { seq } = await command("complaints.assign_case", { campaign: one.campaign, number: one.number, day: values["day"], to });
      close();
      await told(<>{t("已转办：", "Handed on: ")}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (/unknown_unit|shares_not_whole/.test(type) ? "to" : /day_in_future/.test(type) ? "day" : undefined),
  });
  const { values, set } = form;
  return (
    <Form form={form} action={t("转办", "Hand on")}>
      <Field name="to" label={t("转给谁", "To whom")} group hint={t("第一个单位牵头。它接收之前，仍由现在的单位负责。", "The first unit leads. Until it accepts, the present one stays responsible.")}>{() => (
        <>
          {count.rows.map((i) => (
            <Line key={i} title={i === 0 ? t("单位 1（牵头）", "Unit 1 (leads)") : t(`单位 ${i + 1}`, `Unit ${i + 1}`)}>
              <Field name={`place${i}`} label={t("地方", "Place")}>{(wiring) => <Choice wiring={wiring} value={Number(values[`place${i}`]) || undefined} options={places.options} onChange={(place) => set(`place${i}`, place ? String(place) : "")} />}</Field>
              <Field name={`organ${i}`} label={t("机关", "Organ")} optional>{(wiring) => units.organs.length > 0
                ? <Choice wiring={wiring} clear placeholder={t("当地政府", "The government")} value={values[`organ${i}`] || undefined} options={units.organs} onChange={(organ) => set(`organ${i}`, organ ?? "")} />
                : <Text wiring={wiring} maxLength={60} value={values[`organ${i}`] ?? ""} onChange={(organ) => set(`organ${i}`, organ)} />}</Field>
              {count.rows.length > 1 && <Field name={`share${i}`} label={t("份额（%）", "Share (%)")}>{(wiring) => <Text wiring={wiring} inputMode="decimal" maxLength={6} value={values[`share${i}`] ?? ""} onChange={(share) => set(`share${i}`, share)} />}</Field>}
            </Line>
          ))}
          <More count={count} add={t("再加一个单位", "Add a unit")} drop={t("去掉最后一个", "Take the last away")} />
          {count.rows.length > 1 && <p className="actions"><button type="button" className="quiet" onClick={() => even(count.rows.length).forEach((share, i) => set(`share${i}`, share))}>{t("平均分", "Share evenly")}</button></p>}
        </>
      )}</Field>
      <Day form={form} />
    </Form>
  );
}

export function Split({ one, close, told }: { one: CaseStory; close: () => void; told: Told }) {
  const places = usePlaces();
  const types = useTypeOptions();
  const count = useRowCount(2);
  const reason = reasonAsked();
  const form = useForm<Values>({
    initial: { day: today(), reason: "" },
    check: (values) => {
      const faults: Record<string, string> = {};
      for (const i of count.rows) {
        if (!values[`place${i}`]) faults[`place${i}`] = t(`选择第 ${i + 1} 部分的地方`, `Choose the place of part ${i + 1}`);
        if (!values[`type${i}`]) faults[`type${i}`] = t(`选择第 ${i + 1} 部分的类型`, `Choose the type of part ${i + 1}`);
      }
      if (!values["reason"]?.trim()) faults["reason"] = t("写明理由", "Give a reason");
      return faults;
    },
    async send(values) {
      const parts = count.rows.map((i) => ({ place: Number(values[`place${i}`]), pollution: values[`type${i}`] }));
      const { seq } = await command("complaints.split_case", { campaign: one.campaign, number: one.number, day: values["day"], parts, reason: values["reason"]?.trim() });
      close();
      await told(<>{t(`已拆成 ${parts.length} 件：`, `Split into ${parts.length}: `)}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (/day_in_future/.test(type) ? "day" : undefined),
  });
  const { values, set } = form;
  return (
    <Form form={form} action={t("拆分", "Split")}>
      <p>{t(`各部分编为 ${one.number}-1、${one.number}-2……，沿用本件的重点标记和期限；本件留在记录里。`, `The parts become ${one.number}-1, ${one.number}-2 … with this case's key mark and clock; this case stays on record.`)}</p>
      {count.rows.map((i) => (
        <Line key={i} title={t(`第 ${i + 1} 部分`, `Part ${i + 1}`)}>
          <Field name={`place${i}`} label={t("地方", "Place")}>{(wiring) => <Choice wiring={wiring} value={Number(values[`place${i}`]) || undefined} options={places.options} onChange={(place) => set(`place${i}`, place ? String(place) : "")} />}</Field>
          <Field name={`type${i}`} label={t("污染类型", "Type")}>{(wiring) => <Choice wiring={wiring} value={values[`type${i}`] || undefined} options={types} onChange={(type) => set(`type${i}`, type ?? "")} />}</Field>
        </Line>
      ))}
      <More count={count} add={t("再加一部分", "Add a part")} drop={t("去掉最后一部分", "Take the last away")} />
      <Field name="reason" label={reason.label} hint={reason.hint}>{(wiring) => <LongText wiring={wiring} value={values["reason"] ?? ""} onChange={(value) => set("reason", value)} />}</Field>
      <Day form={form} />
    </Form>
  );
}
