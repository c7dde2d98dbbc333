import { z } from 'zod';
import type { Amount } from './amounts.ts';
import { findDates } from './dates.ts';
import type { RawItem } from './item-lines.ts';

const word = z.union([z.string(), z.number()]).transform(String);
const decimal = word.refine((text) => /^\d+(\.\d+)?$/.test(text));
const offerSchema = z.object({
  itemOffered: z.object({ name: z.string() }),
  price: decimal,
  eligibleQuantity: z.object({ value: word }).optional().catch(undefined),
});
const orderSchema = z.object({
  '@type': z.literal('Order'),
  orderNumber: word,
  orderDate: z.string().optional().catch(undefined),
  priceCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .catch(undefined),
  price: decimal.optional().catch(undefined),
  acceptedOffer: z.union([z.array(offerSchema), offerSchema.transform((offer) => [offer])]).catch([]),
  customer: z.object({ name: z.string() }).optional().catch(undefined),
});

/** The machine-readable order of a mail (schema.org). */
export type MarkedUpOrder = {
  readonly number: string;
  readonly placedAt: string | null;
  readonly currency: string | null;
  readonly total: Amount | null;
  readonly customerName: string | null;
  readonly items: readonly RawItem[];
};

/** The only schema.org Order of a mail; reservations and buttons do not count, and with several orders the result is null. */
export function readJsonLd(scripts: readonly string[]): MarkedUpOrder | null {
  const orders = scripts.flatMap(nodesOf).flatMap((node) => orderSchema.safeParse(node).data ?? []);
  const [order, ...others] = orders;
  if (!order || others.length > 0) return null;
  return {
    number: order.orderNumber.replace(/^#/, ''),
    placedAt: dateOf(order.orderDate),
    currency: order.priceCurrency ?? null,
    total: order.price === undefined ? null : plain(order.price),
    customerName: order.customer?.name ?? null,
    items: order.acceptedOffer.map((offer, index) => ({
      title: offer.itemOffered.name,
      quantity: Math.max(1, Math.round(Number(offer.eligibleQuantity?.value ?? 1)) || 1),
      unit: plain(offer.price),
      amount: null,
      options: [],
      optionAmounts: [],
      sku: null,
      at: index - order.acceptedOffer.length,
    })),
  };
}

/** Only valid dates are kept: a sender may write any text into the field. */
const dateOf = (text = ''): string | null =>
  text.length <= longestDate ? (findDates(text)[0]?.iso ?? null) : null;
const longestDate = 40;

const plain = (text: string): Amount => ({
  decimal: text,
  printed: text,
  negative: false,
  currency: null,
  marked: true,
  start: 0,
  end: 0,
});

function nodesOf(script: string): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(script);
  } catch (error) {
    // Machine-readable markup is often broken; the visible text is parsed anyway.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  const nodes = Array.isArray(parsed) ? parsed : [parsed];
  const graph = z.object({ '@graph': z.array(z.unknown()) });
  return nodes.flatMap((node) => graph.safeParse(node).data?.['@graph'] ?? [node]);
}
