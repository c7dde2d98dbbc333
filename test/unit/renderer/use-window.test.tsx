import '../../../src/renderer/zod-without-eval.ts';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useWindow } from '../../../src/renderer/features/payment-links/form/use-window.ts';
import { WindowWords } from '../../../src/renderer/features/payment-links/form/window-words.tsx';
import { NowProvider } from '../../../src/renderer/lib/browser/use-now.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { WindowView } from '../../../src/shared/views.ts';
import { draftRow } from '../../support/drafts.ts';
import { makeWindow } from './make-window.tsx';
import { pageClock } from './page-clock.ts';

const { id } = draftRow({});
const hour = 3_600_000;

function Words() {
  return <WindowWords window={useWindow(id, 1)} name="Olena" chatUrl={null} />;
}

/** An app whose customer last wrote two days ago, until the test changes it. */
function open() {
  const clock = pageClock();
  const closed: WindowView = { state: 'closed', lastInteraction: clock.now() - 48 * hour, until: null };
  const server = { says: closed as WindowView | null, asked: 0 };
  const bridge: Bridge = {
    async call() {
      server.asked += 1;
      if (server.says === null) return { ok: false, error: { kind: 'bug', message: 'The app is asleep' } };
      return { ok: true, value: server.says };
    },
    on: () => () => {},
  };
  const { around } = makeWindow(bridge);
  return {
    clock,
    server,
    show: () =>
      render(
        around(
          <NowProvider clock={clock}>
            <Words />
          </NowProvider>,
        ),
      ),
    write(): void {
      server.says = { state: 'open', lastInteraction: clock.now(), until: clock.now() + 24 * hour };
    },
    comeBack: (): void => void fireEvent.focus(window),
  };
}

afterEach(cleanup);

it.each([
  ['the reader comes back from the chat', async ({ comeBack }) => comeBack()],
  ['a minute has passed', async ({ clock }) => act(() => clock.advance(70_000))],
] satisfies readonly (readonly [string, (page: ReturnType<typeof open>) => unknown])[])(
  'allows writing to a customer after they wrote, when %s',
  async (_, happens) => {
    const page = open();
    page.show();
    await screen.findByText(/last wrote 2/);
    page.write();
    await happens(page);
    await screen.findByText(/You can message .* until/);
  },
);

it('keeps the known state after a failed query, and shows no progress', async () => {
  const page = open();
  page.server.says = null;
  page.show();
  await screen.findByText(/^Can’t tell when the customer last wrote/);
  page.write();
  page.comeBack();
  await screen.findByText(/You can message .* until/);
  page.server.says = null;
  page.comeBack();
  await act(() => page.clock.advance(0));
  expect(screen.getByText(/You can message .* until/)).toBeDefined();
});

it('is queried once while open, and again after it ends', async () => {
  const page = open();
  page.write();
  page.show();
  await screen.findByText(/You can message .* until/);
  await act(() => page.clock.advance(10 * 60_000));
  expect(page.server.asked).toBe(1);
  page.server.says = { state: 'closed', lastInteraction: page.clock.now() - 24 * hour, until: null };
  await act(() => page.clock.advance(24 * hour));
  await screen.findByText(/last wrote/);
  expect(page.server.asked).toBeGreaterThan(1);
});
