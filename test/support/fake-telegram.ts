import { z } from 'zod';
import { serve } from '../../src/sample-shop/http.ts';
import { quietLog } from './log.ts';

/** The parameters of `sendMessage` that the Bot API documents and the app uses. */
const sendSchema = z.strictObject({
  chat_id: z.string().regex(/^-?\d+$/),
  text: z.string().min(1).max(4_096),
  reply_markup: z
    .strictObject({
      inline_keyboard: z.array(
        z.array(z.strictObject({ text: z.string().min(1), url: z.url({ protocol: /^https$/ }) })),
      ),
    })
    .optional(),
});
export type SentMessage = z.infer<typeof sendSchema>;

type Reply = { readonly status: number; readonly body: object } | 'cut';

export const refusal = (status: number, description: string, parameters?: object): Reply => ({
  status,
  body: { ok: false, error_code: status, description, ...(parameters && { parameters }) },
});

/** Telegram's Bot API on loopback. */
export async function startFakeTelegram() {
  const token = '123456:a-Secret_token';
  const sent: SentMessage[] = [];
  let reply: Reply | null = null;
  const ok = (result: unknown) => ({ status: 200, body: { ok: true, result } });

  function answer(method: string, body: unknown): Reply {
    if (method === 'getMe') return ok({ id: 123456, is_bot: true, username: 'kvitka_bot' });
    if (method === 'getUpdates') {
      const chat = { id: 987654321, type: 'private', first_name: 'Anna' };
      return ok([{ update_id: 1, message: { message_id: 1, chat, text: '/start' } }, { update_id: 2 }]);
    }
    if (method !== 'sendMessage') return refusal(404, 'Not Found');
    const message = sendSchema.safeParse(body).data;
    if (!message) return refusal(400, 'Bad Request: the message is not valid');
    sent.push(message);
    return ok({ message_id: sent.length });
  }

  const server = await serve(({ path, body }) => {
    const [, of, method = ''] = path.split('/');
    const usual =
      of === `bot${token}` ? answer(method, JSON.parse(body.toString())) : refusal(401, 'Unauthorized');
    const given = reply ?? usual;
    if (given === 'cut') return 'cut';
    return {
      status: given.status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(given.body),
    };
  }, quietLog());

  return {
    config: { token, apiBase: server.url },
    sent,
    /** What every request gets from now on; null: the usual answer. The request is handled in any case. */
    replies(next: Reply | null): void {
      reply = next;
    },
    close: server.close,
  };
}
