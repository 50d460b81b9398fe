// Roles and rights (角色与权限): the table as it stands in the server's code.

import { useAccess } from "../api/queries";
import { named, t, useLanguage } from "../language";
import { Head, Loaded, Section } from "../parts/page";
import { Rows } from "../parts/rows";

export function Access() {
  useLanguage();
  const query = useAccess();
  return (
    <>
      <Head title={t("角色与权限", "Roles and rights")} lead={t("写定在程序里，不能在这里改。", "They are fixed in the program and can't be changed here.")} />
      <Loaded query={query}>{(access) => (
        <>
          <Section title={t("角色有哪些权限", "What each role may do")}>
            <Rows name={t("角色与权限", "Roles and rights")} rows={access.roles} rowKey={(row) => row.role} columns={[
              { title: t("角色", "Role"), head: true, render: (row) => named(row) },
              ...access.rights.filter(({ right }) => access.roles.some((role) => role.rights.includes(right))).map(({ right, ...names }) => ({
                title: named(names), align: "center" as const,
                render: (row: (typeof access.roles)[number]) => row.rights.includes(right) ? <><span aria-hidden="true">✓</span><span className="unseen">{t("有", "yes")}</span></> : <span className="soft"><span aria-hidden="true">–</span><span className="unseen">{t("没有", "no")}</span></span>,
              })),
            ]} />
          </Section>
          <Section title={t("专项", "Programmes")}>
            <ul className="inline">{access.programmes.map((one) => <li key={one.programme}>{named(one)} <code>{one.programme}</code></li>)}</ul>
          </Section>
          <Section title={t("接口密钥的范围", "Scopes of API keys")}>
            <ul className="inline">{access.scopes.map((one) => <li key={one.scope}>{named(one)} <code>{one.scope}</code></li>)}</ul>
          </Section>
        </>
      )}</Loaded>
    </>
  );
}
