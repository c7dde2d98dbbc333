import type { ErrorRequestHandler, Express, Request } from 'express';
import express from 'express';
import type { ChatbotIntake, ChatbotRequest } from '../intake/chatbot/chatbot-intake.ts';
import type { WebhookIntake } from '../intake/shopify/webhook-intake.ts';
import type { Log } from '../ports.ts';
import type { RequestKind } from '../request-kind.ts';
import { bodyOf, raw } from './body.ts';

export type RoutesParts = {
  readonly shopify: Pick<WebhookIntake, 'receive'> | null;
  readonly chatbot: Pick<ChatbotIntake, 'touch' | 'catalogue'> | null;
  readonly log: Log;
  /** Returned by `/healthz`, so that an app recognizes its own receiver behind a public address. Not secret. */
  readonly run?: string;
  /** Called for every request through a public address, whatever its result, because the quota counts them all. */
  readonly onRequest?: (what: RequestKind) => void;
  /** Called when a delivery starts; the returned function is called when it was answered or aborted. */
  readonly onDelivery?: () => () => void;
};

/** The kind of request by path. */
const askedBy: { readonly [path: string]: RequestKind } = {
  '/healthz': 'probe',
  '/shopify/webhooks': 'delivery',
  '/manychat/touch': 'bot',
  '/manychat/catalogue': 'bot',
};

/** Every route that is reachable from outside; any other path is not found. */
export function createRoutes(parts: RoutesParts): Express {
  const { shopify, chatbot, log, run, onRequest, onDelivery } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');

  app.use((request, response, next) => {
    const what = askedBy[request.path] ?? 'other';
    // ngrok adds this header to each request; a page in a browser of this computer cannot add it
    if (request.get('x-forwarded-for') !== undefined) onRequest?.(what);
    if (onDelivery && what === 'delivery') response.on('close', onDelivery());
    next();
  });
  // first, because routes are matched in order for every delivery
  if (shopify) {
    app.post('/shopify/webhooks', raw('5mb'), async (request, response) => {
      const { status, reason } = await shopify.receive({
        headers: headersOf(request),
        body: bodyOf(request),
      });
      // the sender of a delivery reads only the status
      if (reason === undefined) response.status(status).end();
      else response.status(status).json({ ok: false, reason });
    });
  }
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true, run });
  });
  if (chatbot) {
    app.post('/manychat/touch', raw('1mb'), async (request, response) => {
      const { status, json } = await chatbot.touch(askedOf(request));
      response.status(status).json(json);
    });
    app.post('/manychat/catalogue', raw('1mb'), async (request, response) => {
      const { status, json } = await chatbot.catalogue(askedOf(request));
      response.status(status).json(json);
    });
  }

  app.use((_request, response) => {
    response.status(404).json({ ok: false, reason: 'not found' });
  });
  app.use(refuse(log));
  return app;
}

/** Errors of the body parser carry a status; any other error is a bug, logged but not sent to the caller. */
const refuse =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    const reason = reasons[status] ?? 'refused';
    if (status >= 500) log.error('request failed', { error });
    else log.warn('request refused', { status, reason, error: String(error) });
    response.status(status).json({ ok: false, reason });
  };

const reasons: { readonly [status: number]: string } = {
  413: 'the body is too large',
  415: 'compressed bodies are not taken',
  500: 'something went wrong here',
};

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** A header sent several times becomes its values joined, which every check refuses. */
function headersOf({ headers }: Request): Record<string, string | undefined> {
  const single: Record<string, string | undefined> = {};
  for (const name in headers) {
    const value = headers[name];
    single[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return single;
}

const askedOf = (request: Request): ChatbotRequest => ({
  key: request.get('x-orderbell-key'),
  body: bodyOf(request),
  query: new URLSearchParams(request.originalUrl.split('?').at(1) ?? ''),
});
