import { describe, expect, it } from 'vitest';
import { incomingOrder, received } from '../../support/orders.ts';
import { plainMail } from '../intake/gmail/order-mails.ts';
import {
  book,
  changedTotal,
  changedUnread,
  deliver,
  document,
  eachWithTrainer,
  ledger,
  newest,
  numberless,
  order,
  reachable,
  recordBefore,
  recordLater,
  repeat,
  saleMail,
  sender,
  teach,
  trainer,
  valuesOf,
} from './trainer-desk.ts';

eachWithTrainer();

describe('teaching from one of several mails, or for a known order', () => {
  it('brings no order back by a mail that says it was cancelled', async () => {
    const text = saleMail('KX-9', '9.50').replace('New order KX-9', 'Order KX-9 was cancelled');
    const cancelled = await deliver('KX-9', '9.50', { text });
    const one = await deliver('KX-1', '8.00');
    const before = order(cancelled);
    expect(before).toMatchObject({ status: 'cancelled', needsReview: true });

    const saved = await trainer.save({
      document: document('KX-1'),
      values: valuesOf('KX-1', '8.00'),
      name: 'Kioskly',
    });

    expect(saved.healed).toEqual([one]);
    expect(order(cancelled)).toEqual(before);
  });

  it('keeps other mails’ content when the template corrects an order', async () => {
    const id = await deliver('KX-2', '9.50');
    const cancelledAt = '2025-03-04T10:00:00.000Z';
    const announced = [changedUnread, { code: 'cancelled-unknown', detail: 'KX-2 was cancelled' }] as const;
    recordLater(id, ({ review = [] }) => ({ cancelledAt, review: [...review, ...announced] }));
    await deliver('KX-1', '8.00');

    await teach('KX-1', '8.00');

    expect(order(id)).toMatchObject({
      status: 'cancelled',
      content: { total: { minor: 950 }, cancelledAt, review: announced },
    });
  });

  it('keeps phone and address when the second mail leaves them out', async () => {
    const id = await deliver('KX-2', '9.50', { text: reachable(saleMail('KX-2', '9.50')) });
    await deliver('KX-1', '8.00', { text: reachable(saleMail('KX-1', '8.00')) });
    repeat(id, saleMail('KX-2', '12.00'));
    const [phone, address] = ['+380 67 555 01 43', '7 Lypska Street, Kyiv'];

    await trainer.save({
      document: document('KX-1'),
      values: { ...valuesOf('KX-1', '8.00'), phone, address },
      name: 'Kioskly',
    });

    expect(order(id)).toMatchObject({
      needsReview: false,
      content: { total: changedTotal, customer: { phone }, address },
    });
  });

  it('keeps the first mail’s customer when taught from the second', async () => {
    const [phone, address] = ['+380 67 555 01 43', '7 Lypska Street, Kyiv'];
    const text = reachable(saleMail('KX-2', '9.50'));
    const known = text.replace('Ringring', 'Phone').replace('Whereabouts', 'Delivery address');
    const id = await deliver('KX-2', '9.50', { text: known });
    expect(order(id)).toMatchObject({ needsReview: true, content: { customer: { phone }, address } });
    const second = repeat(id, saleMail('KX-2', '12.00'));

    await trainer.save({ document: second, values: valuesOf('KX-2', '12.00'), name: 'Kioskly' });

    expect(order(id)).toMatchObject({
      needsReview: false,
      content: { total: changedTotal, customer: { phone }, address },
    });
    // now that it shows them, it is a person's word that they are not so
    const begun = { entry: newest(id), own: ['phone', 'address'] as const };
    await trainer.heal({ document: second, values: valuesOf('KX-2', '12.00'), begun });
    expect(order(id)?.content).toMatchObject({ customer: {}, total: changedTotal });
    expect(order(id)?.content.address).toBeUndefined();
  });

  it.each(['save', 'heal'] as const)(
    'drops by %s a value that a person removed from the form',
    async (command) => {
      const hotline = 'Phone: +380 44 555 00 00\n\nItem  ';
      const address = '7 Lypska Street, Kyiv';
      const mailText = saleMail('KX-2', '9.50').replace('Item  ', `Delivery address: ${address}\n${hotline}`);
      const id = await deliver('KX-2', '9.50', { text: mailText });
      const second = repeat(id, saleMail('KX-2', '12.00').replace('Item  ', hotline));
      const { values } = await trainer.open({ document: second });
      expect([values.phone, order(id)?.content.customer.phone]).toEqual(Array(2).fill('+380 44 555 00 00'));

      const begun = { entry: newest(id), own: ['phone'] as const };
      await trainer[command]({ document: second, values: valuesOf('KX-2', '12.00'), name: 'Kioskly', begun });

      expect(order(id)).toMatchObject({ needsReview: false, content: { total: changedTotal, address } });
      expect(order(id)?.content.customer).toEqual({});
    },
  );

  it('keeps an order in review when another mail announced a change', async () => {
    await deliver('KX-1', '8.00');
    await teach('KX-1', '8.00');
    const id = await deliver('KX-2', '9.50');
    expect(order(id)).toMatchObject({ needsReview: false, content: { total: { minor: 950 } } });
    recordLater(id, () => ({ review: [changedUnread] }));

    const values = { ...valuesOf('KX-2', '9.50'), address: 'Order number: KX-2' };
    const saved = await trainer.save({ document: document('KX-2'), values, name: 'Kioskly' });

    // everything else in the first mail is used all the same
    expect(saved).toEqual({ recipe: 'kioskly@2', healed: [id] });
    expect(order(id)).toMatchObject({
      needsReview: true,
      content: { address: 'Order number: KX-2', review: [changedUnread] },
    });
  });

  it('keeps a later mail’s values when taught from the first', async () => {
    await deliver('KX-1', '8.00');
    await teach('KX-1', '8.00');
    const id = await deliver('KX-2', '9.50');
    recordLater(id, () => ({ total: changedTotal }));
    recordLater(id, () => ({ review: [changedUnread] }));
    const before = order(id);

    const saved = await teach('KX-2', '9.50');

    expect(saved).toEqual({ recipe: 'kioskly@2', healed: [] });
    expect(order(id)).toEqual(before);
    expect(before).toMatchObject({ needsReview: true, content: { total: changedTotal } });
  });

  it('keeps a later mail’s values when the template parses the first', async () => {
    const id = await deliver('KX-2', '9.50');
    recordLater(id, () => ({ total: changedTotal, review: [] }));
    recordLater(id, () => ({ review: [changedUnread] }));
    const before = order(id);
    const one = await deliver('KX-1', '8.00');

    const saved = await teach('KX-1', '8.00');

    expect(saved.healed).toEqual([one]);
    expect(order(id)).toEqual(before);
    expect(before).toMatchObject({ needsReview: true, content: { total: changedTotal } });
  });

  it('corrects an order by its first mail, without answering a later', async () => {
    const id = await deliver('KX-2', '9.50');
    const at = recordLater(id, () => ({ review: [changedUnread] }));
    const later = repeat(id, plainMail(sender, 'KX-2 was changed', 'See the app.'), at);

    for (const _ of ['once', 'again']) {
      await trainer.heal({ document: document('KX-2'), values: valuesOf('KX-2', '9.50') });
      expect(order(id)).toMatchObject({
        needsReview: true,
        content: { total: { minor: 950 }, review: [changedUnread] },
      });
    }
    await trainer.heal({ document: later, values: valuesOf('KX-2', '12.00') });
    expect(order(id)).toMatchObject({ needsReview: false, content: { total: changedTotal } });
  });

  it('can correct the one order alone', async () => {
    const id = await deliver('KX-1', '8.00');

    await trainer.heal({ document: document('KX-1'), values: valuesOf('KX-1', '8.00') });

    expect(order(id)?.needsReview).toBe(false);
    expect(book.all()).toEqual([]);
  });

  it('refuses a number of another order, and changes nothing', async () => {
    await deliver('KX-1', '8.00');
    const id = await deliver('KX-2', '9.50');
    const before = order(id);

    await expect(
      trainer.heal({ document: document('KX-2'), values: valuesOf('KX-1', '9.50') }),
    ).rejects.toThrow('Order KX-1 of this service already exists');
    expect(order(id)).toEqual(before);
  });

  it('refuses the number of an equal order of days before', async () => {
    recordBefore('KX-1', {
      customer: {},
      total: { minor: 800, currency: 'USD' },
      items: [{ title: 'Tin mug', quantity: 1, options: [] }],
    });
    const id = await deliver('KX-1', '8.00', { text: numberless('KX-1', '8.00') });
    const before = order(id);

    await expect(
      trainer.heal({ document: document('KX-1'), values: valuesOf('KX-1', '8.00') }),
    ).rejects.toThrow('Order KX-1 of this service already exists');
    expect(order(id)).toEqual(before);
  });

  it('corrects an order whose number another order had before', async () => {
    const before = incomingOrder({ source: 'mail:kioskly', sourceId: 'KX-1', number: 'KX-1' });
    ledger.entries.append(received(before, 1));
    const id = await deliver('KX-1', '8.00');

    await trainer.heal({ document: document('KX-1'), values: valuesOf('KX-1', '8.00') });

    expect(order(id)?.needsReview).toBe(false);
  });

  it('assigns an order a number that was used days before', async () => {
    const before = recordBefore('KX-1');
    const text = numberless('KX-1', '8.00');
    const id = await deliver('KX-1', '8.00', { text });
    expect(order(id)?.content.number).toBe('');

    const saved = await trainer.save({
      document: document('KX-1'),
      values: valuesOf('KX-1', '8.00'),
      name: 'Kioskly',
    });

    expect(saved).toEqual({ recipe: 'kioskly@1', healed: [id] });
    expect(ledger.orders.byNumber(before.source, 'KX-1')).toHaveLength(2);
  });

  it('saves nothing when the values do not make a template', async () => {
    await deliver('KX-1', '8.00');
    const wrong = { ...valuesOf('KX-1', '8.00'), total: '7.00' };

    await expect(
      trainer.save({ document: document('KX-1'), values: wrong, name: 'Kioskly' }),
    ).rejects.toThrow('total: cannot be found');
    expect(book.all()).toEqual([]);
    expect(ledger.entries.list().map(({ kind }) => kind)).toEqual(['order-received']);
  });
});
