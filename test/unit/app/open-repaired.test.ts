import { expect, it } from 'vitest';
import { createOpenRepaired } from '../../../src/main/open-repaired.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';

const minute = 60_000;
const hour = 60 * minute;

function shop() {
  const clock = fakeClock();
  const actions: string[] = [];
  const parts = { isOpen: true };
  const damage = createOpenRepaired({
    clock,
    log: quietLog(),
    isOpen: () => parts.isOpen,
    reopen() {
      damage.closed();
      actions.push('reopened');
    },
    onAgain: () => actions.push('reported'),
  });
  return { clock, damage, parts, actions: () => actions.splice(0) };
}

it('reopens a damaged shop at once, and once for repeated damage', async () => {
  const { clock, damage, actions } = shop();
  damage.met();
  expect(actions()).toEqual(['reopened']);
  await clock.advance(25 * hour);
  damage.met();
  expect(actions()).toEqual(['reopened']);
});

it('reports a failed repair once, and retries with a growing backoff', async () => {
  const { clock, damage, actions } = shop();
  damage.met();
  actions();
  damage.met();
  damage.met();
  expect({ actions: actions(), isMet: damage.isMet() }).toEqual({ actions: ['reported'], isMet: true });
  await clock.advance(10 * minute);
  expect(actions()).toEqual(['reopened']);
  const waits = [20, 40, 80, 160, 320, 360, 360].map((minutes) => minutes * minute);
  for (const ms of waits) {
    damage.met();
    await clock.advance(ms - 1);
    expect(actions()).toEqual([]);
    await clock.advance(1);
    expect(actions()).toEqual(['reopened']);
  }
});

it('reopens no shop that was closed or reopened in the meantime', async () => {
  const { clock, damage, parts, actions } = shop();
  damage.met();
  damage.met();
  actions();
  damage.closed();
  parts.isOpen = false;
  damage.met();
  await clock.advance(hour);
  expect({ actions: actions(), isMet: damage.isMet() }).toEqual({ actions: [], isMet: false });
});
