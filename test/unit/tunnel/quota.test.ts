import { expect, it } from 'vitest';
import { createQuota, freeRequests } from '../../../src/main/tunnel/quota.ts';
import type { TunnelParts } from '../../../src/main/tunnel/tunnel.ts';
import { createTunnel } from '../../../src/main/tunnel/tunnel.ts';
import { fakeClock } from '../../support/clock.ts';
import { fullDisk } from '../../support/full-disk.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';

const minutes = 60_000;
const hours = 60 * minutes;
const days = 24 * hours;
const domain = 'bell.ngrok.example';

function open() {
  const clock = fakeClock('2025-03-01T00:00:00Z');
  const ledger = memoryLedger({ clock });
  const quota = createQuota(ledger.settings, clock);
  /** Counts like an outside request: a probe is a request too. */
  const reach: NonNullable<TunnelParts['reach']> = async () => {
    quota.count('probe');
    return 'this run';
  };
  const tunnel = createTunnel({
    config: { kind: 'ngrok', authtoken: 'secret', domain },
    receiverUrl: 'http://127.0.0.1:4711',
    run: 'this run',
    clock,
    log: quietLog(),
    onChange: () => {},
    quota,
    reach,
    connectNgrok: async () => ({ url: `https://${domain}`, close: async () => {} }),
  });
  tunnel.start();
  const deliver = (): void => {
    quota.count('delivery');
    tunnel.proven(domain);
  };
  return { clock, ledger, quota, tunnel, deliver };
}

it('skips the probe after a recent delivery, and probes otherwise', async () => {
  const { clock, quota, deliver } = open();
  await clock.advance(0);
  expect(quota.used()).toBe(1);
  for (let count = 0; count < 60; count += 1) {
    deliver();
    await clock.advance(4 * minutes);
  }
  expect(quota.used()).toBe(1 + 60);
  await clock.advance(4 * hours);
  expect(quota.used()).toBe(61 + 48);
});

it('takes a delivery for no proof that came by another address', async () => {
  const { clock, quota, tunnel } = open();
  await clock.advance(4 * minutes);
  tunnel.proven('old.ngrok.example');
  tunnel.proven(undefined);
  await clock.advance(minutes);
  expect(quota.used()).toBe(2);
});

it('shows the usage, and probes less often from four fifths', async () => {
  const { clock, quota, tunnel } = open();
  await clock.advance(0);
  expect(tunnel.status().facts).toContainEqual({
    label: 'Requests this month',
    value: `1 of ${freeRequests} on the free plan`,
  });
  for (let count = 1; count < 15_999; count += 1) quota.count('delivery');
  expect(tunnel.status().problem).toBeNull();
  quota.count('bot');
  expect(tunnel.status()).toMatchObject({
    state: 'working',
    problem: '80 % of this month’s requests of ngrok’s free plan are used',
    fix: expect.stringContaining('your own address'),
  });
  await clock.advance(5 * minutes);
  const before = quota.used();
  await clock.advance(5 * hours);
  expect(quota.used() - before).toBe(10);
});

it('keeps its counts over a restart, and resets them each month', async () => {
  const { clock, ledger, quota } = open();
  for (let count = 0; count < 41; count += 1) quota.count('bot');
  await clock.advance(minutes);
  expect(createQuota(ledger.settings, clock).used()).toBe(quota.used());
  expect(quota.used()).toBe(42);
  await clock.advance(31 * days);
  expect(createQuota(ledger.settings, clock).used()).toBeLessThan(9_000);
});

it('counts through a full disk, saves later, and stops anyway', async () => {
  const clock = fakeClock();
  const { settings } = memoryLedger({ clock });
  let isFull = true;
  const onDisk = {
    ...settings,
    set(name: string, value: string | null) {
      if (isFull) throw fullDisk();
      settings.set(name, value);
    },
  };
  const quota = createQuota(onDisk, clock);
  quota.count('delivery');
  await clock.advance(2 * minutes);
  quota.count('bot');
  isFull = false;
  await clock.advance(minutes);
  expect(createQuota(settings, clock).used()).toBe(2);

  quota.count('bot');
  isFull = true;
  quota.flush();
  expect(clock.waiting).toBe(0);
});

/**
 * Five computers have one receiver, so they cost as much as one. Shopify's deliveries of an order: created, paid,
 * updated (paid, packed, sent), stock changes; and the checkouts of visitors who do not buy.
 */
it('shows that 45 orders a day fit the free plan, unlike 300', () => {
  const ofOrder = { create: 1, paid: 1, updated: 3, product: 1.5, checkouts: 3 };
  const deliveries = Object.values(ofOrder).reduce((sum, one) => sum + one, 0);
  /** Half a day without orders is probed every five minutes; each delivery spares a probe. */
  const probes = 12 * 12;
  const bot = (orders: number): number => orders / 2;
  const month = (orders: number): number => 30 * (orders * deliveries + probes + bot(orders));
  expect(month(300)).toBeGreaterThan(4 * freeRequests);
  expect(month(45)).toBeLessThan(freeRequests);
  // unspared, the probes alone would be nearly half of it
  expect(30 * 24 * 12).toBe(8_640);
});
