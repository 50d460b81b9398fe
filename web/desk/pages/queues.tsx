// Queues (待办): what waits for somebody, how much of it, and how much is late; those first that one may work off oneself.

import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, take, type CommandType, type Schemas } from "../api/client";
import { useMayGive } from "../api/subsidy_rights";
import { t, useLanguage } from "../language";
import { Empty, Head, Loaded, Section } from "../parts/page";

type Queue = Schemas["QueueRow"];
/// What is done with what waits in a queue.
export const commandsOf: Record<string, CommandType[]> = {
  accept: ["subsidies.accept", "subsidies.send_back"], correction: ["subsidies.resubmit"], first_review: ["subsidies.first_review"], second_review: ["subsidies.second_review"],
  appeal: ["subsidies.decide_appeal"], held: ["subsidies.release", "subsidies.refuse"], to_announce: ["subsidies.post_notice"], to_pay: ["subsidies.order_payment"], to_file: ["subsidies.file_batch"],
  clawback: ["subsidies.record_repayment"], batch_review: ["subsidies.review_batch"], batch_sample: ["subsidies.draw_sample"], spot_check: ["subsidies.record_check", "subsidies.pass_batch"],
  batch_to_announce: ["subsidies.post_notice"], batch_to_pay: ["subsidies.order_payment"],
};

function Card({ queue }: { queue: Queue }) {
  const least = queue.counted_whole === false;
  return (
    <li className={queue.count === 0 ? "card none" : "card"}>
      <Link href={`/queues/${queue.queue}`} data-row><span className="card-name">{t(queue.zh, queue.en)}</span><b>{queue.count.toLocaleString("en")}</b></Link>
      <p>{queue.overdue > 0 && <span className="mark red"><span aria-hidden="true">■</span> {least ? t(`至少 ${queue.overdue} 件超期`, `at least ${queue.overdue} late`) : t(`${queue.overdue} 件超期`, `${queue.overdue} late`)}</span>}{" "}
        {queue.due_today > 0 && <span className="mark amber"><span aria-hidden="true">▲</span> {t(`${queue.due_today} 件今天到期`, `${queue.due_today} due today`)}</span>}
        {queue.overdue === 0 && queue.due_today === 0 && <span className="soft">{queue.count === 0 ? t("没有等着的", "nothing waits") : t("没有超期", "none late")}</span>}</p>
    </li>
  );
}

const Cards = ({ queues, title }: { queues: Queue[]; title: string }) => queues.length === 0 ? null : (
  <Section title={title}><ul className="cards" data-rows>{queues.map((queue) => <Card key={queue.queue} queue={queue} />)}</ul></Section>
);

export function Queues() {
  useLanguage();
  const mayGive = useMayGive();
  const query = useQuery({ queryKey: ["queues"], queryFn: () => take(api.GET("/api/v1/queues")) });
  const mine = ({ queue }: Queue): boolean => (commandsOf[queue] ?? []).some((type) => mayGive(type));
  return (
    <>
      <Head title={t("待办", "To do")} lead={t("只有你负责的地方。期限从规则里的时限算起。", "Only of your places. What is due follows from the time limits of the rules.")} />
      <Loaded query={query} rows={8}>{({ rows }) => rows.length === 0
        ? <Empty title={t("没有待办。", "Nothing waits.")} />
        : <><Cards title={t("由你办理", "For you to do")} queues={rows.filter(mine)} /><Cards title={t("由别人办理", "For others to do")} queues={rows.filter((queue) => !mine(queue))} /></>}</Loaded>
    </>
  );
}
