import { describe, expect, it } from 'vitest';
import { createEvents } from '../../../src/main/events.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { announce } from '../../../src/main/ipc/announce.ts';
import { createOrderHandlers } from '../../../src/main/ipc/order-handlers.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { append } from '../../support/desks.ts';
import { memoryLedger } from '../../support/ledger.ts';
import type { OrderParts } from '../../support/orders.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { anna, clock, eachWithAnnaAndTaras, listen, load, look, order, taras } from './anna-and-taras.ts';

eachWithAnnaAndTaras();

const dayMs = 86_400_000;
const typed = { source: 'manual', sourceId: 'a', number: 'M-1', items: [] } as const;
const mail = () => ({ source: 'mail:dostavo', sourceId: 'DS-1', version: clock.now() });
const shop = { source: 'shopify', sourceId: '5' } as const;

const recorderOf = (ledger: Ledger) => createRecorder({ ledger, clock, enqueueNotices: () => {} });
const record = (ledger: Ledger, parts: OrderParts): OrderId =>
  recorderOf(ledger).record(incomingOrder(parts), { by: 'shopify', ring: true }).orderId;
const merge = (ledger: Ledger, keep: OrderId, drop: OrderId) =>
  createSameOrders({ ledger, clock }).merge(keep, drop, 'a manager');

/** Anna's computer listens, and knows that of Taras, which has no line for the next days. */
async function tarasIsCutOff() {
  append({ ledger: taras, clock }, [order(1)]);
  await load(taras);
  const desk = listen(anna);
  await look(desk);
  const woken: OrderId[] = [];
  const events = createEvents((error) => {
    throw error;
  });
  anna.entries.onAppended((entries, arrival) => woken.push(...announce(entries, events, arrival, anna)));
  return {
    /** For whom somebody was woken. */
    woken,
    async hearsOfIt(): Promise<void> {
      await clock.advance(3 * dayMs);
      woken.length = 0;
      await load(taras, [2, Number.MAX_SAFE_INTEGER]);
      await look(desk);
    },
  };
}

describe('what another computer wrote days before it was heard of', () => {
  it('is compared with what is here, and wakes nobody', async () => {
    const { woken, hearsOfIt } = await tarasIsCutOff();
    const [told, manual] = [record(anna, mail()), record(taras, typed)];
    await hearsOfIt();
    expect(anna.orders.get(manual)?.sameAs?.map(({ id }) => id)).toContain(told);
    expect(anna.orders.get(told)?.sameAs?.map(({ id }) => id)).toContain(manual);
    expect(woken).toEqual([]);
  });

  it('tells the order it merged another into that this one was cancelled here meanwhile, and that rings once', async () => {
    const { woken, hearsOfIt } = await tarasIsCutOff();
    const part = record(anna, shop);
    const whole = record(taras, typed);
    merge(taras, whole, record(taras, shop));
    record(anna, { ...shop, version: 2, cancelledAt: '2025-03-04T12:00:00Z' });
    await hearsOfIt();
    expect(anna.orders.get(part)?.partOf?.id).toBe(whole);
    expect(anna.orders.get(whole)?.cancelledParts?.map(({ id }) => id)).toEqual([part]);
    expect(woken).toEqual([whole]);
  });

  it('tells the order that this one was merged into here meanwhile what was said there of its money, each time', async () => {
    const { woken, hearsOfIt } = await tarasIsCutOff();
    const [id, whole] = [record(anna, mail()), record(anna, typed)];
    record(taras, mail());
    await hearsOfIt();
    merge(anna, whole, id);
    const recorder = recorderOf(taras);
    const deeds = createOrderHandlers({ ledger: taras, clock, recorder, manager: () => 'Taras' });
    const refund = { id, key: 'r1', amount: '30', reason: 'Wilted' };
    const said = [
      [() => deeds['orders.setPayment']({ id, paymentStatus: 'paid' }), 'paid', undefined],
      [() => deeds['orders.noteRefund'](refund), 'partially-refunded', 3_000],
      [() => deeds['orders.withdrawRefund']({ id, refund: 'r1' }), 'paid', undefined],
    ] as const;
    for (const [say, paid, refunded] of said) {
      await say();
      await hearsOfIt();
      const order = anna.orders.get(whole);
      expect([order?.paymentStatus, order?.content.refunded?.minor]).toEqual([paid, refunded]);
    }
    expect(woken).toEqual([]);
  });

  it('is not asked about, where it is history, because somebody there says that it is paid', async () => {
    const { hearsOfIt } = await tarasIsCutOff();
    const quiet = { by: 'shopify', ring: false } as const;
    const [id, other] = [mail(), typed].map(
      (parts) => recorderOf(anna).record(incomingOrder(parts), quiet).orderId,
    );
    if (!id || !other) throw new Error('two orders');
    await load(anna);
    await look(listen(taras));
    const deeds = createOrderHandlers({
      ledger: taras,
      clock,
      recorder: recorderOf(taras),
      manager: () => 'Taras',
    });
    await deeds['orders.setPayment']({ id, paymentStatus: 'paid' });
    await hearsOfIt();
    expect(anna.orders.get(id)).toMatchObject({ paymentStatus: 'paid' });
    expect([id, other].map((each) => anna.orders.get(each)?.sameAs)).toEqual([undefined, undefined]);
  });

  it('leaves one of three orders standing that were merged in a circle', async () => {
    const { hearsOfIt } = await tarasIsCutOff();
    const all = [shop, typed, mail()] as const;
    const [one, two, three] = all.map((parts) => record(anna, parts));
    for (const parts of all) record(taras, parts);
    if (!one || !two || !three) throw new Error('three orders');
    merge(anna, two, one);
    merge(taras, three, two);
    merge(taras, one, three);
    await hearsOfIt();
    expect([one, two, three].filter((id) => anna.orders.get(id)?.partOf === undefined)).toHaveLength(1);
  });

  it('is not compared by a computer that is being filled with it: others have done that', async () => {
    append({ ledger: taras, clock }, [
      received(incomingOrder(mail()), clock.now()),
      received(incomingOrder(typed), clock.now()),
    ]);
    await clock.advance(3 * dayMs);
    await load(taras);
    const fresh = memoryLedger({ clock, deskId: 'desk-new' });
    await look(listen(fresh));
    expect([...fresh.orders.each()]).toHaveLength(2);
    expect([...fresh.entries.each()].filter(({ desk }) => desk === fresh.deskId)).toEqual([]);
    fresh.close();
  });
});
