import { describe, expect, it } from 'vitest';
import type { Sources } from '../../../src/main/cluster/peers/peers.ts';
import { readableOf } from '../../../src/main/cluster/peers/peers.ts';
import {
  createUnread,
  listenedElsewhere,
  withUnread,
  withUnreadWarnings,
} from '../../../src/main/cluster/read-elsewhere.ts';
import { notConnected } from '../../../src/main/health/not-connected.ts';
import type { Connection, ConnectionStatus } from '../../../src/main/ports.ts';
import type { ComputersView } from '../../../src/shared/computers-view.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
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

describe('a source that the leader cannot read', () => {
  const now = 1_000_000_000;
  type Computer = ComputersView['computers'][number];
  const computer = (name: string, change: Partial<Computer> = {}): Computer => ({
    id: workstationIdSchema.parse(`desk-${name}`),
    name,
    isThis: false,
    isLeader: false,
    lastSeenAt: now,
    backAt: null,
    ...change,
  });
  const anna = computer('Anna', { isThis: true, isLeader: true, lastSeenAt: null });
  const borys = computer('Borys');
  const unread = (computers: readonly Computer[], ...sources: readonly Sources[]) =>
    createUnread({ now: () => now }, (id) => sources[computers.findIndex((one) => one.id === id)])(computers);
  const gmailOut = unread([anna, borys], { gmail: 'signed-out' }, { gmail: 'readable' });

  it('is named with the leader and who can read it', () => {
    expect(gmailOut).toEqual([
      {
        source: 'gmail',
        state: 'signed-out',
        problem: 'Gmail is signed out on the leader, Anna’s computer; Borys’s computer can read it',
        fix: 'Make Borys’s computer the leader, or sign in here',
        readableAt: 'Borys',
        since: now,
      },
    ]);
  });

  it('is no matter where no computer that is on can read it', () => {
    const off = { ...borys, lastSeenAt: now - 200_000 };
    expect(unread([anna, off], { gmail: 'signed-out' }, { gmail: 'readable' })).toEqual([]);
    expect(unread([anna, borys], { gmail: 'signed-out' }, { gmail: 'signed-out' })).toEqual([]);
    expect(unread([anna, borys], { gmail: 'signed-out' }, {})).toEqual([]);
  });

  it('is not concluded before the leader has tried', () => {
    expect(unread([anna, borys], {}, { gmail: 'readable' })).toEqual([]);
  });

  it('is said by the connection on every computer, with the fix', async () => {
    const elsewhere = [borys, { ...anna, isThis: false, lastSeenAt: now }];
    const found = unread(elsewhere, { gmail: 'readable' }, { gmail: 'signed-out' });
    const there = withUnread(listenedElsewhere(notConnected('gmail')), () => found);
    const shown = {
      state: 'failing',
      problem: gmailOut[0]?.problem,
      fix: 'Make Borys’s computer the leader, or sign in on Anna’s computer',
    };
    expect(there.status()).toMatchObject(shown);
    expect(await there.check()).toMatchObject(shown);
    expect(there.status().elsewhere).toBeUndefined();
    const shopify = withUnread(notConnected('shopify'), () => gmailOut);
    expect(shopify.status()).toEqual(notConnected('shopify').status());
  });

  it('is warned of once, with who can read it', () => {
    const since = now - 60_000;
    const found = gmailOut.map((one) => ({ ...one, since }));
    const own = {
      kind: 'stopped',
      sender: 'shop@example.com',
      family: 'gmail',
      text: 'Gmail could not be read for 5 min: signed out',
      since,
      document: null,
    } as const;
    const fix = 'Make Borys’s computer the leader, or sign in here';
    expect(withUnreadWarnings([own], found)).toEqual([{ ...own, fix, readableAt: 'Borys' }]);
    expect(withUnreadWarnings([], found)).toMatchObject([
      { kind: 'stopped', family: 'gmail', since, fix, readableAt: 'Borys' },
    ]);
    expect(withUnreadWarnings([own], [])).toEqual([own]);
  });

  it.each([
    [null, 'not-connected'],
    [{ refusal: new Problem('signed-out', 'signed out'), isTried: true }, 'signed-out'],
    [{ refusal: null, isTried: true }, 'readable'],
    [{ refusal: null, isTried: false }, undefined],
  ])('%# is known by its account', (account, state) => {
    const standing = account && { refusal: () => account.refusal, isTried: () => account.isTried };
    expect(readableOf(standing && { standing })).toBe(state);
  });
});
