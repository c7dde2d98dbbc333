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
import type { Connection } from '../../../src/main/ports.ts';
import type { ComputersView } from '../../../src/shared/computers-view.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { idOf } from './cluster-shop.ts';

describe('a source that another computer reads', () => {
  it('is not asked and shows no fault here', async () => {
    const status = {
      state: 'failing',
      account: 'shop.myshopify.com',
      problem: 'could not be reached',
      fix: 'Look at the network',
      lastSuccessAt: null,
      facts: [{ label: 'Products', value: '3' }],
    } as const;
    const source: Connection = {
      name: 'shopify',
      status: () => status,
      check: () => expect.fail('it is asked elsewhere'),
    };
    const shown = { ...status, state: 'off', problem: null, fix: null, facts: [], elsewhere: true };
    expect(listenedElsewhere(source).status()).toEqual(shown);
    expect(await listenedElsewhere(source).check()).toEqual(shown);
  });

  it.each([
    ['signed-out', 'signed-out'],
    ['refused', 'failing'],
  ] as const)('shows that its account rejects this computer: %s', async (kind, state) => {
    const refusal = new Problem(kind, 'Google no longer accepts the sign-in', { fix: 'Reconnect Gmail' });
    const shown = listenedElsewhere(notConnected('gmail'), () => refusal);
    expect(shown.status()).toMatchObject({ state, problem: refusal.message, fix: 'Reconnect Gmail' });
    expect(shown.status()).not.toHaveProperty('elsewhere');
    expect(await shown.check()).toEqual(shown.status());
  });

  it('asks an account that rejected it again when it is checked', async () => {
    let refusal: Problem | null = new Problem('refused', 'The Gmail API is off');
    const ask = async (): Promise<void> => {
      refusal = null;
    };
    const shown = listenedElsewhere(notConnected('gmail'), () => refusal, ask);
    expect(await shown.check()).toMatchObject({ state: 'off', problem: null, elsewhere: true });
  });
});

describe('a source that the leader cannot read', () => {
  const now = 1_000_000_000;
  const computer = { isThis: false, isLeader: false, lastSeenAt: now, backAt: null };
  const anna = {
    ...computer,
    id: idOf('anna'),
    name: 'Anna',
    isThis: true,
    isLeader: true,
    lastSeenAt: null,
  };
  const borys = { ...computer, id: idOf('borys'), name: 'Borys' };
  const unread = (
    leader: Sources,
    other: Sources,
    change: Partial<ComputersView['computers'][number]> = {},
  ) =>
    createUnread({ now: () => now }, (id) => (id === anna.id ? leader : other))([
      anna,
      { ...borys, ...change },
    ]);
  const [out, readable] = [{ gmail: 'signed-out' }, { gmail: 'readable' }] as const;
  const gmailOut = unread(out, readable);
  const problem = 'Gmail is signed out on the leader, Anna’s computer; Borys’s computer can read it';
  const fix = 'Make Borys’s computer the leader, or sign in here';

  it('is named with the leader and who can read it', () => {
    expect(gmailOut).toEqual([
      { source: 'gmail', state: 'signed-out', problem, fix, readableAt: 'Borys', since: now },
    ]);
  });

  it.each<[string, Sources, Sources, { readonly lastSeenAt?: number }]>([
    ['the other is off', out, readable, { lastSeenAt: now - 200_000 }],
    ['the other is signed out too', out, out, {}],
    ['the other has not said', out, {}, {}],
    ['the leader has not tried yet', {}, readable, {}],
  ])('is not shown while %s', (_, leader, other, change) => {
    expect(unread(leader, other, change)).toEqual([]);
  });

  it('is shown by its connection on every computer, with the fix', async () => {
    const elsewhere = { ...anna, isThis: false, lastSeenAt: now };
    const found = createUnread({ now: () => now }, (id) => (id === anna.id ? out : readable))([
      { ...borys, isThis: true },
      elsewhere,
    ]);
    const there = withUnread(listenedElsewhere(notConnected('gmail')), () => found);
    const shown = {
      state: 'failing',
      problem,
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
