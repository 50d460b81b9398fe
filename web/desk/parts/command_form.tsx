// The form of one command (命令表单): its fields are listed, checked and turned into the command's members; what the server
// refuses is said at the field that it is about, and what was typed stays.

import { useState, type ReactNode } from "react";
import { command, type CommandType, type Data, type Refusal } from "../api/client";
import { today } from "../api/days";
import { usePlaces } from "../api/queries";
import { t } from "../language";
import { Choice, LongText, Text } from "./controls";
import { Field, Form, useForm, type Wiring } from "./form";
import { Done, Entry, Opens, useRenew } from "./page";

export interface Asked {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /// text: one line; long: several; day; moment: a day with its time in the city; yuan: to the fen; whole: a number from 1;
  /// place; yes: yes or no; names: one a line.
  kind: "text" | "long" | "day" | "moment" | "yuan" | "whole" | "choice" | "place" | "yes" | "names";
  options?: { value: string; label: string }[];
  initial?: string;
  code?: boolean;
  longest?: number; ///< characters of a long text; 200 if not said
}
export type Told = (what: ReactNode) => Promise<void>;

/// What a text of two decimals at most is in fen; nothing if it is no such text.
export function fenOf(text: string): number | undefined {
  const parts = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.replace(/[,，\s]/g, ""));
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0")) : undefined;
}
const namesOf = (text: string): string[] => text.split(/[\s,，、;；]+/).filter(Boolean);

/// The member that the text stands for; undefined: the text is none.
function memberOf(asked: Asked, text: string): unknown {
  switch (asked.kind) {
    case "yuan": return fenOf(text);
    case "whole": return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
    case "place": return Number(text) || undefined;
    case "yes": return text === "yes" ? true : text === "no" ? false : undefined;
    case "day": return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
    case "moment": return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? new Date(`${text}:00+08:00`).toISOString().replace(".000Z", "Z") : undefined;
    case "names": return namesOf(text);
    default: return text;
  }
}

function faultOf(asked: Asked, text: string): string | undefined {
  if (text === "") {
    if (asked.optional) return undefined;
    return ["choice", "place", "yes"].includes(asked.kind) ? t(`选择${asked.label}`, `Choose: ${asked.label}`) : t(`填写${asked.label}`, `Enter: ${asked.label}`);
  }
  if (memberOf(asked, text) !== undefined) return undefined;
  switch (asked.kind) {
    case "yuan": return t(`${asked.label}应是不超过两位小数的元数，如 1200.50`, `${asked.label}: yuan with at most two decimals, such as 1200.50`);
    case "whole": return t(`${asked.label}应是 1 以上的整数`, `${asked.label}: a whole number from 1`);
    default: return t(`${asked.label}应写作 2025-06-15`, `${asked.label}: written 2025-06-15`);
  }
}

function Control({ asked, wiring, value, set }: { asked: Asked; wiring: Wiring; value: string; set: (value: string) => void }) {
  const places = usePlaces();
  switch (asked.kind) {
    case "long": return <LongText wiring={wiring} value={value} onChange={set} {...(asked.longest ? { rows: 6, maxLength: asked.longest } : {})} />;
    case "names": return <LongText wiring={wiring} rows={4} maxLength={20_000} value={value} onChange={set} />;
    case "day": return <Text wiring={wiring} type="date" width="middle" value={value} onChange={set} />;
    case "moment": return <Text wiring={wiring} type="datetime-local" width="middle" value={value} onChange={set} />;
    case "yuan": case "whole": return <Text wiring={wiring} inputMode="decimal" width="middle" value={value} onChange={set} />;
    case "place": return <Choice wiring={wiring} value={Number(value) || undefined} options={places.options} onChange={(place) => set(place ? String(place) : "")} />;
    case "yes": return <Choice wiring={wiring} clear={asked.optional ?? false} value={value || undefined} onChange={(chosen) => set(chosen ?? "")}
                               options={asked.options ?? [{ value: "yes", label: t("是", "Yes") }, { value: "no", label: t("否", "No") }]} />;
    case "choice": return <Choice wiring={wiring} clear={asked.optional ?? false} value={value || undefined} options={asked.options ?? []} onChange={(chosen) => set(chosen ?? "")} />;
    default: return <Text wiring={wiring} value={value} onChange={set} code={asked.code ?? false} />;
  }
}

