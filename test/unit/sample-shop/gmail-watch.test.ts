import { existsSync, readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createGmailClient } from '../../../src/main/intake/gmail/gmail-client.ts';
import { startGmail } from '../../../src/sample-shop/gmail/server.ts';
import { behaviors, watchFields } from '../../../src/sample-shop/gmail/watch.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';

const reference = '../shared/contracts/google/gmail-v1.json';
const isMissing = !existsSync(reference);
const note = isMissing ? ' (skipped: Gmail’s reference is not here)' : '';

const topic = 'projects/petal-and-bean/topics/orderbell-gmail';
const mailFrom = (from: string) => `From: <${from}>\r\nSubject: x\r\n\r\nx`;
const week = 7 * 86_400_000;

/** The sample shop's mailbox, the app's own client, and what is published. */
async function open({ mayPublish = true } = {}) {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const published: { readonly topic: string; readonly data: unknown }[] = [];
  const stand = await startGmail({
    clock,
    log: quietLog(),
    ...(mayPublish && {
      publish: async (to: string, { data }: { readonly data: string }) => {
        published.push({ topic: to, data: JSON.parse(data) });
      },
    }),
  });
  onTestFinished(() => stand.stop());
  const client = createGmailClient(stand.config, new AbortController().signal);
  return { clock, stand, client, published };
}

it('publishes at once and for each inbox mail of a week', async () => {
  const { clock, stand, client, published } = await open();
  await client.watch(topic);
  const first = { emailAddress: stand.mailbox.address, historyId: stand.mailbox.historyId() };
  expect(published).toEqual([{ topic, data: first }]);
  stand.mailbox.deliver(mailFrom('orders@bloomdash.example'));
  expect(published[1]).toEqual({
    topic,
    data: { emailAddress: stand.mailbox.address, historyId: stand.mailbox.historyId() },
  });
  stand.mailbox.deliver(mailFrom('orders@bloomdash.example'), { spam: true });
  expect(published).toHaveLength(2);
  await clock.advance(week);
  stand.mailbox.deliver(mailFrom('orders@bloomdash.example'));
  expect(published).toHaveLength(2);
});

it('refuses a topic of another project, and one without its grant', async () => {
  const { client } = await open();
  await expect(client.watch('projects/other/topics/orderbell-gmail')).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('Invalid topicName does not match projects/petal-and-bean/topics/*'),
  });
  const { client: other } = await open({ mayPublish: false });
  await expect(other.watch(topic)).rejects.toMatchObject({ kind: 'refused' });
});

const discoverySchema = z.object({
  resources: z.object({
    users: z.object({
      methods: z.object({
        watch: z.object({ path: z.string(), httpMethod: z.string(), scopes: z.array(z.string()) }),
      }),
    }),
  }),
  schemas: z.record(
    z.string(),
    z.object({ properties: z.record(z.string(), z.looseObject({ type: z.string().optional() })).optional() }),
  ),
});

it.skipIf(isMissing)(`takes and answers what Gmail’s reference has${note}`, async () => {
  const { resources, schemas } = discoverySchema.parse(JSON.parse(readFileSync(reference, 'utf8')));
  const { path, httpMethod, scopes } = resources.users.methods.watch;
  expect([path, httpMethod]).toEqual(['gmail/v1/users/{userId}/watch', 'POST']);
  expect(scopes).toContain('https://www.googleapis.com/auth/gmail.readonly');
  const asked = schemas.WatchRequest?.properties ?? {};
  expect(Object.keys(asked).toSorted()).toEqual([...watchFields]);
  expect(asked.labelFilterBehavior).toMatchObject({ enum: behaviors });

  const { stand } = await open();
  const { clientId, clientSecret, refreshToken } = stand.config;
  const token = await fetch(stand.config.tokenUrl ?? '', {
    method: 'POST',
    body: new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    }),
  });
  const { access_token } = z.object({ access_token: z.string() }).parse(await token.json());
  const watch = (body: object) =>
    fetch(`${stand.url}/${path.replace('{userId}', 'me')}`, {
      method: httpMethod,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const answer = z.record(z.string(), z.unknown()).parse(await (await watch({ topicName: topic })).json());
  const answered = schemas.WatchResponse?.properties ?? {};
  expect(Object.keys(answer).toSorted()).toEqual(Object.keys(answered).toSorted());
  for (const [name, value] of Object.entries(answer)) expect(typeof value).toBe(answered[name]?.type);
  expect((await watch({ topicName: topic, labels: [] })).status).toBe(400);
});
