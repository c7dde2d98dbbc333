import { expect, it } from 'vitest';
import { listenedElsewhere } from '../../src/main/desks/listened-elsewhere.ts';
import type { Connection, ConnectionStatus } from '../../src/main/ports.ts';

it('says of a source that another computer asks that it is not asked here, and neither asks it nor complains of it', async () => {
  let asked = 0;
  const status: ConnectionStatus = {
    state: 'failing',
    account: 'shop.myshopify.com',
    problem: 'could not be reached',
    fix: 'Look at the network',
    lastSuccessAt: null,
    facts: [{ label: 'Products', value: '3' }],
  };
  const source: Connection = {
    name: 'shopify',
    status: () => status,
    check: async () => {
      asked += 1;
      return status;
    },
  };
  const told = {
    ...status,
    state: 'off',
    problem: null,
    fix: null,
    facts: [],
    elsewhere: true,
  };
  expect(listenedElsewhere(source).status()).toEqual(told);
  expect(await listenedElsewhere(source).check()).toEqual(told);
  expect(asked).toBe(0);
});
