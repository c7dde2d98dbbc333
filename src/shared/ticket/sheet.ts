import { goodsCost, lineCost } from '../bill.ts';
import { chargesOf, lessText } from '../charges.ts';
import { draftAttribute } from '../draft.ts';
import { paymentMethods } from '../forms.ts';
import type { OrderId } from '../ids.ts';
import type { Language } from '../languages.ts';
import { isMachine } from '../machines.ts';
import type { Money } from '../money.ts';
import { moneyText } from '../money-text.ts';
import { cutTo, oneLine } from '../one-line.ts';
import type { LineItem, Order } from '../order.ts';
import { dueNow } from '../payment.ts';
import { phoneText } from '../phone.ts';
import { isGone, piecesOf } from '../remaining-quantity.ts';
import { sumUp } from '../sum-up.ts';
import { textsOf } from '../texts.ts';
import { momentWords, placedWords, wantedWords } from './when.ts';

export type Said = { readonly label: string; readonly text: string };

/** The complete text of one ticket. Renderers add and omit nothing. */
export type TicketSheet = {
  readonly order: OrderId;
  readonly language: Language;
  readonly shop: string;
  readonly number: string;
  readonly source: string;
  /** Shown first: a reprint, a part of another order, a test, a cancelled order. */
  readonly marks: readonly string[];
  /** The requested delivery time; null if none was given. */
  readonly wanted: Said | null;
  /** The recipient, the address and the customer. */
  readonly who: readonly Said[];
  readonly heads: { readonly quantity: string; readonly item: string; readonly amount: string };
  readonly items: readonly TicketLine[];
  /** Shown if the order has no items. */
  readonly noItems: string | null;
  readonly sums: readonly Said[];
  readonly total: Said | null;
  /** The refunded amount; the total stays unchanged. */
  readonly refunded: Said | null;
  /** Why the sums do not add up to the total; null if they do, or if that is unknown. */
  readonly differs: string | null;
  readonly payment: { readonly text: string; readonly how: string };
  readonly notes: readonly Said[];
  /** Who took it, and when it was ordered and printed. */
  readonly foot: readonly string[];
  /** The text of the barcode; empty if the order has no number. */
  readonly code: string;
};

export type TicketLine = {
  /** The quantity to pack. */
  readonly quantity: number;
  /** The remaining quantity is zero. Printed struck through, because the sums include its amount. */
  readonly gone: boolean;
  readonly title: string;
  /** The options, the SKU, the removed or returned quantity, and the unit price. */
  readonly facts: string;
  readonly amount: string;
};

export type SheetContext = {
  readonly language: Language;
  readonly shop: string;
  /** Null for an order entered by hand. */
  readonly sourceName: string | null;
  readonly timeZone: string;
  /** ISO 3166 country of the shop, for the national phone format; null if unknown. */
  readonly country: string | null;
  /** Which ticket of the order this is, from 1. */
  readonly copy: number;
  /** The number of the order that is packed and paid instead of this part; null for a separate order. */
  readonly whole: string | null;
  /** Epoch milliseconds. */
  readonly printedAt: number;
  /** Whether managers' notes are printed. */
  readonly notes: boolean;
};

export type TicketOrder = Pick<
  Order,
  'id' | 'content' | 'status' | 'paymentStatus' | 'needsReview' | 'notes' | 'takenBy'
>;

/** UTF-16 units. Notes are printed whole up to this length. */
const longestNote = 2_000;
export function ticketSheet(order: TicketOrder, context: SheetContext): TicketSheet {
  const { content } = order;
  const { language, timeZone, copy } = context;
  const whole = context.whole === null ? null : oneLine(context.whole, 60);
  const say = textsOf(language, 'ticket');
  const money = (amount: Money): string => moneyText(amount, language);
  const number = oneLine(content.number, 60);
  const sum = sumUp(content);
  const wanted = content.wanted ? wantedWords(content.wanted, language) : '';
  return {
    order: order.id,
    language,
    shop: oneLine(context.shop, 80),
    number: number || say('noNumber'),
    source: oneLine(context.sourceName ?? say('manual'), 60),
    marks: [
      copy > 1 && say('reprint', { copy }),
      whole !== null && (whole === '' ? say('partOfAnother') : say('partOf', { whole })),
      content.test === true && say('test'),
      order.status === 'cancelled' && say('cancelled'),
      order.needsReview && order.status !== 'cancelled' && say('review'),
    ].filter((mark) => mark !== false),
    wanted: wanted === '' ? null : { label: say('wanted'), text: wanted },
    who: whoOf(order, context),
    heads: { quantity: say('quantity'), item: say('item'), amount: say('amount') },
    items: content.items.map((item) => lineOf(item, language)),
    noItems: content.items.length === 0 ? say('noItems') : null,
    sums: sumsOf(order, language),
    total: content.total ? { label: say('total'), text: money(content.total) } : null,
    refunded: content.refunded?.minor
      ? { label: say('refunded'), text: lessText(content.refunded, language) }
      : null,
    differs: sum.kind === 'differs' ? say('differs', { amount: money(sum.by) }) : null,
    payment:
      whole === null
        ? paymentOf(order, language)
        : { text: whole === '' ? say('paidWithAnother') : say('paidWith', { whole }), how: '' },
    notes: notesOf(order, context),
    foot: [
      order.takenBy === undefined ? '' : say('taken', { name: oneLine(order.takenBy, 60) }),
      content.placedAt === undefined
        ? ''
        : `${say('placed')} ${placedWords(oneLine(content.placedAt, 60), language, timeZone)}`,
      say('printed', { at: momentWords(context.printedAt, language, timeZone) }),
    ].filter(Boolean),
    code: number,
  };
}

