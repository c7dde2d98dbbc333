import '../../../src/renderer/zod-without-eval.ts';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ManualOrderPage } from '../../../src/renderer/features/manual-order/index.tsx';
import { hrefTo } from '../../../src/renderer/state/routes/route.ts';
import type { Bridge, Input } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import type { FormStep } from '../../../src/shared/form-merge.ts';
import { manualOrderFormSchema } from '../../../src/shared/forms.ts';
import { orderIdOf, workstationIdSchema } from '../../../src/shared/ids.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';

const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
const id = orderIdOf('manual', key);
const opened = manualOrderFormSchema.parse({
  key,
  currency: 'UAH',
  items: [{ title: 'Peonies', quantity: 3, unitPrice: '100' }],
  customer: { name: 'Olena Koval', phone: '+380671112233', email: '' },
  address: 'Sadova 5',
  note: '',
  paymentStatus: 'pending',
  paymentMethod: 'bank-transfer',
});

/** An app with one manual order, which others change when the test says so. */
function editingBridge() {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const steps: FormStep[] = [];
  const kept: Input<'manual.edit'>[] = [];
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'manual.form') {
        const form = steps.at(-1)?.form ?? opened;
        return { ok: true, value: { form, version: steps.length, number: 'M-7' } };
      }
      if (name === 'manual.since') {
        const { base } = inputSchemas['manual.since'].parse(input);
        return { ok: true, value: { steps: steps.slice(base), version: steps.length } };
      }
      if (name !== 'manual.edit') return fake.bridge.call(name, input);
      const edit = inputSchemas['manual.edit'].parse(input);
      if (edit.base !== steps.length) {
        return {
          ok: false,
          error: { kind: 'refused', message: 'M-7 was changed in the meantime', field: 'base' },
        };
      }
      kept.push(edit);
      return { ok: true, value: null };
    },
  };
  const change = (by: string, parts: Partial<typeof opened>): void => {
    steps.push({ by, at: 0, form: { ...(steps.at(-1)?.form ?? opened), ...parts } });
  };
  return { ...fake, bridge, kept, change };
}

let end = (): void => {};

