import { windowOf } from '../../../shared/messenger-window.ts';
import type { Manychat } from '../../manychat/client.ts';
import { createManychatClient } from '../../manychat/client.ts';
import { windowClosed } from '../../manychat/problems.ts';
import { allowFix } from '../../notify/email/send-problem.ts';
import { createTelegramClient } from '../../notify/telegram/telegram-client.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import { isWayOpen, waysOf } from '../../settings/ways-of.ts';
import type { CheckResult, HealthCheck, HealthParts } from './health-check.ts';
import { fail, ok, once, skipped, warn } from './health-check.ts';

/** Whether each manager with an e-mail address can be reached by e-mail. */
export const emailChecks = ({ config }: Pick<HealthParts, 'config'>): readonly HealthCheck[] =>
  config.managers.flatMap((manager): readonly HealthCheck[] => {
    const { name, email } = manager;
    if (email === undefined) return [];
    return [
      {
        id: `gmail.manager:${name}`,
        title: 'Manager’s e-mail',
        tried: `Checks whether ${name} can be reached by e-mail`,
        personal: [name, email],
        run: async () => {
          if (isWayOpen('email', config)) return { ...ok(`Can be reached at ${email}`), personal: [email] };
          return waysOf(manager, config).length > 0
            ? warn('Gmail is not allowed to send e-mail: only Messenger is available', allowFix, 'settings')
            : fail(
                'Gmail is not allowed to send e-mail, and there is no other channel',
                allowFix,
                'settings',
              );
        },
      },
    ];
  });

/** ManyChat, and whether each manager can be reached by Messenger. */
export function manychatChecks({ config, clock, log }: HealthParts): readonly HealthCheck[] {
  const { manychat, managers } = config;
  if (!manychat) return [];
  const client = createManychatClient({ config: manychat, clock, log });
  const [page, whenTaken] = once(() => client.page(), 'ManyChat rejected the API key');

  const messengerCheck = ({ name, subscriberId }: ManagerConfig): readonly HealthCheck[] =>
    subscriberId === null
      ? []
      : [
          {
            id: `manychat.manager:${subscriberId}`,
            title: 'Manager’s Messenger',
            tried: `Reads the contact of ${name} from ManyChat`,
            personal: [name, subscriberId],
            run: async () => {
              if (manychat.token === null) return skipped('ManyChat has no API key');
              await whenTaken();
              return windowResult(await client.contact(subscriberId), clock.now());
            },
          },
        ];

  return [
    {
      id: 'manychat.token',
      title: 'ManyChat API key',
      tried: 'Reads the page’s name from ManyChat',
      act: 'settings',
      run: async () => {
        if (manychat.token === null) {
          const fix = 'Enter the API key: without it no messages are sent';
          return warn('ManyChat has no API key', fix, 'settings');
        }
        const { name, isPro } = await page();
        if (isPro !== false) return ok(`Page ${name}`);
        return warn(`Page ${name} is not on a Pro plan`, 'The API needs a Pro plan: upgrade it in ManyChat');
      },
    },
    {
      id: 'manychat.managers',
      title: 'Managers to notify',
      tried: 'Counts the managers in the settings',
      run: async () => {
        const told = managers.filter((manager) => waysOf(manager, config).length > 0).length;
        if (told > 0) return ok(`${told} are notified of new orders`);
        return warn('No one is notified of new orders', 'Add a manager with their subscriber ID', 'settings');
      },
    },
    {
      id: 'manychat.bot-key',
      title: 'Bot key',
      tried: 'Checks whether the bot’s requests can be verified',
      run: async () => {
        if (manychat.callbackKey) return ok('Key set');
        const fix = 'Create a key and enter it in the ManyChat steps';
        return warn('The bot has no key, so its requests are rejected', fix, 'settings');
      },
    },
    ...managers.flatMap(messengerCheck),
  ];
}

/** The Telegram bot of the shop. */
export function telegramChecks({ config: { telegram }, clock }: HealthParts): readonly HealthCheck[] {
  if (telegram === null) return [];
  return [
    {
      id: 'manychat.telegram',
      title: 'Telegram bot',
      tried: 'Reads the bot’s name from Telegram',
      act: 'settings',
      run: async () => ok(`Bot @${await createTelegramClient(telegram, clock).bot()}`),
    },
  ];
}

function windowResult(
  { lastInteraction }: Awaited<ReturnType<Manychat['contact']>>,
  now: number,
): CheckResult {
  const window = windowOf(lastInteraction, now);
  const { message, fix } = windowClosed();
  if (window === 'closed') return fail(message, fix);
  if (window === 'unknown' || typeof lastInteraction !== 'number') {
    return warn(
      'Can’t tell when the manager last wrote',
      'Messages are tried anyway; a message to the page makes sure',
    );
  }
  return ok(`Reachable; last wrote ${Math.max(0, Math.floor((now - lastInteraction) / 3_600_000))} h ago`);
}
