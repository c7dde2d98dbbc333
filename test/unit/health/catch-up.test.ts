import { expect, it } from 'vitest';
import { createCatchUp } from '../../../src/main/health/catch-up.ts';
import { notConnected } from '../../../src/main/health/not-connected.ts';
import { quietLog } from '../../support/log.ts';

const others = { reachability: { askAnew: () => {} } };

it.each([true, false])(
  'asks the sources after sleep on the computer that listens, and on another each account whether it takes its keys: %s',
  async (listens) => {
    const asked: string[] = [];
    const status = () => ({ ...notConnected('shopify').status(), state: 'failing' as const });
    const catchUp = createCatchUp({
      listens,
      reconciliation: {
        now: async () => void asked.push('shopify'),
        status,
        isRead: () => false,
        subscribed: () => ({ ensured: false, renewals: 0 }),
        askAnew: () => asked.push('who'),
      },
      gmail: {
        now: async () => void asked.push('gmail'),
        askAnew: () => asked.push('whose'),
        status,
        isRead: () => false,
      },
      reachability: { askAnew: () => asked.push('managers') },
      tunnel: notConnected('tunnel'),
      hurry: () => asked.push('hurry'),
      log: quietLog(),
    });
    catchUp.onWake();
    await catchUp.ask();
    expect([...new Set(asked)].toSorted()).toEqual(
      listens ? ['gmail', 'hurry', 'shopify'] : ['hurry', 'managers', 'who', 'whose'],
    );
    expect(catchUp.behind()).toEqual(listens ? ['shopify', 'gmail'] : []);
    expect(catchUp.subscription()).toBe('off');
  },
);

it('waits after sleep for no mailbox that has been read to its end but for a mail that fails alone', () => {
  const status = () => ({ ...notConnected('gmail').status(), state: 'failing' as const });
  const catchUp = createCatchUp({
    listens: true,
    reconciliation: null,
    ...others,
    gmail: { now: async () => {}, askAnew: () => {}, status, isRead: () => true },
    tunnel: notConnected('tunnel'),
    hurry: () => {},
    log: quietLog(),
  });
  expect(catchUp.behind()).toEqual([]);
});

it.each([
  ['working', ['gmail']],
  ['checking', ['gmail']],
  ['failing', ['gmail']],
  ['signed-out', []],
] as const)(
  'waits after sleep for the mails that are still under way, unless a person has to sign in: %s',
  (state, silent) => {
    const catchUp = createCatchUp({
      listens: true,
      reconciliation: null,
      ...others,
      gmail: {
        now: async () => {},
        askAnew: () => {},
        status: () => ({ ...notConnected('gmail').status(), state }),
        isRead: () => false,
      },
      tunnel: notConnected('tunnel'),
      hurry: () => {},
      log: quietLog(),
    });
    expect(catchUp.behind()).toEqual(silent);
  },
);

it.each([
  ['for subscriptions that are not there yet', 'waiting', { ensured: false, renewals: 0 }],
  ['not for subscriptions where none is wanted', 'off', null],
] as const)('waits after sleep %s', (_what, fate, subscribed) => {
  const catchUp = createCatchUp({
    listens: true,
    reconciliation: {
      ...notConnected('shopify'),
      now: async () => {},
      isRead: () => true,
      subscribed: () => subscribed,
      askAnew: () => {},
    },
    ...others,
    gmail: null,
    tunnel: {
      ...notConnected('tunnel'),
      status: () => ({ ...notConnected('tunnel').status(), state: 'working' }),
    },
    hurry: () => {},
    log: quietLog(),
  });
  expect(catchUp.subscription()).toBe(fate);
});
