import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentsOf, orderFromMail } from '../../src/main/intake/gmail/order-from-mail.ts';
import { createMailReader } from '../../src/main/intake/mail/create-mail-reader.ts';
import { readingToKeep } from '../../src/main/intake/mail/reading-to-keep.ts';
import { createRecorder } from '../../src/main/intake/recorder.ts';
import type { Ledger } from '../../src/main/ports.ts';
import { toldOf } from '../../src/main/told-of.ts';
import type { RecipeBook } from '../../src/main/trainer/recipe-book.ts';
import { createRecipeBook } from '../../src/main/trainer/recipe-book.ts';
import type { Trainer } from '../../src/main/trainer/trainer.ts';
import { createTrainer } from '../../src/main/trainer/trainer.ts';
import { newestContent } from '../../src/shared/content-entry.ts';
import type { EntryId, OrderId } from '../../src/shared/ids.ts';
import { documentIdSchema } from '../../src/shared/ids.ts';
import type { OrderContent } from '../../src/shared/order.ts';
import type { TrainerValues } from '../../src/shared/trainer.ts';
import { trainerValueNames } from '../../src/shared/trainer.ts';
import { plainMail } from '../intake/gmail/order-mails.ts';
import { fakeClock } from '../support/clock.ts';
import { memoryLedger } from '../support/ledger.ts';
import { quietLog } from '../support/log.ts';
import { incomingOrder, received } from '../support/orders.ts';

const script = new URL('../../src/main/intake/mail/mail-worker.ts', import.meta.url);
const reader = createMailReader({ script, log: quietLog(), limitMs: 20_000, learnLimitMs: 60_000 });
const sender = 'sales@kioskly.example';

let ledger: Ledger;
let book: RecipeBook;
let trainer: Trainer;

beforeEach(() => {
  const clock = fakeClock();
  ledger = memoryLedger({ clock });
  book = createRecipeBook({ builtIn: [], ledger, clock });
  const recorder = createRecorder({ ledger, clock, oweNotices: () => {} });
  trainer = createTrainer({ ledger, clock, reader, book, manager: () => 'Anna', familyOf: () => 'kioskly' });
  deliver = async (number, total, { forged = false, name = number, text = saleMail(number, total) } = {}) => {
    const id = document(name);
    const raw = new TextEncoder().encode(text);
    ledger.documents.put({
      id,
      kind: 'mail',
      topic: sender,
      headers: {},
      body: raw,
      receivedAt: clock.now(),
    });
    const read = await reader.read(raw, book.all());
    const [content] = contentsOf(read.reading);
    if (!content) throw new Error('the reader made no order of it');
    const incoming = orderFromMail(content, 0, {
      family: 'kioskly',
      reading: read.reading,
      verdict: forged ? { verified: false, why: 'forged' } : { verified: true, from: sender },
      documentId: id,
      messageId: name,
      internalDate: clock.now(),
      subject: read.mail.subject,
    });
    const { orderId } = recorder.record(incoming, { by: 'gmail', documentId: id, ring: true });
    ledger.documents.settle(id, 'understood', { orderIds: [orderId] });
    const facts = { family: 'kioskly', verified: !forged, mailedAt: clock.now() };
    ledger.readings.put(readingToKeep({ id, topic: sender }, read, facts));
    return orderId;
  };
});
afterAll(() => reader.stop());

let deliver: (number: string, total: string, how?: Delivery) => Promise<OrderId>;
type Delivery = {
  readonly forged?: boolean;
  /** What the mail is called by, where two have one number. */
  readonly name?: string;
  readonly text?: string;
};

/** Its total goes by a word that no table knows. */
const saleMail = (number: string, total: string): string =>
  plainMail(
    sender,
    `New order ${number}`,
    `Order number: ${number}\n\nItem          Qty    Amount\nTin mug       1      $${total}\n\nGrandissimo: $${total}\n`,
  );
/** Its number goes by a word that no table knows. */
const numberless = (number: string, total: string): string =>
  saleMail(number, total)
    .replace(`New order ${number}`, 'New order')
    .replace('Order number', 'Enigma')
    .replace('Grandissimo', 'Total');
