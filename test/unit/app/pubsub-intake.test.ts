import { expect, it } from 'vitest';
import { gmailSubscription, shopifySubscription } from '../../../src/main/cluster/names.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';
import { startWholeShop } from './whole-shop.ts';

it.skipIf(schemaMissing)(
  `brings webhooks and mails by Pub/Sub in a shop without a tunnel${schemaNote}`,
  async () => {
    const shop = await startWholeShop((ledger) => ledger, { hasPubsub: true });
    const sources = () => [...shop.ledger.orders.each()].map(({ order }) => order.source).toSorted();
    await shop.until(() => {
      const uris = [...shop.shopify.store.subscriptions.values()].map(({ uri }) => uri);
      expect(new Set(uris)).toEqual(new Set(['pubsub://petal-and-bean:orderbell-shopify']));
      // published as the mailbox began to be watched
      expect(shop.pubsub.published(gmailSubscription)).toBeGreaterThan(0);
    });
    await shop.clock.advance(10_000);

    shop.shopify.shopping.buyOnline();
    await shop.until(() => expect(sources()).toEqual(['shopify']));
    shop.marketplaces.bloomdash();
    await shop.until(() => expect(sources()).toEqual(['mail:bloomdash', 'shopify']));
    await shop.until(() =>
      expect([shopifySubscription, gmailSubscription].map(shop.pubsub.waiting)).toEqual([0, 0]),
    );
    expect(shop.log.lines.map(({ message }) => message)).toContain('webhook handled');
    expect(shop.intake.problem()).toEqual({ shopify: null, gmail: null });
    await shop.until(() => expect(shop.sent.length).toBe(2));
  },
  60_000,
);
