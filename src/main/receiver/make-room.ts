import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type Room = {
  /** How many sockets may wait, be it for the rest of a request or for the next one. */
  readonly sockets: number;
  /** How much of all bodies that are not whole yet may be held. */
  readonly bytes: number;
};

/**
 * Keeps a server open for whoever comes next. A real delivery is small and all there within moments; whoever only holds
 * sockets open, or bodies in memory, has to make room for it: the socket that has waited longest, the body that is largest.
 * One that is being answered does not wait, however long that takes.
 */
export function makeRoom(server: Server, most: Room): void {
  const waiting = new Set<Socket>();
  const held = new Map<Socket, number>();
  let bytes = 0;

  function letGo(socket: Socket): void {
    bytes -= held.get(socket) ?? 0;
    held.delete(socket);
  }
  function hold(socket: Socket, more: number): void {
    bytes += more;
    held.set(socket, (held.get(socket) ?? 0) + more);
    if (bytes <= most.bytes) return;
    const [largest] = [...held].reduce((one, other) => (other[1] > one[1] ? other : one));
    letGo(largest);
    largest.destroy();
  }

  server.on('connection', (socket: Socket) => {
    const [longest] = waiting;
    if (waiting.size >= most.sockets) longest?.destroy();
    waiting.add(socket);
    socket.once('close', () => {
      waiting.delete(socket);
      letGo(socket);
    });
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    request.on('data', (part: Buffer) => hold(socket, part.length));
    request.on('end', () => {
      letGo(socket);
      if (!response.writableEnded) waiting.delete(socket);
    });
    response.on('finish', () => {
      if (!socket.destroyed) waiting.add(socket);
    });
  });
}
