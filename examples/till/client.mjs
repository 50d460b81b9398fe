// A till's client (收银终端接口示例). Every request carries the till's own serial number: whatever happens on the way, the
// same number sent again gets the answer that it got, so nothing is done twice and nothing is lost.
//
//   const till = new Till({ url: 'https://mingdu.example.gov.cn', key: 'stk_…', name: 'T-07' });
//   const { claim, receipt_steps } = await till.redeem('T-07/000123', { kind: 'refrigerator', … });
//
// Node 20 or later, no packages.

/** The city said no: `type` names the rejection, `message` is its sentence, `answer` all of it. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer.detail ?? answer.title ?? `HTTP ${status}`);
    Object.assign(this, { status, type: answer.type, answer });
  }
}

/** The city could not be reached: keep the sale with its number and send it later, see sync(). */
export class Offline extends Error {}

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const passing = new Set([429, 502, 503, 504]); // try again with the same number

export class Till {
  constructor({ url, key, language = 'zh', attempts = 4, wait_ms = 500 }) {
    Object.assign(this, { url, key, language, attempts, wait_ms });
  }

  /** May this person redeem this kind here, for how much, and if not, why? Reserves nothing. */
  qualification(question) { return this.#post('qualification', question); }
  /** Draws an entitlement in a round: {entitlement, expires}, or {entry} where lots are drawn. */
  draw(number, who) { return this.#post('draw', who, number); }
  /** Redeems: {claim, subsidy_fen, payable_fen, state, receipt_steps}. Locks the serial number of what was sold. */
  redeem(number, sale) { return this.#post('redeem', sale, number); }
  /** Takes a sale back on its own day. */
  void(number, claim, reason) { return this.#post('void', { claim, reason }, number); }
  /** The goods came back; `refunded`: whether the buyer has the price back. */
  returnGoods(number, claim, reason, refunded) { return this.#post('return', { claim, reason, refunded }, number); }

  /** Sends what was kept while offline, 200 at a time: items {key, op, …}. A result for each, in their order. */
  async sync(items) {
    const results = [];
    for (let i = 0; i < items.length; i += 200)
      results.push(...(await this.#post('sync', { items: items.slice(i, i + 200) })).results);
    return results;
  }

  async #post(operation, body, number) {
    const headers = { Authorization: `Bearer ${this.key}`, 'Content-Type': 'application/json', 'Accept-Language': this.language };
    if (number) headers['Idempotency-Key'] = number;
    let why;
    for (let attempt = 0; attempt < this.attempts; ++attempt) {
      if (attempt > 0) await later(this.wait_ms * 2 ** (attempt - 1));
      let response;
      try {
        response = await fetch(`${this.url}/api/v1/till/${operation}`,
          { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(operation === 'sync' ? 60_000 : 10_000) });
        const answer = await response.json();
        if (response.ok) return answer;
        why = new Refused(response.status, answer);
      } catch (error) {
        why = new Offline(error.message, { cause: error }); // perhaps it arrived: only the same number can tell
        continue;
      }
      if (!passing.has(response.status)) throw why;
    }
    throw why;
  }
}
