import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/main/ports.ts';
import { prove } from '../proof/prove.ts';
import { dyingLedger } from '../support/crash.ts';
import {
  beginAnew,
  clock,
  eachWithManychat,
  fake,
  ledger,
  messages,
  notices,
  record,
  run,
  running,
  until,
} from './notice-desk.ts';

eachWithManychat();

/** A process that may die as early as at its start. */
function runUntilItDies(over: Ledger): void {
  try {
    run(over);
  } catch (error) {
    expect(error).toMatchObject({ message: 'the process died' });
  }
}

describe('a notice whose process dies', () => {
  it('is sent at most once and never forgotten, whichever call was the last', async () => {
    const outcomes = new Map<string, number>();
    let points = 0;
    let twice = 0;
    for (let call = 1; ; call += 1) {
      let reached = false;
      for (const when of ['before', 'after'] as const) {
        ledger.close();
        beginAnew();
        const before = fake.delivered.length;
        fake.lastInteraction = new Date(clock.now()).toISOString();
        record();
        const dying = dyingLedger(ledger, { call, when });
        runUntilItDies(dying.ledger);
        await until(() => expect(dying.died() || messages()[0]?.state === 'done').toBe(true));
        const dead = dying.died();
        await Promise.all(
          running.splice(0).map((relay) => Promise.race([relay.stop(), clock.advance(5_000)])),
        );

        run();
        await until(() => expect(['done', 'parked']).toContain(messages()[0]?.state));
        await Promise.all(running.splice(0).map((relay) => relay.stop()));
        const [notice] = notices();
        const delivered = fake.delivered.length - before;
        if (delivered > 1) twice += 1;
        expect(delivered, `${when} call ${call}`).toBeLessThanOrEqual(1);
        expect(notice?.state, `${when} call ${call}`).toBe(
          messages()[0]?.state === 'done' ? 'sent' : 'unknown',
        );
        if (notice?.state === 'sent') expect(delivered).toBe(1);
        const outcome = `${delivered} delivered, ${notice?.state}`;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        reached ||= dead;
        points += 1;
      }
      if (!reached || call > 60) break;
    }
    prove(17, 'deaths', points);
    prove(17, 'told twice', twice);
    // each way it can end was met: before the mark, between mark and message, between message and record
    expect([...outcomes.keys()].sort()).toEqual([
      '0 delivered, unknown',
      '1 delivered, sent',
      '1 delivered, unknown',
    ]);
  }, 60_000);

  it('would be seen to be sent twice, did the process after it not know that one had begun', async () => {
    record();
    run();
    await until(() => expect(messages()[0]?.state).toBe('done'));
    await Promise.all(running.splice(0).map((relay) => relay.stop()));
    ledger.close();
    beginAnew();
    record();
    run();
    await until(() => expect(messages()[0]?.state).toBe('done'));
    expect(fake.delivered).toHaveLength(2);
  });
});
