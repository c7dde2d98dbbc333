import { expect, it, onTestFinished } from 'vitest';
import { openMailShop } from '../../unit/desks/mail-shop.ts';
import type { FakeGmail } from '../../unit/intake/gmail/fake-gmail.ts';
import { googleError, startFakeGmail } from '../../unit/intake/gmail/fake-gmail.ts';

const minute = 60_000;
const address = 'orders@petalandbean.example';

/** Two whole apps with one mailbox, each with a consent of its own. */
async function openTwo() {
  const shop = await openMailShop();
  const gmailFor = async (): Promise<FakeGmail> => {
    const gmail = await startFakeGmail(() => Date.parse('2026-11-24T08:00:00Z'), address);
    onTestFinished(() => gmail.close());
    return gmail;
  };
  const [hers, his] = [await gmailFor(), await gmailFor()];
  const olena = await shop.withGmail('Olena', hers);
  await shop.until(async () => shop.label('receiver') !== undefined, 2 * minute);
  const taras = await shop.withGmail('Taras', his);
  await shop.until(
    async () => (await taras.call('desks.list', undefined)).desks.some(({ name }) => name === 'Olena'),
    20 * minute,
  );
  await shop.until(async () => !(await taras.listens()), minute);
  const means = (): readonly string[] =>
    Object.entries(shop.labels()).flatMap(([name, value]) =>
      name.startsWith('has-') ? [String(value)] : [],
    );
  return { shop, olena, taras, hers, his, means };
}

function endConsent(gmail: FakeGmail): void {
  gmail.fail = () => googleError(401, 'authError');
  gmail.token = { status: 400, body: { error: 'invalid_grant' } };
}
const silences = (alerts: readonly string[]): readonly string[] =>
  alerts.filter((text) => /^(Gmail|orders@)/.test(text));

it('a mailbox that is signed out where it is read is told once and after a while, and read by the computer that still is let in', async () => {
  const { shop, olena, taras, hers } = await openTwo();
  taras.clock.fallAsleep();
  await shop.pass(20 * minute, 5_000);
  endConsent(hers);
  await shop.pass(4 * minute);
  // Google may take back what it said, and the computer that listens says so by itself
  expect(await olena.unheard()).toMatchObject([{ source: 'gmail' }]);
  expect(await olena.gmail()).toMatchObject({ state: 'signed-out' });
  expect(silences(olena.alerts())).toEqual([]);
  await shop.pass(26 * minute, 5_000);
  expect(silences(olena.alerts())).toEqual([expect.stringMatching(`^${address} cannot be read`)]);

  taras.clock.wakeUp('late');
  await shop.until(taras.listens, 5 * minute);
  await shop.until(async () => !(await olena.listens()), minute);
  await shop.pass(minute);
  // nobody else can sign in there, and until somebody does it could not take over
  expect(await olena.gmail()).toMatchObject({
    state: 'signed-out',
    fix: expect.stringContaining('Reconnect'),
  });
  expect(await taras.gmail()).toMatchObject({ problem: null });
  expect([await olena.unheard(), await taras.unheard()]).toEqual([[], []]);
}, 240_000);

it('a computer whose sign-in ended while it slept asks when it wakes, though its timers stood still, and takes nothing', async () => {
  const { shop, olena, taras, his, means } = await openTwo();
  expect(means()).toEqual(['shopify-gmail', 'shopify-gmail']);
  taras.clock.fallAsleep();
  await shop.pass(40 * minute, 10_000);
  endConsent(his);
  const asked = his.calls.length + his.tokenCalls;
  taras.clock.wakeUp('paused');
  await shop.pass(minute);
  expect(his.calls.length + his.tokenCalls).toBeGreaterThan(asked);
  expect(means().toSorted()).toEqual(['shopify', 'shopify-gmail']);
  expect([await olena.listens(), await taras.listens()]).toEqual([true, false]);
  expect(await taras.gmail()).toMatchObject({ state: 'signed-out' });
}, 240_000);
