import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { startApp } from '../../browser/support/app.ts';
import { keyOf } from '../../support/page-key.ts';
import { deliverTo, shopifyDelivery, testShop } from '../../support/shopify-delivery.ts';
import { prove } from '../prove.ts';

const run = promisify(execFile);
const cli = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url));
const main = fileURLToPath(new URL('../../../out/main/headless.js', import.meta.url));

let dir: string;
let elsewhere: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-canaries-'));
  elsewhere = mkdtempSync(join(tmpdir(), 'orderbell-key-'));
});
afterEach(() => {
  for (const folder of [dir, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

/** Unique secrets, one per setting of the app. */
const canary = (name: string): string => `canary${name}4f1d9c0b7e`;
const secrets = {
  ORDERBELL_SHOPIFY_CLIENT_SECRET: `shpss_${canary('shop')}`,
  ORDERBELL_SHOPIFY_CLIENT_SECRET_OLD: `shpss_${canary('before')}`,
  ORDERBELL_GMAIL_CLIENT_SECRET: canary('gmail'),
  ORDERBELL_GMAIL_REFRESH_TOKEN: canary('refresh'),
  ORDERBELL_GMAIL_SEND_REFRESH_TOKEN: canary('send'),
  ORDERBELL_MANYCHAT_TOKEN: `123:${canary('manychat')}`,
  ORDERBELL_MANYCHAT_CALLBACK_KEY: canary('callback'),
};
const handedOut = { token: canary('access') };
/** Secrets that only check incoming requests, so an app without a public address never sends them. */
const incomingSecrets = ['ORDERBELL_SHOPIFY_CLIENT_SECRET_OLD', 'ORDERBELL_MANYCHAT_CALLBACK_KEY'];
/** Private keys have a fixed format and are never sent: they only sign and decrypt. */
const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ format: 'pem', type: 'pkcs8' })
  .toString();
const keys = [privateKey.split('\n')[9] ?? ''];

/** The plain text, base64 at each of three offsets, and hexadecimal. URLs leave these letters unchanged. */
const looks = [/canary[a-z]+4f1d9c0b7e/i, /Y2FuYXJ5|NhbmFye|jYW5hcn/, /63616e617279/i];

/** The names of all files and outputs that contain a canary. */
function foundIn(folder: string, outputs: Readonly<Record<string, string>>): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = [
    ...files.map((file) => [file.slice(folder.length), readFileSync(file, 'latin1')] as const),
    ...Object.entries(outputs),
  ];
  return texts
    .filter(([, text]) => looks.some((look) => look.test(text)) || keys.some((key) => text.includes(key)))
    .map(([name]) => name);
}

/** The answers of every command without input, of the account checks and of the order list. */
async function answersToPage(ui: string): Promise<string> {
  const { origin } = new URL(ui);
  const entered = await fetch(ui, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const ask = async (name: string, input?: unknown): Promise<string> => {
    const answer = await fetch(`${origin}/api/call`, {
      method: 'POST',
      headers: {
        cookie,
        'x-orderbell-page-key': keyOf(entered),
        origin,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ name, input }),
    });
    return `${name} ${await answer.text()}`;
  };
  const asking = Object.entries(inputSchemas).filter(([, schema]) => schema.safeParse(undefined).success);
  const answers: string[] = [];
  for (const name of ['shopify', 'gmail', 'bigquery', 'manychat']) {
    answers.push(await ask('connections.check', { name }));
  }
  for (const [name] of asking) {
    if (!startsWork.has(name)) answers.push(await ask(name));
  }
  answers.push(await ask('orders.list', { view: 'all', text: '', offset: 0, limit: 50 }));
  expect(answers.filter((answer) => answer.includes('"ok":true')).length).toBeGreaterThan(15);
  return answers.join('\n');
}
/** They start long work. */
const startsWork: ReadonlySet<string> = new Set([
  'diagnostics.run',
  'sample.open',
  'sample.remove',
  'desks.takeOver',
]);

/** The answer to every sign-in but the one for sending e-mail, whose consent was withdrawn. */
const token = { access_token: handedOut.token, expires_in: 3_600, scope: '', token_type: 'Bearer' };
const withdrawn = { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' };
const refused = { error: { code: 403, message: 'refused' } };

/** @returns its status and body */
function answerTo(path: string, body: string): readonly [status: number, answer: object] {
  if (!/token/.test(path)) return [403, refused];
  return body.includes(secrets.ORDERBELL_GMAIL_SEND_REFRESH_TOKEN) ? [400, withdrawn] : [200, token];
}

/**
 * Issues tokens and refuses every request, so that each client logs an error. It is also a proxy that refuses to
 * connect.
 */
async function startServices() {
  /** Each whole request. */
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      asked.push(`${request.url} ${JSON.stringify(request.headers)} ${body}`);
      const [status, answer] = answerTo(request.url ?? '', body);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.on('error', () => {}); // a refused client may close first
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  const url = `http://127.0.0.1:${address.port}`;
  return { asked, url, stop: () => server.closeAllConnections() ?? server.close() };
}

/** A request of the chatbot or of a stranger. @returns the status of the answer */
async function touch(receiver: string, key: string): Promise<number> {
  const answer = await fetch(`${receiver}/manychat/touch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-orderbell-key': key },
    body: JSON.stringify({ id: '7000000000000000202', first_name: 'Olha' }),
  });
  await answer.body?.cancel();
  return answer.status;
}

describe.skipIf(!existsSync(main))('secrets that can be recognised (needs npm run build)', () => {
  it('are absent from ledger, log, output and command line after a run', {
    timeout: 60_000,
  }, async () => {
    const services = await startServices();
    const keyFile = join(elsewhere, 'key.json');
    writeFileSync(keyFile, JSON.stringify({ client_email: 'bell@shop.example', private_key: privateKey }));
    const app = await startApp({
      dataDir: dir,
      env: {
        ...secrets,
        ORDERBELL_SHOPIFY_SHOP: testShop,
        ORDERBELL_SHOPIFY_CLIENT_ID: 'client',
        ORDERBELL_SHOPIFY_API_BASE: services.url,
        ORDERBELL_GMAIL_CLIENT_ID: 'client',
        ORDERBELL_GMAIL_API_BASE: services.url,
        ORDERBELL_GOOGLE_TOKEN_URL: `${services.url}/token`,
        ORDERBELL_MANYCHAT_API_BASE: services.url,
        ORDERBELL_MANAGERS: 'Anna:7000000000000000101',
        // no fake address, because the client would not sign in there with the key
        ORDERBELL_BIGQUERY_PROJECT: 'shop',
        ORDERBELL_BIGQUERY_KEY_FILE: keyFile,
        HTTPS_PROXY: services.url,
        NO_PROXY: '127.0.0.1',
      },
    });
    const genuine = shopifyDelivery({ secret: secrets.ORDERBELL_SHOPIFY_CLIENT_SECRET });
    expect(await deliverTo(app.receiver, genuine)).toBe(200);
    const before = shopifyDelivery({ secret: secrets.ORDERBELL_SHOPIFY_CLIENT_SECRET_OLD });
    expect(await deliverTo(app.receiver, before)).toBe(200);
    expect(await deliverTo(app.receiver, shopifyDelivery({ secret: 'another' }))).toBe(401);
    expect(await touch(app.receiver, secrets.ORDERBELL_MANYCHAT_CALLBACK_KEY)).toBe(200);
    expect(await touch(app.receiver, 'another')).toBe(401);
    const commandLine = existsSync('/proc') ? readFileSync(`/proc/${app.pid}/cmdline`, 'latin1') : '';
    const pageAnswers = await answersToPage(app.ui);
    const listed = await run(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', cli, 'orders', '--data-dir', dir],
      { env: { PATH: process.env.PATH, ...secrets } },
    );
    await app.stop();
    services.stop();
    // each service got its credential and refused something
    for (const way of [/^\/admin\/api\//, /^\/gmail\//, /^\/fb\//, /^CONNECT oauth2\.googleapis\.com:443$/])
      expect(services.asked.filter((request) => way.test(request))).not.toEqual([]);
    const silent = Object.entries({ ...secrets, ...handedOut }).filter(
      ([, secret]) => !services.asked.some((request) => request.includes(secret)),
    );
    expect(silent.map(([name]) => name)).toEqual(incomingSecrets);
    const outputs = {
      'its output': app.said(),
      'its command line': commandLine,
      'the answers to the page': pageAnswers,
      'the output of the command line': `${listed.stdout}${listed.stderr}`,
    };
    const found = foundIn(dir, outputs);
    expect(found).toEqual([]);
    prove(27, 'found', found.length);
  });
});

it('detects a secret in a log, in every encoding', () => {
  const secret = canary('planted');
  const written = {
    'its output': secret,
    'the answers to the page': `{"value":"${secret}"}`,
    'in base64': Buffer.from(`:${secret}`).toString('base64'),
    'in base64 by another byte': Buffer.from(`::${secret}`).toString('base64'),
    'in base64 by a third': Buffer.from(secret).toString('base64url'),
    'in hexadecimal': Buffer.from(secret).toString('hex').toUpperCase(),
    'the key of the service account': JSON.stringify({ key: privateKey }),
  };
  writeFileSync(join(dir, 'orderbell.log'), `token ${secret}\n`);
  expect(foundIn(dir, written)).toEqual(['/orderbell.log', ...Object.keys(written)]);
  expect(foundIn(dir, { 'its output': 'nothing' })).toEqual(['/orderbell.log']);
});
