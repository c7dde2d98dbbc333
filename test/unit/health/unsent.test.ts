import { expect, it, onTestFinished } from 'vitest';
import { buildCompleteness } from '../../../src/main/health/completeness/completeness.ts';
import { gatherFacts } from '../../../src/main/health/completeness/gather.ts';
import type { Manychat } from '../../../src/main/manychat/client.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { managersOf, startBellDesk } from '../notify/alert-rules/bell-desk.ts';
import { gathering } from './batching.ts';

const minute = 60_000;

it.each([
  ['in time', 0],
  ['five hours late', 300 * minute],
])('names why nobody was told of an order that came %s, and what to do', async (_when, lateMs) => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const shut: Manychat = {
    page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
    contact: async () => ({ name: 'Anna', lastInteraction: clock.now() - 60 * 60 * minute }),
    send: async () => {},
  };
  const desk = startBellDesk({ ledger, clock, managers: managersOf('Anna'), manychat: shut });
  onTestFinished(async () => {
    await desk.stop();
    ledger.close();
  });
  const differences = () =>
    buildCompleteness(gatherFacts(gathering(ledger, clock, { notifyOff: false }), 1)).differences;
  await clock.advance(minute);
  desk.order('1', { toldAt: clock.now() - lateMs });
  if (lateMs > 0) {
    await clock.advance(minute);
    // late orders are gathered for some minutes, which is no trouble
    expect(differences()).toMatchObject([{ stage: 'taken', why: 'untaken' }]);
  }
  await clock.advance(20 * minute);
  const [parked] = ledger.outbox.parked();
  expect(differences()).toMatchObject([
    {
      stage: 'notified',
      why: 'refused',
      reason: expect.stringMatching(/Messenger window closed/),
      next: { do: 'retry', message: parked?.id },
    },
  ]);
});
