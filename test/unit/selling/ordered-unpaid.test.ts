import { expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { tieOrder, tieToDraft } from '../../../src/main/selling/tie-to-draft.ts';
import type { PaymentStatus } from '../../../src/shared/order.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { form, id, inTime } from './draft-shop.ts';
import { atOnce, createFakeShop } from './faults/fake-shop.ts';

const clock = fakeClock();
const log = quietLog();

/** An order from Shopify without its draft order. */
const receive = (ledger: Ledger, version: number, paymentStatus: PaymentStatus) =>
  ledger.transaction(() => {
    const content = { number: '#1', customer: {}, items: [], paymentStatus } as const;
    const { orderId } = createRecorder({ ledger, clock, enqueueNotices: () => {} }).record(
      { source: 'shopify', sourceId: '1', version, content },
      { by: 'shopify', ring: false },
    );
    tieToDraft(ledger, clock, orderId, content);
    return orderId;
  });

/** A computer that imported a payment before the link of the order, which another one had seen. */
async function withLateTie(): Promise<{ readonly ledger: Ledger; readonly importLink: () => void }> {
  const annas = memoryLedger({ clock, deskId: 'desk-anna' });
  const selling = createSelling({ client: createFakeShop(clock).client(atOnce), ledger: annas, clock, log });
  await selling.createDraft(form, 'Anna');
  await inTime(clock, 1_000, () => expect(annas.drafts.get(id)?.state).toBe('ready'));
  await selling.stop();
  const orderId = receive(annas, 1, 'pending');
  const ledger = memoryLedger({ clock, deskId: 'desk-taras' });
  const adopt = () => ledger.entries.importRemote(annas.entries.ofNumbers(annas.deskId, 1, 100));
  adopt();
  receive(ledger, 2, 'paid');
  const importLink = () => {
    const draft = annas.drafts.get(id);
    if (draft) tieOrder(annas, clock, { draft, orderId, paymentStatus: 'pending' });
    adopt();
    expect(ledger.orders.get(orderId)?.paymentStatus).toBe('paid');
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'ready', orderId });
  };
  return { ledger, importLink };
}

it.each([
  { when: 'the next start', isRunning: false },
  { when: 'a day', isRunning: true },
])('a link is paid after $when when its money came early', async ({ isRunning }) => {
  const { ledger, importLink } = await withLateTie();
  const selling = createSelling({ client: null, ledger, clock, log });
  if (isRunning) await selling.resume();
  importLink();
  if (isRunning) await clock.advance(86_400_000);
  else await selling.resume();
  expect(ledger.drafts.get(id)?.state).toBe('paid');
  const count = ledger.entries.list().length;
  await clock.advance(86_400_000);
  expect(ledger.entries.list()).toHaveLength(count);
  expect(ledger.verify()).toEqual([]);
  await selling.stop();
});
