// From the application to the bank and back, with people of their own for each step: two reviews by two people, a notice that
// must be over, a bank that fails once and repeats itself, and the three-way reconciliation.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { city, root, run, scratch, serve } from './program.mjs';

const password = 'blue kettle on tuesday';
const dayOf = (offset) => new Date(Date.now() + offset * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

/** Somebody who may give commands: by the command line's token, or signed in after an invitation. */
async function invited(url, data, account, role) {
  const added = run('user', 'add', account, '--server', url, '--data', data, '--role', role, '--programme', 'subsidies');
  assert.equal(added.code, 0, added.err + added.out);
  const code = /#(\S+)/.exec(added.out)[1];
  const answer = await fetch(`${url}/api/v1/invitation`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code, password }) });
  const session = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(session));
  const cookie = answer.headers.getSetCookie()[0].split(';')[0];
  return { Cookie: cookie, 'X-CSRF-Token': session.csrf };
}

let number = 0;
async function give(url, who, type, data) {
  const answer = await fetch(`${url}/api/v1/commands`, {
    method: 'POST', headers: { ...who, 'Content-Type': 'application/json', 'Idempotency-Key': `payment test ${++number}` },
    body: JSON.stringify({ type: `subsidies.${type}`, data }) });
  return { status: answer.status, body: await answer.json() };
}

async function paidUpTo(url, who, second, claim) {
  const day = dayOf(0);
  const steps = [[who, 'accept', { claim, day }], [who, 'first_review', { claim, day }], [second, 'second_review', { claim, day }],
                 [who, 'post_notice', { notice: `N-${claim}`, day: dayOf(-1), until: dayOf(-1), batches: [], claims: [claim] }],
                 [who, 'order_payment', { order: `P-${claim}`, fund: '2025', day, batches: [], claims: [claim] }]];
  for (const [account, type, data] of steps) {
    const { status, body } = await give(url, account, type, data);
    assert.equal(status, 201, `${type}: ${JSON.stringify(body)}`);
  }
}

