// The server under abuse: slow clients, clients that never read, floods, and what two readers could understand
// differently. Meanwhile a well-behaved client from another address asks /healthz, and every answer must be a 200.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, scratch, serve } from './program.mjs';

const seconds = 12; // of each slow attack: longer than the ten a header may take

async function emptyCity(t, ...words) {
  const data = path.join(scratch(t), 'city');
  assert.equal(run('init', '--data', data, '--log', 'example.gov.cn/abuse').code, 0);
  const server = await serve(t, data, '--rate', '40', ...words);  // a burst of 1,000
  return { ...server, token: fs.readFileSync(path.join(data, 'operator.token'), 'utf8').trim() };
}

/** GET from an address of its own, on a connection of its own: the status, or the error's code. */
function get(url, from, options = {}) {
  return new Promise((resolve) => {
    const ask = (url.startsWith('https:') ? https : http).get(url, { localAddress: from, agent: false, ...options }, (answer) => {
      let body = '';
      answer.on('data', (piece) => { body += piece; });
      answer.on('end', () => resolve({ status: answer.statusCode, body }));
    });
    ask.setTimeout(30_000, () => ask.destroy());
    ask.on('error', (error) => resolve({ status: error.code }));
  });
}

/** Asks every 100 ms until `attacks` have ended. All answers must be 200; returns how many there were. */
async function behaveWellDuring(url, attacks, options) {
  let over = false;
  const all = Promise.all(attacks).finally(() => { over = true; });
  const answers = [];
  while (!over) {
    answers.push((await get(`${url}/healthz`, '127.0.0.9', options)).status);
    await sleep(100);
  }
  await all;
  assert.deepEqual(answers, answers.map(() => 200));
  return answers.length;
}

/** A connection from an address that does not answer for its errors: a server may cut it off. */
function connect(url, from) {
  const { hostname, port } = new URL(url);
  const socket = net.connect({ host: hostname, port: Number(port), localAddress: from });
  socket.on('error', () => {});
  return socket;
}

/** So many connections that say `start`, then `drip` every second, and are closed after a while if they still are open. */
async function slowly(url, from, count, start, drip, reads = true) {
  const sockets = Array.from({ length: count }, () => connect(url, from));
  for (const socket of sockets) {
    if (reads) socket.resume();
    else socket.pause();
    socket.write(start);
  }
  for (let i = 0; i < seconds; ++i) {
    await sleep(1000);
    if (drip) for (const socket of sockets) if (socket.writable) socket.write(drip);
  }
  for (const socket of sockets) socket.destroy();
}

