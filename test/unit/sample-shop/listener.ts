import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';

export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};
export type Listener = {
  readonly url: string;
  readonly received: Received[];
  /** The answer from now on. */
  answer(status: number, body?: unknown): void;
  close(): Promise<void>;
};

/** A receiver that remembers what it was sent. */
export async function listen(): Promise<Listener> {
  const received: Received[] = [];
  let status = 200;
  let reply: unknown = {};
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(reply));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    answer: (code, body = {}) => {
      status = code;
      reply = body;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
