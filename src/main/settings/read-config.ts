import { z } from 'zod';
import { subscriberIdSchema } from '../../shared/ids.ts';
import { hasCode, Problem } from '../../shared/problem.ts';
import type {
  BigQueryConfig,
  Config,
  GmailConfig,
  ManagerConfig,
  ManychatConfig,
  ShopifyConfig,
  TelegramConfig,
  TunnelConfig,
} from './config.ts';
import { isLoopback } from './loopback.ts';

/** Values by the environment's names without `ORDERBELL_`; an empty one counts as absent. */
export type ConfigValues = { readonly [name: string]: string | undefined };

/** Reads a file as text; throws when it cannot be read. */
export type ReadText = (path: string) => string;

/**
 * The accounts that the values describe. A service without any value is not connected.
 * @throws Problem `bad-input` in one line that names the value, the cause and the fix
 */
export function readConfig(values: ConfigValues, readText: ReadText): Config {
  const take = (name: string): string | undefined => values[name]?.trim() || undefined;
  return {
    shopify: readShopify(take),
    gmail: readGmail(take),
    bigquery: readBigQuery(take, readText),
    manychat: readManychat(take),
    telegram: readTelegram(take),
    managers: readManagers(take('MANAGERS')),
    tunnel: readTunnel(take),
  };
}

type Take = (name: string) => string | undefined;

function bad(name: string, cause: string, fix: string): Problem {
  return new Problem('bad-input', `ORDERBELL_${name}: ${cause}; ${fix}`, { field: name, fix });
}

function need(take: Take, name: string, because: string): string {
  const value = take(name);
  if (value === undefined) throw bad(name, `missing although ${because} is set`, 'set it as well');
  return value;
}

/** A test server's address: loopback only, so that no setting can send a token elsewhere. */
function loopback(take: Take, name: string): string | undefined {
  const value = take(name);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol !== 'http:' || !isLoopback(url))
    throw bad(name, `"${value}" is not a loopback address`, 'use http://127.0.0.1:PORT or leave it out');
  return value.replace(/\/+$/, '');
}

function readShopify(take: Take): ShopifyConfig | null {
  const shop = take('SHOPIFY_SHOP')?.toLowerCase();
  const accessToken = take('SHOPIFY_ACCESS_TOKEN');
  const clientId = take('SHOPIFY_CLIENT_ID');
  const clientSecret = take('SHOPIFY_CLIENT_SECRET');
  if (shop === undefined) {
    const set = ['SHOPIFY_ACCESS_TOKEN', 'SHOPIFY_CLIENT_ID', 'SHOPIFY_CLIENT_SECRET'].find((name) =>
      take(name),
    );
    if (set)
      throw bad('SHOPIFY_SHOP', `missing although ORDERBELL_${set} is set`, 'set it to NAME.myshopify.com');
    return null;
  }
  if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shop)) {
    throw bad('SHOPIFY_SHOP', `"${shop}" is not a shop domain`, 'use NAME.myshopify.com, without https://');
  }
  const old = take('SHOPIFY_CLIENT_SECRET_OLD');
  const webhookSecrets = [clientSecret, old].filter((secret) => secret !== undefined);
  const base = loopback(take, 'SHOPIFY_API_BASE');
  const rest = { shop, webhookSecrets, ...(base !== undefined && { apiBase: base }) };
  if (accessToken !== undefined) {
    const besideKeys = clientId !== undefined && clientSecret !== undefined;
    return { ...rest, auth: { kind: 'access-token', accessToken, ...(besideKeys && { besideKeys }) } };
  }
  if (clientId === undefined || clientSecret === undefined) {
    const missing = clientId === undefined ? 'SHOPIFY_CLIENT_ID' : 'SHOPIFY_CLIENT_SECRET';
    throw bad(
      missing,
      'missing although ORDERBELL_SHOPIFY_SHOP is set',
      'set it, or set ORDERBELL_SHOPIFY_ACCESS_TOKEN of an old custom app',
    );
  }
  return { ...rest, auth: { kind: 'client-credentials', clientId, clientSecret } };
}

