import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { ManualOrderPage } from '../../../src/renderer/features/manual-order/index.tsx';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};
afterEach(() => {
  cleanup();
  window.localStorage.clear();
  end();
});

const field = (path: string): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>(`input[data-path="${path}"]`);
  if (!found) throw new Error(`no field ${path}`);
  return found;
};

it('undoes a pasted message by its key in filled fields only', async () => {
  window.location.hash = '#/manual-order';
  const { stores, around } = makeWindow(createFakeBridge({ now: Date.now, orders: 0 }).bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(around(<ManualOrderPage />));
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Paste a message' }));
  await user.click(screen.getByRole('textbox', { name: 'Customer’s message' }));
  await user.paste('Олена Коваль 067 111 22 33');
  await waitFor(() => expect(field('customer.phone').value).toContain('067'));

  await user.click(field('deliveryFee'));
  await user.keyboard('120{Control>}z{/Control}');
  expect(field('customer.phone').value).toContain('067');

  await user.click(field('customer.phone'));
  await user.keyboard('{Control>}z{/Control}');
  expect(field('customer.phone').value).toBe('');
});
