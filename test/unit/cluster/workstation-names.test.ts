import { expect, it, onTestFinished } from 'vitest';
import { namesOf } from '../../../src/main/cluster/workstation-names.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import { fakeClock } from '../../support/clock.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { fullDisk } from '../../support/full-disk.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { listeningDesk } from './dataset-desk.ts';

it('tells the other computers who works at this one, once each time somebody else does', async () => {
  const clock = fakeClock();
  const fake = await startFakeBigQuery(clock);
  const ledger = memoryLedger({ clock, deskId: 'desk-a' });
  let name = 'Anna';
  const desk = listeningDesk(ledger, clock, fake.config, { name: () => name });
  onTestFinished(async () => {
    await desk.stop();
    await fake.close();
    ledger.close();
  });
  desk.start();
  const said = () => [...ledger.entries.each()].filter(({ kind }) => kind === 'desk-named').length;
  expect([said(), desk.view().computers[0]?.name]).toEqual([1, 'Anna']);
  name = 'Taras';
  await clock.advance(60_000);
  expect([said(), desk.view().computers[0]?.name]).toEqual([2, 'Taras']);
  await clock.advance(600_000);
  expect(said()).toBe(2);
});

it('tells the other computers who works at this one once the disk takes it, and its work begins before', async () => {
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
