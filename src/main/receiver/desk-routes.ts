import type { Express, NextFunction, Request, Response } from 'express';
import type { LinkDoor, Refusal } from '../desks/link/server.ts';
import { bodyOf, raw } from './body.ts';

const tell = (response: Response, { status, json }: Refusal): void => {
  response.status(status).json(json);
};
const sessionOf = (request: Request): string => request.get('x-orderbell-session') ?? '';

/** How the shop's other computers are heard. Who they are, and what they say, is for the link to judge. */
export function deskRoutes(app: Express, desks: LinkDoor): void {
  app.post('/desks/hello', raw('4kb'), (request, response) => tell(response, desks.hello(bodyOf(request))));
  const known = (request: Request, response: Response, next: NextFunction): void => {
    const refusal = desks.refusal(sessionOf(request));
    if (refusal === null) {
      next();
      return;
    }
    // what else it sends is not waited for
    response.set('connection', 'close');
    tell(response, refusal);
  };
  app.post('/desks/messages', known, raw('512kb'), (request, response) => {
    const answer = desks.messages(sessionOf(request), bodyOf(request));
    if ('json' in answer) return tell(response, answer);
    response.status(answer.status).type('application/octet-stream').send(answer.bytes);
  });
  app.get('/desks/stream', (request, response) => {
    const begin = (): void => {
      if (response.headersSent) return;
      response.status(200).set({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      });
    };
    const gone = desks.stream(request.get('authorization') ?? '', {
      write(text) {
        begin();
        response.write(text);
      },
      waiting: () => response.writableLength,
      // what still waits for a reader that does not read is let go of with it
      end: () => (response.writableLength > 0 ? response.destroy() : response.end()),
    });
    if (typeof gone !== 'function') return tell(response, gone);
    response.once('close', gone);
  });
}
