import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import { openSettingsFile } from '../../../src/main/settings/settings-file.ts';
import { callerOf } from '../../support/caller.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { heldClock } from '../../support/held-clock.ts';
import { testHost } from '../../support/host.ts';
import { soon } from '../../support/soon.ts';
import { ledByAnother } from './led-by-another.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

const gone = 'The key file of the service account can no longer be read';
let keyFile: string;
let type: (path: string) => void;
let minutePassed: () => void;
let start: () => Promise<ReturnType<typeof callerOf>>;
/** How often the shop was reopened. */
let openings: number;

beforeEach(async () => {
  const fake = await startFakeBigQuery();
  clean.push(() => fake.close());
  const { clock, runDue } = heldClock(60_000);
  minutePassed = runDue;
  const { host, remove } = testHost({ clock });
  clean.push(remove);
  keyFile = join(host.dataDir, 'key.json');
  ledByAnother(host);
  writeFileSync(`${keyFile}.away`, '{"client_email":"orderbell@shop.example","private_key":"key"}');
  type = (path) =>
    openSettingsFile(join(host.dataDir, 'settings.json')).change({
      values: {
        BIGQUERY_PROJECT: fake.config.projectId,
        BIGQUERY_DATASET: fake.config.dataset,
        BIGQUERY_API_BASE: fake.config.apiBase ?? '',
        BIGQUERY_KEY_FILE: path,
        PUBLIC_URL: 'https://bell.example',
      },
    });
  type(keyFile);
  openings = 0;
  start = async () => {
    const app = await composeDesk(host);
    clean.push(() => app.stop());
    app.events.on(({ kind }) => {
      if (kind === 'app-changed') openings += 1;
    });
    return callerOf(app.dispatch);
  };
});

const bigquery = async (call: ReturnType<typeof callerOf>) =>
  (await call('connections.list', undefined)).find(({ name }) => name === 'bigquery');

it('leaves the lead to the known leader while BigQuery is unusable', async () => {
  const call = await start();
  const connections = await call('connections.list', undefined);
  expect(connections.filter(({ elsewhere }) => elsewhere).map(({ name }) => name)).toEqual([
    'shopify',
    'gmail',
    'tunnel',
  ]);
  expect(await bigquery(call)).toMatchObject({ state: 'signed-out', problem: gone });
  await soon(async () =>
    expect(await call('computers.list', undefined)).toMatchObject({
      problem: gone,
      computers: [
        { isThis: true, isLeader: false },
        { id: 'desk-2', isLeader: true },
      ],
    }),
  );
});

it('uses a restored key file when the account is checked', async () => {
  const call = await start();
  expect((await call('setup.check', { name: 'bigquery' })).connection).toMatchObject({ problem: gone });
  renameSync(`${keyFile}.away`, keyFile);
  expect((await call('setup.check', { name: 'bigquery' })).connection).toMatchObject({ state: 'working' });
});

it.each([
  ['as it is', (path: string) => path],
  ['between quotes, as Windows copies it', (path: string) => `"${path}"`],
])(
  'reuses a restored key file within a minute: its path typed %s',
  async (_how, typed) => {
    type(typed(keyFile));
    const call = await start();
    minutePassed();
    expect(await bigquery(call)).toMatchObject({ problem: gone });
    renameSync(`${keyFile}.away`, keyFile);
    await soon(async () => {
      minutePassed();
      expect(await bigquery(call)).toMatchObject({ problem: null });
    });
  },
  30_000,
);

const anotherKey = () =>
  writeFileSync(keyFile, '{"client_email":"orderbell@shop.example","private_key":"another"}');

it('uses a replaced key file when the account is checked', async () => {
  renameSync(`${keyFile}.away`, keyFile);
  const call = await start();
  await call('setup.check', { name: 'bigquery' });
  expect(openings).toBe(0);
  anotherKey();
  for (const _ of ['the first time', 'and again']) {
    expect((await call('setup.check', { name: 'bigquery' })).connection).toMatchObject({ state: 'working' });
    expect(openings).toBe(1);
  }
});

it('uses a replaced key file within a minute, without a person', async () => {
  renameSync(`${keyFile}.away`, keyFile);
  await start();
  anotherKey();
  await soon(() => {
    minutePassed();
    expect(openings).toBe(1);
  });
});
