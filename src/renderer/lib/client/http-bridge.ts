import type { AppEvent, Bridge, CommandName, Reply } from '../../../shared/contract.ts';

const reconnectMs = 1500;
/** How long the first requests wait for the event stream: events between an answer and the connection would be lost. */
const longestHoldMs = 1_000;
/** The first requests of a page, which main answers from the ledger alone. */
const quick: ReadonlySet<string> = new Set<CommandName>([
  'app.state',
  'connections.list',
  'customers.get',
  'customers.list',
  'drafts.list',
  'notifications.list',
  'orders.get',
  'orders.howMany',
  'orders.list',
  'chats.list',
]);
const quickMs = 60_000;
/** Longer than any timeout in main: five minutes for a consent, plus throttling by the shop. */
const longestMs = 10 * 60_000;
const silence: Reply<never> = {
  ok: false,
  error: {
    kind: 'unreachable',
    message: 'Orderbell is not responding',
    fix: 'Check whether it is still running on this computer.',
  },
};
const tooLate: Reply<never> = {
  ok: false,
  error: {
    kind: 'unreachable',
    message: 'Orderbell did not respond in time',
    fix: 'If more than five tabs have Orderbell open, close some: the browser allows no more connections. Then reload this page.',
  },
};
const lockedOut: Reply<never> = {
  ok: false,
  error: {
    kind: 'refused',
    message: 'This browser is no longer signed in to Orderbell',
    fix: 'Open the address it printed at its last start. If that was already used, restart Orderbell.',
  },
};

/**
 * The bridge of a page without a preload script: the same commands over HTTP, the same events as server-sent events.
 * @param key of this page; the app refuses requests without it
 */
export function createHttpBridge(key = ''): Bridge {
  const listeners = new Set<(event: AppEvent) => void>();
  const tell = (event: AppEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let stream: EventSource | null = null;
  let opened: Promise<void> = Promise.resolve();
  /** Identifies the page to the app; its stream shows that the page is still open. */
  const page = crypto.randomUUID();

  function connect(missed: boolean): void {
    const events = new EventSource(`/api/events?page=${page}&key=${key}`);
    const opening = Promise.withResolvers<void>();
    let catchUp = missed;
    stream = events;
    if (!missed) opened = opening.promise;
    const held = setTimeout(() => {
      catchUp = true;
      opening.resolve();
    }, longestHoldMs);
    events.onopen = () => {
      clearTimeout(held);
      opening.resolve();
      if (catchUp) for (const event of everythingMayHaveChanged) tell(event);
      catchUp = false;
    };
    events.onmessage = ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as AppEvent); // same build on both ends
    events.onerror = () => {
      catchUp = true;
      opening.resolve();
      if (events.readyState !== EventSource.CLOSED) return; // the browser reconnects by itself
      setTimeout(() => stream === events && connect(true), reconnectMs);
    };
  }

  return {
    async call(name, input) {
      await opened;
      try {
        const response = await fetch('/api/call', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-orderbell-page-key': key },
          body: JSON.stringify({ name, input, page }),
          // a browser allows six connections, and each page holds one: with more pages a call would wait for ever
          signal: AbortSignal.timeout(quick.has(name) ? quickMs : longestMs),
        });
        if (response.status === 401) return lockedOut;
        const reply: unknown = await response.json();
        return isReply(reply) ? reply : silence;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'TimeoutError') return tooLate;
        return silence; // no server, or not Orderbell: both are the same to the user
      }
    },
    on(listener) {
      listeners.add(listener);
      if (stream === null) connect(false);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stream?.close();
        stream = null;
      };
    },
  };
}

const everythingMayHaveChanged: readonly AppEvent[] = [
  { kind: 'app-changed' },
  { kind: 'orders-changed', ids: [], newIds: [] },
  { kind: 'drafts-changed', ids: [] },
  { kind: 'chats-changed' },
  { kind: 'customers-changed' },
  { kind: 'mail-templates-changed' },
  { kind: 'senders-changed' },
  { kind: 'mail-warnings-changed' },
  { kind: 'sleep-changed' },
  { kind: 'alert-rules-changed' },
  { kind: 'presence-changed' },
  { kind: 'updates-changed' },
  { kind: 'connections-changed', names: [] },
];

const isReply = (value: unknown): value is Reply<unknown> =>
  typeof value === 'object' && value !== null && 'ok' in value && ('value' in value || 'error' in value);
