import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Manychat } from '../../../src/main/manychat/client.ts';
import { createManychatClient } from '../../../src/main/manychat/client.ts';
import type { DynamicBlock } from '../../../src/main/manychat/dynamic-block.ts';
import { retryAfterMs } from '../../../src/main/patience.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { windowOf } from '../../../src/shared/messenger-window.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import type { FakeManychat } from './fake-manychat.ts';
import { refusal, startFakeManychat, success } from './fake-manychat.ts';

const olena = subscriberIdSchema.parse('99999999999999999999');
const block: DynamicBlock = { version: 'v2', content: { messages: [{ type: 'text', text: 'New order' }] } };
let fake: FakeManychat;
let client: Manychat;

const clientOf = (apiBase: string, token: string | null = '1:secret') =>
  createManychatClient({
    config: { token, apiBase, callbackKey: null },
    clock: fakeClock(),
    log: quietLog(),
  });

beforeEach(async () => {
  fake = await startFakeManychat();
  client = clientOf(fake.url);
});
afterEach(() => fake.close());

describe('ManyChat client', () => {
  it('sends the digits of a subscriber as text, for they exceed 2^53, and never a message tag', async () => {
    await client.send(olena, block);
    expect(fake.delivered).toEqual([{ subscriber_id: '99999999999999999999', data: block }]);
  });

  it('reads the page, and when a contact last wrote', async () => {
    expect(await client.page()).toEqual({ id: '1', name: 'Kvitka', isPro: true });
    expect((await client.contact(olena)).lastInteraction).toBe(Date.parse('2025-03-04T09:30:00Z'));
    fake.lastInteraction = null;
    expect((await client.contact(olena)).lastInteraction).toBeNull();
    fake.lastInteraction = undefined;
    expect((await client.contact(olena)).lastInteraction).toBeUndefined();
  });

  it.each([
    [
      refusal("Subscriber's last interaction was over 46h ago (more than 24 hours ago)", 3011),
      /window closed/,
    ],
    [refusal('Channel can not be used', 3042), /cannot be used for this contact/],
    [refusal('Subscriber not found', 2011), /has no such contact/],
    [refusal('Subscriber has blocked the page', undefined, 200), /blocked the page/],
    [refusal('Something new', 9999), /Something new/],
  ])('takes %j for a refusal, in words a manager can act on', async (answer, words) => {
    fake.sending = [answer];
    await expect(client.send(olena, block)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(words),
    });
  });

  it('shows the details of a validation error', async () => {
    const details = { messages: [{ message: 'subscriber_id cannot be blank.' }] };
    fake.sending = [{ status: 400, body: { status: 'error', message: 'Validation error', details } }];
    await expect(client.send(olena, block)).rejects.toThrow(
      'Validation error: subscriber_id cannot be blank.',
    );
  });

  it('waits as long as ManyChat asks after too many requests', async () => {
    fake.sending = [{ status: 429, body: '', headers: { 'retry-after': '7' } }];
    await expect(client.send(olena, block)).rejects.toMatchObject({ kind: 'throttled', retryAfterMs: 7_000 });
  });

  it('does not know whether a message went out when the answer is lost, broken or a fault of the server', async () => {
    fake.sending = ['cut', { status: 502, body: '<html>' }, { status: 200, body: '<html>' }];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(client.send(olena, block)).rejects.toMatchObject({ kind: 'unknown-outcome' });
    }
  });

  it('knows that nothing went out when there was no connection', async () => {
    await fake.close();
    await expect(client.send(olena, block)).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('takes a lost answer to a question for nothing more than that', async () => {
    fake.contacts = ['cut', { status: 503, body: '' }];
    await expect(client.contact(olena)).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(client.contact(olena)).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('says that the key is not accepted, and never shows it', async () => {
    const wrong = clientOf(fake.url, '1:other');
    const problem: unknown = await wrong.page().catch((error: unknown) => error);
    expect(problem).toMatchObject({ kind: 'signed-out' });
    expect(String(problem)).not.toContain('other');
    await expect(clientOf(fake.url, null).page()).rejects.toMatchObject({ kind: 'signed-out' });
  });

  it('does not carry the key to where a redirect points', async () => {
    fake.sending = [{ status: 302, body: '', headers: { location: `${fake.url}/fb/page/getInfo` } }];
    await expect(client.send(olena, block)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(fake.requests).toHaveLength(1);
  });

  it('asks at most eight times a second', async () => {
    const started = performance.now();
    await Promise.all(Array.from({ length: 9 }, () => client.page()));
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  it('learns where a chat can be read, and takes no address that is not https', async () => {
    const contact = (live_chat_url: unknown) => ({
      status: 200,
      body: { status: 'success', data: { id: '7', name: 'Olena', live_chat_url } },
    });
    const chat = 'https://app.manychat.com/fb1/chat/7';
    fake.contacts = [chat, 'javascript:alert(1)', 'http://chat.example/7', null].map(contact);
    const urls = [];
    for (let asked = 0; asked < 4; asked += 1) urls.push((await client.contact(olena)).chatUrl);
    expect(urls).toEqual([chat, undefined, undefined, undefined]);
  });

  it('goes on when a contact is described in an unknown form', async () => {
    fake.contacts = [success('nothing to see')];
    await expect(client.contact(olena)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('Messenger window', () => {
  const now = Date.parse('2025-03-04T10:00:00Z');
  const hour = 3_600_000;

  it('is open for a little less than 24 hours', () => {
    expect(windowOf(now - 23.8 * hour, now)).toBe('open');
    expect(windowOf(now - 23.9 * hour, now)).toBe('closed');
  });

  it('is closed for who has never written, and unknown when ManyChat does not say', () => {
    expect(windowOf(null, now)).toBe('closed');
    expect(windowOf(undefined, now)).toBe('unknown');
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2025-03-04T10:00:00Z');
  it('is read as seconds and as a date, and ignored when it is neither', () => {
    expect(retryAfterMs('3', now)).toBe(3_000);
    expect(retryAfterMs('Tue, 04 Mar 2025 10:00:09 GMT', now)).toBe(9_000);
    expect(retryAfterMs('soon', now)).toBeNull();
    expect(retryAfterMs(null, now)).toBeNull();
  });
});
