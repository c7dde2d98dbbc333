import { describe, expect, it } from 'vitest';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import {
  deliver,
  document,
  eachWithTrainer,
  ledger,
  numberless,
  order,
  reachable,
  trainer,
  valuesOf,
} from './trainer-desk.ts';

eachWithTrainer();

const phone = '+380 67 555 01 43';
const clock = fakeClock();

/** A colleague writes down from a chat the order of a mail that failed to parse. */
function fromChat(): OrderId {
  const items = [{ title: 'Tin mug', quantity: 1, options: [] }];
  const content = { number: 'M-1', items, total: undefined, address: undefined, customer: { phone } };
  ledger.entries.append(
    received(incomingOrder({ source: 'manual', sourceId: 'a', ...content }), clock.now()),
  );
  return orderIdOf('manual', 'a');
}
const unreadable = (number: string, total: string): Promise<OrderId> =>
  deliver(number, total, { text: reachable(numberless(number, total)) });
const withPhone = (number: string, total: string) => ({ ...valuesOf(number, total), phone });
const guessesOf = (id: OrderId) =>
  ledger.entries
    .ofOrder(id)
    .flatMap((entry) => (entry.kind === 'same-guessed' ? [[entry.data.other, entry.data.because]] : []));

describe('an order that could not be read when it came', () => {
  it('may be a duplicate once a person points out its customer', async () => {
    const chat = fromChat();
    const mail = await unreadable('KX-1', '8.00');
    expect([guessesOf(chat), guessesOf(mail)]).toEqual([[], []]);

    await trainer.heal({ document: document('KX-1'), values: withPhone('KX-1', '8.00') });

    expect(order(mail)?.content.customer.phone).toBe(phone);
    expect([guessesOf(chat), guessesOf(mail)]).toEqual([
      [[mail, ['phone', 'items']]],
      [[chat, ['phone', 'items']]],
    ]);
  });

  it('may be a duplicate once another mail’s template reads its customer', async () => {
    const chat = fromChat();
    const mail = await unreadable('KX-2', '9.50');
    const taught = await unreadable('KX-1', '8.00');

    const saved = await trainer.save({
      document: document('KX-1'),
      values: withPhone('KX-1', '8.00'),
      name: 'Kioskly',
    });

    expect(saved.healed).toEqual([taught, mail]);
    expect(guessesOf(mail)).toEqual([[chat, ['phone', 'items']]]);
    expect(guessesOf(chat)).toContainEqual([mail, ['phone', 'items']]);
  });

  it('is not doubted after hand-over by a person’s correction', async () => {
    const chat = fromChat();
    const mail = await unreadable('KX-1', '8.00');
    const data = { status: 'handed-over', decision: 1 };
    ledger.entries.append(fact({ id: 's1', kind: 'status-set', orderId: mail, at: clock.now(), data }));

    await trainer.heal({ document: document('KX-1'), values: withPhone('KX-1', '8.00') });

    expect([guessesOf(chat), guessesOf(mail)]).toEqual([[], []]);
  });
});
