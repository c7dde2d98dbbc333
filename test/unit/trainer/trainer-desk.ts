import { afterAll, beforeAll, beforeEach } from 'vitest';
import { contentsOf, orderFromMail } from '../../../src/main/intake/gmail/order-from-mail.ts';
import { templatesFor } from '../../../src/main/intake/gmail/senders.ts';
import type { MailReader } from '../../../src/main/intake/mail/create-mail-reader.ts';
import { createMailReader } from '../../../src/main/intake/mail/create-mail-reader.ts';
import { readingToKeep } from '../../../src/main/intake/mail/reading-to-keep.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { toldOf } from '../../../src/main/order-contents.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { TemplateStore } from '../../../src/main/trainer/template-store.ts';
import { createTemplateStore } from '../../../src/main/trainer/template-store.ts';
import type { Trainer } from '../../../src/main/trainer/trainer.ts';
import { createTrainer } from '../../../src/main/trainer/trainer.ts';
import { newestContent } from '../../../src/shared/content-entry.ts';
import type { EntryId, OrderId } from '../../../src/shared/ids.ts';
import { documentIdSchema } from '../../../src/shared/ids.ts';
import type { OrderContent } from '../../../src/shared/order.ts';
import type { TrainerValues } from '../../../src/shared/trainer.ts';
import { trainerValueNames } from '../../../src/shared/trainer.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { plainMail } from '../intake/gmail/order-mails.ts';

const script = new URL('../../../src/main/intake/mail/mail-worker.ts', import.meta.url);
/** A real reader, with more time than a busy machine needs. */
export const startReader = (): MailReader =>
  createMailReader({ script, log: quietLog(), limitMs: 20_000, learnLimitMs: 60_000 });
export const sender = 'sales@kioskly.example';
const familyOf = (address: string): string => (address.endsWith('@kioskly.example') ? 'kioskly' : 'private');

export let reader: MailReader;
export let ledger: Ledger;
export let book: TemplateStore;
export let trainer: Trainer;

/** Gives each test a ledger, mail templates and a trainer of its own. */
export function eachWithTrainer(): void {
  beforeAll(() => {
    reader = startReader();
  });
  beforeEach(() => {
    const clock = fakeClock();
    ledger = memoryLedger({ clock });
    book = createTemplateStore({ ledger, clock });
    const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
    trainer = createTrainer({
      ledger,
      clock,
      reader,
      book,
      manager: () => 'Anna',
      familyOf,
    });
    deliver = async (
      number,
      total,
      { forged = false, name = number, text = saleMail(number, total), topic = sender } = {},
    ) => {
      const id = document(name);
      const raw = new TextEncoder().encode(text);
      ledger.documents.put({
        id,
        kind: 'mail',
        topic,
        headers: {},
        body: raw,
        receivedAt: clock.now(),
      });
      const read = await reader.read(raw, templatesFor(book.all(), topic, familyOf(topic)));
      const [content] = contentsOf(read.reading);
      if (!content) throw new Error('the reader made no order of it');
      const incoming = orderFromMail(content, 0, {
        family: familyOf(topic),
        reading: read.reading,
        verdict: forged ? { verified: false, why: 'forged' } : { verified: true, from: topic },
        documentId: id,
        messageId: name,
        internalDate: clock.now(),
        subject: read.mail.subject,
      });
      const { orderId } = recorder.record(incoming, { by: 'gmail', documentId: id, ring: true });
      ledger.documents.settle(id, 'understood', { orderIds: [orderId] });
      const facts = { family: familyOf(topic), verified: !forged, mailedAt: clock.now() };
      ledger.readings.put(readingToKeep({ id, topic }, read, facts));
      return orderId;
    };
  });
  afterAll(() => reader.stop());
}

export let deliver: (number: string, total: string, how?: Delivery) => Promise<OrderId>;
type Delivery = {
  readonly forged?: boolean;
  /** The mail's name, when two have one number. */
  readonly name?: string;
  readonly text?: string;
  /** Its sender. */
  readonly topic?: string;
};

