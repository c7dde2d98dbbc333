import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/**
 * A proxy to a service. When shut, it closes and refuses connections; when mute, it accepts them and never answers
 * or closes.
 */
export async function openGate(target: () => string | null) {
  const sockets = new Set<Socket>();
  let state: 'open' | 'shut' | 'mute' = 'open';
  const server = createServer((from) => {
    const url = target();
    if (state === 'shut' || url === null) return void from.destroy();
    if (state === 'mute') return keep(from.resume());
    const to = connect(Number(new URL(url).port), '127.0.0.1');
    for (const socket of [from, to]) {
      keep(socket);
      socket.on('close', () => {
        from.destroy();
        to.destroy();
      });
    }
    from.pipe(to);
    to.pipe(from);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server
  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  }
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    /** Closes connections that waited on a mute proxy. */
    open(): void {
      if (state === 'mute') cut();
      state = 'open';
    },
    shut(): void {
      state = 'shut';
      cut();
    },
    /** Closes open connections, so that no request passes. */
    mute(): void {
      state = 'mute';
      cut();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
