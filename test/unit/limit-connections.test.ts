import { once } from 'node:events';
import type { RequestListener, ServerOptions, ServerResponse } from 'node:http';
import { createServer, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { limitConnections } from '../../src/main/limit-connections.ts';
import { listenOnLoopback } from '../../src/main/loopback-server.ts';

const ask = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

/** A server that lets three sockets wait. */
async function serving(serve: RequestListener, options: ServerOptions = {}) {
  const server = createServer(options);
  limitConnections(server, { waitingSockets: 3, unfinishedBytes: 1_000 }, serve);
  const port = await listenOnLoopback(server, 0);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return async (): Promise<{ readonly socket: Socket; readonly closed: Promise<void> }> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}); // being cut off is what is expected
    await once(socket, 'connect');
    onTestFinished(() => void socket.destroy());
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    return { socket, closed };
  };
}

it('answers one request after the other on the same socket', async () => {
  const open = await serving((_request, response) => response.end('here'));
  const { socket } = await open();
  for (let count = 0; count < 3; count += 1) {
    socket.write(ask);
    expect(String(await once(socket, 'data'))).toContain('200 OK');
  }
});

it('cuts off a socket that asks again before it was answered', async () => {
  let asked = 0;
  const open = await serving(() => {
    asked += 1;
  });
  const { socket, closed } = await open();
  socket.resume();
  socket.write(ask.repeat(50));
  await closed;
  expect(asked).toBe(1);
});

it('parses few of thousands of pipelined requests', async () => {
  let parsed = 0;
  class Counted extends IncomingMessage {
    constructor(socket: Socket) {
      super(socket);
      parsed += 1;
    }
  }
  const open = await serving(() => {}, { IncomingMessage: Counted });
  const { socket, closed } = await open();
  socket.resume();
  socket.write(ask.repeat(5_000));
  await closed;
  expect(parsed).toBeLessThan(200);
});

it('serves a request that expects something unknown', async () => {
  const open = await serving((_request, response) => response.end('here'));
  const { socket } = await open();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nExpect: x\r\n\r\n');
  expect(String(await once(socket, 'data'))).toContain('200 OK');
});

it('closes the longest idle socket for a new one, none being answered', async () => {
  const asked: ServerResponse[] = [];
  const open = await serving((_request, response) => void asked.push(response));
  const slow = await open();
  slow.socket.write(ask);
  await expect.poll(() => asked.length).toBe(1);
  const first = await open();
  first.socket.resume();
  for (let count = 0; count < 3; count += 1) await open();
  await first.closed;
  asked[0]?.end('here');
  expect(String(await once(slow.socket, 'data'))).toContain('200 OK');
});

it('drops the oldest unfinished body for a newer one of any size', async () => {
  let seen = 0;
  const whole: (string | undefined)[] = [];
  const open = await serving((request, response) => {
    request.on('data', (part: Buffer) => {
      seen += part.length;
    });
    request.on('end', () => {
      whole.push(request.url);
      response.end('here');
    });
  });
  const [old, young] = [await open(), await open()];
  old.socket.resume();
  old.socket.write(`POST /old HTTP/1.1\r\nHost: x\r\nContent-Length: 300\r\n\r\n${'x'.repeat(200)}`);
  await expect.poll(() => seen).toBe(200);
  young.socket.write(`POST /young HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n${'x'.repeat(900)}`);
  expect(String(await once(young.socket, 'data'))).toContain('200 OK');
  await old.closed;
  expect(whole).toEqual(['/young']);
});
