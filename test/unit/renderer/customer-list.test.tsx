import '../../../src/renderer/zod-without-eval.ts';
import { act, cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { CustomerList } from '../../../src/renderer/features/customers/customer-list.tsx';
import { customersStore } from '../../../src/renderer/features/customers/customers-store.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import type { CustomerPage } from '../../../src/shared/customer/view.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { customerDetailOf } from './invented-customers.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);

it('refills its place when a late refresh brings other rows', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name !== 'customers.list') return fake.bridge.call(name, input);
      const { offset, limit } = inputSchemas[name].parse(input);
      const value: CustomerPage = {
        rows: Array.from({ length: limit }, (_, index) => {
          const nth = String(offset + index);
          return customerDetailOf(orderIdOf('manual', nth), `Customer ${nth}`).row;
        }),
        total: 1_000,
        counts: { all: 1_000, vip: 0, barred: 0, asked: 0 },
      };
      return { ok: true, value };
    },
  };
  const { around, stores } = makeWindow(bridge);
  const customers = customersStore(stores.parts);
  const named = (place: number): string | undefined => {
    const now = customers.getState();
    return now.state === 'ready' ? now.rows.get(place)?.name : undefined;
  };
  await stores.app.load();
  await customers.show({ view: 'all', text: '', sort: 'last' });
  render(around(<CustomerList place={{ view: 'all', text: '', sort: 'last', customer: null }} />));
  customers.look({ from: 500, to: 520 });
  await act(() => customers.refresh());
  await waitFor(() => expect(named(0)).toBe('Customer 0'));
});
