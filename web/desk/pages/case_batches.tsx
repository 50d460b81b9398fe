// The register of batches (交办批次): what is registered and not handed over yet, what was, and how the cover sheets compare
// with the cases, line by line.

import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { campaignName, fetchBatches, useCampaigns, type Batch, type Campaign } from "../api/complaints";
import { useMayGive } from "../api/complaint_rights";
import { channelName, pollutionName } from "../api/complaint_words";
import { usePlaces } from "../api/queries";
import { t, useLanguage } from "../language";
import { dayAsked, Gives, reasonAsked, useTold, type Told } from "../parts/command_form";
import { Choice } from "../parts/controls";
import { Empty, Head, Loaded, Opens, Section } from "../parts/page";
import { Filter, Rows, useFilters, type Column } from "../parts/rows";
import { DiscloseBatch } from "./case_disclose_batch";

export interface Line { part: string; name: string; stated: number | undefined; counted: number }

/// Each line of the cover sheet beside what is registered.
export function useLines(): (batch: Batch, header: Batch["header"]) => Line[] {
  const places = usePlaces();
  return (batch, header) => {
    const of = <T extends { cases: number }>(kind: string, counted: T[], stated: T[] | null | undefined, key: (one: T) => string, name: (one: T) => string): Line[] =>
      [...new Map([...counted, ...(stated ?? [])].map((one) => [key(one), one])).values()].map((one) => ({
        part: `${kind} ${key(one)}`, name: name(one), counted: counted.find((other) => key(other) === key(one))?.cases ?? 0,
        stated: header && stated ? stated.find((other) => key(other) === key(one))?.cases ?? 0 : undefined,
      }));
    return [
      { part: "cases", name: t("总件数", "Cases"), stated: header?.cases, counted: batch.cases }, { part: "key_cases", name: t("重点件", "Key cases"), stated: header?.key_cases, counted: batch.key_cases },
      ...of("place", batch.by_place, header?.by_place, (one) => String(one.place), (one) => places.name(one.place)), ...of("type", batch.by_type, header?.by_type, (one) => one.pollution, (one) => pollutionName(one.pollution)),
      ...of("channel", batch.by_channel, header?.by_channel, (one) => one.channel, (one) => channelName(one.channel)),
    ];
  };
}

const compared = (): Column<Line> => ({
  title: t("对照", "Compared"),
  render: ({ stated, counted }) => {
    if (stated === undefined || stated === counted) return stated === undefined ? null : t("相符", "equal");
    const by = `${counted > stated ? "+" : "−"}${Math.abs(counted - stated)}`;
    return <span className="mark red"><span aria-hidden="true">■</span> {t(`相差 ${by}`, `differs by ${by}`)}</span>;
  },
});

/// Without a cover sheet, what is registered alone.
export const Comparison = ({ lines, name }: { lines: Line[]; name: string }) => (
  <Rows name={name} rows={lines} rowKey={({ part }) => part} columns={[
    { title: t("项目", "Line"), head: true, render: (line) => line.name },
    ...(lines.every(({ stated }) => stated === undefined) ? [] : [{ title: t("交办单（件）", "Cover sheet"), align: "right" as const, render: (line: Line) => line.stated ?? <span className="soft">{t("未填", "not stated")}</span> }]),
    { title: t("已登记（件）", "Registered"), align: "right", render: (line) => line.counted },
    ...(lines.every(({ stated }) => stated === undefined) ? [] : [compared()]),
  ]} />
);
const Differences = ({ batch }: { batch: Batch }) => batch.header === null ? null : batch.differences.length === 0 ? <span className="mark green"><span aria-hidden="true">●</span> {t("相符", "tallies")}</span> : (
  <span className="wrap">{batch.differences.map((one) => (
    <span key={one.part} className="mark red line"><span aria-hidden="true">■</span> {t(`${one.part_zh}：交办单 ${one.stated}，登记 ${one.counted}`, `${one.part_en}: ${one.stated} stated, ${one.counted} registered`)}</span>
  ))}</span>
);

