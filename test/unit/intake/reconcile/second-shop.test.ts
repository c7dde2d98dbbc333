import { expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createOrderSweep } from '../../../../src/main/intake/shopify/reconcile-orders.ts';
import { createShopifyClient } from '../../../../src/main/shopify/client.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import type { FakeShopify } from '../../shopify/fake-shopify.ts';
import { startFakeShopify } from '../../shopify/fake-shopify.ts';
import { graphqlOrder, ordersPage } from './graphql-orders.ts';

const week = 7 * 86_400_000;

it('asks a second shop for its own last week, and rings for none of its history', async () => {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  const rung: string[] = [];
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (id) => rung.push(id) });
  const sweepOf = ({ config }: FakeShopify) =>
    createOrderSweep({ client: createShopifyClient({ config, clock, log }), ledger, recorder, clock, log })
      .sweep;

  const fern = await startFakeShopify();
  fern.on('Orders', ordersPage([graphqlOrder({ id: '1' })]));
  await sweepOf(fern)();
  await clock.advance(week);
  const moss = await startFakeShopify('moss.myshopify.com');
  moss.on('Orders', ordersPage([graphqlOrder({ id: '2', updatedAt: '2025-03-08T10:00:00Z' })]));
  await sweepOf(moss)();

  const [asked] = moss.callsOf('Orders').map(({ variables }) => variables.query);
  expect(asked).toBe("updated_at:>='2025-03-04T10:00:00.000Z'");
  expect([...ledger.orders.each()]).toHaveLength(2);
  expect(rung).toEqual(['shopify:1']);

  await sweepOf(fern)();
  expect(fern.callsOf('Orders').at(-1)?.variables.query).toBe("updated_at:>='2025-03-04T09:48:00.000Z'");
});
