// The console's frame (框架): who is signed in decides between the sign-in page and the desk with its menu and pages. When
// a session ends in the middle, one signs in over the page, and what was typed stays.

import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState, type ComponentType, type ReactNode } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { api, onUnauthorized, take, type Schemas, type SignedIn } from "./api/client";
import { usePlaces } from "./api/queries";
import { enter, may, mayCitywide, mayIn, SessionProvider, useRefreshSession, useSessionQuery } from "./api/session";
import { language, speak, t, useLanguage } from "./language";
import { Keys } from "./parts/keys";
import { Dialog, Trouble, Waiting } from "./parts/page";
import { Home } from "./pages/home";
import { SignIn, SignInForm } from "./pages/sign_in";

type Page = ComponentType<{ params: Record<string, string | undefined> }>;
const page = (load: () => Promise<Record<string, unknown>>, name: string): Page =>
  lazy(async () => ({ default: (await load())[name] as Page }));

const Invitation = page(() => import("./pages/invitation"), "Invitation");
const Me = page(() => import("./pages/me"), "Me");
const Accounts = page(() => import("./pages/accounts"), "Accounts");
const Account = page(() => import("./pages/account"), "Account");
const Organs = page(() => import("./pages/organs"), "Organs");
const Access = page(() => import("./pages/access"), "Access");
const Audit = page(() => import("./pages/audit"), "Audit");
const Applicants = page(() => import("./pages/applicants"), "Applicants");
const Find = page(() => import("./pages/find"), "Find");
const Erasures = page(() => import("./pages/erasures"), "Erasures");
const Claims = page(() => import("./pages/claims"), "Claims");
const Claim = page(() => import("./pages/claim"), "Claim");
const Queues = page(() => import("./pages/queues"), "Queues");
const Queue = page(() => import("./pages/queue"), "Queue");
const Batches = page(() => import("./pages/batches"), "Batches");
const Batch = page(() => import("./pages/batch"), "Batch");
const Merchants = page(() => import("./pages/merchants"), "Merchants");
const Merchant = page(() => import("./pages/merchant"), "Merchant");
const Funds = page(() => import("./pages/funds"), "Funds");
const Payments = page(() => import("./pages/payments"), "Payments");
const Order = page(() => import("./pages/order"), "Order");
const Backtest = page(() => import("./pages/backtest"), "Backtest");
const Adjustments = page(() => import("./pages/adjustments"), "Adjustments");
const FileBatch = page(() => import("./pages/file_batch"), "FileBatch");
const Products = page(() => import("./pages/products"), "Products");
const Rounds = page(() => import("./pages/rounds"), "Rounds");
const Cases = page(() => import("./pages/cases"), "Cases");
const Case = page(() => import("./pages/case"), "Case");
const CasesDesk = page(() => import("./pages/cases_desk"), "CasesDesk");
const CaseBatches = page(() => import("./pages/case_batches"), "CaseBatches");
const CaseRegister = page(() => import("./pages/case_register"), "CaseRegister");
const CaseHandOver = page(() => import("./pages/case_hand_over"), "CaseHandOver");
const CaseDisclosure = page(() => import("./pages/case_disclosure"), "CaseDisclosure");
const CaseRates = page(() => import("./pages/case_rates"), "CaseRates");
const Upload = page(() => import("./pages/imports"), "Upload");
const ImportPage = page(() => import("./pages/imports"), "ImportPage");
const Missing = page(() => import("./pages/missing"), "Missing");

function LanguageSwitch() {
  const now = useLanguage();
  const other = now === "zh" ? "en" : "zh";
  return (
    <button type="button" className="quiet" lang={other === "zh" ? "zh-CN" : "en"} data-language={other} onClick={() => speak(other)}>
      {other === "zh" ? "中文" : "English"}
    </button>
  );
}

function Bar({ children }: { children?: ReactNode }) {
  const [path] = useLocation();
  return (
    <header className="bar">
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); document.querySelector<HTMLElement>("main h1")?.focus(); }}>{t("跳到正文", "Skip to content")}</a>
      <Link href="/" className="nameplate" {...(path === "/" ? { "aria-current": "page" as const } : {})}>
        <b>{t("明督", "Seethrough")}</b> {t("工作台", "desk")}
      </Link>
      <div className="bar-right">{children}<Keys /><LanguageSwitch /></div>
    </header>
  );
}

