// The description of the HTTP interface: docs/openapi.yaml, and what docs/openapi.pending.yaml still adds to it. Where both
// speak of the same, the first counts; lists are joined.
import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import yaml from "yaml";

const read = (name) => {
  const file = new URL(`../../docs/${name}`, import.meta.url);
  return existsSync(file) ? yaml.parse(readFileSync(file, "utf8"), { merge: true, maxAliasCount: -1 }) : {};
};
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function joined(known, more) {
  if (Array.isArray(known) && Array.isArray(more))
    return [...known, ...more.filter((one) => !known.some((before) => isDeepStrictEqual(before, one)))];
  if (!isObject(known) || !isObject(more)) return known;
  const out = { ...known };
  for (const [name, value] of Object.entries(more)) out[name] = name in known ? joined(known[name], value) : value;
  return out;
}

export const description = () => joined(read("openapi.yaml"), read("openapi.pending.yaml"));
