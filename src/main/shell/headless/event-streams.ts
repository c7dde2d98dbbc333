import type { ServerResponse } from 'node:http';
import type { Clock, Events } from '../../ports.ts';
import type { Headers } from '../page/headers.ts';

const heartbeatMs = 20_000;
/** A page with this many unread bytes is disconnected; it reloads everything when it reconnects. */
const mostWaiting = 1_000_000;

export type EventStreamParts = {
  readonly events: Events;
  readonly clock: Clock;
  /** Called when no stream of this page is open any more. */
  readonly onGone: (page: string) => void;
};

/** Pushes events to open pages, as server-sent events. */
export function createEventStreams({ events, clock, onGone }: EventStreamParts) {
  const open = new Map<ServerResponse, string | null>();
  let cancelBeat = (): void => {};

  function write(text: string): void {
    for (const response of open.keys()) {
      if (response.writableLength > mostWaiting) response.destroy();
      else response.write(text);
    }
  }

  // heartbeat: proxies close an idle connection, and a page would not notice
  function beat(): void {
    cancelBeat = clock.after(heartbeatMs, () => {
      write(': here\n\n');
      beat();
    });
  }

  const unsubscribe = events.on((event) => write(`data: ${JSON.stringify(event)}\n\n`));
  beat();

  return {
    /** @param page the page of the stream; null if it sends no name */
    open: (response: ServerResponse, headers: Headers, page: string | null): void => {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
      response.write('retry: 1500\n\n');
      open.set(response, page);
      response.on('close', () => {
        open.delete(response);
        // a page whose stream broke may have the next one already
        if (page !== null && ![...open.values()].includes(page)) onGone(page);
      });
    },
    close: (): void => {
      cancelBeat();
      unsubscribe();
      for (const response of open.keys()) response.end();
    },
  };
}
