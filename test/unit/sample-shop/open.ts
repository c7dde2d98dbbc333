import { onTestFinished } from 'vitest';
import { createShopifyClient } from '../../../src/main/shopify/client.ts';
import { createDice } from '../../../src/sample-shop/dice.ts';
import { createIds } from '../../../src/sample-shop/ids.ts';
import type { Publish } from '../../../src/sample-shop/publish.ts';
import { startShopify } from '../../../src/sample-shop/shopify/server.ts';
import type { Pricing } from '../../../src/sample-shop/shopify/types.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { schemaFile } from './schema-file.ts';

/** The same chances at every run. */
export function loadedDice(seed = 7): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

type Options = {
  readonly file?: string;
  readonly receiverUrl?: string;
  readonly pricing?: Pricing;
  readonly publish?: Publish;
};

/** The sample shop's Shopify alone, with a stopped clock and a real client. */
export async function openShopify(options: Options = {}) {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const log = quietLog();
  const shopify = await startShopify({
    clock,
    log,
    ids: createIds(clock),
    dice: createDice(loadedDice()),
    schemaFile: options.file ?? schemaFile,
    receiverUrl: () => options.receiverUrl ?? null,
    ...(options.pricing && { pricing: options.pricing }),
    ...(options.publish && { publish: options.publish }),
  });
  onTestFinished(() => shopify.stop());
  const client = createShopifyClient({ config: shopify.config, clock, log });
  return { clock, log, shopify, client };
}
