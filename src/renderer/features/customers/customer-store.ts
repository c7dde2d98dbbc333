import { createStore } from 'zustand/vanilla';
import type { CustomerDetail } from '../../../shared/customer/view.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { CallError, Client } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';
import { ownStore } from '../../state/queries/own-store.ts';
import { createRest } from '../../state/rest.ts';

export type OpenCustomer =
  | { readonly state: 'closed' }
  | { readonly state: 'loading'; readonly id: OrderId; readonly before: CustomerDetail | null }
  | { readonly state: 'failed'; readonly id: OrderId; readonly error: CallError }
  | { readonly state: 'ready'; readonly id: OrderId; readonly customer: CustomerDetail };

const settleMs = 150;

/** The open customer, kept up to date. Started by its own page. */
export function createCustomerStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const store = createStore<OpenCustomer>(() => ({ state: 'closed' }));
  let turn = 0;
  let isHeld = false;
  const rest = createRest(clock);

  async function read(id: OrderId): Promise<void> {
    rest.forget();
    turn += 1;
    const mine = turn;
    try {
      const customer = await client.call('customers.get', { id });
      if (mine === turn) store.setState({ state: 'ready', id, customer }, true);
    } catch (thrown) {
      if (mine === turn) store.setState({ state: 'failed', id, error: toCallError(thrown) }, true);
    }
  }
  const again = (): void => {
    const now = store.getState();
    if (now.state !== 'closed' && !isHeld) void read(now.id);
  };

  function close(): void {
    rest.forget();
    turn += 1;
    store.setState({ state: 'closed' }, true);
  }

  return {
    ...store,
    again,
    /**
     * Shows the customer of this order. Loads at once, but in a run of steps only the last one. The previous customer stays on
     * screen until the answer arrives.
     */
    follow(id: OrderId): void {
      const now = store.getState();
      if (now.state !== 'closed' && now.state !== 'failed' && now.id === id) return;
      const before = now.state === 'ready' ? now.customer : now.state === 'loading' ? now.before : null;
      // set before the request: the next step starts from here
      store.setState({ state: 'loading', id, before }, true);
      turn += 1; // drops the answers for customers that were passed
      rest.step(() => void read(id));
    },
    /** Keeps the customer on screen during an erasure, so that its result can be read. Loads again at the end. */
    hold(isOn: boolean): void {
      if (isHeld === isOn) return;
      isHeld = isOn;
      again();
    },
    /**
     * Remembers which customer is open when a command is sent.
     * @returns stores the answer unless another customer is open by then; returns whether it did
     */
    taking(): (customer: CustomerDetail) => boolean {
      const before = store.getState();
      return (customer) => {
        const now = store.getState();
        if (now.state === 'closed' || before.state === 'closed') return false;
        if (now.id !== before.id && now.id !== customer.row.id) return false;
        rest.forget();
        turn += 1;
        store.setState({ state: 'ready', id: now.id, customer }, true);
        return true;
      };
    },
    close,
    /** @returns the function that stops it */
    start(): () => void {
      let cancel: (() => void) | null = null;
      const end = client.on(({ kind }) => {
        if (kind !== 'customers-changed' && kind !== 'orders-changed' && kind !== 'app-changed') return;
        cancel ??= clock.after(settleMs, () => {
          cancel = null;
          again();
        });
      });
      return () => {
        cancel?.();
        if (rest.isWaiting()) close(); // no request was sent: left open, the page would wait for an answer each time it returns
        end();
      };
    },
  };
}

export const customerStore = ownStore(createCustomerStore, (store) => store.close());