function readGmail(take: Take): GmailConfig | null {
  const refreshToken = take('GMAIL_REFRESH_TOKEN');
  const seconds = take('GMAIL_POLL_SECONDS') ?? '30';
  if (!/^\d{1,4}$/.test(seconds) || Number(seconds) < 1) {
    throw bad('GMAIL_POLL_SECONDS', `"${seconds}" is not a number of seconds from 1 to 9999`, 'use 30');
  }
  const sendRefreshToken = take('GMAIL_SEND_REFRESH_TOKEN');
  if (refreshToken === undefined) {
    // needed because a sent e-mail is looked up in the mailbox
    if (sendRefreshToken) need(take, 'GMAIL_REFRESH_TOKEN', 'ORDERBELL_GMAIL_SEND_REFRESH_TOKEN');
    return null; // the id and secret alone wait for a sign-in
  }
  const apiBase = loopback(take, 'GMAIL_API_BASE');
  const tokenUrl = loopback(take, 'GOOGLE_TOKEN_URL');
  return {
    clientId: need(take, 'GMAIL_CLIENT_ID', 'ORDERBELL_GMAIL_REFRESH_TOKEN'),
    clientSecret: need(take, 'GMAIL_CLIENT_SECRET', 'ORDERBELL_GMAIL_REFRESH_TOKEN'),
    refreshToken,
    ...(sendRefreshToken !== undefined && { sendRefreshToken }),
    pollSeconds: Number(seconds),
    ...(apiBase !== undefined && { apiBase }),
    ...(tokenUrl !== undefined && { tokenUrl }),
  };
}

const keyFileSchema = z.object({ client_email: z.string().min(1), private_key: z.string().min(1) });

function readBigQuery(take: Take, readText: ReadText): BigQueryConfig | null {
  const projectId = take('BIGQUERY_PROJECT');
  if (projectId === undefined) {
    if (take('BIGQUERY_KEY_FILE')) need(take, 'BIGQUERY_PROJECT', 'ORDERBELL_BIGQUERY_KEY_FILE');
    return null;
  }
  const mode = take('BIGQUERY_MODE') ?? 'load';
  if (mode !== 'load' && mode !== 'stream')
    throw bad('BIGQUERY_MODE', `"${mode}" is not a mode`, 'use load or stream');
  const dataset = take('BIGQUERY_DATASET') ?? 'orderbell';
  if (!/^\w{1,1024}$/.test(dataset)) {
    throw bad('BIGQUERY_DATASET', `"${dataset}" is not a dataset name`, 'use letters, digits and _ only');
  }
  const apiBase = loopback(take, 'BIGQUERY_API_BASE');
  const keyFile = keyFilePath(take('BIGQUERY_KEY_FILE'));
  if (keyFile === undefined && apiBase === undefined) {
    throw bad(
      'BIGQUERY_KEY_FILE',
      'missing although ORDERBELL_BIGQUERY_PROJECT is set',
      'give the path of the service account key',
    );
  }
  const pubsub = take('PUBSUB') ?? 'off';
  if (pubsub !== 'on' && pubsub !== 'off')
    throw bad('PUBSUB', `"${pubsub}" is not a choice`, 'use on or off');
  const pubsubEndpoint = take('PUBSUB_ENDPOINT');
  if (pubsubEndpoint !== undefined && !/^(127\.0\.0\.1|localhost):\d+$/.test(pubsubEndpoint)) {
    throw bad('PUBSUB_ENDPOINT', `"${pubsubEndpoint}" is not on this computer`, 'use 127.0.0.1:PORT');
  }
  return {
    projectId,
    dataset,
    location: take('BIGQUERY_LOCATION') ?? 'EU',
    mode,
    key: keyFile === undefined ? null : readKeyFile(keyFile, readText),
    ...(apiBase !== undefined && { apiBase }),
    ...(pubsub === 'on' && { pubsub: { endpoint: pubsubEndpoint ?? null } }),
  };
}

