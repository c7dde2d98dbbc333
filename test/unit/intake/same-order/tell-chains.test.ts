import { expect, it } from 'vitest';
import { tellChains } from '../../../../src/main/intake/same-order/tell-chains.ts';
import { noteRestoring } from '../../../../src/main/restoring.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../../support/orders.ts';

/** Merges orders as an earlier version did, which told nothing of what stands in a part. */
function untold() {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const record = (sourceId: string): OrderId => {
    const entry = ledger.entries.append(received(incomingOrder({ sourceId })));
    if (!entry?.orderId) throw new Error('there is an order');
    return entry.orderId;
  };
  const merge = (whole: OrderId, part: OrderId): void => {
    for (const [orderId, other, verdict] of [
      [whole, part, 'kept'],
      [part, whole, 'merged'],
    ] as const) {
      const data = { other, verdict, decision: 1 };
      ledger.entries.append(fact({ id: `deed:${orderId}:${other}`, orderId, kind: 'same-decided', data }));
    }
    const data = { copy: part, why: 'merged', version: 1, paymentStatus: 'pending' };
    ledger.entries.append(fact({ id: `copy-told:${whole}`, orderId: whole, kind: 'copy-told', data }));
  };
  const chain = (...sourceIds: readonly [string, string, string]) => {
    const [outer, between, inner] = sourceIds.map(record);
    if (!outer || !between || !inner) throw new Error('there are three orders');
    merge(between, inner);
    merge(outer, between);
    return { outer, between, inner };
  };
  const partsOf = (id: OrderId) => ledger.orders.get(id)?.parts;
  return { ledger, clock, chain, partsOf, tell: () => tellChains(ledger) };
}

it('tells an order what stands in a part of its part, once the ledger has what the shop had before', () => {
  const { ledger, chain, partsOf, tell } = untold();
  tell();
  const { outer, between, inner } = chain('1', '2', '3');
  noteRestoring(ledger, true);
  tell();
  expect(partsOf(outer)).toEqual([{ id: between, why: 'merged' }]);
  noteRestoring(ledger, false);
  tell();
  expect(partsOf(outer)).toEqual([{ id: between, why: 'merged', standing: [inner] }]);
  expect(ledger.verify()).toEqual([]);
});

it('tells what was left untold once, and looks for none of it again', () => {
  const { ledger, chain, partsOf, tell } = untold();
  chain('1', '2', '3');
  tell();
  const said = ledger.entries.list().length;
  tell();
  expect(ledger.entries.list()).toHaveLength(said);
  const later = chain('4', '5', '6');
  tell();
  expect(partsOf(later.outer)).toEqual([{ id: later.between, why: 'merged' }]);
});

it('leaves what another computer has told meanwhile as it is, though it is heard of later', async () => {
  const { ledger, clock, chain, tell } = untold();
  const { outer, between, inner } = chain('1', '2', '3');
  const at = clock.now() + 3_600_000;
  await clock.advance(2 * 3_600_000);
  tell();
  expect(ledger.orders.get(outer)?.paymentStatus).toBe('pending');
  const data = { copy: between, why: 'merged', version: 1, paymentStatus: 'paid', standing: [inner] };
  ledger.entries.append(fact({ id: 'told-elsewhere', orderId: outer, at, kind: 'copy-told', data }));
  expect(ledger.orders.get(outer)?.paymentStatus).toBe('paid');
});
