// A campaign from its file to a batch that is handed over: declared, its cases imported, the cover sheet held against them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root, run, scratch } from './program.mjs';

/** An empty city of one's own. */
function emptyCity(t) {
  const data = path.join(scratch(t), 'city');
  const made = run('init', '--data', data, '--log', 'city.example.cn/campaign');
  assert.equal(made.code, 0, made.err + made.out);
  return data;
}

function fileIn(t, name, text) {
  const file = path.join(scratch(t), name);
  fs.writeFileSync(file, text);
  return file;
}

const campaign = 'cn-3-shanxi-2025';
const cases = `batch,number,day,place,type,issues,channel
1,D3SX202505280018*,2025-05-28,潞州区,大气,2,来电
1,X3SX202505280019,2025-05-28,武乡县,水,,来信
`;
const sheet = (total) => `类别,名称,件数\n合计,,${total}\n重点件,,1\n地区,潞州区,1\n地区,武乡县,1\n类型,大气,1\n类型,水,1\n`;

test('every campaign file is sound, and a wrong line is named', (t) => {
  const files = fs.readdirSync(path.join(root, 'campaigns')).filter((name) => name.endsWith('.yaml'));
  assert.ok(files.length >= 3);
  for (const name of files) {
    const checked = run('campaign', 'check', `campaigns/${name}`);
    assert.equal(checked.code, 0, checked.err);
  }
  const told = run('campaign', 'check', 'campaigns/changzhi-round-3.yaml', '--lang', 'zh');
  assert.match(told.out, /公开\s+10 个自然日/);
  assert.match(told.out, /序号、受理编号/);
  const json = JSON.parse(run('campaign', 'check', 'campaigns/changzhi-round-3.yaml', '--json').out);
  assert.equal(json.type, 'complaints.declare_campaign');
  assert.deepEqual(json.data.terms.publish, { days: 10, working: false });
  const text = fs.readFileSync(path.join(root, 'campaigns/changzhi-round-3.yaml'), 'utf8');
  const bad = fileIn(t, 'bad.yaml', text.replace('days: 10', 'days: soon'));
  for (const [language, words] of [['zh', /bad\.yaml 第 \d+ 行.*soon/], ['en', /bad\.yaml, line \d+: days is "soon"/]]) {
    const refused = run('campaign', 'check', bad, '--lang', language);
    assert.equal(refused.code, 1);
    assert.match(refused.err, words);
  }
  assert.equal(run('campaign', 'check', 'campaigns/none.yaml').code, 1);
});

test('a declared campaign takes its cases, and a batch that does not add up is refused with the difference', (t) => {
  const data = emptyCity(t);
  const declare = () => run('campaign', 'declare', 'campaigns/changzhi-round-3.yaml', '--data', data, '--json');
  const first = declare();
  assert.equal(first.code, 0, first.err + first.out);
  assert.equal(JSON.parse(first.out).campaign, campaign);
  assert.equal(JSON.parse(declare().out).repeated, true);

  const imported = run('import', 'complaints', fileIn(t, 'cases.csv', cases), '--data', data, '--json');
  assert.equal(JSON.parse(imported.out).accepted, 2, imported.out);
  const open = JSON.parse(run('batch', 'show', '--data', data, '--json').out);
  assert.equal(open.batches[0].handed_over, null);
  assert.equal(open.batches[0].cases, 2);

  const handOver = (total, ...words) =>
    run('batch', 'hand-over', '--campaign', campaign, '--batch', '1', '--day', '2025-05-28', '--header',
      fileIn(t, 'sheet.csv', sheet(total)), '--data', data, ...words);
  const refused = handOver(3, '--lang', 'zh');
  assert.equal(refused.code, 1);
  assert.match(refused.err, /3.*2/);
  const done = handOver(2, '--json');
  assert.equal(done.code, 0, done.err + done.out);
  assert.equal(JSON.parse(done.out).cases, 2);
  assert.equal(handOver(2).code, 1, 'a batch is handed over once');

  const shown = JSON.parse(run('batch', 'show', '--batch', '1', '--data', data, '--json').out).batches[0];
  assert.equal(shown.handed_over, '2025-05-28');
  assert.deepEqual(shown.lines.filter((line) => line.kind === 'type').map((line) => [line.name, line.cases]), [['大气', 1], ['水', 1]]);
  const text = run('batch', 'show', '--batch', '1', '--data', data, '--lang', 'zh');
  assert.match(text.out, /第 1 批\s+交办 2025-05-28\s+2 件，重点件 1/);
  assert.match(text.out, /地区\s+潞州区\s+1/);
  assert.equal(run('batch', 'show', '--batch', '9', '--data', data).code, 1);
});

test('a cover sheet that cannot be read hands nothing over and names its row', (t) => {
  const data = emptyCity(t);
  assert.equal(run('campaign', 'declare', 'campaigns/round-3-hn-2024.yaml', '--data', data).code, 0);
  const told = run('batch', 'hand-over', '--campaign', 'cn-3-hn-2024', '--batch', '1', '--day', '2024-05-10', '--header',
    fileIn(t, 'sheet.csv', 'kind,name,cases\ntotal,,2\nplace,nowhere,2\n'), '--data', data, '--lang', 'en');
  assert.equal(told.code, 1);
  assert.match(told.err, /row 3: name is 'nowhere'/);
  const day = run('batch', 'hand-over', '--campaign', 'cn-3-hn-2024', '--batch', '1', '--day', '2024-02-30', '--header', 'x', '--data', data, '--lang', 'en');
  assert.equal(day.code, 2);
  assert.match(day.err, /--day is 2024-02-30/);
});
