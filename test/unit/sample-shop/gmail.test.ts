import { OAuth2Client } from 'google-auth-library';
import { gmail } from 'googleapis/build/src/apis/gmail/index.js';
import { expect, it, onTestFinished } from 'vitest';
import { createDice } from '../../../src/sample-shop/dice.ts';
import { createMarketplaces } from '../../../src/sample-shop/gmail/marketplaces.ts';
import { startGmail } from '../../../src/sample-shop/gmail/server.ts';
import { createIds } from '../../../src/sample-shop/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { loadedDice } from './open.ts';

/** The sample shop's mailbox, and Google's own client signed in to it. */
async function open() {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const stand = await startGmail({ clock, log: quietLog() });
  onTestFinished(() => stand.stop());
  const { clientId, clientSecret, refreshToken, sendRefreshToken, tokenUrl } = stand.config;
  const usersBy = (token: string | undefined) => {
    const auth = new OAuth2Client({
      clientId,
      clientSecret,
      ...(tokenUrl !== undefined && { endpoints: { oauth2TokenUrl: tokenUrl } }),
    });
    auth.setCredentials({ refresh_token: token ?? '' });
    return gmail({ version: 'v1', auth, rootUrl: `${stand.url}/` }).users;
  };
  const users = usersBy(refreshToken);
  const senders = usersBy(sendRefreshToken);
  const marketplaces = createMarketplaces({
    mailbox: stand.mailbox,
    clock,
    ids: createIds(clock),
    dice: createDice(loadedDice()),
  });
  return { clock, stand, users, senders, marketplaces };
}
const me = { userId: 'me' };

it('signs Google’s client in and lists the new mails page by page', async () => {
  const { users, marketplaces, clock } = await open();
  const { data: profile } = await users.getProfile(me);
  const start = String(profile.historyId);
  const delivered = [];
  for (let count = 0; count < 3; count += 1) {
    delivered.push(marketplaces.bloomdash());
    await clock.advance(1000);
  }
  const asked = { ...me, startHistoryId: start, historyTypes: ['messageAdded'], maxResults: 2 };
  const { data: one } = await users.history.list(asked);
  const { data: two } = await users.history.list({ ...asked, pageToken: String(one.nextPageToken) });
  const found = [...(one.history ?? []), ...(two.history ?? [])].flatMap((entry) =>
    (entry.messagesAdded ?? []).map((added) => added.message?.id),
  );
  expect(found).toEqual(delivered.map((mail) => mail.id));
  const { data: after } = await users.history.list({ ...asked, startHistoryId: String(two.historyId) });
  expect(after.history).toBeUndefined();
});

it('answers 404 to a history id from before this start', async () => {
  const { users } = await open();
  const attempt = users.history.list({ ...me, startHistoryId: '1000' });
  await expect(attempt).rejects.toMatchObject({ status: 404 });
});

it('searches with Gmail’s operators, and in spam on request', async () => {
  const { users, marketplaces, stand, clock } = await open();
  const bloom = marketplaces.bloomdash();
  const dostavo = marketplaces.dostavo();
  const spam = stand.mailbox.deliver('From: <orders@bloomdash.example>\r\nSubject: x\r\n\r\nx', {
    spam: true,
  });
  const find = async (q: string) =>
    ((await users.messages.list({ ...me, q })).data.messages ?? []).map((message) => message.id);

  expect(await find('from:(orders@bloomdash.example) newer_than:14d')).toEqual([bloom.id]);
  expect(await find('from:(orders@bloomdash.example OR @dostavo.example)')).toEqual([dostavo.id, bloom.id]);
  expect(await find('{from:orders@bloomdash.example from:zamovlennya@dostavo.example} -in:chats')).toEqual([
    dostavo.id,
    bloom.id,
  ]);
  expect(await find('from:(bloomdash.example) in:spam')).toEqual([spam.id]);
  await clock.advance(60_000);
  expect(await find(`after:${Math.floor(clock.now() / 1000)}`)).toEqual([]);
});

it('returns a mail raw, as headers or parsed, with Google’s verdict', async () => {
  const { users, marketplaces } = await open();
  const mail = marketplaces.dostavo();
  const { data: raw } = await users.messages.get({ ...me, id: mail.id, format: 'raw' });
  const source = Buffer.from(raw.raw ?? '', 'base64url').toString('utf8');
  expect(source).toMatch(
    /^Delivered-To: .*\r\nReceived: .*\r\nAuthentication-Results: mx\.google\.com;[\s\S]*dmarc=pass .*header\.from=dostavo\.example/,
  );
  expect(raw.internalDate).toBe(String(Date.parse('2026-11-24T10:00:00Z')));

  const { data: head } = await users.messages.get({
    ...me,
    id: mail.id,
    format: 'metadata',
    metadataHeaders: ['From', 'Message-ID'],
  });
  expect(head.payload?.headers?.map(({ name }) => name)).toEqual(['From', 'Message-ID']);

  const { data: full } = await users.messages.get({ ...me, id: mail.id });
  const html = full.payload?.parts?.find((part) => part.mimeType === 'text/html');
  expect(Buffer.from(html?.body?.data ?? '', 'base64url').toString('utf8')).toContain('Нове замовлення');
  await expect(users.messages.get({ ...me, id: 'ffff' })).rejects.toMatchObject({ status: 404 });
});

it('sends with the send permission alone, and finds a mail by id', async () => {
  const { users, senders } = await open();
  const mail = 'To: anna@example.com\r\nMessage-ID: <notice-1@petalandbean.example>\r\nSubject: x\r\n\r\nx';
  const requestBody = { raw: Buffer.from(mail).toString('base64url') };
  await expect(users.messages.send({ ...me, requestBody })).rejects.toMatchObject({ status: 403 });
  await expect(senders.messages.list(me)).rejects.toMatchObject({ status: 403 });
  await expect(senders.messages.send({ ...me, requestBody: {} })).rejects.toMatchObject({ status: 400 });
  const { data } = await senders.messages.send({ ...me, requestBody });
  expect(data).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{16}$/), labelIds: ['SENT'] });

  const find = async (q: string) =>
    ((await users.messages.list({ ...me, q })).data.messages ?? []).map(({ id }) => id);
  expect(await find('rfc822msgid:notice-1@petalandbean.example')).toEqual([data.id]);
  expect(await find('rfc822msgid:notice-10@petalandbean.example')).toEqual([]);
  expect(await find('in:sent to:(anna@example.com)')).toEqual([data.id]);
  expect(await find('in:sent to:(taras@example.com)')).toEqual([]);
  const { data: raw } = await users.messages.get({ ...me, id: String(data.id), format: 'raw' });
  expect(Buffer.from(raw.raw ?? '', 'base64url').toString('utf8')).toBe(mail);
});

it('refuses a refresh token it never gave, as Google does', async () => {
  const { stand } = await open();
  const answer = await fetch(stand.config.tokenUrl ?? '', {
    method: 'POST',
    body: new URLSearchParams({
      client_id: stand.config.clientId,
      client_secret: stand.config.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: 'another',
    }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
});
