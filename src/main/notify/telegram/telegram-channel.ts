import type { Clock } from '../../ports.ts';
import type { TelegramConfig } from '../../settings/config.ts';
import type { NotificationChannel } from '../channel.ts';
import type { Telegram } from './telegram-client.ts';
import { createTelegramClient } from './telegram-client.ts';

export type TelegramChannel = NotificationChannel & {
  /** Null if no bot is connected. */
  readonly client: Telegram | null;
};

/** Notifications by a Telegram bot of the shop. @param config null if no bot is connected */
export function createTelegramChannel(
  config: TelegramConfig | null,
  clock: Pick<Clock, 'now' | 'uptime'>,
): TelegramChannel {
  const client = config && createTelegramClient(config, clock);
  return {
    way: 'telegram',
    leaseMs: 60_000,
    words: {
      notConnected: 'Telegram is not connected',
      noAddress: (manager) => `${manager} is not written to in Telegram any more`,
      unknown: (why) => `Not known whether it was sent: ${why}. Look into the chat before sending it again`,
    },
    client,
    isOpen: () => client !== null,
    async prepare(to) {
      if (client === null) throw new Error('Telegram is not connected');
      return ({ text, link }) =>
        () =>
          client.send(to, { text, ...(link && { link }) });
    },
  };
}
