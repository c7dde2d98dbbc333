import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { entryIdSchema } from '../../../src/shared/ids.ts';
import type { IncomingOrder } from '../../../src/shared/order.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

const first: IncomingOrder = {
  source: 'shopify',
  sourceId: '5001',
  version: 1000,
  content: { number: '#1', paymentStatus: 'pending', customer: {}, items: [] },
};
const later = (version: number, number = `#${version}`): IncomingOrder => ({
  ...first,
  version,
  content: { ...first.content, number },
});

function createTestRecorder(deskId = 'desk-1') {
  const clock = fakeClock('2026-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock, deskId });
  const rung: string[] = [];
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (orderId) => rung.push(orderId) });
  return { clock, ledger, recorder, rung };
}

const paid: IncomingOrder = { ...first, content: { ...first.content, paymentStatus: 'paid' } };

const webhook = { by: 'shopify', ring: true };
const reconciliation = { by: 'shopify-ask-back', ring: true };

describe('recording an order', () => {
  it('records it once and rings once, whichever path brings it how often', () => {
    const { ledger, recorder, rung } = createTestRecorder();
    expect(recorder.record(first, webhook)).toEqual({ orderId: 'shopify:5001', outcome: 'new' });
    expect(recorder.record(first, webhook).outcome).toBe('seen');
    expect(recorder.record(first, reconciliation).outcome).toBe('seen');
    expect(ledger.entries.list()).toHaveLength(1);
    expect(rung).toEqual(['shopify:5001']);
  });

  it('does not let another reader of the same version reword it', () => {
    const { ledger, recorder } = createTestRecorder();
    recorder.record(first, webhook);
    expect(recorder.record(later(1000, '#reworded'), reconciliation).outcome).toBe('seen');
    expect(ledger.orders.get(recorder.record(first, webhook).orderId)?.content.number).toBe('#1');
  });

  it('lets the ask-back correct what the late one of two deliveries of a second made of an order', async () => {
    const { ledger, recorder, clock } = createTestRecorder();
    const { orderId } = recorder.record(paid, webhook);
    await clock.advance(1);
    recorder.record(first, webhook);
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('pending');
    await clock.advance(1);

    const asked = { ...paid, content: { ...paid.content, note: 'worded by another reader' } };
    expect(recorder.record(asked, reconciliation).outcome).toBe('updated');
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('paid');
    for (const [order, how] of [
      [asked, reconciliation],
      [first, webhook],
      [paid, webhook],
    ] as const) {
      expect(recorder.record(order, how).outcome).toBe('seen');
    }
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('paid');
  });

  it('lets the ask-back correct it in words that were told before, and once', async () => {
    const { ledger, recorder, clock } = createTestRecorder();
    const { orderId } = recorder.record(paid, webhook);
    await clock.advance(1);
    recorder.record(first, webhook);
    await clock.advance(1);
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('pending');
    expect(recorder.record(paid, reconciliation).outcome).toBe('updated');
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('paid');
    expect(recorder.record(paid, reconciliation).outcome).toBe('seen');
  });

  it('lets no late delivery win over what was asked back of the same second', async () => {
    const { ledger, recorder, clock } = createTestRecorder();
    const { orderId } = recorder.record(paid, reconciliation);
    await clock.advance(1);
    expect(recorder.record(first, webhook).outcome).toBe('seen');
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('paid');
  });

  it('lets no late delivery win where the ask-back had nothing to add to what was told of that second', async () => {
    const { ledger, recorder, clock } = createTestRecorder();
    const { orderId } = recorder.record(paid, webhook);
    await clock.advance(1);
    expect(recorder.record(first, { ...webhook, askedTo: () => paid.version + 1 }).outcome).toBe('seen');
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('paid');
    expect(recorder.record(first, { ...webhook, askedTo: () => paid.version }).outcome).toBe('updated');
  });

  it('takes each change of a second that is asked back, also the one back', async () => {
    const { ledger, recorder, clock } = createTestRecorder();
    const { orderId } = recorder.record(paid, reconciliation);
    for (const asked of [first, paid, first, paid]) {
      await clock.advance(1);
      expect(recorder.record(asked, reconciliation).outcome).toBe('updated');
      expect(ledger.orders.get(orderId)?.paymentStatus).toBe(asked.content.paymentStatus);
    }
    expect(recorder.record(paid, reconciliation).outcome).toBe('seen');
  });

  it('corrects what a desk wrote whose clock is ahead, once, and the same on every desk', async () => {
    const here = createTestRecorder();
    const ahead = createTestRecorder('desk-2');
    await ahead.clock.advance(3_600_000);
    const { orderId } = here.recorder.record(paid, webhook);
    ahead.recorder.record(paid, webhook);
    await ahead.clock.advance(1);
    ahead.recorder.record(first, webhook);
    here.ledger.entries.importRemote(ahead.ledger.entries.list());
    expect(here.ledger.orders.get(orderId)?.paymentStatus).toBe('pending');

    for (const outcome of ['updated', 'seen', 'seen']) {
      await here.clock.advance(120_000);
      expect(here.recorder.record(paid, reconciliation).outcome).toBe(outcome);
    }
    ahead.ledger.entries.importRemote(here.ledger.entries.list());
    expect(ahead.recorder.record(paid, reconciliation).outcome).toBe('seen');
    expect(ahead.ledger.orders.get(orderId)?.paymentStatus).toBe('paid');
    expect(here.ledger.orders.get(orderId)?.paymentStatus).toBe('paid');
  });

  it('does not take what managers and parts add to an order for what the source contradicts', () => {
    const { ledger, recorder, clock } = createTestRecorder();
    const { orderId } = recorder.record(paid, webhook);
    ledger.entries.append({
      id: entryIdSchema.parse('copy-linked:5001'),
      orderId,
      at: clock.now(),
      by: 'shopify',
      kind: 'copy-told',
      data: {
        copy: orderId,
        version: 1,
        paymentStatus: 'paid',
        fulfillment: 'fulfilled',
        refunded: { minor: 1, currency: 'UAH' },
      },
    });
    expect(ledger.orders.get(orderId)?.content.fulfillment).toBe('fulfilled');
    expect(recorder.record(paid, reconciliation).outcome).toBe('seen');
  });

  it.each([
    ['was paid back', 'refunded'],
    ['was taken off', 'takenOff'],
  ] as const)(
    'takes from another reader how much %s, where the first could not say it, and once',
    (_, what) => {
      const { ledger, recorder } = createTestRecorder();
      const content = { ...first.content, paymentStatus: 'partially-refunded' } as const;
      const amount = { minor: 250_000, currency: 'UAH' };
      const { orderId } = recorder.record({ ...first, content }, webhook);
      const asked = { ...first, content: { ...content, [what]: amount, note: 'worded by another reader' } };
      expect(recorder.record(asked, reconciliation).outcome).toBe('updated');
      for (const how of [reconciliation, webhook]) expect(recorder.record(asked, how).outcome).toBe('seen');
      expect(recorder.record({ ...first, content }, webhook).outcome).toBe('seen');
      expect(ledger.orders.get(orderId)?.content[what]).toEqual(amount);
    },
  );

  it('takes from another reader how many are left of a line, where the first could not say it, and once', () => {
    const { ledger, recorder } = createTestRecorder();
    const items = [{ title: 'Vase', quantity: 3, options: ['now 1 of 3'] }];
    const old = { ...first, content: { ...first.content, items } };
    const { orderId } = recorder.record(old, webhook);
    const asked = {
      ...first,
      content: { ...first.content, items: [{ title: 'Vase', quantity: 3, left: 1, options: [] }] },
    };
    expect(recorder.record(asked, reconciliation).outcome).toBe('updated');
    for (const how of [reconciliation, webhook]) expect(recorder.record(asked, how).outcome).toBe('seen');
    expect(recorder.record(old, webhook).outcome).toBe('seen');
    expect(ledger.orders.get(orderId)?.content.items).toEqual(asked.content.items);
  });

  it('takes two changes of the same second from the same reader, and neither again', () => {
    const { ledger, recorder } = createTestRecorder();
    recorder.record(first, webhook);
    expect(recorder.record(later(1000, '#second'), webhook).outcome).toBe('updated');
    expect(recorder.record(first, webhook).outcome).toBe('seen');
    expect(
      ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 5 }, shopTimeAt()).rows[0]?.number,
    ).toBe('#second');
  });

  it('rings nobody for history', () => {
    const { recorder, rung } = createTestRecorder();
    recorder.record(first, { by: 'shopify-ask-back', ring: false });
    expect(rung).toEqual([]);
  });

  it('shows the newest version whatever the order of arrival', () => {
    const versions = [1000, 2000, 3000, 4000, 5000];
    fc.assert(
      fc.property(fc.shuffledSubarray(versions, { minLength: versions.length }), (order) => {
        const { ledger, recorder } = createTestRecorder();
        for (const version of order) recorder.record(later(version), webhook);
        const shown = ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 5 }, shopTimeAt()).rows;
        expect(shown.map(({ number }) => number)).toEqual(['#5000']);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves nothing behind when the notices cannot be written', () => {
    const clock = fakeClock('2026-03-04T10:00:00Z');
    const ledger = memoryLedger({ clock });
    const recorder = createRecorder({
      ledger,
      clock,
      enqueueNotices: () => {
        throw new Error('disk full');
      },
    });
    expect(() => recorder.record(first, webhook)).toThrow('disk full');
    expect(ledger.entries.list()).toEqual([]);
  });
});
