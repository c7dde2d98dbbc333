import { z } from 'zod';
import { parseJson } from '../../../shared/parse-json.ts';
import { Problem } from '../../../shared/problem.ts';
import { unansweredProblem } from '../../connection-faults.ts';
import { createPatience } from '../../patience.ts';
import type { Clock } from '../../ports.ts';
import type { TelegramConfig } from '../../settings/config.ts';

export type TelegramMessage = {
  /** 1 to 4096 characters. */
  readonly text: string;
  /** A button below the text. */
  readonly link?: { readonly caption: string; readonly url: string };
};
/** A person who wrote to the bot within the last day. */
export type TelegramChat = { readonly id: string; readonly name: string };

/** The Bot API, https://core.telegram.org/bots/api. */
export interface Telegram {
  /** @returns the bot's user name, without `@` @throws Problem */
  bot(): Promise<string>;
  /** @throws Problem */
  recentChats(): Promise<readonly TelegramChat[]>;
  /**
   * Once it returns, Telegram has accepted the message.
   * @throws Problem, of kind `unknown-outcome` if it may have been sent
   */
  send(chat: string, message: TelegramMessage): Promise<void>;
}

const answerSchema = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  description: z.string().optional().catch(undefined),
  parameters: z.object({ retry_after: z.number().optional() }).optional().catch(undefined),
});
const botSchema = z.object({ username: z.string() });
const updatesSchema = z.array(
  z.object({
    message: z
      .object({ chat: z.object({ id: z.int(), type: z.string(), first_name: z.string().optional() }) })
      .optional()
      .catch(undefined),
  }),
);

const timeoutMs = 20_000;
const tokenFix = 'Copy the token again from @BotFather in Telegram';

export function createTelegramClient(
  { token, apiBase }: TelegramConfig,
  clock: Pick<Clock, 'now' | 'uptime'>,
): Telegram {
  const patience = createPatience('Telegram', clock);

  async function ask(method: string, body: object, writes: boolean): Promise<unknown> {
    patience.check();
    let status: number;
    let text: string;
    try {
      const response = await fetch(`${apiBase}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'manual',
      });
      status = response.status;
      text = await response.text();
    } catch (error) {
      throw unansweredProblem('Telegram', error, writes);
    }
    const answer = answerSchema.safeParse(parseJson(text)).data;
    const seconds = answer?.parameters?.retry_after;
    patience.heard(seconds === undefined ? null : String(seconds));
    if (answer?.ok) return answer.result;
    throw problemOfAnswer(status, answer, writes);
  }

  return {
    async bot() {
      return botSchema.parse(await ask('getMe', {}, false)).username;
    },
    async recentChats() {
      const updates = updatesSchema.safeParse(await ask('getUpdates', {}, false)).data ?? [];
      const chats = updates.flatMap(({ message }): readonly TelegramChat[] =>
        message?.chat.type === 'private'
          ? [{ id: String(message.chat.id), name: message.chat.first_name ?? '' }]
          : [],
      );
      return [...new Map(chats.map((chat) => [chat.id, chat])).values()];
    },
    async send(chat, { text, link }) {
      const keyboard = link && { inline_keyboard: [[{ text: link.caption, url: link.url }]] };
      await ask('sendMessage', { chat_id: chat, text, ...(keyboard && { reply_markup: keyboard }) }, true);
    },
  };
}

function problemOfAnswer(
  status: number,
  answer: z.infer<typeof answerSchema> | undefined,
  writes: boolean,
): Problem {
  const words = answer?.description ?? `Telegram answered ${status}`;
  const seconds = answer?.parameters?.retry_after;
  if (status === 429) {
    return new Problem('throttled', 'Telegram is limiting requests', {
      ...(seconds !== undefined && { retryAfterMs: seconds * 1_000 }),
    });
  }
  // Telegram answers 404 to a token that has not the right form
  if (status === 401 || (status === 404 && answer)) {
    return new Problem('signed-out', 'Telegram rejected the bot token', { fix: tokenFix });
  }
  if (status >= 500 || !answer) {
    return writes
      ? new Problem('unknown-outcome', `Telegram answered ${status}; the message may have been sent`)
      : new Problem('unreachable', `Telegram answered ${status}`);
  }
  if (status === 403 || /chat not found/i.test(words)) {
    return new Problem('refused', `The bot may not write to this chat (${words})`, {
      fix: 'The manager opens the bot in Telegram and presses Start',
    });
  }
  return new Problem('refused', `Telegram rejected it: ${words}`);
}
