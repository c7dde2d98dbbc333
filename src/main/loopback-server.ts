import type { IncomingMessage, Server } from 'node:http';

/** Listens on the loopback interface only. @param port 0: any free one @returns the port */
export function listenOnLoopback(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** @returns null if it is longer than this many bytes */
export async function readBody(request: IncomingMessage, longest: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // keeps the stream open for the response when the loop ends early
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part: unknown = chunk;
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes > longest) return null;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Joins a repeated header into one value, which no check accepts. */
export const oneHeader = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(',') : header;
