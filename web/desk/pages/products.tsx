// Products (商品): registered by their bar code; a sale that names one must agree with it in kind and efficiency.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, take } from "../api/client";
import { useMayGive } from "../api/subsidy_rights";
import { kindName, kindOptions } from "../api/subsidy_words";
import { t, useLanguage } from "../language";
import { dayAsked, Gives, useTold } from "../parts/command_form";
import { Empty, Head, Loaded } from "../parts/page";
import { Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";

const filters = ["text"] as const;
const efficiencies = (): { value: string; label: string }[] =>
  [{ value: "0", label: t("没有标识", "No label") }, ...["1", "2", "3", "4", "5"].map((value) => ({ value, label: t(`${value} 级`, `Level ${value}`) }))];

export function Products() {
  useLanguage();
  const mayGive = useMayGive();
  const { done, told } = useTold("products");
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const asked = { ...(values.text ? { text: values.text } : {}), ...(next ? { next } : {}) };
  const query = useQuery({ queryKey: ["products", asked], placeholderData: keepPreviousData, queryFn: () => take(api.GET("/api/v1/products", { params: { query: asked } })) });
  const said = sentence([values.text && t(`含有“${values.text}”`, `containing “${values.text}”`)], t("商品", "products"));
  return (
    <>
      <Head title={t("商品", "Products")} lead={t("按 69 码登记。收银终端报了商品，品类和能效就要与这里一致。", "By their bar codes. A sale that names one must agree in kind and efficiency.")}
            actions={mayGive("subsidies.register_product") && <Gives type="subsidies.register_product" action={t("登记商品", "Register the product")} label={t("登记商品…", "Register a product…")} primary told={told} done={t("商品已登记", "The product was registered")} fields={[
              { name: "product", kind: "text", code: true, label: t("69 码", "Bar code"), hint: t("包装条码的 13 位数字。", "The 13 digits of EAN-13.") },
              { name: "name", kind: "text", label: t("名称和型号", "Name and model") },
              { name: "kind", kind: "choice", label: t("品类", "Kind"), options: kindOptions() },
              { name: "efficiency", kind: "choice", label: t("能效或水效", "Efficiency"), options: efficiencies() }, dayAsked(),
            ]} shape={(members) => ({ ...members, efficiency: Number(members["efficiency"]) })} />} />
      {done}
      <Filters label={t("名称或 69 码含有", "Name or bar code contains")} text={values.text} onText={(text) => set({ text })} onClear={clear} any={any} />
      <p className="sentence" role="status">{said}</p>
      <Loaded query={query} rows={10}>{(page) => page.rows.length === 0
        ? any
          ? <Empty title={t("没有符合条件的商品。", "No product matches.")}><p><button type="button" className="quiet" onClick={clear}>{t("清除条件，看全部", "Clear the filter and see all")}</button></p></Empty>
          : <Empty title={t("还没有登记商品。", "No product is registered yet.")}><p>{t("不登记也能核销；登记了才能核对品类和能效。", "Sales need none; with them kind and efficiency are checked.")}</p></Empty>
        : <>
            <Rows name={said} rows={page.rows} rowKey={(row) => row.product} columns={[
              { title: t("69 码", "Bar code"), head: true, render: (row) => <code>{row.product}</code> }, { title: t("名称和型号", "Name and model"), render: (row) => row.name },
              { title: t("品类", "Kind"), render: (row) => kindName(row.kind) },
              { title: t("能效", "Efficiency"), render: (row) => row.efficiency > 0 ? t(`${row.efficiency} 级`, `level ${row.efficiency}`) : <span className="soft">{t("没有标识", "no label")}</span> },
              { title: t("登记", "Registered"), render: (row) => row.registered },
            ]} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
          </>}</Loaded>
    </>
  );
}