/** The path of the key file as typed, without the quotes that Windows adds when a path is copied. */
export const keyFilePath = (typed: string | undefined): string | undefined =>
  typed
    ?.trim()
    .replace(/^(["'])(.+)\1$/, '$2')
    .trim();

/** Error codes of a path without a file. */
const noFile = ['ENOENT', 'ENOTDIR', 'EISDIR'];

function readKeyFile(path: string, readText: ReadText): NonNullable<BigQueryConfig['key']> {
  try {
    const { client_email: clientEmail, private_key: privateKey } = keyFileSchema.parse(
      JSON.parse(readText(path)),
    );
    return { clientEmail, privateKey };
  } catch (error) {
    if (noFile.some((code) => hasCode(error, code))) {
      throw bad(
        'BIGQUERY_KEY_FILE',
        `there is no file at "${path}"`,
        'enter the full path of the downloaded key, including its file name',
      );
    }
    throw bad(
      'BIGQUERY_KEY_FILE',
      `"${path}" is not a readable service account key`,
      'download the key again as JSON',
    );
  }
}

function readManychat(take: Take): ManychatConfig | null {
  const token = take('MANYCHAT_TOKEN') ?? null;
  const callbackKey = take('MANYCHAT_CALLBACK_KEY') ?? null;
  if (token === null && callbackKey === null) return null;
  return { token, callbackKey, apiBase: loopback(take, 'MANYCHAT_API_BASE') ?? 'https://api.manychat.com' };
}

function readTelegram(take: Take): TelegramConfig | null {
  const token = take('TELEGRAM_TOKEN');
  const apiBase = loopback(take, 'TELEGRAM_API_BASE') ?? 'https://api.telegram.org';
  if (token === undefined) return null;
  if (!/^\d+:[\w-]+$/.test(token)) {
    throw bad('TELEGRAM_TOKEN', 'This is not a bot token', 'copy it from @BotFather in Telegram');
  }
  return { token, apiBase };
}

function readManagers(list: string | undefined): readonly ManagerConfig[] {
  const managers = (list ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(readManager);
  const twice = managers.find(
    ({ name }, index) => managers.findIndex((other) => other.name === name) !== index,
  );
  if (twice) throw bad('MANAGERS', `"${twice.name}" is listed twice`, 'give each manager a different name');
  refuseSharedContact(managers);
  return managers;
}

/** Two managers with one contact would be notified twice, and a button pressed there would be ambiguous. */
function refuseSharedContact(managers: readonly ManagerConfig[]): void {
  const firstOf = new Map<string, string>();
  for (const { name, subscriberId } of managers) {
    if (subscriberId === null) continue;
    const other = firstOf.get(subscriberId);
    if (other !== undefined) {
      throw bad(
        'MANAGERS',
        `"${other}" and "${name}" have the same subscriber ID`,
        'give each manager their own subscriber ID, or only an e-mail',
      );
    }
    firstOf.set(subscriberId, name);
  }
}

/** `Anna:1234567890:anna@example.com:123456`, the last one for Telegram; a manager needs one of the three. */
function readManager(part: string): ManagerConfig {
  const [name = '', digits = '', address = '', chat = '', ...more] = part
    .split(':')
    .map((piece) => piece.trim());
  const id = subscriberIdSchema.nullable().safeParse(digits || null);
  const email = emailSchema.optional().safeParse(address || undefined);
  const telegram = chatSchema.optional().safeParse(chat || undefined);
  const isSome = digits !== '' || address !== '' || chat !== '';
  if (name === '' || more.length > 0 || !isSome || !id.success || !email.success || !telegram.success) {
    throw bad(
      'MANAGERS',
      `"${part.trim().replaceAll(/\s+/g, ' ')}" is not Name:subscriberId:e-mail:Telegram`,
      'write Anna:1234567890,Taras:2345678901:taras@example.com,Olena::olena@example.com,Ivan:::123456789',
    );
  }
  return {
    name,
    subscriberId: id.data,
    ...(email.data !== undefined && { email: email.data }),
    ...(telegram.data !== undefined && { telegram: telegram.data }),
  };
}

const emailSchema = z.email().max(254);
/** A group's id is negative. */
const chatSchema = z.string().regex(/^-?\d{1,20}$/);

function readTunnel(take: Take): TunnelConfig {
  const publicUrl = take('PUBLIC_URL');
  const kind = take('TUNNEL') ?? (publicUrl === undefined ? 'none' : 'url');
  switch (kind) {
    case 'none':
      return { kind };
    case 'url': {
      const value = need(take, 'PUBLIC_URL', 'ORDERBELL_TUNNEL=url');
      if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
        throw bad('PUBLIC_URL', `"${value}" is not an address`, 'use https://your-domain');
      }
      return { kind, publicUrl: value.replace(/\/+$/, '') };
    }
    case 'ngrok': {
      const authtoken = need(take, 'NGROK_AUTHTOKEN', 'ORDERBELL_TUNNEL=ngrok');
      return { kind, authtoken, domain: need(take, 'NGROK_DOMAIN', 'ORDERBELL_TUNNEL=ngrok') };
    }
    default:
      throw bad('TUNNEL', `"${kind}" is not a tunnel`, 'use none, ngrok or url');
  }
}