/** Debian's slowhttptest to its end; what it says. */
function slowhttptest(...words) {
  return new Promise((resolve, reject) => {
    const child = spawn('slowhttptest', [...words, '-l', String(seconds), '-r', '200', '-p', '3']);
    let said = '';
    child.stdout.on('data', (piece) => { said += piece; });
    child.stderr.on('data', (piece) => { said += piece; });
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}

/** Sends the octets and reads to the end, at most half a minute. */
function exchange(url, from, octets) {
  return new Promise((resolve) => {
    const socket = connect(url, from);
    let reply = '';
    socket.setTimeout(30_000, () => { reply = 'the connection was left open'; socket.destroy(); });
    socket.on('data', (piece) => { reply += piece.toString('latin1'); });
    socket.on('close', () => resolve(reply));
    socket.write(octets);
  });
}

/** The connections that the server has open, from its metrics. */
async function openConnections(url, token) {
  const body = await (await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${token}` } })).text();
  return Number(/^seethrough_http_connections_open (\d+)$/m.exec(body)[1]);
}

const get1 = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n';
const post = 'POST /healthz HTTP/1.1\r\nHost: localhost\r\n';
const hidden = 'GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** Octets, and what the only answer to them must begin with. */
const malformed = [
  [post + 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' + hidden, 400],
  [post + 'Content-Length: 0\r\nContent-Length: 44\r\n\r\n' + hidden, 400],
  [post + 'Content-Length: 0, 44\r\n\r\n' + hidden, 400],
  [post + 'Content-Length:\x0b44\r\n\r\n' + hidden, 400],
  [post + 'Content-Length: 0x2c\r\n\r\n' + hidden, 400],
  [post + 'Content-Length: 18446744073709551660\r\n\r\n' + hidden, 400],
  [post + 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n' + hidden, 501],
  [post + 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n' + hidden, 501],
  [post + 'Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n' + hidden, 400],
  [post + 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n' + hidden, 400],
  [post + ' Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n' + hidden, 400],
  [post + 'X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\nContent-Length: 1\r\n\r\n' + hidden, 400],
  [post + 'X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' + hidden, 400],
  [post + 'Transfer-Encoding: chunked\r\n\r\n0;\n' + hidden, 400],
  [post + 'Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n' + hidden, 400],
  [post + 'Transfer-Encoding: chunked\r\n\r\n1 \n a\r\n0\r\n\r\n' + hidden, 400],
  [post + 'Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffe\r\n', 400],
  [post + 'Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n', 413],
  [post + 'Content-Length: 99999999\r\n\r\n', 413],
  [post + 'Expect: the-unexpected\r\nContent-Length: 1\r\n\r\n', 417],
  [get1 + 'X: ' + 'x'.repeat(70_000) + '\r\n\r\n', 431],
  [get1 + 'X: y\r\n'.repeat(10_000) + '\r\n', 431],
  ['GET /' + 'a'.repeat(70_000) + ' HTTP/1.1\r\nHost: localhost\r\n\r\n', 431],
  ['GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['GET / HTTP/1.1\r\n\r\n', 400],
  ['GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n', 400],
  ['GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', 421],
  ['GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n', 421],
  ['CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
  ['\0'.repeat(1000), 400],
  ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', 400],
];

/** Octets without sense, the same at each run. */
function nonsense(seed, size) {
  const out = Buffer.alloc(size);
  for (let i = 0, x = seed; i < size; ++i) {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    out[i] = x >>> 16;
  }
  return out;
}

async function sendMalformed(url) {
  for (let round = 0; round < 3; ++round) {
    for (const [octets, status] of malformed) {
      const reply = await exchange(url, '127.0.0.4', Buffer.from(octets, 'latin1'));
      const about = JSON.stringify(octets.slice(0, 160));
      assert.ok(reply.startsWith(`HTTP/1.1 ${status} `), `${about}: ${reply.slice(0, 200)}`);
      assert.equal(reply.split('\r\nDate: ').length, 2, `one answer only: ${about}`);
    }
  }
  for (let seed = 1; seed <= 100; ++seed) {
    const reply = await exchange(url, '127.0.0.4', Buffer.concat([nonsense(seed, 64 + seed * 7), Buffer.from('\r\n\r\n')]));
    assert.doesNotMatch(reply, /^HTTP\/1\.1 [235]/);
  }
}

/** More requests at once than an address has: the first are answered, then a 429 ends the connection. */
async function flood(url) {
  const statuses = (await exchange(url, '127.0.0.5', hidden.replace('/metrics', '/healthz').repeat(5000))).match(/HTTP\/1\.1 \d{3}/g);
  assert.ok(statuses.filter((line) => line.endsWith('200')).length >= 1000);
  assert.equal(statuses.at(-1), 'HTTP/1.1 429');
  assert.equal(statuses.filter((line) => line.endsWith('429')).length, 1);
}

test('slow, greedy and malformed clients do not keep a well-behaved one from its answers', async (t) => {
  const { child, url, token } = await emptyCity(t);
  const slow = ['-u', `${url}/static/verify.js`, '-c'];
  let asked = await behaveWellDuring(url, [
    slowhttptest('-H', ...slow, '400', '-i', '2').then((said) => assert.match(said, /slow HTTP test status/)),
    slowly(url, '127.0.0.2', 200, get1, 'X-More: y\r\n'),
  ]);
  asked += await behaveWellDuring(url, [
    slowhttptest('-B', ...slow, '240', '-i', '2', '-s', '8192', '-t', 'POST').then((said) => assert.match(said, /slow HTTP test status/)),
    slowly(url, '127.0.0.2', 200, `${post}Content-Length: 100000\r\n\r\n`, 'x'),
    slowly(url, '127.0.0.3', 200, `${post}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n'),
  ]);
  asked += await behaveWellDuring(url, [
    slowhttptest('-X', ...slow, '240', '-w', '10', '-y', '20', '-n', '5', '-z', '32', '-k', '3').then((said) => assert.match(said, /slow HTTP test status/)),
    slowly(url, '127.0.0.2', 200, '', null),
    slowly(url, '127.0.0.3', 20, 'GET /static/verify.js HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(200), null, false),
    sendMalformed(url),
    flood(url),
  ]);
  t.diagnostic(`${asked} answers of 200`);
  assert.ok(asked > 3);
  let open = await openConnections(url, token);
  for (let i = 0; i < 300 && open > 1; ++i) {
    await sleep(100);
    open = await openConnections(url, token);
  }
  assert.equal(open, 1, 'nothing stays open but the connection that asks');
  assert.equal(child.exitCode, null);
});

test('clients that never finish a TLS handshake do not keep others from theirs', async (t) => {
  const folder = scratch(t), certificate = path.join(folder, 'certificate.pem'), key = path.join(folder, 'key.pem');
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key,
    '-out', certificate, '-days', '90', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']);
  assert.equal(made.status, 0);
  const { child, url } = await emptyCity(t, '--tls-certificate', certificate, '--tls-key', key);
  assert.match(url, /^https:/);
  const trust = { ca: fs.readFileSync(certificate) };
  const noise = async () => {
    const beginnings = Array.from({ length: 100 }, (_, seed) => Buffer.concat([Buffer.from([22, 3, 1]), nonsense(seed, 500)]));
    for (const reply of await Promise.all(beginnings.map((octets) => exchange(url, '127.0.0.4', octets)))) assert.doesNotMatch(reply, /HTTP|left open/);
    assert.match(await exchange(url, '127.0.0.4', `${get1}\r\n`), /^HTTP\/1\.1 400 /);
  };
  const asked = await behaveWellDuring(url, [
    slowly(url, '127.0.0.2', 250, '', null),
    slowly(url, '127.0.0.3', 250, Buffer.from([22, 3, 1, 2, 0, 1, 0]), Buffer.from([0])),
    noise(),
  ], trust);
  t.diagnostic(`${asked} answers of 200`);
  assert.ok(asked > 1);
  assert.equal(child.exitCode, null);
});
