import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A road to a service that can be shut: whoever is on it is cut off, and nobody gets on it. */
export async function openGate(target: () => string | null) {
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((from) => {
    const url = target();
    if (!isOpen || url === null) return void from.destroy();
    const to = connect(Number(new URL(url).port), '127.0.0.1');
    for (const socket of [from, to]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        from.destroy();
        to.destroy();
      });
    }
    from.pipe(to);
    to.pipe(from);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    open(): void {
      isOpen = true;
    },
    shut(): void {
      isOpen = false;
      cut();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
