import { describe, expect, it } from 'vitest';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { dyingLedger } from '../../support/crash.ts';
import { byForm } from '../../support/form.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import {
  beginAnew,
  clock,
  eachWithItsDesk,
  fake,
  ids,
  ledger,
  record,
  run,
  stateOf,
  stopAll,
  until,
  waiting,
} from '../../unit/warehouse/loading-desk.ts';

eachWithItsDesk();

describe('a warehouse that stops during a check', () => {
  it('answers the check after the ledger closed, without a status event', async () => {
    const over = memoryLedger({ clock });
    const statusEvents: string[] = [];
    const warehouse = createWarehouse({
      config: fake.config,
      ledger: over,
      clock,
      log: quietLog(),
      onStatus: () => statusEvents.push(over.deskId),
    });
    fake.faults.refuse.push({ on: 'GET', with: { code: 403, reason: 'accessDenied', message: 'not you' } });
    const checked = warehouse.check();
    await warehouse.stop();
    over.close();
    expect(await checked).toMatchObject({ state: 'failing', account: 'shop.crm', problem: 'not you' });
    expect(statusEvents).toEqual([]);
  });
});

describe('a warehouse whose process dies', () => {
  it('writes every event exactly once, whichever call was last', async () => {
    for (let call = 1; ; call += byForm({ short: 7, full: 2, long: 1 })) {
      let reached = false;
      for (const when of ['before', 'after'] as const) {
        await beginAnew();
        const dying = dyingLedger(ledger, { call, when });
        record(1, 3);
        try {
          run(fake.config, dying.ledger);
        } catch (error) {
          expect(error).toMatchObject({ message: expect.stringMatching(/^the process/) });
        }
        await until(() => expect(dying.died() || waiting() === 0).toBe(true));
        reached ||= dying.died();
        await Promise.race([stopAll(), clock.advance(5_000)]);

        run();
        await until(() => expect(waiting()).toBe(0), 5_000);
        await stopAll();
        expect([...fake.ids()].sort(), `${when} call ${call}`).toEqual(ids(1, 3));
        expect(stateOf(2)).toBe('committed');
      }
      if (!reached) break;
    }
  }, 240_000);
});
