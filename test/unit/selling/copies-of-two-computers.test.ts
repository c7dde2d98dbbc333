import { describe, expect, it } from 'vitest';
import { elsewhereMs } from '../../../src/main/selling/copies.ts';
import { entryIdSchema } from '../../../src/shared/ids.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';
import type { CopyComputer } from './copy-computer.ts';
import { copyComputer, formOf } from './copy-computer.ts';

const copyEvents = ({ ledger: { entries, deskId } }: CopyComputer, { ledger }: CopyComputer): void => {
  ledger.entries.importRemote(entries.ofNumbers(deskId, 1, 100));
};

async function annaAndTaras() {
  const anna = await copyComputer(undefined, { deskId: 'desk-anna' });
  const taras = await copyComputer(undefined, { deskId: 'desk-taras', shop: anna.place });
  const made = () => anna.shopify.store.orders.size;
  return { anna, taras, made, clock: anna.clock };
}

describe.skipIf(schemaMissing)(`a manual order that two computers make in Shopify${schemaNote}`, () => {
  it('is one order when the second makes it during the first’s absence', async () => {
    const { anna, taras, made, clock } = await annaAndTaras();
    const id = anna.manual.create(formOf(), 'Anna');
    await anna.stop();
    copyEvents(anna, taras);
    await clock.advance(elsewhereMs);
    taras.copies.ask(id, 'Taras');
    await taras.settle();
    expect(made()).toBe(1);
    anna.startAgain();
    await anna.settle();
    expect(made()).toBe(1);
    expect(anna.ledger.orders.get(id)?.copy?.id).toBe(taras.ledger.orders.get(id)?.copy?.id);
    await Promise.all([anna.stop(), taras.stop()]);
  });

  it('is one order when the second knows only the first’s intent', async () => {
    const { anna, taras, made, clock } = await annaAndTaras();
    const id = anna.manual.create(formOf(), 'Anna');
    copyEvents(anna, taras);
    await anna.settle();
    await clock.advance(elsewhereMs);
    taras.copies.ask(id, 'Taras');
    await taras.settle();
    expect(made()).toBe(1);
    expect(taras.ledger.orders.detail(id)?.copy).toMatchObject({ state: 'made' });
    await Promise.all([anna.stop(), taras.stop()]);
  });

  it('is one order when both begin within a moment', async () => {
    const { anna, taras, made, clock } = await annaAndTaras();
    const id = anna.manual.create(formOf(), 'Anna');
    await anna.stop();
    copyEvents(anna, taras);
    await clock.advance(elsewhereMs);
    taras.copies.ask(id, 'Taras');
    copyEvents(taras, anna);
    anna.startAgain();
    await anna.pass(0);
    expect(anna.ledger.orders.detail(id)?.copy).toMatchObject({
      state: 'waiting',
      reason: expect.stringContaining('Another computer also tried'),
    });
    await taras.settle();
    await anna.settle();
    expect(made()).toBe(1);
    await Promise.all([anna.stop(), taras.stop()]);
  });

  it('shows the second who asked for it, and waits for the first', async () => {
    const { anna, taras, clock } = await annaAndTaras();
    const id = anna.manual.create(formOf(), 'Anna');
    await anna.stop();
    copyEvents(anna, taras);
    const asked = { by: 'Anna', at: clock.now() };
    expect(taras.ledger.orders.detail(id)?.copy).toMatchObject({ state: 'elsewhere', asked });
    expect(() => taras.copies.ask(id, 'Taras')).toThrow('Anna has just started it on another computer');
    await clock.advance(elsewhereMs);
    taras.copies.ask(id, 'Taras');
    expect(taras.ledger.orders.detail(id)?.copy).toMatchObject({ state: 'waiting' });
    await taras.stop();
  });

  it('is not made at the second after a cancellation, even if reopened', async () => {
    const { anna, taras } = await annaAndTaras();
    const id = anna.manual.create(formOf(), 'Anna');
    for (const [decision, status] of [
      [1, 'cancelled'],
      [2, 'new'],
    ] as const) {
      anna.ledger.entries.append({
        id: entryIdSchema.parse(`deed:${decision}`),
        orderId: id,
        at: anna.clock.now(),
        by: 'Anna',
        kind: 'status-set',
        data: { status, decision },
      });
    }
    copyEvents(anna, taras);
    expect(taras.ledger.orders.get(id)).toMatchObject({ status: 'new', copy: {} });
    expect(taras.ledger.orders.detail(id)?.copy).toBeNull();
    await Promise.all([anna.stop(), taras.stop()]);
  });
});
