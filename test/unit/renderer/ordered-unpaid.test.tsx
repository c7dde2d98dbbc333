import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Rail } from '../../../src/renderer/app/frame/rail/rail.tsx';
import { LinkPanel } from '../../../src/renderer/features/payment-links/form/link-panel.tsx';
import { PlayerProvider } from '../../../src/renderer/lib/browser/player-context.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { DraftState } from '../../../src/shared/draft.ts';
import { draftIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import { draftDetail, draftRow } from '../../support/drafts.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fakePlayer } from './fake-player.ts';
import { makeWindow } from './make-window.tsx';

const orderId = orderIdOf('shopify', '1');
const ordered = (state: DraftState) => draftRow({ state, orderId, orderIds: [orderId] });
const waiting = draftRow({ id: draftIdSchema.parse('d2'), state: 'sent' });

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
});

/** An app with a link checked out without payment, as for cash on delivery, and an unpaid one. */
async function show(state: DraftState, part: React.ReactNode): Promise<void> {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'drafts.list') return { ok: true, value: [ordered(state), waiting] };
      if (name === 'drafts.get') return { ok: true, value: draftDetail({ draft: ordered(state) }) };
      return fake.bridge.call(name, input);
    },
  };
  const page = makeWindow(bridge);
  end = page.stores.start();
  await waitFor(() => expect(page.stores.app.getState().state).toBe('ready'));
  render(page.around(<PlayerProvider value={fakePlayer().player}>{part}</PlayerProvider>));
}

it.each(['ready', 'sent', 'opened'] as const)(
  'a link ordered without payment says so, and waits no more: %s',
  async (state) => {
    await show(state, <LinkPanel id={ordered(state).id} />);
    expect((await screen.findByRole('link', { name: /^Open order/ })).textContent).toBe('Open order');
    expect(screen.getByRole('status').textContent).toBe('ordered, not paid yet');
    expect(screen.queryByText(/^Waiting for|not sent yet/)).toBeNull();
    expect(screen.queryByText(/sees that the link was opened/)).toBeNull();
  },
);

it('a link that was ordered unpaid is not counted as waiting', async () => {
  await show('sent', <Rail />);
  const drafts = await screen.findByRole('link', { name: /Payment links/ });
  await within(drafts).findByTitle(/waiting/);
  expect(within(drafts).getByTitle(/waiting/).textContent).toBe('1');
});
