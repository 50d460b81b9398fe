// The drill: back up while serving, lose the machine, restore elsewhere; and what must be refused on the way.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { city, claimsFile, program, run, scratch, serve } from './program.mjs';

const json = (...words) => {
  const result = run('--json', '--lang', 'en', ...words);
  assert.equal(result.code, 0, `${words.join(' ')}: ${result.out}${result.err}`);
  return JSON.parse(result.out);
};
const refused = (words, ...patterns) => {
  const en = run('--lang', 'en', ...words), zh = run('--lang', 'zh', ...words);
  assert.equal(en.code, 1, words.join(' ') + en.out);
  assert.equal(zh.code, 1);
  assert.equal(en.err.trim().split('\n').length, 1, en.err);
  assert.match(zh.err, /\p{Script=Han}/u);
  for (const pattern of patterns) assert.match(en.err, pattern);
};
const passphrase = (folder) => {
  const file = path.join(folder, 'passphrase');
  fs.writeFileSync(file, 'haitang-4827-mudan\n');
  return file;
};
const ended = (child) => new Promise((resolve) => child.once('exit', resolve));

const shop = '911404000000003340';

/** A small city with people's documents, and a place for what is made of it. */
function inhabited(t, claims = 30) {
  const folder = scratch(t), data = path.join(folder, 'city'), commands = path.join(folder, 'commands.ndjson');
  json('init', '--data', data, '--log', 'example.gov.cn/test');
  fs.writeFileSync(commands, [
    { key: 'fund', type: 'subsidies.open_fund', data: { fund: '2025', year: 2025, classes: ['appliance_digital.appliance'], cap: 100_000_000_000, basis: 'test' } },
    { key: 'shop', type: 'subsidies.admit_merchant', data: { merchant: shop, name: '测试商店', place: 140403, day: '2025-01-01' } },
  ].map((one) => JSON.stringify(one) + '\n').join(''));
  assert.equal(run('submit', commands, '--data', data).code, 0);
  json('import', 'claims', claimsFile(folder, shop, claims, 0, 'before.csv'), '--data', data);
  return { data, folder, backup: path.join(folder, 'backup'), restored: path.join(folder, 'restored') };
}

test('the drill: backup while serving, kill -9, restore elsewhere, and everything is as it was then', async (t) => {
  const { data, folder, backup, restored } = inhabited(t);
  const { child, url } = await serve(t, data);
  const busy = spawn(program, ['import', 'claims', claimsFile(folder, shop, 3000, 1000, 'during.csv'), '--data', data, '--server', url],
    { stdio: 'ignore' });
  const busyEnded = ended(busy);
  await sleep(200);
  const made = json('backup', '--data', data, '--to', backup);
  assert.equal(made.keys, false);
  await busyEnded;
  json('import', 'claims', claimsFile(folder, shop, 50, 9000, 'after.csv'), '--data', data, '--server', url);
  child.kill('SIGKILL');
  await ended(child);
  assert.ok(json('verify', '--data', data).entries > made.journal_size, 'the city went on after the backup');

  const secret = passphrase(folder), keys = path.join(folder, 'city.keys');
  json('keys', 'export', '--data', data, '--to', keys, '--passphrase-file', secret);
  for (const key of ['log.key', 'vault.key']) {
    const hex = fs.readFileSync(path.join(data, 'keys', key), 'utf8').trim();
    assert.ok(!fs.readFileSync(keys, 'utf8').includes(hex));
  }
  refused(['restore', '--from', backup, '--data', restored], /--keys/);
  assert.ok(!fs.existsSync(restored));
  const back = json('restore', '--from', backup, '--data', restored, '--keys', keys, '--passphrase-file', secret);
  assert.equal(back.journal_size, made.journal_size);

  const verified = json('verify', '--data', restored);
  assert.equal(verified.verdict, 'matches');
  assert.equal(verified.entries, made.journal_size);
  const known = String(made.journal_size);
  assert.deepEqual(json('bulletin', 'subsidies', '--cut-off', '2025-07-01', '--known-at', known, '--data', restored).figures,
    json('bulletin', 'subsidies', '--cut-off', '2025-07-01', '--known-at', known, '--data', data).figures);
  const documents = json('vault', 'check', '--data', restored);
  assert.equal(documents.good, true);
  assert.ok(documents.documents >= 30);
  // The restored city takes commands, and knows those that it had.
  const again = json('import', 'claims', path.join(folder, 'before.csv'), '--data', restored);
  assert.deepEqual([again.accepted, again.repeated], [0, 30]);
  json('import', 'claims', claimsFile(folder, shop, 5, 20000, 'later.csv'), '--data', restored);
  assert.equal(json('verify', '--data', restored).verdict, 'matches');
});