/** Its total goes by a word that no table knows. */
export const saleMail = (number: string, total: string): string =>
  plainMail(
    sender,
    `New order ${number}`,
    `Order number: ${number}\n\nItem          Qty    Amount\nTin mug       1      $${total}\n\nGrandissimo: $${total}\n`,
  );
/** One of its mails, forwarded by a person. */
export const passedOn = (by: string, number: string, total: string): string => {
  const [, text = ''] = saleMail(number, total).split('\r\n\r\n');
  const subject = `New order ${number}`;
  const head = `---------- Forwarded message ---------\nFrom: Kioskly <${sender}>\nDate: Tue, 4 Mar 2025 at 11:58\nSubject: ${subject}\nTo: <${by}>\n\n`;
  return plainMail(`Olha <${by}>`, `Fwd: ${subject}`, head + text);
};
/** Its number goes by a word that no table knows. */
export const numberless = (number: string, total: string): string =>
  saleMail(number, total)
    .replace(`New order ${number}`, 'New order')
    .replace('Order number', 'Enigma')
    .replace('Grandissimo', 'Total');
/** A mail whose contact lines have labels that no table knows. */
export const reachable = (mail: string): string =>
  mail.replace('Item  ', 'Ringring: +380 67 555 01 43\nWhereabouts: 7 Lypska Street, Kyiv\n\nItem  ');
export const valuesOf = (number: string, total: string) => ({
  orderNumber: number,
  currency: 'USD',
  total,
  otherFees: [],
  items: [{ title: 'Tin mug', quantity: 1, lineTotal: total, options: [] }],
});
export const document = (number: string) => documentIdSchema.parse(`mail:${number}`);
export const order = (id: OrderId) => ledger.orders.get(id);
/** The event with the order's current content. */
export function newest(id: OrderId): EntryId {
  const entry = newestContent(toldOf(ledger, id));
  if (!entry) throw new Error('the order has no content');
  return entry.id;
}
/** A later mail with this change of an order. @returns its arrival */
export function recordLater(id: OrderId, change: (known: OrderContent) => Partial<OrderContent>): number {
  const known = order(id);
  if (!known) throw new Error('the mail made no order');
  const { source, sourceId, content } = known;
  const version = known.version + 1;
  const recorder = createRecorder({ ledger, clock: fakeClock(), enqueueNotices: () => {} });
  const update = { source, sourceId, version, content: { ...content, ...change(content) } };
  recorder.record(update, { by: 'gmail', ring: false });
  return version;
}
/** A later, unreadable mail of the sender, stored beside the order since its arrival. */
export function repeat(id: OrderId, text: string, at = (order(id)?.version ?? 0) + 1) {
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
export const teach = (number: string, total: string) =>
  trainer.save({ document: document(number), values: valuesOf(number, total), name: 'Kioskly' });
/** The form of a mail as it is opened; `own` is what a person then changes of it. */
export async function openForm(number: string, own: Partial<TrainerValues> = {}) {
  const { values, order: begun } = await trainer.open({ document: document(number) });
  const names = trainerValueNames.filter((name) => name in own);
  return {
    document: document(number),
    values: { ...values, ...own },
    name: 'Kioskly',
    ...(begun && { begun: { entry: begun.entry, own: names } }),
  };
}
/** An order of this number, recorded two days before. */
export function recordBefore(number: string, content: Partial<OrderContent> = {}) {
  const version = Date.parse('2025-03-02T10:00:00Z');
  const before = incomingOrder({ source: 'mail:kioskly', sourceId: number, number, version, ...content });
  ledger.entries.append(received(before, version));
  return before;
}
export const changedUnread = { code: 'changed-unread', detail: 'KX-2 was changed' } as const;
export const changedTotal = { minor: 1200, currency: 'USD' };
