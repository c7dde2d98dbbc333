import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryKinds } from '../../../src/shared/entry.ts';
import { anyFact, namesInFacts } from '../../support/any-fact.ts';
import { append, makeDesks, projectionOf, writtenBy } from '../../support/desks.ts';
import { byForm } from '../../support/form.ts';
import { memoryLedger } from '../../support/ledger.ts';

const tenMinutes = 600_000;
const deskCount = 5;
const anyDesk = fc.integer({ min: 0, max: deskCount - 1 });

/** A desk writes something down, or another hears of a part of what it wrote, in whatever order. */
const anyStep = fc.oneof(
  fc.record({
    desk: anyDesk,
    facts: fc.array(anyFact, { minLength: 1, maxLength: 3 }),
    later: fc.nat(60_000),
  }),
  fc.record({
    from: anyDesk,
    to: anyDesk,
    picks: fc.array(fc.nat(20), { maxLength: 8 }),
    by: fc.constantFrom('link' as const, 'dataset' as const),
  }),
);

describe('desks', () => {
  it('agree on everything once they have heard of everything, in whatever order and pieces it came', {
    timeout: 120_000,
  }, async () => {
    const kinds = new Set<string>();
    let twins = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -tenMinutes, max: tenMinutes }), {
          minLength: deskCount,
          maxLength: deskCount,
        }),
        fc.array(anyStep, { minLength: 20, maxLength: 60, size: 'max' }),
        fc.infiniteStream(fc.nat(1_000_000)),
        async (skews, steps, dice) => {
          const desks = makeDesks(skews);
          for (const step of steps) {
            if ('facts' in step) {
              const desk = desks[step.desk];
              if (!desk) continue;
              await desk.clock.advance(step.later);
              append(desk, step.facts);
            } else {
              const [from, to] = [desks[step.from], desks[step.to]];
              if (!from || !to) continue;
              const written = writtenBy(from);
              to.ledger.entries.importRemote(
                step.picks.flatMap((pick) => written[pick] ?? []),
                { by: step.by },
              );
            }
          }
          const all = desks.flatMap(writtenBy);
          for (const { kind } of all) kinds.add(kind);
          twins += all.length - new Set(all.map(({ id }) => id)).size;
          const fresh = memoryLedger({ deskId: 'desk-new' });
          fresh.entries.importRemote(all, { quiet: true });
          const wanted = projectionOf(fresh, namesInFacts);
          expect(fresh.verify()).toEqual([]);
          for (const { ledger } of desks) {
            const rest = all
              .map((entry) => ({ entry, place: dice.next().value ?? 0 }))
              .sort((a, b) => a.place - b.place)
              .map(({ entry }) => entry);
            while (rest.length > 0) {
              const piece = rest.splice(0, 1 + ((dice.next().value ?? 0) % 9));
              ledger.entries.importRemote(piece);
              ledger.entries.importRemote(piece);
            }
            expect(projectionOf(ledger, namesInFacts)).toEqual(wanted);
            expect(ledger.verify()).toEqual([]);
            expect(ledger.linked.count()).toBe(0);
            ledger.close();
          }
          fresh.close();
        },
      ),
      { numRuns: byForm({ short: 16, full: 25, long: 100 }), endOnFailure: true },
    );
    expect([...kinds].sort()).toEqual([...entryKinds].sort());
    // enough to tell that the dice make them at all: how many is chance
    expect(twins).toBeGreaterThan(10);
  });
});
