// An address without a page (无此页).

import { Link } from "wouter";
import { t, useLanguage } from "../language";
import { Head } from "../parts/page";

export function Missing() {
  useLanguage();
  return (
    <>
      <Head title={t("没有这个页面", "There is no such page")} lead={t("地址可能抄错了，或者页面换了地方。", "The address may be mistyped, or the page has moved.")} />
      <p><Link href="/">{t("回到首页", "Go to the start")}</Link></p>
    </>
  );
}
