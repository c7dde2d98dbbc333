import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOrderHandlers } from '../../../src/main/ipc/order-handlers.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { Entry } from '../../../src/shared/entry.ts';
import { foldOrder } from '../../../src/shared/fold.ts';
import type { EntryId } from '../../../src/shared/ids.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { makeDesks } from '../../support/desks.ts';
import { entryOf, incomingOrder, received } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

const id = orderIdSchema.parse('shopify:1001');
const managers = ['Iryna', 'Oksana', 'Taras'];
const anyComputer = fc.nat(managers.length - 1);
const anyStep = fc.oneof(
  { weight: 2, arbitrary: fc.record({ takes: anyComputer }) },
  { weight: 1, arbitrary: fc.record({ source: anyComputer, target: anyComputer }) },
);
const tenMinutes = 600_000;

type Manager = {
  readonly ledger: Ledger;
  readonly clock: FakeClock;
  readonly take: () => void;
  /** The takings that this computer has imported. */
  readonly takings: () => readonly EntryId[];
};

function managersAt(skews: readonly number[]): readonly Manager[] {
  return makeDesks(skews).map(({ ledger, clock }, index) => {
    const recorder = { release: () => {} };
    const handlers = createOrderHandlers({
      ledger,
      clock,
      recorder,
      manager: () => managers[index] ?? '',
    });
    ledger.entries.append(received(incomingOrder()));
    return {
      ledger,
      clock,
      take: () => void handlers['orders.take']({ id }),
      takings: () => takingsIn(ledger).map((entry) => entry.id),
    };
  });
}

const takingsIn = (ledger: Ledger) => ledger.entries.ofOrder(id).filter((entry) => entry.kind === 'taken');

/** Copies all events of one computer to another. */
const copyEvents = (from: Manager, to: Manager) =>
  to.ledger.entries.importRemote([...from.ledger.entries.each()]);

const who = (entries: readonly Entry[]) => {
  const { takenBy, alsoTook, status } = foldOrder(id, entries) ?? {};
  return { takenBy, alsoTook, status };
};

describe('an order that several take at the same time', () => {
  it('belongs to one manager on every computer, whatever their clocks show', {
    timeout: 120_000,
  }, async () => {
    let contested = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -tenMinutes, max: tenMinutes }), { minLength: 3, maxLength: 3 }),
        fc.array(anyStep, { minLength: 3, maxLength: 14, size: 'max' }),
        fc.infiniteStream(fc.nat(2e9)),
        async (skews, steps, dice) => {
          const computers = managersAt(skews);
          /** For each taking, those that its computer had imported before. */
          const over = new Map<EntryId, readonly EntryId[]>();
          for (const step of steps) {
            if ('takes' in step) {
              const computer = computers[step.takes];
              if (!computer) continue;
              await computer.clock.advance(1000);
              const before = computer.takings();
              computer.take();
              for (const taking of computer.takings()) if (!before.includes(taking)) over.set(taking, before);
            } else {
              const [from, to] = [computers[step.source], computers[step.target]];
              if (from && to && from !== to) copyEvents(from, to);
            }
          }
          for (let turn = 0; turn < 2; turn += 1) {
            for (const from of computers) for (const to of computers) if (from !== to) copyEvents(from, to);
          }
          const seen = new Set([...over.values()].flat());
          const all = computers.slice(0, 1).flatMap(({ ledger }) => takingsIn(ledger));
          const left = all.filter((taking) => !seen.has(taking.id)).map(({ data }) => data.manager);
          for (const { ledger } of computers) {
            const order = ledger.orders.get(id);
            if (all.length === 0) {
              expect(order?.status).toBe('new');
              continue;
            }
            expect(left).toContain(order?.takenBy);
            const others = new Set(left.filter((manager) => manager !== order?.takenBy));
            expect(order?.alsoTook ?? []).toEqual([...others].sort());
            expect(order).toEqual(computers[0]?.ledger.orders.get(id));
            const [row] = ledger.orders.rows(
              { view: 'all', text: '', offset: 0, limit: 1 },
              shopTimeAt(),
            ).rows;
            expect(row).toMatchObject({ takenBy: order?.takenBy, alsoTook: order?.alsoTook ?? [] });
            expect(ledger.verify()).toEqual([]);
          }
          const entries = computers[0]?.ledger.entries.ofOrder(id) ?? [];
          const otherClocks = entries.map(
            (entry): Entry => ({
              ...entry,
              at: dice.next().value ?? 0,
              recordedAt: dice.next().value ?? 0,
            }),
          );
          expect(who(otherClocks)).toEqual(who(entries));
          if (new Set(left).size > 1) contested += 1;
          for (const { ledger } of computers) ledger.close();
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
    expect(contested).toBeGreaterThan(10);
  });

  it('reports no conflict after a takeover by a manager who saw both', () => {
    const [iryna, oksana, taras] = managersAt([0, 0, 0]);
    if (!iryna || !oksana || !taras) throw new Error('three were asked for');
    iryna.take();
    oksana.take();
    for (const other of [iryna, taras]) copyEvents(oksana, other);
    for (const other of [oksana, taras]) copyEvents(iryna, other);
    const before = taras.ledger.orders.get(id);
    expect(new Set([before?.takenBy, ...(before?.alsoTook ?? [])])).toEqual(new Set(['Iryna', 'Oksana']));
    taras.take();
    expect(taras.ledger.orders.get(id)).toMatchObject({ takenBy: 'Taras' });
    expect(taras.ledger.orders.get(id)).not.toHaveProperty('alsoTook');
  });

  it('reports the conflict to the manager with the older information', () => {
    const [iryna, oksana, taras] = managersAt([0, 0, 0]);
    if (!iryna || !oksana || !taras) throw new Error('three were asked for');
    iryna.take();
    copyEvents(iryna, oksana);
    oksana.take(); // over Iryna's: a greater number than Taras can know
    taras.take();
    copyEvents(oksana, taras);
    expect(taras.ledger.orders.get(id)).toMatchObject({ takenBy: 'Oksana', alsoTook: ['Taras'] });
  });
});

it('orders takings of an earlier version by their sequence', () => {
  const came = entryOf({ id: 'received', kind: 'order-received', data: { order: incomingOrder() } });
  const taken = (eventId: string, manager: string, decision: number) =>
    entryOf({ id: eventId, kind: 'taken', data: { manager, decision } });
  expect(who([came, taken('a', 'Iryna', 1), taken('b', 'Oksana', 2)])).toMatchObject({ takenBy: 'Oksana' });
  expect(foldOrder(id, [came, taken('a', 'Iryna', 1), taken('b', 'Oksana', 2)])).not.toHaveProperty(
    'alsoTook',
  );
  expect(who([came, taken('a', 'Iryna', 1), taken('b', 'Oksana', 1)])).toMatchObject({
    takenBy: 'Oksana',
    alsoTook: ['Iryna'],
  });
});
