import { describe, expect, it } from 'vitest';
import { createEvents } from '../../../src/main/events.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { announce } from '../../../src/main/ipc/announce.ts';
import { createOrderHandlers } from '../../../src/main/ipc/order-handlers.ts';
import { cancelledToast } from '../../../src/main/notify/toast.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { append } from '../../support/desks.ts';
import { anna, clock, eachWithAnnaAndTaras, listen, load, look, order, taras } from './anna-and-taras.ts';

eachWithAnnaAndTaras();

const handlersOf = (ledger: Ledger, name: string) => {
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  return createOrderHandlers({ ledger, clock, recorder, manager: () => name });
};

type Handlers = ReturnType<typeof handlersOf>;

/** Both computers have the order; from then on neither hears of the other until they meet. */
async function cutOff() {
  append({ ledger: anna, clock }, [order(1)]);
  await load(anna);
  const desks = { anna: listen(anna), taras: listen(taras) };
  await look(desks.anna);
  await look(desks.taras);
  const [
    {
      order: { id },
    } = never(),
  ] = [...anna.orders.each()];
  const woken: OrderId[] = [];
  const events = createEvents((error) => {
    throw error;
  });
  anna.entries.onAppended((entries, arrival) => woken.push(...announce(entries, events, arrival, anna)));
  const from = new Map<Ledger, number>([
    [anna, 2],
    [taras, 1],
  ]);
  return {
    id,
    anna: handlersOf(anna, 'Anna'),
    taras: handlersOf(taras, 'Taras'),
    /** For whom somebody was woken at Anna's. */
    woken,
    async meet(): Promise<void> {
      for (const ledger of [anna, taras]) {
        const last = ledger.entries.list({ limit: 1_000 }).filter(({ desk }) => desk === ledger.deskId);
        const to = Math.max(0, ...last.map(({ seq }) => seq));
        const first = from.get(ledger) ?? 1;
        if (to >= first) await load(ledger, [first, to]);
        from.set(ledger, to + 1);
      }
      await clock.advance(60_000);
      await look(desks.anna);
      await look(desks.taras);
    },
    /** What each of the two says of it. */
    said: () => [anna, taras].map((ledger) => ledger.orders.get(id)),
  };
}

const never = (): never => {
  throw new Error('an order');
};

describe('a cancellation on one computer and work that goes on on another', () => {
  async function crossed() {
    const both = await cutOff();
    const { id } = both;
    await both.anna['orders.setStatus']({ id, status: 'cancelled', reason: 'No flowers' });
    await both.taras['orders.take']({ id });
    await both.taras['orders.setStatus']({ id, status: 'preparing' });
    await both.taras['orders.setStatus']({ id, status: 'ready' });
    await both.meet();
    return both;
  }

  it('are for a manager to decide on both, and wake whoever hears of it', async () => {
    const { said, id, woken } = await crossed();
    const cancelled = [expect.objectContaining({ by: 'Anna' })];
    for (const one of said()) {
      expect(one).toMatchObject({ status: 'ready', needsReview: true, cancellations: cancelled });
    }
    expect(woken).toEqual([id]);
    const [here] = said();
    expect(here && cancelledToast(here, 'en')?.body).toContain('Cancelled by Anna');
  });

  it('stay for a manager to decide while the order only goes on, or is taken over', async () => {
    const { said, meet, ...both } = await crossed();
    await both.taras['orders.setStatus']({ id: both.id, status: 'handed-over' });
    await both.anna['orders.take']({ id: both.id });
    await meet();
    for (const one of said()) expect(one).toMatchObject({ takenBy: 'Anna', needsReview: true });
    expect(both.woken).toEqual([both.id]);
  });

  it('wake whoever hears of it also where it is only a taking', async () => {
    const { said, meet, id, ...both } = await cutOff();
    await both.anna['orders.setStatus']({ id, status: 'cancelled' });
    await both.taras['orders.setPayment']({ id, paymentStatus: 'paid' });
    await both.taras['orders.take']({ id });
    await meet();
    for (const one of said()) expect(one).toMatchObject({ status: 'taken', needsReview: true });
    expect(both.woken).toEqual([id]);
  });

  it('leave one of two cancellations to decide on once whoever made the other takes it back', async () => {
    const { said, meet, id, ...both } = await cutOff();
    const made = async (who: Handlers, name: string) => {
      await who['orders.setStatus']({ id, status: 'cancelled' });
      const ledger = name === 'Anna' ? anna : taras;
      return ledger.orders.get(id)?.cancellations?.at(-1)?.id ?? never();
    };
    const [first, second] = [await made(both.anna, 'Anna'), await made(both.taras, 'Taras')];
    await meet();
    await both.anna['orders.setStatus']({ id, status: 'new', seen: 'cancelled', undone: [first] });
    await meet();
    for (const one of said()) {
      expect(one).toMatchObject({ status: 'new', needsReview: true, cancellations: [{ id: second }] });
    }
  });

  it('is taken back with what the same person said of it since', async () => {
    const { said, id, ...both } = await cutOff();
    await both.anna['orders.setStatus']({ id, status: 'cancelled', reason: 'No flowers' });
    const first = anna.orders.get(id)?.cancellations?.at(-1)?.id ?? never();
    await both.anna['orders.setStatus']({ id, status: 'cancelled', reason: 'No vases' });
    await both.anna['orders.setStatus']({ id, status: 'new', seen: 'cancelled', undone: [first] });
    expect(said()[0]).toMatchObject({ status: 'new', needsReview: false });
  });

  it('are decided by a word that it goes on', async () => {
    const { said, meet, id, ...both } = await crossed();
    await both.anna['orders.setStatus']({ id, status: 'ready', seen: 'ready' });
    await meet();
    for (const one of said()) {
      expect(one).toMatchObject({ status: 'ready', needsReview: false });
      expect(one).not.toHaveProperty('cancellations');
    }
  });

  it('are decided by one more cancellation, which can be taken back by itself', async () => {
    const { said, meet, id, ...both } = await crossed();
    await both.taras['orders.setStatus']({ id, status: 'cancelled', seen: 'ready' });
    await meet();
    for (const one of said()) expect(one).toMatchObject({ status: 'cancelled', needsReview: false });
    const second = taras.orders.get(id)?.cancellations?.at(-1)?.id ?? never();
    await both.taras['orders.setStatus']({ id, status: 'ready', seen: 'cancelled', undone: [second] });
    await meet();
    for (const one of said()) expect(one).toMatchObject({ status: 'ready', needsReview: true });
  });

  it('are nothing to decide once who knew of the cancellation opened the order again', async () => {
    const { said, meet, id, ...both } = await cutOff();
    await both.anna['orders.setStatus']({ id, status: 'cancelled' });
    await meet();
    await both.taras['orders.setStatus']({ id, status: 'new', seen: 'cancelled' });
    await both.taras['orders.take']({ id });
    await meet();
    for (const one of said()) expect(one).toMatchObject({ status: 'taken', needsReview: false });
    expect(both.woken).toEqual([]);
  });

  it('are nothing to decide where the cancellation counts', async () => {
    const { said, meet, id, ...both } = await cutOff();
    await both.taras['orders.take']({ id });
    await both.anna['orders.setStatus']({ id, status: 'preparing' });
    await both.anna['orders.setStatus']({ id, status: 'cancelled' });
    await meet();
    for (const one of said()) expect(one).toMatchObject({ status: 'cancelled', needsReview: false });
    expect(both.woken).toEqual([]);
  });
});
