// What other rules would have cost, and until when the fund lasts, on the demonstration city.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { demoCity, root, run, scratch } from './program.mjs';

const rules = path.join(root, 'rules/2025.yaml');
const backtest = (...words) => {
  const { code, out, err } = run('--json', 'backtest', '--data', demoCity, ...words);
  assert.equal(code, 0, err + out);
  return JSON.parse(out);
};
/** The year's rules after a change, in a file of their own. */
function changed(t, ...changes) {
  let text = fs.readFileSync(rules, 'utf8');
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), from);
    text = text.replaceAll(from, to);
  }
  const file = path.join(scratch(t), 'rules.yaml');
  fs.writeFileSync(file, text);
  return file;
}

test('every recorded decision of the demonstration city follows from its own edition, and its own rules change nothing', () => {
  const report = backtest('--rules', rules);
  assert.deepEqual(report.replay, { claims: 243696, mismatches: 0, first: [] });
  assert.equal(report.claims, 243696);
  assert.equal(report.refused, 0);
  assert.deepEqual([report.total.before_fen, report.total.after_fen], [34559982310, 34559982310]);
  assert.deepEqual([report.total.gainers, report.total.losers, report.persons_gaining, report.persons_losing], [0, 0, 0, 0]);
  assert.deepEqual(report.most_changed, []);
  assert.equal(report.funds[0].ran_out, null);
  assert.ok(report.claims_per_second > 0);
});

test('a higher rate costs more, and its parts add up to the whole', (t) => {
  const report = backtest('--rules', changed(t, ['rate: 15%', 'rate: 17%']));
  assert.ok(report.total.gained_fen > 0);
  assert.equal(report.total.lost_fen, 0);
  for (const parts of [report.classes, report.places]) {
    for (const key of ['claims', 'before_fen', 'after_fen', 'gainers', 'gained_fen', 'losers', 'lost_fen'])
      assert.equal(parts.reduce((sum, part) => sum + part[key], 0), report.total[key], key);
  }
  assert.equal(report.most_changed.length, 10);
  assert.equal(report.verdicts.reduce((sum, one) => sum + one.claims, 0), 243696);
});

test('with another cap the fund runs out, and who comes after gets nothing', () => {
  const report = backtest('--rules', rules, '--cap', '2025=300000000');
  const [fund] = report.funds;
  assert.equal(fund.cap_fen, 30000000000);
  assert.ok(fund.granted_fen <= fund.cap_fen);
  assert.match(fund.ran_out, /^2025-0[56]-/);
  assert.equal(fund.unpaid, report.refused);
  assert.equal(report.total.lost_fen, fund.short_by_fen);
  assert.equal(report.most_changed[0].outcome, 'fund_exhausted');
});

test('rules of another year leave the claims untouched and say so', (t) => {
  const file = changed(t, ['year: 2025\n', 'year: 2026\n'], ['version: 2025/1', 'version: 2026/1'], ['2025-01-01..2025-12-31', '2026-01-01..2026-12-31'],
    ['..2025-12-31', '..2026-12-31'], ['days: 2025-', 'days: 2026-']);
  const report = backtest('--rules', file);
  assert.deepEqual(report.untouched, { claims: 243696, recorded_fen: 34559982310, years: [2025] });
  assert.equal(report.total.claims, 0);
  assert.match(run('--lang', 'en', 'backtest', '--rules', file, '--data', demoCity).out, /nothing for 2025: 243,696 claims/);
});

test('a reader gets tables in both languages', (t) => {
  const file = changed(t, ['rate: 15%', 'rate: 17%']);
  const en = run('--lang', 'en', 'backtest', '--rules', file, '--data', demoCity);
  for (const words of ['By class', 'By place', 'The claims that change most', 'persons gain', 'claims decided a second'])
    assert.ok(en.out.includes(words), words);
  const zh = run('--lang', 'zh', 'backtest', '--rules', file, '--data', demoCity);
  for (const words of ['按类别', '按地区', '变化最大的申领', '受益', '潞州区']) assert.ok(zh.out.includes(words), words);
});

test('what cannot be read is named, with its line', (t) => {
  const folder = scratch(t), bad = changed(t, ['rate: 15%', 'rate: 15x']);
  for (const [words, expected, code] of [
    [['--rules', path.join(folder, 'none.yaml')], /none\.yaml cannot be read/, 1],
    [['--rules', folder], /cannot be read/, 1],
    [['--rules', bad], /line \d+: rate is "15x"/, 1],
    [['--rules', rules, '--rules', rules], /give only one of them/, 1],
    [['--rules', rules, '--cap', '2025'], /expected FUND=YUAN/, 2],
    [['--rules', rules, '--cap', 'none=1'], /the funds are: 2025/, 2],
    [[], /--rules is required/, 2],
  ]) {
    const got = run('--lang', 'en', 'backtest', '--data', demoCity, ...words);
    assert.equal(got.code, code, got.err);
    assert.match(got.err, expected);
    assert.equal(got.err.trim().split('\n').length, 1, got.err);
  }
  const nowhere = run('--lang', 'en', 'backtest', '--rules', rules, '--data', path.join(folder, 'none'));
  assert.equal(nowhere.code, 1);
  assert.ok(nowhere.err.includes(path.join(folder, 'none')));
  assert.equal(run('forecast', '--data', path.join(folder, 'none')).code, 1);
});

test('the forecast of the demonstration city: days, not weeks', () => {
  const { code, out } = run('--json', 'forecast', '--data', demoCity);
  assert.equal(code, 0);
  const { as_of: asOf, funds: [fund] } = JSON.parse(out);
  assert.equal(asOf, '2025-06-10');
  assert.equal(fund.left_fen, 36000000000 - 34559982310);
  assert.equal(fund.alarm, 'act');
  assert.ok(fund.fast.days <= fund.middle.days && fund.middle.days <= fund.slow.days);
  assert.equal(fund.middle.days, Math.ceil((fund.left_fen * 7) / fund.middle.a_week_fen));
  const { from, granted_fen: granted, even_fen: even, cap_fen: cap } = fund.burn_down;
  assert.equal(from, '2025-01-01');
  assert.deepEqual([granted.length, even.length, cap.length], [161, 161, 161]);
  assert.equal(granted.at(-1), 34559982310);
  assert.equal(even.at(-1), Math.floor((36000000000 * 161) / 365));
  const earlier = JSON.parse(run('--json', 'forecast', '--as-of', '2025-03-01', '--data', demoCity).out);
  assert.ok(earlier.funds[0].left_fen > fund.left_fen);
  assert.equal(run('--lang', 'en', 'forecast', '--as-of', '2025-02-30', '--data', demoCity).code, 2);
});