/** The recipient comes first, because the courier needs it; the customer follows if different. */
function whoOf({ content }: TicketOrder, { language, country }: SheetContext): readonly Said[] {
  const say = textsOf(language, 'ticket');
  const named = (name: string | undefined, phone: string | undefined): string =>
    [oneLine(name ?? '', 200), oneLine(phoneText(phone ?? '', country), 60)].filter(Boolean).join('\n');
  const { customer, recipient } = content;
  const gets = named(recipient?.name, recipient?.phone);
  const ordered = named(customer.name, customer.phone);
  const address = { label: say('address'), text: cutTo((content.address ?? '').trim(), 500) };
  const who =
    gets === ''
      ? [{ label: say('customer'), text: ordered }, address]
      : [
          { label: say('recipient'), text: gets },
          address,
          { label: say('customer'), text: gets === ordered ? '' : ordered },
        ];
  return who.filter(({ text }) => text !== '');
}

function lineOf(item: LineItem, language: Language): TicketLine {
  const say = textsOf(language, 'ticket');
  const cost = lineCost(item);
  const { quantity, left, title, options, sku, unitPrice } = item;
  return {
    quantity: piecesOf(item),
    gone: isGone(item),
    title: oneLine(title, 500),
    facts: [
      ...options.map((option) => oneLine(option, 200)),
      oneLine(sku ?? '', 80),
      left === undefined ? '' : say('returnedOf', { some: quantity - left, of: quantity }),
      quantity > 1 && unitPrice ? say('each', { amount: moneyText(unitPrice, language) }) : '',
    ]
      .filter(Boolean)
      .join(' · '),
    amount: cost ? moneyText(cost, language) : say('noPrice'),
  };
}

function sumsOf({ content }: TicketOrder, language: Language): readonly Said[] {
  const say = textsOf(language, 'ticket');
  const { takenOff } = content;
  const others = [
    ...chargesOf(content, language).map(({ label, text }) => ({ label, text })),
    ...(takenOff?.minor ? [{ label: say('removed'), text: lessText(takenOff, language) }] : []),
  ];
  const goods = goodsCost(content);
  return goods && others.length > 0
    ? [{ label: say('subtotal'), text: moneyText(goods, language) }, ...others]
    : others;
}

/** Asks to collect only what is known to be unpaid, so that the customer does not pay twice. */
function paymentOf({ content, paymentStatus }: TicketOrder, language: Language): TicketSheet['payment'] {
  const say = textsOf(language, 'ticket');
  const ways = content.gateways ?? [];
  const how = paymentMethods
    .filter((method) => ways.includes(method))
    .map((method) => say(`method_${method}`));
  const due = dueNow(content, paymentStatus);
  const text =
    due || paymentStatus === 'pending'
      ? say('collect', { amount: due ? moneyText(due, language) : '' }).trim()
      : say(`payment_${paymentStatus}`);
  return { text, how: how.join(', ') };
}

function notesOf({ content, notes }: TicketOrder, context: SheetContext): readonly Said[] {
  const say = textsOf(context.language, 'ticket');
  const said = (text: string): string => cutTo(text.trim(), longestNote);
  // automatic notes are only for the screen
  const own = context.notes ? notes.filter(({ by }) => !isMachine(by)) : [];
  return [
    { label: say('note'), text: said(content.note ?? '') },
    ...(content.properties ?? [])
      // the draft order id is of no use for packing
      .filter(({ name }) => name !== draftAttribute)
      .map(({ name, value }) => ({ label: oneLine(name, 80), text: said(value) })),
    ...own.map(({ text, by }) => ({ label: say('noteOf', { name: oneLine(by, 60) }), text: said(text) })),
  ].filter(({ text }) => text !== '');
}