interface Item { to: string; name: string; right?: Schemas["Right"]; citywide?: true; of?: Schemas["Programme"] }
const groups = (): { name: string; items: Item[] }[] => [
  { name: t("我", "You"), items: [{ to: "/", name: t("首页", "Start") }, { to: "/me", name: t("我的账号", "My account") }] },
  {
    name: t("以旧换新", "Trade-in subsidies"),
    items: [
      { to: "/queues", name: t("待办", "To do"), right: "read_records", of: "subsidies" },
      { to: "/claims", name: t("申领单", "Claims"), right: "read_records", of: "subsidies" },
      { to: "/batches", name: t("商户批次", "Batches"), right: "read_records", of: "subsidies" },
      { to: "/payments", name: t("拨付", "Payments"), right: "read_records", of: "subsidies" },
      { to: "/merchants", name: t("商户", "Merchants"), right: "read_records", of: "subsidies" },
      { to: "/products", name: t("商品", "Products"), right: "read_records", of: "subsidies" },
      { to: "/funds", name: t("资金池", "Funds"), right: "read_records", of: "subsidies" },
      { to: "/rounds", name: t("资格领取", "Release rounds"), right: "read_records", of: "subsidies" },
      { to: "/import", name: t("导入", "Import"), right: "enter", of: "subsidies" },
      { to: "/adjustments", name: t("追溯调整", "Adjustments"), right: "second_review", of: "subsidies" },
      { to: "/backtest", name: t("规则试算", "Backtest"), right: "set_up", of: "subsidies" },
    ],
  },
  {
    name: t("信访举报", "Complaints"),
    items: [
      { to: "/cases/desk", name: t("我的督办", "My desk"), right: "read_records", of: "complaints" },
      { to: "/cases", name: t("举报件", "Cases"), right: "read_records", of: "complaints" },
      { to: "/cases/batches", name: t("交办批次", "Batches"), right: "read_records", of: "complaints" },
      { to: "/cases/rates", name: t("办理三率", "Rates"), right: "read_records", of: "complaints" },
    ],
  },
  {
    name: t("个人信息", "Personal data"),
    items: [
      { to: "/applicants", name: t("申请人", "Applicants"), right: "read_records" },
      { to: "/find", name: t("查找个人", "Find a person"), right: "see_person", citywide: true },
      { to: "/erasures", name: t("删除申请", "Erasures"), right: "read_records" },
    ],
  },
  {
    name: t("管理", "Administration"),
    items: [
      { to: "/accounts", name: t("账号", "Accounts"), right: "read_accounts" },
      { to: "/organs", name: t("机关", "Organs"), right: "read_accounts" },
      { to: "/access", name: t("角色与权限", "Roles and rights"), right: "read_accounts" },
      { to: "/audit", name: t("审计", "Audit trail"), right: "read_audit", citywide: true },
    ],
  },
];

function Menu({ session }: { session: SignedIn }) {
  const [path] = useLocation();
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => box.current?.removeAttribute("open"), [path]);
  const { city } = usePlaces();
  const open = ({ right, citywide, of }: Item): boolean => right === undefined || (of ? mayIn(session, right, of) : citywide ? mayCitywide(session, right, city) : may(session, right));
  const shown = groups().map(({ name, items }) => ({ name, items: items.filter(open) }))
    .filter(({ items }) => items.length > 0);
  const under = shown.flatMap(({ items }) => items).filter(({ to }) => path === to || (to !== "/" && path.startsWith(`${to}/`)));
  const here = under.reduce((longest, { to }) => (to.length > longest.length ? to : longest), ""); // /cases/desk is not of /cases
  const list = shown.map(({ name, items }) => (
    <div key={name}>
      <h2>{name}</h2>
      <ul>{items.map((item) => {
        return <li key={item.to}><Link href={item.to} {...(item.to === here ? { "aria-current": "page" as const } : {})}>{item.name}</Link></li>;
      })}</ul>
    </div>
  ));
  return (
    <>
      <nav className="menu" aria-label={t("菜单", "Menu")}>{list}</nav>
      <details className="menu-small" ref={box}><summary>{t("菜单", "Menu")}</summary><nav aria-label={t("菜单", "Menu")}>{list}</nav></details>
    </>
  );
}

