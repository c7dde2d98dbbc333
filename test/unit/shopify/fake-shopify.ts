import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { ShopifyConfig } from '../../../src/main/settings/config.ts';

/** `drop` cuts the connection before an answer, `hang` never answers, `cut` breaks off in the middle of one. */
export type FakeAnswer =
  | { readonly data?: unknown; readonly errors?: readonly object[]; readonly extensions?: object }
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
      /** Replaces the JSON body. */
      readonly page?: string;
    }
  | 'drop'
  | 'hang'
  | 'cut';
type Handler = FakeAnswer | ((variables: Record<string, unknown>) => FakeAnswer);

export type FakeCall = {
  readonly operation: string;
  readonly variables: Record<string, unknown>;
  readonly token: string | undefined;
};

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
});

/**
 * A Shopify on loopback with the answers of a test, over the real protocol.
 * @param date the date of its answers; without it they have none
 */
export async function startFakeShopify(shop = 'fern.myshopify.com', date?: () => string) {
  const calls: FakeCall[] = [];
  const handlers = new Map<string, Handler>();
  const queued = new Map<string, Handler[]>();
  let tokens = 0;

  const server = createServer((request, response) => {
    response.sendDate = false;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const isToken = request.url === '/admin/oauth/access_token';
      const { query, variables } = isToken
        ? { query: 'query Token', variables: z.record(z.string(), z.unknown()).parse(body) }
        : requestSchema.parse(body);
      const operation = /(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? '';
      const token = request.headers['x-shopify-access-token'];
      calls.push({ operation, variables, token: Array.isArray(token) ? token[0] : token });
      const handler = queued.get(operation)?.shift() ?? handlers.get(operation);
      const answer = typeof handler === 'function' ? handler(variables) : handler;
      if (answer === 'hang') return;
      if (answer === 'drop') {
        request.socket.destroy();
        return;
      }
      if (answer === 'cut') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"data":{');
        setImmediate(() => request.socket.destroy());
        return;
      }
      const { status, headers, content, page } = partsOf(answer, isToken);
      const dated = date && { date: date() };
      response.writeHead(status, { 'content-type': 'application/json', ...dated, ...headers });
      response.end(page ?? JSON.stringify(content));
    });
  });

  function partsOf(
    answer: Exclude<FakeAnswer, string> | undefined,
    isToken: boolean,
  ): {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly content: unknown;
    readonly page?: string | undefined;
  } {
    if (answer && 'status' in answer) {
      const { status, headers = {}, body = {}, page } = answer;
      return { status, headers, content: body, page };
    }
    if (answer) return { status: 200, headers: {}, content: answer };
    if (isToken) {
      tokens += 1;
      const content = { access_token: `token-${tokens}`, scope: 'read_orders', expires_in: 86_399 };
      return { status: 200, headers: {}, content };
    }
    const errors = [{ message: 'no answer is prepared for this', extensions: { code: 'undefinedField' } }];
    return { status: 200, headers: {}, content: { errors } };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is an object
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const apiBase = `http://127.0.0.1:${port}`;
  const config: ShopifyConfig = {
    shop,
    auth: { kind: 'access-token', accessToken: 'shpat_fixed' },
    webhookSecrets: ['hush'],
    apiBase,
  };
  return {
    config,
    /** The same shop, with an app's id and secret. */
    appConfig: {
      ...config,
      auth: { kind: 'client-credentials', clientId: 'id', clientSecret: 'hush' },
    } satisfies ShopifyConfig,
    calls,
    callsOf: (operation: string) => calls.filter((call) => call.operation === operation),
    /** The answer of an operation from now on. */
    on(operation: string, handler: Handler) {
      handlers.set(operation, handler);
    },
    /** The next answers of an operation, once each. */
    once(operation: string, ...answers: readonly Handler[]) {
      queued.set(operation, [...(queued.get(operation) ?? []), ...answers]);
    },
  };
}

export type FakeShopify = Awaited<ReturnType<typeof startFakeShopify>>;
