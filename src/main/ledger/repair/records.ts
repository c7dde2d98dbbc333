import type { Value } from '../database.ts';

/** What a row is stored as. */
export type Fields = readonly Value[];

/** Thrown when the bytes are not a valid record. */
export class NoRecord extends Error {}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @returns the number at a place, and where what follows it begins */
export function varint(bytes: Uint8Array, at: number): readonly [value: number, next: number] {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) throw new NoRecord('cut off');
    if (index === 8) return [value * 256 + byte, at + 9];
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + index + 1];
  }
  throw new NoRecord('no number');
}

/** @throws NoRecord unless every byte of it is accounted for, as it is in all that SQLite writes */
export function readRecord(bytes: Uint8Array): Fields {
  const [headBytes, first] = varint(bytes, 0);
  if (headBytes > bytes.length || headBytes < first) throw new NoRecord('a head longer than the record');
  const fields: Value[] = [];
  let at = first;
  let body = headBytes;
  while (at < headBytes) {
    const [type, next] = varint(bytes, at);
    at = next;
    const length = lengthOf(type);
    if (body + length > bytes.length) throw new NoRecord('a field longer than the record');
    fields.push(fieldOf(type, bytes, body, length));
    body += length;
  }
  if (at !== headBytes || body !== bytes.length) throw new NoRecord('a record of another length');
  return fields;
}

const lengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0] as const;

function lengthOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  const length = lengths[type];
  if (length === undefined) throw new NoRecord('a field of no type');
  return length;
}

function fieldOf(type: number, bytes: Uint8Array, at: number, length: number): Value {
  if (type >= 12) {
    const content = bytes.subarray(at, at + length);
    return type % 2 === 0 ? content.slice() : textOf(content);
  }
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, length);
  if (type === 7) return view.getFloat64(0);
  if (length === 8) return Number(view.getBigInt64(0));
  let value = view.getInt8(0);
  for (let index = 1; index < length; index += 1) value = value * 256 + view.getUint8(index);
  return value;
}

function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    throw new NoRecord('a text that is none');
  }
}
