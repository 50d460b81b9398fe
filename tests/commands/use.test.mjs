// How the command line behaves: help, exit codes, languages, bad words, broken folders.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { city, demoCity, run, scratch } from './program.mjs';

const commands = ['demo', 'init', 'serve', 'front', 'bulletin', 'import', 'export', 'submit', 'verify', 'log', 'bench', 'doctor',
  'backup', 'restore', 'keys', 'vault', 'backtest', 'forecast', 'campaign', 'batch'];

test('every command has its help in both languages', () => {
  for (const command of commands) {
    const en = run('--lang', 'en', command, '--help'), zh = run('--lang', 'zh', command, '--help');
    assert.equal(en.code, 0);
    assert.equal(zh.code, 0);
    assert.match(zh.out, /\p{Script=Han}/u, command);
  }
});

test('wrong use is exit 2 with one sentence', () => {
  for (const words of [['fly'], [], ['bulletin'], ['bulletin', 'weather'], ['export', 'claims', '--format', 'pdf'],
    ['--lang', 'fr', 'doctor'], ['bulletin', 'subsidies', '--cut-off', '2025-02-30', '--data', demoCity]]) {
    const { code, err } = run(...words);
    assert.equal(code, 2, words.join(' '));
    assert.equal(err.trim().split('\n').length, 1, err);
  }
});

test('a missing folder, a file in its place, keys that others may read', (t) => {
  const folder = scratch(t), file = path.join(folder, 'file');
  fs.writeFileSync(file, '');
  for (const data of [path.join(folder, 'none'), file]) {
    const { code, err } = run('--lang', 'en', 'bulletin', 'projects', '--data', data);
    assert.equal(code, 1);
    assert.ok(err.includes(data), err);
  }
  const open = city(t);
  fs.chmodSync(path.join(open, 'keys/log.key'), 0o644);
  const { code, err } = run('--lang', 'en', 'doctor', '--data', open);
  assert.equal(code, 1);
  assert.match(err + run('--lang', 'en', 'doctor', '--data', open).out, /chmod/);
});

test('a bulletin that has nothing to report or is not there is refused', () => {
  const early = run('--lang', 'en', 'bulletin', 'subsidies', '--cut-off', '2024-12-31', '--data', demoCity);
  assert.equal(early.code, 1);
  assert.match(early.err, /2024-12-31/);
  const late = run('--lang', 'zh', 'bulletin', 'complaints', '--batch', '19', '--data', demoCity);
  assert.equal(late.code, 1);
  assert.match(late.err, /19/);
  assert.equal(run('bulletin', 'projects', '--known-at', '999999999', '--data', demoCity).code, 1);
});

test('demo does not overwrite a folder that holds something', (t) => {
  const folder = scratch(t);
  fs.writeFileSync(path.join(folder, 'mine.txt'), 'keep me');
  const { code, err } = run('--lang', 'en', 'demo', '--data', folder);
  assert.equal(code, 1);
  assert.match(err, /not an empty folder/);
  assert.equal(fs.readFileSync(path.join(folder, 'mine.txt'), 'utf8'), 'keep me');
});

test('standard output on a full disk is an error, not silence', () => {
  const full = run('export', 'complaints', '--data', demoCity, '--out', '/dev/full');
  assert.equal(full.code, 1);
  assert.equal(full.err.trim().split('\n').length, 1);
});

test('doctor is content with the demonstration city', () => {
  const { code, out } = run('--json', 'doctor', '--data', demoCity);
  assert.equal(code, 0, out);
  assert.equal(JSON.parse(out).good, true);
});

test('bench claims measures three ways and prints two ratios', () => {
  const { code, out } = run('--json', 'bench', 'claims', '--claims', '5000', '--transactions', '100', '--rounds', '1');
  assert.equal(code, 0);
  const figures = JSON.parse(out);
  for (const key of ['claims_per_second', 'ratio_to_plain_append', 'ratio_to_transaction_per_claim']) assert.ok(figures[key] > 0, key);
});

test('a new city starts empty, takes commands, and refuses what its state does not allow', (t) => {
  const data = path.join(scratch(t), 'city'), file = path.join(scratch(t), 'commands.ndjson');
  assert.equal(run('init', '--data', data, '--log', 'example.gov.cn/test').code, 0);
  assert.equal(run('init', '--data', data, '--log', 'example.gov.cn/test').code, 1, 'not twice');
  fs.writeFileSync(file, JSON.stringify({ key: 'fund', type: 'subsidies.open_fund',
    data: { fund: '2025', year: 2025, classes: ['home'], cap: 100000, basis: 'test' } }) + '\n');
  assert.equal(run('submit', file, '--data', data).code, 0);
  assert.equal(run('submit', file, '--data', data).code, 0, 'the same request, the same answer');
  fs.writeFileSync(file, JSON.stringify({ key: 'again', type: 'subsidies.open_fund',
    data: { fund: '2025', year: 2025, classes: ['ebike'], cap: 100000, basis: 'test' } }) + '\n');
  const refused = run('--lang', 'en', 'submit', file, '--data', data);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /2025/);
  assert.equal(JSON.parse(run('--json', 'verify', '--data', data).out).entries, 2, 'refusals are on record too');
});
