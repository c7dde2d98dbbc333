import '../../../src/renderer/zod-without-eval.ts';
import { ModalsProvider } from '@mantine/modals';
import { Notifications, notifications } from '@mantine/notifications';
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach } from 'vitest';
import { useLeaderLines } from '../../../src/renderer/app/frame/status/use-leader-lines.ts';
import { Computers } from '../../../src/renderer/features/setup/computers/computers.tsx';
import type { ComputersView } from '../../../src/shared/computers-view.ts';
import type { Bridge, Reply } from '../../../src/shared/contract.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import type { Language } from '../../../src/shared/languages.ts';
import { connectionView } from '../../support/connection-view.ts';
import { makeWindow } from './make-window.tsx';

export function eachWithCleanPage(): void {
  afterEach(() => {
    cleanup();
    notifications.clean();
  });
}

export type Computer = ComputersView['computers'][number];
export const computer = (name: string, change: Partial<Computer> = {}): Computer => ({
  id: workstationIdSchema.parse(`desk-${name}`),
  name,
  isThis: false,
  isLeader: false,
  lastSeenAt: Date.now(),
  backAt: null,
  ...change,
});
export const working = { problem: null, pending: 0, lagMs: 0, unreadable: 0 };

type Options = {
  /** What the app refuses everything with. */
  readonly refusal?: string | undefined;
  readonly language?: Language;
  readonly isAskedFor?: boolean;
  /** The answer to a check of Pub/Sub, which is on once a connection was saved. */
  readonly report?: () => unknown;
};

const LeaderLines = () =>
  useLeaderLines().map(({ key, text, link }) => (
    <a key={key} href={link?.href}>
      {text}
    </a>
  ));

/** The step of the computers over an app that has these. */
export async function showComputers(view: ComputersView, options: Options = {}) {
  const { refusal, language = 'en', isAskedFor = false, report } = options;
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  const bigquery = connectionView('bigquery', {
    fields: [{ name: 'BIGQUERY_PROJECT', secret: false, value: 'my-shop', isSet: true }],
  });
  let { live } = view;
  const answer = (name: string): unknown => {
    if (name === 'connections.list') return [bigquery];
    if (name === 'computers.check') return report?.();
    if (name !== 'connections.save') return { ...view, live };
    if (report) live = working;
    return bigquery;
  };
  const bridge: Bridge = {
    call: async (name, input): Promise<Reply<never>> => {
      const isChange = !name.endsWith('.list');
      if (isChange) calls.push({ name, input });
      if (isChange && refusal !== undefined)
        return { ok: false, error: { kind: 'refused', message: refusal } };
      return { ok: true, value: answer(name) as never }; // the answer to this name
    },
    on: () => () => {},
  };
  const { stores, around } = makeWindow(bridge, language);
  await Promise.all([stores.computers.refresh(), stores.connections.refresh()]);
  render(
    around(
      <ModalsProvider>
        <LeaderLines />
        <Computers isAskedFor={isAskedFor} />
        <Notifications />
      </ModalsProvider>,
    ),
  );
  return { calls, user: userEvent.setup() };
}
