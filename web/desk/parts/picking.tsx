// Picking several of what waits (勾选): a group of check boxes in a form, each with what it is about.

import Checkbox from "antd/es/checkbox";
import { t } from "../language";

export interface Pickable { value: string; label: string; about: string }

export function Picks({ options, value, onChange, none }: { options: readonly Pickable[]; value: readonly string[]; onChange: (value: string[]) => void; none: string }) {
  if (options.length === 0) return <p className="soft">{none}</p>;
  const all = options.every((one) => value.includes(one.value));
  return (
    <>
      {options.length > 1 && <p><button type="button" className="quiet" onClick={() => onChange(all ? [] : options.map((one) => one.value))}>{all ? t("全不选", "Pick none") : t(`全选 ${options.length} 项`, `Pick all ${options.length}`)}</button></p>}
      <Checkbox.Group className="checks many" value={[...value]} onChange={(chosen) => onChange(chosen as string[])} options={options.map((one) => ({ value: one.value, label: <>{one.label} <span className="soft">{one.about}</span></> }))} />
    </>
  );
}
