import { expect, it, onTestFinished } from 'vitest';
import { keepName, namesOf } from '../../../src/main/cluster/workstation-names.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import { fakeClock } from '../../support/clock.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { fullDisk } from '../../support/full-disk.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { listeningDesk } from './dataset-desk.ts';

it('stores who works at a computer once per person', () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock, deskId: 'desk-a' });
  for (const name of ['Anna', 'Anna', 'Taras', 'Taras']) {
    keepName(ledger, clock, name);
    expect([...namesOf(ledger)]).toEqual([['desk-a', name]]);
  }
  expect([...ledger.entries.each()]).toHaveLength(2);
});

it('starts with a full disk, and stores the name once there is room', async () => {
  const clock = fakeClock();
  const fake = await startFakeBigQuery(clock);
  const ledger = memoryLedger({ clock, deskId: 'desk-a' });
  let isFull = true;
  const entries = {
    ...ledger.entries,
    append(draft: EntryDraft) {
      if (isFull) throw fullDisk();
      return ledger.entries.append(draft);
    },
  };
  const desk = listeningDesk({ ...ledger, entries }, clock, fake.config, { name: () => 'Anna' });
  onTestFinished(async () => {
    await desk.stop();
    await fake.close();
    ledger.close();
  });
  desk.start();
  await clock.advance(120_000);
  expect(namesOf(ledger).size).toBe(0);
  isFull = false;
  await clock.advance(60_000);
  expect([...namesOf(ledger)]).toEqual([['desk-a', 'Anna']]);
});
