import { expect, it } from 'vitest';
import { keepSubject } from '../../../src/main/ledger/cached-subject.ts';
import { bellRules, duties, shopZone } from '../../../src/main/ledger/facts.ts';
import type { Entry } from '../../../src/shared/entry.ts';
import { entryIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { entryOf } from '../../support/orders.ts';

const clock = fakeClock();
const shift = (decision: number) => ({
  id: entryIdSchema.parse(`duty-set:test:${decision}`),
  kind: 'duty-set' as const,
  orderId: null,
  at: clock.now(),
  by: 'Anna',
  data: { manager: 'Anna', on: decision % 2 === 1, decision, via: 'app' as const },
});

it('recalculates a cached result when BigQuery completes one of its events', () => {
  const ledger = memoryLedger({ clock, deskId: 'desk-anna' });
  const data = { timeZone: 'Europe/Kyiv', decision: 1 };
  const less = entryOf({ id: 'zone-set:desk-2:1', kind: 'zone-set', orderId: null, desk: 'desk-2', data });
  ledger.entries.importRemote([less], { by: 'link' });
  const names = keepSubject(ledger.entries, shopZone, (entries) =>
    entries.map((entry) => entry.kind === 'zone-set' && entry.data.name),
  );
  expect(names()).toEqual([undefined]);
  ledger.entries.importRemote([{ ...less, data: { ...data, name: 'Kvity' } }]);
  expect(names()).toEqual(['Kvity']);
  ledger.close();
});

it('recalculates a cached result only for new events of its subject', () => {
  const ledger = memoryLedger({ clock, deskId: 'desk-anna' });
  const other = memoryLedger({ clock, deskId: 'desk-taras' });
  let worked = 0;
  const count = (entries: readonly Entry[]): number => {
    worked += 1;
    return entries.length;
  };
  const shifts = keepSubject(ledger.entries, duties, count);
  const rules = keepSubject(ledger.entries, bellRules, count);

  expect([shifts(), shifts(), rules()]).toEqual([0, 0, 0]);
  expect(worked).toBe(2);
  ledger.entries.append(shift(1));
  expect([shifts(), shifts(), rules()]).toEqual([1, 1, 0]);
  expect(worked).toBe(3);
  other.entries.append(shift(2));
  ledger.entries.importRemote(other.entries.list());
  expect([shifts(), rules()]).toEqual([2, 0]);
  expect(worked).toBe(4);
  for (const one of [ledger, other]) one.close();
});
