import { createEvents } from '../../../src/main/events.ts';
import { announce } from '../../../src/main/ipc/announce.ts';
import { draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { createShopifyClient } from '../../../src/main/shopify/client.ts';
import type { AppEvent } from '../../../src/shared/contract.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { stepUntil } from '../../support/step-until.ts';
import type { FakeShopify } from '../shopify/fake-shopify.ts';

/* One custom order, its draft order in Shopify's answers, and an app that makes it. */
export const form = draftOrderFormSchema.parse({
  key: '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11',
  currency: 'UAH',
  items: [{ title: 'Bouquet', quantity: 1, unitPrice: '640,50' }],
  customer: { name: 'Olena' },
});
export const id = draftIdSchema.parse(form.key);
export const tag = draftTagOf(id);

/** Shopify's answer: with a link once it has calculated it. */
export const draftOrder = (ready: boolean, tags: readonly string[] = [tag]) => ({
  id: 'gid://shopify/DraftOrder/5',
  name: '#D5',
  status: 'OPEN',
  ready,
  invoiceUrl: ready ? 'https://fern.example/invoices/5' : null,
  tags,
  totalPriceSet: { presentmentMoney: { amount: '640.50', currencyCode: 'UAH' } },
});
export const created = (ready: boolean) => ({
  data: { draftOrderCreate: { draftOrder: draftOrder(ready), userErrors: [] } },
});
export const found = (...nodes: readonly object[]) => ({ data: { draftOrders: { nodes } } });
export const refused = (field: readonly string[], message: string) => ({
  data: { draftOrderCreate: { draftOrder: null, userErrors: [{ field, message }] } },
});

/** How long an app waits for an answer that is meant not to come: in real time, ms. */
export const impatient = 500;

/**
 * @param kept clock and ledger of an earlier process
 * @param timeoutMs in real time: short only when no answer is meant to come
 */
export function shopOf(
  shopify: FakeShopify,
  kept = { clock: fakeClock(), ledger: memoryLedger() },
  timeoutMs = 15_000,
) {
  const { clock, ledger } = kept;
  const log = quietLog();
  const events = createEvents(() => {});
  const announced: AppEvent[] = [];
  events.on((event) => {
    if (event.kind === 'drafts-changed') announced.push(event);
  });
  ledger.entries.onAppended((entries, arrival) => announce(entries, events, arrival, ledger));
  const client = createShopifyClient({ config: shopify.config, clock, log, timeoutMs });
  return { clock, ledger, announced, log, selling: createSelling({ client, ledger, clock, log }) };
}

/** Lets time pass until it is so. */
export const inTime = (clock: FakeClock, step: number, check: () => void): Promise<void> =>
  stepUntil(clock, step, check, 4000);
