// @vitest-environment happy-dom
import '../../src/renderer/zod-without-eval.ts';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, renderHook, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useToasts } from '../../src/renderer/ui/toasts.tsx';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

afterEach(() => {
  notifications.clean();
  cleanup();
});

/** A window that has room for so many toasts at once. */
function toastsIn({ room }: { readonly room: number }) {
  const { around } = makeWindow(createFakeBridge({ now: Date.now, orders: 0 }).bridge);
  render(around(<Notifications limit={room} />));
  const wrapper = ({ children }: { readonly children: ReactNode }) => around(children);
  return renderHook(useToasts, { wrapper }).result.current;
}

it('shows what was just done, and what fails next, above failures that nobody has closed', async () => {
  const toasts = toastsIn({ room: 3 });
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
