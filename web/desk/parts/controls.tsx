// The controls of forms (控件), wired to a field: text, secret, long text, a choice of a list, a day.

import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import { t } from "../language";
import type { Wiring } from "./form";

/// The list of a field's choices is called as the field is; the box itself leaves it without a name.
const nameList = (id: string, label: string | undefined): void => {
  requestAnimationFrame(() => document.getElementById(`${id}_list`)?.setAttribute("aria-label", label ?? document.querySelector(`label[for="${id}"]`)?.textContent ?? t("可选项", "Choices")));
};

interface TextProps { wiring: Wiring; value: string; onChange: (value: string) => void }

export function Text({ wiring, value, onChange, ...more }: TextProps & {
  autoComplete?: string; inputMode?: "numeric" | "decimal" | "tel" | "text"; maxLength?: number; code?: boolean; width?: "short" | "middle"; type?: "text" | "date" | "datetime-local"; min?: string;
}) {
  const { code, width, ...rest } = more;
  return (
    <Input {...wiring} {...rest} autoComplete={rest.autoComplete ?? "off"} spellCheck={false}
           className={[code && "code", width].filter(Boolean).join(" ")} value={value} onChange={(event) => onChange(event.target.value)} />
  );
}

/// A password, which can be shown.
export function Secret({ wiring, value, onChange, autoComplete }: TextProps & { autoComplete: string }) {
  const [shown, show] = useState(false);
  return (
    <div className="secret">
      <Input {...wiring} type={shown ? "text" : "password"} autoComplete={autoComplete} spellCheck={false} autoCapitalize="none"
             value={value} onChange={(event) => onChange(event.target.value)} />
      <button type="button" className="quiet" aria-pressed={shown} aria-controls={wiring.id} onClick={() => show(!shown)}>
        {shown ? t("隐藏", "Hide") : t("显示", "Show")}
      </button>
    </div>
  );
}

export const LongText = ({ wiring, value, onChange, rows = 3, maxLength = 200 }: TextProps & { rows?: number; maxLength?: number }) => (
  <Input.TextArea {...wiring} rows={rows} maxLength={maxLength} value={value} onChange={(event) => onChange(event.target.value)} />
);

const here = (trigger: HTMLElement): HTMLElement => trigger.closest<HTMLElement>("dialog") ?? document.body;

/// One of a list; typing narrows it. Empty: nothing is chosen.
export function Choice<T extends string | number>({ wiring, value, onChange, options, placeholder, clear, label }: {
  wiring?: Wiring; value: T | undefined; onChange: (value: T | undefined) => void; options: { value: T; label: string }[];
  placeholder?: string; clear?: boolean; label?: string;
}) {
  return (
    <Select<T> {...(wiring ?? {})} {...(label ? { "aria-label": label } : {})} className="choice" value={value ?? null} options={options} virtual={false}
               showSearch={{ optionFilterProp: "label" }} allowClear={clear ?? false} placeholder={placeholder ?? t("请选择", "Choose")}
               labelRender={({ label: name }) => (typeof name === "string" ? name.trim() : name)} onChange={(chosen) => onChange(chosen ?? undefined)} getPopupContainer={here}
               onOpenChange={(open) => { if (open && wiring) nameList(wiring.id, label); }}
               notFoundContent={t("没有符合的", "None matches")} />
  );
}
