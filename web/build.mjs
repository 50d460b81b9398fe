// Bundles what browsers load into dist/, minified; the same sources give the same bytes.
//   dist/site.js, dist/verify.js   the two scripts of the public pages
//   dist/desk/                     the console: index.html, and assets/ with a hash in each name
//   dist/desk.bundle               the same in one file, for the program (its form: src/app/desk_files.h)
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { writeTypes } from "./desk/api_types.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const browsers = { bundle: true, charset: "utf8", minify: true, legalComments: "none", logLevel: "warning",
                   target: ["chrome100", "firefox100", "safari16"], define: { "process.env.NODE_ENV": '"production"' } };

async function buildPublicScripts() {
  await build({ ...browsers, entryPoints: [here("src/site.ts"), here("src/verify.ts")], outdir: here("dist"), format: "esm",
                legalComments: "eof" });
}

/// antd's style sheet for the components in use, which desk/styles/styles.tsx writes, and the console's own.
async function deskStyles() {
  const program = here("dist/styles.cjs");
  await build({ ...browsers, entryPoints: [here("desk/styles/styles.tsx")], outfile: program, platform: "node", format: "cjs",
                jsx: "automatic", minify: false, target: "node20" });
  const antd = execFileSync(process.execPath, [program], { encoding: "utf8", maxBuffer: 1 << 26 });
  rmSync(program);
  return `${antd}\n${readFileSync(here("desk/styles/desk.css"), "utf8")}`;
}

const types = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", html: "text/html; charset=utf-8",
                txt: "text/plain; charset=utf-8" };

/// The licences of the packages that the scripts hold, one after the other.
function licences(metafile) {
  const folders = Object.keys(metafile.inputs).map((name) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1]);
  return [...new Set(folders.filter(Boolean))].sort().map((folder) => {
    const about = JSON.parse(readFileSync(here(`${folder}/package.json`), "utf8"));
    const file = readdirSync(here(folder)).find((name) => /^licen[cs]e/i.test(name));
    return `${about.name} ${about.version} (${about.license})\n\n${file ? readFileSync(here(`${folder}/${file}`), "utf8").trim() : ""}\n`;
  }).join(`\n${"-".repeat(72)}\n\n`);
}

async function buildDesk() {
  await writeTypes();
  rmSync(here("dist/desk"), { recursive: true, force: true });
  mkdirSync(here("dist/desk/assets"), { recursive: true });
  const common = { ...browsers, outdir: here("dist/desk/assets"), absWorkingDir: here("."), metafile: true,
                   entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", assetNames: "[name]-[hash]" };
  const script = await build({ ...common, entryPoints: { desk: here("desk/main.tsx") }, format: "esm", splitting: true,
                               jsx: "automatic" });
  const style = await build({ ...common, stdin: { contents: await deskStyles(), loader: "css", sourcefile: "desk.css", resolveDir: here("desk") } ,
                              entryNames: "desk-[hash]" });
  const main = Object.entries(script.metafile.outputs).find(([, made]) => made.entryPoint === "desk/main.tsx");
  const names = { script: basename(main[0]), style: basename(Object.keys(style.metafile.outputs)[0]) };
  writeFileSync(here("dist/desk/index.html"), readFileSync(here("desk/index.html"), "utf8").replace(/\{(\w+)\}/g, (_, name) => names[name]));
  writeFileSync(here("dist/desk.meta.json"), JSON.stringify(script.metafile));
  writeFileSync(here("dist/desk/licences.txt"), licences(script.metafile));
  const files = ["index.html", "licences.txt", ...readdirSync(here("dist/desk/assets")).sort().map((name) => `assets/${name}`)];
  const octets = files.map((name) => readFileSync(here(`dist/desk/${name}`)));
  const lines = files.map((name, i) => `${name}\t${types[name.split(".").pop()]}\t${octets[i].length}\n`);
  writeFileSync(here("dist/desk.bundle"), Buffer.concat([Buffer.from(`${lines.join("")}\n`), ...octets]));
}

await buildPublicScripts();
await buildDesk();
