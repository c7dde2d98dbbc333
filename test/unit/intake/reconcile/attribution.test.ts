import { describe, expect, it } from 'vitest';
import { graphqlOrder, ordersPage } from './graphql-orders.ts';
import { deskOf, idOf, quietShop } from './reconciling-computer.ts';

describe('what brought the buyer', () => {
  const visit = {
    occurredAt: '2025-03-04T09:50:00Z',
    source: 'Instagram',
    sourceType: null,
    landingPage: 'https://fern.example/peonies',
    referrerUrl: null,
    utmParameters: { source: 'ig', medium: 'cpc', campaign: '8march', term: null, content: null },
  };

  const journeyOf = (ready: boolean) => ({
    id: '1',
    customerJourneySummary: { ready, firstVisit: null, lastVisit: ready ? visit : null },
  });

  it('is found out of the last orders before the desk was off for a weekend, however many', async () => {
    const shopify = await quietShop();
    const ids = Array.from({ length: 60 }, (_, at) => String(at + 1));
    shopify.once('Orders', ordersPage(ids.map((id) => graphqlOrder({ id }))));
    shopify.on('Journeys', ({ ids }) => ({
      data: { nodes: (ids as string[]).map(() => journeyOf(false)) },
    }));
    const evening = deskOf(shopify);
    const { clock, ledger } = evening;
    await evening.reconciliation.now();
    await evening.reconciliation.stop();

    await clock.advance(63 * 3_600_000);
    const morning = deskOf(shopify, null, clock, ledger);
    shopify.on('Journeys', ({ ids }) => ({
      data: { nodes: (ids as string[]).map((id) => journeyOf(!id.endsWith('/7'))) },
    }));
    await morning.reconciliation.now();
    await morning.reconciliation.now();
    const kinds = ids.map((id) => ledger.orders.get(idOf(id))?.attribution?.kind);
    expect(kinds).toEqual(ids.map((id) => (id === '7' ? 'unknown' : 'ad')));
    await morning.reconciliation.stop();
  });

  it('is added when Shopify has worked it out, once', async () => {
    const shopify = await quietShop();
    shopify.once(
      'Orders',
      ordersPage([graphqlOrder({ id: '1' }), graphqlOrder({ id: '2', sourceName: 'pos' })]),
    );
    const journey = (ready: boolean) => ({ data: { nodes: [journeyOf(ready)] } });
    shopify.once('Journeys', journey(false), journey(true));
    const { reconciliation, ledger } = deskOf(shopify);
    await reconciliation.now();
    expect(ledger.orders.get(idOf('1'))?.attribution).toBeUndefined();
    await reconciliation.now();
    expect(ledger.orders.get(idOf('1'))?.attribution).toMatchObject({
      kind: 'ad',
      last: { source: 'ig', campaign: '8march', landingPage: 'https://fern.example/peonies' },
    });
    await reconciliation.now();
    expect(shopify.callsOf('Journeys')).toHaveLength(2);
    expect(shopify.callsOf('Journeys')[0]?.variables).toEqual({ ids: ['gid://shopify/Order/1'] });
    await reconciliation.stop();
  });
});
