import { expect, it } from 'vitest';
import { initialsOf } from '../../../src/renderer/components/people/initials.ts';
import { createPresenceStore, editorOf } from '../../../src/renderer/state/presence-store.ts';
import type { CommandName } from '../../../src/shared/contract.ts';
import { orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import type { PersonAt } from '../../../src/shared/presence.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { gate, pageClock, settle } from './page-clock.ts';

const order = orderIdSchema.parse('shopify:1042');
const other = orderIdSchema.parse('manual:7');
const anna: PersonAt = {
  order,
  desk: workstationIdSchema.parse('desk-a'),
  name: 'Anna',
  doing: 'edits',
  since: 0,
  took: false,
};

async function openStore(before?: (name: CommandName) => Promise<void>) {
  const clock = pageClock();
  const fake = createFakeBridge({ now: clock.now, ...(before && { before }) });
  const client = pageClient(fake.bridge);
  const store = createPresenceStore({ client, clock });
  const end = store.start();
  await settle();
  return { clock, fake, store, end, editor: () => editorOf(store.getState().people, order)?.name ?? null };
}

it('reports to main once what the window views and edits', async () => {
  const { fake, store } = await openStore();
  store.at('panel', { order, doing: 'looks' });
  await settle();
  store.at('note', { order, doing: 'edits' });
  await settle();
  store.at('form', { order, doing: 'edits' });
  store.at('note', null);
  await settle();
  store.at('form', null);
  store.at('panel', null);
  await settle();
  expect(fake.here).toEqual([[{ order, doing: 'looks' }], [{ order, doing: 'edits' }], []]);
});

it('never lets an older word come last, however slowly main answers', async () => {
  const slow = gate();
  let calls = 0;
  const { fake, store } = await openStore(async (name) => {
    if (name !== 'presence.here') return;
    calls += 1;
    if (calls === 1) await slow.opened;
  });
  store.at('panel', { order, doing: 'looks' });
  await settle();
  store.at('panel', { order: other, doing: 'looks' });
  await settle();
  expect(fake.here).toEqual([]);
  slow.open();
  await settle();
  expect(fake.here).toEqual([[{ order, doing: 'looks' }], [{ order: other, doing: 'looks' }]]);
});

it('renews its presence every two minutes while the reader is active', async () => {
  const { clock, fake, store } = await openStore();
  store.at('panel', { order, doing: 'looks' });
  for (let minutes = 0; minutes < 9; minutes += 1) {
    await clock.advance(60_000);
    store.use();
  }
  expect(fake.here.length).toBeGreaterThanOrEqual(4);
  expect(fake.here.length).toBeLessThanOrEqual(5);
  expect(new Set(fake.here.map((one) => JSON.stringify(one))).size).toBe(1);
});

it('ends presence after two idle minutes, and editing after ten', async () => {
  const { clock, fake, store } = await openStore();
  store.at('panel', { order, doing: 'looks' });
  store.at('form', { order: other, doing: 'edits' });
  await clock.advance(150_000);
  expect(fake.here.at(-1)).toEqual([{ order: other, doing: 'edits' }]);
  await clock.advance(8 * 60_000);
  expect(fake.here.at(-1)).toEqual([]);
  const reports = fake.here.length;
  await clock.advance(3_600_000);
  expect(fake.here).toHaveLength(reports);
  store.use();
  await settle();
  expect(fake.here.at(-1)).toHaveLength(2);
});

it('views nothing while the window is hidden, and keeps editing', async () => {
  const { fake, store } = await openStore();
  store.at('panel', { order, doing: 'looks' });
  store.at('form', { order: other, doing: 'edits' });
  store.hide(true);
  await settle();
  expect(fake.here.at(-1)).toEqual([{ order: other, doing: 'edits' }]);
  store.hide(false);
  await settle();
  expect(fake.here.at(-1)).toHaveLength(2);
});

it('shows the editors when main announces arrivals and departures', async () => {
  const { fake, editor } = await openStore();
  fake.meet([anna]);
  await settle();
  expect(editor()).toBe('Anna');
  fake.meet([{ ...anna, doing: 'looks' }]);
  await settle();
  expect(editor()).toBeNull();
});

it('takes editing over only after main knows that this window edits', async () => {
  const { fake, store, editor } = await openStore();
  fake.meet([anna]);
  await settle();
  store.at('bar', { order, doing: 'edits' });
  await store.takeOver(order);
  expect(editor()).toBeNull();
  const calls = fake.calls();
  expect(calls.indexOf('presence.here')).toBeGreaterThan(0);
  expect(calls.indexOf('presence.takeEdit')).toBeGreaterThan(calls.indexOf('presence.here'));
});

it('locks nothing when main fails, and repeats a failed report', async () => {
  const { clock, fake, store, editor } = await openStore();
  fake.refuse('presence.here', new Problem('unreachable', 'Orderbell is opening another shop'));
  fake.refuse('presence.list', new Problem('unreachable', 'Orderbell is opening another shop'));
  store.at('panel', { order, doing: 'looks' });
  fake.meet([anna]);
  await settle();
  expect(editor()).toBeNull();
  fake.refuse('presence.here', null);
  store.use();
  await clock.advance(30_000);
  expect(fake.here).toEqual([[{ order, doing: 'looks' }]]);
  expect(editor()).toBe('Anna');
});

it.each([
  ['Anna', 'A'],
  ['J. R. Smith', 'JS'],
  ['Олена Коваль', 'ОК'],
  ['  maria  de  la cruz ', 'MC'],
  ['🌸 Rosa', '🌸R'],
  ['', '?'],
])('writes %s as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
