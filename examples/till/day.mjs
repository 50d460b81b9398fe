// One day at a till (收银台的一天): asks, draws, redeems, is refused, voids, sells again offline, takes goods back.
//   TILL_URL=… TILL_KEY=… TILL_MERCHANT=… TILL_PLACE=… TILL_ROUND=… node examples/till/day.mjs
import { Refused, Till } from './client.mjs';

const need = (name) => process.env[name] ?? (console.error(`${name} is not set`), process.exit(2));
const place = need('TILL_PLACE'), merchant = need('TILL_MERCHANT'), round = need('TILL_ROUND');
const till = new Till({ url: need('TILL_URL'), key: need('TILL_KEY'), language: 'en' });
const day = process.env.TILL_DAY ?? new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10); // in China

// Plainly made up: the number of GB 11643's own example, a serial number that no maker has.
const buyer = { identity_number: '11010519491231002X', name: '测试居民', phone: '10000000001' };
const sale = (item, invoice) => ({
  kind: 'phone', merchant, place, day, price_yuan: '2999.00', ...buyer, item, invoice,
  channel: 'offline', till: 'T-07', list_price_fen: 319900, steps: [{ giver: 'maker', amount_fen: 20000 }],
});
const yuan = (fen) => (fen / 100).toFixed(2);

const who = { identity: buyer.identity_number, kind: 'phone', channel: 'offline', place: Number(place) };
const may = await till.qualification({ ...who, price_fen: 299900 });
console.log(`eligible ${may.eligible}, subsidy ${yuan(may.subsidy_fen)}, used ${may.used} of ${may.limit}`);

const drawn = await till.draw('T-07/1', { ...who, round });
console.log(`drawn ${drawn.entitlement}`);

const sold = await till.redeem('T-07/2', { ...sale('TILL-TEST-1', '25140000000000000001'), entitlement: drawn.entitlement });
for (const step of sold.receipt_steps) console.log(`  ${step.en}: -${yuan(step.amount_fen)} = ${yuan(step.after_fen)}`);
console.log(`redeemed ${sold.claim}, to pay ${yuan(sold.payable_fen)}`);

try {
  await till.redeem('T-07/3', sale('TILL-TEST-1', '25140000000000000002'));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.log(`refused ${error.type}: ${error.message}`);
}

console.log(`void ${(await till.void('T-07/4', sold.claim, '误操作')).state}`);
const again = await till.void('T-07/4', sold.claim, '误操作');
console.log(`void once more: ${again.state}, repeated ${again.repeated}`);

// The line was down: two things happened, and one of them is sent twice.
const offline = { key: 'T-07/5', op: 'redeem', ...sale('TILL-TEST-1', '25140000000000000003') };
const [first, second] = await till.sync([offline, offline]);
console.log(`synced ${first.claim}, once more: ${second.claim}, repeated ${second.repeated}`);
const back = await till.returnGoods('T-07/6', first.claim, '七天无理由退货', true);
console.log(`returned ${back.claim}, ${back.state}`);
