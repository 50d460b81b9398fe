// Opening a fund and saying who bears it (设立资金池，登记分担).

import type { Schemas } from "../api/client";
import { levelOptions } from "../api/subsidy_words";
import { useMayGive } from "../api/subsidy_rights";
import { t } from "../language";
import { Gives, reasonAsked, type Told } from "../parts/command_form";

export const OpenFund = ({ told }: { told: Told }) => (
  <Gives type="subsidies.open_fund" action={t("设立资金池", "Open the fund")} label={t("设立资金池…", "Open a fund…")} primary told={told} fixed={{ reconstructed: false }} done={t("资金池已设立", "The fund was opened")} fields={[
    { name: "fund", kind: "text", code: true, label: t("编号", "Its id"), hint: t("如 2026-appliances，不能改。", "Such as 2026-appliances; it is never changed.") },
    { name: "year", kind: "whole", label: t("年度", "Year"), initial: String(new Date().getFullYear()) },
    { name: "classes", kind: "names", label: t("类别", "Classes"), hint: t("一行一个，写标识或它的前缀，如 vehicle、appliance_digital、home。", "One a line, ids or their prefixes, such as vehicle, appliance_digital, home.") },
    { name: "cap", kind: "yuan", label: t("总额（元）", "Cap (yuan)") },
    reasonAsked("basis", t("依据", "Where the cap comes from")),
  ]} />
);

/// The shares of the four levels, for a fund that has none.
export function DeclareShares({ fund, told }: { fund: Schemas["FundRow"]; told: Told }) {
  const mayGive = useMayGive();
  if (!mayGive("subsidies.declare_shares") || fund.shares.length > 0) return null;
  return (
    <Gives type="subsidies.declare_shares" action={t("登记资金分担", "Declare the shares")} label={t("登记分担…", "Declare shares…")} told={told} fixed={{ fund: fund.fund }} done={t("分担已登记", "The shares were declared")}
      lead={t("只能登记一次，在第一笔拨付之前。四级相加须为 100%。", "Once, before the first payment. The four levels must sum to 100%.")}
      fields={[...levelOptions().map(({ value, label }) => ({ name: value, kind: "text" as const, optional: true, label: t(`${label}（%）`, `${label[0]?.toUpperCase()}${label.slice(1)} (%)`) })),
        { name: "remainder_to", kind: "choice" as const, label: t("分不尽的零头归", "What is left over falls to"), options: levelOptions(), initial: "city" }, reasonAsked("basis", t("依据", "Basis"))]}
      shape={({ central, province, city, county, ...rest }) => ({ ...rest, shares: Object.entries({ central, province, city, county }).filter(([, share]) => share).map(([level, share]) => ({ level, share_bp: Math.round(Number(share) * 100) })) })} />
  );
}
