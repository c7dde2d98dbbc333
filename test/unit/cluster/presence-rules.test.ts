import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../support/clock.ts';
import type { Frame, PresenceDesk } from './presence-desks.ts';
import { editorAt, order, presenceDesk, receive } from './presence-desks.ts';

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

/** Desks whose words wait on the way until a step carries them on. */
async function run(count: number, steps: readonly Step[]) {
  const clock = fakeClock();
  const desks = Array.from({ length: count }, (_, index) => presenceDesk(`desk-${index}`, clock));
  const wants = new Set<PresenceDesk>();
  const ways = new Map<string, Frame[]>();
  const way = (from: number, to: number): Frame[] => {
    const known = ways.get(`${from}-${to}`) ?? [];
    ways.set(`${from}-${to}`, known);
    return known;
  };
  const read = desks.map(() => 0);
  function collect(): void {
    for (const [from, { frames }] of desks.entries()) {
      for (const to of desks.keys()) if (to !== from) way(from, to).push(...frames.slice(read[from]));
      read[from] = frames.length;
    }
  }
  const carry = (from: number, to: number, nth: number): void => {
    const frames = way(from, to).splice(Math.min(nth, Math.max(0, way(from, to).length - 1)), 1);
    const [sender, reader] = [desks[from], desks[to]];
    if (sender && reader) receive(reader, sender, frames);
  };
  for (const step of steps) {
    if (step.do === 'wait') await clock.advance(step.ms);
    else if (step.do === 'carry') carry(step.from, step.to, step.nth);
    else if (step.do === 'lose') way(step.from, step.to).shift();
    else {
      const desk = desks[step.desk];
      if (!desk) continue;
      if (step.do === 'end') wants.delete(desk);
      else wants.add(desk);
      desk.presence.here('window', step.do === 'end' ? [] : [{ order, doing: 'edits' }]);
      if (step.do === 'take') desk.presence.takeEdit(order);
    }
    collect();
  }
  /** Everything arrives, and what stands is said again as time goes on. */
  async function calm(): Promise<void> {
    for (let round = 0; round < 100; round += 1) {
      await clock.advance(1_000);
      for (const desk of wants) desk.presence.here('window', [{ order, doing: 'edits' }]);
      collect();
      for (const from of desks.keys())
        for (const to of desks.keys()) while (way(from, to).length > 0) carry(from, to, 0);
    }
  }
  await calm();
  return { desks, wants, clock, calm };
}

describe('who edits', () => {
  it.each([2, 3])(
    'is the same for all of %i desks, whatever came in which order, late, or never',
    async (count) => {
      await fc.assert(
        fc.asyncProperty(stepsOf(count), async (steps) => {
          const { desks, wants } = await run(count, steps);
          const said = desks.map((desk) => editorAt(desk, wants.has(desk)));
          expect(new Set(said).size).toBe(1);
          const wanting = [...wants].map(({ id }) => id);
          if (wanting.length === 0) expect(said[0]).toBeNull();
          else expect(wanting).toContain(said[0]);
        }),
        { numRuns: 150 },
      );
    },
  );

  it('is whoever took it over last, once all have heard of it', async () => {
    await fc.assert(
      fc.asyncProperty(stepsOf(3), fc.nat(2), async (steps, last) => {
        const { desks, wants, calm } = await run(3, steps);
        const taker = desks[last];
        if (!taker) return;
        wants.add(taker);
        taker.presence.here('window', [{ order, doing: 'edits' }]);
        taker.presence.takeEdit(order);
        await calm();
        expect(desks.map((desk) => editorAt(desk, wants.has(desk)))).toEqual(desks.map(() => taker.id));
      }),
      { numRuns: 50 },
    );
  });
});
