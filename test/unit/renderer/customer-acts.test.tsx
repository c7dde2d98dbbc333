import '../../../src/renderer/zod-without-eval.ts';
import { Notifications, notifications } from '@mantine/notifications';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { useCustomerActs } from '../../../src/renderer/features/customers/use-customer-acts.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { customerDetailOf } from './invented-customers.ts';
import { makeWindow } from './make-window.tsx';

const nameless = customerDetailOf(orderIdOf('manual', '1'), '', { phone: '+380671112233' });
const olena = customerDetailOf(orderIdOf('manual', '2'), 'Olena');

function Acts() {
  const acts = useCustomerActs({ view: 'all', text: '', sort: 'last', customer: nameless.row.id });
  const buttons = {
    vip: () => acts.mark(nameless.row, 'vip', true),
    'not vip': () => acts.mark(nameless.row, 'vip', false),
    join: () => acts.join(olena.row, nameless.row),
    'keep apart': () => acts.keepApart(nameless.row, olena.row),
    split: () => acts.split(olena.row, nameless.row, false),
    'no note': () =>
      acts.withdrawNote(nameless.row.id, {
        note: 'note-1',
        about: olena.row.id,
        text: 'shouts',
        by: 'Anna',
        at: 1,
      }),
  };
  return Object.entries(buttons).map(([name, act]) => (
    <button key={name} type="button" onClick={() => void act()}>
      {name}
    </button>
  ));
}

const show = (bridge: Bridge) =>
  render(
    makeWindow(bridge).around(
      <>
        <Notifications />
        <Acts />
      </>,
    ),
  );

async function doAndUndo(bridge: Bridge, act: string): Promise<void> {
  show(bridge);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: act }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
}

afterEach(() => {
  notifications.clean();
  cleanup();
});

it.each([
  ['vip', 'No name marked as VIP'],
  ['not vip', 'No name is no longer VIP'],
  ['join', 'No name merged into Olena'],
  ['keep apart', 'No name and Olena are kept separate'],
  ['split', 'No name split off'],
])('names a customer without a name as such: %s', async (act, words) => {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'customers.mark') return { ok: true, value: { customer: nameless, before: [] } };
      const isTie = name === 'customers.join' || name === 'customers.keepApart' || name === 'customers.part';
      return isTie ? { ok: true, value: { customer: olena, before: [] } } : fake.bridge.call(name, input);
    },
  };
  show(bridge);
  await userEvent.setup().click(screen.getByRole('button', { name: act }));
  await screen.findByText(words);
});

it('restores a removed mark as main returned it, on each order', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const made = { on: false, reason: null };
  const before = [
    { about: nameless.row.id, on: true, reason: 'never pays', made },
    { about: olena.row.id, on: true, reason: 'shouts', made },
  ];
  const asked: unknown[] = [];
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'customers.mark') return { ok: true, value: { customer: nameless, before } };
      if (name !== 'customers.putMarksBack') return fake.bridge.call(name, input);
      asked.push(input);
      return { ok: true, value: nameless };
    },
  };
  await doAndUndo(bridge, 'not vip');
  expect(asked).toEqual([{ id: nameless.row.id, mark: 'vip', before }]);
});

it('restores a removed note on its own order', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const asked: unknown[] = [];
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'customers.withdrawNote') return { ok: true, value: nameless };
      if (name !== 'customers.note') return fake.bridge.call(name, input);
      asked.push(inputSchemas[name].parse(input));
      return { ok: true, value: { customer: nameless, note: 'note-2' } };
    },
  };
  await doAndUndo(bridge, 'no note');
  expect(asked).toEqual([{ id: nameless.row.id, text: 'shouts', about: olena.row.id }]);
});
