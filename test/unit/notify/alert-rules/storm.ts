import { unansweredProblem } from '../../../../src/main/connection-faults.ts';
import type { Manychat } from '../../../../src/main/manychat/client.ts';
import { problemOfAnswer } from '../../../../src/main/manychat/problems.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { OrderId, SubscriberId } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { dyingLedger } from '../../../support/crash.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { seeded } from '../../health/seeded.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';

export type StormParts = {
  readonly orders: number;
  readonly kills: number;
  readonly seed: number;
};

/** What became of a storm; the first three have to be 0. */
export type StormEnd = {
  /** Manager and order that had the message more than once. */
  readonly twice: number;
  /** Orders that nobody was told of, and that do not say so. */
  readonly silent: number;
  /** Notices that nobody knows the end of, and that are not parked for a person. */
  readonly unparked: number;
  readonly orders: number;
  readonly notices: number;
  readonly delivered: number;
  readonly states: { readonly [state: string]: number };
  readonly passedOn: { readonly [why: string]: number };
  readonly toldToNobody: number;
  readonly taken: number;
  readonly ringing: number;
  readonly kills: number;
  readonly faults: { readonly [fault: string]: number };
};

const answer = (status: number, body: unknown, retryAfter: string | null = null, writes = true) => {
  const problem = problemOfAnswer({ status, retryAfter, body }, { writes, now: 0 });
  if (problem) throw problem;
};
const refused = (code: number, message: string) => answer(400, { status: 'error', code, message });
const cutBy = (code: string, syscall?: string): never => {
  throw unansweredProblem(
    'ManyChat',
    new Error('fetch failed', { cause: { code, ...(syscall && { syscall }) } }),
    true,
  );
};

/** ManyChat's ways to fail; `arrives` whether the manager has the message all the same. */
const faults: { readonly [name: string]: { readonly arrives: boolean; readonly fail: () => void } } = {
  'asks to wait': { arrives: false, fail: () => answer(429, '', '2') },
  'gateway fails, sent': { arrives: true, fail: () => answer(502, '') },
  'gateway fails, not sent': { arrives: false, fail: () => answer(500, '') },
  'cut after the message': { arrives: true, fail: () => cutBy('UND_ERR_SOCKET') },
  'silent, sent': { arrives: true, fail: () => cutBy('TimeoutError') },
  'silent, not sent': { arrives: false, fail: () => cutBy('TimeoutError') },
  'no connection': { arrives: false, fail: () => cutBy('ECONNREFUSED', 'connect') },
  'window shut meanwhile': { arrives: false, fail: () => refused(3011, 'more than 24 hours') },
  'page is blocked': { arrives: false, fail: () => answer(200, { status: 'error', message: 'blocked' }) },
  'page is not linked': { arrives: false, fail: () => refused(3041, 'page not linked') },
  'unknown contact': { arrives: false, fail: () => refused(2011, 'Subscriber does not exist') },
  'answer is no JSON': { arrives: true, fail: () => answer(200, undefined) },
};
const names = Object.keys(faults);

/**
 * Orders come while ManyChat fails in every way it can, managers begin and end shifts, take some orders, and the app dies in
 * the midst of it again and again, at any call it makes on its ledger.
 */
