import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/main/settings/read-config.ts';
import { isProblem } from '../../../src/shared/problem.ts';

const noFile = (): string => {
  throw new Error('no such file');
};
const read = (values: Record<string, string>) => readConfig(values, noFile);

function refusal(values: Record<string, string>): string {
  try {
    read(values);
  } catch (error) {
    if (isProblem(error)) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('accounts from the environment', () => {
  it('connects nothing when nothing is set', () => {
    expect(read({ SHOPIFY_SHOP: '', MANAGERS: ' ' })).toEqual({
      shopify: null,
      gmail: null,
      bigquery: null,
      manychat: null,
      telegram: null,
      managers: [],
      tunnel: { kind: 'none' },
    });
  });

  it('reads a Telegram bot and a manager who has only Telegram', () => {
    const { telegram, managers } = read({ TELEGRAM_TOKEN: '123:a_b-c', MANAGERS: 'Ivan:::-100123' });
    expect(telegram).toEqual({ token: '123:a_b-c', apiBase: 'https://api.telegram.org' });
    expect(managers).toEqual([{ name: 'Ivan', subscriberId: null, telegram: '-100123' }]);
  });

  it('accepts old and new signatures during a secret rotation', () => {
    const { shopify } = read({
      SHOPIFY_SHOP: 'petal.myshopify.com',
      SHOPIFY_CLIENT_ID: 'id',
      SHOPIFY_CLIENT_SECRET: 'new',
      SHOPIFY_CLIENT_SECRET_OLD: 'old',
    });
    expect(shopify?.webhookSecrets).toEqual(['new', 'old']);
    expect(shopify?.auth).toEqual({ kind: 'client-credentials', clientId: 'id', clientSecret: 'new' });
  });

  it('keeps an old custom app’s webhook key beside its token', () => {
    const { shopify } = read({
      SHOPIFY_SHOP: 'petal.myshopify.com',
      SHOPIFY_ACCESS_TOKEN: 'shpat_1',
      SHOPIFY_CLIENT_SECRET: 'key',
    });
    expect(shopify?.auth).toEqual({ kind: 'access-token', accessToken: 'shpat_1' });
    expect(shopify?.webhookSecrets).toEqual(['key']);
  });

  it('accepts a token instead of client id and secret', () => {
    const token = { SHOPIFY_SHOP: 'petal.myshopify.com', SHOPIFY_ACCESS_TOKEN: 'shpat_1' };
    const { shopify } = read({ ...token, SHOPIFY_CLIENT_ID: 'id', SHOPIFY_CLIENT_SECRET: 'new' });
    expect(shopify?.auth).toEqual({ kind: 'access-token', accessToken: 'shpat_1', besideKeys: true });
    // without its secret the id would not do in the place of the token
    expect(read({ ...token, SHOPIFY_CLIENT_ID: 'id' }).shopify?.auth).not.toHaveProperty('besideKeys');
  });

  it.each(['"C:\\Users\\Anna\\key.json"', " 'C:\\Users\\Anna\\key.json' "])(
    'parses the key at %s as a path in quotes',
    (path) => {
      const key = JSON.stringify({ client_email: 'bell@kvitka.example', private_key: 'pem' });
      const files = new Map([['C:\\Users\\Anna\\key.json', key]]);
      const values = { BIGQUERY_PROJECT: 'kvitka', BIGQUERY_KEY_FILE: path };
      expect(readConfig(values, (wanted) => files.get(wanted) ?? '').bigquery?.key).toEqual({
        clientEmail: 'bell@kvitka.example',
        privateKey: 'pem',
      });
    },
  );

  it.each([
    [
      'at which there is none',
      join(import.meta.dirname, 'gone.json'),
      /there is no file at ".*gone\.json"; enter/,
    ],
    ['of a folder', import.meta.dirname, /there is no file at ".*settings"; enter/],
    ['of another file', import.meta.filename, /is not a readable service account key; download/],
  ])('says what is wrong with a path of a key file %s', (_, path, words) => {
    const values = { BIGQUERY_PROJECT: 'kvitka', BIGQUERY_KEY_FILE: path };
    expect(() => readConfig(values, (wanted) => readFileSync(wanted, 'utf8'))).toThrow(words);
  });

  it('reads managers as names and ids that may exceed 2^53', () => {
    expect(read({ MANAGERS: 'Anna:12345678901234567890, Taras: 2' }).managers).toEqual([
      { name: 'Anna', subscriberId: '12345678901234567890' },
      { name: 'Taras', subscriberId: '2' },
    ]);
  });

  it('reads of each manager the id in Messenger, the e-mail, or both', () => {
    const list = 'Anna:123:anna@example.com, Taras::taras@example.com ,Olena:7:';
    expect(read({ MANAGERS: list }).managers).toEqual([
      { name: 'Anna', subscriberId: '123', email: 'anna@example.com' },
      { name: 'Taras', subscriberId: null, email: 'taras@example.com' },
      { name: 'Olena', subscriberId: '7' },
    ]);
  });

  it('refuses two managers with one contact by their names', () => {
    expect(refusal({ MANAGERS: 'Anna:42,Olena:7,Taras:42' })).toBe(
      'ORDERBELL_MANAGERS: "Anna" and "Taras" have the same subscriber ID; give each manager their own subscriber ID, or only an e-mail',
    );
    expect(refusal({ MANAGERS: 'Anna::a@kvitka.example,Taras::t@kvitka.example' })).toBe('accepted');
  });

  it('takes a public address as a tunnel without a further setting', () => {
    expect(read({ PUBLIC_URL: 'https://bell.example/' }).tunnel).toEqual({
      kind: 'url',
      publicUrl: 'https://bell.example',
    });
  });

  it('leaves Pub/Sub off until it is turned on', () => {
    const bigquery = (values: Record<string, string>) =>
      read({ BIGQUERY_PROJECT: 'p', BIGQUERY_API_BASE: 'http://127.0.0.1:1', ...values }).bigquery;
    expect(bigquery({})).not.toHaveProperty('pubsub');
    expect(bigquery({ PUBSUB: 'off', PUBSUB_ENDPOINT: '127.0.0.1:8085' })).not.toHaveProperty('pubsub');
    expect(bigquery({ PUBSUB: 'on' })).toMatchObject({ pubsub: { endpoint: null } });
    expect(bigquery({ PUBSUB: 'on', PUBSUB_ENDPOINT: '127.0.0.1:8085' })).toMatchObject({
      pubsub: { endpoint: '127.0.0.1:8085' },
    });
  });

  it.each([
    [{ SHOPIFY_SHOP: 'https://petal.example' }, 'ORDERBELL_SHOPIFY_SHOP'],
    [{ SHOPIFY_SHOP: 'petal.myshopify.com' }, 'ORDERBELL_SHOPIFY_CLIENT_ID'],
    [{ SHOPIFY_ACCESS_TOKEN: 'shpat_1' }, 'ORDERBELL_SHOPIFY_SHOP'],
    [{ GMAIL_POLL_SECONDS: 'often' }, 'ORDERBELL_GMAIL_POLL_SECONDS'],
    [{ GMAIL_REFRESH_TOKEN: 'x' }, 'ORDERBELL_GMAIL_CLIENT_ID'],
    [
      { BIGQUERY_PROJECT: 'p', BIGQUERY_MODE: 'fast', BIGQUERY_API_BASE: 'http://127.0.0.1:1' },
      'ORDERBELL_BIGQUERY_MODE',
    ],
    [
      { BIGQUERY_PROJECT: 'p', BIGQUERY_API_BASE: 'http://127.0.0.1:1', PUBSUB: 'perhaps' },
      'ORDERBELL_PUBSUB',
    ],
    [
      {
        BIGQUERY_PROJECT: 'p',
        BIGQUERY_API_BASE: 'http://127.0.0.1:1',
        PUBSUB_ENDPOINT: '127.0.0.1.evil.example:1',
      },
      'ORDERBELL_PUBSUB_ENDPOINT',
    ],
    [{ BIGQUERY_PROJECT: 'p' }, 'ORDERBELL_BIGQUERY_KEY_FILE'],
    [{ BIGQUERY_PROJECT: 'p', BIGQUERY_KEY_FILE: 'gone.json' }, 'ORDERBELL_BIGQUERY_KEY_FILE'],
    [{ MANAGERS: 'Anna' }, 'ORDERBELL_MANAGERS'],
    [{ MANAGERS: 'Anna:1,Anna:2' }, 'ORDERBELL_MANAGERS'],
    [{ MANAGERS: 'Anna:::@anna' }, 'ORDERBELL_MANAGERS'],
    [{ TELEGRAM_TOKEN: 'a bot' }, 'ORDERBELL_TELEGRAM_TOKEN'],
    [{ MANAGERS: 'Anna::' }, 'ORDERBELL_MANAGERS'],
    [{ MANAGERS: ':1:anna@example.com' }, 'ORDERBELL_MANAGERS'],
    [{ MANAGERS: 'Anna:1:anna@example.com:2:3' }, 'ORDERBELL_MANAGERS'],
    [{ MANAGERS: 'Anna::anna@example.com\r\nBcc' }, 'ORDERBELL_MANAGERS'],
    [{ GMAIL_SEND_REFRESH_TOKEN: 'x' }, 'ORDERBELL_GMAIL_REFRESH_TOKEN'],
    [{ TUNNEL: 'carrier-pigeon' }, 'ORDERBELL_TUNNEL'],
    [{ TUNNEL: 'ngrok' }, 'ORDERBELL_NGROK_AUTHTOKEN'],
    [{ MANYCHAT_TOKEN: 't', MANYCHAT_API_BASE: 'https://evil.example' }, 'ORDERBELL_MANYCHAT_API_BASE'],
    [
      { MANYCHAT_TOKEN: 't', MANYCHAT_API_BASE: 'http://127.0.0.1.evil.example' },
      'ORDERBELL_MANYCHAT_API_BASE',
    ],
  ])('refuses %j in one line that names %s', (values, name) => {
    const message = refusal(values);
    expect(message).toMatch(new RegExp(`^${name}: `));
    expect(message).not.toContain('\n');
  });
});
