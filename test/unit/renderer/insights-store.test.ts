import { expect, it } from 'vitest';
import { createInsightsStore } from '../../../src/renderer/features/insights/insights-store.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { pageClock, settle } from './page-clock.ts';

it('loads saved settings at once, though orders are debounced', async () => {
  const clock = pageClock();
  const fake = createFakeBridge({ now: clock.now });
  const store = createInsightsStore({ client: pageClient(fake.bridge), clock });
  const end = store.start();
  await store.show({ when: { from: '2026-11-01', to: '2026-11-24' } });
  await settle();
  const asked = () => fake.inputsOf('insights.get').length;
  const before = asked();
  fake.emit({ kind: 'orders-changed', ids: [], newIds: [] });
  await clock.advance(1_000);
  expect(asked()).toBe(before);
  fake.emit({ kind: 'insights-changed' });
  await clock.advance(0);
  expect(asked()).toBe(before + 1);
  await clock.advance(10_000);
  expect(asked()).toBe(before + 1);
  end();
});
