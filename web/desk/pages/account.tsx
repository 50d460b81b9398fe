// One account (账号): what it is, its roles, how it signs in, its keys, and what happened to it.

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { api, command, take, type Schemas } from "../api/client";
import { useOrgans, usePlaces } from "../api/queries";
import { may, useSession } from "../api/session";
import { accountKindName, programmeName, roleName } from "../api/words";
import { printedInstant, t, useLanguage } from "../language";
import { Done, Entry, Head, Loaded, Opens, Section, useRenew } from "../parts/page";
import { Standing } from "../parts/marks";
import { Rows } from "../parts/rows";
import { Confirm, Grant, Invite, Link as LinkForm, NewKey, Reasoned } from "./account_forms";

type Page = Schemas["AccountPage"];
/// `open`: the account can be changed, and by who looks at it.
interface Part { account: Page; open: boolean; told: (what: ReactNode) => Promise<void> }

function Facts({ account }: { account: Page }) {
  const organs = useOrgans();
  const facts: [string, ReactNode][] = [
    [t("状态", "Standing"), <Standing key="standing" standing={account.standing} />],
    [t("谁用", "For"), accountKindName(account.kind)],
    [t("机关", "Organ"), organs.name(account.organ)],
    ...(account.name ? [[t("姓名", "Name"), account.name] as [string, ReactNode]] : []),
    ...(account.phone_masked ? [[t("电话", "Phone"), account.phone_masked] as [string, ReactNode]] : []),
    ...(account.kind === "person" && account.password !== undefined ? [[t("口令", "Password"), account.password ? t("已设", "set") : t("没有设", "not set")] as [string, ReactNode]] : []),
    ...(account.kind === "person" ? [
      [t("动态验证码", "Second factor"), account.second_factor ? t("已启用", "on") : t("没有启用", "off")],
      [t("上次登录", "Last sign-in"), account.last_sign_in ? printedInstant(account.last_sign_in) : t("从未登录", "never")],
    ] as [string, ReactNode][] : []),
  ];
  return <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

function StandingActions({ account, open, told }: Part) {
  const name = account.account;
  const give = async (type: "access.suspend_account" | "access.close_account", reason: string, done: (entry: ReactNode) => ReactNode): Promise<void> => {
    const { seq } = await command(type, { account: name, reason });
    await told(done(<Entry seq={seq} />));
  };
  if (!open) return null;
  return (
    <div className="actions">
      {account.standing === "active"
        ? <Opens label={t("停用…", "Suspend the account…")} title={t(`停用 ${name}`, `Suspend ${name}`)}>{(close) => (
            <Reasoned action={t("停用账号", "Suspend the account")} lead={t("停用后马上不能登录，密钥也打不开；以后可以恢复。", "It can't sign in any more, nor can its keys, at once. It can be resumed.")} close={close}
                      send={(reason) => give("access.suspend_account", reason, (entry) => <>{t("账号已停用：", "The account was suspended: ")}{entry}</>)} />)}</Opens>
        : <Opens label={t("恢复…", "Resume the account…")} title={t(`恢复 ${name}`, `Resume ${name}`)}>{(close) => (
            <Confirm action={t("恢复账号", "Resume the account")} lead={t("恢复后，原来的角色继续有效。", "Its roles count again.")} close={close}
                     send={async () => { const { seq } = await command("access.resume_account", { account: name }); await told(<>{t("账号已恢复：", "The account was resumed: ")}<Entry seq={seq} /></>); }} />)}</Opens>}
      <Opens label={t("注销…", "Close the account…")} title={t(`注销 ${name}`, `Close ${name}`)} danger>{(close) => (
        <Reasoned danger action={t("注销账号", "Close the account")} lead={t("注销不能撤回；账号名不会再给别人用。只是暂时离开，请用停用。", "Closing can't be undone, and the name is never used again. If the person is only away, suspend instead.")} close={close}
                  send={(reason) => give("access.close_account", reason, (entry) => <>{t("账号已注销：", "The account was closed: ")}{entry}</>)} />)}</Opens>
    </div>
  );
}

function Roles({ account, open, told }: Part) {
  const places = usePlaces();
  const say = (grant: Schemas["Grant"]): string => `${roleName(grant.role)} · ${programmeName(grant.programme)} · ${places.name(grant.place)}`;
  return (
    <Section title={t("角色", "Roles")} lead={t("角色在一个专项、一个地方及其下级有效。", "A role counts in a programme, at a place and below it.")}
             actions={open && <Opens label={t("授予角色…", "Grant a role…")} title={t(`授予 ${account.account} 角色`, `Grant ${account.account} a role`)}>{(close) => <Grant account={account.account} close={close} told={told} />}</Opens>}>
      {account.grants.length === 0
        ? <p className="soft">{t("还没有角色，登录后什么也办不了。", "No role yet: it can sign in, but do nothing.")}</p>
        : <Rows name={t("角色", "Roles")} rows={account.grants} rowKey={say} columns={[
            { title: t("角色", "Role"), head: true, render: (grant) => roleName(grant.role) },
            { title: t("专项", "Programme"), render: (grant) => programmeName(grant.programme) },
            { title: t("地方", "Place"), render: (grant) => places.name(grant.place) },
            { title: t("操作", "Action"), render: (grant) => open && (
              <Opens label={t("撤销…", "Revoke…")} title={t("撤销角色", "Revoke a role")}>{(close) => (
                <Confirm danger action={t("撤销角色", "Revoke the role")} lead={say(grant)} close={close}
                         send={async () => { const { seq } = await command("access.revoke_role", { account: account.account, ...grant }); await told(<>{t(`已撤销 ${say(grant)}：`, `Revoked ${say(grant)}: `)}<Entry seq={seq} /></>); }} />)}</Opens>) },
          ]} />}
    </Section>
  );
}

function SigningIn({ account, open, told }: Part) {
  if (!open) return null;
  const at = { params: { path: { account: account.account } } };
  return (
    <Section title={t("登录", "Signing in")}>
      <div className="actions">
        {account.standing === "active" && (
          <Opens label={t("邀请…", "Invite…")} title={t(`邀请 ${account.account}`, `Invite ${account.account}`)}>{() => <Invite account={account.account} />}</Opens>)}
        {account.second_factor && (
          <Opens label={t("重置动态验证码…", "Reset the second factor…")}>{(close) => (
            <Confirm danger action={t("重置动态验证码", "Reset the second factor")} close={close}
                     lead={t("先当面或打电话确认是本人。重置后只凭口令就能登录，请提醒本人马上重新启用。", "Make sure first, in person or by phone, that it is they who ask. Afterwards the password alone signs in: ask them to switch it on again at once.")}
                     send={async () => { await take(api.DELETE("/api/v1/accounts/{account}/second-factor", at)); await told(t("动态验证码已重置。", "The second factor was reset.")); }} />)}</Opens>)}
        <Opens label={t("结束全部登录…", "End all sessions…")}>{(close) => (
          <Confirm action={t("结束全部登录", "End all sessions")} lead={t("这个账号在各处的登录马上结束；口令照旧有效。", "It is signed out everywhere at once; its password still counts.")} close={close}
                   send={async () => { await take(api.DELETE("/api/v1/accounts/{account}/sessions", at)); await told(t("全部登录已结束。", "All its sessions were ended.")); }} />)}</Opens>
      </div>
    </Section>
  );
}

function Providers({ account, open, told }: Part) {
  const at = { params: { path: { account: account.account } } };
  return (
    <Section title={t("统一身份认证", "Identity providers")} lead={t("下列身份登录后就是这个账号。", "Whoever signs in as one of these is this account.")}
             actions={open && <Opens label={t("关联身份…", "Link an identity…")}>{(close) => <LinkForm account={account.account} close={close} told={told} />}</Opens>}>
      {account.providers.length === 0
        ? <p className="soft">{t("没有关联。", "None is linked.")}</p>
        : <Rows name={t("统一身份认证", "Identity providers")} rows={account.providers} rowKey={(row) => `${row.issuer} ${row.subject}`} columns={[
            { title: t("提供方", "Provider"), head: true, render: (row) => row.issuer },
            { title: t("身份标识", "Subject"), render: (row) => <code>{row.subject}</code> },
            { title: t("操作", "Action"), render: (row) => open && (
              <Opens label={t("取消关联…", "Unlink…")}>{(close) => (
                <Confirm danger action={t("取消关联", "Unlink")} lead={`${row.issuer} · ${row.subject}`} close={close}
                         send={async () => { await take(api.DELETE("/api/v1/accounts/{account}/providers", { ...at, body: { issuer: row.issuer, subject: row.subject } })); await told(t("关联已取消。", "The link was taken away.")); }} />)}</Opens>) },
          ]} />}
    </Section>
  );
}

function Keys({ account, open, told }: Part) {
  const today = new Date().toISOString().slice(0, 10);
  const state = (key: Schemas["Key"]): string => key.revoked ? t("已吊销", "revoked") : key.until < today ? t("已到期", "expired") : t("有效", "valid");
  return (
    <Section title={t("接口密钥", "API keys")} lead={t("程序用密钥代替登录，只能办所选范围内、这个账号本来能办的事。", "Programs use a key instead of signing in; it opens only its scopes, and only what this account may do.")}
             actions={open && account.standing === "active" && <Opens label={t("新建密钥…", "New key…")}>{() => <NewKey account={account.account} told={told} />}</Opens>}>
      {account.keys.length === 0
        ? <p className="soft">{t("没有密钥。", "It has no key.")}</p>
        : <Rows name={t("接口密钥", "API keys")} rows={account.keys} rowKey={(row) => row.key} columns={[
            { title: t("密钥", "Key"), head: true, render: (row) => <code>{row.key}</code> },
            { title: t("范围", "Scopes"), render: (row) => row.scopes.join(", ") },
            { title: t("有效到", "Until"), render: (row) => row.until },
            { title: t("状态", "State"), render: (row) => state(row) },
            { title: t("上次使用", "Last used"), render: (row) => (row.last_used ? printedInstant(row.last_used) : <span className="soft">{t("从未", "never")}</span>) },
            { title: t("操作", "Action"), render: (row) => open && !row.revoked && (
              <Opens label={t("吊销…", "Revoke…")}>{(close) => (
                <Confirm danger action={t("吊销密钥", "Revoke the key")} lead={t(`${row.key} 马上失效，用它的程序会被拒绝。`, `${row.key} stops working at once; programs that use it are refused.`)} close={close}
                         send={async () => { await take(api.DELETE("/api/v1/accounts/{account}/keys/{key}", { params: { path: { account: account.account, key: row.key } } })); await told(t("密钥已吊销。", "The key was revoked.")); }} />)}</Opens>) },
          ]} />}
    </Section>
  );
}

const History = ({ account }: { account: Page }) => (
  <Section title={t("经过", "History")} lead={t("这些记在公开的日志里，可以逐条核验。", "These stand in the public log; each can be verified.")}>
    <ol className="history">{[...account.history].reverse().map((row) => (
      <li key={row.seq}><time dateTime={row.at}>{printedInstant(row.at)}</time><span>{row.what}<span className="soft"> · {row.by}</span></span><Entry seq={row.seq}>#{row.seq}</Entry></li>
    ))}</ol>
  </Section>
);

export function Account({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const session = useSession();
  const name = decodeURIComponent(params["account"] ?? "");
  const renew = useRenew();
  const [done, setDone] = useState<ReactNode>();
  const query = useQuery({ queryKey: ["account", name], queryFn: () => take(api.GET("/api/v1/accounts/{account}", { params: { path: { account: name } } })) });
  const told = async (what: ReactNode): Promise<void> => {
    setDone(what);
    await renew("account", "accounts", ...(name === session.account ? ["session"] : []));
  };
  return (
    <>
      <Head title={name} kicker={<Link href="/accounts">{t("账号", "Accounts")}</Link>} />
      <Done>{done}</Done>
      <Loaded query={query} rows={8}>{(account) => {
        const part = { account, told, open: account.standing !== "closed" && may(session, "administer") };
        return <><Facts account={account} /><StandingActions {...part} /><Roles {...part} />
          {account.kind === "person" ? <><SigningIn {...part} /><Providers {...part} /></> : <Keys {...part} />}<History account={account} /></>;
      }}</Loaded>
    </>
  );
}
