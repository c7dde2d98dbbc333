import type { Message } from './messages.ts';
import { mostEntries } from './messages.ts';

/** Of the entries in one message, and of the messages in one frame: well below what is refused as too large. */
const mostBytes = 200 * 1024;
const mostMessages = 50;

/** Entries as messages that are no longer than may be sent. What is too large by itself comes by BigQuery. */
export const entryMessages = (rows: readonly unknown[]): readonly Message[] =>
  partsOf(rows, mostEntries).map((entries) => ({ say: 'entries', entries: [...entries] }));

/** Messages as frames, in their order. */
export const framesOf = (messages: readonly Message[]): readonly (readonly Message[])[] =>
  partsOf(messages, mostMessages);

function partsOf<T>(values: readonly T[], most: number): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let bytes = 0;
  for (const value of values) {
    const size = sizeOf(value);
    if (size > 2 * mostBytes) continue;
    const last = parts.at(-1);
    if (last && last.length < most && bytes + size <= mostBytes) {
      last.push(value);
      bytes += size;
    } else {
      parts.push([value]);
      bytes = size;
    }
  }
  return parts;
}

export const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
