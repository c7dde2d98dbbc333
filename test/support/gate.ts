import { createServer, request } from 'node:http';
import { onTestFinished } from 'vitest';

export type Gate = { readonly url: string; isOpen: boolean };

/** Stands before a service on loopback; shut, it answers as a service that is down. */
export async function startGate(target: string): Promise<Gate> {
  const server = createServer((incoming, outgoing) => {
    if (!gate.isOpen) {
      incoming.resume();
      outgoing.writeHead(503, { 'content-type': 'application/json' }).end('{}');
      return;
    }
    const { method = 'GET', headers, url = '/' } = incoming;
    const passed = request(new URL(url, target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gate has no port');
  const gate: Gate = { url: `http://127.0.0.1:${address.port}`, isOpen: true };
  return gate;
}
