// Calls to the HTTP interface (接口调用), with the types made from docs/openapi.yaml. Each answer is the data or a thrown
// Refusal, whose sentence is the server's own.

import createClient from "openapi-fetch";
import { language, t } from "../language";
import type { components, paths } from "./api";

export type Schemas = components["schemas"];
export type SignedIn = Schemas["SignedIn"];

/// What the server (or the way to it) would not do: the sentence to show, and what is known about it.
export class Refusal extends Error {
  constructor(
    readonly status: number, ///< of HTTP; 0: no answer came
    readonly type: string,
    sentence: string,
    readonly waitSeconds?: number,
  ) {
    super(sentence);
  }
}

let csrf = "";
/// The header of every unsafe call; empty: nobody is signed in.
export const carryCsrf = (token: string): void => void (csrf = token);

const whenUnauthorized = new Set<() => void>();
/// Calls `told` when an answer says that nobody is signed in.
export function onUnauthorized(told: () => void): () => void {
  whenUnauthorized.add(told);
  return () => whenUnauthorized.delete(told);
}

export const api = createClient<paths>({ baseUrl: location.origin, credentials: "same-origin" });
api.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", language());
    if (request.method !== "GET" && csrf) request.headers.set("X-CSRF-Token", csrf);
    return request;
  },
  onResponse({ request, response }) {
    const signingIn = /\/api\/v1\/(session|invitation)$/.test(new URL(request.url).pathname);
    if (response.status === 401 && !signingIn) for (const told of whenUnauthorized) told();
  },
});

function refusal(error: unknown, response: Response): Refusal {
  const problem = (typeof error === "object" && error !== null ? error : {}) as Partial<Schemas["Locked"]>;
  const sentence = problem.detail ?? problem.title
    ?? t(`服务器答复 ${response.status}，没有说明。稍后再试；仍不行，请把这个号码告诉运维人员。`,
         `The server answered ${response.status} without an explanation. Try again later; if that fails, tell operations this number.`);
  const signedOut = response.status === 401 && !/^(signin\.(failed|code)|password\.)/.test(problem.type ?? "");
  const wait = problem.retry_after ?? Number(response.headers.get("Retry-After") ?? NaN);
  return new Refusal(response.status, problem.type ?? "about:blank", signedOut ? sentence + t("登录后再按一次，填写的内容还在。", " Then press again: what you typed is kept.") : sentence, Number.isFinite(wait) ? wait : undefined);
}

/// The data of a call; throws Refusal, also when no answer came.
export async function take<T, E>(call: Promise<{ data?: T; error?: E; response: Response }>): Promise<T> {
  let answer: { data?: T; error?: E; response: Response };
  try {
    answer = await call;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Refusal(0, "desk.unreadable", t("服务器的答复读不懂。可能升级正在进行，请刷新后再试。", "The server's answer can't be read. It may be in the middle of an update: reload and try again."));
    throw new Refusal(0, "desk.no_answer", t("没有收到服务器的答复。填写的内容还在；检查网络后再按一次。", "No answer came from the server. What you typed is kept; check the network and press again."));
  }
  if (!answer.response.ok) throw refusal(answer.error, answer.response);
  return answer.data as T;
}

const keys = new Map<string, string>();
function keyFor(text: string): string {
  let key = keys.get(text);
  if (!key) {
    const octets = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is missing on plain HTTP
    key = `desk/${[...octets].map((octet) => octet.toString(16).padStart(2, "0")).join("")}`;
    keys.set(text, key);
  }
  return key;
}

export type CommandType = Schemas["Command"]["type"];
/// A command's members by name. One that is undefined is left out.
export type Data = Record<string, unknown>;
/// What `send` answers for this text. Sent again without an answer in between, it keeps its Idempotency-Key and so happens once.
async function once<T>(text: string, send: (key: string) => Promise<T>): Promise<T> {
  try {
    const answer = await send(keyFor(text));
    keys.delete(text);
    return answer;
  } catch (error) {
    if (error instanceof Refusal && error.status >= 400 && error.status < 500 && error.status !== 401) keys.delete(text);
    throw error;
  }
}
/// Gives a command.
export const command = (type: CommandType, data: Record<string, unknown>): Promise<Schemas["Accepted"]> => once(JSON.stringify([type, data]), (key) =>
  take(api.POST("/api/v1/commands", { params: { header: { "Idempotency-Key": key } }, body: { type, data } as unknown as Schemas["Command"] })));
type Call = (path: string, init: object) => Promise<{ data?: Schemas["Accepted"]; error?: unknown; response: Response }>;
/// Sends what becomes a command at the server, because a part of it goes into the vault.
export const sendOnce = (path: string, body: object): Promise<Schemas["Accepted"]> => once(JSON.stringify([path, body]), (key) =>
  take((api.POST as unknown as Call)(path, { params: { header: { "Idempotency-Key": key } }, body })));

export interface BatchAnswer { status: number; seq?: number; type?: string; detail?: string; title?: string }
/// Gives several commands at once; each is answered alone, in their order. Sent again without an answer in between, each
/// keeps its key and so happens once.
export async function commands(type: CommandType, all: readonly Data[]): Promise<BatchAnswer[]> {
  const texts = all.map((data) => JSON.stringify([type, data]));
  const body = { commands: all.map((data, i) => ({ key: keyFor(texts[i] as string), type, data })) };
  const { answers } = await take(api.POST("/api/v1/commands/batch", { body: body as never }));
  for (const text of texts) keys.delete(text);
  return answers as BatchAnswer[];
}

/// A file that the server makes, saved under `name`; a refusal is thrown and not saved in its place.
export async function download(address: string, name: string): Promise<void> {
  const data = await take(read(address));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
async function read(address: string): Promise<{ data?: Blob; error?: unknown; response: Response }> {
  const response = await fetch(address, { headers: { "Accept-Language": language() }, credentials: "same-origin" });
  if (response.status === 401) for (const told of whenUnauthorized) told();
  return response.ok ? { data: await response.blob(), response } : { error: await response.json().catch(() => undefined), response };
}
