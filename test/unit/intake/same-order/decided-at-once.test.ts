import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import type { SameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import type { Desk } from '../../../support/desks.ts';
import { makeDesks, writtenBy } from '../../../support/desks.ts';
import { incomingOrder } from '../../../support/orders.ts';
import { shopTimeAt } from '../../../support/shop-time.ts';

type Decide = (same: SameOrders, one: OrderId, other: OrderId) => void;

const decisions: { readonly [name: string]: Decide } = {
  'the first stays': (same, one, other) => same.merge(one, other, 'Anna'),
  'the other stays': (same, one, other) => same.merge(other, one, 'Anna'),
  'both stay': (same, one, other) => same.keepBoth(one, other, 'Anna'),
  'both stay, from the other': (same, one, other) => same.keepBoth(other, one, 'Anna'),
};
const pairs = Object.keys(decisions).flatMap((here) =>
  Object.keys(decisions)
    .filter((there) => there !== here)
    .map((there) => [here, there] as const),
);
/** Which id is greater is chance: what holds for so many of them holds for each. */
const pairsOfOrders = 16;

/** Two computers that know the same pairs of orders, and decide on each before either has heard of the other. */
function decidedAtOnce(here: string, there: string) {
  const desks = makeDesks([0, 3_000]).map((desk) => ({ ...desk, same: createSameOrders(desk) }));
  const [left, right] = desks;
  if (!left || !right) throw new Error('two desks');
  const recorder = createRecorder({ ...left, enqueueNotices: () => {} });
  const record = (sourceId: string): OrderId =>
    recorder.record(incomingOrder({ source: 'mail:dostavo', sourceId }), { by: 'gmail', ring: false })
      .orderId;
  const orders = Array.from(
    { length: pairsOfOrders },
    (_, at) => [record(`DS-${at}-1`), record(`DS-${at}-2`)] as const,
  );
  right.ledger.entries.importRemote(writtenBy(left));
  for (const [one, other] of orders) {
    decisions[here]?.(left.same, one, other);
    decisions[there]?.(right.same, one, other);
  }
  const fromLeft = writtenBy(left);
  left.ledger.entries.importRemote(writtenBy(right));
  right.ledger.entries.importRemote(fromLeft.toReversed());
  return { left, right, orders };
}

function stateOf({ ledger }: Desk, one: OrderId, other: OrderId) {
  const both = [ledger.orders.get(one), ledger.orders.get(other)];
  return {
    partOf: both.map((order) => order?.partOf?.id ?? null),
    parts: both.map((order) => order?.parts?.map(({ id }) => id) ?? []),
    apartFrom: both.map((order) => order?.apartFrom ?? []),
  };
}

const newOrders = ({ ledger }: Desk): number =>
  ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 1 }, shopTimeAt()).counts.new;

describe('two decisions on the same two orders, made at two computers at once', () => {
  it.each(pairs)('end as one of them on both orders and both computers: %s, %s', (here, there) => {
    const { left, right, orders } = decidedAtOnce(here, there);
    let counted = 0;
    for (const [one, other] of orders) {
      const state = stateOf(left, one, other);
      expect(stateOf(right, one, other)).toEqual(state);
      expect([
        { partOf: [null, one], parts: [[other], []], apartFrom: [[], []] },
        { partOf: [other, null], parts: [[], [one]], apartFrom: [[], []] },
        { partOf: [null, null], parts: [[], []], apartFrom: [[other], [one]] },
      ]).toContainEqual(state);
      counted += state.partOf.filter((whole) => whole === null).length;
    }
    for (const desk of [left, right]) {
      expect(newOrders(desk)).toBe(counted);
      expect(desk.ledger.verify()).toEqual([]);
    }
  });

  it('can be decided once more: what is asked is compared with the one that counts, not with the later one', () => {
    const { left, orders } = decidedAtOnce('both stay', 'the first stays');
    for (const [one, other] of orders) {
      left.same.merge(one, other, 'Anna');
      expect(stateOf(left, one, other).partOf).toEqual([null, one]);
    }
    expect(newOrders(left)).toBe(pairsOfOrders);
  });
});
