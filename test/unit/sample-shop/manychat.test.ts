import { expect, it, onTestFinished } from 'vitest';
import { startManychat } from '../../../src/sample-shop/manychat/server.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';

const hour = 3_600_000;

async function open() {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const person = { last: 'Test', phone: null, email: null, lastWords: null };
  const stand = await startManychat({
    clock,
    log: quietLog(),
    subscribers: [
      { ...person, id: '7000000000000000101', first: 'Anna', lastInteraction: clock.now() - hour },
      { ...person, id: '7000000000000000102', first: 'Taras', lastInteraction: clock.now() - 46 * hour },
    ],
  });
  onTestFinished(() => stand.stop());
  const headers = { authorization: `Bearer ${stand.config.token}`, 'content-type': 'application/json' };
  const get = (path: string) => fetch(`${stand.url}${path}`, { headers });
  const send = async (body: object) => {
    const answer = await fetch(`${stand.url}/fb/sending/sendContent`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const value: unknown = await answer.json();
    return { status: answer.status, value };
  };
  return { clock, stand, get, send };
}
const text = (words: string) => ({
  version: 'v2',
  content: { messages: [{ type: 'text', text: words }], actions: [], quick_replies: [] },
});

it('accepts a text within 24 hours, and shows it in Messenger', async () => {
  const { stand, send } = await open();
  const sent = await send({ subscriber_id: '7000000000000000101', data: text('New order #41027') });
  expect(sent).toEqual({ status: 200, value: { status: 'success' } });
  expect(await (await fetch(stand.url)).text()).toContain('New order #41027');
});

it('refuses a text after the 24 hours with code 3011', async () => {
  const { clock, send } = await open();
  const late = await send({ subscriber_id: '7000000000000000102', data: text('New order') });
  expect(late).toMatchObject({
    status: 400,
    value: { status: 'error', code: 3011, message: expect.stringMatching(/46h ago/) },
  });
  await clock.advance(23.5 * hour);
  const anna = await send({ subscriber_id: '7000000000000000101', data: text('New order') });
  expect(anna).toMatchObject({ status: 400, value: { code: 3011 } });
});

it('counts the 24 hours from the person’s last action', async () => {
  const { clock, send } = await open();
  const toAnna = () => send({ subscriber_id: '7000000000000000101', data: text('New order') });
  await clock.advance(22 * hour);
  expect(await toAnna()).toMatchObject({ status: 200 });
  await clock.advance(1.5 * hour);
  expect(await toAnna()).toMatchObject({ status: 400, value: { code: 3011 } });
});

it('rejects a message tag, an empty text and an unknown contact', async () => {
  const { send } = await open();
  const data = text('hello');
  for (const body of [
    { subscriber_id: '7000000000000000101', data, message_tag: 'ACCOUNT_UPDATE' },
    { subscriber_id: '7000000000000000101', data: text('') },
    { subscriber_id: '1', data },
    { data },
  ]) {
    expect(await send(body)).toMatchObject({ status: 400, value: { message: 'Validation error' } });
  }
});

it('reports a contact’s last message, and refuses a wrong token', async () => {
  const { stand, get } = await open();
  const answer = await get('/fb/subscriber/getInfo?subscriber_id=7000000000000000102');
  expect(await answer.json()).toMatchObject({
    status: 'success',
    data: { name: 'Taras Test', last_interaction: '2026-11-22T12:00:00+00:00' },
  });
  const wrong = await fetch(`${stand.url}/fb/page/getInfo`, { headers: { authorization: 'Bearer 1:2' } });
  expect(wrong.status).toBe(401);
});

it('answers 429 above ManyChat’s rate for the rest of the second', async () => {
  const { clock, get } = await open();
  const ask = () => get('/fb/subscriber/getInfo?subscriber_id=7000000000000000101');
  const statuses = [];
  for (let count = 0; count < 11; count += 1) statuses.push((await ask()).status);
  expect(statuses.slice(-2)).toEqual([200, 429]);
  await clock.advance(1000);
  expect((await ask()).status).toBe(200);
});
