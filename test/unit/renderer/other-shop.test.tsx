import '../../../src/renderer/zod-without-eval.ts';
import { waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { customersStore } from '../../../src/renderer/features/customers/customers-store.ts';
import { templatesQuery } from '../../../src/renderer/features/mail-templates/templates-query.ts';
import { hasPicked } from '../../../src/renderer/state/inbox/picked.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { SeenOrder } from '../../../src/shared/order-actions.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { customerDetailOf } from './invented-customers.ts';
import { makeWindow } from './make-window.tsx';
import { gate } from './page-clock.ts';

it('does nothing to another shop after sample shop actions', async () => {
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
  stores.actionMenu.show({ kind: 'status', target: { choice, among: new Set(ids) }, known: [], at });
  const takenBack: string[] = [];
  stores.undo.offer(() => takenBack.push('taken'));

  await stores.app.setLanguage('uk'); // the same shop still
  expect(hasPicked(stores.picked.getState())).toBe(true);
  expect(stores.actionMenu.getState().open).not.toBeNull();

  await stores.app.removeSample();
  expect(hasPicked(stores.picked.getState())).toBe(false);
  expect(stores.actionMenu.getState().open).toBeNull();
  stores.undo.take();
  expect(takenBack).toEqual([]);
  end();
});

it('opens no form, filter or person of the last shop', async () => {
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
  expect(await inOtherShop('#/inbox/all?q=peony&source=mail%3Adostavo&order=shopify%3A1')).toBe(
    '#/inbox/all',
  );
  expect(await inOtherShop('#/customers/vip?customer=shopify%3A1')).toBe('#/customers');
  expect(await inOtherShop('#/mail-templates/teach/mail%3A1')).toBe('#/mail-templates');
  expect(await inOtherShop('#/setup/gmail?step=2')).toBe('#/setup/gmail?step=2');
});

/** One of each, in the sample shop only. */
const inSample: { readonly [name: string]: unknown } = {
  'customers.list': { rows: [customerDetailOf(orderIdOf('shopify', '1'), 'Olena').row], total: 1 },
  'mailTemplates.list': [{ family: 'dostavo', version: 1, name: 'Dostavo' }],
  'views.list': [{ id: crypto.randomUUID(), name: 'Bloomdash today', choice: { view: 'all', text: '' } }],
};

it('drops customers, templates and saved filters at once with the sample shop', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const answered = gate();
  let isRemoved = false;
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'sample.remove') isRemoved = true;
      if (!(name in inSample)) return fake.bridge.call(name, input);
      // nothing of the next shop has loaded yet
      if (isRemoved) await answered.opened;
      return { ok: true, value: inSample[name] };
    },
  };
  const { stores } = makeWindow(bridge);
  await stores.app.load();
  const ends = [templatesQuery(stores.parts).start(), stores.savedViews.start()];
  await customersStore(stores.parts).show({ view: 'all', text: '', sort: 'last' });
  await waitFor(() => expect(templatesQuery(stores.parts).getState().state).toBe('ready'));
  await waitFor(() => expect(stores.savedViews.getState().views).toHaveLength(1));
  expect(customersStore(stores.parts).getState()).toMatchObject({ state: 'ready', total: 1 });

  await stores.app.removeSample();
  expect(customersStore(stores.parts).getState().state).toBe('loading');
  expect(templatesQuery(stores.parts).getState().state).toBe('loading');
  expect(stores.savedViews.getState().views).toBeNull();
  for (const end of ends) end();
});