/** It tells how to reach who ordered, by words that no table knows. */
const reachable = (mail: string): string =>
  mail.replace('Item  ', 'Ringring: +380 67 555 01 43\nWhereabouts: 7 Lypska Street, Kyiv\n\nItem  ');
const valuesOf = (number: string, total: string) => ({
  orderNumber: number,
  currency: 'USD',
  total,
  otherFees: [],
  items: [{ title: 'Tin mug', quantity: 1, lineTotal: total, options: [] }],
});
const document = (number: string) => documentIdSchema.parse(`mail:${number}`);
const order = (id: OrderId) => ledger.orders.get(id);
/** What tells the order as it is now. */
function newest(id: OrderId): EntryId {
  const entry = newestContent(toldOf(ledger, id));
  if (!entry) throw new Error('nothing has told of the order');
  return entry.id;
}
/** A later mail says this of an order. @returns when it was accepted */
function tellLater(id: OrderId, said: (known: OrderContent) => Partial<OrderContent>): number {
  const known = order(id);
  if (!known) throw new Error('the mail made no order');
  const { source, sourceId, content } = known;
  const version = known.version + 1;
  const recorder = createRecorder({ ledger, clock: fakeClock(), oweNotices: () => {} });
  const told = { source, sourceId, version, content: { ...content, ...said(content) } };
  recorder.record(told, { by: 'gmail', ring: false });
  return version;
}
/** A later mail of the sender that nobody could read whole, kept beside the order from when it came. */
function repeat(id: OrderId, text: string, at = (order(id)?.version ?? 0) + 1) {
  const mail = document(`repeats ${id}`);
  ledger.documents.put({
    id: mail,
    kind: 'mail',
    topic: sender,
    headers: { 'internal-date': `${at}` },
    body: new TextEncoder().encode(text),
    receivedAt: at,
  });
  ledger.documents.settle(mail, 'understood', { orderIds: [id] });
  return mail;
}
const teach = (number: string, total: string) =>
  trainer.save({ document: document(number), values: valuesOf(number, total), name: 'Kioskly' });
