// The example of examples/till against the real program, as a vendor would try it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Offline, Refused, Till } from '../../examples/till/client.mjs';
import { root, run, scratch, serve } from './program.mjs';

const merchant = '911404030000050981', place = 140403, identity = '11010519491231002X';
const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const year = Number(today.slice(0, 4));
/** The last year with rules: after it, sales are still redeemed under its rules, and draws are refused. */
const ruled = Math.max(...fs.readdirSync(path.join(root, 'rules')).map((name) => Number(/^(\d{4})/.exec(name)?.[1] ?? 0)));
const day = year > ruled ? `${ruled}-12-01` : today;

/** A city with a fund, a merchant and a round that is open now, and a till's key. */
async function shop(t) {
  const data = path.join(scratch(t), 'city');
  assert.equal(run('init', '--data', data, '--log', 'example.gov.cn/till').code, 0);
  const { url } = await serve(t, data);
  const token = fs.readFileSync(path.join(data, 'operator.token'), 'utf8').trim();
  let asked = 0;
  const post = async (address, body) => {
    const response = await fetch(url + address, { method: 'POST', body: JSON.stringify(body),
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Accept-Language': 'en', 'Idempotency-Key': `set up ${++asked}` } });
    const answer = await response.json();
    assert.equal(response.status, 201, JSON.stringify(answer));
    return answer;
  };
  const give = (type, given) => post('/api/v1/commands', { type, data: given });
  const fund = `${year}`;
  for (const one of new Set([year, ruled]))
    await give('subsidies.open_fund', { fund: `${one}`, year: one, classes: ['appliance_digital'], cap: 10_000_000, basis: 'test' });
  await give('subsidies.admit_merchant', { merchant, name: '测试商店', place, day: '2024-01-01', reconstructed: false });
  await give('subsidies.open_round', { round: 'now', fund, cls: 'appliance_digital', place, count: 10, each: 50_000, method: 'first_come',
    opens: new Date(Date.now() - 60_000).toISOString(), closes: new Date(Date.now() + 3600_000).toISOString() });
  await give('access.register_organ', { organ: 'office', name_zh: '商务局', name_en: 'Office', place: 140400 });
  await give('access.open_account', { account: 'till-07', kind: 'machine', organ: 'office' });
  for (const role of ['clerk', 'first_reviewer']) await give('access.grant_role', { account: 'till-07', role, programme: 'subsidies', place });
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const { secret } = await post('/api/v1/accounts/till-07/keys', { scopes: ['claims', 'returns'], until });
  return { url, key: secret, data };
}

const sale = (item, invoice, more = {}) => ({ kind: 'phone', merchant, place: `${place}`, day, price_yuan: 2999.5, name: '测试居民',
  identity_number: identity, item, invoice, channel: 'offline', till: 'T-07', ...more });
const question = { identity, kind: 'phone', channel: 'offline', place, day, price_fen: 299_950 };
const refusedAs = (type) => (error) => error instanceof Refused && error.type === type && error.message.length > 0;

test('the day of the example goes as its lines say', { skip: year > ruled && `there are no rules of ${year}` }, async (t) => {
  const { url, key } = await shop(t);
  const done = spawnSync(process.execPath, [path.join(root, 'examples/till/day.mjs')], { encoding: 'utf8', env: { ...process.env,
    TILL_URL: url, TILL_KEY: key, TILL_MERCHANT: merchant, TILL_PLACE: `${place}`, TILL_ROUND: 'now', TILL_DAY: day } });
  assert.equal(done.status, 0, done.stderr);
  const lines = done.stdout.trim().split('\n');
  assert.equal(lines.shift(), 'eligible true, subsidy 449.85, used 0 of 1');
  assert.equal(lines.shift(), 'drawn E0000001');
  assert.match(lines.shift(), /-200\.00 = 2999\.00$/);
  assert.match(lines.shift(), /-449\.85 = 2549\.15$/);
  assert.equal(lines.shift(), 'redeemed C0000001, to pay 2549.15');
  assert.match(lines.shift(), /^refused subsidies\.item_already_subsidised: .*C0000001/);
  assert.equal(lines.shift(), 'void voided');
  assert.equal(lines.shift(), 'void once more: voided, repeated true');
  assert.equal(lines.shift(), 'synced C0000002, once more: C0000002, repeated true');
  assert.equal(lines.shift(), 'returned C0000002, returned');
  assert.deepEqual(lines, []);
});

test('a serial number is locked until its sale is void, and every number gets its one answer', async (t) => {
  const { url, key, data } = await shop(t);
  const till = new Till({ url, key, language: 'en', wait_ms: 10 });
  assert.equal((await till.qualification(question)).eligible, true);
  const sold = await till.redeem('1', sale('SN-1', '25140000000000000001'));
  assert.deepEqual([sold.claim, sold.subsidy_fen, sold.state], ['C0000001', 44_992, 'redeemed']);
  assert.equal((await till.qualification(question)).why.type, 'subsidies.limit_used_up');
  await assert.rejects(till.redeem('2', sale('SN-1', '25140000000000000002')), refusedAs('subsidies.item_already_subsidised'));
  await assert.rejects(till.redeem('3', sale('SN-2', '25140000000000000003')), refusedAs('subsidies.limit_used_up'));
  await assert.rejects(till.redeem('1', sale('SN-3', '25140000000000000003')), (error) => error.status === 409);

  const results = await till.sync([
    { key: '4', op: 'void', claim: sold.claim, reason: '误操作', day },
    { key: '5', op: 'redeem', ...sale('SN-1', '25140000000000000004') },
    { key: '6', op: 'return', of: '5', reason: '退货', refunded: true, day },
    { key: '1', op: 'redeem', ...sale('SN-1', '25140000000000000001') },
    { key: '2', op: 'redeem', ...sale('SN-1', '25140000000000000002') },
  ]);
  assert.deepEqual(results.map((one) => [one.status, one.claim ?? one.type, one.repeated]), [
    [201, 'C0000001', false], [201, 'C0000002', false], [201, 'C0000002', false], [201, 'C0000001', true],
    [422, 'subsidies.item_already_subsidised', true]]);
  assert.equal(JSON.parse(run('--json', 'verify', '--data', data).out).verdict, 'matches');
});

test('when nobody answers, the client says that it is offline; a wrong key is refused', async (t) => {
  const { url } = await shop(t);
  await assert.rejects(new Till({ url, key: 'stk_000000000000_x' }).qualification(question), refusedAs('credential.not_good'));
  const nobody = new Till({ url: 'http://127.0.0.1:9', key: 'stk_000000000000_x', attempts: 2, wait_ms: 10 });
  await assert.rejects(nobody.redeem('1', sale('SN-1', '25140000000000000001')), (error) => error instanceof Offline);
});