function Pages() {
  const [path] = useLocation();
  const first = useRef(true);
  useEffect(() => { // a new page: its heading takes the focus, as a loaded page would
    if (first.current) return void (first.current = false);
    window.scrollTo(0, 0);
    const timer = setTimeout(() => document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true }), 0);
    return () => clearTimeout(timer);
  }, [path]);
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path="/">{() => <Home />}</Route>
        <Route path="/sign-in">{() => <Redirect to="/" replace />}</Route>
        <Route path="/invitation" component={Invitation} />
        <Route path="/me" component={Me} />
        <Route path="/accounts" component={Accounts} />
        <Route path="/accounts/:account">{(params) => <Account key={params.account} params={params} />}</Route>
        <Route path="/organs" component={Organs} />
        <Route path="/access" component={Access} />
        <Route path="/audit" component={Audit} />
        <Route path="/applicants" component={Applicants} />
        <Route path="/find" component={Find} />
        <Route path="/erasures" component={Erasures} />
        <Route path="/queues" component={Queues} />
        <Route path="/queues/:queue">{(params) => <Queue key={params.queue} params={params} />}</Route>
        <Route path="/claims" component={Claims} />
        <Route path="/claims/:claim">{(params) => <Claim key={params.claim} params={params} />}</Route>
        <Route path="/batches" component={Batches} />
        <Route path="/batches/new" component={FileBatch} />
        <Route path="/batches/:batch">{(params) => <Batch key={params.batch} params={params} />}</Route>
        <Route path="/payments" component={Payments} />
        <Route path="/payments/:order">{(params) => <Order key={params.order} params={params} />}</Route>
        <Route path="/merchants" component={Merchants} />
        <Route path="/merchants/:merchant">{(params) => <Merchant key={params.merchant} params={params} />}</Route>
        <Route path="/funds" component={Funds} />
        <Route path="/products" component={Products} />
        <Route path="/rounds" component={Rounds} />
        <Route path="/cases" component={Cases} />
        <Route path="/cases/desk" component={CasesDesk} />
        <Route path="/cases/batches" component={CaseBatches} />
        <Route path="/cases/batches/register" component={CaseRegister} />
        <Route path="/cases/batches/hand-over" component={CaseHandOver} />
        <Route path="/cases/rates" component={CaseRates} />
        <Route path="/cases/:case">{(params) => <Case key={params.case} params={params} />}</Route>
        <Route path="/cases/:case/disclosure">{(params) => <CaseDisclosure key={params.case} params={params} />}</Route>
        <Route path="/import" component={Upload} />
        <Route path="/import/:id">{(params) => <ImportPage key={params.id} params={params} />}</Route>
        <Route path="/adjustments" component={Adjustments} />
        <Route path="/backtest" component={Backtest} />
        <Route component={Missing} />
      </Switch>
    </Suspense>
  );
}

function SignedInDesk({ session, over }: { session: SignedIn; over: Schemas["SignedOut"] | undefined }) {
  const client = useQueryClient();
  const [failed, setFailed] = useState<unknown>();
  async function signOut(): Promise<void> {
    try {
      await take(api.DELETE("/api/v1/session"));
      location.assign("/desk/sign-in");
    } catch (error) {
      setFailed(error);
    }
  }
  function entered(next: SignedIn): void {
    if (next.account !== session.account) return location.reload(); // nothing of one account is shown to another
    enter(client, next);
  }
  return (
    <SessionProvider value={session}>
      <Bar>
        <span className="who">{session.account}</span>
        <button type="button" className="quiet" onClick={() => void signOut()}>{t("退出", "Sign out")}</button>
      </Bar>
      <div className="desk">
        <Menu session={session} />
        <main id="main" data-language={language()}>
          {failed !== undefined && <Trouble error={failed} />}
          <Pages />
        </main>
      </div>
      {over && (
        <Dialog title={t("请重新登录", "Sign in again")} onClose={() => undefined} closable={false}>
          <p className="lead">{t("登录已经结束。重新登录后，页面上填写的内容都还在。", "Your session has ended. Sign in again: everything you typed on the page is still there.")}</p>
          <SignInForm providers={over.providers} password={over.password} account={session.account} entered={entered} />
        </Dialog>
      )}
    </SessionProvider>
  );
}

export function Desk() {
  const now = useLanguage();
  const query = useSessionQuery();
  const refresh = useRefreshSession();
  const client = useQueryClient();
  const [last, setLast] = useState<SignedIn>();
  const [path] = useLocation();
  useEffect(() => onUnauthorized(() => void refresh()), []);
  useEffect(() => void client.invalidateQueries({ predicate: ({ queryKey }) => ["account", "access", "import"].includes(String(queryKey[0])) }), [now]);
  const session = query.data;
  if (session?.signed_in && session !== last) setLast(session);
  if (session === undefined)
    return <><Bar /><main id="main" className="alone">{query.isError ? <Trouble error={query.error} again={() => void query.refetch()} /> : <Waiting rows={4} />}</main></>;
  if (session.signed_in) return <SignedInDesk session={session} over={undefined} />;
  if (last) return <SignedInDesk session={last} over={session} />;
  return (
    <>
      <Bar />
      <main id="main" className="alone">
        {path === "/invitation"
          ? <Suspense fallback={<Waiting rows={4} />}><Invitation params={{}} /></Suspense>
          : <SignIn session={session} entered={(next) => enter(client, next)} />}
      </main>
    </>
  );
}
