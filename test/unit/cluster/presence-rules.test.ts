import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkstationId } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import type { Frame, PresenceDesk } from './presence-desks.ts';
import { order, presenceDesk, receive } from './presence-desks.ts';

type Step =
  | { readonly do: 'begin' | 'end' | 'take'; readonly desk: number }
  | { readonly do: 'carry'; readonly from: number; readonly to: number; readonly nth: number }
  | { readonly do: 'lose'; readonly from: number; readonly to: number }
  | { readonly do: 'wait'; readonly ms: number };

const stepsOf = (desks: number): fc.Arbitrary<readonly Step[]> => {
  const desk = fc.nat(desks - 1);
  return fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('begin', 'end', 'take'), desk }) },
      {
        weight: 6,
        // not always the oldest: words overtake each other
        arbitrary: fc.record({ do: fc.constant('carry' as const), from: desk, to: desk, nth: fc.nat(2) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), from: desk, to: desk }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(20_000) }) },
    ) as fc.Arbitrary<Step>,
    { maxLength: 40 },
  );
};

/** Computers whose messages wait until a step delivers them. */
async function run(count: number, steps: readonly Step[]) {
  const clock = fakeClock();
  const desks = Array.from({ length: count }, (_, index) => presenceDesk(`desk-${index}`, clock));
  const wants = new Set<PresenceDesk>();
  /** The messages on their way, from each computer to each. */
  const ways = desks.map(() => desks.map((): Frame[] => []));
  const read = desks.map(() => 0);
  function collect(): void {
    for (const [from, { frames }] of desks.entries()) {
      for (const [to, way] of ways[from]?.entries() ?? []) {
        if (to !== from) way.push(...frames.slice(read[from]));
      }
      read[from] = frames.length;
    }
  }
  const carry = (from: number, to: number, nth: number): void => {
    const way = ways[from]?.[to] ?? [];
    const frames = way.splice(Math.min(nth, Math.max(0, way.length - 1)), 1);
    const [sender, reader] = [desks[from], desks[to]];
    if (sender && reader) receive(reader, sender, frames);
  };
  const edit = (desk: PresenceDesk): void => desk.presence.here('window', [{ order, doing: 'edits' }]);
  for (const step of steps) {
    if (step.do === 'wait') await clock.advance(step.ms);
    else if (step.do === 'carry') carry(step.from, step.to, step.nth);
    else if (step.do === 'lose') ways[step.from]?.[step.to]?.shift();
    else {
      const desk = desks[step.desk];
      if (!desk) continue;
      if (step.do === 'end') {
        wants.delete(desk);
        desk.presence.here('window', []);
      } else {
        wants.add(desk);
        edit(desk);
      }
      if (step.do === 'take') desk.presence.takeEdit(order);
    }
    collect();
  }
  /** Everything arrives, and the windows repeat what they show. */
  async function calm(): Promise<void> {
    for (let round = 0; round < 100; round += 1) {
      await clock.advance(1_000);
      for (const desk of wants) edit(desk);
      collect();
      for (const [from, row] of ways.entries())
        for (const [to, way] of row.entries()) while (way.length > 0) carry(from, to, 0);
    }
  }
  /** Who edits the order, as each computer shows it. */
  const editors = (): readonly (WorkstationId | null)[] =>
    desks.map((desk) => {
      const seen = desk.presence.of(order).find(({ doing }) => doing === 'edits');
      return seen?.desk ?? (wants.has(desk) ? desk.id : null);
    });
  await calm();
  return { desks, wants, edit, calm, editors };
}

describe('who edits', () => {
  it.each([2, 3])('is the same for all of %i computers, however messages came', async (count) => {
    await fc.assert(
      fc.asyncProperty(stepsOf(count), async (steps) => {
        const { wants, editors } = await run(count, steps);
        const [editor, ...more] = new Set(editors());
        expect(more).toEqual([]);
        const wanting = [...wants].map(({ id }) => id);
        if (wanting.length === 0) expect(editor).toBeNull();
        else expect(wanting).toContain(editor);
      }),
      { numRuns: 150 },
    );
  });

  it('is whoever took it over last, once all have heard of it', async () => {
    await fc.assert(
      fc.asyncProperty(stepsOf(3), fc.nat(2), async (steps, last) => {
        const { desks, wants, edit, calm, editors } = await run(3, steps);
        const taker = desks[last];
        if (!taker) return;
        wants.add(taker);
        edit(taker);
        taker.presence.takeEdit(order);
        await calm();
        expect(editors()).toEqual(desks.map(() => taker.id));
      }),
      { numRuns: 50 },
    );
  });
});
