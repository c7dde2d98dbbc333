import { describe, expect, it } from 'vitest';
import { runCheck } from '../../../../src/main/health/diagnostics/health-check.ts';
import { signatureChecks } from '../../../../src/main/health/diagnostics/signatures.ts';

import type { Refused } from '../../../../src/main/intake/shopify/keep-subscribed.ts';
import { createWebhookIntake, testRunMark } from '../../../../src/main/intake/shopify/webhook-intake.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { noAccounts } from '../../../support/no-accounts.ts';
import { shopifyDelivery, testShopify } from '../../../support/shopify-delivery.ts';

const hour = 3_600_000;

/** A shop whose app is started anew with other secrets now and then. */
function shop() {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const troubles: Refused[] = [];
  const taken: string[] = [];
  const proven: string[] = [];
  return {
    clock,
    ledger,
    troubles,
    taken,
    proven,
    start(...webhookSecrets: readonly string[]) {
      const intake = createWebhookIntake({
        ledger,
        clock,
        log: quietLog(),
        config: () => ({ ...testShopify, webhookSecrets }),
        onStored: () => {},
        onTaken: (_host, by) => taken.push(by),
        onProven: () => proven.push(webhookSecrets[0] ?? ''),
        onMissigned: (trouble) => troubles.push(trouble),
      });
      const deliver = async (secret: string, headers = {}): Promise<number> => {
        const delivery = shopifyDelivery({ secret });
        return (await intake.receive({ ...delivery, headers: { ...delivery.headers, ...headers } })).status;
      };
      const config = { ...noAccounts, shopify: { ...testShopify, webhookSecrets } };
      const doctor = async () => {
        const { signatures } = intake;
        const [check] = signatureChecks({ config, clock, signatures, publicUrl: () => null });
        if (!check) throw new Error('there is no such line');
        return runCheck(check, clock);
      };
      return { deliver, doctor };
    },
  };
}

describe('after the client secret was changed', () => {
  it('deliveries signed with the one before are taken for one day, and then no more', async () => {
    const { clock, start } = shop();
    const { deliver, doctor } = start('new', 'old');
    expect((await doctor()).cameBack).toMatch(
      /changed 0 h ago; the previous one is accepted for another 24 h/,
    );
    await clock.advance(23 * hour);
    expect(await deliver('old')).toBe(200);
    expect(await doctor()).toMatchObject({
      state: 'warn',
      cameBack: expect.stringMatching(/still signs with the previous client secret, changed 23 h ago/),
    });
    await clock.advance(hour);
    expect([await deliver('old'), await deliver('new')]).toEqual([401, 200]);
    expect(await doctor()).toMatchObject({
      state: 'ok',
      cameBack: '2 were valid; the previous client secret is no longer accepted',
    });
  });

  it('no restart begins the day anew', async () => {
    const { clock, start } = shop();
    start('new', 'old');
    await clock.advance(20 * hour);
    expect(await start('new', 'old').deliver('old')).toBe(200);
    await clock.advance(4 * hour);
    expect(await start('new', 'old').deliver('old')).toBe(401);
  });

  it('each further change has a day of its own, for the secret just before it alone', async () => {
    const { clock, start } = shop();
    start('second', 'first');
    await clock.advance(30 * hour);
    const { deliver } = start('third', 'second');
    expect([await deliver('first'), await deliver('second')]).toEqual([401, 200]);
    await clock.advance(24 * hour);
    expect(await deliver('second')).toBe(401);
  });

  it('a clock that is set back by a week does not let it live for a week', async () => {
    const { clock, start } = shop();
    const { deliver } = start('new', 'old');
    clock.set(clock.now() - 7 * 24 * hour);
    expect(await deliver('old')).toBe(401);
  });

  it('the secret of before is kept as a print alone', () => {
    const { ledger, start } = shop();
    start('new', 'the-old-client-secret');
    const kept = ledger.settings.get('shopify.secretBefore');
    expect(kept).toMatch(/"print":"[0-9a-f]{16}"/);
    expect(kept).not.toContain('the-old-client-secret');
  });

  it('it is said when Shopify signs with the one before for longer than that', async () => {
    const { clock, start, troubles } = shop();
    const { deliver, doctor } = start('new', 'old');
    await clock.advance(25 * hour);
    await deliver('old');
    expect(troubles.at(-1)?.problem).toMatch(/^Shopify still signs with the previous client secret/);
    expect(await doctor()).toMatchObject({ state: 'fail', fix: expect.stringMatching(/Dev Dashboard/) });
  });
});

describe('a wrong client secret', () => {
  it('is worded as such once three deliveries in a row were refused, and no more after a right one', async () => {
    const { start, troubles } = shop();
    const { deliver, doctor } = start('typed wrong');
    for (let count = 0; count < 3; count += 1) expect(await deliver('right')).toBe(401);
    expect(troubles.map(({ problem }) => problem)).toEqual([
      'A webhook signed with another secret was rejected',
      'A webhook signed with another secret was rejected',
      'Shopify signs with a different client secret: 3 webhooks in a row were rejected',
    ]);
    expect(await doctor()).toMatchObject({
      state: 'fail',
      cameBack: troubles.at(-1)?.problem,
      fix: expect.stringMatching(/^Copy the client secret again/),
      act: 'settings',
    });
    const mended = start('right');
    await mended.deliver('right');
    expect(await mended.doctor()).toMatchObject({ state: 'ok', cameBack: '1 were valid' });
  });

  it('is not what webhooks created by hand are called, whose signatures are wrong between right ones', async () => {
    const { start } = shop();
    const { deliver, doctor } = start('right');
    for (let count = 0; count < 3; count += 1) {
      await deliver('right');
      await deliver('of the admin');
    }
    expect(await doctor()).toMatchObject({
      state: 'fail',
      cameBack: '3 webhooks signed with another secret were rejected, others were valid',
      fix: expect.stringMatching(/created by hand/),
    });
  });

  it('is not proven right by the one before it, only by a delivery of its own', async () => {
    const { start, proven } = shop();
    const { deliver } = start('new', 'old');
    for (const secret of ['old', 'another']) await deliver(secret);
    expect(proven).toEqual([]);
    await deliver('new');
    expect(proven).toEqual(['new']);
  });

  it('is not proven right by a fire drill, which signs with it itself', async () => {
    const { start, taken, proven } = shop();
    const { deliver, doctor } = start('typed wrong');
    for (let count = 0; count < 3; count += 1) await deliver('right');
    expect(await deliver('typed wrong', { 'x-shopify-webhook-id': `${testRunMark}FD-1` })).toBe(200);
    expect(taken).toEqual(['drill']);
    expect(proven).toEqual([]);
    expect((await doctor()).cameBack).toMatch(/3 webhooks in a row/);
  });

  it('is no matter of yesterday', async () => {
    const { clock, start } = shop();
    const { deliver, doctor } = start('right');
    for (let count = 0; count < 3; count += 1) await deliver('wrong');
    await clock.advance(24 * hour);
    expect(await doctor()).toMatchObject({ state: 'skipped', cameBack: 'None received yet' });
  });
});
