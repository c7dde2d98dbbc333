import '../../../src/renderer/zod-without-eval.ts';
import { Notifications } from '@mantine/notifications';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OrderPanel } from '../../../src/renderer/features/order/index.tsx';
import type { CommandName } from '../../../src/shared/contract.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import type { PersonAt } from '../../../src/shared/presence.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};

async function openPanel(language: 'en' | 'uk' = 'en') {
  const earlier = new Map<CommandName, () => Promise<unknown>>();
  const fake = createFakeBridge({
    now: Date.now,
    orders: 3,
    before: async (name) => {
      const work = earlier.get(name);
      earlier.delete(name);
      await work?.();
    },
  });
  const { stores, around } = makeWindow(fake.bridge, language);
  end = stores.start();
  const [id] = fake.ids();
  if (!id) throw new Error('the fake app has no order');
  await stores.order.open(id);
  render(
    around(
      <>
        <OrderPanel id={id} />
        <Notifications />
      </>,
    ),
  );
  const since = fiveAfterTwo(Date.now());
  const person = (more: Partial<PersonAt>): PersonAt => ({
    order: id,
    desk: workstationIdSchema.parse('desk-a'),
    name: 'Anna',
    doing: 'edits',
    since,
    took: false,
    ...more,
  });
  const first = (name: CommandName, work: () => Promise<unknown>): void => void earlier.set(name, work);
  return { fake, id, person, first, user: userEvent.setup() };
}

/** 14:05 of today by the shop's clocks. @param now epoch milliseconds */
function fiveAfterTwo(now: number): number {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Kyiv', timeStyle: 'short' });
  const [hours = 0, minutes = 0] = clock.format(now).split(':').map(Number);
  return now + ((14 - hours) * 60 + 5 - minutes) * 60_000;
}

const note = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Add a note' });
const isDisabled = (name: string | RegExp) =>
  screen.getByRole<HTMLButtonElement>('button', { name }).disabled;

beforeEach(() => window.sessionStorage.clear());
afterEach(() => {
  cleanup();
  end();
});

it('locks the order while another person edits it, until taken over', async () => {
  const { fake, id, person, user } = await openPanel();
  expect(isDisabled(/^Take(?! over)/)).toBe(false);
  fake.meet([person({})]);
  await screen.findByText('Anna has been editing this order since 14:05');
  expect(note().readOnly).toBe(true);
  expect([isDisabled(/^Take(?! over)/), isDisabled('More actions')]).toEqual([true, true]);

  await user.click(screen.getByRole('button', { name: 'Take over' }));
  await waitFor(() => expect(screen.queryByText(/has been editing this order/)).toBeNull());
  expect(note().readOnly).toBe(false);
  expect(isDisabled(/^Take(?! over)/)).toBe(false);
  expect(fake.here.at(-1)).toEqual([{ order: id, doing: 'edits' }]);
});

it('keeps typed text after a takeover, names the person, allows undo', async () => {
  const { fake, id, person, user } = await openPanel();
  await fillIn(user, note(), 'Ring twice');
  await waitFor(() => expect(fake.here.at(-1)).toEqual([{ order: id, doing: 'edits' }]));
  fake.meet([person({ name: 'Ivan', took: true })]);
  await screen.findByText(/Ivan took over editing \(14:05\)/);
  expect(screen.getByText('Your text stays here but is not saved.')).toBeDefined();
  expect(note().value).toBe('Ring twice');
  expect(note().readOnly).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Copy your text' }));
  expect(await window.navigator.clipboard.readText()).toBe('Ring twice');

  await user.click(screen.getByRole('button', { name: 'Take over' }));
  await waitFor(() => expect(note().readOnly).toBe(false));
  await user.click(screen.getByRole('button', { name: 'Save note' }));
  await screen.findByText(/wrote: Ring twice/);
  await waitFor(() => expect(note().value).toBe(''));
});

it('says who only looks at it, and locks nothing for them', async () => {
  const { fake, person } = await openPanel();
  fake.meet([
    person({ doing: 'looks' }),
    person({ doing: 'looks', name: 'Ivan', desk: workstationIdSchema.parse('desk-i') }),
  ]);
  await screen.findByText('Anna and Ivan are viewing this order');
  expect(note().readOnly).toBe(false);
  fake.meet([person({ doing: 'looks' })]);
  await screen.findByText('Anna is viewing this order');
  fake.meet([]);
  await waitFor(() => expect(screen.queryByText(/is viewing this order/)).toBeNull());
});

it('reports an order as viewed while open, and edited while typing', async () => {
  const { fake, id, user } = await openPanel();
  await waitFor(() => expect(fake.here.at(-1)).toEqual([{ order: id, doing: 'looks' }]));
  await user.type(note(), 'x');
  await waitFor(() => expect(fake.here.at(-1)).toEqual([{ order: id, doing: 'edits' }]));
  await user.clear(note());
  await waitFor(() => expect(fake.here.at(-1)).toEqual([{ order: id, doing: 'looks' }]));
  cleanup();
  await waitFor(() => expect(fake.here.at(-1)).toEqual([]));
});

it('refuses to override a faster person until confirmed, and names the change', async () => {
  const { fake, id, user, first } = await openPanel();
  fake.refuse(
    'orders.take',
    new Problem('refused', 'DS-9000 was changed in the meantime', { field: 'seen' }),
  );
  // while the press is on its way
  first('orders.take', () => fake.bridge.call('orders.setStatus', { id, status: 'cancelled' }));
  await user.click(screen.getByRole('button', { name: /Take/ }));
  await screen.findByText('Anna already changed it: new → cancelled');
  fake.refuse('orders.take', null);
  await user.click(screen.getByRole('button', { name: 'Do it anyway' }));
  await waitFor(() => expect(fake.calls().filter((name) => name === 'orders.take')).toHaveLength(2));
});

it('says it in Ukrainian without guessing whether it is he or she', async () => {
  const { fake, person } = await openPanel('uk');
  fake.meet([person({ name: 'Оля' })]);
  await screen.findByText('Це замовлення редагує Оля, з 14:05');
  fake.meet([person({ name: 'Оля', took: true })]);
  await screen.findByText('Тепер редагує Оля, з 14:05');
});
