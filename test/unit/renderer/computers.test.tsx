import '../../../src/renderer/zod-without-eval.ts';
import { ModalsProvider } from '@mantine/modals';
import { Notifications, notifications } from '@mantine/notifications';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { LeaderLine } from '../../../src/renderer/features/frame/leader-line.tsx';
import { Computers } from '../../../src/renderer/features/setup/computers.tsx';
import type { ComputersView } from '../../../src/shared/computers-view.ts';
import type { Bridge, Reply } from '../../../src/shared/contract.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import type { Language } from '../../../src/shared/languages.ts';
import { connectionView } from '../../support/connection-view.ts';
import { makeWindow } from './make-window.tsx';

afterEach(() => {
  cleanup();
  notifications.clean();
});

type Computer = ComputersView['computers'][number];
const computer = (name: string, change: Partial<Computer> = {}): Computer => ({
  id: workstationIdSchema.parse(`desk-${name}`),
  name,
  isThis: false,
  isLeader: false,
  lastSeenAt: Date.now(),
  backAt: null,
  ...change,
});
const anna = computer('Anna', { isThis: true, lastSeenAt: null });
const borys = computer('Borys', { isLeader: true });
const working = { problem: null, pending: 0, lagMs: 0, unreadable: 0 };
const viewOf = (change: Partial<ComputersView> = {}): ComputersView => ({
  computers: [anna, borys],
  canBeChosen: true,
  problem: null,
  leaderSince: null,
  live: working,
  ...change,
});

/** The page over an app that has these computers; `refusal` is what the app answers to each change. */
async function show(
  change: Partial<ComputersView> = {},
  { refusal, language = 'en' }: { readonly refusal?: string; readonly language?: Language } = {},
) {
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  const view = viewOf(change);
  const bridge: Bridge = {
    call: async (name, input): Promise<Reply<never>> => {
      if (name === 'computers.list') return { ok: true, value: view as never }; // the answer to this name
      calls.push({ name, input });
      if (refusal !== undefined) return { ok: false, error: { kind: 'refused', message: refusal } };
      const saved = name === 'connections.save' ? connectionView('bigquery', {}) : view;
      return { ok: true, value: saved as never }; // the same
    },
    on: () => () => {},
  };
  const { stores, around } = makeWindow(bridge, language);
  await stores.computers.refresh();
  render(
    around(
      <ModalsProvider>
        <LeaderLine />
        <Computers isAskedFor={false} />
        <Notifications />
      </ModalsProvider>,
    ),
  );
  return { calls, user: userEvent.setup() };
}
const line = (name: string) => {
  const found = screen.getAllByRole('listitem').find((item) => item.textContent?.startsWith(name));
  if (!found) throw new Error(`there is no computer ${name}`);
  return within(found);
};

