// What the tests' server knows of the trade-in subsidies (模拟补贴数据): claims in queues, batches, merchants, funds, rounds,
// products, orders and imports, in the shapes of docs/openapi.yaml. All of it is invented.

const day = (from) => new Date(Date.now() + from * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
const number = (n) => `C${String(n).padStart(7, "0")}`;
const merchants = [["911404000000003340", "示例家电商场", 140403], ["911404230000050989", "示例县数码店", 140423], ["911404290000070017", "示例汽车贸易有限公司（武乡）第一分公司", 140429]];
const kinds = [["vehicle.scrappage", "car_scrappage", 2_000_000], ["vehicle.replacement", "car_replacement", 1_300_000], ["appliance_digital.appliance", "refrigerator", 59_980], ["appliance_digital.digital", "phone", 44_985]];
const states = ["applied", "accepted", "first_reviewed", "held", "redeemed", "in_correction", "paid", "rejected"];

function claimOf(n) {
  const [cls, kind, subsidy_fen] = kinds[n % 4];
  const [merchant, merchant_name, place] = merchants[n % 3];
  const state = states[n % states.length];
  return { id: number(n), class: cls, kind, merchant, merchant_name, place, day: day(-40 + (n % 30)), price_fen: subsidy_fen * 6, subsidy_fen, state, since: day(-30 + (n % 28)),
           batch: "", hold_reason: state === "held" ? "serial_number_unreadable" : "", flagged: n % 9 === 0, reconstructed: false, seq: 1000 + n };
}

export function freshSubsidies() {
  return {
    claims: Array.from({ length: 96 }, (_, i) => claimOf(i + 1)),
    products: [{ product: "6901234567892", name: "示例牌 BCD-500 冰箱", kind: "refrigerator", efficiency: 1, registered: "2025-05-02" }, { product: "6909876543210", name: "示例牌 X1 手机", kind: "phone", efficiency: 0, registered: "2025-05-09" }],
    rounds: [
      { round: "2025-ac-02", fund: "2025-a", class: "appliance_digital", place: 140400, opens: "2025-06-01T00:00:00Z", closes: "2025-06-08T10:00:00Z", count: 200, each_fen: 200_000, method: "lot", taken: 0, lot_drawn: false, entries: 731, seed: "lot-2025-06", commitment: "4f".repeat(32) },
      { round: "2025-ac-01", fund: "2025-a", class: "appliance_digital.appliance", place: 140423, opens: "2025-05-01T00:00:00Z", closes: "2026-05-08T10:00:00Z", count: 5000, each_fen: 200_000, method: "first_come", taken: 4312, lot_drawn: false },
    ],
    funds: [{ fund: "2025-a", year: 2025, classes: ["appliance_digital", "home"], cap_fen: 12_000_000_000, basis: "演示：省级下达", reconstructed: false, available_fen: 3_100_000_000, reserved_fen: 90_000_000, granted_fen: 1_200_000_000, ordered_fen: 410_000_000, paid_fen: 7_200_000_000, to_claw_back_fen: 59_980,
              shares: [], quotas: [{ quota: "q-xy", class: "", place: 140423, per_day: true, amount_fen: 50_000_000, used_fen: 12_000_000, basis: "演示" }] }],
    pauses: [{ class: "home", place: 140429, since: "2025-06-10", reason: "演示：核查" }],
    adjustments: Array.from({ length: 45 }, (_, i) => ({ claim: number(200 + i), place: 140423, class: "appliance_digital.appliance", kind: "refrigerator", day: "2025-03-01", eligible: i !== 4, before: { edition: "2025/1", clause: "appliance.level_2", subsidy_fen: 45_000 },
      after: { edition: "2025/2", clause: "appliance.level_1", subsidy_fen: i === 4 ? 0 : 60_000 }, difference_fen: i === 4 ? -45_000 : 15_000, paid_fen: 45_000 })),
    imports: new Map(),
    sent: 0, ///< how many commands came in batches
  };
}

const queues = [["accept", "待受理", "to accept", "applied"], ["correction", "退回补正", "sent back for correction", "in_correction"], ["first_review", "待初审", "first review", "accepted"], ["second_review", "待复审", "second review", "first_reviewed"],
                ["held", "暂缓", "held", "held"], ["to_file", "待商户申报", "to be filed by merchants", "redeemed"], ["batch_review", "批次待审核", "batches to review", ""]];
const inQueue = (state, of) => (of ? state.subsidies.claims.filter((one) => one.state === of) : []);
function waiting(row, i) {
  const due = ["applied", "accepted", "first_reviewed"].includes(row.state) ? day(-3 + i) : undefined;
  return { claim: row.id, day: row.day, since: row.since, place: row.place, class: row.class, kind: row.kind, merchant: row.merchant, merchant_name: row.merchant_name, subsidy_fen: row.subsidy_fen, flagged: row.flagged,
           overdue: due !== undefined && due < day(0), ...(due ? { due } : {}), ...(row.hold_reason ? { hold_reason: row.hold_reason } : {}) };
}
const moves = { applied: ["accept", "send_back", "refuse", "withdraw", "hold"], accepted: ["first_review", "send_back", "refuse", "hold"], first_reviewed: ["second_review", "send_back"], in_correction: ["resubmit", "withdraw", "refuse"], held: ["release", "refuse"],
                redeemed: ["void", "return_goods", "hold", "refuse"], paid: ["return_goods"], rejected: ["appeal", "reopen"] };

function story(row) {
  return {
    claim: row.id, state: row.state, state_zh: row.state, state_en: row.state, since: row.since, moves: (moves[row.state] ?? []).map((one) => `subsidies.${one}`),
    terms: { class: row.class, kind: row.kind, kind_zh: "示例品类", kind_en: "Example kind", clause: "scrappage.fuel", edition: "2025/1", fund: "2025-a", merchant: row.merchant, merchant_name: row.merchant_name, place: row.place, day: row.day, price_fen: row.price_fen, subsidy_fen: row.subsidy_fen, paid_fen: 0, reconstructed: false },
    due: { stage: "accept", by: day(2), days: 3, working: true, basis_zh: "本市办理时限", basis_en: "This city's time limits" },
    steps: [{ seq: row.seq, at: "2025-06-11T02:30:00Z", by: "till-7", type: "subsidies.claim_applied/1", title_zh: "提交申请", title_en: "Applied for", detail_zh: "演示", detail_en: "a demonstration" }],
    findings: [{ check: "burst", check_zh: "集中核销", check_en: "a burst at one till", severity: "flag", detail: "12 in 5 min", detail_zh: "5 分钟内 12 笔", detail_en: "12 in 5 minutes" }],
    list_price_fen: row.price_fen + row.subsidy_fen, receipt_steps: [{ giver: "government", zh: "政府", en: "government", amount_fen: row.subsidy_fen, after_fen: row.price_fen }],
    explanation: [{ zh: "适用条款：燃油车报废，15,000 元", en: "Clause: petrol car scrapped, 15,000 yuan", source: { id: "vehicles_2025", title_zh: "关于做好2025年汽车以旧换新工作的通知", title_en: "Notice on vehicle trade-in in 2025", issuer: "商务部等部门", number: "", local: false } }],
  };
}

const importOf = (id, name, more) => ({
  id, name, state: "preview", uploaded_at: "2025-06-15T01:00:00Z", bytes: 4096, bytes_read: 4096, bytes_to_read: 4096, rows: 120, accepted: 0, repeated: 0, rejected: 2,
  first: [{ row: 14, column: "身份证号", reason: "应为 18 位，最后一位是校验码" }, { row: 57, column: "价格", reason: "应是不超过两位小数的元数" }],
  columns: [{ column: "品类", field: "kind" }, { column: "统一社会信用代码", field: "merchant" }, { column: "备注", field: "" }], ...more,
});

function give({ state, me }, type, data, refuse) {
  const row = state.subsidies.claims.find((one) => one.id === number(data.claim));
  if (row?.flagged) refuse(422, "subsidies.check_failed", "有疑点没有消除，先处理疑点。", "A doubt is not cleared; settle it first.");
  const next = { "subsidies.accept": "accepted", "subsidies.first_review": "first_reviewed", "subsidies.second_review": "second_reviewed", "subsidies.resubmit": "applied" }[type];
  if (row && next) Object.assign(row, { state: next, since: day(0) });
  if (type === "subsidies.register_product") {
    if (!/^\d{13}$/.test(data.product)) refuse(422, "subsidies.not_a_product_code", "69 码应为 13 位数字，最后一位是校验码。", "A bar code has 13 digits, the last a check digit.");
    state.subsidies.products.push({ product: data.product, name: data.name, kind: data.kind, efficiency: data.efficiency, registered: data.day });
  }
  if (type === "subsidies.adjust") state.subsidies.adjustments = state.subsidies.adjustments.filter((one) => one.claim !== number(data.claim));
  if (type === "subsidies.draw_lot") Object.assign(state.subsidies.rounds.find((one) => one.round === data.round), { lot_drawn: true, taken: 200 });
  if (type === "subsidies.file_batch") state.filed = { ...data, by: me.account };
}

/// The commands of the programme, as desk_mock.mjs gives them.
export const subsidyCommands = (refuse) => new Proxy({}, { get: (_, type) => String(type).startsWith("subsidies.") ? (state, data, by) => give({ state, me: { account: by } }, type, data, refuse) : undefined, has: (_, type) => String(type).startsWith("subsidies.") });

export const subsidyRoutes = (refuse) => ({
  "GET /api/v1/queues": ({ state }) => [200, { rows: queues.map(([queue, zh, en, of]) => { const rows = inQueue(state, of).map(waiting); return { queue, zh, en, of: of ? "claims" : "batches", count: rows.length, overdue: rows.filter(({ overdue }) => overdue).length, due_today: rows.filter(({ due }) => due === day(0)).length, counted_whole: true }; }) }],
  "GET /api/v1/queues/{queue}"({ state, args }) {
    const [queue, zh, en, of] = queues.find(([id]) => id === args[0]) ?? refuse(404, "about:blank", "没有这个待办。", "There is no such queue.");
    const rows = inQueue(state, of).map(waiting);
    return [200, { queue, zh, en, total: rows.length, rows }];
  },
  "GET /api/v1/claims"({ state, query }) {
    const has = (name, test) => !query.get(name) || test(query.get(name));
    const records = state.subsidies.claims.filter((one) => has("text", (text) => one.id.includes(text) || one.merchant.includes(text)) && has("state", (value) => one.state === value) && has("class", (value) => one.class.startsWith(value)));
    return [200, { kind: "claims", journal_position: 4100, total: records.length, records, next: "" }];
  },
  "GET /api/v1/claims/{id}/story": ({ state, args }) => [200, story(state.subsidies.claims.find((one) => one.id === args[0]) ?? refuse(404, "about:blank", "没有这件申领单。", "There is no such claim."))],
  "GET /api/v1/products"({ state, query }) {
    const rows = state.subsidies.products.filter((one) => !query.get("text") || one.name.includes(query.get("text")) || one.product.includes(query.get("text")));
    return [200, { rows, total: rows.length }];
  },
  "GET /api/v1/rounds": ({ state }) => [200, { rows: state.subsidies.rounds }],
  "GET /api/v1/funds": ({ state }) => [200, { rows: state.subsidies.funds, pauses: state.subsidies.pauses }],
  "GET /api/v1/forecast"() {
    const granted_fen = Array.from({ length: 120 }, (_, i) => 70_000_000 * i + 4_000_000 * (i % 7));
    return [200, { as_of: "2025-06-15", journal_position: 4100, checkpoint: "", funds: [{ fund: "2025-a", as_of: "2025-06-15", season_ends: "2025-12-31", cap_fen: 12_000_000_000, granted_fen: granted_fen.at(-1), left_fen: 3_600_000_000, blocks: 50,
      fast: { a_week_fen: 800_000_000, days: 31, runs_out: "2025-07-16" }, middle: { a_week_fen: 500_000_000, days: 50, runs_out: "2025-08-04" }, slow: { a_week_fen: 300_000_000, days: 84, runs_out: "2025-09-07" }, days_ahead: 41, alarm: "watch",
      burn_down: { from: "2025-02-16", granted_fen, cap_fen: granted_fen.map(() => 12_000_000_000), even_fen: granted_fen.map((_, i) => Math.round(12_000_000_000 * (i + 46) / 365)) } }] }];
  },
  "GET /api/v1/adjustments"({ state }) {
    const rows = state.subsidies.adjustments;
    const good = rows.filter(({ eligible }) => eligible);
    return [200, { rows, total: rows.length, totals: { top_ups: good.length, top_up_fen: good.length * 15_000, claw_backs: 0, claw_back_fen: 0, no_longer_eligible: rows.length - good.length } }];
  },
  "GET /api/v1/batches": () => [200, { rows: [], total: 0 }],
  "GET /api/v1/batches/{batch}": ({ args }) => [200, { batch: args[0], merchant: merchants[0][0], merchant_name: merchants[0][1], place: merchants[0][2], fund: "2025-a", stage: "filed", filed: day(0), claims: 2, subsidy_fen: 119_960, to_check: 0, claim_rows: [] }],
  "POST /api/v1/backtest"({ body }) {
    if (!/^version:/m.test(body.rules)) refuse(422, "about:blank", "第 3 行：缺少 version。", "Line 3: version is missing.");
    const balance = (before_fen, after_fen) => ({ claims: 900, before_fen, after_fen, gainers: after_fen > before_fen ? 700 : 0, gained_fen: Math.max(0, after_fen - before_fen), losers: after_fen < before_fen ? 90 : 0, lost_fen: Math.max(0, before_fen - after_fen) });
    return [200, { editions: ["2025/9"], claims: 1800, untouched: { claims: 0, recorded_fen: 0, years: [] }, granted: 1700, refused: 100, taken_back: 3, total: balance(900_000_000, 1_040_000_000), persons_gaining: 1210, persons_losing: 44,
      verdicts: [{ outcome: "granted", clause: "appliance.level_1", detail: "", claims: 1700, recorded_fen: 880_000_000 }], classes: [{ ...balance(600_000_000, 780_000_000), class: "appliance_digital.appliance" }, { ...balance(300_000_000, 260_000_000), class: "vehicle.scrappage" }],
      places: [{ ...balance(500_000_000, 670_000_000), place: { code: 140403, zh: "潞州区", en: "Luzhou District" } }, { ...balance(400_000_000, 370_000_000), place: { code: 140423, zh: "襄垣县", en: "Xiangyuan County" } }],
      funds: [{ fund: "2025-a", year: 2025, cap_fen: 12_000_000_000, granted_fen: 1_040_000_000, ran_out: null, first_unpaid: null, unpaid: 0, short_by_fen: 0 }],
      most_changed: [{ claim: "C0000003", day: "2025-06-02", place: { code: 140403, zh: "潞州区", en: "Luzhou District" }, kind: "refrigerator", before_fen: 59_980, after_fen: 89_970, clause_before: "appliance.level_2", outcome: "granted", clause_after: "appliance.level_1", detail: "" }],
      replay: { claims: 1800, mismatches: 0, first: [] } }];
  },
  "POST /api/v1/imports"({ state, query, text }) {
    if (!text.includes("\n")) refuse(422, "about:blank", "文件没有数据行。", "The file has no rows.");
    state.subsidies.imports.set("i1", importOf("i1", query.get("name"), { state: "reading", bytes_read: 1024 }));
    return [202, { id: "i1" }];
  },
  "GET /api/v1/imports/{id}"({ state, args }) {
    const one = state.subsidies.imports.get(args[0]) ?? refuse(404, "about:blank", "没有这次导入。", "There is no such import.");
    const answer = { ...one };
    if (one.state === "reading") Object.assign(one, { state: "preview", bytes_read: 4096 });
    if (one.state === "running") Object.assign(one, { state: "done", accepted: 116, repeated: 2, rejected: 2, rejected_file: `/api/v1/imports/${one.id}/rejected.csv` });
    return [200, answer];
  },
  "POST /api/v1/imports/{id}/confirm": ({ state, args }) => [202, { ...Object.assign(state.subsidies.imports.get(args[0]), { state: "running", bytes_read: 0, rejected: 0 }) }],
  "DELETE /api/v1/imports/{id}"({ state, args }) { state.subsidies.imports.delete(args[0]); return [204]; },
});
