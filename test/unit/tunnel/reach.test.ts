import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createReceiver } from '../../../src/main/receiver/receiver.ts';
import { probeByHttp } from '../../../src/main/tunnel/probe.ts';
import { isProblem } from '../../../src/shared/problem.ts';
import { quietLog } from '../../support/log.ts';

const { signal } = new AbortController();

async function serving(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's address is an object
}

it('learns the run id from a receiver', async () => {
  const receiver = createReceiver({ port: 0, shopify: null, chatbot: null, log: quietLog(), run: 'run-1' });
  onTestFinished(() => receiver.stop());
  expect(await probeByHttp(await receiver.listen(), signal)).toBe('run-1');
});

it.each(['{"ok":true}', '<html>Welcome</html>', '', '{"run":7}'])(
  'takes nothing else that answers for a receiver (%j)',
  async (text) => {
    const url = await serving((_request, response) => response.end(text));
    expect(await probeByHttp(url, signal)).toBeNull();
  },
);

it('lets go of an answer that does not end', async () => {
  let closed = false;
  const url = await serving((_request, response) => {
    response.on('close', () => {
      closed = true;
    });
    response.write('a'.repeat(10_000));
  });
  expect(await probeByHttp(url, signal)).toBeNull();
  await expect.poll(() => closed).toBe(true);
});

it('reports the HTTP status of an address without a receiver', async () => {
  const url = await serving((_request, response) => response.writeHead(502).end());
  await expect(probeByHttp(url, signal)).rejects.toThrow('/healthz answered 502');
  await expect(probeByHttp(url, signal)).rejects.toSatisfy(isProblem);
});

it('reports no answer when the connection breaks', async () => {
  const url = await serving((_request, response) => response.destroy());
  await expect(probeByHttp(url, signal)).rejects.not.toSatisfy(isProblem);
});