describe('the computers of a shop', () => {
  it('are listed with the leader, and this one is marked', async () => {
    await show({ leaderSince: Date.now() - 3_600_000 });
    expect(line('Anna').getByText('this computer')).toBeDefined();
    expect(line('Anna').queryByText('leader')).toBeNull();
    expect(line('Borys').getByText('leader')).toBeDefined();
    expect(line('Borys').getByText(/^since /)).toBeDefined();
    expect(line('Borys').getByText(/^last seen /)).toBeDefined();
  });

  it('say of a leader that is silent that it does not answer', async () => {
    await show({ computers: [anna, { ...borys, lastSeenAt: Date.now() - 200_000 }] });
    expect(line('Borys').getByText('no answer')).toBeDefined();
  });

  it.each([
    [{ events: 0, ms: 0 }, 'in sync'],
    [{ events: 3, ms: 12_000 }, '12 s behind'],
    [{ events: 41, ms: 190_000 }, '3 min behind (41 events)'],
  ])('show how far each is behind: %j', async (lag, words) => {
    await show({
      computers: [
        { ...anna, lag: { events: 0, ms: 0 } },
        { ...borys, lag },
      ],
    });
    expect(line('Anna').getByText('in sync')).toBeDefined();
    expect(line('Borys').getByText(words)).toBeDefined();
  });

  it('shows when a silent computer was last seen', async () => {
    const old = { ...borys, lag: { events: 0, ms: 0 }, lastSeenAt: Date.now() - 200_000 };
    await show({ computers: [anna, old] });
    expect(line('Borys').queryByText('in sync')).toBeNull();
    expect(line('Borys').getByText(/^last seen /)).toBeDefined();
  });

  it('say that the leader cannot read a source, and what helps', async () => {
    const problem = 'Gmail is signed out on the leader, Borys’s computer; Anna’s computer can read it';
    const fix = 'Make Anna’s computer the leader, or sign in on Borys’s computer';
    await show({ unread: [{ problem, fix }] });
    expect(screen.getByRole('alert').textContent).toBe(problem + fix);
  });

  it('say that the data directory was copied, and what to do', async () => {
    await show({ copiedAt: Date.now() - 60_000 });
    expect(screen.getByText(/^Another copy of this computer’s data directory was used/)).toBeDefined();
    expect(screen.getByText(/give it an empty data directory/)).toBeDefined();
  });

  it('are alerted about when none is the leader', async () => {
    await show({ computers: [anna, { ...borys, isLeader: false }] });
    expect(screen.getByRole('alert').textContent).toMatch(/^No computer is the leader/);
  });

  it('say why the others cannot be reached', async () => {
    await show({ problem: 'BigQuery cannot be reached' });
    expect(screen.getByText('BigQuery cannot be reached')).toBeDefined();
  });

  it('have no buttons without BigQuery', async () => {
    await show({ computers: [{ ...anna, isLeader: true }], canBeChosen: false, live: null });
    expect(screen.getByText(/This is the only computer/)).toBeDefined();
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  it('show a hint while there is only one', async () => {
    await show({ computers: [{ ...anna, isLeader: true }] });
    expect(screen.getByText(/^Connect another computer/)).toBeDefined();
  });
});

describe('a computer', () => {
  it('is made the leader after a question', async () => {
    const { calls, user } = await show();
    await user.click(screen.getByRole('button', { name: 'Make Anna’s computer the leader' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(calls).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Make Anna’s computer the leader' }));
    await waitFor(() => expect(calls).toEqual([{ name: 'computers.lead', input: { computer: anna.id } }]));
  });

  it('is forgotten after a question, unless it leads or is this one', async () => {
    const vira = computer('Vira');
    const { calls, user } = await show({ computers: [anna, borys, vira] });
    expect(screen.getAllByRole('button', { name: /^Forget / })).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Forget Vira’s computer' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Forget Vira’s computer' }));
    await waitFor(() => expect(calls).toEqual([{ name: 'computers.forget', input: { computer: vira.id } }]));
  });

  it('is not changed when the question is cancelled', async () => {
    const { calls, user } = await show();
    await user.click(screen.getByRole('button', { name: 'Make Anna’s computer the leader' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls).toEqual([]);
  });

  it('that could not be made the leader says why, in the language', async () => {
    const { user } = await show({}, { refusal: 'Pub/Sub has too many requests', language: 'uk' });
    await user.click(screen.getByRole('button', { name: 'Зробити головним комп’ютер: Anna' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Зробити головним: Anna' }));
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

  it('says what does not work, and how much waits', async () => {
    await show({
      live: { problem: 'Pub/Sub has too many requests', pending: 2, lagMs: 5_000, unreadable: 1 },
    });
    expect(
      screen.getByText(/^Pub\/Sub does not work: Pub\/Sub has too many requests\. 2 changes are waiting/),
    ).toBeDefined();
    expect(screen.getByText(/^1 message of another computer could not be read/)).toBeDefined();
  });

  it('that could not be connected says why', async () => {
    const { user } = await show({ live: null }, { refusal: 'Pub/Sub refuses this account' });
    await user.click(screen.getByRole('button', { name: 'Connect Pub/Sub' }));
    expect(await screen.findByText('Pub/Sub is not connected')).toBeDefined();
    expect(screen.getByText(/refuses this account/)).toBeDefined();
  });
});

describe('the line of the leader', () => {
  const lineOf = () => screen.queryByRole('link', { name: /leader/i });

  it.each<[string, Partial<ComputersView>]>([
    [
      'leads',
      {
        computers: [
          { ...anna, isLeader: true },
          { ...borys, isLeader: false },
        ],
      },
    ],
    ['is alone', { computers: [{ ...anna, isLeader: true }] }],
    ['knows of no other', { computers: [anna], canBeChosen: false }],
  ])('is not shown at a computer that %s', async (_, change) => {
    await show(change);
    expect(lineOf()).toBeNull();
  });

  it('names the leader, and leads to the computers', async () => {
    await show();
    expect(lineOf()?.textContent).toBe('leader: Borys');
    expect(lineOf()?.getAttribute('href')).toBe('#/setup/computers');
  });

  it('says for how long the leader has not answered', async () => {
    await show({ computers: [anna, { ...borys, lastSeenAt: Date.now() - 240_000 }] });
    expect(lineOf()?.textContent).toMatch(/^leader Borys has not answered for 4/);
  });

  it('says that no computer is the leader', async () => {
    await show({ computers: [anna, { ...borys, isLeader: false }] });
    expect(lineOf()?.textContent).toBe('No computer is the leader');
  });
});
