import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Crossed } from '../../../src/renderer/features/order/duplicates/crossed.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { twoDesks } from '../intake/manual/two-desks.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
});

/** Anna's screen after Ivan's computer saved over her edit without knowing of it. */
async function open() {
  const { anna, ivan, id, meet, edit, crossed } = await twoDesks();
  await edit(anna, 'Anna', { address: 'Nova 1' });
  await edit(ivan, 'Ivan', { tags: ['gift'] });
  meet();
  const detail = () => {
    const found = anna.ledger.orders.detail(id);
    if (!found) throw new Error('the order is gone');
    return found;
  };
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'manual.form') return { ok: true, value: { ...anna.manual.form(id), number: 'M-1' } };
      if (name !== 'manual.edit') return fake.bridge.call(name, input);
      const { base, paymentStatus, form } = inputSchemas['manual.edit'].parse(input);
      anna.manual.edit(id, { version: base, paymentStatus }, form, 'Anna');
      return { ok: true, value: detail() };
    },
  };
  const { around, stores } = makeWindow(bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  const draw = () => around(<Crossed detail={detail()} />);
  const { rerender } = render(draw());
  const address = () => anna.manual.form(id).form.address;
  return { user: userEvent.setup(), again: () => rerender(draw()), address, crossed: () => crossed(anna) };
}

it('says what two edits that crossed have undone, and brings it back', async () => {
  const { user, again, address, crossed } = await open();
  const crossedAlert = screen.getByRole('alert', { name: 'Conflicting edits' });
  expect(crossedAlert.textContent).toContain('Ivan saved this order (');
  expect(crossedAlert.textContent).toContain('Anna: Sadova 5 → Nova 1now: Sadova 5');
  await user.click(screen.getByRole('button', { name: 'Apply these changes' }));
  await waitFor(() => expect(crossed()).toBeNull());
  expect(address()).toBe('Nova 1');
  again();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('does not ask again after the order was accepted as is', async () => {
  const { user, again, address, crossed } = await open();
  await user.click(screen.getByRole('button', { name: 'Keep it as it is' }));
  await waitFor(() => expect(crossed()).toBeNull());
  expect(address()).toBe('Sadova 5');
  again();
  expect(screen.queryByRole('alert')).toBeNull();
});
