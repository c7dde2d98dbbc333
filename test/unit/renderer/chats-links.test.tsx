import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ChatsPage } from '../../../src/renderer/features/chats/index.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import { draftIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import type { ChatLink } from '../../../src/shared/views.ts';
import { personOf } from '../../support/people.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

const link: ChatLink = {
  id: draftIdSchema.parse('0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11'),
  state: 'sent',
  total: { minor: 64_050, currency: 'UAH' },
  orderId: null,
  changedAt: 10,
};
const paid = { ...link, state: 'paid', orderId: orderIdSchema.parse('shopify:7') } as const;

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
});

it('shows for each chat its link’s state and waiting time', async () => {
  const minutes = 60_000;
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const people = [
    personOf('1', { name: 'Sofiia', link }),
    personOf('2', { name: 'Marta', link: paid, answeredBy: 'Anna', answeredAfter: 3 * minutes }),
    personOf('3', { name: 'Ihor', wantsManager: true, waitingSince: Date.now() - 12 * minutes }),
  ];
  const bridge: Bridge = {
    ...fake.bridge,
    call: async (name, input) =>
      name === 'chats.list' ? { ok: true, value: people } : fake.bridge.call(name, input),
  };
  const { stores, around } = makeWindow(bridge);
  end = stores.start();
  await waitFor(() => expect(stores.people.getState().state).toBe('ready'));
  render(around(<ChatsPage />));
  const sent = screen.getByRole('link', { name: /^payment link sent · ₴640.50$/ });
  expect(sent.getAttribute('href')).toContain(link.id);
  const order = screen.getByRole('link', { name: /^paid · ₴640.50$/ });
  expect(order.getAttribute('href')).toContain(encodeURIComponent('shopify:7'));
  screen.getByText('answered by Anna after 3 min');
  screen.getByText('waiting 12 min');
});
