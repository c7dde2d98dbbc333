import { sourceSchema } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import type { Ledger } from '../ports.ts';
import type { Flags } from '../shell/flags.ts';
import { textFlag } from '../shell/flags.ts';
import { listing } from './listing.ts';
import { csvHead, csvRow } from './order-csv.ts';
import type { OrderLine } from './order-line.ts';
import { orderLine } from './order-line.ts';

export const orders = listing<OrderLine>({
  usage: 'orders [--since ISO] [--source SOURCE] [--format json|csv] [--parts]',
  flags: {
    since: { type: 'string' },
    source: { type: 'string' },
    format: { type: 'string' },
    parts: { type: 'boolean' },
  },
  asked: (flags) => {
    const wanted = { ...since(flags), ...source(flags) };
    return { ...format(flags), items: (ledger) => linesOf(ledger, wanted, flags.values.parts === true) };
  },
});

function* linesOf(
  ledger: Ledger,
  wanted: Parameters<Ledger['orders']['each']>[0],
  withParts: boolean,
): Iterable<OrderLine> {
  for (const { order, warehouse } of ledger.orders.each(wanted)) {
    if (isCounted(order) || withParts) yield orderLine(order, warehouse);
  }
}

/** One that another order tells is left out, so that whoever adds up these lines counts it once. */
const isCounted = ({ partOf }: Order): boolean => partOf === undefined;

function format(flags: Flags): { readonly head?: string; readonly line: (order: OrderLine) => string } {
  const said = textFlag(flags, 'format') ?? 'json';
  if (said === 'json') return { line: (order) => JSON.stringify(order) };
  if (said === 'csv') return { head: csvHead, line: csvRow };
  throw new Problem('bad-input', `--format: "${said}" is not a format; use json or csv`);
}

function since(flags: Flags) {
  const text = textFlag(flags, 'since');
  if (text === undefined) return {};
  const at = Date.parse(text);
  if (Number.isNaN(at) || !/^\d{4}-\d\d-\d\d/.test(text)) {
    throw new Problem(
      'bad-input',
      `--since: "${text}" is not an ISO time; write 2025-03-04 or 2025-03-04T10:00:00Z`,
    );
  }
  return { since: at };
}

function source(flags: Flags) {
  const text = textFlag(flags, 'source');
  if (text === undefined) return {};
  const parsed = sourceSchema.safeParse(text);
  if (!parsed.success) {
    throw new Problem('bad-input', `--source: "${text}" is not a source; write shopify, manual or mail:NAME`);
  }
  return { source: parsed.data };
}
