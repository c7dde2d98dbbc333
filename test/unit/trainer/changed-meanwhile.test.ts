import { describe, expect, it } from 'vitest';
import type { OrderId } from '../../../src/shared/ids.ts';
import { fact } from '../../support/orders.ts';
import {
  changedTotal,
  changedUnread,
  deliver,
  document,
  eachWithTrainer,
  ledger,
  numberless,
  openForm,
  order,
  reachable,
  recordLater,
  saleMail,
  teach,
  trainer,
  valuesOf,
} from './trainer-desk.ts';

eachWithTrainer();

describe('a form that was opened before the order changed', () => {
  const [phone, address] = ['+380 67 555 01 43', '7 Lypska Street, Kyiv'];

  it('reverts nothing of a later mail', async () => {
    const id = await deliver('KX-2', '9.50');
    const form = await openForm('KX-2', { address });
    recordLater(id, () => ({ total: changedTotal, review: [] }));

    await trainer.heal(form);

    expect(order(id)?.content).toMatchObject({ total: changedTotal, address });
  });

  it.each(['save', 'heal'] as const)(
    'takes back by %s nothing that a colleague has corrected',
    async (command) => {
      const id = await deliver('KX-2', '9.50');
      const form = await openForm('KX-2', { ...valuesOf('KX-2', '9.50'), address });
      await trainer.heal(await openForm('KX-2', { phone, notes: 'Rings twice' }));

      // the address is nowhere in the mail, so no template can be learnt from it
      await trainer[command](command === 'heal' ? form : { ...form, values: valuesOf('KX-2', '9.50') });

      expect(order(id)).toMatchObject({
        needsReview: false,
        content: { customer: { phone }, note: 'Rings twice', total: { minor: 950 } },
      });
    },
  );

  it('is refused when both changed the same field, and reopens with it', async () => {
    const id = await deliver('KX-2', '9.50');
    const form = await openForm('KX-2', valuesOf('KX-2', '9.50'));
    recordLater(id, () => ({ total: changedTotal }));
    const before = order(id);

    await expect(trainer.heal(form)).rejects.toMatchObject({
      kind: 'refused',
      message: 'This order was changed after you opened the form',
      fix: 'Start over to see the current order',
    });

    expect(order(id)).toEqual(before);
    const reopened = await openForm('KX-2');
    expect(reopened.values.total).toBe('12.00');
    await trainer.heal(reopened);
    expect(order(id)?.content.total).toEqual(changedTotal);
  });

  it('corrects the order when another person typed the same', async () => {
    const id = await deliver('KX-2', '9.50');
    const forms = [
      await openForm('KX-2', valuesOf('KX-2', '9.50')),
      await openForm('KX-2', valuesOf('KX-2', '9.50')),
    ];
    for (const form of forms) await trainer.heal(form);
    expect(order(id)).toMatchObject({ needsReview: false, content: { total: { minor: 950 } } });
  });
});

describe('what was corrected by hand of an order that needs review still', () => {
  const phone = '+380 50 111 22 33';
  const hotline = (mail: string): string => mail.replace('Item  ', 'Phone: +380 44 555 00 00\n\nItem  ');
  const taught = { phone: '+380 67 555 01 43', address: '7 Lypska Street, Kyiv' };

  it('is the form’s start, and stays after another correction', async () => {
    const id = await deliver('KX-2', '9.50', { text: hotline(saleMail('KX-2', '9.50')) });
    // the mail hides the further charges
    const typed = { ...valuesOf('KX-2', '9.50'), total: '10.50' };
    await trainer.heal(await openForm('KX-2', { ...typed, phone }));
    expect(order(id)?.needsReview).toBe(true);

    const form = await openForm('KX-2', { otherFees: [{ label: 'Packing', amount: '1.00' }] });
    expect(form.values).toMatchObject({ phone, total: '10.50' });
    await trainer.heal(form);

    expect(order(id)).toMatchObject({ needsReview: false, content: { customer: { phone } } });
  });

  it.each([
    ['leaves it out', (mail: string) => mail, {}],
    ['reads it differently', reachable, taught],
  ])('stays when a template parses the mail fully, which %s', async (_, textOf, more) => {
    const id = await deliver('KX-2', '9.50', { text: textOf(saleMail('KX-2', '9.50')) });
    await deliver('KX-1', '8.00', { text: textOf(saleMail('KX-1', '8.00')) });
    await trainer.heal(await openForm('KX-2', { ...valuesOf('KX-2', '9.50'), total: '10.50', phone }));

    await trainer.save({
      document: document('KX-1'),
      values: { ...valuesOf('KX-1', '8.00'), ...more },
      name: 'Kioskly',
    });

    expect(order(id)).toMatchObject({
      needsReview: false,
      content: {
        total: { minor: 950 },
        customer: { phone },
        ...('address' in more && { address: more.address }),
      },
    });
  });

  it('stays when its sum matches, though the template parses otherwise', async () => {
    const id = await deliver('KX-2', '9.50');
    await deliver('KX-1', '8.00');
    recordLater(id, () => ({ review: [changedUnread] }));
    await trainer.heal(await openForm('KX-2', valuesOf('KX-2', '12.00')));
    const before = order(id);
    expect(before).toMatchObject({ needsReview: true, content: { total: changedTotal } });

    await teach('KX-1', '8.00');

    expect(order(id)).toEqual(before);
  });

  it('stays also where a manager has noted that money was given back', async () => {
    const id = await deliver('KX-2', '9.50');
    await deliver('KX-1', '8.00');
    recordLater(id, () => ({ review: [changedUnread] }));
    await trainer.heal(await openForm('KX-2', valuesOf('KX-2', '12.00')));
    giveBack(id);
    const before = order(id);

    await teach('KX-1', '8.00');

    expect(order(id)).toEqual(before);
  });

  it('stays when a template parses the mail, and keeps a refund reversible', async () => {
    const id = await deliver('KX-2', '9.50', { text: numberless('KX-2', '9.50') });
    await deliver('KX-1', '8.00', { text: numberless('KX-1', '8.00') });
    await trainer.heal(await openForm('KX-2', { phone }));
    giveBack(id);

    await teach('KX-1', '8.00');

    expect(order(id)).toMatchObject({
      needsReview: false,
      content: { number: 'KX-2', customer: { phone }, refunded: { minor: 400 } },
    });
    const data = { refundId: 'r1' };
    ledger.entries.append(fact({ id: 'back', kind: 'refund-withdrawn', orderId: id, data }));
    expect(order(id)?.content.refunded).toBeUndefined();
  });
});

/** A manager notes it. */
function giveBack(id: OrderId): void {
  const data = { refundId: 'r1', amount: { minor: 400, currency: 'USD' }, reason: 'Dented' };
  ledger.entries.append(fact({ id: 'refund', kind: 'refund-noted', orderId: id, data }));
}
