import { expect, it } from 'vitest';
import { listenedElsewhere } from '../../../src/main/cluster/read-elsewhere.ts';
import { notConnected } from '../../../src/main/health/not-connected.ts';
import type { Connection, ConnectionStatus } from '../../../src/main/ports.ts';
import { Problem } from '../../../src/shared/problem.ts';

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

it.each([
  ['signed-out', 'signed-out'],
  ['refused', 'failing'],
] as const)('says of it all the same that it no longer lets this computer in: %s', async (kind, state) => {
  const refusal = new Problem(kind, 'Google no longer accepts the sign-in', { fix: 'Reconnect Gmail' });
  const its = listenedElsewhere(notConnected('gmail'), () => refusal);
  expect(its.status()).toMatchObject({ state, problem: refusal.message, fix: 'Reconnect Gmail' });
  expect(its.status()).not.toHaveProperty('elsewhere');
  expect(await its.check()).toEqual(its.status());
});

it('asks its account anew when that is to be looked at, and complains no more once it lets this computer in', async () => {
  let refusal: Problem | null = new Problem('refused', 'The Gmail API is off');
  const ask = async (): Promise<void> => {
    refusal = null;
  };
  const its = listenedElsewhere(notConnected('gmail'), () => refusal, ask);
  expect(await its.check()).toMatchObject({ state: 'off', problem: null, elsewhere: true });
});
