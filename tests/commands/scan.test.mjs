// A public scanner (Debian's wapiti) against the program over TLS, as a stranger and with a session: bounded, so it
// shows that nothing lies open and not that nothing can be found. ./test --nightly gives it more time (SCAN_SECONDS).
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { city, run, scratch, serve } from './program.mjs';

const seconds = Number(process.env.SCAN_SECONDS ?? 5);
// Those that need a server of the scanner's makers (ssrf, xxe), or the network (wapp), are left out.
const modules = 'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss';

/** wapiti asks for a header that browsers have dropped because it opened holes of its own; OWASP says not to send it. */
const known = (finding) => finding.info === 'X-XSS-Protection is not set';

function makeCertificate(folder) {
  const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => path.join(folder, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'], { stdio: 'ignore' });
  return { key, certificate };
}

/** One request over TLS to the address itself: {status, headers, body}. */
function ask(url, options = {}, body = '') {
  return new Promise((resolve, reject) => {
    const request = https.request(url, { rejectUnauthorized: false, ...options }, (response) => {
      let text = '';
      response.on('data', (piece) => { text += piece; });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function signIn(url, data) {
  const password = 'umbrella kettle northward 81';
  assert.equal(run('user', 'add', 'admin', '--data', data).code, 0);
  execFileSync(process.env.SEETHROUGH ?? 'build/release/seethrough', ['user', 'password', 'admin', '--data', data], { input: `${password}\n` });
  return async () => {
    const answer = await ask(`${url()}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' } },
      JSON.stringify({ account: 'admin', password }));
    assert.equal(answer.status, 200, answer.body);
    return answer.headers['set-cookie'][0].split(';')[0];
  };
}

function scan(folder, words) {
  const report = path.join(folder, 'report.json');
  const child = spawn('wapiti', [...words, '--scope', 'domain', '-d', '2', '--max-links-per-page', '10', '--max-files-per-dir', '8',
    '--max-scan-time', String(4 * seconds), '--max-attack-time', String(seconds), '-m', modules, '-f', 'json', '-o', report,
    '--verify-ssl', '0', '--flush-session', '--store-session', path.join(folder, 'session'), '--no-bugreport'], { stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => resolve(JSON.parse(fs.readFileSync(report, 'utf8'))));
  });
}

function findings(report) {
  return [...Object.entries(report.vulnerabilities), ...Object.entries(report.anomalies)]
    .flatMap(([name, found]) => found.map((one) => ({ name, info: one.info, path: one.path, level: one.level })))
    .filter((one) => !known(one));
}

test('a scanner finds nothing, as a stranger or with an administrator\'s session', { timeout: 40 * 60_000 }, async (t) => {
  const folder = scratch(t), data = city(t);
  const { key, certificate } = makeCertificate(folder);
  let server = null;
  const session = await signIn(() => server.url, data);
  server = await serve(t, data, '--tls-certificate', certificate, '--tls-key', key, '--rate', '0');
  const report = await scan(folder, ['-u', `${server.url}/zh/d/2025-06-15`, '-s', `${server.url}/desk`, '-s', `${server.url}/zh/r?figure=subsidies.claims`]);
  assert.deepEqual(findings(report), []);
  assert.equal(report.infos.target.startsWith(server.url), true);

  const cookie = await session();
  const inside = await scan(folder, ['-u', `${server.url}/api/v1/audit?text=a&account=admin&kind=sign_in`,
    '-s', `${server.url}/api/v1/accounts?text=a&organ=office`, '-s', `${server.url}/api/v1/applicants?text=a`, '-H', `Cookie: ${cookie}`]);
  assert.deepEqual(findings(inside), []);
  const health = await ask(`${server.url}/healthz`);
  assert.equal(health.status, 200);
});
