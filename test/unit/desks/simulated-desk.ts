import { adoptLinked } from '../../../src/main/desks/adopt-linked.ts';
import type { Desks } from '../../../src/main/desks/desks.ts';
import { createDesks } from '../../../src/main/desks/desks.ts';
import { createOwnMeans } from '../../../src/main/desks/own-means.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Manychat } from '../../../src/main/manychat/client.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Clock, Connection, Ledger } from '../../../src/main/ports.ts';
import { createBatcher } from '../../../src/main/warehouse/batcher.ts';
import { createLinkedLoads } from '../../../src/main/warehouse/linked-load.ts';
import { createLoadPerformer } from '../../../src/main/warehouse/perform-load.ts';
import type { DeskMeans } from '../../../src/shared/desk-source.ts';
import { deskMeans } from '../../../src/shared/desk-source.ts';
import { deskIdSchema, entryIdSchema, subscriberIdSchema } from '../../../src/shared/ids.ts';
import type { IncomingOrder } from '../../../src/shared/order.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder } from '../../support/orders.ts';
import type { Pausable, PausedAt } from './pausable.ts';
import { pausable } from './pausable.ts';
import type { SimulatedHub, Sky, Weather } from './simulated-hub.ts';
import type { SimulatedLinks } from './simulated-links.ts';

/** What the shop's source has: an order at its time, in the order of their times. */
export type Shopify = { readonly orders: { readonly at: number; readonly order: IncomingOrder }[] };
/** What each manager's Messenger has received, by order. */
export type Messenger = Map<string, number>;

export type Surroundings = {
  readonly clock: FakeClock;
  readonly hub: SimulatedHub;
  readonly shopify: Shopify;
  readonly messenger: Messenger;
  readonly random: () => number;
  /** Null: the desks meet in BigQuery alone. */
  readonly links: SimulatedLinks | null;
  /** Each desk tells what it owes and asks nobody whether another does. */
  readonly unasked?: boolean;
};
export type SkyOf = (what: 'bigquery' | 'shopify' | 'manychat') => Sky;

export const managers = ['Iryna', 'Oksana'].map((name, at) => ({
  name,
  subscriberId: subscriberIdSchema.parse(String(41 + at)),
}));
let people = 0;
/** Of a customer of its own, so that no two orders look alike. */
export function ownOrder(source: string, sourceId: string, placedAt?: string): IncomingOrder {
  people += 1;
  return incomingOrder({
    source,
    sourceId,
    customer: { name: `Customer ${people}`, email: `c${people}@example.com` },
    address: `Kyiv, Street ${people}`,
    total: { minor: 10_000 + people, currency: 'UAH' },
    ...(placedAt !== undefined && { placedAt }),
  });
}
const askEveryMs = 20_000;
const askedAgain = 5;

export type DeskOptions = {
  readonly file: string;
  readonly skewMs: number;
  readonly sky: SkyOf;
  /** Whether a subscriber can be looked up from this desk just now. */
  readonly reaches?: (subscriber: string) => boolean;
  /** What it has; both where nothing else is said. */
  readonly means?: readonly DeskMeans[];
};