/// The day on which it counts: today, unless one says otherwise.
export const dayAsked = (): Asked => ({ name: "day", kind: "day", label: t("日期", "Day"), initial: today() });
/// A reason, which the public log keeps.
export const reasonAsked = (name = "reason", label = t("理由", "Reason")): Asked =>
  ({ name, kind: "long", label, hint: t("会记在公开的日志里，不要写个人信息。", "It is kept in the public log: no personal data.") });

/// Which field a refusal is about, by its type's last part.
const fieldsOf: Record<string, string> = {
  day_in_future: "day", before_purchase: "day", unknown_place: "place", not_a_credit_code: "merchant", merchant_already_admitted: "merchant",
  unknown_clause: "clause", unknown_fund: "fund", not_a_product_code: "product", product_already_registered: "product", store_already_open: "store",
  unknown_kind: "kind", fund_already_open: "fund", shares_do_not_add_up: "central", quota_below_use: "amount", quota_changed: "quota", unknown_seed: "seed_name",
  not_the_committed_seed: "seed", round_times_swapped: "closes", nothing_to_check: "size", notice_too_short: "until", fund_exhausted: "amount",
  number_malformed: "number", case_already_registered: "number", outside_station: "day", unknown_type: "pollution", batch_already_handed_over: "batch", batch_out_of_turn: "batch",
  unknown_unit: "to", shares_not_whole: "to", not_handed_to_unit: "unit", already_linked: "first", unknown_issue: "issue", unknown_measure: "measure", finding_missing: "closure", measure_open: "closure",
  evidence_missing: "closure", not_overdue: "step", step_out_of_turn: "step", extension_too_late: "until", extension_too_long: "until", text_holds_personal_data: "text",
};
export function fieldOf({ type }: Refusal, names: readonly string[]): string | undefined {
  const field = fieldsOf[type.replace(/^(subsidies|complaints)\./, "")];
  return field && names.includes(field) ? field : undefined;
}

export interface CommandFormProps {
  type: CommandType; action: string; fields: Asked[]; close: () => void; told: Told; done: string;
  fixed?: Data; lead?: ReactNode; danger?: boolean;
  /// Makes the command's members of the fields'; as they are if there is none.
  shape?: (members: Data) => Data;
  /// What is wrong between the fields, by field.
  between?: (values: Record<string, string>) => Record<string, string>;
}

export function CommandForm({ type, action, fields, close, told, done, fixed, lead, danger, shape, between }: CommandFormProps) {
  const form = useForm<Record<string, string>>({
    initial: Object.fromEntries(fields.map(({ name, initial }) => [name, initial ?? ""])),
    check: (values) => ({ ...between?.(values), ...Object.fromEntries(fields.flatMap((asked) => { const fault = faultOf(asked, (values[asked.name] ?? "").trim()); return fault ? [[asked.name, fault]] : []; })) }),
    async send(values) {
      const members: Data = {};
      for (const asked of fields) {
        const text = (values[asked.name] ?? "").trim();
        if (text !== "" || asked.kind === "text" || asked.kind === "long") members[asked.name] = memberOf(asked, text);
      }
      const { seq } = await command(type, { ...fixed, ...(shape ? shape(members) : members) });
      close();
      await told(<>{done}{t("：", ": ")}<Entry seq={seq} /></>);
    },
    fieldOf: (refusal) => fieldOf(refusal, fields.map(({ name }) => name)),
  });
  return (
    <Form form={form} action={action} danger={danger ?? false}>
      {lead && <div className="dialog-lead">{lead}</div>}
      {fields.map((asked) => (
        <Field key={asked.name} name={asked.name} label={asked.label} hint={asked.hint} optional={asked.optional ?? false}>
          {(wiring) => <Control asked={asked} wiring={wiring} value={form.values[asked.name] ?? ""} set={(value) => form.set(asked.name, value)} />}
        </Field>
      ))}
    </Form>
  );
}

/// A button that opens the form of a command in a dialog.
export function Gives({ label, title, primary, ...form }: Omit<CommandFormProps, "close"> & { label?: string; title?: string; primary?: boolean }) {
  return (
    <Opens label={label ?? `${form.action}…`} title={title ?? form.action} danger={form.danger ?? false} primary={primary ?? false}>
      {(close) => <CommandForm {...form} close={close} />}
    </Opens>
  );
}

/// What was done on a page, and telling it: what it changed is asked for anew.
export function useTold(...keys: string[]): { done: ReactNode; told: Told } {
  const [done, setDone] = useState<ReactNode>();
  const renew = useRenew();
  return { done: <Done>{done}</Done>, told: async (what) => { setDone(what); await renew(...keys); } };
}
