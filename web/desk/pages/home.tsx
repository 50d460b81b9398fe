// The start (首页): what this account may do, where, and where to go next.

import { Link } from "wouter";
import { usePlaces } from "../api/queries";
import { may, mayCitywide, useSession } from "../api/session";
import { programmeName, rightName, roleName } from "../api/words";
import type { Schemas } from "../api/client";
import { t, useLanguage } from "../language";
import { Empty, Head, Section } from "../parts/page";

interface Way { to: string; name: string; about: string; right: Schemas["Right"]; citywide?: true }
const ways = (): Way[] => [
  { to: "/applicants", name: t("申请人", "Applicants"), about: t("你负责的地方有哪些人申领补贴；证件号和电话遮住大半。", "Who claims subsidies at your places; numbers are masked."), right: "read_records" },
  { to: "/find", name: t("查找个人", "Find a person"), about: t("按身份证号查，导出，申请删除。", "By identity number; export; request erasure."), right: "see_person", citywide: true },
  { to: "/erasures", name: t("删除申请", "Erasures"), about: t("一人提出，另一人批准。", "One person requests, another approves."), right: "read_records" },
  { to: "/accounts", name: t("账号", "Accounts"), about: t("开通、邀请、授予角色、停用。", "Open, invite, grant roles, suspend."), right: "read_accounts" },
  { to: "/organs", name: t("机关", "Organs"), about: t("账号属于哪些机关。", "The organs that accounts belong to."), right: "read_accounts" },
  { to: "/audit", name: t("审计", "Audit trail"), about: t("谁在何时做了、试了、看了什么。", "Who did, tried or looked at what, and when."), right: "read_audit", citywide: true },
];

function Grants({ grants }: { grants: Schemas["Grant"][] }) {
  const places = usePlaces();
  return (
    <table className="plain-table">
      <thead><tr><th scope="col">{t("角色", "Role")}</th><th scope="col">{t("专项", "Programme")}</th><th scope="col">{t("地方", "Place")}</th></tr></thead>
      <tbody>{grants.map((grant) => (
        <tr key={`${grant.role} ${grant.programme} ${grant.place}`}>
          <th scope="row">{roleName(grant.role)}</th><td>{programmeName(grant.programme)}</td><td>{places.name(grant.place)}</td>
        </tr>
      ))}</tbody>
    </table>
  );
}

export function Home() {
  useLanguage();
  const session = useSession();
  const places = usePlaces();
  const organ = session.organ;
  const open = ways().filter(({ right, citywide }) => (citywide ? mayCitywide(session, right, places.city) : may(session, right)));
  const rights = [...new Set(session.rights.map(({ right }) => right))];
  return (
    <>
      <Head title={t("首页", "Start")} kicker={organ ? `${t(organ.name_zh, organ.name_en)} · ${places.name(organ.place)}` : t("不属于任何机关", "Belongs to no organ")}
            lead={t(`你以 ${session.account} 登录。`, `You are signed in as ${session.account}.`)} />
      {!session.second_factor && session.signed_in_by === "password" && session.kind === "person" && (
        <p className="note">{t("动态验证码还没有启用：只凭口令就能进入。", "Your second factor is off: the password alone opens this account.")} <Link href="/me">{t("现在启用", "Switch it on")}</Link></p>
      )}
      {session.grants.length === 0
        ? <Empty title={t("这个账号还没有角色，什么也办不了。", "This account has no role yet, so it can do nothing.")}>
            <p>{t(`请找开通账号的管理员（本机关负责系统账号的人），把账号名 ${session.account} 和要办的事项、地方告诉他。授予后刷新本页即可。`,
                  `Ask the administrator who opened your account (whoever looks after accounts in your organ): tell them the account ${session.account}, the programme and the place. Once granted, reload this page.`)}</p>
          </Empty>
        : <>
            {open.length > 0 && (
              <Section title={t("可以去", "Where to go")}>
                <ul className="ways">{open.map(({ to, name, about }) => <li key={to}><Link href={to}>{name}</Link><span>{about}</span></li>)}</ul>
              </Section>
            )}
            <Section title={t("你的角色", "Your roles")} lead={t(`凭这些角色可以：${rights.map(rightName).join("、")}。`, `They let you: ${rights.map(rightName).join(", ")}.`)}>
              <Grants grants={session.grants} />
            </Section>
          </>}
    </>
  );
}
