import '../../../src/renderer/zod-without-eval.ts';
import { waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { hasPicked } from '../../../src/renderer/state/picked.ts';
import type { SeenOrder } from '../../../src/shared/deeds.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

it('does nothing in another shop to what was picked, asked about or done in the sample shop', async () => {
  const { bridge } = createFakeBridge({ now: Date.now, orders: 3 });
  const { stores } = makeWindow(bridge);
  const end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  const choice = { view: 'all', text: '' } as const;
  const ids = [orderIdOf('shopify', '1'), orderIdOf('shopify', '2')];
  const found = async (): Promise<readonly SeenOrder[]> =>
    ids.map((id) => ({ id, status: 'new', paymentStatus: 'pending' }));
  await stores.picked.pickAll(choice, found());
  const at = { left: 0, top: 0, width: 0, height: 0 };
  stores.deedMenu.show({ kind: 'status', target: { choice, among: new Set(ids) }, known: [], at });
  const takenBack: string[] = [];
  stores.undo.offer(() => takenBack.push('taken'));

  await stores.app.setLanguage('uk'); // the same shop still
  expect(hasPicked(stores.picked.getState())).toBe(true);
  expect(stores.deedMenu.getState().open).not.toBeNull();

  await stores.app.removeSample();
  expect(hasPicked(stores.picked.getState())).toBe(false);
  expect(stores.deedMenu.getState().open).toBeNull();
  stores.undo.take();
  expect(takenBack).toEqual([]);
  end();
});

it('opens in another shop no form about an order or a person of the last one, and leaves every other page where it is', async () => {
  const { bridge } = createFakeBridge({ now: Date.now, orders: 0 });
  const { stores } = makeWindow(bridge);
  await stores.app.load();
  const inOtherShop = async (href: string): Promise<string> => {
    stores.route.navigate(href);
    await stores.app.removeSample();
    const there = stores.route.href();
    await stores.app.openSample();
    return there;
  };
  expect(await inOtherShop('#/manual-order/edit/manual%3A1')).toBe('#/manual-order');
  expect(await inOtherShop('#/custom-order?person=24500000000000001')).toBe('#/custom-order');
  expect(await inOtherShop('#/inbox/all?q=peony')).toBe('#/inbox/all?q=peony');
});
