import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { CustomOrderPage } from '../../../src/renderer/features/payment-links/form/index.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import type { VariantView } from '../../../src/shared/views.ts';
import { personOf } from '../../support/people.ts';
import { variantView } from '../../support/products.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

const person = '24500000000000001';
const variant = (productId: string, title: string): VariantView =>
  variantView({ variantId: `${productId} ${title}`, productId, title });

/** An app with two requested products, each with two variants. */
function fakeBridge(): Bridge {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const wants = [
    { productId: 'tea', title: 'Tea' },
    { productId: 'vase', title: 'Vase' },
  ];
  return {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'chats.list') return { ok: true, value: [personOf(person, { wants })] };
      if (name !== 'catalogue.variants') return fake.bridge.call(name, input);
      const { productId } = inputSchemas['catalogue.variants'].parse(input);
      return { ok: true, value: [variant(productId, 'small'), variant(productId, 'large')] };
    },
  };
}

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
  window.localStorage.clear();
});

it('asks about the other requested products when the first has no variant', async () => {
  window.location.hash = `#/custom-order?person=${person}`;
  const { stores, around } = makeWindow(fakeBridge());
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(around(<CustomOrderPage />));
  const user = userEvent.setup();
  const asked = () =>
    screen.queryAllByText(/^The customer asked about/).map(({ textContent }) => textContent);
  const none = async () => {
    const [first] = screen.getAllByRole('button', { name: 'None of these' });
    if (first) await user.click(first);
  };
  await screen.findByText('The customer asked about Tea in the chat. Which one?');
  await none();
  expect(asked()).toEqual(['The customer asked about Vase in the chat. Which one?']);
  await none();
  expect(asked()).toEqual([]);
});
