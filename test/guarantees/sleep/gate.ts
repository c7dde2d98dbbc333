import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/**
 * A road to a service. Shut, it cuts off whoever is on it, and nobody gets on it; mute, whoever comes is let in and hears
 * nothing, not even that the other end is gone.
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
  const { port } = server.address() as AddressInfo; // it listens on a port
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
    /** Who waits on a mute road is let go. */
    open(): void {
      if (state === 'mute') cut();
      state = 'open';
    },
    shut(): void {
      state = 'shut';
      cut();
    },
    /** What is on the road is cut off, so that nobody speaks past it. */
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
