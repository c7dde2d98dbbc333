import { expect, it } from 'vitest';
import { shiftOf } from '../../../../src/main/notify/log/shift.ts';
import type { Duty } from '../../../../src/shared/alert-rules/team.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { incomingOrder, received } from '../../../support/orders.ts';

const hour = 3_600_000;

it('tells of a shift that nobody has ended for a week what its last 24 hours came to', () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const began = clock.now();
  const comes = (sourceId: string) => ledger.entries.append(received(incomingOrder({ sourceId })));
  comes('1');
  clock.sleep(6 * 24 * hour);
  comes('2');
  clock.sleep(24 * hour);
  comes('3');
  const sum = (since: number) => {
    const duty: Duty = { on: true, since, via: 'app', decision: 1 };
    return shiftOf(
      {
        ledger,
        clock,
        book: { duties: () => new Map([['Anna', duty]]) },
        language: () => 'en',
        timeZone: () => 'Europe/Kyiv',
        sourceName: String,
      },
      'Anna',
    );
  };
  expect(sum(began)).toMatchObject({
    since: 'last-day',
    digest: { from: clock.now() - 24 * hour, orders: 2 },
    text: expect.stringMatching(/^Shift of Anna .* 2 orders\n/),
  });
  const from = clock.now() - hour;
  expect(sum(from)).toMatchObject({ since: 'shift', digest: { from, orders: 1 } });
  ledger.close();
});
