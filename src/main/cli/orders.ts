import { sourceSchema } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import type { Ledger } from '../ports.ts';
import type { Flags } from '../shell/flags.ts';
import { textFlag } from '../shell/flags.ts';
import { formatFlag, sinceFlag } from './listed-flags.ts';
import { listing } from './listing.ts';
import { orderCsvColumns } from './order-csv.ts';
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
    const wanted = { ...sinceFlag(flags), ...source(flags) };
    return {
      ...formatFlag(flags, orderCsvColumns),
      items: (ledger) => linesOf(ledger, wanted, flags.values.parts === true),
    };
  },
});

function* linesOf(
  ledger: Ledger,
  wanted: Parameters<Ledger['orders']['each']>[0],
  withParts: boolean,
): Iterable<OrderLine> {
  for (const { order, warehouse } of ledger.orders.each(wanted)) {
    if (withParts || !isPart(order)) yield orderLine(order, warehouse);
  }
}

/** Parts are not listed: their amounts would be counted twice. Other uncounted orders carry `quarantined` or `test`. */
const isPart = ({ partOf }: Order): boolean => partOf !== undefined;

function source(flags: Flags) {
  const text = textFlag(flags, 'source');
  if (text === undefined) return {};
  const parsed = sourceSchema.safeParse(text);
  if (!parsed.success) {
    throw new Problem('bad-input', `--source: "${text}" is not a source; write shopify, manual or mail:NAME`);
  }
  return { source: parsed.data };
}
