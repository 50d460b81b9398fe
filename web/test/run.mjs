// Bundles the unit tests with the sources they import and runs them with node's own runner.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "seethrough-web-"));
const tests = readdirSync(here).filter((name) => name.endsWith(".test.mjs"));
await build({
  entryPoints: tests.map((name) => join(here, name)),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "bundle",
  external: ["esbuild"],
  platform: "node",
  format: "esm",
  sourcemap: "inline",
  define: { WEB: JSON.stringify(join(here, "..")) },
  logLevel: "warning",
});
const ran = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...tests.map((name) => join(out, name))],
                      { stdio: "inherit" });
rmSync(out, { recursive: true });
process.exitCode = ran.status ?? 1;
