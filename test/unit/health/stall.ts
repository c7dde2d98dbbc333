import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { roundEveryMs } from '../../../src/main/intake/shopify/reconcile.ts';
import { createStores } from '../../../src/renderer/state/stores.ts';
import type { ConnectionName } from '../../../src/shared/views.ts';
import type { World } from '../../guarantees/sleep/world.ts';
import { openWorld } from '../../guarantees/sleep/world.ts';
import { withEvery } from '../renderer/page-clock.ts';
import { limitsBy } from './limits-by-clock.ts';

const seconds = 1_000;
const minutes = 60 * seconds;
/** Whoever is asked by the clock is so at a multiple of it: an answer that comes in a step ends that step's wait to the second. */
const step = 5 * seconds;
/** So long after a stall began those who are asked seldom have been asked twice; one that is told by then is told in time. */
const leastMs = 4 * minutes;
const mostMs = 6 * minutes;

export type Stall = {
  readonly of: ConnectionName;
  /** Mute for good: not even the limit of a request ends the waiting for an answer. */
  readonly how: 'is cut off' | 'is mute' | 'is mute for good';
};

export type Seen = {
  /** How long after the stall began the window showed it, in seconds; null: it did not. */
  readonly toldAfter: number | null;
  /** By how much one of the others was asked later than it usually is, in seconds. */
  readonly othersLater: number;
};

/** How often the desk asks each that is asked by the clock. */
const usualMs = { shopify: roundEveryMs, gmail: 30 * seconds, bigquery: 15 * seconds };
type Asked = keyof typeof usualMs;
const allAsked: readonly Asked[] = ['shopify', 'gmail', 'bigquery'];

/**
 * A whole desk with all its services, one of which stalls just after it has answered, for so long as it may take until it is
 * told.
 * @param desk one that no longer asks anybody is what the promise speaks against
 */
export async function stall({ of, how }: Stall, desk: 'asks' | 'asks nobody' = 'asks'): Promise<Seen> {
  const world = await openWorld();
  onTestFinished(() => world.close());
  const { roads, shopify, pass } = world;
  if (how === 'is mute') limitsBy(world.world);
  const shown = openStrip(world);
  const asked = hearAsking(world);
  const now = world.world.uptime;
  await world.until(async () => shown.areAllWell(), 5 * minutes, step);
  const road = roads[of === 'tunnel' ? 'here' : of];
  // just after it was asked it takes longest until it is asked again; what nobody asks is told something below
  if (of !== 'manychat') await hear(of);

  async function hear(name: Exclude<ConnectionName, 'manychat'>): Promise<void> {
    const before = asked(name).length;
    await world.until(async () => asked(name).length > before, mostMs, step);
    await pass(step, step);
  }

  if (how === 'is cut off') road.shut();
  else road.mute();
  if (desk === 'asks nobody') world.stopAsking();
  if (of === 'manychat') shopify.shopping.buyOnline();
  const began = now();
  let toldAfter: number | null = null;
  while (now() - began < (toldAfter === null ? mostMs : leastMs)) {
    await pass(step, step);
    if (toldAfter === null && shown.isTold(of)) toldAfter = (now() - began) / seconds;
  }
  const later = allAsked
    .filter((name) => name !== of)
    .map((name) => longestWait([...asked(name), now()], began) - usualMs[name]);
  if (desk === 'asks nobody') world.wakeUp('late');
  road.open();
  return { toldAfter, othersLater: Math.max(0, ...later) / seconds };
}

/** The longest time between one and the next, of those that had not ended at that moment. */
function longestWait(times: readonly number[], from: number): number {
  const waits = times.slice(1).map((at, index) => (at < from ? 0 : at - (times[index] ?? at)));
  return Math.max(...waits);
}

/** The strip of a window, as far as it says how the services are: the stores it is drawn from. */
function openStrip({ world, call, desk }: World) {
  const { connections, mailWarnings } = createStores({
    client: {
      capabilities: { soundWithoutGesture: false, printsByItself: false },
      call,
      on: desk.events.on,
    },
    clock: withEvery(world),
    bar: { read: () => '', push: () => undefined, replace: () => undefined, onChange: () => () => undefined },
    storage: { getItem: () => null, setItem: () => undefined },
    clearToasts: () => undefined,
  });
  for (const store of [connections, mailWarnings]) {
    const end = store.start();
    onTestFinished(end);
  }
  const states = () => {
    const asked = connections.getState();
    return asked.state === 'ready' ? asked.value : [];
  };
  const warnings = () => {
    const asked = mailWarnings.getState();
    return asked.state === 'ready' ? asked.value : [];
  };
  return {
    areAllWell: () => states().length === 5 && states().every(({ state }) => state === 'working'),
    isTold: (of: ConnectionName) =>
      states().some(({ name, state }) => name === of && (state === 'failing' || state === 'signed-out')) ||
      warnings().some(({ kind, family }) => kind === 'stopped' && family === of),
  };
}

/** When each service was asked, by the world's clock since it began. */
function hearAsking({ world, shopify, gmail, bigquery, desk }: World) {
  const ports = {
    shopify: new URL(shopify.url).port,
    gmail: new URL(gmail.url).port,
    bigquery: new URL(bigquery.url).port,
    tunnel: new URL(desk.receiverUrl).port,
  };
  const heard: { readonly port: string; readonly at: number }[] = [];
  const onStart = (message: unknown): void => {
    const { request } = message as { readonly request: IncomingMessage }; // what Node publishes on this channel
    heard.push({ port: String(request.socket.localPort), at: world.uptime() });
  };
  subscribe('http.server.request.start', onStart);
  onTestFinished(() => void unsubscribe('http.server.request.start', onStart));
  return (name: keyof typeof ports): readonly number[] =>
    heard.filter(({ port }) => port === ports[name]).map(({ at }) => at);
}
