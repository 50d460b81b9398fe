// Every figure that was published in June 2025 is in the three bulletins, to the last digit.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { demoCity, root, run } from './program.mjs';

const published = JSON.parse(fs.readFileSync(path.join(root, 'data/changzhi-2025-06.json'), 'utf8'));
const bulletin = (...words) => {
  const { code, out, err } = run('bulletin', ...words, '--data', demoCity, '--format', 'json');
  assert.equal(code, 0, err);
  return JSON.parse(out);
};
const textOf = (...words) => run('--lang', 'zh', 'bulletin', ...words, '--data', demoCity).out;
const value = (from, id, dimensions = {}) => {
  const found = from.figures.filter(
    (f) => f.id === id && JSON.stringify(f.dimensions) === JSON.stringify(dimensions));
  assert.equal(found.length, 1, `${id} ${JSON.stringify(dimensions)} stands ${found.length} times`);
  assert.ok(Number.isInteger(found[0].value));
  return found[0];
};
const placeCode = { 潞州区: 140403, 上党区: 140404, 屯留区: 140405, 潞城区: 140406, 襄垣县: 140423, 平顺县: 140425,
  黎城县: 140426, 壶关县: 140427, 长子县: 140428, 武乡县: 140429, 沁县: 140430, 沁源县: 140431, 高新区: 140471 };

test('subsidies: counts and consumption of every class, to the fen', () => {
  const facts = published.subsidies;
  const b = bulletin('subsidies', '--cut-off', facts.cut_off);
  const text = textOf('subsidies', '--cut-off', facts.cut_off);
  assert.equal(b.cut_off, facts.cut_off);
  assert.equal(b.reconstructed, true);
  let count = 0, fen = 0;
  for (const cls of facts.classes) {
    assert.equal(value(b, 'subsidies.claims', { class: cls.id }).value, cls.count);
    assert.equal(value(b, 'subsidies.consumption', { class: cls.id }).value, cls.consumption.yuan * 100);
    assert.ok(text.includes(cls.consumption.printed), cls.consumption.printed);
    for (const part of cls.of_which ?? []) assert.equal(value(b, 'subsidies.claims', { class: part.id }).value, part.count);
    count += cls.count;
    fen += cls.consumption.yuan * 100;
  }
  assert.equal(count, 243696);
  assert.equal(value(b, 'subsidies.claims').value, count);
  assert.equal(value(b, 'subsidies.consumption').value, fen);
  const subsidy = value(b, 'subsidies.subsidy').value;
  assert.equal(Math.floor(subsidy / 1e8), facts.cumulative.subsidy_redeemed.yuan / 1e6, 'prints as 3.45亿元');
  for (const key of ['subsidy_redeemed', 'consumption_driven', 'participants', 'merchants'])
    assert.ok(text.includes(facts.cumulative[key].printed), facts.cumulative[key].printed);
  assert.ok(value(b, 'subsidies.merchants').value > facts.cumulative.merchants.at_least);
  const units = Object.values(placeCode).map((code) => value(b, 'subsidies.claims', { place: String(code) }).value);
  assert.ok(units.every((n) => n > 0), 'all 13 units have claims');
  assert.equal(units.reduce((a, n) => a + n, 0), count);
});

test('subsidies: what the example merchants state of themselves', () => {
  const b = bulletin('subsidies', '--cut-off', '2025-06-10');
  const [mall] = published.subsidies.merchant_examples;
  const stated = (name) => b.figures.find((f) => f.id === `merchant.${name}`);
  for (const name of ['brands', 'brands_home', 'brands_appliance', 'promotions']) {
    assert.equal(stated(name).value, mall[name]);
    assert.equal(stated(name).bound, 'exactly');
  }
  assert.deepEqual([stated('sales').value, stated('sales').bound], [mall.sales_yuan_over * 100, 'over']);
  assert.deepEqual([stated('orders').value, stated('orders').bound], [mall.orders_over, 'over']);
  assert.equal(stated('subsidy_level_1').value, 2000);
  assert.equal(stated('subsidy_level_2').value, 1500);
  assert.equal(stated('lowest_price_share').value, 6000);
  assert.ok(textOf('subsidies').includes(published.subsidies.stacking_zh));
});

