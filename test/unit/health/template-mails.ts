import { parseMail } from '../../../src/main/intake/mail/parse-mail.ts';
import { studyMail } from '../../../src/main/intake/mail/read-mail.ts';
import { readingToKeep } from '../../../src/main/intake/mail/reading-to-keep.ts';
import type { StoredReading } from '../../../src/main/ports.ts';
import type { Dice } from '../../../src/sample-shop/dice.ts';
import { sampleTemplates } from '../../../src/sample-shop/mail-templates/index.ts';
import { bloomdashMail } from '../../../src/sample-shop/mails/bloomdash.ts';
import { dostavoMail } from '../../../src/sample-shop/mails/dostavo.ts';
import type { SampleMailOrder } from '../../../src/sample-shop/mails/sample-mail-order.ts';
import { documentIdSchema } from '../../../src/shared/ids.ts';

export const services = {
  bloomdash: { mail: bloomdashMail, sender: 'orders@bloomdash.example' },
  dostavo: { mail: dostavoMail, sender: 'zamovlennya@dostavo.example' },
} as const;
export type Service = keyof typeof services;

const hour = 3_600_000;
const goods = [
  'Peony bouquet, pink',
  'Coffee beans, 250 g',
  'Card “Happy birthday”',
  'Tulips 25 pcs',
  'Троянди червоні, 51 шт.',
  'Еспресо 1+1',
  'A very long name of a box with dried lavender, eucalyptus, cotton and a handwritten card for mothers',
  'Ribbon',
] as const;
const options = ['Kraft paper', 'Size: M', 'Delivery on 14.02.2026', 'Without sugar', 'Вершкова стрічка'];
const notes = [
  'Please ring the bell twice',
  'Call me at +380 67 555 01 43 before you come',
  'Залиште в консьєржа, я буду о 18:30, код домофона 45К, дякую вам і гарного дня',
  'Not before 25.12.2026 10:00!',
  'ok',
];
const names = ['Olena Hnatiuk', 'J. Smith', 'Тарас Шевчук-Коваленко', 'Anna'];
const streets = ['Kyiv, 7 Lypska Street, apt. 12', 'Київ, вул. Хрещатик 1', 'Lviv, 5 Rynok Sq'];

/** An order as chance makes it: how many items, with what options, a discount or a note, or neither. */
export function anyOrder(dice: Dice, number: number): SampleMailOrder {
  const uah = (minor: number) => ({ minor, currency: 'UAH' });
  const at = new Date(Date.UTC(2026, 1, 1) + number * hour).toISOString();
  const items = Array.from({ length: dice.chance(0.05) ? dice.between(6, 20) : dice.between(1, 4) }, () => ({
    title: dice.pick(goods),
    quantity: dice.chance(0.25) ? dice.between(2, 12) : 1,
    unitPrice: uah(dice.between(20, 3000) * 50),
    ...(dice.chance(0.4) && {
      options: Array.from({ length: dice.between(1, 3) }, () => dice.pick(options)),
    }),
  }));
  return {
    number: `BD-${1000 + number}`,
    placedAt: at.slice(0, 16),
    customerName: dice.pick(names),
    phone: '+380 67 555 01 43',
    address: dice.pick(streets),
    items,
    deliveryFee: uah(dice.pick([0, 4900, 8900])),
    ...(dice.chance(0.3) && { discount: uah(500) }),
    ...(dice.chance(0.25) && { note: dice.pick(notes) }),
    messageId: `<${number}@mail.example>`,
    date: at,
  };
}

/** What is kept of one mail of a service; `change` is what the service did to its template. */
export async function readingOf(
  service: Service,
  order: SampleMailOrder,
  {
    mailedAt,
    change = (html) => html,
  }: { readonly mailedAt: number; readonly change?: (html: string) => string },
): Promise<StoredReading> {
  const { mail, sender } = services[service];
  const parsed = await parseMail(Buffer.from(mail(order)));
  const changed = { ...parsed, text: undefined, html: parsed.html && change(parsed.html) };
  return readingToKeep(
    { id: documentIdSchema.parse(`mail:${order.number}`), topic: sender },
    studyMail(changed, sampleTemplates),
    { family: service, verified: true, mailedAt },
  );
}
