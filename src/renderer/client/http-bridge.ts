import type { AppEvent, Bridge, Reply } from '../../shared/contract.ts';

const reconnectMs = 1500;
const silence: Reply<never> = {
  ok: false,
  error: {
    kind: 'unreachable',
    message: 'Orderbell does not answer',
    fix: 'See whether it is still running on this computer.',
  },
};
const lockedOut: Reply<never> = {
  ok: false,
  error: {
    kind: 'refused',
    message: 'Orderbell does not know this browser any more',
    fix: 'Open the address that it printed at its last start; where that was used already, start Orderbell again.',
  },
};

/** The bridge of a page that has no preload: the same commands over HTTP, the same pushes as server-sent events. */
export function createHttpBridge(): Bridge {
  const listeners = new Set<(event: AppEvent) => void>();
  const tell = (event: AppEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let stream: EventSource | null = null;
  /** Tells the app which page asks, and by its stream whether it is still there. */
  const page = crypto.randomUUID();

  function connect(missed: boolean): void {
    const events = new EventSource(`/api/events?page=${page}`);
    let catchUp = missed;
    stream = events;
    events.onopen = () => {
      if (catchUp) for (const event of everythingMayHaveChanged) tell(event);
      catchUp = false;
    };
    events.onmessage = ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as AppEvent); // same build on both ends
    events.onerror = () => {
      catchUp = true;
      if (events.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      setTimeout(() => stream === events && connect(true), reconnectMs);
    };
  }

  return {
    async call(name, input) {
      try {
        const response = await fetch('/api/call', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name, input, page }),
        });
        if (response.status === 401) return lockedOut;
        const reply: unknown = await response.json();
        return isReply(reply) ? reply : silence;
      } catch {
        return silence; // nothing listens, or what listens is not Orderbell: both are the same to the reader
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
  { kind: 'people-changed' },
  { kind: 'recipes-changed' },
  { kind: 'mail-warnings-changed' },
  { kind: 'sleep-changed' },
  { kind: 'bell-changed' },
  { kind: 'presence-changed' },
  { kind: 'updates-changed' },
  { kind: 'connections-changed', names: [] },
];

const isReply = (value: unknown): value is Reply<unknown> =>
  typeof value === 'object' && value !== null && 'ok' in value && ('value' in value || 'error' in value);
