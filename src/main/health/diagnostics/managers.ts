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
        title: 'E-mail of a manager',
        tried: `Looked whether ${name} can be told by e-mail`,
        personal: [name, email],
        run: async () => {
          if (isWayOpen('email', config)) return { ...ok(`Can be told at ${email}`), personal: [email] };
          return waysOf(manager, config).length > 0
            ? warn('Gmail may not send e-mail: only Messenger is left', allowFix, 'settings')
            : fail('Gmail may not send e-mail, and there is no other way', allowFix, 'settings');
        },
      },
    ];
  });

/** ManyChat, and whether each manager can be reached by Messenger. */
export function manychatChecks({ config, clock, log }: HealthParts): readonly HealthCheck[] {
  const { manychat, managers } = config;
  if (!manychat) return [];
  const client = createManychatClient({ config: manychat, clock, log });
  const [page, whenTaken] = once(() => client.page(), 'ManyChat did not take the API key');

  const messengerCheck = ({ name, subscriberId }: ManagerConfig): readonly HealthCheck[] =>
    subscriberId === null
      ? []
      : [
          {
            id: `manychat.manager:${subscriberId}`,
            title: 'Messenger of a manager',
            tried: `Asked ManyChat for the contact of ${name}`,
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
      title: 'API key of ManyChat',
      tried: 'Asked ManyChat which page the key is for',
      act: 'settings',
      run: async () => {
        if (manychat.token === null) {
          const fix = 'Enter the API key: without it nobody is told';
          return warn('ManyChat has no API key', fix, 'settings');
        }
        const { name, isPro } = await page();
        if (isPro !== false) return ok(`The page ${name}`);
        return warn(`The page ${name} is not on a Pro plan`, 'Its API needs one: upgrade it in ManyChat');
      },
    },
    {
      id: 'manychat.managers',
      title: 'Managers who are told',
      tried: 'Counted the managers in the settings',
      run: async () => {
        const told = managers.filter((manager) => waysOf(manager, config).length > 0).length;
        if (told > 0) return ok(`${told} are told of new orders`);
        return warn('Nobody is told of new orders', 'Add a manager with the subscriber id', 'settings');
      },
    },
    {
      id: 'manychat.bot-key',
      title: 'Key of the bot',
      tried: 'Looked whether the bot’s requests can be told from others',
      run: async () => {
        if (manychat.callbackKey) return ok('A key is set');
        const fix = 'Make a key and put it into the steps in ManyChat';
        return warn('The bot has no key, so its requests are refused', fix, 'settings');
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
      tried: 'Asked Telegram which bot the token is for',
      act: 'settings',
      run: async () => ok(`The bot @${await createTelegramClient(telegram, clock).bot()}`),
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
      'ManyChat does not say when the manager last wrote',
      'It is tried all the same; a word to the page makes it sure',
    );
  }
  return ok(`Can be told; last wrote ${Math.max(0, Math.floor((now - lastInteraction) / 3_600_000))} h ago`);
}
