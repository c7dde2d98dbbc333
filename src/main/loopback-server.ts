import type { IncomingMessage, Server } from 'node:http';

/** Lets a server listen on this computer alone. @param port 0: any free one @returns the port */
export function listenOnLoopback(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** @returns null when it is longer than so many bytes */
export async function readBody(request: IncomingMessage, longest: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // left early, it stays open for the answer
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part: unknown = chunk;
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes > longest) return null;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A header that was sent several times counts as its values joined, which no check lets pass. */
export const oneHeader = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(',') : header;