async function open(editing = editingBridge()) {
  const { stores, around } = makeWindow(editing.bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(around(<ManualOrderPage />));
  await screen.findByRole('button', { name: /Save changes/ });
  return { editing, stores, user: userEvent.setup() };
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const save = () => screen.getByRole<HTMLButtonElement>('button', { name: /Save changes/ });
const meanwhile = () => screen.findByRole('alert', { name: /M-7 was changed in the meantime/ });

beforeEach(() => {
  window.localStorage.clear();
  window.location.hash = hrefTo('manual-order', { path: ['edit', id] });
});
afterEach(() => {
  cleanup();
  notifications.clean(); // a form that closed just now has reported its draft
  end();
});

it('shows who changed and what is replaced, and saves confirmed changes', async () => {
  const { editing, stores, user } = await open();
  editing.change('Anna', { address: 'Nova 1' });
  editing.change('Ivan', { note: 'Ring twice' });
  await user.clear(field('Address'));
  await fillIn(user, field('Address'), 'Stara 9');
  await user.click(save());

  const conflict = await meanwhile();
  expect(within(conflict).getByText('Anna:').parentElement?.textContent).toBe(
    'Anna: Sadova 5 → Nova 1yours: Stara 9; this would be overwritten',
  );
  expect(within(conflict).getByText('Ivan:').parentElement?.textContent).toBe(
    'Ivan: none → Ring twiceunchanged',
  );
  expect(editing.kept).toEqual([]);

  await user.click(within(conflict).getByRole('button', { name: 'Save and overwrite 1 change' }));
  await waitFor(() => expect(stores.route.getState().page).toBe('inbox'));
  expect(editing.kept).toMatchObject([{ base: 2, form: { address: 'Stara 9', note: 'Ring twice' } }]);
});

it('keeps the order’s currency after the shop changed its own', async () => {
  const editing = editingBridge();
  editing.change('Anna', { currency: 'EUR' });
  const { user } = await open(editing);
  expect(screen.getAllByText('€300').length).toBeGreaterThan(0);
  expect(screen.getByRole('radio', { name: 'EUR' })).toBeTruthy();
  await user.type(field('Phone'), '4');
  await user.click(save());
  await waitFor(() => expect(editing.kept).toMatchObject([{ form: { currency: 'EUR' } }]));
});

it('reports another person’s save at once, before saving here', async () => {
  const { editing } = await open();
  editing.change('Anna', { address: 'Nova 1' });
  editing.emit({ kind: 'orders-changed', ids: [id], newIds: [] });
  await screen.findByText(/^Anna saved this order after you opened it/);
});

it('asks again when another person is faster once more', async () => {
  const { editing, user } = await open();
  editing.change('Anna', { note: 'Ring twice' });
  await user.clear(field('Address'));
  await fillIn(user, field('Address'), 'Stara 9');
  await user.click(save());
  await meanwhile();
  editing.change('Anna', { address: 'Nova 1' });
  await user.click(screen.getByRole('button', { name: 'Save and keep these changes' }));
  await user.click(await screen.findByRole('button', { name: 'Save and overwrite 1 change' }));
  await waitFor(() => expect(editing.kept).toMatchObject([{ base: 2, form: { address: 'Stara 9' } }]));
});

it('returns to the full form, or leaves the order unchanged', async () => {
  const { editing, stores, user } = await open();
  editing.change('Anna', { address: 'Nova 1' });
  await user.clear(field('Address'));
  await fillIn(user, field('Address'), 'Stara 9');
  await user.click(save());
  await meanwhile();
  await user.click(screen.getByRole('button', { name: 'Back to the form' }));
  await waitFor(() => expect(save().disabled).toBe(false));
  expect(field('Address').value).toBe('Stara 9');

  await user.click(save());
  await meanwhile();
  await user.click(screen.getByRole('button', { name: 'Discard my changes' }));
  await waitFor(() => expect(stores.route.getState().page).toBe('inbox'));
  expect(editing.kept).toEqual([]);
});

/** Types, then leaves the form by a navigation. */
async function leave(type: (user: ReturnType<typeof userEvent.setup>) => Promise<void>) {
  const { editing, user } = await open();
  await type(user);
  cleanup();
  end();
  return editing;
}
const typeStara = async (user: ReturnType<typeof userEvent.setup>): Promise<void> => {
  await user.clear(field('Address'));
  await fillIn(user, field('Address'), 'Stara 9');
};

it('merges a left draft with another person’s save, and keeps one copy', async () => {
  const editing = await leave(typeStara);
  editing.change('Taras', { address: 'Nova 1', note: 'Ring twice' });
  const { stores, user } = await open(editing);
  expect(field('Address').value).toBe('Stara 9');
  await screen.findByText(/^Taras saved this order after/);
  expect(
    Object.keys(window.localStorage).filter((place) => place.startsWith('orderbell.sample-form.')),
  ).toEqual([`orderbell.sample-form.edit.${id}`]);

  await user.click(save());
  expect((await meanwhile()).textContent).toContain('Sadova 5 → Nova 1yours: Stara 9');
  await user.click(screen.getByRole('button', { name: 'Save and overwrite 1 change' }));
  await waitFor(() => expect(stores.route.getState().page).toBe('inbox'));
  expect(editing.kept).toMatchObject([{ base: 1, form: { address: 'Stara 9', note: 'Ring twice' } }]);
  expect(window.localStorage.getItem(`orderbell.sample-form.edit.${id}`)).toBeNull();
});

it('starts over from the saved order, and restores the typed changes', async () => {
  const editing = await leave(typeStara);
  editing.change('Taras', { address: 'Nova 1' });
  const { stores, user } = await open(editing);
  await user.click(screen.getByRole('button', { name: 'Start over' }));
  expect(field('Address').value).toBe('Nova 1');
  await waitFor(() => expect(screen.queryByText(/saved this order after/)).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Restore' }));
  expect(field('Address').value).toBe('Stara 9');
  await user.click(save());
  await meanwhile();
  await user.click(screen.getByRole('button', { name: 'Back to the form' }));
  await user.click(await screen.findByRole('button', { name: 'Start over' }));
  await user.type(field('Note'), 'x');
  await user.click(save());
  await waitFor(() => expect(stores.route.getState().page).toBe('inbox'));
  expect(editing.kept).toMatchObject([{ base: 1, form: { address: 'Nova 1', note: 'x' } }]);
});

it('keeps a restored draft as a change when left again', async () => {
  const editing = await leave(typeStara);
  editing.change('Taras', { address: 'Nova 1' });
  const { user } = await open(editing);
  await user.click(screen.getByRole('button', { name: 'Start over' }));
  await user.type(field('Note'), 'x');
  await user.clear(field('Note')); // saving the empty form clears nothing
  await user.click(screen.getByRole('button', { name: 'Restore' }));
  cleanup();
  end();
  await open(editing);
  expect(field('Address').value).toBe('Stara 9');
  await screen.findByText(/^Taras saved this order after/);
});

it('is locked while another person edits, and keeps the text for copying', async () => {
  const { editing, user } = await open();
  await waitFor(() => expect(editing.here.at(-1)).toEqual([{ order: id, doing: 'edits' }]));
  await user.clear(field('Address'));
  await fillIn(user, field('Address'), 'Stara 9');
  editing.meet([
    {
      order: id,
      desk: workstationIdSchema.parse('desk-i'),
      name: 'Ivan',
      doing: 'edits',
      since: Date.now(),
      took: true,
    },
  ]);
  await screen.findByText(/Ivan took over editing/);
  expect(field('Address').closest('fieldset')?.disabled).toBe(true);
  expect(save().disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Copy your text' }));
  expect(await window.navigator.clipboard.readText()).toBe(
    '3 × Peonies, 100\nOlena Koval\n+380671112233\nStara 9',
  );
  await user.click(screen.getByRole('button', { name: 'Take over' }));
  await waitFor(() => expect(field('Address').closest('fieldset')?.disabled).toBe(false));
  expect(field('Address').value).toBe('Stara 9');
});

it('restores a discarded draft without the changes of an earlier version', async () => {
  const editing = editingBridge();
  const { stores, around } = makeWindow(editing.bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  const draw = (page: ReactNode): ReactNode =>
    around(
      <>
        <Notifications />
        {page}
      </>,
    );
  const user = userEvent.setup();
  const { rerender } = render(draw(<ManualOrderPage />));
  await screen.findByRole('button', { name: /Save changes/ });
  await user.type(field('Address'), '!');
  rerender(draw(null));
  await user.click(await screen.findByRole('button', { name: 'Discard' }));
  editing.change('Anna', { address: 'Nova 1' });
  rerender(draw(<ManualOrderPage />));
  await waitFor(() => expect(field('Address').value).toBe('Nova 1'));
  act(() => stores.undo.take());
  await screen.findByText(/^It belongs to an earlier version than the open form\./);
  expect(field('Address').value).toBe('Nova 1');
  rerender(draw(null));
  rerender(draw(<ManualOrderPage />));
  await waitFor(() => expect(field('Address').value).toBe('Nova 1'));
  rerender(draw(null));
  // reopened on the later version, it can still be restored
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText(/: undone$/);
  rerender(draw(<ManualOrderPage />));
  await waitFor(() => expect(field('Address').value).toBe('Sadova 5!'));
  await screen.findByText(/saved this order after/);
});
