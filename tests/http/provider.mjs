// A real OpenID provider (certified: npm oidc-provider) on a free loopback port, over TLS, for the test of signing in.
//   node provider.mjs CERTIFICATE KEY REDIRECT_URI
// Says its issuer on one line of output. It knows one made-up person, "resident", with any password, and three clients.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const need = createRequire(new URL('../../web/package.json', import.meta.url));
const { default: Provider } = await import(pathToFileURL(need.resolve('oidc-provider')).href);

const [certificate, key, redirect] = process.argv.slice(2);
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const client = (more) => ({ redirect_uris: [redirect], response_types: ['code'], grant_types: ['authorization_code'], ...more });

const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) });
server.listen(0, '127.0.0.1', () => {
  const issuer = `https://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      client({ client_id: 'city', client_secret: 'a secret: with/odd+signs' }),
      client({ client_id: 'city-ec', client_secret: 'another secret', id_token_signed_response_alg: 'ES256' }),
      client({ client_id: 'city-public', token_endpoint_auth_method: 'none' }),
    ],
    jwks: { keys: [{ ...rsa, use: 'sig', kid: 'r1' }, { ...ec, use: 'sig', alg: 'ES256', kid: 'e1' }] },
    cookies: { keys: ['of this test'] },
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, id) => id === 'resident' && {
      accountId: id,
      claims: () => ({ sub: id, name: '示例居民', email: 'resident@city.example', email_verified: true }),
    },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});

const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 1000); // a test that was killed leaves nothing behind
