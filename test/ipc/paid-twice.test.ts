import { expect, it } from 'vitest';
import { createRecorder } from '../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../src/main/intake/same-order/decide-same.ts';
import { createDraftHandlers } from '../../src/main/ipc/draft-handlers.ts';
import { createSelling } from '../../src/main/selling/drafts.ts';
import { tieToDraft } from '../../src/main/selling/tie-to-draft.ts';
import { orderIdOf } from '../../src/shared/ids.ts';
import type { PaymentStatus } from '../../src/shared/order.ts';
import { form, id, inTime, tag } from '../selling/draft-shop.ts';
import { atOnce, createFakeShop } from '../selling/faults/fake-shop.ts';
import { fakeClock } from '../support/clock.ts';
import { memoryLedger } from '../support/ledger.ts';
import { quietLog } from '../support/log.ts';

async function desk() {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const client = createFakeShop(clock).client(atOnce);
  const selling = createSelling({ client, ledger, clock, log: quietLog() });
  await selling.createDraft(form, 'Daria');
  await inTime(clock, 1_000, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
  const recorder = createRecorder({ ledger, clock, oweNotices: () => {} });
  const handlers = createDraftHandlers({
    ledger,
    clock,
    selling,
    messenger: () => null,
    manager: () => 'Daria',
    country: () => 'UA',
    shop: null,
  });
  return {
    /** As Shopify tells an order of this link. */
    tell(sourceId: string, version: number, paymentStatus: PaymentStatus, cancelledAt?: string): void {
      const content = { number: sourceId, customer: {}, items: [], draftTag: tag, paymentStatus } as const;
      const told = { ...content, ...(cancelledAt !== undefined && { cancelledAt }) };
      ledger.transaction(() => {
        const { orderId } = recorder.record(
          { source: 'shopify', sourceId, version, content: told },
          { by: 'shopify', ring: false },
        );
        tieToDraft(ledger, clock, orderId, told);
      });
    },
    same: createSameOrders({ ledger, clock }),
    rows: () => handlers['drafts.list'](undefined),
  };
}

it.each([
  ['paid back', 'refunded', undefined],
  ['cancelled', 'paid', '2026-11-25T10:00:00Z'],
] as const)(
  'says that a link was paid twice until one of the two orders is %s',
  async (_, payment, cancelledAt) => {
    const { tell, rows } = await desk();
    tell('100', 1, 'paid');
    expect(await rows()).toMatchObject([{ isPaidTwice: false }]);
    tell('101', 1, 'paid');
    expect(await rows()).toMatchObject([{ isPaidTwice: true }]);
    tell('101', 2, payment, cancelledAt);
    expect(await rows()).toMatchObject([{ isPaidTwice: false, orderIds: ['shopify:100', 'shopify:101'] }]);
  },
);

it('says so also of two orders that were merged: both payments stand', async () => {
  const { tell, same, rows } = await desk();
  tell('100', 1, 'paid');
  tell('101', 1, 'paid');
  same.merge(orderIdOf('shopify', '100'), orderIdOf('shopify', '101'), 'Daria');
  expect(await rows()).toMatchObject([{ isPaidTwice: true }]);
});
