import { expect } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createUnderstander } from '../../../../src/main/intake/shopify/understand.ts';
import { createWebhookIntake } from '../../../../src/main/intake/shopify/webhook-intake.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { ShopifyConfig } from '../../../../src/main/settings/config.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { testShopify } from '../../../support/shopify-delivery.ts';
import { soon } from '../../../support/soon.ts';

/** A desk that takes deliveries and makes orders of them, on a ledger in memory. */
export function receivingDesk({ config = testShopify }: { readonly config?: ShopifyConfig | null } = {}) {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  const rung: string[] = [];
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (orderId) => rung.push(orderId) });
  const understander = createUnderstander({ ledger, recorder, clock, log });
  const intakeOn = (onto: Ledger) =>
    createWebhookIntake({
      ledger: onto,
      clock,
      log,
      config: () => config,
      onStored: () => understander.drain(),
    });
  const understood = () => soon(() => expect(ledger.documents.waiting('webhook', 1)).toEqual([]));
  const orders = () => [...ledger.orders.each()].map(({ order }) => order);
  return { clock, ledger, log, rung, understander, intake: intakeOn(ledger), intakeOn, understood, orders };
}
