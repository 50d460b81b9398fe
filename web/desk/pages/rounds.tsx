// Release rounds (资格领取): what can be drawn, how much of it is taken, and lots that anyone can repeat.

import { useQuery } from "@tanstack/react-query";
import { api, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { useMayGive } from "../api/subsidy_rights";
import { methodName, methodOptions } from "../api/subsidy_words";
import { className, classOptions } from "../api/words";
import { printedInstant, printedYuan, t, useLanguage } from "../language";
import { Gives, useTold, type Told } from "../parts/command_form";
import { Empty, Head, Loaded, Opens } from "../parts/page";
import { Rows } from "../parts/rows";
import { CommitSeed, HowToRepeat } from "./seeds";

type Round = Schemas["RoundRow"];

function OpenRound({ told }: { told: Told }) {
  const funds = useQuery({ queryKey: ["funds"], queryFn: () => take(api.GET("/api/v1/funds")) }).data?.rows ?? [];
  return (
    <Gives type="subsidies.open_round" action={t("开放领取", "Open the round")} label={t("开放领取…", "Open a round…")} title={t("开放资格领取", "Open a release round")} primary told={told} done={t("领取批次已开放", "The round was opened")} shape={(members) => ({ seed: "", ...members })} fields={[
      { name: "round", kind: "text", code: true, label: t("编号", "Its id") },
      { name: "fund", kind: "choice", label: t("资金池", "Fund"), options: funds.map(({ fund }) => ({ value: fund, label: fund })) },
      { name: "cls", kind: "choice", label: t("类别", "Class"), options: classOptions() },
      { name: "place", kind: "place", label: t("地方", "Place") },
      { name: "opens", kind: "moment", label: t("开始（北京时间）", "Opens (Beijing time)") }, { name: "closes", kind: "moment", label: t("结束（北京时间）", "Closes (Beijing time)") },
      { name: "count", kind: "whole", label: t("份数", "How many") }, { name: "each", kind: "yuan", label: t("每份占用（元）", "Reserved for each (yuan)") },
      { name: "method", kind: "choice", label: t("方法", "Method"), options: methodOptions(), initial: "first_come" },
      { name: "seed", kind: "text", code: true, optional: true, label: t("摇号用的种子", "The lot's seed"), hint: t("事先登记过摘要的种子的名字。", "The name of a seed whose hash is on record.") },
    ]} />
  );
}

function Lot({ round, told }: { round: Round; told: Told }) {
  const mayGive = useMayGive();
  if (round.method !== "lot") return null;
  const over = Date.parse(round.closes) <= Date.now();
  return (
    <span className="actions">
      {round.lot_drawn ? <span className="mark green"><span aria-hidden="true">●</span> {t("已摇号", "drawn")}</span>
        : over && mayGive("subsidies.draw_lot") ? <Gives type="subsidies.draw_lot" action={t("摇号", "Draw the lot")} title={t(`摇号 · ${round.round}`, `Draw the lot · ${round.round}`)} told={told} fixed={{ round: round.round }} done={t(`${round.round} 已摇号`, `The lot of ${round.round} was drawn`)}
            lead={t(`${round.entries ?? 0} 人报名，抽 ${round.count} 份。公开种子 ${round.seed ?? ""}，谁都能重做。`, `${round.entries ?? 0} entered for ${round.count}. The seed ${round.seed ?? ""} becomes public: anyone can repeat it.`)}
            fields={[{ name: "seed", kind: "text", code: true, label: t("种子", "The seed"), hint: t("登记时给你的 64 个十六进制字符。", "The 64 hexadecimal characters that you kept.") }]} />
        : <span className="soft">{over ? t("等待摇号", "waits for its lot") : t("还在报名", "still open")}</span>}
      <Opens label={t("怎样重做…", "How to repeat…")} title={t(`怎样重做 · ${round.round}`, `How to repeat it · ${round.round}`)}>{() => (
        <><HowToRepeat purpose="lot" name={round.round} what={t("报名", "entry")} />{round.commitment && <p>{t("事先登记的摘要 ", "The hash on record ")}<code>{round.commitment}</code></p>}</>)}</Opens>
    </span>
  );
}

export function Rounds() {
  useLanguage();
  const places = usePlaces();
  const mayGive = useMayGive();
  const { done, told } = useTold("rounds");
  const query = useQuery({ queryKey: ["rounds"], queryFn: () => take(api.GET("/api/v1/rounds")) });
  const title = t("资格领取", "Release rounds");
  return (
    <>
      <Head title={title} lead={t("先领资格再购买的，按批次放。到期没用的资格自动放回。", "Where an entitlement comes before the purchase, it is released in rounds. What is not used in time is freed by itself.")}
            actions={<div className="actions">{mayGive("subsidies.commit_seed") && <CommitSeed told={told} />}{mayGive("subsidies.open_round") && <OpenRound told={told} />}</div>} />
      {done}
      <Loaded query={query} rows={6}>{({ rows }) => rows.length === 0
        ? <Empty title={t("还没有领取批次。", "There is no round yet.")}><p>{t("规则不要求先领资格的类别，用不着。", "Classes whose rules ask for no entitlement need none.")}</p></Empty>
        : <Rows wide name={title} rows={rows} rowKey={(row) => row.round} columns={[
            { title: t("编号", "Id"), head: true, render: (row) => row.round }, { title: t("类别", "Class"), render: (row) => className(row.class) },
            { title: t("地方", "Place"), render: (row) => places.name(row.place) }, { title: t("资金池", "Fund"), render: (row) => row.fund },
            { title: t("开放", "Open"), render: (row) => t(`${printedInstant(row.opens)} 至 ${printedInstant(row.closes)}`, `${printedInstant(row.opens)} to ${printedInstant(row.closes)}`) },
            { title: t("已领", "Taken"), align: "right", render: (row) => row.method === "lot" && !row.lot_drawn ? <span className="soft">{t(`${row.entries ?? 0} 人报名`, `${row.entries ?? 0} entered`)}</span> : t(`${row.taken} / ${row.count}`, `${row.taken} of ${row.count}`) },
            { title: t("每份（元）", "Each (yuan)"), align: "right", render: (row) => printedYuan(row.each_fen) },
            { title: t("方法", "Method"), render: (row) => methodName(row.method) }, { title: t("摇号", "Lot"), render: (row) => <Lot round={row} told={told} /> },
          ]} />}</Loaded>
    </>
  );
}
