import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome, Performer } from '../../../src/main/outbox/relay.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger, OutboxMessage } from '../../../src/main/ports.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';

let clock: FakeClock;
let ledger: Ledger;
let stop: () => Promise<void>;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  stop = async () => {};
});
afterEach(async () => {
  await stop();
  ledger.close();
});

const performer = (
  kind: string,
  perform: (message: OutboxMessage) => Promise<Outcome>,
  limit = 1,
): Performer => ({ kind, leaseMs: 30_000, limit, perform });

function start(...performers: readonly Performer[]) {
  const relay = createRelay({ ledger, clock, log: quietLog(), performers, random: () => 0.5 });
  stop = () => relay.stop();
  relay.start();
  return relay;
}

const enqueue = (kind: string, key: string, notBefore?: number) => {
  const id = ledger.outbox.put({ kind, key, payload: key, ...(notBefore !== undefined && { notBefore }) });
  if (id === null) throw new Error('pending already');
  return id;
};
/** Performs everything at once and records what it was given. */
function noting<T>(note: (message: OutboxMessage) => T) {
  const notes: T[] = [];
  const all = performer('print', async (message) => {
    notes.push(note(message));
    return { done: true };
  });
  return { notes, all };
}
const settled = () => clock.advance(0);

describe('relay', () => {
  it('performs a pending message and then deletes it', async () => {
    const id = enqueue('print', 'a');
    const { notes: performed, all } = noting(({ payload }) => payload);
    start(all);
    await settled();
    expect(performed).toEqual(['a']);
    expect(ledger.outbox.get(id)?.state).toBe('done');
  });

  it('counts an attempt before it is made', async () => {
    const id = enqueue('print', 'a');
    const { notes, all } = noting(() => ledger.outbox.get(id));
    start(all);
    await settled();
    expect(notes).toMatchObject([{ state: 'leased', attempts: 1 }]);
  });

  it('starts a delayed message when due, and a new one at once', async () => {
    const { notes: performed, all } = noting(({ payload }) => payload);
    enqueue('print', 'later', clock.now() + 60_000);
    const relay = start(all);
    await settled();
    enqueue('print', 'now');
    relay.nudge();
    await settled();
    expect(performed).toEqual(['now']);
    await clock.advance(60_000);
    expect(performed).toEqual(['now', 'later']);
  });

  it('tries again what may pass, waiting longer each time', async () => {
    const at: number[] = [];
    const from = clock.now();
    enqueue('print', 'a');
    start(
      performer('print', async () => {
        at.push(clock.now() - from);
        throw new Problem('unreachable', 'offline');
      }),
    );
    await clock.advance(20_000);
    expect(at).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
  });

  it('parks what would fail again, with the reason', async () => {
    const id = enqueue('print', 'a');
    start(performer('print', () => Promise.reject(new Problem('signed-out', 'the key is refused'))));
    await settled();
    expect(ledger.outbox.get(id)).toMatchObject({ state: 'parked', reason: 'the key is refused' });
  });

  it('parks a bug instead of repeating it for ever', async () => {
    const id = enqueue('print', 'a');
    start(performer('print', () => Promise.reject(new TypeError('x is undefined'))));
    await clock.advance(60_000);
    expect(ledger.outbox.get(id)).toMatchObject({ state: 'parked', attempts: 1 });
  });

  it('never lets one kind wait for another', async () => {
    enqueue('stuck', 'a');
    const id = enqueue('print', 'b');
    start(
      performer('stuck', () => new Promise(() => {})),
      performer('print', async () => ({ done: true })),
    );
    await settled();
    expect(ledger.outbox.get(id)?.state).toBe('done');
    stop = async () => {};
  });

  it('retries a message of a dead attempt after its lease', async () => {
    const id = enqueue('print', 'a');
    ledger.outbox.lease('print', { now: clock.now(), leaseMs: 30_000, limit: 1 });
    const { notes: attempts, all } = noting((message) => message.attempts);
    start(all);
    await clock.advance(29_000);
    expect(attempts).toEqual([]);
    await clock.advance(11_000);
    expect(attempts).toEqual([2]);
    expect(ledger.outbox.get(id)?.state).toBe('done');
  });

  it('finishes what is under way before it stops, and begins nothing new', async () => {
    const first = enqueue('print', 'a');
    let finish: (outcome: Outcome) => void = () => {};
    const relay = start(performer('print', () => new Promise((resolve) => (finish = resolve))));
    await settled();
    const second = enqueue('print', 'b');
    const stopping = relay.stop();
    finish({ done: true });
    await stopping;
    expect(ledger.outbox.get(first)?.state).toBe('done');
    expect(ledger.outbox.get(second)?.state).toBe('waiting');
  });

  it('does not wait for ever for an attempt that does not end', async () => {
    enqueue('print', 'a');
    const relay = start(performer('print', () => new Promise(() => {})));
    await settled();
    let stopped = false;
    const stopping = relay.stop().then(() => {
      stopped = true;
    });
    await clock.advance(4_000);
    await stopping;
    expect(stopped).toBe(true);
    stop = async () => {};
  });

  it('starts at once what the work of another kind has released', async () => {
    const later = enqueue('bell', 'b', clock.now() + 60_000);
    enqueue('print', 'a');
    start(
      performer('print', async () => {
        await Promise.resolve();
        ledger.outbox.retryAt(later, clock.now(), 'released');
        return { done: true };
      }),
      performer('bell', async () => ({ done: true })),
    );
    await settled();
    expect(ledger.outbox.get(later)?.state).toBe('done');
  });

  it('is woken when a message is enqueued without an event', async () => {
    let wake: () => void = () => {};
    start({
      ...performer('print', async () => ({ done: true })),
      wakeBy: (nudge) => {
        wake = nudge;
      },
    });
    await settled();
    const id = enqueue('print', 'a');
    wake();
    await settled();
    expect(ledger.outbox.get(id)?.state).toBe('done');
  });

  it('continues after the ledger refused a write', async () => {
    const id = enqueue('print', 'a');
    const lease = vi.spyOn(ledger.outbox, 'lease').mockImplementationOnce(() => {
      throw new Error('disk full');
    });
    start(performer('print', async () => ({ done: true })));
    await clock.advance(6_000);
    expect(ledger.outbox.get(id)?.state).toBe('done');
    lease.mockRestore();
  });
});
