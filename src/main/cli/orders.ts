import { sourceSchema } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { textFlag } from '../shell/flags.ts';
import type { Asked, Command } from './command.ts';
import { withLedger } from './find-ledger.ts';
import { csvHead, csvRow } from './order-csv.ts';
import { orderLine } from './order-line.ts';

export const orders: Command = {
  usage: 'orders [--since ISO] [--source SOURCE] [--format json|csv] [--parts]',
  flags: {
    since: { type: 'string' },
    source: { type: 'string' },
    format: { type: 'string' },
    parts: { type: 'boolean' },
  },
  takesNoWords: true,
  run: ({ flags, dataDir, output }) => {
    const print = printer(flags);
    const wanted = { ...since(flags), ...source(flags) };
    return withLedger(dataDir, (ledger) => {
      if (print === csvRow) output.line(csvHead);
      for (const { order, warehouse } of ledger.orders.each(wanted)) {
        // told by another order, so that whoever adds up these lines counts it once
        if (order.partOf && flags.values.parts !== true) continue;
        output.line(print(orderLine(order, warehouse)));
      }
      return 0;
    });
  },
};

function printer(flags: Asked['flags']) {
  const format = textFlag(flags, 'format') ?? 'json';
  if (format === 'json') return JSON.stringify;
  if (format === 'csv') return csvRow;
  throw new Problem('bad-input', `--format: "${format}" is not a format; use json or csv`);
}

function since(flags: Asked['flags']) {
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

function source(flags: Asked['flags']) {
  const text = textFlag(flags, 'source');
  if (text === undefined) return {};
  const parsed = sourceSchema.safeParse(text);
  if (!parsed.success) {
    throw new Problem('bad-input', `--source: "${text}" is not a source; write shopify, manual or mail:NAME`);
  }
  return { source: parsed.data };
}
