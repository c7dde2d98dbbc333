import '../../../src/renderer/zod-without-eval.ts';
import { ModalsProvider } from '@mantine/modals';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualOrderPage } from '../../../src/renderer/features/manual-order/index.tsx';
import type { Bridge, Input } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};

async function open(country: string | null = 'UA') {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const created: Input<'manual.create'>[] = [];
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'manual.create') {
        const form = inputSchemas['manual.create'].parse(input);
        created.push(form);
        return { ok: true, value: { id: orderIdOf('manual', form.key) } };
      }
      const reply = await fake.bridge.call(name, input);
      return name === 'app.state' && reply.ok
        ? { ok: true, value: { ...(reply.value as object), country } }
        : reply;
    },
  };
  const { stores, around } = makeWindow(bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(
    around(
      <ModalsProvider modalProps={{ transitionProps: { duration: 0 } }}>
        <ManualOrderPage />
      </ModalsProvider>,
    ),
  );
  return { user: userEvent.setup(), created };
}
type User = Awaited<ReturnType<typeof open>>['user'];

const field = (name: string) => screen.getByRole('textbox', { name });
const submit = () => screen.getByRole('button', { name: /Create order/ });

async function addLine(user: User, price: string): Promise<void> {
  await user.click(screen.getByRole('combobox', { name: 'Add a product' }));
  await user.keyboard('Card');
  await user.click(await screen.findByRole('option', { name: /Add “Card”/ }));
  await fillIn(user, await screen.findByRole('textbox', { name: 'Unit price of Card' }), price);
}

beforeEach(() => {
  window.localStorage.clear();
  window.location.hash = '#/manual-order';
});
afterEach(() => {
  cleanup();
  end();
});

describe('a wanted day that is in the past', () => {
  it('asks before the order is made, and goes back to the day', async () => {
    const { user, created } = await open();
    await addLine(user, '100');
    await fillIn(user, field('Name'), 'Olena');
    await fillIn(user, screen.getByLabelText('Delivery date'), '2020-02-03');
    await user.click(submit());
    await screen.findByRole('dialog', { name: '3 February 2020 is in the past' });
    await user.click(screen.getByRole('button', { name: 'Change the date' }));
    expect(created).toEqual([]);
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name: '3 February 2020 is in the past' })).toBeNull(),
    );
    expect(document.activeElement).toBe(screen.getByLabelText('Delivery date'));
    await user.click(submit());
    await user.click(await screen.findByRole('button', { name: 'Keep this date' }));
    await waitFor(() => expect(created).toHaveLength(1));
    expect(created[0]?.wanted).toEqual({ date: '2020-02-03' });
  });
});

describe('a complaint of the form', () => {
  it('goes when another field answers it', async () => {
    const { user } = await open();
    await user.click(submit());
    expect(screen.getByText('Enter a name or a phone')).toBeDefined();
    await fillIn(user, field('Phone'), '067 123 45 67');
    await waitFor(() => expect(screen.queryByText('Enter a name or a phone')).toBeNull());
    await addLine(user, '100');
    expect(screen.queryByText('Add at least one item')).toBeNull();
  });

  it('that an hour is before another goes when the other is changed', async () => {
    const { user } = await open();
    await fillIn(user, screen.getByLabelText('From'), '18:00');
    await fillIn(user, screen.getByLabelText('Until'), '12:00');
    await user.click(submit());
    expect(screen.getByText('End time must be after start time')).toBeDefined();
    await user.clear(screen.getByLabelText('From'));
    await fillIn(user, screen.getByLabelText('From'), '10:00');
    await waitFor(() => expect(screen.queryByText('End time must be after start time')).toBeNull());
  });
});

it('takes a price as the app shows it', async () => {
  const { user, created } = await open();
  await addLine(user, '1,200');
  await fillIn(user, field('Name'), 'Olena');
  expect(screen.getAllByText('₴1,200')).not.toHaveLength(0);
  await user.click(submit());
  await waitFor(() => expect(created).toHaveLength(1));
  expect(created[0]?.items).toMatchObject([{ unitPrice: '1200' }]);
});

describe('a phone that is not valid in the shop’s country', () => {
  it.each([
    ['UA', 'Not a valid phone number in Ukraine'],
    [null, 'Enter the number with + and a country code'],
  ])('is marked, and not changed: %s', async (country, words) => {
    const { user, created } = await open(country);
    await addLine(user, '100');
    await fillIn(user, field('Phone'), '0171 1234567');
    expect(await screen.findByText(words)).toBeDefined();
    await user.click(submit());
    await waitFor(() => expect(created).toHaveLength(1));
    expect(created[0]?.customer.phone).toBe('0171 1234567');
  });
});