/** The form of a mail as it is opened; `own` is what a person then changes of it. */
async function openForm(number: string, own: Partial<TrainerValues> = {}) {
  const { values, order: begun } = await trainer.open({ document: document(number) });
  const names = trainerValueNames.filter((name) => name in own);
  return {
    document: document(number),
    values: { ...values, ...own },
    name: 'Kioskly',
    ...(begun && { begun: { entry: begun.entry, own: names } }),
  };
}
/** An order of this number that was told two days before. */
function tellBefore(number: string, content: Partial<OrderContent> = {}) {
  const version = Date.parse('2025-03-02T10:00:00Z');
  const before = incomingOrder({ source: 'mail:kioskly', sourceId: number, number, version, ...content });
  ledger.entries.append(received(before, version));
  return before;
}
const changedUnread = { code: 'changed-unread', detail: 'KX-2 was changed' } as const;
const changedTotal = { minor: 1200, currency: 'USD' };

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

  it('shows before it is saved how every stored mail of the sender would read', async () => {
    await deliver('KX-1', '8.00');
    await deliver('KX-2', '9.50');

    const preview = await trainer.preview({ document: document('KX-1'), values: valuesOf('KX-1', '8.00') });

    expect(preview).toMatchObject({ addsUp: true, sum: '8.00 = 8.00', recipe: 'kioskly@1', problem: null });
    expect(preview.replay).toMatchObject({ same: 0, changed: 0, fixed: 2, broken: 0 });
    expect(book.all()).toEqual([]);
  });

  it('heals the order in place, and the others the recipe now reads, and says who did it', async () => {
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

  it('reads the next mail of the sender by the recipe, also after a restart', async () => {
    await deliver('KX-1', '8.00');
    await trainer.save({ document: document('KX-1'), values: valuesOf('KX-1', '8.00'), name: 'Kioskly' });

    const after = createRecipeBook({ builtIn: [], ledger, clock: fakeClock() });
    const { reading } = await reader.read(new TextEncoder().encode(saleMail('KX-3', '12.25')), after.all());

    expect(reading).toMatchObject({
      kind: 'order',
      recipe: 'kioskly@1',
      orders: [{ total: { minor: 1225 } }],
    });
  });

  it('tells of every mail how it reads now', async () => {
    await deliver('KX-1', '8.00');
    await deliver('KX-2', '9.50');
    await trainer.save({ document: document('KX-1'), values: valuesOf('KX-1', '8.00'), name: 'Kioskly' });

    const readings = ledger.readings.ofSender(sender, { since: 0, limit: 10 });
    expect(readings.map(({ recipe, kind }) => [recipe, kind])).toEqual([
      ['kioskly@1', 'order'],
      ['kioskly@1', 'order'],
    ]);
  });

  it('reads a stored mail by the recipes of now once, however many values are tried', async () => {
    await deliver('KX-1', '8.00');
    await deliver('KX-2', '9.50');
    const input = { document: document('KX-1'), values: valuesOf('KX-1', '8.00') };
    const read = vi.spyOn(reader, 'read');

    await trainer.preview(input);
    const first = read.mock.calls.length;
    const again = await trainer.preview(input);

    expect([first, read.mock.calls.length - first]).toEqual([4, 2]);
    expect(again.replay).toMatchObject({ fixed: 2 });
    read.mockRestore();
  });

  it('measures a recipe by genuine mails only', async () => {
    await deliver('KX-1', '8.00');
    await deliver('KX-2', '9.50', { forged: true });

    const { replay } = await trainer.preview({
      document: document('KX-1'),
      values: valuesOf('KX-1', '8.00'),
    });

    expect(replay?.mails.map((mail) => mail.document)).toEqual([document('KX-1')]);
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

  it('leaves an order for review whose mail tells another one that is not here', async () => {
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

  it('saves a recipe that reads as one order what was read as several, by the sum of their totals', async () => {
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

  it('saves the recipe though two mails are about one order, and leaves the second for review', async () => {
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

  it('leaves a second mail about an order of days before for review, which the recipe reads whole', async () => {
    const { source } = tellBefore('KX-1');
    const second = await deliver('KX-1', '8.00', { text: numberless('KX-1', '8.00') });
    const one = await deliver('KX-2', '9.50', { text: numberless('KX-2', '9.50') });
    const before = order(second);
    expect(before).toMatchObject({ needsReview: true, content: { number: '' } });

    const saved = await teach('KX-2', '9.50');

    expect(saved).toEqual({ recipe: 'kioskly@1', healed: [one] });
    expect(order(second)).toEqual(before);
    expect(ledger.orders.byNumber(source, 'KX-1')).toHaveLength(1);
  });

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

  it('keeps what other mails have said of an order when the recipe heals it', async () => {
    const id = await deliver('KX-2', '9.50');
    const cancelledAt = '2025-03-04T10:00:00.000Z';
    const said = [changedUnread, { code: 'cancelled-unknown', detail: 'KX-2 was cancelled' }] as const;
    tellLater(id, ({ review = [] }) => ({ cancelledAt, review: [...review, ...said] }));
    await deliver('KX-1', '8.00');

    await teach('KX-1', '8.00');

    expect(order(id)).toMatchObject({
      status: 'cancelled',
      content: { total: { minor: 950 }, cancelledAt, review: said },
    });
  });

  it('keeps the phone and address of an order whose second mail leaves them out, and takes from that mail what it tells anew', async () => {
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

  it('keeps what the announcement tells of who ordered when a second mail without it is taught from', async () => {
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
    'leaves out by %s what a person has taken out of the form of a second mail, though the announcement says it too',
    async (deed) => {
      const hotline = 'Phone: +380 44 555 00 00\n\nItem  ';
      const address = '7 Lypska Street, Kyiv';
      const told = saleMail('KX-2', '9.50').replace('Item  ', `Delivery address: ${address}\n${hotline}`);
      const id = await deliver('KX-2', '9.50', { text: told });
      const second = repeat(id, saleMail('KX-2', '12.00').replace('Item  ', hotline));
      const { values } = await trainer.open({ document: second });
      expect([values.phone, order(id)?.content.customer.phone]).toEqual(Array(2).fill('+380 44 555 00 00'));

      const begun = { entry: newest(id), own: ['phone'] as const };
      await trainer[deed]({ document: second, values: valuesOf('KX-2', '12.00'), name: 'Kioskly', begun });

      expect(order(id)).toMatchObject({ needsReview: false, content: { total: changedTotal, address } });
      expect(order(id)?.content.customer).toEqual({});
    },
  );

  it('leaves an order up for review when its announcement is taught from, and another mail said since that it was changed', async () => {
    await deliver('KX-1', '8.00');
    await teach('KX-1', '8.00');
    const id = await deliver('KX-2', '9.50');
    expect(order(id)).toMatchObject({ needsReview: false, content: { total: { minor: 950 } } });
    tellLater(id, () => ({ review: [changedUnread] }));

    const values = { ...valuesOf('KX-2', '9.50'), address: 'Order number: KX-2' };
    const saved = await trainer.save({ document: document('KX-2'), values, name: 'Kioskly' });

    // what else the announcement tells is taken from it all the same
    expect(saved).toEqual({ recipe: 'kioskly@2', healed: [id] });
    expect(order(id)).toMatchObject({
      needsReview: true,
      content: { address: 'Order number: KX-2', review: [changedUnread] },
    });
  });

  it('keeps what a later mail has told of an order whose announcement is taught from', async () => {
    await deliver('KX-1', '8.00');
    await teach('KX-1', '8.00');
    const id = await deliver('KX-2', '9.50');
    tellLater(id, () => ({ total: changedTotal }));
    tellLater(id, () => ({ review: [changedUnread] }));
    const before = order(id);

    const saved = await teach('KX-2', '9.50');

    expect(saved).toEqual({ recipe: 'kioskly@2', healed: [] });
    expect(order(id)).toEqual(before);
    expect(before).toMatchObject({ needsReview: true, content: { total: changedTotal } });
  });

  it('keeps what a later mail has told of an order whose announcement the recipe reads now', async () => {
    const id = await deliver('KX-2', '9.50');
    tellLater(id, () => ({ total: changedTotal, review: [] }));
    tellLater(id, () => ({ review: [changedUnread] }));
    const before = order(id);
    const one = await deliver('KX-1', '8.00');

    const saved = await teach('KX-1', '8.00');

    expect(saved.healed).toEqual([one]);
    expect(order(id)).toEqual(before);
    expect(before).toMatchObject({ needsReview: true, content: { total: changedTotal } });
  });

  it('corrects an order by its announcement without answering a later mail, which that mail itself does', async () => {
    const id = await deliver('KX-2', '9.50');
    const at = tellLater(id, () => ({ review: [changedUnread] }));
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

  it('refuses a number that another order of the service has, and changes nothing', async () => {
    await deliver('KX-1', '8.00');
    const id = await deliver('KX-2', '9.50');
    const before = order(id);

    await expect(
      trainer.heal({ document: document('KX-2'), values: valuesOf('KX-1', '9.50') }),
    ).rejects.toThrow('Order KX-1 of this service is already there');
    expect(order(id)).toEqual(before);
  });

  it('refuses the number of an order of days before that is told alike', async () => {
    tellBefore('KX-1', {
      customer: {},
      total: { minor: 800, currency: 'USD' },
      items: [{ title: 'Tin mug', quantity: 1, options: [] }],
    });
    const id = await deliver('KX-1', '8.00', { text: numberless('KX-1', '8.00') });
    const before = order(id);

    await expect(
      trainer.heal({ document: document('KX-1'), values: valuesOf('KX-1', '8.00') }),
    ).rejects.toThrow('Order KX-1 of this service is already there');
    expect(order(id)).toEqual(before);
  });

  it('corrects an order whose number another order had before', async () => {
    const before = incomingOrder({ source: 'mail:kioskly', sourceId: 'KX-1', number: 'KX-1' });
    ledger.entries.append(received(before, 1));
    const id = await deliver('KX-1', '8.00');

    await trainer.heal({ document: document('KX-1'), values: valuesOf('KX-1', '8.00') });

    expect(order(id)?.needsReview).toBe(false);
  });

  it('gives an order a number that another one had days before, and keeps the recipe', async () => {
    const before = tellBefore('KX-1');
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

  it('keeps nothing when the values do not add up to a recipe', async () => {
    await deliver('KX-1', '8.00');
    const wrong = { ...valuesOf('KX-1', '8.00'), total: '7.00' };

    await expect(
      trainer.save({ document: document('KX-1'), values: wrong, name: 'Kioskly' }),
    ).rejects.toThrow('total: not found');
    expect(book.all()).toEqual([]);
    expect(ledger.entries.list().map(({ kind }) => kind)).toEqual(['order-received']);
  });
});

describe('a form that was opened before the order was told anew', () => {
  const [phone, address] = ['+380 67 555 01 43', '7 Lypska Street, Kyiv'];

  it('takes back nothing of what a later mail has told since', async () => {
    const id = await deliver('KX-2', '9.50');
    const form = await openForm('KX-2', { address });
    tellLater(id, () => ({ total: changedTotal, review: [] }));

    await trainer.heal(form);

    expect(order(id)?.content).toMatchObject({ total: changedTotal, address });
  });

  it.each(['save', 'heal'] as const)(
    'takes back by %s nothing that a colleague has corrected',
    async (deed) => {
      const id = await deliver('KX-2', '9.50');
      const form = await openForm('KX-2', { ...valuesOf('KX-2', '9.50'), address });
      await trainer.heal(await openForm('KX-2', { phone, notes: 'Rings twice' }));

      // the address stands nowhere in the mail, so no recipe can be learnt of it
      await trainer[deed](deed === 'heal' ? form : { ...form, values: valuesOf('KX-2', '9.50') });

      expect(order(id)).toMatchObject({
        needsReview: false,
        content: { customer: { phone }, note: 'Rings twice', total: { minor: 950 } },
      });
    },
  );

  it('is refused where both have changed the same, and begun anew it shows what the order is', async () => {
    const id = await deliver('KX-2', '9.50');
    const form = await openForm('KX-2', valuesOf('KX-2', '9.50'));
    tellLater(id, () => ({ total: changedTotal }));
    const before = order(id);

    await expect(trainer.heal(form)).rejects.toMatchObject({
      kind: 'refused',
      message: 'This order was changed since its form was opened',
      fix: 'Start over: the form then shows the order as it is now',
    });

    expect(order(id)).toEqual(before);
    const anew = await openForm('KX-2');
    expect(anew.values.total).toBe('12.00');
    await trainer.heal(anew);
    expect(order(id)?.content.total).toEqual(changedTotal);
  });

  it('heals where nothing was changed but that somebody else has typed the same', async () => {
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

  it('is what the form begins with, and stays when the order is corrected again', async () => {
    const id = await deliver('KX-2', '9.50', { text: hotline(saleMail('KX-2', '9.50')) });
    // what else is charged, the mail hides
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
    ['tells it otherwise', reachable, taught],
  ])('stays when a recipe reads the mail whole, which %s', async (_, textOf, more) => {
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

  it('stays where it adds up, though the recipe reads the mail otherwise', async () => {
    const id = await deliver('KX-2', '9.50');
    await deliver('KX-1', '8.00');
    tellLater(id, () => ({ review: [changedUnread] }));
    await trainer.heal(await openForm('KX-2', valuesOf('KX-2', '12.00')));
    const before = order(id);
    expect(before).toMatchObject({ needsReview: true, content: { total: changedTotal } });

    await teach('KX-1', '8.00');

    expect(order(id)).toEqual(before);
  });
});

describe('recipes', () => {
  it('are taken in from a file as the next version, and go out again as they are', async () => {
    await deliver('KX-1', '8.00');
    await trainer.save({ document: document('KX-1'), values: valuesOf('KX-1', '8.00'), name: 'Kioskly' });
    const exported = JSON.stringify(book.find('kioskly', 1));

    const taken = book.take(exported, 'Taras');

    expect(taken).toEqual({ ...book.find('kioskly', 1), version: 2 });
    book.remove('kioskly', 1, 'Anna');
    expect(book.all()).toEqual([taken]);
  });

  it('are refused with what is wrong with the file', () => {
    expect(() => book.take('{', 'Taras')).toThrow('The file is not JSON');
    expect(() => book.take('{"format":2}', 'Taras')).toThrow('The file is not a recipe: format');
  });
});
