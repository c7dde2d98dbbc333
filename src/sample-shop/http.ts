import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { Log } from '../main/ports.ts';
import { escapeHtml } from './escape-html.ts';

export type Request = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};
export type Answer = {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body: string | Buffer;
};
export type StandIn = { readonly url: string; close(): Promise<void> };

const largestBody = 32 * 1024 * 1024;

/** One service on loopback, on any free port. Open requests are cut off when it closes, and one whose handler returns `cut`. */
export async function serve(
  handle: (request: Request) => Answer | 'cut' | Promise<Answer>,
  log: Log,
): Promise<StandIn> {
  const server = createServer((incoming, outgoing) => {
    void answerTo(incoming).then((answer) => {
      if (answer === 'cut') {
        incoming.socket.destroy();
        return;
      }
      const { status, headers, body } = answer;
      outgoing.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
      outgoing.end(body);
    });
  });
  async function answerTo(incoming: IncomingMessage): Promise<Answer | 'cut'> {
    try {
      const url = URL.parse(incoming.url ?? '/', 'http://127.0.0.1');
      if (url === null) return text(400, 'Bad Request');
      return await handle({
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        body: await readAll(incoming),
      });
    } catch (error) {
      log.error('the stand-in failed', { url: incoming.url, error });
      return text(500, 'The stand-in failed.');
    }
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestBody) throw new Error('the request is too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

export const json = (status: number, value: unknown, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});
export const text = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

/** A page without scripts. */
export const page = (status: number, title: string, body: string): Answer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'",
  },
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width"><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1d2a22;background:#fbfaf6}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #ddd8c8;vertical-align:top}
label{display:block;margin:.6rem 0}input{font:inherit;padding:.4rem;width:100%;box-sizing:border-box}
button{font:inherit;padding:.6rem 1.4rem;background:#2f6b46;color:#fff;border:0;border-radius:.4rem}
.said{background:#e9f1ff;border-radius:1rem;padding:.6rem 1rem;margin:.4rem 0;white-space:pre-wrap}small{color:#67705f}
</style></head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`,
});

export const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
