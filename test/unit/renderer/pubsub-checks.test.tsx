import '../../../src/renderer/zod-without-eval.ts';
import { Notifications, notifications } from '@mantine/notifications';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { SetupAnswers } from '../../../src/main/cluster/setup-checks.ts';
import { findingsOf, setupTopics } from '../../../src/main/cluster/setup-checks.ts';
import { Computers } from '../../../src/renderer/features/setup/computers.tsx';
import type { ComputersView } from '../../../src/shared/computers-view.ts';
import type { Bridge, Reply } from '../../../src/shared/contract.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import type { Language } from '../../../src/shared/languages.ts';
import type { PubsubReport } from '../../../src/shared/pubsub-check.ts';
import { connectionView } from '../../support/connection-view.ts';
import { makeWindow } from './make-window.tsx';

afterEach(() => {
  cleanup();
  notifications.clean();
});

const ok = { ok: true, value: null } as const;
const refused = (code: number, reason: string | null = null) =>
  ({ ok: false, error: { code, reason, message: 'refused' } }) as const;
const unmade = (made: ReturnType<typeof refused>) => setupTopics.map((name) => ({ name, made }));
const good: SetupAnswers = {
  topics: setupTopics.map((name) => ({ name, made: ok })),
  roundTrip: { ok: true, value: { clockAheadMs: 0 } },
  publishers: {
    shopify: {
      ok: true,
      value: ['serviceAccount:delivery@shopify-pubsub-webhooks.iam.gserviceaccount.com'],
    },
    gmail: { ok: true, value: ['serviceAccount:gmail-api-push@system.gserviceaccount.com'] },
  },
};
const reportOf = (change: Partial<SetupAnswers> = {}): PubsubReport => ({
  project: 'my-shop',
  findings: findingsOf({ ...good, ...change }, { project: 'my-shop', email: 'orderbell@my-shop.example' }),
});

/** The step over an app whose checks find this; `refusal` is what the app answers to a check instead. */
async function show({
  change = {},
  isOn = true,
  isAskedFor = true,
  language = 'en',
  refusal,
}: {
  readonly change?: Partial<SetupAnswers>;
  readonly isOn?: boolean;
  readonly isAskedFor?: boolean;
  readonly language?: Language;
  readonly refusal?: string;
} = {}) {
  let on = isOn;
  let found = reportOf(change);
  const checks: string[] = [];
  const view = (): ComputersView => ({
    computers: [
      {
        id: workstationIdSchema.parse('desk-anna'),
        name: 'Anna',
        isThis: true,
        isLeader: true,
        lastSeenAt: null,
        backAt: null,
      },
    ],
    canBeChosen: true,
    problem: null,
    leaderSince: null,
    live: on ? { problem: null, pending: 0, lagMs: 0, unreadable: 0 } : null,
  });
  const bigquery = connectionView('bigquery', {
    fields: [{ name: 'BIGQUERY_PROJECT', secret: false, value: 'my-shop', isSet: true }],
  });
  const answer = (name: string): unknown => {
    if (name === 'computers.list') return view();
    if (name === 'connections.list') return [bigquery];
    if (name === 'connections.save') {
      on = true;
      return bigquery;
    }
    checks.push(name);
    return found;
  };
  const bridge: Bridge = {
    call: async (name): Promise<Reply<never>> =>
      name === 'computers.check' && refusal !== undefined
        ? { ok: false, error: { kind: 'refused', message: refusal } }
        : { ok: true, value: answer(name) as never }, // the answer to this name
    on: () => () => {},
  };
  const { stores, around } = makeWindow(bridge, language);
  await Promise.all([stores.computers.refresh(), stores.connections.refresh()]);
  render(
    around(
      <>
        <Computers isAskedFor={isAskedFor} />
        <Notifications />
      </>,
    ),
  );
  return {
    checks,
    user: userEvent.setup(),
    /** The result of the next check. */
    finds: (next: Partial<SetupAnswers>) => {
      found = reportOf(next);
    },
  };
}
const line = async (name: string) => {
  const list = within(await screen.findByRole('list', { name: 'Checks of Google Pub/Sub' }));
  const item = list.getAllByRole('listitem').find(({ textContent }) => textContent?.startsWith(name));
  if (!item) throw new Error(`there is no line ${name}`);
  return within(item);
};

