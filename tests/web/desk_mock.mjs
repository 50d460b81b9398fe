// A small server that answers as docs/openapi.yaml says (模拟服务): what the console is tested against without a city. Every
// body that it takes and every answer that it gives is checked against the description, so the two cannot drift apart.
// All people are invented.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { complaintCommands, complaintRoutes, freshComplaints } from "./desk_cases_mock.mjs";
import { freshSubsidies, subsidyCommands, subsidyRoutes } from "./desk_subsidies_mock.mjs";

const need = createRequire(new URL("../../web/package.json", import.meta.url));
const Ajv = need("ajv/dist/2020").default;
const formats = need("ajv-formats").default;
const yaml = need("yaml");

const root = fileURLToPath(new URL("../../", import.meta.url));
const description = yaml.parse(readFileSync(`${root}docs/openapi.yaml`, "utf8"), { merge: true, maxAliasCount: -1 });
const ajv = new Ajv({ strict: false, allErrors: true });
formats(ajv);
ajv.addSchema(description, "openapi");

const pointer = (...parts) => `openapi#/${parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
const patterns = Object.keys(description.paths).map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "([^/]+)").replace(/\./g, "\\.")}$`) }))
  .sort((a, b) => (a.path.match(/\{/g) ?? []).length - (b.path.match(/\{/g) ?? []).length);

function check(value, parts, what) {
  const validate = ajv.getSchema(pointer(...parts)) ?? ajv.compile({ $ref: pointer(...parts) });
  if (!validate(value)) throw new Error(`${what}: ${ajv.errorsText(validate.errors)}`);
}

function resolved(node, parts) {
  if (!node?.$ref) return [node, parts];
  const to = node.$ref.slice(2).split("/");
  return [to.reduce((at, part) => at[part], description), to];
}

/// Throws unless the description allows this answer to this request.
function checkAnswer(path, method, status, type, body) {
  const operation = description.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`${method} ${path} is not described`);
  if (!operation.responses[status]) throw new Error(`${method} ${path} answers ${status}, which is not described`);
  const [answer, parts] = resolved(operation.responses[status], ["paths", path, method.toLowerCase(), "responses", String(status)]);
  if (body === undefined) return;
  if (!answer.content?.[type]) throw new Error(`${method} ${path} ${status} answers ${type}, which is not described`);
  if (type.endsWith("json")) check(body, [...parts, "content", type, "schema"], `${method} ${path} ${status}`);
}
function checkBody(path, method, body) {
  const operation = description.paths[path]?.[method.toLowerCase()];
  if (!operation?.requestBody) {
    if (body !== undefined) throw new Error(`${method} ${path} takes no body`);
    return;
  }
  check(body, ["paths", path, method.toLowerCase(), "requestBody", "content", "application/json", "schema"], `body of ${method} ${path}`);
}

class Refused {
  constructor(status, type, zh, en, more = {}) { Object.assign(this, { status, type, zh, en, more }); }
}
const refuse = (...all) => { throw new Refused(...all); };

const places = [[140400, 0, "长治市", "Changzhi"], [140403, 140400, "潞州区", "Luzhou District"], [140404, 140400, "上党区", "Shangdang District"],
                [140423, 140400, "襄垣县", "Xiangyuan County"], [140429, 140400, "武乡县", "Wuxiang County"]]
  .map(([code, parent, zh, en]) => ({ code, parent, zh, en }));
const roleRights = {
  clerk: ["read_records", "see_person", "enter", "request_erasure"], first_reviewer: ["read_records", "see_person", "review"], second_reviewer: ["read_records", "see_person", "second_review"],
  payer: ["read_records", "pay"], dispatcher: ["read_records", "dispatch"], leader: ["read_records", "set_up", "publish", "approve_erasure"],
  auditor: ["read_records", "see_person", "read_accounts", "read_audit"], administrator: ["read_accounts", "read_audit", "administer"],
};
const roleNames = { clerk: ["经办", "clerk"], first_reviewer: ["初审", "first reviewer"], second_reviewer: ["复审", "second reviewer"], payer: ["拨付", "payer"],
                    dispatcher: ["调度", "dispatcher"], leader: ["负责人", "leader"], auditor: ["审计", "auditor"], administrator: ["管理员", "administrator"] };
const access = {
  roles: Object.entries(roleRights).map(([role, rights]) => ({ role, zh: roleNames[role][0], en: roleNames[role][1], rights })),
  rights: [["read_records", "查看清单", "read lists"], ["see_person", "查看个人信息", "see personal data"], ["enter", "登记", "enter"], ["review", "初审", "review"], ["second_review", "复审", "review a second time"], ["pay", "拨付", "pay"], ["dispatch", "调度", "dispatch"],
           ["set_up", "设置", "set up"], ["publish", "发布", "publish"], ["request_erasure", "申请删除", "request erasure"], ["approve_erasure", "批准删除", "approve erasure"],
           ["read_accounts", "查看账号", "see accounts"], ["read_audit", "查看审计", "read the trail"], ["administer", "管理账号", "administer"], ["operate", "查看运行指标", "see numbers"]]
    .map(([right, zh, en]) => ({ right, zh, en })),
  programmes: [["subsidies", "以旧换新补贴", "trade-in subsidies"], ["complaints", "信访举报", "complaints"], ["projects", "重点项目", "key projects"],
               ["chains", "产业链", "industry chains"], ["all", "全部专项", "all programmes"]].map(([programme, zh, en]) => ({ programme, zh, en })),
  scopes: [["claims", "收银终端：核销与申请", "tills: redeem and apply"], ["returns", "收银终端：退货", "tills: returns"], ["audit", "读取审计记录", "read the audit trail"]].map(([scope, zh, en]) => ({ scope, zh, en })),
};

const hex = (number) => number.toString(16).padStart(8, "0").repeat(4);
const kinds = [["refrigerator", "冰箱", "Refrigerator"], ["washing_machine", "洗衣机", "Washing machine"], ["scrap", "报废更新", "Scrap and replace"], ["phone", "手机", "Phone"]];
const names = ["张*", "王*", "李**", "赵*"];
const grant = (role, programme = "all", place = 140400) => ({ role, programme, place });

/// What the server knows when a test begins. Tests may change it.
function freshState() {
  const person = (account, organ, grants, more = {}) => ({
    account, kind: "person", organ, standing: "active", grants, second_factor: false, keys: [], providers: [], password: "correct horse battery",
    history: [{ seq: 11, at: "2025-06-01T01:30:00Z", by: "founder", what: ["开通账号", "The account was opened"] }], last_sign_in: "2025-06-15T00:40:00Z", ...more,
  });
  return {
    seq: 4100,
    csrf: "csrf-1",
    organs: [{ organ: "CZ-SWJ", name_zh: "长治市商务局", name_en: "Changzhi Bureau of Commerce", place: 140400 },
             { organ: "XY-SWJ", name_zh: "襄垣县商务局", name_en: "Xiangyuan Bureau of Commerce", place: 140423 },
             { organ: "CZ-SJJ", name_zh: "长治市审计局", name_en: "Changzhi Audit Office", place: 140400 }],
    accounts: new Map([
      person("admin-01", "CZ-SWJ", Object.keys(roleRights).map((role) => grant(role)), { second_factor: true }),
      person("clerk-01", "XY-SWJ", [grant("clerk", "subsidies", 140423), grant("first_reviewer", "subsidies", 140423)], {
        name: "示例甲", phone_masked: "138****0001", providers: [{ issuer: "https://id.example.cn", subject: "u-20391" }],
      }),
      person("auditor-01", "CZ-SJJ", [grant("auditor")]),
      person("new-01", "XY-SWJ", [], { last_sign_in: undefined }),
      person("leader-01", "CZ-SWJ", [grant("leader")], { standing: "suspended" }),
      person("gone-01", "CZ-SWJ", [grant("payer", "subsidies")], { standing: "closed" }),
      person("till-7", "XY-SWJ", [grant("clerk", "subsidies", 140423)], {
        kind: "machine", last_sign_in: undefined,
        keys: [{ key: "7f3a90c1d2e4", scopes: ["claims", "returns"], until: "2027-12-31", revoked: false, last_used: "2025-06-14T08:00:00Z" },
               { key: "09c1aa30b7d5", scopes: ["claims"], until: "2025-03-31", revoked: true }],
      }),
    ].map((one) => [one.account, one])),
    failures: 0,
    sessions: [],
    invitations: new Map([["INVITE-2025", "new-01"]]),
    providers: [{ id: "city-id", name: "市统一身份认证" }],
    erasures: [
      { subject: hex(7001), state: "requested", reason: "本人书面要求", requested_by: "clerk-01", requested_on: "2025-06-14", documents: 3 },
      { subject: hex(7002), state: "requested", reason: "重复登记", requested_by: "admin-01", requested_on: "2025-06-13", documents: 1 },
      { subject: hex(7003), state: "refused", reason: "本人书面要求", requested_by: "clerk-01", requested_on: "2025-06-01", decided_by: "leader-01", decided_on: "2025-06-02", documents: 2 },
    ],
    trail: Array.from({ length: 430 }, (_, i) => {
      const [kind, subject, outcome, detail] = [["command", "access.role_granted", "done", "clerk-01"], ["sign_in", "password", "done", "0c5d6f1e2a3b4c5d"],
        ["look", "C0000013", "done", "核对发票与姓名"], ["refusal", "/api/v1/accounts", "refused", "access.not_permitted"], ["sign_in", "password", "refused", "wrong"],
        ["backup", "nightly", "failed", "disk is full"]][i % 6];
      return { id: 430 - i, at: new Date(Date.UTC(2025, 5, 15, 8, 0) - i * 600_000).toISOString(), account: i % 6 === 4 ? "" : i % 6 === 5 ? "founder" : "clerk-01", kind, subject, outcome,
               address: i % 6 === 5 ? "" : `10.4.0.${1 + (i % 40)}`, detail, ...(kind === "command" ? { seq: 4000 - i } : {}) };
    }),
    applicants: Array.from({ length: 120 }, (_, i) => ({
      claim: `C${String(i + 1).padStart(7, "0")}`, subject: hex(7001 + (i % 50)), day: `2025-06-${String(1 + (i % 15)).padStart(2, "0")}`, place: places[1 + (i % 4)].code, kind: kinds[i % 4][0], kind_zh: kinds[i % 4][1], kind_en: kinds[i % 4][2],
      subsidy_fen: 29_999 + i * 1_731, state: ["redeemed", "applied", "returned", "withdrawn"][i % 4], ...(i % 25 === 24
        ? { name: null, identity: null, phone: null, reconstructed: i % 50 === 24, erased: i % 50 !== 24 }
        : { name: names[i % 4], identity: `1404**********${String(1000 + i)}`, phone: `138****${String(1234 + i)}`, reconstructed: false, erased: false }),
    })),
    subsidies: freshSubsidies(),
    complaints: freshComplaints(),
    commands: [],
    answered: new Map(),
    looks: [],
    delay: 0,
    fail: undefined, ///< (method, path) => true: the connection is cut
  };
}

const view = (account, lang) => ({
  account: account.account, kind: account.kind, organ: account.organ, standing: account.standing, grants: account.grants, password: account.password !== "", second_factor: account.second_factor,
  ...(account.last_sign_in ? { last_sign_in: account.last_sign_in } : {}),
  ...(lang === undefined ? { keys: account.keys.filter((key) => !key.revoked).length } : {
    keys: account.keys, providers: account.providers, ...(account.name ? { name: account.name, phone_masked: account.phone_masked } : {}),
    history: account.history.map(({ what, ...row }) => ({ ...row, what: what[lang === "zh" ? 0 : 1] })),
  }),
});

function sessionOf(state, account) {
  const grants = account.grants;
  return {
    signed_in: true, account: account.account, kind: account.kind, organ: state.organs.find(({ organ }) => organ === account.organ) ?? null, grants,
    rights: grants.flatMap(({ role, programme, place }) => roleRights[role].map((right) => ({ right, programme, place }))),
    csrf: state.csrf, second_factor: account.second_factor, signed_in_by: "password", expires_at: "2025-06-15T12:00:00Z",
  };
}

function page(rows, query, size) {
  const from = Number(query.get("next") ?? 0);
  return { rows: rows.slice(from, from + size), ...(from + size < rows.length ? { next: String(from + size) } : {}) };
}

const weak = (password) => password.length < 10 && refuse(422, "password.weak", "新口令太短：至少 10 个字符。", "The new password is too short: at least 10 characters.");

/// What each command changes; refuses in the words of the rejection.
const commands = {
  "access.register_organ"(state, data) {
    if (state.organs.some(({ organ }) => organ === data.organ)) refuse(422, "access.already_registered", `机关 ${data.organ} 已经登记过。`, `The organ ${data.organ} is registered already.`);
    state.organs.push(data);
  },
  "access.open_account"(state, data) {
    if (state.accounts.has(data.account)) refuse(422, "access.already_open", `账号 ${data.account} 已经有了；换一个。`, `The account ${data.account} exists already; choose another.`);
    state.accounts.set(data.account, { ...data, standing: "active", grants: [], second_factor: false, keys: [], providers: [], history: [], password: "" });
  },
  "access.grant_role"(state, { account, ...grant }) { state.accounts.get(account).grants.push(grant); },
  "access.revoke_role"(state, { account, role, programme, place }) {
    const one = state.accounts.get(account);
    one.grants = one.grants.filter((held) => held.role !== role || held.programme !== programme || held.place !== place);
  },
  "access.suspend_account"(state, { account }) { state.accounts.get(account).standing = "suspended"; },
  "access.resume_account"(state, { account }) { state.accounts.get(account).standing = "active"; },
  "access.close_account"(state, { account }) { state.accounts.get(account).standing = "closed"; },
  "access.request_erasure"(state, { subject, reason }, by) { state.erasures.unshift({ subject, state: "requested", reason, requested_by: by, requested_on: "2025-06-15", documents: 2 }); },
  "access.approve_erasure"(state, { subject }, by) { decide(state, subject, "approved", by); },
  "access.refuse_erasure"(state, { subject }, by) { decide(state, subject, "refused", by); },
};
function decide(state, subject, what, by) {
  const row = state.erasures.find((one) => one.subject === subject && one.state === "requested");
  if (row.requested_by === by) refuse(422, "access.same_person", "提出的人不能自己批准。", "Who requested it can't decide it.");
  Object.assign(row, { state: what, decided_by: by, decided_on: "2025-06-15" });
}

const ofSubsidies = subsidyCommands(refuse);
const ofComplaints = complaintCommands(refuse);
/// Gives a command and keeps its answer under its key.
function obey(state, key, { type, data }, me) {
  state.commands.push({ key, type, data });
  (commands[type] ?? ofSubsidies[type] ?? ofComplaints(type))(state, data, me.account);
  const seq = ++state.seq;
  const answer = { seq, event: { type: `${type}ed`, data }, repeated: false, receipt: `/api/v1/entries/${seq}` };
  state.answered.set(key, answer);
  return answer;
}

/// [method path] -> (request) => [status, body]. `me` is the account that is signed in.
const routes = {
  "GET /api/v1/session": ({ state, me }) => [200, me ? sessionOf(state, me) : { signed_in: false, password: true, providers: state.providers }],
  "POST /api/v1/session"({ state, body, enter }) {
    if (state.failures >= 3) refuse(429, "signin.locked", "失败次数太多，暂时不能登录。", "Too many failures: signing in is closed for a while.", { retry_after: 900 });
    const account = state.accounts.get(body.account);
    if (account?.password !== body.password) {
      ++state.failures;
      refuse(401, "signin.failed", "账号或口令不对。", "The account or the password is wrong.");
    }
    if (account.second_factor && body.code === undefined) refuse(401, "signin.code_needed", "还要动态验证码的验证码。", "The code of the second factor is needed.");
    if (account.second_factor && body.code !== "123456") refuse(401, "signin.code_wrong", "验证码不对，或者已经过时；等下一个再试。", "The code is wrong or out of date; wait for the next one.");
    state.failures = 0;
    enter(account);
    return [200, sessionOf(state, account)];
  },
  "DELETE /api/v1/session": ({ leave }) => { leave(); return [204]; },
  "POST /api/v1/invitation"({ state, body, enter }) {
    const account = state.accounts.get(state.invitations.get(body.code));
    if (!account) refuse(404, "invitation.unknown", "邀请码用过了、过期了，或者抄错了；请管理员重新邀请。", "The code was used, has expired or is mistyped; ask an administrator for a new one.");
    weak(body.password);
    state.invitations.delete(body.code);
    account.password = body.password;
    if (account.second_factor) return [200, { signed_in: false, password: true, providers: state.providers }];
    enter(account);
    return [200, sessionOf(state, account)];
  },
  "GET /api/v1/sessions": ({ state }) => [200, { rows: state.sessions }],
  "DELETE /api/v1/sessions/{session}"({ state, args }) { state.sessions = state.sessions.filter(({ id }) => id !== args[0]); return [204]; },
  "POST /api/v1/password"({ state, me, body }) {
    if (body.current !== me.password) refuse(422, "password.wrong", "现在的口令不对。", "The present password is wrong.");
    weak(body.password);
    me.password = body.password;
    state.csrf = "csrf-2"; // the session is a new one
    return [200, sessionOf(state, me)];
  },
  "POST /api/v1/second-factor"({ me, body }) {
    if (body.password !== me.password) refuse(422, "password.wrong", "口令不对。", "The password is wrong.");
    return [200, { secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", uri: `otpauth://totp/Seethrough:${me.account}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Seethrough` }];
  },
  "PUT /api/v1/second-factor"({ me, body }) {
    if (body.code !== "123456") refuse(422, "signin.code_wrong", "验证码不对；看看手机的时间准不准。", "The code is wrong; check your phone's clock.");
    me.second_factor = true;
    return [200, { recovery_codes: Array.from({ length: 10 }, (_, i) => `rk${i}f-8m2${i}-xq7${i}`) }];
  },
  "DELETE /api/v1/second-factor"({ me, body }) {
    if (body.password !== me.password) refuse(422, "password.wrong", "口令不对。", "The password is wrong.");
    me.second_factor = false;
    return [204];
  },
  "GET /api/v1/access": () => [200, access],
  "GET /api/v1/places": () => [200, { rows: places }],
  "GET /api/v1/organs": ({ state }) => [200, { rows: state.organs }],
  "GET /api/v1/accounts"({ state, query }) {
    const has = (name, test) => !query.get(name) || test(query.get(name));
    const rows = [...state.accounts.values()].filter((one) => has("text", (text) => one.account.includes(text)) && has("organ", (organ) => one.organ === organ)
      && has("standing", (standing) => one.standing === standing) && has("role", (role) => one.grants.some((held) => held.role === role)));
    return [200, page(rows.map((one) => view(one)), query, 200)];
  },
  "GET /api/v1/accounts/{account}": ({ account, lang }) => [200, view(account, lang)],
  "POST /api/v1/accounts/{account}/invitation": () => [201, { code: "INV-7Q2M-9XKD-4RTB", expires_at: "2025-06-16T02:00:00Z" }],
  "DELETE /api/v1/accounts/{account}/second-factor": ({ account }) => { account.second_factor = false; return [204]; },
  "DELETE /api/v1/accounts/{account}/sessions": () => [204],
  "POST /api/v1/accounts/{account}/keys"({ account, body }) {
    account.keys.push({ key: "5be1c0ffee07", scopes: body.scopes, until: body.until, revoked: false });
    return [201, { key: "5be1c0ffee07", secret: "stk_0c5d6f1e2a3b4c5d6e7f8091a2b3c4d5e6f70819" }];
  },
  "DELETE /api/v1/accounts/{account}/keys/{key}": ({ account, args }) => { account.keys.find(({ key }) => key === args[1]).revoked = true; return [204]; },
  "PUT /api/v1/accounts/{account}/providers": ({ account, body }) => { account.providers.push(body); return [204]; },
  "DELETE /api/v1/accounts/{account}/providers": ({ account, body }) => { account.providers = account.providers.filter(({ subject }) => subject !== body.subject); return [204]; },
  "POST /api/v1/commands"({ state, body, key, me }) {
    const before = state.answered.get(key);
    if (before) return [201, { ...before, repeated: true }];
    return [201, obey(state, key, body, me)];
  },
  "POST /api/v1/commands/batch"({ state, body, lang, me }) {
    return [200, { answers: body.commands.map(({ key, ...one }) => {
      const before = state.answered.get(key);
      if (before) return { ...before, repeated: true, status: 201 };
      try {
        return { ...obey(state, key, one, me), status: 201 };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { type: error.type, title: lang === "zh" ? "没有办成" : "It was not done", status: error.status, detail: error[lang], rejection: { type: error.type, data: {} }, seq: ++state.seq };
      }
    }) }];
  },
  ...subsidyRoutes(refuse),
  ...complaintRoutes(refuse),
  "GET /api/v1/audit"({ state, query }) {
    const has = (name, test) => !query.get(name) || test(query.get(name));
    const rows = state.trail.filter((row) => has("account", (account) => row.account === account) && has("kind", (kind) => row.kind === kind) && has("outcome", (outcome) => row.outcome === outcome)
      && has("text", (text) => JSON.stringify(row).includes(text)) && has("from", (day) => row.at.slice(0, 10) >= day) && has("to", (day) => row.at.slice(0, 10) <= day));
    return [200, page(rows, query, Number(query.get("limit") ?? 50))];
  },
  "GET /api/v1/applicants"({ state, query }) {
    const has = (name, test) => !query.get(name) || test(query.get(name));
    const rows = state.applicants.filter((row) => has("text", (text) => row.claim.includes(text)) && has("place", (place) => place === "140400" || String(row.place) === place) && has("state", (one) => row.state === one));
    return [200, { ...page(rows, query, 50), total: rows.length }];
  },
  "POST /api/v1/applicants/{claim}"({ state, body, args }) {
    const row = state.applicants.find(({ claim }) => claim === args[0]);
    if (!row) refuse(404, "applicants.unknown", "没有这件申请。", "There is no such claim.");
    state.looks.push({ claim: args[0], reason: body.reason });
    return [200, { claim: row.claim, subject: row.subject, erased: false, name: "张示例", identity_number: "140400199001010013", phone: "13800001234", item: "SN-000123", invoice: "25142000000012345678" }];
  },
  "POST /api/v1/people/find": ({ body }) => {
    if (!/^\d{17}[\dX]$/.test(body.value)) refuse(422, "identity.malformed", "身份证号应为 18 位。", "An identity number has 18 characters.");
    return [200, { subjects: body.value.endsWith("13") ? [{ subject: hex(7010), documents: 2 }] : [] }];
  },
  "GET /api/v1/erasures": ({ state }) => [200, { rows: state.erasures }],
};

/// Evidence to look at: a grey rectangle.
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#778899"/></svg>';
const policy = "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

/// The files of web/dist/desk.bundle: a line "name, tab, content type, tab, length" for each, an empty line, their octets.
function bundled() {
  const bundle = readFileSync(`${root}web/dist/desk.bundle`);
  const head = bundle.indexOf("\n\n") + 1;
  let at = head + 1;
  return new Map(bundle.subarray(0, head).toString().trim().split("\n").map((line) => {
    const [name, type, length] = line.split("\t");
    at += Number(length);
    return [name, { type, octets: bundle.subarray(at - Number(length), at) }];
  }));
}

/// What the server does with addresses of the console: files of the build by name, anything else index.html.
function serveDesk(path, answer) {
  const files = bundled();
  const asked = path.slice("/desk/".length);
  const name = files.has(asked) || path.startsWith("/desk/assets/") ? asked : "index.html";
  const file = files.get(name);
  if (!file) return answer.writeHead(404).end();
  answer.writeHead(200, { "Content-Type": file.type, "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff",
                          "Cache-Control": name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache" }).end(file.octets);
}

/// Starts the server; `faults` collects what broke the contract, and must be empty in the end.
export async function startMock() {
  const mock = { state: freshState(), signedIn: undefined, faults: [], reset() { this.state = freshState(); this.signedIn = undefined; } };
  /// Signs an account in, as a cookie would have it.
  mock.as = (name) => {
    mock.signedIn = mock.state.accounts.get(name);
    mock.state.sessions = [{ id: "s1", created: "2025-06-15T00:40:00Z", last_seen: "2025-06-15T02:00:00Z", address: "10.4.0.7", agent: "Chromium 140, Debian 12", current: true, signed_in_by: "password" },
                           { id: "s2", created: "2025-06-11T07:12:00Z", last_seen: "2025-06-12T09:31:00Z", address: "10.4.0.61", agent: "Firefox 140, Windows 11", current: false, signed_in_by: "city-id" }];
  };
  async function handle(request, answer) {
    const url = new URL(request.url, "http://mock");
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const octets = Buffer.concat(pieces), text = octets.toString();
    if (url.pathname === "/desk" || url.pathname.startsWith("/desk/")) return serveDesk(url.pathname, answer);
    if (mock.state.fail?.(request.method, url.pathname)) return request.socket.destroy();
    if (mock.state.delay) await new Promise((done) => setTimeout(done, mock.state.delay));
    if (/^\/api\/v1\/(audit|claims|complaints)\.(csv|ndjson|xlsx)$/.test(url.pathname) || url.pathname.endsWith("/export")) return answer.writeHead(200, { "Content-Type": "application/json" }).end("{}");
    if (/^\/api\/v1\/evidence\/[0-9a-f]{64}$/.test(url.pathname)) return answer.writeHead(200, { "Content-Type": "image/svg+xml" }).end(picture);
    if (!url.pathname.startsWith("/api/")) return answer.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end("<!doctype html><title>public</title><h1>public</h1>");
    const { path, pattern } = patterns.find((one) => one.pattern.test(url.pathname)) ?? {};
    const lang = request.headers["accept-language"]?.startsWith("en") ? "en" : "zh";
    let status, body, type = "application/json", headers = {};
    try {
      const route = routes[`${request.method} ${path}`];
      if (!route) throw new Error(`no route for ${request.method} ${url.pathname}`);
      const open = /\/api\/v1\/(session|invitation|places|funds|forecast|rounds)$/.test(path) && request.method !== "DELETE";
      if (!open && !mock.signedIn) refuse(401, "signin.required", "请先登录。", "Sign in first.");
      if (!open && request.method !== "GET" && request.headers["x-csrf-token"] !== mock.state.csrf) throw new Error(`${request.method} ${url.pathname} without X-CSRF-Token`);
      const plain = !(request.headers["content-type"] ?? "").startsWith("application/json");
      const sent = text && !plain ? JSON.parse(text) : undefined;
      if (!text || !plain) checkBody(path, request.method, sent);
      const key = request.headers["idempotency-key"];
      if (path === "/api/v1/commands" && !key) throw new Error("a command without Idempotency-Key");
      const args = pattern.exec(url.pathname).slice(1).map(decodeURIComponent);
      const account = path.startsWith("/api/v1/accounts/") ? mock.state.accounts.get(args[0]) : undefined;
      if (path.startsWith("/api/v1/accounts/") && !account) refuse(404, "accounts.unknown", `没有账号 ${args[0]}。`, `There is no account ${args[0]}.`);
      [status, body] = route({ state: mock.state, body: sent, text, octets, contentType: request.headers["content-type"], query: url.searchParams, args, account, key, lang, me: mock.signedIn,
                               enter: (who) => mock.as(who.account), leave: () => { mock.signedIn = undefined; } });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      status = error.status;
      type = "application/problem+json";
      const about = error.status === 422 && (path === "/api/v1/commands" || /^\/api\/v1\/complaints(\/[^/]+\/measures)?$/.test(path)) ? { rejection: { type: error.type, data: {} }, seq: ++mock.state.seq } : {};
      body = { type: error.type, title: lang === "zh" ? "没有办成" : "It was not done", status, detail: error[lang], ...about, ...error.more };
      if (error.more.retry_after) headers["Retry-After"] = String(error.more.retry_after);
    }
    checkAnswer(path, request.method, status, type, body);
    answer.writeHead(status, { ...headers, ...(body === undefined ? {} : { "Content-Type": type }) }).end(body === undefined ? "" : JSON.stringify(body));
  }
  const server = createServer((request, answer) => handle(request, answer).catch((error) => {
    mock.faults.push(error.message);
    answer.writeHead(500, { "Content-Type": "application/problem+json" }).end(JSON.stringify({ type: "about:blank", title: error.message, status: 500 }));
  }));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  mock.url = `http://127.0.0.1:${server.address().port}`;
  mock.close = () => { server.closeAllConnections(); return new Promise((closed) => server.close(closed)); };
  return mock;
}
