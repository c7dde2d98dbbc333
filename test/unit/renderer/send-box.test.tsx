import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LinkPanel } from '../../../src/renderer/features/payment-links/form/link-panel.tsx';
import type { Bridge, Input } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { draftDetail, draftRow } from '../../support/drafts.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';

const draft = draftRow({
  state: 'ready',
  invoiceUrl: 'https://pay.example/1',
  subscriberId: subscriberIdSchema.parse('7'),
});

/** An app with a link that can be sent, whose draft order may change in Shopify. */
function setUp() {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const sent: Input<'drafts.sendLink'>['message'][] = [];
  let sum = '1 000 ₴';
  const detail = () =>
    draftDetail({
      draft,
      suggestion: { text: `It comes to ${sum}`, subject: `Your order: ${sum}`, email: 'olena@example.com' },
    });
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'drafts.get') return { ok: true, value: detail() };
      if (name === 'drafts.window') {
        return { ok: true, value: { state: 'open', lastInteraction: 1, until: Date.now() + 3_600_000 } };
      }
      if (name !== 'drafts.sendLink') return fake.bridge.call(name, input);
      sent.push(inputSchemas['drafts.sendLink'].parse(input).message);
      return { ok: true, value: detail() };
    },
  };
  return {
    bridge,
    sent,
    change(next: string): void {
      sum = next;
      fake.emit({ kind: 'drafts-changed', ids: [draft.id] });
    },
  };
}

let end = (): void => {};
async function open(shop: ReturnType<typeof setUp>) {
  const page = makeWindow(shop.bridge);
  end = page.stores.start();
  await waitFor(() => expect(page.stores.app.getState().state).toBe('ready'));
  render(page.around(<LinkPanel id={draft.id} />));
  await screen.findByRole('radiogroup', { name: 'Send by' });
  return userEvent.setup();
}
const close = (): void => {
  cleanup();
  end();
};
const words = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const address = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'To' });
const way = (name: string) => screen.getByRole('radio', { name });

beforeEach(() => window.sessionStorage.clear());
afterEach(close);

it('mails the standard text with the current sum, unless it was edited', async () => {
  const shop = setUp();
  const user = await open(shop);
  await user.click(way('E-mail'));
  expect(words().value).toBe('It comes to 1 000 ₴');
  shop.change('2 000 ₴');
  await waitFor(() => expect(words().value).toBe('It comes to 2 000 ₴'));
  await user.click(screen.getByRole('button', { name: 'Send by e-mail' }));
  expect(shop.sent).toEqual([
    {
      via: 'email',
      to: 'olena@example.com',
      subject: 'Your order: 2 000 ₴',
      text: 'It comes to 2 000 ₴',
    },
  ]);
});

it('keeps typed text across channels and pages until it is sent', async () => {
  const shop = setUp();
  const user = await open(shop);
  await user.type(words(), '!');
  await user.click(way('E-mail'));
  expect(words().value).toBe('It comes to 1 000 ₴');
  await user.type(words(), '?');
  await user.clear(address());
  await fillIn(user, address(), 'o.koval@example.com');
  await user.click(way('Messenger'));
  expect(words().value).toBe('It comes to 1 000 ₴!');
  close();

  await open(shop);
  expect(words().value).toBe('It comes to 1 000 ₴!');
  await user.click(way('E-mail'));
  expect(words().value).toBe('It comes to 1 000 ₴?');
  expect(address().value).toBe('o.koval@example.com');
  await user.click(screen.getByRole('button', { name: 'Send by e-mail' }));
  await waitFor(() => expect(words().value).toBe('It comes to 1 000 ₴'));
  expect(shop.sent).toMatchObject([{ to: 'o.koval@example.com', text: 'It comes to 1 000 ₴?' }]);
  expect(address().value).toBe('o.koval@example.com');
  expect(window.sessionStorage.length).toBe(1); // typed for Messenger
});