function Against({ batch }: { batch: Batch }) {
  const lines = useLines();
  const title = t(`第 ${batch.batch} 批 · 逐项对照`, `Batch ${batch.batch}, line by line`);
  return <Opens label={t("逐项对照…", "Line by line…")} title={title}>{() => <Comparison name={title} lines={lines(batch, batch.header)} />}</Opens>;
}

const casesOf = (batch: Batch): string => `/cases?campaign=${encodeURIComponent(batch.campaign)}&batch=${batch.batch}`;

function Open({ batch }: { batch: Batch }) {
  const mayGive = useMayGive();
  const lines = useLines();
  const query = `campaign=${encodeURIComponent(batch.campaign)}&batch=${batch.batch}`;
  const title = t(`第 ${batch.batch} 批，还没有交办`, `Batch ${batch.batch}, not handed over yet`);
  return (
    <Section title={title} lead={<><Link href={casesOf(batch)}>{t(`已登记 ${batch.cases} 件`, `${batch.cases} registered`)}</Link>{t(`，其中重点件 ${batch.key_cases} 件。`, `, ${batch.key_cases} of them key cases.`)}</>}
             actions={<>{mayGive("complaints.register_case") && <Link href={`/cases/batches/register?${query}`}>{t("登记一件…", "Register a case…")}</Link>}{mayGive("complaints.hand_over_batch") && <Link href={`/cases/batches/hand-over?${query}`}>{t("交办…", "Hand over…")}</Link>}</>}>
      <Comparison name={title} lines={lines(batch, batch.header)} />
    </Section>
  );
}

function HandedOver({ rows, told }: { rows: Batch[]; told: Told }) {
  const mayGive = useMayGive();
  const name = t("已交办的批次", "Batches handed over");
  const discloses = mayGive("complaints.disclose_batch");
  return (
    <Section title={name} lead={t("最新的在前。交办单与登记不符的，逐项写明。", "The newest first; where cover sheet and register differ, each line is named.")}>
      <Rows wide name={name} rows={rows} rowKey={(row) => `${row.campaign} ${row.batch}`} columns={[
        { title: t("批次", "Batch"), head: true, render: (row) => <Link href={casesOf(row)} data-row>{t(`第 ${row.batch} 批`, `Batch ${row.batch}`)}</Link> },
        { title: t("交办日", "Handed over"), render: (row) => row.day },
        { title: t("转县区", "To counties"), render: (row) => row.forwarded_on },
        { title: t("件数", "Cases"), align: "right", render: (row) => row.cases },
        { title: t("重点件", "Key cases"), align: "right", render: (row) => row.key_cases },
        { title: t("交办单对登记", "Cover sheet"), render: (row) => <Differences batch={row} /> },
        { title: t("办结", "Closed"), align: "right", render: (row) => row.outcomes.complete },
        { title: t("阶段性", "In stages"), align: "right", render: (row) => row.outcomes.staged },
        { title: t("未办结", "Not closed"), align: "right", render: (row) => row.outcomes.open },
        { title: t("在办", "In hand"), align: "right", render: (row) => row.outcomes.waiting },
        { title: t("公开", "Disclosed"), render: (row) => <>{row.disclosed ?? (row.to_disclose === 0 ? <span className="soft">{t("还没有", "not yet")}</span> : null)}{row.to_disclose > 0 && <> <span className="mark amber"><span aria-hidden="true">▲</span> {t(`待公开 ${row.to_disclose} 件`, `${row.to_disclose} to disclose`)}</span></>}</> },
        { title: t("操作", "Actions"), render: (row) => <span className="actions"><Against batch={row} />{discloses && row.to_disclose > 0 && <Opens label={t("公开…", "Disclose…")} title={t(`公开第 ${row.batch} 批的办理情况`, `Disclose results of batch ${row.batch}`)}>{(close) => <DiscloseBatch batch={row} close={close} told={told} />}</Opens>}</span> },
      ]} />
    </Section>
  );
}

