import type { ServerResponse } from 'node:http';
import type { Clock, Events } from '../../ports.ts';
import type { Headers } from '../page/headers.ts';

const heartbeatMs = 20_000;
/** A page that reads nothing for so long that this much waits is cut off; it asks for everything when it comes back. */
const mostWaiting = 1_000_000;

/** Pushes to open pages, as server-sent events. */
export function createEventStreams({ events, clock }: { readonly events: Events; readonly clock: Clock }) {
  const open = new Set<ServerResponse>();
  let cancelBeat = (): void => {};

  function write(text: string): void {
    for (const response of open) {
      if (response.writableLength > mostWaiting) response.destroy();
      else response.write(text);
    }
  }

  // a connection that says nothing is closed by what lies between, and a page would not notice
  function beat(): void {
    cancelBeat = clock.after(heartbeatMs, () => {
      write(': here\n\n');
      beat();
    });
  }

  const unsubscribe = events.on((event) => write(`data: ${JSON.stringify(event)}\n\n`));
  beat();

  return {
    open: (response: ServerResponse, headers: Headers): void => {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
      response.write('retry: 1500\n\n');
      open.add(response);
      response.on('close', () => open.delete(response));
    },
    close: (): void => {
      cancelBeat();
      unsubscribe();
      for (const response of open) response.end();
    },
  };
}
