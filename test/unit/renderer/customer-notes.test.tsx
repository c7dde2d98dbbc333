import '../../../src/renderer/zod-without-eval.ts';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createKeptNote,
  customerNoteName,
  forgetSampleNotes,
} from '../../../src/renderer/components/customer/saved-note.ts';
import { CustomerPanel } from '../../../src/renderer/features/customers/customer-panel.tsx';
import { customerStore } from '../../../src/renderer/features/customers/customer-store.ts';
import type { AppState, Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { OrderRow } from '../../../src/shared/views.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { customerDetailOf } from './invented-customers.ts';
import { makeWindow } from './make-window.tsx';

const [olena, taras] = [orderIdOf('manual', '1'), orderIdOf('manual', '2')];
const names = { [olena]: 'Olena', [taras]: 'Taras' };

let end = (): void => {};
beforeEach(() => window.sessionStorage.clear());
afterEach(() => {
  cleanup();
  notifications.clean();
  end();
});

/** The panel of the open customer, in an app that can save notes or fails to. */
async function open(mode: AppState['mode'] = 'shop', keeps = true) {
  const fake = createFakeBridge({ now: Date.now, orders: 1, mode });
  const ordersOf = async () => {
    const listed = await fake.bridge.call('orders.list', { view: 'all', text: '', offset: 0, limit: 1 });
    if (!listed.ok) throw new Error('the fake lists its orders');
    return (listed.value as { readonly rows: readonly OrderRow[] }).rows; // the fake's answer to this command
  };
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'customers.get') {
        const { id } = inputSchemas[name].parse(input);
        return { ok: true, value: { ...customerDetailOf(id, names[id] ?? ''), orders: await ordersOf() } };
      }
      if (name !== 'customers.note') return fake.bridge.call(name, input);
      if (!keeps) return { ok: false, error: { kind: 'unreachable', message: 'The disk is full' } };
      const { id, text } = inputSchemas[name].parse(input);
      const note = { note: 'note-1', about: id, text, by: 'Anna', at: 1 };
      return {
        ok: true,
        value: { customer: { ...customerDetailOf(id, names[id] ?? ''), notes: [note] }, note },
      };
    },
  };
  const { stores, around } = makeWindow(bridge);
  end = customerStore(stores.parts).start();
  await stores.app.load();
  const place = { view: 'all', text: '', sort: 'last', customer: olena } as const;
  render(
    around(
      <>
        <Notifications />
        <CustomerPanel place={place} />
      </>,
    ),
  );
  const look = async (id: typeof olena): Promise<void> => {
    act(() => customerStore(stores.parts).follow(id));
    await screen.findByRole('heading', { name: names[id] ?? '' });
  };
  await look(olena);
  const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Note about the customer' });
  const working = (): unknown => fake.inputsOf('updates.working').at(-1);
  const [older = olena] = fake.ids();
  return { user: userEvent.setup(), look, field, working, older };
}

it('keeps a half-typed note through another customer, and blocks a restart', async () => {
  const { user, look, field, working } = await open();
  await fillIn(user, field(), 'Calls first');
  expect(working()).toEqual({ on: true });
  await look(taras);
  expect(field().value).toBe('');
  expect(working()).toEqual({ on: true }); // a restart would lose it
  await look(olena);
  expect(field().value).toBe('Calls first');
  await user.clear(field());
  expect(working()).toEqual({ on: false });
});

it('keeps it after leaving the page, for one shop’s customer', async () => {
  const { user, field } = await open();
  await fillIn(user, field(), 'Calls first');
  cleanup();
  end();
  expect((await open('sample')).field().value).toBe('');
  cleanup();
  end();
  expect((await open()).field().value).toBe('Calls first');
});

it('finds the note by any order of a merged customer', async () => {
  const { user, look, field, older } = await open();
  const kept = createKeptNote(window.sessionStorage, customerNoteName('shop', older));
  kept.write('Calls first');
  await look(taras);
  expect(field().value).toBe('Calls first');
  await user.clear(field());
  expect(kept.read()).toBe('');
});

it('forgets a saved note, and keeps one that failed to save', async () => {
  const { user, look, field } = await open();
  await fillIn(user, field(), 'Calls first');
  await user.click(screen.getByRole('button', { name: 'Add' }));
  await screen.findByText('Calls first');
  await look(taras);
  await look(olena);
  expect(field().value).toBe('');
  cleanup();
  end();
  const full = await open('shop', false);
  await fillIn(full.user, full.field(), 'Calls first');
  await full.user.click(screen.getByRole('button', { name: 'Add' }));
  await waitFor(() => expect(full.field().value).toBe('Calls first'));
  await full.look(taras);
  await full.look(olena);
  expect(full.field().value).toBe('Calls first');
});

it('is deleted with the sample shop, unlike notes of one’s own', async () => {
  for (const mode of ['shop', 'sample'] as const) {
    const { user, field } = await open(mode);
    await fillIn(user, field(), 'Calls first');
    cleanup();
    end();
  }
  forgetSampleNotes(window.sessionStorage);
  expect((await open('sample')).field().value).toBe('');
  cleanup();
  end();
  expect((await open('shop')).field().value).toBe('Calls first');
});
