// Applicants (申请人): masked; seeing one in full needs a reason, and the look is recorded.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import { useState, type ReactNode } from "react";
import { api, command, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { may, useSession } from "../api/session";
import { claimStateName, claimStateOptions } from "../api/words";
import { language, named, printedYuan, t, useLanguage } from "../language";
import { Choice } from "../parts/controls";
import { Dialog, Done, Empty, Entry, Head, Loaded, useRenew } from "../parts/page";
import { Filter, Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";
import { Reasoned } from "./account_forms";

/// In the order in which one checks them.
const memberNames: Record<string, [string, string]> = {
  name: ["姓名", "Name"], identity_number: ["身份证号", "Identity number"], phone: ["电话", "Phone"], item: ["商品编号", "Item number"],
  invoice: ["发票号", "Invoice"], old_item: ["旧车识别码", "Old car's VIN"], claim: ["申请编号", "Claim"], subject: ["个人代号", "Pseudonym"],
};
const memberName = (member: string): string => { const name = memberNames[member]; return name ? t(...name) : member; };

function Members({ full }: { full: Schemas["ApplicantInFull"] }) {
  const known = Object.keys(memberNames);
  const members = [...known.filter((member) => member in full), ...Object.keys(full).filter((member) => !known.includes(member) && member !== "erased")];
  const shown = members.map((member) => [member, full[member as keyof typeof full] as unknown] as const).filter(([, value]) => value !== "");
  return (
    <>
      <dl className="facts stacked">{shown.map(([member, value]) => <div key={member}><dt>{memberName(member)}</dt><dd>{typeof value === "object" ? JSON.stringify(value) : String(value)}</dd></div>)}</dl>
      {full.erased && <p>{t("个人信息已经删除，不再保管。", "The personal data were erased; nothing is held any more.")}</p>}
      <p className="soft">{t("这次查看已记入审计。用完请关闭。", "This look is in the audit trail. Close it when you are done.")}</p>
    </>
  );
}

/// Asks for a reason, then shows the applicant; from there an erasure can be requested.
function InFull({ claim, close, told }: { claim: string; close: () => void; told: (what: ReactNode) => void }) {
  const [full, setFull] = useState<Schemas["ApplicantInFull"]>();
  const [erasing, setErasing] = useState(false);
  const erases = may(useSession(), "request_erasure");
  const renew = useRenew();
  if (full && erasing)
    return (
      <Dialog title={t("申请删除个人信息", "Request an erasure")} onClose={close} key="erasing">
        <Reasoned danger action={t("提出申请", "Send the request")} close={close}
                  lead={t("这个人的全部个人信息都会删除，不只是这一件申请的。要由另一个人批准；批准后永远读不出来，公开的数字不变。", "It erases all that is held about this person, not of this claim alone. Another person must approve it; then it can never be read again, and the public figures stay.")}
                  send={async (reason) => { const { seq } = await command("access.request_erasure", { subject: full.subject, reason }); told(<>{t("删除申请已提出，等另一人批准：", "The erasure was requested and waits for another person: ")}<Entry seq={seq} /></>); await renew("erasures"); }} />
      </Dialog>
    );
  return (
    <Dialog title={t(`${claim} 的申请人`, `Applicant of ${claim}`)} onClose={close} key="looking">
      {full
        ? <>
            <div role="status"><Members full={full} /></div>
            {erases && !full.erased && <p className="dialog-end"><Button danger onClick={() => setErasing(true)}>{t("申请删除…", "Request erasure…")}</Button></p>}
          </>
        : <Reasoned action={t("显示全部", "Show in full")} close={() => undefined}
                    lead={t("查看会记入审计：谁、何时、看了谁、为什么。", "The look is recorded in the audit trail: who, when, whom, and why.")}
                    hint={t("如“核对发票与姓名”。会与这次查看一起记入审计。", "Such as “check the invoice against the name”. It is recorded with the look.")}
                    send={async (reason) => setFull(await take(api.POST("/api/v1/applicants/{claim}", { params: { path: { claim } }, body: { reason } })))} />}
    </Dialog>
  );
}

/// What the rules of the claim's year call what was bought; the identifier, should they no longer know it.
const kindName = (row: Schemas["Applicant"]): string => (row.kind_zh && row.kind_en ? named({ zh: row.kind_zh, en: row.kind_en }) : row.kind);

/// Why there is no name: told apart, never left blank.
const gone = (row: Schemas["Applicant"]) => <span className="soft">{row.reconstructed && !row.erased ? t("补录，没有姓名", "reconstructed, no name") : t("已删除", "erased")}</span>;

const filters = ["text", "place", "state"] as const;

export function Applicants() {
  useLanguage();
  const places = usePlaces();
  const sees = may(useSession(), "see_person");
  const [shown, setShown] = useState<string>();
  const [done, setDone] = useState<ReactNode>();
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const asked = Object.fromEntries([...Object.entries(values), ["next", next]].filter(([, value]) => value));
  const query = useQuery({
    queryKey: ["applicants", asked], placeholderData: keepPreviousData,
    queryFn: () => take(api.GET("/api/v1/applicants", { params: { query: asked } })),
  });
  const state = (values.state || undefined) as Schemas["ClaimState"] | undefined;
  const said = sentence([
    values.place && t(`在${places.name(Number(values.place))}`, `in ${places.name(Number(values.place))}`), state && t(claimStateName(state), `whose claim is ${claimStateName(state)}`),
    values.text && t(`编号含有“${values.text}”`, `whose claim contains “${values.text}”`),
  ], t("申请人", "applicants"));
  return (
    <>
      <Head title={t("申请人", "Applicants")} lead={t("只有你负责的地方。姓名、证件号和电话遮住大半；要看全部，先写理由。", "Only of your places. Names and numbers are masked; to see one in full, give a reason.")} />
      <Done>{done}</Done>
      <Filters label={t("申请编号含有", "Claim contains")} text={values.text} onText={(text) => set({ text })} onClear={clear} any={any}>
        <Filter label={t("地方", "Place")}><Choice label={t("地方", "Place")} clear placeholder={t("任何", "Any")} value={Number(values.place) || undefined} options={places.options} onChange={(place) => set({ place: place ? String(place) : "" })} /></Filter>
        <Filter label={t("状态", "State")}><Choice label={t("状态", "State")} clear placeholder={t("任何", "Any")} value={state} options={claimStateOptions()} onChange={(value) => set({ state: value ?? "" })} /></Filter>
      </Filters>
      <p className="sentence" role="status">{said}{query.data?.total !== undefined && t(`共 ${query.data.total.toLocaleString("en")} 件。`, ` ${query.data.total.toLocaleString("en")} claims.`)}</p>
      <Loaded query={query} rows={10}>{(page) => page.rows.length === 0
        ? any
          ? <Empty title={t("没有符合条件的申请人。", "No applicant matches.")}><p><button type="button" className="quiet" onClick={clear}>{t("清除条件，看全部", "Clear the filter and see all")}</button></p></Empty>
          : <Empty title={t("你负责的地方还没有申请。", "There is no claim at your places yet.")} />
        : <>
            <Rows wide name={said} rows={page.rows} rowKey={(row) => row.claim} columns={[
              { title: t("申请编号", "Claim"), head: true, render: (row) => <a href={`/${language()}/case/${row.claim}`}>{row.claim}</a> },
              { title: t("日期", "Day"), render: (row) => row.day },
              { title: t("地方", "Place"), render: (row) => places.name(row.place) },
              { title: t("品类", "Kind"), render: (row) => kindName(row) },
              { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
              { title: t("状态", "State"), render: (row) => claimStateName(row.state) },
              { title: t("姓名", "Name"), render: (row) => row.name ?? gone(row) },
              { title: t("身份证号", "Identity number"), render: (row) => row.identity && <span className="number">{row.identity}</span> },
              { title: t("电话", "Phone"), render: (row) => row.phone && <span className="number">{row.phone}</span> },
              { title: t("操作", "Action"), render: (row) => sees && <button type="button" className="quiet" data-row aria-haspopup="dialog" onClick={() => setShown(row.claim)}>{t("显示全部…", "Show in full…")}<span className="unseen"> {row.claim}</span></button> },
            ]} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
          </>}</Loaded>
      {shown && <InFull claim={shown} told={setDone} close={() => setShown(undefined)} />}
    </>
  );
}
