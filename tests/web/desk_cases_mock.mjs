// What the tests' server knows of inspection complaints (模拟举报数据): a campaign, its batches, cases in every state, letters, in
// the shapes of docs/openapi.yaml. All of it is invented.

const day = (from) => new Date(Date.now() + from * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
const unit = (place, organ = "") => ({ place, organ });
const places = [140403, 140404, 140423, 140429];
const types = ["水", "大气", "土壤", "生态", "噪声", "其他"];
const states = ["handed_over", "reported", "staged", "complete", "handed_over", "registered"];
const campaign = "shanxi-2025";
const number = (n) => `D3SX20250613${String(n).padStart(4, "0")}`;
const tell = (rows, key, name) => [...new Map(rows.map((one) => [one[key], 0])).keys()].map((value) => ({ [name]: value, cases: rows.filter((one) => one[key] === value).length }));

const rowOf = (n) => {
  const state = states[n % states.length];
  const batch = state === "registered" ? 4 : 1 + (n % 3);
  return { id: number(n), campaign, batch: String(batch), day: day(-14 + batch), place: places[n % 4], type: types[n % 6], channel: n % 3 === 0 ? "letter" : "phone", key_case: n % 5 === 0, split_from: "", state,
           finding: state === "complete" ? "partly_substantiated" : "", due: ["handed_over", "staged"].includes(state) ? day(-4 + (n % 7)) : null, unit: `${places[n % 4]}`, seq: 2000 + n };
};

const batchOf = (rows, batch) => {
  const open = batch === 4;
  const of = rows.filter((row) => Number(row.batch) === batch);
  const counts = { cases: of.length, key_cases: of.filter((row) => row.key_case).length, by_place: tell(of, "place", "place"), by_type: tell(of, "type", "pollution"), by_channel: tell(of, "channel", "channel") };
  const stated = structuredClone(counts);
  if (batch === 2) { ++stated.cases; ++stated.by_place[0].cases; }
  return { campaign, batch, day: open ? null : day(-13 + batch), forwarded_on: open ? null : day(-13 + batch), ...counts, header: open ? null : stated,
           differences: batch === 2 ? [{ part: "cases", part_zh: "总件数", part_en: "the number of cases", stated: stated.cases, counted: counts.cases }, { part: `place ${stated.by_place[0].place}`, part_zh: "地区武乡县", part_en: "place Wuxiang County", stated: stated.by_place[0].cases, counted: counts.by_place[0].cases }] : [],
           outcomes: { complete: of.filter((row) => row.state === "complete").length, staged: of.filter((row) => row.state === "staged").length, open: 0, waiting: of.filter((row) => !["complete", "staged"].includes(row.state)).length },
           disclosed: batch === 1 ? day(-2) : null, to_disclose: open ? 0 : batch === 1 ? 0 : 2, without_text: batch === 3 ? 1 : 0 };
};

const everyMove = ["assign_case", "accept_case", "return_case", "split_case", "merge_cases", "link_duplicate", "record_finding", "record_measure", "record_sanction", "attach_evidence", "report_outcome", "extend_case", "suspend_case", "escalate", "approve_text", "post_update", "correct_case"];
const movesOf = { handed_over: everyMove, reported: ["sign_off", "refuse_sign_off", "record_sanction", "attach_evidence", "approve_text", "post_update"], staged: ["report_outcome", "reopen_case", "record_call_back", "approve_text"], complete: ["reopen_case", "record_call_back", "approve_text", "post_update"], registered: [] };
const letterText = "襄垣县某焦化厂夜间偷排，废水发黑流入河道，联系人张示例，电话13800001234，盼尽快查处。";

export function freshComplaints() {
  const rows = Array.from({ length: 48 }, (_, i) => rowOf(i + 1));
  return { rows, more: {}, evidence: new Map(), looks: [] };
}

function story(state, row, full) {
  const n = Number(row.id.slice(-4));
  const reported = row.state === "reported" ? { closure: "complete", goal: null, by: "clerk-01", first_signature: row.key_case ? "leader-01" : null } : null;
  const done = ["staged", "complete"].includes(row.state);
  const more = state.complaints.more[row.id] ?? {};
  return {
    number: row.id, campaign, batch: Number(row.batch), day: row.day, place: row.place, pollution: row.type, further_types: n % 2 ? ["噪声"] : [], issues: 2, channel: row.channel, key_case: row.key_case, inherited_key: false, state: row.state, rounds: 1,
    responsible: unit(140400), handled_by: [{ unit: unit(140423, "襄垣县生态环境分局"), share_bp: 6000 }, { unit: unit(140429), share_bp: 4000 }],
    chain: [{ from: unit(140400), to: unit(140404), share_bp: 10_000, lead: true, day: day(-9), accept_by: day(-8), answer: "returned", answered: day(-8), reason: "不在本区，属地是襄垣县" },
      { from: unit(140400), to: unit(140423, "襄垣县生态环境分局"), share_bp: 6000, lead: true, day: day(-7), accept_by: day(-6), answer: "accepted", answered: day(-7), reason: "" }, { from: unit(140400), to: unit(140429), share_bp: 4000, lead: false, day: day(-7), accept_by: day(1), answer: "none", answered: null, reason: "" }],
    lineage: { part_of: null, parts: n % 4 === 0 ? [`${row.id}-1`, `${row.id}-2`] : [], merged_into: null, merged: [number(40)], repeats: more.repeats ?? null, repeated_by: [number(41)], split_from: null },
    findings: ["substantiated", done ? "unsubstantiated" : null], rolled_up: done ? "partly_substantiated" : null, measures: [{ goal: day(3), done: false, text: "封堵暗管，污水并入管网" }, { goal: day(-2), done: true, text: null }],
    sanctions: [{ kind: "ordered_rectification", count: 1, amount_fen: 0, document: "", day: day(-5) }, { kind: "fine", count: 1, amount_fen: 25_154_271, document: "襄环罚〔2025〕12号", day: day(-3) }],
    evidence: [{ stage: "before", content: "a1".repeat(32), public_copy: "b1".repeat(32), media_type: "image/jpeg", size: 2_400_000, day: day(-6) }, { stage: "after", content: "a2".repeat(32), public_copy: "b2".repeat(32), media_type: "image/png", size: 800_000, day: day(-1) }, { stage: "document", content: "a3".repeat(32), public_copy: null, media_type: "application/pdf", size: 120_000, day: day(-1) }, ...(more.evidence ?? [])],
    outcome: done ? { closure: row.state, finding: "partly_substantiated", day: day(-1), goal: row.state === "staged" ? day(20) : null } : null, reported,
    clock: { handed_over: row.state === "registered" ? null : day(-9), report: row.due ?? (row.state === "registered" ? null : day(1)), publish: row.state === "registered" ? null : day(2), extended_days: n % 3 === 0 ? 2 : 0, suspended_since: null, step: row.due && row.due < day(0) ? "reminder" : null },
    text: done ? { situation: "群众反映某焦化厂夜间偷排。", investigation: "经查，情况部分属实。", rectification: "已责令整改。", accountability: "无", remarks: "" } : null, disclosed: row.batch === "1" ? [day(-2)] : [], updates: [{ day: day(-3), text: "已到现场核查。" }],
    call_back: done ? { day: day(0), reached: true, solved: true, satisfaction: "mostly_satisfied" } : null, corrections: n % 6 === 0 ? 1 : 0, reconstructed: false,
    steps: [{ seq: row.seq, at: "2025-06-13T02:30:00Z", by: "clerk-01", type: "complaints.case_registered/1", title_zh: "登记举报件", title_en: "Case registered", detail_zh: "演示", detail_en: "a demonstration" }],
    moves: (movesOf[row.state] ?? []).map((one) => `complaints.${one}`),
    letter: full ? { masked: false, complainant: "张示例", phone: "13800001234", text: letterText, erased: false } : { masked: true, complainant: "张**", phone: "138****1234", text: letterText.replace("张示例", "■■■").replace("13800001234", "■".repeat(11)), erased: false },
  };
}

const deskRow = (row, group) => ({ number: row.id, campaign, batch: Number(row.batch), place: row.place, pollution: row.type, key_case: row.key_case, unit: unit(row.place), due: row.due, late_days: row.due && row.due < day(0) ? Math.round((Date.parse(day(0)) - Date.parse(row.due)) / 86_400_000) : 0, next_step: group === "overdue" ? "notice" : null, state: row.state });

function give(state, type, data, refuse) {
  const row = state.complaints.rows.find(({ id }) => id === data.number);
  const more = (state.complaints.more[data.number] ??= {});
  if (type === "complaints.link_duplicate") more.repeats = data.first;
  if (type === "complaints.report_outcome") {
    if (data.closure === "complete") refuse(422, "complaints.measure_open", `${data.number} 的第 1 条整改措施还没有完成；请先完成，或者报阶段性办结。`, `Measure 1 of ${data.number} is not done yet; finish it, or report the case as closed in stages.`);
    row.state = "reported";
  }
  if (type === "complaints.attach_evidence") {
    if (!state.complaints.evidence.has(data.content)) throw new Error("evidence is uploaded before it is attached");
    more.evidence = [{ stage: data.stage, content: data.content, public_copy: data.public_copy ?? null, media_type: data.media_type, size: data.size, day: data.day }];
  }
  if (type === "complaints.approve_text" && /1\d{10}/.test(JSON.stringify(data.text))) refuse(422, "complaints.text_holds_personal_data", "“调查核实情况”里有电话号码；请删去后再审定。", "“What was found” holds a telephone number; take it out before approving.");
  if (type === "complaints.post_update" && /1\d{10}/.test(data.text)) refuse(422, "complaints.text_holds_personal_data", "进展里有电话号码；请删去。", "The update holds a telephone number; take it out.");
  if (type === "complaints.hand_over_batch") {
    const counted = state.complaints.rows.filter(({ batch }) => Number(batch) === data.batch).length;
    if (data.header.cases !== counted) refuse(422, "complaints.batch_does_not_tally", `第 ${data.batch} 批总件数不符：交办单为 ${data.header.cases} 件，已登记 ${counted} 件；请逐件核对，补登或改正后再交办。`, `Batch ${data.batch} does not tally: ${data.header.cases} stated, ${counted} registered.`);
  }
}
/// The commands of the programme, as desk_mock.mjs gives them.
export const complaintCommands = (refuse) => (type) => (state, data) => give(state, type, data, refuse);

/// The finds of a text: telephones, and a surname with a title.
function findsIn(text) {
  const found = [...text.matchAll(/1[3-9]\d{9}/g)].map((one) => ({ from: [...text.slice(0, one.index)].length, size: 11, kind: "phone" }));
  return [...found, ...[...text.matchAll(/.先生/g)].map((one) => ({ from: [...text.slice(0, one.index)].length, size: 3, kind: "title" }))].sort((a, b) => a.from - b.from);
}

const find = (state, id, refuse) => state.complaints.rows.find((row) => row.id === id) ?? refuse(404, "about:blank", `没有举报件 ${id}，或者它不在你负责的地方。`, `There is no case ${id}, or it is not of your places.`);
const headings = [["serial", "序号", "No."], ["number", "受理编号", "Case number"], ["situation", "交办问题基本情况", "What was complained of"], ["place", "行政区域", "Place"], ["type", "污染类型", "Type"], ["investigation", "调查核实情况", "What was found"],
  ["finding", "是否属实", "Substantiated"], ["rectification", "处理和整改情况", "Handling and rectification"], ["closure", "是否办结", "Closed"], ["accountability", "责任人被处理情况", "Persons held to account"]].map(([column, zh, en]) => ({ column, zh, en }));

export const complaintRoutes = (refuse) => ({
  "GET /api/v1/complaint-campaigns": () => [200, { campaigns: [{ campaign, name_zh: "第三轮中央生态环境保护督察组（山西）", name_en: "the third-round central ecological inspection group (Shanxi)", place: 140400, stationed_from: day(-16), stationed_to: day(15), types, number_pattern: "{channel}3SX{day}{serial:4}", phone_hours: "08:00-20:00", terms: null, batches: 3, cases: 48, suspended_since: null, next_batch: 4 }] }],
  "GET /api/v1/complaint-batches": ({ state }) => [200, { rows: [4, 3, 2, 1].map((batch) => batchOf(state.complaints.rows, batch)) }],
  "GET /api/v1/complaint-desk"({ state }) {
    const { rows } = state.complaints;
    const of = { overdue: rows.filter(({ due }) => due && due < day(0)), today: rows.filter(({ due }) => due === day(0)), tomorrow: rows.filter(({ due }) => due === day(1)), later: [], to_accept: rows.filter(({ state: one }) => one === "handed_over").slice(0, 3),
                 to_sign: rows.filter(({ state: one }) => one === "reported").slice(0, 4), to_disclose: rows.filter(({ state: one, batch }) => ["complete", "staged"].includes(one) && batch !== "1").slice(0, 4), suspended: [] };
    return [200, { today: day(0), groups: Object.entries(of).map(([id, all]) => ({ id, total: all.length, rows: all.slice(0, 50).map((row) => deskRow(row, id)) })) }];
  },
  "GET /api/v1/complaint-rates": ({ query }) => [200, query.get("from") === "2030-01-01"
    ? { due: 0, closed: 0, responded_in_time: 0, called_back: 0, reached: 0, solved: 0, satisfied: 0, mostly_satisfied: 0, dissatisfied: 0, response_bp: null, solution_bp: null, satisfaction_bp: null }
    : { due: 240, closed: 198, responded_in_time: 229, called_back: 180, reached: 160, solved: 141, satisfied: 101, mostly_satisfied: 38, dissatisfied: 21, response_bp: 9541, solution_bp: 8812, satisfaction_bp: 8687 }],
  "POST /api/v1/complaint-suggestion": ({ body }) => [200, /襄垣/.test(body.text) ? { place: { value: 140423, name_zh: "襄垣县", name_en: "Xiangyuan County", score_bp: 9000, reasons: ["襄垣县"] }, type: { value: "水", score_bp: 8100, reasons: ["废水", "河道", "发黑"] } } : { place: null, type: null }],
  "GET /api/v1/complaints"({ state, query }) {
    const has = (name, test) => !query.get(name) || test(query.get(name));
    const records = state.complaints.rows.filter((row) => has("text", (text) => row.id.includes(text)) && has("state", (one) => row.state === one) && has("type", (one) => row.type === one) && has("batch", (one) => row.batch === one) && has("place", (one) => one === "140400" || String(row.place) === one) && has("finding", (one) => row.finding === one)
      && has("due", (one) => row.due !== null && (one === "overdue" ? row.due < day(0) : one === "today" ? row.due === day(0) : one === "tomorrow" ? row.due === day(1) : row.due <= day(7))));
    return [200, { kind: "complaints", journal_position: 4100, total: records.length, records, next: "" }];
  },
  "POST /api/v1/complaints"({ state, body, key }) {
    if (!/^[DX]3SX\d{12}$/.test(body.number)) refuse(422, "complaints.number_malformed", `受理编号 ${body.number} 不合本活动的格式，应形如 D3SX202506130009；请核对后重新填写。`, `The number ${body.number} does not follow the campaign's pattern, such as D3SX202506130009; correct it.`);
    state.commands.push({ key, type: "complaints.register_case", data: body });
    const seq = ++state.seq;
    return [201, { seq, event: { type: "complaints.case_registered", data: {} }, repeated: false, receipt: `/api/v1/entries/${seq}` }];
  },
  "POST /api/v1/complaints/{id}/measures"({ state, body, key }) {
    state.commands.push({ key, type: "complaints.record_measure", data: body });
    const seq = ++state.seq;
    return [201, { seq, event: { type: "complaints.measure_recorded", data: {} }, repeated: false, receipt: `/api/v1/entries/${seq}` }];
  },
  "GET /api/v1/complaints/{id}/case"({ state, args, query, me }) {
    const row = find(state, args[0], refuse);
    if (query.get("reason")) state.complaints.looks.push({ case: row.id, reason: query.get("reason"), by: me.account });
    return [200, story(state, row, Boolean(query.get("reason")))];
  },
  "GET /api/v1/complaints/{id}/similar": ({ state, args }) => [200, { rows: [7, 13].map((n, i) => ({ number: number(n), campaign, likeness_bp: 6400 - i * 3000, place: places[n % 4], pollution: types[n % 6], day: day(-12), state: "handed_over", linked: state.complaints.more[args[0]]?.repeats === number(n) })) }],
  "POST /api/v1/complaints/{id}/preview"({ body, args }) {
    const columns = Object.entries(body).map(([field, text]) => { const finds = findsIn(text); return { field, text, blacked_out: [...text].map((one, i) => (finds.some(({ from, size, kind }) => kind !== "title" && i >= from && i < from + size) ? "■" : one)).join(""), finds }; });
    return [200, { columns, publishable: body.situation !== "" && body.investigation !== "" && columns.every(({ finds }) => finds.every(({ kind }) => kind === "title")), headings, row: { serial: "1", number: args[0], place: "襄垣县", type: "水", finding: "部分属实", closure: "阶段性办结", ...body } }];
  },
  "POST /api/v1/evidence"({ state, octets, contentType }) {
    if (octets.length === 0) refuse(400, "evidence.empty", "文件是空的。", "The file is empty.");
    const digest = "c3".repeat(32);
    state.complaints.evidence.set(digest, octets);
    return [201, { digest, media_type: contentType, size: octets.length, public_digest: "d4".repeat(32) }];
  },
});
