// The console's words: whatever a person reads stands in Chinese and in English.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const ts = createRequire(`${WEB}/package.json`)("typescript");
const han = /\p{Script=Han}/u;
const latin = /[A-Za-z]{2}/;
const sources = readdirSync(`${WEB}/desk`, { recursive: true }).filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"));

/// The fixed text of a literal, a template or a piece of JSX; undefined for anything else.
function textOf(node) {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text;
  if (ts.isTemplateExpression(node)) return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(" ");
  return undefined;
}

/// Which side of t("中文", "English"), or of a pair ["中文", "English"], the node is on.
function sideOf(node) {
  for (let child = node, parent = node.parent; parent; child = parent, parent = parent.parent) {
    const among = ts.isCallExpression(parent) && ["t", "of"].includes(parent.expression.getText()) ? parent.arguments
      : ts.isArrayLiteralExpression(parent) && parent.elements.length === 2 && parent.elements.every((one) => ts.isStringLiteralLike(one)) ? parent.elements : undefined;
    if (among?.length === 2) return among.indexOf(child) === 0 ? "zh" : "en";
  }
  return undefined;
}

test("nothing is said in one language alone", (t) => {
  const faults = [];
  let said = 0;
  for (const name of sources) {
    const file = ts.createSourceFile(name, readFileSync(`${WEB}/desk/${name}`, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    const visit = (node) => {
      const text = textOf(node);
      if (text !== undefined) {
        const side = sideOf(node);
        const where = `${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${text.trim()}`;
        if (side) ++said;
        if (side === "zh" && /\p{Script=Han}[,;:!?]/u.test(text)) faults.push(`${where}: half-width punctuation`);
        if (side === "en" && han.test(text)) faults.push(`${where}: Chinese where English belongs`);
        if (!side && han.test(text) && text !== "中文") faults.push(`${where}: Chinese alone`);
        if (!side && ts.isJsxText(node) && latin.test(text) && !/^(CSV|XLSX|NDJSON)$/.test(text.trim())) faults.push(`${where}: English alone`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  t.diagnostic(`${said} sentences and words`);
  assert.ok(said > 500);
  assert.deepEqual(faults, []);
});

test("both languages name the same values", () => {
  const faults = [];
  let compared = 0;
  for (const name of sources) {
    const file = ts.createSourceFile(name, readFileSync(`${WEB}/desk/${name}`, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    const visit = (node) => {
      if (ts.isCallExpression(node) && node.expression.getText() === "t" && node.arguments.every((one) => ts.isTemplateExpression(one))) {
        // What each value begins with: the two may put the same one differently.
        const [zh, en] = node.arguments.map((one) => [...new Set(one.templateSpans.map(({ expression }) => /^\w+/.exec(expression.getText())[0]))].sort());
        ++compared;
        if (zh.join() !== en.join()) faults.push(`${name}: ${node.getText()}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  assert.ok(compared > 15);
  assert.deepEqual(faults, []);
});
