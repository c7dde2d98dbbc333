import type { SubscriberId } from '../../../shared/ids.ts';
import { windowOf } from '../../../shared/messenger-window.ts';
import { isProblem } from '../../../shared/problem.ts';
import { createManychatClient } from '../../manychat/client.ts';
import { windowClosed } from '../../manychat/problems.ts';
import type { Clock, Log } from '../../ports.ts';
import type { ManagerConfig, ManychatConfig } from '../../settings/config.ts';
import type { Check, CheckResult } from './check.ts';
import { fail, ok, once, skipped, unlessFailed, warn } from './check.ts';

export type ManychatChecksParts = {
  readonly config: ManychatConfig;
  readonly managers: readonly ManagerConfig[];
  /** How many managers can be notified, by any channel. */
  readonly told: number;
  readonly clock: Clock;
  readonly log: Log;
};

export function manychatChecks({
  config,
  managers,
  told,
  clock,
  log,
}: ManychatChecksParts): readonly Check[] {
  const client = createManychatClient({ config, clock, log });
  const page = once(() => client.page());
  const base = { group: 'manychat' } as const;

  const managerCheck = (name: string, subscriberId: SubscriberId): Check => ({
    ...base,
    id: `manychat.manager:${subscriberId}`,
    title: 'Messenger of a manager',
    tried: `Asked ManyChat for the contact of ${name}`,
    personal: [name, subscriberId],
    run: async () => {
      if (config.token === null) return skipped('ManyChat has no API key');
      await unlessFailed(page(), 'ManyChat did not take the API key');
      const { lastInteraction } = await client.contact(subscriberId);
      return windowResult(windowOf(lastInteraction, clock.now()), lastInteraction, clock.now());
    },
  });

  return [
    {
      ...base,
      id: 'manychat.token',
      title: 'API key of ManyChat',
      tried: 'Asked ManyChat which page the key is for',
      run: async () => {
        if (config.token === null) {
          return warn('ManyChat has no API key', 'Enter the API key: without it nobody is told', {
            act: 'settings',
          });
        }
        try {
          const { name, isPro } = await page();
          if (isPro !== false) return ok(`The page ${name}`);
          return warn(`The page ${name} is not on a Pro plan`, 'Its API needs one: upgrade it in ManyChat');
        } catch (error) {
          if (!isProblem(error)) throw error;
          return fail(error.message, error.fix, { act: 'settings' });
        }
      },
    },
    {
      ...base,
      id: 'manychat.managers',
      title: 'Managers who are told',
      tried: 'Counted the managers in the settings',
      run: async () =>
        told > 0
          ? ok(`${told} are told of new orders`)
          : warn('Nobody is told of new orders', 'Add a manager with the subscriber id', { act: 'settings' }),
    },
    {
      ...base,
      id: 'manychat.bot-key',
      title: 'Key of the bot',
      tried: 'Looked whether the bot’s requests can be told from others',
      run: async () =>
        config.callbackKey
          ? ok('A key is set')
          : warn(
              'The bot has no key, so its requests are refused',
              'Make a key and put it into the steps in ManyChat',
              {
                act: 'settings',
              },
            ),
    },
    ...managers.flatMap(({ name, subscriberId }) =>
      subscriberId === null ? [] : [managerCheck(name, subscriberId)],
    ),
  ];
}

function windowResult(
  window: ReturnType<typeof windowOf>,
  lastInteraction: number | null | undefined,
  now: number,
): CheckResult {
  const { message, fix } = windowClosed();
  if (window === 'closed') return fail(message, fix);
  if (window === 'unknown' || typeof lastInteraction !== 'number')
    return warn(
      'ManyChat does not say when the manager last wrote',
      'It is tried all the same; a word to the page makes it sure',
    );
  return ok(`Can be told; last wrote ${Math.max(0, Math.floor((now - lastInteraction) / 3_600_000))} h ago`);
}
