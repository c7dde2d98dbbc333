import { expect, it } from 'vitest';
import { createAlertSounds } from '../../../../src/main/notify/alerts/alert-sounds.ts';
import { alertIdSchema } from '../../../../src/shared/alert-rules/alert.ts';
import type { AppEvent } from '../../../../src/shared/contract.ts';
import { entryIdSchema } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';

it('an alert rings where the computer can not show a notice of it, and nothing stops', async () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const heard: AppEvent[] = [];
  const thrown: unknown[] = [];
  const catching = (error: unknown): void => void thrown.push(error);
  process.on('uncaughtException', catching);
  const loop = createAlertSounds({
    ledger,
    clock,
    log: quietLog(),
    manager: () => 'Anna',
    mayRing: () => true,
    emit: (event) => heard.push(event),
    toast: () => {
      throw new Error('no notices here');
    },
  });
  loop.start();
  ledger.entries.append({
    id: entryIdSchema.parse('alert:a:1'),
    orderId: null,
    at: clock.now(),
    by: 'orderbell',
    kind: 'alert-raised',
    data: {
      alert: alertIdSchema.parse('a'),
      occasion: 'silence',
      step: 1,
      to: ['Anna'],
      sound: 'knock',
      text: 'Wolt is silent',
    },
  });
  await new Promise(setImmediate);
  process.off('uncaughtException', catching);
  expect([heard, thrown]).toEqual([[{ kind: 'alert-once', sound: 'knock' }], []]);
  await loop.stop();
  ledger.close();
});
