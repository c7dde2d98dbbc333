import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { Problem } from '../../shared/problem.ts';
import { limitConnections } from '../limit-connections.ts';
import type { Loop } from '../ports.ts';
import type { RoutesParts } from './routes.ts';
import { createRoutes } from './routes.ts';

export type ReceiverParts = RoutesParts & {
  /** 0: any free port. */
  readonly port: number;
};
export type Receiver = Pick<Loop, 'stop'> & {
  /**
   * @returns `http://127.0.0.1:PORT`
   * @throws Problem `refused` when the port is not available
   */
  listen(): Promise<string>;
};

/** With Node's own timeouts, slow sockets stay open for minutes and block real deliveries. */
const timeouts = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
} as const;
const maxConnections = 250;
/** Limits waiting sockets, so that requests in progress always have a slot; room for three bodies of the largest kind. */
const limits = { waitingSockets: 200, unfinishedBytes: 16_000_000 } as const;
const lastAnswersMs = 2_000;

/** The server behind the tunnel, for deliveries and the bot's requests; it serves no page. Reachable on loopback only. */
export function createReceiver({ port, log, ...intakes }: ReceiverParts): Receiver {
  let listening: { readonly server: Server; readonly url: Promise<string> } | null = null;
  let isStopping = false;

  function listen(): Promise<string> {
    if (!listening) {
      const routes = createRoutes({ ...intakes, log });
      const server = createServer(timeouts);
      server.maxConnections = maxConnections;
      limitConnections(server, limits, (request, response) => {
        // otherwise the keep-alive socket of a response sent while stopping would delay the stop
        response.on('finish', () => isStopping && setImmediate(() => server.closeIdleConnections()));
        routes(request, response);
      });
      // a server may fail long after it listens, for lack of file handles; without a listener that would end the app
      server.on('error', (error) => log.warn('the receiver failed', { error }));
      listening = { server, url: open(server, port) };
    }
    return listening.url;
  }

  return {
    listen,
    stop: async () => {
      if (!listening?.server.listening) return;
      const { server } = listening;
      isStopping = true;
      // the final socket timeout uses real time, not the app's clock
      const timer = setTimeout(() => server.closeAllConnections(), lastAnswersMs);
      await new Promise((closed) => {
        server.close(closed);
        server.closeIdleConnections();
      });
      clearTimeout(timer);
    },
  };
}

const open = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(port, error)));
    server.listen({ host: '127.0.0.1', port }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : port;
      resolve(`http://127.0.0.1:${bound}`);
    });
  });

function cannotListen(port: number, cause: NodeJS.ErrnoException): Problem {
  const fix = 'Choose another receiver port, or 0 for any free one.';
  if (cause.code === 'EADDRINUSE') {
    return new Problem('refused', `Port ${port} is already in use by another program`, { cause, fix });
  }
  return new Problem('refused', `The receiver cannot listen on port ${port}: ${cause.message}`, {
    cause,
    fix,
  });
}