test('an application is paid once, whatever the bank says twice', async (t) => {
  const data = city(t);
  const { url } = await serve(t, data);
  const local = { Authorization: `Bearer ${fs.readFileSync(path.join(data, 'operator.token'), 'utf8').trim()}` };
  const second = await invited(url, data, 'second-01', 'second_reviewer');
  const folder = scratch(t);
  const claim = 33;

  const early = await give(url, local, 'accept', { claim, day: dayOf(0) });
  assert.equal(early.status, 201, JSON.stringify(early.body));
  await give(url, local, 'first_review', { claim, day: dayOf(0) });
  const same = await give(url, local, 'second_review', { claim, day: dayOf(0) });
  assert.equal(same.body.type, 'subsidies.same_person');
  const reviewed = await give(url, second, 'second_review', { claim, day: dayOf(0) });
  assert.equal(reviewed.status, 201, JSON.stringify(reviewed.body));
  await give(url, local, 'post_notice', { notice: 'N-open', day: dayOf(-1), until: dayOf(0), batches: [], claims: [claim] });
  const tooEarly = await give(url, local, 'order_payment', { order: 'P-0', fund: '2025', day: dayOf(0), batches: [], claims: [claim] });
  assert.equal(tooEarly.body.type, 'subsidies.notice_not_over');

  await paidUpTo(url, local, second, 48);
  const withoutAccount = run('payment', 'file', 'P-48', '--data', data);
  assert.equal(withoutAccount.code, 1);
  assert.match(withoutAccount.err, /还没有登记银行账号：C0000048/);

  // The person behind the claim is known to the vault alone: the desk tells the identity number to who gives a reason.
  const shown = await fetch(`${url}/api/v1/applicants/C0000048`, {
    method: 'POST', headers: { ...local, 'Content-Type': 'application/json' }, body: JSON.stringify({ reason: '登记收款账号' }) });
  const person = await shown.json();
  const payees = path.join(folder, 'payees.csv');
  fs.writeFileSync(payees, `payee,account_name,bank,account\n${person.identity_number},${person.name},演示银行,6200 0000 0000 0000\n`);
  assert.equal(run('payment', 'payees', payees, '--data', data).code, 0);

  const file = path.join(folder, 'payment.csv');
  assert.equal(run('payment', 'file', 'P-48', '--data', data, '--out', file).code, 0);
  const line = fs.readFileSync(file, 'utf8').trim().split('\r\n')[1].split(',');
  assert.deepEqual([line[0], line[3], line[4], line[6]], ['P-48-1-1', '演示银行', '6200000000000000', '1']);
  const amount = line[5];

  const result = (rows) => {
    const name = path.join(folder, `result-${++number}.csv`);
    fs.writeFileSync(name, `instruction,status,amount_yuan,day,bank_reference,reason\n${rows.join('\n')}\n`);
    return name;
  };
  const record = (rows) => run('payment', 'result', result(rows), '--server', url, '--data', data, '--json');
  const failed = [`P-48-1-1,失败,${amount},${dayOf(0)},,户名不符`];
  assert.deepEqual(JSON.parse(record(failed).out), { recorded: 1, repeated: 0, refused: 0 });
  assert.deepEqual(JSON.parse(record(failed).out), { recorded: 0, repeated: 1, refused: 0 });
  // The bank now says that the failed attempt was paid: nobody is paid unseen.
  const contradiction = record([`P-48-1-1,成功,${amount},${dayOf(0)},B1,`]);
  assert.equal(contradiction.code, 1);
  assert.match(contradiction.err + contradiction.out, /重复付款/);
  assert.equal((await give(url, local, 'retry_payment', { order: 'P-48', line: 1, day: dayOf(0) })).status, 201);
  assert.deepEqual(JSON.parse(record([`P-48-1-2,成功,${amount},${dayOf(0)},B2,`]).out), { recorded: 1, repeated: 0, refused: 0 });
  const again = await give(url, local, 'retry_payment', { order: 'P-48', line: 1, day: dayOf(0) });
  assert.equal(again.body.type, 'subsidies.already_paid');

  const good = result([`P-48-1-1,失败,${amount},${dayOf(0)},,`, `P-48-1-2,成功,${amount},${dayOf(0)},B2,`]);
  const agreed = run('payment', 'reconcile', '--bank', good, '--data', data);
  assert.equal(agreed.code, 0, agreed.out + agreed.err);
  assert.match(agreed.out, /三方一致/);
  const twice = result([`P-48-1-1,成功,${amount},${dayOf(0)},B1,`, `P-48-1-2,成功,${amount},${dayOf(0)},B2,`, `P-99-1-1,成功,1.00,${dayOf(0)},B3,`]);
  const different = JSON.parse(run('payment', 'reconcile', '--bank', twice, '--data', data, '--json').out);
  assert.deepEqual(different.differences.map((one) => one.kind), ['paid_twice', 'unknown']);
});

test('a result that cannot be understood records nothing and names the row', (t) => {
  const data = city(t);
  const file = path.join(scratch(t), 'result.csv');
  fs.writeFileSync(file, 'instruction,status,amount_yuan,day,bank_reference,reason\nP-1-1-1,也许,1.00,2025-06-10,B1,\n');
  const told = run('payment', 'result', file, '--data', data);
  assert.equal(told.code, 1);
  assert.match(told.err, /第 2 行/);
});

test('rules: a file is checked, a claim explained, a wrong line named', (t) => {
  const data = city(t);
  assert.equal(run('rules', 'check', 'rules/2026.yaml').code, 0);
  const listed = JSON.parse(run('rules', 'list', '--json').out);
  assert.deepEqual(listed.map((one) => one.version), ['2024/1', '2024/2', '2025/1', '2026/1']);
  const told = run('rules', 'explain', 'C0000033', '--data', data, '--lang', 'en');
  assert.match(told.out, /flat 20,000\.00, at most the price .* → subsidy 20,000\.00 yuan/);
  const bad = path.join(scratch(t), 'bad.yaml');
  fs.writeFileSync(bad, fs.readFileSync(path.join(root, 'rules/2026.yaml'), 'utf8').replace('rate: 12%', 'rate: 120%'));
  const refused = run('rules', 'check', bad);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /第 \d+ 行.*120%/);
});
