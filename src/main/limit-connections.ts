import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type ConnectionLimits = {
  /** The maximum number of sockets that wait for a request or for the rest of one. */
  readonly waitingSockets: number;
  /** The maximum number of bytes of incomplete bodies in memory. */
  readonly unfinishedBytes: number;
};

/** The number of bytes parsed at once. */
const parsedBytes = 4_096;

/**
 * Node parses all that it has read, thousands of requests, even after the socket is destroyed. Smaller chunks let it stop in
 * time.
 */
function parseInParts(socket: Socket): void {
  const push = socket.push.bind(socket);
  socket.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (!Buffer.isBuffer(chunk)) return push(chunk, encoding);
    let wantsMore = true;
    for (let from = 0; from < chunk.length && !socket.destroyed; from += parsedBytes) {
      wantsMore = push(chunk.subarray(from, from + parsedBytes));
    }
    return wantsMore;
  };
  // without a listener Node bypasses the stream
  socket.on('data', () => {});
}

/**
 * Serves the requests of a server so that one client cannot keep out the others.
 *
 * - A socket gets one answer at a time. A client that sends more before it has the answer (pipelining) is cut off: no proxy
 *   and no browser does it. `maxRequestsPerSocket` would end keep-alive, and does not count HTTP/1.0.
 * - The socket that has waited longest is closed for a new one, and the oldest unfinished body is dropped for newer bytes. A
 *   genuine request is complete within moments, whatever its size. An answer may take as long as it needs.
 */
export function limitConnections(
  server: Server,
  { waitingSockets, unfinishedBytes }: ConnectionLimits,
  serve: RequestListener,
): void {
  // both keep insertion order, so the first is the oldest
  const waiting = new Set<Socket>();
  const unfinished = new Map<Socket, number>();
  const unanswered = new WeakSet<Socket>();
  let bytes = 0;

  function forgetBody(socket: Socket): void {
    bytes -= unfinished.get(socket) ?? 0;
    unfinished.delete(socket);
  }
  function holdBody(socket: Socket, more: number): void {
    bytes += more;
    unfinished.set(socket, (unfinished.get(socket) ?? 0) + more);
    for (const [oldest] of unfinished) {
      if (bytes <= unfinishedBytes) return;
      forgetBody(oldest);
      oldest.destroy();
    }
  }

  server.on('connection', (socket: Socket) => {
    parseInParts(socket);
    const [longest] = waiting;
    if (longest && waiting.size >= waitingSockets) {
      // removed before the `close` event, which fires too late if many connections are accepted at once
      waiting.delete(longest);
      longest.destroy();
    }
    waiting.add(socket);
    socket.once('close', () => {
      waiting.delete(socket);
      forgetBody(socket);
    });
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    if (unanswered.has(socket)) {
      socket.destroy();
      return;
    }
    unanswered.add(socket);
    request.on('data', (part: Buffer) => holdBody(socket, part.length));
    request.on('end', () => {
      forgetBody(socket);
      if (!response.writableEnded) waiting.delete(socket);
    });
    response.on('finish', () => {
      unanswered.delete(socket);
      if (!socket.destroyed) waiting.add(socket);
    });
    serve(request, response);
  });
  // without a listener Node answers itself, without a limit
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
