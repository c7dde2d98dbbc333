import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { ListEmpty } from '../../../src/renderer/features/inbox/list-states.tsx';
import type { Counts } from '../../../src/renderer/state/inbox/inbox-rows.ts';
import { inboxPlaceOf } from '../../../src/renderer/state/routes/route.ts';
import type { InboxView } from '../../../src/shared/views.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);

const none: Counts = {
  new: 0,
  review: 0,
  open: 0,
  unpaid: 0,
  today: 0,
  scheduled: 0,
  snoozed: 0,
  all: 9,
  quarantine: 0,
};

async function showEmpty(view: InboxView, counts: Partial<Counts> = {}) {
  const { bridge } = createFakeBridge({ now: Date.now, orders: 1 });
  const { stores, around } = makeWindow(bridge);
  await stores.app.load();
  const place = { ...inboxPlaceOf(stores.route.getState()), view };
  render(around(<ListEmpty place={place} counts={{ ...none, ...counts }} />));
  return { shown: () => inboxPlaceOf(stores.route.getState()).view, user: userEvent.setup() };
}

it.each([
  [{ scheduled: 3, snoozed: 1 }, '4 orders are', 'Scheduled', 'scheduled'],
  [{ snoozed: 1 }, '1 order is', 'Snoozed', 'snoozed'],
] as const)('links from an empty list to snoozed and later orders: %o', async (counts, many, name, view) => {
  const { shown, user } = await showEmpty('open', counts);
  expect(document.body.textContent).toContain(`Nothing to do now: ${many} snoozed or scheduled.`);
  await user.click(screen.getByRole('button', { name: `Show ${name}` }));
  expect(shown()).toBe(view);
});

it.each(['new', 'review', 'open', 'unpaid', 'quarantine'] as const)(
  'claims nothing unknown about an empty view: %s',
  async (view) => {
    await showEmpty(view);
    expect(document.body.textContent).not.toMatch(/every|everything/i);
  },
);
