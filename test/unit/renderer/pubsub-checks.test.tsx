import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SetupAnswers } from '../../../src/main/cluster/setup-checks.ts';
import type { Language } from '../../../src/shared/languages.ts';
import { findingsFor, gmailUnseen, unmade } from '../cluster/setup-answers.ts';
import { computer, eachWithCleanPage, showComputers, working } from './computers-page.tsx';

eachWithCleanPage();

type Shown = {
  readonly change?: Partial<SetupAnswers>;
  readonly isOn?: boolean;
  readonly isAskedFor?: boolean;
  readonly language?: Language;
  readonly refusal?: string;
};
/** The step over an app whose checks find what differs from a good setup. */
async function show({ change = {}, isOn = true, isAskedFor = true, ...options }: Shown = {}) {
  let found = change;
  const anna = computer('Anna', { isThis: true, isLeader: true });
  const view = { canBeChosen: true, problem: null, leaderSince: null, live: isOn ? working : null };
  const report = () => ({ project: 'my-shop', findings: findingsFor(found) });
  const { calls, user } = await showComputers(
    { computers: [anna], ...view },
    { isAskedFor, report, ...options },
  );
  return {
    user,
    checks: () => calls.filter(({ name }) => name === 'computers.check').length,
    /** The result of the next check. */
    finds: (next: Partial<SetupAnswers>) => {
      found = next;
    },
  };
}
const line = async (name: string) => {
  const list = within(await screen.findByRole('list', { name: 'Checks of Google Pub/Sub' }));
  const item = list.getAllByRole('listitem').find(({ textContent }) => textContent?.startsWith(name));
  if (!item) throw new Error(`there is no line ${name}`);
  return within(item);
};

const apiOff = unmade({ code: 7, reason: 'SERVICE_DISABLED' });

describe('the checks of Pub/Sub', () => {
  it.each([
    ['before it is connected', { isOn: false }, false],
    ['while the step is closed', { isAskedFor: false }, true],
  ])('are not made %s', async (_, state, isListed) => {
    const { checks } = await show(state);
    expect(screen.queryByText('Checks of Google Pub/Sub') !== null).toBe(isListed);
    expect(checks()).toBe(0);
  });

  it('are made once it is connected, in the project of BigQuery', async () => {
    const { checks, user } = await show({ isOn: false, isAskedFor: false });
    expect(screen.getByText('my-shop')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Connect Pub/Sub' }));
    expect((await line('Pub/Sub API')).getByText('ok')).toBeDefined();
    expect(checks()).toBe(1);
  });

  it('are made when the step is opened by its address', async () => {
    const { checks } = await show();
    for (const name of ['Key of', 'Project', 'Role', 'Topics', 'Shopify may', 'Gmail may', 'Clock']) {
      expect((await line(name)).getByText('ok')).toBeDefined();
    }
    expect(screen.getByText('Nothing to fix')).toBeDefined();
    expect(checks()).toBe(1);
  });

  it('give the command that helps, and are repeated on request', async () => {
    const { user, finds } = await show({ change: apiOff });
    const api = await line('Pub/Sub API');
    for (const text of [
      'failed',
      'The Pub/Sub API is not enabled in the project my-shop',
      'gcloud services enable pubsub.googleapis.com --project my-shop',
    ]) {
      expect(api.getByText(text)).toBeDefined();
    }
    expect(api.getByRole('button', { name: /^Copy command: Pub\/Sub API/i })).toBeDefined();
    expect((await line('Topics')).getByText('can’t be checked')).toBeDefined();
    expect(screen.getByText('1 to fix')).toBeDefined();
    finds({});
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    await waitFor(() => expect(screen.getByText('Nothing to fix')).toBeDefined());
  });

  it('say that a grant cannot be seen, with its command', async () => {
    await show({ change: gmailUnseen(7) });
    const gmail = await line('Gmail may publish');
    expect(gmail.getByText('can’t be checked')).toBeDefined();
    expect(gmail.getByText(/^gcloud pubsub topics add-iam-policy-binding orderbell-gmail /)).toBeDefined();
    expect((await line('Shopify may publish')).getByText('ok')).toBeDefined();
  });

  it('that failed themselves say why', async () => {
    await show({ refusal: 'The app is closing' });
    expect((await screen.findByRole('alert')).textContent).toMatch(/The app is closing/);
  });

  it('are in the language on screen', async () => {
    await show({ change: apiOff, language: 'pl' });
    expect(await screen.findByText('W projekcie my-shop nie włączono Pub/Sub API')).toBeDefined();
  });
});
