import type { Clock } from '../../ports.ts';
import type { TelegramConfig } from '../../settings/config.ts';
import type { NotificationChannel } from '../channel.ts';
import { unknownInChat } from '../channel.ts';
import { createTelegramClient } from './telegram-client.ts';

/** Notifications by a Telegram bot of the shop. @param config null if no bot is connected */
export function createTelegramChannel(
  config: TelegramConfig | null,
  clock: Pick<Clock, 'now' | 'uptime'>,
): NotificationChannel {
  const client = config && createTelegramClient(config, clock);
  return {
    way: 'telegram',
    leaseMs: 60_000,
    words: {
      notConnected: 'Telegram is not connected',
      noAddress: (manager) => `${manager} no longer gets Telegram messages`,
      unknown: unknownInChat,
    },
    isOpen: () => client !== null,
    async check() {
      if (client === null) return [];
      const bot = await client.bot();
      const chats = await client.recentChats();
      return [
        { label: 'Telegram bot', value: `@${bot}` },
        // so that a manager finds the id of his chat
        { label: 'Wrote to the bot', value: chats.map(({ id, name }) => `${name} ${id}`).join(', ') || '–' },
      ];
    },
    async prepare(to) {
      if (client === null) throw new Error('Telegram is not connected');
      return ({ text, link }) =>
        () =>
          client.send(to, { text, ...(link && { link }) });
    },
  };
}
