import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeDesk } from '../../src/main/app.ts';
import type { Host } from '../../src/main/host.ts';
import { systemClock } from '../../src/main/shell/system-clock.ts';
import type { FakeGmail } from '../intake/gmail/fake-gmail.ts';
import { startFakeGmail } from '../intake/gmail/fake-gmail.ts';
import { testHost } from '../support/host.ts';

let gmail: FakeGmail;
const clean: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  gmail = await startFakeGmail(systemClock.now);
  clean.push(gmail.close);
});
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

/** A desk whose mailbox is the small Gmail. */
async function start(environment: Host['environment'], part: Partial<Host> = {}) {
  const { host, secrets, remove } = testHost({
    ...part,
    environment: {
      ORDERBELL_GMAIL_CLIENT_ID: 'desktop.example',
      ORDERBELL_GMAIL_CLIENT_SECRET: 'secret',
      ORDERBELL_GMAIL_API_BASE: gmail.config.apiBase,
      ORDERBELL_GOOGLE_TOKEN_URL: gmail.config.tokenUrl,
      ...environment,
    },
  });
  const desk = await composeDesk(host);
  clean.push(remove, () => desk.stop());
  return { desk, host, secrets };
}

it.each([
  ['to read', false, 'ORDERBELL_GMAIL_REFRESH_TOKEN'],
  ['to send', true, 'ORDERBELL_GMAIL_SEND_REFRESH_TOKEN'],
])('opens no page for a consent %s that the environment sets and wins', async (_, sending, variable) => {
  const opened: string[] = [];
  const { desk } = await start(
    { ORDERBELL_GMAIL_REFRESH_TOKEN: 'read', ORDERBELL_GMAIL_SEND_REFRESH_TOKEN: 'send' },
    {
      openExternal: (url) => {
        opened.push(url);
        return Promise.reject(new Error('nothing is to be opened'));
      },
    },
  );
  expect(await desk.dispatch('connections.signIn', { name: 'gmail', sending })).toMatchObject({
    ok: false,
    error: {
      kind: 'bad-input',
      message: `${variable} is set in the environment, which wins`,
      fix: 'Change it there and start Orderbell again',
    },
  });
  expect(opened).toEqual([]);
}, 30_000);
