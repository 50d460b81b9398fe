// What a reader can check: a log, an entry of it, its growth, a bulletin. Each check is a list of steps and one verdict:
// matches, differs, unchecked. A check never says "differs" because something could not be read.

import {
  Frontier, Mismatch, TiledLog, Unchecked, digest, equal, hex, leafHash, openCheckpoint, tileWidth,
  verifyConsistency, verifyInclusion, words,
} from "./log.js";
import type { Bytes, Checkpoint, Source, VerifierKey, Words } from "./log.js";

export type Verdict = "matches" | "differs" | "unchecked";
export interface Step {
  verdict: Verdict;
  words: Words;
}
export interface Outcome {
  verdict: Verdict;
  steps: Step[];
  entry?: string; // JSON of the entry, as logged
}
/// Where the log's files come from, whom it must be signed by, and whom to tell how far the check is.
export interface Reading {
  source: Source;
  key: VerifierKey;
  progress(done: number, total: number): void;
}

const issuedType = "publication.bulletin_issued/1";
const covered = ["batch", "cut_off", "edition", "figures", "journal_position", "reconstructed", "series"];
const bundlesToSearch = 40; // forwards from the bulletin's journal position, and as many backwards from the end
const atOnce = 4; // tiles under way at the same time
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

interface Paper {
  agreed(zh: string, en: string): void;
  entry(json: string): void;
}

/// Runs a check and turns what it throws into its last step.
async function judge(work: (paper: Paper) => Promise<void>): Promise<Outcome> {
  const outcome: Outcome = { verdict: "matches", steps: [] };
  const add = (verdict: Verdict, said: Words): void => void outcome.steps.push({ verdict, words: said });
  try {
    await work({
      agreed: (zh, en) => add("matches", words(zh, en)),
      entry: (json) => void (outcome.entry = json),
    });
  } catch (error) {
    outcome.verdict = error instanceof Mismatch ? "differs" : "unchecked";
    add(outcome.verdict, error instanceof Mismatch || error instanceof Unchecked
      ? error.words
      : words(`页面脚本出错：${error}。请改用命令行核验。`, `The page's script failed: ${error}. Use the command line.`));
  }
  return outcome;
}

async function currentCheckpoint({ source, key }: Reading, paper: Paper): Promise<Checkpoint> {
  const bytes = await source("checkpoint");
  if (!bytes) throw new Unchecked(words("服务器还没有检查点。", "The server has no checkpoint yet."));
  const checkpoint = openCheckpoint(utf8.decode(bytes), key);
  paper.agreed(`检查点由 ${key.name} 的密钥签名：${checkpoint.size} 条，根 ${hex(checkpoint.root)}`,
               `The checkpoint is signed by the key of ${key.name}: ${checkpoint.size} entries, root ${hex(checkpoint.root)}`);
  return checkpoint;
}

/// Recomputes the root over all leaf hashes.
export function checkLog(reading: Reading): Promise<Outcome> {
  return judge(async (paper) => {
    const { size, root } = await currentCheckpoint(reading, paper);
    const log = new TiledLog(reading.source, size);
    const tiles = Math.ceil(size / tileWidth);
    const edge = new Frontier();
    const coming: Promise<Bytes[]>[] = [];
    const ask = (index: number): void => {
      if (index >= tiles) return;
      const leaves = log.leaves(index);
      leaves.catch(() => undefined); // reported when its turn comes
      coming.push(leaves);
    };
    for (let i = 0; i < atOnce; ++i) ask(i);
    for (let i = 0; i < tiles; ++i) {
      for (const leaf of await coming.shift()!) edge.append(leaf);
      ask(i + atOnce);
      reading.progress(i + 1, tiles);
    }
    if (!equal(edge.root(), root))
      throw new Mismatch(words(`由 ${size} 个叶哈希算出的根是 ${hex(edge.root())}，与检查点不同。`,
                               `The root over ${size} leaf hashes is ${hex(edge.root())}, not the checkpoint's.`));
    paper.agreed(`由全部 ${size} 个叶哈希重算的根与检查点一致。`,
                 `The root recomputed from all ${size} leaf hashes is the checkpoint's.`);
  });
}

async function proveEntry(log: TiledLog, checkpoint: Checkpoint, seq: number, paper: Paper): Promise<string> {
  const bytes = await log.entry(seq - 1);
  const proof = await log.inclusionProof(seq - 1);
  paper.entry(utf8.decode(bytes));
  if (!verifyInclusion(leafHash(bytes), seq - 1, checkpoint.size, proof, checkpoint.root))
    throw new Mismatch(words(`第 ${seq} 条的哈希到不了检查点的根：它不是封存的那一条。`,
                             `The hash of entry ${seq} does not lead to the checkpoint's root: it is not the entry that was sealed.`));
  paper.agreed(`第 ${seq} 条的哈希经 ${proof.length} 步到达检查点的根。`,
               `The hash of entry ${seq} leads to the checkpoint's root in ${proof.length} steps.`);
  return utf8.decode(bytes);
}

