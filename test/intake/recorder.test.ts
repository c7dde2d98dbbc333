import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/main/intake/recorder.ts';
import type { IncomingOrder } from '../../src/shared/order.ts';
import { fakeClock } from '../support/clock.ts';
import { memoryLedger } from '../support/ledger.ts';
import { shopTimeAt } from '../support/shop-time.ts';

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

function createTestRecorder() {
  const clock = fakeClock('2026-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const rung: string[] = [];
  const recorder = createRecorder({ ledger, clock, oweNotices: (orderId) => rung.push(orderId) });
  return { clock, ledger, recorder, rung };
}

const webhook = { by: 'shopify', ring: true };
const askBack = { by: 'shopify-ask-back', ring: true };

describe('recording an order', () => {
  it('records it once and rings once, whichever path brings it how often', () => {
    const { ledger, recorder, rung } = createTestRecorder();
    expect(recorder.record(first, webhook)).toEqual({ orderId: 'shopify:5001', outcome: 'new' });
    expect(recorder.record(first, webhook).outcome).toBe('seen');
    expect(recorder.record(first, askBack).outcome).toBe('seen');
    expect(ledger.entries.list()).toHaveLength(1);
    expect(rung).toEqual(['shopify:5001']);
  });

  it('does not let another reader of the same version reword it', () => {
    const { ledger, recorder } = createTestRecorder();
    recorder.record(first, webhook);
    expect(recorder.record(later(1000, '#reworded'), askBack).outcome).toBe('seen');
    expect(ledger.orders.get(recorder.record(first, webhook).orderId)?.content.number).toBe('#1');
  });

  it('lets the ask-back correct what the late one of two deliveries of a second made of an order', async () => {
    const { ledger, recorder, clock } = createTestRecorder();
    const paid: IncomingOrder = { ...first, content: { ...first.content, paymentStatus: 'paid' } };
    const { orderId } = recorder.record(paid, webhook);
    await clock.advance(1);
    recorder.record(first, webhook);
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('pending');
    await clock.advance(1);

    const asked = { ...paid, content: { ...paid.content, note: 'worded by another reader' } };
    expect(recorder.record(asked, askBack).outcome).toBe('updated');
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('paid');
    for (const [order, how] of [
      [asked, askBack],
      [first, webhook],
      [paid, webhook],
    ] as const) {
      expect(recorder.record(order, how).outcome).toBe('seen');
    }
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('paid');
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
      oweNotices: () => {
        throw new Error('disk full');
      },
    });
    expect(() => recorder.record(first, webhook)).toThrow('disk full');
    expect(ledger.entries.list()).toEqual([]);
  });
});
