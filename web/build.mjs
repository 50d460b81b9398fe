// Bundles the two scripts of the public pages into dist/, minified; the same sources give the same bytes.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  entryPoints: [here("src/site.ts"), here("src/verify.ts")],
  outdir: here("dist"),
  bundle: true,
  format: "esm",
  target: ["chrome100", "firefox100", "safari16"],
  charset: "utf8",
  minify: true,
  legalComments: "eof",
  logLevel: "warning",
});