/** One computer that can be killed at any turn and started again on what it had written down. */
export function simulatedDesk(
  surroundings: Surroundings,
  name: string,
  { file, skewMs, sky, reaches = () => true, means = deskMeans }: DeskOptions,
) {
  const { clock: time, hub, shopify, messenger, random, links, unasked = false } = surroundings;
  const deskId = deskIdSchema.parse(`desk-${name}`);
  let life: Life | null = null;
  let made = 0;

  function live(): Life {
    let alive = true;
    const process = pausable(time);
    const clock: Clock = {
      now: () => time.now() + skewMs,
      uptime: () => time.uptime(),
      after: (ms, work) =>
        process.clock.after(ms, () => {
          if (alive) work();
        }),
    };
    const log = quietLog();
    const ledger = openLedger({ file, clock, deskId });
    ledger.warehouse.setConnected(true);
    const weather: Weather = async () => {
      await process.leaves('question');
      return alive ? sky('bigquery') : 'cut-before';
    };
    const manychat: Manychat = {
      page: async () => ({ id: '1', name: 'Shop', isPro: true }),
      contact: async (id) => {
        await process.leaves('question');
        if (sky('manychat') === 'cut-before' || !reaches(id))
          throw new Problem('unreachable', 'ManyChat cannot be reached');
        return { name: 'x', lastInteraction: clock.now() };
      },
      async send(id, content) {
        await process.leaves('send');
        const way = alive ? sky('manychat') : 'cut-before';
        if (way === 'cut-before') throw new Problem('unreachable', 'ManyChat cannot be reached');
        for (const message of content.content.messages) {
          const number = /#[\w-]+/.exec(JSON.stringify(message))?.[0] ?? 'none';
          messenger.set(`${number} ${id}`, (messenger.get(`${number} ${id}`) ?? 0) + 1);
        }
        await Promise.resolve();
        if (way === 'cut-after') throw new Problem('unknown-outcome', 'the answer was lost');
      },
    };
    const notifier = createNotifier({
      ledger,
      clock,
      log,
      random,
      config: () => config,
      managers: () => managers,
      warehouseOn: () => true,
      language: () => 'en',
      openManychat: () => manychat,
      mayTell: async (message, order) => (unasked ? { ours: true } : desks.mayTell(message, order)),
    });
    const recorder = createRecorder({ ledger, clock, oweNotices: notifier.oweNotices });
    const desks: Desks = createDesks({
      hub: hub.hubOf(deskId, weather, (before) => linked.owe(before)),
      warehouse: bigquery,
      ledger,
      clock,
      log,
      recorder,
      oweUntold: notifier.oweUntold,
      name: () => name,
      onStatus: () => {},
      means: createOwnMeans(means, {}, clock),
      mailbox: () => null,
      onCopied: () => {
        throw new Error('nobody else writes under this name');
      },
      onRole: () => {},
    });
    let nudge = () => {};
    const batcher = createBatcher({ ledger, clock, log, paced: true, onOwed: () => nudge() });
    const { spendOne } = batcher;
    const loading = {
      ledger,
      clock,
      log,
      random,
      spendOne,
      write: hub.writerOf(weather),
      onProblem: () => {},
    };
    const load = createLoadPerformer({ ...loading, onCommitted: () => batcher.look() });
    const linked = createLinkedLoads({ ...loading, onOwed: () => nudge() });
    const performers = [load, linked.performer, ...notifier.performers];
    const relay = createRelay({ ledger, clock, log, random, performers });
    nudge = relay.nudge;
    relay.start();
    batcher.start();
    desks.start();
    const line = links?.join(name, {
      numbers: ledger.entries.numbers,
      ofNumbers: ledger.entries.ofNumbers,
      take: (rows) => adoptLinked(ledger, clock, rows),
      isStill: process.isStill,
    });
    ledger.entries.onAppended((entries, { from }) => {
      if (from === 'this-desk') line?.say(entries);
    });

    const ask = (): void => {
      if (desks.view().desks.some(({ isThis, listens }) => isThis && listens) && sky('shopify') === 'fair') {
        const from = Number(ledger.checkpoints.get('asked') ?? 0);
        const there = shopify.orders.filter(({ at }) => at <= time.now());
        for (const { order } of there.slice(Math.max(0, from - askedAgain))) {
          recorder.record(order, { by: 'shopify', ring: true, toldAt: clock.now() });
        }
        ledger.checkpoints.set('asked', String(there.length));
      }
      clock.after(askEveryMs, ask);
    };
    void desks.asked.then(() => {
      if (alive) ask();
    });
    return {
      ledger,
      recorder,
      desks,
      process,
      kill() {
        alive = false;
        process.end();
        line?.leave();
        ledger.close();
      },
    };
  }
  type Life = {
    ledger: Ledger;
    recorder: ReturnType<typeof createRecorder>;
    desks: Desks;
    process: Pausable;
    kill(): void;
  };

  return {
    deskId,
    isAlive: () => life !== null,
    isStill: () => life?.process.isStill() ?? false,
    ledger: (): Ledger => {
      if (!life) throw new Error(`${name} is not running`);
      return life.ledger;
    },
    start() {
      life ??= live();
    },
    kill() {
      life?.kill();
      life = null;
    },
    /** Its process stands still for so long, and then goes on as if nothing had been. */
    pause: (at: PausedAt, forMs: number) => life?.process.pause(at, forMs),
    goOn: () => life?.process.goOn(),
    takeOver: () => life?.desks.takeOver().catch(() => {}),
    /** A manager writes an order down, or does something to one that is there. */
    work() {
      if (!life || life.process.isStill()) return;
      const { ledger, recorder } = life;
      const orders = [...ledger.orders.each()];
      const order = orders[Math.floor(random() * orders.length)]?.order;
      made += 1;
      if (order === undefined || random() < 0.3) {
        const sourceId = `${name}-${made}`;
        recorder.record(ownOrder('manual', sourceId), { by: name, ring: true });
        return;
      }
      const takes = random() < 0.5;
      ledger.entries.append({
        id: entryIdSchema.parse(takes ? `taken:${order.id}:1` : `note:${deskId}:${made}`),
        orderId: order.id,
        at: ledger.entries.list({ limit: 1 })[0]?.at ?? 0,
        by: name,
        ...(takes
          ? { kind: 'taken', data: { manager: name, decision: 1 } }
          : { kind: 'note-added', data: { text: `note ${made}` } }),
      });
    },
  };
}
export type SimulatedDesk = ReturnType<typeof simulatedDesk>;

const config = { token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null };
const status = {
  state: 'working',
  account: null,
  lastSuccessAt: null,
  problem: null,
  fix: null,
  facts: [],
} as const;
const bigquery: Connection = { name: 'bigquery', status: () => status, check: async () => status };
