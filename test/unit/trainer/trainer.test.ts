import { describe, expect, it, vi } from 'vitest';
import { createTemplateStore } from '../../../src/main/trainer/template-store.ts';
import { fakeClock } from '../../support/clock.ts';
import { plainMail } from '../intake/gmail/order-mails.ts';
import {
  book,
  deliver,
  document,
  eachWithTrainer,
  ledger,
  numberless,
  order,
  passedOn,
  reader,
  recordBefore,
  saleMail,
  sender,
  teach,
  trainer,
  valuesOf,
} from './trainer-desk.ts';

eachWithTrainer();

describe('teaching from a mail that needs review', () => {
  it('opens with what the general reader found and what is still missing', async () => {
    const id = await deliver('KX-1', '8.00');
    expect(order(id)?.needsReview).toBe(true);

    const view = await trainer.open({ document: document('KX-1') });

    expect(view).toMatchObject({
      sender,
      kind: 'needs-review',
      order: { id, needsReview: true },
      others: 0,
      values: { orderNumber: 'KX-1' },
    });
    expect(view.pieces).toContain('Grandissimo: $8.00');
  });

  it('previews how every stored mail of the sender would parse', async () => {
    await deliver('KX-1', '8.00');
    await deliver('KX-2', '9.50');

    const preview = await trainer.preview({ document: document('KX-1'), values: valuesOf('KX-1', '8.00') });

    expect(preview).toMatchObject({ addsUp: true, sum: '8.00 = 8.00', recipe: 'kioskly@1', problem: null });
    expect(preview.replay).toMatchObject({ same: 0, changed: 0, fixed: 2, broken: 0 });
    expect(book.all()).toEqual([]);
  });

  it('corrects the order and others the template parses, and names the person', async () => {
    const [one, other] = [await deliver('KX-1', '8.00'), await deliver('KX-2', '9.50')];

    const saved = await trainer.save({
      document: document('KX-1'),
      values: valuesOf('KX-1', '8.00'),
      name: 'Kioskly',
    });

    expect(saved).toEqual({ recipe: 'kioskly@1', healed: [one, other] });
    expect(order(one)).toMatchObject({ needsReview: false, content: { total: { minor: 800 } } });
    expect(order(other)).toMatchObject({
      needsReview: false,
      content: { number: 'KX-2', total: { minor: 950 } },
    });
    expect([...ledger.orders.each()]).toHaveLength(2);
    const updates = ledger.entries.list().filter((entry) => entry.kind === 'order-updated');
    expect(updates.map(({ by, data }) => [by, data.corrected, data.readBy])).toEqual([
      ['Anna', 'by-hand', undefined],
      ['orderbell', 'by-recipe', 'kioskly@1'],
    ]);
  });

  it('parses the sender’s next mail by the template, also after a restart', async () => {
    await deliver('KX-1', '8.00');
    await trainer.save({ document: document('KX-1'), values: valuesOf('KX-1', '8.00'), name: 'Kioskly' });

    const after = createTemplateStore({ ledger, clock: fakeClock() });
    const { reading } = await reader.read(new TextEncoder().encode(saleMail('KX-3', '12.25')), after.all());

    expect(reading).toMatchObject({
      kind: 'order',
      recipe: 'kioskly@1',
      orders: [{ total: { minor: 1225 } }],
    });
  });

  it('reports how each mail parses now', async () => {
    await deliver('KX-1', '8.00');
    await deliver('KX-2', '9.50');
    await trainer.save({ document: document('KX-1'), values: valuesOf('KX-1', '8.00'), name: 'Kioskly' });

    const readings = ledger.readings.ofSender(sender, { since: 0, limit: 10 });
    expect(readings.map(({ recipe, kind }) => [recipe, kind])).toEqual([
      ['kioskly@1', 'order'],
      ['kioskly@1', 'order'],
    ]);
  });

  it('parses a stored mail by the current templates once', async () => {
    await deliver('KX-1', '8.00');
    await deliver('KX-2', '9.50');
    const input = { document: document('KX-1'), values: valuesOf('KX-1', '8.00') };
    const read = vi.spyOn(reader, 'read');

    await trainer.preview(input);
    const first = read.mock.calls.length;
    const again = await trainer.preview(input);

    // beside the taught mail, each by the template on trial
    expect([first, read.mock.calls.length - first]).toEqual([5, 3]);
    expect(again.replay).toMatchObject({ fixed: 2 });
    read.mockRestore();
  });

  it('measures a template by genuine mails only', async () => {
    await deliver('KX-1', '8.00');
    await deliver('KX-2', '9.50', { forged: true });

    const { replay } = await trainer.preview({
      document: document('KX-1'),
      values: valuesOf('KX-1', '8.00'),
    });

    expect(replay?.mails.map((mail) => mail.document)).toEqual([document('KX-1')]);
  });

  it('parses the sender’s mails by a template taught from a forwarded one', async () => {
    const by = 'olha@private.example';
    const [one, other] = [await deliver('KX-1', '8.00'), await deliver('KX-2', '9.50')];
    const text = passedOn(by, 'KX-3', '7.00');
    const third = await deliver('KX-3', '7.00', { forged: true, text, topic: by });
    const input = { document: document('KX-3'), values: valuesOf('KX-3', '7.00') };

    const { recipe, replay } = await trainer.preview(input);
    expect([recipe, replay?.mails.map((mail) => [mail.document, mail.outcome])]).toEqual([
      'kioskly@1',
      [
        [document('KX-2'), 'fixed'],
        [document('KX-1'), 'fixed'],
      ],
    ]);

    expect((await trainer.open(input)).others).toBe(2);
    expect(await trainer.save({ ...input, name: 'Kioskly' })).toEqual({
      recipe: 'kioskly@1',
      healed: [third, other, one],
    });
    expect(book.all()).toMatchObject([{ family: 'kioskly', match: { sender } }]);
  });

  it('compares a second address’s mails with the first address’s template', async () => {
    const topic = 'noreply@kioskly.example';
    await deliver('KX-1', '8.00');
    await teach('KX-1', '8.00');
    await deliver('KX-2', '9.50', { text: saleMail('KX-2', '9.50').replace(sender, topic), topic });
    const other = numberless('KX-3', '7.00').replace(sender, topic);
    await deliver('KX-3', '7.00', { text: other, topic });

    expect(await trainer.open({ document: document('KX-2') })).toMatchObject({ recipe: 'kioskly@1' });
    const { recipe, replay } = await trainer.preview({
      document: document('KX-3'),
      values: valuesOf('KX-3', '7.00'),
    });
    expect([recipe, replay?.mails.map(({ outcome, number, total }) => [outcome, number, total])]).toEqual([
      'kioskly@2',
      [
        ['fixed', 'KX-3', '7.00 USD'],
        ['same', 'KX-2', '9.50 USD'],
      ],
    ]);
  });

  it('keeps what was corrected also of an order that needed no review', async () => {
    const id = await deliver('KX-1', '8.00');
    await trainer.heal({ document: document('KX-1'), values: valuesOf('KX-1', '8.00') });

    await trainer.save({
      document: document('KX-1'),
      values: { ...valuesOf('KX-1', '8.00'), address: 'Order number: KX-1' },
      name: 'Kioskly',
    });

    expect(order(id)?.content.address).toBe('Order number: KX-1');
  });

  it('keeps an order in review whose mail names a missing one', async () => {
    const [, other = ''] = saleMail('KX-3', '7.00').split('\r\n\r\n');
    const two = await deliver('KX-2', '9.50', { text: saleMail('KX-2', '9.50') + other });
    const one = await deliver('KX-1', '8.00');

    const saved = await teach('KX-1', '8.00');

    expect(saved).toEqual({ recipe: 'kioskly@1', healed: [one] });
    expect(order(two)?.needsReview).toBe(true);
    const reading = await reader.read(
      ledger.documents.get(document('KX-2'))?.body ?? new Uint8Array(),
      book.all(),
    );
    expect(reading.reading.orders.map(({ number }) => number)).toEqual(['KX-2', 'KX-3']);
  });

  it('saves a template that joins several orders, by their sum', async () => {
    const part = (number: string, total: string) =>
      `Order number: ${number}\n\n1 x Tin mug    $${total}\n\nTotal: $${total}\n\n`;
    const parts = part('KX-2', '9.50') + part('KX-3', '7.00');
    await deliver('KX-2', '', { text: plainMail(sender, 'New order', `Grandissimo: $16.50\n\n${parts}`) });
    const body = ledger.documents.get(document('KX-2'))?.body ?? new Uint8Array();
    const numbers = async () =>
      (await reader.read(body, book.all())).reading.orders.map(({ number }) => number);
    expect(await numbers()).toEqual(['KX-2', 'KX-3']);

    const [mug] = valuesOf('KX-2', '9.50').items;
    const [other] = valuesOf('KX-3', '7.00').items;
    if (!mug || !other) throw new Error('nothing is bought');
    const values = { ...valuesOf('KX-2', '16.50'), items: [mug, other] };
    await trainer.save({ document: document('KX-2'), values, name: 'Kioskly' });

    expect(await numbers()).toEqual(['KX-2']);
  });

  it('saves the template when two mails name one order', async () => {
    const text = numberless('KX-1', '8.00');
    const [one, other] = [
      await deliver('KX-1', '8.00', { text }),
      await deliver('KX-1', '8.00', { text, name: 'reminder' }),
    ];

    const saved = await trainer.save({
      document: document('reminder'),
      values: valuesOf('KX-1', '8.00'),
      name: 'Kioskly',
    });

    expect(saved).toEqual({ recipe: 'kioskly@1', healed: [other] });
    expect(order(other)).toMatchObject({ needsReview: false, content: { number: 'KX-1' } });
    expect(order(one)).toMatchObject({ needsReview: true, content: { number: '' } });
  });

  it('leaves a second mail about an old order for review', async () => {
    const { source } = recordBefore('KX-1');
    const second = await deliver('KX-1', '8.00', { text: numberless('KX-1', '8.00') });
    const one = await deliver('KX-2', '9.50', { text: numberless('KX-2', '9.50') });
    const before = order(second);
    expect(before).toMatchObject({ needsReview: true, content: { number: '' } });

    const saved = await teach('KX-2', '9.50');

    expect(saved).toEqual({ recipe: 'kioskly@1', healed: [one] });
    expect(order(second)).toEqual(before);
    expect(ledger.orders.byNumber(source, 'KX-1')).toHaveLength(1);
  });
});

describe('mail templates', () => {
  it('are imported as the next version, and exported unchanged', async () => {
    await deliver('KX-1', '8.00');
    await trainer.save({ document: document('KX-1'), values: valuesOf('KX-1', '8.00'), name: 'Kioskly' });
    const exported = JSON.stringify(book.find('kioskly', 1));

    const taken = book.take(exported, 'Taras');

    expect(taken).toEqual({ ...book.find('kioskly', 1), version: 2 });
    book.remove('kioskly', 1, 'Anna');
    expect(book.all()).toEqual([taken]);
  });

  it('are refused with what is wrong with the file', () => {
    expect(() => book.take('{', 'Taras')).toThrow('The file is not valid JSON');
    expect(() => book.take('{"format":2}', 'Taras')).toThrow('The file is not a template: format');
  });
});
