import { mkdirSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { Toast } from '../../../src/main/host.ts';
import { ledgerFileIn } from '../../../src/main/ledger/data-dir.ts';
import { openLedgerForReading } from '../../../src/main/ledger/open.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { callerOf } from '../../support/caller.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { openFull } from '../../support/full-ledger.ts';
import { testHost } from '../../support/host.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

const cancelledAt = '2025-03-04T10:05:00Z';
const [outer, between, inner] = [
  orderIdOf('shopify', '1'),
  orderIdOf('shopify', '2'),
  orderIdOf('shopify', '3'),
];

/** An order merged into another and this one into a third, of which only the innermost still stands, as an earlier app left them. */
function writeChain(file: string): void {
  const ledger = openFull(file, fakeClock());
  for (const sourceId of ['1', '2'])
    ledger.entries.append(received(incomingOrder({ sourceId, cancelledAt })));
  ledger.entries.append(received(incomingOrder({ sourceId: '3' })));
  const merge = (whole: OrderId, part: OrderId, told: object): void => {
    const say = (orderId: OrderId, other: OrderId, verdict: string) =>
      fact({
        id: `deed:${whole}:${orderId}`,
        orderId,
        kind: 'same-decided',
        data: { other, verdict, decision: 1 },
      });
    ledger.entries.append(say(whole, part, 'kept'));
    ledger.entries.append(say(part, whole, 'merged'));
    const data = { copy: part, why: 'merged', version: 1, paymentStatus: 'pending', ...told };
    ledger.entries.append(
      fact({ id: `copy-told:${whole}`, orderId: whole, kind: 'copy-told', by: 'shopify', data }),
    );
  };
  merge(between, inner, { number: '#3' });
  merge(outer, between, { number: '#2', cancelledAt });
  ledger.close();
  changeFile(
    file,
    `
    UPDATE settings SET value = '6' WHERE name = 'ledger.orderFold';
    UPDATE orders SET needs_review = 0;
    UPDATE order_bodies SET body = json_remove(json_set(body, '$.needsReview', json('false')), '$.standingParts');
  `,
  );
}

it('puts an order up for review at its start that an earlier version never told what stands in a part of it, and once', async () => {
  const toasts: Toast[] = [];
  const { host, remove } = testHost({
    environment: { ORDERBELL_MANYCHAT_CALLBACK_KEY: 'bell-key' },
    toast: (notice) => void toasts.push(notice),
  });
  onTestFinished(remove);
  mkdirSync(host.dataDir, { recursive: true });
  const file = ledgerFileIn(host.dataDir, 'shop');
  writeChain(file);
  const start = async (): Promise<number> => {
    const desk = await composeDesk(host);
    const { order } = await callerOf(desk.dispatch)('orders.get', { id: outer });
    expect(order).toMatchObject({ status: 'cancelled', needsReview: true, standingParts: [between] });
    await desk.stop();
    const ledger = openLedgerForReading({ file });
    expect(ledger.verify()).toEqual([]);
    const said = ledger.entries.list().length;
    ledger.close();
    return said;
  };
  const said = await start();
  expect(await start()).toBe(said);
  expect(toasts).toEqual([]);
}, 30_000);
