import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { parseJson } from '../../shared/parse-json.ts';
import { textOf } from '../http.ts';
import { isoOf } from './params.ts';

const units: { readonly [unit: string]: number } = {
  MILLISECOND: 1,
  SECOND: 1_000,
  MINUTE: 60_000,
  HOUR: 3_600_000,
  DAY: 86_400_000,
};
const length = (unit: unknown): number => units[String(unit).toUpperCase()] ?? Number.NaN;
const msOf = (moment: unknown): number => Date.parse(isoOf(String(moment)));

/** BigQuery's functions that SQLite does not have. */
export function addFunctions(database: DatabaseSync, now: () => number): void {
  database.function('JSON_VALUE', { deterministic: true }, (json, path) => {
    const value = at(json, path);
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  });
  database.function('JSON_QUERY', { deterministic: true }, (json, path) => {
    const value = at(json, path);
    return value === undefined ? null : JSON.stringify(value);
  });
  database.function('TO_JSON_STRING', { deterministic: true }, (json) => json);
  database.function('PARSE_JSON', { deterministic: true }, (json) => json);
  database.function('BQ_NOW', () => new Date(now()).toISOString());
  database.function('TIMESTAMP', { deterministic: true }, (text) =>
    text === null ? null : isoOf(String(text)),
  );
  database.function('TIMESTAMP_MILLIS', { deterministic: true }, (ms) => new Date(Number(ms)).toISOString());
  database.function('UNIX_MILLIS', { deterministic: true }, (moment) =>
    moment === null ? null : msOf(moment),
  );
  database.function('TIMESTAMP_ADD', { deterministic: true }, (moment, count, unit) =>
    moment === null ? null : new Date(msOf(moment) + Number(count) * length(unit)).toISOString(),
  );
  database.function('TIMESTAMP_SUB', { deterministic: true }, (moment, count, unit) =>
    moment === null ? null : new Date(msOf(moment) - Number(count) * length(unit)).toISOString(),
  );
  database.function('TIMESTAMP_DIFF', { deterministic: true }, (later, earlier, unit) =>
    later === null || earlier === null ? null : Math.trunc((msOf(later) - msOf(earlier)) / length(unit)),
  );
  database.function('SHA256', { deterministic: true }, (text) =>
    text === null ? null : createHash('sha256').update(String(text)).digest(),
  );
  database.function('TO_HEX', { deterministic: true }, (bytes) =>
    bytes instanceof Uint8Array ? Buffer.from(bytes).toString('hex') : null,
  );
  database.function('STARTS_WITH', { deterministic: true }, (text, start) =>
    Number(String(text).startsWith(String(start))),
  );
}

/** The value at a path such as `$.order.items[0].title`. */
function at(json: unknown, path: unknown): unknown {
  if (typeof json !== 'string') return undefined;
  let value = parseJson(json);
  for (const [, name, quotedName, index] of (textOf(path) ?? '$').matchAll(
    /\.(\w+)|\."([^"]+)"|\[(\d+)\]/g,
  )) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, name ?? quotedName ?? Number(index));
  }
  return value;
}
