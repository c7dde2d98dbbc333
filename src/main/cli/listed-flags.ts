import { Problem } from '../../shared/problem.ts';
import type { CsvColumns } from '../csv.ts';
import { csvHeadOf, csvRowOf } from '../csv.ts';
import type { Flags } from '../shell/flags.ts';
import { textFlag } from '../shell/flags.ts';
import type { Listed } from './listing.ts';

/**
 * The output format of a listing.
 * @throws Problem `bad-input`
 */
export function formatFlag<T>(flags: Flags, columns: CsvColumns<T>): Pick<Listed<T>, 'head' | 'line'> {
  const said = textFlag(flags, 'format') ?? 'json';
  if (said === 'json') return { line: (item) => JSON.stringify(item) };
  if (said === 'csv') return { head: csvHeadOf(columns), line: (item) => csvRowOf(columns, item) };
  throw new Problem('bad-input', `--format: "${said}" is not a format; use json or csv`);
}

/**
 * The start time of a listing; empty without the flag.
 * @throws Problem `bad-input`
 */
export function sinceFlag(flags: Flags): { readonly since?: number } {
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