test('evidence that was uploaded is sealed on the disk, comes back with a restored city, and its damage is named', async (t) => {
  const { data, backup, restored } = inhabited(t, 1);
  const { child, url } = await serve(t, data);
  const token = fs.readFileSync(path.join(data, 'operator.token'), 'utf8').trim();
  const letter = '%PDF-1.7\n' + 'the river bank after the clearing '.repeat(1000);
  const upload = () => fetch(`${url}/api/v1/evidence`, {
    method: 'POST', body: letter, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/pdf' } });
  const answer = await upload(), told = await answer.json();
  assert.equal(answer.status, 201, JSON.stringify(told));
  assert.equal((await (await upload()).json()).digest, told.digest);
  const name = path.join('evidence', 'original', told.digest.slice(0, 2), told.digest.slice(2));
  assert.ok(!fs.readFileSync(path.join(data, name)).includes('river bank'));
  json('backup', '--data', data, '--to', backup, '--with-keys');
  child.kill('SIGTERM');
  await ended(child);
  json('restore', '--from', backup, '--data', restored);
  const whole = json('vault', 'check', '--data', restored);
  assert.deepEqual([whole.good, whole.evidence_originals, whole.evidence_published], [true, 1, 0]);
  const doctor = json('doctor', '--data', restored);
  assert.match(doctor.checks.find((one) => one.check === 'evidence').what, /^1 originals/);
  const again = await serve(t, restored);
  const local = { Authorization: `Bearer ${fs.readFileSync(path.join(restored, 'operator.token'), 'utf8').trim()}` };
  const file = await fetch(`${again.url}/api/v1/evidence/${told.digest}`, { headers: local });
  assert.equal(await file.text(), letter);
  fs.truncateSync(path.join(restored, name), 500);
  refused(['vault', 'check', '--data', restored], new RegExp(told.digest.slice(2)));
  assert.equal((await fetch(`${again.url}/api/v1/evidence/${told.digest}`, { headers: local })).status, 503);
});

test('a backup with a byte changed in any of its files is refused, and leaves no folder', (t) => {
  const { data, backup, restored } = inhabited(t, 5);
  json('backup', '--data', data, '--to', backup, '--with-keys');
  const files = fs.readdirSync(backup, { recursive: true }).filter((name) => fs.statSync(path.join(backup, name)).isFile());
  for (const name of ['journal.db', 'vault.db', 'manifest.json', 'keys/log.key', 'keys/vault.key']) assert.ok(files.includes(name), name);
  for (const name of files) {
    const file = path.join(backup, name), whole = fs.readFileSync(file);
    for (const at of [10, Math.floor(whole.length / 2), whole.length - 5]) {
      const changed = Buffer.from(whole);
      changed[at] ^= 1;
      fs.writeFileSync(file, changed);
      refused(['restore', '--from', backup, '--data', restored]);
      assert.ok(!fs.existsSync(restored) && !fs.existsSync(`${restored}.part`), name);
    }
    fs.writeFileSync(file, whole.subarray(0, whole.length - 1));
    refused(['restore', '--from', backup, '--data', restored]);
    fs.rmSync(file);
    refused(['restore', '--from', backup, '--data', restored]);
    fs.writeFileSync(file, whole, { mode: 0o600 });
    fs.chmodSync(file, 0o600);
  }
  const manifest = path.join(backup, 'manifest.json'), text = fs.readFileSync(manifest, 'utf8');
  fs.writeFileSync(manifest, text.replace(/"format":[12]/, '"format":3'));
  refused(['restore', '--from', backup, '--data', restored], /newer release/);
  fs.writeFileSync(manifest, text);
  fs.mkdirSync(restored);
  fs.writeFileSync(path.join(restored, 'mine.txt'), 'keep me');
  refused(['restore', '--from', backup, '--data', restored], /not empty/);
  refused(['backup', '--data', data, '--to', restored], /not empty/);
  fs.rmSync(path.join(restored, 'mine.txt'));
  json('restore', '--from', backup, '--data', restored);  // an empty folder is taken
  assert.equal(json('verify', '--data', restored).verdict, 'matches');
});

test('a backup that is killed or interrupted leaves nothing that looks complete', async (t) => {
  const data = city(t), folder = scratch(t);  // the demonstration city: its backup takes seconds
  const backup = path.join(folder, 'backup'), restored = path.join(folder, 'restored');
  let caught = 0;
  for (const [signal, wait] of [['SIGKILL', 30], ['SIGKILL', 120], ['SIGINT', 60], ['SIGKILL', 400], ['SIGINT', 250]]) {
    const child = spawn(program, ['backup', '--data', data, '--to', backup, '--with-keys'], { stdio: 'ignore' });
    const gone = ended(child);
    await sleep(wait);
    child.kill(signal);
    const code = await gone;
    if (code === 0) {  // it was quicker
      fs.rmSync(backup, { recursive: true });
      continue;
    }
    if (fs.existsSync(backup)) {  // cut off after it had its name: then it is whole
      json('restore', '--from', backup, '--data', restored);
      for (const made of [backup, restored]) fs.rmSync(made, { recursive: true });
      continue;
    }
    ++caught;
    if (signal === 'SIGINT') assert.ok(!fs.existsSync(`${backup}.part`));
    if (fs.existsSync(`${backup}.part`)) refused(['restore', '--from', `${backup}.part`, '--data', restored], /not finished/);
  }
  assert.ok(caught > 0);
  json('backup', '--data', data, '--to', backup, '--with-keys');  // and what was left behind is in nobody's way
  assert.ok(!fs.existsSync(`${backup}.part`));
});

test('keys go out under a passphrase and come back; nothing is overwritten', (t) => {
  const { data, folder } = inhabited(t, 1), keys = path.join(folder, 'city.keys'), secret = passphrase(folder);
  const weak = path.join(folder, 'weak');
  fs.writeFileSync(weak, 'password1234\n');
  refused(['keys', 'export', '--data', data, '--to', keys, '--passphrase-file', weak], /easy to guess/);
  refused(['keys', 'export', '--data', data, '--to', keys, '--passphrase-file', path.join(folder, 'none')], /none/);
  assert.equal(json('keys', 'export', '--data', data, '--to', keys, '--passphrase-file', secret).keys, 2);
  assert.equal(fs.statSync(keys).mode & 0o77, 0);
  refused(['keys', 'export', '--data', data, '--to', keys, '--passphrase-file', secret], /already/);
  const before = fs.readFileSync(path.join(data, 'keys/vault.key'), 'utf8');
  fs.rmSync(path.join(data, 'keys'), { recursive: true });
  refused(['keys', 'import', '--data', data, '--from', keys, '--passphrase-file', weak], /passphrase is wrong/);
  json('keys', 'import', '--data', data, '--from', keys, '--passphrase-file', secret);
  assert.equal(fs.readFileSync(path.join(data, 'keys/vault.key'), 'utf8'), before);
  assert.equal(json('doctor', '--data', data).good, true);
  fs.writeFileSync(path.join(data, 'keys/vault.key'), '7'.repeat(64) + '\n', { mode: 0o600 });
  refused(['keys', 'import', '--data', data, '--from', keys, '--passphrase-file', secret], /another key/);
});

test('vault rotate: new keys, the same people; a server must be stopped first', async (t) => {
  const { data, folder, backup, restored } = inhabited(t, 20);
  const { child } = await serve(t, data);
  refused(['vault', 'rotate', '--data', data], new RegExp(`${child.pid}`));
  child.kill('SIGTERM');
  await ended(child);
  const before = json('vault', 'check', '--data', data);
  assert.deepEqual(before.by_generation, { 0: before.documents });
  const rotated = json('vault', 'rotate', '--data', data);
  assert.deepEqual(rotated, { generation: 1, resealed: before.documents, finished: true });
  assert.deepEqual(json('vault', 'check', '--data', data).by_generation, { 1: before.documents });
  const again = json('import', 'claims', path.join(folder, 'before.csv'), '--data', data);
  assert.deepEqual([again.accepted, again.repeated], [0, 20], 'pseudonyms are the same');
  json('backup', '--data', data, '--to', backup, '--with-keys');
  json('restore', '--from', backup, '--data', restored);
  assert.equal(json('vault', 'check', '--data', restored).good, true);
  fs.rmSync(path.join(restored, 'keys/vault-seal-1.key'));
  refused(['vault', 'check', '--data', restored], /vault-seal-1\.key/, /put that file back/);
});