describe('the step before Pub/Sub is connected', () => {
  it('shows the project of BigQuery, and no checks', async () => {
    const { checks } = await show({ isOn: false });
    expect(screen.getByText('my-shop')).toBeDefined();
    expect(screen.queryByText('Checks of Google Pub/Sub')).toBeNull();
    expect(checks).toEqual([]);
  });

  it('checks by itself once it is connected', async () => {
    const { checks, user } = await show({ isOn: false, isAskedFor: false });
    await user.click(screen.getByRole('button', { name: 'Connect Pub/Sub' }));
    expect((await line('Pub/Sub API')).getByText('ok')).toBeDefined();
    expect(checks).toEqual(['computers.check']);
  });
});

describe('the checks', () => {
  it('are made when the step is opened by its address', async () => {
    const { checks } = await show();
    for (const name of ['Key of', 'Project', 'Role', 'Topics', 'Shopify may', 'Gmail may', 'Clock']) {
      expect((await line(name)).getByText('ok')).toBeDefined();
    }
    expect(screen.getByText('Nothing to fix')).toBeDefined();
    expect(checks).toEqual(['computers.check']);
  });

  it('are not made while the step is closed', async () => {
    const { checks } = await show({ isAskedFor: false });
    expect(screen.getByText('Checks of Google Pub/Sub')).toBeDefined();
    expect(checks).toEqual([]);
  });

  it('give the command that enables the API', async () => {
    await show({ change: { topics: unmade(refused(7, 'SERVICE_DISABLED')) } });
    const api = await line('Pub/Sub API');
    expect(api.getByText('not ok')).toBeDefined();
    expect(api.getByText('The Pub/Sub API is not enabled in the project my-shop')).toBeDefined();
    expect(api.getByText('gcloud services enable pubsub.googleapis.com --project my-shop')).toBeDefined();
    expect(api.getByRole('button', { name: /^Copy the command: Pub\/Sub API/i })).toBeDefined();
    expect((await line('Topics')).getByText('cannot be seen')).toBeDefined();
    expect(screen.getByText('1 to be fixed')).toBeDefined();
  });

  it('say that a grant cannot be seen, with its command', async () => {
    await show({ change: { publishers: { ...good.publishers, gmail: refused(7) } } });
    const gmail = await line('Gmail may publish');
    expect(gmail.getByText('cannot be seen')).toBeDefined();
    expect(gmail.getByText(/^gcloud pubsub topics add-iam-policy-binding orderbell-gmail /)).toBeDefined();
    expect((await line('Shopify may publish')).getByText('ok')).toBeDefined();
  });

  it('say that the project is wrong', async () => {
    await show({ change: { topics: unmade(refused(5)) } });
    const project = await line('Project');
    expect(project.getByText('not ok')).toBeDefined();
    expect(project.getByText(/^Google knows no project my-shop/)).toBeDefined();
  });

  it('show what was repaired after “Check again”', async () => {
    const { user, finds } = await show({ change: { topics: unmade(refused(7, 'SERVICE_DISABLED')) } });
    await line('Pub/Sub API');
    finds({});
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    await waitFor(() => expect(screen.getByText('Nothing to fix')).toBeDefined());
  });

  it('that failed themselves say why', async () => {
    await show({ refusal: 'The app is closing' });
    expect((await screen.findByRole('alert')).textContent).toMatch(/The app is closing/);
  });

  it('are in the language on screen', async () => {
    await show({ change: { topics: unmade(refused(7, 'SERVICE_DISABLED')) }, language: 'pl' });
    expect(await screen.findByText('W projekcie my-shop nie włączono Pub/Sub API')).toBeDefined();
  });
});