/// Entry `seq`, counted from 1.
export function checkEntry(reading: Reading, seq: number): Promise<Outcome> {
  return judge(async (paper) => {
    if (!Number.isSafeInteger(seq) || seq < 1)
      throw new Unchecked(words("请填条目编号：从 1 起的整数。", "Give the entry's number: a whole number from 1."));
    const checkpoint = await currentCheckpoint(reading, paper);
    if (seq > checkpoint.size)
      throw new Unchecked(words(`检查点只到第 ${checkpoint.size} 条，没有第 ${seq} 条。`,
                                `The checkpoint ends at entry ${checkpoint.size}; there is no entry ${seq}.`));
    await proveEntry(new TiledLog(reading.source, checkpoint.size), checkpoint, seq, paper);
  });
}

async function proveGrowth(log: TiledLog, now: Checkpoint, kept: Checkpoint, paper: Paper): Promise<void> {
  if (kept.size > now.size)
    throw new Unchecked(words(`所存检查点有 ${kept.size} 条，比现在的 ${now.size} 条多。稍后再试；一直如此，就是日志被截短。`,
                              `The kept checkpoint has ${kept.size} entries, more than the present ${now.size}. Try again later; ` +
                              "if it stays so, the log was cut."));
  if (!verifyConsistency(kept.size, kept.root, now.size, now.root, await log.consistencyProof(kept.size)))
    throw new Mismatch(words(`现在的日志不是由所存的 ${kept.size} 条续写而来：历史被改写。`,
                             `The present log does not continue the kept ${kept.size} entries: history was rewritten.`));
  paper.agreed(`现在的 ${now.size} 条由所存的 ${kept.size} 条续写而来，只增未改。`,
               `The present ${now.size} entries continue the kept ${kept.size}: only added to, nothing changed.`);
}

/// Whether the log only grew since a checkpoint the reader has kept.
export function checkGrowth(reading: Reading, note: string): Promise<Outcome> {
  return judge(async (paper) => {
    if (!note.trim()) throw new Unchecked(words("请粘贴以前存下的检查点全文。", "Paste the whole text of a checkpoint you kept."));
    const kept = openCheckpoint(`${note.replace(/\r/g, "").trim()}\n`, reading.key);
    paper.agreed(`所存检查点的签名有效：${kept.size} 条。`, `The kept checkpoint's signature holds: ${kept.size} entries.`);
    const now = await currentCheckpoint(reading, paper);
    await proveGrowth(new TiledLog(reading.source, now.size), now, kept, paper);
  });
}

/// RFC 8785 for what bulletins are made of: whole numbers, text, truth values, lists, objects.
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    const object = value as Record<string, unknown>;
    return `{${Object.keys(object).sort().map((name) => `${JSON.stringify(name)}:${canonical(object[name])}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new Unchecked(words(`文件中的数 ${value} 不是浏览器能准确表示的整数，请用命令行核验。`,
                              `The number ${value} in the file is not a whole number that a browser holds exactly; use the command line.`));
  return JSON.stringify(value);
}

interface Bulletin {
  part: Record<string, unknown>; // what the digest covers
  sum: string; // SHA-256 of it, hexadecimal
  number?: unknown;
  checkpoint?: unknown;
}

function readBulletin(text: string, paper: Paper): Bulletin {
  let file: Record<string, unknown>;
  try {
    file = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Unchecked(words("这不是 JSON 文件。请选通报页上下载的 .json。", "This is not JSON. Choose the .json of a bulletin's page."));
  }
  const whole = (file?.["bulletin"] ?? file) as Record<string, unknown>;
  if (!whole || typeof whole !== "object" || covered.some((name) => !(name in whole)))
    throw new Unchecked(words(`这不是通报文件：缺少 ${covered.filter((n) => !whole || !(n in Object(whole))).join("、")}。`,
                              `This is not a bulletin: it lacks ${covered.filter((n) => !whole || !(n in Object(whole))).join(", ")}.`));
  const part = Object.fromEntries(covered.map((name) => [name, whole[name]]));
  const sum = hex(digest(canonical(part)));
  const stated = file["digest"] ?? whole["digest"];
  if (stated !== undefined && stated !== sum)
    throw new Mismatch(words(`内容的 SHA-256 是 ${sum}，文件所写的摘要是 ${stated}：内容与摘要不是一回事。`,
                             `The content's SHA-256 is ${sum} but the file states ${stated}: content and digest do not belong together.`));
  paper.agreed(`内容的 SHA-256：${sum}`, `SHA-256 of the content: ${sum}`);
  return { part, sum, number: file["number"], checkpoint: file["checkpoint"] };
}

