import { expect, it, onTestFinished } from 'vitest';
import { createChatbotIntake } from '../../../src/main/intake/chatbot/chatbot-intake.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createReconciliation } from '../../../src/main/intake/shopify/reconcile.ts';
import { createReceiver } from '../../../src/main/receiver/receiver.ts';
import { systemClock } from '../../../src/main/shell/system-clock.ts';
import { createShopifyClient } from '../../../src/main/shopify/client.ts';
import { fillCatalogue, shop, typed } from '../../support/large-catalogue.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { askSteadily, shareOf, timesOf } from '../../support/steady-load.ts';
import { startFakeShopify } from '../../unit/shopify/fake-shopify.ts';

it('answers the chatbot 50 times a second while Shopify hangs', async () => {
  const shopify = await startFakeShopify(shop);
  for (const operation of ['Who', 'Webhooks', 'Orders', 'Products', 'Collections'])
    shopify.on(operation, 'hang');
  const ledger = memoryLedger({ clock: systemClock });
  fillCatalogue(ledger, 10_000);
  const log = quietLog();
  const parts = { ledger, clock: systemClock, log };
  const reconciliation = createReconciliation({
    ...parts,
    client: createShopifyClient({ config: shopify.config, clock: systemClock, log }),
    recorder: createRecorder({ ...parts, enqueueNotices: () => {} }),
    config: shopify.config,
    publicUrl: () => 'https://shop.example',
  });
  const chatbot = createChatbotIntake({
    ...parts,
    config: () => ({ token: null, apiBase: 'https://api.manychat.com', callbackKey: 'key' }),
    publicUrl: () => 'https://shop.example',
    shopDomain: () => shop,
  });
  const receiver = createReceiver({ port: 0, shopify: null, chatbot, log });
  const url = await receiver.listen();
  onTestFinished(async () => {
    await Promise.all([receiver.stop(), reconciliation.stop()]);
  });
  reconciliation.start();

  const { times, failed } = await askSteadily({ url, key: 'key', perSecond: 50, seconds: 3, typed });
  console.info(`50 a second: ${timesOf(times)}`);
  expect(failed).toBe(0);
  expect(times).toHaveLength(150);
  // the guarantee is 300 ms, with room for a busy machine
  expect(shareOf(times, 0.99)).toBeLessThan(900);
  expect(shareOf(times, 0.5)).toBeLessThan(300);
  expect(ledger.people.list(1000).length).toBe(150);
}, 30_000);
