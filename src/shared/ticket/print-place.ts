import type { OrderId } from '../ids.ts';
import { orderIdSchema } from '../ids.ts';
import type { TicketFormat } from './printing.ts';
import { ticketFormats } from './printing.ts';

/** What the page shows when it is printed: `#/print?orders=shopify%3A1042&format=80mm`. Without orders, a made-up one. */
export type PrintPlace = {
  readonly orders: readonly OrderId[];
  /** Null: as this computer is set. */
  readonly format: TicketFormat | null;
  /** Which printing of them it is; null while nothing is printed, only shown. */
  readonly printing: string | null;
};

const start = '#/print';

export function printHash({ orders, format, printing }: PrintPlace): string {
  const params = [
    // a comma of an id's own is written as %2C before they are joined
    ['orders', orders.map(encodeURIComponent).join(',')],
    ['format', format ?? ''],
    ['printing', printing ?? ''],
  ];
  const query = params
    .filter(([, value]) => value !== '')
    .map(([name, value = '']) => `${name}=${encodeURIComponent(value)}`);
  return `${start}?${query.join('&')}`;
}

/** @returns null for a hash that is another page's */
export function parsePrintHash(hash: string): PrintPlace | null {
  if (hash !== start && !hash.startsWith(`${start}?`)) return null;
  const params = new Map(
    hash
      .slice(start.length + 1)
      .split('&')
      .map((pair) => pair.split('=', 2).map(decode))
      .map(([name = '', value = '']) => [name, value] as const),
  );
  const orders = (params.get('orders') ?? '').split(',').filter(Boolean).map(decode);
  return {
    orders: orders.flatMap((id) => orderIdSchema.safeParse(id).data ?? []),
    format: ticketFormats.find((format) => format === params.get('format')) ?? null,
    printing: params.get('printing') || null,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text; // a hash typed by hand may hold a lone %
    throw error;
  }
}
