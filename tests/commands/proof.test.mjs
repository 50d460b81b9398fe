// A stranger's checks: the log, a bulletin, a changed byte; what was known then.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { city, claimsFile, demoCity, merchant, root, run, scratch, serve } from './program.mjs';

test('verify recomputes tree, checkpoint and every issued bulletin', () => {
  const { code, out } = run('--json', 'verify', '--data', demoCity);
  const report = JSON.parse(out);
  assert.equal(code, 0);
  assert.equal(report.verdict, 'matches');
  assert.equal(report.bulletins, 20);
  assert.equal(report.bulletins_recomputed, 20);
});

test('one changed byte in any entry is found and the entry is named', (t) => {
  const data = city(t);
  const file = path.join(data, 'journal.db');
  const bytes = fs.readFileSync(file);
  // A digit inside the entry of a claim in the middle of the file.
  const at = bytes.indexOf('"price":', Math.floor(bytes.length / 2)) + '"price":'.length;
  const around = bytes.subarray(at, at + 1200).toString('latin1');
  const seq = Number(/"seq":(\d+)/.exec(around)[1]);
  bytes[at] = bytes[at] === 0x39 ? 0x38 : bytes[at] + 1;
  fs.writeFileSync(file, bytes);
  const { code, out } = run('--json', 'verify', '--data', data);
  const report = JSON.parse(out);
  assert.equal(code, 1);
  assert.equal(report.verdict, 'does_not_match');
  assert.ok(report.findings.some((f) => f.seq === seq), `entry ${seq} is named: ${out}`);
  const refused = run('--lang', 'en', 'bulletin', 'projects', '--issue', '--data', data);
  assert.equal(refused.code, 1, 'a damaged journal is not written to');
  assert.match(refused.err, new RegExp(`${seq}`));
});

test('a stranger verifies a bulletin from the published tiles alone, and sees a forged figure', async (t) => {
  const folder = scratch(t);
  const log = path.join(folder, 'log');
  assert.equal(run('log', 'export', '--data', demoCity, '--out', log).code, 0);
  const key = run('log', 'key', '--data', demoCity).out.trim();
  const text = run('bulletin', 'complaints', '--batch', '18', '--data', demoCity, '--format', 'json').out;
  const good = path.join(folder, 'good.json'), bad = path.join(folder, 'bad.json');
  fs.writeFileSync(good, text);
  assert.equal(JSON.parse(run('--json', 'verify', good, '--log', log, '--key', key).out).verdict, 'matches');

  const forged = JSON.parse(text);
  forged.figures.find((f) => f.id === 'complaints.key_cases').value = 4;
  fs.writeFileSync(bad, JSON.stringify(forged));
  const found = run('--json', 'verify', bad, '--log', log, '--key', key);
  const report = JSON.parse(found.out);
  assert.equal(found.code, 1);
  assert.equal(report.verdict, 'does_not_match');
  assert.ok(report.differences.some((d) => d.id === 'complaints.key_cases'));

  const { url } = await serve(t, city(t));
  assert.equal(JSON.parse(run('--json', 'verify', good, '--log', url, '--key', key).out).verdict, 'matches');
  assert.equal(run('verify', good, '--log', path.join(folder, 'nowhere')).code, 1);
});

test('an independent implementation accepts the published log', (t) => {
  const log = path.join(scratch(t), 'log');
  assert.equal(run('log', 'export', '--data', demoCity, '--out', log).code, 0);
  const key = run('log', 'key', '--data', demoCity).out.trim();
  const size = fs.readFileSync(path.join(log, 'checkpoint'), 'utf8').split('\n')[1];
  const out = execFileSync('go', ['run', path.join(root, 'tests/proof/independent/verify.go'), log, key], {
    encoding: 'utf8',
    env: { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '', GOCACHE: path.join(root, 'build/go-cache') },
  });
  assert.match(out, new RegExp(`ok ${size} entries`));
});

test('a bulletin as known at an earlier position does not change when more is learnt', (t) => {
  const data = city(t);
  const size = JSON.parse(run('--json', 'verify', '--data', data).out).entries;
  const words = ['bulletin', 'subsidies', '--cut-off', '2025-06-10', '--data', data, '--format', 'json', '--known-at', String(size)];
  const before = run(...words).out;
  const file = claimsFile(scratch(t), merchant(data), 30);
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('2025-07-01', '2025-06-01'));
  assert.equal(run('import', 'claims', file, '--data', data).code, 0);
  assert.equal(run(...words).out, before, 'byte for byte');
  const now = JSON.parse(run('bulletin', 'subsidies', '--cut-off', '2025-06-10', '--data', data, '--format', 'json').out);
  assert.equal(now.figures.find((f) => f.id === 'subsidies.claims').value, 243696 + 30, 'late records count once known');
});

test('the same seed gives the same city', (t) => {
  const folder = scratch(t);
  assert.equal(run('demo', '--data', path.join(folder, 'again'), '--seed', '1').code, 0);
  const root1 = JSON.parse(run('--json', 'verify', '--data', demoCity).out).root;
  assert.equal(JSON.parse(run('--json', 'verify', '--data', path.join(folder, 'again')).out).root, root1);
});
