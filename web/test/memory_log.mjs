// A log as the files a server would give, made the slow and plain way (RFC 6962, section 2.1, word by word), and signed.
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const zero = Uint8Array.of(0);
const one = Uint8Array.of(1);

export function slowRoot(leaves) {
  if (leaves.length === 0) return sha256("");
  if (leaves.length === 1) return leaves[0];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(one, slowRoot(leaves.slice(0, k)), slowRoot(leaves.slice(k)));
}

const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");
const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, Buffer.alloc(32, 42)]), format: "der", type: "pkcs8" });
const publicKey = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32);
export const origin = "log.example.cn/chuzhou";
const typed = Buffer.concat([one, publicKey]);
const keyId = sha256(`${origin}\n`, typed).subarray(0, 4);
export const keyText = `${origin}+${keyId.toString("hex")}+${typed.toString("base64")}`;

export function signed(body, name = origin) {
  const signature = Buffer.concat([keyId, sign(null, Buffer.from(body), privateKey)]).toString("base64");
  return `${body}\n— ${name} ${signature}\n`;
}

const number = (n) => String(n).padStart(3, "0"); // enough for fewer than 1000 tiles

/// Files by path for a log with these entries; change them to play a server that lies.
export function memoryLog(entries) {
  const files = new Map();
  const leaves = entries.map((entry) => sha256(zero, entry));
  files.set("checkpoint", Buffer.from(signed(`${origin}\n${entries.length}\n${slowRoot(leaves).toString("base64")}\n`)));
  const put = (level, pieces, bytesOf) => {
    for (let at = 0; at < pieces.length; at += 256) {
      const part = pieces.slice(at, at + 256);
      const width = part.length < 256 ? `.p/${part.length}` : "";
      files.set(`tile/${level}/${number(at / 256)}${width}`, Buffer.concat(part.map(bytesOf)));
    }
  };
  for (let level = 0, row = leaves; row.length > 0; ++level) {
    put(level, row, (hash) => hash);
    row = Array.from({ length: Math.floor(row.length / 256) }, (_, i) => slowRoot(row.slice(i * 256, i * 256 + 256)));
  }
  put("entries", entries.map((entry) => Buffer.from(entry)), (entry) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(entry.length);
    return Buffer.concat([length, entry]);
  });
  return files;
}

export const sourceOf = (files) => async (path) => (files.has(path) ? new Uint8Array(files.get(path)) : null);
