import { expect, it } from 'vitest';
import { createAppStore } from '../../../src/renderer/state/app-store.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { gate, settle } from './page-clock.ts';

it('keeps a chosen language when an older answer arrives', async () => {
  const slow = gate();
  const fake = createFakeBridge({ now: () => 0 });
  let isFirst = true;
  const app = createAppStore(
    pageClient({
      ...fake.bridge,
      // the state at the time of the call, emitted later
      async call(name, input) {
        const reply = await fake.bridge.call(name, input);
        if (name === 'app.state' && isFirst) {
          isFirst = false;
          await slow.opened;
        }
        return reply;
      },
    }),
  );
  void app.load();
  await settle();
  await app.setLanguage('uk');
  slow.open();
  await settle();
  expect(app.getState()).toMatchObject({ state: 'ready', app: { language: 'uk' } });
});

it('uses the shop’s data once Shopify has sent it', async () => {
  const fake = createFakeBridge({ now: () => 0 });
  let currency = 'UAH';
  const app = createAppStore(
    pageClient({
      ...fake.bridge,
      async call(name, input) {
        const reply = await fake.bridge.call(name, input);
        return name === 'app.state' && reply.ok
          ? { ok: true, value: { ...Object(reply.value), currency } }
          : reply;
      },
    }),
  );
  const end = app.start();
  await settle();
  currency = 'EUR';
  fake.emit({ kind: 'app-changed' });
  await settle();
  expect(app.getState()).toMatchObject({ state: 'ready', app: { currency: 'EUR' } });
  end();
});

it('reports a closed shop, and shows the shop again once open', async () => {
  const fake = createFakeBridge({ now: () => 0 });
  const app = createAppStore(pageClient(fake.bridge));
  const end = app.start();
  await settle();
  const stateAfter = async (problem: Problem | null) => {
    fake.refuse('app.state', problem);
    fake.emit({ kind: 'app-changed' });
    await settle();
    return app.getState();
  };
  const opening = new Problem('unreachable', 'Orderbell is opening another shop');
  expect(await stateAfter(opening)).toMatchObject({ state: 'ready' });
  const shut = new Problem('refused', 'The shop could not be opened: the disk is full');
  expect(await stateAfter(shut)).toMatchObject({ state: 'failed', error: { message: shut.message } });
  expect(await stateAfter(null)).toMatchObject({ state: 'ready' });
  end();
});
