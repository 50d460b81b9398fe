// Accounts (账号): the list with its filters, and opening a new one.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "wouter";
import { api, command, take, type Schemas } from "../api/client";
import { useOrgans, usePlaces } from "../api/queries";
import { may, useSession } from "../api/session";
import { accountKindName, accountKindOptions, programmeName, roleName, roleOptions, standingName, standingOptions } from "../api/words";
import { printedInstant, t, useLanguage } from "../language";
import { Choice, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Empty, Head, Loaded, Opens } from "../parts/page";
import { Filter, Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";
import { Standing } from "../parts/marks";

function Open({ close }: { close: () => void }) {
  const organs = useOrgans();
  const [, go] = useLocation();
  const form = useForm<{ account: string; kind: Schemas["AccountKind"]; organ: string | undefined }>({
    initial: { account: "", kind: "person", organ: undefined },
    check: (values) => ({
      ...(values.account.trim() ? {} : { account: t("填写账号", "Enter the account") }),
      ...(values.organ ? {} : { organ: t("选择机关", "Choose an organ") }),
    }),
    async send(values) {
      const account = values.account.trim();
      await command("access.open_account", { account, kind: values.kind, organ: values.organ ?? "" });
      close();
      go(`/accounts/${encodeURIComponent(account)}`);
    },
    fieldOf: ({ type }) => (["access.not_a_name", "access.already_open"].includes(type) ? "account" : type === "access.unknown_organ" ? "organ" : undefined),
  });
  return (
    <Form form={form} action={t("开通账号", "Open the account")}>
      <Field name="account" label={t("账号", "Account")} hint={t("2 至 40 个小写字母、数字或 . _ -，字母开头；开通后不能改。不要写姓名或电话，它会公开留在日志里。", "2 to 40 lower-case letters, digits or . _ - beginning with a letter; never changed. No name or phone: it stays in the public log.")}>
        {(wiring) => <Text wiring={wiring} value={form.values.account} onChange={(value) => form.set("account", value)} code width="middle" />}
      </Field>
      <Field name="kind" label={t("谁用", "For")}>{(wiring) => <Choice wiring={wiring} value={form.values.kind} options={accountKindOptions()} onChange={(value) => form.set("kind", value ?? "person")} />}</Field>
      <Field name="organ" label={t("机关", "Organ")} hint={organs.rows.length === 0 ? t("还没有登记机关，先到“机关”登记。", "No organ is registered yet: register one under Organs first.") : undefined}>
        {(wiring) => <Choice wiring={wiring} value={form.values.organ} options={organs.options} onChange={(value) => form.set("organ", value)} />}
      </Field>
    </Form>
  );
}

export function GrantsInWords({ grants }: { grants: Schemas["Grant"][] }) {
  const places = usePlaces();
  if (grants.length === 0) return <span className="soft">{t("没有角色", "no role")}</span>;
  const said = grants.map((grant) => `${roleName(grant.role)} · ${programmeName(grant.programme)} · ${places.name(grant.place)}`);
  return <span title={said.join("\n")}>{said[0]}{said.length > 1 && <span className="soft">{t(` 等 ${said.length} 项`, ` and ${said.length - 1} more`)}</span>}</span>;
}

const filters = ["text", "organ", "standing", "role"] as const;

export function Accounts() {
  useLanguage();
  const organs = useOrgans();
  const administers = may(useSession(), "administer");
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const asked = Object.fromEntries([...Object.entries(values), ["next", next]].filter(([, value]) => value));
  const query = useQuery({
    queryKey: ["accounts", asked], placeholderData: keepPreviousData,
    queryFn: () => take(api.GET("/api/v1/accounts", { params: { query: asked } })),
  });
  const said = sentence([
    values.text && t(`含有“${values.text}”`, `containing “${values.text}”`), values.organ && t(`属于${organs.name(values.organ)}`, `of ${organs.name(values.organ)}`),
    values.standing && t(`状态为${standingName(values.standing as Schemas["Standing"])}`, `that are ${standingName(values.standing as Schemas["Standing"])}`),
    values.role && t(`担任${roleName(values.role as Schemas["Role"])}`, `with the role ${roleName(values.role as Schemas["Role"])}`),
  ], t("账号", "accounts"));
  return (
    <>
      <Head title={t("账号", "Accounts")} actions={administers && <Opens label={t("开通账号", "Open an account")} primary>{(close) => <Open close={close} />}</Opens>} />
      <Filters label={t("账号或机关含有", "Account or organ contains")} text={values.text} onText={(text) => set({ text })} onClear={clear} any={any}>
        <Filter label={t("机关", "Organ")}><Choice label={t("机关", "Organ")} clear placeholder={t("任何", "Any")} value={values.organ || undefined} options={organs.options} onChange={(organ) => set({ organ: organ ?? "" })} /></Filter>
        <Filter label={t("状态", "Standing")}><Choice label={t("状态", "Standing")} clear placeholder={t("任何", "Any")} value={(values.standing || undefined) as Schemas["Standing"] | undefined} options={standingOptions()} onChange={(standing) => set({ standing: standing ?? "" })} /></Filter>
        <Filter label={t("角色", "Role")}><Choice label={t("角色", "Role")} clear placeholder={t("任何", "Any")} value={(values.role || undefined) as Schemas["Role"] | undefined} options={roleOptions()} onChange={(role) => set({ role: role ?? "" })} /></Filter>
      </Filters>
      <p className="sentence" role="status">{said}</p>
      <Loaded query={query} rows={8}>{(page) => page.rows.length === 0
        ? any
          ? <Empty title={t("没有符合条件的账号。", "No account matches.")}><p><button type="button" className="quiet" onClick={clear}>{t("清除条件，看全部", "Clear the filter and see all")}</button></p></Empty>
          : <Empty title={t("还没有账号。", "There is no account yet.")}><p>{t("先登记机关，再开通账号。", "Register an organ, then open accounts.")}</p></Empty>
        : <>
            <Rows wide name={said} rows={page.rows} rowKey={(row) => row.account} columns={[
              { title: t("账号", "Account"), head: true, render: (row) => <Link href={`/accounts/${encodeURIComponent(row.account)}`} data-row>{row.account}</Link> },
              { title: t("谁用", "For"), render: (row) => accountKindName(row.kind) },
              { title: t("机关", "Organ"), render: (row) => organs.name(row.organ) },
              { title: t("状态", "Standing"), render: (row) => <Standing standing={row.standing} /> },
              { title: t("角色", "Roles"), render: (row) => <GrantsInWords grants={row.grants} /> },
              { title: t("动态验证码", "Second factor"), render: (row) => (row.second_factor ? t("有", "on") : <span className="soft">{t("无", "off")}</span>) },
              { title: t("密钥（个）", "Keys"), align: "right", render: (row) => row.keys },
              { title: t("上次登录", "Last sign-in"), render: (row) => (row.last_sign_in ? printedInstant(row.last_sign_in) : <span className="soft">{t("从未", "never")}</span>) },
            ]} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
          </>}</Loaded>
    </>
  );
}
