// Writes api.d.ts, the types of the HTTP interface, from docs/openapi.yaml. The file is made by every build and is not
// kept in the repository.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const description = new URL("../../docs/openapi.yaml", import.meta.url);
const out = new URL("api/api.d.ts", import.meta.url);

export async function writeTypes() {
  const text = `// Made from docs/openapi.yaml by api_types.mjs.\n${astToString(await openapiTS(description))}`;
  let before = "";
  try {
    before = readFileSync(out, "utf8");
  } catch {
    // the first time
  }
  if (text !== before) writeFileSync(out, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeTypes();
  console.log(`wrote ${fileURLToPath(out)}`);
}
