// Files in and out: every row answered, nothing lost, nothing twice; kill -9 in the middle.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { city, claimLine, claimsFile, demoCity, merchant, program, run, scratch, serve } from './program.mjs';

const report = (result) => JSON.parse(result.out);

test('right rows are kept, wrong rows come back with column and reason, a second run changes nothing', (t) => {
  const data = city(t), folder = scratch(t), shop = merchant(data);
  const file = claimsFile(folder, shop, 5);
  const wrong = [
    claimLine(100, { merchant: shop, price_yuan: '-5' }),
    claimLine(101, { merchant: shop, price_yuan: '9'.repeat(40) }),
    claimLine(102, { merchant: shop, day: '2025-02-30' }),
    claimLine(103, { merchant: '91140403000000011Z' }),
    claimLine(104, { merchant: shop, identity_number: '110105194912310021' }),
    claimLine(105, { merchant: shop, kind: 'piano' }),
    claimLine(0, { merchant: shop, reference: 'again', item: 'TEST-0', invoice: '25149900000000000001' }), // sold before
  ];
  fs.appendFileSync(file, wrong.join('\n') + '\n');
  const first = run('--json', '--lang', 'en', 'import', 'claims', file, '--data', data);
  assert.equal(first.code, 1);
  assert.deepEqual([report(first).rows, report(first).accepted, report(first).rejected], [12, 5, 7]);
  const rejected = fs.readFileSync(`${file}.rejected.csv`, 'utf8');
  for (const column of ['price_yuan', 'day', 'merchant', 'identity_number', 'kind']) assert.match(rejected, new RegExp(column));
  const size = JSON.parse(run('--json', 'verify', '--data', data).out).entries;
  const second = run('--json', '--lang', 'en', 'import', 'claims', file, '--data', data);
  assert.deepEqual([report(second).accepted, report(second).repeated, report(second).rejected], [0, 5, 7]);
  assert.equal(JSON.parse(run('--json', 'verify', '--data', data).out).entries, size, 'the journal did not grow');
});

test('a truncated NDJSON line, an empty file, a missing file, an unknown column: one sentence each', (t) => {
  const data = city(t), folder = scratch(t);
  const at = (name, text) => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const cut = run('--lang', 'en', 'import', 'claims', at('cut.ndjson', '{"kind":"phone","merch'), '--data', data);
  assert.equal(cut.code, 1);
  for (const [file, words] of [[at('empty.csv', ''), /empty/i], [path.join(folder, 'none.csv'), /none\.csv/],
    [at('column.csv', 'kind,colour\nphone,red\n'), /colour/]]) {
    const { code, err } = run('--lang', 'en', 'import', 'claims', file, '--data', data);
    assert.equal(code, 1);
    assert.match(err, words);
    assert.equal(err.trim().split('\n').length, 1, err);
  }
});

test('a second writer is refused with a sentence, and --server takes the command to the first', async (t) => {
  const data = city(t), folder = scratch(t), shop = merchant(data);
  const { url, child } = await serve(t, data);
  const file = claimsFile(folder, shop, 20);
  const refused = run('--lang', 'en', 'import', 'claims', file, '--data', data);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /--server/);
  assert.match(refused.err, new RegExp(`${child.pid}`));
  const sent = run('--json', 'import', 'claims', file, '--data', data, '--server', url);
  assert.equal(sent.code, 0, sent.err + sent.out);
  assert.equal(report(sent).accepted, 20);
  const again = run('--json', 'import', 'claims', file, '--data', data, '--server', url);
  assert.equal(report(again).repeated, 20);
});

test('kill -9 in the middle of an import of 100,000 claims: nothing acknowledged is lost, nothing is there twice', async (t) => {
  const data = city(t), folder = scratch(t), shop = merchant(data);
  const before = JSON.parse(run('--json', 'verify', '--data', data).out).entries;
  const file = claimsFile(folder, shop, 100_000, 1_000);
  for (const wait of [1000, 3000, 4500]) {
    const child = spawn(program, ['import', 'claims', file, '--data', data], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await sleep(wait);
    child.kill('SIGKILL');
    await ended;
    const check = run('--json', 'verify', '--data', data);
    assert.equal(check.code, 0, check.out);
  }
  const last = run('--json', 'import', 'claims', file, '--data', data);
  const counts = report(last);
  assert.equal(counts.rows, 100_000);
  assert.equal(counts.accepted + counts.repeated + counts.rejected, 100_000);
  const claims = run('export', 'claims', '--data', data, '--format', 'ndjson').out.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(claims.length, 243_696 + counts.accepted + counts.repeated, 'each claim once');
  const subsidy = claims.reduce((sum, one) => sum + one.subsidy_fen, 0);
  assert.ok(subsidy <= 36_000_000_000, 'the fund is not overdrawn');
  assert.ok(counts.rejected > 0 && subsidy > 36_000_000_000 - 32_000, 'it ran out, and not early');
  const after = JSON.parse(run('--json', 'verify', '--data', data).out);
  assert.equal(after.verdict, 'matches');
  assert.equal(after.entries, before + 100_000, 'every row was answered once');
});

test('export gives every record back, without personal data', () => {
  for (const [what, count] of [['claims', 243_696], ['complaints', 88], ['projects', 777]]) {
    const csv = run('export', what, '--data', demoCity, '--format', 'csv').out;
    assert.equal(csv.trim().split('\n').length, count + 1);
    assert.doesNotMatch(csv, /演示居民|identity_number|140402190\d|演示来信人/);
    const lines = run('export', what, '--data', demoCity, '--format', 'ndjson').out.trim().split('\n');
    assert.equal(lines.length, count);
    assert.ok(lines.every((line) => JSON.parse(line).reconstructed === true), 'each is marked as reconstructed');
  }
});

test('export writes a workbook, whole or not at all', (t) => {
  const folder = scratch(t), file = path.join(folder, 'projects.xlsx');
  assert.equal(run('export', 'projects', '--data', demoCity, '--format', 'xlsx', '--out', file).code, 0);
  const octets = fs.readFileSync(file);
  assert.equal(octets.subarray(0, 4).toString('latin1'), 'PK\x03\x04');
  assert.ok(octets.subarray(-64).includes('PK\x05\x06'), 'with its directory at the end');
  const nowhere = run('export', 'projects', '--data', demoCity, '--format', 'xlsx', '--out', path.join(folder, 'no', 'x.xlsx'));
  assert.equal(nowhere.code, 1);
});

test('bench import: every row of every format is accepted in a fresh city', (t) => {
  const folder = scratch(t);
  for (const format of ['csv', 'ndjson', 'xlsx']) {
    const measured = JSON.parse(run('--json', 'bench', 'import', '--rows', '2000', '--format', format, '--in', folder).out);
    assert.deepEqual([measured.accepted, measured.rejected], [2000, 0], format);
  }
});
