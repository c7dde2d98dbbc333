import { Notifications, notifications } from '@mantine/notifications';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect } from 'vitest';
import { OrderPanel } from '../../../src/renderer/features/order/index.tsx';
import type { Bridge, CommandName } from '../../../src/shared/contract.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import type { OrderDetail } from '../../../src/shared/views.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow, startWindow } from './make-window.tsx';
import { gate } from './page-clock.ts';

let end = (): void => {};

/** Begins each test with nothing stored, and closes its panel after it. */
export function eachWithPanel(): void {
  beforeEach(() => {
    window.localStorage.clear();
    window.sessionStorage.clear();
  });
  afterEach(() => {
    notifications.clean();
    cleanup();
    end();
  });
}

/** The first of the invented orders, with what else is known of it. */
export async function openPanel(
  also: (detail: OrderDetail) => OrderDetail = (detail) => detail,
  {
    width = 1280,
    answers = {},
  }: {
    readonly width?: number;
    readonly answers?: { readonly [name: string]: (input: unknown) => Promise<unknown> };
  } = {},
) {
  Object.assign(window, { innerWidth: width });
  const fake = createFakeBridge({ now: Date.now, orders: 3 });
  const lost = new Set<string>();
  const calls: string[] = [];
  let reading = Promise.resolve();
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      calls.push(name);
      if (name === 'orders.get') await reading;
      const answer = answers[name];
      if (answer) return { ok: true, value: await answer(input) };
      const reply = await fake.bridge.call(name, input);
      if (lost.delete(name)) return { ok: false, error: { kind: 'unreachable', message: 'No answer' } };
      return name === 'orders.get' && reply.ok
        ? { ok: true, value: also(reply.value as OrderDetail) }
        : reply;
    },
  };
  const { stores, hotkeys, around } = makeWindow(bridge);
  end = startWindow({ stores, hotkeys });
  const [id, other] = fake.ids();
  if (!id || !other) throw new Error('the fake app has too few orders');
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  await stores.order.open(id);
  const panelOf = (shown: OrderId) =>
    around(
      <>
        <OrderPanel id={shown} />
        <Notifications />
      </>,
    );
  const { rerender } = render(panelOf(id));
  await screen.findByRole('list', { name: 'Order journey' });
  return {
    fake,
    stores,
    id,
    loseAnswer: (name: CommandName) => void lost.add(name),
    other,
    calls,
    /** Asks for another order, which is read as soon as main answers. */
    step(next: OrderId): Promise<void> {
      const read = stores.order.open(next);
      rerender(panelOf(next));
      return read;
    },
    /** Orders are answered once it is called back. */
    holdOrders(): () => void {
      const held = gate();
      reading = held.opened;
      return held.open;
    },
  };
}