interface Issued {
  seq: number;
  data: Record<string, unknown>;
}

function issuedIn(bytes: Bytes): Issued | null {
  const text = utf8.decode(bytes);
  if (!text.includes(issuedType)) return null;
  try {
    const entry = JSON.parse(text) as { seq: number; type: string; data: Record<string, unknown> };
    return entry.type === issuedType ? entry : null;
  } catch {
    return null;
  }
}

/// Whether an entry issues the bulletin that this one claims to be, whatever its digest.
function claims({ part, sum, number }: Bulletin, { data }: Issued): boolean {
  if (data["digest"] === sum) return true;
  if (data["series"] !== part["series"]) return false;
  return number === undefined
    ? data["cut_off"] === part["cut_off"] && data["batch"] === part["batch"] && data["known_at"] === part["journal_position"]
    : data["number"] === number;
}

/// The entry that issued a bulletin: where `hint` says, or just after what the bulletin knew, or near the end.
async function findIssue(log: TiledLog, bulletin: Bulletin, hint: number, reading: Reading): Promise<number> {
  if (Number.isSafeInteger(hint) && hint >= 1 && hint <= log.size) {
    const there = issuedIn(await log.entry(hint - 1));
    if (there && claims(bulletin, there)) return hint;
  }
  const known = bulletin.part["journal_position"] as number;
  const first = Math.floor(known / tileWidth);
  const end = Math.ceil(log.size / tileWidth);
  const places = new Set<number>();
  for (let i = first; i < Math.min(end, first + bundlesToSearch); ++i) places.add(i);
  for (let i = end - 1; i >= Math.max(first, end - bundlesToSearch); --i) places.add(i);
  let done = 0;
  for (const place of places) {
    const entries = await log.bundle(place);
    for (let i = 0; i < entries.length; ++i) {
      const issued = issuedIn(entries[i]!);
      if (issued && claims(bulletin, issued)) return place * tileWidth + i + 1;
    }
    reading.progress(++done, places.size);
  }
  if (places.size < end - first)
    throw new Unchecked(words("在所查的条目中没有找到发布记录，还有条目没查。请填条目编号，或用命令行核验。",
                              "The record of issue was not among the entries searched, and not all were. Give the entry's number, or use the command line."));
  throw new Mismatch(words("日志里没有发布过这份通报：从它所说的流水位置到检查点，没有这个摘要。",
                           "The log has not issued this bulletin: its digest is nowhere between the journal position it states and the checkpoint."));
}

/// A bulletin's file. `hint` is the number of the entry that issued it; 0 if not known.
export function checkBulletin(reading: Reading, text: string, hint: number): Promise<Outcome> {
  return judge(async (paper) => {
    const bulletin = readBulletin(text, paper);
    const checkpoint = await currentCheckpoint(reading, paper);
    const log = new TiledLog(reading.source, checkpoint.size);
    const own = bulletin.checkpoint;
    if (typeof own === "string" && own !== "")
      await proveGrowth(log, checkpoint, openCheckpoint(own, reading.key), paper);
    const seq = await findIssue(log, bulletin, hint, reading);
    const { data } = issuedIn(leafBytes(await proveEntry(log, checkpoint, seq, paper)))!;
    if (data["digest"] !== bulletin.sum)
      throw new Mismatch(words(`第 ${seq} 条发布的摘要是 ${data["digest"]}，与这份文件不同：文件在发布后被改过。`,
                               `Entry ${seq} issued the digest ${data["digest"]}, not this file's: the file was changed after publication.`));
    if (bulletin.number !== undefined && data["number"] !== bulletin.number)
      throw new Mismatch(words(`文件自称第 ${bulletin.number} 期，日志中是第 ${data["number"]} 期。`,
                               `The file calls itself no. ${bulletin.number}; in the log it is no. ${data["number"]}.`));
    paper.agreed(`第 ${seq} 条发布的正是这个摘要：第 ${data["number"]} 期，截至 ${data["cut_off"]}。`,
                 `Entry ${seq} issued exactly this digest: no. ${data["number"]}, cut-off ${data["cut_off"]}.`);
  });
}

const leafBytes = (json: string): Bytes => new TextEncoder().encode(json);
