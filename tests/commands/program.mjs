// The program as a newcomer has it: run as a child process over data folders of its own.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const program = process.env.SEETHROUGH ?? path.join(root, 'build/release/seethrough');
const demo = process.env.DEMO_DATA ?? path.join(root, 'var/demo');

/** Runs the program to its end: {code, out, err}. */
export function run(...words) {
  const done = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 30, cwd: root });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** A folder that goes when the test ends. */
export function scratch(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'seethrough-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The demonstration city, copied, so that a test may change it. */
export function city(t) {
  const folder = path.join(scratch(t), 'city');
  fs.cpSync(demo, folder, { recursive: true });
  return folder;
}

export const demoCity = demo;

/** Starts `serve` with these further words and waits for its address. */
export async function serve(t, data, ...words) {
  const child = spawn(program, ['serve', '--data', data, '--listen', '127.0.0.1:0', ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (piece) => {
      text += piece;
      const found = /serving (https?:\S+)/.exec(text);
      if (found) resolve(found[1]);
    });
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${text}`)));
  });
  return { child, url };
}

const header = 'reference,kind,merchant,place,day,price_yuan,name,identity_number,phone,item,invoice,efficiency';

function identityNumber(index) {
  const first = `140402191${Math.floor(index / 12000) % 10}${String((index % 12) + 1).padStart(2, '0')}${String((Math.floor(index / 12) % 28) + 1).padStart(2, '0')}${String(Math.floor(index / 336) % 1000).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first[i]), 0);
  return first + '10X98765432'[sum % 11];
}

/** One good line of a claims file: nobody buys twice, nothing is sold twice. */
export function claimLine(index, changes = {}) {
  const row = {
    reference: `T${index}`,
    kind: 'rice_cooker',
    merchant: '', // filled by the caller
    place: '140403',
    day: '2025-07-01',
    price_yuan: `${900 + (index % 700)}.00`,
    name: `测试居民${index}`,
    identity_number: identityNumber(index),
    phone: `100${String(index).padStart(8, '0')}`,
    item: `TEST-${index}`,
    invoice: `25149${String(index).padStart(15, '0')}`,
    efficiency: '1',
    ...changes,
  };
  return header.split(',').map((name) => row[name]).join(',');
}

export function claimsFile(folder, merchant, count, from = 0, name = 'claims.csv') {
  const lines = [header];
  for (let i = 0; i < count; ++i) lines.push(claimLine(from + i, { merchant }));
  const file = path.join(folder, name);
  fs.writeFileSync(file, lines.join('\n') + '\n');
  return file;
}

/** The credit code of a merchant of the demonstration city that sells appliances. */
export function merchant(data) {
  const found = run('--json', 'bulletin', 'subsidies', '--cut-off', '2025-06-10', '--data', data);
  const figure = JSON.parse(found.out).figures.find((f) => f.id === 'merchant.subsidy_level_1');
  return figure.dimensions.merchant;
}
