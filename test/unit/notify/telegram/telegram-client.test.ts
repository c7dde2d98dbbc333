import { expect, it, onTestFinished } from 'vitest';
import { createTelegramClient } from '../../../../src/main/notify/telegram/telegram-client.ts';
import { isProblem } from '../../../../src/shared/problem.ts';
import { fakeClock } from '../../../support/clock.ts';
import { refusal, startFakeTelegram } from '../../../support/fake-telegram.ts';

const clock = fakeClock();

async function start() {
  const fake = await startFakeTelegram();
  onTestFinished(fake.close);
  return { fake, client: createTelegramClient(fake.config, clock) };
}
const problemOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => (isProblem(error) ? error : null),
  );

it('names the bot and the people who wrote to it', async () => {
  const { client } = await start();
  expect(await client.bot()).toBe('kvitka_bot');
  expect(await client.recentChats()).toEqual([{ id: '987654321', name: 'Anna' }]);
});

it('sends a text with a button that opens the order', async () => {
  const { fake, client } = await start();
  const link = { caption: 'Open', url: 'https://admin.shopify.com/store/kvitka/orders/1' };
  await client.send('987654321', { text: 'New order', link });
  expect(fake.sent).toEqual([
    {
      chat_id: '987654321',
      text: 'New order',
      reply_markup: { inline_keyboard: [[{ text: 'Open', url: link.url }]] },
    },
  ]);
});

it.each([
  [refusal(401, 'Unauthorized'), 'signed-out'],
  [refusal(404, 'Not Found'), 'signed-out'],
  [refusal(403, 'Forbidden: bot was blocked by the user'), 'refused'],
  [refusal(400, 'Bad Request: chat not found'), 'refused'],
  [refusal(400, 'Bad Request: message is too long'), 'refused'],
  [refusal(500, 'Internal Server Error'), 'unknown-outcome'],
  [{ status: 200, body: {} }, 'unknown-outcome'],
  ['cut', 'unknown-outcome'],
] as const)('knows after %j whether the message may have been sent: %s', async (reply, kind) => {
  const { fake, client } = await start();
  fake.replies(reply);
  const problem = await problemOf(client.send('1', { text: 'x' }));
  expect(problem?.kind).toBe(kind);
  expect(`${problem?.message} ${problem?.fix}`).not.toContain('Secret');
});

it('waits as long as Telegram asks before the next request', async () => {
  const { fake, client } = await start();
  fake.replies(refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 }));
  expect(await problemOf(client.send('1', { text: 'x' }))).toMatchObject({
    kind: 'throttled',
    retryAfterMs: 7_000,
  });
  fake.replies(null);
  expect((await problemOf(client.send('1', { text: 'x' })))?.kind).toBe('unreachable');
  await clock.advance(7_000);
  expect(await problemOf(client.send('1', { text: 'x' }))).toBeNull();
});

it('has sent nothing when no connection was made', async () => {
  const { fake, client } = await start();
  await fake.close();
  expect((await problemOf(client.send('1', { text: 'x' })))?.kind).toBe('unreachable');
});
