import type { Way } from '../../../shared/alert-rules/channels.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { noticeKey, orderOfKey } from '../../notice-key.ts';
import { kindsBy } from '../../notice-kinds.ts';
import { copyKind } from '../../ports.ts';
import type { Addressee } from './addressees.ts';

/** A message of the outbox, as it is stored. */
export type MessageRow = {
  readonly row: number;
  readonly kind: string;
  readonly key: string;
  readonly orderId: string | null;
  readonly payload: string;
  readonly attempts: number;
  readonly createdAt: number;
  readonly notBefore: number;
  readonly state: string;
  readonly dueAt: number | null;
  readonly reason: string | null;
  readonly parkedAt: number | null;
};

/** What is known about a message besides its row. */
export type Known = {
  readonly now: number;
  /** Whether the row was read from its own table, not from the copy or a stray page. */
  readonly isCertain: boolean;
  /** Whether every in-flight mark could be read. */
  readonly areMarksKnown: boolean;
  /** Whether every fact is known. */
  readonly areFactsKnown: boolean;
  /** How its notification ended according to the facts; null if unknown. */
  readonly end: string | null;
};

export type Settled = {
  readonly message: MessageRow;
  /** Whether to treat it as being sent when the app stopped: its sender then finds out, or parks it. */
  readonly inDoubt: boolean;
};

/** Whether the message goes to a person, who must not receive it twice. */
const isToPeople = (kind: string): boolean => kind.startsWith('notify.');
/** Whether it is a load of rows; a load is rebuilt from the events that are not in the warehouse. */
export const isLoad = (kind: string): boolean => kind.startsWith('warehouse.');
const ticketKind = 'ticket.print';

const lostCopy =
  'The ledger was damaged: nobody knows whether Shopify has the order. Look for it there before you try again';
const lostTicket =
  'The ledger was damaged: nobody knows whether the ticket was printed. Look for the paper before you try again';
const lostOther = 'The ledger was damaged: nobody knows whether this was done. Look before you try again';

/** Decides the state of a message after a repair: nothing is sent twice, and anything left out is parked. */
export function settle(message: MessageRow, known: Known): Settled {
  const { kind, state, attempts } = message;
  const as = (part: Partial<MessageRow>, inDoubt = false): Settled => ({
    message: { ...message, ...part },
    inDoubt,
  });
  const parked = (reason: string): Settled =>
    as({ state: 'parked', dueAt: null, parkedAt: known.now, reason });
  if (state === 'done') return as({});
  // also if it was parked: it may have been given back and sent since
  if (!known.isCertain && (known.end === 'sent' || known.end === 'off')) {
    return as({ state: 'done', dueAt: null, reason: null });
  }
  if (state === 'parked' || isLoad(kind)) return as({});
  if (known.isCertain && (known.areMarksKnown || attempts === 0)) return as({});
  if (known.end === 'refused' || known.end === 'unknown') return parked(lostOther);
  if (isToPeople(kind)) return as({ state: 'waiting', notBefore: known.now, dueAt: known.now }, true);
  // the senders of these two kinds check marks and facts before they act
  if (kind === copyKind) return known.areMarksKnown ? as({}) : parked(lostCopy);
  if (kind === ticketKind) return known.areFactsKnown ? as({}) : parked(lostTicket);
  return parked(lostOther);
}

/** What the indexes still contain about messages whose row is lost. */
export type Traces = {
  readonly keys: ReadonlyMap<number, string>;
  /** Messages that are not done, by row. */
  readonly open: ReadonlyMap<number, { readonly orderId: OrderId | null; readonly kind: string }>;
  /** The orders of parked messages, by row. */
  readonly parked: ReadonlyMap<number, OrderId | null>;
};

/**
 * Rebuilds a message from its indexes, so that its key is not used twice.
 * @returns `isWhole` false for an open message that cannot be rebuilt
 */
export function retraced(
  row: number,
  { keys, open, parked }: Traces,
  { now, addressees }: { readonly now: number; readonly addressees: readonly Addressee[] },
): { readonly message: MessageRow; readonly isWhole: boolean } | null {
  const key = keys.get(row);
  if (key === undefined) return null;
  const isParked = parked.has(row);
  const orderId = (isParked ? parked.get(row) : open.get(row)?.orderId) ?? orderNamed(key, addressees);
  const to = orderId && addressees.find(({ manager, way }) => noticeKey(orderId, manager, way) === key);
  const kind = open.get(row)?.kind ?? (isParked ? kindOf(key, to?.way) : 'lost');
  const base = { row, kind, key, orderId, attempts: 1, createdAt: now, notBefore: now, parkedAt: null };
  const done = { ...base, payload: 'null', state: 'done', dueAt: null, reason: null };
  if ((!open.has(row) && !isParked) || isLoad(kind)) return { message: done, isWhole: true };
  // the payload of a new-order notification contains only the addressee
  const payload = kind === copyKind ? '{}' : isToPeople(kind) ? to?.payload : undefined;
  if (payload === undefined) return { message: done, isWhole: false };
  if (isParked) {
    return {
      message: { ...base, payload, state: 'parked', dueAt: null, reason: lostOther, parkedAt: now },
      isWhole: true,
    };
  }
  return { message: { ...base, payload, state: 'waiting', dueAt: now, reason: null }, isWhole: true };
}

/** The order in the key of a notification, used when the index with the order id is lost as well. */
const orderNamed = (key: string, addressees: readonly Addressee[]): OrderId | null =>
  addressees
    .toSorted((a, b) => b.manager.length - a.manager.length) // a name may be the suffix of another
    .map(({ manager, way }) => orderOfKey(key, manager, way))
    .find((id) => id !== null) ?? null;

/** The kind of a parked message, which its index does not contain. */
const kindOf = (key: string, way: Way | undefined): string =>
  key.startsWith('copy:') ? copyKind : kindsBy[way ?? 'messenger'].prompt;
