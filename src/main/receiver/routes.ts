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
  /** Told by `/healthz`, so that a desk knows its own receiver behind a public address. A secret to nobody. */
  readonly run?: string;
  /** Called for every request that came by a public address, whatever becomes of it: a limit counts them all. */
  readonly onRequest?: (what: RequestKind) => void;
  /** Called when a delivery begins to come in; what it returns, when that has been answered or has broken off. */
  readonly onDelivery?: () => () => void;
};

/** What a request asks for. */
const askedBy: { readonly [path: string]: RequestKind } = {
  '/healthz': 'probe',
  '/shopify/webhooks': 'delivery',
  '/manychat/touch': 'bot',
  '/manychat/catalogue': 'bot',
};

/** Everything that can be asked from outside. What is not here is not found. */
export function createRoutes(parts: RoutesParts): Express {
  const { shopify, chatbot, log, run, onRequest, onDelivery } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');

  app.use((request, response, next) => {
    const what = askedBy[request.path] ?? 'other';
    // ngrok puts it on each; a page in a browser of this computer comes without it, and cannot add it
    if (request.get('x-forwarded-for') !== undefined) onRequest?.(what);
    if (onDelivery && what === 'delivery') response.on('close', onDelivery());
    next();
  });
  // first, for each route before it is looked at with every delivery
  if (shopify) {
    app.post('/shopify/webhooks', raw('5mb'), async (request, response) => {
      const { status, reason } = await shopify.receive({
        headers: headersOf(request),
        body: bodyOf(request),
      });
      // whoever delivers looks at the status alone
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

/** What the body reader throws knows its status; anything else is a bug of ours, told to the log and not to the caller. */
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

/** A header sent several times counts as its values joined, which no check lets pass. */
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
