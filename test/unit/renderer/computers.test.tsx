import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ComputersView } from '../../../src/shared/computers-view.ts';
import type { Computer } from './computers-page.tsx';
import { computer, eachWithCleanPage, showComputers, working } from './computers-page.tsx';

eachWithCleanPage();

const anna = computer('Anna', { isThis: true, lastSeenAt: null });
const borys = computer('Borys', { isLeader: true });

const show = (change: Partial<ComputersView> = {}, options: Parameters<typeof showComputers>[1] = {}) => {
  const view = { canBeChosen: true, problem: null, leaderSince: null, live: working };
  return showComputers({ computers: [anna, borys], ...view, ...change }, options);
};
const line = (name: string) => {
  const found = screen.getAllByRole('listitem').find((item) => item.textContent?.startsWith(name));
  if (!found) throw new Error(`there is no computer ${name}`);
  return within(found);
};

const shown = (text: string | RegExp) => expect(screen.getByText(text)).toBeDefined();

describe('the computers of a shop', () => {
  it('are listed with the leader, and this one is marked', async () => {
    await show({ leaderSince: Date.now() - 3_600_000 });
    expect(line('Anna').getByText('this computer')).toBeDefined();
    expect(line('Anna').queryByText('leader')).toBeNull();
    for (const text of ['leader', /^since /, /^last seen /]) {
      expect(line('Borys').getByText(text)).toBeDefined();
    }
    const link = screen.getByRole('link', { name: 'leader: Borys' });
    expect(link.getAttribute('href')).toBe('#/setup/computers');
  });

  it.each<[Partial<Computer>, string | RegExp]>([
    [{ lag: { events: 0, ms: 0 } }, 'in sync'],
    [{ lag: { events: 3, ms: 12_000 } }, '12 s behind'],
    [{ lag: { events: 41, ms: 190_000 } }, '3 min behind (41 events)'],
    [{ lag: { events: 0, ms: 0 }, lastSeenAt: Date.now() - 200_000 }, /^last seen /],
    [{ lastSeenAt: Date.now() - 200_000 }, 'no heartbeat'],
  ])('show the state of each: %j', async (change, text) => {
    await show({
      computers: [
        { ...anna, lag: { events: 0, ms: 0 } },
        { ...borys, ...change },
      ],
    });
    expect(line('Anna').getByText('in sync')).toBeDefined();
    expect(line('Borys').getByText(text)).toBeDefined();
    if (text !== 'in sync') expect(line('Borys').queryByText('in sync')).toBeNull();
  });

  it('name on top a leader that has not answered for minutes', async () => {
    await show({ computers: [anna, { ...borys, lastSeenAt: Date.now() - 240_000 }] });
    expect(screen.getByRole('link', { name: /^no heartbeat from leader Borys for 4/ })).toBeDefined();
  });

  it.each<[string, Partial<ComputersView>, string]>([
    ['no leader', { computers: [anna, { ...borys, isLeader: false }] }, 'No leader'],
    [
      'a source that the leader cannot read',
      { unread: [{ problem: 'No Gmail', fix: 'Sign in' }] },
      'No GmailSign in',
    ],
  ])('alert to %s', async (_, change, text) => {
    await show(change);
    expect(screen.getByRole('alert').textContent).toMatch(new RegExp(`^${text}`));
  });

  it.each<[string, Partial<ComputersView>, RegExp]>([
    ['a copy', { copiedAt: Date.now() - 60_000 }, /^A copy of this computer’s data directory was used/],
    ['the help', { copiedAt: Date.now() - 60_000 }, /use an empty data directory/],
    ['a fault', { problem: 'BigQuery cannot be reached' }, /^BigQuery cannot be reached$/],
    ['how to add one', { computers: [{ ...anna, isLeader: true }] }, /^Connect another computer/],
    [
      'that Pub/Sub does not work',
      { live: { problem: 'Pub/Sub is limiting requests', pending: 2, lagMs: 5_000, unreadable: 0 } },
      /^Pub\/Sub does not work: Pub\/Sub is limiting requests\. 2 changes are queued/,
    ],
    [
      'unreadable messages',
      { live: { ...working, unreadable: 1 } },
      /^1 message from another computer could not be read/,
    ],
  ])('say %s', async (_, change, text) => {
    await show(change);
    shown(text);
  });

  it.each<[string, Partial<ComputersView>]>([
    ['with BigQuery', { canBeChosen: true }],
    ['without BigQuery', { canBeChosen: false, live: null }],
  ])('have no leader on top where one is alone, %s', async (_, change) => {
    await show({ computers: [{ ...anna, isLeader: true }], ...change });
    expect(screen.queryByRole('link', { name: /leader/i })).toBeNull();
    if (change.canBeChosen) return;
    shown(/This is the only computer/);
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});

describe('a computer', () => {
  /** Presses the button, and the one in the dialog that it opens. */
  async function press({ user, calls }: Awaited<ReturnType<typeof show>>, name: string, answer = name) {
    await user.click(screen.getByRole('button', { name }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(calls).toEqual([]);
    await user.click(dialog.getByRole('button', { name: answer }));
  }

  it('is made the leader after a question', async () => {
    const page = await show();
    await press(page, 'Make leader: Anna’s computer', 'Make Anna’s computer the leader');
    await waitFor(() =>
      expect(page.calls).toEqual([{ name: 'computers.lead', input: { computer: anna.id } }]),
    );
  });

  it('is forgotten after a question, unless it leads or is this one', async () => {
    const vira = computer('Vira');
    const page = await show({ computers: [anna, borys, vira] });
    expect(screen.getAllByRole('button', { name: /^Remove / })).toHaveLength(1);
    await press(page, 'Remove Vira’s computer');
    const call = { name: 'computers.forget', input: { computer: vira.id } };
    await waitFor(() => expect(page.calls).toEqual([call]));
  });

  it('is not changed when the question cancelled', async () => {
    const page = await show();
    await press(page, 'Make leader: Anna’s computer', 'Cancel');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(page.calls).toEqual([]);
  });

  it('that could not be made the leader says why, in the language', async () => {
    const page = await show({}, { refusal: 'Pub/Sub is limiting requests', language: 'uk' });
    await press(page, 'Зробити головним комп’ютер: Anna', 'Зробити головним: Anna');
    expect(await screen.findByText(/До Pub\/Sub забагато запитів/)).toBeDefined();
  });
});

describe('Pub/Sub', () => {
  it.each([
    [null, 'Connect Pub/Sub', 'on'],
    [working, 'Disconnect Pub/Sub', 'off'],
  ] as const)('is turned by a button where it is %j', async (live, name, next) => {
    const { calls, user } = await show({ live });
    await user.click(screen.getByRole('button', { name }));
    const input = { name: 'bigquery', values: { PUBSUB: next } };
    await waitFor(() => expect(calls).toEqual([{ name: 'connections.save', input }]));
  });

  it('that could not be connected says why', async () => {
    const { user } = await show({ live: null }, { refusal: 'Pub/Sub rejects this account' });
    await user.click(screen.getByRole('button', { name: 'Connect Pub/Sub' }));
    expect(await screen.findByText('Pub/Sub was not connected')).toBeDefined();
    shown(/rejects this account/);
  });
});
