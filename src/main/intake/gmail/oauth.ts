import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { z } from 'zod';
import { parseJson } from '../../../shared/parse-json.ts';
import { isProblem, Problem } from '../../../shared/problem.ts';
import { certificateProblem } from '../../connection-faults.ts';
import type { Clock, Log } from '../../ports.ts';
import { isSameSecret } from '../../same-secret.ts';

export type SignInParts = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The permission to request; each is a separate consent. The default is reading. */
  readonly purpose?: Purpose;
  /** The mailbox that Google suggests. */
  readonly mailbox?: string | null;
  /** Test servers; Google's own when absent. */
  readonly authUrl?: string;
  readonly tokenUrl?: string;
  /** Opens the system browser: Google refuses embedded windows. */
  readonly openExternal: (url: string) => Promise<void>;
  /** Aborts the sign-in, with a Problem as the reason, or because the app stops. */
  readonly stopping: AbortSignal;
  readonly clock: Clock;
  readonly log: Log;
};

export type SignedIn = {
  readonly refreshToken: string;
  /** The lifetime of the sign-in in seconds; null if Google sets no end. */
  readonly lastsSeconds: number | null;
};

const purposes = {
  read: {
    scope: 'https://www.googleapis.com/auth/gmail.readonly',
    refused: 'Reading mail was not allowed on the consent page',
    fix: 'Sign in again and keep the permission to read mail checked.',
  },
  send: {
    scope: 'https://www.googleapis.com/auth/gmail.send',
    refused: 'Sending mail was not allowed on the consent page',
    fix: 'Try again and keep the permission to send mail checked.',
  },
} as const;
export type Purpose = keyof typeof purposes;

const path = '/gmail/callback';
const waitMs = 300_000;

const tokenSchema = z.object({
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
  refresh_token_expires_in: z.int().positive().optional().catch(undefined),
});
const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

/**
 * Signs in according to RFC 8252: the system browser, a loopback address with a free port, PKCE, and a state that is compared
 * before anything else. Only one callback is accepted. The server closes after it, after five minutes, or with the app.
 * @throws Problem when it is refused, cancelled or not finished in time
 */
export async function signIn(parts: SignInParts): Promise<SignedIn> {
  const state = randomBytes(32).toString('base64url');
  const verifier = randomBytes(48).toString('base64url');
  const callback = Promise.withResolvers<URL>();
  // It may reject before it is awaited, if the browser cannot be opened.
  callback.promise.catch(() => undefined);
  let used = false;
  const server = createServer((request, response) => {
    const url = used ? null : acceptable(request, address(), state);
    answer(response, url === null ? 404 : 200);
    if (!url) return;
    used = true;
    callback.resolve(url);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = (): string => {
    const bound = server.address();
    return typeof bound === 'object' && bound ? `127.0.0.1:${bound.port}` : '';
  };
  const redirectUri = `http://${address()}${path}`;
  const cancel = parts.clock.after(waitMs, () =>
    callback.reject(
      new Problem('refused', 'The sign-in was not finished within five minutes', { fix: 'Start again.' }),
    ),
  );
  const stop = () => callback.reject(whyEnded(parts.stopping));
  parts.stopping.addEventListener('abort', stop, { once: true });
  try {
    if (parts.stopping.aborted) throw whyEnded(parts.stopping);
    // a browser that opens slowly must not outlast the timeout
    await Promise.race([
      parts.openExternal(consentUrl(parts, { redirectUri, state, verifier })),
      callback.promise,
    ]);
    const code = codeOf(await callback.promise);
    return await exchange(parts, { code, redirectUri, verifier });
  } finally {
    cancel();
    parts.stopping.removeEventListener('abort', stop);
    server.close();
    server.closeAllConnections();
    parts.log.info('sign-in listener closed');
  }
}

const whyEnded = ({ reason }: AbortSignal): Problem =>
  isProblem(reason) ? reason : new Problem('unreachable', 'Orderbell is closing');

/** The callback URL of this sign-in, or null: state, path, method and Host must match, and the state is compared first. */
function acceptable(request: IncomingMessage, host: string, state: string): URL | null {
  const url = URL.parse(request.url ?? '', `http://${host}`);
  const given = url?.searchParams.getAll('state') ?? [];
  if (!url || given.length !== 1 || !isSameSecret(given[0] ?? '', state)) return null;
  const isOurs = request.method === 'GET' && url.pathname === path && request.headers.host === host;
  return isOurs ? url : null;
}

function answer(response: ServerResponse, status: 200 | 404): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(
    status === 200
      ? '<!doctype html><title>Orderbell</title><p>Back to Orderbell: this page can be closed.</p>'
      : '<!doctype html><title>Not found</title><p>Not found.</p>',
  );
}

function consentUrl(
  {
    clientId,
    purpose = 'read',
    mailbox = null,
    authUrl = 'https://accounts.google.com/o/oauth2/v2/auth',
  }: SignInParts,
  {
    redirectUri,
    state,
    verifier,
  }: { readonly redirectUri: string; readonly state: string; readonly verifier: string },
): string {
  const url = new URL(authUrl);
  const values = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: purposes[purpose].scope,
    state,
    access_type: 'offline',
    // Without it Google gives no refresh token the second time.
    prompt: 'consent',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(mailbox !== null && { login_hint: mailbox }),
  };
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return url.href;
}

function codeOf(url: URL): string {
  const error = url.searchParams.get('error');
  if (error !== null) {
    throw new Problem(
      'refused',
      error === 'access_denied' ? 'The sign-in was cancelled' : `Google answered: ${error}`,
    );
  }
  const code = url.searchParams.get('code');
  if (!code) throw new Problem('refused', 'Google sent no code');
  return code;
}

async function exchange(
  {
    clientId,
    clientSecret,
    purpose = 'read',
    tokenUrl = 'https://oauth2.googleapis.com/token',
    stopping,
  }: SignInParts,
  {
    code,
    redirectUri,
    verifier,
  }: { readonly code: string; readonly redirectUri: string; readonly verifier: string },
): Promise<SignedIn> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
  });
  let answered: { readonly ok: boolean; readonly text: string };
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.any([AbortSignal.timeout(15_000), stopping]),
    });
    answered = { ok: response.ok, text: await response.text() };
  } catch (cause) {
    if (stopping.aborted) throw whyEnded(stopping);
    throw (
      certificateProblem('Google', cause) ??
      new Problem('unreachable', 'Could not reach Google to finish the sign-in', { cause })
    );
  }
  if (!answered.ok) {
    const refusal = refusalSchema.safeParse(parseJson(answered.text)).data;
    throw new Problem(
      'refused',
      `Google rejected the sign-in: ${refusal?.error_description ?? refusal?.error ?? 'no reason given'}`,
    );
  }
  const tokens = tokenSchema.safeParse(parseJson(answered.text)).data;
  if (!tokens) {
    throw new Problem('refused', 'Google did not respond with a token', {
      fix: 'Sign in again; a proxy or firewall may have responded instead of Google.',
    });
  }
  const { scope, refused, fix } = purposes[purpose];
  if (!(tokens.scope ?? scope).split(' ').includes(scope)) throw new Problem('refused', refused, { fix });
  if (tokens.refresh_token === undefined) {
    throw new Problem('refused', 'Google gave no permanent sign-in', {
      fix: 'Remove Orderbell under myaccount.google.com/permissions and sign in again.',
    });
  }
  return { refreshToken: tokens.refresh_token, lastsSeconds: tokens.refresh_token_expires_in ?? null };
}