export async function storm({ orders, kills, seed }: StormParts): Promise<StormEnd> {
  const chance = seeded(seed);
  const roll = (sides: number): number => Math.floor(chance() * sides);
  const clock: FakeClock = fakeClock();
  const ledger: Ledger = memoryLedger({ clock });
  const managers = managersOf('Anna', 'Taras', 'Olena', 'Ivan', 'Daryna');
  const delivered = new Map<string, number>();
  const met: Record<string, number> = {};
  let sendings = 0;

  const manychat: Manychat = {
    page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
    async contact() {
      const luck = roll(100);
      if (luck < 4) throw new Problem('unreachable', 'Could not reach ManyChat');
      // the window of some is shut, and of some nobody says
      const lastInteraction = luck < 8 ? clock.now() - 90_000_000 : luck < 12 ? undefined : clock.now();
      return { name: '', lastInteraction };
    },
    async send(id: SubscriberId, block) {
      const arrive = (): void => {
        for (const [, order] of JSON.stringify(block).matchAll(/New order #(\d+)/g)) {
          const key = `${order} ${id}`;
          delivered.set(key, (delivered.get(key) ?? 0) + 1);
        }
      };
      sendings += 1;
      const name = roll(100) < 40 ? names[sendings % names.length] : undefined;
      const fault = name === undefined ? undefined : faults[name];
      if (name !== undefined) met[name] = (met[name] ?? 0) + 1;
      if (!fault || fault.arrives) arrive();
      fault?.fail();
    },
  };

  let killed = 0;
  const run = () => {
    const dies = killed < kills;
    const dying = dies
      ? dyingLedger(ledger, { call: 200 + roll(2_000), when: roll(2) === 0 ? 'before' : 'after' })
      : null;
    const parts = {
      ledger: dying?.ledger ?? ledger,
      clock,
      managers,
      manychat,
      random: () => roll(100) / 100,
    };
    return { dying, desk: startBellDesk(parts) };
  };
  type Process = ReturnType<typeof run>;
  /** A process that dies as it starts is started again. */
  function begin(): Process {
    for (;;) {
      try {
        return run();
      } catch (error) {
        if (!(error instanceof Error) || !/the process (died|is dead)/.test(error.message)) throw error;
        killed += 1;
      }
    }
  }
  let process = begin();
  async function live(ms: number): Promise<void> {
    await clock.advance(ms);
    if (process.dying?.died() !== true) return;
    killed += 1;
    await Promise.race([process.desk.stop(), clock.advance(5_000)]);
    process = begin();
  }
  const survived = (work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof Error) || !/the process (died|is dead)/.test(error.message)) throw error;
      return false;
    }
  };

  const ids: OrderId[] = [];
  for (let number = 1; number <= orders; number += 1) {
    // whoever brings an order brings it again until it was taken in
    while (!survived(() => void ids.push(process.desk.order(String(number))))) await live(1_000);
    const somebody = managers[roll(managers.length)]?.name ?? '';
    if (roll(10) === 0) {
      survived(() => process.desk.book.setDuty({ manager: somebody, on: roll(2) === 0, via: 'app' }));
    }
    const older = ids[roll(ids.length)];
    if (older && roll(4) === 0 && ledger.orders.get(older)?.status === 'new') {
      survived(() => process.desk.take(older, somebody));
    }
    await live(roll(4) * 2_000);
  }
  for (let minute = 0; minute < 45; minute += 1) await live(60_000);
  const end = reckon();
  await process.desk.stop();
  ledger.close();
  return end;

  function reckon(): StormEnd {
    const all = ids.map((id) => {
      const order = ledger.orders.get(id);
      if (!order) throw new Error(`order ${id} is lost`);
      return order;
    });
    const count = (values: readonly string[]): Record<string, number> =>
      Object.fromEntries(
        [...Map.groupBy(values, (value) => value)].map(([value, same]) => [value, same.length]),
      );
    const parked = new Set(ledger.outbox.parked().map(({ orderId }) => orderId));
    const isHeard = new Set([...delivered.keys()].map((key) => key.split(' ')[0]));
    const numberOf = (id: OrderId): string => id.replace('shopify:', '');
    const unheard = all.filter(({ id }) => !isHeard.has(numberOf(id)));
    const passed = all.flatMap(({ id }) =>
      ledger.entries.ofOrder(id).flatMap(({ kind, data }) => (kind === 'passed-on' ? [data.why] : [])),
    );
    return {
      twice: [...delivered.values()].filter((times) => times > 1).length,
      silent: unheard.filter(
        ({ takenBy, notifications }) => takenBy === undefined && notifications.length === 0,
      ).length,
      unparked: all.filter(
        ({ id, notifications }) => notifications.some(({ state }) => state === 'unknown') && !parked.has(id),
      ).length,
      orders: all.length,
      notices: all.reduce((sum, { notifications }) => sum + notifications.length, 0),
      delivered: delivered.size,
      states: count(all.flatMap(({ notifications }) => notifications.map(({ state }) => state))),
      passedOn: count(passed),
      toldToNobody: unheard.length,
      taken: all.filter(({ takenBy }) => takenBy !== undefined).length,
      ringing: process.desk.ringer.ring().orders.length,
      kills: killed,
      faults: met,
    };
  }
}
