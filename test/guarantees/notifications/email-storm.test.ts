import { expect, it } from 'vitest';
import type { Manychat } from '../../../src/main/manychat/client.ts';
import { refusalOf } from '../../../src/main/manychat/problems.ts';
import type { ManagerConfig } from '../../../src/main/settings/config.ts';
import { lastRule } from '../../../src/shared/alert-rules/rules.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { fakeClock } from '../../support/clock.ts';
import { dyingLedger } from '../../support/crash.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { seeded } from '../../unit/health/seeded.ts';
import { startBellDesk } from '../../unit/notify/alert-rules/bell-desk.ts';
import { fakeMailer, read } from '../../unit/notify/email/fake-mailer.ts';

const managers: readonly ManagerConfig[] = ['Anna', 'Taras', 'Olena'].map((name, at) => ({
  name,
  subscriberId: subscriberIdSchema.parse(String(at + 7)),
  email: `${name.toLowerCase()}@kvitka.example`,
}));
const nameOf = (of: string): string =>
  managers.find(({ subscriberId, email }) => subscriberId === of || email === of)?.name ?? '?';

/** Possible failures, and whether the message arrives anyway. */
const faults: readonly (readonly [boolean, () => Error])[] = [
  [false, () => refusalOf('3011', 'outside the window')],
  [false, () => refusalOf('', 'blocked')],
  [false, () => new Problem('refused', 'Gmail answered 400: Invalid To header')],
  [false, () => new Problem('signed-out', 'the consent is gone')],
  [false, () => new Problem('unreachable', 'no connection')],
  [false, () => new Problem('throttled', 'slower', { retryAfterMs: 2_000 })],
  [true, () => new Problem('unknown-outcome', 'the answer was lost')],
  [false, () => new Problem('unknown-outcome', 'the answer was lost')],
];

it.each([1, 2, 3])(
  'sends once per channel and records every outcome despite failures (%i)',
  async (seed) => {
    const chance = seeded(seed);
    const roll = (sides: number): number => Math.floor(chance() * sides);
    const clock = fakeClock();
    const ledger = memoryLedger({ clock });
    const mailer = fakeMailer();
    const delivered: string[] = [];
    const fault = () => (roll(100) < 50 ? faults[roll(faults.length)] : undefined);
    const manychat: Manychat = {
      page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
      contact: async () => ({ name: '', lastInteraction: roll(4) === 0 ? null : clock.now() }),
      async send(id, block) {
        const met = fault();
        const order = /New order #(\d+)/.exec(JSON.stringify(block))?.[1] ?? '?';
        if (met?.[0] !== false) delivered.push(`${order} ${nameOf(id)}`);
        if (met) throw met[1]();
      },
    };
    const { send } = mailer;
    mailer.send = async (mail) => {
      const met = fault();
      mailer.answers = met ? [{ taken: met[0], error: met[1]() }] : [];
      await send(mail);
    };

    let kills = 0;
    const isDeath = (error: unknown): boolean =>
      error instanceof Error && /the process (died|is dead)/.test(error.message);
    function begin() {
      for (;;) {
        const when = roll(2) === 0 ? 'before' : 'after';
        const dying = kills < 12 ? dyingLedger(ledger, { call: 150 + roll(600), when }) : null;
        try {
          const random = () => roll(100) / 100;
          const over = dying?.ledger ?? ledger;
          return { dying, desk: startBellDesk({ ledger: over, clock, managers, manychat, mailer, random }) };
        } catch (error) {
          if (!isDeath(error)) throw error;
          kills += 1;
        }
      }
    }
    let process = begin();
    async function live(ms: number): Promise<void> {
      await clock.advance(ms);
      if (process.dying?.died() !== true) return;
      kills += 1;
      await Promise.race([process.desk.stop(), clock.advance(5_000)]);
      process = begin();
    }
    const emailFirst = { ...lastRule, ways: ['email', 'messenger'] as const };
    const ids: OrderId[] = [];
    for (let number = 1; number <= 30; number += 1) {
      while (ids.length < number) {
        try {
          if (number === 15) process.desk.book.set({ rules: [emailFirst], quiet: [] }, 'Anna');
          ids.push(process.desk.order(String(number)));
        } catch (error) {
          if (!isDeath(error)) throw error;
          await live(1_000);
        }
      }
      await live(roll(4) * 3_000);
    }
    for (let minute = 0; minute < 40; minute += 1) await live(60_000);

    for (const mail of mailer.sent) {
      const { subject, to = '' } = await read(mail);
      delivered.push(`${/#(\d+)/.exec(subject)?.[1]} ${nameOf(to)}`);
    }
    expect(delivered.filter((one, at) => delivered.indexOf(one) !== at)).toEqual([]);
    const parked = new Set(ledger.outbox.parked().map(({ key }) => key));
    const seen = new Set<string>();
    for (const id of ids) {
      for (const { name } of managers) {
        const notices = ledger.orders.get(id)?.notifications ?? [];
        const own = notices.filter(({ manager }) => manager === name);
        const at = `${id} ${name} ${JSON.stringify(own)}`;
        const open = own.filter(({ state }) => state !== 'refused');
        // sent or unknown on one channel, or refused on both
        expect(open.length, at).toBe(
          own.length === 2 && own.every(({ state }) => state === 'refused') ? 0 : 1,
        );
        for (const { channel, state } of own) {
          seen.add(`${channel} ${state}`);
          if (state === 'unknown') expect([...parked], at).toContain(`new-order:${id}:${name}:${channel}`);
        }
      }
    }
    // enough crashes happened
    expect(kills).toBeGreaterThan(5);
    expect([...seen].toSorted()).toEqual([
      'email refused',
      'email sent',
      'email unknown',
      'messenger refused',
      'messenger sent',
      'messenger unknown',
    ]);
    await process.desk.stop();
    ledger.close();
  },
  60_000,
);
