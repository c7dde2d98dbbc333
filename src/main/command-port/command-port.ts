import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { z } from 'zod';
import type { CommandName } from '../../shared/contract.ts';
import { parseJson } from '../../shared/parse-json.ts';
import type { Dispatch } from '../ipc/dispatch.ts';
import { limitConnections } from '../limit-connections.ts';
import { listenOnLoopback, oneHeader, readBody } from '../loopback-server.ts';
import type { Log } from '../ports.ts';
import { refusalOf } from './guard.ts';
import { removePortFile, runHeader, writePortFile } from './port-file.ts';

/** All commands that the command line may send to a running app. */
export const portCommands = [
  'testRun.start',
  'testRun.report',
  'computers.list',
] as const satisfies readonly CommandName[];

export type CommandPortParts = {
  readonly dataDir: string;
  readonly dispatch: Dispatch;
  readonly log: Log;
};

export type CommandPort = { close(): Promise<void> };

const callSchema = z.object({ name: z.enum(portCommands), input: z.unknown().optional() });
const longestBody = 4_096;
const limits = { waitingSockets: 10, unfinishedBytes: 10 * longestBody } as const;

/**
 * A second loopback port, on which the command line calls the app that has the data directory. Never rejects: without it the app
 * works as usual, and the command line reports that none runs.
 */
export async function openCommandPort({ dataDir, dispatch, log }: CommandPortParts): Promise<CommandPort> {
  const server = createServer({
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
  });
  server.maxConnections = 20;
  const token = randomBytes(32).toString('base64url');
  const run = randomUUID();

  const close = async (): Promise<void> => {
    removePortFile(dataDir);
    if (!server.listening) return;
    await new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });
  };

  try {
    const port = await listenOnLoopback(server, 0);
    // a server may fail long after it listens; without a listener that would end the app
    server.on('error', (error) => log.warn('the port of the command line failed', { error }));
    limitConnections(server, limits, (request, response) => {
      answer(request, response, port).catch((error: unknown) => {
        log.error('a request of the command line failed', { error });
        response.destroy();
      });
    });
    writePortFile(dataDir, { port, token, run });
  } catch (error) {
    log.warn('the command line cannot ask this app', { error });
    await close();
  }

  async function answer(request: IncomingMessage, response: ServerResponse, port: number): Promise<void> {
    const { method = '', headers, url = '' } = request;
    const refusal = refusalOf(
      {
        method,
        path: url,
        host: headers.host,
        origin: headers.origin,
        fetchSite: oneHeader(headers['sec-fetch-site']),
        contentType: headers['content-type'],
        authorization: headers.authorization,
      },
      port,
      token,
    );
    if (refusal) {
      log.warn('a request to the port of the command line was refused', { ...refusal });
      return send(response, refusal.status, { reason: refusal.reason });
    }
    const body = await readBody(request, longestBody);
    if (body === null) return send(response, 413, { reason: 'too large' });
    const asked = callSchema.safeParse(parseJson(body));
    if (!asked.success) return send(response, 404, { reason: 'nothing here' });
    const reply = await dispatch(asked.data.name, asked.data.input);
    send(response, 200, reply, { [runHeader]: run });
  }

  return { close };
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: { readonly [name: string]: string } = {},
): void {
  // the connection of a refused caller is closed
  const connection = status === 200 ? {} : { connection: 'close' };
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...connection,
      ...headers,
    })
    .end(JSON.stringify(body));
}
