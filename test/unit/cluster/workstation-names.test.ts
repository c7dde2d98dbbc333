import { expect, it } from 'vitest';
import { keepName, namesOf } from '../../../src/main/cluster/workstation-names.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import { fakeClock } from '../../support/clock.ts';
import { fullDisk } from '../../support/full-disk.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';

it('stores who works at a computer once per person, also after a full disk', async () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock, deskId: 'desk-a' });
  let isFull = true;
  let name = 'Anna';
  const entries = {
    ...ledger.entries,
    append(draft: EntryDraft) {
      if (isFull) throw fullDisk();
      return ledger.entries.append(draft);
    },
  };
  const names = keepName({ ledger: { ...ledger, entries }, clock, log: quietLog(), name: () => name });
  names.start();
  await clock.advance(120_000);
  expect(namesOf(ledger).size).toBe(0);
  isFull = false;
  for (const next of ['Anna', 'Taras']) {
    name = next;
    await clock.advance(600_000);
    expect([...namesOf(ledger)]).toEqual([['desk-a', next]]);
  }
  expect([...ledger.entries.each()]).toHaveLength(2);
  await names.stop();
});
