// The published log as a stranger reads it: signed checkpoints (C2SP signed-note, tlog-checkpoint), tiles (C2SP
// tlog-tiles) and the Merkle tree of RFC 6962. Two things can go wrong and are never mixed: Mismatch, what was read
// contradicts itself or the key; Unchecked, it could not be read, so nothing is known.

import * as ed25519 from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2.js";

ed25519.hashes.sha512 = sha512; // crypto.subtle is missing on plain HTTP

export type Bytes = Uint8Array<ArrayBuffer>;
/// A sentence in both languages.
export interface Words {
  zh: string;
  en: string;
}
export const words = (zh: string, en: string): Words => ({ zh, en });

export class Mismatch extends Error {
  constructor(readonly words: Words) {
    super(words.en);
  }
}
export class Unchecked extends Error {
  constructor(readonly words: Words) {
    super(words.en);
  }
}

export interface VerifierKey {
  name: string;
  id: number;
  publicKey: Bytes;
}
export interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
}

export const tileWidth = 256;
const hashSize = 32;
const utf8 = new TextEncoder();

export const hex = (bytes: Bytes): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
export const base64 = (bytes: Bytes): string => btoa(String.fromCharCode(...bytes));
export const digest = (text: string): Bytes => sha256(utf8.encode(text)) as Bytes;
export const equal = (a: Bytes, b: Bytes): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/// The bytes of base64 text in its one canonical spelling; null otherwise.
export function fromBase64(text: string): Bytes | null {
  try {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return base64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

function concat(...parts: Bytes[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const bigEndian32 = (bytes: Bytes): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);

function keyId(name: string, publicKey: Bytes): number {
  return bigEndian32(sha256(concat(utf8.encode(`${name}\n`), Uint8Array.of(1), publicKey)) as Bytes);
}

/// Reads `name+hex(key ID)+base64(0x01 ‖ public key)`. A key that can't be read is the reader's slip: Unchecked.
export function parseVerifierKey(text: string): VerifierKey {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  const raw = found && fromBase64(found[3]!);
  if (!found || !raw || raw.length !== 33 || raw[0] !== 1)
    throw new Unchecked(words("公钥写法不对：应为“名称+8 位十六进制+base64”。请整行粘贴。",
                              "This is not a verifier key: it should read name+8 hex digits+base64. Paste the whole line."));
  const key = { name: found[1]!, id: parseInt(found[2]!, 16), publicKey: raw.slice(1) };
  if (keyId(key.name, key.publicKey) !== key.id)
    throw new Unchecked(words("公钥与它自己的编号对不上，可能抄错了一个字符。",
                              "The key does not agree with its own ID; a character may be mistyped."));
  return key;
}

/// The signed text of a note, if `key` signed it. Signatures of other keys are ignored.
export function openNote(note: string, key: VerifierKey): string {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n"))
    throw new Mismatch(words("检查点不是签名文本。", "The checkpoint is not a signed note."));
  const body = note.slice(0, end + 1);
  let signed = false;
  for (const line of note.slice(end + 2, -1).split("\n")) {
    const found = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line);
    const raw = found && fromBase64(found[2]!);
    if (!found || !raw || raw.length < 5)
      throw new Mismatch(words("检查点的签名行写法不对。", "A signature line of the checkpoint is malformed."));
    if (found[1] !== key.name || bigEndian32(raw) !== key.id) continue;
    if (raw.length !== 68 || !signatureHolds(raw.slice(4), utf8.encode(body), key.publicKey))
      throw new Mismatch(words("检查点的签名不对：文字在签名后被改过，或签名是伪造的。",
                               "The checkpoint's signature is wrong: it was changed after signing, or forged."));
    signed = true;
  }
  if (!signed)
    throw new Mismatch(words(`检查点没有用这把公钥签名（${key.name}）。`, `The checkpoint is not signed by this key (${key.name}).`));
  return body;
}

function signatureHolds(signature: Bytes, message: Bytes, publicKey: Bytes): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

/// The checkpoint in `note`, if `key` signed it and its origin is the key's name.
export function openCheckpoint(note: string, key: VerifierKey): Checkpoint {
  const found = /^([^\n]+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n$/.exec(openNote(note, key));
  const root = found && fromBase64(found[3]!);
  if (!found || !root || !Number.isSafeInteger(Number(found[2])))
    throw new Mismatch(words("检查点应恰有三行：来源、条数、根。", "A checkpoint has exactly three lines: origin, size, root."));
  if (found[1] !== key.name)
    throw new Mismatch(words(`检查点属于另一份日志：${found[1]}。`, `The checkpoint is of another log: ${found[1]}.`));
  return { origin: found[1]!, size: Number(found[2]), root };
}

function tileNumber(index: number): string {
  const groups: string[] = [];
  do {
    groups.unshift(String(index % 1000).padStart(3, "0"));
    index = Math.floor(index / 1000);
  } while (index > 0);
  return groups.map((group, i) => (i + 1 < groups.length ? `x${group}` : group)).join("/");
}

/// The path of a tile without leading slash: tile/0/x001/234.p/7, tile/entries/000. Width 256 is a full one.
export function tilePath(level: number | "entries", index: number, width = tileWidth): string {
  return `tile/${level}/${tileNumber(index)}${width < tileWidth ? `.p/${width}` : ""}`;
}

/// How many hashes (or entries) tile `index` of `level` has in a log of `size` entries: 0 to 256.
export function widthOf(size: number, level: number, index: number): number {
  return Math.max(0, Math.min(tileWidth, Math.floor(size / tileWidth ** level) - index * tileWidth));
}

export const leafHash = (entry: Bytes): Bytes => sha256(concat(Uint8Array.of(0), entry)) as Bytes;
export const nodeHash = (left: Bytes, right: Bytes): Bytes => sha256(concat(Uint8Array.of(1), left, right)) as Bytes;

/// The right edge of a tree: leaves are added in order, the root is known at any moment.
export class Frontier {
  size = 0;
  private readonly peaks: Bytes[] = []; // complete subtrees, the largest first: one per set bit of size

  append(leaf: Bytes): void {
    let node = leaf;
    for (let n = this.size; n % 2 === 1; n = Math.floor(n / 2)) node = nodeHash(this.peaks.pop()!, node);
    this.peaks.push(node);
    this.size += 1;
  }

  root(): Bytes {
    if (this.size === 0) return digest("");
    return this.peaks.reduceRight((right, left) => nodeHash(left, right));
  }
}

/// The largest power of two below n (n > 1).
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

const odd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/// Whether `proof` leads from `leaf` at `index` to the root of a tree of `size` leaves (RFC 9162, 2.1.3.2).
export function verifyInclusion(leaf: Bytes, index: number, size: number, proof: Bytes[], root: Bytes): boolean {
  if (index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(hash, root);
}

/// Whether `proof` shows that the tree (size, root) begins with the tree (oldSize, oldRoot) (RFC 9162, 2.1.4.2).
export function verifyConsistency(oldSize: number, oldRoot: Bytes, size: number, root: Bytes, proof: Bytes[]): boolean {
  if (oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && equal(oldRoot, root);
  if (oldSize === 0) return proof.length === 0 && equal(oldRoot, digest(""));
  let fn = oldSize - 1;
  let sn = size - 1;
  while (odd(fn)) [fn, sn] = [half(fn), half(sn)];
  const path = fn === 0 ? [oldRoot, ...proof] : proof;
  if (path.length === 0) return false;
  let older = path[0]!;
  let newer = path[0]!;
  for (const node of path.slice(1)) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      older = nodeHash(node, older);
      newer = nodeHash(node, newer);
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      newer = nodeHash(newer, node);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(older, oldRoot) && equal(newer, root);
}

/// Reads the bytes at a path of the log; null if there are none. Throws Unchecked if that can't be known.
export type Source = (path: string) => Promise<Bytes | null>;

/// A log of a given size as its tiles. Nothing it returns is trusted: proofs are made from it and then verified.
export class TiledLog {
  private readonly kept = new Map<string, Promise<Bytes>>();

  constructor(private readonly source: Source, readonly size: number) {}

  private async fetchTile(level: number | "entries", index: number): Promise<Bytes> {
    const width = widthOf(this.size, level === "entries" ? 0 : level, index);
    // A partial tile may be gone once its log has filled it; the full one begins with it.
    const bytes = (await this.source(tilePath(level, index, width))) ??
      (width < tileWidth ? await this.source(tilePath(level, index)) : null);
    if (!bytes)
      throw new Unchecked(words(`服务器没有给出 ${tilePath(level, index, width)}。`,
                                `The server did not give ${tilePath(level, index, width)}.`));
    return bytes;
  }

  /// The tile, kept: proofs read the same tiles again and again.
  private tile(level: number | "entries", index: number): Promise<Bytes> {
    const name = `${level}/${index}`;
    let found = this.kept.get(name);
    if (!found) this.kept.set(name, (found = this.fetchTile(level, index)));
    return found;
  }

  private cut(level: number, index: number, bytes: Bytes): Bytes {
    const length = widthOf(this.size, level, index) * hashSize;
    if (bytes.length < length || bytes.length % hashSize !== 0)
      throw new Mismatch(words(`切片 ${tilePath(level, index)} 的长度不对。`, `Tile ${tilePath(level, index)} has the wrong length.`));
    return bytes.slice(0, length);
  }

  /// The hashes of a tile of level 0, not kept.
  async leaves(index: number): Promise<Bytes[]> {
    const bytes = this.cut(0, index, await this.fetchTile(0, index));
    return Array.from({ length: bytes.length / hashSize }, (_, i) => bytes.slice(i * hashSize, (i + 1) * hashSize));
  }

  /// The entries of a bundle.
  async bundle(index: number): Promise<Bytes[]> {
    const bytes = await this.tile("entries", index);
    const entries: Bytes[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = at + 2 <= bytes.length ? bytes[at]! * 256 + bytes[at + 1]! : Infinity;
      if (at + 2 + length > bytes.length) break;
      entries.push(bytes.slice(at + 2, at + 2 + length));
      at += 2 + length;
    }
    const width = widthOf(this.size, 0, index);
    if (entries.length < width)
      throw new Mismatch(words(`条目包 ${tilePath("entries", index)} 不完整。`, `Bundle ${tilePath("entries", index)} is not whole.`));
    return entries.slice(0, width);
  }

  async entry(index: number): Promise<Bytes> {
    return (await this.bundle(Math.floor(index / tileWidth)))[index % tileWidth]!;
  }

  /// The complete node over the leaves [index · 2^height, (index + 1) · 2^height).
  private async node(height: number, index: number): Promise<Bytes> {
    const level = Math.floor(height / 8);
    const below = 2 ** (height % 8); // hashes of the tile that stand under the node
    const first = index * below;
    const tile = Math.floor(first / tileWidth);
    const bytes = this.cut(level, tile, await this.tile(level, tile));
    let row = Array.from({ length: below }, (_, i) => {
      const at = ((first % tileWidth) + i) * hashSize;
      return bytes.slice(at, at + hashSize);
    });
    while (row.length > 1)
      row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i]!, row[2 * i + 1]!));
    return row[0]!;
  }

  /// The root over the leaves [begin, end), where begin is a multiple of the power of two that covers the range.
  private async range(begin: number, end: number): Promise<Bytes> {
    const n = end - begin;
    if (n === 0) return digest("");
    const height = Math.log2(n);
    if (Number.isInteger(height)) return this.node(height, begin / n);
    const middle = begin + split(n);
    return nodeHash(await this.range(begin, middle), await this.range(middle, end));
  }

  root(): Promise<Bytes> {
    return this.range(0, this.size);
  }

  /// The hashes that lead from leaf `index` to the root, from its sibling upwards.
  async inclusionProof(index: number): Promise<Bytes[]> {
    const proof: Bytes[] = [];
    let [begin, end] = [0, this.size];
    while (end - begin > 1) {
      const middle = begin + split(end - begin);
      proof.unshift(await (index < middle ? this.range(middle, end) : this.range(begin, middle)));
      if (index < middle) end = middle;
      else begin = middle;
    }
    return proof;
  }

  /// The hashes that show that the log begins with the log of `oldSize` entries.
  async consistencyProof(oldSize: number): Promise<Bytes[]> {
    if (oldSize === 0 || oldSize === this.size) return [];
    const proof: Bytes[] = [];
    let [begin, end] = [0, this.size];
    let whole = true; // the old tree fills [begin, oldSize) and its root is what the verifier has
    while (oldSize !== end) {
      const middle = begin + split(end - begin);
      proof.unshift(await (oldSize <= middle ? this.range(middle, end) : this.range(begin, middle)));
      if (oldSize <= middle) {
        end = middle;
      } else {
        begin = middle;
        whole = false;
      }
    }
    if (!whole) proof.unshift(await this.range(begin, end));
    return proof;
  }
}