test('complaints: batch 18 and all batches up to it, by place and by type', () => {
  const { batch, cumulative, stationed, channels, disclosure } = published.complaints;
  const b = bulletin('complaints', '--batch', String(batch.number));
  const n = String(batch.number);
  assert.equal(b.cut_off, batch.handed_over_on);
  assert.equal(value(b, 'complaints.batch.cases', { batch: n }).value, batch.cases);
  assert.equal(value(b, 'complaints.batch.key_cases', { batch: n }).value, batch.key_cases);
  for (const [place, cases] of Object.entries(batch.by_place))
    assert.equal(value(b, 'complaints.batch.cases', { batch: n, place: String(placeCode[place]) }).value, cases);
  for (const [type, cases] of Object.entries(batch.by_type))
    assert.equal(value(b, 'complaints.batch.cases', { batch: n, type }).value, cases);
  assert.equal(value(b, 'complaints.cases').value, cumulative.cases);
  assert.equal(value(b, 'complaints.key_cases').value, cumulative.key_cases);
  assert.equal(value(b, 'complaints.batches').value, batch.number);
  for (const [place, cases] of Object.entries(cumulative.by_place))
    assert.equal(value(b, 'complaints.cases', { place: String(placeCode[place]) }).value, cases);
  for (const [type, cases] of Object.entries(cumulative.by_type))
    assert.equal(value(b, 'complaints.cases', { type }).value, cases);
  const split = b.figures.find((f) => f.id === 'complaints.split_cases' && f.dimensions.from);
  assert.equal(split.dimensions.from, cumulative.split_from_other_city.from);
  assert.equal(split.dimensions.place, String(placeCode[cumulative.split_from_other_city.counted_at]));
  assert.equal(value(b, 'complaints.split_cases').value, cumulative.split_from_other_city.count);
  assert.equal(value(b, 'complaints.disclosed_batches').value, disclosure.handling_results_published_batch);
  assert.equal(b.figures.find((f) => f.id === 'complaints.phone_lines').value, channels.phone.lines);
  assert.equal(b.figures.find((f) => f.id === 'complaints.post_boxes').value, 1);
  const text = textOf('complaints', '--batch', n);
  const day = (iso) => iso.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日');
  for (const words of [day(stationed.from), day(stationed.to), channels.phone.hours, '当日'])
    assert.ok(text.includes(words), words);
});

test('projects and chains: the register, the named projects, what the chains state', () => {
  const facts = published.projects;
  const b = bulletin('projects');
  const text = textOf('projects'), english = run('--lang', 'en', 'bulletin', 'projects', '--data', demoCity).out;
  assert.equal(value(b, 'projects.count').value, facts.key_projects);
  assert.equal(value(b, 'projects.at_least_1bn').value, facts.at_least_1bn_yuan);
  for (const words of [facts.master_plan.name, '每周调度', '每季度观摩', '每日更新']) assert.ok(text.includes(words), words);
  const stated = (id, number) => b.figures.some((f) => f.id === id && f.value === number);
  assert.ok(stated('project.annual_output', 2_000_000_000 * 100));
  assert.ok(stated('project.solid_waste_a_year', 3_000_000));
  assert.ok(stated('project.annual_profit', 720_000_000 * 100));
  assert.ok(stated('project.annual_output', 500_000_000 * 100));
  assert.ok(stated('project.materials_a_year', 5_000));
  assert.ok(stated('project.steel_structure_installed', 6_000));
  assert.ok(stated('project.vials_a_day', 2_000_000));
  assert.ok(stated('project.codonopsis_a_year', 5_000));
  assert.ok(stated('project.products', 20));
  for (const one of facts.named_projects) {
    const row = english.split('\n').find((line) => line.trimStart().toLowerCase().startsWith(one.name_en.split(/[,;]/)[0].slice(0, 12).toLowerCase()) ||
      line.includes('aerospace'));
    assert.ok(row, one.name_en);
    if (one.place) assert.ok(text.includes(one.place), one.place);
  }
  assert.equal(value(b, 'chains.count').value, published.chains.length);
  const chain = (id, name) => b.figures.find((f) => f.id === `chain.${name}` && f.dimensions.chain === id);
  const led = published.chains[0].facts, pv = published.chains[1].facts, xinchuang = published.chains[2].facts;
  assert.equal(chain('led', 'leaders').value, 2);
  assert.equal(chain('biomedicine', 'leaders').value, 2);
  assert.deepEqual([chain('led', 'packaging_and_display_rank_nationally').value, chain('led', 'packaging_and_display_rank_nationally').bound],
    [led.packaging_and_display_rank_nationally_within, 'within']);
  assert.equal(chain('led', 'supporting_firms').value, led.supporting_firms_over);
  assert.equal(chain('led', 'annual_output').value, led.annual_output_yuan_over * 100);
  assert.equal(chain('pv', 'module_capacity_added').value, pv.module_capacity_added_gw);
  assert.equal(chain('pv', 'one_firm_capacity_rank_nationally').value, pv.one_firm_capacity_rank_nationally_within);
  assert.equal(chain('pv', 'another_firm_capacity_rank_nationally').value, pv.another_firm_within);
  assert.equal(chain('pv', 'share_of_province').value, Math.round(pv.share_of_province * 10000));
  assert.equal(chain('xinchuang', 'local_adapting_firms').value, xinchuang.local_adapting_firms_over);
  assert.equal(chain('xinchuang', 'computers_a_year').value, xinchuang.computers_a_year);
  for (const one of published.chains)
    for (const word of [one.zh, ...(one.links ?? []), ...(one.facts.technologies ?? [])]) assert.ok(text.includes(word), word);
});
