import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { z } from 'zod';
import { parseJson } from '../../../shared/parse-json.ts';
import type { Desk } from '../../host.ts';
import { limitConnections } from '../../limit-connections.ts';
import { listenOnLoopback, oneHeader, readBody } from '../../loopback-server.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Assets } from '../page/assets.ts';
import { findFace, isFacePath } from '../page/find-face.ts';
import { findMail, isMailPath } from '../page/find-mail.ts';
import type { Headers } from '../page/headers.ts';
import { answerWith, mailHeaders, plainHeaders } from '../page/headers.ts';
import { createEventStreams } from './event-streams.ts';
import { createGuard, pageKeyHeader } from './guard.ts';

export type UiServerParts = {
  /** 0: any free port. */
  readonly port: number;
  readonly desk: Desk;
  readonly assets: Assets;
  readonly clock: Clock;
  readonly log: Log;
};

export type UiServer = {
  /** Contains the one-time token. */
  readonly url: string;
  close(): Promise<void>;
};

/** The requests of an open page. */
const ofPageInUse: ReadonlySet<string> = new Set(['/', '/api/call', '/api/events']);
/** Longer than any command's input. */
const longestBody = 1_000_000;
/** A browser opens six at most; another user of this computer could open as many as the system allows. */
const maxConnections = 100;
const limits = { waitingSockets: 60, unfinishedBytes: 8 * longestBody } as const;
const pageSchema = z.string().regex(/^[\w-]{1,100}$/);
const callSchema = z.object({
  name: z.string().max(100),
  input: z.unknown().optional(),
  page: pageSchema.optional(),
});
const secret = (): string => randomBytes(32).toString('base64url');

/** Serves the app's page on loopback, with its commands and pushes, to one person's browser only. */
export async function startUiServer({ port, desk, assets, clock, log }: UiServerParts): Promise<UiServer> {
  const server = createServer({
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
  });
  server.maxConnections = maxConnections;
  const streams = createEventStreams({ events: desk.events, clock, onGone: desk.pageGone });
  const token = secret();
  const actualPort = await listenOnLoopback(server, port);
  const pageKey = secret();
  const guard = createGuard({ port: actualPort, token, pageKey, newSession: secret });
  // a server may fail long after it listens, for lack of file handles; without a listener that would end the app
  server.on('error', (error) => log.warn('the page server failed', { error }));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const address = URL.parse(request.url ?? '/', 'http://127.0.0.1');
    if (address === null) return send(response, 400, plainHeaders, 'not an address\n');
    const { pathname, searchParams } = address;
    const verdict = guard.judge({
      method,
      path: pathname,
      token: searchParams.get('token'),
      host: headers.host,
      origin: headers.origin,
      fetchSite: oneHeader(headers['sec-fetch-site']),
      contentType: headers['content-type'],
      cookie: headers.cookie,
      pageKey: oneHeader(headers[pageKeyHeader]) ?? searchParams.get('key'),
    });
    if (!verdict.pass) {
      if (verdict.status !== 303) return send(response, verdict.status, plainHeaders, `${verdict.reason}\n`);
      if (verdict.session === null) return send(response, 303, { ...plainHeaders, location: '/' }, '');
      // browsers never send what follows #
      const entry = { 'set-cookie': guard.setCookie(verdict.session), location: `/#key=${pageKey}` };
      return send(response, 303, { ...plainHeaders, ...entry }, '');
    }
    // a page in use is never locked out; no cached file carries the cookie
    const cookie = guard.renewed();
    if (cookie !== null && ofPageInUse.has(pathname)) response.setHeader('set-cookie', cookie);
    if (method === 'POST') {
      if (pathname === '/api/call') return call(request, response);
      return send(response, 404, plainHeaders, 'nothing here\n');
    }
    if (pathname === '/api/events') {
      const page = pageSchema.safeParse(searchParams.get('page'));
      return streams.open(response, plainHeaders, page.data ?? null);
    }
    if (isMailPath(pathname)) return mail(pathname, response);
    if (isFacePath(pathname)) return face(pathname, response);
    file(pathname, response);
  }

  async function call(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, longestBody);
    if (body === null) return send(response, 413, plainHeaders, 'too large\n');
    const asked = callSchema.safeParse(parseJson(body));
    if (!asked.success) return send(response, 400, plainHeaders, 'not a call\n');
    const reply = await desk.dispatch(asked.data.name, asked.data.input, asked.data.page);
    send(response, 200, { ...plainHeaders, 'content-type': 'application/json' }, JSON.stringify(reply));
  }

  async function mail(path: string, response: ServerResponse): Promise<void> {
    const html = await findMail(desk, path);
    if (html === null) send(response, 404, plainHeaders, 'no such mail\n');
    else send(response, 200, mailHeaders, html);
  }

  async function face(path: string, response: ServerResponse): Promise<void> {
    const found = await findFace(desk, path);
    if (found === null) send(response, 404, plainHeaders, 'no face\n');
    else send(response, 200, found.headers, found.body);
  }

  function file(path: string, response: ServerResponse): void {
    const asset = assets.get(path);
    if (asset === undefined) {
      send(response, 404, plainHeaders, 'nothing here\n');
    } else {
      const { headers, body } = answerWith(asset, path, randomBytes(16).toString('base64'));
      send(response, 200, headers, body);
    }
  }

  limitConnections(server, limits, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error('a request to the page server failed', { path: request.url?.split('?')[0], error });
      if (!response.headersSent) send(response, 500, plainHeaders, 'failed\n');
      else response.destroy();
    });
  });

  return {
    url: `http://127.0.0.1:${actualPort}/?token=${token}`,
    close: () =>
      new Promise((resolve) => {
        streams.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, headers: Headers, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(body);
}