function Clocks({ campaign, told }: { campaign: Campaign; told: Told }) {
  const mayGive = useMayGive();
  const suspended = campaign.suspended_since !== null;
  const type = suspended ? "complaints.resume_campaign" as const : "complaints.suspend_campaign" as const;
  if (!mayGive(type)) return null;
  const action = suspended ? t("恢复整个活动的计时", "Resume the campaign's clocks") : t("中止整个活动的计时", "Suspend the campaign's clocks");
  return <Gives type={type} action={action} danger={!suspended} fields={[dayAsked(), reasonAsked()]} fixed={{ campaign: campaign.campaign }} told={told} done={action} />;
}

const filters = ["campaign"] as const;

export function CaseBatches() {
  useLanguage();
  const mayGive = useMayGive();
  const { done, told } = useTold("complaint-batches", "complaint-campaigns", "complaint-desk", "cases", "case");
  const { values, set } = useFilters(filters);
  const campaigns = useCampaigns();
  const campaign = campaigns.data?.campaigns.find((one) => one.campaign === values.campaign) ?? campaigns.data?.campaigns[0];
  const query = useQuery({ queryKey: ["complaint-batches", campaign?.campaign], enabled: campaign !== undefined, queryFn: () => fetchBatches(campaign?.campaign) });
  if (campaigns.data && !campaign) return <><Head title={t("交办批次", "Batches")} /><Empty title={t("还没有登记督察活动。", "No campaign has been declared.")} /></>;
  return (
    <>
      <Head title={t("交办批次", "Batches")} lead={campaign && t(`进驻 ${campaign.stationed_from} 至 ${campaign.stationed_to}，共 ${campaign.batches} 批 ${campaign.cases} 件。`, `Stationed from ${campaign.stationed_from} to ${campaign.stationed_to}: ${campaign.batches} batches, ${campaign.cases} cases.`)}
            actions={campaign && <div className="actions"><Clocks campaign={campaign} told={told} />{mayGive("complaints.register_case") && <Link href={`/cases/batches/register?campaign=${encodeURIComponent(campaign.campaign)}&batch=${campaign.next_batch}`}>{t("登记举报件…", "Register a case…")}</Link>}</div>} />
      {done}
      {(campaigns.data?.campaigns.length ?? 0) > 1 && <form role="search" className="filters" onSubmit={(event) => event.preventDefault()}>
        <Filter label={t("活动", "Campaign")}><Choice label={t("活动", "Campaign")} value={campaign?.campaign} options={campaigns.data?.campaigns.map((one) => ({ value: one.campaign, label: campaignName(one) })) ?? []} onChange={(value) => set({ campaign: value ?? "" })} /></Filter>
      </form>}
      {campaign && <p className="sentence">{campaignName(campaign).replace(/^./, (letter) => letter.toUpperCase())}{t("。", ".")}</p>}
      {campaign?.suspended_since && <p><span className="mark amber"><span aria-hidden="true">▲</span> {t(`自 ${campaign.suspended_since} 起中止，期限都停着。`, `Suspended since ${campaign.suspended_since}: every clock stands still.`)}</span></p>}
      <Loaded query={campaigns.data ? query : campaigns as unknown as typeof query} rows={10}>{({ rows }) => {
        const open = rows.filter(({ day }) => day === null), over = rows.filter(({ day }) => day !== null);
        return rows.length === 0
          ? <Empty title={t("还没有批次。", "There is no batch yet.")}><p>{t("登记第一件，第 1 批就开始了。", "The first case that is registered begins batch 1.")}</p></Empty>
          : <>{open.map((batch) => <Open key={batch.batch} batch={batch} />)}{over.length > 0 && <HandedOver rows={over} told={told} />}</>;
      }}</Loaded>
    </>
  );
}
