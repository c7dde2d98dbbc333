import '../../../src/renderer/zod-without-eval.ts';
import { ModalsProvider } from '@mantine/modals';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { SampleMenu } from '../../../src/renderer/app/frame/sample-menu.tsx';
import { useToasts } from '../../../src/renderer/components/toasts/toasts.tsx';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

afterEach(() => {
  notifications.clean();
  cleanup();
});

/** A window that has room for so many toasts at once. */
function toastsIn({ room }: { readonly room: number }) {
  const { stores, around } = makeWindow(createFakeBridge({ now: Date.now, orders: 0 }).bridge);
  const { rerender } = render(around(<Notifications limit={room} />));
  const wrapper = ({ children }: { readonly children: ReactNode }) => around(children);
  const toasts = renderHook(useToasts, { wrapper }).result.current;
  const show = (part: ReactNode): void =>
    rerender(
      around(
        <>
          <Notifications limit={room} />
          {part}
        </>,
      ),
    );
  return { toasts, stores, show };
}

it('shows the latest result and failure above failures still open', async () => {
  const { toasts } = toastsIn({ room: 3 });
  const fail = (what: string): void => toasts.failed({ id: what, what, error: { message: 'No network' } });
  act(() => ['One', 'Two', 'Three'].forEach(fail));
  act(() => toasts.done({ id: 'done', text: '#1 is packed', undo: () => undefined }));
  await screen.findByRole('button', { name: 'Undo' });
  act(() => fail('Four'));
  await screen.findByText('Four');
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeNull();
  act(() => ['done', 'Four'].forEach(toasts.hide));
  await screen.findByText('One');
});

it('offers no undo or retry from the last shop, except returning', async () => {
  const { toasts, stores, show } = toastsIn({ room: 2 });
  await stores.app.load();
  show(
    <ModalsProvider modalProps={{ transitionProps: { duration: 0 } }}>
      <SampleMenu />
    </ModalsProvider>,
  );
  const failed = { error: { message: 'No network' }, retry: () => undefined };
  act(() => {
    toasts.failed({ id: 'one', what: '#1 stays new', ...failed }); // waits for room
    toasts.failed({ id: 'two', what: '#2 stays new', ...failed });
    toasts.done({ id: 'three', text: '#3 is packed', undo: () => undefined });
  });
  const acts = () => screen.queryAllByRole('button', { name: /^(Undo|Try again)$/ });
  await act(() => stores.app.setToastDetails(true)); // the same shop still
  await waitFor(() => expect(acts()).toHaveLength(2));

  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Sample shop' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Remove sample data' }));
  await user.click(await screen.findByRole('button', { name: 'Remove sample shop' }));
  const back = await screen.findByRole('button', { name: 'Open a new sample shop' });
  await waitFor(() => expect(acts()).toEqual([]));
  await user.click(back);
  await screen.findByRole('button', { name: 'Sample shop' });
  expect(acts()).toEqual([]);
});
