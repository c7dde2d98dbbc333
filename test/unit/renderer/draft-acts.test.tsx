import '../../../src/renderer/zod-without-eval.ts';
import { ModalsProvider } from '@mantine/modals';
import { Notifications, notifications } from '@mantine/notifications';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { LinkPanel } from '../../../src/renderer/features/payment-links/form/link-panel.tsx';
import { useDraftActs } from '../../../src/renderer/features/payment-links/use-draft-acts.tsx';
import type { AppEvent, Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import type { LinkSending } from '../../../src/shared/draft.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { DraftDetail, DraftRow } from '../../../src/shared/views.ts';
import { draftRow } from '../../support/drafts.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

const sent: LinkSending = {
  sending: '0b8f3c1e-5f1d-4a43-9a53-6a53f0a1c9d1',
  via: 'messenger',
  to: '12',
  state: 'sent',
  reminder: false,
  reason: null,
  at: 1,
  by: 'Anna',
};
const draft = draftRow({ name: '#D5', state: 'sent', customerName: 'Olena', sendings: [sent] });

/** Main's answer: the draft order after the act, with the outcome of the sending. */
type After = { readonly draft?: Partial<DraftRow>; readonly sending?: Partial<LinkSending> };

function setUp(after: After, before: Partial<DraftRow> = {}) {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const listeners = new Set<(event: AppEvent) => void>();
  const state = { isDeaf: false };
  const detail = (parts: Partial<DraftRow>): DraftDetail => ({
    draft: { ...draft, ...parts },
    timeline: [],
    form: null,
    suggestion: { text: 'Your link', subject: '', email: '' },
    person: null,
    replaces: null,
    replacedBy: null,
  });
  const bridge: Bridge = {
    async call(name, input) {
      if (name === 'drafts.get') {
        if (state.isDeaf) return { ok: false, error: { kind: 'bug', message: 'The app is asleep' } };
        return { ok: true, value: detail(before) };
      }
      if (name === 'drafts.close') return { ok: true, value: detail(after.draft ?? {}) };
      if (name !== 'drafts.sendLink') return fake.bridge.call(name, input);
      const { sending } = inputSchemas['drafts.sendLink'].parse(input);
      const one: LinkSending = { ...sent, reminder: true, at: 2, ...after.sending, sending };
      return { ok: true, value: detail({ sendings: [sent, one] }) };
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const changed = (): void => {
    for (const listener of listeners) listener({ kind: 'drafts-changed', ids: [draft.id] });
  };
  return { bridge, state, changed };
}

let end = (): void => {};
afterEach(() => {
  notifications.clean();
  cleanup();
  end();
});

async function show(bridge: Bridge, part: React.ReactNode) {
  const { stores, around } = makeWindow(bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(
    around(
      <ModalsProvider modalProps={{ transitionProps: { duration: 0 } }}>
        <Notifications />
        {part}
      </ModalsProvider>,
    ),
  );
  return userEvent.setup();
}

function Acts() {
  const acts = useDraftActs(draft);
  return (
    <>
      <button type="button" onClick={acts.cancel}>
        cancel
      </button>
      <button type="button" onClick={() => void acts.remind()}>
        remind
      </button>
    </>
  );
}

const refused = (reason: string) => ({ end: 'cancelled', attempt: 1, reason, at: 1, by: 'Anna' }) as const;
const orderId = orderIdOf('shopify', '1');

describe('cancelling a pay link says what became of it', () => {
  it.each([
    ['cancelled', { state: 'cancelled' }, /^#D5 cancelled$/],
    ['paid while it was asked about', { state: 'paid' }, /^#D5 was paid in the meantime and is kept$/],
    ['replaced meanwhile', { state: 'replaced' }, /^#D5 was replaced by a newer one in the meantime$/],
    [
      'an order that is not paid yet',
      { orderId, closing: refused('#1 has become an order in the meantime') },
      /^#1 has become an order in the meantime$/,
    ],
    ['delivery unknown yet', {}, /^#D5 will be deleted as soon as Shopify responds$/],
  ] as const)('%s', async (_, after, words) => {
    const user = await show(setUp({ draft: after }).bridge, <Acts />);
    await user.click(screen.getByRole('button', { name: 'cancel' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel #D5' }));
    await screen.findByText(words);
    if (!('state' in after && after.state === 'cancelled'))
      expect(screen.queryByText('#D5 cancelled')).toBeNull();
  });
});

describe('reminding says only what is known', () => {
  it.each([
    ['sent', /^Reminder sent to Olena$/],
    ['sending', /^Sending a reminder to Olena/],
    ['unknown', /^It is unknown whether the reminder reached Olena/],
    ['refused', /^The reminder was not sent$/],
  ] as const)('%s', async (state, words) => {
    const user = await show(setUp({ sending: { state } }).bridge, <Acts />);
    await user.click(screen.getByRole('button', { name: 'remind' }));
    await screen.findByText(words);
    if (state !== 'sent') expect(screen.queryByText('Reminded Olena')).toBeNull();
  });
});

describe('the panel of a pay link', () => {
  const making = { state: 'creating', sendings: [] } as const;

  it('shows its cancelled state before any event arrives', async () => {
    const { bridge } = setUp({ draft: { state: 'cancelled' } }, making);
    const user = await show(bridge, <LinkPanel id={draft.id} />);
    await user.click(await screen.findByRole('button', { name: 'More about #D5' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Cancel link' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel #D5' }));
    await screen.findByText(/Cancelled; its link no longer works/);
  });

  it('offers no missing form, and explains where it is', async () => {
    await show(setUp({}, { state: 'failed', sendings: [] }).bridge, <LinkPanel id={draft.id} />);
    await screen.findByText(
      /^The form is not available here: it was filled in on another computer \(Anna\), or was/,
    );
    expect(screen.queryByRole('button', { name: 'Edit the form' })).toBeNull();
  });

  it('shows that it is not current after a reload fails', async () => {
    const shop = setUp({}, making);
    await show(shop.bridge, <LinkPanel id={draft.id} />);
    await screen.findByRole('heading', { name: /#D5/ });
    shop.state.isDeaf = true;
    shop.changed();
    await screen.findByText('Not up to date: The app is asleep');
    expect(screen.getByRole('heading', { name: /#D5/ })).toBeDefined();
  });
});
